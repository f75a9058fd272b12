/* tw-scenarios-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "application/tw-window.h"
#include "common/tw-ask-dialog.h"
#include "common/tw-period-text.h"

#include <glib/gi18n-lib.h>

/* What can be done with scenarios: each is one step of the history. */

static TwWorkspace *
get_workspace (TwScenariosTab *self)
{
  return tw_document_get_workspace (self->document);
}

static const TwField name_fields[] = {
  { .name = "name", .label = N_("Name"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED },
  { .name = "notes", .label = N_("Notes"), .type = TW_FIELD_TEXT },
};

static const TwField day_fields[] = {
  { .name = "from", .label = N_("First Day"), .type = TW_FIELD_DATE, .flags = TW_FIELD_REQUIRED },
};

static void
present (TwScenariosTab *self,
         TwAskDialog    *ask,
         const char     *kind,
         gint64          about)
{
  tw_ask_dialog_present (ask, GTK_WIDGET (self), get_workspace (self), kind, about);
}

/* --- new --- */

static gboolean
on_new (TwAskDialog  *ask,
        gpointer      user_data,
        const char  **field,
        GError      **error)
{
  TwScenariosTab *self = user_data;
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autofree char *name = tw_ask_dialog_get (ask, "name");
  g_autofree char *notes = tw_ask_dialog_get (ask, "notes");
  gint64 scenario = 0;

  *field = "name";
  if (state == NULL || !tw_scenario_create (get_workspace (self), state->version->id, name,
                                            *notes != '\0' ? notes : NULL, NULL, &scenario, error))
    return FALSE;

  self->chosen = scenario;
  tw_scenarios_tab_finish (self, TRUE, _("Scenario added"), NULL, NULL);
  tw_scenario_changes_present (self);

  return TRUE;
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwScenariosTab *self = user_data;
  g_autofree char *name =
      /* Translators: the name of a new scenario; %u is a number. */
      g_strdup_printf (_("Scenario %u"), self->scenarios->len + 1);
  TwAskDialog *ask = tw_ask_dialog_new (_("New Scenario"),
                                        _("A branch of this version, with numbers of its own. Nothing is paid by it."),
                                        _("_Add"), on_new, g_object_ref (self), g_object_unref);

  tw_ask_dialog_add_fields (ask, name_fields, G_N_ELEMENTS (name_fields));
  tw_ask_dialog_set (ask, "name", name);
  present (self, ask, "scenario", 0);
}

/* --- rename --- */

static gboolean
on_rename (TwAskDialog  *ask,
           gpointer      user_data,
           const char  **field,
           GError      **error)
{
  TwScenariosTab *self = user_data;
  g_autofree char *name = tw_ask_dialog_get (ask, "name");
  g_autofree char *notes = tw_ask_dialog_get (ask, "notes");

  *field = "name";
  if (!tw_scenario_rename (get_workspace (self), self->chosen, name,
                           *notes != '\0' ? notes : NULL, error))
    return FALSE;

  tw_scenarios_tab_finish (self, TRUE, _("Scenario renamed"), NULL, NULL);

  return TRUE;
}

static void
rename_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwScenariosTab *self = user_data;
  const TwScenario *scenario = tw_scenarios_tab_get_chosen (self);
  TwAskDialog *ask;

  if (scenario == NULL)
    return;

  ask = tw_ask_dialog_new (_("Rename Scenario"), NULL, _("_Rename"), on_rename, g_object_ref (self), g_object_unref);
  tw_ask_dialog_add_fields (ask, name_fields, G_N_ELEMENTS (name_fields));
  tw_ask_dialog_set (ask, "name", scenario->name);
  tw_ask_dialog_set (ask, "notes", scenario->notes);
  present (self, ask, "scenario-name", scenario->id);
}

/* --- duplicate, remove --- */

