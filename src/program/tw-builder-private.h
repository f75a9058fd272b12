/* tw-builder-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "tw-finding.h"
#include "tw-program-design.h"
#include "tw-program.h"
#include "tw-vocabulary.h"

G_BEGIN_DECLS

/* From JSON to the engine's tree. One builder makes one program. It goes on after a refusal, so
 * that a person sees all of them at once; a place that was refused gives %NULL, and the program is
 * thrown away.
 *
 * Types are found in two steps: tw_guess() says what a value is by itself, where a plain literal
 * such as "500.00" or a term of agreements is anything; tw_build_value() then builds it as what
 * its place wants. */

/* What a place wants, or a value is: the types of the engine, and two that are open. */
typedef enum
{
  WANT_NUMBER = TW_VALUE_NUMBER,
  WANT_MONEY = TW_VALUE_MONEY,
  WANT_TEXT = TW_VALUE_TEXT,
  WANT_DATE = TW_VALUE_DATE,
  WANT_BOOL = TW_VALUE_BOOL,
  WANT_ANY,               /* not decided by the value itself */
  WANT_WRONG,             /* contradicts itself; building it says how */
} Want;

typedef enum
{
  DEFINE_NEW,
  DEFINE_VISITING,
  DEFINE_DONE,
} DefineState;

typedef struct
{
  const char  *name;
  JsonNode    *node;
  char        *path;
  gboolean     is_condition;
  DefineState  state;
  Want         want;         /* of a value */
  gboolean     shared;       /* built once: its type doesn't depend on where it is used */
  gboolean     of_rule;      /* reads the rule it is used in, which decides its type */
  gboolean     windowless;   /* holds a measure without a window */
  guint        index;        /* in program->defines, where shared */
} Define;

/* Where the builder is. Copied and restored around what changes it. */
typedef struct
{
  const char **kinds;        /* of the fact that `fact.` reads; NULL: no fact here */
  guint        n_kinds;
  const char **outer_kinds;  /* of `outer.` */
  guint        n_outer;
  gboolean     in_filter;    /* a bare name is a fact attribute */
  gboolean     in_rule;      /* qualifier, measure and earned exist */
  gboolean     in_tier;      /* measures must state a window */
  Want         measure;      /* types inside the rule */
  Want         qualifier;
} Scope;

typedef struct
{
  TwProgram          *program;
  TwProgramDesign    *design;
  const TwVocabulary *vocabulary;
  GPtrArray          *findings;    /* of TwFinding */
  GString            *path;
  GHashTable         *defines;     /* name -> Define*, owned */
  GPtrArray          *define_list; /* Define*, in order, borrowed */
  GHashTable         *tiers;       /* set of tier names, borrowed */
  GHashTable         *funds;       /* name -> index + 1 */
  GHashTable         *rules;       /* id -> index + 1 */
  Scope               scope;
  gboolean            windowless;  /* a measure without a window was met */
  gboolean            of_rule;     /* `earned`, `measure` or `qualifier` was met */
  guint               n_guesses;
  guint               n_nodes;
} TwBuilder;

/* ---- tw-builder.c: paths, refusals, members ---- */

gsize        tw_builder_enter         (TwBuilder   *b,
                                       const char  *key);
gsize        tw_builder_enter_index   (TwBuilder   *b,
                                       guint        index);
void         tw_builder_leave         (TwBuilder   *b,
                                       gsize        mark);
void         tw_refuse                (TwBuilder   *b,
                                       const char  *code,
                                       const char  *remedy,
                                       const char  *format,
                                       ...) G_GNUC_PRINTF (4, 5);
/* NULL, refused, where @node is no object; unknown keys (not in the space-separated list) are
 * refused. */
JsonObject  *tw_get_object            (TwBuilder   *b,
                                       JsonNode    *node,
                                       const char  *keys);
JsonArray   *tw_get_array             (TwBuilder   *b,
                                       JsonNode    *node);
const char  *tw_get_text              (TwBuilder   *b,
                                       JsonNode    *node);
/* The member as text; NULL where absent (or refused). */
/* The same for what something is called: on one line, and no longer than a name. */
const char  *tw_member_name           (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key);
const char  *tw_member_text           (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key);
gboolean     tw_member_flag           (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key);
/* One of the space-separated @choices: its position; @standard where absent or refused. */
int          tw_member_choice         (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key,
                                       const char  *choices,
                                       int          standard);
/* A whole number from 0, as text or JSON integer. */
gboolean     tw_get_count             (TwBuilder   *b,
                                       JsonNode    *node,
                                       int         *count);
int          tw_member_count          (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key,
                                       int          standard);
gboolean     tw_member_duration       (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key,
                                       TwDuration  *duration);
gboolean     tw_get_date              (TwBuilder   *b,
                                       JsonNode    *node,
                                       TwDate      *date);
/* A share: a percentage or decimal; @percent says whether it had the sign. */
gboolean     tw_get_share             (TwBuilder   *b,
                                       JsonNode    *node,
                                       TwFraction  *share,
                                       gboolean    *percent);
/* Money of the program's currency, in minor units. */
gboolean     tw_get_money             (TwBuilder   *b,
                                       JsonNode    *node,
                                       TwFraction  *amount);
const char  *tw_intern_path           (TwBuilder   *b);
gboolean     tw_looks_numeric         (const char  *text);
gboolean     tw_looks_like_date       (const char  *text);
const char  *tw_want_name             (Want         want);

/* ---- tw-builder-guess.c ---- */

Want         tw_guess                 (TwBuilder   *b,
                                       JsonNode    *node);
/* The one type of both; WANT_WRONG where they contradict. */
Want         tw_join                  (Want         a,
                                       Want         b);
