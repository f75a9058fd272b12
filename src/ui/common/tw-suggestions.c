/* tw-suggestions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list below an entry, of records that what is typed could mean. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-suggestions.h"

#include "common/tw-background.h"
#include "tw-suggest.h"

#include <glib/gi18n-lib.h>

#define KEY "tw-suggestions"
/* So that a word typed at once is looked up once, in ms. */
#define DELAY 120
#define LIMIT 8
#define CHARS_MAX 44

typedef struct
{
  /* borrowed: the entry owns this */
  GtkWidget      *entry;
  GtkWidget      *popover;
  GtkListBox     *list;

  TwWorkspace    *workspace;    /* owned */
  const TwEntity *entity;
  gint64          owner;
  GCancellable   *reading;      /* owned, (nullable) */
  guint           timeout;
  gboolean        taking;       /* by program: nobody typed */
} Suggestions;

typedef struct
{
  Suggestions    *self;         /* not looked at once it is cancelled */
  const TwEntity *entity;
  gint64          owner;
  char           *typed;
  GPtrArray      *found;        /* (nullable): TwSuggestion */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->typed);
  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_free (reading);
}

static void
stop (Suggestions *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  tw_background_cancel (&self->reading);
}

static gboolean
is_open (Suggestions *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

static void
close_list (Suggestions *self)
{
  stop (self);
  if (is_open (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* --- rows --- */

static GtkWidget *
create_row (const TwSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (suggestion->title);
  GtkWidget *detail = gtk_label_new (suggestion->detail);
  g_autofree char *name = NULL;

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), CHARS_MAX);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), CHARS_MAX);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_set_visible (detail, suggestion->detail != NULL);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (suggestion->text), g_free);

  /* Translators: the name of a record, then what tells it from others. */
  name = suggestion->detail != NULL ? g_strdup_printf (_("%1$s, %2$s"), suggestion->title, suggestion->detail)
                                    : g_strdup (suggestion->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
take (Suggestions   *self,
      GtkListBoxRow *row)
{
  const char *text = g_object_get_data (G_OBJECT (row), "text");

  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->taking = FALSE;
  close_list (self);
}

static void
fill (Suggestions *self,
      GPtrArray   *found)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < found->len; i++)
    gtk_list_box_append (self->list, create_row (found->pdata[i]));
}

static void
create_popover (Suggestions *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->popover = gtk_popover_new ();
  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  /* The entry keeps the focus, also where a row is clicked. */
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (take), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), list);
  gtk_widget_set_parent (self->popover, self->entry);
}

static gboolean
has_focus (Suggestions *self)
{
  GtkRoot *root = gtk_widget_get_root (self->entry);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == self->entry || gtk_widget_is_ancestor (focus, self->entry));
}

/* --- looking up --- */

static void
look_up (TwWorkspace  *workspace,
         GCancellable *cancellable,
         gpointer      data)
{
  Reading *reading = data;

  reading->found = tw_suggest (workspace, reading->entity, reading->owner, reading->typed, LIMIT, NULL);
}

/* The only thing that could be meant is what stands there. */
static gboolean
is_said (GPtrArray  *found,
         const char *typed)
{
  const TwSuggestion *first = found->len == 1 ? found->pdata[0] : NULL;

  return first != NULL && g_str_equal (first->text, typed);
}

static void
on_found (gpointer data)
{
  Reading *reading = data;
  Suggestions *self = reading->self;

  g_clear_object (&self->reading);
  if (reading->found == NULL || reading->found->len == 0 || is_said (reading->found, reading->typed)
      || !has_focus (self))
    {
      close_list (self);
      return;
    }

  if (self->popover == NULL)
    create_popover (self);
  fill (self, reading->found);
  gtk_widget_set_size_request (self->popover, MIN (gtk_widget_get_width (self->entry), 280), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
start (Suggestions *self)
{
  Reading *reading = g_new0 (Reading, 1);

  stop (self);
  reading->self = self;
  reading->entity = self->entity;
  reading->owner = self->owner;
  reading->typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  self->reading = tw_background_run_on (self->workspace, look_up, on_found, reading, reading_free, NULL);
}

static gboolean
on_timeout (gpointer user_data)
{
  Suggestions *self = user_data;

  self->timeout = 0;
  start (self);

  return G_SOURCE_REMOVE;
}

/* --- what the person does --- */

static void
on_changed (Suggestions *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->taking)
    return;
  if (*text == '\0' || !has_focus (self))
    {
      close_list (self);
      return;
    }

  stop (self);
  self->timeout = g_timeout_add (DELAY, on_timeout, self);
}

static void
move (Suggestions *self,
      int          by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : (by > 0 ? 0 : -1);

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && by > 0)
    return;

  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static gboolean
on_key_when_open (Suggestions *self,
                  guint        keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      close_list (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (row == NULL)
        break;
      take (self, row);
      /* Tab also goes on. */
      return keyval == GDK_KEY_Tab ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;

    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_key (Suggestions     *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GdkModifierType plain = state & gtk_accelerator_get_default_mod_mask ();

  if (is_open (self) && plain == 0)
    return on_key_when_open (self, keyval);

  if (plain != GDK_ALT_MASK || (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down))
    return GDK_EVENT_PROPAGATE;

  start (self);

  return GDK_EVENT_STOP;
}

/* --- life --- */

/* Before the entry takes its children apart. */
static void
on_destroy (Suggestions *self)
{
  stop (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
suggestions_free (gpointer data)
{
  Suggestions *self = data;

  stop (self);
  g_object_unref (self->workspace);
  g_free (self);
}

void
tw_suggestions_attach (GtkWidget      *entry,
                       TwWorkspace    *workspace,
                       const TwEntity *entity,
                       gint64          owner)
{
  GtkEventController *keys;
  GtkEventController *focus;
  Suggestions *self;

  g_return_if_fail (GTK_IS_EDITABLE (entry));
  g_return_if_fail (TW_IS_WORKSPACE (workspace));
  g_return_if_fail (entity != NULL);

  if (g_object_get_data (G_OBJECT (entry), KEY) != NULL)
    return;

  self = g_new0 (Suggestions, 1);
  self->entry = entry;
  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->owner = owner;
  g_object_set_data_full (G_OBJECT (entry), KEY, self, suggestions_free);

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (entry, keys);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (close_list), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (entry, "destroy", G_CALLBACK (on_destroy), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
}

GtkWidget *
tw_suggestions_get_list (GtkWidget *entry)
{
  Suggestions *self = g_object_get_data (G_OBJECT (entry), KEY);

  return self != NULL && is_open (self) ? GTK_WIDGET (self->list) : NULL;
}
