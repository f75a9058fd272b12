/* tw-check-workbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-design-check.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

/**
 * TwCheckedVersion:
 * @version: (transfer none): what was checked
 * @results: (transfer none) (element-type TwCheckResult): what the checks said of it
 */
typedef struct
{
  const TwProgramVersion *version;
  GPtrArray              *results;
} TwCheckedVersion;

/**
 * tw_check_workbook_write:
 * @path: the file to make; it is written beside and renamed
 *
 * Writes findings as a workbook for the vendor itself: each finding with what mends it and, where somebody answered for
 * it, who, when and why; the evidence, a row each; and every check that was asked, with the reason where it couldn't be.
 *
 * Returns: %FALSE with %TW_ERROR_FILE naming @path
 */
gboolean tw_check_workbook_write  (TwWorkspace             *workspace,
                                   const TwCheckedVersion  *checked,
                                   guint                    n,
                                   const char              *path,
                                   GError                 **error);
/* Asks all checks of one version and writes what they say. */
gboolean tw_check_workbook_export (TwWorkspace             *workspace,
                                   gint64                   version,
                                   const char              *path,
                                   GCancellable            *cancellable,
                                   GError                 **error);

G_END_DECLS
