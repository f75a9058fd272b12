/* tw-statement-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement-reading.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-program-version.h"
#include "tw-run-reader.h"
#include "tw-statement-query.h"

static void
reading_clear (TwReading *self)
{
  g_clear_pointer (&self->statement, tw_statement_free);
  g_clear_pointer (&self->rules, g_hash_table_unref);
  if (self->versions != NULL)
    g_string_free (self->versions, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TwReading, reading_clear)

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
read_header (TwReading *self,
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
  statement->partner_row = tw_query_int (query, TW_HEADER_PARTNER);
  statement->program_row = tw_query_int (query, TW_HEADER_PROGRAM);
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

  return TRUE;
}

static gboolean
read_year (TwReading *self,
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

static TwStatement *
read_statement (TwStatementReader  *self,
                gint64              id,
                gboolean            figures,
                GError            **error)
{
  g_auto (TwReading) reading = { .reader = self, .figures = figures };

  if (self->info == NULL)
    self->info = tw_workspace_info_read (self->workspace, error);
  if (self->info == NULL)
    return NULL;

  reading.statement = tw_statement_new ();
  reading.statement->style = self->info->style;
  reading.rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.versions = g_string_new (NULL);

  if (!read_header (&reading, id, error) || !tw_reading_list_rules (&reading, error))
    return NULL;
  if (figures ? !tw_reading_read_figures (&reading, id, error)
              : !tw_reading_read_parts (&reading, id, error) || !read_year (&reading, id, error))
    return NULL;

  reading.statement->versions = figures ? NULL : g_strdup (reading.versions->str);
  return g_steal_pointer (&reading.statement);
}

TwStatement *
tw_statement_reader_read (TwStatementReader  *self,
                          gint64              id,
                          GError            **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return read_statement (self, id, FALSE, error);
}

TwStatement *
tw_statement_reader_read_figures (TwStatementReader  *self,
                                  gint64              id,
                                  GError            **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return read_statement (self, id, TRUE, error);
}
