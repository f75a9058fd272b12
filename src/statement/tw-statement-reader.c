/* tw-statement-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-describe.h"
#include "tw-program-version.h"
#include "tw-run-reader.h"
#include "tw-statement-query.h"
#include "tw-step-text.h"
#include "tw-workspace-info.h"

struct _TwStatementReader
{
  TwWorkspace     *workspace;   /* owned */
  GHashTable      *programs;    /* version row → TwProgramDocument */
  TwWorkspaceInfo *info;        /* read with the first statement */
};

/* One statement being read. */
typedef struct
{
  TwStatementReader *reader;
  TwStatement       *statement;   /* owned */
  gint64             version;     /* in force at the period's end */
  gint64             partner;
  GHashTable        *rules;       /* rule key → index + 1 into statement->rules */
  GString           *versions;
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->statement, tw_statement_free);
  g_clear_pointer (&self->rules, g_hash_table_unref);
  if (self->versions != NULL)
    g_string_free (self->versions, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

TwStatementReader *
tw_statement_reader_new (TwWorkspace *workspace)
{
  TwStatementReader *self = g_new0 (TwStatementReader, 1);

  self->workspace = g_object_ref (workspace);
  self->programs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) tw_program_document_unref);

  return self;
}

void
tw_statement_reader_free (TwStatementReader *self)
{
  g_hash_table_unref (self->programs);
  g_clear_pointer (&self->info, tw_workspace_info_free);
  g_object_unref (self->workspace);
  g_free (self);
}

TwProgram *
tw_statement_reader_get_program (TwStatementReader  *self,
                                 gint64              version,
                                 GError            **error)
{
  TwProgramDocument *document = g_hash_table_lookup (self->programs, &version);

  if (document == NULL)
    {
      document = tw_program_version_load (self->workspace, version, NULL, error);
      if (document == NULL)
        return NULL;
      g_hash_table_insert (self->programs, g_memdup2 (&version, sizeof version), document);
    }

  return tw_program_document_get_program (document);
}

static const TwRule *
find_rule (const TwProgram *program,
           const char      *key,
           guint           *index)
{
  for (guint i = 0; key != NULL && i < program->n_rules; i++)
    if (g_strcmp0 (program->rules[i].id, key) == 0)
      {
        if (index != NULL)
          *index = i;
        return &program->rules[i];
      }

  return NULL;
}

static void
note_version (Reading         *self,
              const TwProgram *program)
{
  g_autofree char *number = g_strdup_printf ("%u", program->version);
  g_auto (GStrv) known = g_strsplit (self->versions->str, ", ", -1);

  if (g_strv_contains ((const char *const *) known, number))
    return;
  if (self->versions->len > 0)
    g_string_append (self->versions, ", ");
  g_string_append (self->versions, number);
}

/* The rule's place in the statement; what belongs to no rule stands under the program's own name. */
static guint
get_rule (Reading         *self,
          const TwProgram *program,
          const char      *key)
{
  const char *name = key != NULL ? key : "";
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->rules, name));
  TwStatementRule *row;
  const TwRule *rule;
  guint index;

  if (found > 0)
    return found - 1;

  row = g_new0 (TwStatementRule, 1);
  rule = find_rule (program, key, &index);
  row->key = g_strdup (name);
  row->name = g_strdup (rule != NULL ? rule->name : _("Program limits and funds"));
  row->kind = g_strdup (rule != NULL ? rule->kind : _("program"));
  row->sentence = rule != NULL ? tw_program_describe_rule (program, index) : NULL;
  row->version = (int) program->version;
  row->charge = rule != NULL && rule->charge;
  row->money = rule == NULL || rule->counts->type == TW_VALUE_MONEY;
  g_ptr_array_add (self->statement->rules, row);
  g_hash_table_insert (self->rules, g_strdup (name), GUINT_TO_POINTER (self->statement->rules->len));

  return self->statement->rules->len - 1;
}

static void
read_problems (TwStatement *statement,
               const char  *detail)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object;
  JsonArray *problems;

  if (detail == NULL || !json_parser_load_from_data (parser, detail, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;

  object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, "problems"))
    return;

  problems = json_object_get_array_member (object, "problems");
  for (guint i = 0; i < json_array_get_length (problems); i++)
    g_ptr_array_add (statement->problems, g_strdup (json_array_get_string_element (problems, i)));
}

