/* tw-analytics-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures of all cards, computed in one thread from the card at the top to the last one: the facts behind them are
 * read once and shared. Each card is shown as soon as it is there. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-analytics-private.h"

#include "common/tw-turns.h"
#include "tw-board-report.h"
#include "tw-list-load.h"

typedef struct
{
  TwAnalyticsCard *card;      /* only its address is used in the thread */
  const TwMetricChart *chart;
  TwBoardScope    *scope;     /* owned */
} Order;

typedef struct
{
  gatomicrefcount  refs;
  TwAnalyticsView *view;          /* main loop only, and only while not cancelled */
  TwWorkspace     *parent;        /* only its address is used in the thread */
  TwWorkspace     *fork;          /* owned by the thread */
  GCancellable    *cancellable;   /* owned */
  TwBoardScope    *all;           /* owned: the period without any filter */
  GPtrArray       *orders;        /* Order*, owned */
} Load;

/* One result on its way to the main loop. */
typedef struct
{
  Load            *load;
  TwAnalyticsCard *card;          /* NULL: the span of the data and the choices */
  TwChartSpec     *spec;
  TwMetricTable   *table;
  char            *finding;
  GError          *error;
  TwSpan           data;
  char           **keys[TW_BOARD_PARTNER];
  char           **labels[TW_BOARD_PARTNER];
} Delivery;

static void
order_free (gpointer data)
{
  Order *order = data;

  tw_board_scope_free (order->scope);
  g_free (order);
}

static void
load_unref (Load *load)
{
  if (!g_atomic_ref_count_dec (&load->refs))
    return;

  g_object_unref (load->cancellable);
  tw_board_scope_free (load->all);
  g_ptr_array_unref (load->orders);
  g_free (load);
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_pointer (&delivery->spec, tw_chart_spec_unref);
  g_clear_pointer (&delivery->table, tw_metric_table_release);
  g_free (delivery->finding);
  g_clear_error (&delivery->error);
  for (guint f = 0; f < TW_BOARD_PARTNER; f++)
    {
      g_strfreev (delivery->keys[f]);
      g_strfreev (delivery->labels[f]);
    }
  load_unref (delivery->load);
  g_free (delivery);
}

/* Cancelling and delivering happen in the same thread, so a view that is gone isn't touched. */
static void
deliver (gpointer data)
{
  Delivery *delivery = data;
  TwAnalyticsView *view = delivery->load->view;

  if (g_cancellable_is_cancelled (delivery->load->cancellable))
    return;

  if (delivery->card != NULL)
    {
      tw_analytics_view_show_card (view, delivery->card, delivery->spec, delivery->table,
                                   delivery->finding, delivery->error);
      return;
    }

  for (guint f = 0; f < TW_BOARD_PARTNER; f++)
    tw_filter_bar_set_choices (view->bar, f, (const char *const *) delivery->keys[f],
                               (const char *const *) delivery->labels[f]);
  tw_analytics_view_show_data (view, delivery->data);
}

static Delivery *
delivery_new (Load *load)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  g_atomic_ref_count_inc (&load->refs);
  delivery->load = load;

  return delivery;
}

static void
send (Delivery *delivery)
{
  tw_turns_add (deliver, delivery, delivery_free);
}

/* Which types, regions, tiers and managers there are is what a figure broken down by them has as rows. */
static void
read_choices (Load         *load,
              Delivery     *delivery,
              TwBoardFilter filter,
              guint         breakdown)
{
  const TwMetric *metric = tw_metric_find ("enrolled-partners");
  TwMetricScope scope;
  g_autoptr (TwMetricTable) table = NULL;
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; metric == NULL && i < tw_metric_count (); i++)
    if ((tw_metric_nth (i)->breakdowns & TW_BREAKDOWN_PARTNERS) == TW_BREAKDOWN_PARTNERS)
      metric = tw_metric_nth (i);

  tw_board_scope_to_metric (load->all, load->fork, &scope);
  scope.compare = (TwSpan){ 0, 0 };
  if (metric != NULL)
    table = tw_metric_compute (metric, &scope, breakdown, load->cancellable, NULL);
  for (guint r = 0; table != NULL && r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);

      if (row->key == NULL || *row->key == '\0' || (row->flags & TW_METRIC_TOTAL) != 0)
        continue;
      g_strv_builder_add (keys, row->key);
      g_strv_builder_add (labels, row->label);
    }
  delivery->keys[filter] = g_strv_builder_end (keys);
  delivery->labels[filter] = g_strv_builder_end (labels);
}

static void
send_data (Load *load)
{
  Delivery *delivery = delivery_new (load);

  if (!tw_metric_data_span (load->fork, &delivery->data, NULL))
    delivery->data = (TwSpan){ 0, 0 };
  read_choices (load, delivery, TW_BOARD_TYPE, TW_BREAKDOWN_TYPE);
  read_choices (load, delivery, TW_BOARD_REGION, TW_BREAKDOWN_REGION);
  read_choices (load, delivery, TW_BOARD_TIER, TW_BREAKDOWN_TIER);
  read_choices (load, delivery, TW_BOARD_MANAGER, TW_BREAKDOWN_MANAGER);
  send (delivery);
}

