/* tw-run-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"
#include "tw-opening.h"
#include "tw-program-document.h"
#include "tw-row-index.h"
#include "tw-run-reader.h"
#include "tw-run-writer.h"

G_BEGIN_DECLS

/* One program in a run: what the engine is given, and how its answers lead back to rows. Owned by the run. */
typedef struct
{
  gint64         id;
  char          *name;
  GPtrArray     *documents;    /* TwProgramDocument: successive versions */
  TwProgram    **versions;     /* owned array of borrowed trees */
  TwVersionRows *rows;         /* per version */
  GArray        *covered;      /* TwCoveredRow, by external id */
  guint         *partners;     /* row numbers in the dataset, per covered partner */
  TwOpening     *opening;      /* what earlier periods left behind */
  GHashTable    *adjusted;     /* partner row id → gint64 */
  TwEngine      *engine;
  GCancellable  *cancellable;  /* (nullable): borrowed of the run; partners that come after it are left out */
} TwRunProgram;

typedef enum
{
  TW_RUN_PAYING = 1 << 0,   /* only a program that pays by the span */
  TW_RUN_STEPS  = 1 << 1,   /* with the steps of windows */
} TwRunFlags;

void          tw_run_program_free  (TwRunProgram      *self);
/* (nullable): %NULL without @error where the program covers nobody in @span or, with %TW_RUN_PAYING, doesn't pay
 * by it. */
TwRunProgram *tw_run_program_new   (TwWorkspace        *workspace,
                                    const TwProgramRow *row,
                                    TwRowIndex         *index,
                                    const char         *period,
                                    TwSpan              span,
                                    TwRunFlags          flags,
                                    GError            **error);
/* Whether any limit is shared between partners, so that none can be settled before all are calculated. */
gboolean      tw_run_program_shares (const TwRunProgram *self);
/* Counts over the whole run, a bit per fact of the dataset. */
typedef struct
{
  guint8 *seen;
  guint8 *earned;
} TwRunFacts;

/* Counts the facts of a result. */
void          tw_run_count         (const TwPartnerResult *result,
                                    TwRunFacts            *facts);
/* Writes one partner's result: statement, windows, lines, exclusions, balances, reviews. */
gboolean      tw_run_record        (TwRunWriter           *writer,
                                    const TwRunProgram    *program,
                                    const TwDataset       *dataset,
                                    guint                  covered,
                                    const TwPartnerResult *result,
                                    TwSpan                 span,
                                    int                    revision,
                                    TwRunFacts            *facts,
                                    GPtrArray             *problems,
                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRunProgram, tw_run_program_free)

G_END_DECLS
