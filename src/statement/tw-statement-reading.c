/* tw-statement-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement-reading.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-statement-private.h"
#include "tw-statement-query.h"
#include "tw-step-text.h"

/* The parts of a statement: its rules, lines, windows, exclusions, adjustments, reviews and control totals. */

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
note_version (TwReading         *self,
              const TwProgram *program)
{
  g_autofree char *number = NULL;
  g_auto (GStrv) known = NULL;

  if (self->noted == program)
    return;

  self->noted = program;
  number = g_strdup_printf ("%u", program->version);
  known = g_strsplit (self->versions->str, ", ", -1);
  if (g_strv_contains ((const char *const *) known, number))
    return;
  if (self->versions->len > 0)
    g_string_append (self->versions, ", ");
  g_string_append (self->versions, number);
}

/* The rule's place in the statement; what belongs to no rule stands under the program's own name. */
static guint
get_rule (TwReading         *self,
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
  row->sentence = rule != NULL && !self->figures ? tw_program_describe_rule (program, index) : NULL;
  row->version = (int) program->version;
  row->charge = rule != NULL && rule->charge;
  row->money = rule == NULL || rule->counts->type == TW_VALUE_MONEY;
  g_ptr_array_add (self->statement->rules, row);
  g_hash_table_insert (self->rules, g_strdup (name), GUINT_TO_POINTER (self->statement->rules->len));

  return self->statement->rules->len - 1;
}