static void
duplicate_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwScenariosTab *self = user_data;
  const TwScenario *scenario = tw_scenarios_tab_get_chosen (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64 copy = 0;
  gboolean good;

  if (scenario == NULL)
    return;

  /* Translators: the name of a copy; %1$s is the name of the scenario, %2$u a number. */
  name = g_strdup_printf (_("%1$s, copy %2$u"), scenario->name, self->scenarios->len);
  good = tw_scenario_duplicate (get_workspace (self), scenario->id, name, &copy, &error);
  if (good)
    self->chosen = copy;
  tw_scenarios_tab_finish (self, good, _("Scenario duplicated"), _("The Scenario Was Not Duplicated"),
                           error);
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwScenariosTab *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = tw_scenario_remove (get_workspace (self), self->chosen, &error);

  tw_scenarios_tab_finish (self, good, _("Scenario removed"), _("The Scenario Was Not Removed"),
                           error);
}

/* --- promote --- */

static gboolean
on_promote (TwAskDialog  *ask,
            gpointer      user_data,
            const char  **field,
            GError      **error)
{
  TwScenariosTab *self = user_data;
  g_autofree char *text = tw_ask_dialog_get (ask, "from");
  TwDate from = TW_DATE_NONE;
  gint64 draft = 0;

  *field = "from";
  if (!tw_date_parse (text, &from, error) ||
      !tw_scenario_promote (get_workspace (self), self->chosen, from, &draft, error))
    return FALSE;

  tw_scenarios_tab_finish (self, TRUE, _("Draft created"), NULL, NULL);
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), "program_version", draft);

  return TRUE;
}

static void
promote_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwScenariosTab *self = user_data;
  const TwScenario *scenario = tw_scenarios_tab_get_chosen (self);
  g_autofree char *heading = NULL;
  g_autofree char *day = NULL;
  TwAskDialog *ask;
  TwSpan span;

  if (scenario == NULL)
    return;

  /* Translators: %s is the name of a scenario. */
  heading = g_strdup_printf (_("Promote “%s” to a Draft"), scenario->name);
  ask = tw_ask_dialog_new (heading, _("A new draft of the program begins with the numbers of this scenario."),
                           _("_Promote"), on_promote, g_object_ref (self), g_object_unref);
  tw_ask_dialog_add_fields (ask, day_fields, G_N_ELEMENTS (day_fields));
  /* The next quarter: what is running is paid as it was agreed. */
  if (tw_calendar_unit_at (tw_document_get_calendar (self->document), TW_CALENDAR_QUARTER,
                           tw_period_today (), &span))
    {
      day = tw_date_format (span.end);
      tw_ask_dialog_set (ask, "from", day);
    }
  present (self, ask, "scenario-promote", scenario->id);
}

static void
changes_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_scenario_changes_present (user_data);
}

static void
again_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwScenariosTab *self = user_data;

  g_clear_pointer (&self->asked, g_free);
  tw_document_changed (self->document);
}

static const GActionEntry entries[] = {
  { "new", new_action },           { "rename", rename_action },   { "duplicate", duplicate_action },
  { "promote", promote_action },   { "remove", remove_action },   { "changes", changes_action },
  { "again", again_action },
};

void
tw_scenarios_tab_install (TwScenariosTab *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scenario", G_ACTION_GROUP (self->actions));
}

void
tw_scenarios_tab_update_actions (TwScenariosTab *self)
{
  static const char *const of_one[] = { "rename", "duplicate", "promote", "remove", "changes" };
  gboolean any = tw_scenarios_tab_get_chosen (self) != NULL;

  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "new")),
      self->writable);
  for (guint i = 0; i < G_N_ELEMENTS (of_one); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), of_one[i])),
        self->writable && any);
}

GMenuModel *
tw_scenarios_tab_create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (menu, _("_Changes…"), "scenario.changes");
  g_menu_append (menu, _("_Promote to a Draft…"), "scenario.promote");
  g_menu_append (section, _("_Rename…"), "scenario.rename");
  g_menu_append (section, _("_Duplicate"), "scenario.duplicate");
  g_menu_append (section, _("R_emove"), "scenario.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}
