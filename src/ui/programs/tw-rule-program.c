/* tw-rule-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "tw-date.h"

#include <glib/gi18n-lib.h>

/* What holds for all rules of a program: rounding, currencies, credits of several partners, the calendar. The split of
 * a rule has the same fields as that of the program. */

#define ENTRY(key, title, kind, hint) { key, title, TW_RULE_FIELD_ENTRY, kind, NULL, hint, NULL, NULL }
#define CHOICE(key, title, choices) { key, title, TW_RULE_FIELD_CHOICE, 0, choices, NULL, NULL, NULL }
#define VARIANT(key, title, variants) { key, title, TW_RULE_FIELD_VARIANT, 0, NULL, NULL, variants, NULL }
#define ITEMS(key, title, items) { key, title, TW_RULE_FIELD_ITEMS, 0, NULL, NULL, NULL, items }

const TwRuleChoice tw_rule_pers[] = {
  { "window", N_("Window") },   { "fact", N_("Fact") },         { "month", N_("Month") },
  { "quarter", N_("Quarter") }, { "half", N_("Half year") },    { "year", N_("Year") },
  { "period", N_("Pay period") }, { "lifetime", N_("Lifetime") }, { NULL, NULL },
};
const TwRuleChoice tw_rule_rounding_levels[] = {
  { "rule", N_("The rule's result") },
  { "line", N_("Each line") },
  { "band", N_("Each band") },
  { NULL, NULL },
};
const TwRuleChoice tw_rule_rounding_modes[] = {
  { "half_up", N_("Half up, away from zero") },
  { "half_down", N_("Half towards zero") },
  { "half_even", N_("Half to even") },
  { "half_odd", N_("Half to odd") },
  { "half_ceiling", N_("Half to the larger") },
  { "half_floor", N_("Half to the smaller") },
  { "up", N_("Away from zero") },
  { "down", N_("Towards zero") },
  { "ceiling", N_("Up") },
  { "floor", N_("Down") },
  { NULL, NULL },
};

/* --- splits --- */

static const TwRuleChoice split_modes[] = {
  { "split", N_("Split: shares make 100 %") },
  { "overlay", N_("Overlay: each gets a full credit") },
  { NULL, NULL },
};
static const TwRuleChoice remainders[] = {
  { "largest_fraction", N_("To the largest fraction") },
  { "largest_share", N_("To the largest share") },
  { "first", N_("To the first") },
  { "separate", N_("On a line of its own") },
  { NULL, NULL },
};
static const TwRuleChoice duplicates[] = {
  { "keep", N_("Keep each") },
  { "collapse", N_("Merge consecutive ones") },
  { NULL, NULL },
};
static const TwRuleChoice split_of[] = {
  { "measure", N_("What is counted") },
  { "earned", N_("What is earned") },
  { NULL, NULL },
};
static const TwRuleChoice negatives[] = {
  { "mirror", N_("As positive amounts, with the sign") },
  { "floor", N_("Down before the leftovers") },
  { NULL, NULL },
};

/* Any name may be a role as long as the workspace names none. */
static char *
make_role (TwRuleForm  *form,
           JsonNode    *list,
           char       **name)
{
  JsonObject *object = json_node_get_object (list);

  for (guint i = json_object_get_size (object) + 1;; i++)
    {
      g_autofree char *role = g_strdup_printf ("role%u", i);

      if (json_object_has_member (object, role))
        continue;
      *name = g_steal_pointer (&role);
      return g_strdup ("\"0%\"");
    }
}

static const TwRuleField share_fields[] = { ENTRY ("", N_("Share"), TW_FORMULA_VALUE, NULL) };
static const TwRuleItems role_items = { N_("Role"), N_("Add Role"), share_fields, 1, TRUE, 1, make_role };
static const TwRuleField position_fields[] = {
  ENTRY ("position/0", N_("First"), TW_FORMULA_VALUE, NULL),
  ENTRY ("position/1", N_("All between"), TW_FORMULA_VALUE, NULL),
  ENTRY ("position/2", N_("Last"), TW_FORMULA_VALUE, NULL),
};
static const TwRuleField role_fields[] = {
  ITEMS ("roles", N_("Shares by role"), &role_items),
  ENTRY ("rest", N_("All others"), TW_FORMULA_VALUE, N_("nothing")),
};
static const TwRuleField decay_fields[] = { ENTRY ("decay", N_("Halved after"), TW_FORMULA_DURATION, NULL) };
static const TwRuleVariant by_forms[] = {
  { N_("As the credits give"), "", NULL, "given", NULL, NULL, 0 },
  { N_("Equal shares"), "equal", NULL, NULL, NULL, NULL, 0 },
  { N_("All to the first"), "first", NULL, NULL, NULL, NULL, 0 },
  { N_("All to the last"), "last", NULL, NULL, NULL, NULL, 0 },
  { N_("By position"), NULL, "position", NULL, "{\"position\":[\"40%\",\"20%\",\"40%\"]}", position_fields,
    G_N_ELEMENTS (position_fields) },
  { N_("By role"), NULL, "roles", NULL, "{\"roles\":{\"sourced\":\"60%\",\"influenced\":\"40%\"}}", role_fields,
    G_N_ELEMENTS (role_fields) },
  { N_("By age, later weighs more"), NULL, "decay", NULL, "{\"decay\":\"7 days\"}", decay_fields, 1 },
};
static const TwRuleVariants split_by = { by_forms, G_N_ELEMENTS (by_forms) };
static const TwRuleField split_fields[] = {
  VARIANT ("by", N_("Shares"), &split_by),
  CHOICE ("mode", N_("Mode"), split_modes),
  CHOICE ("remainder", N_("Leftover"), remainders),
  CHOICE ("duplicates", N_("Repeated credits"), duplicates),
  CHOICE ("of", N_("What is split"), split_of),
  CHOICE ("negative", N_("Negative amounts"), negatives),
};