static void
read_amounts (TwStatement *statement,
              TwQuery     *query)
{
  statement->earned = tw_query_int (query, TW_HEADER_EARNED) - tw_query_int (query, TW_HEADER_CHARGED);
  statement->adjusted = tw_query_int (query, TW_HEADER_ADJUSTED);
  statement->carried_in = tw_query_int (query, TW_HEADER_BROUGHT_FORWARD);
  statement->deferred = tw_query_int (query, TW_HEADER_DEFERRED);
  statement->released = tw_query_int (query, TW_HEADER_RELEASED);
  statement->payable = tw_query_int (query, TW_HEADER_PAYABLE);
  statement->carried_out = tw_query_int (query, TW_HEADER_CARRIED);
  statement->forgiven = tw_query_int (query, TW_HEADER_FORGIVEN);
}

static void
read_conversion (TwStatement *statement,
                 TwQuery     *query)
{
  const char *own = tw_query_text (query, TW_HEADER_PARTNER_CURRENCY);

  statement->has_converted = !tw_query_is_null (query, TW_HEADER_CONVERTED);
  if (statement->has_converted)
    {
      statement->paid_in = tw_query_dup_text (query, TW_HEADER_CONVERTED_CURRENCY);
      statement->converted = tw_query_int (query, TW_HEADER_CONVERTED);
      statement->converted_digits = (int) tw_query_int (query, TW_HEADER_CONVERTED_DIGITS);
    }
  else if (own != NULL && g_strcmp0 (own, statement->currency) != 0)
    {
      statement->paid_in = g_strdup (own);
    }
}

static gboolean
read_header (Reading *self,
             gint64   id,
             GError **error)
{
  g_autoptr (TwQuery) query = tw_statement_query_header (self->reader->workspace, id, error);
  g_autoptr (GError) local_error = NULL;
  TwStatement *statement = self->statement;
  const char *reason;

  if (query == NULL)
    return FALSE;
  if (!tw_query_step (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no such statement in this workspace. "
                                                    "Calculate its period again."));
      return FALSE;
    }

  statement->id = id;
  statement->run_id = tw_query_int (query, TW_HEADER_RUN);
  statement->partner = tw_query_dup_text (query, TW_HEADER_PARTNER_NAME);
  statement->partner_id = tw_query_dup_text (query, TW_HEADER_PARTNER_ID);
  statement->program = tw_query_dup_text (query, TW_HEADER_PROGRAM_NAME);
  statement->period = tw_query_dup_text (query, TW_HEADER_PERIOD);
  statement->span.start = tw_query_date (query, TW_HEADER_START);
  statement->span.end = tw_query_date (query, TW_HEADER_END) + 1;
  statement->currency = tw_query_dup_text (query, TW_HEADER_CURRENCY);
  statement->digits = (int) tw_query_int (query, TW_HEADER_DIGITS);
  statement->revision = (int) tw_query_int (query, TW_HEADER_REVISION);
  statement->state = g_strcmp0 (tw_query_text (query, TW_HEADER_STATE), "approved") == 0 ? TW_STATEMENT_APPROVED
                                                                                      : TW_STATEMENT_CALCULATED;
  statement->calculated_by = tw_query_dup_text (query, TW_HEADER_CALCULATED_BY);
  statement->calculated_at = tw_query_dup_text (query, TW_HEADER_CALCULATED_AT);
  statement->approved_by = tw_query_dup_text (query, TW_HEADER_APPROVED_BY);
  statement->approved_at = tw_query_dup_text (query, TW_HEADER_APPROVED_AT);
  statement->self_approved = tw_query_int (query, TW_HEADER_SELF_APPROVED) == 1;
  statement->run_hash = tw_query_dup_text (query, TW_HEADER_HASH);
  statement->tier = tw_query_dup_text (query, TW_HEADER_TIER);
  reason = tw_query_text (query, TW_HEADER_NOTHING_REASON);
  statement->reason = reason != NULL ? tw_statement_nothing_text (reason) : NULL;
  read_problems (statement, tw_query_text (query, TW_HEADER_DETAIL));
  read_amounts (statement, query);
  read_conversion (statement, query);
  self->version = tw_query_int (query, TW_HEADER_VERSION);
  self->partner = tw_query_int (query, TW_HEADER_PARTNER);

  return TRUE;
}

/* Every rule of the version in force has its row, also where it paid nothing: the reader looks for it. */
static gboolean
list_rules (Reading *self,
            GError **error)
{
  TwProgram *program = tw_statement_reader_get_program (self->reader, self->version, error);

  if (program == NULL)
    return FALSE;

  note_version (self, program);
  for (guint i = 0; i < program->n_rules; i++)
    get_rule (self, program, program->rules[i].id);

  return TRUE;
}

