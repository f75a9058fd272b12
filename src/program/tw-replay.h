/* tw-replay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-dataset.h"
#include "tw-engine.h"
#include "tw-program-document.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/* What a program would have cost: a past span of one or several successive pay periods calculated again by the same
 * engine, in memory, with nothing written. What one period posts, carries and decides of tiers is what the next begins
 * with. With the documents that a stored run had, a replay has that run's lines.
 *
 *   data = tw_replay_data_new (workspace, program, documents, dataset, span, &error);      reads; once
 *   replay = tw_replay_run (data, documents, flags, cancellable, progress, data, &error);  any number, from any thread
 *
 * Amounts are minor units of the program's currency. */

/**
 * TwReplayData:
 *
 * What replays of one program over one span read: the facts, the partners that each period covers, and what stored runs
 * left behind for the first one. Reference counted, never changed after it was made: threads may share it.
 */
typedef struct _TwReplayData TwReplayData;

/* One pay period; spans are half-open. */
typedef struct
{
  char   *name;       /* 2026-Q3 */
  TwSpan  span;
  gint64  cost;
  gint64  measure;
  guint   n_partners; /* that it covers */
} TwReplayPeriod;

/* One rule over all versions that have it. */
typedef struct
{
  const char *id;
  const char *name;
  const char *kind;
  gboolean    charge;
  gboolean    fund;        /* credits a fund: no cost until it is claimed */
  gint64      amount;      /* in the rule's own direction */
  gint64      cost;        /* what it adds to the program's cost: charges are negative, a fund's credits 0 */
  guint       n_partners;  /* with an amount other than 0 */
  guint       n_lines;
} TwReplayRule;

typedef struct
{
  guint       row;         /* of PARTNER in the dataset */
  gint64      id;          /* of the table partner */
  const char *external_id;
  const char *name;
  const char *type;        /* (nullable) */
  gint64      cost;
  gint64      measure;     /* money paid on, as on statements: a fact counts once in the whole span */
  guint       tier_before; /* index into `tiers`: on the day before the span */
  guint       tier;        /* after its last day */
  guint       n_facts;     /* dated in the span */
  guint       n_earned;    /* of them, on which a line stands */
  gboolean    seen;        /* a version was in force while it was covered */
} TwReplayPartner;

/* One partner × one rule over the span. */
typedef struct
{
  gint64 amount;
  gint64 measure;          /* of its lines on facts and refunds: minor units or millionths */
  guint  n_lines;
  int    band;             /* highest that a fact of its last window reached; -1: none */
  int    high;             /* the same of any window */
  guint32 periods;         /* a bit per period, the first 32, in which it has a line */
} TwReplayCell;

/* One partner × one period: what the sums are made of. */
typedef struct
{
  gint64   cost;
  gint64   common;
  gint64   measure;
  gint64   again;          /* of it, what earlier periods of the span had paid on already: a fact whose window is rated anew */
  gint64   paid;
  guint    tier_before;
  guint    tier;
  guint    n_facts;
  guint    n_earned;
  gboolean seen;           /* a version was in force and covered it */
} TwReplayPart;

/* Index 0 is no tier; then the rungs, lowest first, of all versions. */
typedef struct
{
  const char *name;        /* (nullable) */
  guint       n_before;
  guint       n_after;
  gint64      cost;        /* of each period by the tier at its end */
} TwReplayTier;

typedef struct
{
  const char *type;        /* (nullable): of partners without one */
  guint       n_partners;
  gint64      cost;
  gint64      measure;
} TwReplayType;

/* A review that changed, or would change, what a partner holds. */
typedef struct
{
  guint           partner;    /* index into `partners` */
  guint           period;
  const char     *designation;/* (nullable): the ladder */
  TwDate          date;
  TwDate          effective;
  TwReviewOutcome outcome;
  guint           from;       /* index into `tiers`, of the ladder alone */
  guint           to;
  TwDate          grace_ends; /* TW_DATE_NONE */
} TwReplayMove;

typedef struct
{
  guint  partner;
  guint  period;
  guint  rule;                /* index into `rules`; G_MAXUINT: the program's own */
  TwLine line;                /* `version` and `rule` are those of the documents as they were given */
} TwReplayLine;

/* What stopped a rule of a partner. */
typedef struct
{
  guint  partner;
  guint  period;
  char  *message;
} TwReplayProblem;

/**
 * TwReplay:
 *
 * The outcome. Everything belongs to it; texts live as long as it does. Same input, same bytes: nothing depends on
 * threads. The partners are those that any period covers, by external id.
 */
typedef struct
{
  TwSpan           span;
  const char      *currency;
  int              digits;
  gint64           cost;       /* pay less charge; what funds are credited is told by their rules */
  gint64           common;     /* of the cost, what stands on no rule: limits over several */
  gint64           measure;
  gint64           paid;       /* what statements of the span would pay, after carrying and minimums */
  GArray          *periods;    /* TwReplayPeriod */
  GArray          *rules;      /* TwReplayRule: of the last version first, in its order */
  GArray          *partners;   /* TwReplayPartner */
  TwReplayCell    *cells;      /* partners × rules, by partner */
  GArray          *tiers;      /* TwReplayTier */
  GArray          *types;      /* TwReplayType, by name */
  GArray          *moves;      /* TwReplayMove: by period, partner, date */
  GArray          *lines;      /* TwReplayLine: by period, partner, line; empty without TW_REPLAY_LINES */
  GArray          *problems;   /* TwReplayProblem */
  GPtrArray       *notes;      /* (element-type utf8): what to know about the figures, a sentence each */
  gint64           duration_us;
  /*< private >*/
  TwReplayPart    *parts;      /* partners × periods, by partner */
  GPtrArray       *documents;
  TwReplayData    *data;
  GStringChunk    *texts;
} TwReplay;

