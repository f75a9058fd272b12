/* tw-explain.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-statement.h"

G_BEGIN_DECLS

/**
 * TwExplanation:
 * @line_id: `2026-Q3/Reseller 2026/R-104/vol/0017`
 * @sentence: “Volume rebate pays 242.02 USD on sale f2 of Aurora.”
 * @steps: (element-type TwStatementStep): numbered from 1; first those of the window, then the line's own
 * @rule_sentence: what the rule pays, in words
 * @statement: row of the statement
 * @amount: minor units, signed from the partner's side
 *
 * Why a line is what it is. The texts are the same in the window, the workbook and the command line.
 */
typedef struct
{
  char      *line_id;
  char      *sentence;
  char      *rule_sentence;
  GPtrArray *steps;
  gint64     statement;
  gint64     amount;
  char      *currency;
  int        digits;
} TwExplanation;

/**
 * tw_explain_line:
 * @line: row of the line (#TwStatementLine.id)
 *
 * The window's steps are read as they were stored; the line's own steps are recomputed from the facts that it was
 * calculated from. Where these have changed since, the steps say so instead of showing other numbers.
 *
 * Returns: (transfer full): the explanation; %NULL with %TW_ERROR_NOT_FOUND or a store error
 */
TwExplanation *tw_explain_line      (TwWorkspace    *workspace,
                                     gint64          line,
                                     GError        **error);
/* The row of a line by its id as people see it; 0 with %TW_ERROR_NOT_FOUND. */
gint64         tw_explain_find      (TwWorkspace    *workspace,
                                     const char     *line_id,
                                     GError        **error);
/* (transfer full): sentence and steps as lines of text. */
char          *tw_explanation_to_text (const TwExplanation *explanation);
void           tw_explanation_free  (TwExplanation  *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwExplanation, tw_explanation_free)

G_END_DECLS
