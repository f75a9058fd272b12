/* tw-check-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-decimal.h"
#include "tw-design-check-private.h"
#include "tw-payout-curve.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* CHK-53: a payout that falls while the measure grows. Bands are compared by the rule language; what limits, factors and
 * mixes do to the total shows in the payout curve, which the engine calculates. */

/* (transfer full): so much of what the curve runs over, in plain form. */
static char *
measure_text (TwCheckRun          *run,
              const TwPayoutCurve *curve,
              gint64               x)
{
  g_autofree char *number = NULL;

  if (curve->is_money)
    return tw_run_money (run, x);
  number = tw_decimal_format (x, curve->is_share ? 4 : 6);
  if (strchr (number, '.') != NULL)
    {
      char *end = number + strlen (number) - 1;

      while (*end == '0')
        *end-- = '\0';
      if (*end == '.')
        *end = '\0';
    }

  return curve->is_share ? g_strconcat (number, "%", NULL) : g_steal_pointer (&number);
}

/* The first point that pays less than one before it; FALSE where the payout never falls. */
static gboolean
find_fall (const TwPayoutCurve *curve,
           TwPayoutPoint       *before,
           TwPayoutPoint       *after)
{
  for (guint i = 1; i < curve->points->len; i++)
    {
      *before = g_array_index (curve->points, TwPayoutPoint, i - 1);
      *after = g_array_index (curve->points, TwPayoutPoint, i);
      if (after->payout < before->payout)
        return TRUE;
    }

  return FALSE;
}

static void
ask_curve (TwCheckRun *run,
           guint       r)
{
  const TwRule *rule = &run->program->rules[r];
  g_autoptr (TwPayoutCurve) curve = tw_payout_curve_new (run->document, r, NULL, 0, 0, 0, NULL);
  TwPayoutPoint before;
  TwPayoutPoint after;
  g_autofree char *more = NULL;
  g_autofree char *less = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  TwCheckResult *result;

  if (curve == NULL || !find_fall (curve, &before, &after))
    return;
  more = tw_run_money (run, before.payout);
  less = tw_run_money (run, after.payout);
  from = measure_text (run, curve, before.x);
  to = measure_text (run, curve, after.x);
  result = tw_run_found (run, TW_SEVERITY_ERROR, rule->path, _("“%1$s” pays %2$s for %3$s, and only %4$s for %5$s."), rule->name, more,
                         from, less, to);
  tw_check_evidence_at (result, rule->path, from, more);
  tw_check_evidence_at (result, rule->path, to, less);
}

static gboolean
is_said (TwCheckRun   *run,
         guint         before,
         const TwRule *rule)
{
  for (guint i = before; i < run->results->len; i++)
    if (tw_check_is_at (((TwCheckResult *) g_ptr_array_index (run->results, i))->path, rule->path))
      return TRUE;

  return FALSE;
}

void
tw_ask_falling (TwCheckRun *run)
{
  guint before = run->results->len;

  tw_ask_language (run);
  /* A millisecond or so for each rule: too long for every key that is pressed. */
  if ((run->input->depth & TW_CHECK_ROWS) == 0)
    return;
  for (guint r = 0; r < run->program->n_rules; r++)
    if (!run->program->rules[r].charge && !is_said (run, before, &run->program->rules[r]))
      ask_curve (run, r);
}
