/* tw-run-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-run-writer.h"

#include "tw-digest.h"
#include "tw-fault.h"
#include "tw-query.h"
#include "tw-transaction.h"

/* A statement's lines share the upper bits of their ids (schema, table line). */
#define LINE_BITS 24

/* Window ids are reserved this many at a time. */
#define WINDOW_BLOCK 4096

/* Positions of the parameters of the statements that run once per line or window, looked up once. */
typedef struct
{
  int id, rule, number, kind, state, fact_kind, fact, window_step, measure, amount, before, share, band, person,
      cause_kind, cause, payable_on, inputs;
} LineParameters;

typedef struct
{
  int id, statement, rule, start, end, facts, total, before, posted, steps;
} WindowParameters;

typedef struct
{
  int run, statement, fact_kind, fact, reason, rule, detail;
} ExclusionParameters;

struct _TwRunWriter
{
  TwWorkspace    *workspace;    /* owned */
  gint64          run;
  char           *period;

  TwQuery        *statement;
  TwQuery        *statement_digest;
  TwQuery        *window;
  WindowParameters window_at;
  TwQuery        *line;
  LineParameters  at;
  TwQuery        *exclusion;
  ExclusionParameters exclusion_at;
  TwQuery        *balance;
  TwQuery        *review;

  gint64          statement_id; /* 0: none begun */
  gint64          partner;
  gint64          program;
  char           *currency;
  gint64          n_lines;      /* of the statement */
  GArray         *windows;      /* gint64 ids of the statement's windows */
  GPtrArray      *steps;        /* WindowDigest, fed after the lines */
  TwDigest       *digest;
  gint64          next_window;
  gint64          end_window;
};

/* What of a window goes into the statement's digest, kept until the lines have been fed. */
typedef struct
{
  char *rule_key;
  gint64 version;   /* TW_QUERY_NULL: of no rule */
  char *start;
  char *end;
  char *steps;
} WindowDigest;

static void
window_digest_free (WindowDigest *self)
{
  g_free (self->rule_key);
  g_free (self->start);
  g_free (self->end);
  g_free (self->steps);
  g_free (self);
}

static char *
format_date (TwDate date)
{
  return date == TW_DATE_NONE ? NULL : tw_date_format (date);
}

static gboolean
insert_run (TwRunWriter  *self,
            TwSpan        span,
            GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *now = tw_workspace_now (self->workspace);

  query = tw_query_new (self->workspace,
                        "INSERT INTO run (period, period_start, period_end, calculated_at, calculated_by) "
                        "VALUES (:period, :start, :end, :at, :by)",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "period", self->period);
  tw_query_bind_date (query, "start", span.start);
  tw_query_bind_date (query, "end", span.end - 1);
  tw_query_bind_text (query, "at", now);
  tw_query_bind_text (query, "by", tw_workspace_get_user (self->workspace));
  if (!tw_query_run (query, error))
    return FALSE;

  self->run = tw_workspace_last_id (self->workspace);
  return TRUE;
}

static gboolean
prepare_line (TwRunWriter  *self,
              GError      **error)
{
  TwQuery *query = tw_query_new (
      self->workspace,
      "INSERT INTO line (id, rule, number, kind, state, fact_kind, fact, window_step, measure, amount, before, "
      "share, band, person, cause_kind, cause, payable_on, inputs) VALUES (:id, :rule, :number, :kind, :state, "
      ":fact_kind, :fact, :window_step, :measure, :amount, :before, :share, :band, :person, :cause_kind, "
      ":cause, :payable_on, :inputs)",
      error);

  self->line = query;
  if (query == NULL)
    return FALSE;

#define AT(name) self->at.name = tw_query_parameter (query, #name)
  AT (id);
  AT (rule);
  AT (number);
  AT (kind);
  AT (state);
  AT (fact_kind);
  AT (fact);
  AT (window_step);
  AT (measure);
  AT (amount);
  AT (before);
  AT (share);
  AT (band);
  AT (person);
  AT (cause_kind);
  AT (cause);
  AT (payable_on);
  AT (inputs);
#undef AT

  return TRUE;
}

