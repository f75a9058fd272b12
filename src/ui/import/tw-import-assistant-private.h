/* tw-import-assistant-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "import/tw-import-assistant.h"
#include "import/tw-import-page.h"

G_BEGIN_DECLS

typedef enum
{
  TW_ASSISTANT_FILE,
  TW_ASSISTANT_FORMAT,
  TW_ASSISTANT_COLUMNS,
  TW_ASSISTANT_CHECK,
  TW_ASSISTANT_RESULT,
  TW_ASSISTANT_N_STEPS
} TwAssistantStep;

struct _TwImportAssistant
{
  TwAssistant       parent_instance;

  /* children */
  TwImportPage     *pages[TW_ASSISTANT_N_STEPS];
  GtkLabel         *message;
  GtkWidget        *progress_box;
  GtkLabel         *progress_label;
  GtkProgressBar   *progress_bar;

  /* owned */
  TwDocument       *document;
  TwImportSession  *session;          /* NULL before the file was read */
  GFile            *file;
  GCancellable     *cancellable;      /* of the step that runs, NULL when none does */
  char             *kept;             /* the mapping as JSON while the file is read again */

  /* borrowed */
  GtkWidget        *focus;            /* weak: what had the focus when a step began to run */
  const TwEntity   *entity;           /* NULL until it is chosen */

  TwAssistantStep   step;
  TwCsvFormat       given;            /* what the person chose about the format */
  gboolean          touched;          /* closing would lose something */
  gboolean          stale;            /* the session knows another file or kind */
  gboolean          closing;
  gboolean          committed;
  gboolean          undone;
  guint             poll_source;
  gint64            started;
  void            (*done) (TwImportAssistant *self,
                           const GError      *error);
};

/* tw-import-assistant.c */
/* Looks at everything that buttons and titles depend on. */
void  tw_import_assistant_update    (TwImportAssistant *self);
void  tw_import_assistant_go_to     (TwImportAssistant *self,
                                     TwAssistantStep    step);
/* (nullable): shown in place, below the step, until the next one. */
void  tw_import_assistant_show      (TwImportAssistant *self,
                                     const char        *message);

/* tw-import-steps.c */
void  tw_import_assistant_next      (TwImportAssistant *self);
/* Reads the file as @given says; the mapping stays as far as the columns are the same. */
void  tw_import_assistant_reopen    (TwImportAssistant *self);
/* After an option that the check depends on. */
void  tw_import_assistant_recheck   (TwImportAssistant *self);
void  tw_import_assistant_undo      (TwImportAssistant *self);
void  tw_import_assistant_stop      (TwImportAssistant *self);
/* The file's first look, by which its kind is proposed. */
void  tw_import_assistant_look      (TwImportAssistant *self);
gboolean tw_import_assistant_is_busy (TwImportAssistant *self);

/* tw-import-file-page.c … */
GtkWidget *tw_import_file_page_new    (TwImportAssistant *assistant);
/* @entity: (nullable): what the headings say the file holds */
void       tw_import_file_page_propose (TwImportPage     *page,
                                       const TwEntity    *entity,
                                       TwCsvProfile      *profile);
GtkWidget *tw_import_format_page_new  (TwImportAssistant *assistant);
GtkWidget *tw_import_columns_page_new (TwImportAssistant *assistant);
GtkWidget *tw_import_check_page_new   (TwImportAssistant *assistant);
GtkWidget *tw_import_result_page_new  (TwImportAssistant *assistant);
/* Asks where, and writes the rejected rows of the last check or import there; @note, which lives as long
 * as @page, then says where they are. */
void       tw_import_save_rejects    (TwImportPage      *page,
                                      GtkLabel          *note);

G_END_DECLS
