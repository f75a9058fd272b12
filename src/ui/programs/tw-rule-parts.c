/* tw-rule-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "programs/tw-formula-text.h"
#include "tw-program-describe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a rule, a limit, a fund and the payment are made of besides the parts with forms of their own: every
 * key of the language with its title and what may stand there. */

static const TwRuleChoice directions[] = {
  { "pay", N_("Pay to the partner") },
  { "charge", N_("Charge the partner") },
  { NULL, NULL },
};
static const TwRuleChoice lines[] = {
  { "", N_("As the table wants it") },
  { "running", N_("Running: each fact adds what it adds") },
  { "proportional", N_("Proportional: the total is spread") },
  { NULL, NULL },
};
static const TwRuleChoice rerates[] = {
  { "delta", N_("Difference: earned to date less posted") },
  { "forward", N_("Forward: posted periods stay") },
  { NULL, NULL },
};
static const TwRuleChoice policies[] = {
  { "additive", N_("Each pays") },
  { "exclusive", N_("The first rule takes the fact") },
  { "best_of", N_("The best rule stands") },
  { "sequential", N_("One after the other") },
  { NULL, NULL },
};
static const TwRuleChoice bases[] = {
  { "full", N_("The full measure") },
  { "reduced", N_("Less what earlier rules paid") },
  { NULL, NULL },
};
static const TwRuleChoice stacking_per[] = {
  { "window", N_("Per window") },
  { "fact", N_("Per fact") },
  { NULL, NULL },
};
static const TwRuleChoice yes[] = { { "true", N_("Yes") }, { "false", N_("No") }, { NULL, NULL } };
static const TwRuleChoice reversal_policies[] = {
  { "original", N_("At the original's amount, in its window") },
  { "current", N_("As a negative fact of its own date") },
  { NULL, NULL },
};
static const TwRuleChoice tier_effects[] = {
  { "true_up", N_("The window is calculated anew") },
  { "none", N_("The rest of the window stays") },
  { NULL, NULL },
};
static const TwRuleChoice clawback_limits[] = {
  { "paid", N_("What was paid") },
  { "earned", N_("What was earned") },
  { NULL, NULL },
};
static const TwRuleChoice timing_on[] = {
  { "earned", N_("When it is earned") },
  { "collected", N_("As the customer pays") },
  { NULL, NULL },
};
static const TwRuleChoice table_modes[] = {
  { "marginal", N_("Marginal: each band rates its own slice") },
  { "retroactive", N_("Retroactive: the band reached rates all") },
  { "interpolated", N_("Interpolated: pro rata between bands") },
  { NULL, NULL },
};
static const TwRuleChoice edges[] = {
  { "from", N_("The band above") },
  { "to", N_("The band below") },
  { NULL, NULL },
};
static const TwRuleChoice crosses[] = {
  { "split", N_("Is split at the bound") },
  { "after", N_("Goes all to where it ends") },
  { "before", N_("Goes all to where it starts") },
  { NULL, NULL },
};
static const TwRuleChoice flats_on[] = {
  { "current", N_("Follow the final position") },
  { "peak", N_("Stay once reached") },
  { NULL, NULL },
};
static const TwRuleChoice flats_at[] = {
  { "start", N_("When the window starts") },
  { "entry", N_("On the fact that enters the band") },
  { NULL, NULL },
};
static const TwRuleChoice whens[] = {
  { "fact", N_("On the date of the fact") },
  { "period_end", N_("At the end of the period") },
  { "enrolment", N_("At enrolment") },
  { NULL, NULL },
};
static const TwRuleChoice excesses[] = { { "lose", N_("Is lost") }, { "carry", N_("Is carried on") }, { NULL, NULL } };
static const TwRuleChoice overs[] = { { "partner", N_("Each partner") }, { "program", N_("The whole program") }, { NULL, NULL } };
static const TwRuleChoice shares[] = { { "first_come", N_("First come") }, { "pro_rata", N_("In proportion") }, { NULL, NULL } };
static const TwRuleChoice payment_pers[] = {
  { "quarter", N_("Quarter") }, { "month", N_("Month") }, { "half", N_("Half year") },
  { "year", N_("Year") }, { "period", N_("Custom period") }, { NULL, NULL },
};
static const TwRuleChoice belows[] = { { "carry", N_("Is carried on") }, { "forgive", N_("Is forgiven") }, { NULL, NULL } };
static const TwRuleChoice payment_negatives[] = {
  { "carry", N_("Is set against later payments") }, { "invoice", N_("Is invoiced") },
  { "zero", N_("Counts as nothing") }, { NULL, NULL },
};

