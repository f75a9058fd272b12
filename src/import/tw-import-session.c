/* tw-import-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-session.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-batch.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-import-private.h"
#include "tw-import-session-private.h"

G_DEFINE_FINAL_TYPE (TwImportSession, tw_import_session, G_TYPE_OBJECT)

static void
tw_import_session_finalize (GObject *object)
{
  TwImportSession *self = TW_IMPORT_SESSION (object);

  g_clear_object (&self->file);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->profile, tw_csv_profile_free);
  g_clear_pointer (&self->mapping, tw_import_mapping_free);
  g_clear_pointer (&self->report, tw_import_report_free);
  g_hash_table_unref (self->options.create);
  g_hash_table_unref (self->options.expected);
  g_free (self->options.partner_type);
  G_OBJECT_CLASS (tw_import_session_parent_class)->finalize (object);
}

static void
tw_import_session_class_init (TwImportSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_import_session_finalize;
}

static void
tw_import_session_init (TwImportSession *self)
{
  self->options.create = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->options.expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * tw_import_session_new:
 * @workspace: where to
 * @entity: what the rows are
 *
 * Returns: (transfer full): a session before its first step
 */
TwImportSession *
tw_import_session_new (TwWorkspace    *workspace,
                       const TwEntity *entity)
{
  TwImportSession *self = g_object_new (TW_TYPE_IMPORT_SESSION, NULL);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  return self;
}

TwWorkspace *
tw_import_session_get_workspace (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), NULL);
  return self->workspace;
}

TwImportOptions *
tw_import_session_get_options (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), NULL);
  return &self->options;
}

TwCsvProfile *
tw_import_session_get_profile (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), NULL);
  return self->profile;
}

TwImportMapping *
tw_import_session_get_mapping (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), NULL);
  return self->mapping;
}

TwImportReport *
tw_import_session_get_report (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), NULL);
  return self->report;
}

gint64
tw_import_session_get_batch (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), 0);
  return self->batch;
}

gint64
tw_import_session_get_entry (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), 0);
  return self->entry;
}

double
tw_import_session_get_progress (TwImportSession *self)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), 0);
  return g_atomic_int_get (&self->progress) / 10000.0;
}

/* --- check --- */

static void
mark_columns (TwImportSession *self,
              guint8          *numbers,
              guint8          *dates)
{
  for (guint i = 0; i < self->mapping->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->mapping->fields, i);
      guint8 *mark = NULL;

      switch (field->field->type)
        {
        case TW_FIELD_MONEY:
        case TW_FIELD_UNIT_PRICE:
        case TW_FIELD_QUANTITY:
        case TW_FIELD_RATE:
        case TW_FIELD_INTEGER:
        case TW_FIELD_FX_RATE:
        case TW_FIELD_TERM:
          mark = numbers;
          break;
        case TW_FIELD_DATE:
          mark = dates;
          break;
        case TW_FIELD_TEXT:
        case TW_FIELD_NOTE:
        case TW_FIELD_BOOLEAN:
        case TW_FIELD_CHOICE:
        case TW_FIELD_REFERENCE:
        case TW_FIELD_TAGS:
        case TW_FIELD_CURRENCY:
        case TW_FIELD_FACT:
        default:
          break;
        }
      for (guint c = 0; mark != NULL && c < field->columns->len; c++)
        mark[g_array_index (field->columns, guint, c)] = 1;
    }
  for (guint c = 0; self->mapping->unpivot && c < self->profile->columns->len; c++)
    numbers[c] = numbers[c] || !dates[c];
}

static const char *const partner_types[] = { "isv", "reseller", "oem", "si", NULL };

/* What has to be known before the first row: choices of the person, and damage that no choice
 * mends. */
static gboolean
decide (TwImportSession  *self,
        TwImportReport   *report,
        GError          **error)
{
  guint n = self->profile->columns->len;
  g_autofree guint8 *numbers = g_new0 (guint8, n), *dates = g_new0 (guint8, n);
  char *damage;

  mark_columns (self, numbers, dates);
  tw_csv_profile_focus (self->profile, numbers, dates);
  damage = tw_csv_profile_damage (self->profile, numbers);
  if (damage != NULL)
    {
      /* The rows are read all the same, so that the preview shows them; nothing of it can be
       * written. */
      g_ptr_array_add (report->blockers, damage);
      self->profile->format.decimal = TW_DECIMAL_POINT;
      self->profile->decimal.confidence = TW_CONFIDENCE_CERTAIN;
    }
  if (!tw_csv_profile_decided (self->profile, self->options.in_window, error))
    return FALSE;

  if (g_hash_table_contains (self->options.create, "partner")
      && (self->options.partner_type == NULL
          || !g_strv_contains (partner_types, self->options.partner_type)))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                           self->options.in_window
                               ? _("Partners are to be created, but not of which type. Choose the "
                                   "type of the new partners. Nothing was changed.")
                               : _("Partners are to be created, but not of which type. Choose isv, "
                                   "reseller, oem or si "
                                   "with --partner-type. Nothing was changed."));
      return FALSE;
    }
  return TRUE;
}

/**
 * tw_import_session_focus:
 * @self: a session with a file
 * @error: %TW_ERROR_AMBIGUOUS with the first thing that a person has to choose
 *
 * Looks again at what is open about the format, by the columns that the mapping takes numbers and
 * dates from; the findings are in the profile. Numbers that no decimal sign explains raise no
 * question: the check condemns them.
 *
 * Returns: whether everything is decided
 */
