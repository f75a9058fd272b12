/* tw-xlsx-folder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-xlsx-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <malloc.h>
#include <string.h>

#include "tw-error.h"
#include "tw-xlsx-statement.h"

/* libxlsxwriter takes and gives back a few large blocks per file. Left to mmap each costs page faults under one lock of
 * the kernel, and two threads are hardly faster than one; kept in the threads' own arenas they don't meet. */
#define MMAP_THRESHOLD (32 * 1024 * 1024)   /* the most that glibc takes */
#define TRIM_THRESHOLD (256 * 1024 * 1024)

typedef struct
{
  const gint64   *statements;
  guint           n;
  const char     *folder;
  GCancellable   *cancellable;
  TwXlsxProgress  progress;
  gpointer        user_data;
  int             next;        /* atomic: the next statement to write */
  int             done;        /* atomic */
  GMutex          lock;        /* guards error and names */
  GError         *error;       /* owned: the first one; ends the others */
  GHashTable     *names;       /* file names in use */
} Batch;

typedef struct
{
  Batch       *batch;
  TwWorkspace *fork;   /* owned */
} Worker;

static void
fail (Batch  *batch,
      GError *error)
{
  g_mutex_lock (&batch->lock);
  if (batch->error == NULL)
    batch->error = error;
  else
    g_error_free (error);
  g_mutex_unlock (&batch->lock);
}

/* Two partners whose ids differ only in what a file name can't hold don't share a file. */
static char *
claim_name (Batch             *batch,
            const TwStatement *statement)
{
  g_autofree char *name = tw_xlsx_statement_file_name (statement);
  g_autofree char *folded = NULL;

  g_mutex_lock (&batch->lock);
  folded = g_utf8_casefold (name, -1);
  if (!g_hash_table_add (batch->names, g_steal_pointer (&folded)))
    {
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".xlsx"));

      g_free (name);
      name = g_strdup_printf ("%s (%" G_GINT64_FORMAT ").xlsx", stem, statement->id);
      g_hash_table_add (batch->names, g_utf8_casefold (name, -1));
    }
  g_mutex_unlock (&batch->lock);

  return g_steal_pointer (&name);
}

static gboolean
write_one (Batch              *batch,
           TwStatementReader  *reader,
           gint64              id,
           GError            **error)
{
  g_autoptr (TwStatement) statement = tw_statement_reader_read (reader, id, error);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (statement == NULL)
    return FALSE;

  name = claim_name (batch, statement);
  path = g_build_filename (batch->folder, name, NULL);

  return tw_xlsx_statement_write (statement, path, error);
}

static gboolean
is_over (Batch *batch)
{
  gboolean failed;

  g_mutex_lock (&batch->lock);
  failed = batch->error != NULL;
  g_mutex_unlock (&batch->lock);

  return failed || g_cancellable_is_cancelled (batch->cancellable);
}

static gpointer
work (gpointer data)
{
  Worker *self = data;
  Batch *batch = self->batch;
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (self->fork);

  while (!is_over (batch))
    {
      guint i = (guint) g_atomic_int_add (&batch->next, 1);
      GError *error = NULL;
      int done;

      if (i >= batch->n)
        break;
      if (!write_one (batch, reader, batch->statements[i], &error))
        {
          fail (batch, error);
          break;
        }

      done = g_atomic_int_add (&batch->done, 1) + 1;
      if (batch->progress != NULL)
        batch->progress ((guint) done, batch->n, batch->user_data);
    }

  return NULL;
}

static gboolean
run_workers (Batch        *batch,
             TwWorkspace  *workspace,
             GError      **error)
{
  guint n = MIN (g_get_num_processors (), batch->n);
  g_autofree Worker *workers = g_new0 (Worker, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < n; i++)
    {
      workers[i].batch = batch;
      workers[i].fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, error);
      ok = workers[i].fork != NULL;
    }

  for (guint i = 0; ok && i < n; i++)
    threads[i] = g_thread_new ("tw-export", work, &workers[i]);
  for (guint i = 0; i < n; i++)
    {
      if (threads[i] != NULL)
        g_thread_join (threads[i]);
      g_clear_object (&workers[i].fork);
    }

  return ok;
}

gboolean
tw_xlsx_folder_write (TwWorkspace         *workspace,
                      const gint64        *statements,
                      gsize                n,
                      const char          *folder,
                      GCancellable        *cancellable,
                      TwXlsxProgress       progress,
                      gpointer             user_data,
                      TwXlsxFolderReport  *report,
                      GError             **error)
{
  Batch batch = { .statements = statements, .n = (guint) n, .folder = folder, .cancellable = cancellable,
                  .progress = progress, .user_data = user_data };
  gboolean ok;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (folder != NULL && report != NULL, FALSE);

  *report = (TwXlsxFolderReport){ .n_total = (guint) n };
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The folder “%s” could not be made: %s"), folder,
                   g_strerror (errno));
      return FALSE;
    }

  mallopt (M_MMAP_THRESHOLD, MMAP_THRESHOLD);
  mallopt (M_TRIM_THRESHOLD, TRIM_THRESHOLD);
  g_mutex_init (&batch.lock);
  batch.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = run_workers (&batch, workspace, error);

  report->n_written = (guint) g_atomic_int_get (&batch.done);
  report->cancelled = g_cancellable_is_cancelled (cancellable);
  if (batch.error != NULL)
    {
      g_propagate_error (error, batch.error);
      ok = FALSE;
    }
  g_hash_table_unref (batch.names);
  g_mutex_clear (&batch.lock);

  return ok;
}
