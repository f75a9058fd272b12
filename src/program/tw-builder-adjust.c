/* tw-builder-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Factors, limits and guarantees: rules.md 3.2 to 3.4. */

#define MODES "half_up half_down half_even half_odd half_ceiling half_floor up down ceiling floor"
#define LIMIT_KEYS "max min per each used when excess expires"

/* Lengths that can be compared; 0: can't. */
static int
unit_rank (TwCalendarUnit unit)
{
  switch (unit)
    {
    case TW_CALENDAR_MONTH:
      return 2;
    case TW_CALENDAR_QUARTER:
      return 3;
    case TW_CALENDAR_HALF:
      return 4;
    case TW_CALENDAR_YEAR:
      return 5;
    case TW_CALENDAR_CUSTOM:
    default:
      return 0;
    }
}

static int
pay_period_rank (TwBuilder *b)
{
  if (tw_calendar_get_n_custom (b->program->calendar) > 0)
    return 0;

  return unit_rank (b->program->payment.has_per ? b->program->payment.per : TW_CALENDAR_QUARTER);
}

static int
window_rank (TwBuilder      *b,
             const TwTimeWindow *window)
{
  if (window == NULL)
    return pay_period_rank (b);
  switch (window->kind)
    {
    case TW_WINDOW_FACT:
      return 1;
    case TW_WINDOW_UNIT:
      return unit_rank (window->unit);
    case TW_WINDOW_PERIOD:
      return pay_period_rank (b);
    case TW_WINDOW_AGREEMENT_YEAR:
      return 5;
    case TW_WINDOW_ROLLING:
    case TW_WINDOW_PREVIOUS:
    case TW_WINDOW_SINCE:
    case TW_WINDOW_LIFETIME:
    case TW_WINDOW_AS_OF:
    case TW_WINDOW_ANY_DAY_IN:
    default:
      return 6;
    }
}

static void
check_per (TwBuilder      *b,
           const TwAdjust *adjust,
           const TwTimeWindow *window)
{
  int per = adjust->per == TW_PER_UNIT ? unit_rank (adjust->per_unit)
            : adjust->per == TW_PER_PERIOD ? pay_period_rank (b) : 0;
  int whole = window_rank (b, window);
  gsize mark;

  if (per == 0 || whole == 0 || per <= whole)
    return;
  mark = tw_builder_enter (b, "per");
  tw_refuse (b, "E10", _("Widen the rule's window, or take a shorter unit here."),
             _("This is counted over a longer time than the rule's window, which begins again in "
               "between."));
  tw_builder_leave (b, mark);
}

static void
build_limit (TwBuilder  *b,
             TwAdjust   *adjust,
             JsonObject *object)
{
  JsonNode *each = json_object_get_member (object, "each");

  if (json_object_has_member (object, "max") && json_object_has_member (object, "min"))
    tw_refuse (b, "E1", NULL, _("A limit has either “max” or “min”; write two limits for both."));
  adjust->kind = json_object_has_member (object, "max") ? TW_ADJUST_MAX : TW_ADJUST_MIN;
  adjust->value =
      tw_member_value (b, object, adjust->kind == TW_ADJUST_MAX ? "max" : "min", WANT_MONEY);
  tw_member_per (b, object, &adjust->per, &adjust->per_unit);
  if (each != NULL)
    {
      gsize mark = tw_builder_enter (b, "each");

      adjust->each = tw_build_attributes (b, each, &adjust->n_each);
      tw_builder_leave (b, mark);
    }
  adjust->used = tw_member_value (b, object, "used", WANT_MONEY);
  adjust->when = tw_member_condition (b, object, "when");
  adjust->excess_carry = tw_member_choice (b, object, "excess", "lose carry", 0) == 1;
  adjust->expires = tw_member_count (b, object, "expires", 0);
  if (adjust->excess_carry && adjust->n_each > 0)
    tw_refuse (b, "E1", NULL,
               _("“excess”: “carry” doesn't go with “each”: what is carried belongs to the partner, "
                 "not to a group. Let the excess be lost, or leave out “each”."));
  if (json_object_has_member (object, "expires") && !adjust->excess_carry)
    tw_refuse (b, "E1", NULL,
               _("“expires” belongs to “excess”: “carry”; here the excess is lost."));
}

static int
member_periods (TwBuilder  *b,
                JsonObject *object,
                const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING &&
      strcmp (json_node_get_string (node), "all") == 0)
    return TW_PERIODS_ALL;

  return tw_member_count (b, object, key, 0);
}

static void
build_guarantee (TwBuilder  *b,
                 TwAdjust   *adjust,
                 JsonObject *object)
{
  adjust->kind = TW_ADJUST_GUARANTEE;
  adjust->value = tw_member_value (b, object, "guarantee", WANT_MONEY);
  tw_member_per (b, object, &adjust->per, &adjust->per_unit);
  if (adjust->per == TW_PER_FACT)
    tw_refuse (b, "E1", NULL,
               _("A guarantee is given per period, not per fact; a “min” limit can be per fact."));
  adjust->recoup = member_periods (b, object, "recoup");
  adjust->carry = member_periods (b, object, "carry");
  adjust->at_start = tw_member_choice (b, object, "at", "end start", 0) == 1;
  adjust->recoup_next = tw_member_choice (b, object, "recoup_from", "same next", 0) == 1;
  if (adjust->at_start && adjust->carry != 0)
    tw_refuse (b, "E1", NULL,
               _("A guarantee paid in advance (“at”: “start”) can't “carry” an excess."));
}

