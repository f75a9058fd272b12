/* tw-rule-price.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-price.h"

#include "common/tw-background.h"

#include <glib/gi18n-lib.h>

/* One replay that is kept, with what it is of. Used by one thread at a time. */
typedef struct _TwRulePriceHold
{
  gatomicrefcount  ref_count;
  TwReprice       *reprice;
  TwReplayData    *data;
  GPtrArray       *documents;
  guint            index;      /* the version among them */
  GHashTable      *positions;  /* char* rule -> GArray* of TwRepricePosition */
} Kept;

struct _TwRulePrice
{
  GObject            parent_instance;

  /* owned */
  TwDocument        *workspace;
  TwProgramDocument *current;
  TwProgramDocument *tried;
  Kept              *kept;
  GCancellable      *loading;
  char              *error;

  gint64             version;
  int                number;
  gint64             program;
  TwSpan             span;

  gboolean           busy;          /* a thread prices */
  gboolean           current_known;
  gboolean           tried_known;
  gint64             current_cost;
  gint64             tried_cost;
};

G_DEFINE_FINAL_TYPE (TwRulePrice, tw_rule_price, G_TYPE_OBJECT)

static guint changed_signal;

static void start_pricing (TwRulePrice *self);

static void
kept_unref (Kept *kept)
{
  if (!g_atomic_ref_count_dec (&kept->ref_count))
    return;

  g_clear_pointer (&kept->reprice, tw_reprice_free);
  g_clear_pointer (&kept->data, tw_replay_data_unref);
  g_clear_pointer (&kept->documents, g_ptr_array_unref);
  g_hash_table_unref (kept->positions);
  g_free (kept);
}

