/* tw-xlsx-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-filter.h"

G_BEGIN_DECLS

/* Which libxlsxwriter writes workbooks, such as "1.1.4". */
const char *tw_xlsx_library_version (void);

/**
 * tw_xlsx_list_write:
 * @filter: (nullable): which rows
 * @sort: (nullable): name of a field
 * @fields: (nullable) (array zero-terminated=1): names of fields in the order wanted; %NULL: all
 * @path: the file to make; it is written beside and renamed
 *
 * Writes any list as a workbook of one sheet: typed numbers and dates, ids and choices as text, filter, frozen header,
 * print setup, properties. The workspace's moment is the file's, so that the same list gives the same bytes.
 *
 * Returns: %FALSE with %TW_ERROR_REFUSED where a sheet can't hold the rows, %TW_ERROR_FILE naming @path
 */
gboolean tw_xlsx_list_write (TwWorkspace         *workspace,
                             const TwEntity      *entity,
                             const TwFilter      *filter,
                             const char          *sort,
                             const char * const  *fields,
                             const char          *path,
                             GError             **error);

G_END_DECLS
