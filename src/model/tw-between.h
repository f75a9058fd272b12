/* tw-between.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-entity.h"

G_BEGIN_DECLS

/* The value of a field of the row in hand; a cell of %TW_CELL_NULL where it has none. */
typedef const TwCell *(*TwBetweenGet) (gpointer    row,
                                       const char *field);

/**
 * tw_between_holds:
 * @rule: of an entity
 * @get: reads the row
 * @row: passed to @get
 *
 * Returns: whether the row keeps @rule
 */
gboolean    tw_between_holds       (const TwBetween *rule,
                                    TwBetweenGet     get,
                                    gpointer         row);
/* Translated. */
const char *tw_between_get_message (const TwBetween *rule);

G_END_DECLS
