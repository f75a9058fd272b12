/* tw-table-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The editor in a cell. Cells can't hold a widget that stays while rows are recycled: the editor
 * stands in an overlay over the cell and follows it. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-edit.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-list-source.h"

#include <glib/gi18n-lib.h>

#define EDITOR_WIDTH 160

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

/* --- what can be edited --- */

const TwField *
tw_table_get_edited (TwTable *self,
                     int      column)
{
  const TwTableColumn *info;
  const TwEntity *target;
  const TwField *field;

  if (!TW_IS_LIST_SOURCE (self->source) || column < 0)
    return NULL;

  target = tw_list_source_get_editable (TW_LIST_SOURCE (self->source));
  info = get_class (self)->get_column (self->source, column);
  field = target != NULL && info != NULL ? tw_entity_get_field (target, info->id) : NULL;

  return field != NULL && (field->flags & TW_FIELD_READ_ONLY) == 0 ? field : NULL;
}

TwCellEdit *
tw_table_create_edit (TwTable    *self,
                      gint64      key,
                      int         column,
                      const char *text)
{
  const TwField *field = tw_table_get_edited (self, column);
  g_autofree char *plain = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  plain = tw_input_to_plain (field->type, text);

  return tw_cell_edit_new (key, field->name, plain);
}

static char *
get_text (TwTable *self,
          gint64   key,
          int      column)
{
  guint position = get_class (self)->find_key (self->source, key);
  g_autoptr (GObject) item = NULL;

  item = g_list_model_get_item (get_class (self)->get_model (self->source), position);

  return item != NULL ? get_class (self)->get_text (self->source, item, column) : g_strdup ("");
}

char *
tw_table_name_cell (TwTable *self,
                    gint64   key,
                    int      column)
{
  g_autofree char *title = get_text (self, key, 0);

  /* Translators: a cell: the title of its column, then what its row is called. */
  return g_strdup_printf (_("%1$s of %2$s"), get_class (self)->get_column (self->source, column)->title,
                          title);
}

void
tw_table_written (TwTable    *self,
                  const char *text)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  TwDocument *document = window != NULL ? tw_window_get_document (window) : NULL;

  if (document == NULL)
    {
      if (TW_IS_LIST_SOURCE (self->source))
        tw_list_source_refresh (TW_LIST_SOURCE (self->source));
      return;
    }

  tw_document_changed (document);
  if (text != NULL)
    tw_window_toast (window, text, tw_document_get_last_entry (document));
}

/* --- where the editor stands --- */

static GtkListItem *
find_cell (TwTable *self,
           gint64   key,
           int      column)
{
  guint position = get_class (self)->find_key (self->source, key);
  GHashTableIter iter;
  GtkListItem *item;

  g_hash_table_iter_init (&iter, self->bound);

  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      if (gtk_list_item_get_position (item) == position
          && (int) tw_table_get_item_column (item) == column)
        return item;
    }

  return NULL;
}

static gboolean
find_bounds (TwTable         *self,
             graphene_rect_t *bounds)
{
  GtkListItem *item = find_cell (self, self->edit_key, self->edit_column);
  GtkWidget *cell = item != NULL ? gtk_widget_get_parent (gtk_list_item_get_child (item)) : NULL;

  return cell != NULL && gtk_widget_compute_bounds (cell, GTK_WIDGET (self->overlay), bounds);
}

/* Over the cell, inside the list; scrolled away with its row it waits at the edge. */
static gboolean
on_get_position (GtkOverlay   *overlay,
                 GtkWidget    *child,
                 GdkRectangle *place,
                 TwTable      *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  graphene_rect_t bounds;
  int natural;

  if (child != self->editor_box)
    return FALSE;

  if (find_bounds (self, &bounds))
    self->edit_bounds = bounds;

  place->width = MIN (MAX ((int) self->edit_bounds.size.width, EDITOR_WIDTH), width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, NULL, &natural, NULL, NULL);
  place->height = natural;
  place->x = CLAMP ((int) self->edit_bounds.origin.x, 0, MAX (width - place->width, 0));
  place->y = CLAMP ((int) self->edit_bounds.origin.y, 0, MAX (height - place->height, 0));

  return TRUE;
}

