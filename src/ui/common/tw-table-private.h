/* tw-table-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-cell-editor.h"
#include "common/tw-size-bin.h"
#include "common/tw-table-rows.h"
#include "common/tw-table-selection.h"
#include "common/tw-table.h"
#include "common/tw-totals-row.h"

G_BEGIN_DECLS

/* A cell of the column view, or a row of the narrow list, that shows a place of the table or is about to. */
typedef struct
{
  GtkListItem *item;       /* borrowed: it owns this */
  guint        column;     /* place in the source */
  guint        shown;      /* the row's serial that is on show; 0: none */
  guint        named;      /* and the one that is read out */
  guint        marks;      /* what of the cursor it shows, see tw_table_update_cursor() */
  gboolean     narrow;     /* a row of the narrow list */
} TwTableCell;

struct _TwTable
{
  AdwBin               parent_instance;

  /* template */
  TwSizeBin           *size_bin;
  GtkWidget           *bar;
  GtkWidget           *search_entry;
  GtkMenuButton       *filter_button;
  GtkMenuButton       *saved_button;
  GtkMenuButton       *columns_button;
  GtkFlowBox          *chips;
  GtkStack            *stack;
  GtkOverlay          *overlay;
  GtkScrolledWindow   *scroller;
  GtkColumnView       *view;
  GtkListView         *rows;
  GtkBox              *totals_box;
  GtkLabel            *footer;
  GtkWidget           *footer_box;
  GtkRevealer         *bulk_bar;

  /* made when a popover is opened first, NULL before */
  GtkDropDown         *filter_column;
  GtkDropDown         *filter_operation;
  GtkStack            *filter_value_stack;
  GtkEntry            *filter_entry;
  GtkDropDown         *filter_choice;
  GtkLabel            *filter_message;
  GtkBox              *columns_list;
  GtkDropDown         *sort_column;
  GtkToggleButton     *sort_descending;
  GtkListBox          *saved_list;
  GtkLabel            *saved_hint;
  GtkEntry            *saved_entry;
  GtkLabel            *saved_message;
  GtkWidget           *saved_save;

  /* children made in C */
  GtkLabel            *bulk_label;
  GtkWidget           *bulk_box;
  double               from_start;      /* from right to left: how far it is scrolled, px */
  gboolean             keeping_start;
  guint                mirror_source;   /* the columns are laid out where it is scrolled to */
  TwCellEditor        *editor;

  /* owned */
  char                *name;
  TwTableSource       *source;
  TwTableSelection    *selection;
  GSettings           *settings;
  GSettings           *appearance;
  GPtrArray           *columns;         /* GtkColumnViewColumn*, by the place in the source */
  TwTableRows         *places;          /* what the selection is over */
  GHashTable          *made;            /* GtkListItem* of the column view -> TwTableCell* */
  GHashTable          *made_rows;       /* GtkListItem* of the narrow list -> TwTableCell* */
  GMenuModel          *menu;
  char               **filter_keys;     /* what add_filter takes for the rows of filter_choice */
  char                *chips_shown;     /* what the chips say, a line each */
  char                *empty_icon;      /* what the page says that has no rows to show; (nullable), as all of it */
  char                *empty_title;
  char                *empty_description;
  GtkWidget           *empty_child;
  GtkWidget           *popover;         /* the menu of a row, a child */
  TwTotalsRow         *totals;
  GObject             *probes[2];

  /* the cell cursor: columns as they are shown; -1: whole rows */
  int                  cursor;
  int                  anchor;
  gboolean             marked;          /* some cell shows it */

  /* the cell in which the editor is, or was last */
  gint64               edit_key;
  int                  edit_column;     /* place in the source */

  /* a range that is being drawn */
  guint                drag_position;
  int                  drag_column;     /* as it is shown */
  const char          *drag_entity;     /* (nullable): what selected rows can be dragged as */
  gboolean             dragging;

  /* the last press on the edge of a title */
  int                  edge_column;
  guint32              edge_time;

  gboolean             has_bulk;
  gboolean             had_focus;       /* the focus is among its rows, or was until it went nowhere */
  gboolean             lost_focus;      /* and has gone nowhere since */
  int                  menu_column;     /* the menu was opened on; place in the source */
  int                  probe_column;    /* noted by the sorters, -1 before */
  gboolean             refiltered;      /* and not yet scrolled to what people look for */
  gboolean             face_shown;      /* instead of the rows, see tw_table_set_face() */
  gboolean             restoring;       /* settings are being applied, don't write them back */
  guint                save_source;
  guint                selection_source;
  guint                totals_source;
  guint                loading_source;
  guint                view_source;     /* what is seen is filled before the next frame */
  guint                fill_source;     /* and the rest when there is time */
  gint64               moved_at;        /* when the list was scrolled last; monotonic time */
  gboolean             moving;          /* and shortly before, too */
  gboolean             going_to_start;  /* it is told to, but stands elsewhere until it is laid out */
  gboolean             remark;          /* marked cells were given other rows */
  GtkAdjustment       *moved[2];        /* owned: of the column view and of the narrow list */
};

/* tw-table-columns.c */
void                  tw_table_build_columns     (TwTable             *self);
void                  tw_table_queue_save        (TwTable             *self);
void                  tw_table_save_columns      (TwTable             *self);
void                  tw_table_save_filters      (TwTable             *self);
void                  tw_table_load_filters      (TwTable             *self);
/* The columns as they are shown, left to right; the place in the source, or -1 behind the last. */
int                   tw_table_get_shown         (TwTable             *self,
                                                  guint                index);
