/* test-tier-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Proposals of a review: made, made again only for cause, approved, declined, undone. */

#include "config.h"

#include "tw-store-test.h"

#include "tw-approval.h"
#include "tw-entity.h"
#include "tw-error.h"
#include "tw-program-add.h"
#include "tw-qualification.h"
#include "tw-run.h"
#include "tw-tier-count.h"
#include "tw-tier-proposal.h"

#define SOLD "{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 months\"}},\"at_least\":"

/* Reviewed by hand: Silver from 1,000.00, Gold from 10,000.00 and kept from 8,000.00, Elite from 20,000.00 by
 * invitation. A change begins with the next month. */
#define PROGRAM                                                                                         \
  "{\"tierwright\":1,\"name\":\"Ladder\",\"partner_type\":\"reseller\",\"currency\":\"USD\","           \
  "\"effective_from\":\"2026-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\"," \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}," \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":" SOLD "\"1000.00\"}},"                                    \
  "{\"name\":\"Gold\",\"enter\":" SOLD "\"10000.00\",\"keep_at_least\":\"8000.00\"}},"                  \
  "{\"name\":\"Elite\",\"by_invitation\":true,\"enter\":" SOLD "\"20000.00\"}}],"                       \
  "\"tier_policy\":{\"promote\":{\"review\":\"manual\",\"effective\":\"next_month\"},"                  \
  "\"demote\":{\"review\":\"manual\",\"effective\":\"next_quarter\"}},"                                 \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"year\","      \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0\","            \
  "\"rate\":\"2%\"}]}}]}"

/* A sold 12,000.00 and holds Silver; B 7,000.00 and holds Gold; C 25,000.00 and holds Gold; D 9,000.00 and keeps
 * Gold. */
#define FACTS                                                                                           \
  "INSERT INTO partner (external_id, name) VALUES ('A', 'Alder'), ('B', 'Birch'), ('C', 'Cedar'), ('D', 'Dogwood');" \
  "INSERT INTO partner_type (partner, type, valid_from)"                                                \
  " SELECT id, 'reseller', '2020-01-01' FROM partner;"                                                  \
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"                              \
  " ('a1', 1, '2026-02-10', 1200000, 'USD'), ('b1', 2, '2026-02-10', 700000, 'USD'),"                   \
  " ('c1', 3, '2026-02-10', 2500000, 'USD'), ('d1', 4, '2026-02-10', 900000, 'USD');"
#define HELD                                                                                            \
  "INSERT INTO tier_assignment (partner, program, ladder, tier, valid_from, cause) SELECT p.id, g.id, 'tier',"    \
  " iif (p.external_id = 'A', 'Silver', 'Gold'), '2026-01-01', 'import' FROM partner AS p, program AS g;"

typedef struct
{
  char        *dir;
  TwWorkspace *workspace;
  TwDate       day;
} Fixture;

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
  tw_store_test_edit (f->workspace, HELD);
  g_assert_true (tw_date_parse ("2026-05-20", &f->day, NULL));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  tw_store_test_finish (f->workspace);
  tw_test_remove_dir (f->dir);
}

static guint
review (Fixture *f,
        TwDate   day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = tw_qualify (f->workspace, NULL, day, &error);
  g_autoptr (GPtrArray) proposals = NULL;
  guint n = G_MAXUINT;

  g_assert_no_error (error);
  proposals = tw_qualify_proposals (all, day);
  g_assert_true (tw_tier_proposals_add (f->workspace, proposals, &n, &error));
  g_assert_no_error (error);

  return n;
}

/* "A Silver Gold promotion" for each, by partner. */
static void
assert_proposals (Fixture    *f,
                  const char *state,
                  const char *expected)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce (group_concat (line, '; '), '') FROM (SELECT p.external_id || ' ' || coalesce (t.held, '-') || ' '"
    " || coalesce (t.proposed, '-') || ' ' || t.cause AS line FROM tier_proposal AS t"
    " JOIN partner AS p ON p.id = t.partner WHERE t.state = '%s' ORDER BY p.external_id)", state);
  g_autofree char *found = tw_store_test_text (f->workspace, sql);

  g_assert_cmpstr (found, ==, expected);
}

static gint64
find (Fixture    *f,
      const char *partner)
{
  g_autofree char *sql = g_strdup_printf ("SELECT t.id FROM tier_proposal AS t JOIN partner AS p ON p.id = t.partner"
                                          " WHERE p.external_id = '%s' AND t.state = 'open'", partner);

  return tw_store_test_int (f->workspace, sql);
}

#define OPEN                                                                                            \
  "A Silver Gold promotion; B Gold Silver demotion; C Gold Elite invitation"

