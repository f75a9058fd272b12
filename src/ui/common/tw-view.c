/* tw-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-view.h"

typedef struct
{
  /* owned */
  TwDocument         *document;
  GSimpleActionGroup *actions;
  char               *title;
  char               *subtitle;
  char               *primary_label;
  char               *primary_action;
  GPtrArray          *pages;          /* TwViewPage*, bottom to top, without the root */

  /* children */
  AdwLeaflet         *leaflet;
  GtkWidget          *root;

  /* the focus that waits for rows */
  GtkWidget          *meanwhile;      /* weak: what has it while they are read */
  guint               focus_source;
  guint               focus_tries;

  /* what happened while nobody looked */
  gboolean            missed_change;
  gboolean            missed_period;
} TwViewPrivate;

/* How often, and how long, rows that are being read are waited for. */
#define FOCUS_AGAIN_MS 50
#define FOCUS_TRIES    100

typedef struct
{
  GtkWidget *widget;                  /* borrowed, the leaflet holds it */
  char      *title_below;
  char      *subtitle_below;
  GtkWidget *focus_below;             /* weak */
} TwViewPage;

G_DEFINE_TYPE_WITH_PRIVATE (TwView, tw_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_PRIMARY_LABEL,
  PROP_PRIMARY_ACTION,
  PROP_CAN_GO_BACK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
view_page_free (gpointer data)
{
  TwViewPage *page = data;

  g_free (page->title_below);
  g_free (page->subtitle_below);
  g_clear_weak_pointer (&page->focus_below);
  g_free (page);
}

static void
replace_string (TwView     *self,
                char      **where,
                const char *value,
                int         prop)
{
  if (g_strcmp0 (*where, value) == 0)
    return;

  g_free (*where);
  *where = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* A view that nobody sees catches up when somebody does: all seven of them at once would stop the window. */
static void
on_document_changed (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  TwViewClass *klass = TW_VIEW_GET_CLASS (self);

  priv->missed_change = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!priv->missed_change && klass->document_changed != NULL)
    klass->document_changed (self);
}

static void
on_period_changed (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  TwViewClass *klass = TW_VIEW_GET_CLASS (self);

  priv->missed_period = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!priv->missed_period && klass->period_changed != NULL)
    klass->period_changed (self);
}

static void
tw_view_map (GtkWidget *widget)
{
  TwViewPrivate *priv = tw_view_get_instance_private (TW_VIEW (widget));

  GTK_WIDGET_CLASS (tw_view_parent_class)->map (widget);

  if (priv->missed_change)
    on_document_changed (TW_VIEW (widget));
  if (priv->missed_period)
    on_period_changed (TW_VIEW (widget));
}

static void
emit_page_changed (TwView *self)
{
  TwViewClass *klass = TW_VIEW_GET_CLASS (self);

  if (klass->page_changed != NULL)
    klass->page_changed (self, tw_view_get_page (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);
}

/* Pages that were left stay in the leaflet until its transition has ended: it draws them meanwhile */
static void
remove_left_pages (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GtkWidget *child;

  if (priv->leaflet == NULL || adw_leaflet_get_child_transition_running (priv->leaflet))
    return;

  child = gtk_widget_get_first_child (GTK_WIDGET (priv->leaflet));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);
      gboolean keep = child == priv->root;

      for (guint i = 0; i < priv->pages->len && !keep; i++)
        keep = ((TwViewPage *) priv->pages->pdata[i])->widget == child;

      if (!keep)
        adw_leaflet_remove (priv->leaflet, child);

      child = next;
    }
}

