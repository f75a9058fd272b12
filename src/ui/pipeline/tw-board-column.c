/* tw-board-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-column.h"

#include "common/tw-tab-stop.h"
#include "common/tw-table-selection.h"
#include "pipeline/tw-board-heading.h"
#include "pipeline/tw-deal-card.h"

#include <glib/gi18n-lib.h>

struct _TwBoardColumn
{
  AdwBin            parent_instance;

  /* owned */
  TwStage          *stage;
  TwTableSource    *source;
  TwTableSelection *selection;

  /* children */
  TwBoardHeading   *heading;
  GtkListView      *view;
  GtkStack         *stack;
  GHashTable       *bound;      /* GtkListItem*, borrowed */

  TwDate            date;
  int               warning;
  gint64            wanted;     /* the key that gets the focus when it is there, 0: none */
  gboolean          wanted_focus;
  gboolean          alone;      /* one currency, named by the heading */
};

G_DEFINE_FINAL_TYPE (TwBoardColumn, tw_board_column, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  DROPPED,
  STEP,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TwTableSourceClass *
get_class (TwBoardColumn *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

/* --- cards --- */

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source,
                 double         x,
                 double         y,
                 GtkListItem   *item)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  TwBoardColumn *self = TW_BOARD_COLUMN (gtk_widget_get_ancestor (card, TW_TYPE_BOARD_COLUMN));
  g_autoptr (GArray) keys = NULL;
  gint64 key = tw_item_get_id (TW_ITEM (gtk_list_item_get_item (item)));

  /* Dragging one of several selected cards takes all of them along. */
  if (gtk_list_item_get_selected (item))
    keys = tw_table_selection_get_keys (self->selection);
  else
    {
      keys = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (keys, key);
    }

  return gdk_content_provider_new_typed (
      G_TYPE_VARIANT,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, keys->data, keys->len, sizeof (gint64)));
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (card);

  gtk_drag_source_set_icon (source, paintable, 12, 12);
}

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *item,
          TwBoardColumn      *self)
{
  GtkWidget *card = tw_deal_card_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), item, 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), NULL);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (item, card);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *item,
         TwBoardColumn      *self)
{
  g_hash_table_add (self->bound, item);
  tw_deal_card_set_alone (TW_DEAL_CARD (gtk_list_item_get_child (item)), self->alone);
  tw_deal_card_set_item (TW_DEAL_CARD (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->date,
                         self->warning);
}

static void
on_unbind (GtkListItemFactory *factory,
           GtkListItem        *item,
           TwBoardColumn      *self)
{
  g_hash_table_remove (self->bound, item);
  tw_deal_card_set_item (TW_DEAL_CARD (gtk_list_item_get_child (item)), NULL, self->date, self->warning);
}

/* --- where the focus is --- */

static GtkWidget *
row_of (GtkListItem *item)
{
  return gtk_widget_get_parent (gtk_list_item_get_child (item));
}

static GtkListItem *
find_bound (TwBoardColumn *self,
            guint          position)
{
  GHashTableIter iter;
  GtkListItem *item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      if (gtk_list_item_get_position (item) == position)
        return item;
    }

  return NULL;
}

guint
tw_board_column_get_focus (TwBoardColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GHashTableIter iter;
  GtkListItem *item;

  g_hash_table_iter_init (&iter, self->bound);
  while (focus != NULL && g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      GtkWidget *row = row_of (item);

      if (focus == row || gtk_widget_is_ancestor (focus, row))
        return gtk_list_item_get_position (item);
    }

  return TW_NO_POSITION;
}

static gboolean
focus_row (TwBoardColumn *self,
           guint          position)
{
  GtkListItem *item = find_bound (self, position);

  return item != NULL && gtk_widget_grab_focus (row_of (item));
}

gboolean
tw_board_column_focus_position (TwBoardColumn *self,
                                guint          position)
{
  guint n;

  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), FALSE);

  n = tw_table_source_count (self->source);
  if (n == 0)
    return FALSE;

  position = MIN (position, n - 1);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);

  return focus_row (self, position);
}

