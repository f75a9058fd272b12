/* tw-palette.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-palette.h"

#include "application/tw-palette-match.h"
#include "application/tw-palette-results.h"
#include "application/tw-settings.h"
#include "common/tw-background.h"
#include "common/tw-dialog-role.h"
#include "tw-list-load.h"

#include <glib/gi18n-lib.h>

/* "Show All" of a kind. */
#define MANY 200
#define WIDTH 640
#define HEIGHT 520

struct _TwPalette
{
  AdwWindow           parent_instance;

  /* children */
  GtkSearchEntry     *entry;
  GtkStack           *stack;
  GtkListView        *list;
  AdwStatusPage      *nothing;

  /* owned */
  GListStore         *store;
  GtkSingleSelection *selection;
  GCancellable       *cancellable;  /* of the query that runs */
  char               *table;        /* all of this table are shown; nullable */

  TwWindow           *window;       /* borrowed: it is transient for this one */
};

G_DEFINE_FINAL_TYPE (TwPalette, tw_palette, ADW_TYPE_WINDOW)

/* The text without ">", and whether that was there. */
static const char *
get_words (TwPalette *self,
           gboolean  *commands)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  while (*text == ' ')
    text++;
  *commands = *text == '>';

  return *commands ? text + 1 : text;
}

/* --- the rows --- */

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *keys = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (keys, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), detail);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), keys);
  gtk_list_item_set_child (list_item, row);
}

/* What is read out for a line. */
static char *
describe (TwPaletteItem *item)
{
  GString *text = g_string_new (item->title);
  const char *parts[] = { item->detail, item->keys, item->reason };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL && *parts[i] != '\0')
        g_string_append_printf (text, ", %s", parts[i]);
    }

  return g_string_free (text, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         TwPalette                *self)
{
  TwPaletteItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (row));
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  GtkWidget *keys = gtk_widget_get_last_child (row);
  gboolean is_group = item->kind == TW_PALETTE_GROUP;
  gboolean commands;
  const char *words = get_words (self, &commands);
  const char *second = item->reason != NULL ? item->reason : item->detail;
  g_autoptr (PangoAttrList) marks = is_group || item->kind == TW_PALETTE_ALL ? NULL : tw_palette_mark (item->title, words);
  g_autofree char *name = describe (item);

  gtk_label_set_text (GTK_LABEL (title), item->title);
  gtk_label_set_attributes (GTK_LABEL (title), marks);
  gtk_label_set_text (GTK_LABEL (detail), second != NULL ? second : "");
  gtk_widget_set_visible (detail, second != NULL && *second != '\0');
  gtk_label_set_text (GTK_LABEL (keys), item->keys != NULL ? item->keys : "");
  gtk_widget_set_sensitive (row, item->reason == NULL);
  if (is_group)
    gtk_widget_add_css_class (title, "heading");
  else
    gtk_widget_remove_css_class (title, "heading");
  gtk_list_item_set_selectable (list_item, !is_group);
  gtk_list_item_set_activatable (list_item, !is_group && item->reason == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- the selected line --- */

static TwPaletteItem *
get_selected (TwPalette *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* The focus stays in the entry, so what is selected is said there. */
static void
on_selected (TwPalette *self)
{
  TwPaletteItem *item = get_selected (self);
  g_autofree char *text = item != NULL ? describe (item) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* To the next line in that direction that can be chosen. */
static void
move (TwPalette *self,
      int        step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint from = gtk_single_selection_get_selected (self->selection);
  int at = from == GTK_INVALID_LIST_POSITION ? (step > 0 ? -1 : (int) n) : (int) from;

  for (at += step; at >= 0 && at < (int) n; at += step)
    {
      g_autoptr (TwPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), (guint) at);

      if (item->kind == TW_PALETTE_GROUP)
        continue;

      gtk_single_selection_set_selected (self->selection, (guint) at);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) at);
      return;
    }
}

static void
show_results (TwPalette *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "nothing");
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (any)
    {
      move (self, 1);
      /* With the title above the first line. */
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
    }
  on_selected (self);
}

/* --- finding --- */

typedef struct
{
  TwWorkspace  *parent;     /* only its address is used in the thread */
  TwWorkspace  *fork;       /* owned by the thread */
  char         *words;
  char         *table;
  char        **recent;     /* "partner/17" */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->words);
  g_free (search->table);
  g_strfreev (search->recent);
  g_free (search);
}

