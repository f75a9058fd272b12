/* tw-matrix-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "common/tw-format.h"
#include "common/tw-input.h"
#include "tw-program-describe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_STRONG_ISOLATE 0x2068

/* What stands in the cells, in the numbers and dates of the person's locale. */

static TwFieldType
get_field_type (const TwMatrixCell *cell,
                const char         *plain)
{
  switch (cell->type)
    {
    case TW_MATRIX_DATE:
      return TW_FIELD_DATE;
    case TW_MATRIX_NUMBER:
    case TW_MATRIX_MONEY:
      return plain != NULL && g_str_has_suffix (plain, "%") ? TW_FIELD_RATE : TW_FIELD_MONEY;
    default:
      return TW_FIELD_TEXT;
    }
}

static char *
format_duration (const char *plain)
{
  TwDuration duration;

  return tw_duration_parse (plain, &duration, NULL) ? tw_describe_duration (duration) : g_strdup (plain);
}

static char *
format_value (const TwMatrix     *matrix,
              const TwMatrixRow  *row,
              const TwMatrixCell *cell)
{
  const TwProgram *program = tw_program_document_get_program (matrix->document);
  g_autofree char *padded = NULL;

  if (cell->type == TW_MATRIX_CHOICE)
    return g_strdup (tw_matrix_choice_label (row, cell->plain));
  if (cell->type == TW_MATRIX_DURATION)
    return format_duration (cell->plain);
  if (cell->type != TW_MATRIX_MONEY)
    return tw_format_plain (get_field_type (cell, cell->plain), cell->plain);
  padded = tw_format_pad (cell->plain, program->currency_digits);

  return tw_format_plain (get_field_type (cell, cell->plain), padded);
}

char *
tw_matrix_text_typed (const TwMatrix *matrix,
                      guint           row,
                      guint           column)
{
  const TwMatrixRow *info = tw_matrix_get_row (matrix, row);
  const TwMatrixCell *cell = tw_matrix_get_cell (matrix, row, column);

  if (cell->words != NULL)
    return g_strdup (cell->words);
  if (cell->type == TW_MATRIX_YES)
    return g_strdup (cell->owner != NULL ? _("yes") : "");

  return cell->plain != NULL ? format_value (matrix, info, cell) : g_strdup ("");
}

char *
tw_matrix_text_shown (const TwMatrix *matrix,
                      guint           row,
                      guint           column)
{
  const TwMatrixRow *info = tw_matrix_get_row (matrix, row);
  const TwMatrixCell *cell = tw_matrix_get_cell (matrix, row, column);
  g_autofree char *value = NULL;
  char *text;

  if (info->kind == TW_MATRIX_HEADING)
    return g_strdup ("");
  if (cell->words != NULL)
    return g_strdup (cell->words);
  if (cell->type == TW_MATRIX_YES && cell->owner != NULL)
    return g_strdup ("✓");
  if (cell->plain == NULL)
    return g_strdup (cell->owner != NULL ? "✓" : "–");

  value = format_value (matrix, info, cell);

  text = g_strconcat (cell->sign, *cell->sign != '\0' ? "\u00a0" : "", value,
                      cell->suffix != NULL ? " " : NULL, cell->suffix, NULL);

  /* From right to left "at least" would be mirrored into "at most", behind its number. */
  return *cell->sign != '\0' ? tw_format_isolate (text) : text;
}

/* What may stand before a number, as it is shown. */
static const char *
skip_sign (const char *text)
{
  static const char * const signs[] = { "≥", "≤", "≠", "×", ">=", "<=", ">", "<", "=" };

  if (g_utf8_get_char (text) == FIRST_STRONG_ISOLATE)
    text = g_utf8_next_char (text);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      {
        text += strlen (signs[i]);
        while (g_unichar_isspace (g_utf8_get_char (text)))
          text = g_utf8_next_char (text);
        return text;
      }

  return text;
}