/* A above the bar, B below the one for keeping, C by invitation, D between the two bars: nothing. */
static void
test_made (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  g_autofree char *evidence = NULL;
  gint64 entries;

  g_assert_cmpuint (review (f, f->day), ==, 3);
  assert_proposals (f, "open", OPEN);
  tw_history_next_undo (f->workspace, &label);
  g_assert_cmpstr (label, ==, "Recorded proposals of tiers");

  /* Of all criteria the one that keeps what is held, against its own bar. */
  evidence = tw_store_test_text (f->workspace,
                                 "SELECT group_concat ((j.value ->> 'tier') || ' ' || (j.value ->> 'value') || ' of '"
                                 " || (j.value ->> 'threshold') || ', ' || (j.value ->> 'shortfall') || ' ' || (j.value ->> 'pass'))"
                                 " FROM tier_proposal AS t, json_each (t.evidence) AS j WHERE t.partner = 2");
  g_assert_cmpstr (evidence, ==, "Gold 7000 of 8000, 1000 0");

  /* The same again is no entry of the history. */
  entries = tw_store_test_int (f->workspace, "SELECT count(*) FROM history");
  g_assert_cmpuint (review (f, f->day), ==, 0);
  g_assert_cmpuint (review (f, f->day + 1), ==, 0);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count(*) FROM history"), ==, entries);
}

