/* tw-partner-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

/* What the details pane says about a partner: who it is, and what it sold in the period that is
 * shown. NULL where there is no such partner. */
GtkWidget *tw_partner_details_new (TwDocument *document,
                                   gint64      partner);

G_END_DECLS