/* --- closing --- */

static void
show_message (TwTable    *self,
              const char *message)
{
  gboolean invalid = message != NULL;

  gtk_label_set_text (self->editor_message, invalid ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->editor_message), invalid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->editor), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->editor), "error");
}

static void
close_editor (TwTable *self)
{
  g_clear_handle_id (&self->edit_source, g_source_remove);
  self->edit_key = 0;
  show_message (self, NULL);
  gtk_widget_set_visible (self->editor_box, FALSE);
}

gboolean
tw_table_stop_editing (TwTable *self)
{
  guint position;

  if (self->edit_key == 0)
    return FALSE;

  position = get_class (self)->find_key (self->source, self->edit_key);
  close_editor (self);
  if (!tw_table_focus_position (self, position))
    tw_table_focus_row (self);

  return TRUE;
}

/* FALSE: it was refused; the editor says why and keeps what was typed. */
static gboolean
commit (TwTable *self)
{
  TwListSource *source = TW_LIST_SOURCE (self->source);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->editor));
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cell_edit_free);
  g_autoptr (GError) error = NULL;
  const TwCellEdit *edit;

  if (g_strcmp0 (text, self->edit_text) == 0)
    return TRUE;

  g_ptr_array_add (edits, tw_table_create_edit (self, self->edit_key, self->edit_column, text));
  edit = edits->pdata[0];

  if (!tw_cells_edit (tw_list_source_get_workspace (source), tw_list_source_get_editable (source), edits,
                      FALSE, NULL, &error))
    {
      show_message (self, edit->message != NULL ? edit->message : error->message);
      return FALSE;
    }

  /* What is in the editor now is what is in the cell, should it be asked again while it closes. */
  g_free (self->edit_text);
  self->edit_text = g_strdup (text);
  tw_table_written (self, NULL);

  return TRUE;
}

static void
focus_cell (TwTable *self,
            gint64   key)
{
  guint position = get_class (self)->find_key (self->source, key);

  if (position == TW_NO_POSITION || !tw_table_select (self, key)
      || !tw_table_focus_position (self, position))
    tw_table_focus_row (self);

  tw_table_update_cursor (self);
}

/* Enter goes on in the row below as it was shown, Tab in the cell beside. */
static void
commit_and_go (TwTable *self,
               int      rows,
               int      columns)
{
  guint position = get_class (self)->find_key (self->source, self->edit_key);
  guint n = tw_table_source_count (self->source);
  gint64 key = self->edit_key;
  gint64 next = key;
  int last = g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) - 1;

  if (rows > 0 && position + 1 < n)
    next = get_class (self)->get_key (self->source, position + 1);
  else if (rows < 0 && position > 0 && position != TW_NO_POSITION)
    next = get_class (self)->get_key (self->source, position - 1);

  if (!commit (self))
    return;

  close_editor (self);
  self->cursor = self->anchor = CLAMP (self->cursor + columns, 0, last);
  focus_cell (self, next != 0 ? next : key);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        TwTable               *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      commit_and_go (self, shift ? -1 : 1, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      commit_and_go (self, 0, (shift || keyval == GDK_KEY_ISO_Left_Tab) ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      tw_table_stop_editing (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_left (gpointer user_data)
{
  TwTable *self = user_data;

  self->edit_source = 0;
  if (self->edit_key != 0 && commit (self))
    close_editor (self);

  return G_SOURCE_REMOVE;
}

/* Going elsewhere keeps what was typed; where it is refused the editor stays open and says so. */
static void
on_focus_left (TwTable *self)
{
  if (self->edit_key != 0 && self->edit_source == 0)
    self->edit_source = g_idle_add (on_left, self);
}

static void
on_changed (TwTable *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->editor_message)))
    show_message (self, NULL);
}

