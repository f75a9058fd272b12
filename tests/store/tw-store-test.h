/* tw-store-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-checker.h"
#include "tw-finding.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-test.h"
#include "tw-transaction.h"

G_BEGIN_DECLS

/* What the tests of the store share. */

/* A new workspace "test.tierwright" in @dir, with the clock at 2026-01-01. */
TwWorkspace *tw_store_test_create     (const char   *dir);
/* Opens it again. */
TwWorkspace *tw_store_test_open       (const char   *dir);
char        *tw_store_test_path       (const char   *dir);
void         tw_store_test_close      (TwWorkspace  *workspace);
void         tw_store_test_exec       (TwWorkspace  *workspace,
                                       const char   *sql);
gint64       tw_store_test_int        (TwWorkspace  *workspace,
                                       const char   *sql);
char        *tw_store_test_text       (TwWorkspace  *workspace,
                                       const char   *sql);
/* Partners 1 … @n (P001 …), a product, a customer, a program with one published version and two
 * rules. */
void         tw_store_test_fill       (TwWorkspace  *workspace,
                                       int           n);
/* Runs @sql as one recorded edit. */
gint64       tw_store_test_edit       (TwWorkspace  *workspace,
                                       const char   *sql);
/* Imports @n sales PREFIX1 …; @change (nullable) runs recorded in the same action. The entry. */
gint64       tw_store_test_import     (TwWorkspace  *workspace,
                                       int           n,
                                       const char   *prefix,
                                       const char   *change);
/* A run of @period with a statement of three lines for each of the first two partners. The entry.
 */
gint64       tw_store_test_calculate  (TwWorkspace  *workspace,
                                       const char   *period);
/* (transfer full): SHA-256 over the sorted rows of every recorded table. */
char        *tw_store_test_state      (TwWorkspace  *workspace);
/* Asserts that the checker finds nothing, then closes. */
void         tw_store_test_finish     (TwWorkspace  *workspace);
/* Runs @sql with the sqlite3 shell; FALSE where there is none. */
gboolean     tw_store_test_shell      (const char   *path,
                                       const char   *sql,
                                       char        **output);

G_END_DECLS
