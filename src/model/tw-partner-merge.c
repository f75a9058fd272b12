/* tw-partner-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-partner-merge-private.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-row-private.h"
#include "tw-row-store.h"
#include "tw-schema.h"
#include "tw-sql-private.h"

/* A column that points to partners. */
typedef struct
{
  char *table;
  char *column;
} Reference;

static void
reference_free (gpointer data)
{
  Reference *reference = data;

  g_free (reference->table);
  g_free (reference->column);
  g_free (reference);
}

void
tw_merge_move_free (TwMergeMove *move)
{
  g_free (move->table);
  g_free (move);
}

const TwEntity *
tw_merge_get_partner (void)
{
  return tw_entity_find ("partner");
}

static char *
read_title (TwMerge *merge,
            gint64  id)
{
  char *title = tw_entity_read_title (merge->workspace, tw_merge_get_partner (), id);

  return title != NULL ? title : g_strdup ("");
}

/* --- the schema --- */

static GPtrArray *
read_references (TwWorkspace  *workspace,
                 GError      **error)
{
  g_autoptr (GPtrArray) references = g_ptr_array_new_with_free_func (reference_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT m.name, f.\"from\" FROM sqlite_schema AS m"
                        " JOIN pragma_foreign_key_list (m.name) AS f"
                        " WHERE m.type = 'table' AND f.\"table\" = 'partner' ORDER BY 1, 2", error);
  if (query == NULL)
    return NULL;

  while (tw_query_step (query, &local))
    {
      Reference *reference = g_new0 (Reference, 1);

      reference->table = tw_query_dup_text (query, 0);
      reference->column = tw_query_dup_text (query, 1);
      g_ptr_array_add (references, reference);
    }

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&references);
}

/* The declared kinds of rows that stand in @table. */
static const TwEntity *
find_entity (const char *table,
             guint      *next)
{
  while (*next < tw_entity_count ())
    {
      const TwEntity *entity = tw_entity_nth ((*next)++);

      if (g_strcmp0 (entity->table, table) == 0)
        return entity;
    }

  return NULL;
}

static gboolean
run (TwMerge     *merge,
     const char  *sql,
     GError     **error)
{
  g_autoptr (TwQuery) query = tw_query_new (merge->workspace, sql, error);

  if (query == NULL)
    return FALSE;

  /* Not every statement names both. */
  if (strstr (sql, ":keep") != NULL)
    tw_query_bind_int (query, "keep", merge->keep);
  if (strstr (sql, ":other") != NULL)
    tw_query_bind_int (query, "other", merge->other);

  return tw_query_run (query, error);
}

static gint64
count_changes (TwMerge *merge)
{
  gint64 n = 0;

  tw_workspace_get_int (merge->workspace, "SELECT changes ()", &n, NULL);

  return n;
}

/* --- what stands in the way --- */

static gint64
count_rows (TwMerge    *merge,
            const char *sql,
            gint64      id)
{
  g_autoptr (TwQuery) query = tw_query_new (merge->workspace, sql, NULL);

  if (query == NULL)
    return 0;

  tw_query_bind_int (query, "id", id);

  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : 0;
}

static gboolean
check_statements (TwMerge *merge,
                  GError **error)
{
  static const char all[] = "SELECT count (*) FROM statement WHERE partner = :id";
  static const char approved[]
      = "SELECT count (*) FROM statement WHERE partner = :id AND state = 'approved'";
  gint64 of_other = count_rows (merge, all, merge->other);
  g_autofree char *other = NULL;
  g_autofree char *keep = NULL;

  if (of_other == 0)
    return TRUE;

  other = read_title (merge, merge->other);
  keep = read_title (merge, merge->keep);

  if (count_rows (merge, all, merge->keep) == 0)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("“%1$s” has statements that name it, “%2$s” has none. Keep “%1$s” and merge "
                   "“%2$s” into it."), other, keep);
  else if (count_rows (merge, approved, merge->other) > 0
           && count_rows (merge, approved, merge->keep) > 0)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("“%1$s” and “%2$s” both have approved statements, which can't change. Make one "
                   "part of the other instead, and end its agreement."), keep, other);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("“%1$s” and “%2$s” both have statements. Undo the calculation that made those "
                   "which aren't approved, merge, and calculate again."), keep, other);

  return FALSE;
}

