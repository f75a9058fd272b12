/* golden-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-case.h"

#include "tw-finding.h"

#include <stdio.h>
#include <string.h>

static const char *const case_keys[] = {
  "id",       "title",     "what",       "example",   "calendar", "currencies", "pivot",
  "programs", "partners",  "enrolments", "customers", "products", "persons",    "agreements",
  "tiers",    "fx",        "targets",    "facts",     "periods",  "evaluate",   "expect",
  "open",     "published", "refused",    "error",     "warned",   "real",
};

const char *
golden_text (JsonObject *object,
             const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    g_error ("“%s” has to be a text", key);

  return json_node_get_string (node);
}

/* An empty array where the key is absent. */
JsonArray *
golden_array (JsonObject *object,
              const char *key)
{
  static JsonArray *empty;

  if (empty == NULL)
    empty = json_array_new ();
  if (!json_object_has_member (object, key))
    return empty;

  return json_object_get_array_member (object, key);
}

TwDate
golden_date (const char *text)
{
  g_autoptr (GError) error = NULL;
  TwDate date = TW_DATE_NONE;

  if (text == NULL)
    return TW_DATE_NONE;
  if (!tw_date_parse (text, &date, &error))
    g_error ("%s", error->message);

  return date;
}

/* ---- rows that stand for many ---- */

/* Every text of @object with `#` replaced by @number. */
static JsonObject *
numbered (JsonObject *object,
          guint       number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autoptr (GList) keys = json_object_get_members (object);
  JsonObject *copy = json_object_new ();

  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);

      if (strcmp (l->data, "repeat") == 0)
        continue;
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          g_auto (GStrv) parts = g_strsplit (json_node_get_string (node), "#", -1);
          g_autofree char *text = g_strjoinv (digits, parts);

          json_object_set_string_member (copy, l->data, text);
        }
      else
        json_object_set_member (copy, l->data, json_node_copy (node));
    }

  return copy;
}

/* A row with `repeat` becomes so many rows, numbered from 1. */
static void
expand (GoldenCase *self,
        const char *list)
{
  JsonArray *rows = golden_array (self->json, list);
  JsonArray *all;

  if (!json_object_has_member (self->json, list))
    return;
  all = json_array_new ();
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *repeat = golden_text (row, "repeat");
      guint n = repeat == NULL ? 1 : (guint) g_ascii_strtoull (repeat, NULL, 10);

      if (n == 0)
        g_error ("%s: “repeat” has to be a number above 0", self->id);
      for (guint k = 1; k <= n; k++)
        json_array_add_object_element (all, repeat != NULL ? numbered (row, k)
                                                           : json_object_ref (row));
    }
  json_object_set_array_member (self->json, list, all);
}

static void
free_program (GoldenProgram *program)
{
  g_ptr_array_unref (program->versions);
  g_free (program);
}

static void
free_tier (GoldenTier *tier)
{
  g_free (tier->partner);
  g_free (tier->program);
  g_free (tier->designation);
  g_free (tier->tier);
  g_free (tier);
}

static void
check_keys (GoldenCase *self)
{
  g_autoptr (GList) keys = json_object_get_members (self->json);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (case_keys); i++)
        known |= strcmp (l->data, case_keys[i]) == 0;
      if (!known)
        g_error ("%s: unknown key “%s”", self->id, (char *) l->data);
    }
}

static void
read_calendar (GoldenCase *self)
{
  int month = 1;
  int day = 1;

  if (json_object_has_member (self->json, "calendar"))
    {
      JsonObject *calendar = json_object_get_object_member (self->json, "calendar");

      if (sscanf (golden_text (calendar, "year_start"), "%d-%d", &month, &day) != 2)
        g_error ("%s: year_start has to be MM-DD", self->id);
    }
  self->calendar = tw_calendar_new (month, day, NULL);
  tw_vocabulary_set_calendar (self->vocabulary, self->calendar);
}

static TwValueType
typed_value_type (JsonObject *value)
{
  if (json_object_has_member (value, "money"))
    return TW_VALUE_MONEY;
  if (json_object_has_member (value, "number"))
    return TW_VALUE_NUMBER;
  if (json_object_has_member (value, "date"))
    return TW_VALUE_DATE;

  return TW_VALUE_TEXT;
}

static void
learn_values (GoldenCase *self,
              const char *list,
              const char *key,
              const char *scope)
{
  JsonArray *array = golden_array (self->json, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = json_array_get_object_element (array, i);
      g_autoptr (GList) names = NULL;
      JsonObject *values;

      if (!json_object_has_member (element, key))
        continue;
      values = json_object_get_object_member (element, key);
      names = json_object_get_members (values);
      for (GList *l = names; l != NULL; l = l->next)
        tw_vocabulary_add_attribute (
            self->vocabulary,
            scope,
            l->data,
            typed_value_type (json_object_get_object_member (values, l->data)));
    }
}

static void
learn_currencies (GoldenCase *self)
{
  g_autoptr (GList) codes = NULL;
  JsonObject *currencies;

  if (!json_object_has_member (self->json, "currencies"))
    return;
  currencies = json_object_get_object_member (self->json, "currencies");
  codes = json_object_get_members (currencies);
  for (GList *l = codes; l != NULL; l = l->next)
    tw_vocabulary_add_currency (self->vocabulary, l->data,
                                (int) json_object_get_int_member (currencies, l->data));
}

static void
read_tiers (GoldenCase *self)
{
  JsonArray *tiers = golden_array (self->json, "tiers");

  for (guint i = 0; i < json_array_get_length (tiers); i++)
    {
      JsonObject *object = json_array_get_object_element (tiers, i);
      GoldenTier *tier = g_new0 (GoldenTier, 1);

      tier->partner = g_strdup (golden_text (object, "partner"));
      tier->program = g_strdup (golden_text (object, "program"));
      tier->tier = g_strdup (golden_text (object, "tier"));
      tier->from = golden_date (golden_text (object, "from"));
      tier->to = golden_date (golden_text (object, "to"));
      g_ptr_array_add (self->tiers, tier);
    }
}

