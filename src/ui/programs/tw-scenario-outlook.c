/* tw-scenario-outlook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenario-outlook.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-chart-card.h"
#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "tw-decimal.h"
#include "tw-program-version.h"
#include "tw-scenario-analysis.h"
#include "tw-scenario-compare.h"

#include <glib/gi18n-lib.h>

/* What is asked: stated beside the answers. */
#define PERCENT   10
#define WITHIN    100000              /* millionths: a tenth of the threshold */
#define RESPONSE  500000              /* half of them */
#define TRIALS    1000
#define SEED      2026
#define BARS_MAX  15
#define NEAR_MAX  25

struct _TwScenarioOutlook
{
  AdwBin        parent_instance;

  /* owned */
  TwDocument   *document;
  char         *period;       /* what is replayed */
  char         *question;     /* what it is about */
  char         *answered;     /* what is shown */
  GCancellable *reading;

  gint64        version;
  gint64        scenario;

  /* children */
  GtkStack     *stack;
  AdwStatusPage *status;
  AdwBin       *bin;
};

G_DEFINE_FINAL_TYPE (TwScenarioOutlook, tw_scenario_outlook, ADW_TYPE_BIN)

typedef struct
{
  TwScenarioOutlook *view;       /* borrowed: it cancels before it goes */
  gint64             version;
  gint64             scenario;
  char              *period;
  char              *question;
  TwReprice         *reprice;
  GPtrArray         *bars;       /* TwSensitivity */
  GPtrArray         *near;       /* TwNearThreshold */
  TwForecast        *forecast;   /* (nullable) */
  char              *no_forecast;
  GError            *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->period);
  g_free (reading->question);
  g_free (reading->no_forecast);
  g_clear_pointer (&reading->bars, g_ptr_array_unref);
  g_clear_pointer (&reading->near, g_ptr_array_unref);
  g_clear_pointer (&reading->forecast, tw_forecast_free);
  g_clear_pointer (&reading->reprice, tw_reprice_free);
  g_clear_error (&reading->error);
  g_free (reading);
}

/* --- in the thread --- */

/* The scenario's replay, kept; @index: which of its documents the scenario changed. */
static TwReprice *
open_reprice (TwWorkspace   *workspace,
              Reading       *reading,
              guint         *index,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (TwProgramDocument) document =
      reading->scenario != 0 ? tw_scenario_load_document (workspace, reading->scenario, error)
                             : tw_program_version_load (workspace, reading->version, NULL, error);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (TwReplayData) data = NULL;
  TwReplayFlags flags = TW_REPLAY_TOTALS;
  TwSpan span;

  if (document == NULL ||
      !tw_scenario_parse_span (workspace, document, reading->period, &span, error))
    return NULL;

  documents = tw_replay_documents (workspace, reading->version, document, span, &flags, error);
  if (documents == NULL)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      if (g_ptr_array_index (documents, i) == document)
        *index = i;
    }

  data = tw_replay_data_new_for_version (workspace, reading->version, documents, span, error);

  return data != NULL
             ? tw_reprice_new (data, documents, flags, cancellable, NULL, NULL, error)
             : NULL;
}

static void
read_outlook (TwWorkspace  *workspace,
              GCancellable *cancellable,
              gpointer      data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  guint index = 0;

  reading->reprice = open_reprice (workspace, reading, &index, cancellable, &reading->error);
  if (reading->reprice == NULL)
    return;

  reading->bars = tw_reprice_sensitivity (reading->reprice, index, PERCENT, cancellable, NULL, NULL,
                                          &reading->error);
  if (reading->bars == NULL)
    return;

  reading->near = tw_reprice_list_near (reading->reprice, index, WITHIN);
  reading->forecast =
      tw_reprice_forecast (reading->reprice, TRIALS, SEED, cancellable, NULL, NULL, &error);
  /* One period has no growth: that is no failure of the rest. */
  if (reading->forecast == NULL)
    reading->no_forecast = g_strdup (error != NULL ? error->message : "");
}

