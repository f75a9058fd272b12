/* tw-program-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

#define TW_TYPE_PROGRAM_PAGE (tw_program_page_get_type ())
G_DECLARE_FINAL_TYPE (TwProgramPage, tw_program_page, TW, PROGRAM_PAGE, AdwBin)

/**
 * TwProgramPage:
 *
 * One version of a program to be read: rules, tiers, checks, and what it is. Numbers of a draft
 * are edited where they stand, each as one step; a published version is read-only.
 */
GtkWidget              *tw_program_page_new          (TwDocument     *document,
                                                      gint64          version);
/* Shows what is true now. FALSE where the version isn't there any more. */
gboolean                tw_program_page_refresh      (TwProgramPage  *self);
/* (transfer none): NULL where it could not be read. */
const TwProgramVersion *tw_program_page_get_version  (TwProgramPage  *self);
TwProgramDocument      *tw_program_page_get_document (TwProgramPage  *self);
/* (transfer none) (element-type TwFinding) */
GPtrArray              *tw_program_page_get_findings (TwProgramPage  *self);
/* (transfer full) (element-type TwFinding): what blocks publishing, of the text and of the registers. */
GPtrArray              *tw_program_page_list_errors  (TwProgramPage  *self);
/* Goes to what stands at @path of the program and puts the focus there. */
void                    tw_program_page_jump         (TwProgramPage  *self,
                                                      const char     *path);
/* (nullable): the widget that shows exactly what stands at @path. */
GtkWidget              *tw_program_page_find         (TwProgramPage  *self,
                                                      const char     *path);
/* (transfer full) (nullable): the path of an entry whose text was refused, so that the program has another
 * value than the page shows; @n_refused is how many there are. */
char                   *tw_program_page_find_refused (TwProgramPage  *self,
                                                      guint          *n_refused);
/* `tiers`, `rules`, `checks`, `about`. */
void                    tw_program_page_show         (TwProgramPage  *self,
                                                      const char     *tab);
void                    tw_program_page_step         (TwProgramPage  *self,
                                                      int             steps);

G_END_DECLS
