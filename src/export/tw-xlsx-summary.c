/* tw-xlsx-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first sheet, which says what the statement comes to, and the last one, with which the reader re-adds it. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-sheets.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-decimal.h"

/* Column of the amounts in the Lines, Adjustments and Excluded sheets, as letters for formulas. */
#define LINES_AMOUNT       "N"
#define ADJUSTMENTS_AMOUNT "F"
#define EXCLUDED_CURRENCY  "G"
#define EXCLUDED_AMOUNT    "H"

/* Columns of the Summary: label or rule, value or kind, then the rest of the table by rule. */
enum
{
  COLUMN_LABEL,
  COLUMN_VALUE,
  COLUMN_DIRECTION,
  COLUMN_MEASURE,
  COLUMN_UNIT,
  COLUMN_LINES,
  COLUMN_AMOUNT,
};

static void
label (TwXlsxSheet *sheet,
       const char  *text)
{
  tw_xlsx_sheet_text (sheet, COLUMN_LABEL, text);
}

static void
write_text (TwXlsxSheet *sheet,
            const char  *name,
            const char  *text)
{
  if (text == NULL || *text == '\0')
    return;

  label (sheet, name);
  tw_xlsx_sheet_text (sheet, COLUMN_VALUE, text);
  sheet->row++;
}

static lxw_row_t
write_amount (TwXlsxSheet       *sheet,
              const TwStatement *statement,
              const char        *name,
              gint64             amount)
{
  label (sheet, name);
  tw_xlsx_sheet_integer (sheet, COLUMN_VALUE, amount, statement->digits);

  return sheet->row++;
}

static char *
approval (const TwStatement *statement)
{
  g_autofree char *at = NULL;

  if (statement->state != TW_STATEMENT_APPROVED)
    return g_strdup (_("Calculated, not approved"));

  at = tw_text_style_value (&statement->style, statement->approved_at);
  if (statement->self_approved)
    return g_strdup_printf (_("Approved by %s on %s, self-approved: the same person calculated and approved"),
                            statement->approved_by, at);

  return g_strdup_printf (_("Approved by %s on %s"), statement->approved_by, at);
}

static void
write_header (TwXlsxSheet       *sheet,
              const TwStatement *statement)
{
  g_autofree char *first = tw_text_style_date (&statement->style, statement->span.start);
  g_autofree char *last = tw_text_style_date (&statement->style, statement->span.end - 1);
  g_autofree char *dates = g_strdup_printf (_("%s to %s"), first, last);
  g_autofree char *revision = g_strdup_printf ("%d", statement->revision);
  g_autofree char *at = tw_text_style_value (&statement->style, statement->calculated_at);
  g_autofree char *calculated = g_strdup_printf (_("%s by %s"), at, statement->calculated_by);
  g_autofree char *state = approval (statement);

  write_text (sheet, _("Partner"), statement->partner);
  write_text (sheet, _("Partner id"), statement->partner_id);
  write_text (sheet, _("Program"), statement->program);
  write_text (sheet, _("Program version"), statement->versions);
  write_text (sheet, _("Period"), statement->period);
  write_text (sheet, _("Dates"), dates);
  write_text (sheet, _("Currency"), statement->currency);
  write_text (sheet, _("Tier"), statement->tier);
  write_text (sheet, _("Revision"), revision);
  write_text (sheet, _("Calculated"), calculated);
  write_text (sheet, _("State"), state);
  sheet->row++;
}

static void
write_conversion (TwXlsxSheet       *sheet,
                  const TwStatement *statement)
{
  g_autofree char *name = NULL;

  if (statement->paid_in == NULL)
    return;

  name = g_strdup_printf (_("Payable in %s"), statement->paid_in);
  if (statement->has_converted)
    {
      label (sheet, name);
      tw_xlsx_sheet_integer (sheet, COLUMN_VALUE, statement->converted, statement->converted_digits);
      sheet->row++;
    }
  else
    {
      write_text (sheet, name, _("There is no exchange rate on the period's last day"));
    }
}

