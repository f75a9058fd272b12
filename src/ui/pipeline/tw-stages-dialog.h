/* tw-stages-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_STAGES_DIALOG (tw_stages_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwStagesDialog, tw_stages_dialog, TW, STAGES_DIALOG, AdwWindow)

/**
 * TwStagesDialog:
 *
 * The stages of the pipeline: add, rename, order, probability, remove; and how long a registered deal is protected.
 * Every change is one step that can be undone, applied at once.
 */
GtkWidget *tw_stages_dialog_new (TwDocument *document);

G_END_DECLS
