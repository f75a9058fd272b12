/* tw-program-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Objects and lists inside each other. The deepest sensible condition needs about twenty. */
#define TW_PROGRAM_TEXT_MAX_DEPTH 64

/**
 * tw_program_scan:
 * @text: @size bytes of UTF-8
 *
 * Whether a text is JSON to the letter of RFC 8259. The parser takes more than that without a word: single quotes,
 * comments, a second value behind the first, half of a surrogate pair, characters that end its strings too early.
 *
 * Returns: %FALSE with %TW_ERROR_PARSE, which names line, column and what is due there
 */
gboolean tw_program_scan (const char  *text,
                          gsize        size,
                          GError     **error);

G_END_DECLS
