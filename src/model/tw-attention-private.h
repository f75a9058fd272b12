/* tw-attention-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-attention.h"

/* (transfer full) */
TwAttention *tw_attention_new           (TwAttentionKind    kind);
void         tw_attention_add_amount    (TwAttention       *self,
                                         const char        *currency,
                                         int                digits,
                                         gint64             amount);
/* @text: copied */
void         tw_attention_add_condition (TwAttention       *self,
                                         const char        *field,
                                         TwFilterOp         op,
                                         const char        *text);

/* What is told by period and program, appended to @items. */
gboolean     tw_attention_read_periods  (GPtrArray         *items,
                                         TwWorkspace       *workspace,
                                         const TwCalendar  *calendar,
                                         TwDate             today,
                                         GError           **error);
