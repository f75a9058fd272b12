/* tw-analytics-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-analytics-private.h"

#include "analytics/tw-investments-page.h"
#include "analytics/tw-report-window.h"
#include "application/tw-settings.h"
#include "common/tw-rows-page.h"

#include <glib/gi18n-lib.h>

#include <string.h>

void
tw_analytics_view_remember (TwAnalyticsView *self)
{
  const char *path = tw_document_get_path (tw_view_get_document (TW_VIEW (self)));
  g_autofree char *filters = tw_filter_bar_to_text (self->bar);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < self->cards->len; i++)
    g_string_append_printf (order, "%s%s", i > 0 ? "," : "",
                            ((TwAnalyticsCard *) g_ptr_array_index (self->cards, i))->chart->id);
  tw_settings_set_memory (path, "analytics-filters", filters);
  tw_settings_set_memory (path, "analytics-order", order->str);
}

/* --- brushing --- */

void
tw_analytics_view_clear_brush (TwAnalyticsView *self)
{
  TwAnalyticsBrush *brush = &self->brush;

  if (brush->card != NULL)
    tw_chart_view_clear_selection (tw_chart_card_get_view (brush->card->widget));
  brush->card = NULL;
  g_clear_pointer (&brush->keys, g_strfreev);
  g_clear_pointer (&brush->labels, g_strfreev);
  tw_filter_bar_set_brush (self->bar, NULL);
}

/* Which filter the rows of a table are values of. */
static gboolean
filter_of (const TwMetricTable *table,
           TwBoardFilter       *filter)
{
  static const guint groups[TW_BOARD_N_FILTERS] = {
    [TW_BOARD_TYPE] = TW_BREAKDOWN_TYPE,       [TW_BOARD_REGION] = TW_BREAKDOWN_REGION,
    [TW_BOARD_TIER] = TW_BREAKDOWN_TIER,       [TW_BOARD_MANAGER] = TW_BREAKDOWN_MANAGER,
    [TW_BOARD_PARTNER] = TW_BREAKDOWN_PARTNER,
  };
  guint breakdown = tw_metric_table_get_breakdown (table);

  for (*filter = 0; *filter < TW_BOARD_N_FILTERS; (*filter)++)
    if (breakdown & groups[*filter])
      return TRUE;

  return FALSE;
}

static gboolean
collect_brushed (TwAnalyticsCard   *card,
                 const char *const *marks,
                 GStrvBuilder      *keys,
                 GStrvBuilder      *labels)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; marks != NULL && marks[i] != NULL; i++)
    {
      const TwMetricRow *row = tw_metric_chart_get_row (card->table, marks[i]);

      if (row == NULL || row->key == NULL || *row->key == '\0' || (row->flags & TW_METRIC_TOTAL) != 0
          || !g_hash_table_add (seen, (gpointer) row->key))
        continue;
      g_strv_builder_add (keys, row->key);
      g_strv_builder_add (labels, row->label);
    }

  return g_hash_table_size (seen) > 0;
}

static void
on_brushed (TwAnalyticsCard *card,
            char           **marks)
{
  TwAnalyticsView *self = card->view;
  TwAnalyticsCard *before = self->brush.card;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree char *values = NULL;
  g_autofree char *words = NULL;
  TwBoardFilter filter;

  if (card->table == NULL || !filter_of (card->table, &filter))
    return;
  if (!collect_brushed (card, (const char *const *) marks, keys, labels))
    {
      if (before == card)
        {
          tw_analytics_view_clear_brush (self);
          tw_analytics_view_load (self, card);
        }
      return;
    }

  /* One chart is brushed at a time. */
  if (before != NULL && before != card)
    tw_analytics_view_clear_brush (self);
  g_clear_pointer (&self->brush.keys, g_strfreev);
  g_clear_pointer (&self->brush.labels, g_strfreev);
  self->brush = (TwAnalyticsBrush){ card, filter, g_strv_builder_end (keys), g_strv_builder_end (labels) };
  values = g_strjoinv (_(", "), self->brush.labels);
  /* Translators: a filter made by selecting marks of a chart: %1$s is the chart, %2$s what is selected. */
  words = g_strdup_printf (_("%1$s: %2$s"), tw_chart_card_get_title (card->widget), values);
  tw_filter_bar_set_brush (self->bar, words);
  tw_analytics_view_load (self, before == NULL || before == card ? card : NULL);
}

