/* tw-rule-shape.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-program-document.h"

G_BEGIN_DECLS

/**
 * TwRuleShape:
 * @id: also the id of a rule made from it, as long as that is free
 * @types: partner types that produce the facts it needs (requirements 1.5.3), with blanks between; `*`
 *   all
 *
 * A mechanism as a rule to start from. Its numbers are examples.
 */
typedef struct
{
  const char *id;
  const char *title;     /* for people: tw_rule_shape_get_title() */
  const char *summary;
  const char *types;
  const char *kind;
  const char *window;
  const char *counts;    /* a formula (tw-formula.h) */
  const char *rest;      /* of the rule, as members of a formula: what it pays, and what else it has */
} TwRuleShape;

guint              tw_rule_shape_count       (void);
const TwRuleShape *tw_rule_shape_nth         (guint                    index);
/* Translated. */
const char        *tw_rule_shape_get_title   (const TwRuleShape       *shape);
const char        *tw_rule_shape_get_summary (const TwRuleShape       *shape);
gboolean           tw_rule_shape_is_legal    (const TwRuleShape       *shape,
                                              const char              *partner_type);
/* (transfer full): a rule of this shape as JSON, with an id that no rule of @document has. */
char              *tw_rule_shape_make        (const TwRuleShape       *shape,
                                              const TwProgramDocument *document);
/* (transfer full): @wish, or it with a number behind, that no rule of @document has. */
char              *tw_rule_free_id           (const TwProgramDocument *document,
                                              const char              *wish);

G_END_DECLS
