/* tw-matrix-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>

/* Changing cells in place. */

#define EDITOR_WIDTH 200

/* --- the editor's place --- */

static gboolean
on_get_position (GtkOverlay   *overlay,
                 GtkWidget    *child,
                 GdkRectangle *place,
                 TwMatrixTab  *self)
{
  GtkWidget *field = self->edit_text != NULL
                       ? tw_matrix_grid_get_field (self->grid, self->edit_row, self->edit_column)
                       : NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  graphene_rect_t bounds;

  if (child != self->editor_box)
    return FALSE;
  if (field == NULL || !gtk_widget_compute_bounds (field, GTK_WIDGET (overlay), &bounds))
    graphene_rect_init (&bounds, 0, 0, EDITOR_WIDTH, 34);
  place->width = MIN (MAX ((int) bounds.size.width, EDITOR_WIDTH), width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, &place->height, NULL, NULL,
                      NULL);
  /* Ends where the cell ends: numbers stand there. */
  place->x = CLAMP ((int) (bounds.origin.x + bounds.size.width) - place->width, 0,
                    MAX (width - place->width, 0));
  place->y = CLAMP ((int) bounds.origin.y, 0, MAX (height - place->height, 0));

  return TRUE;
}

/* --- writing --- */

static void
show_message (TwMatrixTab *self,
              const char  *message)
{
  gboolean invalid = message != NULL;

  self->refused = invalid;
  gtk_label_set_text (self->message, invalid ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), invalid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->editor), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->editor), "error");
}

/* Makes the edits of what was typed; an empty list where nothing changes. */
static GPtrArray *
make_edits (TwMatrixTab  *self,
            const char   *typed,
            char        **label,
            GError      **error)
{
  g_autoptr (TwMatrixChange) change = NULL;
  g_autofree char *plain = NULL;

  if (self->edit_row < 0)
    {
      /* Translators: a tier's old and new name. */
      *label = g_strdup_printf (_("Renamed tier “%1$s” to “%2$s”"),
                                self->matrix->tiers[self->edit_column].name, typed);
      return tw_matrix_rename_tier (self->matrix, self->edit_column, typed, error);
    }
  if (self->edit_column < 0)
    {
      *label = g_strdup_printf (_("Renamed “%1$s” to “%2$s”"),
                                tw_matrix_get_row (self->matrix, self->edit_row)->title, typed);
      return tw_matrix_rename_row (self->matrix, self->edit_row, typed, error);
    }
  change = tw_matrix_change_new (self->matrix);
  plain = tw_matrix_text_plain (self->matrix, self->edit_row, self->edit_column, typed);
  if (!tw_matrix_change_set (change, self->edit_row, self->edit_column, plain, error))
    return NULL;
  *label = tw_matrix_change_label (change);

  return tw_matrix_change_list (change);
}

/* FALSE: it was refused; the editor says why and keeps what was typed. */
static gboolean
commit (TwMatrixTab *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor))));
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (text, self->edit_text))
    return TRUE;
  edits = make_edits (self, text, &label, &error);
  if (edits == NULL || (edits->len > 0 && !tw_matrix_tab_write (self, edits, label, &error)))
    {
      show_message (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->editor));
      return FALSE;
    }

  return TRUE;
}

static void
close_editor (TwMatrixTab *self)
{
  g_clear_handle_id (&self->edit_source, g_source_remove);
  g_clear_pointer (&self->edit_text, g_free);
  show_message (self, NULL);
  gtk_widget_set_visible (self->editor_box, FALSE);
}

gboolean
tw_matrix_tab_stop_edit (TwMatrixTab *self)
{
  if (self->edit_text == NULL)
    return FALSE;
  close_editor (self);
  tw_matrix_grid_set_cursor (self->grid, self->edit_row, self->edit_column, FALSE, TRUE);

  return TRUE;
}

