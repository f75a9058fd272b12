/* tw-program-publish.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-version.h"

#include "tw-check-replay.h"
#include "tw-dataset-load.h"
#include "tw-design-check.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-text.h"
#include "tw-program-version-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Draft to published to retired, the checks in between, and the new draft that follows. */

static gboolean
is_priced_with (const TwVersionRow *row)
{
  return strcmp (row->state, "published") == 0 || strcmp (row->state, "retired") == 0;
}

static gboolean
overlaps (const TwVersionRow *a,
          const TwVersionRow *c)
{
  return (a->valid_to == TW_DATE_NONE || c->valid_from < a->valid_to) &&
         (c->valid_to == TW_DATE_NONE || a->valid_from < c->valid_to);
}

/* A result as a finding: what was waived is information. */
static TwFinding *
as_finding (const TwCheckResult *result)
{
  g_autofree char *waived = NULL;

  if (result->state == TW_CHECK_WAIVED)
    waived = g_strdup_printf (_("Waived by %s: %s"), result->waived_by, result->reason);

  return tw_finding_new (result->check->code, waived != NULL ? TW_SEVERITY_INFO : result->severity,
                         result->path, result->message, waived != NULL ? waived : result->remedy);
}

static GPtrArray *
check_to (TwWorkspace   *workspace,
          gint64         version,
          guint          depth,
          GCancellable  *cancellable,
          GError       **error)
{
  TwCheckInput input = { workspace, version, NULL, TW_DATE_NONE, depth, cancellable, NULL };
  g_autoptr (GPtrArray) results = tw_design_check_run (&input, error);
  GPtrArray *findings;

  if (results == NULL)
    return NULL;
  findings = tw_findings_new ();
  for (guint i = 0; i < results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (results, i);

      if (result->state == TW_CHECK_FOUND || result->state == TW_CHECK_WAIVED)
        g_ptr_array_add (findings, as_finding (result));
    }

  return findings;
}

GPtrArray *
tw_program_version_check (TwWorkspace  *workspace,
                          gint64        version,
                          GError      **error)
{
  return check_to (workspace, version, TW_CHECK_TEXT, NULL, error);
}

GPtrArray *
tw_program_version_check_payout (TwWorkspace  *workspace,
                                 gint64        version,
                                 TwDate        today,
                                 GError      **error)
{
  g_autoptr (TwProgramDocument) document =
      tw_program_version_load (workspace, version, NULL, error);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (TwDataset) dataset = NULL;
  TwSpan periods[4];
  guint n;

  if (document == NULL)
    return NULL;
  g_ptr_array_add (documents, document);
  dataset = tw_dataset_load_for (workspace, documents, error);
  if (dataset == NULL)
    return NULL;
  n = tw_check_last_periods (tw_program_document_get_program (document), dataset, today, periods,
                             G_N_ELEMENTS (periods));
  if (n == 0)
    return tw_findings_new ();

  return tw_program_check_payout (document, dataset, periods, n, error);
}

/* The static half of CHK-10 says that a rule could never pay. */
static gboolean
is_certain (const TwFinding *finding)
{
  return strcmp (finding->code, "CHK-10") == 0 && finding->severity == TW_SEVERITY_ERROR;
}

static const TwFinding *
find_finding (GPtrArray  *findings,
              const char *code,
              const char *path)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      if ((strcmp (finding->code, code) == 0 ||
           g_strcmp0 (finding->code, tw_program_check_catalogue (code)) == 0) &&
          (path == NULL || g_strcmp0 (finding->path, path) == 0))
        return finding;
    }

  return NULL;
}

static gboolean
is_waivable (TwWorkspace  *workspace,
             gint64        version,
             const char   *code,
             const char   *path,
             GError      **error)
{
  static const guint depths[] = { TW_CHECK_TEXT | TW_CHECK_ROWS, TW_CHECK_ALL };
  const TwFinding *finding = NULL;

  /* A replay takes longest and is asked last. */
  for (guint i = 0; i < G_N_ELEMENTS (depths) && finding == NULL; i++)
    {
      g_autoptr (GPtrArray) findings = check_to (workspace, version, depths[i], tw_workspace_get_cancellable (workspace),
                                                error);

      if (findings == NULL)
        return FALSE;
      finding = find_finding (findings, code, path);
      if (finding == NULL)
        continue;
      if (!is_certain (finding))
        return TRUE;
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("Facts that partners of this type don't produce can't be waived: the "
                             "rule could never "
                             "pay. Count facts that they produce, or move the rule to another "
                             "program."));
      return FALSE;
    }
  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no finding %s here to waive. "
                 "Run the checks again."),
               code);

  return FALSE;
}

