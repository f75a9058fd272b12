/* tw-ui-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TwUiLayoutFlaw:
 * @TW_UI_LAYOUT_CUT: a widget that reaches out of what shows it, where nothing scrolls to the rest
 * @TW_UI_LAYOUT_SQUEEZED: a text that got less room than it needs at least
 * @TW_UI_LAYOUT_SIDEWAYS: something other than a table that scrolls sideways
 * @TW_UI_LAYOUT_OVER: two texts one over the other
 * @TW_UI_LAYOUT_SHORTENED: a text that ends in "…"; often right, for people to look at
 *
 * What a picture would show to be wrong and a program can find.
 */
typedef enum
{
  TW_UI_LAYOUT_CUT = 1 << 0,
  TW_UI_LAYOUT_SQUEEZED = 1 << 1,
  TW_UI_LAYOUT_SIDEWAYS = 1 << 2,
  TW_UI_LAYOUT_OVER = 1 << 3,
  TW_UI_LAYOUT_SHORTENED = 1 << 4,
} TwUiLayoutFlaw;

#define TW_UI_LAYOUT_WRONG (TW_UI_LAYOUT_CUT | TW_UI_LAYOUT_SQUEEZED | TW_UI_LAYOUT_SIDEWAYS | TW_UI_LAYOUT_OVER)

/* (transfer full) (element-type utf8): a line for each of the @flaws at or below @root, which is mapped. */
GPtrArray *tw_ui_layout_look (GtkWidget      *root,
                              TwUiLayoutFlaw  flaws);

G_END_DECLS