/* What is done with one row of a part. */
typedef gboolean (*RowFunc) (Reading  *self,
                             TwQuery  *query,
                             GError  **error);

/* Hands every row of @query, which is used up, to @func. */
static gboolean
each_row (Reading  *self,
          TwQuery  *query,
          RowFunc   func,
          GError  **error)
{
  g_autoptr (TwQuery) owned = query;
  g_autoptr (GError) local_error = NULL;

  if (owned == NULL)
    return FALSE;

  while (tw_query_step (owned, &local_error))
    if (!func (self, owned, error))
      return FALSE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* The tree of a row's version; a row without one belongs to the version of the statement. */
static TwProgram *
program_of_row (Reading  *self,
                gint64    version,
                GError  **error)
{
  return tw_statement_reader_get_program (self->reader, version == TW_QUERY_NULL ? self->version : version, error);
}

static char *
share_text (gint64 share)
{
  return share == TW_QUERY_NULL ? NULL : tw_rate_format (share);
}

static TwStatementLine *
make_line (Reading         *self,
           TwQuery         *query,
           const TwProgram *program)
{
  TwStatementLine *line = g_new0 (TwStatementLine, 1);
  const char *key = tw_query_text (query, TW_LINE_ROW_RULE);
  const TwRule *rule = find_rule (program, key, NULL);
  gint64 band = tw_query_int (query, TW_LINE_ROW_BAND);
  gint64 amount = tw_query_int (query, TW_LINE_ROW_AMOUNT);
  gint64 measure = tw_query_int (query, TW_LINE_ROW_MEASURE);
  gint64 fact_amount = tw_query_int (query, TW_LINE_ROW_FACT_AMOUNT);

  line->id = tw_query_int (query, TW_LINE_ROW_ID);
  line->rule = get_rule (self, program, key);
  line->line_id = g_strdup_printf ("%s/%s/%s/%s/%04" G_GINT64_FORMAT, self->statement->period,
                                   self->statement->program, self->statement->partner_id,
                                   key != NULL ? key : "program", tw_query_int (query, TW_LINE_ROW_NUMBER));
  line->kind = g_strdup (tw_line_kind_label ((TwLineKind) (tw_query_int (query, TW_LINE_ROW_KIND) - 1)));
  line->fact_kind = tw_query_dup_text (query, TW_LINE_ROW_FACT_KIND);
  line->fact_id = tw_query_dup_text (query, TW_LINE_ROW_FACT_ID);
  line->document = tw_query_dup_text (query, TW_LINE_ROW_DOCUMENT);
  line->customer = tw_query_dup_text (query, TW_LINE_ROW_CUSTOMER);
  line->product = tw_query_dup_text (query, TW_LINE_ROW_PRODUCT);
  line->date = tw_query_date (query, TW_LINE_ROW_DATE);
  line->fact_currency = tw_query_dup_text (query, TW_LINE_ROW_FACT_CURRENCY);
  line->has_fact_amount = fact_amount != TW_QUERY_NULL;
  line->fact_amount = line->has_fact_amount ? fact_amount : 0;
  line->share = share_text (tw_query_int (query, TW_LINE_ROW_SHARE));
  line->has_measure = measure != TW_QUERY_NULL;
  line->measure = line->has_measure ? measure : 0;
  if (rule != NULL && band != TW_QUERY_NULL)
    {
      line->band = tw_line_band_text (program, rule, band);
      line->rate = tw_line_rate_text (program, rule, band, line->measure, amount);
    }
  line->amount = rule != NULL && rule->charge ? -amount : amount;
  line->payable_on = tw_query_date (query, TW_LINE_ROW_PAYABLE_ON);
  line->state = g_strdup (tw_line_state_label (tw_query_int (query, TW_LINE_ROW_STATE)));
  line->version = (int) program->version;

  return line;
}

/* A credit to a fund is a line, but not money of the statement. */
static gboolean
is_fund (const TwProgram *program,
         const char      *key)
{
  const TwRule *rule = find_rule (program, key, NULL);

  return rule != NULL && rule->payee == TW_PAYEE_FUND;
}

static gboolean
add_line (Reading  *self,
          TwQuery  *query,
          GError  **error)
{
  TwProgram *program = program_of_row (self, tw_query_int (query, TW_LINE_ROW_VERSION), error);
  TwStatementLine *line;
  TwStatementRule *rule;

  if (program == NULL)
    return FALSE;

  note_version (self, program);
  line = make_line (self, query, program);
  line->is_fund = is_fund (program, tw_query_text (query, TW_LINE_ROW_RULE));
  if (line->is_fund)
    {
      line->to_fund = line->amount;
      line->amount = 0;
    }
  rule = g_ptr_array_index (self->statement->rules, line->rule);
  rule->amount += line->amount;
  rule->measure += line->measure;
  rule->n_lines++;
  g_ptr_array_add (self->statement->lines, line);

  return TRUE;
}

static char *
window_text (const TwTextStyle *style,
             const char        *start,
             const char        *end)
{
  g_autofree char *first = start != NULL ? tw_text_style_value (style, start) : NULL;
  g_autofree char *last = start != NULL ? tw_text_style_value (style, end) : NULL;

  return start == NULL ? g_strdup ("") : g_strdup_printf (_("%s to %s"), first, last);
}

static void
add_step (Reading      *self,
          const char   *rule,
          TwQuery      *query,
          guint         n,
          const TwStep *step)
{
  TwStatementStep *text = g_new0 (TwStatementStep, 1);

  text->rule = g_strdup (rule);
  text->window = window_text (&self->statement->style, tw_query_text (query, TW_STEP_ROW_START),
                              tw_query_text (query, TW_STEP_ROW_END));
  text->n = n;
  text->text = tw_step_to_text (step, &self->statement->style);
  text->result = tw_step_result (step, &self->statement->style);
  text->ref = g_strdup (step->ref);
  g_ptr_array_add (self->statement->steps, text);
}

static gboolean
add_window (Reading  *self,
            TwQuery  *query,
            GError  **error)
{
  TwProgram *program = program_of_row (self, tw_query_int (query, TW_STEP_ROW_VERSION), error);
  g_autoptr (GArray) steps = NULL;
  const TwRule *rule;

  if (program == NULL)
    return FALSE;

  steps = tw_steps_from_json (tw_query_text (query, TW_STEP_ROW_STEPS), error);
  if (steps == NULL)
    return FALSE;

  rule = find_rule (program, tw_query_text (query, TW_STEP_ROW_RULE), NULL);
  for (guint i = 0; i < steps->len; i++)
    add_step (self, rule != NULL ? rule->name : _("Payment, limits and funds"), query, i + 1,
              &g_array_index (steps, TwStep, i));

  return TRUE;
}

static gboolean
add_exclusion (Reading  *self,
               TwQuery  *query,
               GError  **error)
{
  TwStatementExclusion *row = g_new0 (TwStatementExclusion, 1);
  gint64 amount = tw_query_int (query, TW_EXCLUSION_ROW_AMOUNT);
  gint64 version = tw_query_int (query, TW_EXCLUSION_ROW_VERSION);
  TwProgram *program = version == TW_QUERY_NULL
                           ? NULL
                           : tw_statement_reader_get_program (self->reader, version, NULL);
  const TwRule *rule = program == NULL
                           ? NULL
                           : find_rule (program, tw_query_text (query, TW_EXCLUSION_ROW_RULE), NULL);
  g_autofree char *detail = NULL;

  row->fact_kind = tw_query_dup_text (query, TW_EXCLUSION_ROW_FACT_KIND);
  row->fact_id = tw_query_dup_text (query, TW_EXCLUSION_ROW_FACT_ID);
  row->date = tw_query_date (query, TW_EXCLUSION_ROW_DATE);
  row->document = tw_query_dup_text (query, TW_EXCLUSION_ROW_DOCUMENT);
  row->customer = tw_query_dup_text (query, TW_EXCLUSION_ROW_CUSTOMER);
  row->product = tw_query_dup_text (query, TW_EXCLUSION_ROW_PRODUCT);
  row->currency = tw_query_dup_text (query, TW_EXCLUSION_ROW_CURRENCY);
  row->has_amount = amount != TW_QUERY_NULL;
  row->amount = row->has_amount ? amount : 0;
  row->rule = rule != NULL ? g_strdup (rule->name) : NULL;
  row->reason = tw_query_dup_text (query, TW_EXCLUSION_ROW_REASON);
  detail = tw_reason_detail_text (program, tw_query_text (query, TW_EXCLUSION_ROW_DETAIL));
  row->text = tw_reason_to_text (row->reason, detail);
  g_ptr_array_add (self->statement->exclusions, row);

  return TRUE;
}

static gboolean
add_adjustment (Reading  *self,
                TwQuery  *query,
                GError  **error)
{
  TwStatementAdjustment *row = g_new0 (TwStatementAdjustment, 1);
  const char *line = tw_query_text (query, 3);

  row->id = tw_query_int (query, 0);
  row->reason = tw_query_dup_text (query, 1);
  row->note = tw_query_dup_text (query, 2);
  row->reference = g_strdup (line);
  row->amount = tw_query_int (query, 4);
  row->by = tw_query_dup_text (query, 5);
  row->at = tw_query_dup_text (query, 6);
  g_ptr_array_add (self->statement->adjustments, row);

  return TRUE;
}

static void
add_leaf (Reading         *self,
          const TwProgram *program,
          JsonObject      *leaf,
          TwDate           date,
          const char      *held)
{
  TwStatementTierStep *step = g_new0 (TwStatementTierStep, 1);

  step->tier = g_strdup (json_object_get_string_member_with_default (leaf, "tier", NULL));
  step->held = g_strcmp0 (step->tier, held) == 0;
  step->criterion = tw_criterion_text (program, json_object_get_string_member_with_default (leaf, "ref", NULL));
  step->value = g_strdup (json_object_get_string_member_with_default (leaf, "value", NULL));
  step->threshold = g_strdup (json_object_get_string_member_with_default (leaf, "threshold", NULL));
  step->shortfall = g_strdup (json_object_get_string_member_with_default (leaf, "shortfall", NULL));
  step->passed = json_object_get_boolean_member_with_default (leaf, "pass", FALSE);
  step->keep = json_object_get_boolean_member_with_default (leaf, "keep", FALSE);
  step->date = date;
  g_ptr_array_add (self->statement->tier_path, step);
}

static gboolean
add_review (Reading  *self,
            TwQuery  *query,
            GError  **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  TwProgram *program = tw_statement_reader_get_program (self->reader, self->version, error);
  JsonArray *leaves;

  if (program == NULL || !json_parser_load_from_data (parser, tw_query_text (query, 2), -1, error))
    return FALSE;

  leaves = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (leaves); i++)
    add_leaf (self, program, json_array_get_object_element (leaves, i), tw_query_date (query, 0),
              tw_query_text (query, 1));

  return TRUE;
}

