/* tw-payout-example.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-payout-example.h"

#include "tw-currency.h"
#include "tw-decimal.h"
#include "tw-describe-private.h"
#include "tw-engine.h"
#include "tw-program-describe.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MAX_VARIANTS 24
/* What is paid on where the band goes by something else. */
#define OTHER_MONEY  100000
#define OTHER_NUMBER 10
/* Points of a drawn curve within a band. */
#define CURVE_STEPS 4

/* ---- what is asked ---- */

static gint64
major (const TwProgram *program)
{
  gint64 unit = 1;

  for (int i = 0; i < program->currency_digits; i++)
    unit *= 10;

  return unit;
}

/* A bound on the grid of what can be: minor units, or millionths. */
static gint64
to_grid (TwFraction  value,
         TwValueType type)
{
  gint64 result = 0;

  if (type != TW_VALUE_MONEY && !tw_fraction_mul (value, tw_fraction_from_int (TW_MILLION), &value))
    return G_MAXINT64;
  if (!tw_fraction_round_int (value, TW_ROUNDING_CEILING, &result))
    return G_MAXINT64;

  return result;
}

static TwFraction
scale_of (const TwProgram        *program,
          const TwRule           *rule,
          const TwPayoutExamples *self)
{
  TwFraction scale = TW_FRACTION_ONE;
  gint64 value = 0;

  if (self->scale != NULL && rule->table->scale->type == TW_VALUE_MONEY &&
      tw_decimal_parse (self->scale, program->currency_digits, &value, NULL))
    return tw_fraction_from_int (value);
  if (self->scale != NULL && tw_number_parse (self->scale, &value, NULL))
    tw_fraction_new (value, TW_MILLION, &scale);
  else if (rule->table->scale != NULL && rule->table->scale->kind == TW_EXPR_LITERAL)
    scale = rule->table->scale->literal;

  return scale;
}

/* The least step that a person would name below an edge. */
static gint64
step_of (const TwPayoutExamples *self,
         gint64                  bound)
{
  if (self->qualifier_type == TW_VALUE_MONEY)
    return 1;
  if (self->percent)
    return TW_MILLION / 10000;

  return bound % TW_MILLION == 0 ? TW_MILLION : 1;
}

static void
add_point (TwPayoutExamples *self,
           TwPointKind       kind,
           int               edge,
           gint64            qualifier,
           gint64            other)
{
  TwPayoutPoint point = { kind, edge, qualifier, self->own_qualifier ? other : qualifier };

  if (!self->own_qualifier && qualifier < 0)
    return;
  if (self->qualifier_type == TW_VALUE_NUMBER && !self->percent && kind == TW_POINT_INSIDE && qualifier > TW_MILLION)
    {
      point.qualifier = qualifier / TW_MILLION * TW_MILLION;
      point.measure = self->own_qualifier ? other : point.qualifier;
    }
  g_array_append_val (self->points, point);
}

static gint64
middle (gint64 from,
        gint64 to)
{
  return from + (to - from) / 2;
}

/* From @from up to the next edge at @to: one point to show, and some to draw below @last, the step below the edge. */
static void
add_inside (TwPayoutExamples *self,
            int               band,
            gint64            from,
            gint64            to,
            gint64            last,
            gint64            other)
{
  if (to <= from)
    return;
  for (int i = 1; i < CURVE_STEPS; i++)
    if (i != CURVE_STEPS / 2 && from + (to - from) / CURVE_STEPS * i < last)
      add_point (self, TW_POINT_CURVE, band, from + (to - from) / CURVE_STEPS * i, other);
  add_point (self, TW_POINT_INSIDE, band, middle (from, to), other);
}

