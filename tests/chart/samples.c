/* samples.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "samples.h"
#include "tw-chart-axis.h"

static const char *const types[] = { "Resellers", "Software vendors", "OEM licensees", "System integrators", NULL };
static const char *const quarters[] = {
  "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", NULL,
};
static const char *const tiers[] = { "Platinum", "Gold", "Silver", "Registered", NULL };

/* Thousands when all ticks are. */
static char *
money (double   value,
       double   step,
       gpointer data)
{
  double by = step >= 1000 || (step == 0 && ABS (value) >= 10000) ? 1000 : 1;
  g_autofree char *number = tw_chart_axis_plain (value / by, step > 0 ? step / by : by > 1 ? 1 : 0);

  return by > 1 && value != 0 ? g_strconcat (number, "k", NULL) : g_steal_pointer (&number);
}

static char *
percent (double   value,
         double   step,
         gpointer data)
{
  g_autofree char *number = tw_chart_axis_plain (value * 100, step > 0 ? step * 100 : 0.1);

  return g_strdup_printf ("%s\302\240%%", number);
}

static TwChartSpec *
begin (TwChartKind  kind,
       const char  *id,
       const char  *title,
       const char  *subtitle)
{
  TwChartSpec *spec = tw_chart_spec_new (kind, id, title);

  tw_chart_spec_set_text (spec, TW_CHART_TEXT_SUBTITLE, subtitle);
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DEFINITION,
                          "Definition: what was measured, over which facts, and how it was divided.");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, "2026-Q2");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_FILTERS, "Region EMEA");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_WORKSPACE, "Example");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_DATE, "30 Jun 2026");
  tw_chart_spec_set_n (spec, 1412);

  return spec;
}

static void
axis (TwChartSpec        *spec,
      TwChartAxisId       which,
      const char         *title,
      const char         *unit,
      TwChartFormat       format,
      const char * const *categories)
{
  TwChartAxis own = TW_CHART_AXIS_INIT;

  own.title = title;
  own.unit = unit;
  own.format = format;
  own.categories = categories;
  own.scale = categories != NULL ? TW_CHART_SCALE_CATEGORICAL : TW_CHART_SCALE_LINEAR;
  if (categories == quarters)
    own.scale = TW_CHART_SCALE_TIME;
  tw_chart_spec_set_axis (spec, which, &own);
}

static void
add (TwChartSpec *spec,
     guint        series,
     const char  *label,
     double       x,
     double       y,
     gint64       n,
     guint        flags)
{
  TwChartMark mark = TW_CHART_MARK_INIT;
  g_autofree char *text = g_strdup_printf ("%g", y);

  mark.label = label;
  mark.text = text;
  mark.x = x;
  mark.y = y;
  mark.n = n;
  mark.flags = flags;
  tw_chart_spec_add_mark (spec, series, &mark);
}

static void
add_interval (TwChartSpec *spec,
              guint        series,
              const char  *label,
              double       x,
              double       y,
              double       low,
              double       high,
              gint64       n)
{
  TwChartMark mark = TW_CHART_MARK_INIT;
  g_autofree char *text = g_strdup_printf ("%g (%g to %g)", y, low, high);

  mark.label = label;
  mark.text = text;
  mark.x = x;
  mark.y = y;
  mark.low = low;
  mark.high = high;
  mark.n = n;
  mark.flags = n < 20 ? TW_CHART_MARK_LOW_SAMPLE : 0;
  tw_chart_spec_add_mark (spec, series, &mark);
}

static TwChartSpec *
bars (void)
{
  TwChartSpec *spec = begin (TW_CHART_BARS, "roi", "Software vendors return most: ROI by partner type, 2026-Q2",
                             "Ratio of incremental margin to investment, 41 partners, against last year");
  const double values[] = { 2.4, 3.1, 0.8, 1.9 };
  const gint64 ns[] = { 214, 96, 12, 40 };

  axis (spec, TW_CHART_X, "Partner type", NULL, NULL, types);
  axis (spec, TW_CHART_Y, "Return on investment", "ratio", NULL, NULL);
  tw_chart_spec_add_series (spec, "2026-Q2", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 4; i++)
    add (spec, 0, types[i], i, values[i], ns[i], ns[i] < 20 ? TW_CHART_MARK_LOW_SAMPLE : 0);
  tw_chart_spec_add_reference (spec, TW_CHART_Y, 1, "breaks even, 1");

  return spec;
}

