/* tw-cli.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of every verb (design.md section 8). */
typedef enum
{
  TW_EXIT_DONE,
  TW_EXIT_FINDINGS,   /* the job ran and found something */
  TW_EXIT_USAGE,
  TW_EXIT_INPUT,      /* bad input or file; nothing was changed */
} TwExit;

/* Whether @word is a verb: then `tierwright WORD …` is a job without a window. A file of that name is opened by `./WORD`. */
gboolean tw_cli_is_verb (const char  *word);

/**
 * tw_cli_main:
 * @argc: number of arguments, the program's name included
 * @argv: the program's name, the verb, and what belongs to it
 *
 * Runs a verb. Results go to standard output, messages to standard error.
 *
 * Returns: a #TwExit
 */
int      tw_cli_main    (int          argc,
                         char       **argv);

G_END_DECLS
