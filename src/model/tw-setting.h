/* tw-setting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* Preferences that change what people see of their data stand in the workspace, so that two machines agree. A key is
 * lower case with points: `registration.days`. */

/* (transfer full) (nullable): the value, or %NULL where nobody set it. */
char     *tw_setting_get_text (TwWorkspace  *workspace,
                               const char   *key);
/* The value as a whole number, @initial where nobody set one. */
gint64    tw_setting_get_int  (TwWorkspace  *workspace,
                               const char   *key,
                               gint64        initial);
/* Writes as one entry of the history titled @label; @value %NULL goes back to what the program does by itself. */
gboolean  tw_setting_set_text (TwWorkspace  *workspace,
                               const char   *key,
                               const char   *value,
                               const char   *label,
                               GError      **error);

G_END_DECLS
