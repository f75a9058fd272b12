/* tw-program-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-program-version.h"

G_BEGIN_DECLS

#define TW_TYPE_PROGRAM_HEADER (tw_program_header_get_type ())
G_DECLARE_FINAL_TYPE (TwProgramHeader, tw_program_header, TW, PROGRAM_HEADER, AdwBin)

/**
 * TwProgramHeader:
 *
 * Which version of a program is shown, the way to its others, and what state it is in.
 */
GtkWidget  *tw_program_header_new       (void);
/* @versions: (element-type TwProgramVersion): of all programs */
void        tw_program_header_show      (TwProgramHeader        *self,
                                         const TwProgramVersion *version,
                                         GPtrArray              *versions);
/* Translated: “In Review”. */
const char *tw_program_header_get_state (const TwProgramVersion *version);

G_END_DECLS
