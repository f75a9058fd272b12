/* tw-query-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-query.h"

G_BEGIN_DECLS

/* One row of a query into zeroed memory of the row's type. */
typedef void (*TwQueryFill) (TwQuery  *query,
                             gpointer  row);

/**
 * tw_query_collect:
 * @query: (transfer full) (nullable): %NULL: @error is set already
 * @size: of a row
 * @clear: (nullable): frees what a row holds
 *
 * Returns: (transfer full): every row; %NULL with @error
 */
GArray   *tw_query_collect (TwQuery         *query,
                            gsize            size,
                            GDestroyNotify   clear,
                            TwQueryFill      fill,
                            GError         **error);
/* Runs a statement without rows that is about the row `:id`. */
gboolean  tw_query_run_id  (TwWorkspace     *workspace,
                            const char      *sql,
                            gint64           id,
                            GError         **error);

G_END_DECLS
