/* tw-reading-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Pages to be read from top to bottom: groups of boxed lists in a column of readable width. */

/* A scrolled column around @box. */
GtkWidget *tw_reading_page_new       (GtkWidget  *box);
/* The same for a dialog: as high as @n rows, and no higher than fits. */
GtkWidget *tw_reading_page_new_low   (GtkWidget  *box,
                                      guint       n);
/* Puts @page into @bin and stays at the same place of it. */
void       tw_reading_page_replace   (AdwBin     *bin,
                                      GtkWidget  *page);
/* Appends a heading and a boxed list; returns the list. */
GtkWidget *tw_reading_page_add_group (GtkWidget  *box,
                                      const char *title);
/* Appends a row; nothing in it is markup. @subtitle and @value are nullable. */
GtkWidget *tw_reading_page_add_row   (GtkWidget  *list,
                                      const char *title,
                                      const char *subtitle,
                                      const char *value);
/* (nullable): the first such page below @widget that is shown. */
GtkWidget *tw_reading_page_find      (GtkWidget  *widget);
/* (transfer full) (element-type GStrv): what @page says, from top to bottom: one text is the heading of a group or a
 * sentence, three are the title, subtitle and value of a row, empty where there is none. */
GPtrArray *tw_reading_page_read      (GtkWidget  *page);

G_END_DECLS
