/* tw-sql-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-filter.h"
#include "tw-query.h"

/* SQL from declarations. The entity's rows are `t` in every statement; names come from
 * constants and are quoted, values are bound. */

/* Where a field stands among the columns of a select, -1 where it doesn't. */
typedef struct
{
  int value;
  int scale;
  int title;
  int key;
} TwSlot;

void      tw_sql_append_name   (GString          *sql,
                                const char       *name);
/* `t."amount"`, or the value of an attribute as a scalar subquery. */
void      tw_sql_append_value  (GString          *sql,
                                const TwField    *field);
/* ` FROM "sale" AS t` */
void      tw_sql_append_from   (GString          *sql,
                                const TwEntity   *entity);
/* ` WHERE …` with the entity's part and the filter, which may be %NULL. */
void      tw_sql_append_where  (GString          *sql,
                                const TwEntity   *entity,
                                const TwFilter   *filter);
void      tw_sql_bind_filter   (TwQuery          *query,
                                const TwFilter   *filter);
/* ` ORDER BY …`; @field: (nullable): the entity's own order. */
void      tw_sql_append_order  (GString          *sql,
                                const TwEntity   *entity,
                                const TwField    *field,
                                gboolean          descending);
/* (transfer full): `SELECT t.id, …` with every field, and for references title and key; @slots
 * gets one element per field. */
GString  *tw_sql_select        (const TwEntity   *entity,
                                GPtrArray        *fields,
                                TwSlot           *slots);

void      tw_sql_read_cell     (TwQuery          *query,
                                const TwField    *field,
                                const TwSlot     *slot,
                                TwCell           *cell);
/* An FX rate takes two parameters, the scale at @parameter + 1. */
void      tw_sql_bind_cell     (TwQuery          *query,
                                const TwField    *field,
                                int               parameter,
                                const TwCell     *cell);
/* (transfer full) (nullable): an attribute's canonical text. */
char     *tw_sql_attribute_text (const TwField   *field,
                                 const TwCell    *cell);
