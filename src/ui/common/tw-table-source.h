/* tw-table-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TW_TYPE_TABLE_SOURCE (tw_table_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwTableSource, tw_table_source, TW, TABLE_SOURCE, GObject)

/* Where a row isn't in the model: GTK_INVALID_LIST_POSITION without including GTK. */
#define TW_NO_POSITION G_MAXUINT

/**
 * TwTableColumn:
 * @id: stable; in settings, filters and actions
 * @title: translated
 * @numeric: set in tabular figures at the end of the cell
 * @date: cells hold days in their plain form, which are shown as people write them
 * @hidden: not shown until it is chosen
 * @filterable: offered by the filter button
 * @summed: has sums in the row of totals
 * @money: of amounts with a currency
 * @width: in px; 0 for the default
 *
 * The first column identifies the row and stays first.
 */
typedef struct
{
  const char *id;
  const char *title;
  gboolean    numeric;
  gboolean    hidden;
  gboolean    filterable;
  gboolean    summed;
  int         width;
  gboolean    date;
  gboolean    money;
} TwTableColumn;

/* One exact sum, ready to be shown. Ordered by column and currency. */
typedef struct
{
  guint  column;
  char  *currency;      /* (nullable) */
  char  *text;          /* without the currency */
} TwTableSum;

typedef enum
{
  TW_TABLE_LOADING,
  TW_TABLE_READY,
  TW_TABLE_FAILED,
} TwTableState;

/**
 * TwTableSourceClass:
 * @get_model: (transfer none): the rows, filtered and sorted
 * @get_column: %NULL behind the last one
 * @get_text: (transfer full): a cell as it is shown
 * @get_raw: (transfer full): a cell for the clipboard: plain numbers, ISO dates
 * @get_value: (transfer full): a cell as add_filter takes it
 * @get_key: what tells the row at a position from all others for as long as it exists, never 0
 * @find_key: the position of such a row, or %TW_NO_POSITION
 * @set_sort: @column %NULL: the order of its own
 * @set_words: only rows that hold all of these words
 * @add_filter: @operation is one of #TwFilterOp; @value in the plain form
 * @describe_filter: (transfer full) (nullable): the words of the chip; %NULL behind the last one
 * @get_filter: what add_filter was given
 * @get_choices: (transfer full) (nullable): values that a filter of @column can take: pairs of
 *   plain form and label, ended by %NULL; %NULL where anything can be typed
 * @count_all: how many rows there are without any filter
 * @get_sums: (transfer full) (nullable) (element-type TwTableSum): of the rows with @keys, or of
 *   all that the filter lets pass where @keys is %NULL
 *
 * What a #TwTable shows. Everything but model and columns is optional.
 *
 * Signal `changed`: state, number of rows or filters changed.
 */
struct _TwTableSourceClass
{
  GObjectClass parent_class;

  GListModel          *(*get_model)       (TwTableSource  *self);
  const TwTableColumn *(*get_column)      (TwTableSource  *self,
                                           guint           column);
  char                *(*get_text)        (TwTableSource  *self,
                                           gpointer        item,
                                           guint           column);
  char                *(*get_raw)         (TwTableSource  *self,
                                           gpointer        item,
                                           guint           column);
  char                *(*get_value)       (TwTableSource  *self,
                                           gpointer        item,
                                           guint           column);
  gint64               (*get_key)         (TwTableSource  *self,
                                           guint           position);
  guint                (*find_key)        (TwTableSource  *self,
                                           gint64          key);
  void                 (*set_sort)        (TwTableSource  *self,
                                           const char     *column,
                                           gboolean        descending);
  void                 (*set_words)       (TwTableSource  *self,
                                           const char     *words);
  gboolean             (*add_filter)      (TwTableSource  *self,
                                           const char     *column,
                                           int             operation,
                                           const char     *value,
                                           GError        **error);
  gboolean             (*get_filter)      (TwTableSource  *self,
                                           guint           index,
                                           const char    **column,
                                           int            *operation,
                                           const char    **value);
  char                *(*describe_filter) (TwTableSource  *self,
                                           guint           index);
  void                 (*remove_filter)   (TwTableSource  *self,
                                           guint           index);
  char               **(*get_choices)     (TwTableSource  *self,
                                           guint           column);
  guint                (*count_all)       (TwTableSource  *self);
  GPtrArray           *(*get_sums)        (TwTableSource  *self,
                                           const gint64   *keys,
                                           gsize           n_keys);
  TwTableState         (*get_state)       (TwTableSource  *self,
                                           const GError  **error);
};

void       tw_table_source_changed      (TwTableSource *self);
guint      tw_table_source_count        (TwTableSource *self);
/* The place of the column with that id, or -1. */
int        tw_table_source_find_column  (TwTableSource *self,
                                         const char    *id);
TwTableSum *tw_table_sum_new            (guint          column,
                                         const char    *currency,
                                         char          *text);
void       tw_table_sum_free            (TwTableSum    *sum);

G_END_DECLS
