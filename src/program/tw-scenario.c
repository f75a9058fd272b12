/* tw-scenario.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-version-private.h"
#include "tw-program-version.h"
#include "tw-scenario-rows.h"

static const char *const kinds[] = {
  [TW_PROGRAM_EDIT_SET] = "set",
  [TW_PROGRAM_EDIT_INSERT] = "insert",
  [TW_PROGRAM_EDIT_REMOVE] = "remove",
  [TW_PROGRAM_EDIT_MOVE] = "move",
};

void
tw_scenario_free (TwScenario *scenario)
{
  g_free (scenario->program_name);
  g_free (scenario->name);
  g_free (scenario->notes);
  g_free (scenario->created_by);
  g_free (scenario->created_at);
  g_free (scenario);
}

static void
override_free (gpointer data)
{
  TwScenarioOverride *override = data;

  g_free (override->edit->path);
  g_free (override->edit->json);
  g_free (override->edit);
  g_free (override);
}

/* ---- reading ---- */

static TwScenario *
from_row (const TwScenarioRow *row)
{
  TwScenario *scenario = g_new0 (TwScenario, 1);

  scenario->id = row->id;
  scenario->version = row->version;
  scenario->program = row->program;
  scenario->program_name = g_strdup (row->program_name);
  scenario->number = row->number;
  scenario->name = g_strdup (row->name);
  scenario->notes = g_strdup (row->notes);
  scenario->created_by = g_strdup (row->created_by);
  scenario->created_at = g_strdup (row->created_at);
  scenario->n_overrides = row->n_overrides;

  return scenario;
}

GPtrArray *
tw_scenarios_list (TwWorkspace  *workspace,
                   gint64        version,
                   GError      **error)
{
  g_autoptr (GArray) rows = tw_scenario_rows_read (workspace, version, 0, error);
  GPtrArray *scenarios;

  if (rows == NULL)
    return NULL;

  scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_scenario_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (scenarios, from_row (&g_array_index (rows, TwScenarioRow, i)));

  return scenarios;
}

TwScenario *
tw_scenario_load (TwWorkspace  *workspace,
                  gint64        scenario,
                  GError      **error)
{
  g_autoptr (GArray) rows = tw_scenario_rows_read (workspace, 0, scenario, error);

  if (rows == NULL)
    return NULL;
  if (scenario > 0 && rows->len == 1)
    return from_row (&g_array_index (rows, TwScenarioRow, 0));

  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The scenario isn't in the workspace any more. Undo may bring it back."));
  return NULL;
}

gboolean
tw_scenario_find (TwWorkspace  *workspace,
                  gint64        version,
                  const char   *name,
                  gint64       *scenario,
                  GError      **error)
{
  g_autoptr (GArray) rows = tw_scenario_rows_read (workspace, version, 0, error);
  guint n = 0;

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    if (g_strcmp0 (g_array_index (rows, TwScenarioRow, i).name, name) == 0)
      {
        *scenario = g_array_index (rows, TwScenarioRow, i).id;
        n++;
      }
  if (n == 1)
    return TRUE;

  if (n == 0)
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("No scenario is called “%s”. Look at the list of scenarios."), name);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS, _("Several scenarios are called “%s”. Say which version is meant."),
                 name);
  return FALSE;
}

static TwProgramEditKind
kind_from_string (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return (TwProgramEditKind) i;

  g_return_val_if_reached (TW_PROGRAM_EDIT_SET);
}

GPtrArray *
tw_scenario_list_overrides (TwWorkspace  *workspace,
                            gint64        scenario,
                            GError      **error)
{
  g_autoptr (GArray) rows = tw_override_rows_read (workspace, scenario, error);
  GPtrArray *overrides;

  if (rows == NULL)
    return NULL;

  overrides = g_ptr_array_new_with_free_func (override_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwOverrideRow *row = &g_array_index (rows, TwOverrideRow, i);
      TwScenarioOverride *override = g_new0 (TwScenarioOverride, 1);

      override->id = row->id;
      override->edit = g_new0 (TwProgramEdit, 1);
      override->edit->kind = kind_from_string (row->kind);
      override->edit->path = g_strdup (row->path);
      override->edit->json = g_strdup (row->value);
      override->edit->to = (guint) row->place;
      g_ptr_array_add (overrides, override);
    }

  return overrides;
}

/* @but: the id of an override that is left out; 0: none. */
static GPtrArray *
edits_of (TwWorkspace  *workspace,
          gint64        scenario,
          gint64        but,
          GError      **error)
{
  g_autoptr (GPtrArray) overrides = tw_scenario_list_overrides (workspace, scenario, error);
  g_autoptr (GPtrArray) borrowed = g_ptr_array_new ();

  if (overrides == NULL)
    return NULL;

  for (guint i = 0; i < overrides->len; i++)
    {
      TwScenarioOverride *override = g_ptr_array_index (overrides, i);

      if (override->id != but)
        g_ptr_array_add (borrowed, override->edit);
    }

  return tw_program_edits_copy (borrowed);
}

