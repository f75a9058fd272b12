/* tw-verify-walk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-query.h"
#include "tw-verify-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  TwWorkspace *copy;
  TwNames     *names;
  GPtrArray   *findings;
  JsonArray   *removed;  /* objects {"table":[first,last]}: ids that undone imports took away */
  const char  *label;    /* of the entry that is walked back */
} Walk;

static gboolean
was_removed (Walk               *walk,
             const TwChangedRow *row)
{
  for (guint i = 0; i < json_array_get_length (walk->removed); i++)
    {
      JsonObject *spans = json_array_get_object_element (walk->removed, i);
      JsonArray *span = NULL;

      if (json_object_has_member (spans, row->table))
        span = json_object_get_array_member (spans, row->table);
      if (span != NULL && row->id >= json_array_get_int_element (span, 0)
          && row->id <= json_array_get_int_element (span, 1))
        return TRUE;
    }

  return FALSE;
}

static char *
column_name (Walk       *walk,
             const char *table,
             int         column)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE cid = %d", table, column);
  char *name = tw_workspace_get_text (walk->copy, sql, NULL);

  return name != NULL ? name : g_strdup_printf ("%d", column);
}

/* How much of a long value is shown: a little before the place where it differs, and what follows. */
#define SHOWN_BEFORE 16
#define SHOWN        60

static const char *
text_or_empty (sqlite3_value *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  return text != NULL ? text : _("empty");
}

static char *
excerpt (const char *text,
         gsize       differs)
{
  const char *from = text;
  g_autofree char *cut = NULL;

  if (g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) > SHOWN && differs > SHOWN_BEFORE)
    {
      from = text + differs - SHOWN_BEFORE;
      while (from > text && (*from & 0xc0) == 0x80)
        from--;
    }
  cut = g_utf8_validate (from, -1, NULL) ? g_utf8_substring (from, 0, MIN (SHOWN, g_utf8_strlen (from, -1)))
                                         : g_strdup ("?");

  return g_strconcat (from > text ? "…" : "", cut, strlen (cut) < strlen (from) ? "…" : "", NULL);
}

/* "amount is 5 instead of 3": the first field that isn't what history left. */
static char *
describe_difference (Walk               *walk,
                     const TwChangedRow *row)
{
  for (int i = 0; i < row->n_columns; i++)
    {
      sqlite3_value *expected = NULL;
      sqlite3_value *found = NULL;

      sqlite3changeset_old (row->iter, i, &expected);
      sqlite3changeset_conflict (row->iter, i, &found);
      if (expected == NULL || found == NULL)
        continue;

      if (sqlite3_value_type (expected) != sqlite3_value_type (found)
          || g_strcmp0 ((const char *) sqlite3_value_text (expected),
                        (const char *) sqlite3_value_text (found))
               != 0)
        {
          g_autofree char *name = column_name (walk, row->table, i);
          const char *a = text_or_empty (found);
          const char *b = text_or_empty (expected);
          gsize differs = 0;
          g_autofree char *is = NULL;
          g_autofree char *was = NULL;

          while (a[differs] != '\0' && a[differs] == b[differs])
            differs++;
          is = excerpt (a, differs);
          was = excerpt (b, differs);

          return g_strdup_printf (_("%s is %s instead of %s"), name, is, was);
        }
    }

  return g_strdup (_("it is not as it was left"));
}

/* What people call the row: an update's changeset carries the changed columns alone, so the copy is asked. */
static char *
row_name (Walk               *walk,
          const TwChangedRow *row)
{
  g_autofree char *sql = NULL;
  g_autofree char *statement = NULL;
  const char *name = NULL;

  if (g_str_equal (row->table, "statement") || g_str_equal (row->table, "adjustment"))
    {
      sql = g_strdup_printf ("SELECT s.period || '/' || g.name || '/' || p.external_id FROM %s AS s"
                             " JOIN program AS g ON g.id = s.program JOIN partner AS p ON p.id = s.partner"
                             " WHERE s.id = %" G_GINT64_FORMAT, row->table, row->id);
      name = statement = tw_workspace_get_text (walk->copy, sql, NULL);
    }
  else if (row->operation == SQLITE_UPDATE)
    name = tw_names_get (walk->names, row->table, row->id);

  return name == NULL ? tw_changed_row_name (row)
                      : g_strdup_printf ("%s “%s” (%" G_GINT64_FORMAT ")", row->table, name, row->id);
}

