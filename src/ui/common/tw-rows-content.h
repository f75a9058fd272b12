/* tw-rows-content.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of an entity on their way from one view to another by drag and drop: a #GVariant of the entity's name and the row
 * ids. What is dropped on must take %G_TYPE_VARIANT. */

/* (transfer full); @ids: (element-type gint64): at least one */
GdkContentProvider *tw_rows_content_new  (const char   *entity,
                                          const GArray *ids);
/* (transfer full) (nullable) (element-type gint64): %NULL where @value isn't rows of @entity. */
GArray             *tw_rows_content_read (const GValue *value,
                                          const char   *entity);

G_END_DECLS