GPtrArray *
tw_scenario_get_edits (TwWorkspace  *workspace,
                       gint64        scenario,
                       GError      **error)
{
  return edits_of (workspace, scenario, 0, error);
}

static TwProgramDocument *
apply (TwWorkspace  *workspace,
       gint64        version,
       GPtrArray    *edits,
       GError      **error)
{
  g_autoptr (TwProgramDocument) document = tw_program_version_load (workspace, version, NULL, error);
  g_autoptr (TwVocabulary) vocabulary = document == NULL ? NULL : tw_program_vocabulary_new (workspace, error);

  if (vocabulary == NULL)
    return NULL;

  return tw_program_edits_apply (document, edits, vocabulary, NULL, error);
}

TwProgramDocument *
tw_scenario_load_document (TwWorkspace  *workspace,
                           gint64        scenario,
                           GError      **error)
{
  g_autoptr (TwScenario) row = tw_scenario_load (workspace, scenario, error);
  g_autoptr (GPtrArray) edits = row == NULL ? NULL : tw_scenario_get_edits (workspace, scenario, error);

  return edits == NULL ? NULL : apply (workspace, row->version, edits, error);
}

/* ---- writing ---- */

/* (transfer full): @name without blanks around it, if it can be given to a scenario of @version. */
static char *
check_name (TwWorkspace  *workspace,
            gint64        version,
            gint64        scenario,
            const char   *name,
            GError      **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name != NULL ? name : ""));
  g_autoptr (GArray) rows = tw_scenario_rows_read (workspace, version, 0, error);

  if (rows == NULL)
    return NULL;
  if (trimmed[0] == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("A scenario needs a name."));
      return NULL;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const TwScenarioRow *row = &g_array_index (rows, TwScenarioRow, i);

      if (row->id != scenario && g_strcmp0 (row->name, trimmed) == 0)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                       _("This version has a scenario called “%s” already. Choose another name."), trimmed);
          return NULL;
        }
    }

  return g_steal_pointer (&trimmed);
}