/* --- the rows behind --- */

static void
push_rows (TwAnalyticsView    *self,
           const TwMetricCell *cell,
           const char         *title)
{
  GtkWidget *page;

  if (cell == NULL || cell->entity == NULL)
    {
      tw_window_toast (tw_window_from (GTK_WIDGET (self)), _("No rows behind it"), 0);
      return;
    }
  page = tw_rows_page_new (tw_view_get_document (TW_VIEW (self)), cell->entity, cell->filter);
  /* The rows are still to come, and a page that is hidden with the focus in it is kept by GTK 4.8 for good. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  tw_view_push (TW_VIEW (self), page, title);
}

static void
on_mark_activated (TwAnalyticsCard *card,
                   const char      *key)
{
  const TwMetricRow *row = card->table != NULL ? tw_metric_chart_get_row (card->table, key) : NULL;
  g_autofree char *title = NULL;

  if (card->table == NULL)
    return;

  /* Translators: the title of a list: %1$s is a figure such as Win rate, %2$s what it is of, such as Reseller. */
  title = row != NULL && row->label != NULL && *row->label != '\0'
            ? g_strdup_printf (_("%1$s: %2$s"), tw_metric_get_label (tw_metric_table_get_metric (card->table)),
                               row->label)
            : g_strdup (tw_metric_get_label (tw_metric_table_get_metric (card->table)));
  push_rows (card->view, tw_metric_chart_get_cell (card->table, key), title);
  if (tw_view_get_page (TW_VIEW (card->view)) != NULL)
    {
      card->view->left = card;
      g_free (card->view->left_mark);
      card->view->left_mark = g_strdup (key);
    }
}

/* The rows of all marks are those of the figure itself. */
typedef struct
{
  TwAnalyticsView *view;      /* weak, main loop only */
  const TwMetric  *metric;
  TwBoardScope    *scope;
  TwMetricTable   *table;
} RowsJob;

static void
rows_job_free (gpointer data)
{
  RowsJob *job = data;

  tw_board_scope_free (job->scope);
  g_clear_pointer (&job->table, tw_metric_table_release);
  g_free (job);
}

static gboolean
run_rows (TwJob        *job,
          TwWorkspace  *workspace,
          gpointer      data,
          GError      **error)
{
  RowsJob *rows = data;
  TwMetricScope scope;

  tw_board_scope_to_metric (rows->scope, workspace, &scope);
  rows->table = tw_metric_compute (rows->metric, &scope, TW_BREAKDOWN_NONE, tw_job_get_cancellable (job), error);

  return rows->table != NULL;
}

/* The last cell that has rows: the headline, or what it is made of. */
static const TwMetricCell *
find_rows (const TwMetricTable *table)
{
  const TwMetricCell *headline = tw_metric_table_get_headline (table);

  if (headline != NULL && headline->entity != NULL)
    return headline;
  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
      if (tw_metric_table_get_cell (table, r, c)->entity != NULL)
        return tw_metric_table_get_cell (table, r, c);

  return NULL;
}

static void
on_rows_done (TwJob        *job,
              gpointer      data,
              const GError *error)
{
  RowsJob *rows = data;
  TwAnalyticsView *self = rows->view;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&rows->view);
  if (error == NULL && rows->table != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    push_rows (self, find_rows (rows->table), tw_metric_get_label (rows->metric));
}

