/* tw-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/tw-document.h"
#include "common/tw-table.h"

G_BEGIN_DECLS

/* (transfer full): prints the rows of @table as they are filtered and sorted, with the columns that are shown, their
 * sums and the filters in words. Of a very long list the first rows, which the first page says. */
GtkPrintOperation *tw_print_table_new (TwTable    *table,
                                       TwDocument *document,
                                       const char *title);
/* (transfer full): prints what a page says that is read from top to bottom (see tw-reading-page.h), as it says it now. */
GtkPrintOperation *tw_print_page_new  (GtkWidget  *page,
                                       TwDocument *document,
                                       const char *title,
                                       const char *subtitle);

G_END_DECLS
