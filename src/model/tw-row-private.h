/* tw-row-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-row.h"

struct _TwRow
{
  gatomicrefcount  count;
  TwWorkspace     *workspace;   /* owned */
  const TwEntity  *entity;
  GPtrArray       *fields;      /* TwField*, as tw_fields_load() */
  TwCell          *cells;       /* one per field */
  TwCell          *before;      /* as they were read */
  gint64           id;
  GError          *error;       /* (nullable): why the fields of the workspace are not known: saving fails with it */
};

/* The field as it stands in this row: an agreement term's amount is of the term's type. */
const TwField *tw_row_field  (TwRow *row,
                              guint  index);
/* Decimals of a money field's currency in this row. */
int            tw_row_digits (TwRow *row,
                              guint  index);
