/* tw-preferences-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-preferences-private.h"

#include "common/tw-value-row.h"
#include "tw-check-settings.h"
#include "tw-metric-settings.h"
#include "tw-tier-path.h"

#include <glib/gi18n-lib.h>

/* The preferences that change a number: they stand in the workspace, for everybody who opens it,
 * and each change is a step of history. */

TwDocument *
tw_preferences_get_document (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_root (widget)), "tw-document");
}

void
tw_preferences_tell (GtkWidget  *widget,
                     const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (gtk_widget_get_root (widget)),
                                    adw_toast_new (escaped));
}

/* A choice that can't be: nothing was written, and the page says why. Nothing is written where it is the same. */
static void
apply (GtkWidget             *row,
       const TwMetricSetting *setting,
       const char            *value)
{
  TwDocument *document = tw_preferences_get_document (row);
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autofree char *before = tw_metric_setting_get (workspace, setting, NULL);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (before, value) == 0)
    return;

  if (!tw_metric_setting_set (workspace, setting, value, &error))
    {
      tw_preferences_tell (row, error->message);
      return;
    }

  tw_document_changed (document);
  tw_preferences_tell (row, _("Changed in the workspace"));
}

static const TwMetricSetting *
get_setting (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "tw-setting");
}

static char *
read_value (TwDocument            *document,
            const TwMetricSetting *setting)
{
  char *value = tw_metric_setting_get (tw_document_get_workspace (document), setting, NULL);

  return value != NULL ? value : g_strdup (setting->initial);
}

static void
set_texts (GtkWidget             *row,
           const TwMetricSetting *setting)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(setting->label));
  g_object_set_data (G_OBJECT (row), "tw-setting", (gpointer) setting);
}

/* --- one of several --- */

static void
on_choice (AdwComboRow *row)
{
  const TwMetricSetting *setting = get_setting (GTK_WIDGET (row));
  guint selected = adw_combo_row_get_selected (row);

  if (selected != GTK_INVALID_LIST_POSITION)
    apply (GTK_WIDGET (row), setting, setting->choices[selected]);
}

static GtkWidget *
create_choice_row (TwDocument            *document,
                   const TwMetricSetting *setting)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *value = read_value (document, setting);
  guint selected = 0;

  for (guint i = 0; setting->choices[i] != NULL; i++)
    {
      gtk_string_list_append (names, _(setting->choice_labels[i]));
      if (g_str_equal (setting->choices[i], value))
        selected = i;
    }

  set_texts (row, setting);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(setting->help));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_choice), NULL);

  return row;
}

/* --- any of several --- */

static void
on_check (GtkCheckButton *check,
          GParamSpec     *pspec,
          GtkWidget      *row)
{
  const TwMetricSetting *setting = get_setting (row);
  GPtrArray *checks = g_object_get_data (G_OBJECT (row), "tw-checks");
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      if (gtk_check_button_get_active (checks->pdata[i]))
        g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", setting->choices[i]);
    }

  apply (row, setting, value->str);
}

static GtkWidget *
create_several_row (TwDocument            *document,
                    const TwMetricSetting *setting)
{
  GtkWidget *row = adw_expander_row_new ();
  GPtrArray *checks = g_ptr_array_new ();
  g_autofree char *value = read_value (document, setting);
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  set_texts (row, setting);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), _(setting->help));
  g_object_set_data_full (G_OBJECT (row), "tw-checks", checks, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; setting->choices[i] != NULL; i++)
    {
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *one = adw_action_row_new ();
      const char *label = _(setting->choice_labels[i]);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   g_strv_contains ((const char *const *) words,
                                                    setting->choices[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (one), label);
      adw_action_row_add_prefix (ADW_ACTION_ROW (one), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (one), check);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), one);
      g_ptr_array_add (checks, check);
      g_signal_connect_object (check, "notify::active", G_CALLBACK (on_check), row, 0);
    }

  return row;
}

/* --- a number --- */

static gboolean
take_number (GtkWidget   *entry,
             const char  *text,
             gpointer     user_data,
             GError     **error)
{
  TwDocument *document = user_data;

  if (!tw_metric_setting_set (tw_document_get_workspace (document), get_setting (entry), text, error))
    return FALSE;

  tw_document_changed (document);
  tw_preferences_tell (entry, _("Changed in the workspace"));

  return TRUE;
}

static void
add_number_row (AdwPreferencesGroup   *group,
                TwDocument            *document,
                const TwMetricSetting *setting)
{
  g_autofree char *value = read_value (document, setting);
  GtkWidget *entry = tw_value_row_add (group, _(setting->label), _(setting->help), value, take_number, document);

  g_object_set_data (G_OBJECT (entry), "tw-setting", (gpointer) setting);
}

static void
add_setting (GtkWidget             *group,
             TwDocument            *document,
             const TwMetricSetting *setting)
{
  if (setting->choices == NULL)
    add_number_row (ADW_PREFERENCES_GROUP (group), document, setting);
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), setting->several ? create_several_row (document, setting)
                                                                               : create_choice_row (document, setting));
}

/* Thresholds: few come from a source, the others are defaults of our own, and each says which. */
static GtkWidget *
create_checks_group (TwDocument *document)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Design Checks"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _("From where on a check of a program's design says something. Most defaults are Tierwright's own."));
  for (guint i = 0; i < TW_CHECK_SETTINGS; i++)
    add_setting (group, document, tw_check_setting_nth (i));

  return group;
}

/* How much work a unit of a criterion is, for the cheapest way to the next tier. */
static GtkWidget *
create_effort_group (TwDocument *document)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Path to the Next Tier"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _("Hours of work for a partner, to find the least that it takes. The defaults are Tierwright's own."));
  for (guint i = 0; i < TW_EFFORT_SETTINGS; i++)
    add_setting (group, document, tw_effort_setting_nth (i));

  return group;
}

GtkWidget *
tw_preferences_create_workspace (TwDocument *document)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *figures = adw_preferences_group_new ();
  gboolean writable = !tw_document_is_read_only (document);
  GtkWidget *whole = tw_preferences_create_whole (document);
  GtkWidget *statements = tw_preferences_create_statements (document);
  GtkWidget *checks = create_checks_group (document);
  GtkWidget *effort = create_effort_group (document);

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Workspace"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "tw-statements-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (figures), _("Figures"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (figures),
      _("These change numbers. They stand in the workspace, for everybody who opens it, and every "
        "change can be undone."));

  for (guint i = 0; i < tw_metric_setting_count (); i++)
    add_setting (figures, document, tw_metric_setting_nth (i));

  gtk_widget_set_sensitive (whole, writable);
  gtk_widget_set_sensitive (statements, writable);
  gtk_widget_set_sensitive (figures, writable);
  gtk_widget_set_sensitive (checks, writable);
  gtk_widget_set_sensitive (effort, writable);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (whole));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (statements));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (figures));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (checks));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (effort));

  return page;
}
