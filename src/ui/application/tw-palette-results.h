/* tw-palette-results.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "application/tw-palette-item.h"
#include "application/tw-window.h"
#include "tw-find.h"

G_BEGIN_DECLS

/* What a text finds, as rows for the list: group rows, and below each up to five of its kind. */

/* Every command whose words match, with the reason where it can't be given in @window now. */
void tw_palette_add_commands (GListStore      *store,
                              TwWindow        *window,
                              const char      *words);
/* Views and commands, settings and pages of Help whose words match, a few of each. */
void tw_palette_add_own      (GListStore      *store,
                              TwWindow        *window,
                              const char      *words);
/* @found: (element-type TwFound): as tw_find() gives it for one more than is shown of each table;
 * @all: it is everything of one kind */
void tw_palette_add_found    (GListStore      *store,
                              const GPtrArray *found,
                              gboolean         all);
/* How many of a kind stand there before "Show All". */
#define TW_PALETTE_FEW 5

/* Does what an item stands for; @new_window: for a record in a window of its own. */
void tw_palette_activate     (TwWindow        *window,
                              TwPaletteItem   *item,
                              gboolean         new_window);

G_END_DECLS
