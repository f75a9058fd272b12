/* tw-import-commit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing: one transaction, one batch, one entry of history; or nothing. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-batch.h"
#include "tw-control-total.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fault.h"
#include "tw-history.h"
#include "tw-import-session-private.h"
#include "tw-totals.h"
#include "tw-transaction.h"

/* Below this size of a file the indexes stay, whatever the table holds. */
#define SMALL_FILE (1024 * 1024)
/* Bytes that a row has about, to guess how many there are. */
#define ROW_BYTES  100

/* Indexes are made anew where more rows come than there are. */
static gboolean
drop_indexes (TwImportJob  *job,
              GError      **error)
{
  g_autoptr (TwTotals) totals = NULL;

  if (job->profile->size < SMALL_FILE || job->entity->table == NULL)
    return TRUE;

  totals = tw_totals_of_filter (job->workspace, job->entity, NULL, error);
  if (totals == NULL)
    return FALSE;
  if ((guint64) totals->count > job->profile->size / ROW_BYTES)
    return TRUE;
  return tw_bulk_drop_indexes (job->workspace, job->entity->table, error);
}

static gboolean
write_rejects (TwImportJob  *job,
               GError      **error)
{
  for (guint i = 0; i < job->report->rejects->len; i++)
    {
      TwImportReject *reject = g_ptr_array_index (job->report->rejects, i);

      if (!tw_batch_add_reject (job->workspace, job->batch, reject->row, reject->column,
                                reject->value, reject->reason, reject->raw, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* What the entry of history says about the batch, so that neither can be changed without the other.
 */
static char *
make_content (const TwBatch *batch,
              GPtrArray     *totals)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "kind", batch->kind);
  add_string (builder, "file", batch->file_name);
  add_string (builder, "checksum", batch->checksum);
  add_int (builder, "read", batch->read);
  add_int (builder, "added", batch->added);
  add_int (builder, "changed", batch->changed);
  add_int (builder, "unchanged", batch->unchanged);
  add_int (builder, "rejected", batch->rejected);
  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  for (guint i = 0; i < totals->len; i++)
    {
      TwImportTotal *total = g_ptr_array_index (totals, i);
      g_autofree char *amount = tw_decimal_format (total->amount, total->digits);

      add_string (builder, total->currency, amount);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static gboolean
write_totals (TwImportJob  *job,
              GError      **error)
{
  for (guint i = 0; i < job->report->written->len; i++)
    {
      TwImportTotal *total = g_ptr_array_index (job->report->written, i);

      if (!tw_batch_add_total (job->workspace, job->batch, total->currency, total->amount,
                               total->rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows are written in groups: where the workspace refused one, nothing may have gone with it that was
 * counted as written. */
static gboolean
check_written (TwImportJob  *job,
               GError      **error)
{
  g_autoptr (GPtrArray) totals = NULL;
  gint64 rows = 0;

  if (job->refused == 0 || !(job->entity->flags & TW_ENTITY_FACT))
    return TRUE;

  totals = tw_control_totals_of_batch (job->workspace, job->entity, job->batch, error);
  for (guint i = 0; totals != NULL && i < totals->len; i++)
    rows += ((TwControlTotal *) g_ptr_array_index (totals, i))->count;
  if (totals != NULL && rows != (gint64) job->report->added)
    g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                 _("The workspace refused rows that passed every check, the first in row %" G_GUINT64_FORMAT
                   ". Nothing was changed. Take those rows out of the file."),
                 job->report->rejects->len > 0
                   ? ((TwImportReject *) g_ptr_array_index (job->report->rejects, 0))->row : 0);
  return totals != NULL && rows == (gint64) job->report->added;
}

/* The batch as a whole, once its rows are written. */
static gboolean
write_batch (TwImportSession  *self,
             TwImportJob      *job,
             TwBatch          *batch,
             gint64           *entry,
             GError          **error)
{
  TwImportReport *report = job->report;
  g_autofree char *content = NULL;

  tw_fault_point ("index");
  if (!tw_bulk_restore_indexes (job->workspace, error))
    return FALSE;
  g_atomic_int_set (job->progress, 9300);

  batch->read = report->rows;
  batch->added = report->added;
  batch->changed = self->options.update ? report->changed : 0;
  batch->unchanged = report->unchanged;
  batch->rejected = report->rejected;
  if (!check_written (job, error) || !write_totals (job, error) || !write_rejects (job, error)
      || !tw_batch_finish (job->workspace, job->batch, batch, error))
    return FALSE;

  /* The entry of history adds the digest of the rows. */
  content = make_content (batch, report->written);
  job->ended = TRUE;
  return tw_history_commit (job->workspace, job->batch, content, entry, error);
}

/* Everything between the beginning and the end of the transaction. @written: whether there was
 * anything to do. */
static gboolean
write_all (TwImportSession  *self,
           TwImportJob      *job,
           TwBatch          *batch,
           gboolean         *written,
           gint64           *entry,
           GError          **error)
{
  gboolean read;

  tw_history_record (job->workspace, FALSE);
  if (!tw_batch_begin (job->workspace, batch, &job->batch, error) || !drop_indexes (job, error))
    return FALSE;

  /* Rows that don't carry their batch are recorded one by one, like an edit's. */
  job->keeper = tw_import_keeper_new ();
  tw_history_record (job->workspace, (job->entity->flags & TW_ENTITY_BATCHED) == 0);
  read = tw_import_pass_run (job, error);
  tw_history_record (job->workspace, FALSE);
  tw_import_keeper_finish (job->keeper, &batch->checksum, &batch->source);
  job->keeper = NULL;
  if (!read || !tw_import_session_can_commit (self, error))
    return FALSE;

  *written = job->report->added > 0 || (self->options.update && job->report->changed > 0);
  return !*written || write_batch (self, job, batch, entry, error);
}

static void
batch_clear (TwBatch *batch)
{
  g_free (batch->file_name);
  g_free (batch->checksum);
  g_clear_pointer (&batch->source, g_bytes_unref);
}

/* Foreign keys are held at the end, for the tables that rows may have gone to. */
static gboolean
begin_bulk (TwImportSession  *self,
            TwWorkspace      *workspace,
            GError          **error)
{
  const char *one[] = { self->entity->table, NULL };
  const char *all[] = {
    self->entity->table, "partner", "partner_type", "customer", "product", "person", NULL
  };
  gboolean creates = g_hash_table_size (self->options.create) > 0
                     || g_str_equal (self->entity->name, "partner");

  return tw_transaction_is_open (workspace)
         || tw_bulk_begin (workspace, creates ? all : one, error);
}

gboolean
tw_import_session_do_commit (TwImportSession  *self,
                             TwWorkspace      *workspace,
                             GCancellable     *cancellable,
                             GError          **error)
{
  TwImportJob job = tw_import_session_begin_pass (self, workspace, cancellable, error);
  g_autofree char *label = NULL;
  TwBatch batch = { .kind = (char *) self->entity->name };
  GCancellable *outer;
  gboolean written = FALSE, done;
  gint64 entry = 0;

  self->batch = self->entry = 0;
  if (job.workspace == NULL)
    return FALSE;
  if (job.report->blockers->len > 0)
    return tw_import_session_can_commit (self, error);

  job.write = TRUE;
  batch.file_name = g_file_get_basename (self->file);
  batch.profile = self->mapping->profile;
  label = g_strdup_printf (_("Imported %s from “%s”"), tw_entity_get_label (self->entity, TRUE),
                           batch.file_name);
  if (!begin_bulk (self, workspace, error)
      || !tw_history_begin (workspace, TW_HISTORY_IMPORT, label, error))
    {
      batch_clear (&batch);
      return FALSE;
    }

  /* Rows are stopped between each other; making an index and the digest take longer than one may
   * wait. */
  outer = tw_workspace_set_cancellable (workspace, cancellable);
  done = write_all (self, &job, &batch, &written, &entry, error);
  tw_workspace_set_cancellable (workspace, outer);
  if (!job.ended)
    tw_history_rollback (workspace);
  if (done && written)
    {
      self->batch = job.batch;
      self->entry = entry;
    }
  g_atomic_int_set (&self->progress, 10000);
  batch_clear (&batch);
  return done;
}

/**
 * tw_import_session_commit:
 * @self: a session with a file
 * @cancellable: (nullable): stops the import; the workspace is then as it was
 * @error: %TW_ERROR_REFUSED for rejected rows and numbers that can't be trusted,
 * %TW_ERROR_AMBIGUOUS, %TW_ERROR_CANCELLED, what the workspace refuses
 *
 * Where all rows are there already, nothing is written and there is no batch.
 */
gboolean
tw_import_session_commit (TwImportSession  *self,
                          GCancellable     *cancellable,
                          GError          **error)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), FALSE);

  return tw_import_session_do_commit (self, self->workspace, cancellable, error);
}

/**
 * tw_import_undo:
 * @workspace: a workspace
 * @batch: an import
 * @error: %TW_ERROR_CONFLICT with the rows that depend on it
 */
gboolean
tw_import_undo (TwWorkspace  *workspace,
                gint64        batch,
                GError      **error)
{
  gint64 entry = tw_batch_get_entry (workspace, batch, error);

  return entry != 0 && tw_history_undo (workspace, entry, NULL, error);
}
