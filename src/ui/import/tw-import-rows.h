/* tw-import-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "tw-entity.h"

G_BEGIN_DECLS

/* (transfer none): a window that lists the rows of @entity, the last to arrive first, for kinds that
 * have no view of their own. It follows the workspace and goes with @parent. */
GtkWidget *tw_import_rows_new (TwWindow        *parent,
                               TwDocument      *document,
                               const TwEntity  *entity);

G_END_DECLS
