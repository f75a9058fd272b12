/* tw-builder-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A rule as a whole: rules.md 3. */

#define RULE_KEYS                                                                                  \
  "id name kind direction payee valid who counts qualifier window table rate price flat adjust "   \
  "lines rerate "                                                                                  \
  "split stacking reversal clawback timing accrual rounding notes"

void
tw_build_rounding (TwBuilder  *b,
                   JsonNode   *node,
                   TwRounding *rounding)
{
  JsonObject *object = tw_get_object (b, node, "mode level step");
  TwFraction step;

  if (object == NULL)
    return;
  rounding->mode = tw_member_choice (b, object, "mode",
                                     "half_up half_down half_even half_odd half_ceiling half_floor "
                                     "up down ceiling "
                                     "floor",
                                     rounding->mode);
  rounding->level = tw_member_choice (b, object, "level", "rule line band", rounding->level);
  if (json_object_has_member (object, "step"))
    {
      gsize mark = tw_builder_enter (b, "step");

      if (tw_get_money (b, json_object_get_member (object, "step"), &step))
        {
          rounding->step = (gint64) step.num;
          if (rounding->step <= 0)
            tw_refuse (b, "E1", NULL, _("The step to round to must be an amount above 0."));
        }
      tw_builder_leave (b, mark);
    }
}

static void
build_payee (TwBuilder  *b,
             TwRule     *rule,
             JsonObject *object)
{
  const char *text = tw_member_text (b, object, "payee");
  gsize mark;

  if (text == NULL || strcmp (text, "partner") == 0)
    return;
  mark = tw_builder_enter (b, "payee");
  if (strcmp (text, "person") == 0)
    rule->payee = TW_PAYEE_PERSON;
  else if (g_str_has_prefix (text, "fund:"))
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (b->funds, text + strlen ("fund:")));

      rule->payee = TW_PAYEE_FUND;
      if (index == 0)
        tw_refuse (b, "E4", NULL, _("The program has no fund “%s”."), text + strlen ("fund:"));
      else
        rule->fund = index - 1;
    }
  else
    tw_refuse (b, "E1", NULL, _("A payee is partner, person or “fund:NAME”, not “%s”."), text);
  tw_builder_leave (b, mark);
}

static void
build_valid (TwBuilder *b,
             TwRule    *rule,
             JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "valid");
  JsonArray *pair = tw_get_array (b, node);
  TwDate dates[2] = { TW_DATE_MIN, TW_DATE_MAX };

  if (pair != NULL && json_array_get_length (pair) != 2)
    tw_refuse (b, "E1", NULL, _("“valid” is a list of the first and the last day."));
  for (guint i = 0; pair != NULL && i < MIN (2, json_array_get_length (pair)); i++)
    {
      JsonNode *day = json_array_get_element (pair, i);
      gsize inner = tw_builder_enter_index (b, i);

      if (!JSON_NODE_HOLDS_NULL (day))
        tw_get_date (b, day, &dates[i]);
      tw_builder_leave (b, inner);
    }
  if (dates[1] < dates[0])
    tw_refuse (b, "E1", NULL, _("The last day is before the first."));
  rule->has_valid = TRUE;
  rule->valid.start = dates[0];
  rule->valid.end = dates[1] + 1;
  tw_builder_leave (b, mark);
}

static void
build_who (TwBuilder *b,
           TwRule    *rule,
           JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "who");

  if (JSON_NODE_HOLDS_OBJECT (node))
    rule->who_at =
        tw_member_choice (b, json_node_get_object (node), "at", "fact period_end enrolment", 0);
  rule->who = tw_build_condition (b, node);
  tw_builder_leave (b, mark);
}

static Want
build_counts (TwBuilder  *b,
              TwRule     *rule,
              JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "counts");
  gsize mark = tw_builder_enter (b, "counts");
  Want guess;

  if (node == NULL)
    {
      tw_builder_leave (b, mark);
      tw_refuse (b, "E1", NULL, _("A rule needs “counts”: the measure it pays on."));
      return WANT_ANY;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      guess = tw_guess (b, node);
      rule->counts = tw_build_measure (b, node, guess == WANT_WRONG ? WANT_ANY : guess);
    }
  else
    tw_refuse (b, "E1", NULL, _("“counts” is a measure: an object with sum, count … and “fact”."));
  tw_builder_leave (b, mark);
  if (rule->counts == NULL)
    return WANT_ANY;
  b->scope.kinds = rule->counts->kinds;
  b->scope.n_kinds = rule->counts->n_kinds;
  if (rule->counts->type != TW_VALUE_MONEY && rule->counts->type != TW_VALUE_NUMBER)
    {
      mark = tw_builder_enter (b, "counts");
      tw_refuse (b, "E5", NULL, _("A rule pays on money or on a number; this measure is %s."),
                 tw_want_name ((Want) rule->counts->type));
      tw_builder_leave (b, mark);
    }

  return (Want) rule->counts->type;
}

