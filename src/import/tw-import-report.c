/* tw-import-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-report.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-import-private.h"

static void
reject_free (TwImportReject *self)
{
  g_free (self->column);
  g_free (self->value);
  g_free (self->reason);
  g_free (self->raw);
  g_free (self);
}

static void
change_free (TwImportChange *self)
{
  g_free (self->key);
  g_free (self->text);
  g_free (self);
}

static void
missing_free (TwImportMissing *self)
{
  g_free (self->key);
  g_free (self->similar);
  g_free (self);
}

static void
total_free (TwImportTotal *self)
{
  g_free (self->currency);
  g_free (self);
}

static void
notice_free (TwImportNotice *self)
{
  g_free (self->text);
  g_free (self);
}

TwImportReport *
tw_import_report_new (void)
{
  TwImportReport *self = g_new0 (TwImportReport, 1);

  self->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) reject_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify) missing_free);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify) total_free);
  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) total_free);
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) notice_free);
  self->blockers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tw_import_report_free (TwImportReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rejects);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->written);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->blockers);
  g_free (self);
}

void
tw_import_report_notice (TwImportReport *self,
                         guint64         row,
                         char           *text)
{
  TwImportNotice *notice = g_new0 (TwImportNotice, 1);

  notice->row = row;
  notice->text = text;
  g_ptr_array_add (self->notices, notice);
}

/* One cell as CSV: in marks where it holds anything that a reader could take for something else. */
static void
append_cell (GString    *line,
             const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }

  g_string_append_c (line, '"');
  for (const char *p = text; *p != 0; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

/* (transfer full): a record written as CSV again */
char *
tw_import_raw_row (const TwCsvRecord *record)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < record->n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_cell (line, record->cells[i].text);
    }
  return g_string_free (line, FALSE);
}

/**
 * tw_import_report_save_rejects:
 * @self: a report
 * @headings: the headings of the file
 * @file: where to write; replaced where it exists
 * @error: %TW_ERROR_FILE
 *
 * The rejected rows as they were, with `row`, `column`, `value` and `reason` before them, so that
 * they can be corrected and imported by themselves.
 */
gboolean
tw_import_report_save_rejects (TwImportReport  *self,
                               GStrv            headings,
                               GFile           *file,
                               GError         **error)
{
  g_autoptr (GString) text = g_string_new ("Import row,Import column,Import value,Import reason");
  g_autoptr (GError) local = NULL;

  for (guint i = 0; headings[i] != NULL; i++)
    {
      g_string_append_c (text, ',');
      append_cell (text, headings[i]);
    }
  g_string_append (text, "\r\n");
  for (guint i = 0; i < self->rejects->len; i++)
    {
      TwImportReject *reject = g_ptr_array_index (self->rejects, i);

      g_string_append_printf (text, "%" G_GUINT64_FORMAT ",", reject->row);
      append_cell (text, reject->column != NULL ? reject->column : "");
      g_string_append_c (text, ',');
      append_cell (text, reject->value != NULL ? reject->value : "");
      g_string_append_c (text, ',');
      append_cell (text, reject->reason);
      g_string_append_c (text, ',');
      g_string_append (text, reject->raw);
      g_string_append (text, "\r\n");
    }

  if (!g_file_replace_contents (file, text->str, text->len, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                NULL, NULL, &local))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The rejected rows can't be saved: %s. "
                                               "Choose another folder or name."),
                   local->message);
      return FALSE;
    }
  return TRUE;
}

/* --- as text --- */

static void
append_totals (GString        *text,
               TwImportReport *self)
{
  for (guint i = 0; i < self->totals->len; i++)
    {
      TwImportTotal *total = g_ptr_array_index (self->totals, i);
      g_autofree char *amount = tw_decimal_format (total->amount, total->digits);

      /* Translators: an amount, its currency and a number of rows. */
      g_string_append_printf (text, ngettext ("Control total %s %s in %lu row", "Control total %s %s in %lu rows",
                                              (gulong) total->rows), amount, total->currency, (gulong) total->rows);
      if (total->has_expected)
        {
          g_autofree char *expected = tw_decimal_format (total->expected, total->digits);

          g_string_append_printf (text,
                                  total->expected == total->amount ? _(", as expected (%s)")
                                                                   : _(", expected %s"),
                                  expected);
        }
      g_string_append (text, ".\n");
    }
}

