/* tw-reprice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-edit.h"
#include "tw-replay.h"

G_BEGIN_DECLS

/**
 * TwReprice:
 *
 * One replay that is kept so that a change of it costs milliseconds: what a payout curve shows while a threshold or a
 * rate is dragged. Its answer is always that of the full replay of the changed document, to the cent.
 *
 * What can be rated from totals kept per partner and window is; a partner for which the shape of a rule needs the facts
 * is calculated by the engine, and only where partners share limits is everybody. One thread at a time.
 */
typedef struct _TwReprice TwReprice;

typedef enum
{
  TW_REPRICE_TABLE,     /* rated from what is kept */
  TW_REPRICE_TIERS,     /* a criterion moved: partners whose tiers change are calculated */
  TW_REPRICE_PARTNERS,  /* some or all partners were calculated by the engine */
  TW_REPRICE_FULL,      /* a full replay */
} TwRepriceWay;

/* How the last answer was found. */
typedef struct
{
  TwRepriceWay way;
  guint        n_partners;   /* that the engine calculated */
  char        *reason;       /* (nullable): why more than the table was needed, in words */
  gint64       duration_us;
} TwRepriceInfo;

/**
 * tw_reprice_new:
 *
 * Runs the first replay of @documents and keeps it; tw_reprice_get_base() is its outcome, as tw_replay_run() gives it
 * without lines.
 *
 * Returns: (transfer full)
 */
TwReprice           *tw_reprice_new      (TwReplayData       *data,
                                          GPtrArray          *documents,
                                          TwReplayFlags       flags,
                                          GCancellable       *cancellable,
                                          TwReplayProgress    progress,
                                          gpointer            user_data,
                                          GError            **error);
void                 tw_reprice_free     (TwReprice          *self);
const TwReplay      *tw_reprice_get_base (const TwReprice    *self);

/**
 * tw_reprice_change:
 * @index: which of the documents changes
 * @changed: it afterwards, usually from tw_program_edits_apply()
 * @info: (out) (optional): how; free `reason`
 *
 * The replay with @changed in the place of that document. Every call is a change of the base, not of the call before.
 *
 * Returns: (transfer none): valid until the next call; `moves` are those of the base where no tier changed
 */
const TwReplay      *tw_reprice_change   (TwReprice          *self,
                                          guint               index,
                                          TwProgramDocument  *changed,
                                          GCancellable       *cancellable,
                                          TwRepriceInfo      *info,
                                          GError            **error);

/* A rule's position of one partner in one window, from the base: what a payout curve plots. */
typedef struct
{
  guint      partner;     /* index into the replay's partners */
  guint      period;
  TwSpan     window;
  TwFraction measure;     /* minor units where it is money */
  TwFraction qualifier;
  gint64     amount;      /* the window's result to date */
} TwRepricePosition;

/* (transfer full) (element-type TwRepricePosition): each partner's windows of @rule, the last period's state of each. */
GArray              *tw_reprice_positions (const TwReprice   *self,
                                          const char         *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwReprice, tw_reprice_free)

G_END_DECLS
