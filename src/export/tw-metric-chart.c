/* tw-metric-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-metric-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tw-chart-table.h"

/* A chart over time looks so many months back from its end. */
#define TREND_MONTHS 24
/* A range that reaches so many times as far as the largest figure isn't drawn. */
#define MOST_WIDE 3

static const TwChartEntry catalogue[] = {
  { .chart = { "roi-by-type", N_("What does each partner type return?"), "program-roi", TW_BREAKDOWN_TYPE,
               TW_CHART_BARS }, .fill = tw_chart_fill_columns, .columns = { "roi" } },
  { .chart = { "incremental-revenue", N_("How much came beyond the baseline?"), "incremental-revenue",
               TW_BREAKDOWN_QUARTER, TW_CHART_AREAS }, .fill = tw_chart_fill_columns, .trend = TRUE,
    .arrangement = TW_CHART_STACKED, .columns = { "baseline", "incremental" } },
  { .chart = { "influenced-share", N_("How much of the pipeline do partners influence?"), "influenced-share",
               TW_BREAKDOWN_MONTH, TW_CHART_LINES }, .fill = tw_chart_fill_columns, .trend = TRUE,
    .columns = { "share" } },
  { .chart = { "win-rate", N_("Do partners help to win?"), "win-rate", TW_BREAKDOWN_TYPE, TW_CHART_DUMBBELL },
    .fill = tw_chart_fill_columns, .columns = { "with_partner", "without_partner" } },
  { .chart = { "deal-size", N_("Are deals with partners larger?"), "deal-size", TW_BREAKDOWN_TYPE, TW_CHART_BARS },
    .fill = tw_chart_fill_columns, .columns = { "mean_with_partner", "mean_without_partner" } },
  { .chart = { "net-revenue", N_("What do partners bring in?"), "net-revenue", TW_BREAKDOWN_TYPE | TW_BREAKDOWN_QUARTER,
               TW_CHART_LINES }, .fill = tw_chart_fill_pivot, .trend = TRUE, .columns = { "revenue" } },
  { .chart = { "return-waterfall", N_("What is left after investment?"), "program-roi", TW_BREAKDOWN_NONE,
               TW_CHART_WATERFALL }, .fill = tw_chart_fill_waterfall,
    .columns = { "return", "investment", "net_return" } },
  { .chart = { "investment-and-return", N_("Does money go where it returns?"), "program-roi", TW_BREAKDOWN_TYPE,
               TW_CHART_BARS }, .fill = tw_chart_fill_columns, .columns = { "investment_share", "return_share" } },
  { .chart = { "investment", N_("Where does the investment go?"), "investment", TW_BREAKDOWN_CATEGORY, TW_CHART_BARS },
    .fill = tw_chart_fill_columns, .columns = { "investment" } },
  { .chart = { "pipeline", N_("Where does the pipeline stand?"), "pipeline-by-stage", TW_BREAKDOWN_STAGE, TW_CHART_FUNNEL },
    .fill = tw_chart_fill_values, .columns = { "amount" } },
  { .chart = { "new-customers", N_("What share of new customers do partners source?"), "new-customers", TW_BREAKDOWN_QUARTER,
               TW_CHART_BARS }, .fill = tw_chart_fill_columns, .trend = TRUE, .columns = { "share" } },
  { .chart = { "active-rate", N_("How many partners are active?"), "active-rate", TW_BREAKDOWN_QUARTER,
               TW_CHART_LINES }, .fill = tw_chart_fill_columns, .trend = TRUE, .columns = { "active_rate" } },
  { .chart = { "retention", N_("Which partners stay?"), "retention", TW_BREAKDOWN_TYPE, TW_CHART_BARS },
    .fill = tw_chart_fill_columns, .columns = { "retention" } },
  { .chart = { "first-activity", N_("How soon do new partners become active?"), "first-activity-curve",
               TW_BREAKDOWN_NONE, TW_CHART_SURVIVAL }, .fill = tw_chart_fill_survival, .trend = TRUE,
    .columns = { "waiting" } },
  { .chart = { "payout-by-rule", N_("Which rules pay?"), "payout", TW_BREAKDOWN_RULE | TW_BREAKDOWN_QUARTER,
               TW_CHART_BARS }, .fill = tw_chart_fill_pivot, .trend = TRUE, .arrangement = TW_CHART_STACKED,
    .columns = { "payout" } },
  { .chart = { "effective-rate", N_("Who is paid at which rate?"), "effective-rate", TW_BREAKDOWN_PARTNER,
               TW_CHART_BARS }, .fill = tw_chart_fill_columns, .most = 15, .columns = { "effective_rate" } },
  { .chart = { "tiers", N_("How do partners spread over the tiers?"), "tiers", TW_BREAKDOWN_TIER | TW_BREAKDOWN_QUARTER,
               TW_CHART_BARS }, .fill = tw_chart_fill_pivot, .trend = TRUE, .arrangement = TW_CHART_STACKED,
    .columns = { "partners" } },
  { .chart = { "tier-moves", N_("Who rose and who fell?"), "tier-moves", TW_BREAKDOWN_NONE, TW_CHART_FLOW },
    .fill = tw_chart_fill_flow, .columns = { "partners" } },
  { .chart = { "investment-contribution", N_("Does investment follow contribution?"), "contribution",
               TW_BREAKDOWN_PARTNER, TW_CHART_SCATTER }, .fill = tw_chart_fill_scatter,
    .columns = { "contribution", "investment" } },
  { .chart = { "pareto", N_("How few partners bring most?"), "contribution", TW_BREAKDOWN_PARTNER, TW_CHART_PARETO },
    .fill = tw_chart_fill_values, .columns = { "contribution", "investment" } },
  { .chart = { "lorenz", N_("How evenly does revenue spread?"), "contribution", TW_BREAKDOWN_PARTNER,
               TW_CHART_LORENZ }, .fill = tw_chart_fill_values, .columns = { "contribution", "investment" } },
  { .chart = { "density", N_("Which type sources most per partner?"), "density", TW_BREAKDOWN_TYPE,
               TW_CHART_BARS }, .fill = tw_chart_fill_columns, .columns = { "density" } },
  { .chart = { "revenue-map", N_("Which type sells when?"), "net-revenue", TW_BREAKDOWN_TYPE | TW_BREAKDOWN_QUARTER,
               TW_CHART_HEAT_MAP }, .fill = tw_chart_fill_heat_map, .trend = TRUE, .columns = { "revenue" } },
  { .chart = { "investment-intensity", N_("What does influenced revenue cost?"), "investment-intensity",
               TW_BREAKDOWN_QUARTER, TW_CHART_BARS }, .fill = tw_chart_fill_columns, .trend = TRUE,
    .columns = { "intensity" } },
};