#define ENTRY(key, title, kind, hint) { key, title, TW_RULE_FIELD_ENTRY, kind, NULL, hint, NULL, NULL }
#define CHOICE(key, title, choices) { key, title, TW_RULE_FIELD_CHOICE, 0, choices, NULL, NULL, NULL }
#define VARIANT(key, title, variants) { key, title, TW_RULE_FIELD_VARIANT, 0, NULL, NULL, variants, NULL }

static const TwRuleField who_fields[] = { CHOICE ("who/at", N_("Tested"), whens) };
static const TwRuleField band_fields[] = {
  CHOICE ("table/mode", N_("Mode"), table_modes),
  CHOICE ("table/edge", N_("A value on a bound is in"), edges),
  CHOICE ("table/cross", N_("A fact that crosses a bound"), crosses),
  CHOICE ("table/flat_on", N_("Flat amounts"), flats_on),
  CHOICE ("table/flat_at", N_("Flat amounts are posted"), flats_at),
  ENTRY ("table/scale", N_("Bounds are multiplied by"), TW_FORMULA_VALUE, N_("1")),
};
static const TwRuleField qualifier_fields[] = {
  ENTRY ("qualifier", N_("The band is picked by"), TW_FORMULA_VALUE, N_("what is counted")),
};
static const TwRuleField line_fields[] = {
  CHOICE ("lines", N_("Lines"), lines),
  CHOICE ("rerate", N_("When a window goes on"), rerates),
};
static const TwRuleField stacking_fields[] = {
  ENTRY ("stacking/group", N_("Group"), TW_FORMULA_TEXT, N_("none")),
  CHOICE ("stacking/policy", N_("In the group"), policies),
  ENTRY ("stacking/order", N_("Order"), TW_FORMULA_COUNT, N_("0")),
  CHOICE ("stacking/base", N_("Pays on"), bases),
  { "stacking/reduces", N_("Lowers what later rules see"), TW_RULE_FIELD_SWITCH, 0, yes, NULL, NULL, NULL },
  CHOICE ("stacking/per", N_("The best is found"), stacking_per),
};
static const TwRuleField pair_fields[] = {
  { "by", N_("Paired by"), TW_RULE_FIELD_ATTRIBUTES, 0, NULL, NULL, NULL, NULL },
  ENTRY ("within", N_("Within"), TW_FORMULA_DURATION, NULL),
};
static const TwRuleVariant pair_forms[] = {
  { N_("Stand alone"), "", NULL, NULL, NULL, NULL, 0 },
  { N_("Are netted"), NULL, NULL, NULL, "{\"by\":\"subscription\",\"within\":\"30 days\"}", pair_fields, 2 },
};
static const TwRuleVariants pairing = { pair_forms, G_N_ELEMENTS (pair_forms) };
static const TwRuleField reversal_fields[] = {
  CHOICE ("reversal/policy", N_("A refund is taken back"), reversal_policies),
  CHOICE ("reversal/tier_effect", N_("Band of the window"), tier_effects),
  VARIANT ("reversal/pair", N_("Refund and rebill"), &pairing),
};
static const TwRuleField clawback_fields[] = {
  { "clawback/fact", N_("Facts that take back"), TW_RULE_FIELD_KINDS, 0, NULL, N_("as what is counted"), NULL, NULL },
  ENTRY ("clawback/within", N_("Within"), TW_FORMULA_DURATION, N_("any time")),
  ENTRY ("clawback/share", N_("Share taken back"), TW_FORMULA_VALUE, N_("100 %")),
  CHOICE ("clawback/limit", N_("At most"), clawback_limits),
  ENTRY ("clawback/date", N_("Placed by the date"), TW_FORMULA_WORDS, N_("the kind's own")),
};
static const TwRuleField instalment_fields[] = { ENTRY ("", N_("How many"), TW_FORMULA_COUNT, N_("1")) };
static const TwRuleField instalment_day_fields[] = { ENTRY ("n", N_("How many"), TW_FORMULA_COUNT, NULL) };
static const TwRuleVariant instalment_forms[] = {
  { N_("At once"), "", NULL, NULL, NULL, NULL, 0 },
  { N_("In instalments by days of each month"), NULL, "by", NULL, "{\"by\":\"days\",\"n\":3}", instalment_day_fields, 1 },
  { N_("In equal instalments, monthly"), NULL, NULL, NULL, "3", instalment_fields, 1 },
};
static const TwRuleVariants instalments = { instalment_forms, G_N_ELEMENTS (instalment_forms) };
static const TwRuleField timing_fields[] = {
  ENTRY ("timing/hold_days", N_("Held for days"), TW_FORMULA_COUNT, N_("0")),
  CHOICE ("timing/on", N_("Payable"), timing_on),
  ENTRY ("timing/holdback", N_("Share held back"), TW_FORMULA_VALUE, N_("0 %")),
  ENTRY ("timing/release", N_("Released after"), TW_FORMULA_DURATION, N_("90 days")),
  VARIANT ("timing/instalments", N_("Paid out"), &instalments),
};
static const TwRuleField accrual_fields[] = {
  ENTRY ("accrual/qualifier", N_("Expected qualifier"), TW_FORMULA_VALUE, N_("the actual one")),
  ENTRY ("accrual/measure", N_("Expected measure"), TW_FORMULA_VALUE, N_("the same")),
};
static const TwRuleField rounding_fields[] = {
  CHOICE ("rounding/mode", N_("Mode"), tw_rule_rounding_modes),
  CHOICE ("rounding/level", N_("What is rounded"), tw_rule_rounding_levels),
  ENTRY ("rounding/step", N_("To multiples of"), TW_FORMULA_VALUE, N_("the minor unit")),
};
static const TwRuleField more_fields[] = {
  ENTRY ("kind", N_("Kind"), TW_FORMULA_TEXT, NULL),
  ENTRY ("id", N_("Identifier"), TW_FORMULA_TEXT, NULL),
  CHOICE ("direction", N_("Direction"), directions),
  ENTRY ("valid/0", N_("First day"), TW_FORMULA_DATE, N_("the program's")),
  ENTRY ("valid/1", N_("Last day"), TW_FORMULA_DATE, N_("the program's")),
};
static const TwRuleField limit_fields[] = {
  ENTRY ("name", N_("Name"), TW_FORMULA_TEXT, N_("none")),
  { "rules", N_("Rules"), TW_RULE_FIELD_RULES, 0, NULL, NULL, NULL, NULL },
  ENTRY ("max", N_("At most"), TW_FORMULA_VALUE, N_("none")),
  ENTRY ("min", N_("At least"), TW_FORMULA_VALUE, N_("none")),
  CHOICE ("per", N_("Per"), tw_rule_pers),
  { "each", N_("One for each"), TW_RULE_FIELD_ATTRIBUTES, 0, NULL, N_("no group"), NULL, NULL },
  CHOICE ("over", N_("Over"), overs),
  CHOICE ("share", N_("A cut falls"), shares),
  ENTRY ("used", N_("Used elsewhere"), TW_FORMULA_VALUE, N_("nothing")),
  ENTRY ("when", N_("When"), TW_FORMULA_CONDITION, N_("always")),
  CHOICE ("excess", N_("What is cut"), excesses),
  ENTRY ("expires", N_("Lapses after periods"), TW_FORMULA_COUNT, N_("never")),
};
static const TwRuleField below_fields[] = { ENTRY ("min", N_("Less than"), TW_FORMULA_VALUE, NULL) };
static const TwRuleVariant below_forms[] = {
  { N_("Stays in the fund"), "", NULL, NULL, NULL, NULL, 0 },
  { N_("Is paid to the payee"), NULL, NULL, NULL, "{\"min\":\"100\",\"to\":\"payee\"}", below_fields, 1 },
};
static const TwRuleVariants fund_below = { below_forms, G_N_ELEMENTS (below_forms) };
static const TwRuleField fund_fields[] = {
  ENTRY ("name", N_("Name"), TW_FORMULA_TEXT, NULL),
  ENTRY ("expires", N_("Credits lapse after"), TW_FORMULA_DURATION, N_("never")),
  VARIANT ("below", N_("A small credit of a period"), &fund_below),
};
static const TwRuleField payment_fields[] = {
  CHOICE ("per", N_("Statement for each"), payment_pers),
  ENTRY ("minimum", N_("Smallest payment"), TW_FORMULA_VALUE, N_("0")),
  CHOICE ("below", N_("What is less"), belows),
  CHOICE ("negative", N_("What is negative"), payment_negatives),
};

