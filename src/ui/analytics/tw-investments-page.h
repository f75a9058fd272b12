/* tw-investments-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_INVESTMENTS_PAGE (tw_investments_page_get_type ())
G_DECLARE_FINAL_TYPE (TwInvestmentsPage, tw_investments_page, TW, INVESTMENTS_PAGE, AdwBin)

/**
 * TwInvestmentsPage:
 *
 * What was put into partners and programs: the list, in which cells are edited in place, with a dialog for a new one.
 *
 * Signal `selection-changed`
 */
GtkWidget *tw_investments_page_new           (TwDocument        *document);
void       tw_investments_page_refresh       (TwInvestmentsPage *self);
gboolean   tw_investments_page_has_selection (TwInvestmentsPage *self);
void       tw_investments_page_add           (TwInvestmentsPage *self);
/* The current row, in a dialog. */
void       tw_investments_page_edit          (TwInvestmentsPage *self);
/* The selected rows, with Undo. */
void       tw_investments_page_remove        (TwInvestmentsPage *self);
void       tw_investments_page_export        (TwInvestmentsPage *self);
gboolean   tw_investments_page_find          (TwInvestmentsPage *self);
gboolean   tw_investments_page_escape        (TwInvestmentsPage *self);

G_END_DECLS
