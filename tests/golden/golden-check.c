/* golden-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-check.h"

#include "golden-figure.h"

#include "tw-finding.h"
#include "tw-program-check.h"

#include <string.h>

static int
decimals_of (const char *text)
{
  const char *point = strchr (text, '.');

  return point == NULL ? 0 : (int) strlen (point + 1);
}

static TwFraction
rounded (TwFraction value,
         int        decimals)
{
  TwFraction step = TW_FRACTION_ONE;
  __int128 unit = 1;

  for (int i = 0; i < decimals; i++)
    unit *= 10;
  tw_fraction_new (1, unit, &step);
  tw_fraction_round (value, step, TW_ROUNDING_HALF_UP, &value);

  return value;
}

static gboolean
is_equal (GoldenValue  value,
          JsonNode    *expected)
{
  const char *text;
  TwFraction number;

  if (JSON_NODE_HOLDS_OBJECT (expected))
    {
      text = golden_text (json_node_get_object (expected), "rounded");
      return value.text == NULL && golden_parse_number (text, &number)
             && tw_fraction_compare (rounded (value.number, decimals_of (text)), number) == 0;
    }
  text = json_node_get_string (expected);
  if (value.text != NULL)
    return strcmp (value.text, text) == 0;

  return golden_parse_number (text, &number) && tw_fraction_compare (value.number, number) == 0;
}

static guint
check_figure (GoldenCase *self,
              GPtrArray  *runs,
              const char *path,
              JsonNode   *expected)
{
  g_auto (GoldenValue) value = { TW_FRACTION_ZERO, NULL };
  g_autofree char *why = NULL;
  g_autofree char *got = NULL;
  g_autofree char *wanted = NULL;

  if (!golden_figure (self, runs, path, &value, &why))
    {
      g_test_message ("%s: %s", path, why);
      return 1;
    }
  if (is_equal (value, expected))
    return 0;
  got = golden_value_format (value);
  wanted = json_to_string (expected, FALSE);
  g_test_message ("%s: expected %s, got %s", path, wanted, got);

  return 1;
}

/* Whether `expect` names the total of this rule, alone or with all others. */
static gboolean
is_named (JsonObject      *expect,
          const GoldenRun *run,
          const char      *partner,
          const char      *rule)
{
  g_autofree char *alone = g_strdup_printf ("total %s %s %s", run->period, partner, rule);
  g_autofree char *full
      = g_strdup_printf ("total %s %s %s:%s", run->period, partner, run->program->name, rule);
  g_autofree char *all = g_strdup_printf ("total %s %s *", run->period, partner);

  return expect != NULL
         && (json_object_has_member (expect, alone) || json_object_has_member (expect, full)
             || json_object_has_member (expect, all));
}

static guint
check_named (JsonObject      *expect,
             const GoldenRun *run,
             const char      *partner)
{
  const TwPartnerResult *result = golden_run_result (run, partner);
  guint failures = 0;

  for (guint r = 0; result != NULL && r < run->version->n_rules; r++)
    {
      const char *id = run->version->rules[r].id;
      gint64 total = 0;

      for (guint k = 0; k < result->lines->len; k++)
        {
          const TwLine *line = &g_array_index (result->lines, TwLine, k);
          const TwRule *rule = golden_run_rule (run, line->version, line->rule);

          total += rule != NULL && strcmp (rule->id, id) == 0 ? line->amount : 0;
        }
      if (total != 0 && !is_named (expect, run, partner, id))
        {
          g_autofree char *amount
              = golden_value_format ((GoldenValue){ golden_major (run, total), NULL });

          g_test_message ("total %s %s %s is %s, and the case doesn't say so",
                          run->period,
                          partner,
                          id,
                          amount);
          failures++;
        }
    }

  return failures;
}

guint
golden_check_figures (GoldenCase *self,
                      GPtrArray  *runs)
{
  JsonObject *expect = json_object_has_member (self->json, "expect")
                       ? json_object_get_object_member (self->json, "expect") : NULL;
  g_autoptr (GList) paths = expect == NULL ? NULL : json_object_get_members (expect);
  gboolean open = json_object_has_member (self->json, "open")
                  && json_object_get_boolean_member (self->json, "open");
  JsonArray *partners = golden_array (self->json, "partners");
  guint failures = 0;

  for (GList *l = paths; l != NULL; l = l->next)
    failures += check_figure (self, runs, l->data, json_object_get_member (expect, l->data));
  for (guint i = 0; i < runs->len && !open; i++)
    for (guint k = 0; k < json_array_get_length (partners); k++)
      failures += check_named (expect, runs->pdata[i],
                               golden_text (json_array_get_object_element (partners, k), "id"));

  return failures;
}