/* --- showing --- */

static char *
money (Reading *reading,
       gint64   amount)
{
  const TwReplay *base = tw_reprice_get_base (reading->reprice);

  return tw_format_money (amount, base->digits, base->currency);
}

static void
add_bar (Reading             *reading,
         TwChartSpec         *spec,
         guint                series,
         guint                row,
         const TwSensitivity *bar,
         const char          *number,
         gint64               change)
{
  g_autofree char *amount = money (reading, change);
  g_autofree char *shown = number == NULL                     ? g_strdup ("–")
                           : g_str_has_suffix (number, "%")   ? tw_format_rate (number)
                                                              : tw_format_number (number);
  /* Translators: %1$s is a number of the program such as 2.2 %, %2$s the change of the cost. */
  g_autofree char *text = g_strdup_printf (_("at %1$s: %2$s"), shown, amount);
  TwChartMark mark = TW_CHART_MARK_INIT;

  mark.label = bar->lever->label;
  mark.text = text;
  mark.x = row;
  mark.y = (double) change;
  if (number == NULL)
    mark.flags = TW_CHART_MARK_NOT_AVAILABLE;
  for (int i = 0; i < tw_reprice_get_base (reading->reprice)->digits; i++)
    mark.y /= 10;
  tw_chart_spec_add_mark (spec, series, &mark);
}

static char *
format_axis (double   value,
             double   step,
             gpointer user_data)
{
  g_autofree char *plain = g_strdup_printf ("%.0f", value);

  return tw_format_number (plain);
}

static TwChartSpec *
create_tornado (Reading *reading)
{
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_BARS, "scenario-tornado",
                                         _("What the cost hangs on"));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  TwChartAxis x = TW_CHART_AXIS_INIT;
  TwChartAxis y = TW_CHART_AXIS_INIT;
  guint n = MIN (reading->bars->len, BARS_MAX);
  guint low = tw_chart_spec_add_series (spec, _("A tenth lower"), TW_CHART_ROLE_NORMAL);
  guint high = tw_chart_spec_add_series (spec, _("A tenth higher"), TW_CHART_ROLE_NORMAL);

  for (guint i = 0; i < n; i++)
    {
      const TwSensitivity *bar = g_ptr_array_index (reading->bars, i);

      g_ptr_array_add (names, bar->lever->label);
      add_bar (reading, spec, low, i, bar, bar->low_text, bar->low);
      add_bar (reading, spec, high, i, bar, bar->high_text, bar->high);
    }
  g_ptr_array_add (names, NULL);

  x.scale = TW_CHART_SCALE_CATEGORICAL;
  x.categories = (const char *const *) names->pdata;
  y.title = _("Change of the cost");
  y.unit = tw_reprice_get_base (reading->reprice)->currency;
  y.format = format_axis;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &x);
  tw_chart_spec_set_axis (spec, TW_CHART_Y, &y);
  tw_chart_spec_set_orientation (spec, TW_CHART_LYING);
  tw_chart_spec_set_n (spec, tw_reprice_get_base (reading->reprice)->partners->len);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, reading->period);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DEFINITION,
                          _("Each threshold and rate a tenth lower and a tenth higher, everything "
                            "else as it is: what the replayed days would have cost more or less."));
  if (n == 0)
    tw_chart_spec_set_text (spec, TW_CHART_TEXT_EMPTY_REASON, _("This program has no number to move."));

  return spec;
}

/* Where tiers move: how many partners each would have. */
static void
add_forecast_tier (GtkWidget            *list,
                   const TwForecastTier *tier)
{
  g_autofree char *base = tw_format_count (tier->base);
  g_autofree char *p10 = tw_format_count ((guint) tier->p10);
  g_autofree char *p50 = tw_format_count ((guint) tier->p50);
  g_autofree char *p90 = tw_format_count ((guint) tier->p90);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is a tier. */
  title = tier->name != NULL ? g_strdup_printf (_("Partners in %s at the end"), tier->name)
                             : g_strdup (_("Partners without a tier at the end"));
  /* Translators: numbers of partners: replayed, and the P10, P50 and P90 of a forecast. */
  text = g_strdup_printf (_("%1$s replayed; P10 %2$s, P50 %3$s, P90 %4$s"), base, p10, p50, p90);
  tw_reading_page_add_row (list, title, text, NULL);
}

