/* tw-scenario-graces.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-date.h"

G_BEGIN_DECLS

#define TW_TYPE_SCENARIO_GRACES (tw_scenario_graces_get_type ())
G_DECLARE_FINAL_TYPE (TwScenarioGraces, tw_scenario_graces, TW, SCENARIO_GRACES, AdwBin)

/* A partner below what keeps its tier. */
typedef struct
{
  gint64      id;
  const char *name;
  const char *tier;
  TwDate      reviewed;
  TwDate      until;
  const char *state;     /* what became of it */
} TwScenarioGraceRow;

/* Who is in grace under a scenario, and until when; Enter opens the partner. */
GtkWidget *tw_scenario_graces_new  (void);
void       tw_scenario_graces_show (TwScenarioGraces         *self,
                                    const TwScenarioGraceRow *rows,
                                    guint                     n_rows);

G_END_DECLS
