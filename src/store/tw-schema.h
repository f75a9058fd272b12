/* tw-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwMigration:
 * @number: the version that it makes
 * @scripts: %NULL-terminated names of SQL scripts below `schema/`, run in order
 *
 * One step from a version of the schema to the next. Never edited once it was released.
 */
typedef struct
{
  int                 number;
  const char * const *scripts;
} TwMigration;

/* The migrations of this program, by number, from 1. */
const TwMigration *tw_schema_migrations (guint         *n);

/* Runs migrations after version @from on @db, within the caller's transaction; sets the version. */
gboolean  tw_schema_migrate   (sqlite3            *db,
                               const char         *path,
                               const TwMigration  *migrations,
                               guint               n,
                               int                 from,
                               GError            **error);

/**
 * tw_schema_compare:
 *
 * Holds the schema of @db against what the first @n migrations make.
 *
 * Returns: %FALSE with %TW_ERROR_REFUSED for a table, index, view or trigger that doesn't belong,
 * or %TW_ERROR_CORRUPT for one that is missing or different; it is named
 */
gboolean  tw_schema_compare   (sqlite3            *db,
                               const char         *path,
                               const TwMigration  *migrations,
                               guint               n,
                               GError            **error);

/* Whether rows of @table are recorded by history: all are but what a run, an import and history
 * itself write. */
gboolean  tw_schema_is_recorded (const char        *table);

G_END_DECLS