static void
add_edges (TwPayoutExamples *self,
           const TwProgram  *program,
           const TwRule     *rule,
           gint64            other)
{
  const TwTable *table = rule->table;
  TwFraction scale = scale_of (program, rule, self);
  gint64 before = 0;
  gint64 bound = 0;
  gboolean any = FALSE;

  for (guint k = 0; k < table->n_bands; k++)
    {
      TwFraction at = table->bands[k].from;

      if (!table->bands[k].has_from || !tw_fraction_mul (at, scale, &at))
        continue;
      bound = to_grid (at, self->qualifier_type);
      if (bound > G_MAXINT64 / 8 || bound < G_MININT64 / 8)
        continue;
      if (k > 0 || bound != 0)
        {
          if (any || (k > 0 && before < bound))
            add_inside (self, (int) k - 1, before, bound, bound - step_of (self, bound), other);
          add_point (self, TW_POINT_BELOW, (int) k, bound - step_of (self, bound), other);
        }
      add_point (self, k == 0 && bound == 0 ? TW_POINT_CURVE : TW_POINT_AT, (int) k, bound, other);
      any = TRUE;
      before = bound;
    }
  if (any && bound > 0)
    {
      add_inside (self, (int) table->n_bands - 1, bound, bound * 2, bound * 2, other);
      add_point (self, TW_POINT_CURVE, (int) table->n_bands - 1, bound * 2, other);
    }
}

/* One rate for everything: round amounts, and where the limit begins. */
static void
add_round_amounts (TwPayoutExamples *self,
                   const TwProgram  *program,
                   gint64            other)
{
  gint64 unit = self->qualifier_type == TW_VALUE_MONEY ? 1000 * major (program) : TW_MILLION;

  add_point (self, TW_POINT_CURVE, -1, 0, other);
  for (int i = 0; i < 3; i++, unit *= 10)
    add_point (self, TW_POINT_INSIDE, -1, unit, other);
}

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const TwPayoutPoint *left = a;
  const TwPayoutPoint *right = b;

  if (left->qualifier != right->qualifier)
    return left->qualifier < right->qualifier ? -1 : 1;

  return (int) right->kind - (int) left->kind;
}

/* One place is one point: the edge before what only lies there. */
static void
sort_points (TwPayoutExamples *self)
{
  g_array_sort (self->points, compare_points);
  for (guint i = 1; i < self->points->len;)
    if (g_array_index (self->points, TwPayoutPoint, i).qualifier ==
        g_array_index (self->points, TwPayoutPoint, i - 1).qualifier)
      g_array_remove_index (self->points, i);
    else
      i++;
}

/* ---- the answer of the engine ---- */

static TwDataset *
make_dataset (const TwPayoutExamples *self,
              const TwProgram        *program)
{
  TwDataset *dataset = tw_dataset_new ();
  TwDate day;

  tw_date_from_ymd (2026, 1, 15, &day);
  tw_dataset_set_digits (dataset, program->currency, program->currency_digits);
  for (guint i = 0; i < self->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (self->points, TwPayoutPoint, i);
      g_autofree char *id = g_strdup_printf ("%06u", i);

      tw_dataset_add_row (dataset, TW_RELATION_PARTNER);
      tw_dataset_set_text (dataset, TW_RELATION_PARTNER, i, "id", id);
      tw_dataset_set_text (dataset, TW_RELATION_PARTNER, i, "type", "reseller");
      tw_dataset_add_row (dataset, TW_RELATION_AGREEMENT);
      tw_dataset_set (dataset, TW_RELATION_AGREEMENT, i, "partner", TW_VALUE_NUMBER, i);
      tw_dataset_set (dataset, TW_RELATION_AGREEMENT, i, "start", TW_VALUE_DATE, day - 14);
      tw_dataset_set_text (dataset, TW_RELATION_AGREEMENT, i, "currency", program->currency);
      tw_dataset_set (dataset, TW_RELATION_AGREEMENT, i, "example", self->qualifier_type, point->qualifier);
      tw_dataset_add_row (dataset, TW_RELATION_FACT);
      tw_dataset_set_text (dataset, TW_RELATION_FACT, i, "id", id);
      tw_dataset_set_text (dataset, TW_RELATION_FACT, i, "kind", "sale");
      tw_dataset_set_text (dataset, TW_RELATION_FACT, i, "currency", program->currency);
      tw_dataset_set (dataset, TW_RELATION_FACT, i, "partner", TW_VALUE_NUMBER, i);
      tw_dataset_set (dataset, TW_RELATION_FACT, i, "invoiced", TW_VALUE_DATE, day);
      tw_dataset_set (dataset, TW_RELATION_FACT, i,
                      self->measure_type == TW_VALUE_MONEY ? "amount" : "units", self->measure_type,
                      point->measure);
    }

  return dataset;
}

