/* tw-message-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_MESSAGE_ROW (tw_message_row_get_type ())
G_DECLARE_FINAL_TYPE (TwMessageRow, tw_message_row, TW, MESSAGE_ROW, AdwPreferencesRow)

/* A row of a boxed list that only says something. Tab goes through it: a list leaves off at a row that
 * takes no focus (4.8), and what stands below would be skipped. */
GtkWidget *tw_message_row_new (void);

G_END_DECLS
