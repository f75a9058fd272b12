/* tw-xlsx-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sheets that are one table each, and the Dictionary that is made from their columns. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-sheets.h"

#include <glib/gi18n-lib.h>

#include "tw-currency.h"

/* What a reader wants on paper comes first and is printed; ids and states follow on the screen. */
enum
{
  LINE_DATE,
  LINE_DOCUMENT,
  LINE_CUSTOMER,
  LINE_PRODUCT,
  LINE_RULE,
  LINE_KIND,
  LINE_CURRENCY,
  LINE_FACT_AMOUNT,
  LINE_SHARE,
  LINE_MEASURE,
  LINE_UNIT,
  LINE_BAND,
  LINE_RATE,
  LINE_AMOUNT,
  LINE_TO_FUND,
  LINE_ID,
  LINE_FACT,
  LINE_FACT_KIND,
  LINE_STATE,
  LINE_PAYABLE,
  LINE_VERSION,
  N_LINE_COLUMNS
};

#define LAST_PRINTED_LINE_COLUMN LINE_AMOUNT

static const TwXlsxColumn line_columns[N_LINE_COLUMNS] = {
  { N_("Date"), TW_XLSX_DATE, N_("The date that places the fact in a period.") },
  { N_("Document"), TW_XLSX_TEXT, N_("Order or deal reference of the fact.") },
  { N_("Customer"), TW_XLSX_TEXT, N_("Customer of the fact.") },
  { N_("Product"), TW_XLSX_TEXT, N_("Product of the fact.") },
  { N_("Rule"), TW_XLSX_TEXT, N_("The incentive rule that made the line.") },
  { N_("Line kind"), TW_XLSX_TEXT, N_("Earned, or what else brought the amount about: refund, tier true-up, top-up, recoupment, clawback.") },
  { N_("Fact currency"), TW_XLSX_TEXT, N_("Currency of the fact's amount.") },
  { N_("Fact amount"), TW_XLSX_MONEY, N_("Amount of the fact in its own currency. A fact that earns under several rules stands here once per rule, so this column is not to be added up.") },
  { N_("Share"), TW_XLSX_TEXT, N_("The partner's share of the fact where several partners are credited.") },
  { N_("Measure"), TW_XLSX_NUMBER, N_("The quantity that is paid on, in the unit beside it.") },
  { N_("Unit"), TW_XLSX_TEXT, N_("Unit of the measure: a currency or a count of units.") },
  { N_("Band"), TW_XLSX_TEXT, N_("The band or bands of the rate table that rated the line, named by where they begin.") },
  { N_("Rate"), TW_XLSX_TEXT, N_("Rate or price of the band, or the effective one where several bands share the line.") },
  { N_("Amount"), TW_XLSX_MONEY, N_("What the line is worth to the partner, in the statement's currency. What the partner is charged is negative. The column adds up to Earned.") },
  { N_("To fund"), TW_XLSX_MONEY, N_("What the line credits to a fund instead of paying it. It becomes the partner's with a claim, which is a line of its own.") },
  { N_("Line"), TW_XLSX_TEXT, N_("Stable id of the line: period, program, partner, rule, number. One row is one fact under one rule, or the rule itself where no fact is named.") },
  { N_("Fact"), TW_XLSX_TEXT, N_("External id of the fact, as imported.") },
  { N_("Fact kind"), TW_XLSX_TEXT, N_("What kind of fact it is: sale, unit report, opportunity …") },
  { N_("State"), TW_XLSX_TEXT, N_("Earned, approved, payable and paid are four different states of a line.") },
  { N_("Payable on"), TW_XLSX_DATE, N_("The first day on which the line may be paid.") },
  { N_("Version"), TW_XLSX_COUNT, N_("The program version that priced the line.") },
};

enum
{
  STEP_RULE,
  STEP_WINDOW,
  STEP_N,
  STEP_TEXT,
  STEP_RESULT,
  STEP_REF,
  N_STEP_COLUMNS
};

static const TwXlsxColumn step_columns[N_STEP_COLUMNS] = {
  { N_("Rule"), TW_XLSX_TEXT, N_("The rule that is explained. One row is one step of its calculation.") },
  { N_("Window"), TW_XLSX_TEXT, N_("The dates over which the rule accumulates.") },
  { N_("Step"), TW_XLSX_COUNT, N_("Order of the step inside rule and window.") },
  { N_("What was done"), TW_XLSX_WRAP, N_("The step in words, with the numbers that went in.") },
  { N_("Result"), TW_XLSX_TEXT, N_("What came out of the step.") },
  { N_("Program path"), TW_XLSX_TEXT, N_("The place in the program's text that says so.") },
};

