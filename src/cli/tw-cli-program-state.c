/* tw-cli-program-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* program submit, withdraw, retire, confirm: what happens to a version besides its text. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-program-state.h"

#include <glib/gi18n-lib.h>

#include "tw-cli-private.h"
#include "tw-error.h"
#include "tw-program-unconfirmed.h"
#include "tw-program-version.h"

gboolean
tw_cli_program_changes_state (const char *action)
{
  static const char *const actions[] = { "submit", "withdraw", "retire", "confirm", NULL };

  return g_strv_contains (actions, action);
}

static gboolean
retire (TwWorkspace  *workspace,
        gint64        version,
        const char   *last_day,
        GError      **error)
{
  g_autoptr (GError) local = NULL;
  TwDate day;

  if (last_day == NULL)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_USAGE,
                           _("A version is retired on a day: add --last-day 2026-12-31."));
      return FALSE;
    }
  if (!tw_date_parse (last_day, &day, &local))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("--last-day: “%s” is no date; write it as 2026-12-31."), last_day);
      return FALSE;
    }

  return tw_program_version_retire (workspace, version, day, error);
}

int
tw_cli_program_change_state (TwWorkspace *workspace,
                             gint64       version,
                             const char  *name,
                             const char  *action,
                             const char  *word)
{
  GError *error = NULL;
  const char *done;
  gboolean good;

  if (g_str_equal (action, "submit"))
    {
      good = tw_program_version_submit (workspace, version, &error);
      done = N_("Submitted “%s” for review\n");
    }
  else if (g_str_equal (action, "withdraw"))
    {
      good = tw_program_version_withdraw (workspace, version, word, &error);
      done = N_("Withdrew “%s” from review\n");
    }
  else if (g_str_equal (action, "retire"))
    {
      good = retire (workspace, version, word, &error);
      done = N_("Retired “%s”\n");
    }
  else
    {
      good = tw_program_version_confirm (workspace, version, word != NULL ? word : "", &error);
      done = N_("Confirmed what “%s” inherited\n");
    }
  if (!good)
    return tw_cli_fail (error);

  g_print (_(done), name);
  return TW_EXIT_DONE;
}
