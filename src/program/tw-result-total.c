/* tw-result-total.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-result-total.h"

const TwRule *
tw_result_line_rule (const TwLine     *line,
              TwProgram *const *versions)
{
  const TwProgram *program = versions[line->version];

  return line->rule < program->n_rules ? &program->rules[line->rule] : NULL;
}

gint64
tw_result_line_cost (const TwLine     *line,
              TwProgram *const *versions)
{
  const TwRule *rule = tw_result_line_rule (line, versions);

  if (rule == NULL)
    return line->amount;
  if (rule->payee == TW_PAYEE_FUND)
    return 0;

  return rule->charge ? -line->amount : line->amount;
}

gboolean
tw_result_line_counts (const TwLine *line)
{
  return (line->kind == TW_LINE_FACT || line->kind == TW_LINE_REFUND) && line->measure_type == TW_VALUE_MONEY;
}

/* Lines stand in fact order. */
static gint64
sum_measure (const TwPartnerResult *result)
{
  gint64 sum = 0;
  gint64 fact = -1;
  gint64 largest = 0;

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);

      if (!tw_result_line_counts (line))
        continue;
      if (line->fact != fact)
        {
          sum += largest;
          fact = line->fact;
          largest = 0;
        }
      if (ABS (line->measure) > ABS (largest))
        largest = line->measure;
    }

  return sum + largest;
}

void
tw_result_add_up (const TwPartnerResult *result,
                  TwProgram *const      *versions,
                  TwResultTotal         *total)
{
  *total = (TwResultTotal){ 0 };
  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);
      const TwRule *rule = tw_result_line_rule (line, versions);

      /* A fund's credit becomes the partner's money when it is claimed. */
      if (rule != NULL && rule->payee == TW_PAYEE_FUND)
        continue;
      if (rule != NULL && rule->charge)
        total->charged += line->amount;
      else
        total->earned += line->amount;
    }
  total->measure = sum_measure (result);

  for (guint i = 0; i < result->classified->len; i++)
    {
      if (g_array_index (result->classified, TwClassified, i).reason == TW_REASON_NONE)
        total->facts_earned++;
      else
        total->facts_excluded++;
    }
}
