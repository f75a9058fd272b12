/* tw-programs-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-view.h"

G_BEGIN_DECLS

#define TW_TYPE_PROGRAMS_VIEW (tw_programs_view_get_type ())
G_DECLARE_FINAL_TYPE (TwProgramsView, tw_programs_view, TW, PROGRAMS_VIEW, TwView)

/**
 * TwProgramsView:
 *
 * The programs and their versions, and above them the page of one version. Programs come from a
 * template or a file; a file dropped on the view is imported.
 */
TwView *tw_programs_view_new (TwDocument *document);

G_END_DECLS
