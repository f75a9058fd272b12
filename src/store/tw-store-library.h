/* tw-store-library.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which SQLite is at work, such as "3.40.1"; for reports of defects. */
const char *tw_store_library_version (void);

G_END_DECLS
