/* tw-statement.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-calendar.h"
#include "tw-text-style.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* A statement is one partner × one program × one period of one run, read back whole from the workspace: what
 * the window shows, the XLSX holds and the command line prints. It is a plain value; nothing in it changes after
 * it has been read.
 *
 * Amounts are minor units of `currency` unless a member says otherwise. Lines, totals and adjustments are signed
 * from the partner's side: what the partner is charged is negative (requirements 8.9).
 *
 * Invariants, checked by tw_statement_check() and again on the Control sheet:
 *   Σ lines.amount           = Σ rules.amount = earned
 *   earned - deferred + released + adjusted + carried_in = payable + carried_out + forgiven
 *   Σ lines' distinct facts' amounts + Σ exclusions.amount = the period's control total of the partner, per currency
 */

typedef enum
{
  TW_STATEMENT_CALCULATED,
  TW_STATEMENT_APPROVED,
} TwStatementState;

typedef struct
{
  char   *key;         /* the rule's id in its program, `vol` */
  char   *name;        /* "Volume rebate" */
  char   *kind;        /* label: rebate, royalty … */
  char   *sentence;    /* what the rule pays, in words */
  int     version;     /* number of the program version whose wording this is */
  gboolean charge;     /* the partner is charged */
  gboolean money;      /* the measure is money in minor units, else a number in millionths */
  gint64  measure;     /* Σ measure of the rule's lines */
  gint64  amount;      /* Σ amount of the rule's lines, signed */
  guint   n_lines;
} TwStatementRule;

typedef struct
{
  gint64  id;          /* row of the workspace */
  char   *line_id;     /* `2026-Q3/Reseller 2026/R-104/vol/0017`, stable for the same run */
  gint64  number;      /* the last part of it */
  guint   rule;        /* index into rules */
  char   *kind;        /* "earned", "refund", "tier true-up", "top-up" … in words */
  char   *fact_kind;   /* (nullable): none for a line of the rule itself */
  char   *fact_id;     /* (nullable): external id */
  char   *document;    /* (nullable): order or deal reference */
  char   *customer;    /* (nullable): name */
  char   *product;     /* (nullable): name */
  TwDate  date;        /* the date that placed the fact, or TW_DATE_NONE */
  char   *fact_currency; /* (nullable) */
  gboolean has_fact_amount;
  gint64  fact_amount; /* minor units of fact_currency */
  char   *share;       /* (nullable): the partner's share of the fact, "40%" */
  gboolean has_measure;
  gint64  measure;     /* minor units or millionths, as the rule's `money` says */
  char   *band;        /* (nullable): "from 10,000.00" in plain digits; two bands as "0 … 10000.00" */
  char   *rate;        /* (nullable): the rate or price applied, or the effective one over several bands */
  gint64  amount;      /* signed; 0 where it was credited to a fund */
  gboolean is_fund;    /* credited to a fund, so no money of this statement */
  gint64  to_fund;     /* what is credited to the fund; a claim on it is a line of its own */
  TwDate  payable_on;  /* or TW_DATE_NONE */
  char   *state;       /* earned, payable, held … in words */
  int     version;     /* program version that priced it */
} TwStatementLine;

typedef struct
{
  char   *rule;        /* name of the rule */
  char   *window;      /* "2026-Q3" or inclusive dates */
  guint   n;           /* number of the step inside rule and window */
  char   *text;        /* the step in words, the same in window, XLSX and command line */
  char   *result;      /* (nullable): what came out, plain */
  char   *ref;         /* (nullable): path in the program */
} TwStatementStep;

typedef struct
{
  char   *fact_kind;
  char   *fact_id;
  char   *document;    /* (nullable) */
  char   *customer;    /* (nullable) */
  char   *product;     /* (nullable) */
  TwDate  date;
  char   *currency;    /* (nullable) */
  gboolean has_amount;
  gint64  amount;      /* minor units of `currency` */
  char   *rule;        /* (nullable): the rule in which the fact got furthest */
  char   *reason;      /* code of rules.md section 5 */
  char   *text;        /* the reason in words */
} TwStatementExclusion;

typedef struct
{
  gint64  id;
  char   *reason;      /* reason code in words */
  char   *reference;   /* (nullable): line id or other reference; none: general */
  char   *note;        /* (nullable) */
  char   *by;
  char   *at;          /* ISO date and time, UTC */
  gint64  amount;      /* signed */
} TwStatementAdjustment;

typedef struct
{
  char   *tier;        /* the tier whose condition this is */
  gboolean held;       /* the partner holds this tier */
  gboolean keep;       /* held against what it takes to stay, not to enter */
  char   *criterion;   /* in words */
  char   *value;       /* plain */
  char   *threshold;   /* plain */
  char   *shortfall;   /* (nullable): what is missing, plain */
  gboolean passed;
  TwDate  date;        /* of the review */
} TwStatementTierStep;

