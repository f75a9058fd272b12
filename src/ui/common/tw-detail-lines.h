/* tw-detail-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What details panes consist of: headings, and boxed lists of a label and its value per line. */

GtkWidget *tw_detail_heading_new (const char *text);
/* @label: what assistive technology calls the list */
GtkWidget *tw_detail_list_new    (const char *label);
/* @value: can be selected; wraps where it is long */
void       tw_detail_list_add    (GtkWidget  *list,
                                  const char *label,
                                  const char *value);
/* @box in a scroller, as tw_window_show_details() takes it. */
GtkWidget *tw_detail_wrap        (GtkWidget  *box);

G_END_DECLS
