/* tw-import-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-bulk-writer.h"
#include "tw-import-session.h"

G_BEGIN_DECLS

/* --- what is kept of the file --- */

/* Checksum and compressed copy of a file, made in a thread of its own while the file is parsed. */
typedef struct _TwImportKeeper TwImportKeeper;

TwImportKeeper *tw_import_keeper_new    (void);
void            tw_import_keeper_feed   (gpointer          self,
                                         const guchar     *bytes,
                                         gsize             length);
/* Ends the thread; frees @self. */
void            tw_import_keeper_finish (TwImportKeeper   *self,
                                         char            **checksum,
                                         GBytes          **copy);

/* --- what rows refer to --- */

/* The rows that a reference may mean, by external id and by title, and those that are missing. */
typedef struct _TwImportTarget TwImportTarget;

typedef struct
{
  TwWorkspace     *workspace;
  TwImportOptions *options;
  TwImportReport  *report;
  gboolean         write;
  gint64           batch;
  GHashTable      *targets;   /* name of entity -> TwImportTarget */
  TwImportTarget  *types;     /* where the types of created partners go, NULL until there is one */
} TwImportLinks;

void      tw_import_links_init    (TwImportLinks     *self,
                                   TwWorkspace       *workspace,
                                   TwImportOptions   *options,
                                   TwImportReport    *report,
                                   gboolean           write,
                                   gint64             batch);
void      tw_import_links_clear   (TwImportLinks     *self);
/* %NULL with @error; the same target for the same entity. */
TwImportTarget *tw_import_links_get (TwImportLinks   *self,
                                     const TwEntity  *entity,
                                     GError         **error);
/* The row id; 0 with @reason (transfer full) where the row must be rejected, 0 without where @error
 * is set. */
gint64    tw_import_target_find   (TwImportLinks     *self,
                                   TwImportTarget    *target,
                                   const char        *text,
                                   guint64            row,
                                   char             **reason,
                                   GError           **error);
/* Makes known a row of the entity that this import itself brings. */
void      tw_import_target_add    (TwImportTarget    *target,
                                   const char        *key,
                                   gint64             id);
gboolean  tw_import_links_add_type (TwImportLinks    *self,
                                    gint64            partner,
                                    const char       *type,
                                    TwDate            from,
                                    guint64           row,
                                    GError          **error);
/* Looks for what missing names may have meant. */
gboolean  tw_import_links_finish  (TwImportLinks     *self,
                                   GError           **error);

/* --- amounts against quantity and price --- */

typedef struct
{
  guint64  compared;
  guint64  off;           /* rows whose amount is not quantity × price */
  guint64  same_ratio;    /* of them: off by the same factor as the first */
  gint64   first_amount;
  gint64   first_product;
  guint64  first_row;
  char    *first_text;
} TwImportAmounts;

void      tw_import_amounts_add   (TwImportAmounts   *self,
                                   guint64            row,
                                   gint64             amount,
                                   int                digits,
                                   gint64             units,
                                   gint64             unit_price,
                                   const TwReadNumber *discount,
                                   TwImportReport    *report);
void      tw_import_amounts_judge (TwImportAmounts   *self,
                                   TwImportReport    *report);
void      tw_import_amounts_clear (TwImportAmounts   *self);

/* --- one reading of the file --- */

typedef struct
{
  TwWorkspace     *workspace;
  const TwEntity  *entity;
  GFile           *file;
  TwCsvProfile    *profile;
  TwImportMapping *mapping;
  TwImportOptions *options;
  TwImportReport  *report;
  gboolean         write;
  guint64          refused;    /* rows that the workspace refused while writing */
  gboolean         ended;      /* the transaction is over, well or not */
  gint64           batch;
  GCancellable    *cancellable;
  volatile int    *progress;   /* in ten thousandths */
  TwImportKeeper  *keeper;     /* (nullable) */
} TwImportJob;

/* Reads every row, checks it, and with `write` writes it. Rejects and blockers are in the report,
 * an error stops all. */
gboolean  tw_import_pass_run      (TwImportJob       *job,
                                   GError           **error);

/* Says in the report what would make an external id unique that came twice. */
void      tw_import_propose_key   (TwImportJob      *job);

/* --- the report --- */

char     *tw_import_raw_row         (const TwCsvRecord    *record);
char     *tw_import_reject_to_text  (const TwImportReject *reject);
void      tw_import_report_notice   (TwImportReport       *self,
                                     guint64               row,
                                     char                 *text);

G_END_DECLS
