/* engine-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-world.h"

#include "tw-decimal.h"
#include "tw-engine-private.h"

#include <string.h>

World *
world_new (void)
{
  World *world = g_new0 (World, 1);

  world->vocabulary = tw_vocabulary_new ();
  world->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  world->versions = g_ptr_array_new ();
  world->dataset = tw_dataset_new ();
  world->engines = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_engine_free);
  world->posted = g_array_new (FALSE, TRUE, sizeof (TwPosted));
  world->balances = g_array_new (FALSE, TRUE, sizeof (TwBalance));

  return world;
}

void
world_free (World *world)
{
  g_ptr_array_unref (world->engines);
  g_ptr_array_unref (world->versions);
  g_ptr_array_unref (world->documents);
  tw_vocabulary_free (world->vocabulary);
  tw_dataset_free (world->dataset);
  g_array_unref (world->posted);
  g_array_unref (world->balances);
  g_free (world);
}

void
world_program (World      *world,
               const char *json)
{
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  TwProgramDocument *document =
    tw_program_document_parse (text, -1, world->vocabulary, findings, &error);
  TwProgram *program;

  for (guint i = 0; i < findings->len; i++)
    if (document == NULL)
      g_test_message ("%s: %s", ((TwFinding *) findings->pdata[i])->path,
                      ((TwFinding *) findings->pdata[i])->message);
  g_assert_no_error (error);
  g_assert_nonnull (document);
  g_ptr_array_add (world->documents, document);
  program = tw_program_document_get_program (document);
  program->id = tw_program_intern (program, program->name);
  g_ptr_array_add (world->versions, program);
}

gint64
world_partner (World      *world,
               const char *id)
{
  gsize n = tw_dataset_n_rows (world->dataset, TW_RELATION_PARTNER);
  gint64 row;

  for (gsize p = 0; p < n; p++)
    if (strcmp (tw_dataset_text (world->dataset,
                                 tw_dataset_column (world->dataset, TW_RELATION_PARTNER, "id",
                                                    NULL)[p]), id) == 0)
      return p;

  row = tw_dataset_add_row (world->dataset, TW_RELATION_PARTNER);
  tw_dataset_set_text (world->dataset, TW_RELATION_PARTNER, row, "id", id);

  return row;
}

static TwRelationId
relation_of (const char *key)
{
  return strcmp (key, "customer") == 0 ? TW_RELATION_CUSTOMER
         : strcmp (key, "product") == 0 ? TW_RELATION_PRODUCT : TW_RELATION_PERSON;
}

/* A row of customer, product or person by id; a product's category is what stands before the
 * colon. */
static gint64
related (World      *world,
         const char *key,
         const char *id)
{
  TwRelationId relation = relation_of (key);
  gsize n = tw_dataset_n_rows (world->dataset, relation);
  gint64 row;

  for (gsize i = 0; i < n; i++)
    if (strcmp (tw_dataset_text (world->dataset,
                                 tw_dataset_column (world->dataset, relation, "id", NULL)[i]),
                                 id) == 0)
      return i;
  row = tw_dataset_add_row (world->dataset, relation);
  tw_dataset_set_text (world->dataset, relation, row, "id", id);
  if (relation == TW_RELATION_PRODUCT)
    tw_dataset_set_text (world->dataset, relation, row, "category", id);

  return row;
}

static TwValueType
type_of (const char *key,
         const char *value)
{
  static const char *const money[] = { "amount", "list", "cost", "margin", "tcv", "minimum",
                                       "quota", "value",
                                       "collected_amount", NULL };
  static const char *const numbers[] = { "units", "share", "score", "rate", "factor", NULL };
  TwDate date;

  if (g_strv_contains (money, key))
    return TW_VALUE_MONEY;
  if (g_strv_contains (numbers, key))
    return TW_VALUE_NUMBER;

  return strlen (value) == 10 && tw_date_parse (value, &date, NULL) ? TW_VALUE_DATE : TW_VALUE_TEXT;
}

static void
set_value (World        *world,
           TwRelationId  relation,
           gint64        row,
           const char   *key,
           const char   *value)
{
  TwValueType type = type_of (key, value);
  gint64 number = 0;
  TwDate date;

  if (strcmp (key, "customer") == 0 || strcmp (key, "product") == 0 || strcmp (key, "person") == 0)
    {
      tw_dataset_set (world->dataset, relation, row, key, TW_VALUE_NUMBER,
                      related (world, key, value));
      return;
    }
  if (strcmp (key, "partner") == 0)
    {
      tw_dataset_set (world->dataset, relation, row, key, TW_VALUE_NUMBER,
                      world_partner (world, value));
      return;
    }
  if (strcmp (key, "mantissa") == 0 || strcmp (key, "scale") == 0 || strcmp (key, "fact") == 0)
    {
      tw_dataset_set (world->dataset, relation, row, key, TW_VALUE_NUMBER,
                      g_ascii_strtoll (value, NULL, 10));
      return;
    }

  switch (type)
    {
    case TW_VALUE_MONEY:
      g_assert_true (tw_decimal_parse (value, 2, &number, NULL));
      break;
    case TW_VALUE_NUMBER:
      g_assert_true (tw_number_parse (value, &number, NULL));
      break;
    case TW_VALUE_DATE:
      g_assert_true (tw_date_parse (value, &date, NULL));
      number = date;
      break;
    default:
      tw_dataset_set_text (world->dataset, relation, row, key, value);
      return;
    }
  tw_dataset_set (world->dataset, relation, row, key, type, number);
}

