/* tw-cli-findings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"
#include "tw-finding.h"

G_BEGIN_DECLS

/* Prints findings, or @nothing where there are none. Returns %TW_EXIT_FINDINGS where one is an error. */
int tw_cli_print_findings (GPtrArray    *findings,
                           TwCliFormat   format,
                           const char   *nothing);

G_END_DECLS
