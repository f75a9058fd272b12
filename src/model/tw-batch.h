/* tw-batch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwBatch:
 * @kind: the name of the entity
 * @file_name: the file's name without its folder
 * @checksum: SHA-256 of the file, in hexadecimal
 * @profile: (nullable): the saved mapping that was used
 * @digest: (nullable): canonical digest of the rows that were added
 * @source: (nullable): the file, compressed with zlib
 *
 * One import as the workspace keeps it.
 */
typedef struct
{
  char   *kind;
  char   *file_name;
  char   *checksum;
  char   *profile;
  char   *digest;
  GBytes *source;
  gint64  read;
  gint64  added;
  gint64  changed;
  gint64  unchanged;
  gint64  rejected;
} TwBatch;

/* All within the transaction of the import. The row is there first, because others refer to it. */
gboolean  tw_batch_begin      (TwWorkspace    *workspace,
                               const TwBatch  *batch,
                               gint64         *id,
                               GError        **error);
gboolean  tw_batch_finish     (TwWorkspace    *workspace,
                               gint64          id,
                               const TwBatch  *batch,
                               GError        **error);
gboolean  tw_batch_add_total  (TwWorkspace    *workspace,
                               gint64          id,
                               const char     *currency,
                               gint64          amount,
                               gint64          rows,
                               GError        **error);
gboolean  tw_batch_add_reject (TwWorkspace    *workspace,
                               gint64          id,
                               gint64          row,
                               const char     *field,
                               const char     *value,
                               const char     *reason,
                               const char     *raw,
                               GError        **error);
/* (transfer full): the workspace's reporting currency, which amounts without one are proposed to be
 * in. */
char     *tw_batch_read_currency (TwWorkspace  *workspace,
                                  GError      **error);
/* The entry of history that wrote a batch; 0 with %TW_ERROR_NOT_FOUND. */
gint64    tw_batch_get_entry  (TwWorkspace    *workspace,
                               gint64          id,
                               GError        **error);

/* Saved mappings: JSON by name. Saving and removing are entries of history. */
gboolean  tw_import_profile_save   (TwWorkspace  *workspace,
                                    const char   *name,
                                    const char   *kind,
                                    const char   *body,
                                    GError      **error);
/* (transfer full): %TW_ERROR_NOT_FOUND where there is none of that name for @kind. */
char     *tw_import_profile_load   (TwWorkspace  *workspace,
                                    const char   *name,
                                    const char   *kind,
                                    GError      **error);
/* (transfer full): the names for @kind, sorted. */
GStrv     tw_import_profile_list   (TwWorkspace  *workspace,
                                    const char   *kind,
                                    GError      **error);
gboolean  tw_import_profile_remove (TwWorkspace  *workspace,
                                    const char   *name,
                                    GError      **error);

G_END_DECLS