GtkWidget *
tw_rule_split_build (TwRuleForm *form,
                     TwRulePart *part)
{
  g_autofree char *path = tw_rule_form_path (form, "split");

  return tw_rule_fields_new (form, part, path, split_fields, G_N_ELEMENTS (split_fields));
}

char *
tw_rule_split_words (TwRuleForm *form)
{
  g_autofree char *path = tw_rule_form_path (form, "split");

  return tw_rule_fields_words (form, path, split_fields, G_N_ELEMENTS (split_fields), _("As the program says"));
}

/* --- currencies --- */

static const TwRuleField fixed_fields[] = { ENTRY ("fixed", N_("Day"), TW_FORMULA_DATE, NULL) };
static const TwRuleVariant rate_forms[] = {
  { N_("Of the day of the fact"), "", NULL, "event", NULL, NULL, 0 },
  { N_("Of the day of the invoice"), "invoiced", NULL, NULL, NULL, NULL, 0 },
  { N_("Of the last day of the period"), "period_end", NULL, NULL, NULL, NULL, 0 },
  { N_("Of the day of the statement"), "statement", NULL, NULL, NULL, NULL, 0 },
  { N_("Of the first day of the program"), "fixed", NULL, NULL, NULL, NULL, 0 },
  { N_("Of a fixed day"), NULL, "fixed", NULL, "{\"fixed\":\"2026-01-01\"}", fixed_fields, 1 },
};
static const TwRuleVariants rate_dates = { rate_forms, G_N_ELEMENTS (rate_forms) };
static const TwRuleChoice fx_rounds[] = {
  { "fact", N_("Each fact") },
  { "sum", N_("The sum of each currency") },
  { NULL, NULL },
};
static const TwRuleField fx_fields[] = {
  VARIANT ("date", N_("Rate"), &rate_dates),
  CHOICE ("round", N_("Converted and rounded"), fx_rounds),
};

/* --- rounding --- */

static const TwRuleField rounding_fields[] = {
  CHOICE ("mode", N_("Mode"), tw_rule_rounding_modes),
  CHOICE ("level", N_("What is rounded"), tw_rule_rounding_levels),
  ENTRY ("step", N_("To multiples of"), TW_FORMULA_VALUE, N_("the minor unit")),
};

/* --- calendar --- */

/* The three months after the last period, or the first quarter of the program. */
static char *
make_period (TwRuleForm  *form,
             JsonNode    *list,
             char       **name)
{
  JsonArray *array = list != NULL ? json_node_get_array (list) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  TwDate from = tw_rule_form_get_program (form)->effective_from;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (n > 0)
    {
      JsonObject *before = json_array_get_object_element (array, n - 1);

      if (tw_date_parse (json_object_get_string_member_with_default (before, "to", ""), &from, NULL))
        from++;
    }
  first = tw_date_format (from);
  last = tw_date_format (tw_date_add_months (from, 3) - 1);

  return g_strdup_printf ("{\"name\":\"P%u\",\"from\":\"%s\",\"to\":\"%s\"}", n + 1, first, last);
}

static const TwRuleField period_fields[] = {
  ENTRY ("name", N_("Name"), TW_FORMULA_TEXT, NULL),
  ENTRY ("from", N_("First day"), TW_FORMULA_DATE, NULL),
  ENTRY ("to", N_("Last day"), TW_FORMULA_DATE, NULL),
};
static const TwRuleItems period_items = { N_("Period"), N_("Add Period"), period_fields, 3, FALSE, 0, make_period };
static const TwRuleField calendar_fields[] = {
  ENTRY ("year_start", N_("The year begins on"), TW_FORMULA_TEXT, N_("as the workspace, 01-01 for January")),
  ITEMS ("periods", N_("Periods of the program's own"), &period_items),
};

/* --- the parts --- */

#define PART(name)                                                                                                     \
  static GtkWidget *build_##name (TwRuleForm *form, TwRulePart *part)                                                  \
  {                                                                                                                    \
    return tw_rule_fields_new (form, part, form->path, name##_fields, G_N_ELEMENTS (name##_fields));                   \
  }

PART (rounding)
PART (fx)
PART (split)
PART (calendar)

static const TwRulePartKind program_parts[] = {
  { "/rounding", NULL, ".", build_rounding, NULL },
  { "/fx", NULL, ".", build_fx, NULL },
  { "/attribution", NULL, ".", build_split, NULL },
  { "/calendar", NULL, ".", build_calendar, NULL },
};

const TwRulePartKind *
tw_rule_program_parts (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (program_parts); i++)
    if (g_str_equal (program_parts[i].id, path))
      return &program_parts[i];

  g_return_val_if_reached (&program_parts[0]);
}
