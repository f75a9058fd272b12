/* golden-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "golden-case.h"

#include "tw-engine.h"

G_BEGIN_DECLS

/* One program × one period of a case, calculated. */
typedef struct
{
  const char          *period;   /* its name, as the case writes it */
  const GoldenProgram *program;
  const TwProgram     *version;  /* the last one, for currency and rules */
  TwSpan               span;
  TwDataset           *dataset;
  TwEngine            *engine;
  GArray              *posted;   /* input, element-type TwPosted */
  GArray              *balances; /* input, element-type TwBalance */
} GoldenRun;

/* (transfer full) (element-type GoldenRun): the case's periods in order, each fed with what those
 * before it posted, held back and reviewed. */
GPtrArray             *golden_run_case        (GoldenCase       *self);
/* The result of @partner; NULL where the partner isn't enrolled. */
const TwPartnerResult *golden_run_result      (const GoldenRun  *run,
                                               const char       *partner);
/* Row of the fact, partner or person with this id; -1: none. */
gint64                 golden_run_row         (const GoldenRun  *run,
                                               TwRelationId      relation,
                                               const char       *id);
/* The id in a row; NULL for -1. */
const char            *golden_run_id          (const GoldenRun  *run,
                                               TwRelationId      relation,
                                               gint64            row);
/* The rule of a line or window. */
const TwRule          *golden_run_rule        (const GoldenRun  *run,
                                               guint             version,
                                               guint             rule);

G_END_DECLS