static void
commit_and_go (TwMatrixTab *self,
               int          rows,
               int          columns)
{
  int row = self->edit_row;
  int column = self->edit_column;
  int next_row;
  int next_column;

  if (!commit (self))
    return;
  close_editor (self);
  /* The table may be another now. */
  row = MIN (row, (int) self->matrix->rows->len - 1);
  column = MIN (column, (int) self->matrix->n_tiers - 1);
  tw_matrix_grid_set_cursor (self->grid, row, column, FALSE, FALSE);
  next_row = tw_matrix_grid_step_row (self->grid, row, rows);
  next_column = tw_matrix_grid_step_column (self->grid, column, columns);
  tw_matrix_grid_set_cursor (self->grid, next_row < 0 && next_column < 0 ? row : next_row,
                             next_column, FALSE, TRUE);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        TwMatrixTab           *self)
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
      tw_matrix_tab_stop_edit (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_left (gpointer user_data)
{
  TwMatrixTab *self = user_data;

  self->edit_source = 0;
  if (self->edit_text != NULL && !self->refused && commit (self))
    close_editor (self);

  return G_SOURCE_REMOVE;
}

/* Going elsewhere keeps what was typed; where it is refused the editor stays open and says so. */
static void
on_focus_left (TwMatrixTab *self)
{
  if (self->edit_text != NULL && self->edit_source == 0)
    self->edit_source = g_idle_add (on_left, self);
}

static void
on_changed (TwMatrixTab *self)
{
  if (self->refused)
    show_message (self, NULL);
}

/* --- opening --- */

static GtkEntryCompletion *
create_completion (const TwMatrixRow *row)
{
  g_autoptr (GtkListStore) store = NULL;
  GtkEntryCompletion *completion;

  if (row == NULL || row->n_choices == 0)
    return NULL;
  store = gtk_list_store_new (1, G_TYPE_STRING);
  for (guint i = 0; i < row->n_choices; i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, row->choices[i].label, -1);
  completion = gtk_entry_completion_new ();
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_minimum_key_length (completion, 0);
  gtk_entry_completion_set_inline_completion (completion, TRUE);

  return completion;
}

static char *
get_old_text (TwMatrixTab *self,
              int          row,
              int          column)
{
  if (row < 0)
    return g_strdup (self->matrix->tiers[column].name);
  if (column < 0)
    return g_strdup (tw_matrix_get_row (self->matrix, row)->title);

  return tw_matrix_text_typed (self->matrix, row, column);
}

static void
open_editor (TwMatrixTab *self,
             int          row,
             int          column,
             const char  *typed)
{
  const TwMatrixRow *info = row >= 0 && column >= 0 ? tw_matrix_get_row (self->matrix, row) : NULL;
  GtkWidget *field = tw_matrix_grid_get_field (self->grid, row, column);
  g_autoptr (GtkEntryCompletion) completion = create_completion (info);

  g_free (self->edit_text);
  self->edit_text = get_old_text (self, row, column);
  self->edit_row = row;
  self->edit_column = column;
  gtk_entry_set_completion (self->editor, completion);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), typed != NULL ? typed : self->edit_text);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor),
                              info != NULL && info->n_choices == 0 && !info->whole ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tw_matrix_field_get_name (TW_MATRIX_FIELD (field)), -1);
  show_message (self, NULL);
  gtk_widget_set_visible (self->editor_box, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  if (typed != NULL)
    gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

/* What is there or isn't changes by a key, without an editor. */
static gboolean
toggle (TwMatrixTab *self,
        int          row,
        int          column)
{
  const TwMatrixCell *cell = tw_matrix_get_cell (self->matrix, row, column);
  TwMatrixType type = cell->type;
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);

  for (guint i = 0; type == TW_MATRIX_NOTHING && i < self->matrix->n_tiers; i++)
    type = info->cells[i].type;
  if (type != TW_MATRIX_YES)
    return FALSE;
  tw_matrix_tab_set_cell (self, row, column, cell->owner != NULL ? "" : "yes");

  return TRUE;
}

void
tw_matrix_tab_edit (TwMatrixTab *self,
                    const char  *typed)
{
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (self->matrix == NULL || (row < 0 && column < 0))
    return;
  if (!tw_matrix_tab_is_editable (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      tw_matrix_tab_tell (self, _("A published version stays as it is. Amend it to change its tiers."));
      return;
    }
  if (row >= 0 && column < 0)
    {
      TwMatrixRowKind kind = tw_matrix_get_row (self->matrix, row)->kind;

      if (kind == TW_MATRIX_CRITERION && typed == NULL)
        tw_matrix_tab_ask_criterion (self, TRUE);
      if (kind != TW_MATRIX_BENEFIT && kind != TW_MATRIX_REVIEW)
        return;
    }
  if (row >= 0 && column >= 0)
    {
      if (!tw_matrix_can_set (self->matrix, row, column))
        {
          tw_matrix_tab_tell (self, _("This row is counted from the workspace."));
          return;
        }
      if (toggle (self, row, column))
        return;
    }
  open_editor (self, row, column, typed);
}

/* --- without the editor --- */

void
tw_matrix_tab_set_cell (TwMatrixTab *self,
                        int          row,
                        int          column,
                        const char  *plain)
{
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (self->matrix);
  GError *error = NULL;
  GPtrArray *edits = NULL;

  if (tw_matrix_change_set (change, row, column, plain, &error))
    edits = tw_matrix_change_list (change);
  tw_matrix_tab_try (self, edits, tw_matrix_change_label (change), error);
}

void
tw_matrix_tab_clear_range (TwMatrixTab *self)
{
  g_autoptr (TwMatrixChange) change = NULL;
  GdkRectangle range;
  GError *error = NULL;
  gboolean good = TRUE;

  if (self->matrix == NULL || !tw_matrix_tab_is_editable (self))
    return;
  change = tw_matrix_change_new (self->matrix);
  tw_matrix_grid_get_range (self->grid, &range);
  for (int i = range.y; good && i >= 0 && i < range.y + range.height; i++)
    for (int j = range.x; good && j >= 0 && j < range.x + range.width; j++)
      if (tw_matrix_grid_is_shown (self->grid, i))
        good = tw_matrix_change_remove (change, i, j, &error);
  tw_matrix_tab_try (self, good ? tw_matrix_change_list (change) : NULL,
                     tw_matrix_change_label (change), error);
}

void
tw_matrix_tab_init_edit (TwMatrixTab *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = GTK_ENTRY (gtk_entry_new ());
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  self->editor_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->editor_box, "cell-editor");
  gtk_box_append (GTK_BOX (self->editor_box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (self->editor_box), GTK_WIDGET (self->message));
  gtk_widget_set_visible (self->editor_box, FALSE);
  gtk_overlay_add_overlay (self->overlay, self->editor_box);
  gtk_overlay_set_clip_overlay (self->overlay, self->editor_box, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->editor),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), focus);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (on_get_position), self,
                           0);
}
