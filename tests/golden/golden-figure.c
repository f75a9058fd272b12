/* golden-figure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-figure.h"

#include <string.h>

void
golden_value_clear (GoldenValue *value)
{
  g_clear_pointer (&value->text, g_free);
}

static gboolean
parse_decimal (const char *text,
               TwFraction *number)
{
  __int128 num = 0;
  __int128 den = 1;
  gboolean point = FALSE;
  gboolean negative = *text == '-';

  if (negative)
    text++;
  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (*text == '.' && !point)
        point = TRUE;
      else if (g_ascii_isdigit (*text))
        {
          num = num * 10 + (*text - '0');
          den = point ? den * 10 : den;
        }
      else
        return FALSE;
    }

  return tw_fraction_new (negative ? -num : num, den, number);
}

gboolean
golden_parse_number (const char *text,
                     TwFraction *number)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 2);
  TwFraction den;

  if (parts[0] == NULL || !parse_decimal (parts[0], number))
    return FALSE;
  if (parts[1] == NULL)
    return TRUE;

  return parse_decimal (parts[1], &den) && tw_fraction_sign (den) != 0
         && tw_fraction_div (*number, den, number);
}

char *
golden_value_format (GoldenValue value)
{
  __int128 den = value.number.den;

  if (value.text != NULL)
    return g_strdup (value.text);
  while (den % 2 == 0)
    den /= 2;
  while (den % 5 == 0)
    den /= 5;
  if (den == 1)
    return tw_fraction_to_string (value.number, 12);

  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                          (gint64) value.number.num, (gint64) value.number.den);
}

TwFraction
golden_major (const GoldenRun *run,
              gint64           minor)
{
  TwFraction result = TW_FRACTION_ZERO;
  __int128 unit = 1;

  for (int i = 0; i < run->version->currency_digits; i++)
    unit *= 10;
  tw_fraction_new (minor, unit, &result);

  return result;
}

static gboolean
has_rule (const GoldenRun *run,
          const char      *id)
{
  for (guint v = 0; v < run->program->versions->len; v++)
    {
      const TwProgram *program = run->program->versions->pdata[v];

      for (guint r = 0; r < program->n_rules; r++)
        if (strcmp (program->rules[r].id, id) == 0)
          return TRUE;
    }

  return FALSE;
}

gboolean
golden_run_has_rule (const GoldenRun  *run,
                     const char       *period,
                     const char       *rule,
                     const char      **id)
{
  const char *colon = strchr (rule, ':');

  if (strcmp (run->period, period) != 0)
    return FALSE;
  *id = rule;
  if (strcmp (rule, "*") == 0)
    return TRUE;
  if (colon != NULL)
    {
      if (strncmp (rule, run->program->name, (gsize) (colon - rule)) != 0)
        return FALSE;
      *id = colon + 1;
    }

  return has_rule (run, *id);
}

/* Whether a line is one that `total`, `line`, `part` or `person` asks for. */
static gboolean
is_asked (const GoldenRun *run,
          const TwLine    *line,
          const char      *what,
          const char      *which)
{
  if (strcmp (what, "line") == 0)
    return strcmp (which, "-") == 0
               ? line->fact < 0
               : line->fact >= 0 && line->fact == golden_run_row (run, TW_RELATION_FACT, which);
  if (strcmp (what, "part") == 0)
    return strcmp (tw_line_kind_to_string (line->kind), which) == 0;
  if (strcmp (what, "person") == 0)
    return line->person >= 0 && line->person == golden_run_row (run, TW_RELATION_PERSON, which);

  return TRUE;
}