gboolean
tw_import_session_focus (TwImportSession  *self,
                         GError          **error)
{
  g_autofree guint8 *numbers = NULL, *dates = NULL;
  char *damage;

  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self) && self->profile != NULL, FALSE);

  numbers = g_new0 (guint8, self->profile->columns->len);
  dates = g_new0 (guint8, self->profile->columns->len);
  mark_columns (self, numbers, dates);
  tw_csv_profile_focus (self->profile, numbers, dates);
  damage = tw_csv_profile_damage (self->profile, numbers);
  if (damage != NULL)
    {
      self->profile->format.decimal = TW_DECIMAL_POINT;
      self->profile->decimal.confidence = TW_CONFIDENCE_CERTAIN;
      g_free (self->profile->decimal.evidence);
      self->profile->decimal.evidence = damage;
    }
  return tw_csv_profile_decided (self->profile, self->options.in_window, error);
}

static TwImportJob
make_job (TwImportSession *self,
          TwWorkspace     *workspace,
          GCancellable    *cancellable)
{
  return (TwImportJob) {
    .workspace = workspace,
    .entity = self->entity,
    .file = self->file,
    .profile = self->profile,
    .mapping = self->mapping,
    .options = &self->options,
    .report = self->report,
    .cancellable = cancellable,
    .progress = &self->progress,
  };
}

/* The report belongs to one pass: it starts empty. */
TwImportJob
tw_import_session_begin_pass (TwImportSession  *self,
                              TwWorkspace      *workspace,
                              GCancellable     *cancellable,
                              GError          **error)
{
  g_clear_pointer (&self->report, tw_import_report_free);
  self->report = tw_import_report_new ();
  g_atomic_int_set (&self->progress, 0);
  if (!decide (self, self->report, error))
    return (TwImportJob) { 0 };
  return make_job (self, workspace, cancellable);
}

static gboolean
do_check (TwImportSession  *self,
          TwWorkspace      *workspace,
          GCancellable     *cancellable,
          GError          **error)
{
  TwImportJob job = tw_import_session_begin_pass (self, workspace, cancellable, error);

  return job.workspace != NULL && tw_import_pass_run (&job, error);
}

/**
 * tw_import_session_check:
 * @self: a session with a file
 * @cancellable: (nullable): stops the check
 * @error: %TW_ERROR_AMBIGUOUS with the option that decides; not for rejected rows, which are in the
 * report
 */
gboolean
tw_import_session_check (TwImportSession  *self,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self) && self->profile != NULL, FALSE);

  return do_check (self, self->workspace, cancellable, error);
}

/**
 * tw_import_session_can_commit:
 * @self: a session with a report
 * @error: %TW_ERROR_REFUSED with the reason
 */
gboolean
tw_import_session_can_commit (TwImportSession  *self,
                              GError          **error)
{
  TwImportReport *report = self->report;
  g_autofree char *first = NULL;

  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self) && report != NULL, FALSE);

  if (report->blockers->len > 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           g_ptr_array_index (report->blockers, 0));
      return FALSE;
    }
  if (report->rows == 0)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("The file holds a heading and no row below it. Nothing was changed. "
                             "Look at what wrote the file."));
      return FALSE;
    }
  if (report->rejected == 0 || self->options.accept_valid)
    return TRUE;

  first = tw_import_reject_to_text (g_ptr_array_index (report->rejects, 0));
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " rows can't be imported. %s "
                                                                "Nothing was changed. "
                  "Correct the file, or accept the valid rows."),
               report->rejected, report->rows, first);
  return FALSE;
}

/* --- in a thread --- */

static void
run_step (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  TwImportSession *self = source;
  TwImportStep step = GPOINTER_TO_INT (task_data);
  g_autoptr (TwWorkspace) fork = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  fork = tw_workspace_fork (self->workspace,
                            step == TW_IMPORT_STEP_COMMIT ? TW_OPEN_DEFAULT : TW_OPEN_READ_ONLY,
                            &error);
  if (fork != NULL && step == TW_IMPORT_STEP_OPEN)
    done = tw_import_session_do_open (self, fork, cancellable, &error);
  else if (fork != NULL && step == TW_IMPORT_STEP_CHECK)
    done = do_check (self, fork, cancellable, &error);
  else if (fork != NULL)
    done = tw_import_session_do_commit (self, fork, cancellable, &error);
  if (fork != NULL)
    tw_workspace_close (fork, NULL);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * tw_import_session_run_async:
 * @self: a session; until the step has ended nothing of it may be looked at but its progress
 * @step: which step
 * @cancellable: (nullable): stops it within a fifth of a second
 * @callback: called in the thread's main context
 * @user_data: for @callback
 */
void
tw_import_session_run_async (TwImportSession      *self,
                             TwImportStep          step,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tw_import_session_run_async);
  /* What a cancelled step says about itself is better than GIO's own words. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, GINT_TO_POINTER (step), NULL);
  g_task_run_in_thread (task, run_step);
}

gboolean
tw_import_session_run_finish (TwImportSession  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  tw_workspace_poll (self->workspace);
  return g_task_propagate_boolean (G_TASK (result), error);
}
