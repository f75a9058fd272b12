/* tw-matrix-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-period-text.h"
#include "common/tw-rows-page.h"
#include "common/tw-status-page.h"
#include "common/tw-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (TwMatrixTab, tw_matrix_tab, TW_TYPE_PROGRAM_TAB)

gboolean
tw_matrix_tab_is_editable (TwMatrixTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));

  return state != NULL && state->editable;
}

void
tw_matrix_tab_tell (TwMatrixTab *self,
                    const char  *text)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (window != NULL)
    tw_window_toast (window, text, 0);
}

gboolean
tw_matrix_tab_write (TwMatrixTab  *self,
                     GPtrArray    *edits,
                     const char   *label,
                     GError      **error)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autoptr (TwDocument) document = NULL;

  if (state == NULL || !tw_program_tab_write (TW_PROGRAM_TAB (self), edits, label, error))
    return FALSE;
  /* What comes next begins with the table as it is now. */
  document = g_object_ref (state->workspace);
  tw_document_changed (document);

  return TRUE;
}

gboolean
tw_matrix_tab_try (TwMatrixTab *self,
                   GPtrArray   *edits,
                   char        *label,
                   GError      *error)
{
  g_autoptr (GPtrArray) owned = edits;
  g_autofree char *named = label;
  g_autoptr (GError) failure = error;

  if (owned != NULL && owned->len == 0)
    return TRUE;
  if (owned != NULL && tw_matrix_tab_write (self, owned, named, &failure))
    return TRUE;
  gtk_widget_error_bell (GTK_WIDGET (self));
  tw_matrix_tab_tell (self, failure != NULL ? failure->message : _("Nothing was changed"));

  return FALSE;
}

void
tw_matrix_tab_go (TwMatrixTab *self,
                  int          row,
                  int          column)
{
  if (self->matrix == NULL)
    return;
  row = CLAMP (row, -1, (int) self->matrix->rows->len - 1);
  column = CLAMP (column, -1, (int) self->matrix->n_tiers - 1);
  tw_matrix_grid_set_cursor (self->grid, row, column, FALSE, TRUE);
}

void
tw_matrix_tab_show_partners (TwMatrixTab *self,
                             int          column)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  const TwEntity *entity = tw_entity_find ("partner_overview");
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), TW_TYPE_VIEW);
  const TwMatrixTierToday *today;
  g_autoptr (TwFilter) filter = NULL;

  if (state == NULL || view == NULL || self->today == NULL ||
      (guint) column >= self->today->tiers->len)
    return;
  today = &g_array_index (self->today->tiers, TwMatrixTierToday, column);
  filter = tw_filter_new (entity);
  tw_filter_add_among (filter, "id",
                       today->partners != NULL ? (const gint64 *) today->partners->data : NULL,
                       today->n_partners, self->matrix->tiers[column].name);
  tw_view_push (TW_VIEW (view), tw_rows_page_new (state->workspace, entity, filter),
                self->matrix->tiers[column].name);
}

/* --- what the workspace knows --- */

typedef struct
{
  TwWorkspace       *workspace;   /* owned, a fork */
  TwProgramDocument *document;
  gint64             program;
  TwDate             today;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  if (count->workspace != NULL)
    tw_workspace_close (count->workspace, NULL);
  tw_program_document_unref (count->document);
  g_free (count);
}

static void
count_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Count *count = data;
  GError *error = NULL;
  TwMatrixToday *today = tw_matrix_today_count (count->workspace, count->program, count->document,
                                                count->today, &error);

  tw_workspace_close (g_steal_pointer (&count->workspace), NULL);
  if (today == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, today, (GDestroyNotify) tw_matrix_today_free);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  TwMatrixTab *self = TW_MATRIX_TAB (source);
  g_autoptr (GError) error = NULL;
  TwMatrixToday *today = g_task_propagate_pointer (G_TASK (result), &error);

  if (today == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tw_matrix_tab_tell (self, error->message);
      return;
    }
  tw_matrix_today_free (self->today);
  self->today = today;
  if (self->matrix != NULL)
    tw_matrix_grid_update (self->grid);
}

