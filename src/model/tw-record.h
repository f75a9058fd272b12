/* tw-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_record_follow:
 * @table: (inout): a table, then that of the record to which its row belongs; constants of the
 *   program or interned, never to be freed
 * @id: (inout): the row
 *
 * One step from a row to the record of which it is a part: from a rule to its version, from an
 * enrolment to its partner, from a program to its newest version. For whoever has no page for the
 * row itself.
 *
 * Returns: %FALSE where the row is gone or belongs to nothing; then nothing is set
 */
gboolean tw_record_follow (TwWorkspace  *workspace,
                           const char  **table,
                           gint64       *id);

/* Whether @table has a row @id. */
gboolean tw_record_exists (TwWorkspace  *workspace,
                           const char   *table,
                           gint64        id);

G_END_DECLS
