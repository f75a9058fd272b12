/* tw-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "tw-cell.h"
#include "tw-entity.h"

G_BEGIN_DECLS

#define TW_TYPE_ITEM (tw_item_get_type ())

/**
 * TwItem:
 *
 * A row of a list: its id and its values, read-only. The same object stands for the same row as
 * long as somebody holds it, across sorting, filtering and refreshing.
 *
 * Signal `changed`: the values are new; a bound cell reads them again.
 */
G_DECLARE_FINAL_TYPE (TwItem, tw_item, TW, ITEM, GObject)

gint64          tw_item_get_id      (TwItem *self);
const TwEntity *tw_item_get_entity  (TwItem *self);
/* (element-type TwField): the declared fields, then the workspace's attributes. */
GPtrArray      *tw_item_get_fields  (TwItem *self);
/* By the place of the field among those; never %NULL. */
const TwCell  *tw_item_get_value   (TwItem *self,
                                     guint   field);
/* (nullable): for a reference the title of its target, for a choice its translated label, else
 * %NULL. */
const char     *tw_item_get_title   (TwItem *self,
                                     guint   field);
/* (nullable): for a reference the external id of its target. */
const char     *tw_item_get_key     (TwItem *self,
                                     guint   field);
/* Decimals of a money field's currency in this row. */
int             tw_item_get_digits  (TwItem *self,
                                     guint   field);
/* (transfer full): the plain form; references by title and choices by label, or with @keys by
 * external id and key. */
char           *tw_item_get_text    (TwItem   *self,
                                     guint     field,
                                     gboolean  keys);

G_END_DECLS
