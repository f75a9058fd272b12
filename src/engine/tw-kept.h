/* tw-kept.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program.h"

G_BEGIN_DECLS

/* What is kept of one rule over one window of one partner, so that the window can be rated again at other bounds and rates
 * without its facts: the same integers that the engine's usual way of rating works with. Windows that can't be rated so
 * say why, and have nothing but their totals. */

#define TW_KEPT_MAX_STAGES 8

/* A stretch of facts whose rates come from the same places of the program, in fact order. Marginal tables see where the
 * qualifier stands; in retroactive ones a stretch holds all facts of its class. */
typedef struct
{
  gint64 dq;        /* millionths of the qualifier's unit */
  gint64 m;         /* and of the measure's; 0 where the facts aren't counted */
  guint  class_id;  /* of TwKeptClasses */
} TwKeptStretch;

/* The place that gives a band's rate to a fact: a literal of the program by the id of its node, or a value. */
typedef struct
{
  guint   id;       /* of the literal's node; G_MAXUINT: `value` */
  gint64  value;    /* millionths, of a value that is no literal; 0 where there is none */
  gboolean money;   /* it is money: for a unit price */
} TwKeptRate;

/* The classes of one rule: a rate per band each. Threads add to it together. */
typedef struct
{
  GMutex      lock;
  guint       n_bands;
  GHashTable *index;   /* GBytes of TwKeptRate × n_bands → id + 1 */
  GPtrArray  *rates;   /* TwKeptRate × n_bands, by id */
} TwKeptClasses;

typedef struct
{
  guint         partner;    /* row of PARTNER */
  guint         version;    /* index into the versions */
  guint         rule;       /* index into that version's rules */
  guint         order;      /* in which it ran */
  guint         period;     /* the caller's */
  TwSpan        window;
  const char   *why;        /* why it can't be rated again from this; NULL: it can */
  gint64        total;      /* the window's result to date, before best_of */
  gint64        standing;   /* after it */
  gint64        before;     /* posted in earlier periods */
  gint64        peak;       /* largest qualifier after any fact; 0 at least */
  TwFraction    q;
  TwFraction    m;
  guint         n_facts;
  guint         n_stages;   /* adjustments but guarantees */
  guint8        active;     /* bit per stage: its condition held */
  gint64        values[TW_KEPT_MAX_STAGES]; /* millionths of a factor, minor units of a limit */
  guint         n_stretches;
  TwKeptStretch stretches[];
} TwKeptWindow;

/* A rule's numbers for one rating; see tw_kept_table_init(). */
typedef struct
{
  const TwRule  *rule;
  TwRounding     rounding;
  gint64         bounds[64];
  gint64         flats[64];
  guint          n_classes;
  gint64        *rates;      /* class × band */
  gint64         values[TW_KEPT_MAX_STAGES];
  guint8         literal;    /* bit per stage: `values` take the place of the window's */
} TwKeptTable;

TwKeptClasses *tw_kept_classes_new  (guint                 n_bands);
void           tw_kept_classes_free (TwKeptClasses        *classes);
/**
 * tw_kept_table_init:
 * @program: the program, or one of the same shape with other literals
 * @exprs: its nodes by id
 *
 * Returns: %FALSE where its numbers don't fit the integers
 */
gboolean       tw_kept_table_init   (TwKeptTable          *table,
                                     const TwProgram      *program,
                                     const TwRule         *rule,
                                     TwExpr *const        *exprs,
                                     const TwKeptClasses  *classes);
void           tw_kept_table_clear  (TwKeptTable          *table);
/* The window's result to date, rounded. %FALSE where it doesn't fit the integers. */
gboolean       tw_kept_rate         (const TwKeptTable    *table,
                                     const TwKeptWindow   *window,
                                     gint64               *total);

G_END_DECLS
