/* tw-import-pass.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One reading of the file: every row becomes values, is checked, counted, and, when writing,
 * written. The check and the commit are the same code, so that what was shown is what is done. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-pass-private.h"

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fault.h"
#include "tw-fields.h"

#define CHECK_EVERY 256

static gboolean
cancelled (GError **error)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_CANCELLED,
                       _("The import was cancelled. Nothing was changed."));
  return FALSE;
}

/* --- the file --- */

static gboolean
read_rows (TwImportPass  *self,
           TwCsvReader   *reader,
           GError       **error)
{
  TwImportJob *job = self->job;
  g_autoptr (GError) local = NULL;
  gboolean heading = job->profile->format.header;
  TwCsvRecord record;
  guint64 n = 0;

  while (tw_csv_reader_next (reader, &record, &local))
    {
      if (n++ % CHECK_EVERY == 0)
        {
          tw_fault_point ("parse");
          if (g_cancellable_is_cancelled (job->cancellable))
            return cancelled (error);
          g_atomic_int_set (job->progress, (int) (tw_csv_reader_offset (reader) * 9000
                                                  / MAX (job->profile->size, 1)));
        }
      if (record.blank)
        {
          job->report->blank++;
          continue;
        }
      if (heading)
        {
          heading = FALSE;
          continue;
        }
      if (!tw_import_pass_check_width (self, &record))
        {
          job->report->rows++;
          continue;
        }
      if (!(self->plan.n_pivots > 0 ? tw_import_pass_wide_row : tw_import_pass_row) (self, &record, error))
        return FALSE;
      if (job->report->blockers->len > 0 && job->write)
        return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return *error == NULL;
}

static gboolean
prepare (TwImportPass  *self,
         GError       **error)
{
  TwImportJob *job = self->job;
  g_autofree const TwField **fields = NULL;
  guint n = 0;

  tw_import_links_init (&self->links, job->workspace, job->options, job->report, job->write,
                        job->batch);
  if (!tw_import_plan_init (&self->plan, job, &self->links, error))
    return FALSE;

  fields = g_new (const TwField *, self->plan.n_slots);
  for (guint i = 0; i < self->plan.n_slots && !self->plan.slots[i].extra; i++)
    fields[n++] = self->plan.slots[i].field;
  self->cells = g_new0 (TwCell, self->plan.n_slots);
  self->ordinals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->duplicates = g_hash_table_new (NULL, NULL);
  self->writer = tw_bulk_writer_new (job->workspace, job->entity, fields, n,
                                     job->entity->flags & TW_ENTITY_BATCHED ? job->batch : 0,
                                     job->options->update, error);
  return self->writer != NULL;
}

static void
pass_clear (TwImportPass *self)
{
  g_clear_pointer (&self->writer, tw_bulk_writer_free);
  tw_import_links_clear (&self->links);
  tw_import_plan_clear (&self->plan);
  tw_import_amounts_clear (&self->amounts);
  g_clear_pointer (&self->ordinals, g_hash_table_unref);
  g_clear_pointer (&self->duplicates, g_hash_table_unref);
  g_free (self->cells);
}

/* Totals that the person knows; those that no row brought are missed too. */
static void
check_expected (TwImportPass *self)
{
  GHashTableIter iter;
  const char *currency, *amount;

  g_hash_table_iter_init (&iter, self->job->options->expected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &currency, (gpointer *) &amount))
    {
      TwImportTotal *total =
          tw_import_pass_get_total (self->job->report->totals, currency,
                                    tw_workspace_currency_digits (self->job->workspace, currency));

      total->has_expected = total->digits >= 0
                            && tw_decimal_parse (amount, total->digits, &total->expected, NULL);
      if (total->has_expected && total->expected == total->amount)
        continue;
      g_ptr_array_add (self->job->report->blockers, g_strdup_printf (_("The control total in %s "
                                                                       "is not the expected %s. "
                                                                       "Nothing was changed."),
                                                                     currency, amount));
    }
}

/* What is left out is said, so that nobody finds out later. */
static void
list_unused (TwImportPass *self)
{
  TwImportJob *job = self->job;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint c = 0; c < job->profile->width; c++)
    {
      gboolean used = (int) c == self->plan.discount_column;

      for (guint p = 0; p < self->plan.n_pivots; p++)
        used = used || self->plan.pivots[p] == c;
      for (guint f = 0; f < job->mapping->fields->len; f++)
        {
          TwImportField *field = g_ptr_array_index (job->mapping->fields, f);

          for (guint i = 0; i < field->columns->len; i++)
            used = used || g_array_index (field->columns, guint, i) == c;
        }
      if (!used)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", job->mapping->headings[c]);
    }
  if (list->len > 0)
    tw_import_report_notice (job->report, 0,
                             g_strdup_printf (_("Columns that are not imported: %s."), list->str));
}

/**
 * tw_import_pass_run:
 * @job: what to read, into which report
 * @error: what stopped it; rejected rows and blockers are no error
 */
gboolean
tw_import_pass_run (TwImportJob  *job,
                    GError      **error)
{
  TwImportPass self = { .job = job };
  g_autoptr (TwCsvReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  gboolean done = FALSE;

  reader = tw_csv_reader_new (job->file, job->profile->format.encoding,
                              job->profile->format.delimiter, error);
  if (reader == NULL)
    return FALSE;
  if (job->keeper != NULL)
    tw_csv_reader_set_tap (reader, tw_import_keeper_feed, job->keeper);

  if (prepare (&self, &local) && read_rows (&self, reader, &local))
    {
      tw_import_plan_judge (&self.plan, job->report);
      tw_import_amounts_judge (&self.amounts, job->report);
      check_expected (&self);
      list_unused (&self);
      if (job->report->repeated > 0)
        tw_import_propose_key (job);
      done = tw_bulk_writer_finish (self.writer, &local)
             && tw_import_links_finish (&self.links, &local);
    }
  pass_clear (&self);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return done;
}
