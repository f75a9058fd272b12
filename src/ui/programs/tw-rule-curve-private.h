/* tw-rule-curve-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-curve.h"

#include "programs/tw-rule-price.h"
#include "tw-chart-spec.h"
#include "tw-payout-curve.h"

G_BEGIN_DECLS

typedef enum
{
  TW_RULE_CURVE_PAYOUT,
  TW_RULE_CURVE_EFFECTIVE,
  TW_RULE_CURVE_MARGINAL,
  TW_RULE_CURVE_N_VIEWS,
} TwRuleCurveView;

/* What a handle moves. */
typedef struct
{
  char     *path;
  gboolean  is_rate;     /* written as a percentage */
  gboolean  is_price;
  gboolean  along_x;
} TwRuleHandle;

/* What the chart is made from. */
typedef struct
{
  const TwProgramDocument *document;
  guint                    rule;
  const TwPayoutCurve     *curve;
  TwRuleCurveView          view;
  GHashTable              *chosen;
  GArray                  *positions;   /* (nullable) */
  const TwReplay          *replay;      /* (nullable) */
  const char              *period;      /* (nullable): of the positions */
} TwRuleCurveInput;

/* (transfer full): the chart. @handles (element-type TwRuleHandle): gets what its handles move, in their order. */
TwChartSpec *tw_rule_curve_spec      (const TwRuleCurveInput *input,
                                      GPtrArray              *handles);
void         tw_rule_handle_free     (gpointer                handle);
/* (transfer full): @value of the chart as the program writes it. */
char        *tw_rule_handle_literal  (const TwRuleHandle     *handle,
                                      const TwPayoutCurve    *curve,
                                      int                     digits,
                                      double                  value);

G_END_DECLS
