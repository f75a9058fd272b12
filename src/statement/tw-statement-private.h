/* tw-statement-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program.h"
#include "tw-statement.h"

G_BEGIN_DECLS

TwStatement *tw_statement_new      (void);
void         tw_statement_step_free (gpointer data);
/* (transfer full): why nothing is to be paid, in words. */
char        *tw_statement_nothing_text (const char     *reason);
/* (transfer full): the days of a window, “2026-01-01 to 2026-03-31”, “All time”; empty without one. @start, @end:
 * (nullable): in ISO form. */
char        *tw_statement_window_text (const TwTextStyle *style,
                                       const char        *start,
                                       const char        *end);
/* (transfer full): the line's id as people write it, `2026-Q3/Reseller 2026/R-104/vol/0017`. */
char        *tw_statement_name_line (const TwStatement     *statement,
                                     const TwStatementLine *line);
/* The state of a line by its code in the workspace. */
const char  *tw_line_state_label   (gint64             state);
/* (transfer none) (nullable): the tree of a version by its row, parsed once per reader. */
TwProgram   *tw_statement_reader_get_program (TwStatementReader *self,
                                              gint64             version,
                                              GError           **error);
/* (transfer full) (nullable): the condition at the place @path of the program in words, “status
 * is won”. */
char        *tw_reason_detail_text (const TwProgram   *program,
                                    const char        *path);
/* How a line's band and rate read: “from 10000.00”, “3%”. Both (transfer full) (nullable). */
char        *tw_line_band_text     (const TwProgram   *program,
                                    const TwRule      *rule,
                                    gint64             band);
char        *tw_line_rate_text     (const TwProgram   *program,
                                    const TwRule      *rule,
                                    gint64             band,
                                    gint64             measure,
                                    gint64             amount);

G_END_DECLS
