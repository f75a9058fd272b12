/* tw-workflow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-run.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What a person does with calculated statements. Every function is one history entry with a label in words and can
 * be undone; on error nothing is changed. */

/**
 * tw_workflow_approve:
 * @statements: (array length=n): rows of statements
 * @progress: (nullable)
 *
 * Approves statements, all or none. Each is read and held against its invariants first: one whose lines or facts
 * don't tie out, or of which a rule was stopped, is refused with the difference. Where the person who calculated
 * approves, the statement is marked as self-approved; a workspace may forbid that.
 *
 * Returns: %FALSE with %TW_ERROR_REFUSED, %TW_ERROR_CONFLICT where one is approved already, %TW_ERROR_NOT_FOUND
 */
gboolean tw_workflow_approve           (TwWorkspace   *workspace,
                                        const gint64  *statements,
                                        gsize          n,
                                        GCancellable  *cancellable,
                                        TwRunProgress  progress,
                                        gpointer       user_data,
                                        GError       **error);

/**
 * tw_workflow_reopen:
 * @reason: why, never empty
 *
 * Takes an approval back, so that the statement can be adjusted or calculated again; its next revision says so.
 */
gboolean tw_workflow_reopen            (TwWorkspace   *workspace,
                                        const gint64  *statements,
                                        gsize          n,
                                        const char    *reason,
                                        GError       **error);

/**
 * tw_workflow_adjust:
 * @statement: a statement that is not approved
 * @amount: signed minor units of its currency, not 0: a plus is for the partner
 * @reason: why, never empty
 * @reference: the document or decision behind it, never empty
 * @line: (nullable): id of the line that it corrects, one of the statement's
 *
 * Refused (%TW_ERROR_CONFLICT) where an approved statement of a later period builds on this one.
 *
 * Adds a manual adjustment and settles the statement anew: minimum payment and negative balances are judged with it.
 */
gboolean tw_workflow_adjust            (TwWorkspace   *workspace,
                                        gint64         statement,
                                        gint64         amount,
                                        const char    *reason,
                                        const char    *reference,
                                        const char    *line,
                                        GError       **error);
gboolean tw_workflow_remove_adjustment (TwWorkspace   *workspace,
                                        gint64         adjustment,
                                        GError       **error);

G_END_DECLS