static gboolean
write_edits (TwWorkspace  *workspace,
             gint64        scenario,
             GPtrArray    *edits,
             GError      **error)
{
  for (guint i = 0; i < edits->len; i++)
    {
      const TwProgramEdit *edit = g_ptr_array_index (edits, i);
      const TwOverrideRow row = {
        .kind = (char *) kinds[edit->kind],
        .path = edit->path,
        .value = edit->kind == TW_PROGRAM_EDIT_SET || edit->kind == TW_PROGRAM_EDIT_INSERT ? edit->json : NULL,
        .place = edit->to,
      };

      if (!tw_override_row_add (workspace, scenario, &row, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_scenario_create (TwWorkspace  *workspace,
                    gint64        version,
                    const char   *name,
                    const char   *notes,
                    GPtrArray    *edits,
                    gint64       *scenario,
                    GError      **error)
{
  g_autoptr (GPtrArray) none = tw_program_edits_new ();
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *label = NULL;
  g_autofree char *now = NULL;
  TwScenarioRow row = { .version = version, .notes = (char *) notes };
  gint64 id = 0;
  gboolean good;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  document = apply (workspace, version, edits != NULL ? edits : none, error);
  checked = document == NULL ? NULL : check_name (workspace, version, 0, name, error);
  if (checked == NULL)
    return FALSE;

  now = tw_workspace_now (workspace);
  row.name = checked;
  row.created_at = now;
  row.created_by = (char *) tw_workspace_get_user (workspace);
  label = g_strdup_printf (_("Created the scenario “%s”"), checked);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  good = tw_scenario_row_add (workspace, &row, &id, error)
         && write_edits (workspace, id, edits != NULL ? edits : none, error);
  if (good && scenario != NULL)
    *scenario = id;

  return tw_version_end_action (workspace, good, error);
}

gboolean
tw_scenario_rename (TwWorkspace  *workspace,
                    gint64        scenario,
                    const char   *name,
                    const char   *notes,
                    GError      **error)
{
  g_autoptr (TwScenario) old = tw_scenario_load (workspace, scenario, error);
  g_autofree char *checked = old == NULL ? NULL : check_name (workspace, old->version, scenario, name, error);
  g_autofree char *label = NULL;
  TwScenarioRow row = { .id = scenario, .notes = (char *) notes };

  if (checked == NULL)
    return FALSE;

  row.name = checked;
  label = g_strcmp0 (checked, old->name) == 0
            ? g_strdup_printf (_("Changed the notes of the scenario “%s”"), checked)
            : g_strdup_printf (_("Renamed the scenario “%s” to “%s”"), old->name, checked);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_scenario_row_update (workspace, &row, error), error);
}

gboolean
tw_scenario_duplicate (TwWorkspace  *workspace,
                       gint64        scenario,
                       const char   *name,
                       gint64       *copy,
                       GError      **error)
{
  g_autoptr (TwScenario) old = tw_scenario_load (workspace, scenario, error);
  g_autoptr (GPtrArray) edits = old == NULL ? NULL : tw_scenario_get_edits (workspace, scenario, error);

  return edits != NULL && tw_scenario_create (workspace, old->version, name, old->notes, edits, copy, error);
}

gboolean
tw_scenario_remove (TwWorkspace  *workspace,
                    gint64        scenario,
                    GError      **error)
{
  g_autoptr (TwScenario) old = tw_scenario_load (workspace, scenario, error);
  g_autofree char *label = NULL;

  if (old == NULL)
    return FALSE;

  label = g_strdup_printf (_("Removed the scenario “%s”"), old->name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_scenario_row_delete (workspace, scenario, error), error);
}

/* The override whose place @edit takes: the last one, where both set the same path. An earlier one may be what those after
 * it build on. */
static const TwScenarioOverride *
find_replaced (GPtrArray           *overrides,
               const TwProgramEdit *edit)
{
  for (guint i = overrides->len; i > 0 && edit->kind == TW_PROGRAM_EDIT_SET; i--)
    {
      const TwScenarioOverride *override = g_ptr_array_index (overrides, i - 1);

      if (override->edit->kind != TW_PROGRAM_EDIT_SET)
        return NULL;
      if (g_strcmp0 (override->edit->path, edit->path) == 0)
        return override;
    }

  return NULL;
}

static gboolean
write_override (TwWorkspace          *workspace,
                gint64                scenario,
                const TwProgramEdit  *edit,
                GError              **error)
{
  g_autoptr (GPtrArray) overrides = tw_scenario_list_overrides (workspace, scenario, error);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const TwScenarioOverride *replaced = overrides == NULL ? NULL : find_replaced (overrides, edit);

  if (overrides == NULL)
    return FALSE;
  if (replaced != NULL)
    {
      const TwOverrideRow row = { .id = replaced->id, .kind = (char *) kinds[edit->kind], .path = edit->path,
                                  .value = edit->json };

      return tw_override_row_update (workspace, &row, error);
    }

  g_ptr_array_add (one, (gpointer) edit);
  return write_edits (workspace, scenario, one, error);
}

gboolean
tw_scenario_add_overrides (TwWorkspace  *workspace,
                           gint64        scenario,
                           GPtrArray    *edits,
                           GError      **error)
{
  g_autoptr (TwScenario) row = tw_scenario_load (workspace, scenario, error);
  g_autoptr (GPtrArray) all = row == NULL ? NULL : tw_scenario_get_edits (workspace, scenario, error);
  g_autoptr (GPtrArray) more = tw_program_edits_copy (edits);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *label = NULL;
  gboolean good = TRUE;

  if (all == NULL)
    return FALSE;

  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (more, i));
  g_ptr_array_set_free_func (more, NULL);
  document = apply (workspace, row->version, all, error);
  if (document == NULL)
    return FALSE;

  label = g_strdup_printf (_("Changed the scenario “%s”"), row->name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  for (guint i = 0; good && i < edits->len; i++)
    good = write_override (workspace, scenario, g_ptr_array_index (edits, i), error);

  return tw_version_end_action (workspace, good, error);
}

gboolean
tw_scenario_remove_override (TwWorkspace  *workspace,
                             gint64        scenario,
                             gint64        override,
                             GError      **error)
{
  g_autoptr (TwScenario) row = tw_scenario_load (workspace, scenario, error);
  g_autoptr (GPtrArray) rest = row == NULL ? NULL : edits_of (workspace, scenario, override, error);
  g_autoptr (TwProgramDocument) document = rest == NULL ? NULL : apply (workspace, row->version, rest, error);
  g_autofree char *label = NULL;

  if (document == NULL)
    return FALSE;
  if (rest->len == row->n_overrides)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The scenario “%s” doesn't have this change any more. Undo may bring it back."),
                   row->name);
      return FALSE;
    }

  label = g_strdup_printf (_("Took a change out of the scenario “%s”"), row->name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_override_row_delete (workspace, override, error), error);
}

gboolean
tw_scenario_promote (TwWorkspace  *workspace,
                     gint64        scenario,
                     TwDate        from,
                     gint64       *draft,
                     GError      **error)
{
  g_autoptr (TwScenario) row = tw_scenario_load (workspace, scenario, error);
  g_autoptr (TwProgramDocument) document = row == NULL ? NULL : tw_scenario_load_document (workspace, scenario, error);
  g_autoptr (TwProgramDocument) dated = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwVocabulary) vocabulary = NULL;
  g_autofree char *day = tw_date_format (from);
  g_autofree char *label = NULL;

  if (document == NULL)
    return FALSE;

  tw_program_edits_set_text (edits, "/effective_from", day);
  if (json_object_has_member (json_node_get_object (tw_program_document_get_root (document)), "effective_to"))
    tw_program_edits_remove (edits, "/effective_to");
  vocabulary = tw_program_vocabulary_new (workspace, error);
  dated = vocabulary == NULL ? NULL : tw_program_edits_apply (document, edits, vocabulary, NULL, error);
  if (dated == NULL)
    return FALSE;

  label = g_strdup_printf (_("Made a draft of the scenario “%s”"), row->name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_program_version_import (workspace, dated, draft, error), error);
}
