/* tw-program-edit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Changes of a program as a list of edits, each at a JSON pointer. The editor's forms, the tier
 * matrix, handles dragged on a payout curve and the overrides of a scenario are all such lists. An
 * edit's path is understood in the document as the edits before it left it. */

typedef enum
{
  TW_PROGRAM_EDIT_SET,     /* a value that is there, or a new key; objects on the way are made */
  TW_PROGRAM_EDIT_INSERT,  /* an element of a list, before the one at the path; its length: last */
  TW_PROGRAM_EDIT_REMOVE,  /* a key or an element */
  TW_PROGRAM_EDIT_MOVE,    /* an element of a list to another place in it */
} TwProgramEditKind;

/**
 * TwProgramEdit:
 * @path: a JSON pointer, `/rules/0/table/bands/1/rate`
 * @json: (nullable): the value as JSON text, of set and insert
 * @to: the place that a moved element has afterwards
 */
typedef struct
{
  TwProgramEditKind  kind;
  char              *path;
  char              *json;
  guint              to;
} TwProgramEdit;

/* (transfer full) (element-type TwProgramEdit) */
GPtrArray         *tw_program_edits_new    (void);
/* (transfer full): a copy with copies of the edits. */
GPtrArray         *tw_program_edits_copy   (GPtrArray               *edits);
void               tw_program_edits_set    (GPtrArray               *edits,
                                            const char              *path,
                                            const char              *json);
/* The same for a text, which is quoted: `3%`, `Gold`. */
void               tw_program_edits_set_text (GPtrArray             *edits,
                                            const char              *path,
                                            const char              *text);
void               tw_program_edits_insert (GPtrArray               *edits,
                                            const char              *path,
                                            const char              *json);
void               tw_program_edits_remove (GPtrArray               *edits,
                                            const char              *path);
void               tw_program_edits_move   (GPtrArray               *edits,
                                            const char              *path,
                                            guint                    to);

/**
 * tw_program_edits_apply:
 * @edits: (element-type TwProgramEdit)
 * @vocabulary: (nullable): what the workspace knows; %NULL what it knew when @document was read
 * @findings: (nullable): gets what refuses the changed program
 *
 * @document as the edits leave it; nothing is written and @document stays as it was. The
 * `version` of its program is that of @document.
 *
 * Returns: (transfer full): %NULL with %TW_ERROR_NOT_FOUND where a path leads nowhere,
 *   %TW_ERROR_PARSE where a value isn't JSON, %TW_ERROR_REFUSED where the result is no program
 */
TwProgramDocument *tw_program_edits_apply  (const TwProgramDocument *document,
                                            GPtrArray               *edits,
                                            const TwVocabulary      *vocabulary,
                                            GPtrArray               *findings,
                                            GError                 **error);

/**
 * tw_program_version_change:
 * @version: a draft
 * @label: what history says was done, in the past tense
 *
 * Writes the edits to a draft as one action of the history, or nothing where the program wouldn't
 * load afterwards.
 */
gboolean           tw_program_version_change (TwWorkspace           *workspace,
                                            gint64                   version,
                                            GPtrArray               *edits,
                                            const char              *label,
                                            GError                 **error);

G_END_DECLS
