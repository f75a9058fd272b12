/* tw-text-encoding-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The upper half of each single-byte encoding, from 0x80 on; 0 = the byte stands for nothing. */
extern const guint16 tw_text_windows_1252[128];
extern const guint16 tw_text_mac_roman[128];

G_END_DECLS
