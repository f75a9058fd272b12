/* tw-programs-guide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-report-export.h"
#include "programs/tw-compare-page.h"
#include "tw-check-workbook.h"
#include "tw-program-guide.h"

#include <glib/gi18n-lib.h>

/* ---- the guide for partners, and the findings for ourselves ---- */

static gboolean
write_guide (TwWorkspace   *workspace,
             gint64         version,
             TwDate         day,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (TwProgramGuide) guide = tw_program_guide_new (workspace, version, error);

  return guide != NULL && tw_program_guide_write (guide, TW_PAPER_A4, path, cancellable, error);
}

static gboolean
write_findings (TwWorkspace   *workspace,
                gint64         version,
                TwDate         day,
                const char    *path,
                GCancellable  *cancellable,
                GError       **error)
{
  return tw_check_workbook_export (workspace, version, path, cancellable, error);
}

/* FALSE where no version is on the page. */
static gboolean
describe (TwProgramsView  *self,
          gboolean         findings,
          TwReportExport  *report,
          char           **name)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;

  if (version == NULL)
    return FALSE;
  /* Translators: a file's name: program and number of the version. */
  *name = g_strdup_printf (findings ? _("Findings of %1$s %2$d") : "%1$s %2$d", version->name, version->number);
  if (findings)
    *report = (TwReportExport) {
      .title = _("Export Findings"), .job = _("Asking the checks"), .failure = _("The Findings Were Not Exported"),
      .toast = _("Findings exported"), .write = write_findings, .workbook = TRUE,
    };
  else
    *report = (TwReportExport) {
      .title = _("Export Guide"), .job = _("Writing the guide"), .failure = _("The Guide Was Not Exported"),
      .toast = _("Guide exported"), .write = write_guide,
    };
  report->name = *name;
  report->record = version->id;
  report->day = TW_DATE_NONE;

  return TRUE;
}

/* @path: (nullable): %NULL asks where to. */
static void
export_report (TwProgramsView *self,
               gboolean        findings,
               const char     *path)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  TwReportExport report;

  if (!describe (self, findings, &report, &name))
    return;
  if (path != NULL)
    tw_report_export_to (window, &report, path);
  else
    tw_report_export_ask (window, &report);
}

void
tw_programs_view_export_guide_to (TwProgramsView *self,
                                  const char     *path)
{
  export_report (self, FALSE, path);
}

void
tw_programs_view_export_guide (TwProgramsView *self)
{
  export_report (self, FALSE, NULL);
}

void
tw_programs_view_export_findings_to (TwProgramsView *self,
                                     const char     *path)
{
  export_report (self, TRUE, path);
}

void
tw_programs_view_export_findings (TwProgramsView *self)
{
  export_report (self, TRUE, NULL);
}

/* ---- two versions ---- */

TwComparePage *
tw_programs_view_get_compare_page (TwProgramsView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  return TW_IS_COMPARE_PAGE (page) ? TW_COMPARE_PAGE (page) : NULL;
}

/* The older number is what the newer is compared with, whichever is on the page. */
void
tw_programs_view_compare (TwProgramsView *self,
                          gint64          other)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  g_autoptr (GPtrArray) versions =
      tw_program_versions_list (tw_document_get_workspace (document), NULL);
  g_autofree char *title = NULL;
  gboolean newer = FALSE;
  int number = 0;

  if (version == NULL || versions == NULL)
    return;
  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *one = versions->pdata[i];

      if (one->id == other)
        number = one->number;
    }
  newer = number > version->number;
  /* Translators: numbers of an older and a newer version. */
  title = g_strdup_printf (_("Version %1$d → %2$d"), MIN (number, version->number), MAX (number, version->number));
  tw_view_push (TW_VIEW (self),
                tw_compare_page_new (document, newer ? version->id : other, newer ? other : version->id),
                title);
}

void
tw_programs_view_compare_jump (TwProgramsView *self,
                               const char     *path)
{
  TwComparePage *page = tw_programs_view_get_compare_page (self);
  gint64 version;

  if (page == NULL)
    return;
  version = tw_compare_page_get_after (page);
  tw_view_pop (TW_VIEW (self));
  tw_programs_view_open (self, version);
  if (tw_programs_view_get_program_page (self) != NULL)
    tw_program_page_jump (tw_programs_view_get_program_page (self), path);
}
