/* tw-program-guide-pdf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include "tw-chart-write.h"
#include "tw-decimal.h"
#include "tw-program-describe.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A heading doesn't stand alone at the end of a page. */
#define HEADING_ROOM 110
#define CHART_HEIGHT 190
/* Variants side by side in one table; more make another one below it. */
#define VARIANTS_WIDE 4
/* Characters that a narrow cell shows in any case. */
#define CELL_LENGTH 140

static void
add_heading (TwPages    *pages,
             const char *title)
{
  tw_pages_need (pages, HEADING_ROOM);
  tw_pages_section (pages, title, 0);
  tw_pages_text (pages, TW_PAGES_HEADING, title);
}

static void
add_sentences (TwPages       *pages,
               TwPagesStyle   style,
               char         **sentences)
{
  for (guint i = 0; sentences[i] != NULL; i++)
    tw_pages_text (pages, style, sentences[i]);
}

static char **
new_row (guint n)
{
  return g_new0 (char *, n + 1);
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/* ---- head ---- */

static char *
say_span (const TwProgramGuide *self)
{
  g_autofree char *from = self->from != TW_DATE_NONE ? tw_date_format (self->from) : NULL;
  g_autofree char *to = self->to != TW_DATE_NONE ? tw_date_format (self->to) : NULL;

  if (from != NULL && to != NULL)
    return g_strdup_printf (_("Version %1$d, in force from %2$s to %3$s. Amounts in %4$s."), self->number, from, to,
                            self->program->currency);

  return g_strdup_printf (_("Version %1$d, in force from %2$s. Amounts in %3$s."), self->number,
                          from != NULL ? from : "–", self->program->currency);
}

static void
add_head (const TwProgramGuide *self,
          TwPages              *pages)
{
  g_autofree char *span = say_span (self);

  tw_pages_section (pages, self->program->name, 0);
  tw_pages_text (pages, TW_PAGES_TITLE, self->program->name);
  tw_pages_text (pages, TW_PAGES_SUBHEADING, _("Program guide for partners"));
  tw_pages_text (pages, TW_PAGES_BODY, span);
  if (self->draft)
    tw_pages_text (pages, TW_PAGES_BOLD, _("This version is a draft and isn’t in force."));
  if (self->design->n_benefits > 0)
    {
      tw_pages_text (pages, TW_PAGES_BOLD, _("What every partner gets"));
      for (guint i = 0; i < self->design->n_benefits; i++)
        {
          g_autofree char *line = g_strdup_printf ("• %s", self->design->benefits[i].name);

          tw_pages_text (pages, TW_PAGES_BODY, line);
        }
    }
}

/* ---- tiers ---- */

static gboolean
is_filled (GPtrArray *rows,
           guint      column)
{
  for (guint i = 0; i < rows->len; i++)
    if (((char **) rows->pdata[i])[column][0] != '\0')
      return TRUE;

  return FALSE;
}

/* A table without the columns that say nothing in any row. */
static void
add_filled (TwPages             *pages,
            const TwPagesColumn *columns,
            guint                n,
            GPtrArray           *rows)
{
  g_autoptr (GPtrArray) kept = new_rows ();
  g_autofree TwPagesColumn *shown = g_new0 (TwPagesColumn, n);
  g_autofree guint *from = g_new0 (guint, n);
  guint n_shown = 0;

  for (guint c = 0; c < n; c++)
    if (is_filled (rows, c))
      {
        from[n_shown] = c;
        shown[n_shown++] = columns[c];
      }
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = new_row (n);

      for (guint c = 0; c < n_shown; c++)
        row[c] = g_strdup (((char **) rows->pdata[i])[from[c]]);
      g_ptr_array_add (kept, row);
    }
  tw_pages_table (pages, shown, n_shown, kept);
}

/* A line that is too long for one cell goes on in the next row, broken at a space. */
static char *
break_lines (const char *text)
{
  GString *result = g_string_new (NULL);
  guint length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean full = length >= CELL_LENGTH && *p == ' ';

      length = *p == '\n' || full ? 0 : length + 1;
      if (full)
        g_string_append_c (result, '\n');
      else
        g_string_append_len (result, p, g_utf8_next_char (p) - p);
    }

  return g_string_free (result, FALSE);
}

