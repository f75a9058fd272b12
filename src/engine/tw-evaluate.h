/* tw-evaluate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-engine.h"

G_BEGIN_DECLS

/**
 * tw_engine_evaluate:
 * @version: index into the engine's versions
 * @define: a name in the version's `define`
 * @partner: for whom
 * @date: the evaluation date; no later fact is seen
 * @fact: what `fact.…` reads, -1: none
 *
 * A value or condition on a date, without paying anything.
 *
 * Returns: (transfer full): the exact value as in steps (`12.5`, `2/3`, money in major units, a
 * date, a text, `true`, `false`), `undefined`; or %NULL with %TW_ERROR_NOT_FOUND, or what stopped
 * the evaluation
 */
char *tw_engine_evaluate (TwEngine    *engine,
                          guint        version,
                          const char  *define,
                          guint        partner,
                          TwDate       date,
                          gint64       fact,
                          GError     **error);

G_END_DECLS
