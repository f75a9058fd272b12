/* tw-program-assistant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "common/tw-assistant.h"

G_BEGIN_DECLS

#define TW_TYPE_PROGRAM_ASSISTANT (tw_program_assistant_get_type ())
G_DECLARE_FINAL_TYPE (TwProgramAssistant, tw_program_assistant, TW, PROGRAM_ASSISTANT, TwAssistant)

/**
 * TwProgramAssistant:
 *
 * Makes a program, beginning with what it is for: the objective, the type of partner that meets it, a
 * template of that type or none, name and first day. Nothing is written before the end; what was entered
 * survives a crash.
 *
 * Signal: `made` (id of the version) when the draft was written; the window then closes.
 */
GtkWidget *tw_program_assistant_new (GtkWindow  *parent,
                                     TwDocument *document);

G_END_DECLS
