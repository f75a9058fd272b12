/* tw-matrix-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-cell-editor.h"
#include "common/tw-size-bin.h"
#include "programs/tw-matrix-grid.h"
#include "programs/tw-matrix-tab.h"
#include "programs/tw-matrix-today.h"
#include "tw-matrix-change.h"

G_BEGIN_DECLS

/* Shared by the files of the tab with the tiers. */

struct _TwMatrixTab
{
  TwProgramTab        parent_instance;

  TwMatrix           *matrix;       /* owned; NULL before the first refresh */
  TwMatrixToday      *today;        /* owned; NULL while it is counted */
  GCancellable       *counting;     /* owned */
  gint64              counted;      /* the version that it was counted for */

  /* children */
  GtkStack           *stack;
  TwSizeBin          *size;
  TwMatrixGrid       *grid;
  GtkOverlay         *overlay;
  GtkDropDown        *tiers;        /* of the narrow form */
  GtkWidget          *bar;
  GtkWidget          *add_button;
  GtkPopover         *menu;
  gboolean            filling;

  /* the editor */
  TwCellEditor       *editor;
  int                 edit_row;     /* -1: the name of the tier */
  int                 edit_column;  /* -1: the name of the row */
};

gboolean  tw_matrix_tab_is_editable (TwMatrixTab  *self);
/* Writes edits as one step; a toast offers to undo it where @toast. */
gboolean  tw_matrix_tab_write       (TwMatrixTab  *self,
                                     GPtrArray    *edits,
                                     const char   *label,
                                     GError      **error);
/* The same; what is refused is told. Takes over @edits, which may be NULL with @error set. */
gboolean  tw_matrix_tab_try         (TwMatrixTab  *self,
                                     GPtrArray    *edits,
                                     char         *label,
                                     GError       *error);
void      tw_matrix_tab_tell        (TwMatrixTab  *self,
                                     const char   *text);
/* Where the cursor goes when the change under way is shown. */
void      tw_matrix_tab_go          (TwMatrixTab  *self,
                                     int           row,
                                     int           column);

/* tw-matrix-text.c */
/* (transfer full): what a cell shows: “≥ 100,000.00”. */
char     *tw_matrix_text_shown      (const TwMatrix *matrix,
                                     guint           row,
                                     guint           column);
/* (transfer full): what the editor begins with: “100,000.00”. */
char     *tw_matrix_text_typed      (const TwMatrix *matrix,
                                     guint           row,
                                     guint           column);
/* (transfer full): what was typed in the form of the document. */
char     *tw_matrix_text_plain      (const TwMatrix *matrix,
                                     guint           row,
                                     guint           column,
                                     const char     *typed);
char     *tw_matrix_tab_fill        (int                  row,
                                     int                  column,
                                     char               **name,
                                     TwMatrixFieldFlags  *flags,
                                     gpointer             user_data);

/* tw-matrix-edit.c */
void      tw_matrix_tab_init_edit   (TwMatrixTab  *self);
/* @typed: (nullable): begins with this instead of the value */
void      tw_matrix_tab_edit        (TwMatrixTab  *self,
                                     const char   *typed);
gboolean  tw_matrix_tab_stop_edit   (TwMatrixTab  *self);
void      tw_matrix_tab_set_cell    (TwMatrixTab  *self,
                                     int           row,
                                     int           column,
                                     const char   *plain);
void      tw_matrix_tab_clear_range (TwMatrixTab  *self);

/* tw-matrix-keys.c */
void      tw_matrix_tab_init_keys   (TwMatrixTab  *self);
void      tw_matrix_tab_move_row    (TwMatrixTab  *self,
                                     int           row,
                                     gboolean      down);
void      tw_matrix_tab_move_tier   (TwMatrixTab  *self,
                                     int           tier,
                                     int           to);

/* tw-matrix-clipboard.c */
void      tw_matrix_tab_copy        (TwMatrixTab  *self);
void      tw_matrix_tab_paste       (TwMatrixTab  *self);
void      tw_matrix_tab_paste_text  (TwMatrixTab  *self,
                                     const char   *text);

/* tw-matrix-menu.c */
void      tw_matrix_tab_init_menu   (TwMatrixTab  *self);
void      tw_matrix_tab_open_menu   (TwMatrixTab  *self,
                                     double        x,
                                     double        y);

/* tw-matrix-dialogs.c */
void      tw_matrix_tab_ask_name    (TwMatrixTab  *self,
                                     const char   *action);
/* tw-matrix-criterion.c */
void      tw_matrix_tab_ask_criterion (TwMatrixTab *self,
                                     gboolean      edit);

/* tw-matrix-hold.c */
/* Partners can be dropped on a tier. */
void      tw_matrix_tab_init_hold   (TwMatrixTab  *self);
/* Asks which partner is to hold the tier, and from when on. */
void      tw_matrix_tab_ask_hold    (TwMatrixTab  *self,
                                     int           column);

/* Opens the partners of a tier in their list. */
void      tw_matrix_tab_show_partners (TwMatrixTab *self,
                                     int           column);

G_END_DECLS
