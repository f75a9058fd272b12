/* tw-help-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-help.h"

#include "application/tw-commands.h"
#include "application/tw-palette-match.h"
#include "application/tw-shortcuts.h"
#include "application/tw-views.h"
#include "common/tw-definition.h"
#include "common/tw-dialog-role.h"
#include "common/tw-tab-stop.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

struct _TwHelpWindow
{
  AdwWindow       parent_instance;

  /* children */
  AdwLeaflet     *leaflet;
  GtkListBox     *list;
  GtkStack       *pages;
  AdwWindowTitle *title;
  GtkWidget      *back;
  GtkSearchEntry *search;
};

G_DEFINE_FINAL_TYPE (TwHelpWindow, tw_help_window, ADW_TYPE_WINDOW)

/* --- the pages --- */

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = subtitle != NULL ? g_strdup_printf ("%s: %s", title, subtitle)
                                           : g_strdup (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
add_group (AdwPreferencesPage *page,
           GtkWidget          *group)
{
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

static void
add_keys_of (AdwPreferencesPage *page,
             TwCommandGroup      wanted)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), tw_command_group_label (wanted));

  for (guint i = 0; i < tw_command_count (); i++)
    {
      const TwCommand *command = tw_command_nth (i);
      g_autofree char *keys = NULL;
      GtkWidget *row;
      GtkWidget *label;

      if (command->group != wanted || command->keys[0] == NULL)
        continue;

      keys = tw_shortcuts_dup_text (command->keys);
      row = create_row (_(command->label), NULL);
      label = gtk_label_new (keys);
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      n++;
    }

  if (n > 0)
    add_group (page, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

/* The keys that are about the view, below what all have in common. */
static TwCommandGroup
get_key_group (const char *topic)
{
  if (g_str_equal (topic, "statements"))
    return TW_COMMAND_STATEMENTS;
  if (g_str_equal (topic, "pipeline") || g_str_equal (topic, "analytics")
      || g_str_equal (topic, "overview"))
    return TW_COMMAND_CARDS;
  if (g_str_equal (topic, "history"))
    return TW_COMMAND_EDITING;

  return TW_COMMAND_LISTS;
}

static void
add_terms (AdwPreferencesPage *page)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < tw_definition_count (); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               create_row (_(tw_definition_nth (i)->term),
                                           _(tw_definition_nth (i)->text)));
  add_group (page, group);
}

static void
add_steps (AdwPreferencesPage *page,
           const TwHelpTopic  *topic)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(topic->summary));
  for (guint i = 0; i < G_N_ELEMENTS (topic->steps) && topic->steps[i] != NULL; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               create_row (_(topic->steps[i]), NULL));
  add_group (page, group);
}

static GtkWidget *
create_page (const TwHelpTopic *topic)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_steps (page, topic);

  if (g_str_equal (topic->id, "terms"))
    add_terms (page);
  else if (g_str_equal (topic->id, "keys"))
    for (guint i = 0; i < N_TW_COMMAND_GROUPS; i++)
      add_keys_of (page, i);
  else
    add_keys_of (page, get_key_group (topic->id));

  return GTK_WIDGET (page);
}

/* A page is made when it is first read. */
static void
show_topic (TwHelpWindow      *self,
            const TwHelpTopic *topic)
{
  if (gtk_stack_get_child_by_name (self->pages, topic->id) == NULL)
    gtk_stack_add_titled (self->pages, create_page (topic), topic->id, _(topic->title));

  gtk_stack_set_visible_child_name (self->pages, topic->id);
  adw_window_title_set_title (self->title, _(topic->title));
}

/* --- the list --- */

static const TwHelpTopic *
get_topic (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "tw-topic");
}

static void
on_row_selected (TwHelpWindow  *self,
                 GtkListBoxRow *row)
{
  if (row != NULL)
    show_topic (self, get_topic (row));
}

