/* tw-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_VIEW (tw_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwView, tw_view, TW, VIEW, AdwBin)

/**
 * TwViewClass:
 * @document_changed: something in the workspace changed (also from another window, undo or redo):
 *   show what is true now. Selection, scroll position and focus stay where they are. A view that isn't shown hears of
 *   this and of @period_changed once, when it is shown again
 * @period_changed: the period of the document changed
 * @page_changed: another page is on top (%NULL: the root); set title, primary action and states
 *   here
 * @find: put the focus where this view's content is searched or filtered
 * @escape: (Esc) close the innermost thing of the view; %FALSE when there was nothing left to close
 * @map_focus: put the focus where work in this view begins
 * @is_changed: whether the page on top holds something typed that isn't saved
 * @open_record: show the page of that row of that table (see the `records` of #TwViewInfo), or the
 *   row itself, selected; %FALSE where it isn't there any more
 *
 * A view of the sidebar. A view holds a root page (usually a list) and above it a stack of detail
 * pages, one of which is visible; Back and Alt+← return with everything as it was left.
 *
 * What a view can do are actions of tw_view_get_actions(), reached as `view.…` from header bar,
 * bottom bar, menus and keys while the view is shown. The names `new`, `import`, `export`,
 * `reload`, `calculate`, `approve-next` and `details` have keys of their own.
 */
struct _TwViewClass
{
  AdwBinClass parent_class;

  void     (*document_changed) (TwView    *self);
  void     (*period_changed)   (TwView    *self);
  void     (*page_changed)     (TwView    *self,
                                GtkWidget *page);
  gboolean (*find)             (TwView    *self);
  gboolean (*escape)           (TwView    *self);
  gboolean (*map_focus)        (TwView    *self);
  gboolean (*is_changed)       (TwView    *self);
  gboolean (*open_record)      (TwView     *self,
                                const char *table,
                                gint64      id);
};

TwDocument         *tw_view_get_document (TwView             *self);
/* The actions of this view, to which it adds its own with g_action_map_add_action_entries(). */
GSimpleActionGroup *tw_view_get_actions  (TwView             *self);
void                tw_view_enable       (TwView             *self,
                                          const char         *action,
                                          gboolean            enabled);
/* The one suggested button of the view. @action is a full name such as `view.new`; NULL: no button */
void                tw_view_set_primary  (TwView             *self,
                                          const char         *label,
                                          const char         *action);
void                tw_view_set_title    (TwView             *self,
                                          const char         *title,
                                          const char         *subtitle);
void                tw_view_set_root     (TwView             *self,
                                          GtkWidget          *page);
/* Puts @page on top. The focus moves into it; going back returns it to where it was. */
void                tw_view_push         (TwView             *self,
                                          GtkWidget          *page,
                                          const char         *title);
gboolean            tw_view_pop          (TwView             *self);
/* The page on top, NULL when it is the root. */
GtkWidget          *tw_view_get_page     (TwView             *self);

/* Called by the window. */
gboolean            tw_view_find         (TwView             *self);
gboolean            tw_view_escape       (TwView             *self);
void                tw_view_focus        (TwView             *self);
gboolean            tw_view_is_changed   (TwView             *self);
gboolean            tw_view_open_record  (TwView             *self,
                                          const char         *table,
                                          gint64              id);

G_END_DECLS