static TwChartSpec *
bars_grouped (void)
{
  TwChartSpec *spec = begin (TW_CHART_BARS, "types", "Revenue by partner type and quarter", "Booked, USD");
  static const char *const last[] = { "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", NULL };

  axis (spec, TW_CHART_X, NULL, NULL, NULL, last);
  axis (spec, TW_CHART_Y, "Revenue", "USD", money, NULL);
  for (guint s = 0; s < 3; s++)
    {
      tw_chart_spec_add_series (spec, types[s], TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 4; i++)
        add (spec, s, last[i], i, (s + 2) * 31000 + ((i * 7 + s * 5) % 6) * 9500, 40, i == 3 ? TW_CHART_MARK_TO_DATE : 0);
    }

  return spec;
}

static TwChartSpec *
bars_stacked (void)
{
  TwChartSpec *spec = begin (TW_CHART_BARS, "payout", "Payout by rule and quarter", "USD");

  axis (spec, TW_CHART_X, NULL, NULL, NULL, quarters);
  axis (spec, TW_CHART_Y, "Payout", "USD", money, NULL);
  tw_chart_spec_set_arrangement (spec, TW_CHART_STACKED);
  for (guint s = 0; s < 8; s++)
    {
      g_autofree char *name = g_strdup_printf ("Rule %u", s + 1);

      tw_chart_spec_add_series (spec, name, TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 8; i++)
        add (spec, s, quarters[i], i, 4000 + ((i * 13 + s * 7) % 11) * 2100 - s * 400, 60, i == 7 ? TW_CHART_MARK_TO_DATE : 0);
    }

  return spec;
}

static TwChartSpec *
bars_diverging (void)
{
  TwChartSpec *spec = begin (TW_CHART_BARS, "change", "Half of the partners sell less than a year ago",
                             "Change of revenue against 2025-Q2, USD");
  static const char *const names[] = {
    "Fabrikam Networks", "Contoso Industrial Supplies", "A <R&D> & S\303\266hne", "Kestrel", "Northwind Traders",
    "Tailspin Toys", "Wide World Importers", NULL,
  };
  const double values[] = { 84000, 52000, 11000, 0, -9000, -31000, -77000 };

  axis (spec, TW_CHART_X, "Partner", NULL, NULL, names);
  axis (spec, TW_CHART_Y, "Change", "USD", money, NULL);
  tw_chart_spec_set_arrangement (spec, TW_CHART_DIVERGING);
  tw_chart_spec_add_series (spec, "Change", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 7; i++)
    add (spec, 0, names[i], i, values[i], 30, i == 3 ? TW_CHART_MARK_NOT_AVAILABLE : 0);

  return spec;
}

static TwChartSpec *
lines (void)
{
  TwChartSpec *spec = begin (TW_CHART_LINES, "share", "Influenced share of the pipeline grows",
                             "Share of opportunities with a partner, n 1,412");

  axis (spec, TW_CHART_X, NULL, NULL, NULL, quarters);
  axis (spec, TW_CHART_Y, "Influenced share", NULL, percent, NULL);
  for (guint s = 0; s < 4; s++)
    {
      tw_chart_spec_add_series (spec, s == 3 ? "All" : types[s], s == 3 ? TW_CHART_ROLE_BASELINE : TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 8; i++)
        add (spec, s, quarters[i], i, 0.2 + s * 0.05 + i * 0.02 * (3 - (double) s) + ((i * 5 + s) % 4) * 0.012, s == 1 && i == 2 ? 9 : 55,
             (i == 7 ? TW_CHART_MARK_TO_DATE : 0) | (s == 1 && i == 2 ? TW_CHART_MARK_LOW_SAMPLE : 0)
                 | (s == 2 && i == 4 ? TW_CHART_MARK_NOT_AVAILABLE : 0));
    }

  return spec;
}

static TwChartSpec *
lines_single (void)
{
  TwChartSpec *spec = begin (TW_CHART_LINES, "rate", "The effective rate creeps up", "Payout by revenue, per cent");

  axis (spec, TW_CHART_X, NULL, NULL, NULL, quarters);
  axis (spec, TW_CHART_Y, "Effective rate", NULL, percent, NULL);
  tw_chart_spec_add_series (spec, "Rate", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 8; i++)
    add_interval (spec, 0, quarters[i], i, 0.061 + i * 0.0011, 0.061 + i * 0.0011 - 0.002, 0.0631 + i * 0.0013, 50);

  return spec;
}