/* (transfer full) (nullable): a chart that only breaks a figure down lets the figure itself speak. */
static char *
find_answer (Load                *load,
             const TwMetricScope *scope,
             const TwMetricTable *table)
{
  g_autoptr (TwMetricTable) headline = NULL;

  if (table == NULL)
    return NULL;
  if (tw_board_finding (table, NULL) == NULL)
    headline = tw_metric_compute (tw_metric_table_get_metric (table), scope, TW_BREAKDOWN_NONE, load->cancellable, NULL);

  return g_strdup (tw_board_finding (table, headline));
}

static void
send_card (Load        *load,
           const Order *order)
{
  Delivery *delivery = delivery_new (load);
  g_autofree char *filters = tw_board_scope_describe (order->scope);
  TwMetricScope scope;

  tw_board_scope_to_metric (order->scope, load->fork, &scope);
  delivery->card = order->card;
  delivery->spec = tw_metric_chart_build (order->chart, &scope, load->cancellable, &delivery->table, &delivery->error);
  if (delivery->spec != NULL)
    tw_chart_spec_set_text (delivery->spec, TW_CHART_TEXT_FILTERS, filters);
  delivery->finding = find_answer (load, &scope, delivery->table);
  send (delivery);
}

static gpointer
load_thread (gpointer data)
{
  Load *load = data;
  TwWorkspace *parent = load->parent;

  if (!g_cancellable_is_cancelled (load->cancellable))
    send_data (load);
  for (guint i = 0; i < load->orders->len && !g_cancellable_is_cancelled (load->cancellable); i++)
    send_card (load, g_ptr_array_index (load->orders, i));

  tw_workspace_close (load->fork, NULL);
  g_object_unref (load->fork);
  load_unref (load);
  tw_list_count_reader (parent, -1);

  return NULL;
}

TwBoardScope *
tw_analytics_view_scope (TwAnalyticsView *self,
                         TwAnalyticsCard *card)
{
  TwBoardScope *scope = tw_board_scope_copy (tw_filter_bar_get_scope (self->bar));
  const TwAnalyticsBrush *brush = &self->brush;

  if (brush->card == NULL || brush->card == card)
    return scope;

  /* What is brushed lies within what is filtered, and stands in for it. */
  g_clear_pointer (&scope->keys[brush->filter], g_strfreev);
  g_clear_pointer (&scope->labels[brush->filter], g_strfreev);
  for (guint i = 0; brush->keys[i] != NULL; i++)
    tw_board_scope_set_value (scope, brush->filter, brush->keys[i], brush->labels[i], TRUE);

  return scope;
}

/* A chart is pinned with the filters that it is shown with. */
static void
update_pin (TwAnalyticsView    *self,
            TwAnalyticsCard    *card,
            const TwBoardScope *scope)
{
  g_autofree char *filters = tw_board_scope_to_json (scope);

  tw_chart_card_set_pin (card->widget, tw_view_get_document (TW_VIEW (self)), card->chart->id, filters);
}

static void
add_orders (TwAnalyticsView *self,
            Load            *load,
            TwAnalyticsCard *except)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      TwAnalyticsCard *card = g_ptr_array_index (self->cards, i);
      Order *order;

      /* One that was given up before it was shown is asked for again. */
      if (card == except && !card->pending)
        continue;
      card->pending = TRUE;
      order = g_new0 (Order, 1);
      order->card = card;
      order->chart = card->chart;
      order->scope = tw_analytics_view_scope (self, card);
      g_ptr_array_add (load->orders, order);
      update_pin (self, card, order->scope);
      tw_chart_card_set_loading (card->widget);
    }
}

static void
show_failure (TwAnalyticsView *self,
              const GError    *error)
{
  for (guint i = 0; i < self->cards->len; i++)
    tw_analytics_view_show_card (self, g_ptr_array_index (self->cards, i), NULL, NULL, NULL, error);
}

void
tw_analytics_view_load (TwAnalyticsView *self,
                        TwAnalyticsCard *except)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  g_autoptr (GError) error = NULL;
  TwWorkspace *fork;
  Load *load;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->dirty = FALSE;
  if (workspace == NULL)
    return;

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, &error);
  if (fork == NULL)
    {
      show_failure (self, error);
      return;
    }

  self->loading = g_cancellable_new ();
  load = g_new0 (Load, 1);
  g_atomic_ref_count_init (&load->refs);
  load->view = self;
  load->parent = workspace;
  load->fork = fork;
  load->cancellable = g_object_ref (self->loading);
  load->all = tw_board_scope_copy (tw_filter_bar_get_scope (self->bar));
  tw_board_scope_clear (load->all);
  load->orders = g_ptr_array_new_with_free_func (order_free);
  add_orders (self, load, except);
  tw_list_count_reader (workspace, 1);
  g_thread_unref (g_thread_new ("analytics", load_thread, load));
}