gboolean
tw_program_version_waive (TwWorkspace  *workspace,
                          gint64        version,
                          const char   *code,
                          const char   *path,
                          const char   *reason,
                          GError      **error)
{
  g_autofree char *given = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autofree char *label = NULL;
  g_autofree char *now = NULL;
  TwWaiverRow waiver = { 0 };
  TwVersionRow row;
  gboolean draft;

  g_return_val_if_fail (workspace != NULL && code != NULL, FALSE);

  if (given[0] == '\0')
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("A finding is waived with a reason; write one."));
      return FALSE;
    }
  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  draft = tw_version_check_open (&row, error);
  label = g_strdup_printf (_("Waived “%s” for “%s”"), tw_program_check_title (code), row.name);
  tw_version_row_clear (&row);
  if (!draft || !is_waivable (workspace, version, code, path, error))
    return FALSE;
  now = tw_workspace_now (workspace);
  /* The empirical half of CHK-10 is waived by the name that the rule language gives it. */
  waiver.code = strcmp (code, "CHK-10") == 0 ? (char *) "W9" : (char *) code;
  waiver.path = (char *) path;
  waiver.reason = given;
  waiver.waived_by = (char *) tw_workspace_get_user (workspace);
  waiver.waived_at = now;
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_waiver_row_add (workspace, version, &waiver, error),
                                error);
}

/* An open predecessor ends where this one begins; anything else that prices the same days is in the
 * way. */
static gboolean
gives_way (const TwVersionRow *other,
           const TwVersionRow *row)
{
  return other->valid_to == TW_DATE_NONE && other->valid_from < row->valid_from;
}

gboolean
tw_version_check_room (const TwVersionRow  *row,
                       GArray              *rows,
                       GError             **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *other = &g_array_index (rows, TwVersionRow, i);
      g_autofree char *from = NULL;

      if (other->id == row->id || !is_priced_with (other) || !overlaps (row, other) ||
          gives_way (other, row))
        continue;
      from = tw_date_format (other->valid_from);
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("Version %d of “%s” is in force from %s and would price the same days as "
                     "version %d. "
                     "Let this version begin after it ends, or retire that one earlier."),
                   other->number, other->name, from, row->number);
      return FALSE;
    }

  return TRUE;
}

/* Room among the versions that price. */
static gboolean
make_room (TwWorkspace         *workspace,
           const TwVersionRow  *row,
           GError             **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, row->program, 0, error);

  if (rows == NULL || !tw_version_check_room (row, rows, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      TwVersionRow *other = &g_array_index (rows, TwVersionRow, i);

      if (other->id == row->id || !is_priced_with (other) || !overlaps (row, other))
        continue;
      other->valid_to = row->valid_from;
      if (!tw_version_row_set_state (workspace, other, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_blocking (TwWorkspace         *workspace,
                const TwVersionRow  *row,
                GCancellable        *cancellable,
                GPtrArray           *findings,
                GError             **error)
{
  g_autoptr (GPtrArray) all = check_to (workspace, row->id, TW_CHECK_TEXT | TW_CHECK_ROWS, cancellable, error);
  const TwFinding *first = NULL;
  guint n = 0;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (all, i);

      if (finding->severity == TW_SEVERITY_ERROR)
        {
          first = first != NULL ? first : finding;
          n++;
        }
      if (findings != NULL)
        g_ptr_array_add (findings, tw_finding_new (finding->code, finding->severity, finding->path,
                                                   finding->message, finding->remedy));
    }
  if (n == 0)
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "“%s” can't be published: %u finding blocks it. %s (at %s)",
                            "“%s” can't be published: %u findings block it. The first: %s (at %s)",
                            n),
               row->name, n, first->message, first->path != NULL ? first->path : "/");

  return FALSE;
}

/* SHA-256 of the document as it was written, whatever day it ends later. */
static char *
digest_of (TwWorkspace         *workspace,
           const TwVersionRow  *row,
           GError             **error)
{
  g_autoptr (JsonNode) root = tw_version_compose (workspace, row, error);
  g_autofree char *text = root != NULL ? tw_program_text_canonical (root, FALSE) : NULL;

  return text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;
}

GPtrArray *
tw_program_versions_verify (TwWorkspace  *workspace,
                            GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, 0, error);
  GPtrArray *findings;

  if (rows == NULL)
    return NULL;
  findings = tw_findings_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *row = &g_array_index (rows, TwVersionRow, i);
      g_autoptr (GError) local = NULL;
      g_autofree char *digest = is_priced_with (row) ? digest_of (workspace, row, &local) : NULL;
      g_autofree char *message = NULL;

      if (!is_priced_with (row) || g_strcmp0 (digest, row->digest) == 0)
        continue;
      message = digest == NULL ? g_strdup_printf (_("Version %d of “%s” can't be read: %s"),
                                                  row->number, row->name, local->message)
                               : g_strdup_printf (_("Version %d of “%s” is not what was "
                                                    "published: its text has another digest."),
                                                  row->number, row->name);
      g_ptr_array_add (findings, tw_finding_new ("PROGRAM", TW_SEVERITY_ERROR, row->name, message,
                                                 _("Take the workspace from a copy, or publish a "
                                                   "version that says what should "
                                                   "hold.")));
    }

  return findings;
}

