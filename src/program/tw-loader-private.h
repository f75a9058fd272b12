/* tw-loader-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"
#include "tw-entity.h"
#include "tw-fact-reader.h"
#include "tw-filter.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Names of columns that lead back to the workspace; no rule can name them. They are the first of
 * their relation, because columns are found by walking. */
#define TW_ROW_COLUMN  "#row"
#define TW_KIND_COLUMN "#kind"

/* Row ids of a table to row numbers of a relation. */
typedef struct
{
  gint64 *rows;
  gsize   n;
} TwRowMap;

/* What a column of texts had last: currencies, sources and motions repeat for long stretches. */
typedef struct
{
  char   text[16];
  gsize  length;   /* 0: none */
  gint64 id;
} TwLastText;

#define TW_LOADER_LAST_TEXTS 32

/* One load of a workspace into a dataset. */
typedef struct
{
  TwWorkspace *workspace;
  TwDataset   *dataset;
  GHashTable  *names;      /* set of attributes that are wanted now; NULL: all */
  GHashTable  *sale_names; /* the same for sales, of which there can be millions */
  TwRowMap     partners;
  TwRowMap     customers;
  TwRowMap     products;
  TwRowMap     persons;
  TwRowMap     partner_keys; /* row id to text id of the external id */
  TwRowMap     person_keys;  /* likewise */
  TwRowMap     programs;   /* row id to text id of the name */
  TwRowMap     categories; /* row id to text id of the name */
  TwRowMap     strategic;  /* row id of a category to 0 or 1 */
  gint64       alone;      /* row id of the partner whose group's sales are enough; 0: everybody's */
  TwFilter    *filter;     /* (nullable): which rows of the table that is read now */
  TwLastText   last[TW_LOADER_LAST_TEXTS]; /* by column */
  gboolean     as_text;    /* references to partners and persons are texts, not rows */
} TwLoader;

/* A column that was read, under the engine's name and type. */
typedef struct
{
  char        *name;
  TwValueType  type;
  gint64      *data;
} TwLoaded;

/* A table that was read: row ids, and columns. */
typedef struct
{
  gint64 *ids;
  gsize   n_rows;
  GArray *columns;   /* of TwLoaded */
} TwTableRead;

gint64       tw_loader_intern       (gpointer         user_data,
                                     guint            column,
                                     const char      *text,
                                     gsize            length);
gboolean     tw_loader_wants        (TwLoader        *loader,
                                     const char      *name);
/* The declared fields and attributes of @entity that a calculation can use, in the engine's
 * units. */
gboolean     tw_loader_read         (TwLoader        *loader,
                                     const TwEntity  *entity,
                                     TwTableRead     *table,
                                     GError         **error);
void         tw_table_read_clear    (TwTableRead     *table);
/* (transfer full) (nullable): the column, taken out. */
gint64      *tw_table_read_steal    (TwTableRead     *table,
                                     const char      *name);
void         tw_row_map_init        (TwRowMap        *map,
                                     const gint64    *ids,
                                     const gint64    *values,
                                     gsize            n);
gint64       tw_row_map_get         (const TwRowMap  *map,
                                     gint64           id);

/* tw-load-people.c: who and what there is. */
gboolean     tw_loader_read_people  (TwLoader        *loader,
                                     GError         **error);
/* tw-load-facts.c: every kind of fact, and credits. */
gboolean     tw_loader_read_facts   (TwLoader        *loader,
                                     GError         **error);
/* tw-load-bonds.c: agreements with terms, enrolments, tiers. */
gboolean     tw_loader_read_bonds   (TwLoader        *loader,
                                     GError         **error);

G_END_DECLS