static char *
choice_to_plain (const TwMatrixRow *row,
                 const char        *typed)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  const char *only = NULL;

  for (guint i = 0; i < row->n_choices; i++)
    {
      g_autofree char *label = g_utf8_casefold (row->choices[i].label, -1);

      if (g_str_equal (label, folded) || g_ascii_strcasecmp (row->choices[i].id, typed) == 0)
        return g_strdup (row->choices[i].id);
    }
  /* The beginning of one of them, or what is in one of them, is enough. */
  for (guint i = 0; *typed != '\0' && i < row->n_choices; i++)
    {
      g_autofree char *label = g_utf8_casefold (row->choices[i].label, -1);

      if (strstr (label, folded) == NULL)
        continue;
      if (only != NULL)
        return g_strdup (typed);
      only = row->choices[i].id;
    }

  return g_strdup (only != NULL ? only : typed);
}

static char *
duration_to_plain (const char *typed)
{
  static const char * const units[] = { "day", "month", "year" };
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  char *rest;
  gint64 n = g_ascii_strtoll (folded, &rest, 10);

  g_strstrip (rest);
  for (guint i = 0; i < G_N_ELEMENTS (units) && rest != folded; i++)
    {
      const char *words[] = { g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", n),
                              g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", n),
                              g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", n) };
      const char *blank = strchr (words[i], ' ');
      g_autofree char *word = g_utf8_casefold (blank != NULL ? blank + 1 : words[i], -1);

      if (*rest != '\0' && (g_str_has_prefix (word, rest) || g_str_has_prefix (rest, units[i])))
        return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", n, units[i], n == 1 ? "" : "s");
    }

  return g_strdup (typed);
}

/* The type that the cell will have: that of the same row in another tier. */
static TwMatrixType
get_type (const TwMatrixRow  *row,
          const TwMatrixCell *cell,
          guint               n_tiers)
{
  if (cell->type != TW_MATRIX_NOTHING)
    return cell->type;
  for (guint i = 0; i < n_tiers; i++)
    if (row->cells[i].type != TW_MATRIX_NOTHING)
      return row->cells[i].type;

  return TW_MATRIX_TEXT;
}

char *
tw_matrix_text_plain (const TwMatrix *matrix,
                      guint           row,
                      guint           column,
                      const char     *typed)
{
  const TwMatrixRow *info = tw_matrix_get_row (matrix, row);
  const TwMatrixCell *cell = tw_matrix_get_cell (matrix, row, column);
  g_autofree char *text = g_strstrip (g_strdup (skip_sign (typed)));

  if (g_str_equal (text, "–"))
    return g_strdup ("");
  switch (get_type (info, cell, matrix->n_tiers))
    {
    case TW_MATRIX_CHOICE:
      return choice_to_plain (info, text);
    case TW_MATRIX_DURATION:
      return duration_to_plain (text);
    case TW_MATRIX_DATE:
      return tw_input_to_plain (TW_FIELD_DATE, text);
    case TW_MATRIX_YES:
      return g_strdup (g_utf8_collate (text, _("yes")) == 0 ? "yes"
                       : g_utf8_collate (text, _("no")) == 0 ? "no" : text);
    case TW_MATRIX_TEXT:
      return g_strdup (text);
    default:
      return tw_input_to_plain (strchr (text, '%') != NULL ? TW_FIELD_RATE : TW_FIELD_MONEY, text);
    }
}

/* --- for the grid --- */

static TwMatrixFieldFlags
get_flags (TwMatrixTab        *self,
           const TwMatrixRow  *row,
           const TwMatrixCell *cell)
{
  TwMatrixFieldFlags flags = 0;

  if (row->whole)
    return flags;
  flags |= TW_MATRIX_FIELD_NUMBER;
  if (cell->owner == NULL && row->kind != TW_MATRIX_PARTNERS && row->kind != TW_MATRIX_COST)
    flags |= TW_MATRIX_FIELD_DIM;

  return flags;
}

static char *
get_title (TwMatrixTab         *self,
           int                  row,
           char               **name,
           TwMatrixFieldFlags  *flags)
{
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);
  gboolean folded = tw_matrix_grid_is_folded (self->grid, row);

  *flags = TW_MATRIX_FIELD_TITLE;
  if (info->kind == TW_MATRIX_HEADING)
    *flags |= TW_MATRIX_FIELD_HEADING;
  if (info->n_below > 0)
    *flags |= folded ? TW_MATRIX_FIELD_FOLDED : TW_MATRIX_FIELD_OPEN;
  /* Translators: a row of a table: its title, its number and how many there are. */
  *name = g_strdup_printf (_("%1$s, row %2$d of %3$u"), info->title, row + 1,
                           self->matrix->rows->len);

  return g_strdup (info->title);
}