guint
tw_metric_chart_count (void)
{
  return G_N_ELEMENTS (catalogue);
}

const TwMetricChart *
tw_metric_chart_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (catalogue), NULL);
  return &catalogue[index].chart;
}

const TwMetricChart *
tw_metric_chart_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (catalogue); i++)
    if (g_strcmp0 (catalogue[i].chart.id, id) == 0)
      return &catalogue[i].chart;
  return NULL;
}

const char *
tw_metric_chart_get_title (const TwMetricChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);
  return _(chart->title);
}

/* Axes ------------------------------------------------------------------------------------------ */

/* How an axis writes its numbers; owns its marks of grouping. */
typedef struct
{
  TwMetricUnit   unit;
  char          *decimal;
  char          *group;
  char          *minus;
} AxisFormat;

static void
axis_format_free (gpointer data)
{
  AxisFormat *format = data;

  g_free (format->decimal);
  g_free (format->group);
  g_free (format->minus);
  g_free (format);
}

/* Decimals that a step needs, so that ticks differ. */
static int
count_decimals (double step)
{
  int decimals = 0;

  for (; decimals < 6 && step > 0 && fabs (step - round (step)) > step * 1e-6; decimals++)
    step *= 10;
  return decimals;
}

static char *
write_fixed (double            value,
             int               decimals,
             const AxisFormat *axis)
{
  const TwMetricFormat format = { axis->decimal, axis->group, axis->minus };
  TwFraction scaled = tw_fraction_from_int ((gint64) llround (value * pow (10, decimals)));

  return tw_metric_format_value (TW_METRIC_MONEY, scaled, decimals, &format);
}