static TwProgramDocument *
build (const TwPayoutExamples *self,
       const TwProgram        *program,
       JsonNode               *root,
       GError                **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();

  tw_vocabulary_add_attribute (vocabulary, "agreement", "example", self->qualifier_type);
  tw_vocabulary_add_currency (vocabulary, program->currency, program->currency_digits);

  return tw_program_document_new (root, vocabulary, NULL, error);
}

static void
read_result (const TwPartnerResult *result,
             TwPayoutVariant       *variant,
             guint                  point)
{
  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);

      variant->amounts[point] += line->amount;
      if (line->fact >= 0)
        variant->bands[point] = line->band;
    }
}

static gboolean
calculate (TwPayoutExamples   *self,
           TwProgram          *derived,
           TwPayoutVariant    *variant,
           GError            **error)
{
  g_autoptr (TwDataset) dataset = make_dataset (self, derived);
  g_autoptr (TwEngine) engine = NULL;
  TwEngineInput input = { 0 };
  TwProgram *versions[] = { derived };

  derived->id = derived->name;
  derived->version = 1;
  if (!tw_dataset_finish (dataset, error))
    return FALSE;
  input.versions = versions;
  input.n_versions = 1;
  input.dataset = dataset;
  tw_date_from_ymd (2026, 1, 1, &input.period.start);
  tw_date_from_ymd (2026, 4, 1, &input.period.end);
  input.period_name = "2026-Q1";
  input.statement_date = TW_DATE_NONE;
  input.no_steps = TRUE;
  engine = tw_engine_new (&input, error);
  if (engine == NULL)
    return FALSE;
  tw_engine_run (engine);
  variant->amounts = g_new0 (gint64, self->points->len);
  variant->bands = g_new (int, self->points->len);
  for (guint i = 0; i < self->points->len; i++)
    {
      const TwPartnerResult *result = tw_engine_get_result (engine, i);

      variant->bands[i] = -1;
      if (result == NULL)
        continue;
      if (result->findings->len > 0)
        {
          const TwFinding *finding = result->findings->pdata[0];

          self->problem = g_strdup (finding->message);
        }
      read_result (result, variant, i);
    }

  return TRUE;
}

/* ---- variants ---- */

static void
variant_free (TwPayoutVariant *variant)
{
  g_free (variant->name);
  g_free (variant->amounts);
  g_free (variant->bands);
  g_strfreev (variant->rates);
  g_strfreev (variant->prices);
  g_strfreev (variant->flats);
  g_free (variant);
}

static char **
describe_values (const TwProgram *derived,
                 char             which)
{
  const TwTable *table = derived->rules[0].table;
  char **texts = g_new0 (char *, table->n_bands + 1);

  for (guint i = 0; i < table->n_bands; i++)
    {
      const TwBand *band = &table->bands[i];
      const TwExpr *value = which == 'r' ? band->rate : which == 'p' ? band->price : band->flat;

      texts[i] = value == NULL ? g_strdup ("") : which == 'r' ? tw_describe_pay (derived, value)
                                                              : tw_program_describe_value (derived, value);
    }

  return texts;
}