static void
add_forecast (Reading   *reading,
              GtkWidget *box)
{
  GtkWidget *list = tw_reading_page_add_group (box, _("What the Same Days May Cost Again"));
  g_autofree char *base = NULL;
  g_autofree char *p10 = NULL;
  g_autofree char *p50 = NULL;
  g_autofree char *p90 = NULL;

  if (reading->forecast == NULL)
    {
      tw_reading_page_add_row (list, _("No forecast"), reading->no_forecast, NULL);
      return;
    }

  base = money (reading, reading->forecast->base);
  p10 = money (reading, reading->forecast->p10);
  p50 = money (reading, reading->forecast->p50);
  p90 = money (reading, reading->forecast->p90);
  tw_reading_page_add_row (list, _("Replayed"), NULL, base);
  tw_reading_page_add_row (list, _("P10: one in ten is cheaper"), NULL, p10);
  tw_reading_page_add_row (list, _("P50: the middle"), NULL, p50);
  tw_reading_page_add_row (list, _("P90: one in ten is dearer"), NULL, p90);
  for (guint i = 0; i < reading->forecast->tiers->len; i++)
    add_forecast_tier (list, &g_array_index (reading->forecast->tiers, TwForecastTier, i));
  tw_reading_page_add_row (list, _("How it is found"), reading->forecast->method, NULL);
}

static void
add_response (Reading   *reading,
              GtkWidget *list)
{
  TwStretchResponse response;
  g_autofree char *measure = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *text = NULL;

  tw_near_respond (reading->near, RESPONSE, &response);
  measure = money (reading, response.measure);
  cost = money (reading, response.cost);
  if (response.n_known == response.n_partners)
    /* Translators: %1$s is extra revenue, %2$s extra cost. */
    text = g_strdup_printf (_("%1$s more revenue, %2$s more cost"), measure, cost);
  else if (response.n_known == 0)
    /* Translators: %s is extra revenue. */
    text = g_strdup_printf (_("%s more revenue; what it costs more can’t be told from totals"), measure);
  else
    /* Translators: %1$s is extra revenue, %2$s extra cost, %3$u and %4$u are numbers of partners. */
    text = g_strdup_printf (_("%1$s more revenue; %2$s more cost for %3$u of the %4$u partners, that of the others can’t be told "
                              "from totals"),
                            measure, cost, response.n_known, response.n_partners);
  tw_reading_page_add_row (list, _("If half of them stretch to it"), text, NULL);
}

static void
add_near (Reading   *reading,
          GtkWidget *box)
{
  GtkWidget *list = tw_reading_page_add_group (box, _("Just Below a Threshold"));
  const TwReplay *base = tw_reprice_get_base (reading->reprice);

  if (reading->near->len == 0)
    {
      tw_reading_page_add_row (list, _("Nobody stands within a tenth of a threshold."), NULL, NULL);
      return;
    }

  add_response (reading, list);
  for (guint i = 0; i < MIN (reading->near->len, NEAR_MAX); i++)
    {
      const TwNearThreshold *near = g_ptr_array_index (reading->near, i);
      g_autofree char *plain = near->money ? NULL : tw_decimal_format_trim (near->distance, 6);
      g_autofree char *distance =
          near->money ? money (reading, near->distance) : tw_format_number (plain);
      g_autofree char *gain = near->has_gain ? tw_format_money (near->gain, base->digits, base->currency)
                                             : NULL;
      g_autofree char *text =
          gain != NULL
              /* Translators: %1$s is a rule, %2$s how much is missing, %3$s what reaching it pays. */
              ? g_strdup_printf (_("%1$s: %2$s below; reaching it pays %3$s more"), near->rule,
                                 distance, gain)
              /* Translators: %1$s is a rule, %2$s how much is missing. */
              : g_strdup_printf (_("%1$s: %2$s below"), near->rule, distance);

      tw_reading_page_add_row (list, near->name, text, NULL);
    }
}

