/* tw-metric-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Active partners, retention, time to first activity. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Partners by the rows they count in ------------------------------------------------------------ */

typedef struct
{
  GArray *all;    /* gint64 row ids of partners: the denominator */
  GArray *some;   /* of them: the numerator */
} Members;

static Members *
members_new (guint n)
{
  Members *members = g_new0 (Members, n + 1);

  for (guint i = 0; i < n; i++)
    {
      members[i].all = g_array_new (FALSE, FALSE, sizeof (gint64));
      members[i].some = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  return members;
}

static void
members_free (Members *members)
{
  for (guint i = 0; members[i].all != NULL; i++)
    {
      g_array_unref (members[i].all);
      g_array_unref (members[i].some);
    }
  g_free (members);
}

typedef Members MemberArray;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MemberArray, members_free)

/* Partners in any of the arrays, each once however many rows over time it is in. */
typedef struct
{
  guint8 *seen;   /* by partner */
  gint64  n;
} Distinct;

static Distinct *
distinct_new (const TwMetricJob *job)
{
  Distinct *distinct = g_new0 (Distinct, 1);

  distinct->seen = g_new0 (guint8, job->facts->partners.n + 1);
  return distinct;
}

static void
distinct_free (Distinct *distinct)
{
  g_free (distinct->seen);
  g_free (distinct);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Distinct, distinct_free)

static void
distinct_add (Distinct *distinct,
              gsize     partner)
{
  distinct->n += distinct->seen[partner] ? 0 : 1;
  distinct->seen[partner] = 1;
}

static void
add_member (GArray            *array,
            const TwMetricJob *job,
            gsize              partner)
{
  g_array_append_val (array, job->facts->partners.id[partner]);
}

typedef struct
{
  const char *rate;
  const char *rate_label;
  const char *some;
  const char *some_label;
  const char *all;
  const char *all_label;
} ShareColumns;