/* --- builders of the parts that are nothing but fields --- */

#define FIELDS(name, none)                                                                                  \
  static GtkWidget *build_##name (TwRuleForm *form, TwRulePart *part)                                       \
  {                                                                                                         \
    return tw_rule_fields_new (form, part, form->path, name##_fields, G_N_ELEMENTS (name##_fields));              \
  }                                                                                                         \
  static char *words_##name (TwRuleForm *form)                                                              \
  {                                                                                                         \
    return tw_rule_fields_words (form, form->path, name##_fields, G_N_ELEMENTS (name##_fields), none);            \
  }

FIELDS (band, _("Each band rates its own slice; a value on a bound is in the band above"))
FIELDS (line, _("As the table wants it; differences are posted"))
FIELDS (stacking, _("Stands for itself"))
FIELDS (reversal, _("Refunds at the original's amount; the window is calculated anew"))

FIELDS (timing, _("Payable when earned"))
FIELDS (accrual, _("At the actual value"))
FIELDS (rounding, _("As the program says"))
FIELDS (more, _("Nothing else"))
FIELDS (fund, _("Nothing"))
FIELDS (limit, _("Nothing"))

FIELDS (payment, _("Quarterly, no minimum"))

static GtkWidget *
build_qualifier (TwRuleForm *form,
                 TwRulePart *part)
{
  return tw_rule_fields_new (form, part, form->path, qualifier_fields, G_N_ELEMENTS (qualifier_fields));
}

static char *
words_qualifier (TwRuleForm *form)
{
  const TwRule *rule = tw_rule_form_get_rule (form);

  return rule->qualifier != NULL ? tw_program_describe_value (tw_rule_form_get_program (form), rule->qualifier)
                                 : g_strdup (_("What is counted"));
}

static char *
words_measure (TwRuleForm *form)
{
  return tw_program_describe_measure (tw_rule_form_get_program (form), tw_rule_form_get_rule (form)->counts);
}

/* Nothing, or a filter of the facts that take back and how much. */
static GtkWidget *
build_clawback (TwRuleForm *form,
                TwRulePart *part)
{
  static const TwRuleVariant states[] = {
    { N_("Nothing is taken back"), "", NULL, NULL, NULL, NULL, 0 },
    { N_("Certain facts take back"), NULL, NULL, NULL,
      "{\"on\":{\"status\":\"cancelled\"},\"within\":\"180 days\",\"share\":\"100%\"}", NULL, 0 },
  };
  static const TwRuleVariants clawbacks = { states, G_N_ELEMENTS (states) };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *path = tw_rule_form_path (form, "clawback");
  g_autofree char *on = tw_rule_form_path (form, "clawback/on");

  gtk_box_append (GTK_BOX (box), tw_rule_variant_new (form, part, path, _("Clawback"), &clawbacks));
  if (tw_rule_form_lookup (form, path) == NULL)
    return box;

  gtk_box_append (GTK_BOX (box),
                  tw_rule_fields_new (form, part, form->path, clawback_fields, G_N_ELEMENTS (clawback_fields)));
  gtk_box_append (GTK_BOX (box), tw_rule_condition_new (form, part, on, _("Which Facts Take Back")));

  return box;
}

static char *
words_clawback (TwRuleForm *form)
{
  return tw_rule_fields_words (form, form->path, clawback_fields, G_N_ELEMENTS (clawback_fields), _("None"));
}

static GtkWidget *
build_who (TwRuleForm *form,
           TwRulePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *path = tw_rule_form_path (form, "who");

  gtk_box_append (GTK_BOX (box), tw_rule_condition_new (form, part, path, _("Who Earns")));
  if (tw_rule_form_lookup (form, path) != NULL)
    gtk_box_append (GTK_BOX (box),
                    tw_rule_fields_new (form, part, form->path, who_fields, G_N_ELEMENTS (who_fields)));

  return box;
}

static char *
words_who (TwRuleForm *form)
{
  const TwRule *rule = tw_rule_form_get_rule (form);

  return rule->who != NULL ? tw_program_describe_condition (tw_rule_form_get_program (form), rule->who)
                           : g_strdup (_("Every partner that the program covers"));
}

/* A value or condition with a name. */
static GtkWidget *
build_define (TwRuleForm *form,
              TwRulePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *name = tw_rule_form_name (form);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *entry = tw_rule_form_entry (form, part, form->path, TW_FORMULA_VALUE, _("Formula"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-3");
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), entry);

  return box;
}

static const TwRulePartKind rule_parts[] = {
  { "sentence", NULL, "name rate price flat counts window payee who table direction /funds", tw_rule_sentence_build, NULL },
  { "bands", NULL, "table rate price flat counts qualifier name", tw_rule_bands_build, NULL },
  { "who", N_("Who Earns"), "who", build_who, words_who },
  { "measure", N_("What Counts"), "counts", tw_rule_measure_build, words_measure },
  { "qualifier", N_("What Picks the Band"), "qualifier", build_qualifier, words_qualifier },
  { "band-details", N_("Bands in Detail"), "table/mode table/edge table/cross table/flat_on table/flat_at table/scale", build_band, words_band },
  { "adjust", N_("Adjustments"), "adjust", tw_rule_adjust_build, tw_rule_adjust_words },
  { "stacking", N_("With Other Rules"), "stacking", build_stacking, words_stacking },
  { "split", N_("Split Between Partners"), "split", tw_rule_split_build, tw_rule_split_words },
  { "lines", N_("Lines"), "lines rerate", build_line, words_line },
  { "reversal", N_("Refunds"), "reversal", build_reversal, words_reversal },
  { "clawback", N_("Clawback"), "clawback", build_clawback, words_clawback },
  { "timing", N_("When It Is Payable"), "timing", build_timing, words_timing },
  { "accrual", N_("Accrual"), "accrual", build_accrual, words_accrual },
  { "rounding", N_("Rounding"), "rounding", build_rounding, words_rounding },
  { "more", N_("Kind, Direction, Dates"), "kind id direction valid", build_more, words_more },
};
static const TwRulePartKind limit_parts[] = { { "limit", NULL, ". name rules max min per each over share used when excess expires", build_limit, words_limit } };
static const TwRulePartKind fund_parts[] = { { "fund", NULL, ". name expires below", build_fund, words_fund } };
static const TwRulePartKind payment_parts[] = { { "payment", NULL, ". per minimum below negative", build_payment, words_payment } };
static const TwRulePartKind define_parts[] = { { "define", NULL, ".", build_define, NULL } };

const TwRulePartKind *
tw_rule_parts_list (const char *path,
                    guint      *n_parts)
{
  *n_parts = 1;
  if (g_str_has_prefix (path, "/limits/"))
    return limit_parts;
  if (g_str_has_prefix (path, "/funds/"))
    return fund_parts;
  if (g_str_has_prefix (path, "/payment"))
    return payment_parts;
  if (g_str_has_prefix (path, "/define/"))
    return define_parts;
  if (!g_str_has_prefix (path, "/rules/"))
    return tw_rule_program_parts (path);

  *n_parts = G_N_ELEMENTS (rule_parts);

  return rule_parts;
}
