/* tw-model-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-query.h"
#include "tw-row-store.h"
#include "tw-test.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What the tests of the model share. */

/* A new workspace in @dir with the clock at 2026-01-01. */
TwWorkspace *tw_model_test_create (const char      *dir);
/* Closes it; nothing may hold it any more. */
void         tw_model_test_close  (TwWorkspace     *workspace);
void         tw_model_test_exec   (TwWorkspace     *workspace,
                                   const char      *sql);
gint64       tw_model_test_int    (TwWorkspace     *workspace,
                                   const char      *sql);
char        *tw_model_test_text   (TwWorkspace     *workspace,
                                   const char      *sql);
/* (transfer full): a row of @entity with the fields and plain forms that follow, ended by
 * %NULL, saved. */
TwRow       *tw_model_test_add    (TwWorkspace     *workspace,
                                   const char      *entity,
                                   ...) G_GNUC_NULL_TERMINATED;
/* @n partners P001 …, and @n_sales sales of theirs, straight into the tables. */
void         tw_model_test_fill   (TwWorkspace     *workspace,
                                   int              n,
                                   int              n_sales);

/* (transfer full): every row of every table but history and search, as text. */
char        *tw_model_test_state  (TwWorkspace     *workspace);

G_END_DECLS
