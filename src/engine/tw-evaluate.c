/* tw-evaluate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-evaluate.h"

#include "tw-error.h"
#include "tw-engine-settle.h"
#include "tw-steps.h"

#include <string.h>

static char *
value_to_text (const TwContext *context,
               const TwExpr    *expr,
               TwValue          value)
{
  if (!value.defined)
    return g_strdup ("undefined");
  switch (expr->type)
    {
    case TW_VALUE_MONEY:
      return tw_step_money (context->plan, value.num);
    case TW_VALUE_TEXT:
      return g_strdup (tw_engine_text (context->work->engine, value.text));
    case TW_VALUE_DATE:
      return tw_date_format ((TwDate) value.num.num);
    case TW_VALUE_BOOL:
      return g_strdup (value.num.num != 0 ? "true" : "false");
    case TW_VALUE_NUMBER:
    default:
      return tw_step_number (value.num);
    }
}

static const TwDefine *
find_define (const TwProgram *program,
             const char      *name)
{
  for (guint i = 0; i < program->n_defines; i++)
    if (strcmp (program->defines[i].name, name) == 0)
      return &program->defines[i];

  return NULL;
}

char *
tw_engine_evaluate (TwEngine    *engine,
                    guint        version,
                    const char  *define,
                    guint        partner,
                    TwDate       date,
                    gint64       fact,
                    GError     **error)
{
  const TwDefine *found;
  TwSpan unit = { date, date + 1 };
  GError *local = NULL;
  TwContext context;
  TwWork *work;
  char *text;

  g_return_val_if_fail (engine != NULL && version < engine->input.n_versions, NULL);
  g_return_val_if_fail (partner < engine->n_partners, NULL);

  found = find_define (engine->input.versions[version], define);
  if (found == NULL)
    {
      g_set_error (error,
                   TW_ERROR,
                   TW_ERROR_NOT_FOUND,
                   "The program defines no “%s”. Take one of the names under “define”.",
                   define);
      return NULL;
    }
  work = tw_work_new (engine, partner);
  tw_work_context (work, &context, version, NULL, unit, &local);
  context.date = context.measure_date = date;
  context.clip = context.refund_clip = date + 1;
  context.fact = fact;
  if (found->condition != NULL)
    text = g_strdup (tw_eval_condition (&context, found->condition) ? "true" : "false");
  else
    text = value_to_text (&context, found->value, tw_eval (&context, found->value));
  tw_work_drop (work);
  if (local != NULL)
    {
      g_free (text);
      g_propagate_error (error, local);
      return NULL;
    }

  return text;
}