static void
on_row_activated (TwHelpWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static gboolean
text_has (GString    *text,
          const char *words)
{
  return tw_palette_matches (text->str, words);
}

/* Everything that the page says, so that search finds it by any word of it. */
static gboolean
is_found (GtkListBoxRow *row,
          gpointer       user_data)
{
  TwHelpWindow *self = user_data;
  const TwHelpTopic *topic = get_topic (row);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GString) text = g_string_new (_(topic->title));

  g_string_append_printf (text, " %s", _(topic->summary));
  for (guint i = 0; i < G_N_ELEMENTS (topic->steps) && topic->steps[i] != NULL; i++)
    g_string_append_printf (text, " %s", _(topic->steps[i]));
  if (g_str_equal (topic->id, "terms"))
    {
      for (guint i = 0; i < tw_definition_count (); i++)
        g_string_append_printf (text, " %s", _(tw_definition_nth (i)->term));
    }

  return text_has (text, words);
}

/* Pages of views that don't exist would promise something. */
static gboolean
is_offered (const TwHelpTopic *topic)
{
  static const char *const views[] = { "overview", "programs", "partners", "plans", "pipeline",
                                       "statements", "analytics", NULL };

  return !g_strv_contains (views, topic->id) || tw_views_find (topic->id) != NULL;
}

static void
fill_list (TwHelpWindow *self)
{
  for (guint i = 0; i < tw_help_count (); i++)
    {
      const TwHelpTopic *topic = tw_help_nth (i);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (_(topic->title));

      if (!is_offered (topic))
        {
          g_object_unref (g_object_ref_sink (row));
          g_object_unref (g_object_ref_sink (label));
          continue;
        }
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(topic->title), -1);
      g_object_set_data (G_OBJECT (row), "tw-topic", (gpointer) topic);
      gtk_list_box_append (self->list, row);
    }
}

static void
select_topic (TwHelpWindow *self,
              const char   *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_str_equal (get_topic (row)->id, id))
        {
          gtk_list_box_select_row (self->list, row);
          adw_leaflet_set_visible_child_name (self->leaflet, "page");
          return;
        }
    }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

/* --- life --- */

static void
on_back (TwHelpWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_folded (TwHelpWindow *self)
{
  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (self->leaflet));
}

static GtkWidget *
create_side (TwHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *stop = g_object_new (TW_TYPE_TAB_STOP, NULL);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Search Help"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search Help"), -1);
  gtk_widget_set_margin_start (GTK_WIDGET (self->search), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->search), 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pages"), -1);
  fill_list (self);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  g_signal_connect_object (self->search, "search-changed",
                           G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (_("Help"), NULL));
  adw_bin_set_child (ADW_BIN (stop), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), stop);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 200, -1);

  return box;
}

static GtkWidget *
create_content (TwHelpWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  tw_tooltip_set (self->back, _("Back"));
  gtk_widget_set_visible (self->back, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Back"), -1);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (on_back), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);

  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_size_request (box, 340, -1);

  return box;
}

static void
tw_help_window_class_init (TwHelpWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
tw_help_window_init (TwHelpWindow *self)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  tw_dialog_tell_role (self);
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_page_set_name (adw_leaflet_append (self->leaflet, create_side (self)), "list");
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, separator), FALSE);
  adw_leaflet_page_set_name (adw_leaflet_append (self->leaflet, create_content (self)), "page");
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self,
                           G_CONNECT_SWAPPED);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->leaflet));
  gtk_window_set_title (GTK_WINDOW (self), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 820, 640);
}

void
tw_help_show (GtkWindow  *parent,
              const char *id)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();
  TwHelpWindow *self = NULL;

  for (GList *l = all; l != NULL && self == NULL; l = l->next)
    self = TW_IS_HELP_WINDOW (l->data) ? l->data : NULL;

  if (self == NULL)
    self = g_object_new (TW_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE,
                         NULL);

  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (820, gtk_widget_get_width (GTK_WIDGET (parent))), 640);
  select_topic (self, id);
  gtk_window_present (GTK_WINDOW (self));
}
