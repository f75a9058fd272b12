/* tw-limit-unit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-limit.h"

#include <string.h>

/* Which lines a limit is over: those of this period by the units of the limit, and what earlier periods posted in
 * the same units. */

static void
unit_clear (gpointer data)
{
  TwLimitUnit *bucket = data;

  g_free (bucket->key);
  g_array_unref (bucket->lines);
}

TwLine *
tw_limit_line (const TwLimitLine *ref)
{
  return &g_array_index (ref->work->result->lines, TwLine, ref->line);
}

static gboolean
covers_rule (const TwLimit *limit,
             const char    *rule_id)
{
  const TwProgram *program = limit->engine->input.versions[limit->version];

  for (guint i = 0; i < limit->limit->n_rules; i++)
    if (strcmp (program->rules[limit->limit->rules[i]].id, rule_id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
unit_at (const TwLimit *limit,
         TwDate         date,
         TwSpan        *unit)
{
  const TwProgram *program = limit->engine->input.versions[limit->version];

  switch (limit->limit->per)
    {
    case TW_PER_LIFETIME:
      *unit = (TwSpan){ TW_DATE_MIN, TW_DATE_MAX + 1 };
      return TRUE;
    case TW_PER_UNIT:
      return tw_calendar_unit_at (program->calendar, limit->limit->per_unit, date, unit);
    case TW_PER_WINDOW:
    case TW_PER_PERIOD:
    case TW_PER_FACT:
      break;
    }

  return tw_period_at (limit->engine, program, date, unit);
}

/* The day whose unit a line counts in. A unit's limit is over the unit's facts: a difference on a
 * fact of an earlier unit, or what a refund moves in a window that ended, counts where the cap was
 * used already. Counted in the period it would pay out what the limit cut. */
static TwDate
counted_on (const TwEngine *engine,
            TwSpan          window,
            TwLineKind      kind,
            gint64          fact,
            TwDate          posted_on)
{
  TwDate placed = fact < 0 ? TW_DATE_NONE : engine->input.dataset->placed[fact];

  if (window.start > TW_DATE_MIN && window.start < window.end && window.end <= posted_on)
    return window.end - 1;
  if (kind == TW_LINE_FACT && placed != TW_DATE_NONE && placed >= window.start
      && placed < posted_on)
    return placed;

  return posted_on;
}

static TwDate
date_of (const TwWork *work,
         const TwLine *line)
{
  TwSpan period = work->engine->input.period;
  TwDate date = line->fact < 0 ? period.end - 1 : work->engine->input.dataset->placed[line->fact];

  if (date >= period.start && date < period.end && line->fact >= 0
      && line->kind != TW_LINE_REFUND)
    return date;
  if (line->window != G_MAXUINT)
    {
      TwSpan window = g_array_index (work->result->windows, TwWindowResult, line->window).window;
      TwDate counted = counted_on (work->engine, window, line->kind, line->fact, period.start);

      if (counted < period.start)
        return counted;
    }

  return date < period.start || date >= period.end ? period.start : date;
}

static char *
key_of (const TwLimit *limit,
        TwWork        *work,
        gint64         fact,
        TwSpan         unit)
{
  GString *key = g_string_new (NULL);
  TwContext context;

  g_string_append_printf (key, "%d", unit.start);
  if (limit->limit->per == TW_PER_FACT)
    g_string_append_printf (key, "#%" G_GINT64_FORMAT, fact);
  tw_work_context (work, &context, limit->version, NULL, unit, NULL);
  context.fact = fact;
  for (guint i = 0; i < limit->limit->n_each; i++)
    {
      TwValue value = tw_eval (&context, limit->limit->each[i]);

      g_string_append_printf (key, "|%" G_GINT64_FORMAT,
                              !value.defined ? -1
                              : limit->limit->each[i]->type == TW_VALUE_TEXT ? value.text
                              : (gint64) value.num.num);
    }

  return g_string_free (key, FALSE);
}

static TwLimitUnit *
unit_for (TwLimit *limit,
            char    *key,
            TwSpan   unit)
{
  TwLimitUnit bucket = { key, unit, NULL, 0 };
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (limit->by_key, key));

  if (place > 0)
    {
      g_free (key);
      return &g_array_index (limit->units, TwLimitUnit, place - 1);
    }
  bucket.lines = g_array_new (FALSE, FALSE, sizeof (TwLimitLine));
  g_array_append_val (limit->units, bucket);
  g_hash_table_insert (limit->by_key, key, GUINT_TO_POINTER (limit->units->len));

  return &g_array_index (limit->units, TwLimitUnit, limit->units->len - 1);
}

void
tw_limit_collect (TwLimit *limit,
                  TwWork  *work)
{
  for (guint i = 0; i < work->result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (work->result->lines, TwLine, i);
      const TwRule *rule = tw_line_rule (work, line);
      TwLimitLine ref = { work, i };
      TwSpan unit;

      if (rule == NULL || !covers_rule (limit, rule->id)
          || !unit_at (limit, date_of (work, line), &unit)
          || (limit->limit->per == TW_PER_FACT && line->fact < 0))
        continue;
      g_array_append_val (unit_for (limit, key_of (limit, work, line->fact, unit), unit)->lines,
                          ref);
    }
}

static void
add_posted_row (TwLimit        *limit,
                TwWork         *work,
                const TwPosted *posted)
{
  g_autofree char *key = NULL;
  guint place;
  TwSpan unit;

  if (posted->rule == NULL || !covers_rule (limit, posted->rule)
      || !unit_at (limit, counted_on (limit->engine, posted->window, posted->kind, posted->fact,
                                     posted->posted_on), &unit))
    return;
  key = key_of (limit, work, posted->fact, unit);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (limit->by_key, key));
  if (place > 0)
    g_array_index (limit->units, TwLimitUnit, place - 1).before += posted->amount;
}

/* What earlier periods posted in the units of the units: the owner's lines, or everybody's. */
void
tw_limit_add_posted (TwLimit *limit,
                     TwWork  *work)
{
  const TwEngineInput *input = &limit->engine->input;
  const GArray *rows;

  if (limit->limit->per == TW_PER_FACT)
    return;
  if (limit->owner == NULL)
    {
      for (gsize i = 0; i < input->n_posted; i++)
        add_posted_row (limit, work, &input->posted[i]);
      return;
    }
  rows = g_hash_table_lookup (limit->engine->posted, GUINT_TO_POINTER (limit->owner->partner));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_posted_row (limit, work, &input->posted[g_array_index (rows, guint32, i)]);
}

void
tw_limit_set_amount (const TwLimitLine *ref,
                     gint64             amount)
{
  TwLine *line = tw_limit_line (ref);

  if (line->window != G_MAXUINT)
    g_array_index (ref->work->result->windows, TwWindowResult, line->window).posted
      += amount - line->amount;
  line->to_date += amount - line->amount;
  line->amount = amount;
}

gint64
tw_limit_sum (const TwLimitUnit *bucket)
{
  gint64 sum = 0;

  for (guint i = 0; i < bucket->lines->len; i++)
    sum += tw_limit_line (&g_array_index (bucket->lines, TwLimitLine, i))->amount;

  return sum;
}

/* A minimum is owed for every unit that ends in the period, lines or none. */
void
tw_limit_add_empty_units (TwLimit *limit,
                          TwWork  *work)
{
  TwDate date = limit->engine->input.period.start;
  TwSpan unit;

  if ((limit->limit->kind != TW_ADJUST_MIN && !limit->limit->excess_carry)
      || limit->limit->n_each > 0
      || limit->limit->per == TW_PER_FACT)
    return;
  while (date < limit->engine->input.period.end && unit_at (limit, date, &unit))
    {
      unit_for (limit, key_of (limit, work, -1, unit), unit);
      date = unit.end;
    }
}

static int
compare_refs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const TwDataset *dataset = data;
  const TwLine *la = tw_limit_line (a);
  const TwLine *lb = tw_limit_line (b);

  if ((la->fact < 0) != (lb->fact < 0))
    return la->fact < 0 ? 1 : -1;
  if (la->fact >= 0 && la->fact != lb->fact)
    return tw_dataset_compare_facts (dataset, la->fact, dataset->placed[la->fact], lb->fact,
                                     dataset->placed[lb->fact]);
  if (la->rule != lb->rule)
    return la->rule < lb->rule ? -1 : 1;
  if (((const TwLimitLine *) a)->work->partner != ((const TwLimitLine *) b)->work->partner)
    return ((const TwLimitLine *) a)->work->partner < ((const TwLimitLine *) b)->work->partner ? -1 : 1;

  return 0;
}

