/* tw-run-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-calendar.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* Writes the rows of one calculation, within a history action of kind run that the caller began. Ids are reserved
 * in blocks and every statement is prepared once: a line costs one insert. The digests of statements and of the run are
 * made on the way, over the same rows. */
typedef struct _TwRunWriter TwRunWriter;

/* Numbers are %TW_QUERY_NULL where the column is NULL, dates %TW_DATE_NONE. */
typedef struct
{
  gint64      partner;
  const char *partner_id;   /* external id; for the digest's order and the line names */
  gint64      program;
  gint64      version;
  const char *currency;
  int         revision;
  gint64      measure;
  gint64      earned;
  gint64      charged;
  gint64      adjusted;
  gint64      brought_forward;
  gint64      deferred;
  gint64      released;
  gint64      payable;
  gint64      carried;
  gint64      forgiven;
  gint64      converted;
  const char *converted_currency;
  const char *tier;
  gint64      lines;
  gint64      facts_earned;
  gint64      facts_excluded;
  const char *nothing_reason;
  const char *detail;
} TwStatementRecord;

typedef struct
{
  gint64      rule;          /* program_rule.id */
  const char *rule_key;
  int         version;       /* number */
  TwSpan      window;        /* start TW_DATE_NONE: none */
  gint64      facts;
  gint64      total;
  gint64      before;
  gint64      posted;
  const char *steps;
} TwWindowRecord;

typedef struct
{
  gint64      rule;
  const char *rule_key;
  int         version;
  int         number;
  int         kind;
  int         state;
  gint64      fact_kind;
  gint64      fact;
  const char *fact_id;       /* external id */
  guint       window;        /* index into the statement's windows; G_MAXUINT: none */
  gint64      measure;
  gint64      amount;
  gint64      before;
  gint64      share;
  gint64      band;
  gint64      person;
  const char *person_id;
  gint64      cause_kind;
  gint64      cause;
  const char *cause_id;
  TwDate      payable_on;
  const char *inputs;
} TwLineRecord;

typedef struct
{
  gboolean    has_statement; /* it belongs to the statement that was begun last */
  gint64      fact_kind;
  gint64      fact;
  int         reason;
  gint64      rule;
  const char *detail;
} TwExclusionRecord;

typedef struct
{
  gint64      rule;
  const char *kind;
  const char *name;
  TwDate      origin;
  gint64      amount;
  TwDate      due;
  gint64      fact_kind;
  gint64      fact;
  TwDate      expires;
} TwBalanceRecord;

typedef struct
{
  const char *ladder;
  TwDate      reviewed;
  const char *held;
  const char *earned;
  const char *result;
  const char *cause;
  TwDate      effective;
  const char *evidence;
} TwReviewRecord;

TwRunWriter *tw_run_writer_new       (TwWorkspace              *workspace,
                                      const char               *period,
                                      TwSpan                    span,
                                      GError                  **error);
void         tw_run_writer_free      (TwRunWriter              *self);
gint64       tw_run_writer_get_run   (TwRunWriter              *self);
/* Begins a statement; its windows, then its lines, then the rest follow. */
gboolean     tw_run_writer_statement (TwRunWriter              *self,
                                      const TwStatementRecord  *record,
                                      GError                  **error);
gboolean     tw_run_writer_window    (TwRunWriter              *self,
                                      const TwWindowRecord     *record,
                                      GError                  **error);
/* Takes the place of a window in which nothing happened, so that the numbers of the others stay. */
void         tw_run_writer_skip_window (TwRunWriter            *self);
gboolean     tw_run_writer_line      (TwRunWriter              *self,
                                      const TwLineRecord       *record,
                                      GError                  **error);
gboolean     tw_run_writer_exclusion (TwRunWriter              *self,
                                      const TwExclusionRecord  *record,
                                      GError                  **error);
gboolean     tw_run_writer_balance   (TwRunWriter              *self,
                                      const TwBalanceRecord    *record,
                                      GError                  **error);
gboolean     tw_run_writer_review    (TwRunWriter              *self,
                                      const TwReviewRecord     *record,
                                      GError                  **error);
/* Writes what the run as a whole has: counts, digest, duration. @digest (out) (transfer full). */
gboolean     tw_run_writer_finish    (TwRunWriter              *self,
                                      gint64                    facts_seen,
                                      gint64                    facts_earned,
                                      gint64                    duration_ms,
                                      char                    **digest,
                                      GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRunWriter, tw_run_writer_free)

G_END_DECLS
