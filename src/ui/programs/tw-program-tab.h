/* tw-program-tab.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "tw-program-edit.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

/**
 * TwProgramState:
 * @workspace: the open document
 * @version: the row of the version that is shown
 * @program: the version's text, understood
 * @findings: (element-type TwFinding): what the checks of the text found
 * @editable: whether it is a draft that may be changed here
 *
 * What a version is at the moment. Borrowed from the page; valid until the next refresh.
 */
typedef struct
{
  TwDocument             *workspace;
  const TwProgramVersion *version;
  TwProgramDocument      *program;
  GPtrArray              *findings;
  gboolean                editable;
} TwProgramState;

#define TW_TYPE_PROGRAM_TAB (tw_program_tab_get_type ())
G_DECLARE_DERIVABLE_TYPE (TwProgramTab, tw_program_tab, TW, PROGRAM_TAB, AdwBin)

/**
 * TwProgramTabClass:
 * @refresh: shows what is true now; what was typed and refused stays
 * @clear: lets go of what a version gave, because it can't be read any more
 * @find: (nullable): the widget that shows what stands at @path or, where @nearest, what holds it
 * @jump: goes to @path and puts the focus there; FALSE where it stands on another tab. By default
 *   the widget that @find tells gets the focus
 * @collect_refused: adds the paths at which something was typed that the program refused
 * @get_title: (nullable) (transfer full): the tab's title where it changes, `Checks 3`
 *
 * A tab of a version's page. Edits are lists of changes, written with tw_program_tab_write().
 */
struct _TwProgramTabClass
{
  AdwBinClass parent_class;

  void       (*refresh)         (TwProgramTab         *self,
                                 const TwProgramState *state);
  void       (*clear)           (TwProgramTab         *self);
  GtkWidget *(*find)            (TwProgramTab         *self,
                                 const char           *path,
                                 gboolean              nearest);
  gboolean   (*jump)            (TwProgramTab         *self,
                                 const char           *path);
  void       (*collect_refused) (TwProgramTab         *self,
                                 GPtrArray            *paths);
  char      *(*get_title)       (TwProgramTab         *self);
};

void        tw_program_tab_refresh (TwProgramTab         *self,
                                    const TwProgramState *state);
void        tw_program_tab_clear   (TwProgramTab         *self);
/* (nullable) (transfer none): what the tab shows; NULL before the first refresh. */
const TwProgramState *tw_program_tab_get_state (TwProgramTab *self);
GtkWidget  *tw_program_tab_find    (TwProgramTab         *self,
                                    const char           *path,
                                    gboolean              nearest);
gboolean    tw_program_tab_jump    (TwProgramTab         *self,
                                    const char           *path);
void        tw_program_tab_collect_refused (TwProgramTab *self,
                                    GPtrArray            *paths);
char       *tw_program_tab_get_title (TwProgramTab       *self);

/**
 * tw_program_tab_write:
 * @edits: (element-type TwProgramEdit)
 * @label: (nullable): what history says was done; %NULL: a single edit that sets or removes a
 *   value is named by where it stands
 * @error: the first refusal in words, without the words of the file around it
 *
 * Changes the draft as one step of the history; the page shows it a moment later. Nothing is
 * written where the program refuses it.
 */
gboolean    tw_program_tab_write   (TwProgramTab         *self,
                                    GPtrArray            *edits,
                                    const char           *label,
                                    GError              **error);

G_END_DECLS
