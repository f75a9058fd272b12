/* tw-chart-card-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-card-private.h"

#include "application/tw-window.h"
#include "common/tw-chart-save.h"
#include "common/tw-menu.h"
#include "tw-chart-data.h"
#include "tw-pin.h"

#include <glib/gi18n-lib.h>

/* --- what the menu does --- */

static void
rows_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  tw_chart_card_emit (user_data, TW_CHART_CARD_SHOW_ROWS);
}

static void
definition_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_menu_button_popup (TW_CHART_CARD (user_data)->info);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwChartCard *self = user_data;
  TwChartStyle style;

  tw_chart_view_get_style (self->view, &style);
  tw_chart_copy (GTK_WIDGET (self), tw_chart_view_get_spec (self->view), &style);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwChartCard *self = user_data;
  TwChartStyle style;

  tw_chart_view_get_style (self->view, &style);
  tw_chart_save_as (tw_window_from (GTK_WIDGET (self)), tw_chart_view_get_spec (self->view), &style);
}

static void
print_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwChartCard *self = user_data;
  TwChartStyle style;

  tw_chart_view_get_style (self->view, &style);
  tw_chart_print (tw_window_from (GTK_WIDGET (self)), tw_chart_view_get_spec (self->view), &style);
}

static void
move_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gboolean earlier = g_str_equal (g_action_get_name (G_ACTION (action)), "earlier");

  tw_chart_card_emit (user_data, TW_CHART_CARD_MOVE, earlier ? -1 : 1);
}

static void
try_again_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  tw_chart_card_emit (user_data, TW_CHART_CARD_TRY_AGAIN);
}

static gint64
find_pin (TwChartCard *self)
{
  TwWorkspace *workspace = self->document != NULL ? tw_document_get_workspace (self->document) : NULL;

  if (workspace == NULL)
    return 0;

  return tw_pin_find (workspace, TW_PIN_CHART, self->pin_name, self->pin_parameters);
}

static void
pin_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwChartCard *self = user_data;
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  /* Unpinning may take the card away. */
  g_autoptr (TwDocument) document = g_object_ref (self->document);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  const char *title = tw_chart_card_get_title (self);
  gint64 pin = find_pin (self);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (pin != 0)
    done = tw_pin_remove (workspace, pin, title, &error);
  else
    done = tw_pin_add (workspace, TW_PIN_CHART, self->pin_name, self->pin_parameters, title, &error) != 0;

  if (!done)
    {
      tw_window_show_error (window, pin != 0 ? _("The Chart Was Not Unpinned") : _("The Chart Was Not Pinned"), error);
      return;
    }

  tw_document_changed (document);
  tw_window_toast (window, pin != 0 ? _("Chart unpinned") : _("Chart pinned to Overview"),
                   tw_document_get_last_entry (document));
}

static void
change_table_state (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  tw_chart_card_set_table (user_data, g_variant_get_boolean (state));
}

static const GActionEntry actions[] = {
  { "rows", rows_action },
  { "table", NULL, NULL, "false", change_table_state },
  { "definition", definition_action },
  { "copy", copy_action },
  { "save", save_action },
  { "print", print_action },
  { "pin", pin_action },
  { "earlier", move_action },
  { "later", move_action },
  { "try-again", try_again_action },
};

/* --- the menu --- */

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (TwChartCard *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  g_autoptr (GMenu) place = g_menu_new ();

  append (look, _("Show _Rows"), "chart.rows", NULL);
  append (look, _("Show as _Table"), "chart.table", "t");
  append (look, _("_Definition"), "chart.definition", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  append (take, _("_Copy"), "chart.copy", "<Control>c");
  append (take, _("_Save As…"), "chart.save", NULL);
  append (take, _("_Print…"), "chart.print", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take));

  if (self->document != NULL)
    append (place, find_pin (self) != 0 ? _("Un_pin") : _("_Pin to Overview"), "chart.pin", NULL);
  if (self->movable)
    {
      append (place, _("Move _Earlier"), "chart.earlier", NULL);
      append (place, _("Move _Later"), "chart.later", NULL);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (place)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  if (self->extra != NULL)
    g_menu_append_section (menu, NULL, self->extra);

  return G_MENU_MODEL (menu);
}

static void
enable (TwChartCard *self,
        const char  *name,
        gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
tw_chart_card_update_actions (TwChartCard *self)
{
  static const char *const of_chart[] = { "rows", "table", "definition", "copy", "save", "print" };
  TwChartSpec *spec = tw_chart_view_get_spec (self->view);

  for (guint i = 0; i < G_N_ELEMENTS (of_chart); i++)
    enable (self, of_chart[i], spec != NULL);

  if (spec != NULL && tw_chart_spec_count_marks (spec) == 0)
    enable (self, "rows", FALSE);
  enable (self, "pin", self->document != NULL && !tw_document_is_read_only (self->document));
}

/* Made when it is wanted: two dozen cards would make two dozen menus whenever anything changes. */
static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr (GMenuModel) menu = create_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

void
tw_chart_card_add_menu (TwChartCard *self)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, on_menu_wanted, self, NULL);
}

void
tw_chart_card_add_actions (TwChartCard *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  enable (self, "earlier", FALSE);
  enable (self, "later", FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (self->actions));
}

/* --- context menu --- */

static void
show_menu (TwChartCard *self,
           double       x,
           double       y)
{
  g_autoptr (GMenuModel) menu = create_menu (self);

  tw_menu_popup (&self->context_menu, GTK_WIDGET (self), menu, x, y);
}

static void
on_pressed (GtkGesture  *gesture,
            int          n_press,
            double       x,
            double       y,
            TwChartCard *self)
{
  /* Rows of the table have a menu of their own. */
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->table_bin))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, x, y);
}

static void
on_long_press (GtkGesture  *gesture,
               double       x,
               double       y,
               TwChartCard *self)
{
  on_pressed (gesture, 1, x, y, self);
}

static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  double x, y;

  tw_menu_find_point (widget, &x, &y);
  show_menu (TW_CHART_CARD (widget), x, y);

  return TRUE;
}

void
tw_chart_card_bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
}

/* --- dragging --- */

static GdkContentProvider *
on_prepare (TwChartCard *self)
{
  return self->movable ? gdk_content_provider_new_typed (TW_TYPE_CHART_CARD, self) : NULL;
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag,
               TwChartCard   *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (self->head);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         TwChartCard   *self)
{
  gpointer other = g_value_get_object (value);

  if (other == self)
    return FALSE;

  tw_chart_card_emit (self, TW_CHART_CARD_DROPPED, other);

  return TRUE;
}

static GdkDragAction
on_drop_motion (TwChartCard *self)
{
  return self->movable ? GDK_ACTION_MOVE : 0;
}

void
tw_chart_card_add_drag (TwChartCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (TW_TYPE_CHART_CARD, GDK_ACTION_MOVE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  gtk_widget_add_controller (GTK_WIDGET (self->title), GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_drop_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
