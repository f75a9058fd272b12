/* tw-status-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-status-page.h"

void
tw_status_page_pass_focus (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  if (GTK_IS_SCROLLED_WINDOW (page) && ADW_IS_STATUS_PAGE (gtk_widget_get_parent (page)))
    {
      gtk_widget_set_focusable (page, FALSE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL; child = gtk_widget_get_next_sibling (child))
    tw_status_page_pass_focus (child);
}