/* The bounds of the table help to tell what a qualifier is that doesn't say it itself. */
static Want
build_qualifier (TwBuilder  *b,
                 TwRule     *rule,
                 JsonObject *object,
                 Want        measure)
{
  JsonNode *node = json_object_get_member (object, "qualifier");
  Want guess;

  if (node == NULL)
    return measure;
  guess = tw_guess (b, node);
  rule->qualifier =
      tw_member_value (b, object, "qualifier", guess == WANT_WRONG ? WANT_ANY : guess);

  return rule->qualifier != NULL ? (Want) rule->qualifier->type : WANT_ANY;
}

static void
build_accrual (TwBuilder *b,
               TwRule    *rule,
               JsonNode  *node,
               Want       qualifier)
{
  gsize mark = tw_builder_enter (b, "accrual");
  JsonObject *object = tw_get_object (b, node, "qualifier measure");

  if (object != NULL)
    {
      rule->accrual = tw_member_value (b, object, "qualifier", qualifier);
      rule->accrual_measure =
          rule->counts != NULL ? tw_member_value (b, object, "measure", (Want) rule->counts->type)
                               : NULL;
      if (!json_object_has_member (object, "qualifier"))
        tw_refuse (b, "E1", NULL, _("“accrual” needs “qualifier”: the value that is expected."));
    }
  tw_builder_leave (b, mark);
}

static void
build_names (TwBuilder  *b,
             TwRule     *rule,
             JsonObject *object)
{
  static const char * const keys[] = { "id", "name", "kind" };
  const char **places[] = { &rule->id, &rule->name, &rule->kind };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = i == 0 ? tw_member_text (b, object, keys[i]) : tw_member_name (b, object, keys[i]);

      if (!json_object_has_member (object, keys[i]))
        tw_refuse (b, "E1", NULL, _("A rule needs “%s”."), keys[i]);
      *places[i] = tw_program_intern (b->program, text != NULL ? text : "");
    }
}

/* The id stands in the ids of lines, between slashes. */
static void
check_id (TwBuilder  *b,
          const char *id)
{
  gsize length = strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.-");
  gsize mark;

  if (id[0] == '\0' || (id[length] == '\0' && length <= 64 && g_ascii_isalnum (id[0])))
    return;
  mark = tw_builder_enter (b, "id");
  tw_refuse (b, "E1", NULL,
             _("A rule's id is made of at most 64 letters, digits, “_”, “.” and “-”, and begins "
               "with a "
               "letter or digit; “%s” isn't."),
             id);
  tw_builder_leave (b, mark);
}

void
tw_build_rule (TwBuilder *b,
               TwRule    *rule,
               JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, RULE_KEYS);
  Want measure;
  Want qualifier;

  rule->path = tw_intern_path (b);
  rule->id = rule->name = rule->kind = "";
  if (object == NULL)
    return;
  build_names (b, rule, object);
  check_id (b, rule->id);
  rule->charge = tw_member_choice (b, object, "direction", "pay charge", 0) == 1;
  build_payee (b, rule, object);
  if (json_object_has_member (object, "valid"))
    build_valid (b, rule, json_object_get_member (object, "valid"));
  if (json_object_has_member (object, "window"))
    {
      gsize mark = tw_builder_enter (b, "window");

      rule->window = tw_build_window (b, json_object_get_member (object, "window"));
      tw_builder_leave (b, mark);
    }
  b->scope = (Scope) { .measure = WANT_ANY, .qualifier = WANT_ANY };
  measure = build_counts (b, rule, object);
  if (json_object_has_member (object, "who"))
    build_who (b, rule, json_object_get_member (object, "who"));
  qualifier = build_qualifier (b, rule, object, measure);
  b->scope.in_rule = TRUE;
  b->scope.measure = measure;
  b->scope.qualifier = qualifier;
  tw_build_table (b, rule, object, measure, qualifier);
  if (json_object_has_member (object, "adjust"))
    tw_build_adjustments (b, rule, json_object_get_member (object, "adjust"));
  if (json_object_has_member (object, "lines"))
    rule->lines = tw_member_choice (b, object, "lines", "running proportional", 0) == 0
                      ? TW_LINES_RUNNING
                      : TW_LINES_PROPORTIONAL;
  rule->forward = tw_member_choice (b, object, "rerate", "delta forward", 0) == 1;
  if (json_object_has_member (object, "accrual"))
    build_accrual (b, rule, json_object_get_member (object, "accrual"), qualifier);
  tw_build_rule_parts (b, rule, object);
  b->scope = (Scope) { .measure = WANT_ANY, .qualifier = WANT_ANY };
  if (json_object_has_member (object, "rounding"))
    {
      gsize mark = tw_builder_enter (b, "rounding");

      rule->has_rounding = TRUE;
      rule->rounding = b->program->rounding;
      tw_build_rounding (b, json_object_get_member (object, "rounding"), &rule->rounding);
      tw_builder_leave (b, mark);
    }
}
