/* tw-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwFileInfo:
 * @path: absolute, without symbolic links
 * @version: of the schema
 * @device, @inode: which file it is, by whatever name
 * @writable: whether the file and its folder can be written
 * @read_only_media: nobody can write there
 *
 * What a file's first bytes and its place say, before SQLite opens it.
 */
typedef struct
{
  char     *path;
  int       version;
  guint64   device;
  guint64   inode;
  gboolean  writable;
  gboolean  read_only_media;
} TwFileInfo;

void      tw_file_info_clear (TwFileInfo  *info);

/* Where @path is, without opening it: path, device, inode and the permissions. */
gboolean  tw_file_locate     (const char  *path,
                              TwFileInfo  *info,
                              GError     **error);

/* Reads the header. Only while nothing in this process has the file open: closing any descriptor of
 * it drops SQLite's locks. Refuses what is no workspace, newer or truncated, saying so. */
gboolean  tw_file_inspect    (TwFileInfo  *info,
                              GError     **error);

/* Makes an empty file with mode 0600 where nothing is. */
gboolean  tw_file_make       (const char  *path,
                              GError     **error);

/* Removes @path and SQLite's files beside it. */
void      tw_file_remove     (const char  *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwFileInfo, tw_file_info_clear)

G_END_DECLS
