/* tw-tooltip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"

static gboolean
is_in (GtkWidget *inner,
       GtkWidget *widget)
{
  return inner != NULL && (inner == widget || gtk_widget_is_ancestor (inner, widget));
}

/* A window forgets its default widget, and who has the focus, when they are hidden. */
static gboolean
may_hide (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (gtk_widget_get_mapped (widget) || GTK_IS_WINDOW (widget))
    return FALSE;

  return !GTK_IS_WINDOW (root)
         || !(is_in (gtk_window_get_default_widget (GTK_WINDOW (root)), widget)
              || is_in (gtk_window_get_focus (GTK_WINDOW (root)), widget));
}

void
tw_tooltip_set (GtkWidget  *widget,
                const char *text)
{
  gboolean hidden;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;

  /* GTK asks only for widgets that are visible, mapped or not. */
  hidden = gtk_widget_get_visible (widget) && may_hide (widget);
  if (hidden)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hidden)
    gtk_widget_set_visible (widget, TRUE);
}
