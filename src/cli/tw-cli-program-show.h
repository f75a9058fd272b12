/* tw-cli-program-show.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* `program list FILE`: every version of every program; the exit status. */
int tw_cli_program_list      (TwWorkspace *workspace,
                              TwCliFormat  format);
/* `program templates` */
int tw_cli_program_templates (TwCliFormat  format);
/* `program show FILE NAME`: tiers and rules as sentences. */
int tw_cli_program_show      (TwWorkspace *workspace,
                              gint64       version,
                              TwCliFormat  format);

G_END_DECLS
