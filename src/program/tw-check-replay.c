/* tw-check-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-replay.h"

#include <stdlib.h>
#include <string.h>

#include "tw-replay-private.h"

void
tw_check_replay_free (TwCheckReplay *replay)
{
  if (replay == NULL)
    return;
  g_free (replay->cells);
  g_free (replay->steps);
  g_array_unref (replay->crossings);
  g_free (replay->meant);
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

/* Of retroactive tables with literal rates: what the window earns more with the fact. */
static void
add_crossings (TwCheckReplay   *self,
               const TwProgram *program,
               const GArray    *crossings)
{
  for (guint i = 0; i < crossings->len; i++)
    {
      const TwCrossing *one = &g_array_index (crossings, TwCrossing, i);
      const TwRule *rule = &program->rules[one->rule];
      TwCheckCrossing crossing = { one->rule, one->band, one->partner, one->fact, one->value, 0 };
      gint64 before;
      gint64 after;
      guint band;

      if (!tw_check_table_pay (program, rule, one->before, &band, &before)
          || !tw_check_table_pay (program, rule, one->before + one->value, &band, &after))
        continue;
      crossing.payout = after - before;
      g_array_append_val (self->crossings, crossing);
    }
}

/* Threads tell them in any order. */
static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const TwCrossing *ca = a;
  const TwCrossing *cb = b;

  if (ca->partner != cb->partner)
    return ca->partner < cb->partner ? -1 : 1;
  if (ca->rule != cb->rule)
    return ca->rule < cb->rule ? -1 : 1;

  return ca->fact < cb->fact ? -1 : ca->fact > cb->fact;
}

/* Periods stand latest first here, and earliest first in a replay. */
static guint32
turn (guint32 periods,
      guint   n)
{
  guint32 turned = 0;

  for (guint i = 0; i < n; i++)
    turned |= ((periods >> i) & 1) << (n - 1 - i);

  return turned;
}

static void
take (TwCheckReplay  *self,
      const TwReplay *replay)
{
  for (guint p = 0; p < replay->partners->len; p++)
    for (guint r = 0; r < self->n_rules; r++)
      {
        const TwReplayCell *from = tw_replay_cell (replay, p, r);
        guint row = g_array_index (replay->partners, TwReplayPartner, p).row;

        self->cells[(gsize) row * self->n_rules + r] =
            (TwCheckCell){ from->amount, turn (from->periods, self->n_periods), from->high };
      }
  for (guint i = 0; i < self->n_periods; i++)
    self->totals[self->n_periods - 1 - i] = g_array_index (replay->periods, TwReplayPeriod, i).cost;
}

/* How many steps explain a line, of the first one of each rule that comes by. */
typedef struct
{
  TwCheckReplay *self;
  GMutex         lock;
} Steps;

static void
count_steps (TwEngine              *engine,
             const TwPartnerResult *result,
             gpointer               user_data)
{
  Steps *steps = user_data;

  g_mutex_lock (&steps->lock);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);

      if (line->rule < steps->self->n_rules && steps->self->steps[line->rule] == 0)
        {
          g_autoptr (GArray) explained = tw_engine_explain (engine, result->partner, i);

          steps->self->steps[line->rule] = explained->len;
        }
    }
  g_mutex_unlock (&steps->lock);
}

/* One partner per rule, with its lines this time. */
static gboolean
explain (TwCheckReplay  *self,
         TwReplayData   *data,
         GPtrArray      *documents,
         const TwReplay *replay,
         GCancellable   *cancellable,
         GError        **error)
{
  g_autofree guint8 *only = g_malloc0 (replay->partners->len + 1);
  Steps steps = { .self = self };
  const TwReplayExtra extra = { .only = only, .visit = count_steps, .visit_data = &steps };
  g_autoptr (TwReplay) explained = NULL;

  for (guint r = 0; r < self->n_rules; r++)
    for (guint p = 0; p < replay->partners->len; p++)
      if (tw_replay_cell (replay, p, r)->n_lines > 0)
        {
          only[p] = TRUE;
          break;
        }
  g_mutex_init (&steps.lock);
  explained = tw_replay_run_extra (data, documents, TW_REPLAY_ALONE | TW_REPLAY_LINES, &extra, cancellable, NULL, NULL, error);
  g_mutex_clear (&steps.lock);

  return explained != NULL;
}

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  TwDate da = ((const TwSpan *) a)->start;
  TwDate db = ((const TwSpan *) b)->start;

  return (da < db) - (da > db);
}

