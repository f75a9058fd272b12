/* tw-qualification.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* tw-tier-path.h, which only those need who look into it. */
typedef struct _TwTierPath TwTierPath;

/* One criterion of one tier, as it stands. */
typedef struct
{
  char     *tier;
  char     *criterion;   /* in words */
  char     *value;
  char     *threshold;
  char     *shortfall;   /* (nullable) */
  gboolean  pass;
  gboolean  keep;        /* asked for keeping the held tier, not for entering one */
} TwQualificationLeaf;

/**
 * TwQualification:
 * @held: (nullable): the tier that the partner holds on the day
 * @earned: (nullable): the highest tier whose condition it meets
 * @proposed_cause: (nullable): promotion, demotion or invitation: a change that the policy leaves to somebody to approve;
 *   %NULL: there is none to approve
 * @proposed: (nullable): the tier that is proposed; %NULL with a cause: none any more
 * @path: (nullable): to the tier above the one that is held or earned, whichever is higher; %NULL at the top
 * @fails: the held tier isn't kept as of the day
 * @leaves: (element-type TwQualificationLeaf): the evidence; what keeps the held tier last
 */
typedef struct
{
  char      *partner_id;
  char      *partner;
  char      *program;
  char      *ladder;     /* (nullable): a designation's name; none: the tiers */
  char      *held;
  char      *earned;
  char      *proposed;
  const char *proposed_cause;
  gboolean   fails;
  TwTierPath *path;
  GPtrArray *leaves;
  gint64     version;    /* row of the version that was asked */
} TwQualification;

/**
 * tw_qualify:
 * @program: (nullable): only this program, by name
 * @as_of: the day
 *
 * What a tier review on @as_of would find for every partner of the published programs, with the evidence. Nothing is
 * changed: tiers move when a period is calculated. What cancels @workspace ends it.
 *
 * Returns: (transfer full) (element-type TwQualification): by program and partner id
 */
GPtrArray *tw_qualify            (TwWorkspace      *workspace,
                                  const char       *program,
                                  TwDate            as_of,
                                  GError          **error);
/* (transfer full) (element-type TwTierProposal): what of @qualifications is for somebody to approve, not recorded yet. */
GPtrArray *tw_qualify_proposals  (GPtrArray        *qualifications,
                                  TwDate            as_of);
void       tw_qualification_free (TwQualification  *qualification);

G_END_DECLS
