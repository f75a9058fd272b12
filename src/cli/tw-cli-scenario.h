/* tw-cli-scenario.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cli-private.h"

G_BEGIN_DECLS

/* Words of the verb `scenario`, as they were given. */
typedef struct
{
  char   *program;
  int     version;
  char   *period;
  char   *notes;
  char   *from;
  char   *within;
  char   *response;
  char   *margin;
  char   *format;
  char  **set;
  char  **unset;
  int     percent;
  int     trials;
  gint64  seed;
  gboolean partners;
} TwScenarioWords;

/* Which version and branch of it are meant. */
typedef struct
{
  gint64 version;
  gint64 scenario;   /* 0: the version itself */
} TwScenarioChoice;

/* The scenario called @name, or with %NULL the version of --program and --version: the last published one by default. */
gboolean tw_cli_scenario_choose  (TwWorkspace            *workspace,
                                  const TwScenarioWords  *words,
                                  const char             *name,
                                  TwScenarioChoice       *choice,
                                  GError                **error);
/* tw-cli-scenario-show.c: what reads alone. */
int      tw_cli_scenario_compare (TwWorkspace            *workspace,
                                  const TwScenarioWords  *words,
                                  char                  **names,
                                  TwCliFormat             format);
/* tw-cli-scenario-what.c */
int      tw_cli_scenario_sensitivity (TwWorkspace           *workspace,
                                  const TwScenarioWords  *words,
                                  char                  **names,
                                  TwCliFormat             format);
int      tw_cli_scenario_near    (TwWorkspace            *workspace,
                                  const TwScenarioWords  *words,
                                  char                  **names,
                                  TwCliFormat             format);
int      tw_cli_scenario_forecast (TwWorkspace           *workspace,
                                  const TwScenarioWords  *words,
                                  char                  **names,
                                  TwCliFormat             format);

G_END_DECLS
