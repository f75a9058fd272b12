/* tw-fault.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*TwFaultFunc) (const char *name,
                             gpointer    user_data);

/**
 * tw_fault_point:
 * @name: parse, first-insert, mid-insert, index, commit, checkpoint …
 *
 * A moment at which a test may cut the power. Does nothing unless the environment holds
 * `TW_FAULT=name:n`, then the process kills itself at the n-th pass of that point, or a test set a
 * function.
 */
void tw_fault_point    (const char  *name);
void tw_fault_set_func (TwFaultFunc  func,
                        gpointer     user_data);

G_END_DECLS
