/* tw-opportunity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-stage.h"

G_BEGIN_DECLS

/* What is done to opportunities on the board. Every function is one entry of the history, all rows or none, and
 * refuses with %TW_ERROR_CONFLICT what a locked period or an approved statement holds. */

/**
 * tw_opportunities_move:
 * @stage: (nullable): the name of an open stage; %NULL: none
 * @date: on which it was moved
 *
 * An opportunity that was won or lost is open again. A probability of its own gives way to that of the stage, where
 * the stage has one: what was thought of it in another stage holds no longer.
 */
gboolean  tw_opportunities_move (TwWorkspace   *workspace,
                                 const gint64  *ids,
                                 gsize          n_ids,
                                 const char    *stage,
                                 TwDate         date,
                                 GError       **error);

/**
 * tw_opportunity_close:
 * @kind: won or lost
 * @amount: (nullable): the plain form of what was agreed; %NULL leaves it
 * @reason: (nullable)
 */
gboolean  tw_opportunity_close  (TwWorkspace   *workspace,
                                 gint64         id,
                                 TwStageKind    kind,
                                 TwDate         date,
                                 const char    *amount,
                                 const char    *reason,
                                 GError       **error);

/* (transfer full): an external id that no row of the table has: the prefix and the next number. */
char     *tw_external_id_next   (TwWorkspace   *workspace,
                                 const char    *table,
                                 const char    *prefix);

/* One partner's part in an opportunity: a credit. */
typedef struct
{
  gint64  id;           /* of the credit, 0: new */
  gint64  partner;
  char   *partner_name; /* when read */
  char   *role;         /* `sourced`, `influenced`, `fulfilled` or a word of the workspace's own */
  char   *share;        /* (nullable): exact: `40%`, `1/3` */
} TwOpportunityRole;

TwOpportunityRole *tw_opportunity_role_new (gint64      partner,
                                 const char    *role,
                                 const char    *share);
void      tw_opportunity_role_free (TwOpportunityRole *role);
/* (transfer full) (element-type TwOpportunityRole) */
GPtrArray *tw_opportunity_roles_read (TwWorkspace  *workspace,
                                 gint64         opportunity,
                                 GError       **error);
/**
 * tw_opportunity_roles_check:
 * @roles: (element-type TwOpportunityRole)
 * @sum: (out) (optional) (transfer full): of the shares, such as "95 %"
 *
 * Roles can stand where every one has a partner and a share, no partner has the same role twice, and the shares add
 * up to exactly 100 %. No role at all is fine too.
 *
 * Returns: %FALSE with a message that says what is missing
 */
gboolean  tw_opportunity_roles_check (const GPtrArray *roles,
                                 char         **sum,
                                 GError       **error);
gboolean  tw_opportunity_roles_save (TwWorkspace  *workspace,
                                 gint64         opportunity,
                                 const GPtrArray *roles,
                                 TwDate         date,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwOpportunityRole, tw_opportunity_role_free)

G_END_DECLS
