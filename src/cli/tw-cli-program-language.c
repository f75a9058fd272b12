/* tw-cli-program-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* program language: how a program is written, from the same schema and vocabulary that programs are read with. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include <string.h>

#include "tw-cli-program-language.h"
#include "tw-program-template.h"
#include "tw-vocabulary.h"

static const struct
{
  const char *place;    /* object.field */
  const char *text;
} meanings[] = {
  { "program.tierwright", N_("the version of the language: 1") },
  { "program.effective_from", N_("first day; facts are priced by the version in force on their date") },
  { "program.define", N_("names for values and conditions that are used in several places") },
  { "program.tiers", N_("lowest first; a partner has the highest whose conditions it meets") },
  { "program.designations", N_("distinctions beside the tiers, each for itself") },
  { "program.limits", N_("limits over several rules, after stacking") },
  { "rule.kind", N_("a word of your own: rebate, commission, royalty …") },
  { "rule.direction", N_("charge: the partner owes it") },
  { "rule.who", N_("condition on the partner; looked at on the fact's date, or “at” period_end or enrolment") },
  { "rule.counts", N_("what is paid on: the measure") },
  { "rule.qualifier", N_("what picks the band, where it isn't the measure itself: attainment, growth") },
  { "rule.window", N_("what is added up before a table rates it; the pay period by default") },
  { "rule.rate", N_("short form of a table: a share of money") },
  { "rule.price", N_("short form of a table: an amount for each one") },
  { "rule.flat", N_("short form of a table: an amount once") },
  { "rule.adjust", N_("one after the other on what the table gives") },
  { "rule.split", N_("how credited partners share a fact") },
  { "rule.stacking", N_("how rules that count the same facts stand to each other") },
  { "rule.reversal", N_("refunds: at the original's amount, or as negative facts of their own date") },
  { "table.mode", N_("marginal: each band rates its own part; retroactive: the band reached rates everything; interpolated: bands "
                     "add their values evenly, and the last one only marks the end") },
  { "table.edge", N_("from: a bound belongs to the band above; to: to the band below") },
  { "table.scale", N_("bounds are multiples of it") },
  { "band.from", N_("where it begins; null: from minus infinity, first band only") },
  { "measure.sum", N_("one head: sum, count (“facts”), distinct, largest, smallest, latest, average, median, first_date, nth") },
  { "measure.fact", N_("kinds of fact; “program language facts” lists them") },
  { "measure.where", N_("filter; the short form is {\"attribute\": \"text\"}") },
  { "measure.date", N_("which of the fact's dates places it") },
  { "measure.window", N_("where it isn't the rule's; tiers have to say it") },
  { "measure.shift", N_("moves the window: -1 year") },
  { "measure.pool", N_("also of the partner's group, or of all partners") },
  { "measure.free", N_("so much of it doesn't count") },
  { "limit.per", N_("of each fact, unit of the calendar, or in all; the window by default") },
  { "limit.each", N_("a limit for every customer, person …") },
  { "limit.excess", N_("carry: what is cut is added to the next unit") },
  { "program_limit.over", N_("program: over all partners together") },
  { "program_limit.share", N_("who is cut: whoever comes last, or everybody in proportion") },
  { "split.by", N_("given shares, equal, first, last, position, roles or decay; roles that nobody has are left out of the sum") },
  { "split.mode", N_("overlay: every credited partner gets the whole") },
  { "split.of", N_("measure: shared before limits, which then hold for each part; earned: after them") },
  { "stacking.policy", N_("additive: each pays; exclusive: a fact counts for the first; best_of: only the largest; sequential: later "
                          "ones count what earlier leave (base: reduced)") },
  { "clawback.on", N_("filter of what has it taken back; found by what it reverses, else by subscription, else by deal") },
  { "clawback.within", N_("of the fact's date") },
  { "timing.holdback", N_("a share that is kept until “release” has passed") },
  { "tier.enter", N_("{\"all\": []} is every partner") },
  { "tier.keep", N_("instead of “enter” while it is held; or keep_at_least … beside a comparison") },
  { "tier_policy.demote", N_("“grace”: how long criteria can be met again") },
  { "fund.name", N_("rules credit it by \"payee\": \"fund:NAME\"; “fund.NAME” is its balance") },
  { "payment.per", N_("the period of statements") },
  { "payment.below", N_("what becomes of less than the minimum") },
};

static const char example[] =
  "  {\n"
  "    \"tierwright\": 1, \"name\": \"Volume 2026\", \"partner_type\": \"reseller\", \"currency\": \"USD\",\n"
  "    \"effective_from\": \"2026-01-01\",\n"
  "    \"rules\": [ {\n"
  "      \"id\": \"volume\", \"name\": \"Volume rebate\", \"kind\": \"rebate\", \"window\": \"quarter\",\n"
  "      \"counts\": { \"sum\": \"amount\", \"fact\": \"sale\", \"where\": { \"product.category\": \"Servers\" } },\n"
  "      \"table\": { \"mode\": \"marginal\", \"bands\": [ { \"from\": \"0.00\", \"rate\": \"1%\" },\n"
  "                                                { \"from\": \"50000.00\", \"rate\": \"2.5%\" } ] },\n"
  "      \"adjust\": [ { \"max\": \"20000.00\", \"per\": \"quarter\" } ]\n"
  "    } ],\n"
  "    \"payment\": { \"per\": \"quarter\" }\n"
  "  }\n";

