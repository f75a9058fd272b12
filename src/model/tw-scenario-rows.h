/* tw-scenario-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* Scenarios of versions and their overrides, as plain rows. Functions that write expect to stand inside an action of the
 * history. */

typedef struct
{
  gint64  id;
  gint64  version;
  gint64  program;
  char   *program_name;
  int     number;       /* of the version */
  char   *name;
  char   *notes;        /* (nullable) */
  char   *created_by;
  char   *created_at;
  guint   n_overrides;
} TwScenarioRow;

typedef struct
{
  gint64  id;
  char   *kind;         /* set, insert, remove, move */
  char   *path;
  char   *value;        /* (nullable) */
  gint64  place;        /* of move */
} TwOverrideRow;

/* (transfer full) (element-type TwScenarioRow): by program, version and age; @version and @scenario 0: all. */
GArray   *tw_scenario_rows_read   (TwWorkspace         *workspace,
                                   gint64               version,
                                   gint64               scenario,
                                   GError             **error);
/* (transfer full) (element-type TwOverrideRow): in order. */
GArray   *tw_override_rows_read   (TwWorkspace         *workspace,
                                   gint64               scenario,
                                   GError             **error);
gboolean  tw_scenario_row_add     (TwWorkspace         *workspace,
                                   const TwScenarioRow *row,
                                   gint64              *scenario,
                                   GError             **error);
/* Name and notes. */
gboolean  tw_scenario_row_update  (TwWorkspace         *workspace,
                                   const TwScenarioRow *row,
                                   GError             **error);
/* With its overrides. */
gboolean  tw_scenario_row_delete  (TwWorkspace         *workspace,
                                   gint64               scenario,
                                   GError             **error);
/* After the last one. */
gboolean  tw_override_row_add     (TwWorkspace         *workspace,
                                   gint64               scenario,
                                   const TwOverrideRow *row,
                                   GError             **error);
gboolean  tw_override_row_update  (TwWorkspace         *workspace,
                                   const TwOverrideRow *row,
                                   GError             **error);
gboolean  tw_override_row_delete  (TwWorkspace         *workspace,
                                   gint64               override,
                                   GError             **error);

G_END_DECLS
