/* tw-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define GROUP_FORM "form"
#define GROUP_TEXTS "texts"

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "tierwright", "drafts", NULL);
}

/* A workspace is known by its identity wherever it lies. The name of the file says nothing. */
static char *
get_path (TwWorkspace *workspace,
          const char  *form)
{
  g_autofree char *identity = tw_workspace_get_identity (workspace);
  g_autofree char *key = g_strdup_printf ("%s\n%s", identity != NULL ? identity : "", form);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strconcat (sum, ".draft", NULL);
  g_autofree char *folder = get_folder ();

  return g_build_filename (folder, name, NULL);
}

void
tw_draft_free (TwDraft *draft)
{
  g_date_time_unref (draft->at);
  g_hash_table_unref (draft->texts);
  g_free (draft);
}

/* A file that isn't whole is none. */
TwDraft *
tw_draft_read (TwWorkspace *workspace,
               const char  *form)
{
  g_autofree char *path = get_path (workspace, form);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) fields = NULL;
  g_autofree char *at = NULL;
  g_autoptr (GDateTime) moment = NULL;
  TwDraft *draft;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;

  at = g_key_file_get_string (file, GROUP_FORM, "at", NULL);
  moment = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  fields = g_key_file_get_keys (file, GROUP_TEXTS, NULL, NULL);
  if (moment == NULL || fields == NULL || *fields == NULL)
    return NULL;

  draft = g_new0 (TwDraft, 1);
  draft->at = g_steal_pointer (&moment);
  draft->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (char **field = fields; *field != NULL; field++)
    {
      char *text = g_key_file_get_string (file, GROUP_TEXTS, *field, NULL);

      if (text != NULL)
        g_hash_table_insert (draft->texts, g_strdup (*field), text);
    }

  return draft;
}

static gboolean
fail (const char  *path,
      GError     **error)
{
  int code = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", shown, g_strerror (code));

  return FALSE;
}

/* Beside the file and renamed. Without a sync: it is for a program that ended, not for a machine. */
static gboolean
replace (const char  *path,
         const char  *data,
         gsize        length,
         GError     **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    return fail (temporary, error);

  written = write (fd, data, length) == (gssize) length;
  if (!g_close (fd, written ? error : NULL) || !written)
    {
      if (!written)
        fail (temporary, error);
      g_unlink (temporary);
      return FALSE;
    }

  if (g_rename (temporary, path) == 0)
    return TRUE;

  fail (path, error);
  g_unlink (temporary);

  return FALSE;
}

gboolean
tw_draft_write (TwWorkspace  *workspace,
                const char   *form,
                GHashTable   *texts,
                GError      **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (workspace, form);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  g_autofree char *data = NULL;
  GHashTableIter iter;
  gpointer field;
  gpointer text;
  gsize length;

  g_key_file_set_string (file, GROUP_FORM, "at", at);
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &field, &text))
    g_key_file_set_string (file, GROUP_TEXTS, field, text);

  data = g_key_file_to_data (file, &length, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, error);

  return replace (path, data, length, error);
}

void
tw_draft_remove (TwWorkspace *workspace,
                 const char  *form)
{
  g_autofree char *path = get_path (workspace, form);

  g_unlink (path);
}
