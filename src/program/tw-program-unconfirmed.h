/* tw-program-unconfirmed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-design.h"
#include "tw-program-edit.h"

G_BEGIN_DECLS

/* What a program took over from a template without anybody having decided it. Its elements are the
 * parts that one looks at and decides on by itself: a criterion of a tier, a benefit, a rule's
 * table, a definition, a limit. They stand as paths in the document's list `unconfirmed`.
 *
 * An element is decided by confirming it or by changing it. Whoever changes a document need not
 * think of that: what is written is compared with what stood there before. Rules are told apart by
 * id, tiers, designations and funds by name, other elements of lists by their place and text, so
 * paths follow what moves. */

/* Marks every element of a document as unconfirmed. @root: a program as JSON, changed in place. */
void       tw_program_unconfirmed_mark   (JsonNode                *root);

/**
 * tw_program_unconfirmed_carry:
 * @before: the program as it was
 * @after: as it is to be written; its list is changed in place
 *
 * Takes out of the list of @after what differs from @before, and brings the paths of the rest to
 * where it stands now. A list that was itself changed stays as it is.
 */
void       tw_program_unconfirmed_carry  (JsonNode                *before,
                                          JsonNode                *after);

/* Whether what stands at @path is unconfirmed, or is part of what is. */
gboolean   tw_program_is_unconfirmed     (const TwProgramDesign   *design,
                                          const char              *path);
/* How many unconfirmed elements stand at @path or below it; "": all. */
guint      tw_program_count_unconfirmed  (const TwProgramDesign   *design,
                                          const char              *path);

/**
 * tw_program_version_confirm:
 * @path: an element, a tier or a rule with all that is in it, "/" for what belongs to none of them, or "" for the whole
 *   draft
 *
 * One action of the history.
 *
 * Returns: %FALSE with %TW_ERROR_NOT_FOUND where nothing at @path waits to be confirmed, and with
 *   %TW_ERROR_CONFLICT where the version is no draft
 */
gboolean   tw_program_version_confirm    (TwWorkspace             *workspace,
                                          gint64                   version,
                                          const char              *path,
                                          GError                 **error);
/* (transfer full): the edits that this is. */
GPtrArray *tw_program_confirm_edits      (const TwProgramDocument *document,
                                          const char              *path);

/* (transfer full): what an element is called: “Silver: criterion 1”, “Volume rebate: table”. */
char      *tw_program_element_name       (const TwProgramDocument *document,
                                          const char              *path);

G_END_DECLS
