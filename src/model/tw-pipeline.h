/* tw-pipeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-date.h"
#include "tw-filter.h"
#include "tw-stage.h"

G_BEGIN_DECLS

/* What one column of the board holds in one currency. Amounts are in minor units of it. */
typedef struct
{
  char   *currency;     /* (nullable): opportunities without an amount */
  int     digits;
  gint64  opportunities;
  gint64  amount;
  gint64  weighted;     /* each opportunity's amount × probability, rounded half away from zero, then added up */
  gint64  unweighted;   /* of @opportunities, those with an amount and without a probability */
} TwPipelineSum;

/**
 * TwPipelineColumn:
 * @stage: what the column is of
 * @opportunities: that the filter lets pass, in all currencies
 * @ending: of these, those whose protection ends within the days of the warning
 * @sums: (element-type TwPipelineSum): by currency; currencies are never mixed
 */
typedef struct
{
  TwStage   *stage;
  gint64     opportunities;
  gint64     ending;
  GPtrArray *sums;
} TwPipelineColumn;

/**
 * tw_pipeline_read:
 * @filter: (nullable): of the entity `deal`, the same as that of the lists in the columns
 * @date: the day on which protections are looked at
 *
 * The columns of the board with their sums, in the order of tw_stages_read(). A stage that the filter empties keeps
 * its column. May run in a thread, on a fork.
 *
 * Returns: (transfer full) (element-type TwPipelineColumn): %TW_ERROR_RANGE where a sum doesn't fit
 */
GPtrArray *tw_pipeline_read       (TwWorkspace       *workspace,
                                   const TwFilter    *filter,
                                   TwDate             date,
                                   GError           **error);
void       tw_pipeline_column_free (TwPipelineColumn *column);

typedef void (*TwPipelineLoaded)  (GPtrArray         *columns,
                                   const GError      *error,
                                   gpointer           user_data);

/* Reads in a thread on a connection of its own. @loaded is called in the context of the caller, with columns
 * (transfer full) or an error; not any more once @cancellable was cancelled. */
gboolean   tw_pipeline_start      (TwWorkspace       *workspace,
                                   const TwFilter    *filter,
                                   TwDate             date,
                                   GCancellable      *cancellable,
                                   TwPipelineLoaded   loaded,
                                   gpointer           user_data,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPipelineColumn, tw_pipeline_column_free)

G_END_DECLS
