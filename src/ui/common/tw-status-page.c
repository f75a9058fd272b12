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

GtkWidget *
tw_status_page_button (const char *label,
                       const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

GtkWidget *
tw_status_page_buttons (const char *label,
                        const char *action,
                        const char *second_label,
                        const char *second_action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), tw_status_page_button (label, action));
  gtk_box_append (GTK_BOX (box), tw_status_page_button (second_label, second_action));

  return box;
}
