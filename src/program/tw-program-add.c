/* tw-program-add.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-add.h"

#include "tw-program-version.h"

gboolean
tw_program_add (TwWorkspace  *workspace,
                const char   *json,
                gboolean      publish,
                gpointer      user_data,
                GError      **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  gint64 version;

  if (vocabulary == NULL)
    return FALSE;

  document = tw_program_document_parse (json, -1, vocabulary, NULL, error);
  if (document == NULL || !tw_program_version_import (workspace, document, &version, error))
    return FALSE;

  return !publish || tw_program_version_publish (workspace, version, findings, error);
}
