/* tw-sample-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Imports know nothing of programs, so the two are brought together here. */

#define G_LOG_DOMAIN "tw-sample"

#include "config.h"

#include "tw-sample-workspace.h"

#include "tw-finding.h"
#include "tw-program-document.h"
#include "tw-program-version.h"

typedef struct
{
  TwSampleProgressFunc func;
  gpointer             user_data;
} Progress;

static void
forward_progress (double   fraction,
                  gpointer user_data)
{
  const Progress *progress = user_data;

  if (progress->func != NULL)
    progress->func (fraction, progress->user_data);
}

static gboolean
add_program (TwWorkspace  *workspace,
             const char   *json,
             gboolean      publish,
             gpointer      user_data,
             GError      **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_finding_free);
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) document = NULL;
  gint64 version;

  if (vocabulary == NULL)
    return FALSE;
  document = tw_program_document_parse (json, -1, vocabulary, findings, error);

  return document != NULL &&
         tw_program_version_import (workspace, document, &version, error) &&
         (!publish || tw_program_version_publish (workspace, version, findings, error));
}

TwWorkspace *
tw_sample_workspace_create (const char            *path,
                            const char            *user,
                            TwSampleProgressFunc   progress,
                            gpointer               user_data,
                            GCancellable          *cancellable,
                            GError               **error)
{
  Progress forward = { progress, user_data };

  return tw_sample_create (path, user, add_program, forward_progress, &forward, cancellable, error);
}
