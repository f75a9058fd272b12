/* tw-palette-results.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-palette-results.h"

#include "analytics/tw-analytics-view.h"
#include "application/tw-application-private.h"
#include "application/tw-commands.h"
#include "application/tw-help.h"
#include "application/tw-palette-match.h"
#include "application/tw-settings.h"
#include "application/tw-shortcuts.h"
#include "application/tw-window-private.h"
#include "tw-entity.h"
#include "tw-metric-chart.h"

#include <glib/gi18n-lib.h>

static void
append (GListStore    *store,
        TwPaletteItem *item)
{
  g_list_store_append (store, item);
  g_object_unref (item);
}

static void
append_group (GListStore *store,
              const char *title)
{
  append (store, tw_palette_item_new (TW_PALETTE_GROUP, NULL, 0, title, NULL));
}

/* --- commands --- */

/* Whether an action can be activated is only told to what is bound to it. */
static gboolean
is_enabled (TwWindow   *window,
            const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  gboolean enabled;

  g_action_parse_detailed_name (action, &name, &target, NULL);
  gtk_widget_set_visible (probe, FALSE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (probe), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), name);
  gtk_overlay_add_overlay (GTK_OVERLAY (window->drop_area), probe);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_overlay_remove_overlay (GTK_OVERLAY (window->drop_area), probe);

  return enabled;
}

static TwPaletteItem *
create_command (TwWindow        *window,
                const TwCommand *command)
{
  TwPaletteItem *item = tw_palette_item_new (TW_PALETTE_COMMAND, command->action, 0,
                                             _(command->label),
                                             tw_command_group_label (command->group));

  item->keys = tw_shortcuts_dup_text (command->keys);
  if (!is_enabled (window, command->action))
    item->reason = g_strdup (g_str_has_prefix (command->action, "view.") || command->reason == NULL
                               ? _("Not available in this view, or for what is selected")
                               : _(command->reason));

  return item;
}

static gboolean
command_matches (const TwCommand *command,
                 const char      *words)
{
  g_autofree char *text = g_strdup_printf ("%s %s", _(command->label),
                                           tw_command_group_label (command->group));

  return command->action != NULL && tw_palette_matches (text, words);
}

static guint
add_commands (GListStore *store,
              TwWindow   *window,
              const char *words,
              guint       limit,
              gboolean    views_only)
{
  guint n = 0;

  for (guint i = 0; i < tw_command_count () && n < limit; i++)
    {
      const TwCommand *command = tw_command_nth (i);
      gboolean is_view = command->action != NULL
                         && g_str_has_prefix (command->action, "win.show-view::");

      if (!command_matches (command, words) || (views_only && !is_view))
        continue;
      if (n++ == 0)
        append_group (store, views_only ? _("Views") : _("Commands"));
      append (store, create_command (window, command));
    }

  return n;
}

void
tw_palette_add_commands (GListStore *store,
                         TwWindow   *window,
                         const char *words)
{
  add_commands (store, window, words, G_MAXUINT, FALSE);
}

/* --- questions, settings and help --- */

/* Charts of Analytics, by their question and by what they measure: “roi” finds what each partner type returns. */
static void
add_questions (GListStore *store,
               TwWindow   *window,
               const char *words)
{
  guint n = 0;

  for (guint i = 0; window->document != NULL && i < tw_metric_chart_count () && n < TW_PALETTE_FEW; i++)
    {
      const TwMetricChart *chart = tw_metric_chart_nth (i);
      const char *title = tw_metric_chart_get_title (chart);
      const char *label = tw_metric_get_label (tw_metric_find (chart->metric));
      g_autofree char *text = g_strdup_printf ("%s %s", title, label);

      if (!tw_palette_matches (text, words))
        continue;
      if (n++ == 0)
        append_group (store, _("Questions"));
      append (store, tw_palette_item_new (TW_PALETTE_QUESTION, chart->id, 0, title, label));
    }
}