static GPtrArray *
find_recent (Search *search)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_found_free);

  for (guint i = 0; search->recent[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (search->recent[i], "/", 2);
      TwFound *found = g_strv_length (parts) == 2
                         ? tw_find_record (search->fork, parts[0],
                                           g_ascii_strtoll (parts[1], NULL, 10))
                         : NULL;

      if (found != NULL)
        g_ptr_array_add (list, found);
    }

  return list;
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  tw_workspace_set_cancellable (search->fork, cancellable);
  found = *search->words == '\0'
            ? find_recent (search)
            : tw_find (search->fork, search->words, search->table,
                       search->table != NULL ? MANY : TW_PALETTE_FEW + 1, &error);
  tw_workspace_set_cancellable (search->fork, NULL);
  tw_workspace_close (search->fork, NULL);
  g_object_unref (search->fork);
  tw_list_count_reader (search->parent, -1);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
add_recent (TwPalette       *self,
            const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const TwFound *one = found->pdata[i];
      g_autoptr (TwPaletteItem) group = NULL;
      g_autoptr (TwPaletteItem) item = NULL;

      if (i == 0)
        {
          group = tw_palette_item_new (TW_PALETTE_GROUP, NULL, 0, _("Recent"), NULL);
          g_list_store_append (self->store, group);
        }
      item = tw_palette_item_new (TW_PALETTE_RECORD, one->table, one->id, one->title, one->detail);
      g_list_store_append (self->store, item);
    }
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  TwPalette *self = TW_PALETTE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean commands;
  const char *words;

  /* Something else is looked for by now, or nothing any more. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->entry == NULL)
    return;

  words = get_words (self, &commands);
  g_list_store_remove_all (self->store);

  if (found != NULL && *words != '\0')
    tw_palette_add_found (self->store, found, self->table != NULL);
  else if (found != NULL)
    add_recent (self, found);
  if (self->table == NULL)
    tw_palette_add_own (self->store, self->window, words);

  adw_status_page_set_description (self->nothing, error != NULL ? error->message : NULL);
  show_results (self);
}

static void
start_search (TwPalette  *self,
              const char *words)
{
  TwDocument *document = tw_window_get_document (self->window);
  g_autoptr (GTask) task = NULL;
  Search *search;
  TwWorkspace *fork;

  fork = tw_workspace_fork (tw_document_get_workspace (document), TW_OPEN_READ_ONLY, NULL);
  if (fork == NULL)
    return;

  search = g_new0 (Search, 1);
  search->parent = tw_document_get_workspace (document);
  search->fork = fork;
  search->words = g_strdup (words);
  search->table = g_strdup (self->table);
  search->recent = tw_settings_get_recent_records (tw_document_get_path (document));
  tw_list_count_reader (search->parent, 1);

  task = g_task_new (self, self->cancellable, on_found, NULL);
  g_task_set_task_data (task, search, search_free);
  tw_background_run_task (task, search_in_thread);
}

static void
update (TwPalette *self)
{
  gboolean commands;
  const char *words = get_words (self, &commands);

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();

  if (commands)
    {
      g_list_store_remove_all (self->store);
      tw_palette_add_commands (self->store, self->window, words);
      show_results (self);
    }
  else if (tw_window_get_document (self->window) != NULL)
    start_search (self, words);
}

static void
on_search_changed (TwPalette *self)
{
  g_clear_pointer (&self->table, g_free);
  update (self);
}

/* --- choosing --- */

static void
choose (TwPalette *self,
        gboolean   new_window)
{
  g_autoptr (TwPaletteItem) item = get_selected (self);
  TwWindow *window = self->window;

  if (item == NULL || item->kind == TW_PALETTE_GROUP || item->reason != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      g_steal_pointer (&item);
      return;
    }

  g_object_ref (item);
  if (item->kind == TW_PALETTE_ALL)
    {
      g_free (self->table);
      self->table = g_strdup (item->name);
      update (self);
      return;
    }

  gtk_window_destroy (GTK_WINDOW (self));
  tw_palette_activate (window, item, new_window);
}

static void
on_activate (TwPalette *self,
             guint      position)
{
  gtk_single_selection_set_selected (self->selection, position);
  choose (self, FALSE);
}

static void
on_enter (TwPalette *self)
{
  choose (self, FALSE);
}

static gboolean
on_key (TwPalette       *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
      for (int i = 0; i < 8; i++)
        move (self, key == GDK_KEY_Page_Down ? 1 : -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!control)
        return GDK_EVENT_PROPAGATE;
      choose (self, TRUE);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* --- life --- */

static void
tw_palette_dispose (GObject *object)
{
  TwPalette *self = TW_PALETTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->table, g_free);
  self->entry = NULL;

  G_OBJECT_CLASS (tw_palette_parent_class)->dispose (object);
}

static void
tw_palette_class_init (TwPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_palette_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
create_list (TwPalette *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->store = g_list_store_new (TW_TYPE_PALETTE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);

  self->list = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "palette");
  /* The keys of the entry move in it. */
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Results"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
create_entry (TwPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry = gtk_search_entry_new ();

  self->entry = GTK_SEARCH_ENTRY (entry);
  gtk_search_entry_set_search_delay (self->entry, 80);
  g_object_set (entry, "placeholder-text", _("Search, or “>” for commands"), NULL);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search everything, or > for commands"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (on_search_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);

  return entry;
}

static void
tw_palette_init (TwPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = gtk_label_new (_("Enter opens, Ctrl+Enter opens in a new window"));

  tw_dialog_tell_role (self);
  create_list (self);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), create_entry (self));
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (bar), ADW_CENTERING_POLICY_LOOSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  self->nothing = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->nothing, "system-search-symbolic");
  adw_status_page_set_title (self->nothing, _("No Matches"));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_titled (self->stack, scroller, "list", _("Results"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->nothing), "nothing", _("No Matches"));

  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "palette-hint");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), hint);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Search and Commands"));
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, 280);
}

GtkWidget *
tw_palette_new (TwWindow *window)
{
  TwPalette *self;
  int width;

  g_return_val_if_fail (TW_IS_WINDOW (window), NULL);

  width = gtk_widget_get_width (GTK_WIDGET (window));
  self = g_object_new (TW_TYPE_PALETTE, "transient-for", window, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  self->window = window;
  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (width, WIDTH) : WIDTH, HEIGHT);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));
  update (self);

  return GTK_WIDGET (self);
}
