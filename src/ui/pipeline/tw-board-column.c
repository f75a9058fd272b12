/* tw-board-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-column-private.h"

#include "pipeline/tw-deal-card.h"

#include <glib/gi18n-lib.h>

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

/* --- where the focus is --- */

static GtkWidget *
row_of (GtkListItem *item)
{
  return gtk_widget_get_parent (gtk_list_item_get_child (item));
}

GtkListItem *
tw_board_column_find_bound (TwBoardColumn *self,
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

gboolean
tw_board_column_focus_row (TwBoardColumn *self,
                           guint          position)
{
  GtkListItem *item = tw_board_column_find_bound (self, position);

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

  return tw_board_column_focus_row (self, position);
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
    tw_board_column_focus_row (self, position);
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
on_selection_changed (TwBoardColumn *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
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
  tw_board_column_install_keys (widget_class);
}

static void
tw_board_column_init (TwBoardColumn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->bound = g_hash_table_new (NULL, NULL);
  self->heading = TW_BOARD_HEADING (tw_board_heading_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), tw_board_column_create_list (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-column");
  gtk_widget_add_css_class (GTK_WIDGET (self), "drop-target");
  adw_bin_set_child (ADW_BIN (self), box);
  tw_board_column_add_controllers (self);
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
