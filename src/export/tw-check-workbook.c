/* tw-check-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-check-workbook.h"

#include "tw-entity.h"
#include "tw-error.h"
#include "tw-xlsx-book.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FOOTER "&L&F&R&P / &N"

static const char *
state_label (const TwCheckResult *result)
{
  switch (result->state)
    {
    case TW_CHECK_FOUND:
      return _("Found");
    case TW_CHECK_WAIVED:
      return _("Waived");
    case TW_CHECK_NOT_APPLICABLE:
      return _("Not applicable");
    case TW_CHECK_NONE:
    default:
      return _("Nothing found");
    }
}

static const char *
severity_label (TwSeverity severity)
{
  return severity == TW_SEVERITY_ERROR     ? _("Error")
         : severity == TW_SEVERITY_WARNING ? _("Warning")
                                           : _("Information");
}

/* What a row says before anything else. */
#define HEAD { N_("Program"), TW_XLSX_TEXT, NULL }, { N_("Version"), TW_XLSX_COUNT, NULL }, { N_("Code"), TW_XLSX_TEXT, NULL }

static void
add_head (TwXlsxSheet            *sheet,
          const TwCheckedVersion *checked,
          const TwCheckResult    *result)
{
  tw_xlsx_sheet_text (sheet, 0, checked->version->name);
  tw_xlsx_sheet_integer (sheet, 1, checked->version->number, 0);
  tw_xlsx_sheet_text (sheet, 2, result->check->code);
}

static void
add_finding (TwXlsxSheet            *sheet,
             const TwCheckedVersion *checked,
             const TwCheckResult    *result)
{
  g_autofree char *day = result->waived_at != NULL ? g_strndup (result->waived_at, 10) : NULL;
  TwDate date;

  add_head (sheet, checked, result);
  tw_xlsx_sheet_text (sheet, 3, tw_design_check_get_title (result->check));
  tw_xlsx_sheet_text (sheet, 4, state_label (result));
  tw_xlsx_sheet_text (sheet, 5, severity_label (result->severity));
  tw_xlsx_sheet_text (sheet, 6, result->path);
  tw_xlsx_sheet_text (sheet, 7, result->message);
  tw_xlsx_sheet_text (sheet, 8, result->remedy);
  tw_xlsx_sheet_integer (sheet, 9, result->n_evidence, 0);
  if (result->state == TW_CHECK_WAIVED)
    {
      tw_xlsx_sheet_text (sheet, 10, result->waived_by);
      if (day != NULL && tw_date_parse (day, &date, NULL))
        tw_xlsx_sheet_date (sheet, 11, date);
      tw_xlsx_sheet_text (sheet, 12, result->reason);
    }
  sheet->row++;
}