int                   tw_table_index_of          (TwTable             *self,
                                                  GtkColumnViewColumn *column);
void                  tw_table_sort              (TwTable             *self,
                                                  int                  column,
                                                  gboolean             descending);
void                  tw_table_hide_column       (TwTable             *self,
                                                  int                  column);
void                  tw_table_show_column       (TwTable             *self,
                                                  int                  column);
void                  tw_table_reset_columns     (TwTable             *self);
/* Widens @column to @width, px, unless somebody gave it a width. */
void                  tw_table_widen_column      (TwTable             *self,
                                                  guint                column,
                                                  int                  width);
/* -1 where the order is the list's own. */
int                   tw_table_get_sort          (TwTable             *self,
                                                  gboolean            *descending);
/* tw-table-header.c */
void                  tw_table_patch_header      (TwTable             *self);
/* tw-table-cells.c */
GtkListItemFactory   *tw_table_create_factory    (TwTable             *self,
                                                  guint                column);
GtkListItemFactory   *tw_table_create_row_factory (TwTable            *self);
GtkListItem          *tw_table_find_item         (GtkWidget           *widget,
                                                  GtkWidget           *top);
GtkListItem          *tw_table_get_focus_item    (TwTable             *self);
guint                 tw_table_get_item_column   (GtkListItem         *item);
void                  tw_table_update_cursor     (TwTable             *self);
gboolean              tw_table_focus_position    (TwTable             *self,
                                                  guint                position);
/* @named: what is read out, too; that takes as long as the rest */
void                  tw_table_update_cell       (TwTable             *self,
                                                  TwTableCell         *cell,
                                                  gboolean             named);
/* (nullable): the cell that an own child of a cell or a row belongs to. */
TwTableCell          *tw_table_get_cell          (GtkWidget           *child);
/* tw-table-fill.c */
void                  tw_table_init_fill         (TwTable             *self);
void                  tw_table_set_rows          (TwTable             *self,
                                                  TwTableSource       *source);
/* Rows were given to cells: those that are seen are filled before the next frame, the others soon. */
void                  tw_table_queue_fill        (TwTable             *self);
/* Whatever is seen shows what its row holds. */
void                  tw_table_fill_view         (TwTable             *self);
void                  tw_table_fill_all          (TwTable             *self);
/* Before another order of a long list: the rows at which it stands go first, in a turn of their own. */
void                  tw_table_leave_rows        (TwTable             *self);
/* tw-table-keys.c */
void                  tw_table_init_keys         (TwTable             *self);
void                  tw_table_install_actions   (GtkWidgetClass      *widget_class);
/* tw-table-copy.c */
void                  tw_table_copy              (TwTable             *self,
                                                  gboolean             headers);
/* tw-table-bar.c */
void                  tw_table_init_bar          (TwTable             *self);
/* A button of the bar whose popover is made when @on_wanted asks whether it is there. */
void                  tw_table_init_button       (GtkMenuButton       *button,
                                                  const char          *name,
                                                  GtkMenuButtonCreatePopupFunc on_wanted,
                                                  TwTable             *self);
void                  tw_table_update_chips      (TwTable             *self);
void                  tw_table_clear_filters     (TwTable             *self);
gboolean              tw_table_has_filter        (TwTable             *self);
/* tw-table-filter.c */
void                  tw_table_init_filter       (TwTable             *self);
void                  tw_table_install_filter_actions (GtkWidgetClass  *widget_class);
/* Offers the columns of a new source. */
void                  tw_table_prepare_filter    (TwTable             *self);
/* tw-table-chooser.c */
void                  tw_table_update_chooser    (TwTable             *self);
void                  tw_table_init_chooser      (TwTable             *self);

/* tw-table-range.c */
int                   tw_table_find_shown        (TwTable             *self,
                                                  int                  column);
/* (nullable): the cell at a point of the list. */
GtkListItem *tw_table_pick_item    (TwTable      *self,
                                    double        x,
                                    double        y);
/* Whether dragging from this cell takes the selected rows elsewhere. */
gboolean     tw_table_drags_at     (TwTable      *self,
                                    GtkListItem  *item);
void                  tw_table_init_range        (TwTable             *self);
/* tw-table-fit.c */
void                  tw_table_fit_column        (TwTable             *self,
                                                  int                  column);
void                  tw_table_init_fit          (TwTable             *self);
/* tw-table-saved.c */
void                  tw_table_init_saved        (TwTable             *self);
void                  tw_table_prepare_saved     (TwTable             *self);
/* tw-table-bulk.c */
void                  tw_table_init_bulk         (TwTable             *self);
void                  tw_table_update_bulk       (TwTable             *self,
                                                  guint                selected,
                                                  const char          *sums);

/* tw-table-totals.c */
void                  tw_table_queue_totals      (TwTable             *self);
void                  tw_table_scroll_to         (TwTable             *self,
                                                  guint                position);
/* The list view whose children are the rows, in their order: the one inside the column view, or the narrow one. */
GtkWidget            *tw_table_get_list          (TwTable             *self,
                                                  gboolean             narrow);
/* tw-table-pages.c */
/* Only the list that shows rows has the model. Never while the model tells of a change. */
void                  tw_table_give_model        (TwTable             *self);
void                  tw_table_update_page       (TwTable             *self);
/* tw-table.c */
void                  tw_table_selection_moved   (TwTable             *self);

G_END_DECLS
