/* tw-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-private.h"

#include "common/tw-menu.h"
#include "pipeline/tw-board-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwBoard, tw_board, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

int
tw_board_index_of (TwBoard       *self,
                   TwBoardColumn *column)
{
  guint index;

  return g_ptr_array_find (self->columns, column, &index) ? (int) index : -1;
}

/* --- which columns are seen --- */

static gboolean
is_narrow (TwBoard *self)
{
  return tw_size_bin_get_size_class (self->size_bin) == TW_SIZE_NARROW;
}

static void
update_shown (TwBoard *self)
{
  gboolean narrow = is_narrow (self);
  guint chosen = gtk_drop_down_get_selected (self->chooser);

  gtk_widget_set_visible (GTK_WIDGET (self->chooser), narrow && self->columns->len > 0);

  for (guint i = 0; i < self->columns->len; i++)
    gtk_widget_set_visible (self->columns->pdata[i], !narrow || i == chosen);
}

static char *
chooser_text (const TwPipelineColumn *column)
{
  /* Translators: a stage of the pipeline and how many opportunities are in it */
  return g_strdup_printf (_("%s (%d)"), column->stage->name != NULL ? column->stage->name : _("No stage"),
                          (int) column->opportunities);
}

static void
update_chooser (TwBoard         *self,
                const GPtrArray *columns)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (self->chooser);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *text = chooser_text (columns->pdata[i]);

      gtk_string_list_append (labels, text);
    }

  self->choosing = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->chooser, chosen < columns->len ? chosen : 0);
  self->choosing = FALSE;
}

static void
on_chosen (TwBoard *self)
{
  guint chosen = gtk_drop_down_get_selected (self->chooser);

  if (self->choosing || chosen >= self->columns->len)
    return;

  self->current = self->columns->pdata[chosen];
  update_shown (self);
}

/* In a narrow board the column is brought up first. */
void
tw_board_reveal (TwBoard       *self,
                 TwBoardColumn *column)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  graphene_rect_t bounds;

  if (is_narrow (self))
    gtk_drop_down_set_selected (self->chooser, tw_board_index_of (self, column));
  else if (gtk_widget_compute_bounds (GTK_WIDGET (column), GTK_WIDGET (self->box), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

/* --- what columns tell --- */

static void
on_activated (TwBoard *self,
              gint64   key)
{
  g_signal_emit (self, signals[ACTIVATED], 0, key);
}

/* One column at a time has a selection: what is done to it is done to cards of one stage. */
static void
on_column_selection (TwBoard       *self,
                     TwBoardColumn *column)
{
  if (self->unselecting)
    return;

  self->unselecting = TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (self->columns->pdata[i] != column)
        tw_board_column_unselect (self->columns->pdata[i]);
    }
  self->unselecting = FALSE;
  self->current = column;
  self->pending = 0;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_dropped (TwBoard       *self,
            GVariant      *keys,
            TwBoardColumn *column)
{
  g_signal_emit (self, signals[MOVED], 0, keys, column);
}

static void
on_step (TwBoard       *self,
         int            step,
         TwBoardColumn *column)
{
  guint position = tw_board_column_get_focus (column);

  for (int i = tw_board_index_of (self, column) + step; i >= 0 && i < (int) self->columns->len; i += step)
    {
      tw_board_reveal (self, self->columns->pdata[i]);
      if (tw_board_column_focus_position (self->columns->pdata[i], position != TW_NO_POSITION ? position : 0))
        return;
    }
}

static void
on_menu (TwBoard       *self,
         double         x,
         double         y,
         TwBoardColumn *column)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y), where;

  if (self->menu == NULL || !gtk_widget_compute_point (GTK_WIDGET (column), GTK_WIDGET (self), &point, &where))
    return;

  tw_menu_popup (&self->popover, GTK_WIDGET (self), self->menu, where.x, where.y);
}

/* --- life --- */

static void
tw_board_dispose (GObject *object)
{
  TwBoard *self = TW_BOARD (object);

  tw_board_stop_scrolling (self);
  self->current = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_ptr_array_set_size (self->columns, 0);
  g_clear_object (&self->menu);
  g_clear_object (&self->source);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (tw_board_parent_class)->dispose (object);
}

static void
tw_board_finalize (GObject *object)
{
  g_ptr_array_unref (TW_BOARD (object)->columns);

  G_OBJECT_CLASS (tw_board_parent_class)->finalize (object);
}

static void
tw_board_class_init (TwBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_board_dispose;
  object_class->finalize = tw_board_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", TW_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     1, G_TYPE_INT64);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", TW_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", TW_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_VARIANT, TW_TYPE_BOARD_COLUMN);
}

