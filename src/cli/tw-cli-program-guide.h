/* tw-cli-program-guide.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* `program guide FILE NAME --output FILE.pdf|.xlsx [--paper a4|letter] [--format json]`; the exit status. */
int tw_cli_program_guide (TwWorkspace *workspace,
                          gint64       version,
                          const char  *output,
                          const char  *paper,
                          TwCliFormat  format);

G_END_DECLS
