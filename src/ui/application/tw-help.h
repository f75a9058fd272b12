/* tw-help.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwHelpTopic:
 * @id: of a view its name
 * @title: untranslated
 * @summary: untranslated: one sentence
 * @steps: untranslated: what to do, one after another
 *
 * A page of Help: what something is for and how to begin. Pages of views also list the keys there
 * are; the page `terms` is made from the definitions of tw_term_nth(), `keys` from all keys.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *summary;
  const char *steps[8];
} TwHelpTopic;

guint              tw_help_count (void);
const TwHelpTopic *tw_help_nth   (guint       index);
/* (nullable) */
const TwHelpTopic *tw_help_find  (const char *id);

#define TW_TYPE_HELP_WINDOW (tw_help_window_get_type ())
G_DECLARE_FINAL_TYPE (TwHelpWindow, tw_help_window, TW, HELP_WINDOW, AdwWindow)

/* Opens the page @id above @parent, in the window of Help that is open already where there is one. */
void               tw_help_show  (GtkWindow  *parent,
                                  const char *id);

G_END_DECLS
