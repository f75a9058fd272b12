/* tw-program-guide-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-xlsx-book.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* Where a table's bands stand in the sheet of bands, for the formulas of the examples. */
typedef struct
{
  guint first;   /* row in the sheet, counted from 1 */
  guint n;
} Place;

typedef struct
{
  const TwProgramGuide *guide;
  TwXlsxBook           *book;
  GHashTable           *places;  /* "rule.variant" -> Place */
} Writer;

enum { BAND_FROM = 3, BAND_RATE, BAND_STEP };
enum { EXAMPLE_MEASURE = 4, EXAMPLE_AMOUNT = 5 };

static void
add_pair (TwXlsxSheet *sheet,
          const char  *name,
          const char  *text)
{
  tw_xlsx_sheet_text (sheet, 0, name);
  tw_xlsx_sheet_text (sheet, 1, text);
  sheet->row++;
}

static void
add_program (Writer *writer)
{
  const TwXlsxColumn columns[] = {
    { N_("Field"), TW_XLSX_TEXT, NULL },
    { N_("Value"), TW_XLSX_WRAP, NULL },
  };
  const TwProgramGuide *guide = writer->guide;
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (writer->book, _("Program"), columns, 2, "&L&F&R&P / &N");
  g_autofree char *number = g_strdup_printf ("%d", guide->number);
  g_autofree char *from = guide->from != TW_DATE_NONE ? tw_date_format (guide->from) : NULL;
  g_autofree char *to = guide->to != TW_DATE_NONE ? tw_date_format (guide->to) : NULL;
  g_auto (GStrv) payment = tw_program_guide_payment (guide);
  g_auto (GStrv) reviews = tw_program_guide_reviews (guide);

  add_pair (sheet, _("Program"), guide->program->name);
  add_pair (sheet, _("Version"), number);
  add_pair (sheet, _("State"), guide->draft ? _("Draft, not in force") : _("In force"));
  add_pair (sheet, _("From"), from);
  if (to != NULL)
    add_pair (sheet, _("To"), to);
  add_pair (sheet, _("Currency"), guide->program->currency);
  for (guint i = 0; i < guide->design->n_benefits; i++)
    add_pair (sheet, _("Benefit of every partner"), guide->design->benefits[i].name);
  for (guint i = 0; reviews[i] != NULL; i++)
    add_pair (sheet, _("Tiers"), reviews[i]);
  for (guint i = 0; payment[i] != NULL; i++)
    add_pair (sheet, _("Payment"), payment[i]);
  tw_xlsx_sheet_finish (sheet);
}

static void
add_rows (Writer             *writer,
          const char         *name,
          const TwXlsxColumn *columns,
          guint               n,
          GPtrArray          *rows)
{
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (writer->book, name, columns, n, "&L&F&R&P / &N");

  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];

      for (guint k = 0; k < n; k++)
        tw_xlsx_sheet_text (sheet, k, row[k]);
      sheet->row++;
    }
  tw_xlsx_sheet_finish (sheet);
}

/* A row for each criterion, benefit and review of a tier. */
static void
add_tiers (Writer *writer)
{
  const TwXlsxColumn columns[] = {
    { N_("Tier"), TW_XLSX_TEXT, NULL },
    { N_("What"), TW_XLSX_TEXT, NULL },
    { N_("Text"), TW_XLSX_WRAP, NULL },
  };
  const char *kinds[] = { NULL, _("Criterion"), _("Benefit"), _("Review") };
  g_autoptr (GPtrArray) tiers = tw_program_guide_tiers (writer->guide);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < tiers->len; i++)
    for (guint c = 1; c < G_N_ELEMENTS (kinds); c++)
      {
        char **tier = tiers->pdata[i];
        g_auto (GStrv) lines = g_strsplit (tier[c], "\n", -1);

        for (guint k = 0; lines[k] != NULL; k++)
          {
            char **row = g_new0 (char *, 4);

            row[0] = g_strdup (tier[0]);
            row[1] = g_strdup (kinds[c]);
            row[2] = g_strdup (lines[k]);
            g_ptr_array_add (rows, row);
          }
      }
  add_rows (writer, _("Tiers"), columns, G_N_ELEMENTS (columns), rows);
}