/* Money in thousands or millions by the step of the ticks; a mark's own value in whole units. */
static char *
write_money (double            value,
             double            step,
             const AxisFormat *axis)
{
  double unit = step >= 1e6 ? 1e6 : step >= 1e3 ? 1e3 : 1;
  g_autofree char *number = write_fixed (value / unit, step == 0 ? 0 : count_decimals (step / unit), axis);

  if (value == 0 || unit == 1)
    return g_steal_pointer (&number);
  /* Translators: a number in millions, in thousands. */
  return g_strdup_printf (unit >= 1e6 ? C_("number", "%s M") : C_("number", "%s k"), number);
}

static char *
format_axis (double   value,
             double   step,
             gpointer data)
{
  const AxisFormat *axis = data;

  if (!isfinite (value) || fabs (value) > 1e15)
    return g_strdup_printf ("%g", value);
  if (axis->unit == TW_METRIC_MONEY)
    return write_money (value, step, axis);
  if (axis->unit == TW_METRIC_RATE || axis->unit == TW_METRIC_POINTS)
    return write_fixed (value * 100, step == 0 ? 1 : count_decimals (step * 100), axis);
  if (axis->unit == TW_METRIC_RATIO)
    return write_fixed (value, step == 0 ? 2 : count_decimals (step), axis);
  return write_fixed (value, step == 0 ? 0 : count_decimals (step), axis);
}

void
tw_chart_build_axis (TwChartBuild  *build,
                     TwChartAxisId  which,
                     const char    *title,
                     TwMetricUnit   unit)
{
  const TwMetricFormat *format = build->scope->format != NULL ? build->scope->format : &tw_metric_format_default;
  AxisFormat *own = g_new0 (AxisFormat, 1);
  TwChartAxis axis = TW_CHART_AXIS_INIT;

  own->unit = unit;
  own->decimal = g_strdup (format->decimal);
  own->group = g_strdup (format->group);
  own->minus = g_strdup (format->minus);
  axis.title = title;
  axis.unit = unit == TW_METRIC_MONEY ? tw_metric_table_get_currency (build->table)
              : unit == TW_METRIC_RATE ? "%" : unit == TW_METRIC_POINTS ? _("points") : NULL;
  axis.format = format_axis;
  axis.user_data = own;
  axis.destroy = axis_format_free;
  axis.whole = unit == TW_METRIC_COUNT || unit == TW_METRIC_DAYS;
  tw_chart_spec_set_axis (build->spec, which, &axis);
}

void
tw_chart_build_names (TwChartBuild  *build,
                      TwChartAxisId  which,
                      const char    *title,
                      GPtrArray     *names)
{
  TwChartAxis axis = TW_CHART_AXIS_INIT;

  g_ptr_array_add (names, NULL);
  axis.title = title;
  axis.scale = TW_CHART_SCALE_CATEGORICAL;
  axis.categories = (const char *const *) names->pdata;
  tw_chart_spec_set_axis (build->spec, which, &axis);
}

/* Marks ----------------------------------------------------------------------------------------- */

guint
tw_chart_build_column (const TwChartBuild *build,
                       guint               series)
{
  int column = tw_metric_table_find_column (build->table, build->entry->columns[series]);

  g_return_val_if_fail (column >= 0, 0);
  return (guint) column;
}

/* The range over methods may dwarf every figure, so that the axis would be about it alone. Then the mark stands without
 * a whisker and tells the range in words. Shares have their limits and never do. */
