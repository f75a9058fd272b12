/* tw-import-missing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-import-session.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_MISSING_GROUP (tw_import_missing_group_get_type ())
G_DECLARE_FINAL_TYPE (TwImportMissingGroup, tw_import_missing_group, TW, IMPORT_MISSING_GROUP,
                      AdwPreferencesGroup)

/**
 * TwImportMissingGroup:
 *
 * What rows refer to and the workspace doesn't have: a switch per kind creates it with the import. For
 * partners the type has to be chosen, none is proposed.
 *
 * Signal `changed` (gboolean complete): the options are others; when complete, rows can be checked again.
 */
TwImportMissingGroup *tw_import_missing_group_new          (void);
void                  tw_import_missing_group_update       (TwImportMissingGroup *self,
                                                            TwImportReport       *report,
                                                            TwImportOptions      *options);
/* (transfer full) (nullable) */
char                 *tw_import_missing_group_get_obstacle (TwImportMissingGroup *self);

G_END_DECLS
