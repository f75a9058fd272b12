/* tw-flow-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TW_TYPE_FLOW_LAYOUT (tw_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (TwFlowLayout, tw_flow_layout, TW, FLOW_LAYOUT, GtkLayoutManager)

/**
 * TwFlowLayout:
 *
 * Lays children out as words of a text: in lines, each as wide as it would like to be, on one base
 * line, from right to left where the language goes so.
 */
GtkLayoutManager *tw_flow_layout_new (int spacing,
                                      int line_spacing);

G_END_DECLS
