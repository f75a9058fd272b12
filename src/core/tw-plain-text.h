/* tw-plain-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a name or a text that people read can't hold. Marks of direction and joiners are letters' business and stay. */

/* U+202A to U+202E and U+2066 to U+2069: embeddings, overrides and isolates, which make a name look like another one. */
gboolean    tw_char_turns_text (gunichar    c);
/* (nullable): the first character of @text, valid UTF-8, that turns it or is a control character; breaks of lines and
 * tabs are none where @lines. */
const char *tw_text_find_bad   (const char *text,
                                gboolean    lines);

G_END_DECLS
