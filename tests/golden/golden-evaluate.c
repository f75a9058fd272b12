/* golden-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-figure.h"

#include "tw-allocate.h"
#include "tw-decimal.h"
#include "tw-evaluate.h"

#include <string.h>

static const GoldenProgram *
find_program (GoldenCase *self,
              const char *name)
{
  for (guint i = 0; i < self->programs->len; i++)
    if (name == NULL || strcmp (((GoldenProgram *) self->programs->pdata[i])->name, name) == 0)
      return self->programs->pdata[i];
  g_error ("%s: there is no program “%s”", self->id, name);

  return NULL;
}

static gint64
find_row (const TwDataset *dataset,
          TwRelationId     relation,
          const char      *id)
{
  const gint64 *ids = tw_dataset_column (dataset, relation, "id", NULL);

  for (gsize i = 0; id != NULL && ids != NULL && i < tw_dataset_n_rows (dataset, relation); i++)
    if (g_strcmp0 (tw_dataset_text (dataset, ids[i]), id) == 0)
      return (gint64) i;

  return -1;
}

static guint
last_run (GoldenCase *self)
{
  guint n = json_array_get_length (golden_array (self->json, "periods"));

  return n == 0 ? 0 : n - 1;
}

/* A value is a definition of its program (golden-case.c put it there), evaluated in a run of one
 * day. */
static gboolean
evaluate_define (GoldenCase   *self,
                 JsonObject   *node,
                 const char   *name,
                 GoldenValue  *value,
                 char        **why)
{
  const GoldenProgram *program = find_program (self, golden_text (node, "program"));
  g_autoptr (TwDataset) dataset = golden_case_dataset (self, last_run (self));
  g_autoptr (TwEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *define = g_strconcat ("golden_", name, NULL);
  g_autofree char *text = NULL;
  TwEngineInput input = { 0 };
  TwDate at = golden_date (golden_text (node, "at"));
  gint64 partner = find_row (dataset, TW_RELATION_PARTNER, golden_text (node, "partner"));

  if (partner < 0 || at == TW_DATE_NONE)
    {
      *why = g_strdup ("“evaluate” needs a partner of the case and a date");
      return FALSE;
    }
  input.versions = (TwProgram **) program->versions->pdata;
  input.n_versions = program->versions->len;
  input.dataset = dataset;
  input.period.start = at;
  input.period.end = at + 1;
  input.period_name = "golden";
  input.statement_date = TW_DATE_NONE;
  engine = tw_engine_new (&input, &error);
  text = engine == NULL
             ? NULL
             : tw_engine_evaluate (engine,
                                   0,
                                   define,
                                   (guint) partner,
                                   at,
                                   find_row (dataset, TW_RELATION_FACT, golden_text (node, "fact")),
                                   &error);
  if (text == NULL)
    *why = g_strdup (error->message);
  else if (!golden_parse_number (text, &value->number))
    value->text = g_steal_pointer (&text);

  return *why == NULL;
}

static gint64
minor_units (const GoldenCase *self,
             const char       *text,
             int              *digits)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  *digits = golden_case_digits (self, golden_case_currency (self));
  if (!tw_decimal_parse (text, *digits, &value, &error))
    g_error ("%s: %s", self->id, error->message);

  return value;
}

static TwRemainder
remainder_of (const char *name)
{
  static const char * const names[] = { "largest_fraction", "largest_share", "first", "separate" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (name == NULL || strcmp (names[i], name) == 0)
      return (TwRemainder) i;
  g_error ("there is no remainder “%s”", name);

  return TW_REMAINDER_LARGEST_FRACTION;
}

static gboolean
evaluate_allocation (GoldenCase   *self,
                     JsonObject   *node,
                     const char   *index,
                     GoldenValue  *value,
                     char        **why)
{
  JsonArray *weights = golden_array (node, "weights");
  guint n = json_array_get_length (weights);
  guint nth = index == NULL ? G_MAXUINT : (guint) g_ascii_strtoull (index, NULL, 10);
  g_autofree TwFraction *shares = g_new (TwFraction, n + 1);
  g_autofree gint64 *parts = g_new0 (gint64, n + 1);
  g_autoptr (GError) error = NULL;
  const char *step = golden_text (node, "step");
  gint64 left = 0;
  __int128 unit = 1;
  int digits;
  gint64 amount = minor_units (self, golden_text (node, "allocate"), &digits);

  for (guint i = 0; i < n; i++)
    if (!golden_parse_number (json_array_get_string_element (weights, i), &shares[i]))
      g_error ("%s: a weight is a number", self->id);
  if (!tw_allocate (amount, shares, n, step == NULL ? 1 : minor_units (self, step, &digits),
                    remainder_of (golden_text (node, "remainder")),
                    g_strcmp0 (golden_text (node, "negative"), "floor") == 0, parts, &left, &error))
    {
      *why = g_strdup (error->message);
      return FALSE;
    }
  parts[n] = left;
  if (nth > n)
    {
      *why = g_strdup ("an allocation has no part of this number");
      return FALSE;
    }
  for (int i = 0; i < digits; i++)
    unit *= 10;

  return tw_fraction_new (parts[nth], unit, &value->number);
}

gboolean
golden_evaluate (GoldenCase   *self,
                 char        **words,
                 GoldenValue  *value,
                 char        **why)
{
  JsonObject *evaluate = json_object_has_member (self->json, "evaluate")
                         ? json_object_get_object_member (self->json, "evaluate") : NULL;
  JsonObject *node;

  if (evaluate == NULL || !json_object_has_member (evaluate, words[1]))
    {
      *why = g_strdup_printf ("“evaluate” has no “%s”", words[1]);
      return FALSE;
    }
  node = json_object_get_object_member (evaluate, words[1]);

  return json_object_has_member (node, "allocate")
             ? evaluate_allocation (self, node, words[2], value, why)
             : evaluate_define (self, node, words[1], value, why);
}
