/* tw-recompute.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-recompute.h"

#include "tw-dataset-load.h"
#include "tw-query.h"
#include "tw-run-private.h"

struct _TwRecompute
{
  TwWorkspace *workspace;   /* owned */
  char        *period;
  TwSpan       span;
  TwDataset   *dataset;
  TwRowIndex  *index;
  GHashTable  *programs;    /* program row → TwRunProgram */
  GHashTable  *done;        /* "partner/program" of what is calculated */
};

static void
free_program (gpointer data)
{
  if (data != NULL)
    tw_run_program_free (data);
}

/* @partner 0: of everybody. */
static TwRecompute *
recompute_new (TwWorkspace  *workspace,
               const char   *period,
               TwSpan        span,
               gint64        partner,
               GError      **error)
{
  g_autoptr (TwRecompute) self = g_new0 (TwRecompute, 1);
  gboolean whole;

  self->workspace = g_object_ref (workspace);
  self->period = g_strdup (period);
  self->span = span;
  self->programs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_program);
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->dataset = partner != 0 ? tw_dataset_load_partner (workspace, partner, &whole, error)
                               : tw_dataset_load_published (workspace, error);
  if (self->dataset == NULL)
    return NULL;

  self->index = tw_row_index_new (self->dataset);
  return g_steal_pointer (&self);
}

TwRecompute *
tw_recompute_new (TwWorkspace  *workspace,
                  const char   *period,
                  TwSpan        span,
                  GError      **error)
{
  return recompute_new (workspace, period, span, 0, error);
}

TwRecompute *
tw_recompute_new_for_partner (TwWorkspace  *workspace,
                              const char   *period,
                              TwSpan        span,
                              gint64        partner,
                              GError      **error)
{
  g_return_val_if_fail (partner > 0, NULL);

  return recompute_new (workspace, period, span, partner, error);
}

void
tw_recompute_free (TwRecompute *self)
{
  g_hash_table_unref (self->programs);
  g_hash_table_unref (self->done);
  g_clear_pointer (&self->index, tw_row_index_free);
  g_clear_pointer (&self->dataset, tw_dataset_free);
  g_object_unref (self->workspace);
  g_free (self->period);
  g_free (self);
}

static TwRunProgram *
get_program (TwRecompute  *self,
             gint64        id,
             GError      **error)
{
  TwProgramRow row = { id, NULL };
  g_autoptr (GError) local_error = NULL;
  TwRunProgram *program;

  if (g_hash_table_contains (self->programs, &id))
    return g_hash_table_lookup (self->programs, &id);

  row.name = (char *) "";
  program = tw_run_program_new (self->workspace, &row, self->index, self->period, self->span,
                                TW_RUN_PAYING | TW_RUN_STEPS, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  g_hash_table_insert (self->programs, g_memdup2 (&id, sizeof id), program);
  return program;
}

/* A limit over the whole program needs all of its partners. */
static void
calculate (TwRecompute  *self,
           TwRunProgram *program,
           guint         partner)
{
  g_autofree char *key = g_strdup_printf ("%u/%p", partner, (void *) program);

  if (tw_run_program_shares (program))
    {
      if (!g_hash_table_add (self->done, g_strdup_printf ("all/%p", (void *) program)))
        return;
      for (guint i = 0; i < program->covered->len; i++)
        tw_engine_calculate (program->engine, program->partners[i]);
      tw_engine_share (program->engine);
      for (guint i = 0; i < program->covered->len; i++)
        tw_engine_settle (program->engine, program->partners[i]);
    }
  else if (g_hash_table_add (self->done, g_steal_pointer (&key)))
    {
      tw_engine_calculate (program->engine, partner);
      tw_engine_settle (program->engine, partner);
    }
}

static gboolean
is_covered (const TwRunProgram *program,
            gint64              partner)
{
  for (guint i = 0; i < program->covered->len; i++)
    if (g_array_index (program->covered, TwCoveredRow, i).partner == partner)
      return TRUE;

  return FALSE;
}

const TwPartnerResult *
tw_recompute_partner (TwRecompute  *self,
                      gint64        partner,
                      gint64        program_id,
                      GError      **error)
{
  TwRunProgram *program = get_program (self, program_id, error);
  gint64 row = tw_row_index_partner (self->index, partner);

  if (program == NULL || row < 0 || !is_covered (program, partner))
    return NULL;

  calculate (self, program, (guint) row);
  return tw_engine_get_result (program->engine, (guint) row);
}

GArray *
tw_recompute_explain (TwRecompute *self,
                      gint64       partner,
                      gint64       program_id,
                      guint        line)
{
  TwRunProgram *program = get_program (self, program_id, NULL);
  gint64 row = tw_row_index_partner (self->index, partner);

  g_return_val_if_fail (program != NULL && row >= 0, tw_steps_new ());

  return tw_engine_explain (program->engine, (guint) row, line);
}

void
tw_recompute_fact_key (TwRecompute *self,
                       gint64       fact,
                       gint64      *kind,
                       gint64      *id)
{
  int number;

  *kind = *id = TW_QUERY_NULL;
  if (fact < 0)
    return;

  tw_dataset_fact_key (self->dataset, fact, &number, id);
  *kind = number;
}
