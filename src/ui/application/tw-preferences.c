/* tw-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-application-private.h"
#include "application/tw-settings.h"

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

/* In the order of the rows; search offers them. */
static const char *const titles[] = { N_("Style"), N_("Compact rows") };

guint
tw_preferences_count (void)
{
  return G_N_ELEMENTS (titles);
}

const char *
tw_preferences_get_title (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (titles), NULL);

  return _(titles[index]);
}

void
tw_preferences_show (GtkWindow *parent,
                     guint      index)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Appearance"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_scheme_row (settings));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_compact_row (settings));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);

  /* The rows' handlers live as long as the settings they write to. */
  g_object_set_data_full (
      G_OBJECT (window), "tw-settings", g_object_ref (settings), g_object_unref);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
