/* tw-preferences-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

/* tw-preferences-workspace.c: the page of what stands in the workspace. */
GtkWidget *tw_preferences_create_workspace (TwDocument *document);

/* The workspace that the window with @widget is about. */
TwDocument *tw_preferences_get_document   (GtkWidget  *widget);
/* Says below the page what happened. */
void        tw_preferences_tell           (GtkWidget  *widget,
                                           const char *text);

/* tw-preferences-whole.c: a group of rows each. */
GtkWidget *tw_preferences_create_whole      (TwDocument *document);
GtkWidget *tw_preferences_create_statements (TwDocument *document);

G_END_DECLS