static void
add_rules (Writer *writer)
{
  const TwXlsxColumn columns[] = {
    { N_("Rule"), TW_XLSX_TEXT, NULL },
    { N_("Name"), TW_XLSX_TEXT, NULL },
    { N_("What it pays"), TW_XLSX_WRAP, NULL },
    { N_("About the examples"), TW_XLSX_WRAP, NULL },
  };
  const TwProgram *program = writer->guide->program;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < program->n_rules; i++)
    {
      g_auto (GStrv) assumes = tw_program_guide_assumes (writer->guide, i);
      char **row = g_new0 (char *, 5);

      row[0] = g_strdup (program->rules[i].id);
      row[1] = g_strdup (program->rules[i].name);
      row[2] = tw_program_describe_rule (program, i);
      row[3] = g_strjoinv ("\n", assumes);
      g_ptr_array_add (rows, row);
    }
  add_rows (writer, _("Rules"), columns, G_N_ELEMENTS (columns), rows);
}

/* ---- bands ---- */

/* A rate that is written out, as a share of one. */
static gboolean
read_rate (const TwPayoutVariant *variant,
           guint                  band,
           gint64                *rate)
{
  *rate = 0;
  if (variant->prices[band][0] != '\0' || variant->flats[band][0] != '\0')
    return FALSE;

  return variant->rates[band][0] == '\0' || tw_number_parse (variant->rates[band], rate, NULL);
}

static gboolean
read_from (const TwProgramGuide *guide,
           guint                 rule,
           guint                 band,
           gint64               *from)
{
  const TwPayoutExamples *examples = guide->examples->pdata[rule];

  for (guint i = 0; i < examples->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);

      if (point->edge == (int) band && (point->kind == TW_POINT_AT || (band == 0 && point->qualifier == 0)))
        {
          *from = point->qualifier;
          return TRUE;
        }
    }

  return FALSE;
}

static double
to_number (const TwProgramGuide *guide,
           gint64                value,
           TwValueType           type)
{
  return (double) value / (type == TW_VALUE_MONEY ? pow (10, guide->program->currency_digits) : TW_MILLION);
}

static void
add_band (Writer      *writer,
          TwXlsxSheet *sheet,
          guint        rule,
          guint        v,
          guint        band)
{
  const TwProgramGuide *guide = writer->guide;
  const TwPayoutExamples *examples = guide->examples->pdata[rule];
  const TwPayoutVariant *variant = examples->variants->pdata[v];
  g_autofree char *pay = tw_program_guide_band_pay (guide, rule, v, band);
  gint64 from = 0;
  gint64 rate = 0;
  gint64 before = 0;

  tw_xlsx_sheet_text (sheet, 0, guide->program->rules[rule].id);
  tw_xlsx_sheet_text (sheet, 1, variant->name);
  tw_xlsx_sheet_text (sheet, 2, pay);
  if (read_from (guide, rule, band, &from) || band == 0)
    worksheet_write_number (sheet->sheet, sheet->row, BAND_FROM, to_number (guide, from, examples->qualifier_type),
                            examples->percent ? tw_xlsx_book_format (writer->book, TW_XLSX_RATE)
                                              : tw_xlsx_book_money (writer->book, examples->qualifier_type ==
                                                                                      TW_VALUE_MONEY
                                                                                  ? guide->program->currency_digits
                                                                                  : 0, FALSE));
  if (read_rate (variant, band, &rate))
    {
      if (band > 0)
        read_rate (variant, band - 1, &before);
      worksheet_write_number (sheet->sheet, sheet->row, BAND_RATE, (double) rate / TW_MILLION,
                              tw_xlsx_book_format (writer->book, TW_XLSX_RATE));
      worksheet_write_number (sheet->sheet, sheet->row, BAND_STEP, (double) (rate - before) / TW_MILLION,
                              tw_xlsx_book_format (writer->book, TW_XLSX_RATE));
    }
  sheet->row++;
}

