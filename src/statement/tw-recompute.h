/* tw-recompute.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"
#include "tw-statement.h"

G_BEGIN_DECLS

/**
 * TwRecompute:
 *
 * A period calculated again without being stored, from the facts as they are now: what explanations and the verification
 * of approved statements look into. The data is loaded once; a partner is calculated when it is asked for.
 */
typedef struct _TwRecompute TwRecompute;

TwRecompute           *tw_recompute_new      (TwWorkspace   *workspace,
                                              const char    *period,
                                              TwSpan         span,
                                              GError       **error);
/**
 * tw_recompute_new_for_partner:
 * @partner: row of the partner, the only one that may be asked for
 *
 * The same with the partner's own facts where they are enough, see tw_dataset_load_partner(): a hundredth of the
 * time and memory in a large workspace.
 */
TwRecompute           *tw_recompute_new_for_partner (TwWorkspace *workspace,
                                              const char    *period,
                                              TwSpan         span,
                                              gint64         partner,
                                              GError       **error);
void                   tw_recompute_free     (TwRecompute   *self);
/**
 * tw_recompute_partner:
 * @partner: row of the partner
 * @program: row of the program
 *
 * Returns: (transfer none) (nullable): the result, with its lines in the order of the stored ones; %NULL where the
 *   program no longer covers the partner, or with @error
 */
const TwPartnerResult *tw_recompute_partner  (TwRecompute   *self,
                                              gint64         partner,
                                              gint64         program,
                                              GError       **error);
/* (transfer full) (element-type TwStep): the own steps of a line of that result. */
GArray                *tw_recompute_explain  (TwRecompute   *self,
                                              gint64         partner,
                                              gint64         program,
                                              guint          line);
/* Kind and row of a fact of the result. */
void                   tw_recompute_fact_key (TwRecompute   *self,
                                              gint64         fact,
                                              gint64        *kind,
                                              gint64        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRecompute, tw_recompute_free)

G_END_DECLS
