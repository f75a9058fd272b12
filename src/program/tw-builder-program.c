/* tw-builder-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-currency.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The program as a whole: rules.md 1.2. */

#define PROGRAM_KEYS                                                                               \
  "$schema tierwright name partner_type currency effective_from effective_to calendar rounding "   \
  "fx attribution "                                                                                \
  "define tiers tier_policy designations rules limits funds payment objective benefits "           \
  "governance notes budget unconfirmed"

static void
define_free (gpointer data)
{
  Define *define = data;

  g_free (define->path);
  g_free (define);
}

static void
build_version (TwBuilder  *b,
               JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "tierwright");
  gsize mark = tw_builder_enter (b, "tierwright");
  int version = 0;

  if (node == NULL)
    {
      tw_builder_leave (b, mark);
      tw_refuse (b, "E1", _("Add \"tierwright\": 1."),
                 _("This is no Tierwright program: “tierwright” is missing."));
      return;
    }
  /* Other whole numbers may be texts; that which tells the language isn't one. */
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    tw_refuse (b, "E1", _("Write \"tierwright\": 1."), _("The version of the language is a number."));
  else if (tw_get_count (b, node, &version) && version != 1)
    tw_refuse (b, "E1", NULL,
               _("The program is in version %d of the language; this Tierwright reads version 1."),
               version);
  tw_builder_leave (b, mark);
}

static void
build_header (TwBuilder  *b,
              JsonObject *root)
{
  static const char *const required[] = { "name", "partner_type", "currency", "effective_from",
                                          "rules" };
  static const char * const types[] = { "isv", "reseller", "oem", "si" };
  TwProgram *program = b->program;
  const char *name = tw_member_name (b, root, "name");
  const char *currency = tw_member_text (b, root, "currency");
  int type;

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!json_object_has_member (root, required[i]))
      tw_refuse (b, "E1", NULL, _("A program needs “%s”."), required[i]);
  program->name = tw_program_intern (program, name != NULL ? name : "");
  program->id = program->name;
  type = tw_member_choice (b, root, "partner_type", "isv reseller oem si", 0);
  program->partner_type = types[type];
  program->currency = tw_program_intern (program, currency != NULL ? currency : "USD");
  if (currency != NULL)
    {
      int digits = tw_vocabulary_get_digits (b->vocabulary, currency);

      if (digits >= 0)
        program->currency_digits = digits;
      else
        {
          gsize mark = tw_builder_enter (b, "currency");

          tw_refuse (b, "E1", _("Add the currency, or write the code of one that exists."),
                     _("“%s” is no currency of this workspace."), currency);
          tw_builder_leave (b, mark);
        }
    }
}

static void
build_dates (TwBuilder  *b,
             JsonObject *root)
{
  JsonNode *from = json_object_get_member (root, "effective_from");
  JsonNode *to = json_object_get_member (root, "effective_to");
  TwDate last;
  gsize mark;

  if (from != NULL)
    {
      mark = tw_builder_enter (b, "effective_from");
      tw_get_date (b, from, &b->program->effective_from);
      tw_builder_leave (b, mark);
    }
  if (to != NULL && !JSON_NODE_HOLDS_NULL (to))
    {
      mark = tw_builder_enter (b, "effective_to");
      if (tw_get_date (b, to, &last))
        {
          b->program->effective_to = last + 1;
          if (last < b->program->effective_from)
            tw_refuse (b, "E1", NULL, _("The program would end before it begins."));
        }
      tw_builder_leave (b, mark);
    }
}

static void
add_custom_period (TwBuilder *b,
                   JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "name from to");
  g_autoptr (GError) error = NULL;
  TwDate days[2];
  const char *name;

  if (object == NULL)
    return;
  if (!json_object_has_member (object, "name") || !json_object_has_member (object, "from") ||
      !json_object_has_member (object, "to"))
    {
      tw_refuse (b, "E1", NULL, _("A period needs “name”, “from” and “to”."));
      return;
    }
  name = tw_member_text (b, object, "name");
  if (name == NULL || !tw_get_date (b, json_object_get_member (object, "from"), &days[0]) ||
      !tw_get_date (b, json_object_get_member (object, "to"), &days[1]))
    return;
  if (!tw_calendar_add_custom (b->program->calendar, name, (TwSpan){ days[0], days[1] + 1 },
                               &error))
    tw_refuse (b, "E1", NULL, "%s", error->message);
}

