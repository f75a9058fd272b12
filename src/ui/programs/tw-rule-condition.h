/* tw-rule-condition.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-form-private.h"

G_BEGIN_DECLS

/* The forms that a condition may have in a program, and the one that rows are made from. */

/* (transfer full): @node (nullable) as a group of conditions that say the same. */
JsonNode *tw_rule_condition_expand       (JsonNode   *node);
/* Whether it is the short form of a filter: attributes with what they are to be. */
gboolean  tw_rule_condition_is_short     (JsonObject *object);
/* Adds the conditions of the short form to @all. */
void      tw_rule_condition_expand_short (JsonObject *object,
                                          JsonArray  *all);

G_END_DECLS
