/* tw-program-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "tw-finding.h"
#include "tw-program.h"
#include "tw-vocabulary.h"

G_BEGIN_DECLS

/**
 * TwProgramDocument:
 *
 * A program that was read and understood: its text as a tree of JSON, and the tree that the engine
 * calculates with. The two belong together; what changes the text makes a new document. Reference
 * counted and never changed, so threads may share it.
 */
typedef struct _TwProgramDocument TwProgramDocument;

/**
 * tw_program_document_new:
 * @root: (transfer none): the JSON of a program; copied
 * @vocabulary: (nullable): what the workspace knows; %NULL is a new vocabulary
 * @findings: (nullable): gets one finding per refusal, `E1` … `E10` and `E12` of the language
 *   reference with path and sentence, in document order
 *
 * Everything or nothing: a program with one refusal is no program.
 *
 * Returns: (transfer full): the document; %NULL with %TW_ERROR_REFUSED, whose message names the
 *   first refusal and says how many there are
 */
TwProgramDocument *tw_program_document_new         (JsonNode                *root,
                                                    const TwVocabulary      *vocabulary,
                                                    GPtrArray               *findings,
                                                    GError                 **error);
/* The same for what a workspace holds: an older file may say in its own way what the program is for
 * and grants (tw-program-design.h), which stops no calculation. A part that can't be read is as if
 * it weren't given, and the text stays as it is. */
TwProgramDocument *tw_program_document_new_stored  (JsonNode                *root,
                                                    const TwVocabulary      *vocabulary,
                                                    GPtrArray               *findings,
                                                    GError                 **error);
/**
 * tw_program_document_derive:
 * @root: the JSON of @before after a change; copied
 * @vocabulary: (nullable): %NULL is the one that @before was read with
 *
 * The document that @before becomes: what was unconfirmed and has changed no longer is
 * (tw-program-unconfirmed.h), and the program keeps its `version`. A part of the design that could
 * not be read in @before doesn't stand in the way.
 *
 * Returns: as tw_program_document_new()
 */
TwProgramDocument *tw_program_document_derive      (const TwProgramDocument *before,
                                                    JsonNode                *root,
                                                    const TwVocabulary      *vocabulary,
                                                    GPtrArray               *findings,
                                                    GError                 **error);
/* The same as tw_program_document_new() from text, and from a file (see tw_program_text_parse() for what these refuse). */
TwProgramDocument *tw_program_document_parse       (const char              *text,
                                                    gssize                   length,
                                                    const TwVocabulary      *vocabulary,
                                                    GPtrArray               *findings,
                                                    GError                 **error);
TwProgramDocument *tw_program_document_load        (const char              *filename,
                                                    const TwVocabulary      *vocabulary,
                                                    GPtrArray               *findings,
                                                    GError                 **error);
TwProgramDocument *tw_program_document_ref         (TwProgramDocument       *self);
void               tw_program_document_unref       (TwProgramDocument       *self);
/* (transfer none): the tree for the engine; its `id` and `version` are the caller's to set
 * before sharing. */
TwProgram         *tw_program_document_get_program (const TwProgramDocument *self);
/* (transfer none): the JSON; not to be changed. */
JsonNode          *tw_program_document_get_root    (const TwProgramDocument *self);
/* (transfer full): canonical JSON, two spaces, final line end: what is exported. */
char              *tw_program_document_to_text     (const TwProgramDocument *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwProgramDocument, tw_program_document_unref)

G_END_DECLS
