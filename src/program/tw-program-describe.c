/* tw-program-describe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-describe-private.h"

#include <glib/gi18n-lib.h>

/* Rules, bands and tiers in words. */

static char *
describe_band_pay (const TwProgram *program,
                   const TwBand    *band)
{
  GString *text = g_string_new (NULL);

  if (band->rate != NULL)
    {
      g_autofree char *rate = tw_describe_pay (program, band->rate);

      g_string_append (text, rate);
    }
  if (band->price != NULL)
    {
      g_autofree char *price = tw_program_describe_value (program, band->price);

      if (band->price->type == TW_VALUE_NUMBER && band->price->kind == TW_EXPR_LITERAL)
        g_string_append_printf (text, _("%s %s each"), price, program->currency);
      else
        g_string_append_printf (text, _("%s each"), price);
    }
  if (band->flat != NULL)
    {
      g_autofree char *flat = tw_program_describe_value (program, band->flat);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", flat);
    }
  if (text->len == 0)
    g_string_append (text, _("nothing"));

  return g_string_free (text, FALSE);
}

char *
tw_describe_bound (const TwProgram *program,
                   const TwRule    *rule,
                   const TwBand    *band)
{
  TwValueType type = rule->qualifier != NULL ? rule->qualifier->type : rule->counts->type;

  if (rule->table->scale != NULL && rule->table->scale->type == TW_VALUE_MONEY)
    type = TW_VALUE_NUMBER;
  /* Growth, attainment and multiples of a scale are read as percentages. */
  if (type == TW_VALUE_NUMBER &&
      (rule->table->scale != NULL || (rule->qualifier != NULL && tw_describe_is_ratio (program, rule->qualifier))))
    return tw_describe_rate (band->from);

  return tw_program_describe_literal (program, band->from, type);
}

char *
tw_program_describe_band (const TwProgram *program,
                          guint            rule,
                          guint            band)
{
  const TwRule *r;
  const TwBand *b;
  g_autofree char *pay = NULL;
  g_autofree char *bound = NULL;
  TwEdge edge;

  g_return_val_if_fail (program != NULL && rule < program->n_rules, NULL);
  g_return_val_if_fail (band < program->rules[rule].table->n_bands, NULL);

  r = &program->rules[rule];
  b = &r->table->bands[band];
  pay = describe_band_pay (program, b);
  if (!b->has_from)
    return r->table->n_bands == 1 ? g_steal_pointer (&pay) : g_strdup_printf (_("below: %s"), pay);
  bound = tw_describe_bound (program, r, b);
  if (r->table->mode == TW_TABLE_INTERPOLATED && band > 0 && band + 1 == r->table->n_bands)
    return g_strdup_printf (_("up to %s"), bound);
  edge = b->edge == TW_EDGE_INHERIT ? r->table->edge : b->edge;

  return edge == TW_EDGE_TO && band > 0 ? g_strdup_printf (_("above %s: %s"), bound, pay)
                                        : g_strdup_printf (_("from %s: %s"), bound, pay);
}

static void
append_table (GString         *text,
              const TwProgram *program,
              guint            index)
{
  const TwRule *rule = &program->rules[index];
  const TwTable *table = rule->table;

  if (table->n_bands == 1 && !table->bands[0].has_from)
    return;
  if (rule->qualifier != NULL)
    {
      g_autofree char *qualifier = tw_program_describe_value (program, rule->qualifier);

      g_string_append_printf (text, _(" The band goes by %s."), qualifier);
    }
  g_string_append (text, table->mode == TW_TABLE_RETROACTIVE
                             ? _(" The band reached rates everything: ")
                         : table->mode == TW_TABLE_INTERPOLATED
                             ? _(" Each band adds its value evenly from its bound to the next: ")
                             : _(" Each band rates its own part: "));
  for (guint i = 0; i < table->n_bands; i++)
    {
      g_autofree char *band = tw_program_describe_band (program, index, i);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "; ", band);
    }
  g_string_append_c (text, '.');
  if (table->scale != NULL)
    {
      g_autofree char *scale = tw_program_describe_value (program, table->scale);

      g_string_append_printf (text, _(" Bounds are multiples of %s."), scale);
    }
}

static char *
describe_per (const TwAdjust *adjust)
{
  if (adjust->n_each == 1 && adjust->per == TW_PER_WINDOW)
    {
      g_autofree char *each = tw_describe_attribute (adjust->each[0]);

      return g_strdup_printf (_(" for each %s"), each);
    }

  return tw_describe_per (adjust->per, adjust->per_unit);
}

static char *
describe_adjustment (const TwProgram *program,
                     const TwAdjust  *adjust)
{
  g_autofree char *value = NULL;
  g_autofree char *per = describe_per (adjust);

  if (adjust->kind == TW_ADJUST_ROUND_TO)
    {
      value = tw_program_describe_literal (program, adjust->step, TW_VALUE_MONEY);
      return g_strdup_printf (_("Rounded to %s."), value);
    }
  value = adjust->kind == TW_ADJUST_FACTOR ? tw_describe_pay (program, adjust->value)
                                           : tw_program_describe_value (program, adjust->value);
  switch (adjust->kind)
    {
    case TW_ADJUST_FACTOR:
      return g_strdup_printf (_("Multiplied by %s%s."), value, per);
    case TW_ADJUST_LESS:
      return g_strdup_printf (_("Less %s."), value);
    case TW_ADJUST_MAX:
      return g_strdup_printf (_("At most %s%s."), value, per);
    case TW_ADJUST_MIN:
      return g_strdup_printf (_("At least %s%s."), value, per);
    case TW_ADJUST_GUARANTEE:
      return adjust->recoup != 0
                 ? g_strdup_printf (_("Guaranteed %s%s, won back from later excess."), value, per)
                 : g_strdup_printf (_("Guaranteed %s%s."), value, per);
    case TW_ADJUST_ROUND_TO:
    default:
      return g_strdup ("");
    }
}

