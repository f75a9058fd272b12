/* tw-cli-program-language.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* Prints how a program is written. @topic (nullable): one object of it, "facts" or a kind of fact; NULL the way in. JSON gives
 * the whole schema. Returns an exit status: TW_EXIT_USAGE for what is no topic. */
int tw_cli_program_language (const char  *topic,
                             TwCliFormat  format);

G_END_DECLS