static void
emit (TwRulePrice *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* --- the first replay --- */

typedef struct
{
  TwRulePrice       *self;     /* borrowed: cancelled before it goes */
  TwProgramDocument *current;
  gint64             version;
  int                number;
  gint64             program;
  TwSpan             span;
  Kept              *kept;
  GError            *error;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->current, tw_program_document_unref);
  g_clear_pointer (&load->kept, kept_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static guint
find_index (GPtrArray *documents,
            int        number)
{
  for (guint i = 0; i < documents->len; i++)
    if (tw_program_document_get_program (g_ptr_array_index (documents, i))->version == (guint) number)
      return i;

  return documents->len - 1;
}

static void
run_load (TwWorkspace  *workspace,
          GCancellable *cancellable,
          gpointer      data)
{
  Load *load = data;
  Kept *kept = g_new0 (Kept, 1);
  const TwReplay *base;
  TwReplayFlags flags = TW_REPLAY_TOTALS;

  g_atomic_ref_count_init (&kept->ref_count);
  kept->positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  load->kept = kept;
  kept->documents = tw_replay_documents (workspace, load->version, load->current, load->span, &flags, &load->error);
  if (kept->documents == NULL)
    return;

  kept->index = find_index (kept->documents, load->number);
  kept->data = tw_replay_data_new (workspace, load->program, kept->documents, NULL, load->span, &load->error);
  if (kept->data == NULL)
    return;

  kept->reprice = tw_reprice_new (kept->data, kept->documents, flags, cancellable, NULL, NULL, &load->error);
  if (kept->reprice == NULL)
    return;

  base = tw_reprice_get_base (kept->reprice);
  for (guint i = 0; i < base->rules->len; i++)
    {
      const TwReplayRule *rule = &g_array_index (base->rules, TwReplayRule, i);
      GArray *positions = tw_reprice_positions (kept->reprice, rule->id);

      if (positions != NULL)
        g_hash_table_insert (kept->positions, g_strdup (rule->id), positions);
    }
}

static void
on_loaded (gpointer data)
{
  Load *load = data;
  TwRulePrice *self = load->self;

  g_clear_object (&self->loading);
  g_clear_pointer (&self->error, g_free);
  if (load->error != NULL)
    self->error = g_strdup (load->error->message);
  else
    {
      self->kept = g_steal_pointer (&load->kept);
      self->current_known = load->current == self->current;
      self->current_cost = tw_reprice_get_base (self->kept->reprice)->cost;
      start_pricing (self);
    }
  emit (self);
}

static void
start_load (TwRulePrice *self)
{
  Load *load = g_new0 (Load, 1);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->kept, kept_unref);
  tw_background_cancel (&self->loading);
  g_clear_pointer (&self->error, g_free);
  self->current_known = self->tried_known = FALSE;
  load->self = self;
  load->current = tw_program_document_ref (self->current);
  load->version = self->version;
  load->number = self->number;
  load->program = self->program;
  load->span = self->span;
  self->loading = tw_background_run (self->workspace, run_load, on_loaded, load, load_free, &error);
  if (self->loading == NULL)
    self->error = g_strdup (error->message);
}

/* --- changes --- */

typedef struct
{
  Kept              *kept;
  TwProgramDocument *document;
  gint64             cost;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  kept_unref (work->kept);
  tw_program_document_unref (work->document);
  g_free (work);
}

static void
run_work (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  const TwReplay *replay;

  replay = tw_reprice_change (work->kept->reprice, work->kept->index, work->document, NULL, NULL, &error);
  if (replay == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  work->cost = replay->cost;
  g_task_return_boolean (task, TRUE);
}

static void
on_priced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  TwRulePrice *self = TW_RULE_PRICE (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->busy = FALSE;
  if (work->kept != self->kept)
    {
      start_pricing (self);
      return;
    }
  if (done && work->document == self->current)
    {
      self->current_known = TRUE;
      self->current_cost = work->cost;
    }
  else if (done && work->document == self->tried)
    {
      self->tried_known = TRUE;
      self->tried_cost = work->cost;
    }
  else if (!done && work->document == self->current)
    {
      /* It reads what the kept replay has not. */
      start_load (self);
      return;
    }
  else if (!done && work->document == self->tried)
    {
      g_free (self->error);
      self->error = g_strdup (error->message);
      g_clear_pointer (&self->tried, tw_program_document_unref);
    }
  emit (self);
  start_pricing (self);
}

static void
start_pricing (TwRulePrice *self)
{
  TwProgramDocument *next = NULL;
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (self->busy || self->kept == NULL)
    return;
  if (self->tried != NULL && !self->tried_known)
    next = self->tried;
  else if (!self->current_known)
    next = self->current;
  if (next == NULL)
    return;

  work = g_new0 (Work, 1);
  work->kept = self->kept;
  g_atomic_ref_count_inc (&self->kept->ref_count);
  work->document = tw_program_document_ref (next);
  self->busy = TRUE;
  task = g_task_new (self, NULL, on_priced, NULL);
  g_task_set_task_data (task, work, work_free);
  tw_background_run_task (task, run_work);
}

/* --- life --- */

static void
tw_rule_price_finalize (GObject *object)
{
  TwRulePrice *self = TW_RULE_PRICE (object);

  tw_rule_price_stop (self);

  G_OBJECT_CLASS (tw_rule_price_parent_class)->finalize (object);
}

static void
tw_rule_price_class_init (TwRulePriceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_rule_price_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
tw_rule_price_init (TwRulePrice *self)
{
}

TwRulePrice *
tw_rule_price_new (void)
{
  return g_object_new (TW_TYPE_RULE_PRICE, NULL);
}

void
tw_rule_price_set (TwRulePrice          *self,
                   const TwProgramState *state,
                   TwSpan                span)
{
  gboolean same;
  gboolean priced = FALSE;

  g_return_if_fail (TW_IS_RULE_PRICE (self));

  same = self->workspace == state->workspace && self->version == state->version->id
         && self->span.start == span.start && self->span.end == span.end;
  if (same && self->current == state->program)
    return;

  /* What was tried and is now so has its price already. */
  if (same && self->tried != NULL && self->tried_known)
    {
      g_autofree char *tried = tw_program_document_to_text (self->tried);
      g_autofree char *now = tw_program_document_to_text (state->program);

      priced = g_str_equal (tried, now);
    }
  g_set_object (&self->workspace, state->workspace);
  g_clear_pointer (&self->current, tw_program_document_unref);
  g_clear_pointer (&self->tried, tw_program_document_unref);
  self->current = tw_program_document_ref (state->program);
  self->version = state->version->id;
  self->number = state->version->number;
  self->program = state->version->program;
  self->span = span;
  self->current_known = priced;
  if (priced)
    self->current_cost = self->tried_cost;
  self->tried_known = FALSE;
  if (same && self->kept != NULL && tw_replay_data_serves (self->kept->data, self->current))
    start_pricing (self);
  else
    start_load (self);
}

void
tw_rule_price_try (TwRulePrice       *self,
                   TwProgramDocument *changed)
{
  g_return_if_fail (TW_IS_RULE_PRICE (self));

  g_clear_pointer (&self->tried, tw_program_document_unref);
  self->tried_known = FALSE;
  if (changed != NULL)
    self->tried = tw_program_document_ref (changed);
  start_pricing (self);
}

void
tw_rule_price_stop (TwRulePrice *self)
{
  g_return_if_fail (TW_IS_RULE_PRICE (self));

  tw_background_cancel (&self->loading);
  g_clear_pointer (&self->kept, kept_unref);
  g_clear_pointer (&self->current, tw_program_document_unref);
  g_clear_pointer (&self->tried, tw_program_document_unref);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->error, g_free);
  self->version = 0;
}

gboolean
tw_rule_price_get_cost (TwRulePrice *self,
                        gint64      *cost)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), FALSE);

  *cost = self->current_cost;

  return self->current_known;
}

gboolean
tw_rule_price_get_tried (TwRulePrice *self,
                         gint64      *cost)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), FALSE);

  *cost = self->tried_cost;

  return self->tried != NULL && self->tried_known;
}

const char *
tw_rule_price_get_error (TwRulePrice *self)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), NULL);

  return self->error;
}

GArray *
tw_rule_price_get_positions (TwRulePrice *self,
                             const char  *rule)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), NULL);

  return self->kept != NULL ? g_hash_table_lookup (self->kept->positions, rule) : NULL;
}

const TwReplay *
tw_rule_price_get_base (TwRulePrice *self)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), NULL);

  return self->kept != NULL ? tw_reprice_get_base (self->kept->reprice) : NULL;
}

TwRulePriceHold *
tw_rule_price_hold (TwRulePrice *self)
{
  g_return_val_if_fail (TW_IS_RULE_PRICE (self), NULL);

  if (self->kept != NULL)
    g_atomic_ref_count_inc (&self->kept->ref_count);

  return self->kept;
}

void
tw_rule_price_release (TwRulePriceHold *hold)
{
  kept_unref (hold);
}
