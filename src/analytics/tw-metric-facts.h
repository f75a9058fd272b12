/* tw-metric-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-metric-settings.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What metrics are computed from, read once per state of the workspace into columns. Immutable after
 * loading, so that several threads share one. Amounts are minor units of the reporting currency, converted
 * at the rate of their date; TW_AMOUNT_UNKNOWN where there is none. Facts that another one replaces are left
 * out; refunds stand at their own date with their own sign. */

#define TW_AMOUNT_UNKNOWN G_MININT64
/* No amount was recorded, which is something else than no rate. */
#define TW_AMOUNT_NONE    (G_MININT64 + 1)

static inline gboolean
tw_amount_is_known (gint64 amount)
{
  return amount > TW_AMOUNT_NONE;
}

typedef enum
{
  TW_SOURCE_RESALE,
  TW_SOURCE_MARKETPLACE,
  TW_SOURCE_SERVICES,
} TwSaleSource;

typedef enum
{
  TW_ROLE_SOURCED,
  TW_ROLE_INFLUENCED,
  TW_ROLE_FULFILLED,
} TwOpportunityRole;

typedef enum
{
  TW_OPPORTUNITY_OPEN,
  TW_OPPORTUNITY_WON,
  TW_OPPORTUNITY_LOST,
} TwOpportunityStatus;

/* A value over time of one partner; sorted by partner, then start. */
typedef struct
{
  guint32  partner;
  TwDate   start;
  TwDate   end;        /* TW_DATE_MAX while it goes on */
  int      value;      /* text id of a type or tier; index of a member's program */
} TwPartnerSpan;

typedef struct
{
  GArray  *spans;      /* TwPartnerSpan */
  guint32 *first;      /* per partner, and one more: where its spans start */
} TwPartnerSpans;

typedef struct
{
  gsize    n;
  gint64  *id;
  char   **key;        /* external id */
  char   **name;
  int     *region;     /* text id, -1 none */
  int     *manager;    /* index of persons, -1 none */
  TwDate  *since;
} TwPartnerColumns;

/* A sale whose amount has no exchange rate. */
typedef struct
{
  gsize   index;
  gint64  id;
} TwUnratedSale;

typedef struct
{
  gsize    n;
  guint32 *partner;
  TwDate  *date;
  gint64  *amount;
  gint64  *margin;     /* of the fact itself, or from its cost; TW_AMOUNT_NONE */
  gint32  *customer;   /* index of customers, -1 */
  guint8  *source;
  GArray  *unrated;    /* TwUnratedSale, by index */
} TwSaleColumns;

typedef struct
{
  gsize    n;
  gint64  *id;
  guint8  *status;
  TwDate  *created;
  TwDate  *closed;
  gint64  *won;        /* closed amount, else expected value */
  gint64  *open;       /* expected value, else amount */
  gint64  *then;       /* open, at the rate of the day it was made: what it was worth before it closed */
  gint64  *weighted;   /* the latter times probability; TW_AMOUNT_NONE */
  gint32  *customer;
  int     *stage;      /* text id, -1 */
  guint32 *first_role; /* per opportunity, and one more */
} TwOpportunityColumns;

typedef struct
{
  guint32 partner;
  TwDate  at;          /* TW_DATE_NONE: undated */
  guint8  role;
} TwRole;

/* Anything a partner did, by day: for activity alone. */
typedef struct
{
  guint32 partner;
  TwDate  date;
  guint   kind;        /* TwActivityKind */
} TwActivity;

typedef struct
{
  gint64  id;
  gint32  partner;     /* -1 */
  gint32  program;     /* -1 */
  int     type;        /* text id, -1 */
  int     category;    /* text id */
  TwDate  date;
  gint64  amount;
} TwInvestment;

typedef struct
{
  gint64  id;
  guint32 partner;
  gint32  program;
  TwDate  period_end;  /* last day */
  int     period;      /* text id of its name */
  gint64  earned;      /* with adjustments, towards the partner */
  gint64  charged;     /* towards us */
  gint64  measure;
  int     approved;
} TwPayout;