static void
add_bands (Writer *writer)
{
  const TwXlsxColumn columns[] = {
    { N_("Rule"), TW_XLSX_TEXT, NULL },
    { N_("For"), TW_XLSX_TEXT, NULL },
    { N_("Pays"), TW_XLSX_TEXT, NULL },
    { N_("From"), TW_XLSX_NUMBER, NULL },
    { N_("Rate"), TW_XLSX_RATE, NULL },
    { N_("More than the band before"), TW_XLSX_RATE, NULL },
  };
  const TwProgramGuide *guide = writer->guide;
  TwXlsxSheet *sheet =
      tw_xlsx_sheet_new (writer->book, _("Bands"), columns, G_N_ELEMENTS (columns), "&L&F&R&P / &N");

  /* Numbers are written past the sheet, which learns widths from what it writes. */
  for (guint c = BAND_FROM; c <= BAND_STEP; c++)
    sheet->widths[c] = 18;
  for (guint r = 0; r < guide->program->n_rules; r++)
    {
      const TwPayoutExamples *examples = guide->examples->pdata[r];

      for (guint v = 0; v < examples->variants->len; v++)
        {
          Place *place = g_new (Place, 1);

          place->first = sheet->row + 1;
          place->n = guide->program->rules[r].table->n_bands;
          g_hash_table_insert (writer->places, g_strdup_printf ("%u.%u", r, v), place);
          for (guint k = 0; k < place->n; k++)
            add_band (writer, sheet, r, v, k);
        }
    }
  tw_xlsx_sheet_finish (sheet);
}

/* ---- examples ---- */

/* Tables of written rates whose bounds are in the band above, paid on what picks the band, with no adjustment: what a
 * spreadsheet computes in the same way. */
static gboolean
is_simple (const TwProgramGuide *guide,
           guint                 rule,
           guint                 v)
{
  const TwPayoutExamples *examples = guide->examples->pdata[rule];
  const TwRule *of = &guide->program->rules[rule];
  TwRounding rounding = of->has_rounding ? of->rounding : guide->program->rounding;
  gint64 ignored;

  if (examples->own_qualifier || examples->measure_type != TW_VALUE_MONEY || !examples->only_bands ||
      of->table->mode == TW_TABLE_INTERPOLATED || of->table->edge == TW_EDGE_TO ||
      rounding.mode != TW_ROUNDING_HALF_UP || rounding.level != TW_LEVEL_RULE || rounding.step > 1 ||
      (of->table->n_bands > 1 && !of->table->bands[0].has_from))
    return FALSE;
  for (guint k = 0; k < of->table->n_bands; k++)
    if (of->table->bands[k].edge == TW_EDGE_TO || !read_rate (examples->variants->pdata[v], k, &ignored) ||
        (k > 0 && !read_from (guide, rule, k, &ignored)))
      return FALSE;

  return TRUE;
}

/* (nullable): what a spreadsheet recomputes the amount with. */
static char *
make_formula (Writer *writer,
              guint   rule,
              guint   v,
              guint   row)
{
  g_autofree char *key = g_strdup_printf ("%u.%u", rule, v);
  const Place *place = g_hash_table_lookup (writer->places, key);
  const TwTable *table = writer->guide->program->rules[rule].table;
  g_autofree char *from = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *step = NULL;
  int digits = writer->guide->program->currency_digits;
  const char *sheet = _("Bands");

  if (!is_simple (writer->guide, rule, v))
    return NULL;
  from = g_strdup_printf ("'%s'!$D$%u:$D$%u", sheet, place->first, place->first + place->n - 1);
  rate = g_strdup_printf ("'%s'!$E$%u:$E$%u", sheet, place->first, place->first + place->n - 1);
  step = g_strdup_printf ("'%s'!$F$%u:$F$%u", sheet, place->first, place->first + place->n - 1);
  if (place->n == 1 && !table->bands[0].has_from)
    return g_strdup_printf ("=ROUND($E%u*'%s'!$E$%u,%d)", row, sheet, place->first, digits);
  if (table->mode == TW_TABLE_RETROACTIVE)
    return g_strdup_printf ("=IF($E%1$u<'%2$s'!$D$%3$u,0,ROUND($E%1$u*LOOKUP($E%1$u,%4$s,%5$s),%6$d))", row, sheet,
                            place->first, from, rate, digits);

  return g_strdup_printf ("=ROUND(SUMPRODUCT(($E%1$u>%2$s)*($E%1$u-%2$s)*%3$s),%4$d)", row, from, step, digits);
}

static void
write_quantity (Writer      *writer,
                TwXlsxSheet *sheet,
                guint        column,
                gint64       value,
                TwValueType  type,
                gboolean     percent)
{
  const TwProgramGuide *guide = writer->guide;

  worksheet_write_number (sheet->sheet, sheet->row, column, to_number (guide, value, type),
                          percent ? tw_xlsx_book_format (writer->book, TW_XLSX_RATE)
                          : type == TW_VALUE_MONEY
                              ? tw_xlsx_book_money (writer->book, guide->program->currency_digits, FALSE)
                              : tw_xlsx_book_format (writer->book, value % TW_MILLION == 0 ? TW_XLSX_COUNT
                                                                                           : TW_XLSX_NUMBER));
}