/* Rows of a share of partners: the rate, its numerator and its denominator, with the partners behind; @n: of them all. */
static void
write_share (TwMetricJob        *job,
             TwMetricTable      *table,
             const ShareColumns *names,
             const Members      *members,
             gint64              n)
{
  guint rate = tw_metric_table_add_column (table, names->rate, names->rate_label, TW_METRIC_RATE, TW_COLUMN_FIGURE);
  guint some = tw_metric_table_add_column (table, names->some, names->some_label, TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  guint all = tw_metric_table_add_column (table, names->all, names->all_label, TW_METRIC_COUNT, TW_COLUMN_DETAIL);

  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      const Members *cell = &members[row];

      tw_metric_table_set_proportion (table, row, rate, cell->some->len, cell->all->len);
      tw_metric_table_set_int (table, row, some, cell->some->len);
      tw_metric_table_set_int (table, row, all, cell->all->len);
      tw_metric_table_set_row_n (table, row, cell->all->len);
      tw_metric_job_set_ids (table, row, rate, "partner", cell->all, names->all_label);
      tw_metric_job_set_ids (table, row, some, "partner", cell->some, names->some_label);
      tw_metric_job_set_ids (table, row, all, "partner", cell->all, names->all_label);
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner is enrolled in this period."));
  if (job->breakdown != TW_BREAKDOWN_NONE)
    return;

  tw_metric_table_set_headline (table, 0, rate);
  {
    g_autofree char *figure = tw_metric_table_cell_text (table, 0, rate);

    /* Translators: a metric, its figure, and the numbers it was made of. */
    tw_metric_table_take_finding (table, g_strdup_printf (_("%s: %s, %u of %u partners."),
                                                          tw_metric_get_label (job->metric), figure,
                                                          members[0].some->len, members[0].all->len));
  }
}

/* MET-01 ---------------------------------------------------------------------------------------- */

static guint
kind_of_source (guint8 source)
{
  return source == TW_SOURCE_RESALE ? TW_ACTIVITY_SALE
         : source == TW_SOURCE_MARKETPLACE ? TW_ACTIVITY_MARKETPLACE : TW_ACTIVITY_SERVICES;
}

/* Which partners did something in which slice. */
static guint8 *
mark_active (TwMetricJob *job)
{
  const TwMetricFacts *facts = job->facts;
  gsize n = facts->partners.n;
  guint8 *active = g_new0 (guint8, job->slices->len * n + 1);
  guint kinds = facts->settings.activity_kinds;

  for (gsize i = 0; i < facts->sales.n; i++)
    {
      TwDate date = facts->sales.date[i];

      if (date >= job->period.start && date <= job->as_of && (kinds & kind_of_source (facts->sales.source[i])))
        active[(gsize) job->slice_of_day[date - job->period.start] * n + facts->sales.partner[i]] = 1;
    }
  for (guint i = 0; i < facts->activities->len; i++)
    {
      const TwActivity *activity = &g_array_index (facts->activities, TwActivity, i);

      if (activity->date >= job->period.start && activity->date <= job->as_of && (kinds & activity->kind))
        active[(gsize) job->slice_of_day[activity->date - job->period.start] * n + activity->partner] = 1;
    }
  return active;
}

gboolean
tw_metric_active_rate (TwMetricJob    *job,
                       TwMetricTable  *table,
                       GError        **error)
{
  const ShareColumns names = { "active_rate", _("Active"), "active", _("Active partners"), "enrolled",
                               _("Enrolled partners") };
  const TwMetricFacts *facts = job->facts;
  g_autoptr (MemberArray) members = members_new (tw_metric_job_n_rows (job));
  g_autofree guint8 *active = mark_active (job);
  g_autoptr (Distinct) distinct = distinct_new (job);

  for (guint s = 0; s < job->slices->len; s++)
    for (gsize i = 0; i < facts->partners.n; i++)
      {
        TwSpan span = g_array_index (job->slices, TwSpan, s);
        Members *cell;

        /* Who is to enrol after the day that is looked at isn't enrolled yet. */
        span.end = MIN (span.end, job->as_of + 1);
        if (job->group[i] < 0 || span.end <= span.start || !tw_partner_spans_meet (&facts->enrolments, i, span))
          continue;
        cell = &members[s * job->n_groups + (guint) job->group[i]];
        distinct_add (distinct, i);
        add_member (cell->all, job, i);
        if (active[s * facts->partners.n + i])
          add_member (cell->some, job, i);
      }
  write_share (job, table, &names, members, distinct->n);
  return !tw_metric_job_cancelled (job, error);
}

/* MET-03 ---------------------------------------------------------------------------------------- */

static gboolean
is_enrolled_on (const TwMetricFacts *facts,
                gsize                partner,
                TwDate               day)
{
  return tw_partner_spans_at (&facts->enrolments, partner, day) >= 0;
}

gboolean
tw_metric_retention (TwMetricJob    *job,
                     TwMetricTable  *table,
                     GError        **error)
{
  const ShareColumns names = { "retention", _("Retained"), "still", _("Still enrolled at the end"), "start",
                               _("Enrolled at the start") };
  const TwMetricFacts *facts = job->facts;
  g_autoptr (MemberArray) members = members_new (tw_metric_job_n_rows (job));
  g_autoptr (Distinct) distinct = distinct_new (job);

  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    for (gsize i = 0; i < facts->partners.n; i++)
      {
        TwSpan span = tw_metric_job_span (job, row);

        if (job->group[i] != (gint32) (row % job->n_groups) || !is_enrolled_on (facts, i, span.start))
          continue;
        distinct_add (distinct, i);
        add_member (members[row].all, job, i);
        if (is_enrolled_on (facts, i, tw_metric_job_snapshot (job, row)))
          add_member (members[row].some, job, i);
      }
  write_share (job, table, &names, members, distinct->n);
  return !tw_metric_job_cancelled (job, error);
}

/* How many are enrolled ------------------------------------------------------------------------- */

gboolean
tw_metric_partner_count (TwMetricJob    *job,
                         TwMetricTable  *table,
                         GError        **error)
{
  guint column = tw_metric_table_add_column (table, "partners", _("Enrolled partners"), TW_METRIC_COUNT,
                                             TW_COLUMN_FIGURE);
  const TwMetricFacts *facts = job->facts;
  g_autoptr (Distinct) distinct = distinct_new (job);

  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (gsize i = 0; i < facts->partners.n; i++)
        if (job->group[i] == (gint32) (row % job->n_groups)
            && is_enrolled_on (facts, i, tw_metric_job_snapshot (job, row)))
          {
            distinct_add (distinct, i);
            add_member (ids, job, i);
          }
      tw_metric_table_set_int (table, row, column, ids->len);
      tw_metric_table_set_row_n (table, row, ids->len);
      tw_metric_job_set_ids (table, row, column, "partner", ids, _("Enrolled partners"));
    }
  tw_metric_table_set_n (table, distinct->n);
  if (job->breakdown == TW_BREAKDOWN_NONE)
    tw_metric_table_set_headline (table, 0, column);
  return !tw_metric_job_cancelled (job, error);
}

