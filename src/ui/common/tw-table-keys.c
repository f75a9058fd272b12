/* tw-table-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys, actions and the menu of a row. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-menu.h"
#include "common/tw-table-edit.h"
#include "common/tw-table-private.h"

#include "tw-filter.h"

#include <glib/gi18n-lib.h>

#define EDIT_AGAIN_MS 20

static int
count_shown (TwTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_columns (self->view)));
}

static gboolean
move_cursor (TwTable  *self,
             int       step,
             gboolean  extend)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "table") != 0 ||
      tw_table_get_focus_item (self) == NULL)
    return FALSE;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;

  /* From whole rows into the first cell, and back out of it. */
  if (self->cursor < 0)
    self->cursor = self->anchor = step > 0 ? 0 : -1;
  else
    self->cursor = MIN (self->cursor + step, count_shown (self) - 1);

  if (!extend || self->cursor < 0)
    self->anchor = self->cursor;

  tw_table_update_cursor (self);

  return TRUE;
}

static gboolean
toggle_row (TwTable *self)
{
  GtkListItem *item = tw_table_get_focus_item (self);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (item == NULL)
    return FALSE;

  if (gtk_list_item_get_selected (item))
    gtk_selection_model_unselect_item (model, gtk_list_item_get_position (item));
  else
    gtk_selection_model_select_item (model, gtk_list_item_get_position (item), FALSE);

  return TRUE;
}

/* What is typed on a row goes on in the filter. */
static gboolean
type_into_filter (TwTable               *self,
                  GtkEventControllerKey *controller,
                  guint                  keyval)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  if (!g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return FALSE;

  if (!gtk_event_controller_key_forward (controller, GTK_WIDGET (text)))
    return FALSE;

  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));

  return TRUE;
}

static gboolean
on_body_key (GtkEventControllerKey *controller,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             gpointer               user_data)
{
  TwTable *self = user_data;
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (tw_table_get_focus_item (self) == NULL)
    return FALSE;

  if (modifiers == 0 || modifiers == GDK_SHIFT_MASK)
    {
      switch (keyval)
        {
        case GDK_KEY_Left:
          return move_cursor (self, -1, modifiers != 0);

        case GDK_KEY_Right:
          return move_cursor (self, 1, modifiers != 0);

        case GDK_KEY_F2:
          return modifiers == 0 && (tw_table_edit_cell (self), TRUE);

        case GDK_KEY_space:
          return modifiers == 0 && toggle_row (self);

        default:
          return type_into_filter (self, controller, keyval);
        }
    }

  /* All rows, not all of the columns that are marked. */
  if (modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_a || keyval == GDK_KEY_A))
    self->cursor = self->anchor = -1;

  return FALSE;
}

/* --- the menu of a row --- */

/* Keys that the list has by itself are shown, though no accelerator of the application. */
static void
append_keyed (GMenu      *menu,
              const char *label,
              const char *action,
              const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}


static GMenuModel *
create_menu (TwTable *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) copy = g_menu_new ();
  g_autoptr (GMenu) filter = g_menu_new ();

  if (self->menu != NULL)
    g_menu_append_section (menu, NULL, self->menu);

  append_keyed (copy, _("_Copy"), "table.copy", "<Control>c");
  append_keyed (copy, _("Copy with _Headers"), "table.copy-headers", "<Control><Shift>c");
  if (tw_table_get_edited (self, self->menu_column) != NULL)
    {
      append_keyed (copy, _("_Paste"), "table.paste", "<Control>v");
      append_keyed (copy, _("_Edit Cell"), "table.edit-cell", "F2");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));

  if (TW_TABLE_SOURCE_GET_CLASS (self->source)->add_filter != NULL)
    g_menu_append (filter, _("_Filter by This Value"), "table.filter-value");

  append_keyed (filter, _("Select _All"), "table.select-all", "<Control>a");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filter));

  return G_MENU_MODEL (menu);
}

static void
popup_menu (TwTable *self,
            double   x,
            double   y)
{
  g_autoptr (GMenuModel) menu = create_menu (self);

  tw_menu_popup (&self->popover, GTK_WIDGET (self), menu, x, y);
}

static void
popup_menu_at (TwTable   *self,
               GtkWidget *widget,
               double     x,
               double     y)
{
  GtkWidget *hit = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = hit != NULL ? tw_table_find_item (hit, widget) : NULL;

  if (item == NULL)
    return;

  if (!gtk_list_item_get_selected (item))
    {
      self->cursor = self->anchor = -1;
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                       gtk_list_item_get_position (item), TRUE);
    }

  tw_table_focus_position (self, gtk_list_item_get_position (item));

  /* “This value” is that of the cell which was hit; what is copied are rows all the same. */
  self->menu_column = tw_table_get_item_column (item);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &x, &y);
  popup_menu (self, x, y);
}

