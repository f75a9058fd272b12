/* tw-import-saved.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "import/tw-import-assistant.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_SAVED (tw_import_saved_get_type ())
G_DECLARE_FINAL_TYPE (TwImportSaved, tw_import_saved, TW, IMPORT_SAVED, AdwBin)

/**
 * TwImportSaved:
 *
 * The mappings that were saved for a kind of rows: one can be taken, and the present one saved. Saving is
 * a change of the workspace of its own, undone like any other.
 *
 * Signal `loaded`: the session's mapping is another one.
 */
TwImportSaved *tw_import_saved_new    (TwImportAssistant *assistant);
void           tw_import_saved_update (TwImportSaved     *self,
                                       TwImportSession   *session);

G_END_DECLS
