/* tw-exclusion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-exclusion.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fields.h"
#include "tw-program-describe.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"
#include "tw-step-text.h"

/* The amount as everywhere in explanations: plain, with its code. */
static char *
amount_text (TwWorkspace *workspace,
             TwQuery     *query)
{
  const char *currency = tw_query_text (query, TW_EXCLUSION_ROW_CURRENCY);
  gint64 amount = tw_query_int (query, TW_EXCLUSION_ROW_AMOUNT);
  g_autofree char *number = NULL;

  if (amount == TW_QUERY_NULL || currency == NULL)
    return NULL;

  number = tw_decimal_format (amount, MAX (tw_workspace_currency_digits (workspace, currency), 0));

  return g_strdup_printf ("%s %s", number, currency);
}

/* A path names a leaf of a filter, and the filter may be written without one of its steps: the
 * deepest condition on the way is the one that is meant. */
char *
tw_reason_detail_text (const TwProgram *program,
                       const char      *path)
{
  const TwCondition *found = NULL;

  /* What is no path is a word for tw_reason_to_text(). */
  if (g_strcmp0 (path, "enrolment") == 0)
    return g_strdup (path);
  if (program == NULL || path == NULL)
    return NULL;

  for (guint i = 0; i < program->conditions->len; i++)
    {
      const TwCondition *condition = g_ptr_array_index (program->conditions, i);
      gsize n = condition->path != NULL ? strlen (condition->path) : 0;

      if (n == 0 || strncmp (condition->path, path, n) != 0 || (path[n] != '\0' && path[n] != '/'))
        continue;
      if (found == NULL || n > strlen (found->path))
        found = condition;
    }

  return found != NULL ? tw_program_describe_condition (program, found) : NULL;
}

static char *
rule_text (const TwProgram *program,
           TwQuery         *query)
{
  const char *key = tw_query_text (query, TW_EXCLUSION_ROW_RULE);
  const char *name = key;

  /* Where no rule counts facts of its kind it got nowhere. */
  if (program == NULL || key == NULL ||
      g_strcmp0 (tw_query_text (query, TW_EXCLUSION_ROW_REASON), "wrong_kind") == 0)
    return NULL;

  for (guint i = 0; program != NULL && i < program->n_rules; i++)
    {
      if (strcmp (program->rules[i].id, key) == 0)
        name = program->rules[i].name;
    }

  /* Translators: %s is the name of a rule. */
  return g_strdup_printf (_("It got furthest in the rule “%s”."), name);
}

/* (nullable): a fact that no program covers has none. */
static const TwProgram *
get_program (TwStatementReader *reader,
             TwQuery           *query)
{
  gint64 version = tw_query_int (query, TW_EXCLUSION_ROW_VERSION);

  return version != TW_QUERY_NULL ? tw_statement_reader_get_program (reader, version, NULL) : NULL;
}

TwExclusion *
tw_exclusion_explain (TwWorkspace  *workspace,
                      gint64        exclusion,
                      GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwStatementReader) reader = NULL;
  const TwProgram *program;
  g_autofree char *amount = NULL;
  g_autofree char *detail = NULL;
  TwExclusion *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_statement_query_exclusion (workspace, exclusion, error);
  if (query == NULL)
    return NULL;

  if (!tw_query_step (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (
            error, TW_ERROR, TW_ERROR_NOT_FOUND,
            _("The excluded fact is not there any more. The period was calculated again."));
      return NULL;
    }

  reader = tw_statement_reader_new (workspace);
  self = g_new0 (TwExclusion, 1);
  amount = amount_text (workspace, query);
  /* Translators: %1$s is a kind of fact and %2$s its id, %3$s an amount: “sale S-1204 of 12.00 USD
   * …”. */
  self->sentence = amount != NULL
                       ? g_strdup_printf (_("%1$s %2$s of %3$s earned nothing."),
                                          tw_query_text (query, TW_EXCLUSION_ROW_FACT_KIND),
                                          tw_query_text (query, TW_EXCLUSION_ROW_FACT_ID), amount)
                       : g_strdup_printf (_("%1$s %2$s earned nothing."),
                                          tw_query_text (query, TW_EXCLUSION_ROW_FACT_KIND),
                                          tw_query_text (query, TW_EXCLUSION_ROW_FACT_ID));
  *self->sentence = g_ascii_toupper (*self->sentence);
  program = get_program (reader, query);
  detail = tw_reason_detail_text (program, tw_query_text (query, TW_EXCLUSION_ROW_DETAIL));
  self->reason = tw_reason_to_text (tw_query_text (query, TW_EXCLUSION_ROW_REASON), detail);
  self->rule = rule_text (program, query);

  return self;
}

char *
tw_exclusion_to_text (const TwExclusion *exclusion)
{
  g_return_val_if_fail (exclusion != NULL, NULL);

  if (exclusion->rule == NULL)
    return g_strdup_printf ("%s\n%s\n", exclusion->sentence, exclusion->reason);

  return g_strdup_printf ("%s\n%s\n%s\n", exclusion->sentence, exclusion->reason, exclusion->rule);
}

void
tw_exclusion_free (TwExclusion *exclusion)
{
  g_free (exclusion->sentence);
  g_free (exclusion->reason);
  g_free (exclusion->rule);
  g_free (exclusion);
}