static TwChartSpec *
areas (void)
{
  TwChartSpec *spec = begin (TW_CHART_AREAS, "sources", "Marketplace carries the growth", "Revenue by source, USD");
  const char *names[] = { "Resale", "Marketplace", "Services" };

  axis (spec, TW_CHART_X, NULL, NULL, NULL, quarters);
  axis (spec, TW_CHART_Y, "Revenue", "USD", money, NULL);
  for (guint s = 0; s < 3; s++)
    {
      tw_chart_spec_add_series (spec, names[s], TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 8; i++)
        add (spec, s, quarters[i], i, 120000 - s * 30000 + (s == 1 ? i * i * 4200.0 : i * 2100.0) + (i * 7 % 3) * 5000, 70,
             i == 7 ? TW_CHART_MARK_TO_DATE : 0);
    }

  return spec;
}

static TwChartSpec *
payout (void)
{
  TwChartSpec *spec = begin (TW_CHART_PAYOUT, "curve", "Two cliffs: the second pays 6,000 for one dollar",
                             "Payout by revenue of a quarter, USD; 24 partners below");
  const double xs[] = { 0, 100000, 100000, 200000, 300000, 300000, 400000 };
  const double ys[] = { 0, 2000, 3000, 7000, 12000, 18000, 26000 };

  axis (spec, TW_CHART_X, "Revenue", "USD", money, NULL);
  axis (spec, TW_CHART_Y, "Payout", "USD", money, NULL);
  tw_chart_spec_add_series (spec, "Draft", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 7; i++)
    add (spec, 0, "Payout", xs[i], ys[i], -1, 0);
  tw_chart_spec_add_series (spec, "Published", TW_CHART_ROLE_BASELINE);
  add (spec, 1, "Payout", 0, 0, -1, 0);
  add (spec, 1, "Payout", 400000, 16000, -1, 0);
  tw_chart_spec_add_series (spec, "Partners", TW_CHART_ROLE_RUG);
  for (guint i = 0; i < 24; i++)
    add (spec, 2, "Partner", 12000 + i * i * 660.0, 0, -1, i == 11 ? TW_CHART_MARK_HIGHLIGHT : 0);
  tw_chart_spec_add_handle (spec, TW_CHART_X, 200000, 7000, "from 200k", "threshold-2");
  tw_chart_spec_add_handle (spec, TW_CHART_Y, 400000, 26000, "8 %", "rate-3");

  return spec;
}

static TwChartSpec *
waterfall (void)
{
  TwChartSpec *spec = begin (TW_CHART_WATERFALL, "bridge", "Adjustments took a tenth of what was earned",
                             "From earned to payable, USD");
  static const char *const steps[] = { "Earned", "Excluded", "Caps", "Clawback", "Adjusted", "Payable" };
  const double values[] = { 418000, -22000, -31500, -4200, 9000, 369300 };

  axis (spec, TW_CHART_Y, "Amount", "USD", money, NULL);
  tw_chart_spec_add_series (spec, "Amount", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 6; i++)
    add (spec, 0, steps[i], i, values[i], -1, i == 0 || i == 5 ? TW_CHART_MARK_TOTAL : 0);

  return spec;
}

static TwChartSpec *
scatter (void)
{
  TwChartSpec *spec = begin (TW_CHART_SCATTER, "invest", "Four partners get much and bring little",
                             "Investment against contribution, USD, 2026; area: number of deals");
  static const char *const names[] = {
    "Fabrikam", "Contoso", "Kestrel", "Northwind", "Tailspin", "Adatum", "Litware", "Proseware", "Wingtip", "Lucerne",
  };

  axis (spec, TW_CHART_X, "Investment", "USD", money, NULL);
  axis (spec, TW_CHART_Y, "Contribution", "USD", money, NULL);
  for (guint s = 0; s < 2; s++)
    {
      tw_chart_spec_add_series (spec, types[s], TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 10; i++)
        {
          TwChartMark mark = TW_CHART_MARK_INIT;

          mark.label = names[(i + s * 3) % 10];
          mark.text = "12,000 in, 80,000 out";
          mark.x = 4000 + ((i * 37 + s * 11) % 23) * 2100;
          mark.y = 9000 + ((i * 53 + s * 29) % 31) * 8000;
          mark.size = 4 + (i * 7 % 13) * 3;
          mark.n = 4 + (i * 7 % 13) * 3;
          mark.flags = mark.n < 8 ? TW_CHART_MARK_LOW_SAMPLE : 0;
          tw_chart_spec_add_mark (spec, s, &mark);
        }
    }
  tw_chart_spec_add_reference (spec, TW_CHART_X, 25000, "median 25k");
  tw_chart_spec_add_reference (spec, TW_CHART_Y, 120000, "median 120k");
  tw_chart_spec_add_note (spec, 0, 0, "Invest more");
  tw_chart_spec_add_note (spec, 0, 0, "Keep");
  tw_chart_spec_add_note (spec, 0, 0, "Scale");
  tw_chart_spec_add_note (spec, 0, 0, "Question");

  return spec;
}

