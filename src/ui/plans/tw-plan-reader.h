/* tw-plan-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "tw-plan-summary.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwPlanReadFunc:
 * @summaries: (transfer full) (nullable) (element-type TwPlanSummary)
 * @error: (nullable): why there are none
 *
 * Called on the main loop when plans were read; not any more once reading was cancelled.
 */
typedef void (*TwPlanReadFunc) (GPtrArray    *summaries,
                                const GError *error,
                                gpointer      user_data);

/* Reads plans, with what their goals stand at, in a thread of its own, as of the last day of the
 * document's period, or today where that is earlier. @partner: 0 for all. */
void   tw_plan_read   (TwDocument      *document,
                       gint64           partner,
                       GCancellable    *cancellable,
                       TwPlanReadFunc   func,
                       gpointer         user_data);
/* The same instead of what @reading still reads, (inout). */
void   tw_plan_read_anew (TwDocument      *document,
                          gint64           partner,
                          GCancellable   **reading,
                          TwPlanReadFunc   func,
                          gpointer         user_data);
/* (nullable): that of @plan among @summaries, (nullable) (element-type TwPlanSummary). */
const TwPlanSummary *tw_plan_find_summary (GPtrArray *summaries,
                                           gint64     plan);
/* What stands in place of plans that couldn't be read, with a way to try again: `view.reload`. */
AdwStatusPage *tw_plan_failed_new  (void);
void           tw_plan_failed_show (AdwStatusPage *self,
                                    const GError  *error);
/* From a thread to the main loop. */
void   tw_plan_deliver (GSourceFunc      func,
                        gpointer         data,
                        GDestroyNotify   data_free);
/* The day that is read as of. */
TwDate tw_plan_today  (TwDocument      *document);

G_END_DECLS