/* A fact of a locked period, or behind a line of somebody's approved statement, keeps its partner. */
static gboolean
check_facts (TwMerge          *merge,
             const Reference  *reference,
             const TwEntity   *entity,
             GError          **error)
{
  const TwField *date = entity->date != NULL ? tw_entity_get_field (entity, entity->date) : NULL;
  g_autofree char *locked = NULL;
  g_autofree char *credited = NULL;
  g_autoptr (TwQuery) lock = NULL;
  g_autoptr (TwQuery) credit = NULL;

  if ((entity->flags & TW_ENTITY_FACT) == 0 || date == NULL)
    return TRUE;

  locked = g_strdup_printf ("SELECT l.period FROM \"%s\" AS t JOIN period_lock AS l"
                            " ON t.\"%s\" >= l.valid_from AND t.\"%s\" < l.valid_to"
                            " WHERE t.\"%s\" = :id LIMIT 1",
                            reference->table, date->column, date->column, reference->column);
  lock = tw_query_new (merge->workspace, locked, error);
  if (lock == NULL)
    return FALSE;

  tw_query_bind_int (lock, "id", merge->other);
  if (tw_query_step (lock, NULL))
    {
      g_autofree char *other = read_title (merge, merge->other);

      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("“%1$s” has %2$s in %3$s, which is locked, so that they can't move. Unlock the "
                     "period first, or merge the other one into “%1$s”."),
                   other, tw_entity_get_label (entity, TRUE), tw_query_text (lock, 0));
      return FALSE;
    }

  credited = g_strdup_printf ("SELECT DISTINCT c.fact FROM credit AS c JOIN fact_kind AS k"
                              " ON k.id = c.fact_kind AND k.name = :text WHERE c.fact IN"
                              " (SELECT id FROM \"%s\" WHERE \"%s\" = :id)",
                              reference->table, reference->column);
  credit = tw_query_new (merge->workspace, credited, error);
  if (credit == NULL)
    return FALSE;

  tw_query_bind_int (credit, "id", merge->other);
  tw_query_bind_text (credit, "text", entity->fact);
  while (tw_query_step (credit, NULL))
    {
      if (!tw_fact_guard_check (merge->workspace, entity, tw_query_int (credit, 0), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_reference (TwMerge          *merge,
                 const Reference  *reference,
                 GError          **error)
{
  const TwEntity *entity;
  guint next = 0;

  while ((entity = find_entity (reference->table, &next)) != NULL)
    {
      if (entity->fact != NULL && !check_facts (merge, reference, entity, error))
        return FALSE;
    }

  return TRUE;
}

/* --- moving --- */

static TwMergeMove *
get_move (TwMerge    *merge,
          const char *table)
{
  TwMergeMove *move;
  const TwEntity *entity;
  guint next = 0;

  for (guint i = 0; i < merge->moves->len; i++)
    {
      move = merge->moves->pdata[i];
      if (g_str_equal (move->table, table))
        return move;
    }

  entity = find_entity (table, &next);
  move = g_new0 (TwMergeMove, 1);
  move->table = g_strdup (table);
  move->label = entity != NULL ? tw_entity_get_label (entity, TRUE) : NULL;
  g_ptr_array_add (merge->moves, move);

  return move;
}

/* Of two spans for one time, one has to go: that of the partner which stays counts. */
static gboolean
drop_overlaps (TwMerge          *merge,
               const Reference  *reference,
               const TwEntity   *entity,
               GError          **error)
{
  g_auto (GStrv) names = entity->alone != NULL ? g_strsplit (entity->alone, " ", -1) : NULL;
  g_autoptr (GString) sql = g_string_new (NULL);

  if (names == NULL || !g_strv_contains ((const char *const *) names, "partner"))
    return TRUE;

  g_string_append_printf (sql,
                          "DELETE FROM \"%s\" AS t WHERE t.\"%s\" = :other AND EXISTS"
                          " (SELECT 1 FROM \"%s\" AS k WHERE k.\"%s\" = :keep"
                          " AND (k.valid_to IS NULL OR k.valid_to > t.valid_from)"
                          " AND (t.valid_to IS NULL OR t.valid_to > k.valid_from)",
                          reference->table, reference->column, reference->table,
                          reference->column);

  for (char **name = names; *name != NULL; name++)
    {
      const TwField *field = tw_entity_get_field (entity, *name);

      if (!g_str_equal (*name, "partner"))
        g_string_append_printf (sql, " AND k.\"%s\" IS t.\"%s\"", field->column, field->column);
    }

  g_string_append_c (sql, ')');
  if (!run (merge, sql->str, error))
    return FALSE;

  get_move (merge, reference->table)->dropped += count_changes (merge);

  return TRUE;
}

static gboolean
move_reference (TwMerge          *merge,
                const Reference  *reference,
                GError          **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) local = NULL;
  const TwEntity *entity;
  TwMergeMove *move;
  guint next = 0;

  while ((entity = find_entity (reference->table, &next)) != NULL)
    {
      if (!drop_overlaps (merge, reference, entity, error))
        return FALSE;
    }

  sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = :keep WHERE \"%s\" = :other",
                         reference->table, reference->column, reference->column);
  if (!run (merge, sql, &local))
    {
      move = get_move (merge, reference->table);
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   /* Translators: a kind of rows, then the reason. */
                   _("%1$s of both can't belong to one partner. Remove one of them first. (%2$s)"),
                   move->label != NULL ? move->label : reference->table, local->message);
      return FALSE;
    }

  move = get_move (merge, reference->table);
  move->moved += count_changes (merge);

  return TRUE;
}

