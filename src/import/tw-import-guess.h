/* tw-import-guess.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-csv-format.h"
#include "tw-entity.h"

G_BEGIN_DECLS

const TwEntity *tw_import_guess_entity (TwCsvProfile *profile,
                                        const char   *file_name);

G_END_DECLS
