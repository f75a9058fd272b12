/* tw-paste.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More cells than anybody looks through before they are written; files that large are imported. */
#define TW_PASTE_MAX_CELLS 100000

/**
 * tw_paste_parse:
 * @text: from the clipboard: cells parted by tabs, rows by line ends; a cell in double quotes may
 *   hold both, as spreadsheets write it
 * @error: %TW_ERROR_REFUSED where it is too much
 *
 * Returns: (transfer full) (element-type GPtrArray of utf8): rows of cells; one empty cell for an
 *   empty text
 */
GPtrArray *tw_paste_parse (const char  *text,
                           GError     **error);

G_END_DECLS
