/* tw-sale-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_workspace_sales_cross:
 * @cross: (out): whether any sale has to do with another partner than its own
 *
 * A sale with credits, or one that reverses or replaces another partner's, counts for more than one partner: then no
 * partner can be calculated from its own sales alone. Costs a look at each sale that reverses or replaces something.
 *
 * Returns: %FALSE with a store error
 */
gboolean tw_workspace_sales_cross (TwWorkspace  *workspace,
                                   gboolean     *cross,
                                   GError      **error);

G_END_DECLS