static void
write_result (TwXlsxSheet       *sheet,
              const TwStatement *statement,
              TwXlsxSummary     *summary)
{
  lxw_format *bold = tw_xlsx_book_money (sheet->book, statement->digits, TRUE);

  summary->earned = write_amount (sheet, statement, _("Earned"), statement->earned);
  summary->adjusted = write_amount (sheet, statement, _("Adjustments"), statement->adjusted);
  summary->carried_in = write_amount (sheet, statement, _("Carried in"), statement->carried_in);
  summary->carried_out = write_amount (sheet, statement, _("Carried forward"), statement->carried_out);
  summary->forgiven = write_amount (sheet, statement, _("Forgiven"), statement->forgiven);
  summary->payable = write_amount (sheet, statement, _("Payable"), statement->payable);
  worksheet_set_row (sheet->sheet, summary->payable, LXW_DEF_ROW_HEIGHT, bold);
  write_conversion (sheet, statement);
  write_amount (sheet, statement, _("Earned, year to date"), statement->year_to_date);
  write_text (sheet, _("Nothing to pay"), statement->reason);
  sheet->row++;
}

static void
write_rule (TwXlsxSheet           *sheet,
            const TwStatement     *statement,
            const TwStatementRule *rule)
{
  tw_xlsx_sheet_text (sheet, COLUMN_LABEL, rule->name);
  tw_xlsx_sheet_text (sheet, COLUMN_VALUE, rule->kind);
  tw_xlsx_sheet_text (sheet, COLUMN_DIRECTION, rule->charge ? _("charged") : _("paid"));
  tw_xlsx_sheet_integer (sheet, COLUMN_MEASURE, rule->measure, rule->money ? statement->digits : 6);
  tw_xlsx_sheet_text (sheet, COLUMN_UNIT, rule->money ? statement->currency : _("units"));
  tw_xlsx_sheet_integer (sheet, COLUMN_LINES, rule->n_lines, 0);
  tw_xlsx_sheet_integer (sheet, COLUMN_AMOUNT, rule->amount, statement->digits);
  sheet->row++;
}

static void
write_rules (TwXlsxSheet       *sheet,
             const TwStatement *statement,
             TwXlsxSummary     *summary)
{
  const char *titles[] = { _("Rule"), _("Kind"), _("Direction"), _("Measure"), _("Unit"), _("Lines"), _("Amount") };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    worksheet_write_string (sheet->sheet, sheet->row, i, titles[i], tw_xlsx_book_heading (sheet->book, i == COLUMN_MEASURE || i >= COLUMN_LINES));
  sheet->row++;

  summary->first_rule = sheet->row;
  for (guint i = 0; i < statement->rules->len; i++)
    write_rule (sheet, statement, g_ptr_array_index (statement->rules, i));

  if (statement->rules->len > 0)
    {
      g_autofree char *formula = g_strdup_printf ("=ROUND(SUM(G%u:G%u),%d)", summary->first_rule + 1,
                                                  sheet->row, statement->digits);
      g_autofree char *text = tw_decimal_format (statement->earned, statement->digits);

      label (sheet, _("Total"));
      worksheet_write_formula_num (sheet->sheet, sheet->row, COLUMN_AMOUNT, formula,
                                   tw_xlsx_book_money (sheet->book, statement->digits, TRUE),
                                   g_ascii_strtod (text, NULL));
    }
  sheet->row += 2;
}