static void
count_today (TwMatrixTab          *self,
             const TwProgramState *state)
{
  g_autoptr (GTask) task = NULL;
  Count *count = g_new0 (Count, 1);

  g_cancellable_cancel (self->counting);
  g_set_object (&self->counting, NULL);
  count->document = tw_program_document_ref (state->program);
  count->program = state->version->program;
  count->today = tw_period_today ();
  count->workspace = tw_workspace_fork (tw_document_get_workspace (state->workspace),
                                        TW_OPEN_READ_ONLY, NULL);
  if (count->workspace == NULL)
    {
      count_free (count);
      return;
    }
  self->counting = g_cancellable_new ();
  task = g_task_new (self, self->counting, on_counted, NULL);
  g_task_set_task_data (task, count, count_free);
  tw_background_run_task (task, count_in_thread);
}

/* --- TwProgramTab --- */

static void
fill_dropdown (TwMatrixTab *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (self->tiers);

  for (guint i = 0; i < self->matrix->n_tiers; i++)
    gtk_string_list_append (names, self->matrix->tiers[i].name);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->tiers, G_LIST_MODEL (names));
  if (self->matrix->n_tiers > 0)
    gtk_drop_down_set_selected (self->tiers, chosen < self->matrix->n_tiers ? chosen : 0);
  self->filling = FALSE;
}

static gboolean
has_focus (TwMatrixTab *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid));
}

/* The cursor stays on what it was on, wherever that stands now. */
static void
tw_matrix_tab_refresh (TwProgramTab         *tab,
                       const TwProgramState *state)
{
  TwMatrixTab *self = TW_MATRIX_TAB (tab);
  TwMatrix *old = self->matrix;
  gboolean focus = has_focus (self);
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  self->matrix = tw_matrix_new (state->program);
  if (tw_cell_editor_is_open (self->editor) && (!state->editable || self->edit_row >= (int) self->matrix->rows->len))
    {
      tw_matrix_tab_stop_edit (self);
      focus = TRUE;
    }
  tw_matrix_grid_set_matrix (self->grid, self->matrix);
  fill_dropdown (self);
  if (old != NULL && row >= 0)
    {
      int now = row < (int) old->rows->len
                  ? tw_matrix_find_row (self->matrix, tw_matrix_get_row (old, row)->key) : -1;

      row = now >= 0 ? now : MIN (row, (int) self->matrix->rows->len - 1);
      tw_matrix_grid_set_cursor (self->grid, row, MIN (column, (int) self->matrix->n_tiers - 1),
                                 FALSE, focus);
    }
  tw_matrix_free (old);
  gtk_widget_set_visible (self->add_button, state->editable);
  gtk_stack_set_visible_child_name (self->stack, self->matrix->n_tiers > 0 ? "matrix" : "empty");
  count_today (self, state);
}

static void
tw_matrix_tab_clear (TwProgramTab *tab)
{
  TwMatrixTab *self = TW_MATRIX_TAB (tab);

  tw_matrix_tab_stop_edit (self);
  tw_matrix_grid_set_matrix (self->grid, NULL);
  g_clear_pointer (&self->matrix, tw_matrix_free);
}

static GtkWidget *
tw_matrix_tab_find (TwProgramTab *tab,
                    const char   *path,
                    gboolean      nearest)
{
  TwMatrixTab *self = TW_MATRIX_TAB (tab);
  int row;
  int column;

  if (self->matrix == NULL || !tw_matrix_find (self->matrix, path, nearest, &row, &column))
    return NULL;

  return tw_matrix_grid_get_field (self->grid, row, column);
}

static gboolean
tw_matrix_tab_jump (TwProgramTab *tab,
                    const char   *path)
{
  TwMatrixTab *self = TW_MATRIX_TAB (tab);
  int row;
  int column;

  if (self->matrix == NULL || !tw_matrix_find (self->matrix, path, TRUE, &row, &column))
    return FALSE;
  if (column >= 0)
    gtk_drop_down_set_selected (self->tiers, column);
  /* What was refused there is still being typed. */
  if (tw_cell_editor_is_open (self->editor) && self->edit_row == row && self->edit_column == column)
    gtk_widget_grab_focus (GTK_WIDGET (tw_cell_editor_get_entry (self->editor)));
  else
    tw_matrix_grid_set_cursor (self->grid, row, column, FALSE, TRUE);

  return TRUE;
}

static void
tw_matrix_tab_collect_refused (TwProgramTab *tab,
                               GPtrArray    *paths)
{
  TwMatrixTab *self = TW_MATRIX_TAB (tab);
  const TwMatrixCell *cell;

  if (!tw_cell_editor_is_refused (self->editor))
    return;
  if (self->edit_row < 0 || self->edit_column < 0)
    {
      g_ptr_array_add (paths, g_strdup (self->matrix->tiers[MAX (self->edit_column, 0)].path));
      return;
    }
  cell = tw_matrix_get_cell (self->matrix, self->edit_row, self->edit_column);
  g_ptr_array_add (paths, g_strdup (cell->path != NULL ? cell->path
                                    : self->matrix->tiers[self->edit_column].path));
}