/* Lines of cells as rows of their own: nothing is cut, however many there are. */
static GPtrArray *
split_lines (GPtrArray *rows,
             guint      n)
{
  GPtrArray *result = new_rows ();

  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = rows->pdata[i];
      g_autoptr (GPtrArray) columns = new_rows ();
      guint most = 0;

      for (guint c = 0; c < n; c++)
        {
          g_autofree char *broken = break_lines (cells[c]);
          char **lines = g_strsplit (broken, "\n", -1);

          most = MAX (most, g_strv_length (lines));
          g_ptr_array_add (columns, lines);
        }
      for (guint line = 0; line < most; line++)
        {
          char **row = new_row (n);

          for (guint c = 0; c < n; c++)
            row[c] = g_strdup (line < g_strv_length (columns->pdata[c]) ? ((char **) columns->pdata[c])[line] : "");
          g_ptr_array_add (result, row);
        }
    }

  return result;
}

static void
add_tiers (const TwProgramGuide *self,
           TwPages              *pages)
{
  const TwPagesColumn columns[] = {
    { _("Tier"), FALSE }, { _("How to reach it"), FALSE }, { _("Benefits"), FALSE }, { _("Reviews"), FALSE },
  };
  g_autoptr (GPtrArray) tiers = tw_program_guide_tiers (self);
  g_autoptr (GPtrArray) rows = split_lines (tiers, G_N_ELEMENTS (columns));
  g_auto (GStrv) reviews = tw_program_guide_reviews (self);

  add_heading (pages, _("Tiers"));
  if (rows->len == 0)
    {
      tw_pages_text (pages, TW_PAGES_BODY, _("The program has no tiers: its rules are the same for every partner."));
      return;
    }
  add_filled (pages, columns, G_N_ELEMENTS (columns), rows);
  add_sentences (pages, TW_PAGES_BODY, reviews);
}

/* ---- rules ---- */

static void
add_bands (const TwProgramGuide *self,
           TwPages              *pages,
           guint                 rule,
           guint                 first,
           guint                 last)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  guint n_bands = self->program->rules[rule].table->n_bands;
  guint n = last - first;
  TwPagesColumn columns[VARIANTS_WIDE + 1] = { { _("From"), TRUE } };
  g_autoptr (GPtrArray) rows = new_rows ();

  for (guint v = 0; v < n; v++)
    {
      const TwPayoutVariant *variant = examples->variants->pdata[first + v];

      columns[v + 1].title = variant->name != NULL ? variant->name : _("Pays");
      columns[v + 1].numeric = FALSE;
    }
  for (guint k = 0; k < n_bands; k++)
    {
      char **row = new_row (n + 1);

      row[0] = tw_program_guide_bound (self, rule, k);
      if (row[0] == NULL)
        row[0] = g_strdup (n_bands > 1 ? _("below") : "");
      for (guint v = 0; v < n; v++)
        row[v + 1] = tw_program_guide_band_pay (self, rule, first + v, k);
      g_ptr_array_add (rows, row);
    }
  add_filled (pages, columns, n + 1, rows);
}

static char *
effective_rate (const TwProgramGuide *self,
                gint64                amount,
                gint64                measure)
{
  TwFraction rate;
  gint64 millionths = 0;

  if (measure <= 0 || !tw_fraction_new (amount, measure, &rate) ||
      !tw_fraction_mul (rate, tw_fraction_from_int (10000), &rate) ||
      !tw_fraction_round_int (rate, TW_ROUNDING_HALF_UP, &millionths))
    return g_strdup ("");

  return tw_rate_format (millionths * 100);
}

static void
add_example_rows (const TwProgramGuide *self,
                  guint                 rule,
                  guint                 first,
                  guint                 n,
                  GPtrArray            *rows)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  gboolean rate = n == 1 && examples->measure_type == TW_VALUE_MONEY;

  for (guint i = 0; i < examples->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);
      char **row;

      if (point->kind == TW_POINT_CURVE)
        continue;
      row = new_row (n + 3);
      row[0] = g_strdup (tw_program_guide_place (point));
      row[1] = tw_program_guide_quantity (self, point->qualifier, examples->qualifier_type, examples->percent);
      for (guint v = 0; v < n; v++)
        {
          const TwPayoutVariant *variant = examples->variants->pdata[first + v];

          row[v + 2] = tw_program_guide_amount (self, variant->amounts[i]);
          if (rate)
            row[v + 3] = effective_rate (self, variant->amounts[i], point->measure);
        }
      g_ptr_array_add (rows, row);
    }
}

