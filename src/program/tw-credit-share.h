/* tw-credit-share.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tw_credit_shares:
 * @texts: (array length=n): the shares of one fact's credits as written: `40%`, `1/3`, the parts
 *   of a ratio `2`, `3`, `1`, or %NULL where the rule's split decides
 * @shares: (out caller-allocates) (array length=n): numerators, or %TW_NULL
 * @denominators: (out caller-allocates) (array length=n): denominators, or %TW_NULL where the
 *   share is in millionths
 *
 * Parts of a ratio are whole numbers without a sign; they are parts of their sum. Shares stay
 * exact.
 *
 * Returns: %FALSE with %TW_ERROR_PARSE, which names the text
 */
gboolean  tw_credit_shares  (const char * const  *texts,
                             gsize                n,
                             gint64              *shares,
                             gint64              *denominators,
                             GError             **error);

G_END_DECLS