static void
build_calendar (TwBuilder *b,
                JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "calendar");
  JsonObject *object = tw_get_object (b, node, "year_start periods");
  const char *start = object != NULL ? tw_member_text (b, object, "year_start") : NULL;
  g_autoptr (GError) error = NULL;
  TwCalendar *calendar;
  int month = 1;
  int day = 1;

  if (start != NULL)
    {
      if (strlen (start) != 5 || start[2] != '-' || !g_ascii_isdigit (start[0]) ||
          !g_ascii_isdigit (start[1]) || !g_ascii_isdigit (start[3]) || !g_ascii_isdigit (start[4]))
        tw_refuse (b, "E1", NULL, _("A fiscal year starts on a day written as 07-01, not “%s”."),
                   start);
      else
        {
          month = (start[0] - '0') * 10 + start[1] - '0';
          day = (start[3] - '0') * 10 + start[4] - '0';
        }
    }
  calendar = tw_calendar_new (month, day, &error);
  if (calendar == NULL)
    tw_refuse (b, "E1", NULL, "%s", error->message);
  else
    {
      tw_calendar_free (b->program->calendar);
      b->program->calendar = calendar;
    }
  if (object != NULL && json_object_has_member (object, "periods"))
    {
      gsize inner = tw_builder_enter (b, "periods");
      JsonArray *array = tw_get_array (b, json_object_get_member (object, "periods"));

      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        {
          gsize element = tw_builder_enter_index (b, i);

          add_custom_period (b, json_array_get_element (array, i));
          tw_builder_leave (b, element);
        }
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

static void
build_fx (TwBuilder *b,
          JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "fx");
  JsonObject *object = tw_get_object (b, node, "date round");
  JsonNode *date = object != NULL ? json_object_get_member (object, "date") : NULL;

  if (date != NULL && JSON_NODE_HOLDS_OBJECT (date))
    {
      gsize inner = tw_builder_enter (b, "date");
      JsonObject *fixed = tw_get_object (b, date, "fixed");

      b->program->fx_date = TW_FX_FIXED;
      if (json_object_has_member (fixed, "fixed"))
        tw_get_date (b, json_object_get_member (fixed, "fixed"), &b->program->fx_fixed_on);
      tw_builder_leave (b, inner);
    }
  else if (object != NULL)
    b->program->fx_date =
        tw_member_choice (b, object, "date", "event invoiced period_end statement fixed", 0);
  /* “fixed” without a date is the rate of the program's first day. */
  if (b->program->fx_date == TW_FX_FIXED && b->program->fx_fixed_on == TW_DATE_NONE)
    b->program->fx_fixed_on = b->program->effective_from;
  if (object != NULL)
    b->program->fx_sum = tw_member_choice (b, object, "round", "fact sum", 0) == 1;
  tw_builder_leave (b, mark);
}

static void
build_payment (TwBuilder *b,
               JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "payment");
  JsonObject *object = tw_get_object (b, node, "per minimum below negative");
  TwPayment *payment = &b->program->payment;
  int per;

  payment->path = tw_intern_path (b);
  if (object != NULL)
    {
      per = tw_member_choice (b, object, "per", "month quarter half year period",
                              TW_CALENDAR_QUARTER);
      payment->has_per = json_object_has_member (object, "per");
      payment->per = (TwCalendarUnit) per;
      payment->minimum = tw_member_value (b, object, "minimum", WANT_MONEY);
      payment->forgive = tw_member_choice (b, object, "below", "carry forgive", 0) == 1;
      payment->negative = tw_member_choice (b, object, "negative", "carry invoice zero", 0);
    }
  tw_builder_leave (b, mark);
}

static void
build_funds (TwBuilder *b,
             JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "funds");
  JsonArray *array = tw_get_array (b, node);

  b->program->n_funds = array != NULL ? json_array_get_length (array) : 0;
  b->program->funds = tw_program_new_array (b->program, TwFund, b->program->n_funds);
  for (guint i = 0; i < b->program->n_funds; i++)
    {
      TwFund *fund = &b->program->funds[i];
      gsize inner = tw_builder_enter_index (b, i);
      JsonObject *object =
          tw_get_object (b, json_array_get_element (array, i), "name expires below");
      const char *name = object != NULL ? tw_member_name (b, object, "name") : NULL;

      fund->path = tw_intern_path (b);
      fund->name = tw_program_intern (b->program, name != NULL ? name : "");
      if (name == NULL)
        tw_refuse (b, "E1", NULL, _("A fund needs a “name”."));
      else
        g_hash_table_insert (b->funds, (gpointer) fund->name, GUINT_TO_POINTER (i + 1));
      if (object != NULL)
        tw_member_duration (b, object, "expires", &fund->expires);
      if (object != NULL && json_object_has_member (object, "below"))
        {
          gsize below = tw_builder_enter (b, "below");
          JsonObject *limit = tw_get_object (b, json_object_get_member (object, "below"), "min to");

          if (limit != NULL)
            {
              fund->below_min = tw_member_value (b, limit, "min", WANT_MONEY);
              tw_member_choice (b, limit, "to", "payee", 0);
            }
          tw_builder_leave (b, below);
        }
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

/* ---- rules ---- */

static void
collect_rules (TwBuilder *b,
               JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonNode *id = JSON_NODE_HOLDS_OBJECT (node)
                       ? json_object_get_member (json_node_get_object (node), "id") : NULL;
      const char *text =
          id != NULL && JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING
              ? json_node_get_string (id)
              : NULL;

      if (text == NULL)
        continue;
      if (g_hash_table_contains (b->rules, text))
        {
          gsize mark = tw_builder_enter_index (b, i);
          gsize inner = tw_builder_enter (b, "id");

          tw_refuse (b, "E1", NULL, _("There are two rules with the id “%s”."), text);
          tw_builder_leave (b, inner);
          tw_builder_leave (b, mark);
        }
      else
        g_hash_table_insert (b->rules, (gpointer) tw_program_intern (b->program, text),
                             GUINT_TO_POINTER (i + 1));
    }
}

