/* tw-scenarios-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "common/tw-status-page.h"

#include "common/tw-flow-layout.h"
#include "common/tw-short-names.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

/* The widgets of the tab. */

static GtkWidget *
create_bar (TwScenariosTab *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *changes = gtk_button_new_with_mnemonic (_("C_hanges…"));
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_New Scenario…"));
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = tw_scenarios_tab_create_menu ();

  self->chooser = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  tw_drop_down_shorten_names (self->chooser);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Scenario"), -1);
  g_signal_connect_object (self->chooser, "notify::selected", G_CALLBACK (tw_scenarios_tab_choose), self,
                           G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (changes), "scenario.changes");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "scenario.new");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  tw_tooltip_set (more, _("Scenario Actions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (more)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Scenario Actions"), -1);

  self->span = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->span), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Period That Is Replayed"), -1);
  tw_tooltip_set (GTK_WIDGET (self->span), _("Period That Is Replayed"));
  g_signal_connect_object (self->span, "notify::selected", G_CALLBACK (tw_scenarios_tab_choose_span), self,
                           G_CONNECT_SWAPPED);

  /* What doesn't fit beside each other stands below. */
  gtk_widget_set_layout_manager (bar, tw_flow_layout_new (6, 6));
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->chooser));
  gtk_box_append (GTK_BOX (bar), changes);
  gtk_box_append (GTK_BOX (bar), more);
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->span));

  return bar;
}

static GtkWidget *
create_caption (TwScenariosTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->spinner = gtk_spinner_new ();
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_label_set_xalign (self->caption, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));

  return box;
}

static GtkWidget *
create_charts (TwScenariosTab *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->flow = TW_CHART_CARD (tw_chart_card_new (_("Tiers at the End")));
  self->moves = TW_CHART_CARD (tw_chart_card_new (_("Tiers Before and After")));
  self->first_moves = TW_CHART_CARD (tw_chart_card_new (_("Tiers Before and After")));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->moves));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->first_moves));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  gtk_widget_set_vexpand (window, TRUE);

  return window;
}

static GtkWidget *
create_content (TwScenariosTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  self->grid_bin = ADW_BIN (adw_bin_new ());
  self->fates = TW_SCENARIO_FATES (tw_scenario_fates_new ());
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->grid_bin), "sides", _("Side by Side"));
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->fates), "partners",
                        _("Winners and Losers"));
  gtk_stack_add_titled (self->pages, create_charts (self), "tiers", _("Tiers"));
  self->graces = TW_SCENARIO_GRACES (tw_scenario_graces_new ());
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->graces), "grace", _("In Grace"));
  self->outlook = TW_SCENARIO_OUTLOOK (tw_scenario_outlook_new ());
  gtk_stack_add_titled (self->pages, GTK_WIDGET (self->outlook), "outlook", _("Outlook"));

  gtk_box_append (GTK_BOX (box), create_bar (self));
  gtk_box_append (GTK_BOX (box), create_caption (self));
  gtk_box_append (GTK_BOX (box), tw_tab_bar_new (self->pages));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));

  return box;
}

static GtkWidget *
create_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-programs-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Scenarios"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _("A scenario replays changes on real transactions. Nothing is paid."));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), tw_status_page_button (_("_New Scenario…"), "scenario.new"));

  return page;
}

static GtkWidget *
create_failed (TwScenariosTab *self)
{
  self->failed = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("The Scenarios Were Not Replayed"));
  adw_status_page_set_child (self->failed, tw_status_page_button (_("_Try Again"), "scenario.again"));

  return GTK_WIDGET (self->failed);
}

void
tw_scenarios_tab_build (TwScenariosTab *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, create_empty (), "empty");
  gtk_stack_add_named (self->stack, create_failed (self), "failed");
  gtk_stack_add_named (self->stack, create_content (self), "content");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