static void
note_limits (TwPayoutExamples *self,
             const TwProgram  *derived)
{
  const TwRule *rule = &derived->rules[0];

  for (guint i = 0; i < rule->n_adjust; i++)
    {
      const TwExpr *value = rule->adjust[i].value;
      gint64 limit = 0;

      if (rule->adjust[i].kind == TW_ADJUST_MAX && value->kind == TW_EXPR_LITERAL &&
          tw_fraction_round_int (value->literal, TW_ROUNDING_HALF_UP, &limit) &&
          (self->kept_max < 0 || limit < self->kept_max))
        self->kept_max = limit;
    }
}

/* Where one rate meets the limit: just below, at and beyond. */
static void
add_cap (TwPayoutExamples *self,
         const TwProgram  *derived,
         gint64            other)
{
  const TwRule *rule = &derived->rules[0];
  const TwExpr *pay = rule->table->bands[0].rate != NULL ? rule->table->bands[0].rate : rule->table->bands[0].price;
  TwFraction at = tw_fraction_from_int (self->kept_max);
  gint64 place;

  if (self->kept_max <= 0 || rule->table->n_bands > 1 || rule->n_adjust > 1 || self->own_qualifier || pay == NULL ||
      pay->kind != TW_EXPR_LITERAL || tw_fraction_sign (pay->literal) <= 0)
    return;
  if (rule->table->bands[0].price != NULL && pay->type == TW_VALUE_NUMBER)
    tw_fraction_div (at, tw_fraction_from_int (major (derived)), &at);
  if (!tw_fraction_div (at, pay->literal, &at))
    return;
  place = to_grid (at, self->qualifier_type);
  if (place > G_MAXINT64 / 8)
    return;
  if (self->qualifier_type == TW_VALUE_NUMBER)
    place = (place + TW_MILLION - 1) / TW_MILLION * TW_MILLION;
  add_point (self, TW_POINT_BELOW, -1, place - step_of (self, place), other);
  add_point (self, TW_POINT_CAP, -1, place, other);
  add_point (self, TW_POINT_INSIDE, -1, middle (place, place * 2), other);
  sort_points (self);
}

static char *
name_variant (GPtrArray   *picks,
              const guint *at)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < picks->len; i++)
    {
      const char *text = g_ptr_array_index ((GPtrArray *) picks->pdata[i], at[i]);

      g_string_append_printf (name, "%s%s", i > 0 ? ", " : "", text[0] != '\0' ? text : C_("variant", "others"));
    }
  if (picks->len == 0)
    g_string_free (g_steal_pointer (&name), TRUE);

  return name == NULL ? NULL : g_string_free (name, FALSE);
}

static gboolean
add_variant (TwPayoutExamples        *self,
             const TwProgramDocument *document,
             guint                    rule,
             GPtrArray               *picks,
             const guint             *at,
             gint64                   other)
{
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TwProgramDocument) derived = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *needs = NULL;
  TwPayoutVariant *variant = g_new0 (TwPayoutVariant, 1);
  TwProgram *program;

  g_ptr_array_add (self->variants, variant);
  for (guint i = 0; i < picks->len; i++)
    g_hash_table_insert (choices, g_ptr_array_index ((GPtrArray *) picks->pdata[i], 0),
                         g_ptr_array_index ((GPtrArray *) picks->pdata[i], at[i]));
  root = tw_payout_example_program (document, rule, choices, self, &needs);
  if (root != NULL)
    derived = build (self, tw_program_document_get_program (document), root, &error);
  if (derived == NULL)
    {
      self->problem = needs != NULL
                          ? g_strdup_printf (_("What is paid depends on “%s”, which is each partner’s own."), needs)
                          : g_strdup (error->message);
      return FALSE;
    }
  program = tw_program_document_get_program (derived);
  variant->name = name_variant (picks, at);
  variant->rates = describe_values (program, 'r');
  variant->prices = describe_values (program, 'p');
  variant->flats = describe_values (program, 'f');
  if (self->variants->len == 1)
    {
      const TwRule *original = &tw_program_document_get_program (document)->rules[rule];

      note_limits (self, program);
      if (original->table->n_bands == 1 && !original->table->bands[0].has_from)
        add_round_amounts (self, program, other);
      else
        add_edges (self, program, original, other);
      sort_points (self);
      add_cap (self, program, other);
    }
  if (!calculate (self, program, variant, &error))
    self->problem = g_strdup (error->message);

  return self->problem == NULL;
}

