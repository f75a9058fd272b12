/* tw-metric-return.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-dues.h"

G_BEGIN_DECLS

/* What incremental revenue and program ROI are both made of: revenue of enrolled partners beside baselines by
 * several methods. A partner whose royalties (or, for ROI, payouts) aren't known yet is left out of every sum, of
 * revenue, baseline and investment alike, so that what is left fits together. */

enum
{
  TW_METHOD_PRIOR,
  TW_METHOD_DIFFERENCE,
  TW_METHOD_RUN_RATE,
  TW_N_METHODS,
};

typedef struct
{
  __int128 revenue;
  __int128 royalty;
  __int128 margin;
  __int128 margin_revenue;
  __int128 invested;
  __int128 baseline[TW_N_METHODS];
  gint64   partners;
  gint64   with_run_rate;
  gint64   left_out;        /* partners */
  __int128 left_invested;   /* in these, as far as it is known */
  guint    due;             /* TwDue: why */
} TwReturnSums;

/* What a slice's methods know. */
typedef struct
{
  gboolean available[TW_N_METHODS];
  int      chosen;                     /* -1: none */
  gint64   compared;                   /* partners outside of the programs */
  TwDues  *dues;                       /* borrowed */
} TwReturnMethods;

typedef gboolean (*TwReturnRow)   (TwMetricJob            *job,
                                   TwMetricTable          *table,
                                   guint                   row,
                                   const TwReturnSums     *sums,
                                   const TwReturnMethods  *methods,
                                   gpointer                data,
                                   GError                **error);

/* Calls @write for every row, and adds the notes. @mask: the #TwDue that leave a partner out. */
gboolean  tw_return_each_row      (TwMetricJob            *job,
                                   TwMetricTable          *table,
                                   guint                   mask,
                                   TwReturnRow             write,
                                   gpointer                data,
                                   GError                **error);
/* The range over the methods that can be computed, where there are several. */
void      tw_return_set_range     (TwMetricTable          *table,
                                   guint                   row,
                                   guint                   column,
                                   const double            values[TW_N_METHODS],
                                   const TwReturnMethods  *methods);
/* n, the partners behind @n_columns columns, and the reason on what is not known or incomplete. */
void      tw_return_finish_row    (TwMetricJob            *job,
                                   TwMetricTable          *table,
                                   guint                   row,
                                   guint                   n_columns,
                                   guint                   partners_column,
                                   const TwReturnSums     *sums,
                                   const TwReturnMethods  *methods);
/* Why there is no figure where no method can be computed. */
const char *tw_return_no_baseline (void);
/* @amount × @num ÷ @den, half up; @amount itself where that can't be held. */
gint64    tw_return_scale         (gint64                  amount,
                                   __int128                num,
                                   __int128                den);

G_END_DECLS
