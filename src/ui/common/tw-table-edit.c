/* tw-table-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-edit.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-list-source.h"

#include <glib/gi18n-lib.h>

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

  g_hash_table_iter_init (&iter, self->made);

  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      if (gtk_list_item_get_position (item) == position
          && (int) tw_table_get_item_column (item) == column)
        return item;
    }

  return NULL;
}

static gboolean
find_bounds (gpointer         owner,
             graphene_rect_t *bounds)
{
  TwTable *self = owner;
  GtkListItem *item = find_cell (self, self->edit_key, self->edit_column);
  GtkWidget *cell = item != NULL ? gtk_widget_get_parent (gtk_list_item_get_child (item)) : NULL;

  return cell != NULL && gtk_widget_compute_bounds (cell, GTK_WIDGET (self->overlay), bounds);
}

/* --- closing --- */

gboolean
tw_table_stop_editing (TwTable *self)
{
  guint position;

  if (!tw_cell_editor_is_open (self->editor))
    return FALSE;

  position = get_class (self)->find_key (self->source, self->edit_key);
  tw_cell_editor_close (self->editor);
  if (!tw_table_focus_position (self, position))
    tw_table_focus_row (self);

  return TRUE;
}

static void
cancel (gpointer owner)
{
  tw_table_stop_editing (owner);
}

static gboolean
commit (gpointer     owner,
        const char  *text,
        GError     **error)
{
  TwTable *self = owner;
  TwListSource *source = TW_LIST_SOURCE (self->source);
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cell_edit_free);
  g_autoptr (GError) local_error = NULL;
  const TwCellEdit *edit;

  g_ptr_array_add (edits, tw_table_create_edit (self, self->edit_key, self->edit_column, text));
  edit = edits->pdata[0];

  if (!tw_cells_edit (tw_list_source_get_workspace (source), tw_list_source_get_editable (source), edits,
                      FALSE, NULL, &local_error))
    {
      g_set_error_literal (error, local_error->domain, local_error->code,
                           edit->message != NULL ? edit->message : local_error->message);
      return FALSE;
    }

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
go (gpointer owner,
    int      rows,
    int      columns)
{
  TwTable *self = owner;
  guint position = get_class (self)->find_key (self->source, self->edit_key);
  guint n = tw_table_source_count (self->source);
  gint64 key = self->edit_key;
  gint64 next = key;
  int last = g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) - 1;

  if (rows > 0 && position + 1 < n)
    next = get_class (self)->get_key (self->source, position + 1);
  else if (rows < 0 && position > 0 && position != TW_NO_POSITION)
    next = get_class (self)->get_key (self->source, position - 1);

  if (!tw_cell_editor_commit (self->editor))
    return;

  self->cursor = self->anchor = CLAMP (self->cursor + columns, 0, last);
  focus_cell (self, next != 0 ? next : key);
}

/* --- opening --- */

/* (transfer container): the words of a field that is a choice; NULL where it isn't. */
static const char **
list_choices (const TwField *field)
{
  GPtrArray *labels;

  if (field->choices == NULL)
    return NULL;

  labels = g_ptr_array_new ();
  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    g_ptr_array_add (labels, (gpointer) tw_field_get_choice_label (field, choice->key));
  g_ptr_array_add (labels, NULL);

  return (const char **) g_ptr_array_free (labels, FALSE);
}

static void
open_editor (TwTable *self,
             gint64   key,
             int      column)
{
  const TwField *field = tw_table_get_edited (self, column);
  guint position = get_class (self)->find_key (self->source, key);
  g_autoptr (GObject) item = NULL;
  g_autofree const char **choices = list_choices (field);
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = tw_table_name_cell (self, key, column);

  item = g_list_model_get_item (get_class (self)->get_model (self->source), position);
  if (item == NULL)
    return;

  plain = get_class (self)->get_raw (self->source, item, column);
  text = tw_format_plain (field->type, plain);
  self->edit_key = key;
  self->edit_column = column;
  tw_table_scroll_to (self, position);
  tw_cell_editor_open (self->editor, name, text != NULL ? text : "", NULL, choices,
                       tw_format_is_numeric (field->type));
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
  static const TwCellEditorFuncs funcs = { find_bounds, commit, go, cancel };
  GtkAdjustment *adjustments[]
      = { gtk_scrolled_window_get_hadjustment (self->scroller),
          gtk_scrolled_window_get_vadjustment (self->scroller) };

  self->editor = tw_cell_editor_new (self->overlay, &funcs, self);
  for (guint i = 0; i < G_N_ELEMENTS (adjustments); i++)
    g_signal_connect_object (adjustments[i], "value-changed",
                             G_CALLBACK (gtk_widget_queue_allocate), self->overlay,
                             G_CONNECT_SWAPPED);
}
