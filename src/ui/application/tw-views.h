/* tw-views.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

/**
 * TwViewInfo:
 * @name: in actions, settings and the stack
 * @label: untranslated
 * @new: makes the view for a document
 * @records: tables whose rows have a page in this view, see the `open_record` of #TwViewClass
 *
 * One line of the sidebar. A view stands here when it exists, in the order of the sidebar.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon_name;
  TwView   *(*new) (TwDocument *document);
  const char *records[6];
} TwViewInfo;

guint             tw_views_count (void);
const TwViewInfo *tw_views_nth   (guint       index);
const TwViewInfo *tw_views_find  (const char *name);
/* (nullable): the view in which rows of @table have a page. */
const TwViewInfo *tw_views_find_for_record (const char *table);

G_END_DECLS
