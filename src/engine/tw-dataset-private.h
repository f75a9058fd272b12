/* tw-dataset-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"
#include "tw-text-pool.h"

G_BEGIN_DECLS

typedef struct
{
  char        *name;
  TwValueType  type;
  gint64      *data;
} TwColumn;

typedef struct
{
  GArray *columns; /* TwColumn */
  gsize   n_rows;
  gsize   n_alloc;
} TwRelation;

/* Rows of a relation grouped by a row number of another one: rows[start[i]] … rows[start[i + 1]]
 * - 1 */
typedef struct
{
  guint32 *start;
  guint32 *rows;
} TwGrouping;

/* The rates of one quoted pair, by date. */
typedef struct
{
  gint64  base;
  gint64  quote;
  GArray *rows; /* guint32, rows of FX by date */
} TwFxSeries;

/* Invariants after tw_dataset_finish(): by_partner lists every fact that has a partner and was not
 * replaced, in the order (placed, reverses empty first, id); placed[f] is the kind's own date or
 * TW_DATE_NONE; original[f] is the reversed fact's row or -1. */
struct _TwDataset
{
  TwRelation    relations[TW_N_RELATIONS];
  TwTextPool   *pool;
  GHashTable   *digits;       /* currency → digits + 1 */
  gint64        pivot;
  gboolean      finished;

  guint         n_partners;
  const TwColumn *id;           /* of facts */
  const TwColumn *kind;
  TwGrouping    by_partner;
  TwGrouping    reversed_by;  /* facts by the fact that they reverse; start NULL: none */
  TwGrouping    credits;      /* credits by fact, ordered by at, then id; start NULL: none */
  TwGrouping    credited;     /* facts by partner that has a credit on another partner's fact */
  TwGrouping    agreements;
  TwGrouping    terms;
  TwGrouping    enrolments;
  TwGrouping    tiers;
  /* per fact: its place in by_partner.rows, G_MAXUINT32 where it has none */
  guint32      *position;
  TwDate       *dates;        /* by place in by_partner: `placed` of the fact */
  const TwColumn *partner;      /* of facts */
  TwDate       *placed;
  gint64       *original;
  gint64       *first_purchase; /* per customer, derived */
  gint64       *first_fact;     /* per customer: the fact that was the first purchase */
  guint8       *duplicate;      /* per fact, NULL where every id is unique */
  guint8       *replaced;       /* per fact, NULL where no fact replaces another */
  GHashTable   *fx;             /* pair key → TwFxSeries */
};

const TwColumn *tw_dataset_find_column (const TwDataset *dataset,
                                        TwRelationId     relation,
                                        const char      *name);
/* tw-dataset-order.c: position of a fact in the order of rules.md 4.2, given dates; <0, 0, >0. */
int             tw_dataset_compare_facts (const TwDataset *dataset,
                                          guint32          a,
                                          TwDate           a_date,
                                          guint32          b,
                                          TwDate           b_date);
int             tw_dataset_get_digits  (const TwDataset *dataset,
                                        gint64           currency);
/* Counting sort of the rows of @relation by @column; rows without a value or with skip[row] stay
 * out. */
void            tw_dataset_group_rows  (const TwDataset *dataset,
                                        TwRelationId     relation,
                                        const gint64    *column,
                                        gsize            n_groups,
                                        const guint8    *skip,
                                        TwGrouping      *grouping);
void            tw_dataset_sort_groups (TwDataset       *dataset,
                                        TwGrouping      *grouping,
                                        gsize            n_groups,
                                        GCompareDataFunc compare);
/* Facts by partner in the order of rules.md 4.2. */
void            tw_dataset_group_by_partner (TwDataset  *dataset,
                                        const gint64    *partner);
/* tw-dataset-links.c */
void            tw_dataset_find_duplicates (TwDataset   *dataset);
void            tw_dataset_link_reversals (TwDataset    *dataset);
guint8         *tw_dataset_find_replaced (const TwDataset *dataset);
/* tw-dataset-fx.c */
void            tw_dataset_index_fx    (TwDataset       *dataset);
gboolean        tw_dataset_index       (TwDataset       *dataset,
                                        GError         **error);
/* The latest quoted rate of a pair on or before @date. */
gboolean        tw_dataset_find_rate   (const TwDataset *dataset,
                                        gint64           base,
                                        gint64           quote,
                                        TwDate           date,
                                        TwFxRate        *rate,
                                        TwDate          *quoted_on);

static inline gint64
tw_column_at (const TwColumn *column,
              gint64          row)
{
  return column == NULL || row < 0 ? TW_NULL : column->data[row];
}

G_END_DECLS
