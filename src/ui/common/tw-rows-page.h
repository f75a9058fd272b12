/* tw-rows-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "tw-filter.h"

G_BEGIN_DECLS

#define TW_TYPE_ROWS_PAGE (tw_rows_page_get_type ())
G_DECLARE_FINAL_TYPE (TwRowsPage, tw_rows_page, TW, ROWS_PAGE, AdwBin)

/**
 * TwRowsPage:
 *
 * The rows behind a figure: the list of an entity with the conditions of the figure as chips, to be put on top of a
 * view by tw_view_push(). Enter opens a row's own page, or that of its partner. Follows the document by itself.
 *
 * @filter: (nullable): copied
 */
GtkWidget *tw_rows_page_new    (TwDocument     *document,
                                const TwEntity *entity,
                                const TwFilter *filter);
/* For the TwViewClass functions of the view below. */
gboolean   tw_rows_page_find   (TwRowsPage     *self);
gboolean   tw_rows_page_escape (TwRowsPage     *self);
/* Asks for a file and writes the rows. */
void       tw_rows_page_export (TwRowsPage     *self);
guint      tw_rows_page_count  (TwRowsPage     *self);

G_END_DECLS
