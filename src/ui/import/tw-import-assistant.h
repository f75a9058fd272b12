/* tw-import-assistant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-window.h"
#include "common/tw-assistant.h"
#include "tw-import-session.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_ASSISTANT (tw_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (TwImportAssistant, tw_import_assistant, TW, IMPORT_ASSISTANT, TwAssistant)

/**
 * TwImportAssistant:
 *
 * Brings a file into the workspace in five steps: file and kind, format, columns, check, result. Every
 * step's work runs in a thread and can be stopped. Nothing is written before the step that leaves the
 * check, and that in one transaction: closing the assistant until then leaves no trace.
 */
TwImportAssistant *tw_import_assistant_new      (TwWindow          *parent);
/* Takes @file as if it had been chosen in the first step. */
void               tw_import_assistant_set_file (TwImportAssistant *self,
                                                 GFile             *file);

/* Shows the assistant above @window, with @file if that isn't NULL. */
TwImportAssistant *tw_import_start              (TwWindow          *window,
                                                 GFile             *file);

G_END_DECLS
