/* tw-steps.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-job.h"

G_BEGIN_DECLS

/* Steps of rules.md section 5 as data. A step's operands are added before the next step is made. */

TwStep *tw_steps_add    (GArray             *steps,
                         const char         *op,
                         const char         *ref);
void    tw_step_in      (TwStep             *step,
                         const char         *name,
                         char               *value);
void    tw_step_out     (TwStep             *step,
                         char               *value);
/* (transfer full): minor units as major ones: decimal where it ends, else p/q */
char   *tw_step_money   (const TwPlan       *plan,
                         TwFraction          minor);
char   *tw_step_number  (TwFraction          value);
char   *tw_step_value   (const TwPlan       *plan,
                         gboolean            money,
                         TwFraction          value);
char   *tw_step_int     (const TwPlan       *plan,
                         gint64              minor);
void    tw_steps_slice  (GArray             *steps,
                         const TwTableState *state,
                         TwContext          *context,
                         int                 band,
                         TwFraction          from,
                         TwFraction          to,
                         TwFraction          part,
                         TwFraction          pay);

G_END_DECLS
