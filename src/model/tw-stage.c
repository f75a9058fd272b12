/* tw-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-stage.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-pipeline-sql.h"
#include "tw-query.h"
#include "tw-row-store.h"

static const char *const kinds[] = { "open", "won", "lost" };

/* First those without a stage, then the defined open ones, names in use, won and lost. */
static const char list_sql[] =
  "SELECT id, name, kind, probability, CASE kind"
  " WHEN 'open' THEN (SELECT count (*) FROM opportunity AS o WHERE o.status = 'open' AND o.stage = t.name AND " TW_SQL_DEAL_CURRENT ")"
  " ELSE (SELECT count (*) FROM opportunity AS o WHERE o.status = t.kind AND " TW_SQL_DEAL_CURRENT ") END, part, position"
  " FROM (SELECT id, name, kind, probability, position, CASE kind WHEN 'open' THEN 1 WHEN 'won' THEN 3 ELSE 4 END AS part"
  " FROM stage) AS t"
  " UNION ALL SELECT 0, o.stage, 'open', -1, count (*), iif (o.stage IS NULL, 0, 2), 0 FROM opportunity AS o"
  " WHERE o.status = 'open' AND NOT EXISTS (SELECT 1 FROM stage AS s WHERE s.kind = 'open' AND s.name = o.stage)"
  " AND " TW_SQL_DEAL_CURRENT " GROUP BY o.stage ORDER BY 6, 7, 2";

void
tw_stage_free (TwStage *stage)
{
  if (stage == NULL)
    return;
  g_free (stage->name);
  g_free (stage);
}

const char *
tw_stage_kind_to_string (TwStageKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind];
}

static TwStageKind
kind_from_text (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], text) == 0)
      return i;
  return TW_STAGE_OPEN;
}

GPtrArray *
tw_stages_read (TwWorkspace  *workspace,
                GError      **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_stage_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace, list_sql, error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    {
      TwStage *stage = g_new0 (TwStage, 1);

      stage->id = tw_query_int (query, 0);
      stage->name = tw_query_dup_text (query, 1);
      stage->kind = kind_from_text (tw_query_text (query, 2));
      stage->probability = tw_query_int (query, 3);
      stage->opportunities = tw_query_int (query, 4);
      g_ptr_array_add (stages, stage);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&stages);
}

char *
tw_stage_closing_name (TwWorkspace *workspace,
                       TwStageKind  kind)
{
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace, "SELECT name FROM stage WHERE kind = :kind ORDER BY position, id LIMIT 1", NULL);
  if (query != NULL)
    {
      tw_query_bind_text (query, "kind", tw_stage_kind_to_string (kind));
      if (tw_query_step (query, NULL))
        return tw_query_dup_text (query, 0);
    }
  return g_strdup (kind == TW_STAGE_WON ? "Won" : "Lost");
}

/* Writing -------------------------------------------------------------------------------------- */

static gboolean
set_number (TwRow       *row,
            const char  *field,
            gint64       number,
            GError     **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_number (&cell, number);
  return tw_row_set (row, field, &cell, error);
}

static gint64
last_open_position (TwWorkspace *workspace)
{
  gint64 last = 0;

  return tw_workspace_get_int (workspace, "SELECT max (position) FROM stage WHERE kind = 'open'", &last, NULL)
         && last != TW_QUERY_NULL ? last : 0;
}

/* Won and lost stay behind the open ones. */
static gboolean
push_closing (TwWorkspace  *workspace,
              gint64        from,
              GError      **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace, "UPDATE stage SET position = position + 1 WHERE kind <> 'open' AND position >= :from", error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "from", from);
  return tw_query_run (query, error);
}

static gboolean
add_row (TwWorkspace  *workspace,
         const char   *name,
         gint64        probability,
         GError      **error)
{
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("stage"));
  gint64 position = last_open_position (workspace) + 1;

  return tw_row_set_text (row, "name", name, error) && set_number (row, "probability", probability, error)
         && set_number (row, "position", position, error) && push_closing (workspace, position, error)
         && tw_row_save (row, NULL, error);
}

/* Ends an action as it went. */
static gboolean
finish (TwWorkspace  *workspace,
        gboolean      ok,
        GError      **error)
{
  if (ok)
    return tw_history_commit (workspace, 0, NULL, NULL, error);
  tw_history_rollback (workspace);
  return FALSE;
}

gboolean
tw_stage_add (TwWorkspace  *workspace,
              const char   *name,
              gint64        probability,
              GError      **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && name != NULL, FALSE);

  /* Translators: %s is the name of a stage of the pipeline. */
  label = g_strdup_printf (_("Added stage “%s”"), name);
  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error)
         && finish (workspace, add_row (workspace, name, probability, error), error);
}