static void
tw_view_constructed (GObject *object)
{
  TwView *self = TW_VIEW (object);
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  G_OBJECT_CLASS (tw_view_parent_class)->constructed (object);

  if (priv->document == NULL)
    return;

  g_signal_connect_object (priv->document, "changed", G_CALLBACK (on_document_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->document, "notify::period", G_CALLBACK (on_period_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
tw_view_dispose (GObject *object)
{
  TwViewPrivate *priv = tw_view_get_instance_private (TW_VIEW (object));

  priv->leaflet = NULL;
  priv->root = NULL;
  g_clear_handle_id (&priv->focus_source, g_source_remove);
  g_clear_weak_pointer (&priv->meanwhile);
  g_clear_pointer (&priv->pages, g_ptr_array_unref);
  g_clear_object (&priv->actions);

  G_OBJECT_CLASS (tw_view_parent_class)->dispose (object);

  g_clear_object (&priv->document);
}

static void
tw_view_finalize (GObject *object)
{
  TwViewPrivate *priv = tw_view_get_instance_private (TW_VIEW (object));

  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->primary_label);
  g_free (priv->primary_action);

  G_OBJECT_CLASS (tw_view_parent_class)->finalize (object);
}

static void
tw_view_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TwViewPrivate *priv = tw_view_get_instance_private (TW_VIEW (object));

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, priv->document);
      break;

    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;

    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;

    case PROP_PRIMARY_LABEL:
      g_value_set_string (value, priv->primary_label);
      break;

    case PROP_PRIMARY_ACTION:
      g_value_set_string (value, priv->primary_action);
      break;

    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, priv->pages != NULL && priv->pages->len > 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_view_set_property (GObject      *object,
                      guint         prop_id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  TwViewPrivate *priv = tw_view_get_instance_private (TW_VIEW (object));

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      priv->document = g_value_dup_object (value);
      break;

    case PROP_TITLE:
      replace_string (TW_VIEW (object), &priv->title, g_value_get_string (value), PROP_TITLE);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_view_class_init (TwViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tw_view_constructed;
  object_class->dispose = tw_view_dispose;
  object_class->finalize = tw_view_finalize;
  object_class->get_property = tw_view_get_property;
  object_class->set_property = tw_view_set_property;
  GTK_WIDGET_CLASS (klass)->map = tw_view_map;

  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, TW_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIMARY_LABEL] =
    g_param_spec_string ("primary-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIMARY_ACTION] =
    g_param_spec_string ("primary-action", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_GO_BACK] =
    g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_view_init (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  priv->actions = g_simple_action_group_new ();
  priv->pages = g_ptr_array_new_with_free_func (view_page_free);
  priv->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_unfold (priv->leaflet, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->leaflet));

  g_signal_connect_object (priv->leaflet, "notify::child-transition-running",
                           G_CALLBACK (remove_left_pages), self, G_CONNECT_SWAPPED);
}

TwDocument *
tw_view_get_document (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_val_if_fail (TW_IS_VIEW (self), NULL);

  return priv->document;
}

GSimpleActionGroup *
tw_view_get_actions (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_val_if_fail (TW_IS_VIEW (self), NULL);

  return priv->actions;
}

void
tw_view_enable (TwView     *self,
                const char *action,
                gboolean    enabled)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GAction *found;

  g_return_if_fail (TW_IS_VIEW (self));

  if (priv->actions == NULL)
    return;

  found = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), action);
  g_return_if_fail (found != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}

void
tw_view_set_primary (TwView     *self,
                     const char *label,
                     const char *action)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_if_fail (TW_IS_VIEW (self));

  replace_string (self, &priv->primary_action, action, PROP_PRIMARY_ACTION);
  replace_string (self, &priv->primary_label, label, PROP_PRIMARY_LABEL);
}

void
tw_view_set_title (TwView     *self,
                   const char *title,
                   const char *subtitle)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_if_fail (TW_IS_VIEW (self));

  replace_string (self, &priv->subtitle, subtitle, PROP_SUBTITLE);
  replace_string (self, &priv->title, title, PROP_TITLE);
}

void
tw_view_set_root (TwView    *self,
                  GtkWidget *page)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_if_fail (TW_IS_VIEW (self));
  g_return_if_fail (priv->root == NULL);

  priv->root = page;
  adw_leaflet_append (priv->leaflet, page);
}

/* What has the focus already would pass it on to what stands behind it. */
static void
enter_page (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
tw_view_push (TwView     *self,
              GtkWidget  *page,
              const char *title)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  TwViewPage *entry;
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (TW_IS_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  entry = g_new0 (TwViewPage, 1);
  entry->widget = page;
  entry->title_below = g_strdup (priv->title);
  entry->subtitle_below = g_strdup (priv->subtitle);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&entry->focus_below, focus);

  g_ptr_array_add (priv->pages, entry);
  adw_leaflet_append (priv->leaflet, page);
  tw_view_set_title (self, title, NULL);
  adw_leaflet_set_visible_child (priv->leaflet, page);
  enter_page (page);
  emit_page_changed (self);
}

