/* tw-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TW_ERROR:
 *
 * The one error domain of Tierwright. Messages are complete sentences for a person: what happened,
 * where (file, row, field, path), what to do now. They are shown as they are.
 */
#define TW_ERROR (tw_error_quark ())

/**
 * TwError:
 * @TW_ERROR_USAGE: the request itself makes no sense (exit status 2)
 * @TW_ERROR_PARSE: a text is not the number, date, JSON or CSV that was expected
 * @TW_ERROR_RANGE: a value is out of the range it can be held in (also overflow of an amount)
 * @TW_ERROR_AMBIGUOUS: input can be read in more than one way, the person has to choose
 * @TW_ERROR_REFUSED: input is understood and refused, nothing was changed
 * @TW_ERROR_NOT_FOUND: a named thing does not exist
 * @TW_ERROR_CONFLICT: the change contradicts something that exists (unique, locked, approved, in
 *   use)
 * @TW_ERROR_FILE: the workspace or another file cannot be opened, read or written
 * @TW_ERROR_CORRUPT: the workspace does not hold what it must hold
 * @TW_ERROR_CANCELLED: the person cancelled; the state is the one before
 * @TW_ERROR_INTERNAL: a defect of the program
 */
typedef enum
{
  TW_ERROR_USAGE,
  TW_ERROR_PARSE,
  TW_ERROR_RANGE,
  TW_ERROR_AMBIGUOUS,
  TW_ERROR_REFUSED,
  TW_ERROR_NOT_FOUND,
  TW_ERROR_CONFLICT,
  TW_ERROR_FILE,
  TW_ERROR_CORRUPT,
  TW_ERROR_CANCELLED,
  TW_ERROR_INTERNAL,
} TwError;

GQuark tw_error_quark (void);

G_END_DECLS
