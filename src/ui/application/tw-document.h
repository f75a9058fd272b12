/* tw-document.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "application/tw-job.h"
#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_DOCUMENT (tw_document_get_type ())
G_DECLARE_FINAL_TYPE (TwDocument, tw_document, TW, DOCUMENT, GObject)

/**
 * TwDocument:
 *
 * An open workspace as the windows share it: the workspace itself, the period all views follow,
 * undo, and the queue of jobs. Properties: `name`, `period`, `read-only`, `undo-label`,
 * `redo-label`, `job`.
 *
 * Invariant: every write through the workspace is followed by tw_document_changed(), so that every
 * view of every window shows the same state.
 *
 * Signals: `changed` after any change of the workspace, here or by another program.
 */
TwDocument     *tw_document_open             (const char       *path,
                                              GError          **error);
/* A new workspace, named after the file. */
TwDocument     *tw_document_create           (const char       *path,
                                              GError          **error);
/* NULL once the document was closed. */
TwWorkspace    *tw_document_get_workspace    (TwDocument       *self);
void            tw_document_close            (TwDocument       *self);
const char     *tw_document_get_path         (TwDocument       *self);
const char     *tw_document_get_name         (TwDocument       *self);
gboolean        tw_document_is_read_only     (TwDocument       *self);
void            tw_document_changed          (TwDocument       *self);

/* Undo: labels name the step that would be reverted, NULL when there is none. */
const char     *tw_document_get_undo_label   (TwDocument       *self);
const char     *tw_document_get_redo_label   (TwDocument       *self);
/* The entry that Undo would take back, for a toast about it; 0 where there is none. */
gint64          tw_document_get_last_entry   (TwDocument       *self);
gboolean        tw_document_undo             (TwDocument       *self,
                                              GError          **error);
gboolean        tw_document_redo             (TwDocument       *self,
                                              GError          **error);
/* Reverts the one entry @history_id and nothing else; TW_ERROR_CONFLICT when later changes stand on
 * it. */
gboolean        tw_document_undo_entry       (TwDocument       *self,
                                              gint64            history_id,
                                              GError          **error);

/* The period that all views follow. */
const TwCalendar *tw_document_get_calendar   (TwDocument       *self);
const char     *tw_document_get_period       (TwDocument       *self);
TwSpan          tw_document_get_span         (TwDocument       *self);
gboolean        tw_document_set_period       (TwDocument       *self,
                                              const char       *text,
                                              GError          **error);
void            tw_document_step_period      (TwDocument       *self,
                                              int               steps);

/* Jobs: one runs, the others wait. The document holds a reference until the job has ended. */
TwJob          *tw_document_run_job          (TwDocument       *self,
                                              const char       *title,
                                              TwJobFunc         func,
                                              TwJobDone         done,
                                              gpointer          data,
                                              GDestroyNotify    data_free);
TwJob          *tw_document_get_job          (TwDocument       *self);

G_END_DECLS
