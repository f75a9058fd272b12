/* tw-statement-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-view.h"
#include "statements/tw-why-pane.h"
#include "tw-statement.h"

G_BEGIN_DECLS

#define TW_TYPE_STATEMENT_PAGE (tw_statement_page_get_type ())
G_DECLARE_FINAL_TYPE (TwStatementPage, tw_statement_page, TW, STATEMENT_PAGE, AdwBin)

/**
 * TwStatementPage:
 *
 * One statement: what it comes to, its rules, lines, excluded facts, adjustments and tier path.
 * The details pane follows the selected line.
 */
GtkWidget         *tw_statement_page_new           (TwDocument       *document,
                                                    TwWhy            *why);
/* Shows the statement @id, which replaces what was shown. FALSE where it can't be read; the page
 * says why. */
gboolean           tw_statement_page_set_id        (TwStatementPage  *self,
                                                    gint64            id);
/* Shows what is true now: the statement itself, or the one that a calculation put in its place.
 * FALSE where none stands for this partner and program any more. */
gboolean           tw_statement_page_refresh       (TwStatementPage  *self);
/* (nullable) (transfer none): NULL where it could not be read. */
const TwStatement *tw_statement_page_get_statement (TwStatementPage  *self);
/* (nullable) (transfer none): why it can't be approved, in words. */
const char        *tw_statement_page_get_blocked   (TwStatementPage  *self);
/* (transfer full) (nullable): id of the line that is selected, as people see it. */
char              *tw_statement_page_dup_line      (TwStatementPage  *self);
/* The tab @steps further. */
void               tw_statement_page_step          (TwStatementPage  *self,
                                                    int               steps);
/* `summary`, `lines`, `excluded`, `tiers`. */
void               tw_statement_page_show          (TwStatementPage  *self,
                                                    const char       *tab);
/* Explains the selected row of the tab that is shown. */
void               tw_statement_page_explain       (TwStatementPage  *self,
                                                    gboolean          open);
gboolean           tw_statement_page_find          (TwStatementPage  *self);
gboolean           tw_statement_page_escape        (TwStatementPage  *self);

G_END_DECLS
