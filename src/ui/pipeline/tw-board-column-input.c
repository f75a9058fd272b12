/* tw-board-column-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What mouse, fingers and keys do in a column: drop, ask for the menu, step to the next one, select what has the focus. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-column-private.h"

#include "pipeline/tw-deal-card.h"

static TwTableSourceClass *
get_class (TwBoardColumn *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

static gboolean
on_drop (TwBoardColumn *self,
         const GValue  *value)
{
  GVariant *keys = g_value_get_variant (value);
  gsize n = 0;
  const gint64 *ids;

  if (keys == NULL || !g_variant_is_of_type (keys, G_VARIANT_TYPE ("ax")))
    return FALSE;

  ids = g_variant_get_fixed_array (keys, &n, sizeof (gint64));
  /* Within a column there is no order of one's own. */
  if (n == 0 || get_class (self)->find_key (self->source, ids[0]) != TW_NO_POSITION)
    return FALSE;

  g_signal_emit_by_name (self, "dropped", keys);

  return TRUE;
}

static void
ask_menu (TwBoardColumn *self,
          double         x,
          double         y)
{
  g_signal_emit_by_name (self, "menu", x, y);
}

static void
on_pressed (TwBoardColumn *self,
            int            n_press,
            double         x,
            double         y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *card = hit != NULL && TW_IS_DEAL_CARD (hit) ? hit
                    : hit != NULL                        ? gtk_widget_get_ancestor (hit, TW_TYPE_DEAL_CARD)
                                                         : NULL;
  guint position;

  if (card == NULL && hit != NULL)
    card = gtk_widget_get_first_child (hit);
  if (card == NULL || !TW_IS_DEAL_CARD (card) || tw_deal_card_get_item (TW_DEAL_CARD (card)) == NULL)
    return;

  position = get_class (self)->find_key (self->source, tw_item_get_id (tw_deal_card_get_item (TW_DEAL_CARD (card))));
  if (position == TW_NO_POSITION)
    return;

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  tw_board_column_focus_row (self, position);
  ask_menu (self, x, y);
}

static void
on_long_pressed (TwBoardColumn *self,
                 double         x,
                 double         y)
{
  on_pressed (self, 1, x, y);
}

static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  TwBoardColumn *self = TW_BOARD_COLUMN (widget);
  guint position = tw_board_column_get_focus (self);
  GtkListItem *item = tw_board_column_find_bound (self, position);
  graphene_rect_t bounds;

  if (item == NULL || !gtk_widget_compute_bounds (gtk_widget_get_parent (gtk_list_item_get_child (item)), widget, &bounds))
    return GDK_EVENT_PROPAGATE;

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  ask_menu (self, bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);

  return GDK_EVENT_STOP;
}

/* Before the list view, which takes Left and Right, with and without Ctrl, for a list that has but one direction. */
static gboolean
on_key (TwBoardColumn   *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  int step = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left     ? -1
             : keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? 1
                                                                     : 0;

  if (step == 0 || (modifiers != 0 && modifiers != GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  if (modifiers == 0)
    g_signal_emit_by_name (self, "step", step);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "view.move-step", "i", step);

  return GDK_EVENT_STOP;
}

/* Tab and arrows bring the focus to a card, and what acts on the selected cards acts on that one. */
static gboolean
select_focused (gpointer user_data)
{
  TwBoardColumn *self = user_data;
  g_autoptr (GtkBitset) selected = NULL;
  guint position = self->selection != NULL ? tw_board_column_get_focus (self) : TW_NO_POSITION;

  if (position == TW_NO_POSITION)
    return G_SOURCE_REMOVE;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_is_empty (selected))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);

  return G_SOURCE_REMOVE;
}

/* The window notes what has the focus only after it has told so. */
static void
on_focus_enter (TwBoardColumn *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, select_focused, g_object_ref (self), g_object_unref);
}

void
tw_board_column_install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "view.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "view.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "view.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "view.details", NULL);
}

void
tw_board_column_add_controllers (TwBoardColumn *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_VARIANT, GDK_ACTION_MOVE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (on_focus_enter), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
