/* tw-rule-condition.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-form-private.h"

G_BEGIN_DECLS

/* What the rows of one condition share. */
typedef struct
{
  TwRuleForm *form;
  TwRulePart *part;
  char       *path;
  char       *name;
  JsonNode   *root;      /* the condition in its long form */
  gboolean    wrapped;   /* `/all/0` of it is the whole in the program */
} TwConditionBuilder;

/* What a control of a row is about. */
typedef struct
{
  TwConditionBuilder *builder;
  char               *place;   /* in the builder's root */
  const char         *json;    /* (nullable): what is added; NULL takes away what stands there */
} TwConditionPlace;

/* --- tw-rule-condition.c --- */

TwConditionPlace *tw_condition_place (TwConditionBuilder *builder,
                                    const char         *place,
                                    const char         *json);
void        tw_condition_place_free (gpointer           data,
                                    GClosure           *closure);
/* (transfer full): of the long form, to be changed. */
JsonNode   *tw_condition_copy      (TwConditionBuilder *builder);
/* Writes the long form as one step. */
void        tw_condition_change    (TwConditionBuilder *builder,
                                    JsonNode           *root);
/* A #TwFormulaFunc for what stands at a place of the condition; @user_data is the builder. */
gboolean    tw_condition_write     (const char         *path,
                                    const char         *json,
                                    gpointer            user_data,
                                    GError            **error);
GtkWidget  *tw_condition_remove_button (TwConditionBuilder *builder,
                                    const char         *place);

/* --- tw-rule-condition-row.c --- */

/* A comparison, a number of groups, a time that something held, or a formula. */
GtkWidget  *tw_condition_row       (TwConditionBuilder *builder,
                                    const char         *place,
                                    JsonNode           *node);
GtkWidget  *tw_condition_entry     (TwConditionBuilder *builder,
                                    const char         *place,
                                    TwFormulaKind       kind,
                                    const char         *title);

/* The forms that a condition may have in a program, and the one that rows are made from. */

/* (transfer full): @node (nullable) as a group of conditions that say the same. */
JsonNode *tw_rule_condition_expand       (JsonNode   *node);
/* Whether it is the short form of a filter: attributes with what they are to be. */
gboolean  tw_rule_condition_is_short     (JsonObject *object);
/* Adds the conditions of the short form to @all. */
void      tw_rule_condition_expand_short (JsonObject *object,
                                          JsonArray  *all);

G_END_DECLS
