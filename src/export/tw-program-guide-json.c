/* tw-program-guide-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include <json-glib/json-glib.h>

#include "tw-decimal.h"
#include "tw-program-describe.h"

/* The guide for programs that read it. Numbers are strings, so that no reader makes a double of them. */

static void
set_text (JsonObject *object,
          const char *key,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

/* Takes over @text. */
static void
take_text (JsonObject *object,
           const char *key,
           char       *text)
{
  set_text (object, key, text);
  g_free (text);
}

/* Takes over @texts. */
static void
take_list (JsonObject  *object,
           const char  *key,
           char       **texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    if (*texts[i] != '\0')
      json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, key, array);
  g_strfreev (texts);
}

static char *
plain_quantity (const TwProgramGuide *guide,
                gint64                value,
                TwValueType           type)
{
  return tw_decimal_format (value, type == TW_VALUE_MONEY ? guide->program->currency_digits : TW_MILLIONTHS_DIGITS);
}

/* (transfer full): a band's bound without the grouping that a person reads. */
static char *
plain_bound (const TwProgramGuide *guide,
             guint                 rule,
             guint                 band)
{
  char *text = tw_program_guide_bound (guide, rule, band);
  char *to = text;

  for (const char *from = text; from != NULL && *from != '\0'; from++)
    if (*from != ',')
      *to++ = *from;
  if (text != NULL)
    *to = '\0';

  return text;
}

static void
add_tiers (const TwProgramGuide *guide,
           JsonObject           *root)
{
  g_autoptr (GPtrArray) tiers = tw_program_guide_tiers (guide);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tiers->len; i++)
    {
      char **tier = tiers->pdata[i];
      JsonObject *object = json_object_new ();

      set_text (object, "name", tier[0]);
      take_list (object, "criteria", g_strsplit (tier[1], "\n", -1));
      take_list (object, "benefits", g_strsplit (tier[2], "\n", -1));
      take_list (object, "reviews", g_strsplit (tier[3], "\n", -1));
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (root, "tiers", array);
}

static JsonArray *
make_bands (const TwProgramGuide *guide,
            guint                 rule,
            guint                 variant)
{
  JsonArray *array = json_array_new ();

  for (guint band = 0; band < guide->program->rules[rule].table->n_bands; band++)
    {
      JsonObject *object = json_object_new ();

      take_text (object, "from", plain_bound (guide, rule, band));
      take_text (object, "pays", tw_program_guide_band_pay (guide, rule, variant, band));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
make_examples (const TwProgramGuide *guide,
               guint                 rule,
               guint                 v)
{
  const TwPayoutExamples *examples = guide->examples->pdata[rule];
  const TwPayoutVariant *variant = examples->variants->pdata[v];
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < examples->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);
      JsonObject *object;

      if (point->kind == TW_POINT_CURVE)
        continue;
      object = json_object_new ();
      set_text (object, "where", tw_program_guide_place (point));
      take_text (object, "edge", point->edge >= 0 ? plain_bound (guide, rule, point->edge) : NULL);
      take_text (object, "qualifier", plain_quantity (guide, point->qualifier, examples->qualifier_type));
      take_text (object, "measure", plain_quantity (guide, point->measure, examples->measure_type));
      take_text (object, "amount", tw_decimal_format (variant->amounts[i], guide->program->currency_digits));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
make_rule (const TwProgramGuide *guide,
           guint                 rule)
{
  const TwPayoutExamples *examples = guide->examples->pdata[rule];
  const TwRule *of = &guide->program->rules[rule];
  JsonObject *object = json_object_new ();
  JsonArray *variants = json_array_new ();

  set_text (object, "id", of->id);
  set_text (object, "name", of->name);
  set_text (object, "kind", of->kind);
  take_text (object, "text", tw_program_describe_rule (guide->program, rule));
  take_text (object, "measure", tw_program_guide_measure (guide, rule, FALSE));
  take_text (object, "qualifier", tw_program_guide_measure (guide, rule, TRUE));
  take_list (object, "assumes", tw_program_guide_assumes (guide, rule));
  for (guint v = 0; v < examples->variants->len; v++)
    {
      const TwPayoutVariant *variant = examples->variants->pdata[v];
      JsonObject *one = json_object_new ();

      set_text (one, "for", variant->name);
      json_object_set_array_member (one, "bands", make_bands (guide, rule, v));
      json_object_set_array_member (one, "examples", make_examples (guide, rule, v));
      json_array_add_object_element (variants, one);
    }
  json_object_set_array_member (object, "variants", variants);

  return object;
}

static void
add_rules (const TwProgramGuide *guide,
           JsonObject           *root)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < guide->program->n_rules; i++)
    json_array_add_object_element (array, make_rule (guide, i));
  json_object_set_array_member (root, "rules", array);
}

static void
add_glossary (const TwProgramGuide *guide,
              JsonObject           *root)
{
  g_autoptr (GPtrArray) glossary = tw_program_guide_glossary (guide);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < glossary->len; i++)
    {
      char **pair = glossary->pdata[i];
      JsonObject *object = json_object_new ();

      set_text (object, "term", pair[0]);
      set_text (object, "meaning", pair[1]);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (root, "glossary", array);
}

static void
add_benefits (const TwProgramGuide *guide,
              JsonObject           *root)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < guide->design->n_benefits; i++)
    json_array_add_string_element (array, guide->design->benefits[i].name);
  json_object_set_array_member (root, "benefits", array);
}

char *
tw_program_guide_json (const TwProgramGuide *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();

  json_node_take_object (node, root);
  set_text (root, "program", self->program->name);
  set_text (root, "partner_type", self->program->partner_type);
  set_text (root, "currency", self->program->currency);
  json_object_set_int_member (root, "version", self->number);
  json_object_set_boolean_member (root, "draft", self->draft);
  take_text (root, "from", self->from != TW_DATE_NONE ? tw_date_format (self->from) : NULL);
  take_text (root, "to", self->to != TW_DATE_NONE ? tw_date_format (self->to) : NULL);
  add_benefits (self, root);
  add_tiers (self, root);
  take_list (root, "reviews", tw_program_guide_reviews (self));
  add_rules (self, root);
  take_list (root, "payment", tw_program_guide_payment (self));
  add_glossary (self, root);

  return json_to_string (node, TRUE);
}
