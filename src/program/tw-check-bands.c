/* tw-check-bands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-dataset-load.h"
#include "tw-design-check-private.h"

#include "tw-decimal.h"
#include "tw-describe-private.h"
#include "tw-int128.h"

#include <glib/gi18n-lib.h>

/* Where partners come to stand in the bands of the rules' tables: what a band costs when it is crossed, and whether it is
 * reached at all. */

/* CHK-52 ------------------------------------------------------------------------------------------------ */

/* What sales tell of their margin, by row id. */
typedef struct
{
  TwColumn columns[3];   /* id, margin, cost */
  gsize    n;
} Margins;

static gint64
text_never (gpointer    user_data,
            guint       column,
            const char *text,
            gsize       length)
{
  return TW_COLUMN_NULL;
}

static gint64
sale_margin (TwCheckRun            *run,
             const Margins         *margins,
             const TwCheckCrossing *crossing)
{
  gint64 rate = run->facts != NULL && run->facts->settings.margin_rate >= 0 ? run->facts->settings.margin_rate
                                                                           : run->settings[TW_CHECK_MARGIN_RATE];
  gsize low = 0;
  gsize high = margins->n;
  gint64 id;
  int kind;

  tw_dataset_fact_key (run->dataset, crossing->fact, &kind, &id);
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (margins->columns[0].values[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  if (kind == 1 && low < margins->n && margins->columns[0].values[low] == id)
    {
      if (margins->columns[1].values[low] != TW_COLUMN_NULL)
        return margins->columns[1].values[low];
      if (margins->columns[2].values[low] != TW_COLUMN_NULL)
        return crossing->amount - margins->columns[2].values[low];
    }

  return (gint64) ((TwInt128) crossing->amount * rate / TW_MILLION);
}

/* Partners that were paid more for the sale that reached the band than it brought. */
static void
add_losses (TwCheckRun          *run,
            const TwCheckReplay *replay,
            const Margins       *margins,
            guint                rule,
            guint                band,
            GPtrArray           *rows)
{
  for (guint i = 0; i < replay->crossings->len; i++)
    {
      const TwCheckCrossing *crossing = &g_array_index (replay->crossings, TwCheckCrossing, i);
      gint64 margin;
      g_autofree char *paid = NULL;
      g_autofree char *brought = NULL;
      g_autofree char *value = NULL;

      if (crossing->rule != rule || crossing->band != band)
        continue;
      margin = sale_margin (run, margins, crossing);
      if (crossing->payout <= margin)
        continue;
      paid = tw_run_money (run, crossing->payout);
      brought = tw_run_money (run, margin);
      /* Translators: what one sale made the program pay more, and the margin of that sale. */
      value = g_strdup_printf (_("%1$s paid for a sale with a margin of %2$s"), paid, brought);
      tw_run_add_replayed (run, rows, crossing->partner, value);
    }
}

static void
load_margins (TwCheckRun          *run,
              const TwCheckReplay *replay,
              Margins             *margins)
{
  static const char *const fields[] = { "id", "margin", "cost" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    margins->columns[i].field = fields[i];
  if (replay != NULL && replay->crossings->len > 0 && run->error == NULL)
    tw_columns_read (run->input->workspace, tw_entity_find ("sale"), NULL, margins->columns, G_N_ELEMENTS (fields), text_never,
                     NULL, &margins->n, &run->error);
}

/* Which band of which rule a path of the document leads to. */
static gboolean
find_band (const TwProgram *program,
           const char      *path,
           guint           *rule,
           guint           *band)
{
  for (*rule = 0; *rule < program->n_rules; (*rule)++)
    for (*band = 0; *band < program->rules[*rule].table->n_bands; (*band)++)
      if (g_strcmp0 (program->rules[*rule].table->bands[*band].path, path) == 0)
        return TRUE;

  return FALSE;
}

/* A small step that no sale was ever worth less than isn't worth a word. */
static gboolean
is_small (TwCheckRun *run,
          guint       rule,
          guint       band)
{
  gint64 below;
  gint64 above;

  return tw_check_table_jump (run->program, &run->program->rules[rule], band, &below, &above) && above > 0 &&
         (TwInt128) (above - below) * TW_MILLION <= (TwInt128) above * run->settings[TW_CHECK_CLIFF_RATE];
}

void
tw_ask_cliff (TwCheckRun *run)
{
  const TwCheckReplay *replay = NULL;
  Margins margins = { 0 };
  guint before = run->results->len;

  tw_ask_language (run);
  if (run->results->len == before)
    return;
  if ((run->input->depth & TW_CHECK_REPLAY) != 0)
    {
      replay = tw_run_replay (run);
      load_margins (run, replay, &margins);
    }
  for (guint i = before; i < run->results->len; i++)
    {
      TwCheckResult *result = g_ptr_array_index (run->results, i);
      g_autoptr (GPtrArray) rows = tw_check_rows_new ();
      guint rule;
      guint band;

      /* A replay adds to it, or takes it back. */
      result->text = FALSE;
      if (find_band (run->program, result->path, &rule, &band))
        {
          if (replay != NULL)
            add_losses (run, replay, &margins, rule, band, rows);
          if (rows->len == 0 && is_small (run, rule, band))
            {
              g_ptr_array_remove_index (run->results, i--);
              continue;
            }
        }
      for (guint k = 0; k < rows->len; k++)
        {
          const TwCheckEvidence *row = g_ptr_array_index (rows, k);

          tw_check_evidence (result, row->entity, row->id, row->name, row->value);
        }
      if (rows->len > 0)
        {
          g_autofree char *said = g_steal_pointer (&result->message);

          /* Translators: %1$s is a sentence about a threshold. */
          result->message =
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "%1$s %2$u sale that reached it was paid more than its margin.",
                                            "%1$s %2$u sales that reached it were paid more than their margin.", rows->len),
                               said, rows->len);
        }
    }
  tw_columns_clear (margins.columns, G_N_ELEMENTS (margins.columns));
}

/* CHK-54 ------------------------------------------------------------------------------------------------ */

/* Whether the rule's window begins before the pay period that it ends in, so that replayed periods may hold a part of it. */
static gboolean
looks_back (const TwProgram *program,
            const TwRule    *rule)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;

  if (rule->window == NULL || rule->window->kind == TW_WINDOW_FACT || rule->window->kind == TW_WINDOW_PERIOD)
    return FALSE;

  return rule->window->kind != TW_WINDOW_UNIT || rule->window->unit != unit;
}

