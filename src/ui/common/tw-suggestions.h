/* tw-suggestions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_suggestions_attach:
 * @entry: a #GtkEditable in which a record is named
 * @entity: the kind of record
 * @owner: the row that what is meant belongs to, such as the plan of an initiative; 0: any
 *
 * While somebody types, what could be meant stands below @entry, read beside the window. ↓ and ↑ choose, Enter and Tab take
 * what is chosen, Esc closes only the list; Alt+↓ opens it without a word typed. What is typed is never altered by
 * itself. Another call for the same @entry does nothing.
 */
void       tw_suggestions_attach      (GtkWidget       *entry,
                                       TwWorkspace     *workspace,
                                       const TwEntity  *entity,
                                       gint64           owner);
/* (nullable) (transfer none): the list below @entry while it is open, for tests. */
GtkWidget *tw_suggestions_get_list    (GtkWidget       *entry);

G_END_DECLS
