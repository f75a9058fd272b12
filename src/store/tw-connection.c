/* tw-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-error.h"
#include "tw-workspace-private.h"

#include <glib/gi18n-lib.h>

/* How long a statement waits for another program that writes. */
#define BUSY_TIMEOUT_MS 5000

/* Between two looks at a cancellable, in SQLite's own instructions. */
#define PROGRESS_STEPS 20000

static const struct
{
  int id;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 512 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024 },
  { SQLITE_LIMIT_COLUMN, 200 },
  { SQLITE_LIMIT_EXPR_DEPTH, 200 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 60 },
  { SQLITE_LIMIT_VDBE_OP, 500000 },
  { SQLITE_LIMIT_FUNCTION_ARG, TW_QUERY_MAX_EACH },
  { SQLITE_LIMIT_ATTACHED, 2 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 2000 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 10000 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
};

static const struct
{
  int option;
  int value;
} options[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 1 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
};

static void
set_constraint_error (sqlite3  *db,
                      GError  **error)
{
  g_autofree char *message = g_utf8_make_valid (sqlite3_errmsg (db), -1);

  /* Guard triggers speak for themselves; for the rest, say that the file kept its rules. */
  if (sqlite3_extended_errcode (db) == SQLITE_CONSTRAINT_TRIGGER)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_CONFLICT, message);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace refuses the change, because a rule of its tables would be "
                    "broken (%s). "
                    "Nothing was changed."),
                 message);
}

static void
set_file_error (const char  *path,
                int          status,
                const char  *message,
                GError     **error)
{
  switch (status & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("Another program is writing to “%s”. Close it there, or try again in a "
                      "moment."),
                   path);
      break;
    case SQLITE_FULL:
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("The disk with “%s” is full. Nothing was changed; make room and try again."),
                   path);
      break;
    case SQLITE_READONLY:
      if (status == SQLITE_READONLY_DBMOVED)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                       _("“%s” was moved, renamed or deleted while it was open. Nothing was changed; save a copy, or put "
                         "it back."),
                       path);
          break;
        }
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” can only be read, because the file or its folder is write-protected. "
                      "Save a copy "
                      "elsewhere to change it."),
                   path);
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” can't be opened. Check that the file exists and that you may read it."),
                   path);
      break;
    case SQLITE_NOTADB:
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("“%s” is no workspace, or its beginning is damaged. Open a copy of it."),
                   path);
      break;
    case SQLITE_CORRUPT:
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("“%s” is damaged (%s). It was left as it is; open a copy of it."), path,
                   message);
      break;
    default:
      g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                   _("“%s” can't be read or written (%s). Check the disk, then try again."), path,
                   message);
      break;
    }
}

void
tw_connection_set_error (sqlite3     *db,
                         const char  *path,
                         int          status,
                         GError     **error)
{
  /* It may quote what stands in a damaged file. */
  g_autofree char *message = g_utf8_make_valid (sqlite3_errmsg (db), -1);

  switch (status & 0xff)
    {
    case SQLITE_CONSTRAINT:
      set_constraint_error (db, error);
      break;
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED, _("The work was cancelled."));
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("A value is too large to be kept in “%s”. "
                                                "Enter a smaller one."),
                   path);
      break;
    case SQLITE_NOMEM:
      g_set_error_literal (error, TW_ERROR, TW_ERROR_FILE,
                           _("There is not enough memory. Nothing was changed."));
      break;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
      g_set_error (error, TW_ERROR, TW_ERROR_INTERNAL,
                   _("The database behind “%s” reports “%s”. Report this as a defect."),
                   path, message);
      break;
    default:
      set_file_error (path, status, message, error);
      break;
    }
}

static gboolean
configure (sqlite3     *db,
           const char  *path,
           GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (db, options[i].option, options[i].value, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].id, limits[i].value);

  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);

  /* What is overwritten anyway is zeroed; zeroing whole runs that are replaced would double their
   * cost. Sorting for an index may use the second core. */
  return tw_connection_exec (db, path,
                             "PRAGMA secure_delete = FAST; PRAGMA cell_size_check = ON; "
                             "PRAGMA threads = 2",
                             error);
}

static int
on_progress (gpointer user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

void
tw_connection_heed (sqlite3      *db,
                    GCancellable *cancellable)
{
  sqlite3_progress_handler (db, PROGRESS_STEPS, cancellable != NULL ? on_progress : NULL, cancellable);
}

gboolean
tw_connection_size (sqlite3     *db,
                    const char  *path,
                    GError     **error)
{
  return tw_connection_exec (db, path, "PRAGMA cache_size = -16000", error);
}

sqlite3 *
tw_connection_open (const char      *path,
                    TwConnectFlags   flags,
                    GError         **error)
{
  sqlite3 *db = NULL;
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = NULL;
  int status;

  uri = g_strdup_printf ("file:%s%s", escaped, flags & TW_CONNECT_IMMUTABLE ? "?immutable=1" : "");
  /* One thread at a time uses a connection (tw-workspace.h): a mutex around every binding of a
   * value would cost an import or a calculation a tenth of its time. */
  status = sqlite3_open_v2 (uri, &db,
                            (flags & TW_CONNECT_READ_ONLY ? SQLITE_OPEN_READONLY
                                                          : SQLITE_OPEN_READWRITE)
                              | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                            NULL);
  if (status != SQLITE_OK)
    tw_connection_set_error (db, path, status, error);

  if (status != SQLITE_OK || !configure (db, path, error)
      || ((flags & TW_CONNECT_SIZE_LATER) == 0 && !tw_connection_size (db, path, error)))
    {
      sqlite3_close (db);
      return NULL;
    }

  return db;
}

gboolean
tw_connection_exec (sqlite3     *db,
                    const char  *path,
                    const char  *sql,
                    GError     **error)
{
  int status = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (status != SQLITE_OK)
    tw_connection_set_error (db, path, status, error);

  return status == SQLITE_OK;
}

static sqlite3_stmt *
first_row (sqlite3     *db,
           const char  *path,
           const char  *sql,
           gboolean    *row,
           GError     **error)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      status = sqlite3_step (statement);
      *row = status == SQLITE_ROW;
      if (status == SQLITE_ROW || status == SQLITE_DONE)
        return statement;
    }

  tw_connection_set_error (db, path, status, error);
  sqlite3_finalize (statement);

  return NULL;
}

gboolean
tw_connection_get_int (sqlite3     *db,
                       const char  *path,
                       const char  *sql,
                       gint64      *value,
                       GError     **error)
{
  gboolean row = FALSE;
  sqlite3_stmt *statement = first_row (db, path, sql, &row, error);

  if (statement == NULL)
    return FALSE;

  if (row && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *value = sqlite3_column_int64 (statement, 0);
  else
    *value = G_MININT64;
  sqlite3_finalize (statement);

  return TRUE;
}

char *
tw_connection_get_text (sqlite3     *db,
                        const char  *path,
                        const char  *sql,
                        GError     **error)
{
  gboolean row = FALSE;
  sqlite3_stmt *statement = first_row (db, path, sql, &row, error);
  char *text;

  if (statement == NULL)
    return NULL;

  text = row ? g_strdup ((const char *) sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_finalize (statement);

  return text;
}