static int
high_of (TwCheckRun          *run,
         const TwCheckReplay *replay,
         gsize                partner,
         guint                rule)
{
  const int *whole = looks_back (run->program, &run->program->rules[rule]) ? tw_run_whole (run) : NULL;

  return whole != NULL ? whole[partner * replay->n_rules + rule] : tw_check_replay_cell (replay, partner, rule)->high;
}

static void
ask_bands (TwCheckRun          *run,
           const TwCheckReplay *replay,
           guint                r)
{
  const TwRule *rule = &run->program->rules[r];
  /* The last band of an interpolated table is no more than the end of the one before. */
  guint n_bands = rule->table->n_bands - (rule->table->mode == TW_TABLE_INTERPOLATED ? 1 : 0);
  int top = -1;
  int least = G_MAXINT;

  for (gsize p = 0; p < replay->n_partners; p++)
    if (tw_run_is_member (run, tw_run_replayed_partner (run, p)))
      {
        int high = high_of (run, replay, p, r);

        top = MAX (top, high);
        least = MIN (least, high);
      }
  if (top < 0)
    return;
  for (guint k = (guint) top + 1; k < n_bands; k++)
    {
      g_autofree char *bound = tw_describe_bound (run->program, rule, &rule->table->bands[k]);

      tw_run_found (run, TW_SEVERITY_WARNING, rule->table->bands[k].path,
                    _("No partner reached %2$s of “%1$s” in the last periods."), rule->name, bound);
    }
  if (least > 0 && least < G_MAXINT)
    tw_run_found (run, TW_SEVERITY_WARNING, rule->table->bands[0].path,
                  rule->table->mode == TW_TABLE_MARGINAL
                      ? _("Every partner is above the lowest band of “%s”: it pays, but its end moves nobody.")
                      : _("Every partner is above the lowest band of “%s”, so it changes nothing."),
                  rule->name);
}

void
tw_ask_reach (TwCheckRun *run)
{
  const TwCheckReplay *replay;
  guint before = run->results->len;

  tw_ask_language (run);
  if ((run->input->depth & TW_CHECK_REPLAY) == 0)
    return;
  if (run->results->len > before)
    replay = tw_run_replay (run);
  else
    replay = tw_run_replay_or_say (run);
  for (guint r = 0; replay != NULL && r < run->program->n_rules; r++)
    if (run->program->rules[r].table->n_bands > 1)
      ask_bands (run, replay, r);
}