static TwChartSpec *
pareto (void)
{
  TwChartSpec *spec = begin (TW_CHART_PARETO, "pareto", "A fifth of the partners brings three quarters",
                             "Share of contribution by partner, largest first, and of investment");

  tw_chart_spec_add_series (spec, "Contribution", TW_CHART_ROLE_NORMAL);
  tw_chart_spec_add_series (spec, "Investment", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Partner %u", i + 1);

      add (spec, 0, name, i, 400000.0 / (1 + i * (i % 3 + 1)), -1, 0);
      add (spec, 1, name, i, 20000 + (i * 7 % 5) * 3000, -1, 0);
    }

  return spec;
}

static TwChartSpec *
lorenz (void)
{
  TwChartSpec *spec = begin (TW_CHART_LORENZ, "lorenz", "Revenue is more concentrated than investment",
                             "60 partners, 2026");

  tw_chart_spec_add_series (spec, "Revenue", TW_CHART_ROLE_NORMAL);
  tw_chart_spec_add_series (spec, "Investment", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Partner %u", i + 1);

      add (spec, 0, name, i, 900000.0 / (1 + i) / (1 + i % 2), -1, 0);
      add (spec, 1, name, i, 20000 + i * 900.0, -1, 0);
    }

  return spec;
}

static TwChartSpec *
heat_map (void)
{
  TwChartSpec *spec = begin (TW_CHART_HEAT_MAP, "retention", "Retention by tier and quarter", "Share of partners that sold again");

  axis (spec, TW_CHART_X, NULL, NULL, NULL, quarters);
  axis (spec, TW_CHART_Y, "Tier", NULL, NULL, tiers);
  axis (spec, TW_CHART_VALUE, "Retention", NULL, percent, NULL);
  tw_chart_spec_add_series (spec, "Retention", TW_CHART_ROLE_NORMAL);
  for (guint y = 0; y < 4; y++)
    for (guint x = 0; x < 8; x++)
      {
        TwChartMark mark = TW_CHART_MARK_INIT;

        mark.label = tiers[y];
        mark.text = "retained";
        mark.x = x;
        mark.y = y;
        mark.size = 0.95 - y * 0.14 - ((x * 5 + y * 3) % 7) * 0.03;
        mark.n = y == 0 && x < 2 ? 11 : 40;
        mark.flags = mark.n < 20 ? TW_CHART_MARK_LOW_SAMPLE : y == 3 && x == 0 ? TW_CHART_MARK_NOT_AVAILABLE : 0;
        tw_chart_spec_add_mark (spec, 0, &mark);
      }

  return spec;
}

static TwChartSpec *
funnel (void)
{
  TwChartSpec *spec = begin (TW_CHART_FUNNEL, "funnel", "Most is lost between proposal and close",
                             "Opportunities registered by partners, 2026");
  static const char *const stages[] = { "Registered", "Qualified", "Proposal", "Negotiation", "Won" };
  const double values[] = { 1412, 960, 641, 233, 151 };

  tw_chart_spec_add_series (spec, "Opportunities", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < 5; i++)
    add (spec, 0, stages[i], i, values[i], (gint64) values[i], 0);

  return spec;
}

