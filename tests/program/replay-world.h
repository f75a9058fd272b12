/* replay-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-store-test.h"

#include "tw-program-add.h"
#include "tw-program-version.h"

/* What the tests of replays and scenarios work on: a small program and three partners. */

/* A year's marginal rebate, paid by the quarter: 2% up to 10,000.00, 4% above. */
#define PROGRAM                                                                                     \
  "{\"tierwright\":1,\"name\":\"Rebate\",\"partner_type\":\"reseller\",\"currency\":\"USD\","       \
  "\"effective_from\":\"2026-01-01\",\"payment\":{\"per\":\"quarter\",\"minimum\":\"50.00\"},"      \
  "\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\",\"baseline\":\"100\","   \
  "\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"},"    \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]}},{\"name\":\"Gold\",\"enter\":{\"value\":" \
  "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 months\"}},"                  \
  "\"at_least\":\"10000.00\"}}],"                                                                   \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"year\","  \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0\","        \
  "\"rate\":\"2%\"},{\"from\":\"10000.00\",\"rate\":\"4%\"}]}}]}"

/* A sells 14,000.00 in the first quarter and 1,000.00 in the second, B 1,000.00 and 2,000.00, C nothing. */
#define FACTS                                                                                       \
  "INSERT INTO partner (external_id, name) VALUES ('A', 'Alder'), ('B', 'Birch'), ('C', 'Cedar');"  \
  "INSERT INTO partner_type (partner, type, valid_from)"                                            \
  " SELECT id, 'reseller', '2020-01-01' FROM partner;"                                              \
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"                          \
  " ('a1', 1, '2026-01-10', 600000, 'USD'), ('a2', 1, '2026-02-10', 800000, 'USD'),"                \
  " ('a3', 1, '2026-05-10', 100000, 'USD'),"                                                        \
  " ('b1', 2, '2026-01-10', 100000, 'USD'), ('b2', 2, '2026-05-10', 200000, 'USD');"

typedef struct
{
  char        *dir;
  TwWorkspace *workspace;
  gint64       version;
} Fixture;

static TwSpan
span (const char *first,
      const char *last)
{
  TwSpan span;

  g_assert_true (tw_date_parse (first, &span.start, NULL));
  g_assert_true (tw_date_parse (last, &span.end, NULL));
  span.end++;

  return span;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  f->dir = tw_test_make_dir ();
  f->workspace = tw_store_test_create (f->dir);
  tw_store_test_edit (f->workspace, FACTS);
  g_assert_true (tw_program_add (f->workspace, PROGRAM, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_find (f->workspace, "Rebate", 1, &f->version, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tw_store_test_finish (f->workspace);
  tw_test_remove_dir (f->dir);
}