static TwCheckReplay *
check_replay_new (const TwProgram *program,
                  const TwDataset *dataset,
                  const TwSpan    *periods,
                  guint            n_periods)
{
  TwCheckReplay *self = g_new0 (TwCheckReplay, 1);

  self->n_periods = n_periods;
  memcpy (self->periods, periods, sizeof (TwSpan) * n_periods);
  qsort (self->periods, n_periods, sizeof (TwSpan), compare_latest_first);
  self->n_rules = program->n_rules;
  self->n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  self->cells = g_new0 (TwCheckCell, self->n_partners * self->n_rules + 1);
  self->steps = g_new0 (guint, self->n_rules + 1);
  self->crossings = g_array_new (FALSE, FALSE, sizeof (TwCheckCrossing));
  for (gsize i = 0; i < self->n_partners * self->n_rules; i++)
    self->cells[i].high = -1;

  return self;
}

static TwReplayData *
data_new (TwProgramDocument   *document,
          const TwDataset     *dataset,
          const gboolean      *meant,
          const TwCheckReplay *self)
{
  g_autofree guint *rows = g_new (guint, self->n_partners + 1);
  TwSpan periods[TW_CHECK_PERIODS];
  guint n = 0;

  for (gsize p = 0; p < self->n_partners; p++)
    if (meant[p])
      rows[n++] = (guint) p;
  for (guint i = 0; i < self->n_periods; i++)
    periods[i] = self->periods[self->n_periods - 1 - i];

  return tw_replay_data_new_plain (document, dataset, periods, self->n_periods, rows, n);
}

int *
tw_check_replay_high (TwProgramDocument *document,
                      const TwDataset   *dataset,
                      const gboolean    *meant,
                      const TwSpan      *periods,
                      guint              n_periods,
                      GCancellable      *cancellable,
                      GError           **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autoptr (TwCheckReplay) self = check_replay_new (program, dataset, periods, n_periods);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (TwReplayData) data = data_new (document, dataset, meant, self);
  g_autoptr (TwReplay) replay = NULL;
  gsize n = self->n_partners * self->n_rules;
  int *high;

  g_ptr_array_add (documents, document);
  replay = tw_replay_run (data, documents, TW_REPLAY_ALONE | TW_REPLAY_WHOLE, cancellable, NULL, NULL, error);
  if (replay == NULL)
    return NULL;
  take (self, replay);
  high = g_new (int, n + 1);
  for (gsize i = 0; i < n; i++)
    high[i] = self->cells[i].high;

  return high;
}

TwCheckReplay *
tw_check_replay_new (TwProgramDocument *document,
                     const TwDataset   *dataset,
                     const gboolean    *meant,
                     const TwSpan      *periods,
                     guint              n_periods,
                     GCancellable      *cancellable,
                     GError           **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autoptr (TwCheckReplay) self = NULL;
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (TwCrossing));
  const TwReplayExtra extra = { .crossings = crossings };
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (TwReplay) replay = NULL;

  g_return_val_if_fail (dataset != NULL && n_periods <= TW_CHECK_PERIODS, NULL);

  self = check_replay_new (program, dataset, periods, n_periods);
  self->meant = g_memdup2 (meant, self->n_partners * sizeof (gboolean));
  if (n_periods == 0)
    return g_steal_pointer (&self);
  data = data_new (document, dataset, meant, self);
  g_ptr_array_add (documents, document);
  replay = tw_replay_run_extra (data, documents, TW_REPLAY_ALONE, &extra, cancellable, NULL, NULL, error);
  if (replay == NULL || !explain (self, data, documents, replay, cancellable, error))
    return NULL;

  self->n_meant = replay->partners->len;
  take (self, replay);
  g_array_sort (crossings, compare_crossings);
  add_crossings (self, program, crossings);

  return g_steal_pointer (&self);
}
