/* tw-import-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-import-mapping.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_VALUES (tw_import_values_get_type ())
G_DECLARE_FINAL_TYPE (TwImportValues, tw_import_values, TW, IMPORT_VALUES, AdwWindow)

/**
 * TwImportValues:
 *
 * A dialog that says what values of one column stand for: `GTXPro` is `GTX Pro`.
 *
 * Signal `applied`: the mapping was changed.
 */
GtkWidget *tw_import_values_new (GtkWindow         *parent,
                                 TwImportMapping   *mapping,
                                 TwImportField     *field,
                                 const TwCsvColumn *column);

G_END_DECLS
