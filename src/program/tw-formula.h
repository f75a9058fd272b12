/* tw-formula.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values, conditions and measures of a program as one line of text, as people write formulas:
 *
 *   3%                                             agreement.quota × 110%
 *   (revenue − before) ÷ before else 0%            by(partner.tier, is: {Gold: 4%}, else: 2%)
 *   sum(amount, fact: sale, window: rolling(12 months)) ≥ 50000.00 keep 40000.00
 *   product.category in [Bikes, Parts] and not(customer.new = yes)
 *
 * The text says what the JSON says and nothing else: a node is written `head(value, key: value …)`
 * after its head key, sums and comparisons with signs, lists in brackets, filters and other objects
 * in braces. `+ - * / >= <= !=` are understood as well as `+ − × ÷ ≥ ≤ ≠`. Whether the names mean
 * anything is for the program to say that the node becomes a part of. */

/* (transfer full): never %NULL. */
char     *tw_formula_from_json (JsonNode    *node);

/**
 * tw_formula_to_json:
 *
 * Returns: (transfer full): %NULL with %TW_ERROR_PARSE and a sentence that quotes what stands where
 *   the text can't be read on
 */
JsonNode *tw_formula_to_json   (const char  *text,
                                GError     **error);

G_END_DECLS
