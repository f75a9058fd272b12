/* tw-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-schema.h"

#include "tw-error.h"
#include "tw-store-resources.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RESOURCE_PREFIX "/io/github/tierwright/Tierwright/schema/"

/* What a person's tools may add without harm: statistics for the query planner. */
#define OWN_OBJECTS \
  "SELECT type, name, tbl_name, sql FROM sqlite_schema" \
  " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"

static const char * const scripts_1[] = {
  "0001-a-workspace.sql", "0001-b-programs.sql", "0001-c-facts.sql",
  "0001-d-runs.sql",      "0001-e-history.sql",  "0001-f-reports.sql",
  NULL,
};

static const char * const scripts_2[] = {
  "0002-a-investment.sql", "0002-b-plans.sql", "0002-c-pipeline.sql", "0002-d-window.sql",
  NULL,
};

static const char * const scripts_3[] = {
  "0003-a-scenarios.sql", "0003-b-qualification.sql", "0003-c-registers.sql", "0003-d-design.sql",
  NULL,
};

static const TwMigration migrations_of_program[] = {
  { 1, scripts_1 },
  { 2, scripts_2 },
  { 3, scripts_3 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations_of_program) == TW_WORKSPACE_SCHEMA_VERSION);

/* Written by imports, runs and history as a whole, or never after creation. */
static const char * const unrecorded[] = {
  "batch",   "batch_locator", "control_total", "reject",    "run",    "line",    "window_step", "exclusion",
  "balance", "tier_review",   "fact_kind",     "reason",    "history", "search",  NULL,
};

const TwMigration *
tw_schema_migrations (guint *n)
{
  *n = G_N_ELEMENTS (migrations_of_program);

  return migrations_of_program;
}

gboolean
tw_schema_is_recorded (const char *table)
{
  return !g_strv_contains (unrecorded, table) && !g_str_has_prefix (table, "sqlite_")
         && !g_str_has_prefix (table, "search_");
}

static gboolean
run_script (sqlite3     *db,
            const char  *path,
            const char  *name,
            GError     **error)
{
  g_autofree char *resource = g_strconcat (RESOURCE_PREFIX, name, NULL);
  g_autoptr (GBytes) script = NULL;

  /* Naming our own resource links it; looking among all lets a test bring migrations of its own. */
  g_resources_register (tw_store_get_resource ());
  script = g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (script == NULL)
    return FALSE;

  /* Resources end in a zero byte that doesn't count. */
  return tw_connection_exec (db, path, g_bytes_get_data (script, NULL), error);
}

gboolean
tw_schema_migrate (sqlite3            *db,
                   const char         *path,
                   const TwMigration  *migrations,
                   guint               n,
                   int                 from,
                   GError            **error)
{
  g_autofree char *version = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (migrations[i].number <= from)
        continue;

      for (guint s = 0; migrations[i].scripts[s] != NULL; s++)
        {
          if (!run_script (db, path, migrations[i].scripts[s], error))
            return FALSE;
        }
    }

  version = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d",
                             migrations[n - 1].number, TW_WORKSPACE_APPLICATION_ID);

  return tw_connection_exec (db, path, version, error);
}

/* What migrations make: "type name" -> "table\nsql". */
static GHashTable *
read_objects (sqlite3     *db,
              const char  *path,
              GError     **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (db, OWN_OBJECTS, -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      while ((status = sqlite3_step (statement)) == SQLITE_ROW)
        {
          const char *type = (const char *) sqlite3_column_text (statement, 0);
          const char *name = (const char *) sqlite3_column_text (statement, 1);
          const char *table = (const char *) sqlite3_column_text (statement, 2);
          const char *sql = (const char *) sqlite3_column_text (statement, 3);

          g_hash_table_insert (objects, g_strdup_printf ("%s %s", type, name),
                               g_strdup_printf ("%s\n%s", table, sql != NULL ? sql : ""));
        }
    }
  if (status != SQLITE_DONE)
    tw_connection_set_error (db, path, status, error);
  sqlite3_finalize (statement);

  return status == SQLITE_DONE ? g_steal_pointer (&objects) : NULL;
}

static GHashTable *
make_expected (const TwMigration  *migrations,
               guint               n,
               GError            **error)
{
  sqlite3 *db = NULL;
  GHashTable *objects = NULL;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK
      && tw_schema_migrate (db, ":memory:", migrations, n, 0, error))
    objects = read_objects (db, ":memory:", error);
  sqlite3_close (db);

  return objects;
}

/* The current schema is asked for on every open: it is made once per process and kept. */
static GHashTable *
get_expected (const TwMigration  *migrations,
              guint               n,
              GError            **error)
{
  static GMutex mutex;
  static GHashTable *current;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (migrations != migrations_of_program || n != G_N_ELEMENTS (migrations_of_program))
    return make_expected (migrations, n, error);

  if (current == NULL)
    current = make_expected (migrations, n, error);

  return current != NULL ? g_hash_table_ref (current) : NULL;
}

static const char *
kind_of_object (const char *type)
{
  if (g_str_has_prefix (type, "trigger "))
    return _("trigger");
  if (g_str_has_prefix (type, "index "))
    return _("index");
  if (g_str_has_prefix (type, "view "))
    return _("view");

  return _("table");
}

static gboolean
refuse_foreign (GHashTable  *found,
                GHashTable  *expected,
                const char  *path,
                GError     **error)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (found), (GCompareFunc) strcmp);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;
      g_autofree char *name = NULL;

      if (g_hash_table_contains (expected, key))
        continue;

      /* A damaged file can hold anything. */
      name = g_utf8_make_valid (strchr (key, ' ') + 1, -1);
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” holds the %s “%s”, which isn't part of a workspace and could change "
                      "what it says. "
                      "Remove it with the tool that added it, then open the file again."),
                   path, kind_of_object (key), name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
refuse_missing (GHashTable  *found,
                GHashTable  *expected,
                const char  *path,
                GError     **error)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (expected), (GCompareFunc) strcmp);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;
      const char *there = g_hash_table_lookup (found, key);

      if (g_strcmp0 (there, g_hash_table_lookup (expected, key)) == 0)
        continue;

      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   there == NULL
                     ? _("“%s” lacks the %s “%s” of a workspace. Open a copy of it.")
                     : _("In “%s” the %s “%s” isn't the one of a workspace. Open a copy of it."),
                   path, kind_of_object (key), strchr (key, ' ') + 1);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_schema_compare (sqlite3            *db,
                   const char         *path,
                   const TwMigration  *migrations,
                   guint               n,
                   GError            **error)
{
  g_autoptr (GHashTable) expected = get_expected (migrations, n, error);
  g_autoptr (GHashTable) found = NULL;

  if (expected == NULL)
    return FALSE;

  found = read_objects (db, path, error);

  return found != NULL && refuse_foreign (found, expected, path, error)
         && refuse_missing (found, expected, path, error);
}