/* ---- published figures ---- */

/* (nullable): the examples, read once; they may be missing where the sources are. */
static JsonArray *
get_examples (void)
{
  static JsonParser *parser;

  if (parser == NULL)
    {
      const char *shared = g_getenv ("TW_SHARED");
      g_autofree char *path
          = shared != NULL ? g_build_filename (shared, "golden", "examples.json", NULL)
                           : g_test_build_filename (
                               G_TEST_DIST, "..", "..", "shared", "golden", "examples.json", NULL);

      parser = json_parser_new ();
      json_parser_load_from_file (parser, path, NULL);
    }

  return json_parser_get_root (parser) == NULL
             ? NULL
             : json_node_get_array (json_parser_get_root (parser));
}

static JsonNode *
published_at (const char *example,
              const char *pointer)
{
  JsonArray *examples = get_examples ();

  for (guint i = 0; i < json_array_get_length (examples); i++)
    {
      JsonObject *object = json_array_get_object_element (examples, i);
      JsonNode *node = json_object_get_member (object, "expected");
      g_auto (GStrv) steps = NULL;

      if (strcmp (golden_text (object, "id"), example) != 0)
        continue;
      steps = g_strsplit (pointer + 1, "/", -1);
      for (guint k = 0; steps[k] != NULL && node != NULL; k++)
        node = JSON_NODE_HOLDS_OBJECT (node)
                   ? json_object_get_member (json_node_get_object (node), steps[k])
                   : json_array_get_element (json_node_get_array (node),
                                             (guint) g_ascii_strtoull (steps[k], NULL, 10));
      return node;
    }

  return NULL;
}

static gboolean
add_published (GoldenCase *self,
               GPtrArray  *runs,
               const char *figure,
               TwFraction *sum)
{
  g_auto (GoldenValue) value = { TW_FRACTION_ZERO, NULL };
  g_autofree char *why = NULL;
  gboolean minus = figure[0] == '-';

  if (!golden_figure (self, runs, minus ? figure + 1 : figure, &value, &why) || value.text != NULL)
    {
      g_test_message ("%s: %s", figure, why != NULL ? why : value.text);
      return FALSE;
    }

  return minus ? tw_fraction_sub (*sum, value.number, sum)
               : tw_fraction_add (*sum, value.number, sum);
}

gboolean
golden_published_value (GoldenCase *self,
                        GPtrArray  *runs,
                        JsonNode   *figure,
                        TwFraction *sum)
{
  JsonNode *of = JSON_NODE_HOLDS_OBJECT (figure)
                     ? json_object_get_member (json_node_get_object (figure), "of")
                     : figure;
  TwFraction number;

  *sum = TW_FRACTION_ZERO;
  if (JSON_NODE_HOLDS_ARRAY (of))
    {
      JsonArray *list = json_node_get_array (of);

      for (guint i = 0; i < json_array_get_length (list); i++)
        if (!add_published (self, runs, json_array_get_string_element (list, i), sum))
          return FALSE;
    }
  else if (!add_published (self, runs, json_node_get_string (of), sum))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (figure))
    return TRUE;
  if (golden_text (json_node_get_object (figure), "times") != NULL
      && !(golden_parse_number (golden_text (json_node_get_object (figure), "times"), &number)
           && tw_fraction_mul (*sum, number, sum)))
    return FALSE;

  return golden_text (json_node_get_object (figure), "plus") == NULL
         || (golden_parse_number (golden_text (json_node_get_object (figure), "plus"), &number)
             && tw_fraction_add (*sum, number, sum));
}

guint
golden_check_published (GoldenCase *self,
                        GPtrArray  *runs)
{
  const char *example = golden_text (self->json, "example");
  g_autoptr (GList) pointers = NULL;
  JsonObject *published;
  guint failures = 0;

  if (json_object_has_member (self->json, "real"))
    return golden_check_real (self, runs);
  if (example == NULL || !json_object_has_member (self->json, "published"))
    return 0;
  if (get_examples () == NULL)
    {
      g_test_message ("published figures of %s aren't compared: they aren't here", example);
      return 0;
    }
  published = json_object_get_object_member (self->json, "published");
  pointers = json_object_get_members (published);
  for (GList *l = pointers; l != NULL; l = l->next)
    {
      JsonNode *node = published_at (example, l->data);
      const char *text = node == NULL ? NULL : json_node_get_string (node);
      TwFraction wanted;
      TwFraction got;

      if (text == NULL || !golden_parse_number (text, &wanted))
        g_test_message ("%s: the example has no such figure", (char *) l->data);
      else if (golden_published_value (self, runs, json_object_get_member (published, l->data), &got)
               && tw_fraction_compare (rounded (got, decimals_of (text)), wanted) == 0)
        continue;
      else
        g_test_message ("%s: published is %s", (char *) l->data, text);
      failures++;
    }

  return failures;
}

