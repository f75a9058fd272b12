/* tw-check-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-replay.h"

#include "tw-engine.h"

void
tw_check_replay_free (TwCheckReplay *replay)
{
  if (replay == NULL)
    return;
  g_free (replay->cells);
  g_free (replay->steps);
  g_array_unref (replay->crossings);
  g_free (replay);
}

guint
tw_check_replay_paid (const TwCheckReplay *replay,
                      guint                rule)
{
  guint n = 0;

  for (gsize p = 0; p < replay->n_partners; p++)
    n += tw_check_replay_cell (replay, p, rule)->periods != 0;

  return n;
}

/* Periods -------------------------------------------------------------------------------------------- */

static TwDate
last_fact (const TwDataset *dataset)
{
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_FACT);
  TwDate last = TW_DATE_NONE;

  for (gsize i = 0; i < n; i++)
    last = MAX (last, tw_dataset_fact_date (dataset, (gint64) i));

  return last;
}

guint
tw_check_last_periods (const TwProgram *program,
                       const TwDataset *dataset,
                       TwDate           today,
                       TwSpan          *periods,
                       guint            n)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;
  TwDate last = today == TW_DATE_NONE ? last_fact (dataset) : today;
  TwSpan span;
  guint found = 0;

  if (!program->payment.has_per && tw_calendar_get_n_custom (program->calendar) > 0)
    unit = TW_CALENDAR_CUSTOM;
  if (last == TW_DATE_NONE || !tw_calendar_unit_at (program->calendar, unit, last, &span))
    return 0;
  if (today == TW_DATE_NONE)
    periods[found++] = span;
  while (found < n && tw_calendar_unit_at (program->calendar, unit, span.start - 1, &span))
    periods[found++] = span;

  return found;
}

/* Tables with literal rates --------------------------------------------------------------------------- */

static gboolean
literal_or_nothing (const TwProgram *program,
                    const TwExpr    *expr,
                    TwFraction      *value)
{
  *value = TW_FRACTION_ZERO;

  return expr == NULL || (expr->kind == TW_EXPR_LITERAL && (*value = expr->literal, TRUE));
}

/* Only retroactive tables on money whose bounds are what is paid on. */
static gboolean
is_plain (const TwRule *rule)
{
  return rule->table->mode == TW_TABLE_RETROACTIVE && rule->qualifier == NULL && rule->table->scale == NULL &&
         rule->counts->type == TW_VALUE_MONEY;
}

static gboolean
band_pay (const TwProgram *program,
          const TwBand    *band,
          TwFraction       qualifier,
          gint64          *pay)
{
  TwFraction rate;
  TwFraction flat;
  TwFraction total;

  return literal_or_nothing (program, band->rate, &rate) && literal_or_nothing (program, band->flat, &flat) &&
         tw_fraction_mul (qualifier, rate, &total) && tw_fraction_add (total, flat, &total) &&
         tw_fraction_round_int (total, TW_ROUNDING_HALF_UP, pay);
}

gboolean
tw_check_table_pay (const TwProgram *program,
                    const TwRule    *rule,
                    gint64           qualifier,
                    guint           *band,
                    gint64          *pay)
{
  TwFraction at = tw_fraction_from_int (qualifier);
  const TwTable *table = rule->table;

  if (!is_plain (rule))
    return FALSE;
  *band = G_MAXUINT;
  *pay = 0;
  for (guint k = 0; k < table->n_bands; k++)
    {
      int order = table->bands[k].has_from ? tw_fraction_compare (at, table->bands[k].from) : 1;

      if (order > 0 || (order == 0 && table->bands[k].edge != TW_EDGE_TO && table->edge != TW_EDGE_TO))
        *band = k;
    }

  return *band == G_MAXUINT || band_pay (program, &table->bands[*band], at, pay);
}

gboolean
tw_check_table_jump (const TwProgram *program,
                     const TwRule    *rule,
                     guint            band,
                     gint64          *below,
                     gint64          *above)
{
  const TwTable *table = rule->table;

  *below = 0;
  if (!is_plain (rule) || band >= table->n_bands || !table->bands[band].has_from)
    return FALSE;

  return (band == 0 || band_pay (program, &table->bands[band - 1], table->bands[band].from, below)) &&
         band_pay (program, &table->bands[band], table->bands[band].from, above);
}

/* Calculation ------------------------------------------------------------------------------------------ */

static void
count_line (TwCheckReplay *self,
            guint          partner,
            guint          period,
            const TwLine  *line,
            const TwRule  *rules)
{
  TwCheckCell *cell;

  if (line->rule == G_MAXUINT)
    {
      self->totals[period] += line->amount;
      return;
    }
  cell = &self->cells[(gsize) partner * self->n_rules + line->rule];
  cell->amount += line->amount;
  cell->high = MAX (cell->high, line->band);
  if (line->amount != 0)
    cell->periods |= 1u << period;
  self->totals[period] += rules[line->rule].charge ? -line->amount : line->amount;
}

