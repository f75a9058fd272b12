/* tw-table-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When cells get their texts. A list view keeps two hundred rows, ten times as many as anybody sees, and hands all of
 * them other items when a slider is dragged: those that are seen are filled at once, the others when there is time. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include <math.h>

/* Where nothing is known of the height yet. */
#define SCREEN_ROWS 40
#define MARGIN_ROWS 3
#define LONG_LIST   4000
#define TURN_US     3000
/* A list that was scrolled so lately is scrolled on: what isn't seen would be gone before somebody saw it. */
#define REST_MS     80

/* Rows that are seen: from @first until before @end. */
typedef struct
{
  double first;
  double end;
} Stretch;

/* All rows are of one height. */
static Stretch
get_stretch (TwTable  *self,
             gboolean  narrow)
{
  GtkAdjustment *adjustment = self->moved[narrow];
  guint n = self->places != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->places)) : 0;
  double upper = adjustment != NULL ? gtk_adjustment_get_upper (adjustment) : 0;
  double page = adjustment != NULL ? gtk_adjustment_get_page_size (adjustment) : 0;
  double value = adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;

  if (page <= 1 || upper <= page || self->going_to_start)
    return (Stretch){ 0, SCREEN_ROWS };

  return (Stretch){ floor (value / upper * n) - MARGIN_ROWS, ceil ((value + page) / upper * n) + MARGIN_ROWS };
}

static gboolean
is_within (const Stretch *stretch,
           guint          position)
{
  return position >= stretch->first && position < stretch->end;
}

/* Whether the cell shows another row than the one it was given; with @named, or is called after another. */
static gboolean
is_stale (const TwTableCell *cell,
          gboolean           named)
{
  TwTableRow *row = gtk_list_item_get_item (cell->item);
  guint serial = row != NULL ? tw_table_row_get_serial (row) : cell->shown;

  return cell->shown != serial || (named && cell->named != serial);
}

/* (nullable): the cell of one of GTK's own widgets for rows and cells. */
static TwTableCell *
get_cell (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL ? tw_table_get_cell (child) : NULL;
}

/* Returns: whether something is left to do when @end has come */
static gboolean
fill_row (TwTable   *self,
          GtkWidget *row,
          gboolean   narrow,
          gboolean   named,
          gint64     end)
{
  for (GtkWidget *widget = narrow ? row : gtk_widget_get_first_child (row); widget != NULL;
       widget = narrow ? NULL : gtk_widget_get_next_sibling (widget))
    {
      TwTableCell *cell = get_cell (widget);

      if (cell == NULL || !is_stale (cell, named))
        continue;
      if (end != G_MAXINT64 && g_get_monotonic_time () > end)
        return TRUE;
      tw_table_update_cell (self, cell, named);
    }

  return FALSE;
}

/* Whatever is seen or not.
 *
 * Returns: whether something is left to do when @end has come */
static gboolean
fill_until (TwTable  *self,
            gboolean  narrow,
            gint64    end)
{
  GtkWidget *list = tw_table_get_list (self, narrow);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (fill_row (self, row, narrow, TRUE, end))
      return TRUE;

  return FALSE;
}

static gboolean on_fill (gpointer data);

