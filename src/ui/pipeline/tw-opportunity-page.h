/* tw-opportunity-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_OPPORTUNITY_PAGE (tw_opportunity_page_get_type ())
G_DECLARE_FINAL_TYPE (TwOpportunityPage, tw_opportunity_page, TW, OPPORTUNITY_PAGE, AdwBin)

/**
 * TwOpportunityPage:
 *
 * All about one opportunity: its fields, edited in place, the partners' roles, its registrations, its history.
 */
GtkWidget *tw_opportunity_page_new        (TwDocument        *document,
                                           gint64             opportunity);
gint64     tw_opportunity_page_get_id     (TwOpportunityPage *self);
/* Shows what is true now; FALSE where the opportunity is gone. */
gboolean   tw_opportunity_page_refresh    (TwOpportunityPage *self);
void       tw_opportunity_page_step_tab   (TwOpportunityPage *self,
                                           int                step);
/* Whether a field holds something that isn't saved. */
gboolean   tw_opportunity_page_is_changed (TwOpportunityPage *self);
/* (transfer full) (nullable): what people call it: its name, else its customer, else its external id. */
char      *tw_opportunity_page_read_title (TwWorkspace       *workspace,
                                           gint64             opportunity);

G_END_DECLS
