/* tw-plan-template.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwPlanTemplate:
 * @partner_type: key of the type that it is meant for
 *
 * Plans of our own to start from, per type of partner: goals with metrics and weights, what is
 * usually done, committed and reviewed. Targets are zero: they are what the two sides agree on.
 */
typedef struct
{
  char *id;
  char *name;
  char *description;
  char *partner_type;
} TwPlanTemplate;

/* (transfer full) (element-type TwPlanTemplate) */
GPtrArray *tw_plan_template_list (void);

/**
 * tw_plan_create:
 * @template: (nullable): its id
 * @name: what the plan is called
 * @span: its days
 * @currency: of its money
 *
 * Makes a draft. One entry of the history.
 *
 * Returns: the id of the plan, or 0 with @error
 */
gint64     tw_plan_create        (TwWorkspace  *workspace,
                                  const char   *template,
                                  const char   *name,
                                  gint64        partner,
                                  TwSpan        span,
                                  const char   *currency,
                                  GError      **error);

G_END_DECLS
