/* tw-registration.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Deal registrations: a partner asks for the protection of a deal; the first that asks wins.
 *
 * A registration protects the deal from its approval to the day it expires, both included, unless the deal is closed
 * before. Two registrations of different partners are in each other's way where they name the same customer and ask
 * for the same, by the workspace's scope: the same product category (one of the two within the other), the same
 * product, or the customer as a whole. One that names neither product nor category asks for everything. */

/* Settings of the workspace (tw-setting.h), and what holds where nobody set them. */
#define TW_REGISTRATION_DAYS           "registration.days"            /* of protection from the approval */
#define TW_REGISTRATION_EXTENSION      "registration.extension-days"
#define TW_REGISTRATION_MAX_EXTENSIONS "registration.extensions"
#define TW_REGISTRATION_SCOPE          "registration.scope"           /* category, product or customer */
#define TW_REGISTRATION_WARNING        "registration.warning-days"    /* a protection that ends within is marked */
#define TW_REGISTRATION_DAYS_INITIAL           90
#define TW_REGISTRATION_EXTENSION_INITIAL      30
#define TW_REGISTRATION_MAX_EXTENSIONS_INITIAL 1
#define TW_REGISTRATION_WARNING_INITIAL        14

typedef enum
{
  TW_CONFLICT_PROTECTED,  /* another partner is protected */
  TW_CONFLICT_EARLIER,    /* another partner asked before and waits for a decision */
} TwConflictKind;

typedef struct
{
  TwConflictKind  kind;
  gint64          id;           /* of the other registration */
  char           *external_id;
  char           *partner;      /* its name */
  TwDate          submitted;
  TwDate          approved;     /* %TW_DATE_NONE where it waits */
  TwDate          expires;      /* %TW_DATE_NONE: no end is known */
} TwConflict;

/* What a registration asks for. */
typedef struct
{
  gint64  id;           /* 0 for one that isn't there yet: it is later than all that are */
  gint64  partner;
  gint64  customer;
  gint64  product;      /* 0: none */
  gint64  category;     /* 0: that of the product */
  TwDate  date;         /* on which it is looked at: protections that have ended by then don't count */
} TwClaim;

typedef enum
{
  TW_PROTECTION_NONE,       /* not approved, rejected, or the deal is closed */
  TW_PROTECTION_WAITING,
  TW_PROTECTION_LIVE,
  TW_PROTECTION_ENDING,     /* live, and ends within the warning days */
  TW_PROTECTION_EXPIRED,
} TwProtection;

void          tw_conflict_free        (TwConflict      *conflict);
/* (transfer full) (element-type TwConflict): protections before those that wait, the first that asked first. */
GPtrArray    *tw_registration_find_conflicts (TwWorkspace    *workspace,
                                       const TwClaim   *claim,
                                       GError         **error);
/* (transfer full): names registration, partner, date and expiry. */
char         *tw_conflict_describe    (const TwConflict *conflict);
/**
 * tw_protection_on:
 * @status: of the registration
 * @expires: its last protected day, or %TW_DATE_NONE
 * @closed: when the deal was closed, or %TW_DATE_NONE
 * @days: (out) (optional): days that are left after @date, 0 on the last one
 */
TwProtection  tw_protection_on        (const char      *status,
                                       TwDate           expires,
                                       TwDate           closed,
                                       TwDate           date,
                                       int              warning,
                                       int             *days);

/* Every function below is one entry of the history. */

/* Submitted only. %TW_ERROR_CONFLICT where another registration is in its way, or a statement or locked period holds
 * it. It expires by the days of the workspace. */
gboolean      tw_registration_approve (TwWorkspace     *workspace,
                                       gint64           id,
                                       TwDate           date,
                                       GError         **error);
/* Submitted or approved; @reason must say something. */
gboolean      tw_registration_reject  (TwWorkspace     *workspace,
                                       gint64           id,
                                       TwDate           date,
                                       const char      *reason,
                                       GError         **error);
/* Only before it has expired, and as often as the workspace allows. */
gboolean      tw_registration_extend  (TwWorkspace     *workspace,
                                       gint64           id,
                                       TwDate           date,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwConflict, tw_conflict_free)

G_END_DECLS