static void
on_show_rows (TwAnalyticsCard *card)
{
  TwAnalyticsView *self = card->view;
  RowsJob *rows;

  if (card->table == NULL)
    return;

  rows = g_new0 (RowsJob, 1);
  g_set_weak_pointer (&rows->view, self);
  rows->metric = tw_metric_table_get_metric (card->table);
  rows->scope = tw_analytics_view_scope (self, card);
  tw_window_run_job (tw_window_from (GTK_WIDGET (self)), _("Finding the rows"), _("The Rows Were Not Found"), run_rows,
                     on_rows_done, rows, rows_job_free);
}

static void
on_try_again (TwAnalyticsCard *card)
{
  tw_analytics_view_load (card->view, NULL);
}

/* --- the order of the cards --- */

static void
update_movable (TwAnalyticsView *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      TwAnalyticsCard *card = g_ptr_array_index (self->cards, i);

      tw_chart_card_set_movable (card->widget, i > 0, i + 1 < self->cards->len);
    }
}

static void
move_card (TwAnalyticsView *self,
           guint            from,
           guint            to)
{
  TwAnalyticsCard *card;

  if (from >= self->cards->len || to >= self->cards->len || from == to)
    return;

  card = g_ptr_array_steal_index (self->cards, from);
  g_ptr_array_insert (self->cards, (int) to, card);
  tw_chart_grid_move (self->grid, GTK_WIDGET (card->widget), to);
  update_movable (self);
}

static guint
index_of (TwAnalyticsView *self,
          gpointer         widget)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (((TwAnalyticsCard *) g_ptr_array_index (self->cards, i))->widget == widget)
      return i;

  return G_MAXUINT;
}

static void
on_move (TwAnalyticsCard *card,
         int              places)
{
  TwAnalyticsView *self = card->view;
  guint from = index_of (self, card->widget);
  int to = CLAMP ((int) from + places, 0, (int) self->cards->len - 1);

  move_card (self, from, (guint) to);
  tw_analytics_view_remember (self);
}

static void
on_dropped (TwAnalyticsCard *card,
            GtkWidget       *other)
{
  TwAnalyticsView *self = card->view;

  move_card (self, index_of (self, other), index_of (self, card->widget));
  tw_analytics_view_remember (self);
}

static void
add_card (TwAnalyticsView     *self,
          const TwMetricChart *chart)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwAnalyticsCard *card = g_new0 (TwAnalyticsCard, 1);

  card->view = self;
  card->chart = chart;
  card->widget = TW_CHART_CARD (tw_chart_card_new (tw_metric_chart_get_title (chart)));
  tw_chart_card_set_pin (card->widget, document, chart->id, NULL);
  g_signal_connect_swapped (card->widget, "mark-activated", G_CALLBACK (on_mark_activated), card);
  g_signal_connect_swapped (card->widget, "brushed", G_CALLBACK (on_brushed), card);
  g_signal_connect_swapped (card->widget, "show-rows", G_CALLBACK (on_show_rows), card);
  g_signal_connect_swapped (card->widget, "try-again", G_CALLBACK (on_try_again), card);
  g_signal_connect_swapped (card->widget, "move", G_CALLBACK (on_move), card);
  g_signal_connect_swapped (card->widget, "dropped", G_CALLBACK (on_dropped), card);
  g_ptr_array_add (self->cards, card);
  tw_chart_grid_append (self->grid, GTK_WIDGET (card->widget));
}

void
tw_analytics_view_add_cards (TwAnalyticsView *self)
{
  const char *path = tw_document_get_path (tw_view_get_document (TW_VIEW (self)));
  g_autofree char *text = tw_settings_get_memory (path, "analytics-order");
  g_auto (GStrv) order = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; i < tw_metric_chart_count (); i++)
    add_card (self, tw_metric_chart_nth (i));

  /* A chart that came with a newer program stands behind those that were put in order. */
  for (guint to = 0, i = 0; order[i] != NULL; i++)
    for (guint from = 0; from < self->cards->len; from++)
      if (g_str_equal (((TwAnalyticsCard *) g_ptr_array_index (self->cards, from))->chart->id, order[i]))
        {
          move_card (self, from, to++);
          break;
        }
  update_movable (self);
}

