/* tw-popover-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A wrapping text for a popover, at most @chars wide. Popovers of GTK 4.8 ask for a height without telling a width, and so
 * are too small for what wraps: the text tells them both, whenever it changes. @text: (nullable) */
GtkWidget *tw_popover_text_new    (const char *text,
                                   int         chars);
/* Makes a label that stands in a popover into one of these. */
void       tw_popover_text_prepare (GtkLabel  *label,
                                    int        chars);

G_END_DECLS
