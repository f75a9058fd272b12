/* tw-rule-curve-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-curve.h"

#include "common/tw-chart-view.h"
#include "programs/tw-replay-spans.h"
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

/**
 * TwRulePartners:
 * @document: the program by which they are told, owned
 * @rule: its rule
 * @positions: (nullable): where they stood, owned
 * @rug: (nullable): a chart with a series of one mark each, see tw_rule_partners_draw_up()
 * @x_min: how far they reach below nothing along the axis, in minor units or millionths
 * @x_max: how far they reach above it, likewise
 * @middle: what the one in the middle is paid on, likewise
 *
 * Where partners stood. It stays while a handle is dragged: ten thousand of them take longer to put into words than a
 * frame may last.
 */
typedef struct
{
  TwProgramDocument *document;
  guint              rule;
  GArray            *positions;
  TwChartSpec       *rug;
  gint64             x_min;
  gint64             x_max;
  gint64             middle;
} TwRulePartners;

struct _TwRuleCurve
{
  AdwBin                parent_instance;

  /* borrowed */
  TwProgramTab         *tab;
  const TwProgramState *state;

  /* owned */
  TwVocabulary         *vocabulary;
  TwProgramDocument    *tried;       /* what is being dragged, or stays tried */
  GPtrArray            *tried_edits;
  TwRulePrice          *price;
  GHashTable           *chosen;      /* char* attribute -> char* value */
  GPtrArray            *handles;     /* TwRuleHandle*: of the chart that is shown */
  TwPayoutCurve        *curve;
  char                 *rule_id;
  TwRulePartners       *partners;    /* (nullable): none yet */
  GCancellable         *making;      /* (nullable): a thread makes those of the three that follow */
  TwProgramDocument    *making_for;
  GArray               *making_of;

  guint                 rule;
  guint                 making_rule;
  guint                 at_once;     /* so many positions and no more are put into words without a thread */
  TwRuleCurveView       view;
  TwReplaySpans         spans;
  gboolean              filling;
  gboolean              fell_back;

  /* children */
  TwChartView          *chart;
  GtkWidget            *views[TW_RULE_CURVE_N_VIEWS];
  GtkDropDown          *span;
  GtkWidget            *choices;
  GtkLabel             *cost;
  GtkLabel             *message;
  GtkLabel             *notes;
  GtkWidget            *try_box;
};

/* --- tw-rule-curve.c --- */

void         tw_rule_curve_draw      (TwRuleCurve            *self);

/* --- tw-rule-curve-words.c --- */

/* (transfer full): “Cost 2025: 412,900 → 431,200 (+4.4 %)”, or what it waits for. */
char        *tw_rule_curve_describe_cost (TwRuleCurve        *self);
/* A drop-down for each thing that the rule goes by. */
void         tw_rule_curve_show_choices (TwRuleCurve         *self);

/* --- tw-rule-curve-spec.c --- */

/* What a handle moves. */
typedef struct
{
  char     *path;
  gboolean  is_rate;     /* written as a percentage */
  gboolean  is_price;
  gboolean  is_flat;     /* money on reaching a band */
  gboolean  along_x;
} TwRuleHandle;

/* What the chart is made from. */
typedef struct
{
  TwProgramDocument       *document;
  guint                    rule;
  const TwPayoutCurve     *curve;
  TwRuleCurveView          view;
  GHashTable              *chosen;
  GArray                  *positions;   /* (nullable) */
  const TwReplay          *replay;      /* (nullable) */
  const char              *period;      /* (nullable): of the positions */
  const TwRulePartners    *partners;    /* (nullable): with their marks */
} TwRuleCurveInput;

/* --- tw-rule-partners.c, all but the last in any thread --- */

/* Reads how far the partners of @positions (nullable) reach. */
TwRulePartners *tw_rule_partners_new  (TwProgramDocument       *document,
                                       guint                    rule,
                                       GArray                  *positions);
void            tw_rule_partners_free (TwRulePartners          *self);
gboolean        tw_rule_partners_are_of (const TwRulePartners  *self,
                                       const TwProgramDocument *document,
                                       guint                    rule,
                                       const GArray            *positions);
/* A mark for each on the rug; of @curve what its numbers are. */
void            tw_rule_partners_draw_up (TwRulePartners       *self,
                                       const TwReplay          *replay,
                                       const TwPayoutCurve     *curve);
/* Both in a thread; @done gets a #GTask of @owner that returns the #TwRulePartners. */
void            tw_rule_partners_make (GObject                 *owner,
                                       TwRulePrice             *price,
                                       const TwRuleCurveInput  *input,
                                       GCancellable            *cancellable,
                                       GAsyncReadyCallback      done);

/* --- tw-rule-curve-spec.c --- */

void         tw_rule_curve_set_x_axis (TwChartSpec            *spec,
                                       const TwProgram        *program,
                                       guint                   rule,
                                       const TwPayoutCurve    *curve);
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
