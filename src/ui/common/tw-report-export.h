/* tw-report-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-date.h"

G_BEGIN_DECLS

/* Writes a record's report to @path, by its ending; in a thread. */
typedef gboolean (*TwReportWrite) (TwWorkspace   *workspace,
                                   gint64         record,
                                   TwDate         day,
                                   const char    *path,
                                   GCancellable  *cancellable,
                                   GError       **error);

/**
 * TwReportExport:
 * @title: of the dialog
 * @name: what the file is called, without its ending
 * @job: what is being done
 * @failure: heading where it failed
 * @toast: what was done
 * @record: what it is of
 * @day: the day it is told as of; %TW_DATE_NONE where it has none
 * @workbook: it is a workbook and never pages
 *
 * A report of one record as PDF or workbook. Texts are translated; only @name is copied, the others are constant.
 */
typedef struct
{
  const char    *title;
  const char    *name;
  const char    *job;
  const char    *failure;
  const char    *toast;
  TwReportWrite  write;
  gint64         record;
  TwDate         day;
  gboolean       workbook;
} TwReportExport;

/* Asks where to, then writes it in a job and offers to show the folder. */
void tw_report_export_ask (TwWindow             *window,
                           const TwReportExport *report);
void tw_report_export_to  (TwWindow             *window,
                           const TwReportExport *report,
                           const char           *path);

G_END_DECLS
