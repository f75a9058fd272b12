/* tw-metric.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The metrics that Overview, Analytics, plans, the board report and `tierwright query` share. Each is a
 * constant with a definition in words; tw_metric_compute() in tw-metric-compute.h gives its figures.
 *
 * Conventions of all of them: periods are half-open; an opportunity is counted once in a total, however
 * many partners have a part in it; amounts are in the workspace's currency, converted one by one at the
 * rate of their date; a ratio with a zero denominator is n/a and never 0; every ratio tells its n, and one
 * below the low-sample limit is marked. */

typedef enum
{
  TW_METRIC_COUNT,
  TW_METRIC_MONEY,    /* minor units of the workspace's currency */
  TW_METRIC_RATE,     /* a share, shown as a percentage; an exact fraction */
  TW_METRIC_POINTS,   /* a difference of rates, in percentage points; a fraction of 1 */
  TW_METRIC_RATIO,    /* a number such as a return of 1.41; an exact fraction */
  TW_METRIC_DAYS,
  TW_METRIC_TEXT,
} TwMetricUnit;

typedef enum
{
  TW_BETTER_NONE,
  TW_BETTER_UP,
  TW_BETTER_DOWN,
} TwMetricBetter;

/* How a metric may be broken down. One of the groups and one of the times can be joined by OR. */
typedef enum
{
  TW_BREAKDOWN_NONE     = 0,
  TW_BREAKDOWN_TYPE     = 1 << 0,
  TW_BREAKDOWN_REGION   = 1 << 1,
  TW_BREAKDOWN_TIER     = 1 << 2,
  TW_BREAKDOWN_MANAGER  = 1 << 3,
  TW_BREAKDOWN_PARTNER  = 1 << 4,
  TW_BREAKDOWN_RULE     = 1 << 5,
  TW_BREAKDOWN_STAGE    = 1 << 6,
  TW_BREAKDOWN_CATEGORY = 1 << 7,   /* cost head of an investment */
  TW_BREAKDOWN_MONTH    = 1 << 16,
  TW_BREAKDOWN_QUARTER  = 1 << 17,
  TW_BREAKDOWN_YEAR     = 1 << 18,
} TwBreakdown;

#define TW_BREAKDOWN_PARTNERS (TW_BREAKDOWN_TYPE | TW_BREAKDOWN_REGION | TW_BREAKDOWN_TIER \
                               | TW_BREAKDOWN_MANAGER | TW_BREAKDOWN_PARTNER)
#define TW_BREAKDOWN_TIMES    (TW_BREAKDOWN_MONTH | TW_BREAKDOWN_QUARTER | TW_BREAKDOWN_YEAR)

/**
 * TwMetric:
 * @id: stable: `win-rate`
 * @code: the requirement's name, never shown
 * @label: untranslated: tw_metric_get_label()
 * @definition: likewise: tw_metric_get_definition()
 * @unit: of the headline figure
 * @breakdowns: which #TwBreakdown it allows
 * @figure: (nullable): untranslated: what the headline figure is where the label names two: tw_metric_get_figure_label()
 */
typedef struct
{
  const char     *id;
  const char     *code;
  const char     *label;
  const char     *definition;
  TwMetricUnit    unit;
  TwMetricBetter  better;
  guint           breakdowns;
  const char     *figure;
} TwMetric;

guint            tw_metric_count           (void);
const TwMetric  *tw_metric_nth             (guint            index);
/* (nullable) */
const TwMetric  *tw_metric_find            (const char      *id);
/* Translated. */
const char      *tw_metric_get_label       (const TwMetric  *metric);
/* Translated: what its one figure is: "Win rate with partners". */
const char      *tw_metric_get_figure_label (const TwMetric *metric);
/* Translated: what is counted, divided by what, which rows, in one or a few sentences. */
const char      *tw_metric_get_definition  (const TwMetric  *metric);

/* `type`, `quarter`, `type,quarter`, `none`. */
gboolean         tw_breakdown_parse        (const char      *text,
                                            guint           *breakdown,
                                            GError         **error);
/* (transfer full): the same form. */
char            *tw_breakdown_to_string    (guint            breakdown);
/* Translated: "Partner type"; of a joined one the group's. */
const char      *tw_breakdown_get_label    (guint            breakdown);

G_END_DECLS
