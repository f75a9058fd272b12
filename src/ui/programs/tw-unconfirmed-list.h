/* tw-unconfirmed-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-program-design.h"

G_BEGIN_DECLS

#define TW_TYPE_UNCONFIRMED_LIST (tw_unconfirmed_list_get_type ())
G_DECLARE_FINAL_TYPE (TwUnconfirmedList, tw_unconfirmed_list, TW, UNCONFIRMED_LIST, AdwBin)

/**
 * TwUnconfirmedList:
 *
 * What a draft took over from a template and nobody has decided, by tier and rule, each to be looked at
 * and confirmed. Not visible where there is nothing.
 *
 * Signals: `confirm` (path: an element, a tier or a rule, or "" for all); `show-path` (path).
 */
GtkWidget *tw_unconfirmed_list_new  (void);
/* Shows what @document leaves open. The focus stays at the place of what was confirmed. */
void       tw_unconfirmed_list_show (TwUnconfirmedList       *self,
                                     const TwProgramDocument *document,
                                     gboolean                 editable);
/* Puts the focus on the first. */
void       tw_unconfirmed_list_focus (TwUnconfirmedList      *self);

G_END_DECLS