static gboolean
is_too_wide (const TwChartBuild *build,
             guint               column,
             const TwMetricCell *cell)
{
  TwMetricUnit unit = tw_metric_table_get_column (build->table, column)->unit;
  double largest = 0;

  if (unit != TW_METRIC_RATIO && unit != TW_METRIC_MONEY)
    return FALSE;
  for (guint row = 0; row < tw_metric_table_get_n_rows (build->table); row++)
    {
      const TwMetricCell *other = tw_metric_table_get_cell (build->table, row, column);

      largest = other->known ? MAX (largest, fabs (other->number)) : largest;
    }
  return MAX (fabs (cell->low), fabs (cell->high)) > MOST_WIDE * largest;
}

void
tw_chart_build_mark (TwChartBuild *build,
                     guint         series,
                     guint         row,
                     guint         column,
                     double        x)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, column);
  const TwMetricRow *info = tw_metric_table_get_row (build->table, row);
  g_autofree char *key = g_strdup_printf ("%u:%u", row, column);
  g_autofree char *text = tw_metric_table_describe_cell (build->table, row, column, build->scope->format);
  g_autofree char *short_text = NULL;
  TwMetricUnit unit = tw_metric_table_get_column (build->table, column)->unit;
  TwChartMark mark = TW_CHART_MARK_INIT;

  if (cell->known && unit != TW_METRIC_MONEY)
    short_text = tw_metric_table_format_cell (build->table, row, column, build->scope->format);
  mark.label = info->label;
  mark.text = text;
  mark.note = short_text;
  mark.x = x;
  mark.y = cell->known ? cell->number : NAN;
  if (cell->interval && !is_too_wide (build, column, cell))
    {
      mark.low = cell->low;
      mark.high = cell->high;
    }
  mark.n = cell->n >= 0 ? cell->n : info->n;
  mark.key = key;
  mark.flags = (cell->known ? 0 : TW_CHART_MARK_NOT_AVAILABLE)
               | (cell->flags & TW_METRIC_LOW_SAMPLE ? TW_CHART_MARK_LOW_SAMPLE : 0)
               | (info->flags & TW_METRIC_TO_DATE ? TW_CHART_MARK_TO_DATE : 0);
  tw_chart_spec_add_mark (build->spec, series, &mark);
}

/* The table behind ------------------------------------------------------------------------------ */

static void
write_table (TwChartBuild *build)
{
  const TwMetricTable *table = build->table;
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint breakdown = tw_metric_table_get_breakdown (table);
  gboolean joined = tw_metric_table_get_n_rows (table) > 0 && tw_metric_table_get_row (table, 0)->time_key != NULL;

  g_ptr_array_add (titles, g_strdup (tw_breakdown_get_label (breakdown)));
  if (joined)
    g_ptr_array_add (titles, g_strdup (tw_breakdown_get_label (breakdown & TW_BREAKDOWN_TIMES)));
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    {
      const TwMetricColumn *column = tw_metric_table_get_column (table, c);

      g_ptr_array_add (titles, column->unit == TW_METRIC_MONEY
                               ? g_strdup_printf ("%s (%s)", column->label, tw_metric_table_get_currency (table))
                               : g_strdup (column->label));
    }
  g_ptr_array_add (titles, NULL);
  tw_chart_spec_set_columns (build->spec, (const char *const *) titles->pdata);

  for (guint r = 0; r < tw_metric_table_get_n_rows (table); r++)
    {
      const TwMetricRow *row = tw_metric_table_get_row (table, r);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup (row->label));
      if (joined)
        g_ptr_array_add (cells, g_strdup (row->time_key));
      for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
        g_ptr_array_add (cells, tw_metric_table_format_cell (table, r, c, build->scope->format));
      g_ptr_array_add (cells, NULL);
      tw_chart_spec_add_row (build->spec, (const char *const *) cells->pdata);
    }
}

/* Words of time ---------------------------------------------------------------------------------- */

static const char *
time_of (const TwMetricRow *row)
{
  return row->time_key != NULL ? row->time_key : row->key;
}