static void
on_read (gpointer data)
{
  Reading *reading = data;
  TwScenarioOutlook *self = reading->view;
  g_autoptr (TwChartSpec) spec = NULL;
  GtkWidget *box;
  GtkWidget *card;

  g_clear_object (&self->reading);
  if (reading->bars == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (reading->error->message, -1);

      adw_status_page_set_title (self->status, _("No Outlook"));
      adw_status_page_set_description (self->status, escaped);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->status));
      return;
    }

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  spec = create_tornado (reading);
  card = tw_chart_card_new (_("What the cost hangs on"));
  tw_chart_card_set_spec (TW_CHART_CARD (card), spec);
  gtk_box_append (GTK_BOX (box), card);
  add_forecast (reading, box);
  add_near (reading, box);
  tw_reading_page_replace (self->bin, tw_reading_page_new (box));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->bin));
  g_free (self->answered);
  self->answered = g_strdup (reading->question);
}

/* --- asking --- */

static void
ask (TwScenarioOutlook *self)
{
  g_autoptr (GError) error = NULL;
  Reading *reading;

  if (self->question == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      g_strcmp0 (self->question, self->answered) == 0)
    return;

  tw_background_cancel (&self->reading);
  adw_status_page_set_title (self->status, _("Moving Every Number"));
  adw_status_page_set_description (self->status,
                                   _("Each threshold and rate is replayed a tenth lower and higher."));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->status));

  reading = g_new0 (Reading, 1);
  reading->view = self;
  reading->version = self->version;
  reading->scenario = self->scenario;
  reading->period = g_strdup (self->period);
  reading->question = g_strdup (self->question);
  self->reading =
      tw_background_run (self->document, read_outlook, on_read, reading, reading_free, &error);
  if (self->reading == NULL)
    adw_status_page_set_description (self->status, error->message);
}

void
tw_scenario_outlook_show (TwScenarioOutlook *self,
                          TwDocument        *document,
                          gint64             version,
                          gint64             scenario,
                          const char        *period,
                          const char        *question)
{
  g_return_if_fail (TW_IS_SCENARIO_OUTLOOK (self));

  g_set_object (&self->document, document);
  self->version = version;
  self->scenario = scenario;
  g_free (self->period);
  self->period = g_strdup (period);
  g_free (self->question);
  self->question = g_strdup_printf ("%" G_GINT64_FORMAT " %s", scenario, question);
  ask (self);
}

static void
tw_scenario_outlook_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tw_scenario_outlook_parent_class)->map (widget);

  ask (TW_SCENARIO_OUTLOOK (widget));
}

static void
tw_scenario_outlook_dispose (GObject *object)
{
  tw_background_cancel (&TW_SCENARIO_OUTLOOK (object)->reading);

  G_OBJECT_CLASS (tw_scenario_outlook_parent_class)->dispose (object);
}

static void
tw_scenario_outlook_finalize (GObject *object)
{
  TwScenarioOutlook *self = TW_SCENARIO_OUTLOOK (object);

  g_clear_object (&self->document);
  g_free (self->period);
  g_free (self->question);
  g_free (self->answered);

  G_OBJECT_CLASS (tw_scenario_outlook_parent_class)->finalize (object);
}

static void
tw_scenario_outlook_class_init (TwScenarioOutlookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_scenario_outlook_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_scenario_outlook_finalize;
  GTK_WIDGET_CLASS (klass)->map = tw_scenario_outlook_map;
}

static void
tw_scenario_outlook_init (TwScenarioOutlook *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->bin = ADW_BIN (adw_bin_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->status));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->bin));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
tw_scenario_outlook_new (void)
{
  return g_object_new (TW_TYPE_SCENARIO_OUTLOOK, NULL);
}
