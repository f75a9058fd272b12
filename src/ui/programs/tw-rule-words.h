/* tw-rule-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"
#include "tw-data-words.h"

G_BEGIN_DECLS

/* Fills @store with what a formula may say in the program that is shown: heads of formulas, kinds of
 * facts, attributes of the workspace, names that the program defines, tiers. */
void          tw_rule_words_fill (GtkListStore         *store,
                                  const TwProgramState *state,
                                  GPtrArray            *data);

G_END_DECLS
