/* tw-metric-facts-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* By which periods programs pay or charge whom, and which of them are calculated. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include <stdio.h>

#include "tw-metric-facts-private.h"

static void
read_run (TwFactsLoader *loader,
          TwQuery       *query)
{
  TwSpan span = { tw_query_date (query, 0), tw_query_date (query, 1) + 1 };

  g_array_append_val (loader->facts->runs, span);
}

static int
program_value (TwFactsLoader *loader,
               TwQuery       *query,
               int            column)
{
  return tw_facts_program (loader->facts, tw_query_int (query, column));
}

static TwCalendarUnit
unit_of (const char *text)
{
  switch (text == NULL ? 'q' : *text)
    {
    case 'm':
      return TW_CALENDAR_MONTH;
    case 'h':
      return TW_CALENDAR_HALF;
    case 'y':
      return TW_CALENDAR_YEAR;
    case 'p':
      return TW_CALENDAR_CUSTOM;
    default:
      return TW_CALENDAR_QUARTER;
    }
}

/* (nullable): of "MM-DD". */
static TwCalendar *
own_calendar (const char *year_start)
{
  int month, day;

  return year_start != NULL && sscanf (year_start, "%d-%d", &month, &day) == 2 ? tw_calendar_new (month, day, NULL)
                                                                               : NULL;
}

/* Columns: version, program, from, to, payment.per, start of the year, number of its own periods, pays, charges. */
static void
read_term (TwFactsLoader *loader,
           TwQuery       *query)
{
  const char *per = tw_query_text (query, 4);
  TwPayTerm term = {
    .id = tw_query_int (query, 0),
    .program = tw_facts_program (loader->facts, tw_query_int (query, 1)),
    .span = { tw_query_date (query, 2), tw_query_date (query, 3) },
    .unit = per == NULL && tw_query_int (query, 6) > 0 ? TW_CALENDAR_CUSTOM : unit_of (per),
    .calendar = own_calendar (tw_query_text (query, 5)),
    .pays = tw_query_int (query, 7) != 0,
    .charges = tw_query_int (query, 8) != 0,
  };

  if (term.span.end == TW_DATE_NONE)
    term.span.end = TW_DATE_MAX;
  g_array_append_val (loader->facts->pay_terms, term);
}

/* Columns: version, name, first and last day. */
static void
read_own_period (TwFactsLoader *loader,
                 TwQuery       *query)
{
  TwMetricFacts *facts = loader->facts;
  TwSpan span = { tw_query_date (query, 2), tw_query_date (query, 3) + 1 };

  for (guint i = 0; i < facts->pay_terms->len; i++)
    {
      TwPayTerm *term = &g_array_index (facts->pay_terms, TwPayTerm, i);

      if (term->id != tw_query_int (query, 0))
        continue;
      if (term->calendar == NULL)
        term->calendar = tw_calendar_new (1, 1, NULL);
      /* One that doesn't fit couldn't be calculated either, so that nothing is due of it. */
      tw_calendar_add_custom (term->calendar, tw_query_text (query, 1), span, NULL);
    }
}

gboolean
tw_facts_read_terms (TwFactsLoader  *loader,
                     GError        **error)
{
  return tw_facts_each (loader, "SELECT period_start, period_end FROM run WHERE state = 'current'", read_run, error)
         && tw_facts_read_spans (loader, "SELECT partner, program, valid_from, valid_to FROM enrolment "
                                         "ORDER BY partner, valid_from", program_value, &loader->facts->members, error)
         && tw_facts_each (loader, "SELECT v.id, v.program, v.valid_from, v.valid_to, v.body ->> '$.payment.per', "
                                   "v.body ->> '$.calendar.year_start', "
                                   "coalesce (json_array_length (v.body, '$.calendar.periods'), 0), "
                                   "EXISTS (SELECT 1 FROM program_rule AS r WHERE r.version = v.id "
                                   "AND coalesce (r.body ->> '$.direction', 'pay') = 'pay'), "
                                   "EXISTS (SELECT 1 FROM program_rule AS r WHERE r.version = v.id "
                                   "AND r.body ->> '$.direction' = 'charge') FROM program_version AS v "
                                   "WHERE v.state = 'published' OR v.state = 'retired' ORDER BY v.id", read_term, error)
         && tw_facts_each (loader, "SELECT v.id, p.value ->> '$.name', p.value ->> '$.from', p.value ->> '$.to' "
                                   "FROM program_version AS v, json_each (v.body, '$.calendar.periods') AS p "
                                   "WHERE v.state = 'published' OR v.state = 'retired' ORDER BY v.id, p.key",
                           read_own_period, error);
}
