/* tw-explain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-explain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-describe.h"
#include "tw-recompute.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"
#include "tw-step-text.h"

#define LINE_BITS 24
#define LINE_MASK ((G_GINT64_CONSTANT (1) << LINE_BITS) - 1)

/* A line as it is stored; every text owned. */
typedef struct
{
  gint64  statement;
  guint   index;        /* among the statement's lines */
  gint64  version;
  char   *rule;
  gint64  kind;
  gint64  fact_kind;
  gint64  fact;
  gint64  amount;
  char   *window_start;
  char   *window_end;
  char   *steps;
  gint64  partner;
  gint64  program;
} StoredLine;

static void
stored_line_clear (StoredLine *line)
{
  g_free (line->rule);
  g_free (line->window_start);
  g_free (line->window_end);
  g_free (line->steps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StoredLine, stored_line_clear)

void
tw_explanation_free (TwExplanation *explanation)
{
  g_free (explanation->line_id);
  g_free (explanation->sentence);
  g_free (explanation->rule_sentence);
  g_free (explanation->currency);
  g_ptr_array_unref (explanation->steps);
  g_free (explanation);
}

static gboolean
not_found (const char  *what,
           GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               _("There is no line “%s”. It may have been calculated again: take its id from the statement as it is "
                 "now."),
               what);
  return FALSE;
}

static gboolean
read_line (TwWorkspace  *workspace,
           gint64        id,
           StoredLine   *line,
           GError      **error)
{
  g_autoptr (TwQuery) query = tw_statement_query_line (workspace, id, error);
  g_autoptr (TwQuery) header = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (query == NULL)
    return FALSE;
  if (!tw_query_step (query, &local_error))
    {
      if (local_error == NULL)
        return not_found (name, error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  line->statement = id >> LINE_BITS;
  line->index = (guint) (id & LINE_MASK);
  line->version = tw_query_int (query, 0);
  line->rule = tw_query_dup_text (query, 1);
  line->kind = tw_query_int (query, 3);
  line->fact_kind = tw_query_int (query, 4);
  line->fact = tw_query_int (query, 5);
  line->amount = tw_query_int (query, 6);
  line->window_start = tw_query_dup_text (query, 7);
  line->window_end = tw_query_dup_text (query, 8);
  line->steps = tw_query_dup_text (query, 9);

  header = tw_statement_query_header (workspace, line->statement, error);
  if (header == NULL || !tw_query_step (header, error))
    return FALSE;
  line->partner = tw_query_int (header, TW_HEADER_PARTNER);
  line->program = tw_query_int (header, TW_HEADER_PROGRAM);
  if (line->version == TW_QUERY_NULL)
    line->version = tw_query_int (header, TW_HEADER_VERSION);

  return TRUE;
}

static void
add_step (TwExplanation *explanation,
          const char    *rule,
          const char    *window,
          const char    *text,
          const char    *result,
          const char    *ref)
{
  TwStatementStep *step = g_new0 (TwStatementStep, 1);

  step->rule = g_strdup (rule);
  step->window = g_strdup (window);
  step->n = explanation->steps->len + 1;
  step->text = g_strdup (text);
  step->result = g_strdup (result);
  step->ref = g_strdup (ref);
  g_ptr_array_add (explanation->steps, step);
}

static void
add_steps (TwExplanation     *explanation,
           const TwTextStyle *style,
           const char        *rule,
           const char        *window,
           GArray            *steps)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const TwStep *step = &g_array_index (steps, TwStep, i);
      g_autofree char *text = NULL;
      g_autofree char *result = NULL;

      if (tw_step_is_empty (step))
        continue;
      text = tw_step_to_text (step, style);
      result = tw_step_result (step, style);
      add_step (explanation, rule, window, text, result, step->ref);
    }
}

/* The line among the recomputed ones: at its old place, if it is still the same. */
static gboolean
is_same (TwRecompute           *recompute,
         const TwPartnerResult *result,
         const StoredLine      *stored)
{
  const TwLine *line;
  gint64 kind;
  gint64 fact;

  if (result == NULL || stored->index >= result->lines->len)
    return FALSE;

  line = &g_array_index (result->lines, TwLine, stored->index);
  tw_recompute_fact_key (recompute, line->fact, &kind, &fact);

  return line->amount == stored->amount && (gint64) line->kind + 1 == stored->kind && kind == stored->fact_kind
         && fact == stored->fact;
}

static gboolean
add_own_steps (TwExplanation      *explanation,
               TwWorkspace        *workspace,
               const TwStatement  *statement,
               const StoredLine   *line,
               const char         *rule,
               GError            **error)
{
  g_autoptr (TwRecompute) recompute = tw_recompute_new_for_partner (workspace, statement->period, statement->span,
                                                                     line->partner, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) steps = NULL;
  const TwPartnerResult *result;

  if (recompute == NULL)
    return FALSE;

  result = tw_recompute_partner (recompute, line->partner, line->program, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!is_same (recompute, result, line))
    {
      add_step (explanation, rule, NULL,
                _("The facts or the program have changed since this line was calculated, so its own steps can't be "
                  "shown. Calculate the period again to see them."),
                NULL, NULL);
      return TRUE;
    }

  steps = tw_recompute_explain (recompute, line->partner, line->program, line->index);
  add_steps (explanation, &statement->style, rule, NULL, steps);
  return TRUE;
}