enum
{
  EXCLUDED_DATE,
  EXCLUDED_DOCUMENT,
  EXCLUDED_FACT,
  EXCLUDED_KIND,
  EXCLUDED_CUSTOMER,
  EXCLUDED_PRODUCT,
  EXCLUDED_CURRENCY,
  EXCLUDED_AMOUNT,
  EXCLUDED_RULE,
  EXCLUDED_TEXT,
  EXCLUDED_REASON,
  N_EXCLUDED_COLUMNS
};

static const TwXlsxColumn excluded_columns[N_EXCLUDED_COLUMNS] = {
  { N_("Date"), TW_XLSX_DATE, N_("Date of the fact. One row is one fact on which no rule made a line.") },
  { N_("Document"), TW_XLSX_TEXT, N_("Order or deal reference of the fact.") },
  { N_("Fact"), TW_XLSX_TEXT, N_("External id of the fact, as imported.") },
  { N_("Fact kind"), TW_XLSX_TEXT, N_("What kind of fact it is.") },
  { N_("Customer"), TW_XLSX_TEXT, N_("Customer of the fact.") },
  { N_("Product"), TW_XLSX_TEXT, N_("Product of the fact.") },
  { N_("Currency"), TW_XLSX_TEXT, N_("Currency of the fact's amount.") },
  { N_("Amount"), TW_XLSX_MONEY, N_("Amount of the fact in its own currency.") },
  { N_("Furthest rule"), TW_XLSX_TEXT, N_("The rule in which the fact got furthest before it was left out.") },
  { N_("Reason"), TW_XLSX_WRAP, N_("Why the fact earned nothing, in words.") },
  { N_("Reason code"), TW_XLSX_TEXT, N_("The reason as one word, to filter by.") },
};

enum
{
  ADJUSTMENT_AT,
  ADJUSTMENT_REASON,
  ADJUSTMENT_REFERENCE,
  ADJUSTMENT_NOTE,
  ADJUSTMENT_BY,
  ADJUSTMENT_AMOUNT,
  N_ADJUSTMENT_COLUMNS
};

static const TwXlsxColumn adjustment_columns[N_ADJUSTMENT_COLUMNS] = {
  { N_("Entered"), TW_XLSX_TEXT, N_("When the adjustment was entered, UTC. One row is one manual adjustment.") },
  { N_("Reason"), TW_XLSX_TEXT, N_("Why the adjustment was made.") },
  { N_("Reference"), TW_XLSX_TEXT, N_("The line or document that the adjustment corrects; none for a general one.") },
  { N_("Note"), TW_XLSX_WRAP, N_("What else there is to say about it.") },
  { N_("By"), TW_XLSX_TEXT, N_("Who entered it.") },
  { N_("Amount"), TW_XLSX_MONEY, N_("Signed: a plus is for the partner. The column adds up to Adjustments.") },
};

enum
{
  TIER_DATE,
  TIER_NAME,
  TIER_HELD,
  TIER_CRITERION,
  TIER_VALUE,
  TIER_THRESHOLD,
  TIER_SHORT,
  TIER_PASSED,
  N_TIER_COLUMNS
};

static const TwXlsxColumn tier_columns[N_TIER_COLUMNS] = {
  { N_("Review"), TW_XLSX_DATE, N_("Date of the tier review. One row is one criterion of one tier.") },
  { N_("Tier"), TW_XLSX_TEXT, N_("The tier whose criterion this is.") },
  { N_("Held"), TW_XLSX_TEXT, N_("Whether the partner holds the tier after the review.") },
  { N_("Criterion"), TW_XLSX_WRAP, N_("What the tier asks for.") },
  { N_("Value"), TW_XLSX_TEXT, N_("What the partner reached.") },
  { N_("Threshold"), TW_XLSX_TEXT, N_("What is asked for.") },
  { N_("Missing"), TW_XLSX_TEXT, N_("What the partner lacks to meet the criterion.") },
  { N_("Met"), TW_XLSX_TEXT, N_("Whether the criterion is met.") },
};

static const struct
{
  const char         *sheet;
  const TwXlsxColumn *columns;
  guint               n_columns;
} dictionary[] = {
  { N_("Lines"), line_columns, N_LINE_COLUMNS },
  { N_("Explain"), step_columns, N_STEP_COLUMNS },
  { N_("Excluded"), excluded_columns, N_EXCLUDED_COLUMNS },
  { N_("Adjustments"), adjustment_columns, N_ADJUSTMENT_COLUMNS },
  { N_("Tier path"), tier_columns, N_TIER_COLUMNS },
};

