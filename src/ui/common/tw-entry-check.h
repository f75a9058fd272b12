/* tw-entry-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-entity.h"

G_BEGIN_DECLS

/* Entries of dialogs that are no forms, held against the same limits. */

/* @message: says what is wrong with the text that was to be inserted. */
typedef void (*TwEntryRefused) (const char *message,
                                gpointer    user_data);

/* An entry would keep the first 65,535 bytes of a paste without a word: from now on it takes all or nothing. */
void     tw_entry_guard (GtkWidget      *entry,
                         TwEntryRefused  refused,
                         gpointer        user_data);
/* Marks the entry as wrong or right, also for assistive technologies. */
void     tw_entry_mark  (GtkWidget      *entry,
                         gboolean        wrong);
/* Whether what stands in it, in the locale's form, is something that @field holds; marks it. An empty entry is right:
 * what is required is the dialog's business. */
gboolean tw_entry_check (GtkWidget      *entry,
                         const TwField  *field,
                         GError        **error);

G_END_DECLS
