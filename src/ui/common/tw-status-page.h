/* tw-status-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * tw_status_page_pass_focus:
 * @page: an #AdwStatusPage, or what holds some
 *
 * A status page of libadwaita 1.2 scrolls its text, and the pane that does so takes the focus where there is no button:
 * without a name, and with nothing to do. After this it is passed over.
 */
void tw_status_page_pass_focus (GtkWidget *page);

G_END_DECLS
