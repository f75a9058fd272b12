/* tw-import-session-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-import-private.h"

G_BEGIN_DECLS

struct _TwImportSession
{
  GObject          parent_instance;

  TwWorkspace     *workspace;
  const TwEntity  *entity;
  TwImportOptions  options;
  GFile           *file;
  TwCsvFormat      given;
  TwCsvProfile    *profile;
  TwImportMapping *mapping;
  TwImportReport  *report;
  gint64           batch;      /* 0 before it is written, or where nothing was to be written */
  gint64           entry;
  int              progress;   /* ten thousandths; read from other threads */
};

/* Reads the file that was prepared; on failure what was known of the one before stays. */
gboolean     tw_import_session_do_open    (TwImportSession  *self,
                                           TwWorkspace      *workspace,
                                           GCancellable     *cancellable,
                                           GError          **error);
/* With a workspace of %NULL and @error where something is left to choose. */
TwImportJob  tw_import_session_begin_pass (TwImportSession  *self,
                                           TwWorkspace      *workspace,
                                           GCancellable     *cancellable,
                                           GError          **error);
gboolean     tw_import_session_do_commit  (TwImportSession  *self,
                                           TwWorkspace      *workspace,
                                           GCancellable     *cancellable,
                                           GError          **error);

G_END_DECLS