/* Whether there is nothing to show, nor a reason why: a chart over time starts where there is. */
static gboolean
is_blank (const TwChartBuild *build,
          guint               row)
{
  guint column = tw_chart_build_column (build, 0);
  const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, column);

  return cell->known ? cell->number == 0 && tw_metric_table_get_row (build->table, row)->n <= 0 : cell->reason == NULL;
}

guint
tw_chart_build_first_row (const TwChartBuild *build)
{
  guint n = tw_metric_table_get_n_rows (build->table);
  guint first = 0;

  for (guint row = 0; row < n; row++)
    {
      if (row > 0 && strcmp (time_of (tw_metric_table_get_row (build->table, row)),
                             time_of (tw_metric_table_get_row (build->table, row - 1))) != 0)
        first = row;
      if (!is_blank (build, row))
        return first;
    }
  return 0;
}

/* (transfer full): "2024-Q3 to 2026-Q2" of a chart over time, else or with one period alone that period's name. */
static char *
name_span (const TwChartBuild *build)
{
  const TwMetricTable *table = build->table;
  guint n = tw_metric_table_get_n_rows (table);
  const char *first, *last;

  if (!build->entry->trend || (build->entry->chart.breakdown & TW_BREAKDOWN_TIMES) == 0 || n == 0)
    return g_strdup (tw_metric_table_get_period_name (table));
  first = time_of (tw_metric_table_get_row (table, tw_chart_build_first_row (build)));
  last = time_of (tw_metric_table_get_row (table, n - 1));
  if (strcmp (first, last) == 0)
    return g_strdup (first);
  /* Translators: the first and the last period of a chart, such as 2024-Q3 to 2026-Q2. */
  return g_strdup_printf (_("%s to %s"), first, last);
}

/* Building -------------------------------------------------------------------------------------- */

/* The two years up to the period's end, in whole quarters, as far as facts reach back. */
static gboolean
widen (const TwMetricScope  *scope,
       TwSpan               *period,
       GError              **error)
{
  g_autoptr (GError) local = NULL;
  TwSpan data;

  if (period->end - period->start >= 365)
    return TRUE;
  if (!tw_metric_data_span (scope->workspace, &data, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return local == NULL && (error == NULL || *error == NULL);
    }
  {
    TwDate from = tw_date_add_months (period->end, -TREND_MONTHS);

    while (from < data.start && tw_date_add_months (from, 3) <= data.start)
      from = tw_date_add_months (from, 3);
    period->start = MIN (period->start, from);
  }
  return TRUE;
}

/* (nullable): what a figure that is drawn has not in it. */
static const char *
find_incomplete (const TwChartBuild *build)
{
  for (guint s = 0; s < TW_CHART_MAX_COLUMNS && build->entry->columns[s] != NULL; s++)
    for (guint row = 0; row < tw_metric_table_get_n_rows (build->table); row++)
      {
        const TwMetricCell *cell = tw_metric_table_get_cell (build->table, row, tw_chart_build_column (build, s));

        if ((cell->flags & TW_METRIC_INCOMPLETE) != 0)
          return cell->reason;
      }
  return NULL;
}

static char *
make_subtitle (const TwChartBuild *build)
{
  const TwMetricTable *table = build->table;
  const TwMetricFormat *format = build->scope->format != NULL ? build->scope->format : &tw_metric_format_default;
  g_autofree char *n = tw_metric_format_value (TW_METRIC_COUNT, tw_fraction_from_int (tw_metric_table_get_n (table)), 0,
                                               format);
  const TwMetricTable *compare = tw_metric_table_get_compare (table);
  const char *incomplete = find_incomplete (build);
  GString *text = g_string_new (NULL);

  g_string_append (text, tw_metric_get_label (tw_metric_table_get_metric (table)));
  g_string_append (text, " · ");
  /* Translators: how many things a chart was made of. */
  g_string_append_printf (text, _("n %s"), n);
  if (build->shown < build->candidates)
    {
      g_string_append (text, " · ");
      /* Translators: how many bars are drawn, of how many. */
      g_string_append_printf (text, _("the largest %u of %u"), build->shown, build->candidates);
    }
  if (compare != NULL && tw_metric_table_get_headline (compare) != NULL)
    {
      g_autofree char *figure = tw_metric_table_format_cell (compare, 0, tw_chart_build_column (build, 0), format);

      g_string_append_printf (text, " · %s: %s", tw_metric_table_get_period_name (compare), figure);
    }
  if (incomplete != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: what the figures have not in them, such as "royalties of 2026-Q2 are not approved". */
      g_string_append_printf (text, _("incomplete: %s"), incomplete);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_filters (const TwMetricScope *scope)
{
  const char *const *const lists[] = { scope->types, scope->regions, scope->tiers, scope->managers, scope->partners };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      {
        const char *shown = lists[i][j];

        if (i == 0)
          shown = tw_field_get_choice_label (tw_entity_get_field (tw_entity_find ("partner_type"), "type"), shown);
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", shown);
      }
  return g_string_free (text, FALSE);
}

static void
write_words (TwChartBuild *build)
{
  g_autofree char *subtitle = make_subtitle (build);
  g_autofree char *filters = describe_filters (build->scope);

  tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_SUBTITLE, subtitle);
  tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_DEFINITION, tw_metric_table_get_definition (build->table));
  tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_FINDING, tw_metric_table_get_finding (build->table));
  tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_PERIOD, tw_metric_table_get_period_name (build->table));
  tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_EMPTY_REASON, tw_metric_table_get_empty_reason (build->table));
  if (*filters != '\0')
    tw_chart_spec_set_text (build->spec, TW_CHART_TEXT_FILTERS, filters);
  tw_chart_spec_set_n (build->spec, tw_metric_table_get_n (build->table));
  tw_chart_spec_set_arrangement (build->spec, build->entry->arrangement);
}

