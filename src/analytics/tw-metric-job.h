/* tw-metric-job.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-compute.h"
#include "tw-metric-facts.h"
#include "tw-metric-table-private.h"

G_BEGIN_DECLS

/**
 * TwMetricJob:
 *
 * One computation: its facts, and the grid of rows that the breakdown asks for: time slices × groups of
 * partners. Both have one element where they aren't broken down. Row r of the table is slice r / n_groups
 * and group r % n_groups.
 */
typedef struct
{
  const TwMetric       *metric;
  const TwMetricScope  *scope;
  TwMetricFacts        *facts;       /* owned */
  TwSpan                period;
  TwDate                as_of;       /* within the period */
  TwDate                watched;     /* until when a cohort of the period is watched: as_of or later */
  guint                 breakdown;
  GCancellable         *cancellable;
  gboolean              filtered;    /* a filter of the scope leaves partners out */
  gint32               *group;       /* per partner; -1 out of scope */
  guint                 n_groups;
  GPtrArray            *group_keys;  /* char* */
  GPtrArray            *group_labels;
  GArray               *slices;      /* TwSpan */
  GPtrArray            *slice_names;
  gint32               *slice_of_day;
} TwMetricJob;

typedef gboolean (*TwMetricFunc) (TwMetricJob    *job,
                                  TwMetricTable  *table,
                                  GError        **error);

/* What the registry holds: the metric and how it is computed. */
typedef struct
{
  TwMetric     metric;
  TwMetricFunc compute;
} TwMetricEntry;

const TwMetricEntry *tw_metric_entry       (const TwMetric     *metric);

TwMetricJob  *tw_metric_job_new            (const TwMetric      *metric,
                                            const TwMetricScope *scope,
                                            TwSpan               period,
                                            guint                breakdown,
                                            GCancellable        *cancellable,
                                            GError             **error);
void          tw_metric_job_free           (TwMetricJob         *job);

/* Adds a row per slice and group; call it once the columns stand. */
void          tw_metric_job_add_rows       (TwMetricJob         *job,
                                            TwMetricTable       *table);
guint         tw_metric_job_n_rows         (const TwMetricJob   *job);
TwSpan        tw_metric_job_span           (const TwMetricJob   *job,
                                            guint                row);
/* The last day of a slice that counts for a snapshot: its end, or as-of where that is earlier. */
TwDate        tw_metric_job_snapshot       (const TwMetricJob   *job,
                                            guint                row);
/* -1 outside of the period or the scope. */
static inline int
tw_metric_job_row (const TwMetricJob *job,
                   guint32            partner,
                   TwDate             date)
{
  gint32 group = job->group[partner];

  if (group < 0 || date < job->period.start || date >= job->period.end)
    return -1;
  return job->slice_of_day[date - job->period.start] * (int) job->n_groups + group;
}

/* (transfer full): a filter of @entity for the rows of a group, with the scope's filters. @partner_field:
 * the field that refers to the partner; `id` for partners themselves; %NULL for none. */
TwFilter     *tw_metric_job_filter         (const TwMetricJob   *job,
                                            const TwEntity      *entity,
                                            guint                row,
                                            const char          *partner_field);
/* The days of a row, on a date field. */
void          tw_metric_job_filter_days    (const TwMetricJob   *job,
                                            TwFilter            *filter,
                                            const char          *field,
                                            TwSpan               span);
/* Which rows by their ids, for what no condition says: influenced opportunities. */
void          tw_metric_job_set_ids        (TwMetricTable       *table,
                                            guint                row,
                                            guint                column,
                                            const char          *entity,
                                            const GArray        *ids,
                                            const char          *shown);
gboolean      tw_metric_job_cancelled      (const TwMetricJob   *job,
                                            GError             **error);
/* "Amounts of 3 sales have no exchange rate …", where @missing > 0. */
void          tw_metric_note_missing       (TwMetricTable       *table,
                                            gint64               missing);

/* Opportunities of the scope ---------------------------------------------------------------------- */

/* Bits of groups can't be told in one word where there are many, so a role is asked group by group. Whether
 * a partner of @group (-1: any in scope) sourced or influenced the opportunity within the window that ends
 * on @day; @sourced: sourced alone. */
gboolean      tw_metric_influences         (const TwMetricJob   *job,
                                            gsize                opportunity,
                                            gint32               group,
                                            TwDate               day,
                                            gboolean             sourced);

/* Economics of partners in a span ----------------------------------------------------------------- */

typedef struct
{
  gint64    revenue;         /* net sales and royalties */
  gint64    royalty;         /* of it */
  gint64    margin;          /* of sales that tell one */
  gint64    margin_revenue;  /* revenue of those */
  gint64    sales;           /* number of sales */
  gint64    prior;           /* revenue a year before */
  gint64    before;          /* revenue in the days before enrolment */
  int       before_days;     /* those days; 0: not known */
  gint64    invested;        /* with what was allocated to it */
  gint64    paid;            /* of it by statements */
  gboolean  enrolled;        /* on any day of the span */
} TwPartnerEconomics;

/* @due: per partner what statements of the span have yet to tell (TwDue), so that revenue, royalty, invested and
 * paid lack it; @prior_due: the same of the year before, royalties alone */
typedef struct
{
  TwSpan              span;
  TwSpan              prior;
  gboolean            prior_known;   /* facts reach back that far */
  gint64              missing;       /* amounts without a rate */
  gint64              allocated;     /* shared investment that was allocated */
  gint64              unallocated;   /* for which no partner was there */
  TwPartnerEconomics *partners;
  gsize               n;
  guint8             *due;
  guint8             *prior_due;
  struct _TwDues     *dues;          /* the periods that are missing */
  struct _TwDues     *prior_dues;
} TwEconomics;

TwEconomics  *tw_economics_new             (TwMetricJob         *job,
                                            TwSpan               span,
                                            GError             **error);
void          tw_economics_free            (TwEconomics         *economics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwEconomics, tw_economics_free)

/* The compute functions of the registry. */
gboolean tw_metric_active_rate      (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_retention        (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_first_activity   (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_survival         (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_partner_count    (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_influenced_share (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_pipeline_stages  (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_win_rate         (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_deal_size        (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_new_customers    (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_density          (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_net_revenue      (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_investment       (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_intensity        (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_incremental      (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_program_roi      (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_contribution     (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_payout           (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_effective_rate   (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_tiers            (TwMetricJob *job, TwMetricTable *table, GError **error);
gboolean tw_metric_tier_moves       (TwMetricJob *job, TwMetricTable *table, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMetricJob, tw_metric_job_free)

G_END_DECLS