/* One line for each kind that is missing. */
static void
append_creatable (GString        *text,
                  TwImportReport *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->missing->len; i++)
    {
      TwImportMissing *missing = g_ptr_array_index (self->missing, i);

      if (!missing->created && g_hash_table_add (seen, (gpointer) missing->entity))
        g_string_append_printf (text, _("Missing %s can be created: --create %s.\n"),
                                tw_entity_get_label (missing->entity, TRUE), missing->entity->kind);
    }
}

static void
append_missing (GString        *text,
                TwImportReport *self)
{
  for (guint i = 0; i < MIN (self->missing->len, 10); i++)
    {
      TwImportMissing *missing = g_ptr_array_index (self->missing, i);

      if (missing->created)
        g_string_append_printf (text,
                                _("%s “%s” is created; row %" G_GUINT64_FORMAT " names it first."),
                                tw_entity_get_label (missing->entity, FALSE), missing->key,
                                missing->first_row);
      else
        g_string_append_printf (text,
                                _("%s “%s” does not exist: row %" G_GUINT64_FORMAT
                                   " is the first of %" G_GUINT64_FORMAT " that name it."),
                                tw_entity_get_label (missing->entity, FALSE), missing->key,
                                missing->first_row, missing->rows);
      if (missing->similar != NULL)
        g_string_append_printf (text, _(" “%s” may be meant."), missing->similar);
      g_string_append_c (text, '\n');
    }
  if (self->missing->len > 10)
    g_string_append_printf (text, _("… and %u more that rows name.\n"), self->missing->len - 10);
  append_creatable (text, self);
}

/**
 * tw_import_report_to_text:
 * @self: a report
 *
 * Returns: (transfer full): what it says, as lines
 */
char *
tw_import_report_to_text (TwImportReport *self)
{
  GString *text = g_string_new (NULL);

  /* The first is what the refusal itself says. */
  for (guint i = 1; i < self->blockers->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (self->blockers, i));
  if (self->rows == 0 && self->blockers->len > 0)
    return g_string_free (text, FALSE);
  g_string_append_printf (text,
                          ngettext ("%lu row: %lu new, %lu changed, %lu unchanged, %lu rejected.\n",
                                    "%lu rows: %lu new, %lu changed, %lu unchanged, %lu rejected.\n", (gulong) self->rows),
                          (gulong) self->rows, (gulong) self->added, (gulong) self->changed, (gulong) self->unchanged,
                          (gulong) self->rejected);
  if (self->blank > 0)
    g_string_append_printf (text, ngettext ("%lu empty row was passed over.\n", "%lu empty rows were passed over.\n",
                                            (gulong) self->blank), (gulong) self->blank);
  append_totals (text, self);
  append_missing (text, self);
  for (guint i = 0; i < MIN (self->rejects->len, 10); i++)
    {
      g_autofree char *line = tw_import_reject_to_text (g_ptr_array_index (self->rejects, i));

      g_string_append_printf (text, "%s\n", line);
    }
  if (self->rejected > 10)
    g_string_append_printf (text, ngettext ("… and %lu more rejected row.\n", "… and %lu more rejected rows.\n",
                                            (gulong) self->rejected - 10), (gulong) self->rejected - 10);
  for (guint i = 0; i < MIN (self->changes->len, 10); i++)
    {
      TwImportChange *change = g_ptr_array_index (self->changes, i);

      g_string_append_printf (text, _("Row %" G_GUINT64_FORMAT " changes “%s”%s%s.\n"),
                              change->row, change->key, *change->text != 0 ? ": " : "",
                              change->text);
    }
  for (guint i = 0; i < MIN (self->notices->len, 20); i++)
    g_string_append_printf (text, "%s\n",
                            ((TwImportNotice *) g_ptr_array_index (self->notices, i))->text);

  return g_string_free (text, FALSE);
}

/* (transfer full): "Row 12, Amount: “12.5.0” is not a number." */
char *
tw_import_reject_to_text (const TwImportReject *reject)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("Row %" G_GUINT64_FORMAT), reject->row);
  if (reject->column != NULL)
    g_string_append_printf (text, ", %s", reject->column);
  g_string_append (text, ": ");
  if (reject->value != NULL)
    g_string_append_printf (text, "“%s” ", reject->value);
  g_string_append_printf (text, "%s.", reject->reason);
  return g_string_free (text, FALSE);
}