/* ---- the schema in short ---- */

static void append_shape (GString    *text,
                          JsonObject *schema);

static void
append_list (GString    *text,
             JsonArray  *array,
             const char *between)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (i > 0)
        g_string_append (text, between);
      if (JSON_NODE_HOLDS_OBJECT (node))
        append_shape (text, json_node_get_object (node));
      else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_string_append (text, json_node_get_string (node));
    }
}

static gboolean
is_required (JsonObject *schema,
             const char *name)
{
  JsonArray *required = json_object_has_member (schema, "required") ? json_object_get_array_member (schema, "required") : NULL;

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (g_str_equal (json_array_get_string_element (required, i), name))
      return TRUE;

  return FALSE;
}

static void
append_fields (GString    *text,
               JsonObject *schema)
{
  JsonObject *properties = json_object_get_object_member (schema, "properties");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;

  g_string_append (text, "{ ");
  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_string_append_printf (text, "%s%s%s: ", first ? "" : ", ", name, is_required (schema, name) ? "*" : "");
      append_shape (text, json_node_get_object (node));
      first = FALSE;
    }
  g_string_append (text, " }");
}

static void
append_shape (GString    *text,
              JsonObject *schema)
{
  static const char *const choices[] = { "anyOf", "oneOf" };
  JsonNode *more = json_object_get_member (schema, "additionalProperties");
  JsonNode *items = json_object_get_member (schema, "items");

  if (json_object_has_member (schema, "$ref"))
    {
      g_string_append (text, strrchr (json_object_get_string_member (schema, "$ref"), '/') + 1);
      return;
    }
  if (json_object_has_member (schema, "enum"))
    {
      append_list (text, json_object_get_array_member (schema, "enum"), " | ");
      return;
    }
  if (json_object_has_member (schema, "properties"))
    {
      append_fields (text, schema);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (json_object_has_member (schema, choices[i]))
      {
        append_list (text, json_object_get_array_member (schema, choices[i]), _(" or "));
        return;
      }
  if (items != NULL && JSON_NODE_HOLDS_OBJECT (items))
    {
      g_string_append (text, "[ ");
      append_shape (text, json_node_get_object (items));
      g_string_append (text, " … ]");
    }
  else if (more != NULL && JSON_NODE_HOLDS_OBJECT (more))
    {
      g_string_append (text, "{ \"…\": ");
      append_shape (text, json_node_get_object (more));
      g_string_append (text, " }");
    }
  else if (json_object_has_member (schema, "const"))
    g_string_append (text, "1");
  else if (json_object_has_member (schema, "type"))
    {
      const char *type = json_object_get_string_member (schema, "type");

      g_string_append (text, g_str_equal (type, "string") ? _("text") : g_str_equal (type, "array") ? "[ … ]" : type);
    }
  else
    g_string_append (text, _("text"));
}

/* ---- topics ---- */

static const char *
meaning_of (const char *object,
            const char *field)
{
  g_autofree char *place = g_strconcat (object, ".", field, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].place, place))
      return g_dgettext (GETTEXT_PACKAGE, meanings[i].text);

  return NULL;
}

static void
print_fields (const char *topic,
              JsonObject *schema)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, json_object_get_object_member (schema, "properties"));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autoptr (GString) shape = g_string_new (NULL);
      const char *meaning = meaning_of (topic, name);

      append_shape (shape, json_node_get_object (node));
      g_print ("  %s%s: %s\n", name, is_required (schema, name) ? "*" : "", shape->str);
      if (meaning != NULL)
        g_print ("      %s\n", meaning);
    }
}

/* Of what is one of several objects, and so has no list of fields. */
static void
print_meanings (const char *topic)
{
  gsize length = strlen (topic);

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (strncmp (meanings[i].place, topic, length) == 0 && meanings[i].place[length] == '.')
      g_print ("  %s: %s\n", meanings[i].place + length + 1, g_dgettext (GETTEXT_PACKAGE, meanings[i].text));
}