/* The next combination of picks; FALSE after the last. */
static gboolean
next_choice (GPtrArray *picks,
             guint     *at)
{
  for (guint i = picks->len; i-- > 0;)
    {
      if (++at[i] < ((GPtrArray *) picks->pdata[i])->len)
        return TRUE;
      at[i] = 1;
    }

  return FALSE;
}

/* What is paid on and what picks the band. */
static gboolean
set_types (TwPayoutExamples *self,
           const TwRule     *rule)
{
  self->measure_type = rule->counts->type;
  self->qualifier_type = rule->qualifier != NULL ? rule->qualifier->type : rule->counts->type;
  self->own_qualifier = rule->qualifier != NULL;
  /* The same sum over more kinds of fact: what was brought along moves it. */
  if (rule->qualifier != NULL && rule->qualifier->kind == TW_EXPR_AGGREGATE &&
      rule->qualifier->type == rule->counts->type && rule->counts->aggregate == TW_AGGREGATE_SUM &&
      rule->qualifier->measure != NULL && rule->qualifier->measure->aggregate == TW_AGGREGATE_SUM)
    self->own_qualifier = FALSE;
  self->percent = self->own_qualifier && self->qualifier_type == TW_VALUE_NUMBER &&
                  rule->qualifier->kind != TW_EXPR_AGGREGATE && rule->qualifier->kind != TW_EXPR_ATTRIBUTE &&
                  rule->qualifier->kind != TW_EXPR_POINTS;

  return (self->measure_type == TW_VALUE_MONEY || self->measure_type == TW_VALUE_NUMBER) &&
         (self->qualifier_type == TW_VALUE_MONEY || self->qualifier_type == TW_VALUE_NUMBER);
}

TwPayoutExamples *
tw_payout_examples_new (const TwProgramDocument *document,
                        guint                    rule)
{
  const TwProgram *program = tw_program_document_get_program (document);
  TwPayoutExamples *self = g_new0 (TwPayoutExamples, 1);
  g_autoptr (GPtrArray) picks = NULL;
  g_autofree guint *at = NULL;
  gint64 other;
  guint n = 1;

  g_return_val_if_fail (document != NULL && rule < program->n_rules, NULL);

  self->points = g_array_new (FALSE, FALSE, sizeof (TwPayoutPoint));
  self->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) variant_free);
  self->kept_max = -1;
  self->only_bands = TRUE;
  if (!set_types (self, &program->rules[rule]))
    {
      self->problem = g_strdup (_("It isn’t paid on an amount or a number."));
      return self;
    }
  other = self->measure_type == TW_VALUE_MONEY ? OTHER_MONEY * major (program) : OTHER_NUMBER * (gint64) TW_MILLION;
  picks = tw_payout_example_picks (document, rule);
  at = g_new (guint, picks->len + 1);
  for (guint i = 0; i < picks->len; i++)
    {
      at[i] = 1;
      n *= ((GPtrArray *) picks->pdata[i])->len - 1;
      n = MIN (n, MAX_VARIANTS + 1);
    }
  if (n > MAX_VARIANTS)
    self->problem = g_strdup (_("What is paid is picked in too many ways to list them."));
  else
    while (add_variant (self, document, rule, picks, at, other) && next_choice (picks, at))
      continue;
  if (self->problem != NULL)
    g_ptr_array_set_size (self->variants, 0);

  return self;
}

void
tw_payout_examples_free (TwPayoutExamples *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_ptr_array_unref (self->variants);
  g_free (self->scale);
  g_free (self->problem);
  g_free (self);
}
