/* tw-history-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-history-private.h"
#include "tw-query-rows.h"

#include <glib/gi18n-lib.h>

/* How many dependent rows a refusal names. */
#define MAX_NAMED 5

GStrv
tw_history_batch_tables (TwWorkspace  *workspace,
                         GError      **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT t.name FROM sqlite_schema AS t JOIN pragma_table_info (t.name) AS c"
                        " WHERE t.type = 'table' AND c.name = 'batch_row' ORDER BY t.name",
                        error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local_error))
    g_strv_builder_add (builder, tw_query_text (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_strv_builder_end (builder);
}

/* Adds up to MAX_NAMED "table id" of what @sql (with :id) finds. */
static gboolean
name_rows (TwWorkspace  *workspace,
           const char   *table,
           const char   *sql,
           gint64        id,
           GString      *list,
           GError      **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", id);
  for (int n = 0; n < MAX_NAMED && tw_query_step (query, &local_error); n++)
    g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", table,
                            tw_query_text (query, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Rows outside of the batch that point into it, one scan per reference. */
static gboolean
check_references (TwWorkspace  *workspace,
                  GStrv         tables,
                  gint64        batch,
                  GString      *list,
                  GError      **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT t.name, f.\"from\", f.\"table\" FROM sqlite_schema AS t"
                        " JOIN pragma_foreign_key_list (t.name) AS f"
                        " WHERE t.type = 'table' AND f.\"to\" = 'id' AND f.\"table\" <> 'batch' "
                        "ORDER BY 1, 2",
                        error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local_error))
    {
      const char *child = tw_query_text (query, 0);
      const char *column = tw_query_text (query, 1);
      const char *parent = tw_query_text (query, 2);
      const char *own = g_strv_contains ((const char * const *) tables, child)
                          ? " AND c.batch IS NOT :id"
                          : "";

      if (!g_strv_contains ((const char * const *) tables, parent))
        continue;
      g_ptr_array_add (names, g_strdup (child));
      g_ptr_array_add (checks,
                       g_strdup_printf ("SELECT c.id FROM \"%s\" AS c WHERE c.\"%s\" IN"
                                        " (SELECT id FROM \"%s\" WHERE batch = :id)%s",
                                        child, column, parent, own));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < checks->len; i++)
    {
      if (!name_rows (workspace, names->pdata[i], checks->pdata[i], batch, list, error))
        return FALSE;
    }

  return TRUE;
}

/* Calculations that saw a fact of the batch, and credits or attributes that later actions gave to
 * one. */
static gboolean
check_facts (TwWorkspace  *workspace,
             gint64        batch,
             GString      *list,
             GError      **error)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;
  gboolean ok = TRUE;

  query = tw_query_new (workspace, "SELECT table_name, group_concat (id) FROM fact_kind GROUP BY 1",
                        error);
  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local_error))
    {
      const char *table = tw_query_text (query, 0);
      const char *in = tw_query_text (query, 1);

      g_ptr_array_add (kinds,
                       g_strdup_printf ("SELECT DISTINCT r.period FROM \"%s\" AS f JOIN line AS l"
                                        " ON l.fact = f.id AND l.fact_kind IN (%s)"
                                        " JOIN statement AS s ON s.id = l.id >> 24 JOIN run AS r "
                                        "ON r.id = s.run"
                                        " WHERE f.batch = :id",
                                        table, in));
      g_ptr_array_add (kinds, g_strdup_printf ("SELECT DISTINCT r.period FROM exclusion AS x JOIN "
                                               "run AS r ON r.id = x.run"
                                               " WHERE x.fact_kind IN (%s) AND x.fact IN"
                                               " (SELECT id FROM \"%s\" WHERE batch = :id)",
                                               in, table));
      g_ptr_array_add (kinds, g_strdup_printf ("SELECT 'credit ' || c.id FROM credit AS c WHERE "
                                               "c.fact_kind IN (%s)"
                                               " AND c.batch IS NOT :id AND c.fact IN"
                                               " (SELECT id FROM \"%s\" WHERE batch = :id)",
                                               in, table));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; ok && i < kinds->len; i++)
    ok = name_rows (workspace, i % 3 == 2 ? _("row") : _("the calculation of"), kinds->pdata[i],
                    batch, list, error);

  return ok;
}

