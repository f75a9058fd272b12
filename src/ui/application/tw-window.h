/* tw-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_WINDOW (tw_window_get_type ())
G_DECLARE_FINAL_TYPE (TwWindow, tw_window, TW, WINDOW, AdwApplicationWindow)

TwWindow   *tw_window_new          (GtkApplication *application);
/* The window in which @widget stands; NULL before it is shown. */
TwWindow   *tw_window_from         (GtkWidget      *widget);
/* NULL shows the start page. */
void        tw_window_set_document (TwWindow       *self,
                                    TwDocument     *document);
TwDocument *tw_window_get_document (TwWindow       *self);
/* What the start page says is being prepared, see tw_start_page_set_progress(). */
void        tw_window_set_progress (TwWindow       *self,
                                    const char     *text,
                                    double          fraction);
/* The view of that name (`partners`, …), made when it is first asked for; NULL for an unknown name */
TwView     *tw_window_show_view    (TwWindow       *self,
                                    const char     *name);
/* The same for a page that the caller then opens in it: Back from there leads to the view that is
 * shown now, with the focus where it is. */
TwView     *tw_window_visit_view   (TwWindow       *self,
                                    const char     *name);

/**
 * tw_window_open_record:
 * @table: a table of the workspace
 * @id: its row
 *
 * Opens the page of a row, or its form where it has no page, or the page of what it is a part of.
 *
 * Returns: %FALSE where there is nothing to open: the row is gone, or has neither
 */
gboolean    tw_window_open_record  (TwWindow       *self,
                                    const char     *table,
                                    gint64          id);
/* The same in another window on the workspace. */
void        tw_window_open_beside  (TwWindow       *self,
                                    const char     *table,
                                    gint64          id);

/**
 * tw_window_show_details:
 * @title: what the pane is about, such as "Why This Number"
 * @content: (nullable): takes ownership as any parent does; %NULL empties the pane
 * @open: whether to open the pane if it is closed
 *
 * Puts @content into the details pane of the view that is shown.
 */
void        tw_window_show_details (TwWindow       *self,
                                    const char     *title,
                                    GtkWidget      *content,
                                    gboolean        open);
/* (nullable): what was put into the pane; NULL while it is empty. */
GtkWidget  *tw_window_get_details  (TwWindow       *self);
gboolean    tw_window_has_details  (TwWindow       *self);
/* What had the focus before the pane took it has moved: the view says where the focus goes when the pane closes. */
void        tw_window_forget_focus (TwWindow       *self);

/* A few words in the past tense. With @history_id not 0 the toast offers Undo of exactly that
 * entry. */
void        tw_window_toast        (TwWindow       *self,
                                    const char     *text,
                                    gint64          history_id);
/* The same with a button that shows the folder @path, or the one of the file @path. */
void        tw_window_toast_files  (TwWindow       *self,
                                    const char     *text,
                                    const char     *path);
/* A dialog with what happened, where and what now. @error may be of any domain. */
void        tw_window_show_error   (TwWindow       *self,
                                    const char     *heading,
                                    const GError   *error);
/**
 * tw_window_run_job:
 *
 * Runs @func in a thread, with progress and Cancel in the window once it takes longer than half a
 * second. A failure is shown as a dialog titled @failure unless @failure is %NULL; a cancelled job
 * says so in a toast. @done is called in any case, before that, on the main loop.
 */
TwJob      *tw_window_run_job      (TwWindow       *self,
                                    const char     *title,
                                    const char     *failure,
                                    TwJobFunc       func,
                                    TwJobDone       done,
                                    gpointer        data,
                                    GDestroyNotify  data_free);

G_END_DECLS
