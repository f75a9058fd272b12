/* tw-list-source-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-list-source.h"

G_BEGIN_DECLS

/* A condition that a person added, as a chip shows it and the settings keep it. */
typedef struct
{
  char       *column;
  TwFilterOp  operation;
  char       *value;
  TwFilter   *given;            /* (nullable): one condition that came from elsewhere, instead */
} Condition;

struct _TwListSource
{
  TwTableSource   parent_instance;

  /* owned */
  TwWorkspace    *workspace;
  TwList         *list;
  GArray         *columns;      /* TwTableColumn, in the order shown */
  GArray         *fields;       /* guint, place of each column's field in the declaration */
  GPtrArray      *conditions;   /* Condition* */
  TwFilter       *filter;       /* scope, conditions and words */
  char           *words;

  /* scope */
  const char     *scope_field;
  gint64          scope_number;
  const char     *span_field;
  gint64          span_start;
  gint64          span_end;
  const TwEntity *target;       /* (nullable): whose fields are edited */
  gboolean        span_open;    /* what isn't dated belongs to every span */
  GHashTable     *constants;    /* const char* field, interned -> Condition* */

  gint64          n_all;        /* -1 until counted */
  GCancellable   *counting;     /* (nullable): under way */

  /* what was added up last: of which rows, and the result */
  GCancellable   *adding;       /* (nullable): under way */
  GBytes         *sums_keys;    /* (nullable): of these keys; %NULL: of the filter */
  GPtrArray      *sums;         /* (nullable): TwTableSum* */
};

/* tw-list-source.c */
const TwField *tw_list_source_get_field       (TwListSource       *self,
                                               guint               column);
/* tw-list-source-filters.c */
void           tw_list_source_init_filters    (TwListSource       *self);
void           tw_list_source_install_filters (TwTableSourceClass *source_class);
/* (transfer full): what belongs to the place of the list alone. */
TwFilter      *tw_list_source_create_scope    (TwListSource       *self);
/* tw-list-source-sums.c */
void           tw_list_source_install_sums    (TwTableSourceClass *source_class);
/* After a change of what is shown, and of what could be. */
void           tw_list_source_forget_sums     (TwListSource       *self);
void           tw_list_source_forget_count    (TwListSource       *self);

G_END_DECLS
