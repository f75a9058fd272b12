/* tw-program-reach.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwProgramReach:
 * @n_partners: that the program covers on any day of the span asked for
 * @period: (nullable): the last period that was calculated for the program
 * @n_statements: that stand for it
 * @payable: their sum, minor units of @currency
 *
 * Whom a program concerns and what it last came to: what a decision about the whole program says first.
 */
typedef struct
{
  guint   n_partners;
  char   *period;
  guint   n_statements;
  gint64  payable;
  char   *currency;
  int     digits;
} TwProgramReach;

/* (transfer full) */
TwProgramReach *tw_program_reach_read (TwWorkspace     *workspace,
                                       gint64           program,
                                       TwSpan           span,
                                       GError         **error);
void            tw_program_reach_free (TwProgramReach  *reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramReach, tw_program_reach_free)

G_END_DECLS
