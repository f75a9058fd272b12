/* tw-program-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "tw-program-scan.h"

G_BEGIN_DECLS

/* The text of a program before anything is known about its meaning: JSON in, JSON out, and paths
 * into it. A path is a JSON pointer such as `/rules/0/table/bands/1/rate`; the empty path is the
 * whole document. */

/* A program of a thousand rules is under 2 MiB; what is larger is no program. */
#define TW_PROGRAM_TEXT_MAX_BYTES (8 * 1024 * 1024)

/**
 * tw_program_text_parse:
 * @text: JSON in UTF-8, a byte order mark is allowed
 * @length: bytes of @text, or -1
 *
 * Refuses, each with a sentence that names the line: text that is too long or too deep, that isn't
 * JSON, and an object with the same key twice (of which a JSON reader keeps one without a word).
 *
 * Returns: (transfer full): the root, always an object; or %NULL with %TW_ERROR_PARSE
 */
JsonNode   *tw_program_text_parse      (const char  *text,
                                        gssize       length,
                                        GError     **error);

/**
 * tw_program_text_load:
 * @filename: a file
 *
 * Returns: (transfer full): what tw_program_text_parse() makes of the file; %NULL with
 *   %TW_ERROR_FILE where it can't be read. A file over the limit is refused before it is read.
 */
JsonNode   *tw_program_text_load       (const char  *filename,
                                        GError     **error);

/**
 * tw_program_text_canonical:
 * @node: any part of a program
 * @pretty: %TRUE for two spaces and line ends (files), %FALSE for one line (rows of the workspace)
 *
 * The one form of a program: keys of the language in the order of its reference, keys that a person
 * chose (names, picks, texts without effect) in the order they were written. Applying it to its own
 * result changes nothing, so an exported program that is imported and exported again is the same
 * file.
 *
 * Returns: (transfer full): text, with a final line end where @pretty
 */
char       *tw_program_text_canonical  (JsonNode    *node,
                                        gboolean     pretty);

/**
 * tw_program_text_lookup:
 *
 * Returns: (transfer none) (nullable): the node at @path, or %NULL
 */
JsonNode   *tw_program_text_lookup     (JsonNode    *root,
                                        const char  *path);

/**
 * tw_program_text_replace:
 * @root: a document of the caller's own, changed in place
 * @path: a node that exists, or a new key of an object that exists; not the root
 * @value: (transfer full): what stands there from now on
 *
 * Returns: %FALSE with %TW_ERROR_NOT_FOUND where @path leads nowhere
 */
gboolean    tw_program_text_replace    (JsonNode    *root,
                                        const char  *path,
                                        JsonNode    *value,
                                        GError     **error);

/* Takes the key or element at @path out of the document. */
gboolean    tw_program_text_remove     (JsonNode    *root,
                                        const char  *path,
                                        GError     **error);

/* (transfer full): @path with one more step; `~` and `/` in @key are escaped as in a JSON
 * pointer. */
char       *tw_program_text_path       (const char  *path,
                                        const char  *key);
/* (transfer full): the other way: a step of a path as the key that it stands for. */
char       *tw_program_text_step       (const char  *step);

G_END_DECLS