static gboolean
is_line_kind (const char *word)
{
  for (guint kind = 0; kind <= TW_LINE_FUND_PAYOUT; kind++)
    if (strcmp (tw_line_kind_to_string ((TwLineKind) kind), word) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
check_last_word (GPtrArray  *runs,
                 char      **words,
                 char      **why)
{
  const GoldenRun *last = runs->pdata[runs->len - 1];

  if (strcmp (words[0], "part") == 0 && !is_line_kind (words[4]))
    *why = g_strdup_printf ("there is no kind of line “%s”", words[4]);
  else if (strcmp (words[0], "line") == 0 && strcmp (words[4], "-") != 0
           && golden_run_row (last, TW_RELATION_FACT, words[4]) < 0)
    *why = g_strdup_printf ("there is no fact “%s”", words[4]);
  else if (strcmp (words[0], "person") == 0
           && golden_run_row (last, TW_RELATION_PERSON, words[4]) < 0)
    *why = g_strdup_printf ("there is no person “%s”", words[4]);

  return *why == NULL;
}

static gboolean
sum_lines (GPtrArray    *runs,
           char        **words,
           GoldenValue  *value,
           char        **why)
{
  gboolean found = FALSE;

  if (!check_last_word (runs, words, why))
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      const TwPartnerResult *result;
      const char *id;

      if (!golden_run_has_rule (run, words[1], words[3], &id))
        continue;
      result = golden_run_result (run, words[2]);
      found = TRUE;
      for (guint k = 0; result != NULL && k < result->lines->len; k++)
        {
          const TwLine *line = &g_array_index (result->lines, TwLine, k);
          const TwRule *rule = golden_run_rule (run, line->version, line->rule);
          TwFraction amount = golden_major (run, line->amount);

          if (strcmp (id, "*") != 0 && (rule == NULL || strcmp (rule->id, id) != 0))
            continue;
          if (!is_asked (run, line, words[0], words[3] == NULL ? "" : words[4]))
            continue;
          if (strcmp (id, "*") == 0 && rule != NULL && rule->charge)
            amount = tw_fraction_negate (amount);
          tw_fraction_add (value->number, amount, &value->number);
        }
    }
  if (!found)
    *why = g_strdup_printf ("no run of %s has the rule “%s”", words[1], words[3]);

  return found;
}

static gboolean
classify (GPtrArray    *runs,
          char        **words,
          GoldenValue  *value,
          char        **why)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      gint64 fact = golden_run_row (run, TW_RELATION_FACT, words[3]);
      const TwPartnerResult *result
          = strcmp (run->period, words[1]) == 0 ? golden_run_result (run, words[2]) : NULL;

      for (guint k = 0; result != NULL && k < result->classified->len; k++)
        {
          const TwClassified *one = &g_array_index (result->classified, TwClassified, k);

          if (one->fact != fact)
            continue;
          value->text = g_strdup (
              one->reason == TW_REASON_NONE ? "earned" : tw_reason_to_string (one->reason));
          return TRUE;
        }
    }
  *why = g_strdup_printf ("%s isn't classified for %s in %s", words[3], words[2], words[1]);

  return FALSE;
}

static gboolean
payment (GPtrArray    *runs,
         char        **words,
         GoldenValue  *value,
         char        **why)
{
  static const char *const names[]
      = { "earned", "deferred", "released", "brought", "due", "paid", "carried", "forgiven" };
  gboolean found = FALSE;
  guint field;

  for (field = 0; field < G_N_ELEMENTS (names) && strcmp (names[field], words[3]) != 0; field++)
    ;
  if (field == G_N_ELEMENTS (names))
    {
      *why = g_strdup_printf ("a payment has no “%s”", words[3]);
      return FALSE;
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      const TwPartnerResult *result
          = strcmp (run->period, words[1]) == 0 ? golden_run_result (run, words[2]) : NULL;

      if (result == NULL)
        continue;
      found = TRUE;
      G_STATIC_ASSERT (sizeof (TwPaymentResult) == 8 * sizeof (gint64));
      tw_fraction_add (value->number,
                       golden_major (run, ((const gint64 *)(gconstpointer)&result->payment)[field]),
                       &value->number);
    }
  if (!found)
    *why = g_strdup_printf ("nothing was calculated for %s in %s", words[2], words[1]);

  return found;
}

/* Balances of a kind that are left at the end of a period. */
static gboolean
balance (GPtrArray    *runs,
         char        **words,
         GoldenValue  *value,
         char        **why)
{
  gboolean is_fund = strcmp (words[0], "fund") == 0;
  const char *name = words[3];
  TwBalanceKind kind = TW_BALANCE_FUND;
  gboolean found = FALSE;

  if (!is_fund && strcmp (words[4], "shortfall") == 0)
    kind = TW_BALANCE_SHORTFALL;
  else if (!is_fund && strcmp (words[4], "excess") == 0)
    kind = TW_BALANCE_EXCESS;
  else if (!is_fund && strcmp (words[4], "limit") == 0)
    kind = TW_BALANCE_LIMIT;
  else if (!is_fund)
    {
      *why = g_strdup_printf ("there is no balance “%s”", words[4]);
      return FALSE;
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      const TwPartnerResult *result
          = strcmp (run->period, words[1]) == 0 ? golden_run_result (run, words[2]) : NULL;

      found |= result != NULL && (is_fund ? run->version->n_funds > 0 : has_rule (run, name));
      for (guint k = 0; result != NULL && k < result->balances->len; k++)
        {
          const TwBalance *one = &g_array_index (result->balances, TwBalance, k);

          if (one->kind == kind && g_strcmp0 (one->name, name) == 0)
            tw_fraction_add (value->number, golden_major (run, one->amount), &value->number);
        }
    }
  if (!found)
    *why = g_strdup_printf ("no run of %s has “%s”", words[1], name);

  return found;
}

/* What of a rule's lines of a period becomes payable in a month: in a later one what was deferred
 * to it, in the period itself (which has to be that month) what wasn't deferred. */
