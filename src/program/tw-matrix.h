/* tw-matrix.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-design.h"
#include "tw-program-edit.h"

G_BEGIN_DECLS

/* The tiers of a program as a table: a column per tier, lowest first, designations behind them; a
 * row per distinct criterion, benefit, review and so on over all of them. Criteria are the same
 * where they count the same thing (value expression with its filter and window) by the same
 * comparison. Where each value stands in the document is known, so that a changed cell is a list of
 * edits (tw-matrix-change.h). */

typedef enum
{
  TW_MATRIX_HEADING,       /* a heading that folds: Criteria, Benefits … */
  TW_MATRIX_CRITERION,     /* threshold of a comparison */
  TW_MATRIX_STAY,          /* of the criterion above: threshold to stay */
  TW_MATRIX_PICKED,        /* of a threshold that depends on something: one of its values */
  TW_MATRIX_JOINER,        /* any of, all of, at least n of, not, in n regions, held */
  TW_MATRIX_NAMED,         /* a condition that is defined by name */
  TW_MATRIX_POINT,         /* an item of points: its worth */
  TW_MATRIX_POINT_PART,    /* of the item above: need, floor or cap */
  TW_MATRIX_BENEFIT,
  TW_MATRIX_BENEFIT_COST,
  TW_MATRIX_BENEFIT_VALUE,
  TW_MATRIX_REVIEW,        /* a review with its cadence */
  TW_MATRIX_ATTENDEES,     /* a text below: attendees of a review, who answers for a benefit */
  TW_MATRIX_LEVEL,
  TW_MATRIX_BUDGET,
  TW_MATRIX_FLAG,          /* by invitation, needs the lower tiers */
  TW_MATRIX_POLICY,        /* of the whole program: one cell over all columns */
  TW_MATRIX_PARTNERS,      /* counted from the workspace, not from the document */
  TW_MATRIX_COST,
} TwMatrixRowKind;

/* What a cell holds, and so how it is typed. */
typedef enum
{
  TW_MATRIX_NOTHING,       /* a heading */
  TW_MATRIX_MONEY,
  TW_MATRIX_NUMBER,        /* number, or percentage where it ends in % */
  TW_MATRIX_COUNT,         /* whole number */
  TW_MATRIX_DATE,
  TW_MATRIX_DURATION,
  TW_MATRIX_TEXT,
  TW_MATRIX_CHOICE,
  TW_MATRIX_YES,           /* is there, or isn't */
} TwMatrixType;

/**
 * TwMatrixCell:
 * @owner: (nullable): path of the whole criterion, benefit … ; %NULL: the tier doesn't have it
 * @path: (nullable): path of the value that is shown, which need not exist yet
 * @list: (nullable): path of the list that what stands below the row is added to
 * @plain: (nullable): the value as the document has it: `500000.00`, `2%`, `quarter`
 * @words: (nullable): what is shown instead where the value is no literal; can't be typed over
 * @suffix: (nullable): behind the value: `each quarter`
 * @sign: before the value: "≥", or an empty text
 */
typedef struct
{
  char         *owner;
  char         *path;
  char         *list;
  char         *plain;
  char         *words;
  char         *suffix;
  const char   *sign;
  TwMatrixType  type;
} TwMatrixCell;

typedef struct
{
  const char *id;
  const char *label;       /* translated */
} TwMatrixChoice;

/**
 * TwMatrixRow:
 * @key: the same for the same row after a change
 * @title: in words
 * @depth: 0 for headings
 * @parent: index of the row that folds this one; -1: none
 * @n_below: rows that fold with it, which follow it
 * @whole: the one cell, cells[0], is of the whole program
 * @shared: of every tier by the program itself: edited there
 * @cells: one per tier
 * @choices: (array length=n_choices): of a choice
 */
typedef struct
{
  TwMatrixRowKind  kind;
  char            *key;
  char            *title;
  const char      *member;   /* JSON key of the value, where the kind has several */
  guint            depth;
  int              parent;
  guint            n_below;
  gboolean         whole;
  gboolean         shared;
  TwMatrixCell    *cells;
  TwMatrixChoice  *choices;
  guint            n_choices;
} TwMatrixRow;

typedef struct
{
  char     *name;
  char     *path;          /* `/tiers/0`, `/designations/0` */
  char     *root;          /* path of the condition to enter */
  gboolean  designation;
  gboolean  by_invitation;
  gboolean  everybody;     /* asks nothing */
  guint     index;         /* in its list */
} TwMatrixTier;

/**
 * TwMatrix:
 * @tiers: (array length=n_tiers)
 * @rows: (element-type TwMatrixRow)
 *
 * Never changed; a changed document makes a new one.
 */
typedef struct
{
  TwProgramDocument *document;
  TwMatrixTier      *tiers;
  guint              n_tiers;
  GPtrArray         *rows;
} TwMatrix;

TwMatrix           *tw_matrix_new       (TwProgramDocument *document);
void                tw_matrix_free      (TwMatrix          *self);
const TwMatrixRow  *tw_matrix_get_row   (const TwMatrix    *self,
                                         guint              row);
const TwMatrixCell *tw_matrix_get_cell  (const TwMatrix    *self,
                                         guint              row,
                                         guint              tier);
/* -1: there is none. */
int                 tw_matrix_find_row  (const TwMatrix    *self,
                                         const char        *key);
int                 tw_matrix_find_tier (const TwMatrix    *self,
                                         const char        *name);

/**
 * tw_matrix_find:
 * @path: a JSON pointer
 * @nearest: also where only something above or below it is shown
 * @row: (out): -1: the tier's heading
 * @tier: (out): the column
 *
 * Which cell shows what stands at @path.
 */
gboolean            tw_matrix_find      (const TwMatrix    *self,
                                         const char        *path,
                                         gboolean           nearest,
                                         int               *row,
                                         int               *tier);

/* (nullable): the label of a choice by its id. */
const char         *tw_matrix_choice_label (const TwMatrixRow *row,
                                         const char        *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwMatrix, tw_matrix_free)

G_END_DECLS
