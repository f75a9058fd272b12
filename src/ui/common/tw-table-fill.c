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

  if (page <= 1 || upper <= page)
    return (Stretch){ 0, SCREEN_ROWS };

  return (Stretch){ floor (value / upper * n) - MARGIN_ROWS, ceil ((value + page) / upper * n) + MARGIN_ROWS };
}

static gboolean
is_within (const Stretch *stretch,
           guint          position)
{
  return position >= stretch->first && position < stretch->end;
}

static gboolean
is_stale (const TwTableCell *cell)
{
  return cell->row != NULL && cell->shown != tw_table_row_get_serial (cell->row);
}

/* Returns: whether something is left to do when @end has come */
static gboolean
fill_until (TwTable    *self,
            GHashTable *made,
            gint64      end)
{
  GHashTableIter iter;
  TwTableCell *cell;

  g_hash_table_iter_init (&iter, made);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &cell))
    {
      if (!is_stale (cell))
        continue;
      if (g_get_monotonic_time () > end)
        return TRUE;
      tw_table_update_cell (self, cell);
    }

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

  if (fill_until (self, self->made, end) || fill_until (self, self->made_rows, end))
    return G_SOURCE_CONTINUE;

  self->fill_source = 0;

  return G_SOURCE_REMOVE;
}

static void
queue_fill (TwTable *self)
{
  if (self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_LOW, on_fill, self, NULL);
}

void
tw_table_fill_all (TwTable *self)
{
  fill_until (self, self->made, G_MAXINT64);
  fill_until (self, self->made_rows, G_MAXINT64);
}

static void
fill_stretch (TwTable    *self,
              GHashTable *made,
              gboolean    narrow)
{
  Stretch stretch = get_stretch (self, narrow);
  GHashTableIter iter;
  TwTableCell *cell;

  g_hash_table_iter_init (&iter, made);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &cell))
    {
      if (!is_stale (cell))
        continue;
      if (is_within (&stretch, gtk_list_item_get_position (cell->item)))
        tw_table_update_cell (self, cell);
      else
        queue_fill (self);
    }
}

void
tw_table_fill_view (TwTable *self)
{
  fill_stretch (self, self->made, FALSE);
  fill_stretch (self, self->made_rows, TRUE);
}

void
tw_table_fill_cell (TwTable     *self,
                    TwTableCell *cell)
{
  Stretch stretch = get_stretch (self, cell->narrow);

  if (is_within (&stretch, gtk_list_item_get_position (cell->item)))
    tw_table_update_cell (self, cell);
  else
    queue_fill (self);
}

static gboolean
on_fill_view (gpointer data)
{
  TwTable *self = data;

  self->view_source = 0;
  tw_table_fill_view (self);

  return G_SOURCE_REMOVE;
}

/* Before the next frame; many rows that change together are looked through once. */
static void
queue_view (TwTable *self)
{
  if (self->view_source == 0)
    self->view_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fill_view, self, NULL);
}

/* A row that wasn't filled for anybody comes into view. */
static void
on_sized (TwTable *self)
{
  if (self->fill_source != 0)
    tw_table_fill_view (self);
}

static void
on_moved (TwTable *self)
{
  self->moved_at = g_get_monotonic_time ();
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
    tw_table_scroll_to (self, 0);
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
  g_signal_connect_object (self->places, "stale", G_CALLBACK (queue_view), self, G_CONNECT_SWAPPED);
}
