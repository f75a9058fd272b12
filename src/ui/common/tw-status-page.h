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

/**
 * tw_status_page_button:
 * @label: with a mnemonic
 * @action: a detailed name of an action
 *
 * Returns: (transfer floating): a button as stands below the text of a page that has nothing to show.
 */
GtkWidget *tw_status_page_button (const char *label,
                                  const char *action);

/**
 * tw_status_page_buttons:
 * @label: with a mnemonic
 * @action: a detailed name of an action
 * @second_label: with a mnemonic
 * @second_action: a detailed name of an action
 *
 * Returns: (transfer floating): two of them in a row.
 */
GtkWidget *tw_status_page_buttons (const char *label,
                                   const char *action,
                                   const char *second_label,
                                   const char *second_action);

G_END_DECLS
