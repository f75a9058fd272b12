/* tw-import-constants.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-import-mapping.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_CONSTANTS (tw_import_constants_get_type ())
G_DECLARE_FINAL_TYPE (TwImportConstants, tw_import_constants, TW, IMPORT_CONSTANTS, AdwPreferencesGroup)

/**
 * TwImportConstants:
 *
 * Fields that have one value in every row instead of a column: those that need one and have no column,
 * those that have one, and any other by choice.
 *
 * Signal `changed`: a value of the mapping is another one, or can't be taken.
 */
TwImportConstants *tw_import_constants_new          (void);
void               tw_import_constants_update       (TwImportConstants *self,
                                                     TwImportMapping   *mapping);
/* (transfer full) (nullable): what is wrong with the first value that can't be taken. */
char              *tw_import_constants_get_obstacle (TwImportConstants *self);

G_END_DECLS
