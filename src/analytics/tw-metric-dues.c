/* tw-metric-dues.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-dues.h"

#include <glib/gi18n-lib.h>

/* So many periods are named; of more the first and the last. */
#define MOST_NAMED 4

typedef struct
{
  TwDate  last;   /* day */
  char   *name;
} Period;

static void
period_clear (gpointer data)
{
  g_free (((Period *) data)->name);
}

static const Period *
period_at (const TwDues *dues,
           guint         kind,
           guint         index)
{
  return &g_array_index (dues->periods[kind], Period, index);
}

TwDues *
tw_dues_new (void)
{
  TwDues *dues = g_new0 (TwDues, 1);

  for (guint i = 0; i < TW_N_DUES; i++)
    {
      dues->periods[i] = g_array_new (FALSE, FALSE, sizeof (Period));
      g_array_set_clear_func (dues->periods[i], period_clear);
    }
  return dues;
}

void
tw_dues_free (TwDues *dues)
{
  if (dues == NULL)
    return;
  for (guint i = 0; i < TW_N_DUES; i++)
    g_array_unref (dues->periods[i]);
  g_free (dues);
}

static void
add_period (TwDues     *dues,
            guint       mask,
            TwDate      last,
            const char *name)
{
  for (guint i = 0; i < TW_N_DUES; i++)
    {
      GArray *periods = dues->periods[i];
      Period fresh = { last, NULL };
      guint at = 0;

      if ((mask & (1u << i)) == 0)
        continue;
      while (at < periods->len && period_at (dues, i, at)->last < last)
        at++;
      if (at < periods->len && period_at (dues, i, at)->last == last
          && g_strcmp0 (period_at (dues, i, at)->name, name) == 0)
        continue;
      fresh.name = g_strdup (name);
      g_array_insert_val (periods, at, fresh);
    }
}

guint
tw_dues_wanted (const TwMetricJob *job)
{
  switch (job->facts->settings.payouts)
    {
    case TW_PAYOUTS_APPROVED:
      return TW_DUE_OF_ROYALTIES | TW_DUE_OF_PAYOUTS;
    case TW_PAYOUTS_CALCULATED:
      return TW_DUE_ROYALTIES | TW_DUE_PAYOUTS;
    case TW_PAYOUTS_NONE:
    default:
      return TW_DUE_ROYALTIES;
    }
}

/* Periods that aren't calculated ---------------------------------------------------------------- */

static gboolean
is_calculated (const TwMetricFacts *facts,
               TwSpan               period)
{
  for (guint i = 0; i < facts->runs->len; i++)
    {
      const TwSpan *run = &g_array_index (facts->runs, TwSpan, i);

      if (run->start == period.start && run->end == period.end)
        return TRUE;
    }
  return FALSE;
}

/* Everybody who is in the program in that period. */
static gboolean
mark_enrolled (const TwMetricFacts *facts,
               int                  program,
               TwSpan               period,
               guint                mask,
               guint8              *of_partner)
{
  gboolean any = FALSE;

  for (guint i = 0; i < facts->members.spans->len; i++)
    {
      const TwPartnerSpan *member = &g_array_index (facts->members.spans, TwPartnerSpan, i);

      if (member->value != program || member->start >= period.end || member->end <= period.start)
        continue;
      of_partner[member->partner] |= (guint8) mask;
      any = TRUE;
    }
  return any;
}

