/* tw-scenario-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-scenario-rows.h"

#include "tw-query-rows.h"

static void
clear_scenario (gpointer data)
{
  TwScenarioRow *row = data;

  g_free (row->program_name);
  g_free (row->name);
  g_free (row->notes);
  g_free (row->created_by);
  g_free (row->created_at);
}

static void
clear_override (gpointer data)
{
  TwOverrideRow *row = data;

  g_free (row->kind);
  g_free (row->path);
  g_free (row->value);
}

static void
fill_scenario (TwQuery  *query,
               gpointer  row)
{
  *(TwScenarioRow *) row = (TwScenarioRow){
    .id = tw_query_int (query, 0),
    .version = tw_query_int (query, 1),
    .program = tw_query_int (query, 2),
    .program_name = tw_query_dup_text (query, 3),
    .number = (int) tw_query_int (query, 4),
    .name = tw_query_dup_text (query, 5),
    .notes = tw_query_dup_text (query, 6),
    .created_by = tw_query_dup_text (query, 7),
    .created_at = tw_query_dup_text (query, 8),
    .n_overrides = (guint) tw_query_int (query, 9),
  };
}

GArray *
tw_scenario_rows_read (TwWorkspace  *workspace,
                       gint64        version,
                       gint64        scenario,
                       GError      **error)
{
  TwQuery *query =
    tw_query_new (workspace,
                  "SELECT s.id, s.version, p.id, p.name, v.number, s.name, s.notes, s.created_by, s.created_at, "
                  "(SELECT count(*) FROM scenario_override AS o WHERE o.scenario = s.id) "
                  "FROM scenario AS s JOIN program_version AS v ON v.id = s.version "
                  "JOIN program AS p ON p.id = v.program "
                  "WHERE (:version = 0 OR s.version = :version) AND (:scenario = 0 OR s.id = :scenario) "
                  "ORDER BY p.name, v.number, s.id",
                  error);

  if (query != NULL)
    {
      tw_query_bind_int (query, "version", version);
      tw_query_bind_int (query, "scenario", scenario);
    }

  return tw_query_collect (query, sizeof (TwScenarioRow), clear_scenario, fill_scenario, error);
}

static void
fill_override (TwQuery  *query,
               gpointer  row)
{
  *(TwOverrideRow *) row = (TwOverrideRow){
    .id = tw_query_int (query, 0),
    .kind = tw_query_dup_text (query, 1),
    .path = tw_query_dup_text (query, 2),
    .value = tw_query_dup_text (query, 3),
    .place = tw_query_is_null (query, 4) ? 0 : tw_query_int (query, 4),
  };
}

GArray *
tw_override_rows_read (TwWorkspace  *workspace,
                       gint64        scenario,
                       GError      **error)
{
  TwQuery *query = tw_query_new (workspace,
                                 "SELECT id, kind, path, value, place FROM scenario_override WHERE scenario = :scenario "
                                 "ORDER BY position, id",
                                 error);

  if (query != NULL)
    tw_query_bind_int (query, "scenario", scenario);

  return tw_query_collect (query, sizeof (TwOverrideRow), clear_override, fill_override, error);
}

gboolean
tw_scenario_row_add (TwWorkspace          *workspace,
                     const TwScenarioRow  *row,
                     gint64               *scenario,
                     GError              **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "INSERT INTO scenario (version, name, notes, created_by, created_at) "
                  "VALUES (:version, :name, :notes, :by, :at)",
                  error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "version", row->version);
  tw_query_bind_text (query, "name", row->name);
  tw_query_bind_text (query, "notes", row->notes);
  tw_query_bind_text (query, "by", row->created_by);
  tw_query_bind_text (query, "at", row->created_at);
  if (!tw_query_run (query, error))
    return FALSE;

  *scenario = tw_workspace_last_id (workspace);
  return TRUE;
}

gboolean
tw_scenario_row_update (TwWorkspace          *workspace,
                        const TwScenarioRow  *row,
                        GError              **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace, "UPDATE scenario SET name = :name, notes = :notes WHERE id = :id", error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "name", row->name);
  tw_query_bind_text (query, "notes", row->notes);
  tw_query_bind_int (query, "id", row->id);

  return tw_query_run (query, error);
}

gboolean
tw_scenario_row_delete (TwWorkspace  *workspace,
                        gint64        scenario,
                        GError      **error)
{
  return tw_query_run_id (workspace, "DELETE FROM scenario_override WHERE scenario = :id", scenario, error)
         && tw_query_run_id (workspace, "DELETE FROM scenario WHERE id = :id", scenario, error);
}

static void
bind_override (TwQuery             *query,
               const TwOverrideRow *row)
{
  tw_query_bind_text (query, "kind", row->kind);
  tw_query_bind_text (query, "path", row->path);
  tw_query_bind_text (query, "value", row->value);
  if (g_strcmp0 (row->kind, "move") == 0)
    tw_query_bind_int (query, "place", row->place);
}

gboolean
tw_override_row_add (TwWorkspace          *workspace,
                     gint64                scenario,
                     const TwOverrideRow  *row,
                     GError              **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "INSERT INTO scenario_override (scenario, position, kind, path, value, place) "
                  "SELECT :scenario, coalesce (max (position), 0) + 1, :kind, :path, :value, :place "
                  "FROM scenario_override WHERE scenario = :scenario",
                  error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "scenario", scenario);
  bind_override (query, row);

  return tw_query_run (query, error);
}

gboolean
tw_override_row_update (TwWorkspace          *workspace,
                        const TwOverrideRow  *row,
                        GError              **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "UPDATE scenario_override SET kind = :kind, path = :path, value = :value, place = :place "
                  "WHERE id = :id",
                  error);

  if (query == NULL)
    return FALSE;
  bind_override (query, row);
  tw_query_bind_int (query, "id", row->id);

  return tw_query_run (query, error);
}

gboolean
tw_override_row_delete (TwWorkspace  *workspace,
                        gint64        override,
                        GError      **error)
{
  return tw_query_run_id (workspace, "DELETE FROM scenario_override WHERE id = :id", override, error);
}
