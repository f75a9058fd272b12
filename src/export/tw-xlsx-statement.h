/* tw-xlsx-statement.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-statement.h"

G_BEGIN_DECLS

/**
 * tw_xlsx_statement_write:
 * @statement: what to write
 * @path: the file to make; it is written beside and renamed, so that it is whole or not there
 *
 * Writes the eight sheets of a partner statement: Summary, Lines, Explain, Excluded, Adjustments, Tier path,
 * Dictionary, Control. Numbers and dates are typed, ids and every text that looks like a formula stay text, the
 * totals of Control are live formulas with their values stored. The same statement gives the same bytes.
 *
 * Returns: %FALSE with %TW_ERROR_FILE naming @path
 */
gboolean  tw_xlsx_statement_write     (const TwStatement  *statement,
                                       const char         *path,
                                       GError            **error);

/* (transfer full): `2026-Q3 Reseller 2026 R-104.xlsx`, with what no file system takes replaced. */
char     *tw_xlsx_statement_file_name (const TwStatement  *statement);

G_END_DECLS
