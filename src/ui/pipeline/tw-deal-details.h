/* tw-deal-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/tw-document.h"
#include "tw-item.h"

G_BEGIN_DECLS

/**
 * tw_deal_details_new:
 *
 * What the details pane shows of an opportunity: its fields, who has a role in it, its registrations.
 *
 * Returns: (nullable): %NULL where there is no such opportunity
 */
GtkWidget *tw_deal_details_new         (TwDocument *document,
                                        gint64      opportunity);
/* (transfer full) (element-type TwItem): the registrations (`deal_registration`) of an opportunity, by its external id
 * or by the deal that it names. */
GPtrArray *tw_deal_read_registrations  (TwDocument *document,
                                        gint64      opportunity);
/* (transfer full): how a registration (`deal_registration`) protects on the last day of the period, or today. */
char      *tw_deal_describe_protection (TwDocument *document,
                                        TwItem     *item);
/* (transfer full): what a share of a role says, "70 %" or that the rule decides. */
char      *tw_deal_format_share        (const char *share);

G_END_DECLS
