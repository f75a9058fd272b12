/* tw-program-walk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program.h"

G_BEGIN_DECLS

/**
 * TwWalk:
 *
 * What is called for every node of a part of a program, parents before children. Names of `define`
 * are not followed: walk the definitions once, with tw_walk_define().
 */
typedef struct
{
  void    (*expr)      (const TwExpr      *expr,
                        gpointer           user_data);
  void    (*condition) (const TwCondition *condition,
                        gpointer           user_data);
  void    (*measure)   (const TwMeasure   *measure,
                        gpointer           user_data);
  gpointer  user_data;
} TwWalk;

/* A NULL node is passed over. */
void          tw_walk_expr      (const TwWalk      *walk,
                                 const TwExpr      *expr);
void          tw_walk_condition (const TwWalk      *walk,
                                 const TwCondition *condition);
void          tw_walk_measure   (const TwWalk      *walk,
                                 const TwMeasure   *measure);
void          tw_walk_adjust    (const TwWalk      *walk,
                                 const TwAdjust    *adjust);
void          tw_walk_rule      (const TwWalk      *walk,
                                 const TwRule      *rule);
void          tw_walk_tier      (const TwWalk      *walk,
                                 const TwTier      *tier);
void          tw_walk_define    (const TwWalk      *walk,
                                 const TwDefine    *define);
/* (nullable): @expr, or what the name that it is stands for. */
const TwExpr *tw_resolve_expr   (const TwProgram   *program,
                                 const TwExpr      *expr);
/* Whether @expr is a literal (by way of names too), and which. */
gboolean      tw_expr_literal   (const TwProgram   *program,
                                 const TwExpr      *expr,
                                 TwFraction        *value);

G_END_DECLS
