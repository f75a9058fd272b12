/* tw-toast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_TOAST (tw_toast_get_type ())
G_DECLARE_FINAL_TYPE (TwToast, tw_toast, TW, TOAST, AdwBin)

/**
 * TwToast:
 *
 * A message at the foot of an overlay, with at most one button. A newer message takes the place of
 * the one on show. Goes after eight seconds, but not while the pointer or the focus is on it.
 *
 * In place of AdwToast, whose overlay in libadwaita 1.2 frees a toast twice where one that is shown
 * is dismissed for the next.
 */

/**
 * tw_toast_show:
 * @text: a few words in the past tense; never markup
 * @button: (nullable): its label; %NULL: no button
 * @action: (nullable): what the button activates, such as `win.undo-entry`
 * @target: (nullable): for @action; a floating reference is taken
 */
void        tw_toast_show     (TwToast    *self,
                               const char *text,
                               const char *button,
                               const char *action,
                               GVariant   *target);
void        tw_toast_dismiss  (TwToast    *self);
/* (nullable): what is on show. */
const char *tw_toast_get_text (TwToast    *self);

G_END_DECLS