static gboolean
on_rest (gpointer data)
{
  TwTable *self = data;

  self->fill_source = g_idle_add_full (G_PRIORITY_LOW, on_fill, self, NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
on_fill (gpointer data)
{
  TwTable *self = data;
  gint64 now = g_get_monotonic_time ();
  gint64 end = now + TURN_US;

  if (now < self->moved_at + REST_MS * 1000)
    {
      self->fill_source = g_timeout_add (REST_MS, on_rest, self);
      return G_SOURCE_REMOVE;
    }

  if (fill_until (self, FALSE, end) || fill_until (self, TRUE, end))
    return G_SOURCE_CONTINUE;

  self->fill_source = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_rest (TwTable *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, on_fill, self, NULL);
}

void
tw_table_fill_all (TwTable *self)
{
  fill_until (self, FALSE, G_MAXINT64);
  fill_until (self, TRUE, G_MAXINT64);
}

/* Rows stand in their order, but only the first of their cells says which it is. */
static void
fill_stretch (TwTable  *self,
              gboolean  narrow)
{
  GtkWidget *list = tw_table_get_list (self, narrow);
  Stretch stretch = get_stretch (self, narrow);
  /* Nobody reads out what is moving. */
  gboolean named = !self->moving || g_get_monotonic_time () > self->moved_at + REST_MS * 1000;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *first = narrow ? row : gtk_widget_get_first_child (row);
      TwTableCell *cell = first != NULL ? get_cell (first) : NULL;

      if (cell != NULL && is_within (&stretch, gtk_list_item_get_position (cell->item)))
        fill_row (self, row, narrow, named, G_MAXINT64);
    }
}

void
tw_table_fill_view (TwTable *self)
{
  g_clear_handle_id (&self->view_source, g_source_remove);
  fill_stretch (self, FALSE);
  fill_stretch (self, TRUE);
  queue_rest (self);
  if (self->remark)
    tw_table_update_cursor (self);
  self->remark = FALSE;
}

static gboolean
on_fill_view (gpointer data)
{
  TwTable *self = data;

  self->view_source = 0;
  tw_table_fill_view (self);

  return G_SOURCE_REMOVE;
}

/* Many rows that change together are looked through once. */
void
tw_table_queue_fill (TwTable *self)
{
  if (self->view_source == 0)
    self->view_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fill_view, self, NULL);
}

/* A row that wasn't filled for anybody comes into view. */
static void
on_sized (TwTable *self)
{
  self->going_to_start = FALSE;
  if (self->view_source != 0 || self->fill_source != 0)
    tw_table_fill_view (self);
}

static void
on_moved (TwTable *self)
{
  gint64 now = g_get_monotonic_time ();

  self->moving = now < self->moved_at + REST_MS * 1000;
  self->moved_at = now;
  on_sized (self);
}

static void
watch_scrolling (TwTable   *self,
                 gboolean   narrow)
{
  GtkScrollable *list = narrow ? GTK_SCROLLABLE (self->rows) : GTK_SCROLLABLE (self->view);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (list);

  self->moved[narrow] = g_object_ref (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_moved), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_sized), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
go_to_start (TwTable *self)
{
  tw_table_scroll_to (self, 0);
  self->going_to_start = TRUE;
}

void
tw_table_leave_rows (TwTable *self)
{
  gboolean narrow = gtk_list_view_get_model (self->rows) != NULL;
  guint n = self->places != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->places)) : 0;

  /* The first rows of a list that is read in a thread come alone, and are all that it has for a while. */
  if (n > LONG_LIST && get_stretch (self, narrow).first > SCREEN_ROWS)
    go_to_start (self);
}

/* A list that stands where the rows are going makes all of its rows anew at its new end: it goes to its beginning before,
 * where the rows stay. */
static void
on_rows_changing (TwTable *self,
                  guint    first,
                  guint    end)
{
  gboolean narrow = gtk_list_view_get_model (self->rows) != NULL;
  Stretch stretch = get_stretch (self, narrow);

  if (end > first && first >= SCREEN_ROWS && stretch.end > first && stretch.first < end)
    go_to_start (self);
}

void
tw_table_init_fill (TwTable *self)
{
  watch_scrolling (self, FALSE);
  watch_scrolling (self, TRUE);
}

void
tw_table_set_rows (TwTable       *self,
                   TwTableSource *source)
{
  g_clear_object (&self->places);
  self->places = tw_table_rows_new (source);
  self->selection = tw_table_selection_new_for_rows (self->places, source);
  g_signal_connect_object (self->selection, "rows-changing", G_CALLBACK (on_rows_changing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "stale", G_CALLBACK (tw_table_queue_fill), self, G_CONNECT_SWAPPED);
}
