/* tw-list-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "common/tw-table.h"

G_BEGIN_DECLS

/* Asks for a file and writes the list as CSV: the columns that are shown, the rows that the filters
 * let pass, in the order shown; plain numbers and ISO dates, as an import takes them. @table must
 * show a
 * #TwListSource. */
void tw_list_export (TwWindow   *window,
                     TwTable    *table,
                     const char *file_name);
/* The same for the rows that are selected. */
void tw_list_export_selected (TwWindow *window,
                              TwTable    *table,
                              const char *file_name);

G_END_DECLS
