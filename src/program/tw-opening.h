/* tw-opening.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"
#include "tw-row-index.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What earlier periods of a program left behind when a period is calculated: lines posted, balances carried, tiers that
 * reviews decided. Loaded from stored runs, or carried from one replayed period to the next. */
typedef struct
{
  GArray       *posted;     /* TwPosted */
  GArray       *balances;   /* TwBalance */
  GArray       *tiers;      /* TwEarlierTier */
  GStringChunk *texts;      /* what the elements borrow */
} TwOpening;

TwOpening  *tw_opening_new        (void);
/**
 * tw_opening_load:
 * @start: first day of the period that is calculated
 * @whole: with lines of windows that are closed; see tw_programs_look_back()
 *
 * Returns: (transfer full): what the stored runs of periods before @start left behind
 */
TwOpening  *tw_opening_load       (TwWorkspace      *workspace,
                                   gint64            program,
                                   TwRowIndex       *index,
                                   TwDate            start,
                                   gboolean          whole,
                                   GError          **error);
/* A copy with the texts of its own. */
TwOpening  *tw_opening_copy       (const TwOpening  *self);
void        tw_opening_free       (TwOpening        *self);
/* Adjustments made by hand (partner row id → minor units) come in as a payment balance of the period: minimum and
 * negative amounts are judged with them. */
void        tw_opening_adjust     (TwOpening        *self,
                                   TwRowIndex       *index,
                                   GHashTable       *adjusted,
                                   TwSpan            span);
/* Points the input's arrays at these, which must stay as they are as long as the engine. */
void        tw_opening_give       (const TwOpening  *self,
                                   TwEngineInput    *input);

/* Whether lines of closed windows can be touched again: by a clawback, or by facts that reverse others. */
gboolean    tw_programs_look_back (TwProgram       **versions,
                                   guint             n_versions,
                                   const TwDataset  *dataset);
/* The unit by which a program pays: a program with a calendar of its own periods by these, any other by the unit of
 * `payment.per`. */
TwCalendarUnit tw_program_pay_unit (const TwProgram *program);
/* Whether a program pays by periods such as @span. */
gboolean    tw_program_pays_by    (const TwProgram  *program,
                                   TwSpan            span);
const char *tw_balance_kind_to_string (TwBalanceKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwOpening, tw_opening_free)

G_END_DECLS