/* MET-04: survival ------------------------------------------------------------------------------ */

/* A partner of the cohort: after how many days something happened, or until when nothing had. */
typedef struct
{
  int      days;
  gboolean happened;
} Wait;

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const Wait *left = a;
  const Wait *right = b;

  return left->days != right->days ? left->days - right->days : right->happened - left->happened;
}

static void
note_first (TwDate *first,
            TwDate  enrolled,
            TwDate  date)
{
  if (enrolled != TW_DATE_NONE && date >= enrolled && (*first == TW_DATE_NONE || date < *first))
    *first = date;
}

/* Per partner its first commercial activity from its enrolment on. */
static TwDate *
find_first (TwMetricJob *job)
{
  const TwMetricFacts *facts = job->facts;
  gsize n = facts->partners.n;
  TwDate *first = g_new (TwDate, n + 1);
  g_autofree TwDate *enrolled = g_new (TwDate, n + 1);
  guint kinds = facts->settings.activity_kinds;

  for (gsize i = 0; i < n; i++)
    {
      first[i] = TW_DATE_NONE;
      enrolled[i] = tw_partner_spans_first (&facts->enrolments, i);
    }
  for (gsize i = 0; i < facts->sales.n; i++)
    if (kinds & kind_of_source (facts->sales.source[i]))
      note_first (&first[facts->sales.partner[i]], enrolled[facts->sales.partner[i]], facts->sales.date[i]);
  for (guint i = 0; i < facts->activities->len; i++)
    {
      const TwActivity *activity = &g_array_index (facts->activities, TwActivity, i);

      if (kinds & activity->kind)
        note_first (&first[activity->partner], enrolled[activity->partner], activity->date);
    }
  return first;
}

/* The cohort of a row: who enrolled within its span, watched beyond it where the as-of date is later. */
static GArray *
make_cohort (TwMetricJob  *job,
             guint         row,
             const TwDate *first,
             GArray       *ids,
             GArray       *waiting)
{
  const TwMetricFacts *facts = job->facts;
  TwSpan span = tw_metric_job_span (job, row);
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (Wait));

  for (gsize i = 0; i < facts->partners.n; i++)
    {
      TwDate enrolled = tw_partner_spans_first (&facts->enrolments, i);
      gboolean happened = first[i] != TW_DATE_NONE && first[i] <= job->watched;
      Wait wait = { 0, happened };

      if (job->group[i] != (gint32) (row % job->n_groups) || enrolled == TW_DATE_NONE || enrolled < span.start
          || enrolled >= span.end || enrolled > job->watched)
        continue;
      wait.days = (happened ? first[i] : job->watched) - enrolled;
      g_array_append_val (waits, wait);
      add_member (ids, job, i);
      if (!happened)
        add_member (waiting, job, i);
    }
  g_array_sort (waits, compare_waits);
  return waits;
}

/* The Kaplan-Meier median: the first day on which half of them or less still wait; -1 where that day has
 * not come. */
static int
find_median (const GArray *waits)
{
  double survival = 1;

  for (guint i = 0; i < waits->len;)
    {
      int day = g_array_index (waits, Wait, i).days;
      guint at_risk = waits->len - i;
      guint events = 0;

      for (; i < waits->len && g_array_index (waits, Wait, i).days == day; i++)
        events += g_array_index (waits, Wait, i).happened ? 1 : 0;
      survival *= 1 - (double) events / at_risk;
      if (survival <= 0.5 + 1e-12)
        return day;
    }
  return -1;
}

