/* tw-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"
#include "application/tw-preferences-private.h"
#include "application/tw-settings.h"
#include "tw-check-settings.h"
#include "tw-tier-path.h"
#include "tw-metric-settings.h"

#include <glib/gi18n-lib.h>

/* In the order of the choices of the row; the names are those of the settings. */
static const struct
{
  const char     *name;
  AdwColorScheme  scheme;
} schemes[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
get_scheme (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "color-scheme");

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_equal (name, schemes[i].name))
        return i;
    }

  return 0;
}

void
tw_preferences_apply (void)
{
  g_autoptr (GSettings) settings = tw_settings_new ();

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[get_scheme (settings)].scheme);
}

static void
on_scheme_selected (AdwComboRow *row,
                    GParamSpec  *pspec,
                    GSettings   *settings)
{
  g_settings_set_string (settings, "color-scheme",
                         schemes[adw_combo_row_get_selected (row)].name);
  tw_preferences_apply ();
}

static GtkWidget *
create_scheme_row (GSettings *settings)
{
  const char *labels[] = { _("Follow System"), _("Light"), _("Dark"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (labels);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Style"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), get_scheme (settings));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_scheme_selected), settings, 0);

  return row;
}

static GtkWidget *
create_compact_row (GSettings *settings)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Compact rows"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("More rows of a table on the screen"));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Compact rows"), -1);
  g_settings_bind (settings, "compact-rows", toggle, "active", G_SETTINGS_BIND_DEFAULT);

  return row;
}

/* --- the window --- */

/* Of the page of appearance; those of the workspace, of the checks and of the path to the next tier follow. */
static const char *const titles[] = { N_("Style"), N_("Compact rows"), N_("Reporting currency"),
                                      N_("Fiscal year begins"), N_("Approving own adjustments"), N_("Numbers"), N_("Dates") };

guint
tw_preferences_count (void)
{
  return G_N_ELEMENTS (titles) + tw_metric_setting_count () + TW_CHECK_SETTINGS + TW_EFFORT_SETTINGS;
}

const char *
tw_preferences_get_title (guint index)
{
  g_return_val_if_fail (index < tw_preferences_count (), NULL);

  if (index < G_N_ELEMENTS (titles))
    return _(titles[index]);
  index -= G_N_ELEMENTS (titles);

  if (index < tw_metric_setting_count ())
    return _(tw_metric_setting_nth (index)->label);
  index -= tw_metric_setting_count ();

  return index < TW_CHECK_SETTINGS ? _(tw_check_setting_nth (index)->label)
                                   : _(tw_effort_setting_nth (index - TW_CHECK_SETTINGS)->label);
}

/* (nullable): the row with that title. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, title);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static GtkWidget *
create_appearance (GSettings *settings)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Appearance"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "applications-graphics-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Appearance"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("For this person on this machine; no number changes."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_scheme_row (settings));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_compact_row (settings));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return page;
}

/* A page that isn't shown gets the focus only after it is. */
static void
focus_setting (AdwPreferencesWindow *window,
               guint                 index)
{
  GtkWidget *row = find_row (GTK_WIDGET (window), tw_preferences_get_title (index));
  GtkWidget *page = row != NULL ? gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_PAGE) : NULL;

  if (page == NULL)
    return;

  adw_preferences_window_set_visible_page (window, ADW_PREFERENCES_PAGE (page));
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

void
tw_preferences_show (GtkWindow *parent,
                     guint      index)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  GtkWidget *window = adw_preferences_window_new ();
  TwDocument *document = TW_IS_WINDOW (parent) ? tw_window_get_document (TW_WINDOW (parent)) : NULL;

  /* The rows' handlers live as long as the settings and the workspace they write to. */
  g_object_set_data_full (
      G_OBJECT (window), "tw-settings", g_object_ref (settings), g_object_unref);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                              ADW_PREFERENCES_PAGE (create_appearance (settings)));
  if (document != NULL)
    {
      g_object_set_data (G_OBJECT (window), "tw-document", document);
      adw_preferences_window_add (
          ADW_PREFERENCES_WINDOW (window),
          ADW_PREFERENCES_PAGE (tw_preferences_create_workspace (document)));
    }

  /* No wider than what it stands above. */
  if (gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (window),
                                 MIN (640, gtk_widget_get_width (GTK_WIDGET (parent))), 576);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  focus_setting (ADW_PREFERENCES_WINDOW (window), index);
}
