/* tw-matrix-today.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-program-document.h"
#include "tw-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TwMatrixTierToday:
 * @n_partners: partners that hold the tier today
 * @partners: (nullable) (element-type gint64): their rows
 * @cost: minor units: what one of them costs in a year, where @reason is %NULL
 * @reason: (nullable): why there is none
 */
typedef struct
{
  guint   n_partners;
  GArray *partners;
  gint64  cost;
  char   *reason;
} TwMatrixTierToday;

/**
 * TwMatrixToday:
 * @tiers: (element-type TwMatrixTierToday): in the order of the document: tiers, then designations
 *
 * What the workspace knows of the tiers of a program.
 */
typedef struct
{
  GArray *tiers;
} TwMatrixToday;

/* To be called in a thread, on a workspace of its own. */
TwMatrixToday *tw_matrix_today_count (TwWorkspace        *workspace,
                                      gint64              program,
                                      TwProgramDocument  *document,
                                      TwDate              today,
                                      GError            **error);
void           tw_matrix_today_free  (TwMatrixToday      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMatrixToday, tw_matrix_today_free)

G_END_DECLS