/* A published version of a program: by which periods it pays, and which way. */
typedef struct
{
  gint64          id;
  gint32          program;
  TwSpan          span;      /* in which it is in force */
  TwCalendarUnit  unit;
  TwCalendar     *calendar;  /* of its own; NULL: the workspace's */
  gboolean        pays;
  gboolean        charges;
} TwPayTerm;

/* What a rule earned in a statement. */
typedef struct
{
  guint32 statement;   /* index of payouts */
  int     rule;        /* text id, among those of `rules`, of the rule's key with its program */
  gint64  amount;
} TwRulePayout;

typedef struct _TwMetricFacts
{
  gatomicrefcount       count;
  char                 *version;        /* of the workspace's state */
  char                 *currency;
  int                   digits;
  TwCalendar           *calendar;
  TwMetricSettings      settings;
  GPtrArray            *texts;          /* char* */
  GHashTable           *text_ids;       /* char* -> id + 1 */
  TwPartnerColumns      partners;
  GHashTable           *partner_index;  /* gint64* id -> index + 1 */
  GPtrArray            *persons;        /* char* name */
  GPtrArray            *person_keys;    /* char* external id */
  GPtrArray            *programs;       /* char* name */
  GArray               *program_types;  /* int text id */
  GArray               *program_ids;    /* gint64 */
  TwPartnerSpans        types;
  TwPartnerSpans        enrolments;
  TwPartnerSpans        tiers;
  TwPartnerSpans        members;        /* of programs, whatever tells who is enrolled */
  const char           *enrolled_by;    /* "enrolment", "agreement", "partner" or "program" */
  TwSaleColumns         sales;
  TwOpportunityColumns  opportunities;
  GArray               *tier_order;     /* int text id, lowest first */
  GArray               *stages;         /* int text id, in the workspace's order */
  GArray               *roles;          /* TwRole, by opportunity */
  GArray               *activities;     /* TwActivity */
  GArray               *investments;    /* TwInvestment: actual ones of the vendor */
  GArray               *payouts;        /* TwPayout */
  GArray               *rule_payouts;   /* TwRulePayout; NULL until tw_metric_facts_need_rules() */
  struct _TwMetricFacts *rules;         /* whose texts name the rules */
  GArray               *runs;           /* TwSpan: pay periods that are calculated */
  GArray               *pay_terms;      /* TwPayTerm */
  gint64               *customer_ids;
  TwDate               *customer_first; /* first purchase that the customer itself tells */
  gsize                 n_customers;
  TwDate                sales_start;    /* the first day of sales; TW_DATE_MAX without any */
  TwSpan                data;           /* first and last day of facts; empty: start = end */
} TwMetricFacts;

/* (transfer full): from the cache, or read. */
TwMetricFacts *tw_metric_facts_get   (TwWorkspace          *workspace,
                                      GCancellable         *cancellable,
                                      GError              **error);
/* Reads what rules earned, which takes all lines of statements, where nobody did. */
gboolean       tw_metric_facts_need_rules (TwMetricFacts    *facts,
                                      TwWorkspace          *workspace,
                                      GCancellable         *cancellable,
                                      GError              **error);
TwMetricFacts *tw_metric_facts_ref   (TwMetricFacts        *facts);
void           tw_metric_facts_unref (TwMetricFacts        *facts);
const char    *tw_metric_facts_text  (const TwMetricFacts  *facts,
                                      int                   id);
int            tw_metric_facts_text_id (const TwMetricFacts *facts,
                                      const char           *text);
/* The place of a stage among the workspace's, by its text id; those it doesn't know come last. */
int            tw_metric_facts_stage (const TwMetricFacts  *facts,
                                      int                   stage);
/* The value on a day, -1 where there is none. */
int            tw_partner_spans_at   (const TwPartnerSpans *spans,
                                      gsize                 partner,
                                      TwDate                date);
/* Whether any span has a day in [start, end). */
gboolean       tw_partner_spans_meet (const TwPartnerSpans *spans,
                                      gsize                 partner,
                                      TwSpan                period);
/* The first day of all, TW_DATE_NONE where there is no span. */
TwDate         tw_partner_spans_first (const TwPartnerSpans *spans,
                                      gsize                 partner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMetricFacts, tw_metric_facts_unref)

G_END_DECLS