static void
add_settings (GListStore *store,
              const char *words)
{
  guint n = 0;

  for (guint i = 0; i < tw_preferences_count () && n < TW_PALETTE_FEW; i++)
    {
      const char *title = tw_preferences_get_title (i);

      if (!tw_palette_matches (title, words))
        continue;
      if (n++ == 0)
        append_group (store, _("Settings"));
      append (store, tw_palette_item_new (TW_PALETTE_SETTING, NULL, i, title, _("Preferences")));
    }
}

static void
add_help (GListStore *store,
          const char *words)
{
  guint n = 0;

  for (guint i = 0; i < tw_help_count () && n < TW_PALETTE_FEW; i++)
    {
      const TwHelpTopic *topic = tw_help_nth (i);
      g_autofree char *text = g_strdup_printf ("%s %s", _(topic->title), _(topic->summary));

      if (!tw_palette_matches (text, words))
        continue;
      if (n++ == 0)
        append_group (store, _("Help"));
      append (store, tw_palette_item_new (TW_PALETTE_HELP, topic->id, 0, _(topic->title),
                                          _(topic->summary)));
    }
}

void
tw_palette_add_own (GListStore *store,
                    TwWindow   *window,
                    const char *words)
{
  add_commands (store, window, words, TW_PALETTE_FEW, *words == '\0');
  if (*words == '\0')
    return;
  add_questions (store, window, words);
  add_settings (store, words);
  add_help (store, words);
}

/* --- what the workspace holds --- */

static const char *
get_group_title (const char *table)
{
  if (g_str_equal (table, "statement"))
    return _("Statements");
  if (g_str_equal (table, "program_rule"))
    return _("Rules");
  if (g_str_equal (table, "program") || g_str_equal (table, "program_version"))
    return _("Programs");

  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      if (g_strcmp0 (entity->table, table) == 0 && entity->part_column == NULL)
        return tw_entity_get_label (entity, TRUE);
    }

  return table;
}

void
tw_palette_add_found (GListStore      *store,
                      const GPtrArray *found,
                      gboolean         all)
{
  const char *table = NULL;
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const TwFound *one = found->pdata[i];

      if (table == NULL || !g_str_equal (table, one->table))
        {
          table = one->table;
          n = 0;
          append_group (store, get_group_title (table));
        }

      if (all || n < TW_PALETTE_FEW)
        append (store,
                tw_palette_item_new (TW_PALETTE_RECORD, table, one->id, one->title, one->detail));
      else if (n == TW_PALETTE_FEW)
        append (store, tw_palette_item_new (TW_PALETTE_ALL, table, 0, _("Show All"), NULL));
      n++;
    }
}

/* --- doing it --- */

static TwWindow *
create_window (TwWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  TwWindow *other = tw_application_create_window (TW_APPLICATION (application));

  tw_window_set_document (other, tw_window_get_document (window));
  gtk_window_present (GTK_WINDOW (other));

  return other;
}

static void
give_command (TwWindow   *window,
              const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return;

  gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

static void
show_question (TwWindow   *window,
               const char *chart)
{
  TwView *view = tw_window_show_view (window, "analytics");

  tw_analytics_view_show_chart (TW_ANALYTICS_VIEW (view), chart);
}

void
tw_palette_activate (TwWindow      *window,
                     TwPaletteItem *item,
                     gboolean       new_window)
{
  switch (item->kind)
    {
    case TW_PALETTE_RECORD:
      if (tw_window_open_record (new_window ? create_window (window) : window, item->name, item->id))
        tw_settings_add_recent_record (tw_document_get_path (window->document), item->name, item->id);
      else
        tw_window_toast (window, _("The record has no page, or is gone"), 0);
      break;

    case TW_PALETTE_COMMAND:
      give_command (window, item->name);
      break;

    case TW_PALETTE_QUESTION:
      show_question (new_window ? create_window (window) : window, item->name);
      break;

    case TW_PALETTE_SETTING:
      tw_preferences_show (GTK_WINDOW (window), (guint) item->id);
      break;

    case TW_PALETTE_HELP:
      tw_help_show (GTK_WINDOW (window), item->name);
      break;

    case TW_PALETTE_GROUP:
    case TW_PALETTE_ALL:
    default:
      break;
    }
}
