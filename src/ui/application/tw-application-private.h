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
/* tw-application-sample.c */
void  tw_application_open_sample     (TwApplication *self,
                                      GtkWindow     *parent);
void  tw_application_stop_sample     (TwApplication *self);
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
