/* tw-statement.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement.h"

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-finding.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"

static void
rule_free (gpointer data)
{
  TwStatementRule *rule = data;

  g_free (rule->key);
  g_free (rule->name);
  g_free (rule->kind);
  g_free (rule->sentence);
  g_free (rule);
}

static void
line_free (gpointer data)
{
  TwStatementLine *line = data;

  g_free (line->line_id);
  g_free (line->kind);
  g_free (line->fact_kind);
  g_free (line->fact_id);
  g_free (line->document);
  g_free (line->customer);
  g_free (line->product);
  g_free (line->fact_currency);
  g_free (line->share);
  g_free (line->band);
  g_free (line->rate);
  g_free (line->state);
  g_free (line);
}

void
tw_statement_step_free (gpointer data)
{
  TwStatementStep *step = data;

  g_free (step->rule);
  g_free (step->window);
  g_free (step->text);
  g_free (step->result);
  g_free (step->ref);
  g_free (step);
}

static void
exclusion_free (gpointer data)
{
  TwStatementExclusion *exclusion = data;

  g_free (exclusion->fact_kind);
  g_free (exclusion->fact_id);
  g_free (exclusion->document);
  g_free (exclusion->customer);
  g_free (exclusion->product);
  g_free (exclusion->currency);
  g_free (exclusion->rule);
  g_free (exclusion->reason);
  g_free (exclusion->text);
  g_free (exclusion);
}

static void
adjustment_free (gpointer data)
{
  TwStatementAdjustment *adjustment = data;

  g_free (adjustment->reason);
  g_free (adjustment->reference);
  g_free (adjustment->note);
  g_free (adjustment->by);
  g_free (adjustment->at);
  g_free (adjustment);
}

static void
tier_step_free (gpointer data)
{
  TwStatementTierStep *step = data;

  g_free (step->tier);
  g_free (step->criterion);
  g_free (step->value);
  g_free (step->threshold);
  g_free (step->shortfall);
  g_free (step);
}

static void
control_free (gpointer data)
{
  g_free (((TwStatementControl *) data)->currency);
  g_free (data);
}

/* An empty statement with its lists in place. */
TwStatement *
tw_statement_new (void)
{
  TwStatement *self = g_new0 (TwStatement, 1);

  self->style = tw_text_style_nth (0);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->steps = g_ptr_array_new_with_free_func (tw_statement_step_free);
  self->exclusions = g_ptr_array_new_with_free_func (exclusion_free);
  self->adjustments = g_ptr_array_new_with_free_func (adjustment_free);
  self->tier_path = g_ptr_array_new_with_free_func (tier_step_free);
  self->controls = g_ptr_array_new_with_free_func (control_free);

  return self;
}

void
tw_statement_free (TwStatement *statement)
{
  char *texts[] = { statement->partner, statement->partner_id, statement->program, statement->versions,
                    statement->period, statement->currency, statement->calculated_by, statement->calculated_at,
                    statement->approved_by, statement->approved_at, statement->run_hash, statement->tier,
                    statement->reason, statement->paid_in };
  GPtrArray *lists[] = { statement->problems, statement->rules, statement->lines, statement->steps,
                         statement->exclusions, statement->adjustments, statement->tier_path, statement->controls };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (lists[i]);
  g_free (statement);
}

char *
tw_statement_name_line (const TwStatement     *statement,
                        const TwStatementLine *line)
{
  const TwStatementRule *rule = g_ptr_array_index (statement->rules, line->rule);

  return g_strdup_printf ("%s/%s/%s/%s/%04" G_GINT64_FORMAT, statement->period, statement->program,
                          statement->partner_id, *rule->key != '\0' ? rule->key : "program", line->number);
}

TwStatement *
tw_statement_read (TwWorkspace  *workspace,
                   gint64        id,
                   GError      **error)
{
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (workspace);

  return tw_statement_reader_read (reader, id, error);
}

GArray *
tw_statement_find (TwWorkspace  *workspace,
                   const char   *period,
                   const char   *partner,
                   GError      **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TwQuery) query = tw_statement_query_ids (workspace, period, partner, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;

  while (tw_query_step (query, &local_error))
    {
      gint64 id = tw_query_int (query, 0);

      g_array_append_val (ids, id);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

static void
add_difference (GPtrArray         *findings,
                const TwStatement *statement,
                const char        *what,
                gint64             computed,
                gint64             stated,
                int                digits)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *message = NULL;

  if (computed == stated)
    return;

  a = tw_decimal_format (computed, digits);
  b = tw_decimal_format (stated, digits);
  difference = tw_decimal_format (computed - stated, digits);
  message = g_strdup_printf (_("%s, %s: %s: %s computed, %s stated, a difference of %s."), statement->partner,
                             statement->period, what, a, b, difference);
  g_ptr_array_add (findings, tw_finding_new ("tie-out", TW_SEVERITY_ERROR, NULL, message,
                                             _("Calculate the period again.")));
}

static void
check_sums (const TwStatement *statement,
            GPtrArray         *findings)
{
  gint64 lines = 0;
  gint64 rules = 0;
  gint64 adjusted = 0;

  for (guint i = 0; i < statement->lines->len; i++)
    lines += ((TwStatementLine *) g_ptr_array_index (statement->lines, i))->amount;
  for (guint i = 0; i < statement->rules->len; i++)
    rules += ((TwStatementRule *) g_ptr_array_index (statement->rules, i))->amount;
  for (guint i = 0; i < statement->adjustments->len; i++)
    adjusted += ((TwStatementAdjustment *) g_ptr_array_index (statement->adjustments, i))->amount;

  add_difference (findings, statement, _("the sum of the lines"), lines, statement->earned, statement->digits);
  add_difference (findings, statement, _("the sum of the rules"), rules, statement->earned, statement->digits);
  add_difference (findings, statement, _("the sum of the adjustments"), adjusted, statement->adjusted,
                  statement->digits);
}

GPtrArray *
tw_statement_check (const TwStatement *statement)
{
  GPtrArray *findings = tw_findings_new ();

  g_return_val_if_fail (statement != NULL, findings);

  check_sums (statement, findings);
  add_difference (findings, statement, _("earned, deferred, released, adjusted and carried in"),
                  statement->earned - statement->deferred + statement->released + statement->adjusted
                      + statement->carried_in,
                  statement->payable + statement->carried_out + statement->forgiven, statement->digits);

  for (guint i = 0; i < statement->controls->len; i++)
    {
      const TwStatementControl *control = g_ptr_array_index (statement->controls, i);
      g_autofree char *what = g_strdup_printf (_("facts in %s, earned and excluded"), control->currency);

      add_difference (findings, statement, what, control->earned + control->excluded, control->facts,
                      control->digits);
    }

  for (guint i = 0; i < statement->problems->len; i++)
    g_ptr_array_add (findings,
                     tw_finding_new ("stopped", TW_SEVERITY_ERROR, NULL, g_ptr_array_index (statement->problems, i),
                                     _("Correct the data or the program and calculate the period again.")));

  return findings;
}