static void
add_examples (const TwProgramGuide *self,
              TwPages              *pages,
              guint                 rule,
              guint                 first,
              guint                 last)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  guint n = last - first;
  gboolean rate = n == 1 && examples->measure_type == TW_VALUE_MONEY;
  gboolean charge = self->program->rules[rule].charge;
  TwPagesColumn columns[VARIANTS_WIDE + 3] = { { _("Where"), FALSE } };
  g_autoptr (GPtrArray) rows = new_rows ();

  columns[1].title = examples->own_qualifier ? _("Band by") : _("Total");
  columns[1].numeric = TRUE;
  for (guint v = 0; v < n; v++)
    {
      const TwPayoutVariant *variant = examples->variants->pdata[first + v];

      columns[v + 2].title = variant->name != NULL ? variant->name : charge ? _("Charge") : _("Payout");
      columns[v + 2].numeric = TRUE;
    }
  columns[n + 2].title = _("Effective rate");
  columns[n + 2].numeric = TRUE;
  add_example_rows (self, rule, first, n, rows);
  add_filled (pages, columns, n + 2 + (rate ? 1 : 0), rows);
}

static void
draw_chart (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  data)
{
  const TwChartRect area = { 0, 0, width, height };

  tw_chart_draw (data, NULL, cr, &area);
}

static void
add_chart (const TwProgramGuide *self,
           TwPages              *pages,
           guint                 rule)
{
  TwChartSpec *spec = tw_program_guide_chart (self, rule);

  if (spec == NULL)
    return;
  tw_pages_need (pages, CHART_HEIGHT + 10);
  tw_pages_gap (pages, 8);
  tw_pages_drawing (pages, CHART_HEIGHT, draw_chart, spec, (GDestroyNotify) tw_chart_spec_unref);
}

static void
add_rule (const TwProgramGuide *self,
          TwPages              *pages,
          guint                 rule)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  g_autofree char *sentence = tw_program_describe_rule (self->program, rule);
  g_auto (GStrv) assumes = tw_program_guide_assumes (self, rule);
  guint n = examples->variants->len;
  /* One rate for everybody stands in the sentence, and its curve is a straight line. */
  gboolean has_table = n > 1 || self->program->rules[rule].table->n_bands > 1;
  gboolean has_curve = self->program->rules[rule].table->n_bands > 1 || examples->kept_max >= 0;

  tw_pages_need (pages, HEADING_ROOM);
  tw_pages_section (pages, self->program->rules[rule].name, 1);
  tw_pages_text (pages, TW_PAGES_SUBHEADING, self->program->rules[rule].name);
  tw_pages_text (pages, TW_PAGES_BODY, sentence);
  if (n == 0)
    {
      add_sentences (pages, TW_PAGES_SMALL, assumes);
      return;
    }
  for (guint first = 0; has_table && first < n; first += VARIANTS_WIDE)
    {
      tw_pages_gap (pages, 6);
      add_bands (self, pages, rule, first, MIN (n, first + VARIANTS_WIDE));
    }
  if (has_curve)
    add_chart (self, pages, rule);
  tw_pages_need (pages, HEADING_ROOM);
  tw_pages_text (pages, TW_PAGES_BOLD, _("Worked examples"));
  add_sentences (pages, TW_PAGES_SMALL, assumes);
  for (guint first = 0; first < n; first += VARIANTS_WIDE)
    {
      tw_pages_gap (pages, 6);
      add_examples (self, pages, rule, first, MIN (n, first + VARIANTS_WIDE));
    }
}

/* ---- the end ---- */

static void
add_glossary (const TwProgramGuide *self,
              TwPages              *pages)
{
  const TwPagesColumn columns[] = { { _("Term"), FALSE }, { _("Meaning"), FALSE } };
  g_autoptr (GPtrArray) rows = tw_program_guide_glossary (self);

  add_heading (pages, _("Glossary"));
  tw_pages_table (pages, columns, G_N_ELEMENTS (columns), rows);
}

gboolean
tw_program_guide_pdf (const TwProgramGuide  *self,
                      TwPaper                paper,
                      const char            *path,
                      GCancellable          *cancellable,
                      GError               **error)
{
  g_autofree char *day = g_strndup (self->now, strcspn (self->now, "T"));
  const TwPagesMeta meta = {
    .title = self->program->name, .subject = _("Program guide for partners"), .date = self->now, .made = day,
  };
  g_autoptr (TwPages) pages = tw_pages_new (paper, &meta);
  g_auto (GStrv) payment = tw_program_guide_payment (self);

  add_head (self, pages);
  add_tiers (self, pages);
  add_heading (pages, _("What is paid"));
  for (guint i = 0; i < self->program->n_rules; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      add_rule (self, pages, i);
    }
  if (self->program->n_rules == 0)
    tw_pages_text (pages, TW_PAGES_BODY, _("The program pays nothing; it is about tiers alone."));
  add_heading (pages, _("Returns, limits and payment"));
  add_sentences (pages, TW_PAGES_BODY, payment);
  add_glossary (self, pages);

  return tw_pages_write_pdf (pages, path, cancellable, error);
}
