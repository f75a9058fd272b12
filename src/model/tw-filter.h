/* tw-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  TW_FILTER_IS,
  TW_FILTER_IS_NOT,
  TW_FILTER_CONTAINS,
  TW_FILTER_STARTS_WITH,
  TW_FILTER_AT_LEAST,
  TW_FILTER_MORE_THAN,
  TW_FILTER_AT_MOST,
  TW_FILTER_LESS_THAN,
  TW_FILTER_EMPTY,
  TW_FILTER_NOT_EMPTY,
  TW_FILTER_EMPTY_OR_AT_LEAST,   /* these two only by tw_filter_add_number(): the span of a list */
  TW_FILTER_EMPTY_OR_LESS_THAN,  /* in which what isn't dated yet belongs to every span */
} TwFilterOp;

/**
 * TwFilter:
 *
 * Which rows a list shows: conditions on fields, all of them required (several with
 * %TW_FILTER_IS on one field: any of them), and words that must stand in one of the searched
 * fields.
 */
typedef struct _TwFilter TwFilter;

TwFilter   *tw_filter_new       (const TwEntity  *entity);
TwFilter   *tw_filter_copy      (const TwFilter  *filter);
void        tw_filter_free      (TwFilter        *filter);
/* (transfer full): the one condition @index as a filter. */
TwFilter   *tw_filter_pick      (const TwFilter  *filter,
                                 guint            index);
/* Adds the conditions of @from, of the same entity, to those of @filter. */
void        tw_filter_append    (TwFilter        *filter,
                                 const TwFilter  *from);
/**
 * tw_filter_add:
 * @text: (nullable): the plain form; money in major units, whatever the currency of a row; for a
 *   reference a row id written as `#17`, else an external id or a title
 * @error: the message names the field
 */
gboolean    tw_filter_add       (TwFilter        *filter,
                                 TwWorkspace     *workspace,
                                 const char      *field,
                                 TwFilterOp       op,
                                 const char      *text,
                                 GError         **error);
/* Compares with a number as it is stored: a row id, minor units, a day number of a date. */
void        tw_filter_add_number (TwFilter       *filter,
                                  const char     *field,
                                  TwFilterOp      op,
                                  gint64          number);
/**
 * tw_filter_add_among:
 * @field: a reference, or `id` for the rows themselves
 * @ids: (array length=n): row ids; none of them matches no row
 * @shown: what they have in common, for a chip
 */
void        tw_filter_add_among (TwFilter        *filter,
                                 const char      *field,
                                 const gint64    *ids,
                                 gsize            n,
                                 const char      *shown);
/* What the last condition is called in its chip instead of its field: @label untranslated and constant. */
void        tw_filter_set_label (TwFilter        *filter,
                                 const char      *label);
void        tw_filter_set_words (TwFilter        *filter,
                                 const char      *words);
guint       tw_filter_get_count (const TwFilter  *filter);
/* (transfer full): how values of @type look where the description is shown. */
typedef char *(*TwFieldFormat)  (TwFieldType      type,
                                 const char      *plain);
/* (transfer full): such as "Tier is Gold", for a chip. @format: (nullable): leaves values in their plain form */
char       *tw_filter_describe  (const TwFilter  *filter,
                                 guint            index,
                                 TwFieldFormat    format);
void        tw_filter_remove    (TwFilter        *filter,
                                 guint            index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFilter, tw_filter_free)

G_END_DECLS
