/* tw-xlsx-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwXlsxFolderReport:
 * @n_written: files that are whole
 * @n_total: files that were asked for
 * @cancelled: whether the rest was left out on request
 */
typedef struct
{
  guint    n_written;
  guint    n_total;
  gboolean cancelled;
} TwXlsxFolderReport;

/* Called from any of the writing threads with the number of files done. */
typedef void (*TwXlsxProgress) (guint    done,
                                guint    total,
                                gpointer user_data);

/**
 * tw_xlsx_folder_write:
 * @statements: (array length=n): rows of statements
 * @folder: made if it isn't there
 * @report: (out caller-allocates): what was done, also on error
 *
 * Writes a file per statement on all cores, each on a connection of its own. Every file is whole or not there; after a
 * cancellation the finished ones stay, which is no error.
 *
 * Returns: %FALSE with the first error, which names the file
 */
gboolean tw_xlsx_folder_write (TwWorkspace         *workspace,
                               const gint64        *statements,
                               gsize                n,
                               const char          *folder,
                               GCancellable        *cancellable,
                               TwXlsxProgress       progress,
                               gpointer             user_data,
                               TwXlsxFolderReport  *report,
                               GError             **error);

G_END_DECLS
