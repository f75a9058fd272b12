/* tw-literal-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_LITERAL_ENTRY (tw_literal_entry_get_type ())
G_DECLARE_FINAL_TYPE (TwLiteralEntry, tw_literal_entry, TW, LITERAL_ENTRY, AdwBin)

/**
 * TwLiteralFunc:
 * @path: of the value in the program
 * @json: the new value as JSON text
 * @error: why it was refused; shown below the entry
 *
 * Writes a changed value.
 */
typedef gboolean (*TwLiteralFunc) (const char  *path,
                                   const char  *json,
                                   gpointer     user_data,
                                   GError     **error);

/**
 * TwLiteralEntry:
 *
 * One number, percentage or date of a program, edited in place: Enter or leaving it writes, Escape
 * restores. What is refused stays as it was typed, with the reason below.
 *
 * @path: a JSON pointer
 * @literal: as the program writes it: `2%`, `20000.00`, `2026-01-01`
 * @name: what is read out as its name
 * @func: (nullable): %NULL makes it read-only
 * @user_data: must outlive the entry
 */
GtkWidget  *tw_literal_entry_new      (const char      *path,
                                       const char      *literal,
                                       const char      *name,
                                       TwLiteralFunc    func,
                                       gpointer         user_data);
const char *tw_literal_entry_get_path (TwLiteralEntry  *self);
/* (nullable): what was typed and refused; NULL where there is nothing to keep. */
const char *tw_literal_entry_get_kept (TwLiteralEntry  *self);
/* Puts back what was typed and refused before the page was built anew. */
void        tw_literal_entry_keep     (TwLiteralEntry  *self,
                                       const char      *text);

G_END_DECLS
