/* tw-program-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-version.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-program-version-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Between a draft and what is published: somebody looks at it, and meanwhile nobody changes it. */

/* More is no reason but a document. */
#define MAX_REASON 500

gboolean
tw_version_check_open (const TwVersionRow  *row,
                       GError             **error)
{
  return strcmp (row->state, "in_review") == 0 || tw_version_check_draft (row, error);
}

static gboolean
set_state (TwWorkspace   *workspace,
           TwVersionRow  *row,
           const char    *state,
           const char    *label,
           GError       **error)
{
  g_free (row->state);
  row->state = g_strdup (state);

  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error) &&
         tw_version_end_action (workspace, tw_version_row_set_state (workspace, row, error), error);
}

gboolean
tw_program_version_submit (TwWorkspace  *workspace,
                           gint64        version,
                           GError      **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) rows = NULL;
  TwVersionRow row;
  gboolean good;

  g_return_val_if_fail (workspace != NULL, FALSE);

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  label = g_strdup_printf (_("Submitted version %d of “%s” for review"), row.number, row.name);
  rows = tw_version_rows_read (workspace, row.program, 0, error);
  good = rows != NULL && tw_version_check_draft (&row, error) &&
         tw_version_check_room (&row, rows, error) &&
         set_state (workspace, &row, "in_review", label, error);
  tw_version_row_clear (&row);

  return good;
}

static gboolean
check_reason (const char  *reason,
              GError     **error)
{
  if (reason[0] == '\0')
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                         _("A version is withdrawn from its review with a reason; write one."));
  else if (g_utf8_strlen (reason, -1) > MAX_REASON)
    g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                 _("The reason is longer than %d characters. Write a shorter one."), MAX_REASON);
  else
    return TRUE;

  return FALSE;
}

gboolean
tw_program_version_withdraw (TwWorkspace  *workspace,
                             gint64        version,
                             const char   *reason,
                             GError      **error)
{
  g_autofree char *given = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autofree char *label = NULL;
  TwVersionRow row;
  gboolean good = FALSE;

  g_return_val_if_fail (workspace != NULL, FALSE);

  if (!check_reason (given, error) || !tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  /* Translators: number and name of a version of a program, and why it went back to a draft. */
  label = g_strdup_printf (_("Withdrew version %1$d of “%2$s” from review: %3$s"), row.number,
                           row.name, given);
  if (strcmp (row.state, "in_review") == 0)
    good = set_state (workspace, &row, "draft", label, error);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("Version %d of “%s” isn't in review, so it can't be withdrawn from it. "
                   "Submit it first."),
                 row.number, row.name);
  tw_version_row_clear (&row);

  return good;
}
