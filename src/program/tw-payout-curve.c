/* tw-payout-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-engine.h"
#include "tw-error.h"
#include "tw-payout-private.h"

#include <glib/gi18n-lib.h>

/* Between the bounds the curve is straight, but for limits; so many points show where those bite. */
#define N_EVEN 64
#define MILLION 1000000

static void
choice_free (gpointer data)
{
  TwPayoutChoice *choice = data;

  g_free (choice->attribute);
  g_strfreev (choice->values);
  g_free (choice);
}

void
tw_payout_curve_free (TwPayoutCurve *curve)
{
  if (curve == NULL)
    return;

  g_array_unref (curve->points);
  g_array_unref (curve->bounds);
  g_ptr_array_unref (curve->choices);
  g_ptr_array_unref (curve->notes);
  g_free (curve);
}

/* --- sample points --- */

/* A bound in the curve's units; bounds of numbers are exact fractions of one. */
static gboolean
find_bound (const TwPayoutCurve *curve,
            TwFraction           from,
            gint64              *bound)
{
  if (!curve->is_money && !tw_fraction_mul (from, tw_fraction_from_int (MILLION), &from))
    return FALSE;

  return tw_fraction_round_int (from, TW_ROUNDING_HALF_EVEN, bound);
}

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  gint64 x = ((const TwPayoutPoint *) a)->x;
  gint64 y = ((const TwPayoutPoint *) b)->x;

  return x < y ? -1 : x > y;
}

static void
add_point (TwPayoutCurve *curve,
           gint64         x)
{
  TwPayoutPoint point = { x, 0 };

  if (x >= curve->x_min)
    g_array_append_val (curve->points, point);
}

static void
sort_points (TwPayoutCurve *curve)
{
  guint n = 0;

  g_array_sort (curve->points, compare_points);
  for (guint i = 0; i < curve->points->len; i++)
    {
      TwPayoutPoint point = g_array_index (curve->points, TwPayoutPoint, i);

      if (n == 0 || g_array_index (curve->points, TwPayoutPoint, n - 1).x != point.x)
        g_array_index (curve->points, TwPayoutPoint, n++) = point;
    }
  g_array_set_size (curve->points, n);
}

/* Around what an adjustment's condition compares the measure with, the whole changes at once. (returns): the last of them. */
static gint64
place_conditions (TwPayoutCurve   *curve,
                  const TwProgram *program)
{
  const TwRule *rule = &program->rules[0];
  gint64 last = 0;

  for (guint i = 0; i < rule->n_adjust; i++)
    {
      const TwCondition *when = rule->adjust[i].when;

      for (guint k = 0; when != NULL && when->kind == TW_CONDITION_COMPARE && k < when->n_tests; k++)
        {
          const TwExpr *than = when->tests[k].than;
          gint64 bound;

          if (than == NULL || than->kind != TW_EXPR_LITERAL || (than->type == TW_VALUE_MONEY) != curve->is_money ||
              !find_bound (curve, than->literal, &bound))
            continue;
          last = MAX (last, bound);
          for (int step = -1; step <= 1; step++)
            add_point (curve, bound + step);
        }
    }

  return last;
}

static void
place_points (TwPayoutCurve   *curve,
              const TwProgram *program,
              gint64           x_max)
{
  const TwTable *table = program->rules[0].table;
  gint64 first = 0;
  gint64 last;

  /* Bounds below nothing are for refunds, and drawn as far as those above. */
  for (guint i = 0; i < table->n_bands; i++)
    if (table->bands[i].has_from && find_bound (curve, table->bands[i].from, &first))
      break;
  curve->x_min = MIN (curve->x_min, MIN (0, first + first / 2));
  last = place_conditions (curve, program);
  for (guint i = 0; i < table->n_bands; i++)
    {
      gint64 bound;

      if (!table->bands[i].has_from || !find_bound (curve, table->bands[i].from, &bound))
        continue;
      g_array_append_val (curve->bounds, bound);
      last = MAX (last, bound);
      for (int step = -1; step <= 1; step++)
        add_point (curve, bound + step);
    }
  x_max = MAX (x_max, last + last / 2);
  if (x_max <= 0)
    x_max = curve->is_money ? (gint64) 100000 * 100 : curve->is_share ? MILLION : (gint64) 100 * MILLION;
  for (guint i = 0; i <= N_EVEN; i++)
    {
      add_point (curve, (gint64) ((__int128) x_max * i / N_EVEN));
      if (curve->x_min < 0)
        add_point (curve, (gint64) ((__int128) curve->x_min * i / N_EVEN));
    }
  sort_points (curve);
}

/* --- the made-up partners --- */

