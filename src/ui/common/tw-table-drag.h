/* tw-table-drag.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table.h"

G_BEGIN_DECLS

/* Selected rows can be dragged by their first cell, as rows of @entity (tw-rows-content.h). */
void tw_table_set_drag (TwTable    *self,
                        const char *entity);

G_END_DECLS