static TwChartSpec *
dumbbell (void)
{
  TwChartSpec *spec = begin (TW_CHART_DUMBBELL, "win", "Influenced opportunities are won more often",
                             "Win rate with 95 % interval, n 6,711");

  axis (spec, TW_CHART_X, "Partner type", NULL, NULL, types);
  axis (spec, TW_CHART_Y, "Win rate", NULL, percent, NULL);
  tw_chart_spec_add_series (spec, "Influenced", TW_CHART_ROLE_NORMAL);
  tw_chart_spec_add_series (spec, "Not influenced", TW_CHART_ROLE_BASELINE);
  for (guint i = 0; i < 4; i++)
    {
      add_interval (spec, 0, types[i], i, 0.41 + i * 0.05, 0.37 + i * 0.04, 0.45 + i * 0.06, i == 2 ? 14 : 300);
      add_interval (spec, 1, types[i], i, 0.33 + i * 0.02, 0.31 + i * 0.02, 0.36 + i * 0.02, 800);
    }

  return spec;
}

static TwChartSpec *
bullet (void)
{
  TwChartSpec *spec = begin (TW_CHART_BULLET, "plan", "Kestrel 2026 is behind on certified people",
                             "Actual against target, each goal on its own scale");
  static const char *const goals[] = { "Joint revenue", "Certified people", "Joint deals won", "Services share", NULL };
  const double values[] = { 418000, 12, 31, 0.22 };
  const double targets[] = { 500000, 30, 30, 0.25 };
  const char *notes[] = { "418k of 500k USD", "12 of 30", "31 of 30", "22 % of 25 %" };

  axis (spec, TW_CHART_X, NULL, NULL, NULL, goals);
  tw_chart_spec_set_own_scales (spec, TRUE);
  tw_chart_spec_add_series (spec, "Behind", TW_CHART_ROLE_RANGE);
  tw_chart_spec_add_series (spec, "On pace", TW_CHART_ROLE_RANGE);
  tw_chart_spec_add_series (spec, "Ahead", TW_CHART_ROLE_RANGE);
  tw_chart_spec_add_series (spec, "Actual", TW_CHART_ROLE_NORMAL);
  tw_chart_spec_add_series (spec, "Target", TW_CHART_ROLE_TARGET);
  for (guint i = 0; i < 4; i++)
    {
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = goals[i];
      mark.text = notes[i];
      mark.note = notes[i];
      mark.x = i;
      mark.y = values[i];
      tw_chart_spec_add_mark (spec, 3, &mark);
      add (spec, 0, goals[i], i, targets[i] * 0.5, -1, 0);
      add (spec, 1, goals[i], i, targets[i] * 0.9, -1, 0);
      add (spec, 2, goals[i], i, targets[i] * 1.2, -1, 0);
      add (spec, 4, goals[i], i, targets[i], -1, 0);
    }

  return spec;
}

static TwChartSpec *
survival (void)
{
  TwChartSpec *spec = begin (TW_CHART_SURVIVAL, "first", "Half of the resellers sell within 70 days",
                             "Share without a first deal by days since signing, Kaplan-Meier");

  axis (spec, TW_CHART_X, "Since signing", "days", NULL, NULL);
  axis (spec, TW_CHART_Y, "Without a deal", NULL, percent, NULL);
  for (guint s = 0; s < 2; s++)
    {
      double left = 1;

      tw_chart_spec_add_series (spec, types[s], TW_CHART_ROLE_NORMAL);
      for (guint i = 0; i < 14; i++)
        {
          TwChartMark mark = TW_CHART_MARK_INIT;

          mark.label = types[s];
          mark.text = "left";
          mark.x = i * (14 + s * 4);
          mark.y = left;
          mark.low = MAX (left - 0.02 * i * 0.5, 0);
          mark.high = MIN (left + 0.02 * i * 0.5, 1);
          mark.n = 60 - i * 4;
          mark.flags = (i % 4 == 3 ? TW_CHART_MARK_CENSORED : 0) | (mark.n < 20 ? TW_CHART_MARK_LOW_SAMPLE : 0);
          tw_chart_spec_add_mark (spec, s, &mark);
          left *= s == 0 ? 0.87 : 0.93;
        }
    }

  return spec;
}

