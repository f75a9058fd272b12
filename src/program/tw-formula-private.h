/* tw-formula-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-formula.h"

G_BEGIN_DECLS

/* What writing and reading a formula share. */

/* A comparison and the key that it has in a condition. */
typedef struct
{
  const char *sign;
  const char *plain;  /* as it is typed on a keyboard */
  const char *key;
} TwFormulaTest;

extern const TwFormulaTest tw_formula_tests[];
extern const guint         tw_formula_n_tests;

/* Keys that tell a node, in the order in which they are looked for. */
extern const char * const  tw_formula_heads[];

/* Heads with a list of operands: `max(a, b)`. */
gboolean tw_formula_is_list_head (const char *head);
gboolean tw_formula_is_head      (const char *word);
/* Words with a meaning of their own, that a text must be quoted for. */
gboolean tw_formula_is_keyword   (const char *word);
/* A character that may stand in a word without quotes. */
gboolean tw_formula_is_word_char (gunichar    c);

G_END_DECLS
