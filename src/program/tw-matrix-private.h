/* tw-matrix-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-matrix.h"

G_BEGIN_DECLS

/* Shared by the files that build the table of tiers. */

/* A row while the table is built, with those below it. */
typedef struct
{
  TwMatrixRow *row;
  GPtrArray   *children;   /* TwMatrixNode* */
} TwMatrixNode;

typedef struct
{
  TwMatrix        *matrix;
  const TwProgram *program;
  JsonNode        *root;
  TwMatrixNode    *top;    /* no row: holds the headings */
} TwMatrixBuild;

/* The child of @parent with this key, or NULL. */
TwMatrixNode *tw_matrix_node_find (TwMatrixNode    *parent,
                                   const char      *key);
/* A new child at @position (-1: last). @title is taken over. */
TwMatrixNode *tw_matrix_node_add  (TwMatrixBuild   *build,
                                   TwMatrixNode    *parent,
                                   int              position,
                                   TwMatrixRowKind  kind,
                                   const char      *key,
                                   char            *title);
/* The child of this key for @tier, made at the end where there is none. */
TwMatrixCell *tw_matrix_node_cell (TwMatrixBuild   *build,
                                   TwMatrixNode    *parent,
                                   TwMatrixRowKind  kind,
                                   const char      *key,
                                   const char      *title,
                                   guint            tier,
                                   TwMatrixNode   **node);
/* (nullable): the text of the literal at @path. */
const char   *tw_matrix_text      (TwMatrixBuild   *build,
                                   const char      *path);
char         *tw_matrix_begin     (const char      *sentence);

/* tw-matrix-criteria.c */
void          tw_matrix_build_criteria (TwMatrixBuild *build);
/* tw-matrix-design.c */
void          tw_matrix_build_design   (TwMatrixBuild *build);
/* tw-matrix-policy.c */
void          tw_matrix_build_policy   (TwMatrixBuild *build);

/* The comparisons as JSON keys, by TwTestOp. */
extern const char * const tw_matrix_tests[TW_TEST_IN + 1];

G_END_DECLS
