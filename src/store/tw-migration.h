/* tw-migration.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-schema.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwMigrationWatch:
 * @progress: (nullable): told the part that is done, 0 to 1, in the thread that migrates. An estimate: the copy by its
 *   bytes, what comes after it by the steps that the copy took
 * @cancellable: (nullable): stops it; the file stays as it was, without a copy beside
 *
 * Who waits for a migration.
 */
typedef struct
{
  void         (*progress) (double    fraction,
                            gpointer  data);
  gpointer       data;
  GCancellable  *cancellable;
} TwMigrationWatch;

/**
 * tw_migration_run:
 * @from: the version that the file has
 * @read_only: whether the file can't be written: then it is refused, with what to do
 * @watch: (nullable)
 *
 * Brings a file to the last of @migrations: a copy beside it (`NAME.tierwright.v1.bak`, mode 0600,
 * with a number behind where that exists), then all scripts in one transaction with foreign keys
 * off, held against the references afterwards, and an entry of kind migrate in history. On error
 * the file stays as it was.
 */
gboolean  tw_migration_run  (sqlite3            *db,
                             const char         *path,
                             const char         *user,
                             int                 from,
                             gboolean            read_only,
                             const TwMigration  *migrations,
                             guint               n,
                             const TwMigrationWatch *watch,
                             GError            **error);

/* A whole copy of what @db holds, to a new file @path with mode 0600. */
gboolean  tw_migration_copy (sqlite3            *db,
                             const char         *from,
                             const char         *path,
                             GError            **error);

G_END_DECLS
