/* tw-run-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From what the engine says of one partner to the rows that are kept of it. */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-run-private.h"

#include <json-glib/json-glib.h>

#include "tw-dataset-load.h"
#include "tw-decimal.h"
#include "tw-query.h"
#include "tw-result-total.h"
#include "tw-step-text.h"

/* States of a line in the workspace. */
enum
{
  LINE_EARNED = 1,
  LINE_PAYABLE = 2,
};

typedef struct
{
  TwRunWriter           *writer;
  const TwRunProgram    *program;
  const TwDataset       *dataset;
  const TwPartnerResult *result;
  TwSpan                 span;
} Recorder;

static gint64
rule_row (const Recorder *self,
          guint           version,
          guint           rule)
{
  if (version >= self->program->documents->len || rule >= self->program->rows[version].rules->len)
    return TW_QUERY_NULL;

  return g_array_index (self->program->rows[version].rules, gint64, rule);
}

static const char *
rule_key (const Recorder *self,
          guint           version,
          guint           rule)
{
  const TwProgram *program;

  if (version >= self->program->documents->len)
    return NULL;

  program = self->program->versions[version];
  return rule < program->n_rules ? program->rules[rule].id : NULL;
}

static int
version_number (const Recorder *self,
                guint           version)
{
  return version < self->program->documents->len ? (int) self->program->versions[version]->version : 0;
}

/* The version in force on the period's last day, else the last one before it. */
static guint
last_version (const Recorder *self)
{
  guint found = 0;

  for (guint i = 0; i < self->program->documents->len; i++)
    if (self->program->versions[i]->effective_from < self->span.end)
      found = i;

  return found;
}

static const char *
external_id (const Recorder *self,
             TwRelationId    relation,
             gint64          row)
{
  const gint64 *ids = row < 0 ? NULL : tw_dataset_column (self->dataset, relation, "id", NULL);

  return ids == NULL || ids[row] == TW_NULL ? NULL : tw_dataset_text (self->dataset, ids[row]);
}

static void
fact_key (const Recorder *self,
          gint64          fact,
          gint64         *kind,
          gint64         *id)
{
  int number;

  *kind = *id = TW_QUERY_NULL;
  if (fact < 0)
    return;

  tw_dataset_fact_key (self->dataset, fact, &number, id);
  *kind = number;
}

static void
add_up (const Recorder    *self,
        TwStatementRecord *record)
{
  TwResultTotal total;

  tw_result_add_up (self->result, self->program->versions, &total);
  record->earned = total.earned;
  record->charged = total.charged;
  record->measure = total.measure;
  record->facts_earned = total.facts_earned;
  record->facts_excluded = total.facts_excluded;
}

/* Why there is nothing to pay, as a code that is put in words when it is shown. */
static const char *
nothing_reason (const Recorder          *self,
                const TwStatementRecord *record)
{
  if (record->payable != 0)
    return NULL;
  if (self->result->findings != NULL && self->result->findings->len > 0 && record->earned == 0)
    return "stopped";
  if (record->carried < 0)
    return "negative";
  if (record->carried > 0)
    return "below_minimum";
  if (record->forgiven != 0)
    return "forgiven";
  if (record->deferred > 0)
    return "deferred";
  if (self->result->lines->len == 0 && record->adjusted == 0)
    return self->result->classified->len == 0 ? "no_facts" : "all_excluded";

  return "nets_to_zero";
}

/* What stopped a rule, for the person who reads the statement. */
static char *
detail_json (const Recorder *self,
             GPtrArray      *problems,
             const char     *partner_id)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (self->result->findings == NULL || self->result->findings->len == 0)
    return NULL;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->result->findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (self->result->findings, i);

      json_builder_add_string_value (builder, finding->message);
      g_ptr_array_add (problems, g_strdup_printf ("%s, %s: %s", self->program->name, partner_id, finding->message));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* The tier at the end of the period: what the last review made of it, else what was held before. */
