/* bench-start.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-application.h"
#include "application/tw-window.h"

G_BEGIN_DECLS

/* What every bench of the window begins and ends with. */

/* (transfer full): an application whose main loop is watched from now on, and whose windows are at rest when nothing
 * happens. */
TwApplication *bench_start       (void);
/* (transfer full): the workspace at @path; without it there is nothing to measure. */
TwDocument    *bench_document    (const char    *path);
/* (transfer none): a window of 1280×800 that shows @view, once it has come to rest. Its frames are watched. */
TwWindow      *bench_open_window (TwApplication *application,
                                  TwDocument    *document,
                                  const char    *view);
/* Leaves at once, on purpose: what is measured has been, and the workspace is a copy or was only read. */
void           bench_end         (void) G_GNUC_NORETURN;

G_END_DECLS
