/* tw-value-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwValueFunc:
 * @error: what is right instead
 *
 * Takes what was typed; on %FALSE it stays in the entry, which is marked, with the message below it.
 */
typedef gboolean (*TwValueFunc) (GtkWidget   *entry,
                                 const char  *text,
                                 gpointer     user_data,
                                 GError     **error);

/* Adds a row with one value that is taken by Enter and when it is left, and below it the row that says what is wrong
 * with it. @help: (nullable). Calls @func while @data, an object, lives; a text that stands there already isn't taken
 * again.
 *
 * Returns: (transfer none): the entry */
GtkWidget *tw_value_row_add (AdwPreferencesGroup *group,
                             const char          *title,
                             const char          *help,
                             const char          *text,
                             TwValueFunc          func,
                             gpointer             data);

G_END_DECLS
