/* tw-rule-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-curve-private.h"

#include "common/tw-background.h"
#include "common/tw-format.h"
#include "tw-chart-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Where partners stood on the curve of a rule. */

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
tw_rule_partners_new (TwProgramDocument *document,
                      guint              index,
                      GArray            *positions)
{
  const TwProgram *program = tw_program_document_get_program (document);
  const TwRule *rule = &program->rules[index];
  TwRulePartners *self = g_new0 (TwRulePartners, 1);
  gboolean counts_money = rule->counts->type == TW_VALUE_MONEY;
  gboolean own = tw_payout_has_qualifier (document, index);
  g_autoptr (GArray) paid = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->document = tw_program_document_ref (document);
  self->rule = index;
  self->positions = positions != NULL ? g_array_ref (positions) : NULL;
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

gboolean
tw_rule_partners_are_of (const TwRulePartners    *self,
                         const TwProgramDocument *document,
                         guint                    rule,
                         const GArray            *positions)
{
  return self != NULL && self->document == document && self->rule == rule && self->positions == positions;
}

void
tw_rule_partners_free (TwRulePartners *self)
{
  tw_program_document_unref (self->document);
  g_clear_pointer (&self->positions, g_array_unref);
  g_clear_pointer (&self->rug, tw_chart_spec_unref);
  g_free (self);
}

/* --- their marks --- */

/* Each partner stands where its last window ended in which something counted; its windows stand together. */
static guint
find_last (GArray *positions,
           guint   first,
           guint   end)
{
  guint found = first;

  for (guint i = first; i < end; i++)
    if (g_array_index (positions, TwRepricePosition, i).measure.num != 0)
      found = i;

  return found;
}

static void
add_partner (TwRulePartners          *self,
             const TwReplay          *replay,
             gboolean                 by_qualifier,
             gboolean                 is_money,
             const TwRepricePosition *position)
{
  const TwProgram *program = tw_program_document_get_program (self->document);
  const TwReplayPartner *partner = &g_array_index (replay->partners, TwReplayPartner, position->partner);
  TwFraction at = by_qualifier ? position->qualifier : position->measure;
  double x = (double) at.num / (double) at.den;
  TwChartMark mark = TW_CHART_MARK_INIT;
  g_autofree char *place = NULL;
  g_autofree char *money = tw_format_money (position->amount, program->currency_digits, program->currency);
  g_autofree char *text = NULL;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, partner->id);

  x = is_money ? x / pow (10, program->currency_digits) : x;
  place = tw_chart_spec_format (self->rug, TW_CHART_X, x, 0);
  /* Translators: where a partner stands on a payout curve: its measure, then what it earned. */
  text = g_strdup_printf (_("%1$s, earned %2$s"), place, money);
  mark.label = partner->name;
  mark.text = text;
  mark.x = x;
  mark.key = key;
  tw_chart_spec_add_mark (self->rug, 0, &mark);
}

void
tw_rule_partners_draw_up (TwRulePartners      *self,
                          const TwReplay      *replay,
                          const TwPayoutCurve *curve)
{
  GArray *positions = self->positions;

  self->rug = tw_chart_spec_new (TW_CHART_PAYOUT, "partners", "");
  tw_rule_curve_set_x_axis (self->rug, tw_program_document_get_program (self->document), self->rule, curve);
  tw_chart_spec_add_series (self->rug, _("Partners"), TW_CHART_ROLE_RUG);
  for (guint i = 0, end; positions != NULL && i < positions->len; i = end)
    {
      guint partner = g_array_index (positions, TwRepricePosition, i).partner;

      for (end = i + 1; end < positions->len && g_array_index (positions, TwRepricePosition, end).partner == partner; end++)
        ;
      add_partner (self, replay, curve->measure > 0, curve->is_money,
                   &g_array_index (positions, TwRepricePosition, find_last (positions, i, end)));
    }
}

/* --- beside the window --- */

typedef struct
{
  TwRulePriceHold    *hold;      /* keeps the replay */
  const TwReplay     *replay;
  TwProgramDocument  *document;
  GArray             *positions;
  guint               rule;
  TwPayoutCurve       curve;     /* what its numbers are; no points */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  tw_rule_price_release (making->hold);
  tw_program_document_unref (making->document);
  g_array_unref (making->positions);
  g_free (making);
}

static void
run_making (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Making *making = data;
  TwRulePartners *partners = tw_rule_partners_new (making->document, making->rule, making->positions);

  tw_rule_partners_draw_up (partners, making->replay, &making->curve);
  g_task_return_pointer (task, partners, (GDestroyNotify) tw_rule_partners_free);
}

void
tw_rule_partners_make (GObject                *owner,
                       TwRulePrice            *price,
                       const TwRuleCurveInput *input,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     done)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, done, NULL);
  Making *making = g_new0 (Making, 1);

  making->hold = tw_rule_price_hold (price);
  making->replay = input->replay;
  making->document = tw_program_document_ref (input->document);
  making->positions = g_array_ref (input->positions);
  making->rule = input->rule;
  making->curve.is_money = input->curve->is_money;
  making->curve.is_share = input->curve->is_share;
  making->curve.measure = input->curve->measure;
  g_task_set_task_data (task, making, making_free);
  tw_background_run_task (task, run_making);
}