static const char *
final_tier (const Recorder *self)
{
  const char *tier = NULL;

  for (guint i = 0; i < self->result->reviews->len; i++)
    {
      const TwReviewResult *review = &g_array_index (self->result->reviews, TwReviewResult, i);

      if (review->designation != NULL)
        continue;
      tier = review->effective != TW_DATE_NONE && review->effective < self->span.end ? review->tier : review->held;
    }

  return tier;
}

/* A partner that is paid in another currency has the payable total converted once, at the period's end. Without a rate
 * the statement stands in the program's currency alone, and says so. */
static void
convert_total (const Recorder    *self,
               guint              version,
               TwStatementRecord *record)
{
  const TwProgram *program = self->program->versions[version];
  const gint64 *currencies = tw_dataset_column (self->dataset, TW_RELATION_PARTNER, "currency", NULL);
  gint64 id = currencies == NULL ? TW_NULL : currencies[self->result->partner];
  const char *currency = id == TW_NULL ? NULL : tw_dataset_text (self->dataset, id);

  if (currency == NULL || g_strcmp0 (currency, program->currency) == 0)
    return;

  if (tw_dataset_convert (self->dataset, record->payable, program->currency, currency, self->span.end - 1,
                          program->rounding.mode, &record->converted))
    record->converted_currency = currency;
}

static gboolean
write_statement (const Recorder      *self,
                 const TwCoveredRow  *covered,
                 int                  revision,
                 GPtrArray           *problems,
                 GError             **error)
{
  const TwPaymentResult *payment = &self->result->payment;
  const gint64 *adjusted = g_hash_table_lookup (self->program->adjusted, &covered->partner);
  guint version = last_version (self);
  g_autofree char *detail = detail_json (self, problems, covered->partner_id);
  TwStatementRecord record = {
    .partner = covered->partner,
    .partner_id = covered->partner_id,
    .program = self->program->id,
    .version = self->program->rows[version].id,
    .currency = self->program->versions[version]->currency,
    .revision = revision,
    .adjusted = adjusted != NULL ? *adjusted : 0,
    .deferred = payment->deferred,
    .released = payment->released,
    .payable = payment->paid,
    .carried = payment->carried,
    .forgiven = payment->forgiven,
    .converted = TW_QUERY_NULL,
    .tier = final_tier (self),
    .lines = self->result->lines->len,
    .detail = detail,
  };

  add_up (self, &record);
  record.brought_forward = payment->brought - record.adjusted;
  record.nothing_reason = nothing_reason (self, &record);
  convert_total (self, version, &record);

  return tw_run_writer_statement (self->writer, &record, error);
}

/* Nothing was counted, nothing is owed and nothing was posted: the statement's exclusions say all there is to say. */
static gboolean
is_idle (const TwWindowResult *window)
{
  return window->n_counted == 0 && window->total == 0 && window->before == 0 && window->posted == 0;
}

static gboolean
write_window (const Recorder        *self,
              const TwWindowResult  *window,
              GError               **error)
{
  g_autofree char *steps = is_idle (window) ? NULL : tw_steps_to_json (window->steps);
  const TwWindowRecord record = {
    .rule = rule_row (self, window->version, window->rule),
    .rule_key = rule_key (self, window->version, window->rule),
    .version = version_number (self, window->version),
    .window = window->window,
    .facts = window->n_counted,
    .total = window->total,
    .before = window->before,
    .posted = window->posted,
    .steps = steps,
  };

  if (steps != NULL)
    return tw_run_writer_window (self->writer, &record, error);

  tw_run_writer_skip_window (self->writer);
  return TRUE;
}