static void
tw_board_init (TwBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->columns = g_ptr_array_new ();
  self->size_bin = TW_SIZE_BIN (tw_size_bin_new (TW_BOARD_COLUMN_WIDTH));
  self->chooser = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->chooser), "board-chooser");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stage"), -1);
  g_signal_connect_object (self->chooser, "notify::selected", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->box), tw_board_layout_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "board");
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  tw_board_add_motion (self);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chooser));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scroller));
  adw_bin_set_child (ADW_BIN (self->size_bin), box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->size_bin));
  g_signal_connect_object (self->size_bin, "notify::size-class", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  update_shown (self);
}

GtkWidget *
tw_board_new (TwWorkspace *workspace)
{
  TwBoard *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (TW_TYPE_BOARD, NULL);
  self->workspace = g_object_ref (workspace);

  return GTK_WIDGET (self);
}

void
tw_board_set_menu (TwBoard    *self,
                   GMenuModel *menu)
{
  g_return_if_fail (TW_IS_BOARD (self));

  g_set_object (&self->menu, menu);
}

/* --- columns --- */

static TwBoardColumn *
find_column (TwBoard       *self,
             const TwStage *stage)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (tw_board_column_is_of (self->columns->pdata[i], stage))
        return self->columns->pdata[i];
    }

  return NULL;
}

static TwBoardColumn *
create_column (TwBoard       *self,
               const TwStage *stage)
{
  TwBoardColumn *column = TW_BOARD_COLUMN (tw_board_column_new (self->workspace, stage));

  tw_board_column_set_date (column, self->date, self->warning);
  if (self->source != NULL)
    tw_board_column_follow (column, self->source);
  g_signal_connect_object (column, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "selection-changed", G_CALLBACK (on_column_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "dropped", G_CALLBACK (on_dropped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "step", G_CALLBACK (on_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "menu", G_CALLBACK (on_menu), self, G_CONNECT_SWAPPED);

  return column;
}

static void
remove_gone (TwBoard   *self,
             GPtrArray *kept)
{
  for (guint i = self->columns->len; i > 0; i--)
    {
      TwBoardColumn *column = self->columns->pdata[i - 1];

      if (g_ptr_array_find (kept, column, NULL))
        continue;
      if (self->current == column)
        self->current = NULL;
      gtk_box_remove (self->box, GTK_WIDGET (column));
    }
}

/* Columns that stay keep their cards, scroll position and focus. */
void
tw_board_set_columns (TwBoard         *self,
                      const GPtrArray *columns)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GtkWidget *after = NULL;

  g_return_if_fail (TW_IS_BOARD (self));

  for (guint i = 0; i < columns->len; i++)
    {
      const TwPipelineColumn *sums = columns->pdata[i];
      TwBoardColumn *column = find_column (self, sums->stage);

      if (column == NULL)
        {
          column = create_column (self, sums->stage);
          gtk_box_insert_child_after (self->box, GTK_WIDGET (column), after);
        }
      else if (gtk_widget_get_prev_sibling (GTK_WIDGET (column)) != after)
        gtk_box_reorder_child_after (self->box, GTK_WIDGET (column), after);

      tw_board_column_set_sums (column, sums);
      g_ptr_array_add (kept, column);
      after = GTK_WIDGET (column);
    }

  remove_gone (self, kept);
  g_ptr_array_unref (self->columns);
  self->columns = g_steal_pointer (&kept);
  update_chooser (self, columns);
  update_shown (self);
}

void
tw_board_follow (TwBoard      *self,
                 TwListSource *source)
{
  g_return_if_fail (TW_IS_BOARD (self));

  g_set_object (&self->source, source);

  for (guint i = 0; i < self->columns->len; i++)
    tw_board_column_follow (self->columns->pdata[i], source);
}

void
tw_board_set_date (TwBoard *self,
                   TwDate   date,
                   int      warning)
{
  g_return_if_fail (TW_IS_BOARD (self));

  self->date = date;
  self->warning = warning;

  for (guint i = 0; i < self->columns->len; i++)
    tw_board_column_set_date (self->columns->pdata[i], date, warning);
}

void
tw_board_refresh (TwBoard *self)
{
  g_return_if_fail (TW_IS_BOARD (self));

  for (guint i = 0; i < self->columns->len; i++)
    tw_board_column_refresh (self->columns->pdata[i]);
}

guint
tw_board_count (TwBoard *self)
{
  g_return_val_if_fail (TW_IS_BOARD (self), 0);

  return self->columns->len;
}

TwBoardColumn *
tw_board_nth (TwBoard *self,
              guint    index)
{
  g_return_val_if_fail (TW_IS_BOARD (self) && index < self->columns->len, NULL);

  return self->columns->pdata[index];
}
