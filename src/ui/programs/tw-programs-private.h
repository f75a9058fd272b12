/* tw-programs-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-window.h"
#include "programs/tw-compare-page.h"
#include "programs/tw-program-page.h"
#include "programs/tw-programs-view.h"

G_BEGIN_DECLS

struct _TwProgramsView
{
  TwView     parent_instance;

  /* children */
  AdwBin    *bin;               /* the list, or the status page */

  /* owned */
  GPtrArray *versions;          /* TwProgramVersion* */
};

/* tw-programs-view.c */
void           tw_programs_view_update   (TwProgramsView     *self);
void           tw_programs_view_open     (TwProgramsView     *self,
                                          gint64              version);
/* (nullable): the page of one version where it is on top. */
TwProgramPage *tw_programs_view_get_program_page (TwProgramsView *self);

/* tw-programs-actions.c */
void           tw_programs_view_install  (TwProgramsView     *self);
/* Shows what was done with an offer to undo it, or what went wrong. */
gboolean       tw_programs_view_finish   (TwProgramsView     *self,
                                          gboolean            good,
                                          const char         *toast,
                                          const char         *failure,
                                          const GError       *error);

/* tw-programs-import.c */
void           tw_programs_view_import   (TwProgramsView     *self);
/* FALSE where the file was refused, which a dialog says. */
gboolean       tw_programs_view_import_path (TwProgramsView  *self,
                                          const char         *path);
void           tw_programs_view_export   (TwProgramsView     *self);
gboolean       tw_programs_view_export_to (TwProgramsView    *self,
                                          const char         *path);

/* tw-programs-guide.c */
void           tw_programs_view_export_guide (TwProgramsView *self);
/* Writes the guide of the version on the page in a job. */
void           tw_programs_view_export_guide_to (TwProgramsView *self,
                                          const char         *path);
/* Writes what the checks say of the version on the page as a workbook, in a job. */
void           tw_programs_view_export_findings (TwProgramsView *self);
void           tw_programs_view_export_findings_to (TwProgramsView *self,
                                          const char         *path);
/* (nullable): the page that compares two versions where it is on top. */
TwComparePage *tw_programs_view_get_compare_page (TwProgramsView *self);
/* Compares the version on the page with another one of its program. */
void           tw_programs_view_compare  (TwProgramsView     *self,
                                          gint64              other);
void           tw_programs_view_compare_jump (TwProgramsView *self,
                                          const char         *path);

/* tw-program-dialogs.c */
void           tw_programs_view_ask_publish (TwProgramsView  *self);
void           tw_programs_view_ask_amend   (TwProgramsView  *self);
void           tw_programs_view_submit      (TwProgramsView  *self);
void           tw_programs_view_ask_withdraw (TwProgramsView *self);
void           tw_programs_view_ask_retire  (TwProgramsView  *self);
void           tw_programs_view_ask_waive   (TwProgramsView  *self,
                                          const char         *code,
                                          const char         *path);

G_END_DECLS
