/* tw-plan-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "application/tw-document.h"
#include "tw-plan-summary.h"

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
/* From a thread to the main loop. */
void   tw_plan_deliver (GSourceFunc      func,
                        gpointer         data,
                        GDestroyNotify   data_free);
/* The day that is read as of. */
TwDate tw_plan_today  (TwDocument      *document);

G_END_DECLS
