/* tw-check-payout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-check.h"

#include "tw-check-private.h"
#include "tw-check-replay.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* W9, the empirical half of CHK-10: the last periods are calculated, and a rule that paid
 * nothing in any of them is named with the number of partners it was tried for. */

/* Partners of the program's type (where types are known) are the ones a rule is tried for. */
static gboolean
is_meant (const TwDataset *dataset,
          const TwProgram *program,
          guint            partner)
{
  const gint64 *types = tw_dataset_column (dataset, TW_RELATION_PARTNER, "type", NULL);
  const char *type = types != NULL ? tw_dataset_text (dataset, types[partner]) : NULL;

  return type == NULL || strcmp (type, program->partner_type) == 0;
}

GPtrArray *
tw_program_check_payout (const TwProgramDocument  *document,
                         const TwDataset          *dataset,
                         const TwSpan             *periods,
                         guint                     n_periods,
                         GError                  **error)
{
  TwCheck check = { 0 };
  g_autofree gboolean *meant = NULL;
  g_autoptr (TwCheckReplay) replay = NULL;
  gsize n;

  g_return_val_if_fail (document != NULL && dataset != NULL && (periods != NULL || n_periods == 0), NULL);

  check.program = tw_program_document_get_program (document);
  n = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  meant = g_new0 (gboolean, n + 1);
  for (gsize p = 0; p < n; p++)
    meant[p] = is_meant (dataset, check.program, (guint) p);
  replay = tw_check_replay_new ((TwProgramDocument *) document, dataset, meant, periods, MIN (n_periods, TW_CHECK_PERIODS), NULL, error);
  if (replay == NULL)
    return NULL;
  check.root = tw_program_document_get_root (document);
  check.findings = tw_findings_new ();
  for (guint r = 0; replay->n_meant > 0 && r < check.program->n_rules; r++)
    if (tw_check_replay_paid (replay, r) == 0)
      tw_check_add (&check, "W9", FALSE, check.program->rules[r].path,
                    _("Check its filter and thresholds against the facts that there are."),
                    g_dngettext (GETTEXT_PACKAGE,
                                 "“%s” would have paid nothing to any of %u partners in the last "
                                 "period.",
                                 "“%s” would have paid nothing to any of %u partners in the last "
                                 "%u periods.",
                                 n_periods),
                    check.program->rules[r].name, replay->n_meant, n_periods);

  return check.findings;
}
