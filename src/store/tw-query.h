/* tw-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwQuery:
 *
 * A prepared statement with named parameters (`:name`), taken from the workspace's cache by its
 * text and given back by tw_query_free(). It doesn't keep the workspace alive and must not outlive
 * it. An unknown parameter or column name is a programming error and aborts. Every parameter is
 * NULL until bound.
 *
 * |[
 *   g_autoptr (TwQuery) query = tw_query_new (workspace, "SELECT name FROM partner WHERE region =
 * :region", error); if (query == NULL) return FALSE; tw_query_bind_text (query, "region", region);
 *   while (tw_query_step (query, &local_error))
 *     add (tw_query_text (query, 0));
 *   if (local_error != NULL) …
 * ]|
 */
typedef struct _TwQuery TwQuery;

/* The value that stands for NULL where an integer is asked for, and that binds NULL. */
#define TW_QUERY_NULL G_MININT64

TwQuery    *tw_query_new         (TwWorkspace  *workspace,
                                  const char   *sql,
                                  GError      **error);
void        tw_query_free        (TwQuery      *query);

/* Position of a parameter, for loops: the _at functions skip the look-up by name. */
int         tw_query_parameter   (TwQuery      *query,
                                  const char   *name);
void        tw_query_bind_int    (TwQuery      *query,
                                  const char   *name,
                                  gint64        value);
void        tw_query_bind_text   (TwQuery      *query,
                                  const char   *name,
                                  const char   *value);
void        tw_query_bind_blob   (TwQuery      *query,
                                  const char   *name,
                                  GBytes       *value);
/* A date as ISO text; %TW_DATE_NONE binds NULL. */
void        tw_query_bind_date   (TwQuery      *query,
                                  const char   *name,
                                  TwDate        value);
void        tw_query_bind_int_at (TwQuery      *query,
                                  int           parameter,
                                  gint64        value);
/* The text isn't copied: it must stay until the query is run or bound again. %NULL binds NULL. */
void        tw_query_bind_text_at (TwQuery     *query,
                                  int           parameter,
                                  const char   *value);
void        tw_query_bind_date_at (TwQuery     *query,
                                  int           parameter,
                                  TwDate        value);
/* Every parameter back to NULL, and back before the first row. */
void        tw_query_reset       (TwQuery      *query);

/* TRUE: there is a (next) row. FALSE: no more rows, the query is reset; or @error is set. */
gboolean    tw_query_step        (TwQuery      *query,
                                  GError      **error);
/* Runs a statement without rows to its end and resets it, keeping what is bound. */
gboolean    tw_query_run         (TwQuery      *query,
                                  GError      **error);

/* Called with each row: tw_query_is_null(), _int(), _text() and _date() read its values for the time of the call. */
typedef void (*TwRowFunc) (TwQuery  *query,
                           gpointer  user_data);

/* A query for tw_query_each(): @columns (SQL, at most TW_QUERY_MAX_EACH of them) of every row of @table, which is `t` in
 * them, in the order of its ids. */
#define TW_QUERY_MAX_EACH 60

TwQuery    *tw_query_new_each    (TwWorkspace  *workspace,
                                  const char   *columns,
                                  const char   *table,
                                  GError      **error);
/* Reads all rows, a million of them in less than half the time of stepping through them. */
gboolean    tw_query_each        (TwQuery      *query,
                                  TwRowFunc     func,
                                  gpointer      user_data,
                                  GError      **error);

int         tw_query_n_columns   (TwQuery      *query);
int         tw_query_column      (TwQuery      *query,
                                  const char   *name);
const char *tw_query_column_name (TwQuery      *query,
                                  int           column);
gboolean    tw_query_is_null     (TwQuery      *query,
                                  int           column);
/* %TW_QUERY_NULL for NULL. */
gint64      tw_query_int         (TwQuery      *query,
                                  int           column);
/* (nullable): valid until the next step. */
const char *tw_query_text        (TwQuery      *query,
                                  int           column);
/* (nullable): the bytes of a text without a terminating zero, which spares a copy per value in a
 * scan. */
const char *tw_query_bytes       (TwQuery      *query,
                                  int           column,
                                  gsize        *length);
char       *tw_query_dup_text    (TwQuery      *query,
                                  int           column);
GBytes     *tw_query_blob        (TwQuery      *query,
                                  int           column);
/* %TW_DATE_NONE for NULL and for text that is no date (which the schema doesn't let in). */
TwDate      tw_query_date        (TwQuery      *query,
                                  int           column);

/* One or several statements without parameters. */
gboolean    tw_workspace_exec    (TwWorkspace  *workspace,
                                  const char   *sql,
                                  GError      **error);
/* The first column of the first row, %TW_QUERY_NULL where there is none. */
gboolean    tw_workspace_get_int (TwWorkspace  *workspace,
                                  const char   *sql,
                                  gint64       *value,
                                  GError      **error);
/* (transfer full) (nullable): the same as text; check @error where it is %NULL. */
char       *tw_workspace_get_text (TwWorkspace *workspace,
                                  const char   *sql,
                                  GError      **error);
gint64      tw_workspace_last_id (TwWorkspace  *workspace);
gint64      tw_workspace_changes (TwWorkspace  *workspace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwQuery, tw_query_free)

G_END_DECLS
