/* tw-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-engine-settle.h"

#include <string.h>

/* Balances brought from before the file: an `opening` fact that names the balance it feeds is
 * brought into the period that holds its date; later periods find it in the balances. */

/* The one rule with a guarantee (or with a limit that carries), where the fact names none. */
static const char *
only_rule (const TwEngine *engine,
           gboolean        guarantee)
{
  const TwProgram *program = engine->input.versions[engine->input.n_versions - 1];
  const char *found = NULL;

  for (guint r = 0; r < program->n_rules; r++)
    for (guint i = 0; i < program->rules[r].n_adjust; i++)
      {
        const TwAdjust *adjust = &program->rules[r].adjust[i];

        if (guarantee ? adjust->kind == TW_ADJUST_GUARANTEE : adjust->excess_carry)
          found = program->rules[r].id;
      }

  return found;
}

static gboolean
read_balance (const TwEngine *engine,
              const char     *name,
              const char     *rule,
              TwBalance      *balance)
{
  balance->name = NULL;
  if (strcmp (name, "payment") == 0)
    balance->kind = TW_BALANCE_PAYMENT;
  else if (strcmp (name, "shortfall") == 0 || strcmp (name, "excess") == 0)
    {
      balance->kind = strcmp (name, "shortfall") == 0 ? TW_BALANCE_SHORTFALL : TW_BALANCE_EXCESS;
      balance->name = rule != NULL ? rule : only_rule (engine, TRUE);
    }
  else if (strcmp (name, "limit") == 0)
    {
      balance->kind = TW_BALANCE_LIMIT;
      balance->name = rule != NULL ? rule : only_rule (engine, FALSE);
    }
  else
    {
      balance->kind = TW_BALANCE_FUND;
      balance->name = g_str_has_prefix (name, "fund.") ? name + strlen ("fund.") : name;
    }

  return balance->kind == TW_BALANCE_PAYMENT || balance->name != NULL;
}

/**
 * tw_opening_balances:
 * @balances: (element-type TwBalance): appended to
 */
void
tw_opening_balances (const TwEngine *engine,
                     GArray         *balances)
{
  const TwDataset *dataset = engine->input.dataset;
  const TwColumn *which = tw_dataset_find_column (dataset, TW_RELATION_FACT, "balance");
  const TwColumn *name = tw_dataset_find_column (dataset, TW_RELATION_FACT, "name");
  const TwColumn *amount = tw_dataset_find_column (dataset, TW_RELATION_FACT, "amount");
  const TwColumn *partner = tw_dataset_find_column (dataset, TW_RELATION_FACT, "partner");
  gint64 opening = tw_dataset_lookup (dataset, "opening");
  gsize n = dataset->relations[TW_RELATION_FACT].n_rows;

  if (which == NULL || opening < 0 || which->type != TW_VALUE_TEXT)
    return;

  for (gsize f = 0; f < n; f++)
    {
      TwBalance balance = { .origin = engine->input.period.start, .expires = TW_DATE_NONE,
                            .due = TW_DATE_NONE,
                            .fact = -1 };

      if (tw_column_at (dataset->kind, f) != opening || which->data[f] == TW_NULL
          || tw_column_at (amount, f) == TW_NULL
          || tw_column_at (partner, f) == TW_NULL || dataset->placed[f] < engine->input.period.start
          || dataset->placed[f] >= engine->input.period.end)
        continue;
      balance.partner = partner->data[f];
      balance.amount = amount->data[f];
      if (read_balance (engine, tw_dataset_text (dataset, which->data[f]),
                        tw_dataset_text (dataset, tw_column_at (name, f)), &balance))
        g_array_append_val (balances, balance);
    }
}
