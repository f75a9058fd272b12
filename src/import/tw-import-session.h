/* tw-import-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-csv-format.h"
#include "tw-import-mapping.h"
#include "tw-import-report.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwImportSession:
 *
 * One import from the choice of the file to the result: open → format → columns → check → commit.
 * Nothing is written before tw_import_session_commit(), which writes all in one transaction and one
 * entry of history.
 *
 * |[
 *   session = tw_import_session_new (workspace, tw_entity_find ("sales"));
 *   tw_import_session_open (session, file, NULL, NULL, &error);      // what it is, and a mapping
 *   tw_import_session_load_profile (session, "billing", &error);     // or change the mapping
 *   tw_import_session_check (session, NULL, &error);                 // look at the report
 *   tw_import_session_commit (session, NULL, &error);
 * ]|
 */
#define TW_TYPE_IMPORT_SESSION (tw_import_session_get_type ())
G_DECLARE_FINAL_TYPE (TwImportSession, tw_import_session, TW, IMPORT_SESSION, GObject)

/**
 * TwImportOptions:
 * @update: write rows that are there with other values
 * @accept_valid: import the valid rows although others are rejected
 * @create: (element-type utf8): names of entities whose missing rows are created: partner,
 * customer, …
 * @partner_type: (nullable): isv, reseller, oem or si, for the partners that are created
 * @in_window: whether a person reads what is said in the assistant, whose steps it then names instead of the options of
 * the command line
 * @expected: (element-type utf8 utf8): control totals that the person knows: currency → amount in
 * plain form
 */
typedef struct
{
  gboolean    update;
  gboolean    accept_valid;
  gboolean    in_window;
  GHashTable *create;
  char       *partner_type;
  GHashTable *expected;
} TwImportOptions;

typedef enum
{
  TW_IMPORT_STEP_OPEN,
  TW_IMPORT_STEP_CHECK,
  TW_IMPORT_STEP_COMMIT,
} TwImportStep;

TwImportSession  *tw_import_session_new          (TwWorkspace          *workspace,
                                                  const TwEntity       *entity);
TwWorkspace      *tw_import_session_get_workspace (TwImportSession     *self);
/* To be filled before check and commit. */
TwImportOptions  *tw_import_session_get_options  (TwImportSession      *self);

/* Steps 1 and 2. @given (nullable): choices made already; call again with others. A mapping is
 * suggested, from a saved one where the headings are the same. */
gboolean          tw_import_session_open         (TwImportSession      *self,
                                                  GFile                *file,
                                                  const TwCsvFormat    *given,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
TwCsvProfile     *tw_import_session_get_profile  (TwImportSession      *self);
/* Step 3. */
TwImportMapping  *tw_import_session_get_mapping  (TwImportSession      *self);
gboolean          tw_import_session_load_profile (TwImportSession      *self,
                                                  const char           *name,
                                                  GError              **error);
gboolean          tw_import_session_save_profile (TwImportSession      *self,
                                                  const char           *name,
                                                  GError              **error);
/* Whether nothing is left to choose about the format, by the columns that are mapped. */
gboolean          tw_import_session_focus        (TwImportSession      *self,
                                                  GError              **error);
/* Step 4. %TW_ERROR_AMBIGUOUS where the person has to choose first. Rejected rows are no error:
 * look at the report. */
gboolean          tw_import_session_check        (TwImportSession      *self,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
TwImportReport   *tw_import_session_get_report   (TwImportSession      *self);
/* Whether the last check allows a commit with the present options; %TW_ERROR_REFUSED says why not.
 */
gboolean          tw_import_session_can_commit   (TwImportSession      *self,
                                                  GError              **error);
/* Writes. Checks every row again while it does, so it may be called without a check before. Refused
 * or cancelled, the workspace is as it was; the report then says what is wrong. */
gboolean          tw_import_session_commit       (TwImportSession      *self,
                                                  GCancellable         *cancellable,
                                                  GError              **error);
/* Step 5. */
gint64            tw_import_session_get_batch    (TwImportSession      *self);
gint64            tw_import_session_get_entry    (TwImportSession      *self);

/* The fraction of the running step, 0 to 1; from any thread. */
double            tw_import_session_get_progress (TwImportSession      *self);
/* Runs a step in a thread, on a connection of its own. For %TW_IMPORT_STEP_OPEN with the file and
 * the format of the last tw_import_session_prepare(). */
void              tw_import_session_run_async    (TwImportSession      *self,
                                                  TwImportStep          step,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean          tw_import_session_run_finish   (TwImportSession      *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void              tw_import_session_prepare      (TwImportSession      *self,
                                                  GFile                *file,
                                                  const TwCsvFormat    *given);

/* Takes a batch back, all of it; refused with a list where later rows depend on it. */
gboolean          tw_import_undo                 (TwWorkspace          *workspace,
                                                  gint64                batch,
                                                  GError              **error);

G_END_DECLS
