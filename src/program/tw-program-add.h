/* tw-program-add.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_program_add:
 * @json: the text of a program
 * @publish: whether its version is published as well
 * @user_data: not used; the signature is that of #TwSampleProgramFunc
 *
 * Reads a program with what the workspace knows and adds it as a draft, or as a published version.
 */
gboolean tw_program_add (TwWorkspace  *workspace,
                         const char   *json,
                         gboolean      publish,
                         gpointer      user_data,
                         GError      **error);

G_END_DECLS