static void
find_parameters (TwRunWriter *self)
{
#define AT(name) self->window_at.name = tw_query_parameter (self->window, #name)
  AT (id);
  AT (statement);
  AT (rule);
  AT (start);
  AT (end);
  AT (facts);
  AT (total);
  AT (before);
  AT (posted);
  AT (steps);
#undef AT
#define AT(name) self->exclusion_at.name = tw_query_parameter (self->exclusion, #name)
  AT (run);
  AT (statement);
  AT (fact_kind);
  AT (fact);
  AT (reason);
  AT (rule);
  AT (detail);
#undef AT
}

static gboolean
prepare (TwRunWriter  *self,
         GError      **error)
{
  const struct
  {
    TwQuery    **query;
    const char  *sql;
  } queries[] = {
    { &self->statement,
      "INSERT INTO statement (run, partner, program, version, period, revision, currency, measure, earned, "
      "charged, adjusted, brought_forward, deferred, released, payable, carried, forgiven, converted, "
      "converted_currency, tier, lines, facts_earned, facts_excluded, nothing_reason, detail) VALUES (:run, "
      ":partner, :program, :version, :period, :revision, :currency, :measure, :earned, :charged, :adjusted, "
      ":brought_forward, :deferred, :released, :payable, :carried, :forgiven, :converted, "
      ":converted_currency, :tier, :lines, :facts_earned, :facts_excluded, :nothing_reason, :detail)" },
    { &self->statement_digest, "UPDATE statement SET digest = :digest WHERE id = :id" },
    { &self->window,
      "INSERT INTO window_step (id, statement, rule, window_start, window_end, facts, total, before, posted, "
      "steps) VALUES (:id, :statement, :rule, :start, :end, :facts, :total, :before, :posted, :steps)" },
    { &self->exclusion,
      "INSERT INTO exclusion (run, statement, fact_kind, fact, reason, rule, detail) VALUES (:run, "
      ":statement, :fact_kind, :fact, :reason, :rule, :detail)" },
    { &self->balance,
      "INSERT INTO balance (statement, partner, program, rule, kind, name, origin, amount, currency, due, "
      "fact_kind, fact, expires) VALUES (:statement, :partner, :program, :rule, :kind, :name, :origin, "
      ":amount, :currency, :due, :fact_kind, :fact, :expires)" },
    { &self->review,
      "INSERT INTO tier_review (run, partner, program, ladder, reviewed, held, earned, result, cause, "
      "effective, evidence) VALUES (:run, :partner, :program, :ladder, :reviewed, :held, :earned, :result, "
      ":cause, :effective, :evidence)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      *queries[i].query = tw_query_new (self->workspace, queries[i].sql, error);
      if (*queries[i].query == NULL)
        return FALSE;
    }

  find_parameters (self);
  return prepare_line (self, error);
}

/**
 * tw_run_writer_new:
 * @period: the period as people name it
 *
 * Adds the row of a new run. Call it within the run's history action.
 *
 * Returns: (transfer full): the writer, or %NULL with a store error
 */
TwRunWriter *
tw_run_writer_new (TwWorkspace  *workspace,
                   const char   *period,
                   TwSpan        span,
                   GError      **error)
{
  g_autoptr (TwRunWriter) self = g_new0 (TwRunWriter, 1);

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  self->workspace = g_object_ref (workspace);
  self->period = g_strdup (period);
  self->windows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) window_digest_free);

  /* Its lines belong to statements that the run itself begins, so none can be approved; asking for each would be a
   * quarter of the cost of a line. The transaction's end puts the guard back. */
  if (!insert_run (self, span, error)
      || !tw_bulk_drop_trigger (workspace, "line_approved_insert", error) || !prepare (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
tw_run_writer_free (TwRunWriter *self)
{
  TwQuery *queries[] = { self->statement, self->statement_digest, self->window, self->line,
                         self->exclusion, self->balance, self->review };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_clear_pointer (&queries[i], tw_query_free);

  g_clear_pointer (&self->digest, tw_digest_free);
  g_ptr_array_unref (self->steps);
  g_array_unref (self->windows);
  g_free (self->currency);
  g_free (self->period);
  g_object_unref (self->workspace);
  g_free (self);
}

gint64
tw_run_writer_get_run (TwRunWriter *self)
{
  return self->run;
}

/* Ends the statement that was begun last: its digest is known now. */
static gboolean
end_statement (TwRunWriter  *self,
               GError      **error)
{
  g_autofree char *digest = NULL;

  if (self->statement_id == 0)
    return TRUE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const WindowDigest *window = g_ptr_array_index (self->steps, i);

      tw_digest_step (self->digest, window->rule_key, window->version, window->start, window->end,
                      window->steps);
    }

  digest = tw_digest_finish (self->digest);
  g_clear_pointer (&self->digest, tw_digest_free);
  tw_query_bind_text (self->statement_digest, "digest", digest);
  tw_query_bind_int (self->statement_digest, "id", self->statement_id);
  self->statement_id = 0;

  return tw_query_run (self->statement_digest, error);
}

static void
bind_statement (TwRunWriter             *self,
                const TwStatementRecord *record)
{
  TwQuery *query = self->statement;

  tw_query_bind_int (query, "run", self->run);
  tw_query_bind_int (query, "partner", record->partner);
  tw_query_bind_int (query, "program", record->program);
  tw_query_bind_int (query, "version", record->version);
  tw_query_bind_text (query, "period", self->period);
  tw_query_bind_int (query, "revision", record->revision);
  tw_query_bind_text (query, "currency", record->currency);
  tw_query_bind_int (query, "measure", record->measure);
  tw_query_bind_int (query, "earned", record->earned);
  tw_query_bind_int (query, "charged", record->charged);
  tw_query_bind_int (query, "adjusted", record->adjusted);
  tw_query_bind_int (query, "brought_forward", record->brought_forward);
  tw_query_bind_int (query, "deferred", record->deferred);
  tw_query_bind_int (query, "released", record->released);
  tw_query_bind_int (query, "payable", record->payable);
  tw_query_bind_int (query, "carried", record->carried);
  tw_query_bind_int (query, "forgiven", record->forgiven);
  tw_query_bind_int (query, "converted", record->converted);
  tw_query_bind_text (query, "converted_currency", record->converted_currency);
  tw_query_bind_text (query, "tier", record->tier);
  tw_query_bind_int (query, "lines", record->lines);
  tw_query_bind_int (query, "facts_earned", record->facts_earned);
  tw_query_bind_int (query, "facts_excluded", record->facts_excluded);
  tw_query_bind_text (query, "nothing_reason", record->nothing_reason);
  tw_query_bind_text (query, "detail", record->detail);
}

gboolean
tw_run_writer_statement (TwRunWriter              *self,
                         const TwStatementRecord  *record,
                         GError                  **error)
{
  if (!end_statement (self, error))
    return FALSE;

  bind_statement (self, record);
  if (!tw_query_run (self->statement, error))
    return FALSE;

  self->statement_id = tw_workspace_last_id (self->workspace);
  self->partner = record->partner;
  self->program = record->program;
  g_free (self->currency);
  self->currency = g_strdup (record->currency);
  self->n_lines = 0;
  g_array_set_size (self->windows, 0);
  g_ptr_array_set_size (self->steps, 0);
  self->digest = tw_digest_new ();

  return TRUE;
}

gboolean
tw_run_writer_window (TwRunWriter           *self,
                      const TwWindowRecord  *record,
                      GError               **error)
{
  WindowDigest *window = g_new0 (WindowDigest, 1);
  gint64 id;

  window->rule_key = g_strdup (record->rule_key);
  window->version = record->rule == TW_QUERY_NULL ? TW_QUERY_NULL : record->version;
  window->start = format_date (record->window.start);
  window->end = record->window.start == TW_DATE_NONE ? NULL : format_date (record->window.end - 1);
  window->steps = g_strdup (record->steps);
  g_ptr_array_add (self->steps, window);

  if (self->next_window == self->end_window)
    {
      if (!tw_transaction_reserve_ids (self->workspace, "window_step", WINDOW_BLOCK, &self->next_window, error))
        return FALSE;
      self->end_window = self->next_window + WINDOW_BLOCK;
    }

  id = self->next_window++;
  g_array_append_val (self->windows, id);
  tw_query_bind_int_at (self->window, self->window_at.id, id);
  tw_query_bind_int_at (self->window, self->window_at.statement, self->statement_id);
  tw_query_bind_int_at (self->window, self->window_at.rule, record->rule);
  tw_query_bind_text_at (self->window, self->window_at.start, window->start);
  tw_query_bind_text_at (self->window, self->window_at.end, window->end);
  tw_query_bind_int_at (self->window, self->window_at.facts, record->facts);
  tw_query_bind_int_at (self->window, self->window_at.total, record->total);
  tw_query_bind_int_at (self->window, self->window_at.before, record->before);
  tw_query_bind_int_at (self->window, self->window_at.posted, record->posted);
  tw_query_bind_text_at (self->window, self->window_at.steps, record->steps);

  return tw_query_run (self->window, error);
}

void
tw_run_writer_skip_window (TwRunWriter *self)
{
  gint64 none = TW_QUERY_NULL;

  g_array_append_val (self->windows, none);
}

static void
digest_line (TwRunWriter        *self,
             const TwLineRecord *record,
             const char         *payable_on)
{
  const TwDigestLine line = {
    .rule = record->rule_key,
    .version = record->rule == TW_QUERY_NULL ? TW_QUERY_NULL : record->version,
    .number = record->number,
    .kind = record->kind,
    .state = record->state,
    .fact_kind = record->fact_kind,
    .fact = record->fact_id,
    .cause = record->cause_id,
    .person = record->person_id,
    .measure = record->measure,
    .amount = record->amount,
    .before = record->before,
    .share = record->share,
    .band = record->band,
    .payable_on = payable_on,
    .inputs = record->inputs,
  };

  tw_digest_line (self->digest, &line);
}

gboolean
tw_run_writer_line (TwRunWriter         *self,
                    const TwLineRecord  *record,
                    GError             **error)
{
  TwQuery *query = self->line;
  g_autofree char *payable_on = format_date (record->payable_on);
  gint64 window = record->window < self->windows->len ? g_array_index (self->windows, gint64, record->window)
                                                      : TW_QUERY_NULL;

  if (self->n_lines == 0)
    tw_fault_point ("first-insert");
  else if (self->n_lines == 1)
    tw_fault_point ("mid-insert");

  digest_line (self, record, payable_on);
  tw_query_bind_int_at (query, self->at.id, (self->statement_id << LINE_BITS) + self->n_lines++);
  tw_query_bind_int_at (query, self->at.rule, record->rule);
  tw_query_bind_int_at (query, self->at.number, record->number);
  tw_query_bind_int_at (query, self->at.kind, record->kind);
  tw_query_bind_int_at (query, self->at.state, record->state);
  tw_query_bind_int_at (query, self->at.fact_kind, record->fact_kind);
  tw_query_bind_int_at (query, self->at.fact, record->fact);
  tw_query_bind_int_at (query, self->at.window_step, window);
  tw_query_bind_int_at (query, self->at.measure, record->measure);
  tw_query_bind_int_at (query, self->at.amount, record->amount);
  tw_query_bind_int_at (query, self->at.before, record->before);
  tw_query_bind_int_at (query, self->at.share, record->share);
  tw_query_bind_int_at (query, self->at.band, record->band);
  tw_query_bind_int_at (query, self->at.person, record->person);
  tw_query_bind_int_at (query, self->at.cause_kind, record->cause_kind);
  tw_query_bind_int_at (query, self->at.cause, record->cause);
  tw_query_bind_text_at (query, self->at.payable_on, payable_on);
  tw_query_bind_text_at (query, self->at.inputs, record->inputs);

  return tw_query_run (query, error);
}

gboolean
tw_run_writer_exclusion (TwRunWriter              *self,
                         const TwExclusionRecord  *record,
                         GError                  **error)
{
  TwQuery *query = self->exclusion;

  tw_query_bind_int_at (query, self->exclusion_at.run, self->run);
  tw_query_bind_int_at (query, self->exclusion_at.statement, record->has_statement ? self->statement_id : TW_QUERY_NULL);
  tw_query_bind_int_at (query, self->exclusion_at.fact_kind, record->fact_kind);
  tw_query_bind_int_at (query, self->exclusion_at.fact, record->fact);
  tw_query_bind_int_at (query, self->exclusion_at.reason, record->reason);
  tw_query_bind_int_at (query, self->exclusion_at.rule, record->rule);
  tw_query_bind_text_at (query, self->exclusion_at.detail, record->detail);

  return tw_query_run (query, error);
}

gboolean
tw_run_writer_balance (TwRunWriter            *self,
                       const TwBalanceRecord  *record,
                       GError                **error)
{
  TwQuery *query = self->balance;

  tw_query_bind_int (query, "statement", self->statement_id);
  tw_query_bind_int (query, "partner", self->partner);
  tw_query_bind_int (query, "program", self->program);
  tw_query_bind_int (query, "rule", record->rule);
  tw_query_bind_text (query, "kind", record->kind);
  tw_query_bind_text (query, "name", record->name);
  tw_query_bind_date (query, "origin", record->origin);
  tw_query_bind_int (query, "amount", record->amount);
  tw_query_bind_text (query, "currency", self->currency);
  tw_query_bind_date (query, "due", record->due);
  tw_query_bind_int (query, "fact_kind", record->fact_kind);
  tw_query_bind_int (query, "fact", record->fact);
  tw_query_bind_date (query, "expires", record->expires);

  return tw_query_run (query, error);
}

gboolean
tw_run_writer_review (TwRunWriter           *self,
                      const TwReviewRecord  *record,
                      GError               **error)
{
  TwQuery *query = self->review;

  tw_query_bind_int (query, "run", self->run);
  tw_query_bind_int (query, "partner", self->partner);
  tw_query_bind_int (query, "program", self->program);
  tw_query_bind_text (query, "ladder", record->ladder);
  tw_query_bind_date (query, "reviewed", record->reviewed);
  tw_query_bind_text (query, "held", record->held);
  tw_query_bind_text (query, "earned", record->earned);
  tw_query_bind_text (query, "result", record->result);
  tw_query_bind_text (query, "cause", record->cause);
  tw_query_bind_date (query, "effective", record->effective);
  tw_query_bind_text (query, "evidence", record->evidence);

  return tw_query_run (query, error);
}

gboolean
tw_run_writer_finish (TwRunWriter  *self,
                      gint64        facts_seen,
                      gint64        facts_earned,
                      gint64        duration_ms,
                      char        **digest,
                      GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  g_autofree char *all = NULL;

  if (!end_statement (self, error))
    return FALSE;

  tw_fault_point ("index");
  all = tw_digest_run (self->workspace, self->run, error);
  if (all == NULL)
    return FALSE;

  query = tw_query_new (self->workspace,
                        "UPDATE run SET facts_seen = :seen, facts_earned = :earned, facts_excluded = :excluded, "
                        "digest = :digest, duration_ms = :duration WHERE id = :id",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "seen", facts_seen);
  tw_query_bind_int (query, "earned", facts_earned);
  /* A fact may be excluded from one program and earn in another: it earned. */
  tw_query_bind_int (query, "excluded", facts_seen - facts_earned);
  tw_query_bind_text (query, "digest", all);
  tw_query_bind_int (query, "duration", duration_ms);
  tw_query_bind_int (query, "id", self->run);
  *digest = g_steal_pointer (&all);

  return tw_query_run (query, error);
}