gboolean
tw_view_pop (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  TwViewPage *entry;
  GtkWidget *below;

  g_return_val_if_fail (TW_IS_VIEW (self), FALSE);

  if (priv->pages->len == 0)
    return FALSE;

  entry = g_ptr_array_steal_index (priv->pages, priv->pages->len - 1);
  below = tw_view_get_page (self);
  below = below != NULL ? below : priv->root;

  /* A page that is hidden with the focus in it keeps a reference from GTK 4.8 for good. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);

  adw_leaflet_set_visible_child (priv->leaflet, below);
  tw_view_set_title (self, entry->title_below, entry->subtitle_below);

  /* A row that was recycled meanwhile is gone as a widget: then the list itself takes the focus. */
  if (entry->focus_below == NULL || !gtk_widget_grab_focus (entry->focus_below))
    gtk_widget_child_focus (below, GTK_DIR_TAB_FORWARD);

  view_page_free (entry);
  emit_page_changed (self);
  remove_left_pages (self);

  return TRUE;
}

GtkWidget *
tw_view_get_page (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);

  g_return_val_if_fail (TW_IS_VIEW (self), NULL);

  if (priv->pages == NULL || priv->pages->len == 0)
    return NULL;

  return ((TwViewPage *) priv->pages->pdata[priv->pages->len - 1])->widget;
}

gboolean
tw_view_find (TwView *self)
{
  g_return_val_if_fail (TW_IS_VIEW (self), FALSE);

  return TW_VIEW_GET_CLASS (self)->find != NULL && TW_VIEW_GET_CLASS (self)->find (self);
}

gboolean
tw_view_escape (TwView *self)
{
  g_return_val_if_fail (TW_IS_VIEW (self), FALSE);

  return TW_VIEW_GET_CLASS (self)->escape != NULL && TW_VIEW_GET_CLASS (self)->escape (self);
}

static gboolean
has_place (TwView *self)
{
  return TW_VIEW_GET_CLASS (self)->map_focus != NULL && TW_VIEW_GET_CLASS (self)->map_focus (self);
}

/* A person takes the focus from what is still there; from what is taken away GTK moves it on by itself, which decides
 * nothing. */
static gboolean
went_elsewhere (TwViewPrivate *priv,
                GtkRoot       *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus == priv->meanwhile)
    return FALSE;
  if (priv->meanwhile != NULL && gtk_widget_get_mapped (priv->meanwhile))
    return TRUE;

  g_set_weak_pointer (&priv->meanwhile, focus);

  return FALSE;
}

static gboolean
on_focus_again (gpointer data)
{
  TwView *self = data;
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && !went_elsewhere (priv, root)
      && !has_place (self) && ++priv->focus_tries < FOCUS_TRIES)
    return G_SOURCE_CONTINUE;

  priv->focus_source = 0;
  g_clear_weak_pointer (&priv->meanwhile);

  return G_SOURCE_REMOVE;
}

/* What is being read has no rows yet: they get the focus when they come, unless it went elsewhere meanwhile. */
static void
focus_again (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (TW_VIEW_GET_CLASS (self)->map_focus == NULL || root == NULL)
    return;

  g_set_weak_pointer (&priv->meanwhile, gtk_root_get_focus (root));
  priv->focus_tries = 0;
  if (priv->focus_source == 0)
    priv->focus_source = g_timeout_add (FOCUS_AGAIN_MS, on_focus_again, self);
}

void
tw_view_focus (TwView *self)
{
  TwViewPrivate *priv = tw_view_get_instance_private (self);
  GtkWidget *page;

  g_return_if_fail (TW_IS_VIEW (self));

  if (has_place (self))
    return;

  page = tw_view_get_page (self);
  page = page != NULL ? page : priv->root;
  if (page != NULL)
    enter_page (page);
  focus_again (self);
}

gboolean
tw_view_is_changed (TwView *self)
{
  g_return_val_if_fail (TW_IS_VIEW (self), FALSE);

  return TW_VIEW_GET_CLASS (self)->is_changed != NULL &&
         TW_VIEW_GET_CLASS (self)->is_changed (self);
}

gboolean
tw_view_open_record (TwView     *self,
                     const char *table,
                     gint64      id)
{
  g_return_val_if_fail (TW_IS_VIEW (self), FALSE);

  return TW_VIEW_GET_CLASS (self)->open_record != NULL &&
         TW_VIEW_GET_CLASS (self)->open_record (self, table, id);
}
