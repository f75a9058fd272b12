/* tw-statement-dialogs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-statement.h"

G_BEGIN_DECLS

/* Called with what was entered, when the person went on. @line (nullable). */
typedef void (*TwReasonFunc) (const char *reason,
                              gpointer    user_data);
typedef void (*TwAdjustFunc) (gint64      amount,
                              const char *reason,
                              const char *reference,
                              const char *line,
                              gpointer    user_data);

/**
 * tw_dialog_ask_reason:
 * @verb: of the button, with a mnemonic
 *
 * Asks for a reason, without which nothing happens.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *tw_dialog_ask_reason (TwWindow          *window,
                                 const char        *heading,
                                 const char        *body,
                                 const char        *verb,
                                 TwReasonFunc       func,
                                 gpointer           user_data,
                                 GClosureNotify     destroy);

/* Asks for a manual adjustment of @statement; @line (nullable): the line it is suggested for. */
GtkWidget *tw_dialog_ask_adjust (TwWindow          *window,
                                 const TwStatement *statement,
                                 const char        *line,
                                 TwAdjustFunc       func,
                                 gpointer           user_data,
                                 GClosureNotify     destroy);

G_END_DECLS
