/* tw-import-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "import/tw-import-assistant.h"

G_BEGIN_DECLS

#define TW_TYPE_IMPORT_PAGE (tw_import_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwImportPage, tw_import_page, TW, IMPORT_PAGE, AdwBin)

/**
 * TwImportPageClass:
 * @update: show what the session knows now; never called while a step runs
 * @get_obstacle: (transfer full) (nullable): why the step can't be left yet, as a sentence
 * @flush: take what is typed and not yet applied; whether that changes what the step says
 * @focus: put the focus where work in this step begins
 *
 * One step of the import assistant.
 */
struct _TwImportPageClass
{
  AdwBinClass parent_class;

  void   (*update)       (TwImportPage *self);
  char  *(*get_obstacle) (TwImportPage *self);
  gboolean (*flush)      (TwImportPage *self);
  void   (*focus)        (TwImportPage *self);
};

TwImportAssistant *tw_import_page_get_assistant (TwImportPage  *self);
TwImportSession   *tw_import_page_get_session   (TwImportPage  *self);
/* A scrolled column for the groups of the step; called once. */
GtkBox            *tw_import_page_create_body   (TwImportPage  *self);
/* What the person did may have changed what the assistant allows. */
void               tw_import_page_changed       (TwImportPage  *self);

/* Called by the assistant. */
void               tw_import_page_update        (TwImportPage  *self);
char              *tw_import_page_get_obstacle  (TwImportPage  *self);
gboolean           tw_import_page_flush         (TwImportPage  *self);
void               tw_import_page_focus         (TwImportPage  *self);

G_END_DECLS