/* @checked: the digest of the text that was checked; somebody may have edited it meanwhile. */
static gboolean
publish_row (TwWorkspace   *workspace,
             TwVersionRow  *row,
             const char    *checked,
             GError       **error)
{
  g_free (row->digest);
  row->digest = digest_of (workspace, row, error);
  if (row->digest == NULL)
    return FALSE;
  if (g_strcmp0 (row->digest, checked) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("Version %d of “%s” was changed while it was checked, so it wasn't published. Publish it again."),
                   row->number, row->name);
      return FALSE;
    }
  if (!make_room (workspace, row, error))
    return FALSE;
  g_free (row->state);
  row->state = g_strdup ("published");
  g_free (row->published_by);
  row->published_by = g_strdup (tw_workspace_get_user (workspace));
  g_free (row->published_at);
  row->published_at = tw_workspace_now (workspace);

  return tw_version_row_set_state (workspace, row, error);
}

gboolean
tw_program_version_publish_checked (TwWorkspace   *workspace,
                                    gint64         version,
                                    GCancellable  *cancellable,
                                    GPtrArray     *findings,
                                    GError       **error)
{
  g_autofree char *label = NULL;
  g_autofree char *checked = NULL;
  TwVersionRow row;
  gboolean good;

  g_return_val_if_fail (workspace != NULL, FALSE);

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  label = g_strdup_printf (_("Published version %d of “%s”"), row.number, row.name);
  good = tw_version_check_open (&row, error) && (checked = digest_of (workspace, &row, error)) != NULL &&
         check_blocking (workspace, &row, cancellable, findings, error) &&
         tw_history_begin (workspace, TW_HISTORY_EDIT, label, error) &&
         tw_version_end_action (workspace, publish_row (workspace, &row, checked, error), error);
  tw_version_row_clear (&row);

  return good;
}

gboolean
tw_program_version_publish (TwWorkspace  *workspace,
                            gint64        version,
                            GPtrArray    *findings,
                            GError      **error)
{
  return tw_program_version_publish_checked (workspace, version, NULL, findings, error);
}

gboolean
tw_program_version_retire (TwWorkspace  *workspace,
                           gint64        version,
                           TwDate        last_day,
                           GError      **error)
{
  g_autofree char *label = NULL;
  TwVersionRow row;
  gboolean good = FALSE;

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  label = g_strdup_printf (_("Retired version %d of “%s”"), row.number, row.name);
  if (strcmp (row.state, "published") != 0)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("Version %d of “%s” isn't published, so it can't be retired. "
                   "A draft is removed instead."), row.number,
                 row.name);
  else if (last_day < row.valid_from ||
           (row.valid_to != TW_DATE_NONE && last_day + 1 > row.valid_to))
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                         _("The last day must lie between the first day of the version and the "
                           "day it ends anyway."));
  else
    {
      g_free (row.state);
      row.state = g_strdup ("retired");
      row.valid_to = last_day + 1;
      good = tw_history_begin (workspace, TW_HISTORY_EDIT, label, error) &&
             tw_version_end_action (workspace, tw_version_row_set_state (workspace, &row, error),
                                    error);
    }
  tw_version_row_clear (&row);

  return good;
}

gboolean
tw_program_version_amend (TwWorkspace  *workspace,
                          gint64        version,
                          TwDate        from,
                          gint64       *draft,
                          GError      **error)
{
  g_autoptr (TwProgramDocument) document =
      tw_program_version_load (workspace, version, NULL, error);
  g_autoptr (TwVocabulary) vocabulary =
      document != NULL ? tw_program_vocabulary_new (workspace, error) : NULL;
  g_autoptr (TwProgramDocument) amended = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;
  const TwProgram *program;

  if (vocabulary == NULL)
    return FALSE;
  text = tw_program_document_to_text (document);
  root = json_from_string (text, NULL);
  day = tw_date_format (from);
  json_object_set_string_member (json_node_get_object (root), "effective_from", day);
  /* An end of the old version says nothing about the new one, which is open until somebody
   * closes it. */
  if (json_object_has_member (json_node_get_object (root), "effective_to"))
    json_object_remove_member (json_node_get_object (root), "effective_to");
  amended = tw_program_document_new_stored (root, vocabulary, NULL, error);
  if (amended == NULL)
    return FALSE;

  program = tw_program_document_get_program (document);
  label = g_strdup_printf (_("Amended version %1$u of “%2$s”"), program->version, program->name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace, tw_program_version_import (workspace, amended, draft, error), error);
}