/* The pay periods of a program's version that end in the span. */
static void
find_uncalculated (TwDues              *dues,
                   const TwMetricFacts *facts,
                   const TwPayTerm     *term,
                   TwSpan               span,
                   guint                wanted,
                   guint8              *of_partner)
{
  const TwCalendar *calendar = term->calendar != NULL ? term->calendar : facts->calendar;
  guint mask = wanted & ((term->charges ? TW_DUE_ROYALTIES : 0u) | (term->pays ? TW_DUE_PAYOUTS : 0u));
  TwSpan period;

  for (TwDate day = span.start; mask != 0 && day < span.end; day = MAX (day + 1, period.end))
    {
      g_autofree char *name = NULL;

      if (!tw_calendar_unit_at (calendar, term->unit, day, &period))
        {
          period.end = day;
          continue;
        }
      if (period.end > span.end || period.start >= facts->data.end || term->span.start >= period.end
          || term->span.end <= period.start || is_calculated (facts, period)
          || !mark_enrolled (facts, term->program, period, mask, of_partner))
        continue;
      name = tw_calendar_name (calendar, term->unit, period.start);
      add_period (dues, mask, period.end - 1, name);
    }
}

/* Statements that are calculated, and count once they are approved. */
static void
find_unapproved (TwDues              *dues,
                 const TwMetricFacts *facts,
                 TwSpan               span,
                 guint                wanted,
                 guint8              *of_partner)
{
  for (guint i = 0; i < facts->payouts->len; i++)
    {
      const TwPayout *payout = &g_array_index (facts->payouts, TwPayout, i);
      guint mask = wanted & ((payout->charged != 0 ? TW_DUE_ROYALTIES_APPROVAL : 0u)
                             | (payout->earned != 0 ? TW_DUE_PAYOUTS_APPROVAL : 0u));

      if (payout->approved || mask == 0 || payout->period_end < span.start || payout->period_end >= span.end)
        continue;
      of_partner[payout->partner] |= (guint8) mask;
      add_period (dues, mask, payout->period_end, tw_metric_facts_text (facts, payout->period));
    }
}

void
tw_dues_find (TwDues            *dues,
              const TwMetricJob *job,
              TwSpan             span,
              guint              wanted,
              guint8            *of_partner)
{
  const TwMetricFacts *facts = job->facts;

  for (guint i = 0; i < facts->pay_terms->len; i++)
    find_uncalculated (dues, facts, &g_array_index (facts->pay_terms, TwPayTerm, i), span, wanted, of_partner);
  find_unapproved (dues, facts, span, wanted, of_partner);
}

guint *
tw_dues_of_groups (const TwMetricJob *job,
                   const guint8      *of_partner)
{
  guint *due = g_new0 (guint, job->n_groups + 1);

  for (gsize i = 0; i < job->facts->partners.n; i++)
    if (job->group[i] >= 0)
      due[job->group[i]] |= of_partner[i];
  return due;
}

/* Words ----------------------------------------------------------------------------------------- */

void
tw_dues_absorb (TwDues       *dues,
                const TwDues *other)
{
  for (guint i = 0; i < TW_N_DUES; i++)
    for (guint j = 0; j < other->periods[i]->len; j++)
      add_period (dues, 1u << i, period_at (other, i, j)->last, period_at (other, i, j)->name);
}

gboolean
tw_dues_any (const TwDues *dues,
             guint         mask)
{
  for (guint i = 0; i < TW_N_DUES; i++)
    if ((mask & (1u << i)) != 0 && dues->periods[i]->len > 0)
      return TRUE;
  return FALSE;
}

static char *
join_periods (const TwDues *dues,
              guint         kind)
{
  guint n = dues->periods[kind]->len;
  GString *text = g_string_new (NULL);

  if (n > MOST_NAMED)
    /* Translators: the first and the last of several periods. */
    g_string_append_printf (text, _("%s to %s"), period_at (dues, kind, 0)->name, period_at (dues, kind, n - 1)->name);
  else
    for (guint i = 0; i < n; i++)
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", period_at (dues, kind, i)->name);
  return g_string_free (text, FALSE);
}

