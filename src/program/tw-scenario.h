/* tw-scenario.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-edit.h"

G_BEGIN_DECLS

/* A scenario is a branch of a version: a list of edits (see tw-program-edit.h) that is applied to the version's document
 * when the scenario is replayed, compared or promoted. It never changes the version, a fact or a statement. Every function
 * that writes is one entry of the history, so it can be undone; it refuses what would leave a document that doesn't load,
 * with the error of tw_program_edits_apply(). */

typedef struct
{
  gint64  id;
  gint64  version;       /* row of the version it branches from */
  gint64  program;
  char   *program_name;
  int     number;        /* of the version */
  char   *name;
  char   *notes;         /* (nullable) */
  char   *created_by;
  char   *created_at;
  guint   n_overrides;
} TwScenario;

/* One override. */
typedef struct
{
  gint64         id;
  TwProgramEdit *edit;   /* owned */
} TwScenarioOverride;

void               tw_scenario_free          (TwScenario        *scenario);
/* (transfer full) (element-type TwScenario): of a version, by age; 0: of all, by program and version. */
GPtrArray         *tw_scenarios_list         (TwWorkspace       *workspace,
                                              gint64             version,
                                              GError           **error);
/* (transfer full): %TW_ERROR_NOT_FOUND */
TwScenario        *tw_scenario_load          (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              GError           **error);
/* By name, of one version or with 0 of any; %TW_ERROR_AMBIGUOUS where several are called so. */
gboolean           tw_scenario_find          (TwWorkspace       *workspace,
                                              gint64             version,
                                              const char        *name,
                                              gint64            *scenario,
                                              GError           **error);
/* (transfer full) (element-type TwScenarioOverride): in the order in which they are applied. */
GPtrArray         *tw_scenario_list_overrides (TwWorkspace      *workspace,
                                              gint64             scenario,
                                              GError           **error);
/* (transfer full) (element-type TwProgramEdit): the same as edits. */
GPtrArray         *tw_scenario_get_edits     (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              GError           **error);
/* (transfer full): the version as the scenario leaves it. */
TwProgramDocument *tw_scenario_load_document (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              GError           **error);

/* A name is unique among the scenarios of a version (%TW_ERROR_CONFLICT). @edits: (nullable): first overrides. */
gboolean           tw_scenario_create        (TwWorkspace       *workspace,
                                              gint64             version,
                                              const char        *name,
                                              const char        *notes,
                                              GPtrArray         *edits,
                                              gint64            *scenario,
                                              GError           **error);
/* @notes: (nullable): none */
gboolean           tw_scenario_rename        (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              const char        *name,
                                              const char        *notes,
                                              GError           **error);
gboolean           tw_scenario_duplicate     (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              const char        *name,
                                              gint64            *copy,
                                              GError           **error);
gboolean           tw_scenario_remove        (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              GError           **error);
/* Adds overrides after the ones that are there; a `set` of a path that was set last takes that one's place. */
gboolean           tw_scenario_add_overrides (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              GPtrArray         *edits,
                                              GError           **error);
/* Takes one override out. */
gboolean           tw_scenario_remove_override (TwWorkspace     *workspace,
                                              gint64             scenario,
                                              gint64             override,
                                              GError           **error);
/* A new draft of the program with the overrides applied, in force from @from on; the scenario stays. */
gboolean           tw_scenario_promote       (TwWorkspace       *workspace,
                                              gint64             scenario,
                                              TwDate             from,
                                              gint64            *draft,
                                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwScenario, tw_scenario_free)

G_END_DECLS
