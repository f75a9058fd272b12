/* tw-attention-periods.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-attention-private.h"

#include <glib/gi18n-lib.h>

#include "tw-last-date.h"
#include "tw-period-summary.h"
#include "tw-query.h"
#include "tw-totals.h"

/* How long before its date a review of tiers, or the start of a version, is worth telling. */
#define DAYS_AHEAD 30

static gboolean
end_of_rows (GError **local_error,
             GError **error)
{
  if (*local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (local_error));
  return FALSE;
}

/* --- statements --- */

static TwAttention *
take_period (GPtrArray  *items,
             const char *period)
{
  TwAttention *item = items->len > 0 ? g_ptr_array_index (items, items->len - 1) : NULL;

  if (item != NULL && item->kind == TW_ATTENTION_STATEMENTS && g_str_equal (item->period, period))
    return item;

  item = tw_attention_new (TW_ATTENTION_STATEMENTS);
  item->view = "statements";
  item->period = g_strdup (period);
  item->entity = tw_entity_find ("statement");
  tw_attention_add_condition (item, "period", TW_FILTER_IS, period);
  tw_attention_add_condition (item, "state", TW_FILTER_IS, "calculated");
  g_ptr_array_add (items, item);

  return item;
}

/* What is flagged stands in the declaration of the list. */
static gboolean
count_flagged (TwAttention  *item,
               TwWorkspace  *workspace,
               gint64       *flagged,
               GError      **error)
{
  g_autoptr (TwFilter) filter = tw_attention_filter (item, workspace, error);

  if (filter == NULL || !tw_filter_add (filter, workspace, "flag", TW_FILTER_NOT_EMPTY, NULL, error))
    return FALSE;

  *flagged = tw_totals_count (workspace, item->entity, filter, error);

  return *flagged >= 0;
}

static gboolean
describe_statements (TwAttention  *item,
                     TwWorkspace  *workspace,
                     GError      **error)
{
  gint64 flagged;

  if (!count_flagged (item, workspace, &flagged, error))
    return FALSE;

  item->title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d statement to review",
                                              "%d statements to review", (gulong) item->count),
                                 (int) item->count);

  if (flagged == 0)
    item->detail = g_strdup (item->period);
  else
    /* Translators: %1$s is a period, %2$d how many statements deserve a look. */
    item->detail = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s · %2$d flagged",
                                                 "%1$s · %2$d flagged", (gulong) flagged),
                                    item->period, (int) flagged);

  return TRUE;
}

static gboolean
read_statements (GPtrArray    *items,
                 TwWorkspace  *workspace,
                 GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  guint first = items->len;

  query = tw_query_new (workspace,
                        "SELECT s.period, s.currency, u.digits, count (*), sum (s.payable) "
                        "FROM statement AS s JOIN currency AS u ON u.code = s.currency "
                        "WHERE s.state = 'calculated' GROUP BY 1, 2 ORDER BY 1, 2",
                        error);
  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      TwAttention *item = take_period (items, tw_query_text (query, 0));

      item->count += tw_query_int (query, 3);
      tw_attention_add_amount (item, tw_query_text (query, 1), tw_query_int (query, 2),
                               tw_query_int (query, 4));
    }

  if (!end_of_rows (&local_error, error))
    return FALSE;

  for (guint i = first; i < items->len; i++)
    {
      if (!describe_statements (g_ptr_array_index (items, i), workspace, error))
        return FALSE;
    }

  return TRUE;
}

/* --- a period that nobody calculated --- */

static TwCalendarUnit
parse_unit (const char     *text,
            TwCalendarUnit  fallback)
{
  static const char *const names[] = {
    [TW_CALENDAR_MONTH] = "month", [TW_CALENDAR_QUARTER] = "quarter", [TW_CALENDAR_HALF] = "half",
    [TW_CALENDAR_YEAR] = "year", [TW_CALENDAR_CUSTOM] = "period",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i], text) == 0)
        return i;
    }

  return fallback;
}

/* The last unit that has ended and reaches up to what is known. */
static gboolean
find_ended (const TwCalendar *calendar,
            TwCalendarUnit    unit,
            TwDate            last,
            TwDate            today,
            TwSpan           *span)
{
  if (!tw_calendar_unit_at (calendar, unit, MIN (last, today), span))
    return FALSE;

  return span->end <= today || tw_calendar_unit_at (calendar, unit, span->start - 1, span);
}