/* A partner can't be part of itself: the one that stays goes up to where the other one was. */
static gboolean
free_parent (TwMerge *merge,
             GError **error)
{
  return run (merge,
              "UPDATE partner SET parent = nullif ((SELECT parent FROM partner WHERE id = :other), :keep)"
              " WHERE id = :keep AND parent = :other", error)
         && run (merge, "UPDATE partner SET parent = NULL WHERE id = :other AND parent = :keep",
                 error);
}

static gboolean
move_attributes (TwMerge *merge,
                 GError **error)
{
  return run (merge,
              "UPDATE attribute_value SET owner = :keep WHERE owner = :other"
              " AND attribute IN (SELECT id FROM attribute WHERE entity = 'partner')"
              " AND attribute NOT IN (SELECT attribute FROM attribute_value WHERE owner = :keep)",
              error)
         && run (merge,
                 "DELETE FROM attribute_value WHERE owner = :other"
                 " AND attribute IN (SELECT id FROM attribute WHERE entity = 'partner')",
                 error);
}

static gboolean
merge_one (TwMerge *merge,
           GError **error)
{
  if (!check_statements (merge, error))
    return FALSE;

  for (guint i = 0; i < merge->references->len; i++)
    {
      if (!check_reference (merge, merge->references->pdata[i], error))
        return FALSE;
    }

  if (!free_parent (merge, error))
    return FALSE;

  for (guint i = 0; i < merge->references->len; i++)
    {
      const Reference *reference = merge->references->pdata[i];

      /* What runs write follows their statements, of which there are none here. */
      if (tw_schema_is_recorded (reference->table) && !move_reference (merge, reference, error))
        return FALSE;
    }

  return move_attributes (merge, error)
         && run (merge, "DELETE FROM partner WHERE id = :other", error);
}

static GPtrArray *
read_rows (TwWorkspace   *workspace,
           gint64         keep,
           const gint64  *others,
           gsize          n_others,
           GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_row_unref);

  for (gsize i = 0; i <= n_others; i++)
    {
      TwRow *row = tw_row_read (workspace, tw_merge_get_partner (), i == 0 ? keep : others[i - 1], error);

      if (row == NULL)
        return NULL;

      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static char *
create_label (GPtrArray *rows)
{
  const char *name = tw_row_get (rows->pdata[0], "name")->text;

  if (rows->len == 2)
    /* Translators: what was done, for the history: the partner that went, the one that stays. */
    return g_strdup_printf (_("Merged partner “%1$s” into “%2$s”"),
                            tw_row_get (rows->pdata[1], "name")->text, name);

  return g_strdup_printf (_("Merged %1$u partners into “%2$s”"), rows->len - 1, name);
}

static gboolean
merge_all (TwMerge       *merge,
           const gint64  *others,
           gsize          n_others,
           GPtrArray     *rows,
           GHashTable    *choices,
           GError       **error)
{
  for (gsize i = 0; i < n_others; i++)
    {
      merge->other = others[i];

      if (merge->other == merge->keep)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("A partner can't be merged into itself. "
                                                "Choose two partners."));
          return FALSE;
        }

      if (!merge_one (merge, error))
        return FALSE;
    }

  return tw_merge_set_fields (merge, rows, choices, error);
}

gboolean
tw_partner_merge (TwWorkspace   *workspace,
                  gint64         keep,
                  const gint64  *others,
                  gsize          n_others,
                  GHashTable    *choices,
                  gboolean       trial,
                  GPtrArray    **moves,
                  GError       **error)
{
  TwMerge merge = { .workspace = workspace, .keep = keep };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) references = NULL;
  g_autoptr (GPtrArray) counted = NULL;
  g_autofree char *label = NULL;
  gboolean done;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (others != NULL && n_others > 0, FALSE);

  rows = read_rows (workspace, keep, others, n_others, error);
  references = rows != NULL ? read_references (workspace, error) : NULL;
  if (references == NULL)
    return FALSE;

  counted = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_merge_move_free);
  merge.references = references;
  merge.moves = counted;
  label = create_label (rows);

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  done = merge_all (&merge, others, n_others, rows, choices, error);

  if (!done || trial)
    tw_history_rollback (workspace);
  else
    done = tw_history_commit (workspace, 0, NULL, NULL, error);

  if (done && moves != NULL)
    *moves = g_steal_pointer (&counted);

  return done;
}
