/* tw-program-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "programs/tw-formula-entry.h"
#include "tw-program-version.h"

G_BEGIN_DECLS

/**
 * TwProgramParts:
 * @document: the version that is shown
 * @version: its row
 * @findings: (element-type TwFinding): what the checks of the text found
 * @editable: whether it is a draft that may be changed
 * @func: writes a changed literal
 * @places: path → widget that shows what stands there, borrowed
 *
 * What the tabs of a version are built from.
 */
typedef struct
{
  const TwProgramDocument *document;
  const TwProgramVersion  *version;
  GPtrArray               *findings;
  gboolean                 editable;
  TwFormulaFunc            func;
  gpointer                 user_data;
  GHashTable              *places;      /* char* path -> GtkWidget* */
} TwProgramParts;

/* What the program is: for whom, from when, how it pays. */
GtkWidget *tw_program_parts_about  (TwProgramParts   *parts);

/* (nullable): an entry for the literal at @path, noted in the places; NULL where no literal
 * stands there. */
GtkWidget *tw_program_parts_entry  (TwProgramParts   *parts,
                                    const char       *path,
                                    const char       *name);
/* (nullable): the text that stands at @path in the document. */
const char *tw_program_parts_text  (TwProgramParts   *parts,
                                    const char       *path);

G_END_DECLS