/* Edits that stand and touched a row of the batch. */
typedef struct
{
  TwWorkspace *workspace;
  GStrv        tables;
  gint64       batch;
  gboolean     found;
} Touched;

static gboolean
is_of_batch (const TwChangedRow *row,
             gpointer            user_data)
{
  Touched *touched = user_data;
  g_autofree char *sql = NULL;
  gint64 batch = 0;

  if (!g_strv_contains ((const char * const *) touched->tables, row->table))
    return TRUE;

  sql = g_strdup_printf ("SELECT batch FROM \"%s\" WHERE id = %" G_GINT64_FORMAT, row->table,
                         row->id);
  touched->found = tw_workspace_get_int (touched->workspace, sql, &batch, NULL)
                   && batch == touched->batch;

  return !touched->found;
}

static gboolean
check_edits (TwWorkspace  *workspace,
             GStrv         tables,
             gint64        entry,
             gint64        batch,
             GString      *list,
             GError      **error)
{
  g_autoptr (GHashTable) taken_back = tw_history_taken_back (workspace, entry, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (taken_back == NULL)
    return FALSE;

  /* Going back only takes away what came before it. */
  query = tw_query_new (
    workspace,
    "SELECT h.label, h.changes, h.id FROM history AS h WHERE h.id > :entry"
    " AND h.changes IS NOT NULL AND h.kind <> 'undo' AND h.kind <> 'redo' AND h.reverts IS NULL",
    error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "entry", entry);
  while (tw_query_step (query, &local_error))
    {
      g_autoptr (GBytes) changes = tw_query_blob (query, 1);
      gint64 id = tw_query_int (query, 2);
      Touched touched = { workspace, tables, batch, FALSE };

      if (g_hash_table_contains (taken_back, &id))
        continue;
      if (!tw_changeset_foreach (changes, is_of_batch, &touched, error))
        return FALSE;
      if (touched.found)
        g_string_append_printf (list, "%s“%s”", list->len > 0 ? ", " : "",
                                tw_query_text (query, 0));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* The ids that went, by table: {"removed":{"sale":[1,2000]}}. Ids are never used again, so a span
 * says enough. */
static gboolean
delete_rows (TwWorkspace  *workspace,
             GStrv         tables,
             gint64        batch,
             GString      *removed,
             GError      **error)
{
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *span = g_strdup_printf ("SELECT min (id) || ',' || max (id) FROM \"%s\" "
                                               "WHERE batch = %" G_GINT64_FORMAT,
                                               tables[i], batch);
      g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE batch = :id", tables[i]);
      g_autofree char *ids = tw_workspace_get_text (workspace, span, NULL);

      if (ids == NULL)
        continue;
      if (!tw_query_run_id (workspace, sql, batch, error)
          || !tw_search_refresh (workspace, tables[i], 0, error))
        return FALSE;
      g_string_append_printf (removed, "%s\"%s\":[%s]", removed->len > 0 ? "," : "", tables[i],
                              ids);
    }

  return TRUE;
}

gboolean
tw_history_remove_batch (TwWorkspace  *workspace,
                         gint64        entry,
                         gint64        batch,
                         char        **content,
                         GError      **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GString) removed = g_string_new (NULL);
  g_auto (GStrv) tables = tw_history_batch_tables (workspace, error);

  if (tables == NULL
      || !check_references (workspace, tables, batch, list, error)
      || !check_facts (workspace, batch, list, error)
      || !check_edits (workspace, tables, entry, batch, list, error))
    return FALSE;

  if (list->len > 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("This import can't be taken back, because later rows depend on it: %s. Take "
                      "those back first."),
                   list->str);
      return FALSE;
    }

  if (!delete_rows (workspace, tables, batch, removed, error)
      || !tw_query_run_id (workspace, "UPDATE batch SET undone = 1 WHERE id = :id", batch, error)
      || !tw_query_run_id (workspace, "DELETE FROM batch_locator WHERE batch = :id", batch, error))
    return FALSE;
  *content = g_strdup_printf ("{\"removed\":{%s}}", removed->str);

  return TRUE;
}

