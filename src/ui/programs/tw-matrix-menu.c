/* tw-matrix-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What can be done with a cell, a row or a tier: one menu, by right click, key or long press. */

static void
ask_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  tw_matrix_tab_ask_name (user_data, g_action_get_name (G_ACTION (action)));
}

static void
criterion_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  tw_matrix_tab_ask_criterion (user_data,
                               g_str_equal (g_action_get_name (G_ACTION (action)), "edit-criterion"));
}

static void
move_row_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (row >= 0)
    tw_matrix_tab_move_row (self, row,
                            g_str_equal (g_action_get_name (G_ACTION (action)), "down"));
}

static void
move_tier_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (column >= 0)
    tw_matrix_tab_move_tier (self, column,
                             column + (g_str_equal (g_action_get_name (G_ACTION (action)), "right")
                                         ? 1 : -1));
}

static void
remove_tier_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  GError *error = NULL;
  GPtrArray *edits;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (column < 0)
    return;
  edits = tw_matrix_remove_tier (self->matrix, column, &error);
  tw_matrix_tab_try (self, edits,
                     g_strdup_printf (_("Removed tier “%s”"), self->matrix->tiers[column].name),
                     error);
}

/* Of one tier where the cursor is in its column, of all where it is on the title. */
static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  g_autoptr (TwMatrixChange) change = NULL;
  GError *error = NULL;
  gboolean good = TRUE;
  char *label;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (row < 0)
    return;
  if (column >= 0)
    {
      tw_matrix_tab_clear_range (self);
      return;
    }
  change = tw_matrix_change_new (self->matrix);
  for (guint i = 0; good && i < self->matrix->n_tiers; i++)
    good = tw_matrix_change_remove (change, row, i, &error);
  label = g_strdup_printf (_("Removed “%s” from all tiers"),
                           tw_matrix_get_row (self->matrix, row)->title);
  tw_matrix_tab_try (self, good ? tw_matrix_change_list (change) : NULL, label, error);
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  tw_matrix_tab_edit (user_data, NULL);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  tw_matrix_tab_copy (user_data);
}

static void
paste_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  tw_matrix_tab_paste (user_data);
}

static void
partners_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (column >= 0)
    tw_matrix_tab_show_partners (self, column);
}

static void
hold_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwMatrixTab *self = user_data;
  int row;
  int column;

  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  if (column >= 0)
    tw_matrix_tab_ask_hold (self, column);
}

static const GActionEntry actions[] = {
  { "edit", edit_action },
  { "copy", copy_action },
  { "paste", paste_action },
  { "remove", remove_action },
  { "up", move_row_action },
  { "down", move_row_action },
  { "add-criterion", criterion_action },
  { "edit-criterion", criterion_action },
  { "add-benefit", ask_action },
  { "add-review", ask_action },
  { "add-tier", ask_action },
  { "add-designation", ask_action },
  { "left", move_tier_action },
  { "right", move_tier_action },
  { "remove-tier", remove_tier_action },
  { "partners", partners_action },
  { "hold", hold_action },
};

/* --- the menu --- */

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *name = g_strconcat ("matrix.", action, NULL);

  g_menu_item_set_detailed_action (item, name);
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static void
append_row_items (TwMatrixTab *self,
                  GMenu       *menu,
                  int          row)
{
  TwMatrixRowKind kind = tw_matrix_get_row (self->matrix, row)->kind;

  append (menu, _("_Edit"), "edit", "F2");
  if (kind == TW_MATRIX_CRITERION)
    append (menu, _("E_dit Criterion…"), "edit-criterion", NULL);
  append (menu, _("_Copy"), "copy", "<Control>c");
  append (menu, _("_Paste"), "paste", "<Control>v");
  append (menu, _("Move _Up"), "up", "<Control><Shift>Up");
  append (menu, _("Move _Down"), "down", "<Control><Shift>Down");
  append (menu, _("_Remove"), "remove", "Delete");
}

static void
append_section (GMenu *menu,
                GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
create_menu (TwMatrixTab *self,
             int          row,
             int          column)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) here = g_menu_new ();
  g_autoptr (GMenu) add = g_menu_new ();
  g_autoptr (GMenu) tier = g_menu_new ();
  gboolean editable = tw_matrix_tab_is_editable (self);

  if (!editable)
    append (here, _("_Copy"), "copy", "<Control>c");
  else if (row >= 0)
    append_row_items (self, here, row);
  if (column >= 0)
    {
      append (here, _("_Show Partners"), "partners", NULL);
      append (here, _("Set Tier o_f a Partner…"), "hold", NULL);
    }
  if (editable)
    {
      append (add, _("_Add Criterion…"), "add-criterion", NULL);
      append (add, _("Add _Benefit…"), "add-benefit", NULL);
      append (add, _("Add Re_view…"), "add-review", NULL);
      append (tier, _("Add _Tier…"), "add-tier", NULL);
      append (tier, _("Add Desi_gnation…"), "add-designation", NULL);
    }
  if (editable && column >= 0)
    {
      if (row < 0)
        append (tier, _("Re_name"), "edit", "F2");
      append (tier, _("Move _Left"), "left", "<Control><Shift>Left");
      append (tier, _("Move _Right"), "right", "<Control><Shift>Right");
      append (tier, _("Remove T_ier"), "remove-tier", NULL);
    }
  append_section (menu, here);
  append_section (menu, add);
  append_section (menu, tier);

  return G_MENU_MODEL (menu);
}

/* Back to the cell that the menu was about. */
static void
on_closed (TwMatrixTab *self)
{
  int row;
  int column;

  if (tw_cell_editor_is_open (self->editor) || self->matrix == NULL)
    return;
  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  tw_matrix_grid_set_cursor (self->grid, row, column, TRUE, TRUE);
}

void
tw_matrix_tab_open_menu (TwMatrixTab *self,
                         double       x,
                         double       y)
{
  g_autoptr (GMenuModel) model = NULL;
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  graphene_rect_t bounds;
  GtkWidget *field;
  int row;
  int column;

  if (self->matrix == NULL)
    return;
  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  model = create_menu (self, row, column);
  field = tw_matrix_grid_get_field (self->grid, row, column);
  if (x < 0 && field != NULL &&
      gtk_widget_compute_bounds (field, GTK_WIDGET (self->overlay), &bounds))
    at = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (self->menu, &at);
  gtk_popover_popup (self->menu);
}

void
tw_matrix_tab_init_menu (TwMatrixTab *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "matrix", G_ACTION_GROUP (group));
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->overlay));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
}
