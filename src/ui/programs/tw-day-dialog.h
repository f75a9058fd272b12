/* tw-day-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-date.h"

G_BEGIN_DECLS

typedef void (*TwDayFunc) (TwDate   day,
                           gpointer user_data);

/**
 * tw_day_dialog_ask:
 * @label: of the entry: “First Day”
 * @day: what is suggested, or %TW_DATE_NONE
 * @response: id of the response
 * @verb: of the button, with a mnemonic
 * @object: passed to @func; nothing is called once it is gone
 *
 * Asks for a day, without which nothing happens.
 */
void tw_day_dialog_ask (TwWindow   *window,
                        const char *heading,
                        const char *body,
                        const char *label,
                        TwDate      day,
                        const char *response,
                        const char *verb,
                        TwDayFunc   func,
                        GObject    *object);

G_END_DECLS
