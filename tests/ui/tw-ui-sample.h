/* tw-ui-sample.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table.h"
#include "tw-ui-test.h"

G_BEGIN_DECLS

/* For tests that walk through the views: a window on a copy of the sample of its own for each test. */
typedef struct
{
  TwDocument *document;
  TwWindow   *window;
  char       *path;
} TwUiSample;

/* A sample workspace of the test's own at @path: a copy of the one that the build made, where it did
 * (tests/support/meson.build). */
void tw_ui_sample_make      (const char    *path);
/* Instead of tw_ui_test_init(): also makes the sample. */
void tw_ui_sample_init      (int           *argc,
                             char        ***argv);
/* Instead of g_test_run(). */
int  tw_ui_sample_run       (void);
void tw_ui_sample_set_up    (TwUiSample    *self,
                             gconstpointer  data);
void tw_ui_sample_tear_down (TwUiSample    *self,
                             gconstpointer  data);
#define tw_ui_sample_add(path, func) \
  g_test_add (path, TwUiSample, NULL, tw_ui_sample_set_up, func, tw_ui_sample_tear_down)

/* Shows the view and lets it come to rest. */
TwView    *tw_ui_sample_show   (TwUiSample *self,
                                const char *view);
/* Every view that holds lists, and of views with several faces each: calls @func with the tables that are shown there.
 * Returns: how many there were */
typedef void (*TwUiTableFunc) (TwUiSample *self,
                               TwTable    *table);
guint      tw_ui_sample_each_table (TwUiSample    *self,
                                    TwUiTableFunc  func);
/* The page of the row whose id @sql tells. */
void       tw_ui_sample_open   (TwUiSample *self,
                                const char *table,
                                const char *sql);
/* A number out of the workspace. */
gint64     tw_ui_sample_int    (TwUiSample *self,
                                const char *sql);
/* (nullable): the window above the main one. */
GtkWindow *tw_ui_sample_dialog (TwUiSample *self);

G_END_DECLS
