/* tw-partner-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_PARTNER_PAGE (tw_partner_page_get_type ())
G_DECLARE_FINAL_TYPE (TwPartnerPage, tw_partner_page, TW, PARTNER_PAGE, AdwBin)

/**
 * TwPartnerPage:
 *
 * All about one partner, in tabs. A tab is made when it is first shown.
 */
GtkWidget *tw_partner_page_new      (TwDocument    *document,
                                     gint64         partner);
gint64     tw_partner_page_get_id   (TwPartnerPage *self);
/* Shows what is true now; FALSE where the partner is gone. */
gboolean   tw_partner_page_refresh  (TwPartnerPage *self);
void       tw_partner_page_step_tab (TwPartnerPage *self,
                                     int            step);
gboolean   tw_partner_page_find     (TwPartnerPage *self);
/* Whether a field holds something that isn't saved. */
gboolean   tw_partner_page_is_changed (TwPartnerPage *self);

G_END_DECLS
