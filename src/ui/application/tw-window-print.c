/* tw-window-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "common/tw-chart-card.h"
#include "common/tw-print.h"
#include "common/tw-reading-page.h"

#include <glib/gi18n-lib.h>

/* (nullable): the list that is shown in @widget. */
static TwTable *
find_table (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (TW_IS_TABLE (widget))
    return tw_table_get_source (TW_TABLE (widget)) != NULL ? TW_TABLE (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      TwTable *table = find_table (child);

      if (table != NULL)
        return table;
    }

  return NULL;
}

static GtkWidget *
find_chart (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (TW_IS_CHART_CARD (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *chart = find_chart (child);

      if (chart != NULL)
        return chart;
    }

  return NULL;
}

/* (nullable): the chart that has the focus, else, where there is no list, the first one that is shown. */
static GtkWidget *
find_printed_chart (TwWindow *self,
                    TwTable  *table)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *chart = focus != NULL ? gtk_widget_get_ancestor (focus, TW_TYPE_CHART_CARD) : NULL;

  return chart != NULL || table != NULL ? chart : find_chart (GTK_WIDGET (self->view));
}

GtkPrintOperation *
tw_window_create_print (TwWindow *self)
{
  TwTable *table = find_table (GTK_WIDGET (self->view));
  GtkWidget *page = tw_reading_page_find (GTK_WIDGET (self->view));
  const char *title = adw_window_title_get_title (self->view_title);

  if (table != NULL)
    return tw_print_table_new (table, self->document, title);
  if (page != NULL)
    return tw_print_page_new (page, self->document, title, adw_window_title_get_subtitle (self->view_title));

  return NULL;
}

/* What a view prints itself goes before the list or the chart that it shows. */
void
tw_window_print (TwWindow *self)
{
  TwTable *table = self->view != NULL ? find_table (GTK_WIDGET (self->view)) : NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *chart;

  if (self->view == NULL)
    return;

  if (g_action_group_has_action (G_ACTION_GROUP (tw_view_get_actions (self->view)), "print"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "view.print", NULL);
      return;
    }

  chart = find_printed_chart (self, table);
  if (chart != NULL)
    {
      gtk_widget_activate_action (chart, "chart.print", NULL);
      return;
    }

  operation = tw_window_create_print (self);
  if (operation == NULL)
    {
      tw_window_toast (self, _("There is nothing to print here"), 0);
      return;
    }

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    tw_window_show_error (self, _("Nothing Was Printed"), error);
}
