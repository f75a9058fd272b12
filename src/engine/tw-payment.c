/* tw-payment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"
#include "tw-payment-decide.h"
#include "tw-steps.h"

static gint64
brought (const TwWork *work)
{
  const GArray *rows = tw_work_balances (work);
  gint64 total = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &work->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_PAYMENT)
        total += balance->amount;
    }

  return total;
}

static gint64
minimum (TwWork          *work,
         guint            version,
         const TwPayment *payment)
{
  TwContext context;
  TwValue value;
  g_autoptr (GError) error = NULL;
  TwFraction rounded;

  if (payment->minimum == NULL)
    return 0;
  tw_work_context (work, &context, version, NULL, work->engine->input.period, &error);
  value = tw_eval (&context, payment->minimum);
  if (!value.defined
      || !tw_fraction_round (value.num, TW_FRACTION_ONE, TW_ROUNDING_HALF_UP, &rounded))
    return 0;

  return (gint64) rounded.num;
}

static void
record (TwWork *work,
        guint   version,
        gint64  least)
{
  const TwPlan *plan = &work->engine->plans[version];
  const TwPaymentResult *result = &work->result->payment;
  TwStep *step = tw_steps_add (work->result->steps, "pay", plan->program->payment.path);

  tw_step_in (step, "earned", tw_step_int (plan, result->earned));
  tw_step_in (step, "deferred", tw_step_int (plan, result->deferred));
  tw_step_in (step, "released", tw_step_int (plan, result->released));
  tw_step_in (step, "brought", tw_step_int (plan, result->brought));
  tw_step_in (step, "minimum", tw_step_int (plan, least));
  tw_step_in (step, "carried", tw_step_int (plan, result->carried));
  if (result->forgiven != 0)
    tw_step_in (step, "forgiven", tw_step_int (plan, result->forgiven));
  tw_step_out (step, tw_step_int (plan, result->paid));
}

/**
 * tw_payment_run:
 *
 * The net of pay and charge that is payable now, with what was brought in, against the minimum.
 */
void
tw_payment_run (TwWork *work)
{
  TwPaymentResult *result = &work->result->payment;
  guint version = tw_work_version (work);
  const TwPayment *payment = &work->engine->input.versions[version]->payment;
  gint64 least = minimum (work, version, payment);

  result->brought = brought (work);
  result->due = result->earned - result->deferred + result->released + result->brought;
  tw_payment_decide (payment, result->due, least, &result->paid, &result->carried,
                     &result->forgiven);
  tw_work_balance (work, TW_BALANCE_PAYMENT, NULL, work->engine->input.period.start,
                   result->carried, TW_DATE_NONE);
  if (!work->engine->input.no_steps)
    record (work, version, least);
}