/* Runs ----------------------------------------------------------------------------------------- */

static gboolean
check_run (TwWorkspace  *workspace,
           gint64        run,
           GError      **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (!name_rows (workspace, _("the approved statement of"),
                  "SELECT p.name FROM statement AS s JOIN partner AS p ON p.id = s.partner"
                  " WHERE s.run = :id AND s.state = 'approved' ORDER BY p.external_id",
                  run, list, error)
      || !name_rows (workspace, _("the calculation of"),
                     "SELECT DISTINCT l.period FROM run AS r JOIN run AS l ON l.period_start > "
                     "r.period_end"
                     " JOIN statement AS s ON s.run = l.id"
                     " WHERE r.id = :id AND l.state = 'current' AND l.id > r.id AND EXISTS"
                     " (SELECT 1 FROM statement AS o WHERE o.run = r.id AND o.program = s.program "
                     "AND o.partner = s.partner)",
                     run, list, error))
    return FALSE;

  if (list->len > 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("This calculation can't be taken back, because something depends on it: %s. "
                      "Take that back "
                      "first."),
                   list->str);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_history_remove_run (TwWorkspace  *workspace,
                       gint64        run,
                       char        **content,
                       GError      **error)
{
  /* In this order each statement still finds what it needs. What the run replaced stands again: the
   * statements of the run before, and of a partner that this run calculated, the one it had, which
   * is older where runs in between kept it as approved. */
  static const char * const steps[] = {
    "UPDATE statement AS s SET state = 'calculated' WHERE s.state = 'replaced' AND s.run < :id"
    " AND s.period = (SELECT period FROM run WHERE id = :id)"
    " AND (s.run = (SELECT max (o.id) FROM run AS o JOIN run AS r ON o.period = r.period AND o.id < r.id"
    "  WHERE r.id = :id)"
    "  OR EXISTS (SELECT 1 FROM statement AS n WHERE n.run = :id AND n.partner = s.partner"
    "   AND n.program = s.program))"
    " AND NOT EXISTS (SELECT 1 FROM statement AS m WHERE m.partner = s.partner AND m.program = s.program"
    "  AND m.period = s.period AND m.run > s.run AND m.run < :id)",
    "DELETE FROM line WHERE id IN (SELECT l.id FROM statement AS s JOIN line AS l"
    " ON l.id >= s.id << 24 AND l.id < (s.id + 1) << 24 WHERE s.run = :id)",
    "DELETE FROM window_step WHERE statement IN (SELECT id FROM statement WHERE run = :id)",
    "DELETE FROM balance WHERE statement IN (SELECT id FROM statement WHERE run = :id)",
    "DELETE FROM exclusion WHERE run = :id",
    "DELETE FROM tier_review WHERE run = :id",
    "DELETE FROM statement WHERE run = :id",
    "UPDATE run SET state = 'current' WHERE id ="
    " (SELECT max (o.id) FROM run AS o JOIN run AS r ON o.period = r.period AND o.id < r.id WHERE r.id = :id)",
    "DELETE FROM run WHERE id = :id",
  };

  g_autofree char *span = NULL;
  g_autofree char *ids = NULL;

  if (!check_run (workspace, run, error))
    return FALSE;

  span = g_strdup_printf (
    "SELECT min (id) || ',' || max (id) FROM statement WHERE run = %" G_GINT64_FORMAT, run);
  ids = tw_workspace_get_text (workspace, span, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!tw_query_run_id (workspace, steps[i], run, error))
        return FALSE;
    }
  *content = ids != NULL
               ? g_strdup_printf ("{\"run\":%" G_GINT64_FORMAT ",\"removed\":{\"statement\":[%s]}}",
                                  run, ids)
               : g_strdup_printf ("{\"run\":%" G_GINT64_FORMAT "}", run);

  return TRUE;
}