TwChartSpec *
tw_metric_chart_build (const TwMetricChart  *chart,
                       const TwMetricScope  *scope,
                       GCancellable         *cancellable,
                       TwMetricTable       **table,
                       GError              **error)
{
  const TwChartEntry *entry = (const TwChartEntry *) (const void *) chart;
  TwMetricScope own = *scope;
  g_autoptr (TwMetricTable) figures = NULL;
  g_autofree char *span = NULL;
  g_autofree char *title = NULL;
  TwChartBuild build = { .entry = entry, .scope = &own };

  g_return_val_if_fail (chart != NULL && scope != NULL, NULL);

  if (entry->trend && !widen (scope, &own.period, error))
    return NULL;
  if (entry->trend)
    own.compare = (TwSpan){ 0, 0 };
  figures = tw_metric_compute (tw_metric_find (chart->metric), &own, chart->breakdown, cancellable, error);
  if (figures == NULL)
    return NULL;

  build.table = figures;
  span = name_span (&build);
  /* Translators: the question of a chart, then the period. */
  title = g_strdup_printf (_("%1$s %2$s"), _(chart->title), span);
  build.spec = tw_chart_spec_new (chart->kind, chart->id, title);
  if (tw_metric_table_get_empty_reason (figures) == NULL)
    entry->fill (&build);
  write_words (&build);
  write_table (&build);
  if (table != NULL)
    *table = g_steal_pointer (&figures);
  return build.spec;
}

/* Keys ------------------------------------------------------------------------------------------ */

static gboolean
parse_key (const TwMetricTable *table,
           const char          *key,
           guint               *row,
           guint               *column)
{
  return key != NULL && sscanf (key, "%u:%u", row, column) == 2 && *row < tw_metric_table_get_n_rows (table)
         && *column < tw_metric_table_get_n_columns (table);
}

const TwMetricCell *
tw_metric_chart_get_cell (const TwMetricTable *table,
                          const char          *key)
{
  guint row, column;

  return parse_key (table, key, &row, &column) ? tw_metric_table_get_cell (table, row, column) : NULL;
}

const TwMetricRow *
tw_metric_chart_get_row (const TwMetricTable *table,
                         const char          *key)
{
  guint row, column;

  return parse_key (table, key, &row, &column) ? tw_metric_table_get_row (table, row) : NULL;
}