typedef struct
{
  char   *currency;
  int     digits;
  guint   n_facts;     /* facts of the partner dated in the period */
  gint64  facts;       /* their control total */
  gint64  earned;      /* of them, on which at least one line stands */
  gint64  excluded;
} TwStatementControl;

typedef struct
{
  gint64            id;
  gint64            run_id;
  gint64            partner_row;
  gint64            program_row;
  char             *partner;        /* name */
  char             *partner_id;     /* external id */
  char             *program;        /* name */
  char             *versions;       /* "1" or "1, 2" */
  char             *period;         /* "2026-Q3" */
  TwSpan            span;
  char             *currency;
  int               digits;
  TwTextStyle       style;          /* how its texts write numbers and dates */
  int               revision;
  TwStatementState  state;
  char             *calculated_by;
  char             *calculated_at;  /* ISO, UTC */
  char             *approved_by;    /* (nullable) */
  char             *approved_at;    /* (nullable) */
  gboolean          self_approved;
  char             *run_hash;       /* hash of the run's history entry */
  char             *tier;           /* (nullable): held at the period's end */
  char             *reason;         /* (nullable): why there is nothing to pay, in words */

  gint64            earned;         /* paid less charged */
  gint64            adjusted;
  gint64            carried_in;     /* from the period before */
  gint64            deferred;       /* of what is earned, payable later */
  gint64            released;       /* earned before, payable now */
  gint64            payable;        /* negative: to be invoiced */
  gint64            carried_out;
  gint64            forgiven;
  char             *paid_in;        /* (nullable): the partner's own currency where it is another one */
  gboolean          has_converted;  /* else there was no rate at the period's end */
  gint64            converted;      /* payable in minor units of `paid_in` */
  int               converted_digits;
  gint64            year_to_date;   /* earned in the fiscal year up to and including this period */

  GPtrArray        *problems;       /* (element-type utf8): what stopped a rule, a sentence each */
  GPtrArray        *rules;          /* (element-type TwStatementRule) */
  GPtrArray        *lines;          /* (element-type TwStatementLine): in rule order, then fact order */
  GPtrArray        *steps;          /* (element-type TwStatementStep) */
  GPtrArray        *exclusions;     /* (element-type TwStatementExclusion) */
  GPtrArray        *adjustments;    /* (element-type TwStatementAdjustment) */
  GPtrArray        *tier_path;      /* (element-type TwStatementTierStep) */
  GPtrArray        *controls;       /* (element-type TwStatementControl) */
} TwStatement;

/**
 * TwStatementReader:
 *
 * Reads statements one after another and keeps the programs that it met, so that a thousand statements of one program
 * parse its text once. Used by one thread, on that thread's workspace.
 */
typedef struct _TwStatementReader TwStatementReader;

TwStatementReader *tw_statement_reader_new  (TwWorkspace       *workspace);
void               tw_statement_reader_free (TwStatementReader *self);

/**
 * tw_statement_reader_read:
 * @id: row of the statement
 *
 * Reads a statement whole: one ordered pass per part.
 *
 * Returns: (transfer full): the statement, or %NULL with %TW_ERROR_NOT_FOUND or a store error
 */
TwStatement       *tw_statement_reader_read (TwStatementReader *self,
                                             gint64             id,
                                             GError           **error);

/**
 * tw_statement_reader_read_figures:
 * @id: row of the statement
 *
 * Reads what tw_statement_check() and a new calculation are held against, and nothing that only people read: no facts
 * behind the lines (of a line: id, number, rule, measure, amounts; of an exclusion: its reason), no sentences, no
 * versions, no steps, no tier path and no year to date.
 *
 * Returns: (transfer full): the statement, or %NULL with %TW_ERROR_NOT_FOUND or a store error
 */
TwStatement       *tw_statement_reader_read_figures (TwStatementReader *self,
                                                     gint64             id,
                                                     GError           **error);
/* tw_statement_reader_read() for a single one. */
TwStatement *tw_statement_read   (TwWorkspace        *workspace,
                                  gint64              id,
                                  GError            **error);
void         tw_statement_free   (TwStatement        *statement);

/**
 * tw_statement_find:
 * @partner: (nullable): name or external id of a partner; %NULL for all
 *
 * Returns: (transfer full) (element-type gint64): rows of the current statements of @period, ordered by program
 *   and partner id; empty where nothing is calculated
 */
GArray      *tw_statement_find   (TwWorkspace        *workspace,
                                  const char         *period,
                                  const char         *partner,
                                  GError            **error);

/**
 * tw_statement_check:
 *
 * Holds the invariants above against a statement that was read.
 *
 * Returns: (transfer full) (element-type TwFinding): what doesn't add up, with the difference; empty if it does
 */
GPtrArray   *tw_statement_check  (const TwStatement  *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStatement, tw_statement_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwStatementReader, tw_statement_reader_free)

G_END_DECLS
