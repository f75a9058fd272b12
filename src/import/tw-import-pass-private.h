/* tw-import-pass-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-import-slot.h"

G_BEGIN_DECLS

/* One reading of the file, the check as well as the commit. */
typedef struct
{
  TwImportJob     *job;
  TwImportPlan     plan;
  TwImportLinks    links;
  TwBulkWriter    *writer;
  TwCell          *cells;       /* one per slot */
  TwImportAmounts  amounts;
  GHashTable      *ordinals;    /* external id as built -> how many so far */
  GHashTable      *duplicates;  /* hash of what makes a likely duplicate */
  guint64          n_duplicates;
  guint64          put;
} TwImportPass;

/* Counts the row and takes it, or rejects it; FALSE with @error where the import can't go on. */
gboolean tw_import_pass_row      (TwImportPass       *self,
                                  const TwCsvRecord  *record,
                                  GError            **error);
/* A wide table of rates: every column named by a currency is a row of its own, blanks are none. */
gboolean tw_import_pass_wide_row (TwImportPass       *self,
                                  const TwCsvRecord  *record,
                                  GError            **error);
/* FALSE for a row, then rejected, that has another number of cells than the heading. */
gboolean tw_import_pass_check_width (TwImportPass      *self,
                                     const TwCsvRecord *record);
/* The total of a currency, begun where there is none. */
TwImportTotal *tw_import_pass_get_total (GPtrArray  *totals,
                                         const char *currency,
                                         int         digits);

G_END_DECLS