static TwDataset *
make_dataset (const TwPayoutCurve *curve,
              const TwProgram     *program,
              GError             **error)
{
  g_autoptr (TwDataset) dataset = tw_dataset_new ();
  gboolean own = program->rules[0].qualifier != NULL;
  gboolean paid_money = program->rules[0].counts->type == TW_VALUE_MONEY;
  TwDate date;

  tw_date_parse ("2020-01-15", &date, NULL);
  tw_dataset_set_digits (dataset, program->currency, program->currency_digits);
  for (guint i = 0; i < curve->points->len; i++)
    {
      gint64 x = g_array_index (curve->points, TwPayoutPoint, i).x;
      gint64 paid = own ? curve->measure : x;
      gint64 partner = tw_dataset_add_row (dataset, TW_RELATION_PARTNER);
      gint64 fact = tw_dataset_add_row (dataset, TW_RELATION_FACT);
      g_autofree char *id = g_strdup_printf ("p%05u", i);

      tw_dataset_set_text (dataset, TW_RELATION_PARTNER, partner, "id", id);
      tw_dataset_set_text (dataset, TW_RELATION_PARTNER, partner, "type", "reseller");
      tw_dataset_set_text (dataset, TW_RELATION_FACT, fact, "id", id);
      tw_dataset_set_text (dataset, TW_RELATION_FACT, fact, "kind", "sale");
      tw_dataset_set_text (dataset, TW_RELATION_FACT, fact, "currency", program->currency);
      tw_dataset_set (dataset, TW_RELATION_FACT, fact, "partner", TW_VALUE_NUMBER, partner);
      tw_dataset_set (dataset, TW_RELATION_FACT, fact, "date", TW_VALUE_DATE, date);
      tw_dataset_set (dataset, TW_RELATION_FACT, fact, "amount", TW_VALUE_MONEY, paid_money ? paid : 0);
      tw_dataset_set (dataset, TW_RELATION_FACT, fact, "units", TW_VALUE_NUMBER, paid_money ? 0 : paid);
      if (own)
        tw_dataset_set (dataset, TW_RELATION_FACT, fact, curve->is_money ? "list" : "term_months",
                        curve->is_money ? TW_VALUE_MONEY : TW_VALUE_NUMBER, x);
    }
  if (!tw_dataset_finish (dataset, error))
    return NULL;

  return g_steal_pointer (&dataset);
}

static gboolean
calculate (TwPayoutCurve  *curve,
           TwProgram      *program,
           GError        **error)
{
  g_autoptr (TwDataset) dataset = make_dataset (curve, program, error);
  TwEngineInput input = { .versions = &program, .n_versions = 1, .dataset = dataset, .period_name = "curve",
                          .statement_date = TW_DATE_NONE, .no_reviews = TRUE, .no_steps = TRUE };
  g_autoptr (TwEngine) engine = NULL;

  if (dataset == NULL)
    return FALSE;

  tw_date_parse ("2020-01-01", &input.period.start, NULL);
  tw_date_parse ("2020-04-01", &input.period.end, NULL);
  engine = tw_engine_new (&input, error);
  if (engine == NULL)
    return FALSE;

  tw_engine_run (engine);
  for (guint i = 0; i < curve->points->len; i++)
    {
      const TwPartnerResult *result = tw_engine_get_result (engine, i);
      TwPayoutPoint *point = &g_array_index (curve->points, TwPayoutPoint, i);

      if (result->findings->len > 0)
        {
          g_set_error_literal (error, TW_ERROR, TW_ERROR_RANGE,
                               ((TwFinding *) g_ptr_array_index (result->findings, 0))->message);
          return FALSE;
        }
      for (guint j = 0; j < result->lines->len; j++)
        point->payout += g_array_index (result->lines, TwLine, j).amount;
    }

  return TRUE;
}

TwPayoutCurve *
tw_payout_curve_new (const TwProgramDocument *document,
                     guint                    rule,
                     GHashTable              *chosen,
                     gint64                   x_min,
                     gint64                   x_max,
                     gint64                   measure,
                     GError                 **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autoptr (TwPayoutCurve) curve = g_new0 (TwPayoutCurve, 1);
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();
  g_autoptr (TwProgramDocument) reduced = NULL;
  g_autoptr (JsonNode) root = NULL;

  curve->x_min = MIN (x_min, 0);
  curve->points = g_array_new (FALSE, FALSE, sizeof (TwPayoutPoint));
  curve->bounds = g_array_new (FALSE, FALSE, sizeof (gint64));
  curve->choices = g_ptr_array_new_with_free_func (choice_free);
  curve->notes = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (document != NULL && rule < program->n_rules, NULL);

  tw_vocabulary_add_currency (vocabulary, program->currency, program->currency_digits);
  root = tw_payout_reduce (document, rule, chosen, curve);
  reduced = tw_program_document_new (root, vocabulary, NULL, error);
  if (reduced == NULL)
    return NULL;

  program = tw_program_document_get_program (reduced);
  if (program->rules[0].qualifier != NULL)
    curve->measure = measure > 0                                         ? measure
                     : program->rules[0].counts->type == TW_VALUE_MONEY ? (gint64) 100000 * 100
                                                                        : (gint64) 100 * MILLION;
  place_points (curve, program, x_max);
  if (!calculate (curve, (TwProgram *) program, error))
    return NULL;

  return g_steal_pointer (&curve);
}
