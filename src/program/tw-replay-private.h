/* tw-replay-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-opening.h"
#include "tw-replay.h"

G_BEGIN_DECLS

typedef struct
{
  char      *name;
  TwSpan     span;
  GArray    *covered;      /* guint: indexes into the data's partners */
  TwOpening *adjustments;  /* balances of what was adjusted by hand in this period */
} TwReplaySpan;

typedef struct
{
  gint64  id;
  char   *external_id;
  guint   row;
} TwReplayCovered;

struct _TwReplayData
{
  gatomicrefcount  refs;
  char            *program;   /* the name under which enrolments and tiers know it */
  GPtrArray       *documents; /* own the texts of `names` */
  GHashTable      *names;     /* NULL: the dataset is somebody else's and has everything */
  TwDataset       *owned;
  const TwDataset *dataset;
  TwSheets        *sheets;    /* of the dataset: replays of changed documents share them */
  TwSpan           span;
  TwCalendarUnit   unit;
  GArray          *spans;     /* TwReplaySpan */
  GArray          *partners;  /* TwReplayCovered, by external id */
  gboolean         whole;     /* `opening` has lines of closed windows too */
  TwOpening       *opening;
};

/* Lists that one partner of one period leaves for the outcome, written by the thread that calculated it. */
typedef struct
{
  GArray    *moves;     /* (nullable): TwReplayMove */
  GArray    *lines;     /* (nullable): TwReplayLine */
  GPtrArray *problems;  /* (nullable): utf8 */
  GHashTable *counted;  /* (nullable): fact → gint64* what it counted with, over all periods so far */
} TwReplaySlot;

/* What else is asked of a partner's result, in the thread that calculated it. */
typedef void (*TwReplayVisit) (TwEngine              *engine,
                               const TwPartnerResult *result,
                               gpointer               user_data);

/* What a replay does beyond tw_replay_run(). */
typedef struct
{
  const guint8  *only;      /* (nullable): by partner, whether it is calculated at all */
  gboolean       reviews;   /* only what reviews decide: no lines, no payments */
  TwReviewMemo  *memo;      /* (nullable) */
  GPtrArray     *windows;   /* (nullable): gets what is kept of windows, TwKeptWindow, in any order */
  TwKeptClasses **classes;  /* with `windows` */
  GArray         *limits;   /* with `windows`: TwKeptLimit, in any order */
  GArray         *crossings; /* (nullable): gets TwCrossing, in any order */
  TwReplayVisit   visit;    /* (nullable) */
  gpointer        visit_data;
} TwReplayExtra;

/* One replay at work. */
typedef struct
{
  TwReplayData     *data;
  GPtrArray        *documents;
  TwReplayFlags     flags;
  GCancellable     *cancellable;
  TwReplayProgress  progress;
  gpointer          user_data;
  TwReplayExtra     extra;

  TwProgram        *programs;    /* copies whose members belong to the documents */
  TwProgram       **versions;
  gboolean          shares;      /* limits over the whole program */
  gboolean          whole;
  TwReplay         *replay;
  GHashTable       *rule_index;  /* rule id → index + 1 */
  GHashTable       *tier_index;  /* tier → index, 0 unknown */
  guint            *rule_of;     /* version × rule → index: rule_first[version] + rule */
  guint            *rule_first;
  TwOpening        *opening;     /* of the period at work */
  GPtrArray        *kept;        /* TwOpening: own texts that later ones borrow */
  TwReplaySlot     *slots;       /* by partner */
  guint             period;
  TwEngine         *engine;
  GMutex            keeping;
  guint             next;        /* atomic: the next of the covered ones */
  guint             n_done;      /* atomic */
  guint             n_all;       /* partners over all periods */
} TwReplayJob;

/* tw-replay-data.c: (transfer full): of a document that no program of the workspace may have yet, over @n_periods successive
 * pay periods and the partners @rows of @dataset, which stays at least as long; nothing posted or carried before. */
TwReplayData *tw_replay_data_new_plain (TwProgramDocument *document,
                                const TwDataset       *dataset,
                                const TwSpan          *periods,
                                guint                  n_periods,
                                const guint           *rows,
                                guint                  n_rows);
/* tw-replay.c */
TwReplay *tw_replay_run_extra  (TwReplayData          *data,
                                GPtrArray             *documents,
                                TwReplayFlags          flags,
                                const TwReplayExtra   *extra,
                                GCancellable          *cancellable,
                                TwReplayProgress       progress,
                                gpointer               user_data,
                                GError               **error);
/* tw-replay-state.c */
/* What is there before the first period. */
TwOpening *tw_replay_open      (const TwReplayJob     *job);
/* Appends what a partner's result leaves for the next period. */
void       tw_replay_carry     (const TwReplayJob     *job,
                                const TwPartnerResult *result,
                                TwOpening             *carried);
/* The next period's opening from the present one and what threads carried; these stay in @kept. */
TwOpening *tw_replay_advance   (TwReplayJob           *job,
                                GPtrArray             *carried);
/* tw-replay-total.c */
void       tw_replay_begin     (TwReplayJob           *job);
void       tw_replay_collect   (TwReplayJob           *job,
                                guint                  partner,
                                const TwPartnerResult *result);
/* Adds the lists of a period's slots to the outcome, in the order of partners. */
void       tw_replay_gather    (TwReplayJob           *job);
/* All sums from `parts` and `cells`. */
gboolean   tw_replay_sum       (TwReplay              *replay,
                                GError               **error);

G_END_DECLS