typedef enum
{
  TW_REPLAY_TOTALS = 0,
  TW_REPLAY_LINES  = 1 << 0,   /* keep every line: about 150 bytes each */
  TW_REPLAY_ALONE  = 1 << 1,   /* the documents as if in force from the first day of the span, whatever their own dates
                                * say; nothing posted or carried before. Several documents: an error */
  TW_REPLAY_WHOLE  = 1 << 2,   /* with ALONE: as if in force ever since, so that windows which began before the span count
                                * whole; the first period then posts for them what earlier ones would have */
} TwReplayFlags;

/* From a calculating thread, with the fraction done. */
typedef void (*TwReplayProgress) (double   fraction,
                                  gpointer user_data);

/**
 * tw_replay_data_new:
 * @workspace: only read, and only until this returns: a fork in a thread of its own will do
 * @program: row of the program; who is enrolled and what runs stored are read by it
 * @documents: (element-type TwProgramDocument): all that will be replayed; what they read of sales is loaded
 * @dataset: (nullable): one that has all of it already, and stays at least as long; %NULL loads one
 * @span: whole pay periods of the first document
 *
 * Returns: (transfer full): %NULL with %TW_ERROR_REFUSED where @span isn't made of whole pay periods
 */
TwReplayData   *tw_replay_data_new      (TwWorkspace        *workspace,
                                         gint64              program,
                                         GPtrArray          *documents,
                                         const TwDataset    *dataset,
                                         TwSpan              span,
                                         GError            **error);
/* The same for the program of a version, with a dataset of its own. */
TwReplayData   *tw_replay_data_new_for_version (TwWorkspace *workspace,
                                         gint64              version,
                                         GPtrArray          *documents,
                                         TwSpan              span,
                                         GError            **error);
TwReplayData   *tw_replay_data_ref      (TwReplayData       *data);
void            tw_replay_data_unref    (TwReplayData       *data);
const TwDataset *tw_replay_data_get_dataset (const TwReplayData *data);
/* Whether @document can be replayed on @data: everything it reads was loaded. */
gboolean        tw_replay_data_serves   (const TwReplayData *data,
                                         const TwProgramDocument *document);

/**
 * tw_replay_run:
 * @documents: (element-type TwProgramDocument): successive versions by their dates, or one with %TW_REPLAY_ALONE
 * @cancellable: (nullable)
 * @progress: (nullable)
 *
 * Returns: (transfer full): %NULL with %TW_ERROR_CANCELLED, or where the engine can't be set up
 */
TwReplay       *tw_replay_run           (TwReplayData       *data,
                                         GPtrArray          *documents,
                                         TwReplayFlags       flags,
                                         GCancellable       *cancellable,
                                         TwReplayProgress    progress,
                                         gpointer            user_data,
                                         GError            **error);
void            tw_replay_free          (TwReplay           *replay);

/**
 * tw_replay_documents:
 * @version: row of a version, a draft or published
 * @changed: (nullable): what stands in its place; %NULL the version itself
 * @flags: (out): %TW_REPLAY_ALONE where the version isn't published, or isn't in force in @span
 *
 * The documents to replay for "this version over that span": with a published version that is in force then, all
 * published versions of its program by their dates, the one replaced; otherwise the document alone.
 *
 * Returns: (transfer full) (element-type TwProgramDocument)
 */
GPtrArray      *tw_replay_documents     (TwWorkspace        *workspace,
                                         gint64              version,
                                         TwProgramDocument  *changed,
                                         TwSpan              span,
                                         TwReplayFlags      *flags,
                                         GError            **error);
/* Everything above in one call, for a version as it is or with @changed in its place. */
TwReplay       *tw_replay_version       (TwWorkspace        *workspace,
                                         gint64              version,
                                         TwProgramDocument  *changed,
                                         TwSpan              span,
                                         TwReplayFlags       flags,
                                         GCancellable       *cancellable,
                                         TwReplayProgress    progress,
                                         gpointer            user_data,
                                         GError            **error);

static inline const TwReplayCell *
tw_replay_cell (const TwReplay *replay,
                guint           partner,
                guint           rule)
{
  return &replay->cells[(gsize) partner * replay->rules->len + rule];
}

static inline const TwReplayPart *
tw_replay_part (const TwReplay *replay,
                guint           partner,
                guint           period)
{
  return &replay->parts[(gsize) partner * replay->periods->len + period];
}

/* Cost ÷ measure in millionths, rounded half up; FALSE where there is no measure. */
gboolean        tw_replay_effective_rate (const TwReplay    *replay,
                                         gint64             *millionths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwReplayData, tw_replay_data_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwReplay, tw_replay_free)

G_END_DECLS
