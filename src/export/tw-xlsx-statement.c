/* tw-xlsx-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-statement.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <string.h>

#include "tw-error.h"
#include "tw-xlsx-sheets.h"

/* A header or footer of a spreadsheet takes 255 characters and reads & as a code. */
static char *
make_footer (const TwStatement *statement)
{
  g_autofree char *name = g_utf8_substring (statement->partner, 0, MIN (g_utf8_strlen (statement->partner, -1), 60));
  g_auto (GStrv) parts = g_strsplit (name, "&", -1);
  g_autofree char *partner = g_strjoinv ("&&", parts);

  return g_strdup_printf (_("&L%s, %s&RPage &P of &N"), partner, statement->period);
}

/* The time of calculation stands where libxlsxwriter would put the clock, so that the same run gives the same bytes. */
static void
set_properties (TwXlsxBook        *book,
                const TwStatement *statement)
{
  g_autofree char *title = g_strdup_printf (_("Partner statement %s"), statement->period);
  g_autofree char *subject = g_strdup_printf ("%s, %s", statement->partner, statement->program);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (statement->calculated_at, NULL);
  lxw_doc_properties properties = {
    .title = title,
    .subject = subject,
    .author = statement->calculated_by,
    .company = (char *) "",
    .comments = statement->run_hash,
    .created = at != NULL ? g_date_time_to_unix (at) : 1,
  };

  workbook_set_properties (tw_xlsx_book_get (book), &properties);
}

static gboolean
write_book (const TwStatement  *statement,
            const char         *path,
            GError            **error)
{
  TwXlsxBook *book = tw_xlsx_book_new (path, statement->digits);
  g_autofree char *footer = make_footer (statement);
  TwXlsxSummary summary = { 0 };

  tw_xlsx_book_set_style (book, &statement->style);
  set_properties (book, statement);
  tw_xlsx_write_summary (book, statement, footer, &summary);
  tw_xlsx_write_lines (book, statement, footer);
  tw_xlsx_write_explain (book, statement, footer);
  tw_xlsx_write_excluded (book, statement, footer);
  tw_xlsx_write_adjustments (book, statement, footer);
  tw_xlsx_write_tier_path (book, statement, footer);
  tw_xlsx_write_dictionary (book, footer);
  tw_xlsx_write_control (book, statement, &summary, footer);

  return tw_xlsx_book_close (book, error);
}

gboolean
tw_xlsx_statement_write (const TwStatement  *statement,
                         const char         *path,
                         GError            **error)
{
  g_autofree char *beside = g_strconcat (path, ".part", NULL);

  g_return_val_if_fail (statement != NULL && path != NULL, FALSE);

  if (!write_book (statement, beside, error))
    {
      g_prefix_error (error, _("The statement “%s” was not written. "), path);
      g_unlink (beside);
      return FALSE;
    }

  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("The statement “%s” was not written: %s"), path, g_strerror (errno));
      g_unlink (beside);
      return FALSE;
    }

  return TRUE;
}

/* What a file name can't hold on one of the systems the file is mailed to becomes an underscore. */
static void
append_safe (GString    *name,
             const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  guint length = 0;

  for (const char *p = valid; *p != '\0' && length < 60; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x20 || c == 0x7f || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL) ||
          !g_unichar_isprint (c) || (p == valid && c == '.'))
        g_string_append_c (name, '_');
      else
        g_string_append_unichar (name, c);
    }
}

char *
tw_xlsx_statement_file_name (const TwStatement *statement)
{
  GString *name = g_string_new (NULL);

  g_return_val_if_fail (statement != NULL, NULL);

  append_safe (name, statement->period);
  g_string_append_c (name, ' ');
  append_safe (name, statement->program);
  g_string_append_c (name, ' ');
  append_safe (name, statement->partner_id);
  g_string_append (name, ".xlsx");

  return g_string_free (name, FALSE);
}
