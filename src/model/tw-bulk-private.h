/* tw-bulk-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-bulk-group.h"
#include "tw-bulk-key.h"
#include "tw-bulk-writer.h"
#include "tw-period-lock.h"
#include "tw-sql-private.h"

#define TW_BULK_MAX_FALLBACKS 6

/* What one column of the INSERT takes: a value that the row brings, or the first of some that
 * it brings. */
typedef struct
{
  const TwField *field;
  int            value;                      /* place among the values, -1: only fallbacks */
  int            fallbacks[TW_BULK_MAX_FALLBACKS];   /* places, ended by -1 */
  int            parameter;
  char           date[12];                   /* ISO text while it is bound */
} TwBulkColumn;

struct _TwBulkWriter
{
  TwWorkspace    *workspace;    /* owned */
  const TwEntity *entity;
  TwField        *copies;       /* of the fields: attributes may go with whoever loaded them */
  const TwField **fields;       /* to the copies */
  guint           n_fields;
  gint64          batch;
  gboolean        update;

  TwBulkColumn   *columns;
  guint           n_columns;
  int             date_column;  /* of the placing date, or -1 */
  const TwField  *missing;      /* (nullable): a required field that rows don't bring */
  TwQuery        *insert;       /* one row, or */
  TwBulkGroup    *group;        /* (nullable): rows by the dozen */
  TwQuery        *change;       /* the same columns, WHERE id */
  TwQuery        *look;         /* the brought fields of row `:id` */
  TwQuery        *attribute;
  TwSlot         *slots;        /* of `look` */
  TwBulkKey      *key;
  TwKeyIndex     *keys;
  GHashTable     *touched;      /* gint64* of rows that were there and came again */
  TwPeriodLocks  *locks;
  gint64          first_id;
  gint64          next_id;      /* of a group, and of a probe, which writes nothing */
};

/* What the writer writes, and the statements for it. */
gboolean      tw_bulk_plan         (TwBulkWriter        *self,
                                    GError             **error);
/* The value that a column takes from those of a row; a null where it takes none. */
const TwCell *tw_bulk_column_value (const TwBulkColumn  *column,
                                    const TwCell        *values);
/* What the table would refuse of a row, as %TW_ERROR_CONFLICT. */
gboolean      tw_bulk_check_row    (TwBulkWriter        *self,
                                    const TwCell        *values,
                                    GError             **error);