static void
set_pairs (World        *world,
           TwRelationId  relation,
           gint64        row,
           char        **words)
{
  for (; *words != NULL; words++)
    {
      char *equals = strchr (*words, '=');

      g_assert_nonnull (equals);
      *equals = '\0';
      set_value (world, relation, row, *words, equals + 1);
    }
}

void
world_row (World        *world,
           TwRelationId  relation,
           const char   *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  set_pairs (world, relation, tw_dataset_add_row (world->dataset, relation), words);
}

void
world_fact (World      *world,
            const char *partner,
            const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_FACT);

  tw_dataset_set_text (world->dataset, TW_RELATION_FACT, row, "kind", words[0]);
  tw_dataset_set_text (world->dataset, TW_RELATION_FACT, row, "id", words[1]);
  tw_dataset_set (world->dataset, TW_RELATION_FACT, row, "partner", TW_VALUE_NUMBER,
                  world_partner (world, partner));
  if (strcmp (words[2], "-") != 0)
    set_value (world, TW_RELATION_FACT, row, "date", words[2]);
  set_pairs (world, TW_RELATION_FACT, row, words + 3);
}

static void
keep_posted (World *world)
{
  for (guint p = 0; p < tw_dataset_n_rows (world->dataset, TW_RELATION_PARTNER); p++)
    {
      const TwPartnerResult *result = tw_engine_get_result (world->engine, p);

      for (guint i = 0; i < result->lines->len; i++)
        {
          const TwLine *line = &g_array_index (result->lines, TwLine, i);
          const TwProgram *program = world->versions->pdata[line->version];
          TwPosted posted = { p, line->rule == G_MAXUINT ? ""
                              : program->rules[line->rule].id, line->kind, line->fact,
                              { 0, 0 }, world->period.start, line->amount, line->person };

          if (line->window != G_MAXUINT)
            posted.window = g_array_index (result->windows, TwWindowResult, line->window).window;
          g_array_append_val (world->posted, posted);
        }
      g_array_append_vals (world->balances, result->balances->data, result->balances->len);
    }
}

void
world_run (World      *world,
           const char *start,
           const char *end)
{
  g_autoptr (GError) error = NULL;
  TwEngineInput input = { 0 };

  if (world->engine == NULL)
    {
      g_assert_true (tw_dataset_finish (world->dataset, &error));
      g_assert_no_error (error);
    }
  g_assert_true (tw_date_parse (start, &world->period.start, NULL));
  g_assert_true (tw_date_parse (end, &world->period.end, NULL));
  input.versions = (TwProgram **) world->versions->pdata;
  input.n_versions = world->versions->len;
  input.dataset = world->dataset;
  input.period = world->period;
  input.statement_date = TW_DATE_NONE;
  input.posted = (const TwPosted *) world->posted->data;
  input.n_posted = world->posted->len;
  input.balances = (const TwBalance *) world->balances->data;
  input.n_balances = world->balances->len;
  world->engine = tw_engine_new (&input, &error);
  g_assert_no_error (error);
  g_ptr_array_add (world->engines, world->engine);
  world->engine->no_fast = world->no_fast;
  if (world->stopped)
    return;
  tw_engine_run (world->engine);

  g_array_set_size (world->balances, 0);
  keep_posted (world);
}

const TwPartnerResult *
world_result (World      *world,
              const char *partner)
{
  return tw_engine_get_result (world->engine, world_partner (world, partner));
}

static gboolean
is_rule (World        *world,
         const TwLine *line,
         const char   *rule)
{
  const TwProgram *program = world->versions->pdata[line->version];

  if (rule == NULL)
    return TRUE;

  return line->rule != G_MAXUINT && strcmp (program->rules[line->rule].id, rule) == 0;
}

char *
world_lines (World      *world,
             const char *partner,
             const char *rule)
{
  const TwPartnerResult *result = world_result (world, partner);
  const gint64 *ids = tw_dataset_column (world->dataset, TW_RELATION_FACT, "id", NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->findings->len; i++)
    g_test_message ("%s", ((TwFinding *) result->findings->pdata[i])->message);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);
      g_autofree char *amount = tw_decimal_format (line->amount, 2);

      if (!is_rule (world, line, rule))
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      if (line->kind != TW_LINE_FACT)
        g_string_append_printf (text, "%s ", tw_line_kind_to_string (line->kind));
      if (line->fact >= 0)
        g_string_append_printf (text, "%s ", tw_dataset_text (world->dataset, ids[line->fact]));
      g_string_append (text, amount);
    }

  return g_string_free (text, FALSE);
}

gint64
world_total (World      *world,
             const char *partner,
             const char *rule)
{
  const TwPartnerResult *result = world_result (world, partner);
  gint64 total = 0;

  for (guint i = 0; i < result->lines->len; i++)
    if (is_rule (world, &g_array_index (result->lines, TwLine, i), rule))
      total += g_array_index (result->lines, TwLine, i).amount;

  return total;
}
