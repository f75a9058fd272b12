/* tw-cli-path.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The verb `path`. */
int tw_cli_run_path (int    argc,
                     char **argv);

G_END_DECLS
