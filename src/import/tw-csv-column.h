/* tw-csv-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-csv-format.h"

G_BEGIN_DECLS

TwCsvColumn *tw_csv_column_new     (const char      *name);
void         tw_csv_column_free    (TwCsvColumn     *self);
void         tw_csv_column_observe (TwCsvColumn     *self,
                                    const TwCsvCell *cell);

G_END_DECLS