static void
on_secondary_click (GtkGesture *gesture,
                    int         n_press,
                    double      x,
                    double      y,
                    gpointer    user_data)
{
  popup_menu_at (user_data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
on_long_press (GtkGesture *gesture,
               double      x,
               double      y,
               gpointer    user_data)
{
  popup_menu_at (user_data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);
  GtkListItem *item = tw_table_get_focus_item (self);
  graphene_rect_t bounds;

  self->menu_column = tw_table_get_shown (self, MAX (self->cursor, 0));

  if (item != NULL && gtk_widget_compute_bounds (gtk_list_item_get_child (item), widget, &bounds))
    popup_menu (self, bounds.origin.x, bounds.origin.y + bounds.size.height);
}

/* --- actions --- */

static void
copy_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  tw_table_copy (TW_TABLE (widget), g_str_has_suffix (action, "headers"));
}

static void
paste_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  tw_table_paste (TW_TABLE (widget));
}

static gboolean
on_edit_again (gpointer data)
{
  TwTable *self = data;

  if (self->popover != NULL && gtk_widget_get_mapped (self->popover))
    return G_SOURCE_CONTINUE;

  tw_table_edit_cell (self);

  return G_SOURCE_REMOVE;
}

/* From the menu: the cell that it was opened on. A menu that closes moves the focus: the editor is opened after it. */
static void
edit_cell_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);

  if (self->cursor < 0 && self->menu_column > 0)
    self->cursor = self->anchor = tw_table_find_shown (self, self->menu_column);

  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, EDIT_AGAIN_MS, on_edit_again, g_object_ref (self), g_object_unref);
}

static void
details_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  gint64 key = tw_table_get_current (TW_TABLE (widget));

  if (key != 0)
    g_signal_emit_by_name (widget, "details", key);
}

static void
select_all_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);

  self->cursor = self->anchor = -1;
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  tw_table_update_cursor (self);
}

static void
filter_value_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  int column = self->menu_column;
  gint64 key = tw_table_get_current (self);
  g_autoptr (GObject) item = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  gboolean had_focus = tw_table_get_focus_item (self) != NULL;

  if (key == 0 || column < 0 || klass->add_filter == NULL)
    return;

  item = g_list_model_get_item (klass->get_model (self->source),
                                klass->find_key (self->source, key));
  value = item != NULL ? klass->get_value (self->source, item, column) : NULL;

  if (value != NULL)
    klass->add_filter (self->source, klass->get_column (self->source, column)->id,
                       *value != '\0' ? TW_FILTER_IS : TW_FILTER_EMPTY, value, &error);

  tw_table_save_filters (self);
  tw_table_update_chips (self);
  if (had_focus && tw_table_get_focus_item (self) == NULL)
    tw_table_focus_row (self);
}

static void
sort_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);

  tw_table_sort (self, tw_table_source_find_column (self->source,
                                                    g_variant_get_string (parameter, NULL)),
                 g_str_has_suffix (action, "descending"));
}

static void
hide_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);

  tw_table_hide_column (self, tw_table_source_find_column (self->source,
                                                           g_variant_get_string (parameter, NULL)));
}

static void
fit_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);

  tw_table_fit_column (self, tw_table_source_find_column (self->source,
                                                          g_variant_get_string (parameter, NULL)));
}

static void
choose_columns_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  gtk_menu_button_popup (TW_TABLE (widget)->columns_button);
}

static void
reset_columns_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  tw_table_reset_columns (TW_TABLE (widget));
}

static void
clear_filters_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  tw_table_clear_filters (TW_TABLE (widget));
}

static void
try_again_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TwTable *self = TW_TABLE (widget);
  gboolean descending;
  int column = tw_table_get_sort (self, &descending);

  tw_table_sort (self, column, descending);
}

static void
add_key (GtkWidgetClass  *widget_class,
         guint            key,
         GdkModifierType  modifiers,
         const char      *action)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, NULL);
}

void
tw_table_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "table.copy-headers", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "table.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "table.edit-cell", NULL, edit_cell_action);
  gtk_widget_class_install_action (widget_class, "table.details", NULL, details_action);
  gtk_widget_class_install_action (widget_class, "table.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "table.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "table.filter-value", NULL, filter_value_action);
  gtk_widget_class_install_action (widget_class, "table.sort-ascending", "s", sort_action);
  gtk_widget_class_install_action (widget_class, "table.sort-descending", "s", sort_action);
  gtk_widget_class_install_action (widget_class, "table.hide-column", "s", hide_action);
  gtk_widget_class_install_action (widget_class, "table.fit-column", "s", fit_action);
  gtk_widget_class_install_action (widget_class, "table.choose-columns", NULL,
                                   choose_columns_action);
  gtk_widget_class_install_action (widget_class, "table.reset-columns", NULL, reset_columns_action);
  gtk_widget_class_install_action (widget_class, "table.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (widget_class, "table.try-again", NULL, try_again_action);

  add_key (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy");
  add_key (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "table.copy-headers");
  add_key (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "table.paste");
  add_key (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "table.details");
  add_key (widget_class, GDK_KEY_Menu, 0, "table.menu");
  add_key (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu");
  add_key (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "table.choose-columns");
  add_key (widget_class, GDK_KEY_Delete, 0, "view.remove");
}

void
tw_table_init_keys (TwTable *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_body_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), keys);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_press), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (press));
}
