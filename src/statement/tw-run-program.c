/* tw-run-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-run-private.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-program-version.h"
#include "tw-query.h"

static const struct
{
  const char    *name;
  TwBalanceKind  kind;
} balance_kinds[] = {
  { "shortfall", TW_BALANCE_SHORTFALL },
  { "excess", TW_BALANCE_EXCESS },
  { "limit", TW_BALANCE_LIMIT },
  { "fund", TW_BALANCE_FUND },
  { "payment", TW_BALANCE_PAYMENT },
  { "deferred", TW_BALANCE_DEFERRED },
  { "tier_grace", TW_BALANCE_TIER_GRACE },
};

const char *
tw_balance_kind_to_string (TwBalanceKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (balance_kinds); i++)
    if (balance_kinds[i].kind == kind)
      return balance_kinds[i].name;

  g_return_val_if_reached (NULL);
}

static TwBalanceKind
balance_kind_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (balance_kinds); i++)
    if (g_strcmp0 (balance_kinds[i].name, name) == 0)
      return balance_kinds[i].kind;

  g_return_val_if_reached (TW_BALANCE_PAYMENT);
}

void
tw_run_program_free (TwRunProgram *self)
{
  g_clear_pointer (&self->engine, tw_engine_free);
  for (guint i = 0; self->rows != NULL && i < self->documents->len; i++)
    g_clear_pointer (&self->rows[i].rules, g_array_unref);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->covered, g_array_unref);
  g_clear_pointer (&self->posted_rows, g_array_unref);
  g_clear_pointer (&self->balance_rows, g_array_unref);
  g_clear_pointer (&self->tier_rows, g_array_unref);
  g_free (self->tiers);
  g_clear_pointer (&self->adjusted, g_hash_table_unref);
  g_free (self->versions);
  g_free (self->partners);
  g_free (self->posted);
  g_free (self->balances);
  g_free (self->name);
  g_free (self);
}

/* A program with a calendar of its own periods pays by these, any other by the unit of `payment.per`. */
gboolean
tw_program_pays_by (const TwProgram *program,
                    TwSpan           span)
{
  TwCalendarUnit unit = program->payment.has_per ? program->payment.per : TW_CALENDAR_QUARTER;
  TwSpan own;

  if (!program->payment.has_per && tw_calendar_get_n_custom (program->calendar) > 0)
    unit = TW_CALENDAR_CUSTOM;

  return tw_calendar_unit_at (program->calendar, unit, span.start, &own)
         && own.start == span.start && own.end == span.end;
}

gboolean
tw_run_program_shares (const TwRunProgram *self)
{
  for (guint i = 0; i < self->documents->len; i++)
    for (guint j = 0; j < self->versions[i]->n_limits; j++)
      if (self->versions[i]->limits[j].over_program)
        return TRUE;

  return FALSE;
}

static gboolean
load_versions (TwRunProgram  *self,
               TwWorkspace   *workspace,
               GError       **error)
{
  self->documents = tw_program_version_load_published (workspace, self->id, error);
  if (self->documents == NULL)
    return FALSE;

  self->versions = g_new0 (TwProgram *, self->documents->len);
  self->rows = g_new0 (TwVersionRows, self->documents->len);
  for (guint i = 0; i < self->documents->len; i++)
    {
      self->versions[i] = tw_program_document_get_program (g_ptr_array_index (self->documents, i));
      if (!tw_run_read_version (workspace, self->id, (int) self->versions[i]->version, &self->rows[i], error))
        return FALSE;
      if (self->rows[i].rules->len != self->versions[i]->n_rules)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                       _("Version %u of “%s” has %u rules in its document and %u in the workspace. Check the "
                         "workspace, or restore a copy."),
                       self->versions[i]->version, self->name, self->versions[i]->n_rules,
                       self->rows[i].rules->len);
          return FALSE;
        }
    }

  return TRUE;
}

/* Any version that prices facts of the period says by which period the program pays. */
static gboolean
pays_by (const TwRunProgram *self,
         TwSpan              span)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      const TwProgram *program = self->versions[i];

      if (program->effective_from < span.end && program->effective_to > span.start
          && tw_program_pays_by (program, span))
        return TRUE;
    }

  return FALSE;
}

static gboolean
load_covered (TwRunProgram  *self,
              TwWorkspace   *workspace,
              TwRowIndex    *index,
              TwSpan         span,
              GError       **error)
{
  self->covered = tw_run_read_covered (workspace, self->id, span, error);
  if (self->covered == NULL)
    return FALSE;

  self->partners = g_new (guint, self->covered->len);
  for (guint i = 0; i < self->covered->len; i++)
    {
      const TwCoveredRow *row = &g_array_index (self->covered, TwCoveredRow, i);

      self->partners[i] = (guint) tw_row_index_partner (index, row->partner);
    }

  return TRUE;
}

/* Whether lines of closed windows can be touched again: by a clawback, or by facts that reverse others. */
static gboolean
looks_back (const TwRunProgram *self,
            const TwDataset    *dataset)
{
  const gint64 *reverses = tw_dataset_column (dataset, TW_RELATION_FACT, "reverses", NULL);
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_FACT);

  for (guint i = 0; i < self->documents->len; i++)
    for (guint j = 0; j < self->versions[i]->n_rules; j++)
      if (self->versions[i]->rules[j].clawback != NULL)
        return TRUE;

  for (gsize i = 0; reverses != NULL && i < n; i++)
    if (reverses[i] != TW_NULL)
      return TRUE;

  return FALSE;
}