static void
test_approved (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autofree char *held = NULL;
  gint64 id;

  review (f, f->day);
  id = find (f, "A");
  before = tw_store_test_state (f->workspace);
  g_assert_false (tw_tier_proposals_approve (f->workspace, &id, 1, f->day - 1, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);

  g_assert_true (tw_tier_proposals_approve (f->workspace, &id, 1, f->day + 12, NULL, &error));
  g_assert_no_error (error);
  held = tw_store_test_text (f->workspace, "SELECT group_concat (tier || ' ' || valid_from || ' ' || coalesce (valid_to, '-')"
                                           " || ' ' || cause, '; ') FROM tier_assignment WHERE partner = 1");
  g_assert_cmpstr (held, ==, "Silver 2026-01-01 2026-06-01 import; Gold 2026-06-01 - promotion");
  tw_history_next_undo (f->workspace, &label);
  g_assert_cmpstr (label, ==, "Approved tier “Gold” of Alder");
  g_assert_false (tw_tier_proposals_decline (f->workspace, &id, 1, "Too late", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);

  /* Until it begins the partner holds Silver still, and nothing is proposed; then it holds Gold. */
  g_assert_cmpuint (review (f, f->day + 1), ==, 0);
  g_assert_cmpuint (review (f, f->day + 30), ==, 0);
  assert_proposals (f, "approved", "A Silver Gold promotion");

  g_assert_true (tw_history_undo (f->workspace, tw_history_next_undo (f->workspace, NULL), NULL, &error));
  g_assert_no_error (error);
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* What was declined comes again on other figures alone. */
static void
test_declined (Fixture       *f,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  review (f, f->day);
  id = find (f, "A");
  g_assert_false (tw_tier_proposals_decline (f->workspace, &id, 1, "  ", &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (tw_tier_proposals_decline (f->workspace, &id, 1, "One order only", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (review (f, f->day + 1), ==, 0);
  assert_proposals (f, "declined", "A Silver Gold promotion");

  tw_store_test_edit (f->workspace, "INSERT INTO sale (external_id, partner, date, amount, currency)"
                                    " VALUES ('a2', 1, '2026-05-21', 50000, 'USD')");
  g_assert_cmpuint (review (f, f->day + 1), ==, 1);
  assert_proposals (f, "open", OPEN);
}

/* What is open has the figures of the last review. */
static void
test_changed (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *evidence = NULL;

  review (f, f->day);
  tw_store_test_edit (f->workspace, "INSERT INTO sale (external_id, partner, date, amount, currency)"
                                    " VALUES ('a2', 1, '2026-05-21', 50000, 'USD')");
  g_assert_cmpuint (review (f, f->day + 1), ==, 1);
  assert_proposals (f, "open", OPEN);
  evidence = tw_store_test_text (f->workspace, "SELECT (evidence ->> '$[0].value') || ' ' || reviewed FROM tier_proposal"
                                               " WHERE partner = 1");
  g_assert_cmpstr (evidence, ==, "12500 2026-05-21");
}

/* Reviewed by hand for demotion, placed by the period that is calculated; 1 % of sales in Silver alone. */
#define PLACED                                                                                          \
  "{\"tierwright\":1,\"name\":\"Placed\",\"partner_type\":\"reseller\",\"currency\":\"USD\","              \
  "\"effective_from\":\"2026-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\"," \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}," \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":" SOLD "\"1000.00\"}}],"                                   \
  "\"tier_policy\":{\"promote\":{\"review\":\"month\"},\"demote\":{\"review\":\"manual\"}},"             \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"quarter\","   \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"                                                \
  "\"rate\":{\"by\":\"partner.tier\",\"is\":{\"Silver\":\"1%\"},\"else\":\"0%\"}}],"                  \
  "\"payment\":{\"per\":\"quarter\"}}"

static char *
held_on (Fixture    *f,
         const char *partner,
         TwDate      day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = tw_qualify (f->workspace, NULL, day, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (all, i);

      if (g_str_equal (one->partner_id, partner) && g_str_equal (one->program, "Placed"))
        return g_strdup (one->held != NULL ? one->held : "-");
    }

  return NULL;
}

/* Who the tier matrix counts on a day. */
static char *
counted_on (Fixture *f,
            TwDate   day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = NULL;
  GString *text = g_string_new (NULL);

  counts = tw_tier_counts_read (f->workspace, tw_store_test_int (f->workspace, "SELECT max (id) FROM program"), day, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < counts->len; i++)
    {
      const TwTierCount *one = &g_array_index (counts, TwTierCount, i);

      g_string_append_printf (text, "%s %u %" G_GINT64_FORMAT, one->tier, one->partners->len, one->earned);
    }

  return g_string_free (text, FALSE);
}

/* What a calculated period gave has no assignment that could end: approved that it ends, the partner holds nothing from
 * then on, is told so everywhere, and a period calculated afterwards pays it nothing. */
static void
test_ended (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRunReport) report = NULL;
  g_autofree char *label = NULL;
  g_autofree char *held = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *listed = NULL;
  TwDate later;
  gint64 id;

  /* Fir sold 5,000.00 in January: the first period placed it in Silver. In 2027 it sold nothing. */
  g_assert_true (tw_program_add (f->workspace, PLACED, TRUE, NULL, &error));
  g_assert_no_error (error);
  tw_store_test_edit (f->workspace,
                      "INSERT INTO partner (external_id, name) VALUES ('F', 'Fir');"
                      "INSERT INTO partner_type (partner, type, valid_from) VALUES (5, 'reseller', '2020-01-01');"
                      "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"
                      " ('f1', 5, '2026-01-10', 500000, 'USD'), ('f2', 5, '2027-05-10', 10000, 'USD');");
  report = tw_run_calculate (f->workspace, "2026-Q1", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count (*) FROM tier_assignment WHERE partner = 5"), ==, 0);
  g_assert_true (tw_date_parse ("2027-03-31", &later, NULL));
  review (f, later);
  id = find (f, "F");
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT count (*) FROM tier_proposal WHERE partner = 5 AND held = 'Silver'"
                                                    " AND proposed IS NULL AND cause = 'demotion'"), ==, 1);

  g_assert_true (tw_tier_proposals_approve (f->workspace, &id, 1, later + 1, NULL, &error));
  g_assert_no_error (error);
  tw_history_next_undo (f->workspace, &label);
  g_assert_cmpstr (label, ==, "Approved that tier “Silver” of Fir ends");
  held = held_on (f, "F", later);
  g_assert_cmpstr (held, ==, "Silver");
  g_clear_pointer (&held, g_free);
  held = held_on (f, "F", later + 1);
  g_assert_cmpstr (held, ==, "-");
  g_assert_cmpuint (review (f, later + 1), ==, 0);

  /* The calculated period is told that what it reads changed; the counts and the list of partners follow. */
  g_assert_true (tw_approval_changed_since (f->workspace, tw_store_test_int (f->workspace, "SELECT max (id) FROM run"),
                                            &changed, &error));
  g_assert_nonnull (changed);
  counted = counted_on (f, later);
  g_assert_cmpstr (counted, ==, "Silver 5 0");
  g_clear_pointer (&counted, g_free);
  counted = counted_on (f, later + 1);
  g_assert_cmpstr (counted, ==, "Silver 4 0");
  listed = g_strdup_printf ("SELECT coalesce (tier, '-') FROM (%s) WHERE id = 5", tw_entity_find ("partner_overview")->query);
  g_clear_pointer (&held, g_free);
  held = tw_store_test_text (f->workspace, listed);
  g_assert_cmpstr (held, ==, "-");
  g_clear_pointer (&report, tw_run_report_free);
  report = tw_run_calculate (f->workspace, "2027-Q2", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tw_store_test_int (f->workspace, "SELECT s.earned FROM statement AS s JOIN run AS r ON r.id = s.run"
                                                    " JOIN program AS g ON g.id = s.program AND g.name = 'Placed'"
                                                    " WHERE s.partner = 5 AND r.period_end = '2027-06-30'"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/tier-review/made", Fixture, NULL, set_up, test_made, tear_down);
  g_test_add ("/tier-review/approved", Fixture, NULL, set_up, test_approved, tear_down);
  g_test_add ("/tier-review/declined", Fixture, NULL, set_up, test_declined, tear_down);
  g_test_add ("/tier-review/ended", Fixture, NULL, set_up, test_ended, tear_down);
  g_test_add ("/tier-review/changed", Fixture, NULL, set_up, test_changed, tear_down);

  return g_test_run ();
}
