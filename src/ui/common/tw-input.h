/* tw-input.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"

G_BEGIN_DECLS

/**
 * tw_input_to_plain:
 * @type: of the field
 * @text: as a person types it: with the locale's signs or in plain form
 *
 * Brings numbers, percentages and dates into the plain form (tw-field-text.h). Nothing is guessed:
 * a text that isn't one of the two forms comes back as it is, for the validation to refuse it.
 * Where one sign could be both (`1,234`), the locale decides: three digits behind its sign of
 * grouping are a group.
 *
 * Returns: (transfer full): the plain form
 */
char *tw_input_to_plain (TwFieldType  type,
                         const char  *text);

G_END_DECLS