gboolean
tw_metric_first_activity (TwMetricJob    *job,
                          TwMetricTable  *table,
                          GError        **error)
{
  guint median = tw_metric_table_add_column (table, "median_days", _("Median days"), TW_METRIC_DAYS, TW_COLUMN_FIGURE);
  guint waiting = tw_metric_table_add_column (table, "not_yet", _("Not yet"), TW_METRIC_RATE, TW_COLUMN_DETAIL);
  guint cohort = tw_metric_table_add_column (table, "enrolled", _("Enrolled in the period"), TW_METRIC_COUNT,
                                             TW_COLUMN_DETAIL);
  g_autofree TwDate *first = find_first (job);
  gint64 n = 0;

  tw_metric_job_add_rows (job, table);
  for (guint row = 0; row < tw_metric_job_n_rows (job); row++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) still = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) waits = make_cohort (job, row, first, ids, still);
      int days = find_median (waits);

      if (days >= 0)
        tw_metric_table_set_int (table, row, median, days);
      tw_metric_table_set_cell_n (table, row, median, waits->len);
      tw_metric_table_set_proportion (table, row, waiting, still->len, waits->len);
      tw_metric_table_set_int (table, row, cohort, waits->len);
      tw_metric_table_set_row_n (table, row, waits->len);
      tw_metric_job_set_ids (table, row, median, "partner", ids, _("Enrolled in the period"));
      tw_metric_job_set_ids (table, row, waiting, "partner", still, _("No commercial activity yet"));
      tw_metric_job_set_ids (table, row, cohort, "partner", ids, _("Enrolled in the period"));
      n += waits->len;
    }
  tw_metric_table_set_n (table, n);
  if (n == 0)
    tw_metric_table_set_empty (table, _("No partner enrolled in this period."));
  if (job->breakdown == TW_BREAKDOWN_NONE)
    {
      g_autofree char *figure = tw_metric_table_cell_text (table, 0, median);
      g_autofree char *late = tw_metric_table_cell_text (table, 0, waiting);

      tw_metric_table_set_headline (table, 0, median);
      /* Translators: a number of days, then a percentage. */
      tw_metric_table_take_finding (table, g_strdup_printf (_("Half of the new partners were active within %s days; "
                                                              "%s are not yet."), figure, late));
    }
  return !tw_metric_job_cancelled (job, error);
}

/* One step of the curve with Greenwood's interval, on the plain scale and cut to 0 … 1. */
static void
write_step (TwMetricTable *table,
            TwSpan         period,
            int            day,
            double         survival,
            double         variance,
            guint          at_risk,
            guint          events)
{
  g_autofree char *key = g_strdup_printf ("%d", day);
  guint row = tw_metric_table_add_row (table, key, key, NULL, period);
  double half = 1.959963984540054 * survival * sqrt (variance);

  tw_metric_table_set_fraction (table, row, 0, (__int128) (survival * 1e9 + 0.5), 1000000000);
  tw_metric_table_set_cell_n (table, row, 0, at_risk);
  tw_metric_table_set_interval (table, row, 0, MAX (0, survival - half), MIN (1, survival + half));
  tw_metric_table_set_int (table, row, 1, day);
  tw_metric_table_set_int (table, row, 2, at_risk);
  tw_metric_table_set_int (table, row, 3, events);
  tw_metric_table_set_row_n (table, row, at_risk);
}

gboolean
tw_metric_survival (TwMetricJob    *job,
                    TwMetricTable  *table,
                    GError        **error)
{
  g_autofree TwDate *first = find_first (job);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) still = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) waits = make_cohort (job, 0, first, ids, still);
  double survival = 1, variance = 0;

  tw_metric_table_add_column (table, "waiting", _("Not yet active"), TW_METRIC_RATE, TW_COLUMN_FIGURE);
  tw_metric_table_add_column (table, "days", _("Days since enrolment"), TW_METRIC_DAYS, TW_COLUMN_REFERENCE);
  tw_metric_table_add_column (table, "at_risk", _("Still waiting before"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_add_column (table, "events", _("First active that day"), TW_METRIC_COUNT, TW_COLUMN_DETAIL);
  tw_metric_table_set_n (table, waits->len);
  if (waits->len == 0)
    tw_metric_table_set_empty (table, _("No partner enrolled in this period."));
  else
    write_step (table, job->period, 0, 1, 0, waits->len, 0);

  for (guint i = 0; i < waits->len;)
    {
      int day = g_array_index (waits, Wait, i).days;
      guint at_risk = waits->len - i;
      guint events = 0;

      for (; i < waits->len && g_array_index (waits, Wait, i).days == day; i++)
        events += g_array_index (waits, Wait, i).happened ? 1 : 0;
      survival *= 1 - (double) events / at_risk;
      if (events < at_risk)
        variance += (double) events / ((double) at_risk * (at_risk - events));
      write_step (table, job->period, day, survival, variance, at_risk, events);
    }
  for (guint row = 0; row < tw_metric_table_get_n_rows (table); row++)
    tw_metric_job_set_ids (table, row, 0, "partner", ids, _("Enrolled in the period"));
  return !tw_metric_job_cancelled (job, error);
}
