/* tw-statements-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_STATEMENTS_VIEW (tw_statements_view_get_type ())
G_DECLARE_FINAL_TYPE (TwStatementsView, tw_statements_view, TW, STATEMENTS_VIEW, TwView)

/**
 * TwStatementsView:
 *
 * The queue of a period's statements: calculate, look at what is flagged, approve, export. Above
 * it the page of one statement. The details pane says why a number is what it is.
 */
TwView *tw_statements_view_new  (TwDocument       *document);
/* Shows the page of one statement, of whatever period. */
void    tw_statements_view_open (TwStatementsView *self,
                                 gint64            statement);

G_END_DECLS
