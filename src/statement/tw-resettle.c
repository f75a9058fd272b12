/* tw-resettle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-resettle.h"

#include <glib/gi18n-lib.h>

#include "tw-approval.h"
#include "tw-dataset-load.h"
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
reason_code (const TwStatement  *statement,
             const TwSettlement *settlement)
{
  if (settlement->payable != 0)
    return NULL;
  if (statement->problems->len > 0 && statement->earned == 0)
    return "stopped";
  if (settlement->carried < 0)
    return "negative";
  if (settlement->carried > 0)
    return "below_minimum";
  if (settlement->forgiven != 0)
    return "forgiven";
  if (statement->deferred > 0)
    return "deferred";
  if (statement->lines->len == 0 && settlement->adjusted == 0)
    return statement->exclusions->len == 0 ? "no_facts" : "all_excluded";

  return "nets_to_zero";
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
             gint64       *partner,
             GError      **error)
{
  g_autoptr (TwQuery) query = tw_statement_query_header (workspace, id, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (tw_query_step (query, &local_error))
    {
      *version = tw_query_int (query, TW_HEADER_VERSION);
      *partner = tw_query_int (query, TW_HEADER_PARTNER);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* What is paid now in the partner's own currency, at the rate of the period's last day as it was calculated. */
static gboolean
convert_total (TwWorkspace        *workspace,
               const TwStatement  *statement,
               const TwProgram    *program,
               gint64              partner,
               TwSettlement       *settlement,
               GError            **error)
{
  g_autoptr (TwDataset) dataset = NULL;
  gboolean whole;

  settlement->converted = TW_QUERY_NULL;
  if (statement->paid_in == NULL)
    return TRUE;

  dataset = tw_dataset_load_partner (workspace, partner, &whole, error);
  if (dataset == NULL)
    return FALSE;
  if (tw_dataset_convert (dataset, settlement->payable, statement->currency, statement->paid_in,
                          statement->span.end - 1, program->rounding.mode, &settlement->converted))
    settlement->converted_currency = statement->paid_in;

  return TRUE;
}

gboolean
tw_resettle (TwWorkspace  *workspace,
             gint64        id,
             GError      **error)
{
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (workspace);
  g_autoptr (TwStatement) statement = tw_statement_reader_read (reader, id, error);
  TwSettlement settlement = { 0 };
  const TwProgram *program;
  gint64 version = 0;
  gint64 partner = 0;
  gint64 minimum;
  gint64 due;

  if (statement == NULL || !get_version (workspace, id, &version, &partner, error))
    return FALSE;

  program = tw_statement_reader_get_program (reader, version, error);
  if (program == NULL || !get_minimum (program, &minimum, error))
    return FALSE;

  settlement.adjusted = sum_adjustments (statement);
  if (!tw_amount_add (statement->payable + statement->carried_out + statement->forgiven - statement->adjusted,
                      settlement.adjusted, &due))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("The adjusted amount is too large to be held. "
                                                "Enter a smaller amount."));
      return FALSE;
    }

  tw_payment_decide (&program->payment, due, minimum, &settlement.payable, &settlement.carried,
                     &settlement.forgiven);
  settlement.nothing_reason = reason_code (statement, &settlement);

  return convert_total (workspace, statement, program, partner, &settlement, error)
         && tw_approval_settle (workspace, id, &settlement, error);
}
