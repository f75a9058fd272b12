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
 * @marks: one for each partner, see tw_rule_partners_new()
 * @x_min: how far they reach below nothing along the axis, in minor units or millionths
 * @x_max: how far they reach above it, likewise
 * @middle: what the one in the middle is paid on, likewise
 *
 * Where partners stood. It stays while a handle is dragged: ten thousand of them take longer to put into words than a
 * frame may last.
 */
typedef struct
{
  GArray *marks;
  gint64  x_min;
  gint64  x_max;
  gint64  middle;
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
  TwRulePartners       *partners;    /* (nullable): of @partners_of */
  GArray               *partners_of; /* only compared */

  guint                 rule;
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
  const TwProgramDocument *document;
  guint                    rule;
  const TwPayoutCurve     *curve;
  TwRuleCurveView          view;
  GHashTable              *chosen;
  GArray                  *positions;   /* (nullable) */
  const TwReplay          *replay;      /* (nullable) */
  const char              *period;      /* (nullable): of the positions */
  TwRulePartners          *partners;    /* the marks are made where it has none yet */
} TwRuleCurveInput;

/* Reads how far the partners of @positions (nullable) reach. */
TwRulePartners *tw_rule_partners_new  (const TwProgramDocument *document,
                                       guint                    rule,
                                       GArray                  *positions);
void            tw_rule_partners_free (TwRulePartners          *self);
/* A mark for each, on the rug. */
void            tw_rule_partners_add  (const TwRuleCurveInput  *input,
                                       TwChartSpec             *spec);

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
