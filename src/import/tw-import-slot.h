/* tw-import-slot.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-import-private.h"

G_BEGIN_DECLS

/* One field of a row on its way from cells to a value. */
typedef struct
{
  const TwField   *field;
  TwImportField   *source;
  gboolean         extra;          /* a field of the mapping alone, not of the entity */
  TwImportTarget  *target;         /* for a reference */
  int              currency;       /* the slot with the code of the money's currency, or -1 */
  int              kind;           /* the slot that says what a term or a credited fact is, or -1 */
  int              digits;         /* decimals of the value in the row at hand */
  char             last_code[16];  /* currency of the row before, and its decimals */
  int              last_digits;
  GString         *text;           /* a value put together from several cells */
  gboolean         has_initial;
  TwCell           initial;        /* stands in for a blank */
  int             *fallbacks;      /* slots that stand in for a date, ended by -1 */
  guint64          condemned;      /* cells that put the whole column in doubt */
  guint64          condemned_row;
  char            *condemned_value;
  TwReadVerdict    condemned_for;
} TwImportSlot;

typedef struct
{
  TwImportJob     *job;
  TwImportSlot    *slots;
  guint            n_slots;
  int              key, amount, currency, units, unit_price, partner, date, product, customer;
  int              type, type_from, since, valid_from, valid_to;
  int              discount_column;
  guint           *pivots;         /* columns that are named by a currency */
  guint            n_pivots;
  guint            pivot;          /* the one at hand */
  TwImportTarget  *own;            /* where the entity refers to itself */
} TwImportPlan;

typedef struct
{
  const char *column;
  const char *value;
  char       *owned_value;
  char       *reason;
} TwImportProblem;

const char *tw_import_slot_column (TwImportPlan      *plan,
                                   TwImportSlot      *slot);
gboolean  tw_import_plan_init    (TwImportPlan       *self,
                                  TwImportJob        *job,
                                  TwImportLinks      *links,
                                  GError            **error);
void      tw_import_plan_clear   (TwImportPlan       *self);
/* FALSE with @problem where the row must be rejected, or with @error where the import can't go on.
 */
gboolean  tw_import_plan_convert (TwImportPlan       *self,
                                  TwImportLinks      *links,
                                  const TwCsvRecord  *record,
                                  TwCell             *cells,
                                  TwImportProblem    *problem,
                                  GError            **error);
/* Columns that one cell has condemned become blockers. */
void      tw_import_plan_judge   (TwImportPlan       *self,
                                  TwImportReport     *report);

G_END_DECLS