/* Whether facts of the period wait to be calculated. */
static gboolean
is_waiting (TwWorkspace  *workspace,
            const char   *period,
            TwSpan        span,
            gboolean     *waiting,
            GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT 1 FROM report_facts WHERE date BETWEEN :first AND :last AND NOT EXISTS ("
                        "SELECT 1 FROM run WHERE period = :period AND state = 'current') LIMIT 1",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "period", period);
  tw_query_bind_date (query, "first", span.start);
  tw_query_bind_date (query, "last", span.end - 1);
  *waiting = tw_query_step (query, &local_error);

  return end_of_rows (&local_error, error);
}

static gboolean
add_uncalculated (GPtrArray         *items,
                  TwWorkspace       *workspace,
                  const TwCalendar  *calendar,
                  TwCalendarUnit     unit,
                  TwSpan             span,
                  GError           **error)
{
  g_autofree char *name = tw_calendar_name (calendar, unit, span.start);
  gboolean waiting = FALSE;
  TwAttention *item;

  if (name == NULL)
    return TRUE;
  if (!is_waiting (workspace, name, span, &waiting, error))
    return FALSE;
  if (!waiting)
    return TRUE;

  item = tw_attention_new (TW_ATTENTION_UNCALCULATED);
  item->count = 1;
  item->view = "statements";
  item->period = g_strdup (name);
  /* Translators: %s is a period such as 2026-Q3. */
  item->title = g_strdup_printf (_("%s is not calculated"), name);
  item->detail = g_strdup (_("The period has ended and has transactions."));
  g_ptr_array_add (items, item);

  return TRUE;
}

static gboolean
read_uncalculated (GPtrArray         *items,
                   TwWorkspace       *workspace,
                   const TwCalendar  *calendar,
                   TwDate             today,
                   GError           **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  TwDate last = tw_workspace_last_date (workspace);
  guint seen = 0;

  if (last == TW_DATE_NONE)
    return TRUE;

  query = tw_query_new (workspace,
                        "SELECT DISTINCT body ->> '$.payment.per' FROM program_version "
                        "WHERE state = 'published'",
                        error);
  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local_error))
    {
      TwCalendarUnit unit = parse_unit (tw_query_text (query, 0), TW_CALENDAR_QUARTER);
      TwSpan span;

      if ((seen & (1u << unit)) != 0 || !find_ended (calendar, unit, last, today, &span))
        continue;

      seen |= 1u << unit;
      if (!add_uncalculated (items, workspace, calendar, unit, span, error))
        return FALSE;
    }

  return end_of_rows (&local_error, error);
}

/* --- programs --- */

static gboolean
read_drafts (GPtrArray    *items,
             TwWorkspace  *workspace,
             TwDate        today,
             GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT g.name, v.number, v.valid_from, v.id FROM program_version AS v "
                        "JOIN program AS g ON g.id = v.program "
                        "WHERE (v.state = 'draft' OR v.state = 'in_review') AND v.valid_from <= :until "
                        "ORDER BY v.valid_from, g.name",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_date (query, "until", today + DAYS_AHEAD);

  while (tw_query_step (query, &local_error))
    {
      TwAttention *item = tw_attention_new (TW_ATTENTION_DRAFTS);

      item->count = 1;
      item->view = "programs";
      item->table = "program_version";
      item->id = tw_query_int (query, 3);
      item->due = tw_query_date (query, 2);
      /* Translators: %1$s is a program, %2$d the number of its version. */
      item->title = g_strdup_printf (_("%1$s, version %2$d, is not published"), tw_query_text (query, 0),
                                     (int) tw_query_int (query, 1));
      item->detail = g_strdup (_("The draft is meant to be in force from that day."));
      g_ptr_array_add (items, item);
    }

  return end_of_rows (&local_error, error);
}

static void
add_tiers (GPtrArray  *items,
           const char *program,
           gint64      id,
           gint64      count,
           TwDate      due)
{
  TwAttention *item = tw_attention_new (TW_ATTENTION_TIERS);
  g_autofree char *reference = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

  item->count = count;
  item->due = due;
  item->entity = tw_entity_find ("tier_assignment");
  item->title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d tier up for review", "%d tiers up for review", (gulong) count),
      (int) count);
  item->detail = g_strdup (program);
  tw_attention_add_condition (item, "program", TW_FILTER_IS, reference);
  tw_attention_add_condition (item, "ladder", TW_FILTER_IS, "tier");
  tw_attention_add_condition (item, "valid_to", TW_FILTER_EMPTY, NULL);
  g_ptr_array_add (items, item);
}

