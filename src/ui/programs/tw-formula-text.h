/* tw-formula-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-formula-entry.h"

G_BEGIN_DECLS

/* Between what a program has and what people see and type. */

/* (transfer full): @value (nullable) as people see it: numbers in the locale, all else as a formula. */
char       *tw_formula_text_show (JsonNode       *value,
                                  TwFormulaKind   kind);
/* (transfer full) (nullable): the JSON of what was typed; %NULL with a sentence that says what is right. */
char       *tw_formula_text_read (const char     *text,
                                  TwFormulaKind   kind,
                                  GError        **error);

G_END_DECLS
