/* tw-overview-charts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "application/tw-views.h"
#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-chart-card.h"
#include "tw-board-scope.h"
#include "tw-metric-chart.h"
#include "tw-pin.h"

#include <glib/gi18n-lib.h>

/* Pinned charts: each is computed by itself, so that a slow one doesn't hold up the others and a failed one stands
 * alone. */

#define CARD_WIDTH 262

typedef struct
{
  TwOverviewView      *view;      /* borrowed: the array of pinned charts belongs to it */
  gint64               pin;
  const TwMetricChart *chart;
  char                *filters;   /* owned (nullable): as it was pinned */
  TwChartCard         *card;      /* borrowed: child of the grid */
  TwMetricTable       *table;     /* owned (nullable): what is shown */
  TwMetricTable       *total;     /* owned (nullable): the same without a breakdown */
  GCancellable        *reading;   /* owned (nullable) */
} Pinned;

typedef struct
{
  Pinned              *pinned;    /* borrowed, main loop only: it cancels before it goes */
  const TwMetricChart *chart;
  TwBoardScope        *filters;   /* owned: the scope borrows of it */
  TwMetricScope        scope;
  TwMetricTable       *table;
  TwMetricTable       *total;
  TwChartSpec         *spec;
  GError              *error;
} Reading;

static void
pinned_free (gpointer data)
{
  Pinned *pinned = data;

  tw_background_cancel (&pinned->reading);
  g_clear_pointer (&pinned->table, tw_metric_table_release);
  g_clear_pointer (&pinned->total, tw_metric_table_release);
  g_free (pinned->filters);
  g_free (pinned);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->table, tw_metric_table_release);
  g_clear_pointer (&reading->total, tw_metric_table_release);
  g_clear_pointer (&reading->spec, tw_chart_spec_unref);
  g_clear_error (&reading->error);
  tw_board_scope_free (reading->filters);
  g_free (reading);
}

/* --- reading --- */

static void
read_chart (TwWorkspace  *workspace,
            GCancellable *cancellable,
            gpointer      data)
{
  Reading *reading = data;
  g_autofree char *filters = tw_board_scope_describe (reading->filters);

  reading->scope.workspace = workspace;
  reading->spec = tw_metric_chart_build (reading->chart, &reading->scope, cancellable, &reading->table,
                                         &reading->error);
  if (reading->spec != NULL && filters != NULL)
    tw_chart_spec_set_text (reading->spec, TW_CHART_TEXT_FILTERS, filters);
  if (reading->spec != NULL)
    reading->total = tw_metric_compute (tw_metric_table_get_metric (reading->table), &reading->scope,
                                        TW_BREAKDOWN_NONE, cancellable, NULL);
}

static void
on_chart (gpointer data)
{
  Reading *reading = data;
  Pinned *pinned = reading->pinned;

  g_clear_object (&pinned->reading);
  g_clear_pointer (&pinned->table, tw_metric_table_release);
  g_clear_pointer (&pinned->total, tw_metric_table_release);

  if (reading->spec == NULL)
    {
      tw_chart_card_set_error (pinned->card, reading->error);
      return;
    }

  pinned->table = g_steal_pointer (&reading->table);
  pinned->total = g_steal_pointer (&reading->total);
  tw_chart_card_set_spec (pinned->card, reading->spec);
}

/* The period is that of the window, the partners are those that the chart was pinned with. */
static void
prepare_scope (Pinned  *pinned,
               Reading *reading)
{
  TwMetricScope filtered = { 0 };

  reading->filters = tw_board_scope_new ();
  tw_board_scope_add_json (reading->filters, pinned->filters);
  tw_board_scope_to_metric (reading->filters, NULL, &filtered);
  tw_overview_get_scope (pinned->view, &reading->scope);
  reading->scope.types = filtered.types;
  reading->scope.regions = filtered.regions;
  reading->scope.tiers = filtered.tiers;
  reading->scope.managers = filtered.managers;
  reading->scope.partners = filtered.partners;
}

static void
start_reading (Pinned *pinned)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (pinned->view));
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GError) error = NULL;

  tw_background_cancel (&pinned->reading);
  tw_chart_card_set_loading (pinned->card);
  reading->pinned = pinned;
  reading->chart = pinned->chart;
  prepare_scope (pinned, reading);
  pinned->reading = tw_background_run (document, read_chart, on_chart, reading, reading_free, &error);
  if (pinned->reading == NULL)
    tw_chart_card_set_error (pinned->card, error);
}

/* --- what the cards do --- */

static void
on_mark_activated (Pinned     *pinned,
                   const char *key)
{
  const TwMetricCell *cell = pinned->table != NULL ? tw_metric_chart_get_cell (pinned->table, key) : NULL;
  const TwMetricRow *row = cell != NULL ? tw_metric_chart_get_row (pinned->table, key) : NULL;
  g_autofree char *title = NULL;

  if (cell == NULL || cell->entity == NULL)
    return;

  title = g_strdup_printf ("%s · %s", tw_chart_card_get_title (pinned->card), row != NULL ? row->label : "");
  tw_overview_open_rows (pinned->view, cell->entity, cell->filter, title);
}

/* The rows of all marks are those of the metric as a whole. */
static void
on_show_rows (Pinned *pinned)
{
  const TwMetricCell *cell = pinned->total != NULL ? tw_metric_table_get_headline (pinned->total) : NULL;

  if (cell != NULL && cell->entity != NULL)
    tw_overview_open_rows (pinned->view, cell->entity, cell->filter, tw_chart_card_get_title (pinned->card));
}

