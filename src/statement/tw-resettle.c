/* tw-resettle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-resettle.h"

#include <glib/gi18n-lib.h>

#include "tw-approval.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-payment-decide.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"

/* The minimum payment as the program writes it. One that is computed from the partner's terms needs the engine. */
static gboolean
get_minimum (const TwProgram *program,
             gint64          *minimum,
             GError         **error)
{
  const TwExpr *value = program->payment.minimum;

  *minimum = 0;
  if (value == NULL)
    return TRUE;

  if (value->kind == TW_EXPR_LITERAL && tw_fraction_round_int (value->literal, TW_ROUNDING_HALF_UP, minimum))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("The minimum payment of “%s” is computed for each partner. Record the adjustment before the period is "
                 "calculated, or calculate it again afterwards."),
               program->name);
  return FALSE;
}

static const char *
reason_code (gint64 paid,
             gint64 carried,
             gint64 forgiven)
{
  if (paid != 0)
    return NULL;
  if (carried < 0)
    return "negative";
  if (carried > 0)
    return "below_minimum";

  return forgiven != 0 ? "forgiven" : "nets_to_zero";
}

static gint64
sum_adjustments (const TwStatement *statement)
{
  gint64 sum = 0;

  for (guint i = 0; i < statement->adjustments->len; i++)
    sum += ((const TwStatementAdjustment *) g_ptr_array_index (statement->adjustments, i))->amount;

  return sum;
}

static gboolean
get_version (TwWorkspace  *workspace,
             gint64        id,
             gint64       *version,
             GError      **error)
{
  g_autoptr (TwQuery) query = tw_statement_query_header (workspace, id, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (tw_query_step (query, &local_error))
    *version = tw_query_int (query, TW_HEADER_VERSION);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

gboolean
tw_resettle (TwWorkspace  *workspace,
                 gint64        id,
                 GError      **error)
{
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (workspace);
  g_autoptr (TwStatement) statement = tw_statement_reader_read (reader, id, error);
  const TwProgram *program;
  gint64 version = 0;
  gint64 minimum;
  gint64 adjusted;
  gint64 due;
  gint64 paid;
  gint64 carried;
  gint64 forgiven;

  if (statement == NULL || !get_version (workspace, id, &version, error))
    return FALSE;

  program = tw_statement_reader_get_program (reader, version, error);
  if (program == NULL || !get_minimum (program, &minimum, error))
    return FALSE;

  adjusted = sum_adjustments (statement);
  if (!tw_amount_add (statement->payable + statement->carried_out + statement->forgiven - statement->adjusted,
                      adjusted, &due))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("The adjusted amount is too large to be held."));
      return FALSE;
    }

  tw_payment_decide (&program->payment, due, minimum, &paid, &carried, &forgiven);
  return tw_approval_settle (workspace, id, adjusted, paid, carried, forgiven,
                             reason_code (paid, carried, forgiven), error);
}