static void
build_rules (TwBuilder *b,
             JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "rules");
  JsonArray *array = tw_get_array (b, node);

  if (array != NULL)
    {
      collect_rules (b, array);
      b->program->n_rules = json_array_get_length (array);
      b->program->rules = tw_program_new_array (b->program, TwRule, b->program->n_rules);
      for (guint i = 0; i < b->program->n_rules; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          tw_build_rule (b, &b->program->rules[i], json_array_get_element (array, i));
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);
}

/* Names that may be used before they are declared. */
static void
collect_tiers (TwBuilder  *b,
               JsonObject *root)
{
  static const char * const keys[] = { "tiers", "designations" };

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      JsonNode *node = json_object_get_member (root, keys[k]);

      for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
                        i < json_array_get_length (json_node_get_array (node)); i++)
        {
          JsonNode *tier = json_array_get_element (json_node_get_array (node), i);
          JsonNode *name = JSON_NODE_HOLDS_OBJECT (tier)
                             ? json_object_get_member (json_node_get_object (tier), "name") : NULL;

          if (name != NULL && JSON_NODE_HOLDS_VALUE (name) &&
              json_node_get_value_type (name) == G_TYPE_STRING)
            g_hash_table_add (b->tiers, (gpointer) tw_program_intern (b->program,
                                                                      json_node_get_string (name)));
        }
    }
}

static void
build_all (TwBuilder  *b,
           JsonObject *root)
{
  static const struct
  {
    const char *key;
    void      (*build) (TwBuilder *, JsonNode *);
  } parts[] = {
    { "calendar", build_calendar }, { "fx", build_fx },          { "payment", build_payment },
    { "funds", build_funds },       { "define", tw_build_defines }, { "rules", build_rules },
    { "limits", tw_build_limits },
  };

  build_version (b, root);
  build_header (b, root);
  build_dates (b, root);
  collect_tiers (b, root);
  if (json_object_has_member (root, "rounding"))
    {
      gsize mark = tw_builder_enter (b, "rounding");

      tw_build_rounding (b, json_object_get_member (root, "rounding"), &b->program->rounding);
      tw_builder_leave (b, mark);
    }
  b->program->attribution.rest = TW_FRACTION_ZERO;
  if (json_object_has_member (root, "attribution"))
    {
      gsize mark = tw_builder_enter (b, "attribution");

      tw_build_split (b, json_object_get_member (root, "attribution"), &b->program->attribution);
      tw_builder_leave (b, mark);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (json_object_has_member (root, parts[i].key))
      parts[i].build (b, json_object_get_member (root, parts[i].key));
  tw_build_tiers (b, root);
  tw_check_stacking (b);
}

TwProgram *
tw_build_program (JsonNode               *root,
                  const TwVocabulary     *vocabulary,
                  gboolean                stored,
                  GPtrArray              *findings,
                  const TwProgramDesign **design)
{
  g_autoptr (TwProgram) program = tw_program_new ();
  g_autoptr (GHashTable) defines =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, define_free);
  g_autoptr (GPtrArray) define_list = g_ptr_array_new ();
  g_autoptr (GHashTable) tiers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) funds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) rules = g_hash_table_new (g_str_hash, g_str_equal);
  GString *path = g_string_new (NULL);
  guint before = findings->len;
  TwBuilder b = {
    .program = program,
    .vocabulary = vocabulary,
    .findings = findings,
    .path = path,
    .defines = defines,
    .define_list = define_list,
    .tiers = tiers,
    .funds = funds,
    .rules = rules,
    .scope = { .measure = WANT_ANY, .qualifier = WANT_ANY },
  };

  tw_calendar_free (program->calendar);
  program->calendar = tw_calendar_copy (tw_vocabulary_get_calendar (vocabulary));
  b.design = tw_program_new_array (program, TwProgramDesign, 1);
  if (JSON_NODE_HOLDS_OBJECT (root))
    {
      guint good;

      build_all (&b, json_node_get_object (root));
      good = findings->len;
      tw_build_design (&b, root);
      if (stored)
        g_ptr_array_set_size (findings, (int) good);
    }
  else
    tw_get_object (&b, root, "");
  /* Unknown keys of the root come last, so that what is wrong with known ones stands first. */
  tw_get_object (&b, root, PROGRAM_KEYS);
  g_string_free (path, TRUE);
  *design = b.design;

  return findings->len > before ? NULL : g_steal_pointer (&program);
}