/* A card that was moved here comes with the rows that are read in a thread. */
static void
serve_wanted (TwBoardColumn *self)
{
  guint position;

  /* What is listed before the rows have been read again may have left. */
  if (self->wanted == 0 || !tw_list_get_ready (tw_list_source_get_list (TW_LIST_SOURCE (self->source))))
    return;

  position = get_class (self)->find_key (self->source, self->wanted);
  if (position == TW_NO_POSITION)
    return;

  self->wanted = 0;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  if (self->wanted_focus)
    focus_row (self, position);
}

static gboolean
serve_later (gpointer user_data)
{
  TwBoardColumn *self = user_data;

  if (self->view != NULL)
    serve_wanted (self);

  return G_SOURCE_REMOVE;
}

static void
on_source_changed (TwBoardColumn *self)
{
  if (self->selection == NULL)
    return;

  tw_table_selection_remap (self->selection);
  gtk_stack_set_visible_child_name (self->stack, tw_table_source_count (self->source) > 0 ? "cards" : "none");

  /* The list view has its rows when its own handlers have run. */
  if (self->wanted != 0)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, serve_later, g_object_ref (self), g_object_unref);
}

static void
on_activate (TwBoardColumn *self,
             guint          position)
{
  gint64 key = get_class (self)->get_key (self->source, position);

  if (key != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, key);
}

static void
on_selection_changed (TwBoardColumn *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/* --- dropping and the menu --- */

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

  g_signal_emit (self, signals[DROPPED], 0, keys);

  return TRUE;
}

static void
ask_menu (TwBoardColumn *self,
          double         x,
          double         y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
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
  focus_row (self, position);
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
  GtkListItem *item = find_bound (self, position);
  graphene_rect_t bounds;

  if (item == NULL || !gtk_widget_compute_bounds (row_of (item), widget, &bounds))
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
    g_signal_emit (self, signals[STEP], 0, step);
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

/* --- life --- */

static void
tw_board_column_dispose (GObject *object)
{
  TwBoardColumn *self = TW_BOARD_COLUMN (object);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_data (self->source, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;

  g_clear_object (&self->selection);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (tw_board_column_parent_class)->dispose (object);
}

static void
tw_board_column_finalize (GObject *object)
{
  TwBoardColumn *self = TW_BOARD_COLUMN (object);

  g_clear_pointer (&self->stage, tw_stage_free);
  g_hash_table_unref (self->bound);

  G_OBJECT_CLASS (tw_board_column_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "view.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "view.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "view.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "view.details", NULL);
}

static void
tw_board_column_class_init (TwBoardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_board_column_dispose;
  object_class->finalize = tw_board_column_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", TW_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", TW_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[DROPPED] = g_signal_new ("dropped", TW_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_VARIANT);
  signals[STEP] = g_signal_new ("step", TW_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", TW_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_keys (widget_class);
}

static GtkWidget *
create_list (TwBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_label_new (_("None"));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "board-cards");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_widget_add_css_class (none, "dim-label");
  gtk_widget_set_valign (none, GTK_ALIGN_START);
  gtk_widget_set_margin_top (none, 12);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, tw_tab_stop_new (scroller), "cards");
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_set_visible_child_name (self->stack, "none");

  return GTK_WIDGET (self->stack);
}

static void
add_controllers (TwBoardColumn *self)
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

static void
tw_board_column_init (TwBoardColumn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->bound = g_hash_table_new (NULL, NULL);
  self->heading = TW_BOARD_HEADING (tw_board_heading_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-column");
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop-target");
  adw_bin_set_child (ADW_BIN (self), box);
  add_controllers (self);
}

static TwStage *
copy_stage (const TwStage *stage)
{
  TwStage *copy = g_memdup2 (stage, sizeof *stage);

  copy->name = g_strdup (stage->name);

  return copy;
}

GtkWidget *
tw_board_column_new (TwWorkspace   *workspace,
                     const TwStage *stage)
{
  TwBoardColumn *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (stage != NULL, NULL);

  self = g_object_new (TW_TYPE_BOARD_COLUMN, NULL);
  self->stage = copy_stage (stage);
  self->source = tw_list_source_new (workspace, tw_entity_find ("deal"), NULL);
  tw_list_source_set_constant (TW_LIST_SOURCE (self->source), "status", TW_FILTER_IS,
                               tw_stage_kind_to_string (stage->kind));
  if (stage->kind == TW_STAGE_OPEN)
    tw_list_source_set_constant (TW_LIST_SOURCE (self->source), "stage",
                                 stage->name != NULL ? TW_FILTER_IS : TW_FILTER_EMPTY,
                                 stage->name != NULL ? stage->name : "");
  self->selection = tw_table_selection_new (self->source);
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  /* After the list view: until it has the rows, a changed selection is of rows that it doesn't know. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_source_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  return GTK_WIDGET (self);
}

/* --- what the board asks for --- */

gboolean
tw_board_column_is_of (TwBoardColumn *self,
                       const TwStage *stage)
{
  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), FALSE);

  return self->stage->kind == stage->kind &&
         (stage->kind != TW_STAGE_OPEN || g_strcmp0 (self->stage->name, stage->name) == 0);
}

const TwStage *
tw_board_column_get_stage (TwBoardColumn *self)
{
  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), NULL);

  return self->stage;
}