/* Excess goes from one unit to the next in the order of their dates. */
static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  TwDate da = ((const TwLimitUnit *) a)->unit.start;
  TwDate db = ((const TwLimitUnit *) b)->unit.start;

  return (da > db) - (da < db);
}

static gint64
brought_in (const TwLimit *limit)
{
  const char *name = limit->limit->name != NULL ? limit->limit->name : limit->limit->path;
  const GArray *rows = limit->owner == NULL ? NULL : tw_work_balances (limit->owner);
  gint64 total = 0;

  for (guint i = 0; limit->limit->excess_carry && rows != NULL && i < rows->len; i++)
    {
      const TwBalance *balance = &limit->engine->input.balances[g_array_index (rows, guint32, i)];

      if (balance->kind == TW_BALANCE_LIMIT && g_strcmp0 (balance->name, name) == 0
          && (balance->expires == TW_DATE_NONE
              || balance->expires >= limit->engine->input.period.start))
        total += balance->amount;
    }

  return total;
}

void
tw_limit_init (TwLimit        *limit,
               TwEngine       *engine,
               TwWork         *owner,
               guint           version,
               const TwAdjust *adjust)
{
  limit->engine = engine;
  limit->owner = owner;
  limit->limit = adjust;
  limit->version = version;
  limit->units = g_array_new (FALSE, TRUE, sizeof (TwLimitUnit));
  g_array_set_clear_func (limit->units, unit_clear);
  limit->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  limit->excess = brought_in (limit);
}

void
tw_limit_clear (TwLimit *limit)
{
  g_hash_table_unref (limit->by_key);
  g_array_unref (limit->units);
}

/* Lines of several partners in the order of the facts, those without a fact last. */
void
tw_limit_sort_lines (TwLimit     *limit,
                     TwLimitUnit *unit)
{
  g_array_sort_with_data (unit->lines, compare_refs, (gpointer) limit->engine->input.dataset);
}

void
tw_limit_sort_units (TwLimit *limit)
{
  g_array_sort (limit->units, compare_units);
}
