/* tw-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TW_VALUE_NULL,
  TW_VALUE_NUMBER,
  TW_VALUE_TEXT,
} TwValueKind;

/**
 * TwValue:
 * @kind: which member counts
 * @number: integers, minor units, millionths, day numbers (#TwDate), 0 or 1, row ids, mantissas
 * @scale: decimals of @number where the field is an FX rate, else 0
 * @text: texts, notes, keys of choices, tags; owned in a row, borrowed in a bulk writer
 *
 * One value of one field. Dates are day numbers here and ISO text in the workspace.
 */
typedef struct
{
  TwValueKind  kind;
  int          scale;
  gint64       number;
  char        *text;
} TwValue;

#define TW_VALUE_INIT { TW_VALUE_NULL, 0, 0, NULL }

void      tw_value_clear       (TwValue       *value);
void      tw_value_set_number  (TwValue       *value,
                                gint64         number);
/* %NULL makes it a null. */
void      tw_value_set_text    (TwValue       *value,
                                const char    *text);
/* @target gets a copy of its own; what it held is freed. */
void      tw_value_copy        (const TwValue *value,
                                TwValue       *target);
gboolean  tw_value_equal       (const TwValue *a,
                                const TwValue *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwValue, tw_value_clear)

G_END_DECLS
