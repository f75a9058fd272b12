/* tw-xlsx-sheets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-statement.h"
#include "tw-xlsx-book.h"

G_BEGIN_DECLS

/* The sheets of a statement, each in the order of the workbook. Private to export/. */

/* Where the Summary's figures stand, for the Control sheet's formulas (zero-based). */
typedef struct
{
  lxw_row_t earned;
  lxw_row_t adjusted;
  lxw_row_t carried_in;
  lxw_row_t payable;
  lxw_row_t carried_out;
  lxw_row_t forgiven;
  lxw_row_t first_rule;
} TwXlsxSummary;

void tw_xlsx_write_summary     (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer,
                                TwXlsxSummary       *summary);
void tw_xlsx_write_lines       (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer);
void tw_xlsx_write_explain     (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer);
void tw_xlsx_write_excluded    (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer);
void tw_xlsx_write_adjustments (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer);
void tw_xlsx_write_tier_path   (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const char          *footer);
void tw_xlsx_write_dictionary  (TwXlsxBook          *book,
                                const char          *footer);
void tw_xlsx_write_control     (TwXlsxBook          *book,
                                const TwStatement   *statement,
                                const TwXlsxSummary *summary,
                                const char          *footer);

G_END_DECLS
