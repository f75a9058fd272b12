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

/* What is kept of a limit over several rules, in one unit of one partner or of the program: as long as it bites neither
 * before nor after a change, nothing but the change matters. */
typedef struct
{
  guint    partner;    /* row of PARTNER; G_MAXUINT: over the program */
  guint    version;
  guint    limit;      /* index into that version's limits */
  guint    period;     /* the caller's */
  TwSpan   unit;
  gboolean plain;      /* its bound looks at no result, and all lines of its rules in the unit count in it */
  gboolean holds;      /* its condition */
  gint64   earned;     /* what the rules came to in the unit to date, before it */
  gint64   bound;
} TwKeptLimit;

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
/* The number of the class with @rates, one per band. */
guint          tw_kept_class        (TwKeptClasses        *classes,
                                     const TwKeptRate     *rates);
/* Makes the one class of a table whose rates are all literals, or nothing; FALSE for others. */
gboolean       tw_kept_literals     (TwKeptClasses        *classes,
                                     const TwTable        *table);
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
/* The parts of rating one, for who goes through a window's facts with the same integers: which band a qualifier reaches (-1:
 * none), the flats of a band, the pay between two qualifiers in 10^-12 of a minor unit added to @sum, and the result of a
 * window's sum with its adjustments, rounded. */
int            tw_kept_band         (const TwKeptTable    *table,
                                     gint64                q);
__int128       tw_kept_flats        (const TwKeptTable    *table,
                                     int                   band);
gboolean       tw_kept_slices       (const TwKeptTable    *table,
                                     const gint64         *rates,
                                     gint64                q0,
                                     gint64                q1,
                                     __int128             *sum);
gboolean       tw_kept_finish       (const TwKeptTable    *table,
                                     const TwKeptWindow   *window,
                                     __int128              sum,
                                     __int128              flats,
                                     gint64               *total);
/* The window's result to date, rounded. %FALSE where it doesn't fit the integers. */
gboolean       tw_kept_rate         (const TwKeptTable    *table,
                                     const TwKeptWindow   *window,
                                     gint64               *total);

G_END_DECLS