/* Steps over several rules: limits of the program, funds, payment. */
static gboolean
write_common_steps (const Recorder  *self,
                    GError         **error)
{
  g_autofree char *steps = NULL;
  TwWindowRecord record = {
    .rule = TW_QUERY_NULL,
    .version = version_number (self, last_version (self)),
    .window = self->span,
    .facts = TW_QUERY_NULL,
    .total = TW_QUERY_NULL,
    .before = TW_QUERY_NULL,
    .posted = TW_QUERY_NULL,
  };

  if (self->result->steps == NULL || self->result->steps->len == 0
      || (self->result->lines->len == 0 && self->result->payment.due == 0 && self->result->payment.brought == 0))
    return TRUE;

  steps = tw_steps_to_json (self->result->steps);
  record.steps = steps;
  return tw_run_writer_window (self->writer, &record, error);
}

static gboolean
is_payable (const Recorder *self,
            const TwLine   *line)
{
  return line->payable != TW_DATE_NONE && line->payable < self->span.end;
}

/* Most lines are payable with their statement, and then say nothing of their own. */
static TwDate
payable_on (const Recorder *self,
            const TwLine   *line)
{
  return line->payable == self->span.end - 1 ? TW_DATE_NONE : line->payable;
}

static gboolean
write_line (const Recorder  *self,
            const TwLine    *line,
            guint           *numbers,
            GError         **error)
{
  gboolean has_measure = line->fact >= 0 || line->measure != 0;
  guint slot = line->rule == G_MAXUINT ? 0 : line->rule + 1;
  TwLineRecord record = {
    .rule = rule_row (self, line->version, line->rule),
    .rule_key = rule_key (self, line->version, line->rule),
    .version = version_number (self, line->version),
    .number = (int) ++numbers[slot],
    .kind = (int) line->kind + 1,
    .state = is_payable (self, line) ? LINE_PAYABLE : LINE_EARNED,
    .fact_id = external_id (self, TW_RELATION_FACT, line->fact),
    .window = line->window,
    .measure = has_measure ? line->measure : TW_QUERY_NULL,
    .amount = line->amount,
    .before = line->before != 0 ? line->before : TW_QUERY_NULL,
    .share = line->share != TW_MILLION ? line->share : TW_QUERY_NULL,
    .band = line->band >= 0 ? line->band : TW_QUERY_NULL,
    .person = line->person >= 0 ? tw_dataset_entity_id (self->dataset, TW_RELATION_PERSON, line->person)
                                : TW_QUERY_NULL,
    .person_id = external_id (self, TW_RELATION_PERSON, line->person),
    .cause_id = external_id (self, TW_RELATION_FACT, line->cause),
    .payable_on = payable_on (self, line),
  };

  fact_key (self, line->fact, &record.fact_kind, &record.fact);
  fact_key (self, line->cause, &record.cause_kind, &record.cause);
  return tw_run_writer_line (self->writer, &record, error);
}

static guint
max_rules (const Recorder *self)
{
  guint n = 0;

  for (guint i = 0; i < self->program->documents->len; i++)
    n = MAX (n, self->program->versions[i]->n_rules);

  return n;
}

static gboolean
write_lines (const Recorder  *self,
             GError         **error)
{
  g_autofree guint *numbers = g_new0 (guint, max_rules (self) + 1);

  for (guint i = 0; i < self->result->windows->len; i++)
    if (!write_window (self, &g_array_index (self->result->windows, TwWindowResult, i), error))
      return FALSE;

  if (!write_common_steps (self, error))
    return FALSE;

  for (guint i = 0; i < self->result->lines->len; i++)
    if (!write_line (self, &g_array_index (self->result->lines, TwLine, i), numbers, error))
      return FALSE;

  return TRUE;
}

void
tw_run_count (const TwPartnerResult *result,
              TwRunFacts            *facts)
{
  for (guint i = 0; i < result->classified->len; i++)
    {
      const TwClassified *fact = &g_array_index (result->classified, TwClassified, i);
      guint8 bit = (guint8) (1 << (fact->fact % 8));

      facts->seen[fact->fact / 8] |= bit;
      if (fact->reason == TW_REASON_NONE)
        facts->earned[fact->fact / 8] |= bit;
    }
}