static guint
count_currencies (const TwPipelineColumn *sums)
{
  guint n = 0;

  for (guint i = 0; i < sums->sums->len; i++)
    n += ((TwPipelineSum *) sums->sums->pdata[i])->currency != NULL;

  return n;
}

static void
update_cards (TwBoardColumn *self)
{
  GHashTableIter iter;
  GtkListItem *item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      TwDealCard *card = TW_DEAL_CARD (gtk_list_item_get_child (item));

      tw_deal_card_set_alone (card, self->alone);
      tw_deal_card_set_item (card, gtk_list_item_get_item (item), self->date, self->warning);
    }
}

void
tw_board_column_set_sums (TwBoardColumn          *self,
                          const TwPipelineColumn *sums)
{
  const char *title;
  g_autofree char *name = NULL;

  g_return_if_fail (TW_IS_BOARD_COLUMN (self));

  g_clear_pointer (&self->stage, tw_stage_free);
  self->stage = copy_stage (sums->stage);
  title = self->stage->name != NULL ? self->stage->name : _("No stage");
  name = tw_board_heading_set_sums (self->heading, sums);
  self->alone = count_currencies (sums) == 1;
  update_cards (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
tw_board_column_follow (TwBoardColumn *self,
                        TwListSource  *source)
{
  g_return_if_fail (TW_IS_BOARD_COLUMN (self));

  tw_list_source_follow (TW_LIST_SOURCE (self->source), source);
}

void
tw_board_column_set_date (TwBoardColumn *self,
                          TwDate         date,
                          int            warning)
{
  g_return_if_fail (TW_IS_BOARD_COLUMN (self));

  if (self->date == date && self->warning == warning)
    return;

  self->date = date;
  self->warning = warning;
  update_cards (self);
}

void
tw_board_column_refresh (TwBoardColumn *self)
{
  g_return_if_fail (TW_IS_BOARD_COLUMN (self));

  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
}

TwListSource *
tw_board_column_get_source (TwBoardColumn *self)
{
  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), NULL);

  return TW_LIST_SOURCE (self->source);
}

GArray *
tw_board_column_get_selected (TwBoardColumn *self)
{
  GArray *keys;
  guint position;
  gint64 key;

  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), NULL);

  keys = tw_table_selection_get_keys (self->selection);
  position = tw_board_column_get_focus (self);
  if (keys->len == 0 && position != TW_NO_POSITION)
    {
      key = get_class (self)->get_key (self->source, position);
      g_array_append_val (keys, key);
    }

  return keys;
}

void
tw_board_column_unselect (TwBoardColumn *self)
{
  g_return_if_fail (TW_IS_BOARD_COLUMN (self));

  self->wanted = 0;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

gboolean
tw_board_column_select (TwBoardColumn *self,
                        gint64         key,
                        gboolean       focus)
{
  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), FALSE);

  self->wanted = key;
  self->wanted_focus = focus;
  serve_wanted (self);

  return self->wanted == 0;
}

gboolean
tw_board_column_waits (TwBoardColumn *self)
{
  g_return_val_if_fail (TW_IS_BOARD_COLUMN (self), FALSE);

  return self->wanted != 0;
}
