/* tw-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-file.h"

#include "tw-error.h"
#include "tw-workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* The header of a database file: sqlite.org/fileformat2.html section 1.3. */
#define HEADER_SIZE           100
#define HEADER_MAGIC          "SQLite format 3"
#define OFFSET_PAGE_SIZE      16
#define OFFSET_CHANGES        24
#define OFFSET_PAGES          28
#define OFFSET_USER_VERSION   60
#define OFFSET_APPLICATION_ID 68
#define OFFSET_VALID_FOR      92

void
tw_file_info_clear (TwFileInfo *info)
{
  g_clear_pointer (&info->path, g_free);
}

static gboolean
refuse_unreadable (const char  *path,
                   int          code,
                   GError     **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                 _("There is no file “%s”. Check the name, or make a new workspace."), path);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                 _("“%s” can't be opened (%s). Check that you may read it."), path,
                 g_strerror (code));

  return FALSE;
}

gboolean
tw_file_locate (const char  *path,
                TwFileInfo  *info,
                GError     **error)
{
  g_autofree char *folder = NULL;
  struct statvfs media;
  struct stat st;
  char *real = realpath (path, NULL);

  if (real == NULL)
    return refuse_unreadable (path, errno, error);
  info->path = g_strdup (real);
  free (real);

  if (stat (info->path, &st) != 0)
    return refuse_unreadable (path, errno, error);
  if (!S_ISREG (st.st_mode))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” is a folder or a device, no workspace file. Choose a file."), path);
      return FALSE;
    }

  folder = g_path_get_dirname (info->path);
  info->device = st.st_dev;
  info->inode = st.st_ino;
  info->writable = access (info->path, W_OK) == 0 && access (folder, W_OK) == 0;
  info->read_only_media = statvfs (info->path, &media) == 0 && (media.f_flag & ST_RDONLY) != 0;

  return TRUE;
}

static guint32
read_u32 (const guint8 *header,
          int           offset)
{
  guint32 value;

  memcpy (&value, header + offset, sizeof value);

  return GUINT32_FROM_BE (value);
}

static gboolean
has_journal (const char *path,
             const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  struct stat st;

  return stat (name, &st) == 0 && st.st_size > 0;
}

static gboolean
inspect_header (TwFileInfo    *info,
                const guint8  *header,
                gint64         size,
                GError       **error)
{
  guint32 page_size = header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];

  if (memcmp (header, HEADER_MAGIC, sizeof HEADER_MAGIC) != 0
      || read_u32 (header, OFFSET_APPLICATION_ID) != TW_WORKSPACE_APPLICATION_ID)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” is no Tierwright workspace. Choose a file that ends in “%s”."),
                   info->path, TW_WORKSPACE_EXTENSION);
      return FALSE;
    }

  info->version = (int) read_u32 (header, OFFSET_USER_VERSION);
  if (info->version > TW_WORKSPACE_SCHEMA_VERSION || info->version < 1)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” was written by a newer Tierwright (format %d, this one knows %d). "
                      "Update Tierwright "
                      "to open it."),
                   info->path, info->version, TW_WORKSPACE_SCHEMA_VERSION);
      return FALSE;
    }

  /* The count is only kept where the writer said so, and a journal may still hold the rest. */
  page_size = page_size == 1 ? 65536 : page_size;
  if (read_u32 (header, OFFSET_CHANGES) == read_u32 (header, OFFSET_VALID_FOR)
      && size < (gint64) read_u32 (header, OFFSET_PAGES) * page_size
      && !has_journal (info->path, "-wal") && !has_journal (info->path, "-journal"))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("“%s” is cut off: %" PRId64 " of %" PRId64
                      " bytes are there. It was left "
                      "as it is; open a copy of it."),
                   info->path, size, (gint64) read_u32 (header, OFFSET_PAGES) * page_size);
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_file_inspect (TwFileInfo  *info,
                 GError     **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  struct stat st;
  gssize n;
  int fd = g_open (info->path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return refuse_unreadable (info->path, errno, error);

  n = pread (fd, header, sizeof header, 0);
  if (n < 0 || fstat (fd, &st) != 0)
    {
      int code = errno;

      close (fd);
      return refuse_unreadable (info->path, code, error);
    }
  close (fd);

  return inspect_header (info, header, st.st_size, error);
}

gboolean
tw_file_make (const char  *path,
              GError     **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int code = errno;

  if (fd >= 0)
    {
      /* Whatever the process's mask takes away, the owner reads and writes. */
      fchmod (fd, 0600);
      close (fd);
      return TRUE;
    }

  if (code == EEXIST)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("There is already a file “%s”. Choose another name; it was left as it is."),
                 path);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_FILE,
                 _("“%s” can't be made (%s). Choose another folder."), path, g_strerror (code));

  return FALSE;
}

void
tw_file_remove (const char *path)
{
  static const char * const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}