static gboolean
write_exclusions (const Recorder  *self,
                  GError         **error)
{
  for (guint i = 0; i < self->result->classified->len; i++)
    {
      const TwClassified *fact = &g_array_index (self->result->classified, TwClassified, i);
      TwExclusionRecord record = {
        .has_statement = TRUE,
        .reason = (int) fact->reason,
        .rule = rule_row (self, fact->version, fact->rule),
        .detail = fact->ref,
      };

      if (fact->reason == TW_REASON_NONE)
        continue;

      fact_key (self, fact->fact, &record.fact_kind, &record.fact);
      if (!tw_run_writer_exclusion (self->writer, &record, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_balances (const Recorder  *self,
                GError         **error)
{
  for (guint i = 0; i < self->result->balances->len; i++)
    {
      const TwBalance *balance = &g_array_index (self->result->balances, TwBalance, i);
      TwBalanceRecord record = {
        .rule = TW_QUERY_NULL,
        .kind = tw_balance_kind_to_string (balance->kind),
        .name = balance->name,
        .origin = balance->origin,
        .amount = balance->amount,
        .due = balance->due,
        .expires = balance->expires,
      };

      fact_key (self, balance->fact, &record.fact_kind, &record.fact);
      if (!tw_run_writer_balance (self->writer, &record, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static char *
leaves_json (const TwReviewResult *review)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < review->leaves->len; i++)
    {
      const TwLeaf *leaf = &g_array_index (review->leaves, TwLeaf, i);

      json_builder_begin_object (builder);
      add_text (builder, "tier", leaf->tier);
      add_text (builder, "ref", leaf->ref);
      add_text (builder, "value", leaf->value);
      add_text (builder, "threshold", leaf->threshold);
      add_text (builder, "shortfall", leaf->shortfall);
      json_builder_set_member_name (builder, "keep");
      json_builder_add_boolean_value (builder, leaf->keep);
      json_builder_set_member_name (builder, "pass");
      json_builder_add_boolean_value (builder, leaf->pass);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
write_reviews (const Recorder  *self,
               GError         **error)
{
  static const char *const causes[] = {
    [TW_REVIEW_KEPT] = "stays",        [TW_REVIEW_PROMOTED] = "promotion", [TW_REVIEW_DEMOTED] = "demotion",
    [TW_REVIEW_GRACE] = "grace",       [TW_REVIEW_HELD_BY_STAY] = "hold",  [TW_REVIEW_PROPOSED] = "invitation",
  };

  for (guint i = 0; i < self->result->reviews->len; i++)
    {
      const TwReviewResult *review = &g_array_index (self->result->reviews, TwReviewResult, i);
      g_autofree char *evidence = leaves_json (review);
      const TwReviewRecord record = {
        .ladder = review->designation == NULL ? "tier" : review->designation,
        .reviewed = review->date,
        .held = review->held,
        .earned = review->earned,
        .result = review->tier,
        .cause = causes[review->outcome],
        .effective = review->effective,
        .evidence = evidence,
      };

      if (!tw_run_writer_review (self->writer, &record, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_run_record (TwRunWriter            *writer,
               const TwRunProgram     *program,
               const TwDataset        *dataset,
               guint                   covered,
               const TwPartnerResult  *result,
               TwSpan                  span,
               int                     revision,
               TwRunFacts             *facts,
               GPtrArray              *problems,
               GError                **error)
{
  const Recorder self = {
    .writer = writer,
    .program = program,
    .dataset = dataset,
    .result = result,
    .span = span,
  };

  tw_run_count (result, facts);

  return write_statement (&self, &g_array_index (program->covered, TwCoveredRow, covered), revision, problems, error)
         && write_lines (&self, error)
         && write_exclusions (&self, error)
         && write_balances (&self, error)
         && write_reviews (&self, error);
}