static void
add_example (Writer      *writer,
             TwXlsxSheet *sheet,
             guint        rule,
             guint        v,
             guint        i)
{
  const TwProgramGuide *guide = writer->guide;
  const TwPayoutExamples *examples = guide->examples->pdata[rule];
  const TwPayoutVariant *variant = examples->variants->pdata[v];
  const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);
  g_autofree char *formula = make_formula (writer, rule, v, sheet->row + 1);
  lxw_format *money = tw_xlsx_book_money (writer->book, guide->program->currency_digits, FALSE);
  double amount = to_number (guide, variant->amounts[i], TW_VALUE_MONEY);

  tw_xlsx_sheet_text (sheet, 0, guide->program->rules[rule].id);
  tw_xlsx_sheet_text (sheet, 1, variant->name);
  tw_xlsx_sheet_text (sheet, 2, tw_program_guide_place (point));
  write_quantity (writer, sheet, 3, point->qualifier, examples->qualifier_type, examples->percent);
  write_quantity (writer, sheet, EXAMPLE_MEASURE, point->measure, examples->measure_type, FALSE);
  if (formula != NULL)
    worksheet_write_formula_num (sheet->sheet, sheet->row, EXAMPLE_AMOUNT, formula, money, amount);
  else
    worksheet_write_number (sheet->sheet, sheet->row, EXAMPLE_AMOUNT, amount, money);
  sheet->row++;
}

static void
add_examples (Writer *writer)
{
  const TwXlsxColumn columns[] = {
    { N_("Rule"), TW_XLSX_TEXT, NULL },
    { N_("For"), TW_XLSX_TEXT, NULL },
    { N_("Where"), TW_XLSX_TEXT, NULL },
    { N_("What picks the band"), TW_XLSX_NUMBER, NULL },
    { N_("What is paid on"), TW_XLSX_NUMBER, NULL },
    { N_("Amount"), TW_XLSX_MONEY, NULL },
  };
  const TwProgramGuide *guide = writer->guide;
  TwXlsxSheet *sheet =
      tw_xlsx_sheet_new (writer->book, _("Examples"), columns, G_N_ELEMENTS (columns), "&L&F&R&P / &N");

  for (guint c = 3; c <= EXAMPLE_AMOUNT; c++)
    sheet->widths[c] = 18;
  for (guint r = 0; r < guide->program->n_rules; r++)
    {
      const TwPayoutExamples *examples = guide->examples->pdata[r];

      for (guint v = 0; v < examples->variants->len; v++)
        for (guint i = 0; i < examples->points->len; i++)
          if (g_array_index (examples->points, TwPayoutPoint, i).kind != TW_POINT_CURVE)
            add_example (writer, sheet, r, v, i);
    }
  tw_xlsx_sheet_finish (sheet);
}

/* ---- the workbook ---- */

/* The same guide is the same file: the moment is the guide's, not the clock's. */
static void
set_properties (Writer *writer)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (writer->guide->now, NULL);
  lxw_doc_properties properties = {
    .title = (char *) writer->guide->program->name,
    .subject = (char *) _("Program guide for partners"),
    .created = now != NULL ? (time_t) g_date_time_to_unix (now) : 0,
  };

  workbook_set_properties (tw_xlsx_book_get (writer->book), &properties);
}

gboolean
tw_program_guide_xlsx (const TwProgramGuide  *self,
                       const char            *path,
                       GCancellable          *cancellable,
                       GError               **error)
{
  const TwXlsxColumn terms[] = {
    { N_("Term"), TW_XLSX_TEXT, NULL },
    { N_("Meaning"), TW_XLSX_WRAP, NULL },
  };
  Writer writer = { self, NULL, NULL };
  g_autoptr (GPtrArray) glossary = NULL;
  gboolean good;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  writer.book = tw_xlsx_book_new (path, self->program->currency_digits);
  writer.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  set_properties (&writer);
  add_program (&writer);
  add_tiers (&writer);
  add_rules (&writer);
  add_bands (&writer);
  add_examples (&writer);
  glossary = tw_program_guide_glossary (self);
  add_rows (&writer, _("Glossary"), terms, G_N_ELEMENTS (terms), glossary);
  good = tw_xlsx_book_close (writer.book, error);
  g_hash_table_unref (writer.places);

  return good;
}
