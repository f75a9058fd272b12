/* tw-cli-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-cli.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwCliVerb:
 * @name: the verb
 * @arguments: what follows it, as `--help` shows it
 * @summary: one line
 * @run: gets the arguments behind the verb, as they were written
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int       (*run) (int    argc,
                    char **argv);
} TwCliVerb;

/* The verbs of each part of the program, ended by an empty one. */
extern const TwCliVerb tw_cli_workspace_verbs[];
extern const TwCliVerb tw_cli_import_verbs[];
extern const TwCliVerb tw_cli_program_verbs[];
extern const TwCliVerb tw_cli_check_verbs[];
extern const TwCliVerb tw_cli_run_verbs[];
extern const TwCliVerb tw_cli_qualify_verbs[];
extern const TwCliVerb tw_cli_scenario_verbs[];
extern const TwCliVerb tw_cli_plan_verbs[];
extern const TwCliVerb tw_cli_list_verbs[];
extern const TwCliVerb tw_cli_report_verbs[];
extern const TwCliVerb tw_cli_settings_verbs[];

typedef enum
{
  TW_FORMAT_TABLE,
  TW_FORMAT_CSV,
  TW_FORMAT_JSON,
} TwCliFormat;

/**
 * tw_cli_parse:
 * @entries: the verb's own options
 * @min: least number of plain arguments
 * @max: most, G_MAXINT for any
 * @argv: (inout): plain arguments are left in it, NULL-terminated, without the verb
 *
 * Parses the options of a verb. `--help` prints the verb's help; @status is then %TW_EXIT_DONE.
 *
 * Returns: the number of plain arguments, or -1 with @status set where the verb has to end
 */
int          tw_cli_parse        (const TwCliVerb   *verb,
                                  const GOptionEntry *entries,
                                  int                min,
                                  int                max,
                                  int               *argc,
                                  char            ***argv,
                                  int               *status);
const TwCliVerb *tw_cli_find     (const char        *name);

/* Prints an error and gives the exit status that belongs to it; frees it. */
int          tw_cli_fail         (GError            *error);
/* (transfer full): %NULL with the error printed and @status set. */
TwWorkspace *tw_cli_open         (const char        *path,
                                  gboolean           read_only,
                                  int               *status);
/* (transfer none): cancelled by Ctrl+C; one per process. */
GCancellable *tw_cli_cancellable (void);
gboolean     tw_cli_parse_format (const char        *text,
                                  TwCliFormat       *format,
                                  int               *status);
/* “07-01” as month and day. */
gboolean     tw_cli_parse_day_of_year (const char    *text,
                                       int           *month,
                                       int           *day,
                                       GError       **error);
/* Rows of text under headings, columns aligned; numbers, told by @numeric, to the right. */
void         tw_cli_print_table  (const char *const *headings,
                                  const gboolean    *numeric,
                                  guint              n_columns,
                                  GPtrArray         *rows);

G_END_DECLS