/* Every rule of the version in force has its row, also where it paid nothing: the reader looks for it. */
gboolean
tw_reading_list_rules (TwReading *self,
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
typedef gboolean (*RowFunc) (TwReading  *self,
                             TwQuery  *query,
                             GError  **error);

/* Hands every row of @query, which is used up, to @func. */
static gboolean
each_row (TwReading  *self,
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
program_of_row (TwReading  *self,
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

/* A credit to a fund is a line, but not money of the statement. */
static void
fill_figures (TwReading         *self,
              TwQuery           *query,
              const TwProgram   *program,
              const TwRule      *rule,
              TwStatementLine   *line)
{
  gint64 amount = tw_query_int (query, TW_LINE_ROW_AMOUNT);
  gint64 measure = tw_query_int (query, TW_LINE_ROW_MEASURE);
  gint64 signed_amount = rule != NULL && rule->charge ? -amount : amount;

  line->id = tw_query_int (query, TW_LINE_ROW_ID);
  line->number = tw_query_int (query, TW_LINE_ROW_NUMBER);
  line->rule = get_rule (self, program, tw_query_text (query, TW_LINE_ROW_RULE));
  line->has_measure = measure != TW_QUERY_NULL;
  line->measure = line->has_measure ? measure : 0;
  line->version = (int) program->version;
  line->is_fund = rule != NULL && rule->payee == TW_PAYEE_FUND;
  line->amount = line->is_fund ? 0 : signed_amount;
  line->to_fund = line->is_fund ? signed_amount : 0;
}

/* What is read beside the figures. */
static void
fill_texts (TwReading         *self,
            TwQuery           *query,
            const TwProgram   *program,
            const TwRule      *rule,
            TwStatementLine   *line)
{
  gint64 band = tw_query_int (query, TW_LINE_ROW_BAND);
  gint64 fact_amount = tw_query_int (query, TW_LINE_ROW_FACT_AMOUNT);

  line->line_id = tw_statement_name_line (self->statement, line);
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
  if (rule != NULL && band != TW_QUERY_NULL)
    {
      line->band = tw_line_band_text (program, rule, band);
      line->rate = tw_line_rate_text (program, rule, band, line->measure, tw_query_int (query, TW_LINE_ROW_AMOUNT));
    }
  line->payable_on = tw_query_date (query, TW_LINE_ROW_PAYABLE_ON);
  line->state = g_strdup (tw_line_state_label (tw_query_int (query, TW_LINE_ROW_STATE)));
}

static gboolean
add_line (TwReading  *self,
          TwQuery  *query,
          GError  **error)
{
  TwProgram *program = program_of_row (self, tw_query_int (query, TW_LINE_ROW_VERSION), error);
  TwStatementLine *line;
  TwStatementRule *row;
  const TwRule *rule;

  if (program == NULL)
    return FALSE;

  note_version (self, program);
  rule = find_rule (program, tw_query_text (query, TW_LINE_ROW_RULE), NULL);
  line = g_new0 (TwStatementLine, 1);
  fill_figures (self, query, program, rule, line);
  if (!self->figures)
    fill_texts (self, query, program, rule, line);
  row = g_ptr_array_index (self->statement->rules, line->rule);
  row->amount += line->amount;
  row->measure += line->measure;
  row->n_lines++;
  g_ptr_array_add (self->statement->lines, line);

  return TRUE;
}

/* The window of a rule on everything so far has no beginning, one on everything there ever is no end either. */
char *
tw_statement_window_text (const TwTextStyle *style,
                          const char        *start,
                          const char        *end)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  TwDate from;
  TwDate to;

  if (start == NULL || end == NULL)
    return g_strdup ("");

  first = tw_text_style_value (style, start);
  last = tw_text_style_value (style, end);
  if (!tw_date_parse (start, &from, NULL) || from > TW_DATE_MIN)
    return g_strdup_printf (_("%s to %s"), first, last);
  if (tw_date_parse (end, &to, NULL) && to >= TW_DATE_MAX)
    return g_strdup (_("All time"));

  /* Translators: %s is a date, the last day of a window without a beginning. */
  return g_strdup_printf (_("Until %s"), last);
}

static void
add_step (TwReading      *self,
          const char   *rule,
          TwQuery      *query,
          guint         n,
          const TwStep *step)
{
  TwStatementStep *text = g_new0 (TwStatementStep, 1);

  text->rule = g_strdup (rule);
  text->window = tw_statement_window_text (&self->statement->style, tw_query_text (query, TW_STEP_ROW_START),
                              tw_query_text (query, TW_STEP_ROW_END));
  text->n = n;
  text->text = tw_step_to_text (step, &self->statement->style);
  text->result = tw_step_result (step, &self->statement->style);
  text->ref = g_strdup (step->ref);
  g_ptr_array_add (self->statement->steps, text);
}

static gboolean
add_window (TwReading  *self,
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
add_exclusion (TwReading  *self,
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
add_reason (TwReading  *self,
            TwQuery  *query,
            GError  **error)
{
  TwStatementExclusion *row = g_new0 (TwStatementExclusion, 1);

  row->reason = tw_query_dup_text (query, 0);
  g_ptr_array_add (self->statement->exclusions, row);

  return TRUE;
}

static gboolean
add_adjustment (TwReading  *self,
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
add_leaf (TwReading         *self,
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
add_review (TwReading  *self,
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
add_control (TwReading  *self,
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
read_controls (TwReading  *self,
               gint64      id,
               GError    **error)
{
  const TwStatement *statement = self->statement;

  return each_row (self,
                   tw_statement_query_controls (self->reader->workspace, id, statement->partner_row, statement->span,
                                                error),
                   add_control, error);
}

gboolean
tw_reading_read_parts (TwReading  *self,
            gint64    id,
            GError  **error)
{
  TwWorkspace *workspace = self->reader->workspace;

  return each_row (self, tw_statement_query_lines (workspace, id, error), add_line, error)
         && each_row (self, tw_statement_query_steps (workspace, id, error), add_window, error)
         && each_row (self, tw_statement_query_exclusions (workspace, id, error), add_exclusion, error)
         && each_row (self, tw_statement_query_adjustments (workspace, id, error), add_adjustment, error)
         && each_row (self, tw_statement_query_reviews (workspace, id, error), add_review, error)
         && read_controls (self, id, error);
}

gboolean
tw_reading_read_figures (TwReading  *self,
                         gint64      id,
                         GError    **error)
{
  TwWorkspace *workspace = self->reader->workspace;

  return each_row (self, tw_statement_query_line_figures (workspace, id, error), add_line, error)
         && each_row (self, tw_statement_query_reasons (workspace, id, error), add_reason, error)
         && each_row (self, tw_statement_query_adjustments (workspace, id, error), add_adjustment, error)
         && read_controls (self, id, error);
}
