/* tw-pipeline-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Expressions that lists and checks of the pipeline share, so that they can't disagree. */

/* What an opportunity is worth: what was agreed, else what is expected. */
#define TW_SQL_DEAL_AMOUNT "coalesce (o.amount, o.value)"

/* Its own probability, else that of its stage; won is certain, lost is none. NULL: nobody said. `s` is its stage. */
#define TW_SQL_DEAL_PROBABILITY \
  "CASE o.status WHEN 'won' THEN 1000000 WHEN 'lost' THEN 0 ELSE coalesce (o.probability, s.probability) END"

/* Amount × probability, rounded half away from zero to a minor unit in each opportunity. Taken apart so that no
 * product leaves 64 bits: SQLite would go on in floating point without a word. */
#define TW_SQL_WEIGHTED(a, p) \
  "(" a ") / 1000000 * (" p ") + ((" a ") % 1000000 * (" p ") + CASE WHEN (" a ") < 0 THEN -500000 ELSE 500000 END) / 1000000"

#define TW_SQL_DEAL_FROM \
  " FROM opportunity AS o LEFT JOIN stage AS s ON s.name = o.stage AND s.kind = 'open'"

/* What units of currency @c are worth in the workspace's pivot by the newest rate, either way round; NULL where nobody said.
 * For the order of amounts alone: a list of several currencies has one. */
#define TW_SQL_WORTH(c)                                                                                          \
  "CASE " c " WHEN (SELECT pivot_currency FROM workspace) THEN 1.0 ELSE coalesce ("                              \
  "(SELECT mantissa / pow (10.0, scale) / per FROM fx_rate WHERE base = " c                                      \
  " AND quote = (SELECT pivot_currency FROM workspace) ORDER BY date DESC LIMIT 1),"                             \
  " (SELECT pow (10.0, scale) * per / mantissa FROM fx_rate WHERE quote = " c                                    \
  " AND base = (SELECT pivot_currency FROM workspace) ORDER BY date DESC LIMIT 1)) END"

/* An amount in minor units of @c as a place in such a list. */
#define TW_SQL_AMOUNT_RANK(a, c) \
  "(" a ") / pow (10.0, (SELECT digits FROM currency WHERE code = " c ")) * (" TW_SQL_WORTH (c) ")"

/* A correction stands for what it corrects. */
#define TW_SQL_DEAL_CURRENT \
  "NOT EXISTS (SELECT 1 FROM opportunity AS n WHERE n.replaces = o.external_id)"

/* The registration of a deal names it by its reference, or by its external id. */
#define TW_SQL_DEAL_PROTECTED \
  "(SELECT max (r.expires) FROM registration AS r WHERE r.status = 'approved' AND r.closed IS NULL" \
  " AND r.deal_ref IN (o.deal_ref, o.external_id))"

/* Roles in the order in which people name them. */
#define TW_SQL_ROLE_RANK \
  "CASE role WHEN 'sourced' THEN 0 WHEN 'influenced' THEN 1 WHEN 'fulfilled' THEN 2 ELSE 3 END"

/* What a registration protects: the category it names, else that of its product. */
#define TW_SQL_CATEGORY_OF(r) \
  "coalesce (" r ".category, (SELECT p.category FROM product AS p WHERE p.id = " r ".product))"

/* Whether category @b is @a or lies somewhere below it. */
#define TW_SQL_WITHIN(a, b) \
  "EXISTS (WITH RECURSIVE up (id) AS (SELECT " b " UNION SELECT c.parent FROM category AS c JOIN up ON c.id = up.id" \
  " WHERE c.parent IS NOT NULL) SELECT 1 FROM up WHERE id = " a ")"

/* Whether two registrations of one customer ask for the same, by the workspace's scope. What names neither product
 * nor category asks for everything. */
#define TW_SQL_SAME_SCOPE(product_a, category_a, product_b, category_b)                                      \
  "CASE coalesce ((SELECT value FROM setting WHERE key = 'registration.scope'), 'category')"                \
  " WHEN 'customer' THEN 1"                                                                                 \
  " WHEN 'product' THEN " product_a " IS NULL OR " product_b " IS NULL OR " product_a " = " product_b       \
  " ELSE " category_a " IS NULL OR " category_b " IS NULL OR " TW_SQL_WITHIN (category_a, category_b)       \
  " OR " TW_SQL_WITHIN (category_b, category_a) " END"
