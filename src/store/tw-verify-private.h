/* tw-verify-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-digest-private.h"
#include "tw-finding.h"
#include "tw-history-private.h"
#include "tw-verify.h"

G_BEGIN_DECLS

/* Adds an error to @findings; @message is taken. */
void      tw_verify_add  (GPtrArray    *findings,
                          const char   *code,
                          char         *path,
                          char         *message);

/* tw-verify-walk.c: walks the recorded changes of @copy back to the entry @floor, newest first.
 * What isn't as history left it becomes a finding; the walk goes on from what history says. On its
 * way it holds what each import and run that stands added against its digest, at the moment right
 * after it, when every row was called as it was then. */
gboolean  tw_verify_walk  (TwWorkspace  *copy,
                           TwNames      *names,
                           gint64        floor,
                           GPtrArray    *findings,
                           GError      **error);

/* tw-verify-digest.c */
gboolean  tw_verify_batch (TwWorkspace  *copy,
                           TwNames      *names,
                           gint64        batch,
                           const char   *label,
                           const char   *content,
                           GPtrArray    *findings,
                           GError      **error);
gboolean  tw_verify_run   (TwWorkspace  *copy,
                           TwNames      *names,
                           gint64        run,
                           const char   *label,
                           const char   *content,
                           GPtrArray    *findings,
                           GError      **error);

G_END_DECLS
