/* tw-table-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table-private.h"
#include "tw-row-edit.h"

G_BEGIN_DECLS

/* Changing cells in place: by the editor (F2) and from the clipboard. */

/* (nullable): the field that an edit of @column changes; %NULL where it can't be edited here. */
const TwField *tw_table_get_edited     (TwTable      *self,
                                        int           column);
/* (transfer full): an edit of the cell, from what a person typed or pasted. */
TwCellEdit    *tw_table_create_edit    (TwTable      *self,
                                        gint64        key,
                                        int           column,
                                        const char   *text);
/* (transfer full): "Region of Kestrel Systems", for names and messages. */
char          *tw_table_name_cell      (TwTable      *self,
                                        gint64        key,
                                        int           column);
/* To be called after cells were written: everybody sees it, and a toast offers Undo. @text:
 * (nullable): no toast. */
void           tw_table_written        (TwTable      *self,
                                        const char   *text);
/* Opens the editor in the cell under the cursor; %FALSE where it can't be edited. */
gboolean       tw_table_edit_cell      (TwTable      *self);
/* Closes the editor without writing; %FALSE where it isn't open. */
gboolean       tw_table_stop_editing   (TwTable      *self);
void           tw_table_init_edit      (TwTable      *self);
/* tw-table-paste.c */
void           tw_table_paste          (TwTable      *self);
/* What is pasted, for tests without a clipboard. */
void           tw_table_paste_text     (TwTable      *self,
                                        const char   *text);

G_END_DECLS
