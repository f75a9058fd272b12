/* tw-last-date.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* The latest date among the facts that came in last, so that a window can begin where the data ends. Looks
 * at the end of a few tables and costs the same whatever their length. %TW_DATE_NONE where there are no
 * facts. */
TwDate tw_workspace_last_date (TwWorkspace *workspace);

G_END_DECLS
