/* tw-palette.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"

G_BEGIN_DECLS

#define TW_TYPE_PALETTE (tw_palette_get_type ())
G_DECLARE_FINAL_TYPE (TwPalette, tw_palette, TW, PALETTE, AdwWindow)

/**
 * TwPalette:
 *
 * Search over everything that has a name, and after ">" the commands. The entry keeps the focus;
 * the arrows move in the list, Enter opens, Ctrl+Enter opens in a new window. What was opened last
 * is offered while nothing is typed.
 */
GtkWidget *tw_palette_new (TwWindow *window);

G_END_DECLS