static void
append_adjustments (GString         *text,
                    const TwProgram *program,
                    const TwRule    *rule)
{
  for (guint i = 0; i < rule->n_adjust; i++)
    {
      g_autofree char *adjustment = describe_adjustment (program, &rule->adjust[i]);
      g_autofree char *when = NULL;

      if (rule->adjust[i].when == NULL)
        {
          g_string_append_printf (text, " %s", adjustment);
          continue;
        }
      when = tw_program_describe_condition (program, rule->adjust[i].when);
      g_string_append_printf (text, _(" Where %s: %s"), when, adjustment);
    }
}

static void
append_extras (GString         *text,
               const TwProgram *program,
               const TwRule    *rule)
{
  if (rule->who != NULL)
    {
      g_autofree char *who = tw_program_describe_condition (program, rule->who);

      g_string_append_printf (text,
                              rule->who_at == TW_WHO_PERIOD_END  ? _(" Only where, at the end of the period, %s.")
                              : rule->who_at == TW_WHO_ENROLMENT ? _(" Only where, on the day of enrollment, %s.")
                                                                 : _(" Only where %s."),
                              who);
    }
  if (rule->has_valid)
    {
      g_autofree char *first = tw_date_format (rule->valid.start);
      g_autofree char *last = tw_date_format (rule->valid.end - 1);

      if (rule->valid.end > TW_DATE_MAX)
        g_string_append_printf (text, _(" For dates from %s on."), first);
      else if (rule->valid.start <= TW_DATE_MIN)
        g_string_append_printf (text, _(" For dates up to %s."), last);
      else
        g_string_append_printf (text, _(" For dates from %s to %s."), first, last);
    }
  if (rule->payee == TW_PAYEE_PERSON)
    g_string_append (text, _(" Paid to the person."));
  else if (rule->payee == TW_PAYEE_FUND)
    g_string_append_printf (text, _(" Credited to the fund “%s”."),
                            program->funds[rule->fund].name);
  tw_describe_terms (text, program, rule);
}

/* The first sentence: one template for each way of paying. */
static char *
describe_first (const TwProgram *program,
                const TwRule    *rule,
                const char      *window)
{
  const TwTable *table = rule->table;
  g_autofree char *measure = tw_program_describe_measure (program, rule->counts);
  g_autofree char *pay = NULL;

  if (table->n_bands > 1 || table->bands[0].has_from)
    return g_strdup_printf (rule->charge ? _("Charges on %s, %s.") : _("Pays on %s, %s."),
                            measure, window);
  pay = describe_band_pay (program, &table->bands[0]);
  if (table->bands[0].price != NULL && rule->counts->aggregate == TW_AGGREGATE_COUNT)
    {
      g_autofree char *counted = tw_describe_counted (program, rule->counts);

      return g_strdup_printf (rule->charge ? _("Charges %s: %s, %s.") : _("Pays %s: %s, %s."),
                              pay, counted, window);
    }
  if (table->bands[0].rate != NULL || table->bands[0].price != NULL)
    return g_strdup_printf (rule->charge ? _("Charges %s of %s, %s.") : _("Pays %s of %s, %s."),
                            pay, measure, window);

  return g_strdup_printf (rule->charge ? _("Charges %s for %s, %s.") : _("Pays %s for %s, %s."),
                          pay, measure, window);
}

char *
tw_program_describe_rule (const TwProgram *program,
                          guint            index)
{
  const TwRule *rule;
  g_autofree char *window = NULL;
  g_autofree char *first = NULL;
  GString *text;

  g_return_val_if_fail (program != NULL && index < program->n_rules, NULL);

  rule = &program->rules[index];
  window =
      rule->window != NULL ? tw_describe_window (rule->window) : g_strdup (_("per pay period"));
  first = describe_first (program, rule, window);
  text = g_string_new (first);
  append_table (text, program, index);
  append_adjustments (text, program, rule);
  append_extras (text, program, rule);

  return g_string_free (text, FALSE);
}

char *
tw_program_describe_tier (const TwProgram *program,
                          const TwTier    *tier)
{
  g_autofree char *enter = NULL;

  g_return_val_if_fail (program != NULL && tier != NULL, NULL);

  enter = tw_program_describe_condition (program, tier->enter);
  if (enter[0] == '\0')
    return g_strdup_printf (_("%s: every partner."), tier->name);

  return g_strdup_printf (tier->by_invitation ? _("%s (by invitation): %s.") : _("%s: %s."),
                          tier->name, enter);
}

char *
tw_program_describe_begin (const char *words)
{
  const char *rest = *words != '\0' ? g_utf8_next_char (words) : words;
  g_autofree char *first = g_strndup (words, rest - words);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, rest, NULL);
}