static int
currency_digits (const TwStatement *statement,
                 const char        *currency)
{
  for (guint i = 0; i < statement->controls->len; i++)
    {
      const TwStatementControl *control = g_ptr_array_index (statement->controls, i);

      if (g_strcmp0 (control->currency, currency) == 0)
        return control->digits;
    }

  return g_strcmp0 (currency, statement->currency) == 0 ? statement->digits
                                                         : MAX (tw_currency_digits (currency), 0);
}

static void
write_line (TwXlsxSheet           *sheet,
            const TwStatement     *statement,
            const TwStatementLine *line)
{
  const TwStatementRule *rule = g_ptr_array_index (statement->rules, line->rule);

  tw_xlsx_sheet_text (sheet, LINE_ID, line->line_id);
  tw_xlsx_sheet_text (sheet, LINE_RULE, rule->name);
  tw_xlsx_sheet_text (sheet, LINE_KIND, line->kind);
  tw_xlsx_sheet_date (sheet, LINE_DATE, line->date);
  tw_xlsx_sheet_text (sheet, LINE_DOCUMENT, line->document);
  tw_xlsx_sheet_text (sheet, LINE_FACT, line->fact_id);
  tw_xlsx_sheet_text (sheet, LINE_FACT_KIND, line->fact_kind);
  tw_xlsx_sheet_text (sheet, LINE_CUSTOMER, line->customer);
  tw_xlsx_sheet_text (sheet, LINE_PRODUCT, line->product);
  tw_xlsx_sheet_text (sheet, LINE_CURRENCY, line->fact_currency);
  if (line->has_fact_amount)
    tw_xlsx_sheet_integer (sheet, LINE_FACT_AMOUNT, line->fact_amount,
                           currency_digits (statement, line->fact_currency));
  tw_xlsx_sheet_text (sheet, LINE_SHARE, line->share);
  if (line->has_measure)
    {
      tw_xlsx_sheet_integer (sheet, LINE_MEASURE, line->measure, rule->money ? statement->digits : 6);
      tw_xlsx_sheet_text (sheet, LINE_UNIT, rule->money ? statement->currency : _("units"));
    }
  tw_xlsx_sheet_text (sheet, LINE_BAND, line->band);
  tw_xlsx_sheet_text (sheet, LINE_RATE, line->rate);
  tw_xlsx_sheet_integer (sheet, LINE_AMOUNT, line->amount, statement->digits);
  if (line->is_fund)
    tw_xlsx_sheet_integer (sheet, LINE_TO_FUND, line->to_fund, statement->digits);
  tw_xlsx_sheet_text (sheet, LINE_STATE, line->state);
  tw_xlsx_sheet_date (sheet, LINE_PAYABLE, line->payable_on);
  tw_xlsx_sheet_integer (sheet, LINE_VERSION, line->version, 0);
  sheet->row++;
}

void
tw_xlsx_write_lines (TwXlsxBook        *book,
                     const TwStatement *statement,
                     const char        *footer)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Lines"), line_columns, N_LINE_COLUMNS, footer);

  for (guint i = 0; i < statement->lines->len; i++)
    write_line (sheet, statement, g_ptr_array_index (statement->lines, i));

  worksheet_print_area (sheet->sheet, 0, 0, MAX (sheet->row, 2) - 1, LAST_PRINTED_LINE_COLUMN);
  tw_xlsx_sheet_finish (sheet);
}

void
tw_xlsx_write_explain (TwXlsxBook        *book,
                       const TwStatement *statement,
                       const char        *footer)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Explain"), step_columns, N_STEP_COLUMNS, footer);

  for (guint i = 0; i < statement->steps->len; i++)
    {
      const TwStatementStep *step = g_ptr_array_index (statement->steps, i);

      tw_xlsx_sheet_text (sheet, STEP_RULE, step->rule);
      tw_xlsx_sheet_text (sheet, STEP_WINDOW, step->window);
      tw_xlsx_sheet_integer (sheet, STEP_N, step->n, 0);
      tw_xlsx_sheet_text (sheet, STEP_TEXT, step->text);
      tw_xlsx_sheet_text (sheet, STEP_RESULT, step->result);
      tw_xlsx_sheet_text (sheet, STEP_REF, step->ref);
      sheet->row++;
    }

  tw_xlsx_sheet_finish (sheet);
}

