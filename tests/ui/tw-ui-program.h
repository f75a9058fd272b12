/* tw-ui-program.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-programs-private.h"
#include "tw-ui-test.h"

G_BEGIN_DECLS

/* A window with a draft on a tab of its page, as the tests of the tabs begin. */
typedef struct
{
  char           *dir;
  TwDocument     *document;
  TwWindow       *window;
  TwProgramsView *view;
  TwProgramPage  *page;
} TwUiProgram;

/* @tab: such as "rules" */
void   tw_ui_program_open  (TwUiProgram   *self,
                            TwApplication *application,
                            const char    *tab);
void   tw_ui_program_close (TwUiProgram   *self);
/* (transfer full): what stands in the workspace, read past the view; NULL where nothing does. */
char  *tw_ui_program_read  (TwUiProgram   *self,
                            const char    *path);

G_END_DECLS
