/* tw-csv-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-csv-reader.h"
#include "tw-import-value.h"

G_BEGIN_DECLS

/**
 * TwCsvFormat:
 * @delimiter: 0 where it is not decided
 * @header: whether the first row names the columns
 *
 * How a file is read. What stands at its unknown value is detected.
 */
typedef struct
{
  TwEncoding     encoding;
  char           delimiter;
  TwDecimalSign  decimal;
  TwDateOrder    dates;
  gboolean       header;
  gboolean       header_given;   /* the person said so */
} TwCsvFormat;

/* One thing that was found out about a file, or that a person has to decide. */
typedef struct
{
  TwConfidence  confidence;
  char         *evidence;
} TwCsvFinding;

/* @evidence: (transfer full): a sentence */
void tw_csv_finding_set (TwCsvFinding *finding,
                         TwConfidence  confidence,
                         char         *evidence);

/**
 * TwCsvColumn:
 * @name: its heading, or "Column 3" where the file has none
 * @samples: (element-type utf8): up to five different values, as they stand in the file
 *
 * What the rows say about one column: how many cells look like what.
 */
typedef struct
{
  char      *name;
  GPtrArray *samples;
  guint64    n_blank;
  guint64    n_filled;
  guint64    n_integers;
  guint64    n_point;        /* can only have a decimal point */
  guint64    n_comma;        /* can only have a decimal comma */
  guint64    n_either;       /* 1,234 or 1.234: grouping or decimals */
  guint64    n_broken;       /* groups of digits that neither sign explains */
  guint64    n_iso;
  guint64    n_day_first;    /* 25/02/2026 */
  guint64    n_month_first;
  guint64    n_either_order; /* 05/02/2026 */
  guint64    n_formulas;     /* begin with =; kept as they are */
  char      *point_example;
  char      *comma_example;
  char      *either_example;
  char      *order_example;
} TwCsvColumn;

/**
 * TwCsvProfile:
 * @format: every member decided, but where its finding is ambiguous
 * @given: what the person chose
 * @columns: (element-type TwCsvColumn)
 * @raw: (element-type GStrv): the first rows as they stand in the file
 * @width: how many columns the first row has
 *
 * A file as it was understood.
 */
typedef struct
{
  TwCsvFormat   format;
  TwCsvFormat   given;
  TwCsvFinding  encoding;
  TwCsvFinding  delimiter;
  TwCsvFinding  decimal;
  TwCsvFinding  dates;
  TwCsvFinding  header;
  GPtrArray    *columns;
  GPtrArray    *raw;
  guint         width;
  guint64       size;        /* bytes */
} TwCsvProfile;

TwCsvProfile *tw_csv_profile_new       (GFile               *file,
                                        const TwCsvFormat   *given,
                                        GCancellable        *cancellable,
                                        GError             **error);
void          tw_csv_profile_free      (TwCsvProfile        *self);
/* Decides decimal sign and date order again by the columns that hold numbers and dates: (array): 1
 * or 0 per column. */
void          tw_csv_profile_focus     (TwCsvProfile        *self,
                                        const guint8        *numbers,
                                        const guint8        *dates);
/* @in_window: name what decides as the assistant does, not as an option of the command line. */
gboolean      tw_csv_profile_decided   (TwCsvProfile        *self,
                                        gboolean             in_window,
                                        GError             **error);
/* (transfer full) (nullable): why a column of numbers can't be trusted under any decimal sign. */
char         *tw_csv_profile_damage    (TwCsvProfile        *self,
                                        const guint8        *numbers);

gboolean      tw_csv_delimiter_parse   (const char          *text,
                                        char                *delimiter);
gboolean      tw_decimal_sign_parse    (const char          *text,
                                        TwDecimalSign       *decimal);
gboolean      tw_date_order_parse      (const char          *text,
                                        TwDateOrder         *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwCsvProfile, tw_csv_profile_free)

G_END_DECLS
