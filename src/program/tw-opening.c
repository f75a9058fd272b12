/* tw-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-opening.h"

#include "tw-query.h"
#include "tw-run-reader.h"

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

TwOpening *
tw_opening_new (void)
{
  TwOpening *self = g_new0 (TwOpening, 1);

  self->posted = g_array_new (FALSE, FALSE, sizeof (TwPosted));
  self->balances = g_array_new (FALSE, FALSE, sizeof (TwBalance));
  self->tiers = g_array_new (FALSE, FALSE, sizeof (TwEarlierTier));
  self->texts = g_string_chunk_new (1024);

  return self;
}

void
tw_opening_free (TwOpening *self)
{
  g_array_unref (self->posted);
  g_array_unref (self->balances);
  g_array_unref (self->tiers);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static const char *
keep_text (TwOpening  *self,
           const char *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->texts, text);
}

TwOpening *
tw_opening_copy (const TwOpening *self)
{
  TwOpening *copy = tw_opening_new ();

  g_array_append_vals (copy->posted, self->posted->data, self->posted->len);
  g_array_append_vals (copy->balances, self->balances->data, self->balances->len);
  g_array_append_vals (copy->tiers, self->tiers->data, self->tiers->len);
  for (guint i = 0; i < copy->posted->len; i++)
    {
      TwPosted *posted = &g_array_index (copy->posted, TwPosted, i);

      posted->rule = keep_text (copy, posted->rule);
    }
  for (guint i = 0; i < copy->balances->len; i++)
    {
      TwBalance *balance = &g_array_index (copy->balances, TwBalance, i);

      balance->name = keep_text (copy, balance->name);
    }
  for (guint i = 0; i < copy->tiers->len; i++)
    {
      TwEarlierTier *tier = &g_array_index (copy->tiers, TwEarlierTier, i);

      tier->tier = keep_text (copy, tier->tier);
      tier->designation = keep_text (copy, tier->designation);
    }

  return copy;
}

static gboolean
load_posted (TwOpening    *self,
             TwWorkspace  *workspace,
             gint64        program,
             TwRowIndex   *index,
             TwDate        start,
             gboolean      whole,
             GError      **error)
{
  g_autoptr (GArray) rows = tw_run_read_posted (workspace, program, start, !whole, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TwPostedRow *row = &g_array_index (rows, TwPostedRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);
      TwPosted posted;

      if (partner < 0)
        continue;

      posted = (TwPosted){
        .partner = (guint) partner,
        .rule = keep_text (self, row->rule),
        .kind = (TwLineKind) (row->kind - 1),
        .fact = row->fact == TW_QUERY_NULL ? -1 : tw_row_index_fact (index, row->fact_kind, row->fact),
        .window = row->window,
        .posted_on = row->posted_on,
        .amount = row->amount,
        .person = row->person == TW_QUERY_NULL ? -1 : tw_row_index_person (index, row->person),
      };
      g_array_append_val (self->posted, posted);
    }

  return TRUE;
}

static gboolean
load_tiers (TwOpening    *self,
            TwWorkspace  *workspace,
            gint64        program,
            TwRowIndex   *index,
            TwDate        start,
            GError      **error)
{
  g_autoptr (GArray) rows = tw_run_read_tiers (workspace, program, start, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TwTierRow *row = &g_array_index (rows, TwTierRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);
      TwEarlierTier tier = {
        .partner = (guint) partner,
        .designation = g_strcmp0 (row->ladder, "tier") == 0 ? NULL : keep_text (self, row->ladder),
        .tier = keep_text (self, row->tier),
        .from = row->from,
      };

      if (partner >= 0)
        g_array_append_val (self->tiers, tier);
    }

  return TRUE;
}

static gboolean
load_balances (TwOpening    *self,
               TwWorkspace  *workspace,
               gint64        program,
               TwRowIndex   *index,
               TwDate        start,
               GError      **error)
{
  g_autoptr (GArray) rows = tw_run_read_balances (workspace, program, start, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const TwBalanceRow *row = &g_array_index (rows, TwBalanceRow, i);
      gint64 partner = tw_row_index_partner (index, row->partner);
      TwBalance balance;

      if (partner < 0)
        continue;

      balance = (TwBalance){
        .partner = (guint) partner,
        .kind = balance_kind_from_string (row->kind),
        .name = keep_text (self, row->name),
        .origin = row->origin,
        .amount = row->amount,
        .expires = row->expires,
        .due = row->due,
        .fact = row->fact == TW_QUERY_NULL ? -1 : tw_row_index_fact (index, row->fact_kind, row->fact),
      };
      g_array_append_val (self->balances, balance);
    }

  return TRUE;
}

TwOpening *
tw_opening_load (TwWorkspace  *workspace,
                 gint64        program,
                 TwRowIndex   *index,
                 TwDate        start,
                 gboolean      whole,
                 GError      **error)
{
  g_autoptr (TwOpening) self = tw_opening_new ();

  if (!load_posted (self, workspace, program, index, start, whole, error)
      || !load_balances (self, workspace, program, index, start, error)
      || !load_tiers (self, workspace, program, index, start, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
tw_opening_adjust (TwOpening  *self,
                   TwRowIndex *index,
                   GHashTable *adjusted,
                   TwSpan      span)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, adjusted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 partner = tw_row_index_partner (index, *(gint64 *) key);
      TwBalance balance = {
        .partner = (guint) partner,
        .kind = TW_BALANCE_PAYMENT,
        .origin = span.start,
        .amount = *(gint64 *) value,
        .expires = TW_DATE_NONE,
        .due = TW_DATE_NONE,
        .fact = -1,
      };

      if (partner >= 0)
        g_array_append_val (self->balances, balance);
    }
}

void
tw_opening_give (const TwOpening *self,
                 TwEngineInput   *input)
{
  input->posted = (const TwPosted *) self->posted->data;
  input->n_posted = self->posted->len;
  input->balances = (const TwBalance *) self->balances->data;
  input->n_balances = self->balances->len;
  input->tiers = (const TwEarlierTier *) self->tiers->data;
  input->n_tiers = self->tiers->len;
}

gboolean
tw_programs_look_back (TwProgram       **versions,
                       guint             n_versions,
                       const TwDataset  *dataset)
{
  const gint64 *reverses = tw_dataset_column (dataset, TW_RELATION_FACT, "reverses", NULL);
  gsize n = tw_dataset_n_rows (dataset, TW_RELATION_FACT);

  for (guint i = 0; i < n_versions; i++)
    for (guint j = 0; j < versions[i]->n_rules; j++)
      if (versions[i]->rules[j].clawback != NULL)
        return TRUE;

  for (gsize i = 0; reverses != NULL && i < n; i++)
    if (reverses[i] != TW_NULL)
      return TRUE;

  return FALSE;
}

TwCalendarUnit
tw_program_pay_unit (const TwProgram *program)
{
  if (program->payment.has_per)
    return program->payment.per;

  return tw_calendar_get_n_custom (program->calendar) > 0 ? TW_CALENDAR_CUSTOM : TW_CALENDAR_QUARTER;
}

gboolean
tw_program_pays_by (const TwProgram *program,
                    TwSpan           span)
{
  TwSpan own;

  return tw_calendar_unit_at (program->calendar, tw_program_pay_unit (program), span.start, &own)
         && own.start == span.start && own.end == span.end;
}
