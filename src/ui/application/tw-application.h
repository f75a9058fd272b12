/* tw-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"

G_BEGIN_DECLS

#define TW_TYPE_APPLICATION (tw_application_get_type ())
G_DECLARE_FINAL_TYPE (TwApplication, tw_application, TW, APPLICATION, AdwApplication)

/**
 * TwApplication:
 *
 * Windows and open workspaces. One window per workspace unless more are asked for: opening a file
 * that is open brings its window to the front.
 */
TwApplication *tw_application_new        (GApplicationFlags  flags);
/* The document of an open workspace, NULL when none of that path is open. */
TwDocument    *tw_application_find       (TwApplication     *self,
                                          const char        *path);
/* Opens @path in @parent when that shows the start page, else in a window of its own. One of an older format is brought
 * up to date in a thread first, while the window says so, and opens after that. */
gboolean       tw_application_open_path  (TwApplication     *self,
                                          GtkWindow         *parent,
                                          const char        *path,
                                          GError           **error);
/* Shows @document, which takes a window as above. */
void           tw_application_show       (TwApplication     *self,
                                          GtkWindow         *parent,
                                          TwDocument        *document);

G_END_DECLS