/* A partner may lose its tier at the reviews that demote. They are on the last day of their unit. */
static gboolean
read_tiers (GPtrArray         *items,
            TwWorkspace       *workspace,
            const TwCalendar  *calendar,
            TwDate             today,
            GError           **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  query = tw_query_new (workspace,
                        "SELECT g.id, g.name, coalesce (v.body ->> '$.tier_policy.demote.review', 'quarter'), "
                        "(SELECT count (*) FROM tier_assignment AS a WHERE a.program = g.id AND a.ladder = 'tier' "
                        "AND a.valid_to IS NULL) "
                        "FROM program_version AS v JOIN program AS g ON g.id = v.program "
                        "WHERE v.state = 'published' AND v.valid_from <= :today "
                        "AND (v.valid_to IS NULL OR v.valid_to > :today) ORDER BY g.name",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_date (query, "today", today);

  while (tw_query_step (query, &local_error))
    {
      const char *review = tw_query_text (query, 2);
      TwCalendarUnit unit = parse_unit (review, TW_CALENDAR_CUSTOM);
      gint64 count = tw_query_int (query, 3);
      TwSpan span;

      /* Reviews of every month, and those by hand, would stand here all the time. */
      if (count == 0 || unit == TW_CALENDAR_MONTH || unit == TW_CALENDAR_CUSTOM
          || !tw_calendar_unit_at (calendar, unit, today, &span) || span.end - 1 > today + DAYS_AHEAD)
        continue;

      add_tiers (items, tw_query_text (query, 1), tw_query_int (query, 0), count, span.end - 1);
    }

  return end_of_rows (&local_error, error);
}

gboolean
tw_attention_read_periods (GPtrArray         *items,
                           TwWorkspace       *workspace,
                           const TwCalendar  *calendar,
                           TwDate             today,
                           GError           **error)
{
  return read_statements (items, workspace, error)
         && read_uncalculated (items, workspace, calendar, today, error)
         && read_drafts (items, workspace, today, error)
         && read_tiers (items, workspace, calendar, today, error);
}

/* --- tie-outs --- */

static void
add_tie (GPtrArray  *items,
         const char *period,
         GPtrArray  *ties)
{
  g_autoptr (TwAttention) item = tw_attention_new (TW_ATTENTION_TIE_OUT);

  for (guint i = 0; i < ties->len; i++)
    {
      const TwPeriodTie *tie = g_ptr_array_index (ties, i);

      if (tie->facts != tie->accounted)
        tw_attention_add_amount (item, tie->currency, tie->digits, tie->facts - tie->accounted);
    }

  if (item->amounts->len == 0)
    return;

  item->count = 1;
  item->view = "statements";
  item->period = g_strdup (period);
  /* Translators: %s is a period: its control totals differ from what its statements account for. */
  item->title = g_strdup_printf (_("%s does not tie out"), period);
  item->detail = g_strdup (_("Facts changed since the calculation."));
  g_ptr_array_add (items, g_steal_pointer (&item));
}

GPtrArray *
tw_attention_read_ties (TwWorkspace   *workspace,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_attention_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace,
                        "SELECT r.period, r.period_start, r.period_end FROM run AS r WHERE r.state = 'current' "
                        "AND (r.period_end = (SELECT max (period_end) FROM run WHERE state = 'current') "
                        "OR EXISTS (SELECT 1 FROM statement WHERE period = r.period AND state = 'calculated')) "
                        "GROUP BY 1 ORDER BY 2",
                        error);
  if (query == NULL)
    return NULL;

  while (tw_query_step (query, &local_error))
    {
      const TwSpan span = { tw_query_date (query, 1), tw_query_date (query, 2) + 1 };
      g_autoptr (GPtrArray) ties = NULL;

      ties = tw_period_tie_read (workspace, tw_query_text (query, 0), span, cancellable, error);
      if (ties == NULL)
        return NULL;

      add_tie (items, tw_query_text (query, 0), ties);
    }

  return end_of_rows (&local_error, error) ? g_steal_pointer (&items) : NULL;
}
