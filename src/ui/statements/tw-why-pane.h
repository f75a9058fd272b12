/* tw-why-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_WHY (tw_why_get_type ())
G_DECLARE_FINAL_TYPE (TwWhy, tw_why, TW, WHY, GObject)

/**
 * TwWhyKind:
 * @TW_WHY_STATEMENT: what a statement comes to
 * @TW_WHY_LINE: why a line is what it is
 * @TW_WHY_EXCLUSION: why a fact earned nothing
 */
typedef enum
{
  TW_WHY_STATEMENT,
  TW_WHY_LINE,
  TW_WHY_EXCLUSION,
} TwWhyKind;

/**
 * TwWhy:
 *
 * Fills the details pane of the window with the explanation of the row that is selected.
 * Explanations are computed beside the window; only the last one asked for is shown.
 *
 * @view: borrowed; it outlives this
 */
TwWhy *tw_why_new   (TwView    *view);
/* @id: row of the statement, line or exclusion; 0 empties the pane. @open: opens the pane too;
 * else nothing happens while it is closed. */
void   tw_why_show  (TwWhy     *self,
                     TwWhyKind  kind,
                     gint64     id,
                     gboolean   open);
/* (nullable): what the pane says, as it is copied. */
const char *tw_why_get_text (TwWhy *self);

G_END_DECLS
