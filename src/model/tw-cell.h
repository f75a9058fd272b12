/* tw-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TW_CELL_NULL,
  TW_CELL_NUMBER,
  TW_CELL_TEXT,
} TwCellKind;

/**
 * TwCell:
 * @kind: which member counts
 * @number: integers, minor units, millionths, day numbers (#TwDate), 0 or 1, row ids, mantissas
 * @scale: decimals of @number where the field is an FX rate, else 0
 * @text: texts, notes, keys of choices, tags; owned in a row, borrowed in a bulk writer
 *
 * One value of one field. Dates are day numbers here and ISO text in the workspace.
 */
typedef struct
{
  TwCellKind  kind;
  int          scale;
  gint64       number;
  char        *text;
} TwCell;

#define TW_CELL_INIT { TW_CELL_NULL, 0, 0, NULL }

void      tw_cell_clear       (TwCell       *value);
void      tw_cell_set_number  (TwCell       *value,
                                gint64         number);
/* %NULL makes it a null. */
void      tw_cell_set_text    (TwCell       *value,
                                const char    *text);
/* @target gets a copy of its own; what it held is freed. */
void      tw_cell_copy        (const TwCell *value,
                                TwCell       *target);
gboolean  tw_cell_equal       (const TwCell *a,
                                const TwCell *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwCell, tw_cell_clear)

G_END_DECLS
