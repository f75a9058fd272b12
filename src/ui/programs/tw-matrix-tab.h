/* tw-matrix-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"

G_BEGIN_DECLS

#define TW_TYPE_MATRIX_TAB (tw_matrix_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwMatrixTab, tw_matrix_tab, TW, MATRIX_TAB, TwProgramTab)

/**
 * TwMatrixTab:
 *
 * The tiers of a version as a matrix: tiers beside each other, what they ask, grant and cost below
 * each other, changed in place where the version is a draft.
 */
TwProgramTab *tw_matrix_tab_new (void);

G_END_DECLS