static void
add_findings (TwXlsxBook             *book,
              const TwCheckedVersion *checked,
              guint                   n)
{
  const TwXlsxColumn columns[] = {
    HEAD,
    { N_("Check"), TW_XLSX_TEXT, NULL },
    { N_("State"), TW_XLSX_TEXT, N_("Found, or waived: somebody answered for it with a reason") },
    { N_("Severity"), TW_XLSX_TEXT, N_("An error that isn't waived blocks publishing") },
    { N_("Path"), TW_XLSX_TEXT, N_("Where in the program it is mended; empty where it is in a record") },
    { N_("What was found"), TW_XLSX_WRAP, NULL },
    { N_("What mends it"), TW_XLSX_WRAP, NULL },
    { N_("Evidence"), TW_XLSX_COUNT, N_("How many records or places show it") },
    { N_("Waived by"), TW_XLSX_TEXT, NULL },
    { N_("Waived on"), TW_XLSX_DATE, NULL },
    { N_("Reason"), TW_XLSX_WRAP, N_("Why it was waived") },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Findings"), columns, G_N_ELEMENTS (columns), FOOTER);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < checked[i].results->len; k++)
      {
        const TwCheckResult *result = g_ptr_array_index (checked[i].results, k);

        if (result->state <= TW_CHECK_WAIVED)
          add_finding (sheet, &checked[i], result);
      }
  tw_xlsx_sheet_finish (sheet);
}

static void
add_evidence (TwXlsxBook             *book,
              const TwCheckedVersion *checked,
              guint                   n)
{
  const TwXlsxColumn columns[] = {
    HEAD,
    { N_("Finding"), TW_XLSX_WRAP, NULL },
    { N_("Kind"), TW_XLSX_TEXT, N_("What kind of record it is; empty for a place in the program") },
    { N_("Name"), TW_XLSX_TEXT, NULL },
    { N_("Value"), TW_XLSX_TEXT, N_("The figure or state that counts") },
    { N_("Path"), TW_XLSX_TEXT, N_("A place in the program") },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Evidence"), columns, G_N_ELEMENTS (columns), FOOTER);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < checked[i].results->len; k++)
      {
        const TwCheckResult *result = g_ptr_array_index (checked[i].results, k);

        for (guint e = 0; e < result->evidence->len; e++)
          {
            const TwCheckEvidence *evidence = g_ptr_array_index (result->evidence, e);

            add_head (sheet, &checked[i], result);
            tw_xlsx_sheet_text (sheet, 3, result->message);
            if (evidence->entity != NULL)
              tw_xlsx_sheet_text (sheet, 4, tw_entity_get_label (tw_entity_find (evidence->entity), FALSE));
            tw_xlsx_sheet_text (sheet, 5, evidence->name);
            tw_xlsx_sheet_text (sheet, 6, evidence->value);
            tw_xlsx_sheet_text (sheet, 7, evidence->path);
            sheet->row++;
          }
      }
  tw_xlsx_sheet_finish (sheet);
}

/* A row for each check, once, however often it found something. */
static void
add_checks (TwXlsxBook             *book,
            const TwCheckedVersion *checked,
            guint                   n)
{
  const TwXlsxColumn columns[] = {
    HEAD,
    { N_("Check"), TW_XLSX_TEXT, NULL },
    { N_("What it asks"), TW_XLSX_WRAP, NULL },
    { N_("Result"), TW_XLSX_TEXT, N_("What isn't applicable was not asked and counts as nothing") },
    { N_("Why not applicable"), TW_XLSX_WRAP, NULL },
  };
  TwXlsxSheet *sheet = tw_xlsx_sheet_new (book, _("Checks"), columns, G_N_ELEMENTS (columns), FOOTER);

  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < tw_design_check_count (); c++)
      {
        const TwCheckResult *first = NULL;

        for (guint k = 0; k < checked[i].results->len && first == NULL; k++)
          if (((TwCheckResult *) g_ptr_array_index (checked[i].results, k))->check == tw_design_check_nth (c))
            first = g_ptr_array_index (checked[i].results, k);
        if (first == NULL)
          continue;
        add_head (sheet, &checked[i], first);
        tw_xlsx_sheet_text (sheet, 3, tw_design_check_get_title (first->check));
        tw_xlsx_sheet_text (sheet, 4, tw_design_check_get_detects (first->check));
        tw_xlsx_sheet_text (sheet, 5, state_label (first));
        if (first->state == TW_CHECK_NOT_APPLICABLE)
          tw_xlsx_sheet_text (sheet, 6, first->reason);
        sheet->row++;
      }
  tw_xlsx_sheet_finish (sheet);
}

static gboolean
write_book (TwWorkspace             *workspace,
            const TwCheckedVersion  *checked,
            guint                    n,
            const char              *path,
            GError                 **error)
{
  TwXlsxBook *book = tw_xlsx_book_new (path, 2);
  g_autofree char *now = tw_workspace_now (workspace);
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (now, NULL);
  lxw_doc_properties properties = {
    .title = (char *) _("Design checks"),
    .author = (char *) tw_workspace_get_user (workspace),
    .created = at != NULL ? g_date_time_to_unix (at) : 1,
  };

  workbook_set_properties (tw_xlsx_book_get (book), &properties);
  add_findings (book, checked, n);
  add_evidence (book, checked, n);
  add_checks (book, checked, n);

  return tw_xlsx_book_close (book, error);
}

gboolean
tw_check_workbook_write (TwWorkspace             *workspace,
                         const TwCheckedVersion  *checked,
                         guint                    n,
                         const char              *path,
                         GError                 **error)
{
  g_autofree char *beside = g_strconcat (path, ".part", NULL);

  if (!write_book (workspace, checked, n, beside, error))
    {
      g_prefix_error (error, _("The findings were not written to “%s”. "), path);
      g_unlink (beside);
      return FALSE;
    }
  if (g_rename (beside, path) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("The findings were not written to “%s”: %s. Choose a folder that you may write to."), path,
                   g_strerror (errno));
      g_unlink (beside);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_check_workbook_export (TwWorkspace   *workspace,
                          gint64         version,
                          const char    *path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  TwCheckInput input = { workspace, version, NULL, TW_DATE_NONE, TW_CHECK_ALL, cancellable, NULL };
  g_autoptr (GPtrArray) versions = tw_program_versions_list (workspace, error);
  g_autoptr (GPtrArray) results = NULL;
  TwCheckedVersion checked = { NULL, NULL };

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    if (((TwProgramVersion *) g_ptr_array_index (versions, i))->id == version)
      checked.version = g_ptr_array_index (versions, i);
  if (versions == NULL)
    return FALSE;
  if (checked.version == NULL)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The version isn't there any more. Choose another one."));
      return FALSE;
    }
  results = tw_design_check_run (&input, error);
  checked.results = results;

  return results != NULL && tw_check_workbook_write (workspace, &checked, 1, path, error);
}
