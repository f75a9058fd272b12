/* tw-first-steps.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* From an empty workspace to the first statement, in this order; a plan may be made at any time. */
typedef enum
{
  TW_FIRST_PARTNERS,
  TW_FIRST_FACTS,       /* what was sold or reported */
  TW_FIRST_PROGRAM,     /* published */
  TW_FIRST_CALCULATE,
  TW_FIRST_APPROVE,
  TW_FIRST_PLAN,
  TW_N_FIRST_STEPS
} TwFirstStep;

/**
 * TwFirstSteps:
 * @count: by step, how many rows there are of what it makes: 0 until it is done
 * @drafts: program versions that aren't published
 * @last_fact: the day of the last fact; %TW_DATE_NONE without any
 * @complete: whether all but the plan was done: nobody has to be led any more, and the counts
 *   aren't read
 *
 * How far a workspace has come, read from what it holds.
 */
typedef struct
{
  gint64   count[TW_N_FIRST_STEPS];
  gint64   drafts;
  TwDate   last_fact;
  gboolean complete;
} TwFirstSteps;

/* In a workspace in work this asks for one row of each kind; it counts only until all is done. */
gboolean tw_first_steps_read      (TwWorkspace         *workspace,
                                   TwFirstSteps        *steps,
                                   GError             **error);
/* Whether what @step works on is there. */
gboolean tw_first_steps_can_begin (const TwFirstSteps  *steps,
                                   TwFirstStep          step);
/* The first that isn't done; %TW_N_FIRST_STEPS where all are. */
TwFirstStep tw_first_steps_next   (const TwFirstSteps  *steps);

G_END_DECLS
