/* tw-check-payout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-check.h"

#include "tw-check-private.h"
#include "tw-engine.h"

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

static void
count_lines (const TwPartnerResult *result,
             gboolean              *partner_paid)
{
  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);

      if (line->rule != G_MAXUINT && line->amount != 0)
        partner_paid[line->rule] = TRUE;
    }
}

/* A version that begins later than the periods is tried as if it had been in force. */
static gboolean
run_period (TwProgram        *program,
            const TwDataset  *dataset,
            TwSpan            period,
            gboolean        **paid,
            GError          **error)
{
  TwEngineInput input = {
    .versions = &program, .n_versions = 1, .dataset = dataset, .period = period, .period_name = "",
    .statement_date = TW_DATE_NONE, .no_steps = TRUE,
  };
  TwDate from = program->effective_from;
  g_autoptr (TwEngine) engine = NULL;
  gsize n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);

  program->effective_from = MIN (from, period.start);
  engine = tw_engine_new (&input, error);

  if (engine != NULL)
    tw_engine_run (engine);
  program->effective_from = from;
  if (engine == NULL)
    return FALSE;
  for (gsize p = 0; p < n_partners; p++)
    if (is_meant (dataset, program, (guint) p))
      count_lines (tw_engine_get_result (engine, (guint) p), paid[p]);

  return TRUE;
}

static void
add_findings (TwCheck         *check,
              const TwDataset *dataset,
              gboolean       **paid,
              guint            n_periods)
{
  gsize n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);

  for (guint r = 0; r < check->program->n_rules; r++)
    {
      const TwRule *rule = &check->program->rules[r];
      guint n_meant = 0;
      guint n_paid = 0;

      for (gsize p = 0; p < n_partners; p++)
        if (is_meant (dataset, check->program, (guint) p))
          {
            n_meant++;
            n_paid += paid[p][r];
          }
      if (n_paid > 0 || n_meant == 0)
        continue;
      tw_check_add (check, "W9", FALSE, rule->path,
                    _("Check its filter and thresholds against the facts that there are."),
                    g_dngettext (GETTEXT_PACKAGE,
                                 "“%s” would have paid nothing to any of %u partners in the last "
                                 "period.",
                                 "“%s” would have paid nothing to any of %u partners in the last "
                                 "%u periods.",
                                 n_periods),
                    rule->name, n_meant, n_periods);
    }
}

GPtrArray *
tw_program_check_payout (const TwProgramDocument  *document,
                         const TwDataset          *dataset,
                         const TwSpan             *periods,
                         guint                     n_periods,
                         GError                  **error)
{
  TwProgram *program;
  TwCheck check = { 0 };
  gboolean **paid;
  gsize n_partners;
  gboolean good = TRUE;

  g_return_val_if_fail (document != NULL && dataset != NULL && (periods != NULL || n_periods == 0),
                        NULL);

  program = tw_program_document_get_program (document);
  n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  paid = g_new0 (gboolean *, n_partners + 1);
  for (gsize p = 0; p < n_partners; p++)
    paid[p] = g_new0 (gboolean, program->n_rules + 1);
  for (guint i = 0; good && i < n_periods; i++)
    good = run_period (program, dataset, periods[i], paid, error);
  if (good)
    {
      check.program = program;
      check.root = tw_program_document_get_root (document);
      check.findings = tw_findings_new ();
      add_findings (&check, dataset, paid, n_periods);
    }
  for (gsize p = 0; p < n_partners; p++)
    g_free (paid[p]);
  g_free (paid);

  return check.findings;
}
