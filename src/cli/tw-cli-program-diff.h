/* tw-cli-program-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* `program diff FILE A B [--period P] [--format table|json]`; the exit status: as diff(1) has it, 1 where anything
 * differs. A and B are `NAME`, `NAME@2` or a file. */
int tw_cli_program_diff (TwWorkspace *workspace,
                         const char  *before,
                         const char  *after,
                         const char  *period,
                         TwCliFormat  format);

G_END_DECLS
