/* tw-run-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-query.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What earlier calculations left behind, as plain rows. Rows of replaced runs are never read. Numbers are
 * %TW_QUERY_NULL where the column is NULL, dates %TW_DATE_NONE; spans are half-open. */

typedef struct
{
  gint64  partner;
  char   *rule;        /* key */
  int     kind;
  gint64  fact_kind;
  gint64  fact;
  TwSpan  window;
  TwDate  posted_on;   /* first day of the period in which it was posted */
  gint64  amount;
  gint64  person;
} TwPostedRow;

typedef struct
{
  gint64  partner;
  char   *kind;
  char   *name;        /* (nullable) */
  TwDate  origin;
  gint64  amount;
  TwDate  expires;
  TwDate  due;
  gint64  fact_kind;
  gint64  fact;
} TwBalanceRow;

/* A tier that a review of an earlier period gave or took. */
typedef struct
{
  gint64  partner;
  char   *ladder;      /* `tier`, or a designation's name */
  char   *tier;        /* (nullable): none from then on */
  TwDate  from;
} TwTierRow;

/* One program that pays by some period, with its partners. */
typedef struct
{
  gint64  program;
  char   *name;
} TwProgramRow;

/* An enrolment, or with `partner` of the program's type and no dates a partner of a program that enrols nobody by name. */
typedef struct
{
  gint64  partner;
  char   *partner_id;  /* external id */
} TwCoveredRow;

/* A statement that stands for a period, when another run begins. */
typedef struct
{
  gint64   id;
  gint64   partner;
  gint64   program;
  int      revision;
  gboolean approved;
  gboolean reopened;
} TwStandingRow;

/* A calculated period into which facts were imported afterwards. */
typedef struct
{
  char   *period;
  gint64  facts;
} TwLateRow;

/* The rows behind a version that a run prices with. */
typedef struct
{
  gint64  id;          /* program_version */
  GArray *rules;       /* gint64: program_rule, in document order */
} TwVersionRows;

/* All (transfer full), with elements that the array frees. */

/* Lines of @program's statements of periods that ended before @start; @open_only: those of windows that reach @start,
 * which is all that is needed where nothing is reversed or clawed back. */
GArray    *tw_run_read_posted     (TwWorkspace  *workspace,
                                   gint64        program,
                                   TwDate        start,
                                   gboolean      open_only,
                                   GError      **error);
/* Balances after each partner's latest statement of a period that ended before @start. */
GArray    *tw_run_read_balances   (TwWorkspace  *workspace,
                                   gint64        program,
                                   TwDate        start,
                                   GError      **error);
/* Promotions and demotions that reviews of periods that ended before @start decided, by partner and day. */
GArray    *tw_run_read_tiers      (TwWorkspace  *workspace,
                                   gint64        program,
                                   TwDate        start,
                                   GError      **error);
/* Programs with a version that was published, by name. */
GArray    *tw_run_read_programs   (TwWorkspace  *workspace,
                                   GError      **error);
/* %TW_ERROR_NOT_FOUND where @program has no version @number; free `rules`. */
gboolean   tw_run_read_version    (TwWorkspace   *workspace,
                                   gint64         program,
                                   int            number,
                                   TwVersionRows *rows,
                                   GError       **error);
/* Partners that a program covers on any day of @span, by external id: the enrolled ones, or, where nobody was ever
 * enrolled in it, all that are of its type then. */
GArray    *tw_run_read_covered    (TwWorkspace  *workspace,
                                   gint64        program,
                                   TwSpan        span,
                                   GError      **error);
/* Calculated periods, by date, that don't know all of their facts any more. */
GArray    *tw_run_read_late       (TwWorkspace  *workspace,
                                   GError      **error);
/* Statements of @period that stand. */
GArray    *tw_run_read_standing   (TwWorkspace  *workspace,
                                   const char   *period,
                                   GError      **error);
/* (transfer full): partner, program, partner's name, period of approved statements that begin at @end or later, earliest
 * first: they build on what was posted and carried before. */
TwQuery   *tw_run_query_later_approved (TwWorkspace *workspace,
                                   TwDate        end,
                                   GError      **error);
/* What is adjusted by hand: partner row → sum, in minor units of the program's currency. */
GHashTable *tw_run_read_adjusted  (TwWorkspace  *workspace,
                                   gint64        program,
                                   const char   *period,
                                   GError      **error);
/* Marks every statement of @period that is not approved, and its run, as replaced. */
gboolean   tw_run_replace         (TwWorkspace  *workspace,
                                   const char   *period,
                                   GError      **error);
/* (transfer full): the workspace's fiscal calendar. */
TwCalendar *tw_workspace_calendar (TwWorkspace  *workspace,
                                   GError      **error);

G_END_DECLS
