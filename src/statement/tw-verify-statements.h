/* tw-verify-statements.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lets tw_verify() recompute every approved statement from the facts and hold it against what is stored: lines, payment,
 * and the statement's own sums. Once per process, before any thread verifies. */
void tw_verify_statements_register (void);

G_END_DECLS
