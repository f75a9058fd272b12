/* tw-program-version-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-rows.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

/* What the files of versions share: between rows and documents. */

/* The row of a version; %TW_ERROR_NOT_FOUND. Clear it with tw_version_row_clear(). */
gboolean           tw_version_read_row     (TwWorkspace              *workspace,
                                            gint64                    version,
                                            TwVersionRow             *row,
                                            GError                  **error);
/* (transfer full): the document of a row as JSON: the body with its tiers and rules. */
JsonNode          *tw_version_compose      (TwWorkspace              *workspace,
                                            const TwVersionRow       *row,
                                            GError                  **error);
/* (transfer full): understood, with the last day that the row has. */
TwProgramDocument *tw_version_load_row     (TwWorkspace              *workspace,
                                            const TwVocabulary       *vocabulary,
                                            const TwVersionRow       *row,
                                            GPtrArray                *findings,
                                            GError                  **error);
/* Writes the document into the rows of a draft; parts whose key stays keep their row. */
gboolean           tw_version_write_parts  (TwWorkspace              *workspace,
                                            gint64                    version,
                                            const TwProgramDocument  *document,
                                            GError                  **error);
/* (transfer full): the document without tiers and rules, canonical, as it stands in `body`. */
char              *tw_version_body         (const TwProgramDocument  *document);
/* FALSE with %TW_ERROR_CONFLICT where the version is no draft. */
gboolean           tw_version_check_draft  (const TwVersionRow       *row,
                                            GError                  **error);
/* FALSE with %TW_ERROR_CONFLICT where the version is neither a draft nor in review. */
gboolean           tw_version_check_open   (const TwVersionRow       *row,
                                            GError                  **error);
/* FALSE with %TW_ERROR_CONFLICT where one of @rows (TwVersionRow of the same program) prices days of
 * @row and doesn't end by itself when @row is published. */
gboolean           tw_version_check_room   (const TwVersionRow       *row,
                                            GArray                   *rows,
                                            GError                  **error);
/* Ends an action of the history: commits it where @good, else rolls it back. */
gboolean           tw_version_end_action   (TwWorkspace              *workspace,
                                            gboolean                  good,
                                            GError                  **error);

G_END_DECLS