static gboolean
load_posted (TwRunProgram  *self,
             TwWorkspace   *workspace,
             TwRowIndex    *index,
             TwSpan         span,
             GError       **error)
{
  self->posted_rows = tw_run_read_posted (workspace, self->id, span.start,
                                          !looks_back (self, index->dataset), error);
  if (self->posted_rows == NULL)
    return FALSE;

  self->posted = g_new (TwPosted, self->posted_rows->len);
  for (guint i = 0; i < self->posted_rows->len; i++)
    {
      const TwPostedRow *row = &g_array_index (self->posted_rows, TwPostedRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);

      if (partner < 0)
        continue;

      self->posted[self->n_posted++] = (TwPosted){
        .partner = (guint) partner,
        .rule = row->rule,
        .kind = (TwLineKind) (row->kind - 1),
        .fact = row->fact == TW_QUERY_NULL ? -1 : tw_row_index_fact (index, row->fact_kind, row->fact),
        .window = row->window,
        .posted_on = row->posted_on,
        .amount = row->amount,
        .person = row->person == TW_QUERY_NULL ? -1 : tw_row_index_person (index, row->person),
      };
    }

  return TRUE;
}

static gboolean
load_tiers (TwRunProgram  *self,
            TwWorkspace   *workspace,
            TwRowIndex    *index,
            TwSpan         span,
            GError       **error)
{
  self->tier_rows = tw_run_read_tiers (workspace, self->id, span.start, error);
  if (self->tier_rows == NULL)
    return FALSE;

  self->tiers = g_new (TwEarlierTier, self->tier_rows->len);
  for (guint i = 0; i < self->tier_rows->len; i++)
    {
      const TwTierRow *row = &g_array_index (self->tier_rows, TwTierRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);

      if (partner >= 0)
        self->tiers[self->n_tiers++] = (TwEarlierTier){
          .partner = (guint) partner,
          .designation = g_strcmp0 (row->ladder, "tier") == 0 ? NULL : row->ladder,
          .tier = row->tier,
          .from = row->from,
        };
    }

  return TRUE;
}

/* Adjustments come in as a payment balance of the period: minimum and negative amounts are judged with them. */
static void
add_adjustments (TwRunProgram *self,
                 TwRowIndex   *index,
                 TwSpan        span)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->adjusted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 partner = tw_row_index_partner (index, *(gint64 *) key);

      if (partner >= 0)
        self->balances[self->n_balances++] = (TwBalance){
          .partner = (guint) partner,
          .kind = TW_BALANCE_PAYMENT,
          .origin = span.start,
          .amount = *(gint64 *) value,
          .expires = TW_DATE_NONE,
          .due = TW_DATE_NONE,
          .fact = -1,
        };
    }
}

static gboolean
load_balances (TwRunProgram  *self,
               TwWorkspace   *workspace,
               TwRowIndex    *index,
               const char    *period,
               TwSpan         span,
               GError       **error)
{
  self->balance_rows = tw_run_read_balances (workspace, self->id, span.start, error);
  if (self->balance_rows == NULL)
    return FALSE;

  self->adjusted = tw_run_read_adjusted (workspace, self->id, period, error);
  if (self->adjusted == NULL)
    return FALSE;

  self->balances = g_new (TwBalance, self->balance_rows->len + g_hash_table_size (self->adjusted));
  for (guint i = 0; i < self->balance_rows->len; i++)
    {
      const TwBalanceRow *row = &g_array_index (self->balance_rows, TwBalanceRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);

      if (partner < 0)
        continue;

      self->balances[self->n_balances++] = (TwBalance){
        .partner = (guint) partner,
        .kind = balance_kind_from_string (row->kind),
        .name = row->name,
        .origin = row->origin,
        .amount = row->amount,
        .expires = row->expires,
        .due = row->due,
        .fact = row->fact == TW_QUERY_NULL ? -1 : tw_row_index_fact (index, row->fact_kind, row->fact),
      };
    }
  add_adjustments (self, index, span);

  return TRUE;
}

static gboolean
make_engine (TwRunProgram  *self,
             TwRowIndex    *index,
             const char    *period,
             TwSpan         span,
             TwRunFlags     flags,
             GError       **error)
{
  const TwEngineInput input = {
    .versions = self->versions,
    .n_versions = self->documents->len,
    .dataset = index->dataset,
    .period = span,
    .period_name = period,
    .statement_date = TW_DATE_NONE,
    .posted = self->posted,
    .n_posted = self->n_posted,
    .balances = self->balances,
    .n_balances = self->n_balances,
    .tiers = self->tiers,
    .n_tiers = self->n_tiers,
    .no_steps = (flags & TW_RUN_STEPS) == 0,
  };

  self->engine = tw_engine_new (&input, error);
  if (self->engine == NULL)
    {
      g_prefix_error (error, _("“%s” could not be calculated. "), self->name);
      return FALSE;
    }

  return TRUE;
}

TwRunProgram *
tw_run_program_new (TwWorkspace        *workspace,
                    const TwProgramRow *row,
                    TwRowIndex         *index,
                    const char         *period,
                    TwSpan              span,
                    TwRunFlags          flags,
                    GError            **error)
{
  g_autoptr (TwRunProgram) self = g_new0 (TwRunProgram, 1);

  self->id = row->program;
  self->name = g_strdup (row->name);
  self->documents = NULL;

  if (!load_versions (self, workspace, error) || ((flags & TW_RUN_PAYING) && !pays_by (self, span))
      || !load_covered (self, workspace, index, span, error) || self->covered->len == 0
      || !load_posted (self, workspace, index, span, error)
      || !load_balances (self, workspace, index, period, span, error)
      || !load_tiers (self, workspace, index, span, error)
      || !make_engine (self, index, period, span, flags, error))
    return NULL;

  return g_steal_pointer (&self);
}