GoldenCase *
golden_case_load (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  GoldenCase *self = g_new0 (GoldenCase, 1);

  self->family = g_path_get_basename (folder);
  self->parser = json_parser_new ();
  if (!json_parser_load_from_file (self->parser, path, &error))
    g_error ("%s: %s", path, error->message);
  self->json = json_node_get_object (json_parser_get_root (self->parser));
  self->id = g_strdup (golden_text (self->json, "id"));
  self->vocabulary = tw_vocabulary_new ();
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  self->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_program);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_finding_free);
  self->tiers = g_ptr_array_new_with_free_func ((GDestroyNotify) free_tier);

  check_keys (self);
  expand (self, "facts");
  expand (self, "persons");
  expand (self, "customers");
  read_calendar (self);
  learn_currencies (self);
  learn_values (self, "agreements", "terms", "agreement");
  learn_values (self, "facts", "extra", "fact");
  read_tiers (self);

  return self;
}

void
golden_case_free (GoldenCase *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->tiers);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->programs);
  g_ptr_array_unref (self->documents);
  tw_vocabulary_free (self->vocabulary);
  tw_calendar_free (self->calendar);
  g_object_unref (self->parser);
  g_free (self->family);
  g_free (self->id);
  g_free (self);
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  const TwProgram *left = *(TwProgram * const *) a;
  const TwProgram *right = *(TwProgram * const *) b;

  return left->effective_from < right->effective_from
             ? -1
             : left->effective_from > right->effective_from;
}

static void
add_version (GoldenCase *self,
             TwProgram  *program)
{
  GoldenProgram *group = NULL;

  for (guint i = 0; i < self->programs->len && group == NULL; i++)
    if (strcmp (((GoldenProgram *) self->programs->pdata[i])->name, program->name) == 0)
      group = self->programs->pdata[i];
  if (group == NULL)
    {
      group = g_new0 (GoldenProgram, 1);
      group->name = program->name;
      group->versions = g_ptr_array_new ();
      g_ptr_array_add (self->programs, group);
    }
  g_ptr_array_add (group->versions, program);
  g_ptr_array_sort (group->versions, compare_versions);
  for (guint i = 0; i < group->versions->len; i++)
    ((TwProgram *) group->versions->pdata[i])->version = i + 1;
}

/* A value that is a number or money by where it stands stands in a sum of points where `as` says
 * number. */
static JsonNode *
as_asked (JsonObject *evaluate,
          JsonNode   *value)
{
  g_autofree char *text = NULL;
  g_autofree char *wrapped = NULL;

  if (golden_text (evaluate, "as") == NULL)
    return json_node_copy (value);
  text = json_to_string (value, FALSE);
  wrapped = g_strdup_printf ("{\"points\":[{\"value\":%s,\"floor\":\"-9000000000000\"}]}", text);

  return json_from_string (wrapped, NULL);
}

/* What `evaluate` names becomes a definition of its program, so that it is checked and typed like
 * one. */
static JsonNode *
with_evaluations (GoldenCase *self,
                  JsonNode   *program,
                  gboolean    is_first)
{
  g_autoptr (GList) names = NULL;
  g_autofree char *text = NULL;
  JsonObject *evaluate;
  JsonObject *define;
  JsonNode *copy;

  if (!json_object_has_member (self->json, "evaluate"))
    return json_node_copy (program);
  evaluate = json_object_get_object_member (self->json, "evaluate");
  names = json_object_get_members (evaluate);
  text = json_to_string (program, FALSE);
  copy = json_from_string (text, NULL);
  if (!json_object_has_member (json_node_get_object (copy), "define"))
    json_object_set_object_member (json_node_get_object (copy), "define", json_object_new ());
  define = json_object_get_object_member (json_node_get_object (copy), "define");
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *node = json_object_get_object_member (evaluate, l->data);
      const char *of = golden_text (node, "program");
      const char *kind = json_object_has_member (node, "condition") ? "condition" : "value";
      g_autofree char *name = g_strconcat ("golden_", l->data, NULL);

      if (!json_object_has_member (node, kind))
        continue;
      if (of == NULL ? is_first
                     : strcmp (of, golden_text (json_node_get_object (program), "name")) == 0)
        json_object_set_member (define, name, as_asked (node, json_object_get_member (node, kind)));
    }

  return copy;
}

gboolean
golden_case_load_programs (GoldenCase *self)
{
  JsonArray *programs = golden_array (self->json, "programs");

  for (guint i = 0; i < json_array_get_length (programs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root
          = with_evaluations (self, json_array_get_element (programs, i), i == 0);
      TwProgramDocument *document
          = tw_program_document_new (root, self->vocabulary, self->findings, &error);
      TwProgram *program;

      if (document == NULL)
        {
          g_test_message ("%s", error->message);
          return FALSE;
        }
      g_ptr_array_add (self->documents, document);
      program = tw_program_document_get_program (document);
      program->id = tw_program_intern (program, program->name);
      add_version (self, program);
    }

  return TRUE;
}

int
golden_case_digits (const GoldenCase *self,
                    const char       *currency)
{
  int digits = tw_vocabulary_get_digits (self->vocabulary, currency);

  if (digits < 0)
    g_error ("%s: unknown currency %s", self->id, currency);

  return digits;
}

const char *
golden_case_currency (const GoldenCase *self)
{
  const GoldenProgram *first = self->programs->pdata[0];

  return ((TwProgram *) first->versions->pdata[0])->currency;
}