static gboolean
add_control (Reading  *self,
             TwQuery  *query,
             GError  **error)
{
  TwStatementControl *row = g_new0 (TwStatementControl, 1);

  row->currency = tw_query_dup_text (query, 0);
  row->digits = (int) tw_query_int (query, 1);
  row->n_facts = (guint) tw_query_int (query, 2);
  row->facts = tw_query_int (query, 3);
  row->earned = tw_query_int (query, 4);
  row->excluded = tw_query_int (query, 5);
  g_ptr_array_add (self->statement->controls, row);

  return TRUE;
}

static gboolean
read_year (Reading *self,
           gint64   id,
           GError **error)
{
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (self->reader->workspace, error);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  TwSpan year;

  if (calendar == NULL)
    return FALSE;

  tw_calendar_unit_at (calendar, TW_CALENDAR_YEAR, self->statement->span.end - 1, &year);
  query = tw_statement_query_year (self->reader->workspace, id, year.start, error);
  if (query == NULL)
    return FALSE;

  if (tw_query_step (query, &local_error) && !tw_query_is_null (query, 0))
    self->statement->year_to_date = tw_query_int (query, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_parts (Reading  *self,
            gint64    id,
            GError  **error)
{
  TwWorkspace *workspace = self->reader->workspace;

  return each_row (self, tw_statement_query_lines (workspace, id, error), add_line, error)
         && each_row (self, tw_statement_query_steps (workspace, id, error), add_window, error)
         && each_row (self, tw_statement_query_exclusions (workspace, id, error), add_exclusion, error)
         && each_row (self, tw_statement_query_adjustments (workspace, id, error), add_adjustment, error)
         && each_row (self, tw_statement_query_reviews (workspace, id, error), add_review, error)
         && each_row (self,
                      tw_statement_query_controls (workspace, id, self->partner, self->statement->span, error),
                      add_control, error);
}

TwStatement *
tw_statement_reader_read (TwStatementReader  *self,
                          gint64              id,
                          GError            **error)
{
  g_auto (Reading) reading = { .reader = self };

  g_return_val_if_fail (self != NULL, NULL);

  if (self->info == NULL)
    self->info = tw_workspace_info_read (self->workspace, error);
  if (self->info == NULL)
    return NULL;

  reading.statement = tw_statement_new ();
  reading.statement->style = self->info->style;
  reading.rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.versions = g_string_new (NULL);

  if (!read_header (&reading, id, error) || !list_rules (&reading, error) || !read_parts (&reading, id, error)
      || !read_year (&reading, id, error))
    return NULL;

  reading.statement->versions = g_strdup (reading.versions->str);
  return g_steal_pointer (&reading.statement);
}