static gboolean
due (GPtrArray    *runs,
     char        **words,
     GoldenValue  *value,
     char        **why)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      gboolean is_own = strcmp (words[4], run->period) == 0;
      const TwPartnerResult *result;
      TwCalendarUnit unit;
      TwSpan month;
      const char *id;
      gint64 sum = 0;

      if (!golden_run_has_rule (run, words[1], words[3], &id))
        continue;
      result = golden_run_result (run, words[2]);
      if (result == NULL
          || !tw_calendar_parse (run->version->calendar, words[4], &month, &unit, NULL)
          || (!is_own && month.start < run->span.end))
        break;
      for (guint k = 0; k < result->balances->len; k++)
        {
          const TwBalance *one = &g_array_index (result->balances, TwBalance, k);

          if (one->kind == TW_BALANCE_DEFERRED && g_strcmp0 (one->name, id) == 0
              && one->origin == run->span.start
              && (is_own || (one->due >= month.start && one->due < month.end)))
            sum += is_own ? -one->amount : one->amount;
        }
      for (guint k = 0; is_own && k < result->lines->len; k++)
        {
          const TwLine *line = &g_array_index (result->lines, TwLine, k);
          const TwRule *rule = golden_run_rule (run, line->version, line->rule);

          sum += rule != NULL && strcmp (rule->id, id) == 0 ? line->amount : 0;
        }
      value->number = golden_major (run, sum);
      return TRUE;
    }
  *why = g_strdup_printf ("%s has no rule “%s” with a month %s", words[1], words[3], words[4]);

  return FALSE;
}

static gboolean
tier (GoldenCase   *self,
      GPtrArray    *runs,
      char        **words,
      GoldenValue  *value,
      char        **why)
{
  TwDate date = golden_date (words[1]);

  for (guint i = 0; i < self->tiers->len; i++)
    {
      const GoldenTier *held = self->tiers->pdata[i];

      if (strcmp (held->partner, words[2]) == 0 && g_strcmp0 (held->designation, words[3]) == 0
          && held->from <= date && (held->to == TW_DATE_NONE || held->to >= date))
        {
          g_free (value->text);
          value->text = g_strdup (held->tier == NULL ? "none" : held->tier);
        }
    }
  if (value->text == NULL)
    value->text = g_strdup ("none");

  return TRUE;
}

/* Words a path of each kind has, at least and at most. */
static const struct
{
  const char *name;
  guint       least;
  guint       most;
} kinds[] = {
  { "total", 4, 4 },  { "line", 5, 5 },    { "part", 5, 5 },    { "person", 5, 5 },
  { "reason", 4, 4 }, { "payment", 4, 4 }, { "fund", 4, 4 },    { "balance", 5, 5 },
  { "due", 5, 5 },    { "tier", 3, 4 },    { "value", 2, 3 },   { "limit", 5, 5 },
  { "slice", 5, 5 },  { "sliced", 5, 5 },  { "measure", 4, 4 }, { "qualifier", 4, 4 },
  { "band", 4, 4 },   { "forgone", 4, 4 }, { "accrual", 4, 4 }, { "written", 2, 9 },
};

static gboolean
check_path (char **words,
            char **why)
{
  guint n = g_strv_length (words);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (n > 0 && strcmp (kinds[i].name, words[0]) == 0)
      {
        if (n < kinds[i].least || n > kinds[i].most)
          *why = g_strdup_printf ("“%s” takes %u words", words[0], kinds[i].least);
        return *why == NULL;
      }
  *why = g_strdup ("there is no such figure");

  return FALSE;
}

gboolean
golden_figure (GoldenCase   *self,
               GPtrArray    *runs,
               const char   *path,
               GoldenValue  *value,
               char        **why)
{
  g_auto (GStrv) words = g_strsplit (path, " ", -1);

  value->number = TW_FRACTION_ZERO;
  value->text = NULL;
  *why = NULL;
  if (!check_path (words, why))
    return FALSE;
  if (strcmp (words[0], "value") == 0)
    return golden_evaluate (self, words, value, why);
  if (strcmp (words[0], "tier") == 0)
    return tier (self, runs, words, value, why);
  if (strcmp (words[0], "written") == 0)
    return golden_written (self, path + strlen ("written "), value, why);
  if (runs->len == 0)
    {
      *why = g_strdup ("the case has no periods");
      return FALSE;
    }
  if (strcmp (words[0], "reason") == 0)
    return classify (runs, words, value, why);
  if (strcmp (words[0], "payment") == 0)
    return payment (runs, words, value, why);
  if (strcmp (words[0], "fund") == 0 || strcmp (words[0], "balance") == 0)
    return balance (runs, words, value, why);
  if (strcmp (words[0], "due") == 0)
    return due (runs, words, value, why);
  if (strcmp (words[0], "total") == 0 || strcmp (words[0], "line") == 0
      || strcmp (words[0], "part") == 0 || strcmp (words[0], "person") == 0)
    return sum_lines (runs, words, value, why);

  return golden_step_figure (runs, words, value, why);
}
