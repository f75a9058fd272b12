/* tw-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-table-source.h"

G_BEGIN_DECLS

#define TW_TYPE_TABLE (tw_table_get_type ())
G_DECLARE_FINAL_TYPE (TwTable, tw_table, TW, TABLE, AdwBin)

/**
 * TwTable:
 *
 * The one list of the window: filter, chips, column view (two-line rows where it is narrow, over
 * the same selection), sums under their columns, and how many rows there are. Sort, columns, widths
 * and filters are kept in the settings under its name.
 *
 * Signals: `row-activated` (key as gint64) on Enter and double-click; `details` (key) on Alt+Enter;
 * `selection-changed` when the selection or the row with the focus changed, at most every 80 ms.
 *
 * Cells of a source that can be edited (tw_list_source_set_editable()) are edited by F2 and take what is
 * pasted. Actions, for menus: `table.edit-cell`, `table.paste`, `table.copy`, `table.copy-headers`, `table.filter-value`, `table.select-all`.
 * Delete activates `view.remove`.
 */
/**
 * tw_table_new:
 * @name: of the list in the settings: lower case and dashes
 * @label: (nullable): what is read out as the name of the list
 */
GtkWidget     *tw_table_new          (const char    *name,
                                      const char    *label);
/* Keeps a reference. Conditions that the settings hold for this list are added to the source. */
void           tw_table_set_source   (TwTable       *self,
                                      TwTableSource *source);
TwTableSource *tw_table_get_source   (TwTable       *self);
/* Sections put on top of the menu of a row. */
void           tw_table_set_menu     (TwTable       *self,
                                      GMenuModel    *menu);
/* What is shown where there is nothing to list; @child: (nullable): buttons below. */
void           tw_table_set_empty    (TwTable       *self,
                                      const char    *icon_name,
                                      const char    *title,
                                      const char    *description,
                                      GtkWidget     *child);
/* A button in the bar that comes up while several rows are selected; the last one added stands first. */
void           tw_table_add_bulk     (TwTable       *self,
                                      const char    *label,
                                      const char    *action);
/* Another face of the same rows, such as a board, below the same filter: shown instead of the list while @shown. What
 * there is to say of no rows is said by the table either way. @face: (nullable): the first time, taken as any parent
 * does; later %NULL keeps it. */
void           tw_table_set_face     (TwTable       *self,
                                      GtkWidget     *face,
                                      gboolean       shown);
/* (transfer full) (element-type gint64): keys of the selected rows, or of the one with the focus */
GArray        *tw_table_get_selected (TwTable       *self);
/* The key of the selected row with the focus, else of the first that is selected, else of the row
 * with the focus, else 0. */
gint64         tw_table_get_current  (TwTable       *self);
/* Selects the row with @key alone and scrolls to it; FALSE where it isn't listed. */
gboolean       tw_table_select       (TwTable       *self,
                                      gint64         key);
/* (transfer full): the ids of the columns as they are shown. @sort: (out) (transfer full)
 * (nullable): the one that the rows are sorted by. */
char         **tw_table_get_columns  (TwTable       *self,
                                      char         **sort,
                                      gboolean      *descending);
/* Puts the focus on the current row; FALSE where there is none. */
gboolean       tw_table_focus_row    (TwTable       *self);
/* Puts it on what an empty list offers instead of rows; FALSE where it isn't empty, or offers nothing. */
gboolean       tw_table_focus_offer  (TwTable       *self);
/* For TwViewClass.find and .escape. */
gboolean       tw_table_find         (TwTable       *self);
gboolean       tw_table_escape       (TwTable       *self);

G_END_DECLS
