/* tw-field-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-cell.h"
#include "tw-date.h"
#include "tw-entity.h"

G_BEGIN_DECLS

/* The smallest amount: what is below stands for "absent" and "not known" in columns. */
#define TW_FIELD_MONEY_LEAST (1 - G_MAXINT64)

/* The plain form of a value: ASCII digits, a point, no grouping; ISO dates; `yes` and `no`; keys of
 * choices; percentages with their sign. What import writes and export reads, the same
 * everywhere. Locale belongs to the edges. */

/* The longest text and the longest note that a field takes, in bytes. */
#define TW_TEXT_MAX 500
#define TW_NOTE_MAX 65536

/**
 * tw_field_parse:
 * @digits: decimals of the currency of a money; ignored elsewhere
 * @text: the plain form; blanks around it don't count, an empty one is a null
 * @value: (inout): replaced
 * @error: %TW_ERROR_PARSE or %TW_ERROR_RANGE; the message names the field and what it takes
 *
 * References are not parsed here, but resolved with tw_row_set_text() or a #TwKeyIndex.
 */
gboolean  tw_field_parse     (const TwField  *field,
                              int             digits,
                              const char     *text,
                              TwCell        *value,
                              GError        **error);

/* (transfer full): the plain form; empty for a null. */
char     *tw_field_format    (const TwField  *field,
                              int             digits,
                              const TwCell  *value);

/* Whether the field can hold @value: length, control characters, choice, range. @value may be a
 * null where the field isn't required. */
gboolean  tw_field_validate  (const TwField  *field,
                              const TwCell  *value,
                              GError        **error);

/* Whether values of the field are texts (also choices, tags and currency codes) and not numbers. */
gboolean  tw_field_is_textual (const TwField *field);

/* Dates before it are refused everywhere: they were written with too few digits, or stand for "unknown". */
TwDate    tw_field_first_date (void);

G_END_DECLS
