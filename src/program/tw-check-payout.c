/* tw-check-payout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-check.h"

#include "tw-check-private.h"
#include "tw-check-replay.h"
#include "tw-program-edit.h"

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

/* How many partners the rule would pay if it stood in no group; 0 where it can't stand alone, or with @error. */
static guint
count_alone (const TwCheckReplay      *replay,
             const TwProgramDocument  *document,
             const TwDataset          *dataset,
             guint                     rule,
             GCancellable             *cancellable,
             GError                  **error)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *path = g_strdup_printf ("/rules/%u/stacking", rule);
  g_autoptr (TwProgramDocument) alone = NULL;
  g_autoptr (TwCheckReplay) other = NULL;

  tw_program_edits_remove (edits, path);
  alone = tw_program_edits_apply (document, edits, NULL, NULL, NULL);
  if (alone != NULL)
    other = tw_check_replay_new (alone, dataset, replay->meant, replay->periods, replay->n_periods, cancellable, error);

  return other != NULL ? tw_check_replay_paid (other, rule) : 0;
}

char *
tw_check_unpaid_remedy (const TwCheckReplay      *replay,
                        const TwProgramDocument  *document,
                        const TwDataset          *dataset,
                        guint                     rule,
                        GCancellable             *cancellable,
                        GError                  **error)
{
  const TwStacking *stacking = &tw_program_document_get_program (document)->rules[rule].stacking;
  g_autoptr (GError) local = NULL;
  gboolean beaten = FALSE;

  if (stacking->group != NULL && (stacking->policy == TW_STACKING_BEST_OF || stacking->policy == TW_STACKING_EXCLUSIVE))
    beaten = count_alone (replay, document, dataset, rule, cancellable, &local) > tw_check_replay_paid (replay, rule);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return beaten ? g_strdup_printf (_("It would earn, but other rules of its group “%s” take its place. Change what the "
                                     "group pays, or take the rule out of it."),
                                   stacking->group)
                : g_strdup (_("Check its filter and thresholds against the facts that there are."));
}

/* W9 of one rule. */
static gboolean
ask_paid (TwCheck              *check,
          const TwCheckReplay  *replay,
          TwProgramDocument    *document,
          const TwDataset      *dataset,
          guint                 rule,
          GError              **error)
{
  g_autofree char *remedy = NULL;

  if (tw_check_replay_paid (replay, rule) > 0)
    return TRUE;
  remedy = tw_check_unpaid_remedy (replay, document, dataset, rule, NULL, error);
  if (remedy == NULL)
    return FALSE;
  tw_check_add (check, "W9", FALSE, check->program->rules[rule].path, remedy,
                g_dngettext (GETTEXT_PACKAGE,
                             "“%s” would have paid nothing to any of %u partners in the last "
                             "period.",
                             "“%s” would have paid nothing to any of %u partners in the last "
                             "%u periods.",
                             replay->n_periods),
                check->program->rules[rule].name, replay->n_meant, replay->n_periods);

  return TRUE;
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
    if (!ask_paid (&check, replay, (TwProgramDocument *) document, dataset, r, error))
      {
        g_ptr_array_unref (check.findings);
        return NULL;
      }

  return check.findings;
}