/* Bars, because every rule starts from zero and their order is the program's. */
static void
add_chart (TwXlsxSheet         *sheet,
           const TwStatement   *statement,
           const TwXlsxSummary *summary)
{
  lxw_row_t last = summary->first_rule + statement->rules->len - 1;
  lxw_chart_options options = { .x_scale = 1.35, .y_scale = 1.0,
                                .description = (char *) _("Bar chart of the amount earned by rule") };
  g_autofree char *title = NULL;
  lxw_chart_series *series;
  lxw_chart_fill fill = { .color = 0x0072B2 };
  lxw_chart *chart;

  if (statement->rules->len == 0)
    return;

  title = g_strdup_printf (_("Earned by rule, %s, %s"), statement->period, statement->currency);
  chart = workbook_add_chart (tw_xlsx_book_get (sheet->book), LXW_CHART_BAR);
  series = chart_add_series (chart, NULL, NULL);
  chart_series_set_categories (series, sheet->name, summary->first_rule, COLUMN_LABEL, last, COLUMN_LABEL);
  chart_series_set_values (series, sheet->name, summary->first_rule, COLUMN_AMOUNT, last, COLUMN_AMOUNT);
  chart_series_set_fill (series, &fill);
  chart_series_set_labels (series);
  chart_title_set_name (chart, title);
  chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  chart_axis_set_reverse (chart->y_axis);
  chart_axis_set_label_position (chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  worksheet_insert_chart_opt (sheet->sheet, sheet->row, 0, chart, &options);
}

void
tw_xlsx_write_summary (TwXlsxBook        *book,
                       const TwStatement *statement,
                       const char        *footer,
                       TwXlsxSummary     *summary)
{
  static const double widths[] = { 34, 46, 12, 18, 9, 9, 18 };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Summary"), NULL, 0, footer);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    worksheet_set_column (sheet->sheet, i, i, widths[i], NULL);

  worksheet_write_string (sheet->sheet, 0, 0, _("Partner statement"), tw_xlsx_book_title (book));
  sheet->row = 2;
  write_header (sheet, statement);
  write_result (sheet, statement, summary);
  write_rules (sheet, statement, summary);
  add_chart (sheet, statement, summary);
  worksheet_activate (sheet->sheet);

  tw_xlsx_sheet_finish (sheet);
}

enum
{
  CHECK_NAME,
  CHECK_CURRENCY,
  CHECK_COMPUTED,
  CHECK_STATED,
  CHECK_DIFFERENCE,
  CHECK_RESULT,
  N_CHECK_COLUMNS
};

/* One check: a live formula over the other sheets beside the figure that the program stated. */
static void
write_check (TwXlsxSheet *sheet,
             const char  *name,
             const char  *currency,
             int          digits,
             const char  *formula,
             gint64       computed,
             gint64       stated)
{
  lxw_format *money = tw_xlsx_book_money (sheet->book, digits, FALSE);
  g_autofree char *computed_text = tw_decimal_format (computed, digits);
  g_autofree char *difference_text = tw_decimal_format (computed - stated, digits);
  g_autofree char *difference = g_strdup_printf ("=ROUND(C%u-D%u,%d)", sheet->row + 1, sheet->row + 1, digits);
  g_autofree char *result = g_strdup_printf ("=IF(E%u=0,\"%s\",\"%s\")", sheet->row + 1, _("ties"), _("differs"));

  tw_xlsx_sheet_text (sheet, CHECK_NAME, name);
  tw_xlsx_sheet_text (sheet, CHECK_CURRENCY, currency);
  worksheet_write_formula_num (sheet->sheet, sheet->row, CHECK_COMPUTED, formula, money,
                               g_ascii_strtod (computed_text, NULL));
  tw_xlsx_sheet_integer (sheet, CHECK_STATED, stated, digits);
  worksheet_write_formula_num (sheet->sheet, sheet->row, CHECK_DIFFERENCE, difference, money,
                               g_ascii_strtod (difference_text, NULL));
  worksheet_write_formula_str (sheet->sheet, sheet->row, CHECK_RESULT, result,
                               tw_xlsx_book_format (sheet->book, TW_XLSX_TEXT),
                               computed == stated ? _("ties") : _("differs"));
  sheet->widths[CHECK_COMPUTED] = MAX (sheet->widths[CHECK_COMPUTED], strlen (computed_text) + 6);
  sheet->row++;
}

static void
write_fact_checks (TwXlsxSheet       *sheet,
                   const TwStatement *statement)
{
  guint last = MAX (statement->exclusions->len + 1, 2);

  for (guint i = 0; i < statement->controls->len; i++)
    {
      const TwStatementControl *control = g_ptr_array_index (statement->controls, i);
      g_autofree char *earned = tw_decimal_format (control->earned, control->digits);
      g_autofree char *name = g_strdup_printf (_("Facts that earned (%s) and Excluded against the facts of the period"),
                                               earned);
      g_autofree char *formula
          = g_strdup_printf ("=ROUND(%s+SUMIF(Excluded!" EXCLUDED_CURRENCY "2:" EXCLUDED_CURRENCY "%u,\"%s\","
                             "Excluded!" EXCLUDED_AMOUNT "2:" EXCLUDED_AMOUNT "%u),%d)",
                             earned, last, control->currency, last, control->digits);

      write_check (sheet, name, control->currency, control->digits, formula,
                   control->earned + control->excluded, control->facts);
    }
}

static void
write_note (TwXlsxSheet *sheet,
            const char  *name,
            const char  *text)
{
  worksheet_write_string (sheet->sheet, sheet->row, CHECK_NAME, name, NULL);
  worksheet_write_string (sheet->sheet, sheet->row, CHECK_COMPUTED, text,
                          tw_xlsx_book_format (sheet->book, TW_XLSX_TEXT));
  sheet->row++;
}

static gint64
sum_lines (const TwStatement *statement)
{
  gint64 sum = 0;

  for (guint i = 0; i < statement->lines->len; i++)
    sum += ((const TwStatementLine *) g_ptr_array_index (statement->lines, i))->amount;

  return sum;
}

static gint64
sum_rules (const TwStatement *statement)
{
  gint64 sum = 0;

  for (guint i = 0; i < statement->rules->len; i++)
    sum += ((const TwStatementRule *) g_ptr_array_index (statement->rules, i))->amount;

  return sum;
}

static gint64
sum_adjustments (const TwStatement *statement)
{
  gint64 sum = 0;

  for (guint i = 0; i < statement->adjustments->len; i++)
    sum += ((const TwStatementAdjustment *) g_ptr_array_index (statement->adjustments, i))->amount;

  return sum;
}

/* What ties this file to the workspace: the hash of the run's own history entry. It stands under the table, apart by a
 * blank row, because it is no check. */
static void
write_provenance (TwXlsxSheet       *sheet,
                  const TwStatement *statement)
{
  sheet->row++;
  write_note (sheet, _("Run, hash of its history entry"), statement->run_hash);
  write_note (sheet, _("Calculated"), statement->calculated_at);
  write_note (sheet, _("Program version"), statement->versions);
}

void
tw_xlsx_write_control (TwXlsxBook          *book,
                       const TwStatement   *statement,
                       const TwXlsxSummary *summary,
                       const char          *footer)
{
  static const TwXlsxColumn columns[N_CHECK_COLUMNS] = {
    { N_("Check"), TW_XLSX_WRAP, NULL },      { N_("Currency"), TW_XLSX_TEXT, NULL },
    { N_("Computed here"), TW_XLSX_MONEY, NULL }, { N_("Stated"), TW_XLSX_MONEY, NULL },
    { N_("Difference"), TW_XLSX_MONEY, NULL }, { N_("Result"), TW_XLSX_TEXT, NULL },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Control"), columns, N_CHECK_COLUMNS, footer);
  int digits = statement->digits;
  g_autofree char *lines = g_strdup_printf ("=ROUND(SUM(Lines!" LINES_AMOUNT "2:" LINES_AMOUNT "%u),%d)",
                                            MAX (statement->lines->len + 1, 2), digits);
  g_autofree char *rules = g_strdup_printf ("=ROUND(SUM(Summary!G%u:G%u),%d)", summary->first_rule + 1,
                                            summary->first_rule + MAX (statement->rules->len, 1), digits);
  g_autofree char *adjusted
      = g_strdup_printf ("=ROUND(SUM(Adjustments!" ADJUSTMENTS_AMOUNT "2:" ADJUSTMENTS_AMOUNT "%u),%d)",
                         MAX (statement->adjustments->len + 1, 2), digits);
  g_autofree char *payable
      = g_strdup_printf ("=ROUND(Summary!B%u+Summary!B%u+Summary!B%u-Summary!B%u-Summary!B%u,%d)",
                         summary->earned + 1, summary->adjusted + 1, summary->carried_in + 1,
                         summary->carried_out + 1, summary->forgiven + 1, digits);

  write_check (sheet, _("Lines add up to Earned"), statement->currency, digits, lines,
               sum_lines (statement), statement->earned);
  write_check (sheet, _("Rules add up to Earned"), statement->currency, digits, rules,
               sum_rules (statement), statement->earned);
  write_check (sheet, _("Adjustments add up"), statement->currency, digits, adjusted,
               sum_adjustments (statement), statement->adjusted);
  write_check (sheet, _("Earned, adjusted and carried make Payable"), statement->currency, digits, payable,
               statement->earned + statement->adjusted + statement->carried_in - statement->carried_out
                   - statement->forgiven,
               statement->payable);
  write_fact_checks (sheet, statement);
  write_provenance (sheet, statement);
  tw_xlsx_sheet_finish (sheet);
}