/* (transfer full) (nullable): a sentence with the attributes that could stand in the place of @name. */
char        *tw_list_attributes       (TwBuilder   *b,
                                       const char  *name);
/* Whether @name (with or without scope) is an attribute here; @bare: a filter's short key. */
gboolean     tw_find_attribute        (TwBuilder   *b,
                                       const char  *name,
                                       TwScope     *scope,
                                       const char **attribute,
                                       Want        *want,
                                       gboolean    *refused);
Define      *tw_find_define           (TwBuilder   *b,
                                       const char  *name);
gboolean     tw_is_measure            (JsonObject  *object,
                                       const char **head);
/* Kinds of a measure: its `fact`. */
const char **tw_get_kinds             (TwBuilder   *b,
                                       JsonNode    *node,
                                       guint       *n_kinds);

/* ---- tw-builder-name.c ---- */

/* NULL where the program has grown beyond all measure. */
TwExpr      *tw_new_expr              (TwBuilder   *b,
                                       TwExprKind   kind,
                                       Want         type);
/* @expr, or NULL, refused, where its place wants another type. */
TwExpr      *tw_check_type            (TwBuilder   *b,
                                       TwExpr      *expr,
                                       Want         want);

/* ---- tw-builder-value.c, -lookup.c ---- */

TwExpr      *tw_build_value           (TwBuilder   *b,
                                       JsonNode    *node,
                                       Want         want);
TwExpr      *tw_build_text            (TwBuilder   *b,
                                       const char  *text,
                                       Want         want);
TwExpr      *tw_build_literal         (TwBuilder   *b,
                                       const char  *text,
                                       Want         want);
TwExpr      *tw_member_value          (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key,
                                       Want         want);
TwExpr      *tw_build_pick            (TwBuilder   *b,
                                       JsonObject  *object,
                                       Want         want);
TwExpr      *tw_build_span            (TwBuilder   *b,
                                       JsonObject  *object);
TwExpr      *tw_build_age             (TwBuilder   *b,
                                       JsonObject  *object);
TwExpr      *tw_build_points          (TwBuilder   *b,
                                       JsonObject  *object,
                                       Want         want);
TwExpr      *tw_build_per_currency    (TwBuilder   *b,
                                       JsonObject  *object);
gboolean     tw_is_per_currency       (JsonObject  *object);
/* `each`: one attribute or a list. */
TwExpr     **tw_build_attributes      (TwBuilder   *b,
                                       JsonNode    *node,
                                       guint       *n);
/* Refuses a text that names no tier, where @by is the attribute of one; in a @pick also no
 * category or role. */
void         tw_check_named           (TwBuilder   *b,
                                       const TwExpr *by,
                                       const char  *text,
                                       gboolean     pick);

/* ---- tw-builder-measure.c ---- */

TwMeasure   *tw_build_measure         (TwBuilder   *b,
                                       JsonNode    *node,
                                       Want         want);
TwTimeWindow    *tw_build_window          (TwBuilder   *b,
                                       JsonNode    *node);
gboolean     tw_is_window             (JsonNode    *node);
gboolean     tw_member_per            (TwBuilder   *b,
                                       JsonObject  *object,
                                       TwPer       *per,
                                       TwCalendarUnit *unit);

/* ---- tw-builder-condition.c ---- */

TwCondition *tw_build_condition       (TwBuilder   *b,
                                       JsonNode    *node);
TwCondition *tw_build_filter          (TwBuilder   *b,
                                       JsonNode    *node);
gboolean     tw_is_condition          (JsonObject  *object);
TwCondition *tw_member_condition      (TwBuilder   *b,
                                       JsonObject  *object,
                                       const char  *key);

/* ---- tw-builder-table.c ---- */

void         tw_build_table           (TwBuilder   *b,
                                       TwRule      *rule,
                                       JsonObject  *object,
                                       Want         measure,
                                       Want         qualifier);

/* ---- tw-builder-adjust.c ---- */

void         tw_build_adjustments     (TwBuilder   *b,
                                       TwRule      *rule,
                                       JsonNode    *node);
void         tw_build_limits          (TwBuilder   *b,
                                       JsonNode    *node);

/* ---- tw-builder-rule.c, -parts.c ---- */

void         tw_build_rule            (TwBuilder   *b,
                                       TwRule      *rule,
                                       JsonNode    *node);
void         tw_build_rounding        (TwBuilder   *b,
                                       JsonNode    *node,
                                       TwRounding  *rounding);
void         tw_build_split           (TwBuilder   *b,
                                       JsonNode    *node,
                                       TwSplit     *split);
void         tw_build_rule_parts      (TwBuilder   *b,
                                       TwRule      *rule,
                                       JsonObject  *object);
void         tw_check_stacking        (TwBuilder   *b);

/* ---- tw-builder-tier.c ---- */

void         tw_build_tiers           (TwBuilder   *b,
                                       JsonObject  *root);

/* ---- tw-builder-define.c ---- */

void         tw_build_defines         (TwBuilder   *b,
                                       JsonNode    *node);

/* ---- tw-builder-design.c ---- */

/* @node: the whole program, an object. */
void         tw_build_design          (TwBuilder   *b,
                                       JsonNode    *node);

/* ---- tw-builder-program.c ---- */

/* (transfer full): NULL where anything was refused; refusals are added to @findings. With @stored
 * what is wrong with parts that change no cent is passed over. @design belongs to the program. */
TwProgram   *tw_build_program         (JsonNode               *root,
                                       const TwVocabulary     *vocabulary,
                                       gboolean                stored,
                                       GPtrArray              *findings,
                                       const TwProgramDesign **design);

G_END_DECLS
