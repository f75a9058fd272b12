/* tw-palette-match.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* Whether every word of @words begins a word of @text, whatever the case and accents. */
gboolean       tw_palette_matches (const char *text,
                                   const char *words);
/* (transfer full): the letters of @text that @words found, in bold. */
PangoAttrList *tw_palette_mark    (const char *text,
                                   const char *words);

G_END_DECLS
