/* tw-cli-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What verbs print for programs. Amounts and rates are texts, so that no reader turns them into doubles. */

/* A member of the object at work; @text: (nullable): null. */
void tw_cli_json_text  (JsonBuilder *builder,
                        const char  *name,
                        const char  *text);
void tw_cli_json_flag  (JsonBuilder *builder,
                        const char  *name,
                        gboolean     flag);
void tw_cli_json_int   (JsonBuilder *builder,
                        const char  *name,
                        gint64       number);
/* The whole, indented, on standard output. */
void tw_cli_json_print (JsonBuilder *builder);

G_END_DECLS
