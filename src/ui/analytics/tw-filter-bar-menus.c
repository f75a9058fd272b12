/* tw-filter-bar-menus.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The buttons of the bar: what is compared with, and a list of values for each filter. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-filter-bar-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A list that is longer has an entry to search it with. */
#define SEARCH_FROM 12

void
tw_filter_bar_update_compare (TwFilterBar *self)
{
  g_autofree char *label = NULL;

  self->updating = TRUE;
  if (self->compare_radios[self->compare] != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->compare_radios[self->compare]), TRUE);
  self->updating = FALSE;

  if (self->scope->compare_name != NULL)
    /* Translators: the button that chooses what a period is compared with; %s is a period. */
    label = g_strdup_printf (_("vs %s"), self->scope->compare_name);
  else
    label = g_strdup (_("Compare To"));
  gtk_menu_button_set_label (self->compare_button, label);
  /* A label isn't the name of a menu button, that of the toggle inside is. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->compare_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
tw_filter_bar_update_menu (TwFilterBar   *self,
                           TwBoardFilter  filter)
{
  const char *title = tw_board_filter_get_label (filter);
  char **keys = self->scope->keys[filter];
  guint n = keys != NULL ? g_strv_length (keys) : 0;
  g_autofree char *label = n == 0 ? g_strdup (title) : g_strdup_printf ("%s (%u)", title, n);

  gtk_menu_button_set_label (self->menus[filter], label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menus[filter]))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (!self->filled[filter])
    return;

  self->updating = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lists[filter])); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   tw_board_scope_has_value (self->scope, filter,
                                                             g_object_get_data (G_OBJECT (check), "tw-key")));
    }
  self->updating = FALSE;
}

static void
on_check (TwFilterBar    *self,
          GtkCheckButton *check)
{
  TwBoardFilter filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "tw-filter"));

  if (!self->updating)
    tw_filter_bar_choose (self, filter, g_object_get_data (G_OBJECT (check), "tw-key"),
                          gtk_check_button_get_label (check), gtk_check_button_get_active (check));
}

static void
on_compare (TwFilterBar    *self,
            GtkCheckButton *radio)
{
  TwBoardCompare compare = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (radio), "tw-compare"));

  if (!self->updating && gtk_check_button_get_active (radio))
    tw_filter_bar_compare (self, compare);
}

static gboolean
matches_search (GtkListBoxRow *row,
                gpointer       data)
{
  g_autofree char *words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (data)), -1);
  g_autofree char *label = g_utf8_casefold (gtk_check_button_get_label (GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row))),
                                            -1);

  return strstr (label, words) != NULL;
}

void
tw_filter_bar_fill_list (TwFilterBar   *self,
                         TwBoardFilter  filter)
{
  char **keys = self->keys[filter];
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lists[filter]))) != NULL)
    gtk_list_box_remove (self->lists[filter], child);

  for (; keys != NULL && keys[n] != NULL; n++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (self->labels[filter][n]);
      GtkWidget *row = gtk_list_box_row_new ();

      g_object_set_data_full (G_OBJECT (check), "tw-key", g_strdup (keys[n]), g_free);
      g_object_set_data (G_OBJECT (check), "tw-filter", GUINT_TO_POINTER (filter));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), tw_board_scope_has_value (self->scope, filter, keys[n]));
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_check), self, G_CONNECT_SWAPPED);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->lists[filter], row);
    }
  gtk_widget_set_visible (self->searches[filter], n > SEARCH_FROM);
  self->filled[filter] = TRUE;
}

static void
create_popover (TwFilterBar   *self,
                TwBoardFilter  filter)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->lists[filter] = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->lists[filter], GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->lists[filter]), "column-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists[filter]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tw_board_filter_get_label (filter), -1);
  self->searches[filter] = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->searches[filter]), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"),
                                  -1);
  gtk_widget_set_visible (self->searches[filter], FALSE);
  gtk_list_box_set_filter_func (self->lists[filter], matches_search, self->searches[filter], NULL);
  g_signal_connect_object (self->searches[filter], "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                           self->lists[filter], G_CONNECT_SWAPPED);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->lists[filter]));
  gtk_box_append (GTK_BOX (box), self->searches[filter]);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->menus[filter], popover);
}

/* Lists of all values are made when one of them is opened. */
static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       user_data)
{
  TwFilterBar *self = user_data;
  TwBoardFilter filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tw-filter"));

  if (self->lists[filter] == NULL)
    create_popover (self, filter);
  if (!self->filled[filter])
    tw_filter_bar_fill_list (self, filter);
}

GtkWidget *
tw_filter_bar_create_menu (TwFilterBar   *self,
                           TwBoardFilter  filter)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->menus[filter] = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_always_show_arrow (self->menus[filter], TRUE);
  g_object_set_data (G_OBJECT (button), "tw-filter", GUINT_TO_POINTER (filter));
  gtk_menu_button_set_create_popup_func (self->menus[filter], on_menu_wanted, self, NULL);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
on_compare_wanted (GtkMenuButton *button,
                   gpointer       user_data)
{
  static const char *const labels[] = {
    [TW_COMPARE_NONE] = N_("Nothing"),
    [TW_COMPARE_YEAR] = N_("The Same Period Last Year"),
    [TW_COMPARE_PREVIOUS] = N_("The Previous Period"),
  };
  static const TwBoardCompare order[] = { TW_COMPARE_YEAR, TW_COMPARE_PREVIOUS, TW_COMPARE_NONE };
  TwFilterBar *self = user_data;
  GtkWidget *popover;
  GtkWidget *box;
  GtkWidget *title;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  title = gtk_label_new (_("Compare To"));
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      GtkWidget *radio = gtk_check_button_new_with_label (_(labels[order[i]]));

      self->compare_radios[order[i]] = radio;
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (self->compare_radios[order[0]]));
      g_object_set_data (G_OBJECT (radio), "tw-compare", GUINT_TO_POINTER (order[i]));
      g_signal_connect_object (radio, "toggled", G_CALLBACK (on_compare), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), radio);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  tw_filter_bar_update_compare (self);
}

GtkWidget *
tw_filter_bar_create_compare (TwFilterBar *self)
{
  self->compare_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->compare_button, TRUE);
  gtk_menu_button_set_create_popup_func (self->compare_button, on_compare_wanted, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->compare_button), "flat");

  return GTK_WIDGET (self->compare_button);
}