static char *
get_head (TwMatrixTab         *self,
          int                  column,
          char               **name,
          TwMatrixFieldFlags  *flags)
{
  const TwMatrixTier *tier = &self->matrix->tiers[column];

  *flags = TW_MATRIX_FIELD_HEAD;
  /* Translators: the heading of a column: a tier, its number and how many there are. */
  *name = g_strdup_printf (tier->designation ? _("%1$s, designation, column %2$d of %3$u")
                                             : _("%1$s, tier, column %2$d of %3$u"),
                           tier->name, column + 1, self->matrix->n_tiers);

  return g_strdup (tier->name);
}

static char *
get_today (TwMatrixTab       *self,
           const TwMatrixRow *row,
           int                column)
{
  const TwProgram *program = tw_program_document_get_program (self->matrix->document);
  const TwMatrixTierToday *today;

  if (self->today == NULL || (guint) column >= self->today->tiers->len)
    return g_strdup ("…");
  today = &g_array_index (self->today->tiers, TwMatrixTierToday, column);
  if (row->kind == TW_MATRIX_PARTNERS)
    return tw_format_count (today->n_partners);
  if (today->reason != NULL)
    return g_strdup (_("n/a"));

  return tw_format_money (today->cost, program->currency_digits, NULL);
}

/* How a sign is read out. */
static const char *
get_words (const TwMatrixCell *cell)
{
  static const struct
  {
    const char *sign;
    const char *words;
  } signs[] = {
    { "≥", N_("at least %s") }, { ">", N_("more than %s") }, { "≤", N_("at most %s") },
    { "<", N_("less than %s") }, { "≠", N_("not %s") },       { "×", N_("times %s") },
  };

  for (guint i = 0; cell->words == NULL && cell->plain != NULL && i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i].sign, cell->sign) == 0)
      return g_dgettext (GETTEXT_PACKAGE, signs[i].words);

  return NULL;
}

static char *
get_cell_name (TwMatrixTab *self,
               int          row,
               int          column,
               const char  *shown)
{
  const TwMatrixRow *info = tw_matrix_get_row (self->matrix, row);
  const TwMatrixCell *cell = tw_matrix_get_cell (self->matrix, row, column);
  const char *format = get_words (cell);
  g_autofree char *typed = format != NULL ? tw_matrix_text_typed (self->matrix, row, column) : NULL;
  g_autofree char *said = format != NULL ? g_strdup_printf (format, typed)
                          : g_str_equal (shown, "✓") ? g_strdup (_("yes"))
                          : g_str_equal (shown, "–") ? g_strdup (_("not asked"))
                                                     : g_strdup (shown);
  const char *reason = NULL;

  if (info->kind == TW_MATRIX_COST && self->today != NULL &&
      (guint) column < self->today->tiers->len)
    reason = g_array_index (self->today->tiers, TwMatrixTierToday, column).reason;

  /* Translators: a cell of a table: what the row is about, the column, what stands in it, which row
   * it is and of how many. */
  return g_strdup_printf (_("%1$s, %2$s, %3$s, row %4$d of %5$u"), info->title,
                          info->whole ? _("all tiers") : self->matrix->tiers[column].name,
                          reason != NULL ? reason : said, row + 1, self->matrix->rows->len);
}

char *
tw_matrix_tab_fill (int                  row,
                    int                  column,
                    char               **name,
                    TwMatrixFieldFlags  *flags,
                    gpointer             user_data)
{
  TwMatrixTab *self = user_data;
  const TwMatrixRow *info;
  char *shown;

  if (row < 0)
    return get_head (self, column, name, flags);
  if (column < 0)
    return get_title (self, row, name, flags);

  info = tw_matrix_get_row (self->matrix, row);
  shown = info->kind == TW_MATRIX_PARTNERS || info->kind == TW_MATRIX_COST
            ? get_today (self, info, column)
            : tw_matrix_text_shown (self->matrix, row, column);
  *flags = get_flags (self, info, tw_matrix_get_cell (self->matrix, row, column));
  *name = get_cell_name (self, row, column, shown);

  return shown;
}
