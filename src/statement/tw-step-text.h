/* tw-step-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-engine.h"
#include "tw-text-style.h"

G_BEGIN_DECLS

/* Steps of an explanation as JSON (stored) and as words (shown): one text for the window, the XLSX and the
 * command line. */

/* (transfer full): a JSON array of {op, ref, in, out, why}. */
char    *tw_steps_to_json     (GArray      *steps);
/* (transfer full) (element-type TwStep): back again; %NULL with %TW_ERROR_CORRUPT. */
GArray  *tw_steps_from_json   (const char  *json,
                               GError     **error);
/* (transfer full): the step in one sentence, with its numbers as @style writes them. */
char    *tw_step_to_text      (const TwStep *step,
                               const TwTextStyle *style);
/* (transfer full) (nullable): what came out, where a person can read it by itself. */
char    *tw_step_result       (const TwStep *step,
                               const TwTextStyle *style);
/* Whether it only marks that something was looked at, fact by fact: nothing to show. */
gboolean tw_step_is_empty     (const TwStep *step);
/* Translated: “Rounding” for round. */
const char *tw_step_op_label  (const char  *op);
/* (transfer full): why a fact earned nothing. @detail (nullable): path in the program. */
char    *tw_reason_to_text    (const char  *reason,
                               const char  *detail);
/* (transfer full): a leaf of a tier's condition in words, by its path in the program. */
char    *tw_criterion_text    (const TwProgram *program,
                               const char  *ref);
/* Translated: “earned”, “refund” … for a line kind. */
const char *tw_line_kind_label (TwLineKind  kind);

G_END_DECLS