static char *
make_sentence (const TwStatement     *statement,
               const TwStatementLine *line)
{
  const TwStatementRule *rule = g_ptr_array_index (statement->rules, line->rule);
  g_autofree char *plain = tw_decimal_format (ABS (line->amount), statement->digits);
  g_autofree char *amount = tw_text_style_number (&statement->style, plain);

  if (line->fact_id == NULL)
    return g_strdup_printf (line->amount < 0 ? _("%s charges %s %s (%s).") : _("%s pays %s %s (%s)."), rule->name,
                            amount, statement->currency, line->kind);

  return g_strdup_printf (line->amount < 0 ? _("%s takes %s %s for %s %s (%s).") : _("%s pays %s %s for %s %s (%s)."),
                          rule->name, amount, statement->currency, line->fact_kind, line->fact_id, line->kind);
}

static const TwStatementLine *
find_line (const TwStatement *statement,
           gint64             id)
{
  for (guint i = 0; i < statement->lines->len; i++)
    {
      const TwStatementLine *line = g_ptr_array_index (statement->lines, i);

      if (line->id == id)
        return line;
    }

  return NULL;
}

static gboolean
add_window_steps (TwExplanation     *explanation,
                  const TwTextStyle *style,
                  const StoredLine  *stored,
                  const char        *rule,
                  GError           **error)
{
  g_autoptr (GArray) steps = NULL;
  g_autofree char *window = NULL;

  if (stored->steps == NULL)
    return TRUE;

  steps = tw_steps_from_json (stored->steps, error);
  if (steps == NULL)
    return FALSE;

  window = tw_statement_window_text (style, stored->window_start, stored->window_end);
  add_steps (explanation, style, rule, window, steps);
  return TRUE;
}

TwExplanation *
tw_explain_line (TwWorkspace  *workspace,
                 gint64        id,
                 GError      **error)
{
  g_auto (StoredLine) stored = { 0 };
  g_autoptr (TwStatement) statement = NULL;
  g_autoptr (TwExplanation) explanation = NULL;
  const TwStatementLine *line;
  const TwStatementRule *rule;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  if (!read_line (workspace, id, &stored, error))
    return NULL;
  statement = tw_statement_read (workspace, stored.statement, error);
  line = statement == NULL ? NULL : find_line (statement, id);
  if (line == NULL)
    return NULL;

  rule = g_ptr_array_index (statement->rules, line->rule);
  explanation = g_new0 (TwExplanation, 1);
  explanation->steps = g_ptr_array_new_with_free_func (tw_statement_step_free);
  explanation->line_id = g_strdup (line->line_id);
  explanation->sentence = make_sentence (statement, line);
  explanation->rule_sentence = g_strdup (rule->sentence);
  explanation->statement = stored.statement;
  explanation->amount = line->amount;
  explanation->currency = g_strdup (statement->currency);
  explanation->digits = statement->digits;
  if (!add_window_steps (explanation, &statement->style, &stored, rule->name, error)
      || !add_own_steps (explanation, workspace, statement, &stored, rule->name, error))
    return NULL;

  return g_steal_pointer (&explanation);
}

/* PERIOD/PROGRAM/PARTNER/RULE/NUMBER: names in the middle may hold slashes themselves. */
gint64
tw_explain_find (TwWorkspace  *workspace,
                 const char   *line_id,
                 GError      **error)
{
  g_autofree char *copy = g_strdup (line_id);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  char *middle = strchr (copy, '/');
  char *number = strrchr (copy, '/');
  char *rule;
  gint64 n;

  if (middle == NULL || number == middle)
    return not_found (line_id, error);
  *number++ = '\0';
  rule = strrchr (copy, '/');
  if (rule == middle || !g_ascii_string_to_signed (number, 10, 1, G_MAXINT32, &n, NULL))
    return not_found (line_id, error);
  *rule++ = '\0';
  *middle++ = '\0';

  query = tw_statement_query_line_id (workspace, copy, middle, rule, n, error);
  if (query == NULL)
    return 0;
  if (tw_query_step (query, &local_error))
    return tw_query_int (query, 0);
  if (local_error == NULL)
    return not_found (line_id, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

char *
tw_explanation_to_text (const TwExplanation *explanation)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n", explanation->line_id, explanation->sentence);
  if (explanation->rule_sentence != NULL)
    g_string_append_printf (text, "%s\n", explanation->rule_sentence);
  for (guint i = 0; i < explanation->steps->len; i++)
    {
      const TwStatementStep *step = g_ptr_array_index (explanation->steps, i);

      g_string_append_printf (text, "%3u  %s\n", step->n, step->text);
    }

  return g_string_free (text, FALSE);
}
