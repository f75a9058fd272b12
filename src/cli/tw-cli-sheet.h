/* tw-cli-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* One heading of a sheet: as a table shows it, and as CSV and JSON call it. */
typedef struct
{
  const char *key;
  const char *label;     /* translated */
  gboolean    numeric;
} TwCliColumn;

/* Rows under headings, printed as an aligned table, as CSV with the keys as headings, or as JSON. Several make one answer. */
typedef struct _TwCliSheet TwCliSheet;

TwCliSheet *tw_cli_sheet_new     (const char         *key,
                                  const char         *title);
void        tw_cli_sheet_free    (TwCliSheet         *sheet);
void        tw_cli_sheet_column  (TwCliSheet         *sheet,
                                  const char         *key,
                                  const char         *label,
                                  gboolean            numeric);
/* One cell after the other, (transfer full), %NULL for none; the row begins with the first. */
void        tw_cli_sheet_cell    (TwCliSheet         *sheet,
                                  char               *text);
/* All of them: as tables with titles, as CSV one below the other, or as one JSON object by key. */
void        tw_cli_sheets_print  (GPtrArray          *sheets,
                                  TwCliFormat         format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCliSheet, tw_cli_sheet_free)

G_END_DECLS