static int
on_conflict (void                   *user_data,
             int                     kind,
             sqlite3_changeset_iter *iter)
{
  Walk *walk = user_data;
  TwChangedRow row;
  g_autofree char *name = NULL;
  char *path;

  if (kind == SQLITE_CHANGESET_FOREIGN_KEY || !tw_changed_row_read (iter, &row)
      || (kind == SQLITE_CHANGESET_NOTFOUND && was_removed (walk, &row)))
    return SQLITE_CHANGESET_OMIT;

  /* Statements go with a replaced run; that one is missing where its run stands, the run's digest
   * says. */
  if (kind == SQLITE_CHANGESET_NOTFOUND && g_str_equal (row.table, "statement"))
    return SQLITE_CHANGESET_OMIT;

  name = row_name (walk, &row);
  path = g_strdup_printf ("%s/%" G_GINT64_FORMAT, row.table, row.id);
  if (kind == SQLITE_CHANGESET_DATA)
    {
      g_autofree char *difference = describe_difference (walk, &row);

      tw_verify_add (walk->findings, "V-ROW", path,
                     g_strdup_printf (_("%s was changed outside the program: %s after “%s”."),
                                      name, difference, walk->label));
      return SQLITE_CHANGESET_REPLACE;
    }

  if (kind == SQLITE_CHANGESET_NOTFOUND)
    tw_verify_add (walk->findings, "V-ROW", path,
                   g_strdup_printf (_("%s was removed outside the program after “%s”."), name,
                                    walk->label));
  else
    tw_verify_add (walk->findings, "V-ROW", path,
                   g_strdup_printf (_("%s is in the way of what history says, so it was added or "
                                       "changed outside the "
                                       "program after “%s”."),
                                    name, walk->label));

  return kind == SQLITE_CHANGESET_CONFLICT ? SQLITE_CHANGESET_REPLACE : SQLITE_CHANGESET_OMIT;
}

static JsonArray *
read_removed (TwWorkspace  *copy,
              GError      **error)
{
  g_autoptr (JsonArray) removed = json_array_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (copy,
                        "SELECT content FROM history WHERE kind = 'undo' AND content IS NOT NULL",
                        error);
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local_error))
    {
      g_autoptr (JsonNode) node = json_from_string (tw_query_text (query, 0), NULL);
      JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                             ? json_node_get_object (node)
                             : NULL;

      if (object != NULL && json_object_has_member (object, "removed"))
        json_array_add_object_element (removed,
                                       json_object_ref (
                                         json_object_get_object_member (object, "removed")));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&removed);
}

static gboolean
walk_entry (Walk     *walk,
            gint64    id,
            GBytes   *changes,
            GError  **error)
{
  g_autoptr (GBytes) inverted = tw_changeset_invert (changes, NULL);
  gsize size = 0;
  gconstpointer data;
  int status;

  if (inverted == NULL)
    {
      tw_verify_add (walk->findings, "V-CHAIN", g_strdup_printf ("history/%" G_GINT64_FORMAT, id),
                     g_strdup_printf (_("The recorded change of history entry %" PRId64
                                         " “%s” can't be read."),
                                      id, walk->label));
      return TRUE;
    }

  data = g_bytes_get_data (inverted, &size);
  status = sqlite3changeset_apply (walk->copy->db, (int) size, (void *) data, NULL, on_conflict,
                                   walk);
  if (status != SQLITE_OK)
    tw_connection_set_error (walk->copy->db, walk->copy->path, status, error);

  return status == SQLITE_OK;
}

static gboolean
forget_table (const TwChangedRow *row,
              gpointer            user_data)
{
  tw_names_forget (user_data, row->table);

  return TRUE;
}

/* The entry on which the query stands, which is then reset: what it added is as it was then; then
 * its changes are taken back. */
static gboolean
step_back (Walk     *walk,
           TwQuery  *query,
           GError  **error)
{
  g_autoptr (GBytes) changes = tw_query_blob (query, 2);
  TwHistoryKind kind = tw_history_kind_from_string (tw_query_text (query, 3));
  g_autofree char *label = tw_query_dup_text (query, 1);
  g_autofree char *content = tw_query_dup_text (query, 5);
  gint64 id = tw_query_int (query, 0);
  gint64 reference = tw_query_int (query, 4);
  gboolean stands = tw_query_int (query, 6) != 0;
  gboolean ok = TRUE;

  /* Applying a change may roll back to a savepoint, which ends every query that is under way. */
  tw_query_reset (query);
  walk->label = label;
  if (stands && kind == TW_HISTORY_IMPORT)
    ok = tw_verify_batch (walk->copy, walk->names, reference, walk->label, content, walk->findings,
                          error);
  else if (stands && kind == TW_HISTORY_RUN)
    ok = tw_verify_run (walk->copy, walk->names, reference, walk->label, content, walk->findings,
                        error);

  if (!ok || changes == NULL)
    return ok;

  return walk_entry (walk, id, changes, error)
         && (tw_changeset_foreach (changes, forget_table, walk->names, NULL) || TRUE);
}

gboolean
tw_verify_walk (TwWorkspace  *copy,
                TwNames      *names,
                gint64        floor,
                GPtrArray    *findings,
                GError      **error)
{
  g_autoptr (JsonArray) removed = read_removed (copy, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;
  Walk walk = { copy, names, findings, removed, NULL };

  if (removed == NULL)
    return FALSE;

  query = tw_query_new (
    copy,
    "SELECT h.id, h.label, h.changes, h.kind, h.reference, h.content, NOT EXISTS"
    " (SELECT 1 FROM history AS u WHERE u.kind = 'undo' AND u.reverts = h.id)"
    " FROM history AS h WHERE h.id > :floor AND h.id < :before ORDER BY h.id DESC LIMIT 1",
    error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "floor", floor);
  tw_query_bind_int (query, "before", G_MAXINT64);
  while (tw_query_step (query, &local_error))
    {
      gint64 id = tw_query_int (query, 0);

      if (!step_back (&walk, query, error))
        return FALSE;
      tw_query_bind_int (query, "floor", floor);
      tw_query_bind_int (query, "before", id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}
