/* tw-saved-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwSavedFilter:
 * @words: what is searched for; never %NULL
 * @conditions: (element-type GVariant): of type (sis): column, operation, value
 *
 * Words and conditions of a list that somebody keeps under a name, for everybody who opens the
 * workspace. A name is unique in its list.
 */
typedef struct
{
  gint64      id;
  char       *name;
  char       *words;
  GPtrArray  *conditions;
} TwSavedFilter;

TwSavedFilter *tw_saved_filter_new    (const char     *name,
                                       const char     *words);
void           tw_saved_filter_add    (TwSavedFilter  *filter,
                                       const char     *column,
                                       int             operation,
                                       const char     *value);
/* The condition at @index; %FALSE behind the last one. */
gboolean       tw_saved_filter_get    (const TwSavedFilter *filter,
                                       guint           index,
                                       const char    **column,
                                       int            *operation,
                                       const char    **value);
void           tw_saved_filter_free   (TwSavedFilter  *filter);

/* (transfer full) (element-type TwSavedFilter): of the list called @list, by name. One whose body can't be
 * read (written by hand) is left out. */
GPtrArray     *tw_saved_filters_read  (TwWorkspace    *workspace,
                                       const char     *list,
                                       GError        **error);
/* As one entry of the history; replaces one of the same name. */
gboolean       tw_saved_filter_save   (TwWorkspace    *workspace,
                                       const char     *list,
                                       TwSavedFilter  *filter,
                                       GError        **error);
gboolean       tw_saved_filter_remove (TwWorkspace    *workspace,
                                       TwSavedFilter  *filter,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwSavedFilter, tw_saved_filter_free)

G_END_DECLS
