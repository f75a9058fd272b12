/* tw-tier-path.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-effort.h"
#include "tw-engine.h"
#include "tw-program-design.h"
#include "tw-qualification.h"
#include "tw-tier-pay.h"
#include "tw-tier-points.h"

G_BEGIN_DECLS

/* What a partner lacks for a tier, which of it is the least work, and what the tier is worth to it. How much work a
 * unit is stands in settings of the workspace (tw-effort.h). */

/**
 * TwPathStep:
 * @shortfall: (nullable): what is missing, in the unit of @value
 * @known: whether its work can be told: a bar to be reached, with a shortfall
 * @effort: millionths of an hour
 * @chosen: it belongs to the cheapest combination
 * @items: (nullable) (element-type TwPointsItem): of a criterion that asks for points; `more` says what to add to which
 */
typedef struct
{
  /*< private >*/
  const char *ref;
  guint       define;
  gint64      missing;
  gint64      target;
  gboolean    exact;
  /*< public >*/
  char       *criterion;
  char       *value;
  char       *threshold;
  char       *shortfall;
  gboolean    known;
  gint64      effort;
  gboolean    chosen;
  GArray     *items;
} TwPathStep;

/**
 * TwTierPath:
 * @steps: (element-type TwPathStep): every criterion that isn't met
 * @effort: of the chosen steps whose work can be told, millionths of an hour; two bars on one definition
 *   of the program count once, the higher one
 * @exact: no combination is cheaper; %FALSE where there are more than can be searched
 * @by_invitation: meeting the criteria only proposes the tier
 * @worth: what the tier's benefits are worth to a partner in a year, less those of the tier it stands on; minor units
 * @has_worth: whether the program gives any value
 * @rates_differ: rules pay by tier
 * @from: (nullable): the tier it stands on
 * @has_pay: @pay was found
 * @pay: what rules would pay on either tier
 */
struct _TwTierPath
{
  char       *tier;
  GPtrArray  *steps;
  gint64      effort;
  gboolean    exact;
  gboolean    by_invitation;
  gboolean    has_worth;
  gint64      worth;
  gboolean    rates_differ;
  char       *from;
  gboolean    has_pay;
  TwTierPay   pay;
  char       *currency;
  int         digits;
};

/**
 * tw_tier_path_new:
 * @rungs: (array): the ladder, lowest first; @rank: the tier to reach
 * @leaves: (element-type TwLeaf): what a review found
 * @hours: (array length=TW_EFFORT_SETTINGS)
 *
 * All: every criterion; any: the cheapest; n of: the n cheapest. Unknown work comes after all that is known.
 */
TwTierPath            *tw_tier_path_new       (const TwProgram      *program,
                                               const TwTier         *rungs,
                                               guint                 rank,
                                               GArray               *leaves,
                                               const gint64         *hours);
/* @from: (nullable): the tier that it stands on. */
void                   tw_tier_path_set_worth (TwTierPath           *self,
                                               TwProgramDocument    *document,
                                               const char           *from);
/**
 * tw_qualification_find_pay:
 * @pay: (out): see tw_tier_pay_find(); to be given to tw_tier_path_take_pay()
 *
 * Replays the partner's transactions of the last year on the tier of the path and on the one it stands on: seconds where
 * there are millions of sales, so it is asked for one partner.
 *
 * Returns: %FALSE without @error where no rule pays by tier, so that there is nothing to replay
 */
gboolean               tw_qualification_find_pay (const TwQualification *self,
                                               TwWorkspace          *workspace,
                                               TwDate                as_of,
                                               GCancellable         *cancellable,
                                               TwTierPay            *pay,
                                               GError              **error);
/* @pay: (transfer full) */
void                   tw_tier_path_take_pay  (TwTierPath           *self,
                                               TwTierPay            *pay);
/* Benefits and pay together; %FALSE where neither is known. */
gboolean               tw_tier_path_get_worth (const TwTierPath     *self,
                                               gint64               *worth);
/* (transfer full): what the tier would do to pay, with both amounts as the caller writes them; %NULL where it isn't known. */
char                  *tw_tier_path_describe_pay (const TwTierPath  *self,
                                                  const char        *from,
                                                  const char        *to);
/* (transfer full): what the tier would do to pay, and by which transactions, in a sentence; %NULL where it isn't known. */
char                  *tw_tier_path_get_pay_text (const TwTierPath  *self);
void                   tw_tier_path_free      (TwTierPath           *self);
/* (transfer full): what the path leaves out or can't tell, in sentences; %NULL: nothing. */
char                  *tw_tier_path_get_note  (const TwTierPath     *self);
/* (transfer full) (element-type utf8): what to add to which items of a step that asks for points, a line each. */
GPtrArray             *tw_path_step_list_actions (const TwPathStep   *self);
/* (transfer full): "12 hours". */
char                  *tw_effort_to_text      (gint64                effort);

G_END_DECLS
