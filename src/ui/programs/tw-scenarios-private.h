/* tw-scenarios-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-chart-card.h"
#include "common/tw-tab-bar.h"
#include "programs/tw-replay-spans.h"
#include "programs/tw-scenario-fates.h"
#include "programs/tw-scenario-graces.h"
#include "programs/tw-scenario-outlook.h"
#include "programs/tw-scenarios-tab.h"
#include "tw-scenario-compare.h"

G_BEGIN_DECLS

struct _TwScenariosTab
{
  TwProgramTab          parent_instance;

  /* owned */
  TwDocument           *document;
  GPtrArray            *scenarios;    /* TwScenario: of the version, by age */
  TwScenarioComparison *comparison;   /* (nullable): what is shown */
  GPtrArray            *partners;     /* (nullable) (element-type GPtrArray): of TwScenarioPartner, by its columns */
  char                 *asked;        /* what the comparison is of: version, scenarios, period */
  GSimpleActionGroup   *actions;
  GCancellable         *reading;

  gint64                chosen;       /* row of the scenario that the lower pages are about */
  TwReplaySpans         spans;
  gboolean              filling;
  gboolean              writable;

  /* children */
  GtkStack             *stack;        /* empty, failed, content */
  GtkDropDown          *chooser;
  GtkDropDown          *span;         /* what is replayed */
  GtkLabel             *caption;
  GtkWidget            *spinner;
  AdwStatusPage        *failed;
  GtkStack             *pages;
  AdwBin               *grid_bin;
  TwScenarioFates      *fates;
  TwScenarioGraces     *graces;
  TwScenarioOutlook    *outlook;
  TwChartCard          *flow;
  TwChartCard          *moves;
  TwChartCard          *first_moves;  /* of the version itself */
};

/* tw-scenarios-tab.c */
/* (nullable): what the lower pages are about. */
const TwScenario *tw_scenarios_tab_get_chosen (TwScenariosTab         *self);
/* The column of it in the comparison; 0 where it isn't among them. */
guint             tw_scenarios_tab_get_column (TwScenariosTab         *self);
/* Shows what was done with an offer to undo it, or why it wasn't. */
gboolean          tw_scenarios_tab_finish     (TwScenariosTab         *self,
                                               gboolean                good,
                                               const char             *toast,
                                               const char             *failure,
                                               const GError           *error);

/* What the list of scenarios shows is what the lower pages are about from now on. */
void              tw_scenarios_tab_choose     (TwScenariosTab         *self);

/* Replays the span that is chosen now. */
void              tw_scenarios_tab_choose_span (TwScenariosTab        *self);

/* tw-scenarios-build.c */
void              tw_scenarios_tab_build      (TwScenariosTab         *self);

/* tw-scenarios-actions.c */
void              tw_scenarios_tab_install    (TwScenariosTab         *self);
void              tw_scenarios_tab_update_actions (TwScenariosTab     *self);
/* (transfer full): the menu of the chosen scenario. */
GMenuModel       *tw_scenarios_tab_create_menu (void);

/* tw-scenario-changes.c */
/* Every number of the scenario, to be changed where it stands; each is one step of the history. */
void              tw_scenario_changes_present (TwScenariosTab         *self);

/* tw-scenario-grid.c */
/* The columns side by side. */
GtkWidget        *tw_scenario_grid_new        (const TwScenarioComparison *comparison);

/* tw-scenario-flow.c */
/* (transfer full): where the partners are before and after; @across as tw_scenario_list_flow(). */
TwChartSpec      *tw_scenario_flow_spec       (const TwScenarioComparison *comparison,
                                               guint                   column,
                                               gboolean                across);

G_END_DECLS