static TwChartSpec *
flow (void)
{
  TwChartSpec *spec = begin (TW_CHART_FLOW, "tiers", "More partners rise than fall", "Partners by tier, 2025-Q2 to 2026-Q2");
  static const char *const columns[] = { "2025-Q2", "2025-Q4", "2026-Q2", NULL };
  const guint moves[][4] = {
    { 0, 0, 0, 6 }, { 0, 0, 1, 1 }, { 0, 1, 0, 2 }, { 0, 1, 1, 9 }, { 0, 1, 2, 1 }, { 0, 2, 1, 4 }, { 0, 2, 2, 14 },
    { 0, 2, 3, 2 }, { 0, 3, 2, 5 }, { 0, 3, 3, 16 }, { 1, 0, 0, 8 }, { 1, 1, 0, 1 }, { 1, 1, 1, 11 }, { 1, 1, 2, 2 },
    { 1, 2, 1, 3 }, { 1, 2, 2, 16 }, { 1, 2, 3, 1 }, { 1, 3, 2, 4 }, { 1, 3, 3, 14 },
  };

  axis (spec, TW_CHART_X, NULL, NULL, NULL, columns);
  axis (spec, TW_CHART_Y, "Tier", NULL, NULL, tiers);
  tw_chart_spec_add_series (spec, "Partners", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      TwChartMark mark = TW_CHART_MARK_INIT;
      g_autofree char *label = g_strdup_printf ("%s to %s", tiers[moves[i][1]], tiers[moves[i][2]]);
      g_autofree char *text = g_strdup_printf ("%u partners", moves[i][3]);

      mark.label = label;
      mark.text = text;
      mark.x = moves[i][0];
      mark.low = moves[i][1];
      mark.high = moves[i][2];
      mark.size = moves[i][3];
      tw_chart_spec_add_mark (spec, 0, &mark);
    }

  return spec;
}

static TwChartSpec *
timeline (void)
{
  TwChartSpec *spec = begin (TW_CHART_TIMELINE, "plan", "One milestone of Kestrel 2026 is overdue", "Initiatives and milestones");
  static const char *const lanes[] = { "Enablement", "Marketing", "Joint solution", NULL };
  static const struct { guint lane; double from, to; guint flags; const char *label; } marks[] = {
    { 0, 5, 80, TW_CHART_MARK_DONE, "Certify twelve engineers" },
    { 0, 60, 200, TW_CHART_MARK_OPEN, "Certify the next eighteen engineers" },
    { 0, 90, 90, TW_CHART_MARK_DONE, "First exam" },
    { 1, 100, 260, TW_CHART_MARK_OPEN, "Campaign" },
    { 1, 150, 150, TW_CHART_MARK_OVERDUE, "Landing page" },
    { 1, 230, 230, TW_CHART_MARK_OPEN, "Webinar" },
    { 2, 30, 330, TW_CHART_MARK_OPEN, "Listing" },
    { 2, 300, 300, TW_CHART_MARK_OPEN, "Launch" },
  };

  axis (spec, TW_CHART_Y, NULL, NULL, NULL, lanes);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *label = i < 4 ? g_strdup_printf ("2026-Q%u", i + 1) : g_strdup ("2027-Q1");

      tw_chart_spec_add_tick (spec, TW_CHART_X, i * 91, label);
    }
  tw_chart_spec_add_series (spec, "Plan", TW_CHART_ROLE_NORMAL);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = marks[i].label;
      mark.text = "planned";
      mark.y = marks[i].lane;
      mark.x = mark.low = marks[i].from;
      mark.high = marks[i].to;
      mark.flags = marks[i].flags;
      tw_chart_spec_add_mark (spec, 0, &mark);
    }
  tw_chart_spec_add_reference (spec, TW_CHART_X, 181, "Today, 30 Jun 2026");

  return spec;
}

static TwChartSpec *
empty (void)
{
  TwChartSpec *spec = begin (TW_CHART_BARS, "none", "Win rate by partner type, 2023-Q1", "Share of closed opportunities");

  tw_chart_spec_set_text (spec, TW_CHART_TEXT_EMPTY_REASON, "No opportunity was closed in 2023-Q1. Transactions run from Jan 2024 to Jun 2026.");
  tw_chart_spec_set_text (spec, TW_CHART_TEXT_PERIOD, "2023-Q1");

  return spec;
}

const Sample samples[] = {
  { "bars", bars }, { "bars-grouped", bars_grouped }, { "bars-stacked", bars_stacked },
  { "bars-diverging", bars_diverging }, { "lines", lines }, { "lines-single", lines_single }, { "areas", areas },
  { "payout", payout }, { "waterfall", waterfall }, { "scatter", scatter }, { "pareto", pareto },
  { "lorenz", lorenz }, { "heat-map", heat_map }, { "funnel", funnel }, { "dumbbell", dumbbell },
  { "bullet", bullet }, { "survival", survival }, { "flow", flow }, { "timeline", timeline }, { "empty", empty },
};
const guint n_samples = G_N_ELEMENTS (samples);