/* Facts of a rule come in the order in which the window counts them. */
static void
find_crossings (TwCheckReplay         *self,
                const TwProgram       *program,
                const TwPartnerResult *result,
                guint                  rule)
{
  guint window = G_MAXUINT;
  guint before_band = G_MAXUINT;
  gint64 before = 0;
  gint64 sum = 0;

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);
      guint band;
      gint64 pay;

      if (line->rule != rule || line->kind != TW_LINE_FACT || line->measure_type != TW_VALUE_MONEY)
        continue;
      if (line->window != window)
        {
          window = line->window;
          before_band = G_MAXUINT;
          before = sum = 0;
        }
      sum += line->measure;
      if (!tw_check_table_pay (program, &program->rules[rule], sum, &band, &pay))
        return;
      if (band != G_MAXUINT && (before_band == G_MAXUINT || band > before_band))
        {
          TwCheckCrossing crossing = { rule, band, result->partner, line->fact, line->measure, pay - before };

          g_array_append_val (self->crossings, crossing);
        }
      before_band = band;
      before = pay;
    }
}

static void
collect (TwCheckReplay   *self,
         const TwProgram *program,
         TwEngine        *engine,
         guint            partner,
         guint            period)
{
  const TwPartnerResult *result = tw_engine_get_result (engine, partner);

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);

      count_line (self, partner, period, line, program->rules);
      if (line->rule != G_MAXUINT && self->steps[line->rule] == 0)
        {
          g_autoptr (GArray) steps = tw_engine_explain (engine, partner, i);

          self->steps[line->rule] = steps->len;
        }
    }
  for (guint r = 0; r < program->n_rules; r++)
    if (is_plain (&program->rules[r]))
      find_crossings (self, program, result, r);
}

/* What threads do with every so-manieth partner. */
typedef struct
{
  TwEngine       *engine;
  const gboolean *meant;
  gsize           n_partners;
  GCancellable   *cancellable;
  guint           first;
  guint           step;
  void          (*func) (TwEngine *engine,
                         guint     partner);
} Share;

static gpointer
work (gpointer data)
{
  const Share *share = data;

  for (gsize p = share->first; p < share->n_partners; p += share->step)
    if (share->meant[p] && !g_cancellable_is_cancelled (share->cancellable))
      share->func (share->engine, (guint) p);

  return NULL;
}

/* Partners don't touch each other: the outcome is the same however many threads there are. */
static void
each_partner (Share *share)
{
  guint n = CLAMP (g_get_num_processors (), 1, 8);
  g_autofree Share *shares = g_new0 (Share, n);
  g_autofree GThread **threads = g_new0 (GThread *, n);

  for (guint i = 0; i < n; i++)
    {
      shares[i] = *share;
      shares[i].first = i;
      shares[i].step = n;
      threads[i] = g_thread_new ("checks", work, &shares[i]);
    }
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
}

static gboolean
run_period (TwCheckReplay    *self,
            const TwProgram  *program,
            const TwDataset  *dataset,
            const gboolean   *meant,
            guint             period,
            GCancellable     *cancellable,
            GError          **error)
{
  /* A shallow copy: the tree is shared and stays as it is, the dates are this trial's. */
  TwProgram trial = *program;
  TwProgram *version = &trial;
  TwEngineInput input = {
    .versions = &version, .n_versions = 1, .dataset = dataset, .period = self->periods[period], .period_name = "",
    .statement_date = TW_DATE_NONE, .no_steps = TRUE,
  };
  g_autoptr (TwEngine) engine = NULL;
  Share share = { .meant = meant, .n_partners = self->n_partners, .cancellable = cancellable };

  trial.effective_from = MIN (program->effective_from, self->periods[period].start);
  trial.effective_to = MAX (program->effective_to, self->periods[period].end);
  engine = tw_engine_new (&input, error);
  if (engine == NULL)
    return FALSE;
  share.engine = engine;
  share.func = tw_engine_calculate;
  each_partner (&share);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  tw_engine_share (engine);
  share.func = tw_engine_settle;
  each_partner (&share);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (gsize p = 0; p < self->n_partners; p++)
    if (meant[p])
      {
        collect (self, program, engine, (guint) p, period);
        tw_engine_drop (engine, (guint) p);
      }

  return TRUE;
}

TwCheckReplay *
tw_check_replay_new (const TwProgram  *program,
                     const TwDataset  *dataset,
                     const gboolean   *meant,
                     const TwSpan     *periods,
                     guint             n_periods,
                     GCancellable     *cancellable,
                     GError          **error)
{
  g_autoptr (TwCheckReplay) self = g_new0 (TwCheckReplay, 1);

  g_return_val_if_fail (program != NULL && dataset != NULL && n_periods <= TW_CHECK_PERIODS, NULL);

  self->n_periods = n_periods;
  self->n_rules = program->n_rules;
  self->n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  self->cells = g_new0 (TwCheckCell, self->n_partners * self->n_rules + 1);
  self->steps = g_new0 (guint, self->n_rules + 1);
  self->crossings = g_array_new (FALSE, FALSE, sizeof (TwCheckCrossing));
  for (gsize i = 0; i < self->n_partners * self->n_rules; i++)
    self->cells[i].high = -1;
  for (gsize p = 0; p < self->n_partners; p++)
    self->n_meant += meant[p];
  for (guint i = 0; i < n_periods; i++)
    {
      self->periods[i] = periods[i];
      if (!run_period (self, program, dataset, meant, i, cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}
