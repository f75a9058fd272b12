/* tw-cli-program-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* Whether `tierwright program ACTION` is one of those below. */
gboolean tw_cli_program_changes_state (const char  *action);
/* Does it and says so. @word: (nullable): the reason of withdraw, the last day of retire, the path of
 * confirm. Returns the exit status. */
int      tw_cli_program_change_state  (TwWorkspace *workspace,
                                       gint64       version,
                                       const char  *name,
                                       const char  *action,
                                       const char  *word);

G_END_DECLS
