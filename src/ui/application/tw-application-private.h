/* tw-application-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-application.h"
#include "application/tw-window.h"

G_BEGIN_DECLS

/* tw-application.c */
TwWindow *tw_application_create_window (TwApplication *self);
/* tw-application-actions.c */
void  tw_application_install_actions (TwApplication *self);
/* tw-application-prepare.c */
/* @fraction: the part that is done; from any thread. */
typedef void (*TwPrepareProgress) (double fraction, gpointer data);

/**
 * TwPreparation:
 * @text: what is shown while it runs
 * @failed: the heading where it fails
 * @prepare: in a thread; ends soon when cancelled, and leaves everything as it was then
 * @ended: (nullable): however it ended
 *
 * What makes a workspace ready to be opened. Static.
 */
typedef struct
{
  const char  *text;
  const char  *failed;
  gboolean   (*prepare) (const char         *path,
                         TwPrepareProgress   progress,
                         gpointer            data,
                         GCancellable       *cancellable,
                         GError            **error);
  void       (*ended)   (TwApplication      *application);
} TwPreparation;

/* Makes @path ready and opens it, in @parent where that shows the start page, else in a window of its own. What is on its
 * way already is brought to the front. */
void  tw_application_prepare         (TwApplication       *application,
                                      GtkWindow           *parent,
                                      const char          *path,
                                      const TwPreparation *preparation);
/* Brings the window to the front in which @path is made ready; FALSE where none is. */
gboolean  tw_application_show_preparing (TwApplication  *application,
                                      const char     *path);
/* Stops what @parent waits for. */
void  tw_application_stop_preparing  (TwApplication *application,
                                      GtkWindow     *parent);
/* Brings a workspace of an older format up to date, and opens it. */
void  tw_application_update          (TwApplication *application,
                                      GtkWindow     *parent,
                                      const char    *path);
/* tw-application-sample.c */
void  tw_application_open_sample     (TwApplication *self,
                                      GtkWindow     *parent);
/* tw-application-about.c */
void  tw_application_show_about      (GtkWindow     *parent);
/* tw-preferences.c */
/* The settings that search offers. */
guint       tw_preferences_count     (void);
const char *tw_preferences_get_title (guint          index);
/* @index: the setting that gets the focus */
void  tw_preferences_show            (GtkWindow     *parent,
                                      guint          index);
void  tw_preferences_apply           (void);

G_END_DECLS