/* ---- what holds for every case ---- */

static gboolean
is_expected_error (GoldenCase      *self,
                   const GoldenRun *run,
                   const char      *partner,
                   const TwFinding *finding)
{
  JsonObject *error = json_object_has_member (self->json, "error")
                      ? json_object_get_object_member (self->json, "error") : NULL;
  const char *contains;

  if (error == NULL || strcmp (golden_text (error, "period"), run->period) != 0
      || strcmp (golden_text (error, "partner"), partner) != 0)
    return FALSE;
  contains = golden_text (error, "contains");

  return contains == NULL || strstr (finding->message, contains) != NULL;
}

static guint
check_result (GoldenCase            *self,
              const GoldenRun       *run,
              const TwPartnerResult *result)
{
  const char *partner = golden_run_id (run, TW_RELATION_PARTNER, result->partner);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint failures = 0;

  for (guint i = 0; i < result->findings->len; i++)
    {
      const TwFinding *finding = result->findings->pdata[i];

      if (is_expected_error (self, run, partner, finding))
        continue;
      g_test_message ("%s %s: %s at %s", run->period, partner, finding->message, finding->path);
      failures++;
    }
  for (guint i = 0; i < result->classified->len; i++)
    {
      TwClassified *one = &g_array_index (result->classified, TwClassified, i);

      if (g_hash_table_add (seen, &one->fact))
        continue;
      g_test_message ("%s %s: %s is classified twice",
                      run->period,
                      partner,
                      golden_run_id (run, TW_RELATION_FACT, one->fact));
      failures++;
    }

  return failures;
}

guint
golden_check_rest (GoldenCase *self,
                   GPtrArray  *runs)
{
  guint failures = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];

      for (guint p = 0; p < tw_dataset_n_rows (run->dataset, TW_RELATION_PARTNER); p++)
        {
          const TwPartnerResult *result = tw_engine_get_result (run->engine, p);

          if (result != NULL)
            failures += check_result (self, run, result);
        }
    }

  return failures;
}

guint
golden_check_warnings (GoldenCase *self)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *expected = golden_array (self->json, "warned");
  guint failures = 0;

  if (!json_object_has_member (self->json, "warned"))
    return 0;
  for (guint i = 0; i < self->documents->len; i++)
    {
      g_autoptr (GPtrArray) findings = tw_program_check (self->documents->pdata[i]);

      for (guint k = 0; k < findings->len; k++)
        {
          const TwFinding *finding = findings->pdata[k];

          if (finding->code[0] == 'W')
            g_hash_table_add (codes, (gpointer) g_intern_string (finding->code));
        }
    }
  for (guint i = 0; i < json_array_get_length (expected); i++)
    if (!g_hash_table_remove (codes, json_array_get_string_element (expected, i)))
      {
        g_test_message ("the warning %s isn't given", json_array_get_string_element (expected, i));
        failures++;
      }
  if (g_hash_table_size (codes) > 0)
    {
      GHashTableIter iter;
      gpointer code;

      g_hash_table_iter_init (&iter, codes);
      while (g_hash_table_iter_next (&iter, &code, NULL))
        g_test_message ("the warning %s is given, and the case doesn't say so", (char *) code);
      failures += g_hash_table_size (codes);
    }

  return failures;
}

/* Every line that was posted, for the person who looks into a failure. */
void
golden_dump (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];

      for (guint p = 0; p < tw_dataset_n_rows (run->dataset, TW_RELATION_PARTNER); p++)
        {
          const TwPartnerResult *result = tw_engine_get_result (run->engine, p);

          for (guint k = 0; result != NULL && k < result->lines->len; k++)
            {
              const TwLine *line = &g_array_index (result->lines, TwLine, k);
              const TwRule *rule = golden_run_rule (run, line->version, line->rule);
              const char *fact = golden_run_id (run, TW_RELATION_FACT, line->fact);
              g_autofree char *amount
                  = golden_value_format ((GoldenValue){ golden_major (run, line->amount), NULL });

              g_test_message ("%s %s %s %s %s: %s",
                              run->period,
                              golden_run_id (run, TW_RELATION_PARTNER, p),
                              rule == NULL ? "program" : rule->id,
                              tw_line_kind_to_string (line->kind),
                              fact == NULL ? "-" : fact,
                              amount);
            }
        }
    }
}
