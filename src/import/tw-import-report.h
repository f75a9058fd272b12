/* tw-import-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-entity.h"

G_BEGIN_DECLS

/* Rejected and changed rows are listed up to this number; the counts are always exact. */
#define TW_IMPORT_LIST_MAX 50000

/* One row that can't be imported, with the first thing that is wrong with it. */
typedef struct
{
  guint64  row;
  char    *column;   /* the heading, or the field's label where no column is to blame; (nullable) */
  char    *value;    /* (nullable) */
  char    *reason;   /* the end of the sentence "Row 12, Amount: “12.5.0” …" */
  char    *raw;      /* the row as CSV */
} TwImportReject;

/* A row that is there already with other values. */
typedef struct
{
  guint64  row;
  char    *key;
  char    *text;     /* what differs, such as "Amount 100.00 → 120.00", or "" */
} TwImportChange;

/* Something that a row refers to and that the workspace doesn't have. */
typedef struct
{
  const TwEntity *entity;
  char           *key;
  char           *similar;   /* (nullable): what may be meant: `GTX Pro` for `GTXPro` */
  guint64         rows;
  guint64         first_row;
  gboolean        created;   /* was, or will be, as asked for */
} TwImportMissing;

/* A sum over the rows that are or would be written, and those that are there unchanged, by
 * currency. */
typedef struct
{
  char     *currency;
  int       digits;
  gint64    amount;
  guint64   rows;
  gboolean  has_expected;
  gint64    expected;
} TwImportTotal;

/* Something to look at that stops nothing: a suspicious amount, a likely duplicate. */
typedef struct
{
  guint64  row;
  char    *text;
} TwImportNotice;

/**
 * TwImportReport:
 * @rows: rows with anything in them, without the heading
 * @blank: rows without anything
 * @totals: (element-type TwImportTotal): over all valid rows of the file, new or not
 * @written: (element-type TwImportTotal): over the rows that are new: the control totals of the
 * batch
 * @blockers: (element-type utf8): why nothing can be imported, whatever is accepted
 *
 * What an import did, or would do.
 */
typedef struct
{
  guint64    rows;
  guint64    blank;
  guint64    added;
  guint64    changed;
  guint64    unchanged;
  guint64    rejected;
  guint64    repeated;      /* of the rejected: external ids that an earlier row had */
  guint64    created;       /* partners, customers … made because rows refer to them */
  GPtrArray *rejects;
  GPtrArray *changes;
  GPtrArray *missing;
  GPtrArray *totals;
  GPtrArray *written;
  GPtrArray *notices;
  GPtrArray *blockers;
} TwImportReport;

TwImportReport *tw_import_report_new          (void);
void            tw_import_report_free         (TwImportReport        *self);
/* A file with the headings, the rejected rows as they were, and what was wrong. */
gboolean        tw_import_report_save_rejects (TwImportReport        *self,
                                               GStrv                  headings,
                                               GFile                 *file,
                                               GError               **error);
/* (transfer full): the report as lines for a person. */
char           *tw_import_report_to_text      (TwImportReport        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwImportReport, tw_import_report_free)

G_END_DECLS
