/* tw-history-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-history-private.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

/* The first row that stood in the way. */
typedef struct
{
  char   *table;
  char   *name;
  gint64  id;
  int     kind;  /* SQLITE_CHANGESET_…, 0: none */
} Obstacle;

static int
on_conflict (void                   *user_data,
             int                     kind,
             sqlite3_changeset_iter *iter)
{
  Obstacle *obstacle = user_data;
  TwChangedRow row;

  if (obstacle->kind != 0)
    return SQLITE_CHANGESET_ABORT;

  obstacle->kind = kind;
  if (kind != SQLITE_CHANGESET_FOREIGN_KEY && tw_changed_row_read (iter, &row))
    {
      obstacle->table = g_strdup (row.table);
      obstacle->id = row.id;
      obstacle->name = tw_changed_row_name (&row);
    }

  return SQLITE_CHANGESET_ABORT;
}

static gboolean
find_row (const TwChangedRow *row,
          gpointer            user_data)
{
  Obstacle *wanted = user_data;

  if (row->id == wanted->id && g_str_equal (row->table, wanted->table))
    wanted->kind = -1;

  return wanted->kind != -1;
}

/* The newest entry after @since that touched the row, as text: “Changed the rate” (2026-01-01). */
static char *
find_culprit (TwWorkspace    *workspace,
              const Obstacle *obstacle,
              gint64          since)
{
  g_autoptr (TwQuery) query = NULL;

  if (obstacle->table == NULL)
    return NULL;

  query =
    tw_query_new (workspace,
                  "SELECT label, at, changes FROM history WHERE id > :since AND changes IS NOT NULL"
                  " ORDER BY id DESC",
                  NULL);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "since", since);
  while (tw_query_step (query, NULL))
    {
      g_autoptr (GBytes) changes = tw_query_blob (query, 2);
      Obstacle wanted = { obstacle->table, NULL, obstacle->id, 0 };

      tw_changeset_foreach (changes, find_row, &wanted, NULL);
      if (wanted.kind == -1)
        return g_strdup_printf ("“%s” (%s)", tw_query_text (query, 0), tw_query_text (query, 1));
    }

  return NULL;
}

/* Rows that point to what would go; inside the failed transaction they can still be asked for. */
static char *
find_dangling (TwWorkspace *workspace)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace, "SELECT \"table\", rowid FROM pragma_foreign_key_check LIMIT 5",
                        NULL);
  while (query != NULL && tw_query_step (query, NULL))
    {
      if (list->len > 0)
        g_string_append (list, ", ");
      g_string_append_printf (list, "%s %" G_GINT64_FORMAT, tw_query_text (query, 0),
                              tw_query_int (query, 1));
    }

  return list->len > 0 ? g_string_free (g_steal_pointer (&list), FALSE)
                       : g_strdup (_("other rows"));
}

static void
set_obstacle_error (TwWorkspace     *workspace,
                    const Obstacle  *obstacle,
                    const char      *dangling,
                    gint64           since,
                    GError         **error)
{
  g_autofree char *culprit = find_culprit (workspace, obstacle, since);

  if (obstacle->kind == SQLITE_CHANGESET_FOREIGN_KEY)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("This can't be taken back, because later rows depend on it: %s. Take those "
                    "back first."),
                 dangling);
  else if (obstacle->kind == SQLITE_CHANGESET_CONSTRAINT && culprit == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("This can't be taken back: %s is protected by something that was approved, "
                    "published or added since. Reopen or remove that first."),
                 obstacle->name != NULL ? obstacle->name : _("a row"));
  else if (culprit != NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("This can't be taken back, because %s was changed later: %s. Take that back "
                    "first."),
                 obstacle->name, culprit);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("This can't be taken back, because %s is no longer as it was left. Verify the "
                    "workspace to see "
                    "what happened."),
                 obstacle->name != NULL ? obstacle->name : _("a row"));
}

static int
on_conflict_with_list (void                   *user_data,
                       int                     kind,
                       sqlite3_changeset_iter *iter)
{
  gpointer *data = user_data;
  char **dangling = data[1];

  if (kind == SQLITE_CHANGESET_FOREIGN_KEY && *dangling == NULL)
    *dangling = find_dangling (data[2]);

  return on_conflict (data[0], kind, iter);
}

gboolean
tw_history_apply (TwWorkspace  *workspace,
                  GBytes       *changes,
                  gint64        since,
                  GBytes      **applied,
                  GError      **error)
{
  g_autofree char *dangling = NULL;
  g_autoptr (GBytes) recorded = NULL;
  Obstacle obstacle = { 0 };
  gpointer data[3] = { &obstacle, &dangling, workspace };
  sqlite3_session *session;
  gsize size = 0;
  gconstpointer bytes = g_bytes_get_data (changes, &size);
  int status;

  session = tw_recording_start (workspace, error);
  if (session == NULL)
    return FALSE;

  status = sqlite3changeset_apply (workspace->db, (int) size, (void *) bytes, NULL,
                                   on_conflict_with_list, data);
  if (status == SQLITE_OK)
    {
      recorded = tw_recording_finish (workspace, session, error);
      if (recorded != NULL && tw_changeset_equal (recorded, changes))
        *applied = g_steal_pointer (&recorded);
      else if (recorded != NULL)
        g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT,
                             _("This can't be taken back exactly, so nothing was changed. "
                               "Look in the history for what was changed since."));
      return *applied != NULL;
    }

  sqlite3session_delete (session);
  if (obstacle.kind != 0)
    set_obstacle_error (workspace, &obstacle, dangling, since, error);
  else
    tw_connection_set_error (workspace->db, workspace->path, status, error);
  g_free (obstacle.table);
  g_free (obstacle.name);

  return FALSE;
}
