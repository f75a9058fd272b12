/* tw-scenario-fates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TW_TYPE_SCENARIO_FATES (tw_scenario_fates_get_type ())
G_DECLARE_FINAL_TYPE (TwScenarioFates, tw_scenario_fates, TW, SCENARIO_FATES, AdwBin)

/* How a partner fares. Amounts are minor units; texts are copied. */
typedef struct
{
  gint64      id;            /* of the table partner */
  const char *name;
  gint64      before;
  gint64      after;
  gint64      change;
  const char *tier_before;   /* (nullable) */
  const char *tier_after;    /* (nullable) */
  const char *reason;        /* (nullable): a sentence */
} TwScenarioFate;

/**
 * TwScenarioFates:
 *
 * Who gains and who loses under a scenario, with the reason; the whole sentence of the row with the focus stands below the
 * list. Enter opens the partner.
 */
GtkWidget *tw_scenario_fates_new  (void);
/* Shows these, in this order. */
void       tw_scenario_fates_show (TwScenarioFates      *self,
                                   const TwScenarioFate *fates,
                                   guint                 n_fates,
                                   int                   digits);

G_END_DECLS
