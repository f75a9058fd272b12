/* tw-scenario-analysis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-reprice.h"

G_BEGIN_DECLS

/* What a program's cost hangs on, who stands just below a threshold, and what next year may cost: all from one replay that
 * is kept (tw-reprice.h). Amounts are minor units of the program's currency. */

/* ---- sensitivity ---- */

/* A number of the program that can be moved: a threshold or a rate. */
typedef struct
{
  char     *path;        /* JSON pointer */
  char     *text;        /* as it is written: 10000.00, 2% */
  char     *label;       /* in words: Volume rebate: band 2, from */
  gboolean  threshold;   /* else a rate, a price, an amount */
  gboolean  tier;        /* of a criterion */
} TwLever;

/* (transfer full) (element-type TwLever): in the order of the document; what is 0 or no plain number is left out. */
GPtrArray *tw_levers_list        (const TwProgramDocument *document);
/* (transfer full) (nullable): the number @percent higher (negative: lower): with as many decimals as that takes, at most
 * millionths, or without @exact with as many as it has; %NULL where that is the same number. */
char      *tw_lever_scale        (const TwLever           *lever,
                                  int                      percent,
                                  gboolean                 exact);

/* One bar of the tornado. */
typedef struct
{
  TwLever  *lever;       /* owned */
  char     *low_text;    /* (nullable): the number when it is lower; %NULL: not a program then */
  char     *high_text;
  gint64    low;         /* change of the cost */
  gint64    high;
} TwSensitivity;

/* (transfer full) (element-type TwSensitivity): every lever of document @index moved by itself, the largest effect
 * first. */
GPtrArray *tw_reprice_sensitivity (TwReprice              *reprice,
                                  guint                    index,
                                  int                      percent,
                                  GCancellable            *cancellable,
                                  TwReplayProgress         progress,
                                  gpointer                 user_data,
                                  GError                 **error);

/* ---- partners near a threshold ---- */

typedef struct
{
  guint       partner;      /* index into the replay's partners */
  const char *external_id;
  const char *name;
  const char *rule;         /* name */
  const char *path;         /* of the band */
  guint       band;         /* that would be reached, from 0 */
  TwSpan      window;
  gboolean    money;        /* the three numbers below are minor units, else millionths */
  gint64      value;        /* the qualifier at the end */
  gint64      threshold;
  gint64      distance;
  gint64      share;        /* distance ÷ threshold, millionths */
  gboolean    has_gain;
  gint64      gain;         /* what the partner would earn more by reaching it with a sale of the distance */
} TwNearThreshold;

/**
 * tw_reprice_list_near:
 * @within: distance ÷ threshold at most, millionths
 *
 * Returns: (transfer full) (element-type TwNearThreshold): the nearest first
 */
GPtrArray *tw_reprice_list_near  (TwReprice               *reprice,
                                  guint                    index,
                                  gint64                   within);

/* What happens if a share of the near partners stretches to their threshold. */
typedef struct
{
  guint  n_partners;     /* near a threshold, each counted once */
  guint  n_known;        /* of them, whose gain can be told: `cost` is theirs alone */
  gint64 measure;        /* expected extra, of money measures */
  gint64 cost;           /* expected extra */
} TwStretchResponse;

/* @response: share that reaches the nearest threshold, millionths. */
void       tw_near_respond       (GPtrArray               *near_list,
                                  gint64                   response,
                                  TwStretchResponse       *result);

/* ---- break-even ---- */

/**
 * tw_break_even:
 * @extra_cost: what one program costs more than another
 * @margin: of each unit of extra revenue, millionths
 * @rate: what the program pays on it, millionths
 * @revenue: (out): extra revenue that pays for it: extra_cost ÷ (margin − rate), rounded up
 *
 * Returns: %FALSE where no revenue does: the program pays the margin away
 */
gboolean   tw_break_even         (gint64                   extra_cost,
                                  gint64                   margin,
                                  gint64                   rate,
                                  gint64                  *revenue);

/* ---- forecast ---- */

/* Partners in a tier on the last day. */
typedef struct
{
  char   *name;          /* (nullable): no tier */
  guint   base;
  gint64  p10, p50, p90;
} TwForecastTier;

/* What the growths are between. */
typedef enum
{
  TW_FORECAST_YEAR_ON_YEAR,      /* a period and the same one a year before */
  TW_FORECAST_PERIOD_ON_PERIOD,  /* a period and the one before it */
} TwForecastGrowth;

typedef struct
{
  guint   n_trials;
  guint64 seed;
  TwForecastGrowth growth;
  guint   n_growths;     /* that were found */
  gint64  p10, p50, p90; /* cost */
  gint64  m10, m50, m90; /* measure */
  gint64  base;          /* cost of the replayed days */
  GArray *tiers;         /* TwForecastTier: highest first; empty where the program has none */
  char   *method;        /* what was done, in words */
} TwForecast;

/**
 * tw_reprice_forecast:
 *
 * The replayed days once more with every partner's amounts and units multiplied by a growth, drawn with replacement from
 * twelve that stand for equal parts of what the growths that were found began with, each replayed by the engine with its
 * reviews, so that tiers move. The same seed gives the same figures everywhere.
 *
 * Growths are year on year, of what partners turned over in each of the periods and in the same one a year before, so that
 * seasons don't count as growth. A period that isn't over, because transactions end within it, is compared with as many
 * days. Where there are fewer than twelve of them, and fewer than half as many as there are growths of the measure from one
 * period to the next, it is those.
 *
 * Returns: (transfer full): %TW_ERROR_REFUSED where there is no growth of either kind
 */
TwForecast *tw_reprice_forecast  (TwReprice               *reprice,
                                  guint                    n_trials,
                                  guint64                  seed,
                                  GCancellable            *cancellable,
                                  TwReplayProgress         progress,
                                  gpointer                 user_data,
                                  GError                 **error);
void       tw_forecast_free      (TwForecast              *forecast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwForecast, tw_forecast_free)

G_END_DECLS