static void
build_rounding_point (TwBuilder  *b,
                      TwAdjust   *adjust,
                      JsonObject *object)
{
  gsize mark = tw_builder_enter (b, "round_to");

  adjust->kind = TW_ADJUST_ROUND_TO;
  if (tw_get_money (b, json_object_get_member (object, "round_to"), &adjust->step) &&
      tw_fraction_sign (adjust->step) <= 0)
    tw_refuse (b, "E1", NULL, _("The step to round to must be an amount above 0."));
  tw_builder_leave (b, mark);
  adjust->mode = tw_member_choice (b, object, "mode", MODES, TW_ROUNDING_HALF_UP);
}

static void
build_adjustment (TwBuilder *b,
                  TwRule    *rule,
                  TwAdjust  *adjust,
                  JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, NULL);

  adjust->path = tw_intern_path (b);
  if (object == NULL)
    return;
  if (json_object_has_member (object, "factor"))
    {
      tw_get_object (b, node, "factor when");
      adjust->kind = TW_ADJUST_FACTOR;
      adjust->value = tw_member_value (b, object, "factor", WANT_NUMBER);
      adjust->when = tw_member_condition (b, object, "when");
    }
  else if (json_object_has_member (object, "less"))
    {
      tw_get_object (b, node, "less when");
      adjust->kind = TW_ADJUST_LESS;
      adjust->value = tw_member_value (b, object, "less", WANT_MONEY);
      adjust->when = tw_member_condition (b, object, "when");
    }
  else if (json_object_has_member (object, "guarantee"))
    {
      tw_get_object (b, node, "guarantee per recoup carry at recoup_from");
      build_guarantee (b, adjust, object);
      check_per (b, adjust, rule->window);
    }
  else if (json_object_has_member (object, "round_to"))
    {
      tw_get_object (b, node, "round_to mode");
      build_rounding_point (b, adjust, object);
    }
  else if (json_object_has_member (object, "max") || json_object_has_member (object, "min"))
    {
      tw_get_object (b, node, LIMIT_KEYS);
      build_limit (b, adjust, object);
      check_per (b, adjust, rule->window);
    }
  else
    tw_refuse (b, "E1", NULL,
               _("An adjustment is one of factor, less, max, min, guarantee and round_to."));
}

void
tw_build_adjustments (TwBuilder *b,
                      TwRule    *rule,
                      JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "adjust");
  JsonArray *array = tw_get_array (b, node);

  if (array != NULL)
    {
      rule->n_adjust = json_array_get_length (array);
      rule->adjust = tw_program_new_array (b->program, TwAdjust, rule->n_adjust);
      for (guint i = 0; i < rule->n_adjust; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          build_adjustment (b, rule, &rule->adjust[i], json_array_get_element (array, i));
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);
}

/* ---- the program's limits over several rules ---- */

static void
build_limited_rules (TwBuilder  *b,
                     TwAdjust   *limit,
                     JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "rules");
  JsonArray *array;
  gsize mark;

  if (node == NULL)
    {
      tw_refuse (b, "E1", NULL,
                 _("A limit of the program needs “rules”: the ids of the rules it holds for."));
      return;
    }
  mark = tw_builder_enter (b, "rules");
  array = tw_get_array (b, node);
  limit->n_rules = array != NULL ? json_array_get_length (array) : 0;
  if (array != NULL && limit->n_rules == 0)
    tw_refuse (b, "E1", NULL, _("A limit of the program holds for at least one rule."));
  limit->rules = tw_program_new_array (b->program, guint, limit->n_rules);
  for (guint i = 0; i < limit->n_rules; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);
      const char *text = tw_get_text (b, json_array_get_element (array, i));
      guint index = text != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (b->rules, text)) : 0;

      if (index > 0)
        {
          limit->rules[i] = index - 1;
          check_per (b, limit, b->program->rules[index - 1].window);
        }
      else if (text != NULL)
        tw_refuse (b, "E4", NULL, _("There is no rule with the id “%s”."), text);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

void
tw_build_limits (TwBuilder *b,
                 JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "limits");
  JsonArray *array = tw_get_array (b, node);

  if (array != NULL)
    {
      b->program->n_limits = json_array_get_length (array);
      b->program->limits = tw_program_new_array (b->program, TwAdjust, b->program->n_limits);
    }
  for (guint i = 0; i < b->program->n_limits; i++)
    {
      TwAdjust *limit = &b->program->limits[i];
      gsize inner = tw_builder_enter_index (b, i);
      JsonObject *object =
          tw_get_object (b, json_array_get_element (array, i), LIMIT_KEYS " name rules over share");

      limit->path = tw_intern_path (b);
      if (object != NULL)
        {
          if (!json_object_has_member (object, "max") && !json_object_has_member (object, "min"))
            tw_refuse (b, "E1", NULL, _("A limit needs “max” or “min”."));
          b->scope.in_rule = TRUE;
          build_limit (b, limit, object);
          b->scope.in_rule = FALSE;
          limit->name = tw_program_intern (b->program, tw_member_text (b, object, "name"));
          limit->over_program = tw_member_choice (b, object, "over", "partner program", 0) == 1;
          limit->pro_rata = tw_member_choice (b, object, "share", "first_come pro_rata", 0) == 1;
          build_limited_rules (b, limit, object);
        }
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}
