/* tw-statements-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-flow-layout.h"
#include "common/tw-tooltip.h"
#include "statements/tw-statements-private.h"

#include <glib/gi18n-lib.h>

/* The strip above the queue, and the menus. */

static GMenuModel *
create_more_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *approve = g_menu_new ();
  GMenu *export = g_menu_new ();

  g_menu_append (menu, _("_Calculate"), "view.calculate");
  g_menu_append (approve, _("Approve All _Unflagged…"), "view.approve-unflagged");
  g_menu_append (approve, _("_Lock Period…"), "view.lock");
  g_menu_append (approve, _("U_nlock Period"), "view.unlock");
  g_menu_append (export, _("_Export…"), "view.export");
  g_menu_append (export, _("Export _All…"), "view.export-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (approve));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (export));
  g_object_unref (approve);
  g_object_unref (export);

  return G_MENU_MODEL (menu);
}

static void
append_with_key (GMenu      *menu,
                 const char *label,
                 const char *action,
                 const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

GMenuModel *
tw_statements_view_create_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *first = g_menu_new ();
  GMenu *second = g_menu_new ();

  append_with_key (first, _("_Open"), "view.open", "Return");
  g_menu_append (first, _("Open in New _Window"), "view.open-window");
  append_with_key (first, _("_Details"), "view.why", "<Alt>Return");
  g_menu_append (second, _("_Approve"), "view.approve");
  g_menu_append (second, _("_Reopen…"), "view.reopen");
  g_menu_append (second, _("A_djust…"), "view.adjust");
  g_menu_append (second, _("_Export…"), "view.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_object_unref (first);
  g_object_unref (second);

  return G_MENU_MODEL (menu);
}

static GtkToggleButton *
add_toggle (GtkWidget  *box,
            const char *label,
            const char *queue)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.queue");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", queue);
  gtk_box_append (GTK_BOX (box), button);

  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
create_switcher (TwStatementsView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_more_menu ();

  gtk_widget_add_css_class (linked, "linked");
  gtk_widget_add_css_class (linked, "queue-switch");
  /* With counts of many digits they stand in two lines in a narrow window. */
  gtk_widget_set_layout_manager (linked, tw_flow_layout_new (0, 6));
  self->review_button = add_toggle (linked, _("To Review"), "review");
  self->all_button = add_toggle (linked, _("All"), "all");
  self->excluded_button = add_toggle (linked, _("Excluded"), "excluded");
  gtk_widget_set_hexpand (linked, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  tw_tooltip_set (more, _("Period Actions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (more)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period Actions"), -1);
  gtk_box_append (GTK_BOX (bar), linked);
  gtk_box_append (GTK_BOX (bar), more);
  gtk_widget_add_css_class (bar, "queue-bar");

  return bar;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

void
tw_statements_view_create_strip (TwStatementsView *self)
{
  self->strip = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->state_label = add_label (self->strip, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "period-state");
  self->tie_label = add_label (self->strip, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->tie_label), "period-ties");
  self->hint_label = add_label (self->strip, "warning-text");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), FALSE);
  self->switcher = create_switcher (self);
  gtk_box_append (GTK_BOX (self->strip), self->switcher);
  gtk_widget_set_visible (self->strip, FALSE);
}

static void
on_late_response (GtkInfoBar *bar)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

GtkWidget *
tw_statements_view_create_late (TwStatementsView *self)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
  gtk_info_bar_set_show_close_button (GTK_INFO_BAR (bar), TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), button);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar), FALSE);
  g_signal_connect_object (bar, "response", G_CALLBACK (on_late_response), self, 0);
  self->late_bar = GTK_INFO_BAR (bar);
  self->late_label = GTK_LABEL (label);
  self->late_button = GTK_BUTTON (button);

  return bar;
}

void
tw_statements_view_show_late (TwStatementsView *self,
                              const char       *text,
                              const char       *period)
{
  /* Translators: %s is a period such as 2026-Q3. */
  g_autofree char *label = g_strdup_printf (_("Go to %s"), period);

  gtk_label_set_text (self->late_label, text);
  gtk_button_set_label (self->late_button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->late_button), "s", period);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->late_button), "view.go-to-period");
  gtk_info_bar_set_revealed (self->late_bar, TRUE);
}