/* (transfer full) (element-type gint64): the open opportunities of a stage. */
static GArray *
open_in_stage (TwWorkspace  *workspace,
               const char   *name,
               GError      **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwQuery) query =
    tw_query_new (workspace, "SELECT id FROM opportunity WHERE status = 'open' AND stage = :name", error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "name", name);
  while (tw_query_step (query, &local))
    {
      gint64 id = tw_query_int (query, 0);

      g_array_append_val (ids, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean
rename_facts (TwWorkspace  *workspace,
              const char   *before,
              const char   *name,
              GError      **error)
{
  g_autoptr (GArray) ids = open_in_stage (workspace, before, error);

  if (ids == NULL)
    return FALSE;
  return ids->len == 0
         || tw_rows_set_field (workspace, tw_entity_find ("opportunity"), (gint64 *) ids->data, ids->len, "stage",
                               name, NULL, error);
}

static gboolean
edit_row (TwWorkspace  *workspace,
          gint64        id,
          const char   *name,
          gint64        probability,
          GError      **error)
{
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("stage"), id, error);
  g_autofree char *before = row != NULL ? tw_row_get_text (row, "name") : NULL;
  gboolean open;

  if (row == NULL)
    return FALSE;
  open = g_strcmp0 (tw_row_get (row, "kind")->text, "open") == 0;
  if (!tw_row_set_text (row, "name", name, error)
      || (open && !set_number (row, "probability", probability, error)) || !tw_row_save (row, NULL, error))
    return FALSE;
  return !open || g_str_equal (before, name) || rename_facts (workspace, before, name, error);
}

gboolean
tw_stage_edit (TwWorkspace  *workspace,
               gint64        id,
               const char   *name,
               gint64        probability,
               GError      **error)
{
  g_autofree char *label = NULL;
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && name != NULL, FALSE);

  stripped = g_strstrip (g_strdup (name));
  label = g_strdup_printf (_("Changed stage “%s”"), stripped);
  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error)
         && finish (workspace, edit_row (workspace, id, stripped, probability, error), error);
}

static gboolean
swap (TwWorkspace  *workspace,
      TwRow        *row,
      int           steps,
      GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (TwRow) other = NULL;
  gint64 position = tw_row_get (row, "position")->number;
  gint64 id = 0;

  query = tw_query_new (workspace,
                        steps < 0 ? "SELECT id FROM stage WHERE kind = 'open' AND position < :p ORDER BY position DESC LIMIT 1"
                                  : "SELECT id FROM stage WHERE kind = 'open' AND position > :p ORDER BY position LIMIT 1",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "p", position);
  if (tw_query_step (query, NULL))
    id = tw_query_int (query, 0);
  tw_query_reset (query);
  if (id == 0)
    return TRUE;
  other = tw_row_read (workspace, tw_entity_find ("stage"), id, error);
  return other != NULL && set_number (row, "position", tw_row_get (other, "position")->number, error)
         && set_number (other, "position", position, error) && tw_row_save (other, NULL, error)
         && tw_row_save (row, NULL, error);
}

gboolean
tw_stage_move (TwWorkspace  *workspace,
               gint64        id,
               int           steps,
               GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && steps != 0, FALSE);

  row = tw_row_read (workspace, tw_entity_find ("stage"), id, error);
  if (row == NULL)
    return FALSE;
  label = g_strdup_printf (_("Moved stage “%s”"), tw_row_get (row, "name")->text);
  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error)
         && finish (workspace, swap (workspace, row, steps, error), error);
}

gboolean
tw_stage_remove (TwWorkspace  *workspace,
                 gint64        id,
                 GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *label = NULL;
  const char *name;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = tw_row_read (workspace, tw_entity_find ("stage"), id, error);
  if (row == NULL)
    return FALSE;
  name = tw_row_get (row, "name")->text;
  if (g_strcmp0 (tw_row_get (row, "kind")->text, "open") != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” closes opportunities and can't be removed. Give it another name instead."), name);
      return FALSE;
    }
  ids = open_in_stage (workspace, name, error);
  if (ids == NULL)
    return FALSE;
  if (ids->len > 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   ngettext ("%u open opportunity is in the stage “%s”. Move it to another stage first.",
                             "%u open opportunities are in the stage “%s”. Move them to another stage first.", ids->len),
                   ids->len, name);
      return FALSE;
    }
  label = g_strdup_printf (_("Removed stage “%s”"), name);
  return tw_rows_delete (workspace, tw_entity_find ("stage"), &id, 1, label, error);
}
