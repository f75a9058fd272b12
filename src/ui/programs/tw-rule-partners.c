/* tw-rule-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-curve-private.h"

#include "common/tw-format.h"
#include "tw-chart-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Where partners stood on the curve of a rule. */

typedef struct
{
  double  x;
  char   *name;
  char   *text;
  char   *key;
} Mark;

static void
mark_clear (gpointer data)
{
  Mark *mark = data;

  g_free (mark->name);
  g_free (mark->text);
  g_free (mark->key);
}

/* --- how far they reach --- */

static gint64
to_units (gboolean   is_money,
          TwFraction value)
{
  gint64 units = 0;

  if (!is_money && !tw_fraction_mul (value, tw_fraction_from_int (1000000), &value))
    return 0;
  tw_fraction_round_int (value, TW_ROUNDING_HALF_UP, &units);

  return units;
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

TwRulePartners *
tw_rule_partners_new (const TwProgramDocument *document,
                      guint                    index,
                      GArray                  *positions)
{
  const TwProgram *program = tw_program_document_get_program (document);
  const TwRule *rule = &program->rules[index];
  TwRulePartners *self = g_new0 (TwRulePartners, 1);
  gboolean counts_money = rule->counts->type == TW_VALUE_MONEY;
  gboolean own = tw_payout_has_qualifier (document, index);
  g_autoptr (GArray) paid = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      const TwRepricePosition *position = &g_array_index (positions, TwRepricePosition, i);
      gint64 measure = to_units (counts_money, position->measure);
      gint64 reach = own ? to_units (rule->qualifier->type == TW_VALUE_MONEY, position->qualifier) : measure;

      g_array_append_val (paid, measure);
      self->x_max = MAX (self->x_max, reach);
      self->x_min = MIN (self->x_min, reach);
    }
  g_array_sort (paid, compare_units);
  if (paid->len > 0)
    self->middle = g_array_index (paid, gint64, paid->len / 2);

  return self;
}

void
tw_rule_partners_free (TwRulePartners *self)
{
  if (self->marks != NULL)
    g_array_unref (self->marks);
  g_free (self);
}

/* --- their marks --- */

/* Each partner stands where its last window ended in which something counted; its windows stand together. */
static gboolean
is_last (GArray *positions,
         guint   i)
{
  guint partner = g_array_index (positions, TwRepricePosition, i).partner;
  guint first = i;
  guint found;

  while (first > 0 && g_array_index (positions, TwRepricePosition, first - 1).partner == partner)
    first--;
  found = first;
  for (guint j = first; j < positions->len && g_array_index (positions, TwRepricePosition, j).partner == partner; j++)
    if (g_array_index (positions, TwRepricePosition, j).measure.num != 0)
      found = j;

  return found == i;
}

static void
append_mark (const TwRuleCurveInput  *input,
             TwChartSpec             *spec,
             const TwRepricePosition *position,
             GArray                  *marks)
{
  const TwProgram *program = tw_program_document_get_program (input->document);
  const TwReplayPartner *partner = &g_array_index (input->replay->partners, TwReplayPartner, position->partner);
  TwFraction at = input->curve->measure > 0 ? position->qualifier : position->measure;
  double x = (double) at.num / (double) at.den;
  g_autofree char *place = NULL;
  g_autofree char *money = NULL;
  Mark mark;

  x = input->curve->is_money ? x / pow (10, program->currency_digits) : x;
  place = tw_chart_spec_format (spec, TW_CHART_X, x, 0);
  money = tw_format_money (position->amount, program->currency_digits, program->currency);
  mark.x = x;
  mark.name = g_strdup (partner->name);
  /* Translators: where a partner stands on a payout curve: its measure, then what it earned. */
  mark.text = g_strdup_printf (_("%1$s, earned %2$s"), place, money);
  mark.key = g_strdup_printf ("%" G_GINT64_FORMAT, partner->id);
  g_array_append_val (marks, mark);
}

static GArray *
list_marks (const TwRuleCurveInput *input,
            TwChartSpec            *spec)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  g_array_set_clear_func (marks, mark_clear);
  for (guint i = 0; i < input->positions->len; i++)
    if (is_last (input->positions, i))
      append_mark (input, spec, &g_array_index (input->positions, TwRepricePosition, i), marks);

  return marks;
}

void
tw_rule_partners_add (const TwRuleCurveInput *input,
                      TwChartSpec            *spec)
{
  guint series;

  if (input->positions == NULL || input->replay == NULL)
    return;

  if (input->partners->marks == NULL)
    input->partners->marks = list_marks (input, spec);
  series = tw_chart_spec_add_series (spec, _("Partners"), TW_CHART_ROLE_RUG);
  for (guint i = 0; i < input->partners->marks->len; i++)
    {
      const Mark *own = &g_array_index (input->partners->marks, Mark, i);
      TwChartMark mark = TW_CHART_MARK_INIT;

      mark.label = own->name;
      mark.text = own->text;
      mark.x = own->x;
      mark.key = own->key;
      tw_chart_spec_add_mark (spec, series, &mark);
    }
}
