/* tw-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-menu.h"

#define KEY_FOCUS "tw-menu-focus"

/* What was chosen may have taken the focus, as an editor does: then it stays there. */
static gboolean
went_on (GtkPopover *popover,
         GtkWidget  *parent)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (parent));

  return GTK_IS_EDITABLE (focus) && gtk_widget_get_mapped (focus)
         && !gtk_widget_is_ancestor (focus, GTK_WIDGET (popover));
}

/* A list may have taken the row away meanwhile: then its parent finds the next one. */
static void
on_closed (GtkPopover *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  GWeakRef *focus = g_object_get_data (G_OBJECT (popover), KEY_FOCUS);
  g_autoptr (GtkWidget) widget = focus != NULL ? g_weak_ref_get (focus) : NULL;

  if (parent == NULL || gtk_widget_get_root (parent) == NULL || went_on (popover, parent))
    return;
  if (widget != NULL && gtk_widget_get_mapped (widget) && gtk_widget_grab_focus (widget))
    return;

  gtk_widget_child_focus (parent, GTK_DIR_TAB_FORWARD);
}

static void
focus_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* The widget with the focus, unless it is the pop-up itself that is opened again. */
static void
note_focus (GtkWidget *popover,
            GtkWidget *parent)
{
  GtkWidget *widget = gtk_root_get_focus (gtk_widget_get_root (parent));
  GWeakRef *focus;

  if (widget == NULL || gtk_widget_is_ancestor (widget, popover))
    return;

  focus = g_new0 (GWeakRef, 1);
  g_weak_ref_init (focus, widget);
  g_object_set_data_full (G_OBJECT (popover), KEY_FOCUS, focus, focus_free);
}

void
tw_menu_popup (GtkWidget  **popover,
               GtkWidget   *parent,
               GMenuModel  *menu,
               double       x,
               double       y)
{
  g_return_if_fail (popover != NULL);
  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  if (*popover == NULL)
    {
      *popover = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (*popover), FALSE);
      gtk_widget_set_halign (*popover, GTK_ALIGN_START);
      gtk_widget_set_parent (*popover, parent);
      g_signal_connect (*popover, "closed", G_CALLBACK (on_closed), NULL);
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (*popover), menu);
  note_focus (*popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (*popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (*popover));
}

void
tw_menu_find_point (GtkWidget *widget,
                    double    *x,
                    double    *y)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  *x = *y = 0;
  if (focus != NULL && gtk_widget_compute_bounds (focus, widget, &bounds))
    {
      *x = bounds.origin.x;
      *y = bounds.origin.y + bounds.size.height;
    }
}
