/* tw-checks-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-program-tab.h"
#include "tw-design-check.h"

G_BEGIN_DECLS

#define TW_TYPE_CHECKS_TAB (tw_checks_tab_get_type ())
G_DECLARE_FINAL_TYPE (TwChecksTab, tw_checks_tab, TW, CHECKS_TAB, TwProgramTab)

/**
 * TwChecksTab:
 *
 * What the design checks find in a version: at once what its text says, a moment later what registers, facts and a replay
 * say. A row goes to the field at fault; its menu shows the evidence, waives and copies. Checks that don't apply stand
 * below with their reason, then the rules against the facts they need.
 */
TwProgramTab *tw_checks_tab_new         (void);
/* (transfer none) (element-type TwCheckResult) (nullable): what is shown. */
GPtrArray    *tw_checks_tab_get_results (TwChecksTab   *self);
/* Whether everything that is shown belongs to the version as it is now. */
gboolean      tw_checks_tab_is_ready    (TwChecksTab   *self);

/* tw-checks-rows.c: the page of findings; @failure (nullable) is why registers and facts couldn't be asked; @menu is called for the model of a row's menu. */
typedef GMenuModel *(*TwCheckMenuFunc)  (const TwCheckResult *result,
                                         guint                index,
                                         gpointer             user_data);
GtkWidget    *tw_checks_rows_new        (GPtrArray           *results,
                                         const TwFactMatrix  *matrix,
                                         gboolean             waiting,
                                         const char          *failure,
                                         TwCheckMenuFunc      menu,
                                         gpointer             user_data,
                                         GHashTable          *places);
/* tw-checks-evidence.c: the rows that show a finding, for the details pane. */
GtkWidget    *tw_checks_evidence_new    (const TwCheckResult *result);
/* tw-checks-matrix.c */
GtkWidget    *tw_checks_matrix_new      (const TwFactMatrix  *matrix);

G_END_DECLS
