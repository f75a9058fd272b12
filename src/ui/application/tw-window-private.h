/* tw-window-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-start-page.h"
#include "application/tw-views.h"
#include "application/tw-window.h"
#include "common/tw-period-button.h"
#include "common/tw-size-bin.h"
#include "common/tw-toast.h"

G_BEGIN_DECLS

struct _TwWindow
{
  AdwApplicationWindow  parent_instance;

  /* template */
  GtkStack             *mode_stack;
  AdwBin               *start_bin;
  AdwLeaflet           *leaflet;
  TwSizeBin            *sidebar_bin;
  GtkLabel             *name_label;
  GtkMenuButton        *menu_button;
  GtkListBox           *sidebar_list;
  GtkRevealer          *job_revealer;
  GtkLabel             *job_label;
  GtkProgressBar       *job_bar;
  GtkProgressBar       *folded_job_bar;
  TwSizeBin            *content_bin;
  AdwWindowTitle       *view_title;
  GtkWidget            *back_button;
  GtkWidget            *undo_button;
  GtkWidget            *redo_button;
  GtkWidget            *find_button;
  GtkWidget            *pane_button;
  GtkButton            *primary_button;
  TwPeriodButton       *period_button;
  GtkInfoBar           *read_only_bar;
  TwToast              *toast;
  AdwFlap              *flap;
  GtkWidget            *drop_area;
  GtkStack             *view_stack;
  GtkLabel             *pane_title;
  AdwBin               *pane_content;
  GtkWidget            *pane_close;
  GtkActionBar         *bottom_bar;
  TwPeriodButton       *bottom_period_button;
  GtkMenuButton        *bottom_menu_button;
  GtkWidget            *bottom_undo_button;
  GtkButton            *bottom_primary_button;

  /* owned */
  TwDocument           *document;
  GSettings            *settings;
  GSignalGroup         *document_signals;
  GSignalGroup         *view_signals;
  GSignalGroup         *job_signals;

  /* made when it is first shown; NULL before */
  TwStartPage          *start_page;
  /* borrowed, a child of the stack */
  TwView               *view;
  /* the view that is made after the first frame; a constant */
  const TwViewInfo     *pending;
  /* where Back leads from a page that was opened out of another view */
  char                 *origin;
  GtkWidget            *origin_focus;   /* weak */
  GtkWidget            *content_focus;  /* weak: what had the focus last outside of the details pane */

  gboolean              closing;
  gboolean              discarding;     /* what isn't saved, when the window closes */
  gboolean              undoing;        /* as a job */
  gboolean              pane_filled;
  guint                 focus_source;
  guint                 view_source;
};

/* tw-window-actions.c */
void     tw_window_install_actions (GtkWidgetClass *widget_class);
void     tw_window_update_actions  (TwWindow       *self);
/* The focus moved: where it goes back to from the details pane. */
void     tw_window_note_focus      (TwWindow       *self);
/* tw-window-print.c: what the view prints itself, else the chart with the focus, else its list, else its first chart. */
void     tw_window_print           (TwWindow       *self);
/* (transfer full) (nullable): what prints the list or the page that is shown. */
GtkPrintOperation *tw_window_create_print (TwWindow *self);
/* tw-window-undo.c */
void     tw_window_install_undo    (GtkWidgetClass *widget_class);
/* tw-window-jobs.c */
void     tw_window_init_jobs       (TwWindow       *self);
void     tw_window_update_job      (TwWindow       *self);
/* TRUE when the window may close now; else it asked, and closes itself on "Stop". */
gboolean tw_window_may_close       (TwWindow       *self);
/* tw-window-unsaved.c */
/* TRUE when nothing would be lost; else it asked, and goes back by itself on "Discard". */
gboolean tw_window_may_go_back     (TwWindow       *self);
/* The same for closing the window. */
gboolean tw_window_may_discard     (TwWindow       *self);
/* tw-window-lazy.c: what a window makes only when somebody looks */
void     tw_window_init_menus      (TwWindow       *self);
void     tw_window_ensure_start    (TwWindow       *self);
/* Shows the view @info at once where the window is on the screen, else after its first frame. */
void     tw_window_show_first_view (TwWindow         *self,
                                    const TwViewInfo *info);
/* tw-window-bar.c: the title and buttons after another title of the view, another width or page, another document */
void     tw_window_update_view_title (TwWindow     *self);
void     tw_window_update_primary  (TwWindow       *self);
void     tw_window_update_width    (TwWindow       *self);
void     tw_window_update_document (TwWindow       *self);
/* tw-window-views.c */
/* The view went to another page, or came back from one. */
void     tw_window_note_page       (TwWindow       *self);
/* A pane that was opened empty shows what the view has to say about the current row. */
void     tw_window_fill_pane       (TwWindow       *self);
/* Before another document, or none. */
void     tw_window_clear_views     (TwWindow       *self);
void     tw_window_go_back         (TwWindow       *self);
/* tw-window.c */
GtkListBoxRow *tw_window_find_sidebar_row (TwWindow   *self,
                                           const char *name);
/* tw-window-state.c */
void     tw_window_load_state      (TwWindow       *self);
void     tw_window_save_state      (TwWindow       *self);
void     tw_window_load_pane       (TwWindow       *self);
void     tw_window_save_pane       (TwWindow       *self);

/* tw-window-spring.c: what is held over @row for a moment opens the view @name. */
void tw_window_add_spring (GtkWidget  *row,
                           const char *name);

G_END_DECLS