static void
move_pin (TwOverviewView *self,
          Pinned         *pinned,
          int             places)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autofree char *title = g_strdup (tw_chart_card_get_title (pinned->card));
  g_autoptr (GError) error = NULL;

  if (!tw_pin_move (tw_document_get_workspace (document), pinned->pin, places, title, &error))
    {
      tw_window_show_error (window, _("The Chart Was Not Moved"), error);
      return;
    }

  tw_document_changed (document);
  tw_window_toast (window, _("Chart moved"), tw_document_get_last_entry (document));
}

static void
on_move (Pinned *pinned,
         int     places)
{
  move_pin (pinned->view, pinned, places);
}

static int
find_card (TwOverviewView *self,
           gpointer        card)
{
  for (guint i = 0; i < self->charts->len; i++)
    {
      if (((Pinned *) self->charts->pdata[i])->card == card)
        return i;
    }

  return -1;
}

/* @other takes the place of the card on which it was dropped. */
static void
on_dropped (Pinned      *pinned,
            TwChartCard *other)
{
  TwOverviewView *self = pinned->view;
  int from = find_card (self, other);
  int to = find_card (self, pinned->card);

  if (from >= 0 && to >= 0)
    move_pin (self, self->charts->pdata[from], to - from);
}

/* --- which charts --- */

static gboolean
is_shown (TwOverviewView *self,
          GPtrArray      *pins)
{
  guint n = 0;

  for (guint i = 0; i < pins->len; i++)
    {
      const TwPin *pin = pins->pdata[i];

      if (tw_metric_chart_find (pin->name) == NULL)
        continue;
      if (n >= self->charts->len || ((Pinned *) self->charts->pdata[n])->pin != pin->id)
        return FALSE;
      n++;
    }

  return n == self->charts->len;
}

/* The pin of the card with the focus, 0 where none has it. */
static gint64
find_focused (TwOverviewView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < self->charts->len && focus != NULL; i++)
    {
      const Pinned *pinned = self->charts->pdata[i];

      if (gtk_widget_is_ancestor (focus, GTK_WIDGET (pinned->card)))
        return pinned->pin;
    }

  return 0;
}

static void
add_card (TwOverviewView      *self,
          const TwPin         *pin,
          const TwMetricChart *chart)
{
  Pinned *pinned = g_new0 (Pinned, 1);

  pinned->view = self;
  pinned->pin = pin->id;
  pinned->chart = chart;
  pinned->filters = g_strdup (pin->parameters);
  pinned->card = TW_CHART_CARD (tw_chart_card_new (tw_metric_chart_get_title (chart)));
  tw_chart_card_set_pin (pinned->card, tw_view_get_document (TW_VIEW (self)), pin->name, pin->parameters);
  g_signal_connect_swapped (pinned->card, "mark-activated", G_CALLBACK (on_mark_activated), pinned);
  g_signal_connect_swapped (pinned->card, "show-rows", G_CALLBACK (on_show_rows), pinned);
  g_signal_connect_swapped (pinned->card, "try-again", G_CALLBACK (start_reading), pinned);
  g_signal_connect_swapped (pinned->card, "move", G_CALLBACK (on_move), pinned);
  g_signal_connect_swapped (pinned->card, "dropped", G_CALLBACK (on_dropped), pinned);
  g_ptr_array_add (self->charts, pinned);
  tw_card_grid_append (self->chart_grid, GTK_WIDGET (pinned->card));
}

static void
build_cards (TwOverviewView *self,
             GPtrArray      *pins)
{
  gint64 focused = find_focused (self);

  tw_card_grid_clear (self->chart_grid);
  g_ptr_array_set_size (self->charts, 0);

  for (guint i = 0; i < pins->len; i++)
    {
      const TwPin *pin = pins->pdata[i];
      const TwMetricChart *chart = tw_metric_chart_find (pin->name);

      if (chart != NULL)
        add_card (self, pin, chart);
    }

  for (guint i = 0; i < self->charts->len; i++)
    {
      const Pinned *pinned = self->charts->pdata[i];

      tw_chart_card_set_movable (pinned->card, i > 0, i + 1 < self->charts->len);
      if (pinned->pin == focused)
        gtk_widget_child_focus (GTK_WIDGET (pinned->card), GTK_DIR_TAB_FORWARD);
    }

  gtk_widget_set_visible (self->chart_none, self->charts->len == 0);
}

void
tw_overview_read_charts (TwOverviewView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  g_autoptr (GPtrArray) pins = tw_pins_read (tw_document_get_workspace (document), TW_PIN_CHART, NULL);

  if (pins == NULL)
    return;

  if (!is_shown (self, pins))
    build_cards (self, pins);

  for (guint i = 0; i < self->charts->len; i++)
    start_reading (self->charts->pdata[i]);
}

static void
on_analytics (TwOverviewView *self)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (window != NULL)
    tw_view_focus (tw_window_show_view (window, "analytics"));
}

static GtkWidget *
create_none (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("Charts that are pinned in Analytics appear here."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Open _Analytics"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_visible (button, tw_views_find ("analytics") != NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_analytics), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

GtkWidget *
tw_overview_create_charts (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->charts = g_ptr_array_new_with_free_func (pinned_free);
  self->chart_grid = TW_CARD_GRID (tw_card_grid_new (CARD_WIDTH, 3));
  self->chart_none = create_none (self);
  gtk_box_append (GTK_BOX (box), tw_overview_create_heading (_("Pinned Charts")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart_grid));
  gtk_box_append (GTK_BOX (box), self->chart_none);

  return box;
}