static void
append_due (GString      *text,
            const char   *words,
            const TwDues *dues,
            guint         kind)
{
  g_autofree char *names = join_periods (dues, kind);

  if (text->len > 0)
    g_string_append (text, "; ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, _(words), names);
#pragma GCC diagnostic pop
}

static gboolean
same_periods (const TwDues *dues,
              guint         one,
              guint         other)
{
  guint n = dues->periods[one]->len;
  gboolean same = n > 0 && n == dues->periods[other]->len;

  for (guint i = 0; same && i < n; i++)
    same = g_str_equal (period_at (dues, one, i)->name, period_at (dues, other, i)->name);
  return same;
}

char *
tw_dues_describe (const TwDues *dues,
                  guint         mask)
{
  /* Translators: %s are periods, such as 2026-Q1, 2026-Q2. The kinds stand as in TwDue. */
  static const char *const words[TW_N_DUES] = { N_("royalties of %s are not calculated"),
                                                N_("royalties of %s are not approved"),
                                                N_("payouts of %s are not calculated"),
                                                N_("payouts of %s are not approved") };
  static const char *const both[2] = { N_("royalties and payouts of %s are not calculated"),
                                       N_("royalties and payouts of %s are not approved") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      gboolean asked[2] = { (mask & (1u << i)) != 0, (mask & (1u << (i + 2))) != 0 };

      if (asked[0] && asked[1] && same_periods (dues, i, i + 2))
        {
          append_due (text, both[i], dues, i);
          continue;
        }
      for (guint j = i; j < TW_N_DUES; j += 2)
        if (asked[j / 2] && dues->periods[j]->len > 0)
          append_due (text, words[j], dues, j);
    }
  return g_string_free (text, FALSE);
}

char *
tw_dues_sentence (const TwDues *dues,
                  guint         mask)
{
  g_autofree char *text = tw_dues_describe (dues, mask);
  gunichar first = g_utf8_get_char (text);
  char upper[8] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (first), upper);
  return *text == '\0' ? g_strdup ("") : g_strconcat (upper, g_utf8_next_char (text), ".", NULL);
}

void
tw_dues_mark (const TwDues  *dues,
              guint          mask,
              TwMetricTable *table,
              guint          row,
              guint          column,
              gboolean       empty)
{
  g_autofree char *reason = tw_dues_describe (dues, mask);

  if (mask == 0)
    return;
  if (empty)
    tw_metric_table_set_unknown (table, row, column, reason);
  else
    tw_metric_table_set_incomplete (table, row, column, reason);
}

void
tw_dues_note (const TwDues  *dues,
              guint          mask,
              TwMetricTable *table)
{
  g_autofree char *sentence = tw_dues_sentence (dues, mask);

  if (*sentence == '\0')
    return;
  if (tw_metric_table_get_empty_reason (table) != NULL)
    tw_metric_table_set_empty (table, sentence);
  /* Translators: %s is a sentence such as "Royalties of 2026-Q2 are not calculated.". */
  tw_metric_table_add_note (table, _("%s Figures that lack them are n/a or marked as incomplete."), sentence);
}

void
tw_dues_mark_rows (const TwMetricJob *job,
                   guint              wanted,
                   TwMetricTable     *table,
                   TwDuesMarkRow      mark_row,
                   gpointer           user_data)
{
  g_autoptr (TwDues) all = tw_dues_new ();

  for (guint slice = 0; slice < job->slices->len; slice++)
    {
      g_autoptr (TwDues) dues = tw_dues_new ();
      g_autofree guint8 *of_partner = g_new0 (guint8, job->facts->partners.n + 1);
      g_autofree guint *due = NULL;
      guint any = 0;

      tw_dues_find (dues, job, g_array_index (job->slices, TwSpan, slice), wanted, of_partner);
      due = tw_dues_of_groups (job, of_partner);
      for (guint g = 0; g < job->n_groups; g++)
        {
          any |= due[g];
          mark_row (dues, due[g], table, slice * job->n_groups + g, user_data);
        }
      if (any != 0)
        tw_dues_absorb (all, dues);
    }
  tw_dues_note (all, wanted, table);
}