/* --- life --- */

static void
tw_matrix_tab_dispose (GObject *object)
{
  TwMatrixTab *self = TW_MATRIX_TAB (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  if (self->grid != NULL)
    tw_matrix_grid_set_matrix (self->grid, NULL);
  self->grid = NULL;
  g_clear_pointer (&self->matrix, tw_matrix_free);

  G_OBJECT_CLASS (tw_matrix_tab_parent_class)->dispose (object);
}

static void
tw_matrix_tab_finalize (GObject *object)
{
  TwMatrixTab *self = TW_MATRIX_TAB (object);

  tw_matrix_today_free (self->today);

  G_OBJECT_CLASS (tw_matrix_tab_parent_class)->finalize (object);
}

static void
copy_key (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  tw_matrix_tab_copy (TW_MATRIX_TAB (widget));
}

static void
paste_key (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  tw_matrix_tab_paste (TW_MATRIX_TAB (widget));
}

static void
tw_matrix_tab_class_init (TwMatrixTabClass *klass)
{
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_matrix_tab_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_matrix_tab_finalize;
  tab_class->refresh = tw_matrix_tab_refresh;
  tab_class->clear = tw_matrix_tab_clear;
  tab_class->find = tw_matrix_tab_find;
  tab_class->jump = tw_matrix_tab_jump;
  tab_class->collect_refused = tw_matrix_tab_collect_refused;
  /* On the class, so that an entry has its own keys first. */
  gtk_widget_class_install_action (widget_class, "tiers.copy", NULL, copy_key);
  gtk_widget_class_install_action (widget_class, "tiers.paste", NULL, paste_key);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "tiers.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "tiers.paste",
                                       NULL);
}

static void
on_tier_chosen (TwMatrixTab *self)
{
  guint tier = gtk_drop_down_get_selected (self->tiers);

  if (!self->filling && tier != GTK_INVALID_LIST_POSITION)
    tw_matrix_grid_set_narrow (self->grid,
                               tw_size_bin_get_size_class (self->size) == TW_SIZE_NARROW,
                               (int) tier);
}

static void
on_size_class (TwMatrixTab *self)
{
  gboolean narrow = tw_size_bin_get_size_class (self->size) == TW_SIZE_NARROW;
  guint tier = gtk_drop_down_get_selected (self->tiers);

  gtk_widget_set_visible (GTK_WIDGET (self->tiers), narrow);
  tw_matrix_grid_set_narrow (self->grid, narrow,
                             tier != GTK_INVALID_LIST_POSITION ? (int) tier : 0);
}

static GtkWidget *
create_empty (TwMatrixTab *self)
{
  GtkWidget *page = adw_status_page_new ();

  self->add_button = tw_status_page_button (_("Add _Tier…"), "matrix.add-tier");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-programs-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Tiers"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("This program pays every partner alike."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), self->add_button);

  return page;
}

static GtkWidget *
create_matrix (TwMatrixTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = TW_MATRIX_GRID (tw_matrix_grid_new (tw_matrix_tab_fill, self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tiers"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, scroller);
  gtk_widget_set_vexpand (GTK_WIDGET (self->overlay), TRUE);

  self->tiers = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tiers), "board-chooser");
  gtk_widget_set_visible (GTK_WIDGET (self->tiers), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tiers), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tier"), -1);
  g_signal_connect_object (self->tiers, "notify::selected", G_CALLBACK (on_tier_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tiers));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->overlay));

  return box;
}

static void
tw_matrix_tab_init (TwMatrixTab *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, create_matrix (self), "matrix");
  gtk_stack_add_named (self->stack, create_empty (self), "empty");
  self->size = TW_SIZE_BIN (tw_size_bin_new (560));
  adw_bin_set_child (ADW_BIN (self->size), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->size, "notify::size-class", G_CALLBACK (on_size_class), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->size));
  tw_matrix_tab_init_edit (self);
  tw_matrix_tab_init_keys (self);
  tw_matrix_tab_init_menu (self);
  tw_matrix_tab_init_hold (self);
}

TwProgramTab *
tw_matrix_tab_new (void)
{
  return g_object_new (TW_TYPE_MATRIX_TAB, NULL);
}
