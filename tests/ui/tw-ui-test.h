/* tw-ui-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-application.h"
#include "application/tw-window.h"
#include "tw-test.h"

G_BEGIN_DECLS

/* What the tests of the window share. */

/* Instead of g_test_init(). */
void        tw_ui_test_init         (int               *argc,
                                     char            ***argv);
/* Lets the main loop run until everything that was begun is done: lists read, pages built, pauses over, frames drawn. */
void        tw_ui_test_settle       (void);
/* And until what is kept a moment later is kept: drafts, widths of columns. */
void        tw_ui_test_settle_kept  (void);
/* Lets the main loop run for this long: only where the time itself is what matters. */
void        tw_ui_test_spin         (guint              milliseconds);
/* Lets it run until @condition holds; fails after 20 seconds. */
typedef gboolean (*TwUiTestCondition) (gpointer data);
void        tw_ui_test_wait         (TwUiTestCondition  condition,
                                     gpointer           data);
/* (transfer full): a workspace of @n partners and @n_sales sales in @dir, open. */
TwDocument *tw_ui_test_document     (const char        *dir,
                                     int                n,
                                     int                n_sales);
/* (transfer full): an application that isn't run. */
TwApplication *tw_ui_test_application (void);
/* (nullable): the first widget of @type below @widget that is mapped. */
GtkWidget  *tw_ui_test_find         (GtkWidget         *widget,
                                     GType              type);
/* (nullable): the first mapped widget below @widget with this accessible label. */
GtkWidget  *tw_ui_test_find_named   (GtkWidget         *widget,
                                     const char        *label);
/* (transfer full): the accessible label that was set, or NULL. */
char       *tw_ui_test_get_name     (GtkWidget         *widget);
/* (transfer full): the texts of all mapped inscriptions below @widget in the order of the tree, joined by
 * bars: the cells of a table. */
char       *tw_ui_test_get_cells    (GtkWidget         *widget,
                                     guint              limit);
/* Fails for a mapped widget that can have the focus and has no name, or one that is a class. */
void        tw_ui_test_assert_named (GtkWidget         *widget);

G_END_DECLS