/* --- opening --- */

static GtkEntryCompletion *
create_completion (const TwField *field)
{
  g_autoptr (GtkListStore) store = NULL;
  GtkEntryCompletion *completion;

  if (field->choices == NULL)
    return NULL;

  store = gtk_list_store_new (1, G_TYPE_STRING);
  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0,
                                       tw_field_get_choice_label (field, choice->key), -1);

  completion = gtk_entry_completion_new ();
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_minimum_key_length (completion, 0);
  gtk_entry_completion_set_inline_completion (completion, TRUE);

  return completion;
}

static void
open_editor (TwTable *self,
             gint64   key,
             int      column)
{
  const TwField *field = tw_table_get_edited (self, column);
  guint position = get_class (self)->find_key (self->source, key);
  g_autoptr (GObject) item = NULL;
  g_autoptr (GtkEntryCompletion) completion = create_completion (field);
  g_autofree char *plain = NULL;
  g_autofree char *name = tw_table_name_cell (self, key, column);

  item = g_list_model_get_item (get_class (self)->get_model (self->source), position);
  if (item == NULL)
    return;

  plain = get_class (self)->get_raw (self->source, item, column);
  g_free (self->edit_text);
  self->edit_text = tw_format_plain (field->type, plain);
  self->edit_key = key;
  self->edit_column = column;
  tw_table_scroll_to (self, position);

  gtk_entry_set_completion (self->editor, completion);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), self->edit_text);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), tw_format_is_numeric (field->type) ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_message (self, NULL);
  gtk_widget_set_visible (self->editor_box, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

static void
refuse (TwTable *self,
        int      column)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  gtk_widget_error_bell (GTK_WIDGET (self));
  if (window == NULL)
    return;

  /* Translators: %s is the title of a column. */
  text = g_strdup_printf (_("%s is not edited here"),
                          get_class (self)->get_column (self->source, column)->title);
  tw_window_toast (window, text, 0);
}

gboolean
tw_table_edit_cell (TwTable *self)
{
  gint64 key;
  int column;

  if (self->source == NULL
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") != 0)
    return FALSE;

  key = tw_table_get_current (self);
  column = tw_table_get_shown (self, MAX (self->cursor, 0));
  if (key == 0 || column < 0)
    return FALSE;

  if (tw_table_get_edited (self, column) == NULL)
    {
      refuse (self, column);
      return FALSE;
    }

  self->cursor = self->anchor = MAX (self->cursor, 0);
  tw_table_update_cursor (self);
  open_editor (self, key, column);

  return TRUE;
}

void
tw_table_init_edit (TwTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkAdjustment *adjustments[]
      = { gtk_scrolled_window_get_hadjustment (self->scroller),
          gtk_scrolled_window_get_vadjustment (self->scroller) };

  self->editor = GTK_ENTRY (gtk_entry_new ());
  self->editor_message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->editor_message, TRUE);
  gtk_label_set_xalign (self->editor_message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->editor_message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->editor_message), FALSE);

  self->editor_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->editor_box, "cell-editor");
  gtk_box_append (GTK_BOX (self->editor_box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (self->editor_box), GTK_WIDGET (self->editor_message));
  gtk_widget_set_visible (self->editor_box, FALSE);
  gtk_overlay_add_overlay (self->overlay, self->editor_box);
  gtk_overlay_set_clip_overlay (self->overlay, self->editor_box, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->editor_message, NULL, -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), focus);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (on_get_position), self, 0);

  for (guint i = 0; i < G_N_ELEMENTS (adjustments); i++)
    g_signal_connect_object (adjustments[i], "value-changed",
                             G_CALLBACK (gtk_widget_queue_allocate), self->overlay,
                             G_CONNECT_SWAPPED);
}
