/* tw-fact-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-dataset-load.h"
#include "tw-design-check-private.h"

#include "tw-program-walk.h"
#include "tw-vocabulary.h"

#include <string.h>

/* Rules × kinds of facts. */

typedef struct
{
  const TwProgram *program;
  gboolean        *needed;   /* per kind of the language */
} Needs;

static void
need_measure (const TwMeasure *measure,
              gpointer         user_data)
{
  Needs *needs = user_data;

  for (guint i = 0; i < measure->n_kinds; i++)
    for (guint k = 0; tw_fact_kind_nth (k) != NULL; k++)
      if (strcmp (measure->kinds[i], tw_fact_kind_nth (k)) == 0)
        needs->needed[k] = TRUE;
}

static void
need_expr (const TwExpr *expr,
           gpointer      user_data)
{
  Needs *needs = user_data;
  TwWalk walk = { .expr = need_expr, .measure = need_measure, .user_data = needs };

  if (expr->kind == TW_EXPR_DEFINE)
    tw_walk_define (&walk, &needs->program->defines[expr->index]);
}

static void
need_condition (const TwCondition *condition,
                gpointer           user_data)
{
  Needs *needs = user_data;
  TwWalk walk = { need_expr, need_condition, need_measure, needs };

  if (condition->kind == TW_CONDITION_DEFINE)
    tw_walk_define (&walk, &needs->program->defines[condition->index]);
}

static guint
n_kinds (void)
{
  guint n = 0;

  while (tw_fact_kind_nth (n) != NULL)
    n++;

  return n;
}

/* Facts of each kind in the replayed periods that a member brought or has a part in. */
static guint64 *
count_facts (TwCheckRun          *run,
             const TwCheckReplay *replay)
{
  const TwDataset *dataset = run->dataset;
  const gint64 *kinds = tw_dataset_column (dataset, TW_RELATION_FACT, "kind", NULL);
  const gint64 *partners = tw_dataset_column (dataset, TW_RELATION_FACT, "partner", NULL);
  const gint64 *facts = tw_dataset_column (dataset, TW_RELATION_CREDIT, "fact", NULL);
  const gint64 *credited = tw_dataset_column (dataset, TW_RELATION_CREDIT, "partner", NULL);
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_FACT);
  gsize n_credits = tw_dataset_n_rows (dataset, TW_RELATION_CREDIT);
  gsize n_partners = tw_dataset_n_rows (dataset, TW_RELATION_PARTNER);
  g_autofree gboolean *member = g_new0 (gboolean, n_partners + 1);
  g_autofree guint8 *mine = g_new0 (guint8, n + 1);
  guint64 *counts = g_new0 (guint64, n_kinds () + 1);
  TwDate from = replay->periods[replay->n_periods - 1].start;
  TwDate to = replay->periods[0].end;

  for (gsize p = 0; p < n_partners; p++)
    member[p] = tw_run_is_member (run, tw_dataset_entity_id (dataset, TW_RELATION_PARTNER, (gint64) p));
  for (gsize i = 0; facts != NULL && credited != NULL && i < n_credits; i++)
    if (facts[i] >= 0 && credited[i] >= 0 && member[credited[i]])
      mine[facts[i]] = 1;
  for (gsize i = 0; kinds != NULL && partners != NULL && i < n; i++)
    {
      TwDate date = tw_dataset_fact_date (dataset, (gint64) i);
      const char *kind = tw_dataset_text (dataset, kinds[i]);

      if (date == TW_DATE_NONE || date < from || date >= to ||
          (!mine[i] && (partners[i] < 0 || !member[partners[i]])))
        continue;
      for (guint k = 0; tw_fact_kind_nth (k) != NULL; k++)
        if (strcmp (kind, tw_fact_kind_nth (k)) == 0)
          counts[k]++;
    }

  return counts;
}

static TwFactMatrix *
build (TwCheckRun          *run,
       const TwCheckReplay *replay)
{
  TwFactMatrix *matrix = g_new0 (TwFactMatrix, 1);
  guint n = n_kinds ();
  g_autofree gboolean *needed = g_new0 (gboolean, (gsize) n * run->program->n_rules + 1);
  g_autofree guint64 *counts = replay != NULL ? count_facts (run, replay) : NULL;
  g_autofree guint *columns = g_new0 (guint, n + 1);

  for (guint r = 0; r < run->program->n_rules; r++)
    {
      Needs needs = { run->program, needed + (gsize) r * n };
      TwWalk walk = { need_expr, need_condition, need_measure, &needs };

      tw_walk_rule (&walk, &run->program->rules[r]);
    }
  matrix->kinds = g_new0 (char *, n + 1);
  for (guint k = 0; k < n; k++)
    for (guint r = 0; r < run->program->n_rules; r++)
      if (needed[(gsize) r * n + k])
        {
          columns[matrix->n_kinds] = k;
          matrix->kinds[matrix->n_kinds++] = g_strdup (tw_fact_kind_nth (k));
          break;
        }
  matrix->n_rows = run->program->n_rules;
  matrix->rows = g_new0 (TwFactRow, matrix->n_rows + 1);
  matrix->n_partners = tw_run_n_members (run);
  matrix->n_periods = replay != NULL ? replay->n_periods : 0;
  for (guint r = 0; r < matrix->n_rows; r++)
    {
      TwFactRow *row = &matrix->rows[r];

      row->rule = g_strdup (run->program->rules[r].id);
      row->name = g_strdup (run->program->rules[r].name);
      row->path = g_strdup (run->program->rules[r].path);
      row->n_paid = replay != NULL ? tw_check_replay_paid (replay, r) : 0;
      row->cells = g_new0 (TwFactCell, matrix->n_kinds + 1);
      for (guint c = 0; c < matrix->n_kinds; c++)
        {
          row->cells[c].needed = needed[(gsize) r * n + columns[c]];
          row->cells[c].produced = tw_fact_kind_is_produced (matrix->kinds[c], run->program->partner_type);
          row->cells[c].rows = counts != NULL ? counts[columns[c]] : 0;
        }
    }

  return matrix;
}

TwFactMatrix *
tw_fact_matrix_new (const TwCheckInput  *input,
                    GError             **error)
{
  g_auto (TwCheckRun) run = { 0 };
  const TwCheckReplay *replay;

  g_return_val_if_fail (input != NULL && (input->version != 0 || input->document != NULL), NULL);

  if (!tw_check_run_init (&run, input, error))
    return NULL;
  replay = (input->depth & TW_CHECK_REPLAY) != 0 ? tw_run_replay (&run) : NULL;
  if (run.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&run.error));
      return NULL;
    }

  return build (&run, replay);
}

void
tw_fact_matrix_free (TwFactMatrix *matrix)
{
  if (matrix == NULL)
    return;
  for (guint r = 0; r < matrix->n_rows; r++)
    {
      g_free (matrix->rows[r].rule);
      g_free (matrix->rows[r].name);
      g_free (matrix->rows[r].path);
      g_free (matrix->rows[r].cells);
    }
  g_free (matrix->rows);
  g_strfreev (matrix->kinds);
  g_free (matrix);
}