static void
print_object (const char *topic,
              JsonObject *schema)
{
  static const char *const choices[] = { "anyOf", "oneOf" };

  g_print ("%s\n", topic);
  if (json_object_has_member (schema, "description"))
    g_print ("  %s\n", json_object_get_string_member (schema, "description"));
  if (json_object_has_member (schema, "properties"))
    {
      print_fields (topic, schema);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (json_object_has_member (schema, choices[i]))
      {
        JsonArray *array = json_object_get_array_member (schema, choices[i]);

        for (guint k = 0; k < json_array_get_length (array); k++)
          {
            g_autoptr (GString) shape = g_string_new (NULL);

            append_shape (shape, json_array_get_object_element (array, k));
            g_print ("  %s%s\n", k == 0 ? "" : _("or "), shape->str);
          }
        print_meanings (topic);
        return;
      }
  {
    g_autoptr (GString) shape = g_string_new (NULL);

    append_shape (shape, schema);
    g_print ("  %s\n", shape->str);
  }
}

static void
print_attributes (const TwVocabulary *vocabulary,
                  const char         *scope)
{
  g_auto (GStrv) names = tw_vocabulary_list_attributes (vocabulary, scope);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const types[] = { N_("amount"), N_("number"), N_("date"), N_("yes or no"), N_("text") };
  static const TwValueType order[] = { TW_VALUE_MONEY, TW_VALUE_NUMBER, TW_VALUE_DATE, TW_VALUE_BOOL, TW_VALUE_TEXT };

  for (guint t = 0; t < G_N_ELEMENTS (order); t++)
    {
      g_string_truncate (text, 0);
      for (guint i = 0; names[i] != NULL; i++)
        {
          TwValueType type;

          if (tw_vocabulary_get_attribute (vocabulary, scope, names[i], &type) && type == order[t])
            g_string_append_printf (text, " %s", names[i]);
        }
      if (text->len > 0)
        g_print ("    %s:%s\n", g_dgettext (GETTEXT_PACKAGE, types[t]), text->str);
    }
}

static void
print_kind (const TwVocabulary *vocabulary,
            const char         *kind)
{
  static const char *const types[] = { "isv", "reseller", "oem", "si" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (tw_fact_kind_is_produced (kind, types[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", types[i]);
  /* Translators: a kind of fact, and the types of partner that produce it. */
  g_print (_("  %1$s, of partners of the types %2$s\n"), kind, text->str);
  print_attributes (vocabulary, kind);
}

static void
print_facts (const TwVocabulary *vocabulary)
{
  static const char *const scopes[] = { "partner", "customer", "product", "person", "period", "agreement", "enrolment" };

  g_print ("facts\n");
  for (guint i = 0; tw_fact_kind_nth (i) != NULL; i++)
    print_kind (vocabulary, tw_fact_kind_nth (i));
  g_print ("%s\n", _("What belongs to a fact or its partner, such as customer.segment; an agreement's terms have any name:"));
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_print ("  %s.…\n", scopes[i]);
      print_attributes (vocabulary, scopes[i]);
    }
}

static void
print_overview (JsonObject *definitions)
{
  JsonObjectIter iter;
  const char *name;

  g_print ("%s\n", _("A program is a JSON object. Amounts, shares, numbers and dates are texts: \"250000.00\", \"2.5%\", \"12\", "
                     "\"2026-03-31\", \"90 days\". The least that pays:"));
  g_print ("%s", example);
  g_print ("%s\n", _("“tierwright program export FILE NAME” writes any program so, templates too. “tierwright program language TOPIC” "
                     "says what can stand where; * has to be there. --format json gives the JSON schema, for editors that complete and "
                     "check by it. Topics:"));
  g_print ("  program facts all reversal clawback stacking timing accrual");
  json_object_iter_init_ordered (&iter, definitions);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    g_print (" %s", name);
  g_print ("\n");
}

static void
print_all (const TwVocabulary *vocabulary,
           JsonObject         *root,
           JsonObject         *definitions)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  print_overview (definitions);
  print_object ("program", root);
  json_object_iter_init_ordered (&iter, definitions);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    print_object (name, json_node_get_object (node));
  print_facts (vocabulary);
}

/* (nullable) (transfer none): a definition, or an object that stands in a rule alone, such as timing. */
static JsonObject *
find_object (JsonObject *definitions,
             const char *topic)
{
  JsonObject *rule = json_object_get_object_member (json_object_get_object_member (definitions, "rule"), "properties");
  JsonObject *owner = json_object_has_member (definitions, topic) ? definitions : rule;

  return json_object_has_member (owner, topic) ? json_object_get_object_member (owner, topic) : NULL;
}

int
tw_cli_program_language (const char  *topic,
                         TwCliFormat  format)
{
  g_autofree char *text = tw_program_schema_text ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();
  JsonObject *root;
  JsonObject *definitions;
  GError *error = NULL;

  if (format == TW_FORMAT_JSON)
    {
      g_print ("%s", text);
      return TW_EXIT_DONE;
    }
  if (!json_parser_load_from_data (parser, text, -1, &error))
    return tw_cli_fail (error);
  root = json_node_get_object (json_parser_get_root (parser));
  definitions = json_object_get_object_member (root, "$defs");

  if (topic == NULL)
    print_overview (definitions);
  else if (g_str_equal (topic, "all"))
    print_all (vocabulary, root, definitions);
  else if (g_str_equal (topic, "program"))
    print_object (topic, root);
  else if (g_str_equal (topic, "facts"))
    print_facts (vocabulary);
  else if (find_object (definitions, topic) != NULL)
    print_object (topic, find_object (definitions, topic));
  else if (tw_fact_kind_is_known (topic))
    print_kind (vocabulary, topic);
  else
    {
      g_printerr (_("“%s” is no topic. “tierwright program language” lists them.\n"), topic);
      return TW_EXIT_USAGE;
    }

  return TW_EXIT_DONE;
}
