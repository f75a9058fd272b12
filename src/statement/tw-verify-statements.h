/* tw-verify-statements.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-statement.h"

G_BEGIN_DECLS

/* Lets tw_verify() recompute every approved statement from the facts and hold it against what is stored: lines, payment,
 * and the statement's own sums. Once per process, before any thread verifies. */
void tw_verify_statements_register (void);

/**
 * TwAudit:
 *
 * Statements held one after another against what comes out when they are calculated anew, from the facts and terms as
 * they are now. Those of one period share what is loaded.
 */
typedef struct _TwAudit TwAudit;

TwAudit         *tw_audit_new       (TwWorkspace        *workspace);
void             tw_audit_free      (TwAudit            *self);
/* (transfer none) (element-type utf8): what differs, until the next statement; empty where all holds. */
const GPtrArray *tw_audit_statement (TwAudit            *self,
                                     const TwStatement  *statement,
                                     GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwAudit, tw_audit_free)

G_END_DECLS
