/* tw-list-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table-source.h"
#include "tw-list.h"

G_BEGIN_DECLS

#define TW_TYPE_LIST_SOURCE (tw_list_source_get_type ())
G_DECLARE_FINAL_TYPE (TwListSource, tw_list_source, TW, LIST_SOURCE, TwTableSource)

/**
 * TwListSource:
 *
 * A source of the rows of an entity: columns from its declaration, sort, filter and sums in SQL.
 * Keys are row ids.
 *
 * @entity: also one that is declared by a query
 * @fields: (nullable) (array zero-terminated=1): names of the fields that are columns, in their
 *   order; %NULL for all. The field that titles a row comes first.
 */
TwTableSource *tw_list_source_new        (TwWorkspace        *workspace,
                                          const TwEntity     *entity,
                                          const char *const  *fields);
/* A condition that belongs to the place where the list stands (one partner's sales): no chip shows
 * it, no person removes it, and it doesn't count as a filter. */
void           tw_list_source_set_scope  (TwListSource       *self,
                                          const char         *field,
                                          gint64              number);
/* The same for a text, such as the period of statements or a state; @text %NULL takes it away. */
void           tw_list_source_set_constant (TwListSource    *self,
                                          const char         *field,
                                          TwFilterOp          operation,
                                          const char         *text);
/* For a list of one period: @field from @start to before @end, as day numbers. */
void           tw_list_source_set_span   (TwListSource       *self,
                                          const char         *field,
                                          gint64              start,
                                          gint64              end);
/* The conditions of @filter (nullable) instead of those there are, as chips that can be taken away; the settings of the
 * list don't keep them. Call it when the source was given to its table. */
void           tw_list_source_set_filter (TwListSource      *self,
                                          const TwFilter    *filter);
/* @target: (nullable): the entity whose rows have the ids of this list: its fields that are columns can
 * be edited in the cells; %NULL: nothing can. */
void           tw_list_source_set_editable (TwListSource    *self,
                                            const TwEntity  *target);
const TwEntity *tw_list_source_get_editable (TwListSource   *self);
TwWorkspace   *tw_list_source_get_workspace (TwListSource   *self);
/* The same, and rows in which @field is empty are shown in every period. */
void           tw_list_source_set_open_span (TwListSource   *self,
                                          const char         *field,
                                          gint64              start,
                                          gint64              end);
/* Shows what @other of the same entity shows: takes over its conditions, words and span, but not its scope. */
void           tw_list_source_follow     (TwListSource       *self,
                                          TwListSource       *other);
/* Scope, conditions and words, for sums over the same rows; valid until one of them changes. */
const TwFilter *tw_list_source_get_filter (TwListSource      *self);
/* (nullable): what the rows must hold. */
const char    *tw_list_source_get_words  (TwListSource       *self);
/* After a change of the workspace. */
void           tw_list_source_refresh    (TwListSource       *self);
TwList        *tw_list_source_get_list   (TwListSource       *self);

G_END_DECLS
