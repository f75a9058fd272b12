/* tw-plan-attention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-attention.h"

G_BEGIN_DECLS

/* (transfer full) (element-type TwAttention): running plans behind pace on @today, or on the last day of which facts
 * are known where that is earlier. Reads the facts of every running plan: for a thread. */
GPtrArray *tw_plan_attention_read (TwWorkspace   *workspace,
                                   TwDate         today,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