/* --- actions --- */

static void
board_report_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  TwAnalyticsView *self = user_data;
  g_autoptr (TwBoardScope) scope = tw_analytics_view_scope (self, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) charts = NULL;
  GtkWidget *window;

  for (guint i = 0; i < self->cards->len; i++)
    g_strv_builder_add (builder, ((TwAnalyticsCard *) g_ptr_array_index (self->cards, i))->chart->id);
  charts = g_strv_builder_end (builder);
  window = tw_report_window_new (tw_window_from (GTK_WIDGET (self)), scope, (const char *const *) charts);
  gtk_window_present (GTK_WINDOW (window));
}

static void
investments_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwAnalyticsView *self = user_data;
  GtkWidget *page = tw_investments_page_new (tw_view_get_document (TW_VIEW (self)));

  g_signal_connect_object (page, "selection-changed", G_CALLBACK (tw_analytics_view_update), self, G_CONNECT_SWAPPED);
  tw_view_push (TW_VIEW (self), page, _("Investments"));
}

static void
page_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWidget *page = tw_view_get_page (user_data);
  const char *name = g_action_get_name (G_ACTION (action));

  if (!TW_IS_INVESTMENTS_PAGE (page))
    return;

  if (g_str_equal (name, "new"))
    tw_investments_page_add (TW_INVESTMENTS_PAGE (page));
  else if (g_str_equal (name, "open"))
    tw_investments_page_edit (TW_INVESTMENTS_PAGE (page));
  else
    tw_investments_page_remove (TW_INVESTMENTS_PAGE (page));
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GtkWidget *page = tw_view_get_page (user_data);

  if (TW_IS_ROWS_PAGE (page))
    tw_rows_page_export (TW_ROWS_PAGE (page));
  else if (TW_IS_INVESTMENTS_PAGE (page))
    tw_investments_page_export (TW_INVESTMENTS_PAGE (page));
  else
    board_report_action (action, parameter, user_data);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_analytics_view_load (user_data, NULL);
}

static void
reset_order_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  TwAnalyticsView *self = user_data;

  for (guint to = 0; to < tw_metric_chart_count (); to++)
    for (guint from = to; from < self->cards->len; from++)
      if (((TwAnalyticsCard *) g_ptr_array_index (self->cards, from))->chart == tw_metric_chart_nth (to))
        {
          move_card (self, from, to);
          break;
        }
  tw_analytics_view_remember (self);
}

/* The unit stays: who looks at months goes to the last month. */
static void
last_period_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER, TW_CALENDAR_HALF, TW_CALENDAR_YEAR };
  TwAnalyticsView *self = user_data;
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  const TwCalendar *calendar = tw_document_get_calendar (document);
  TwSpan period = tw_document_get_span (document);
  TwCalendarUnit unit = TW_CALENDAR_QUARTER;
  g_autofree char *name = NULL;
  TwSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (tw_calendar_unit_at (calendar, units[i], period.start, &span) && span.start == period.start
        && span.end == period.end)
      unit = units[i];

  name = tw_calendar_name (calendar, unit, self->data.end - 1);
  tw_document_set_period (document, name, NULL);
}

static const GActionEntry actions[] = {
  { "board-report", board_report_action },
  { "investments", investments_action },
  { "new", page_action },
  { "open", page_action },
  { "remove", page_action },
  { "export", export_action },
  { "reload", reload_action },
  { "reset-order", reset_order_action },
  { "last-period", last_period_action },
};

void
tw_analytics_view_add_actions (TwAnalyticsView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
}