void
tw_xlsx_write_excluded (TwXlsxBook        *book,
                        const TwStatement *statement,
                        const char        *footer)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Excluded"), excluded_columns, N_EXCLUDED_COLUMNS, footer);

  for (guint i = 0; i < statement->exclusions->len; i++)
    {
      const TwStatementExclusion *item = g_ptr_array_index (statement->exclusions, i);

      tw_xlsx_sheet_date (sheet, EXCLUDED_DATE, item->date);
      tw_xlsx_sheet_text (sheet, EXCLUDED_DOCUMENT, item->document);
      tw_xlsx_sheet_text (sheet, EXCLUDED_FACT, item->fact_id);
      tw_xlsx_sheet_text (sheet, EXCLUDED_KIND, item->fact_kind);
      tw_xlsx_sheet_text (sheet, EXCLUDED_CUSTOMER, item->customer);
      tw_xlsx_sheet_text (sheet, EXCLUDED_PRODUCT, item->product);
      tw_xlsx_sheet_text (sheet, EXCLUDED_CURRENCY, item->currency);
      if (item->has_amount)
        tw_xlsx_sheet_integer (sheet, EXCLUDED_AMOUNT, item->amount,
                               currency_digits (statement, item->currency));
      tw_xlsx_sheet_text (sheet, EXCLUDED_RULE, item->rule);
      tw_xlsx_sheet_text (sheet, EXCLUDED_TEXT, item->text);
      tw_xlsx_sheet_text (sheet, EXCLUDED_REASON, item->reason);
      sheet->row++;
    }

  tw_xlsx_sheet_finish (sheet);
}

void
tw_xlsx_write_adjustments (TwXlsxBook        *book,
                           const TwStatement *statement,
                           const char        *footer)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Adjustments"), adjustment_columns,
                                          N_ADJUSTMENT_COLUMNS, footer);

  for (guint i = 0; i < statement->adjustments->len; i++)
    {
      const TwStatementAdjustment *item = g_ptr_array_index (statement->adjustments, i);

      tw_xlsx_sheet_text (sheet, ADJUSTMENT_AT, item->at);
      tw_xlsx_sheet_text (sheet, ADJUSTMENT_REASON, item->reason);
      tw_xlsx_sheet_text (sheet, ADJUSTMENT_REFERENCE, item->reference);
      tw_xlsx_sheet_text (sheet, ADJUSTMENT_NOTE, item->note);
      tw_xlsx_sheet_text (sheet, ADJUSTMENT_BY, item->by);
      tw_xlsx_sheet_integer (sheet, ADJUSTMENT_AMOUNT, item->amount, statement->digits);
      sheet->row++;
    }

  tw_xlsx_sheet_finish (sheet);
}

void
tw_xlsx_write_tier_path (TwXlsxBook        *book,
                         const TwStatement *statement,
                         const char        *footer)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Tier path"), tier_columns, N_TIER_COLUMNS, footer);

  for (guint i = 0; i < statement->tier_path->len; i++)
    {
      const TwStatementTierStep *item = g_ptr_array_index (statement->tier_path, i);

      tw_xlsx_sheet_date (sheet, TIER_DATE, item->date);
      tw_xlsx_sheet_text (sheet, TIER_NAME, item->tier);
      tw_xlsx_sheet_text (sheet, TIER_HELD, item->held ? _("yes") : _("no"));
      tw_xlsx_sheet_text (sheet, TIER_CRITERION, item->criterion);
      tw_xlsx_sheet_text (sheet, TIER_VALUE, item->value);
      tw_xlsx_sheet_text (sheet, TIER_THRESHOLD, item->threshold);
      tw_xlsx_sheet_text (sheet, TIER_SHORT, item->shortfall);
      tw_xlsx_sheet_text (sheet, TIER_PASSED, item->passed ? _("yes") : _("no"));
      sheet->row++;
    }

  tw_xlsx_sheet_finish (sheet);
}

void
tw_xlsx_write_dictionary (TwXlsxBook *book,
                          const char *footer)
{
  static const TwXlsxColumn columns[] = {
    { N_("Sheet"), TW_XLSX_TEXT, NULL },
    { N_("Column"), TW_XLSX_TEXT, NULL },
    { N_("Meaning"), TW_XLSX_WRAP, NULL },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Dictionary"), columns, G_N_ELEMENTS (columns), footer);

  for (guint i = 0; i < G_N_ELEMENTS (dictionary); i++)
    for (guint j = 0; j < dictionary[i].n_columns; j++)
      {
        tw_xlsx_sheet_text (sheet, 0, _(dictionary[i].sheet));
        tw_xlsx_sheet_text (sheet, 1, _(dictionary[i].columns[j].title));
        tw_xlsx_sheet_text (sheet, 2, _(dictionary[i].columns[j].help));
        sheet->row++;
      }

  tw_xlsx_sheet_finish (sheet);
}
