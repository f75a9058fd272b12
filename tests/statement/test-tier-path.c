/* test-tier-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cheapest way to the next tier, worked out by hand. */

#include "config.h"

#include "tw-store-test.h"

#include "tw-program-add.h"
#include "tw-qualification.h"
#include "tw-decimal.h"
#include "tw-tier-path.h"

#define LEAF(measure, bar) "{\"value\":{" measure ",\"window\":{\"rolling\":\"12 months\"}},\"at_least\":\"" bar "\"}"
#define SOLD(bar) LEAF ("\"sum\":\"amount\",\"fact\":\"sale\"", bar)
#define DEFINED(bar) "{\"value\":\"sold\",\"at_least\":\"" bar "\"}"
#define COUNT(kind, bar) LEAF ("\"count\":\"facts\",\"fact\":\"" kind "\"", bar)

/* @gold stands for Gold's condition. */
#define PROGRAM(gold, more)                                                                             \
  "{\"tierwright\":1,\"name\":\"Ladder\",\"partner_type\":\"reseller\",\"currency\":\"USD\","           \
  "\"effective_from\":\"2026-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\"," \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}," \
  "\"define\":{\"sold\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":{\"rolling\":\"12 months\"}}}," \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]},"                                             \
  "\"benefits\":[{\"name\":\"Portal\",\"value\":\"100.00\"}]},"                                         \
  "{\"name\":\"Gold\"," more "\"enter\":" gold ",\"benefits\":[{\"name\":\"Manager\",\"value\":\"250.00\",\"per\":\"quarter\"}," \
  "{\"name\":\"Fund\",\"value\":\"900.00\",\"per\":\"tier\"}]}],"                                       \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"year\","      \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"table\":{\"bands\":[{\"from\":\"0\","            \
  "\"rate\":\"2%\"}]}}]}"

#define PAYING                                                                                          \
  "{\"tierwright\":1,\"name\":\"Ladder\",\"partner_type\":\"reseller\",\"currency\":\"USD\","           \
  "\"effective_from\":\"2026-01-01\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\",\"metric\":\"net-revenue\"," \
  "\"baseline\":\"100\",\"target\":\"200\",\"due\":\"2026-12-31\",\"direct_cost\":\"500\",\"partner_cost\":\"300\"}," \
  "\"tiers\":[{\"name\":\"Silver\",\"enter\":{\"all\":[]},"                                             \
  "\"benefits\":[{\"name\":\"Portal\",\"value\":\"100.00\"}]},"                                         \
  "{\"name\":\"Gold\",\"enter\":" SOLD ("90000.00") ",\"benefits\":[{\"name\":\"Manager\",\"value\":\"250.00\"," \
  "\"per\":\"quarter\"}]}],"                                                                          \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume rebate\",\"kind\":\"rebate\",\"window\":\"quarter\","   \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":{\"by\":\"partner.tier\","              \
  "\"is\":{\"Silver\":\"2%\",\"Gold\":\"5%\"},\"else\":\"0%\"}}],\"payment\":{\"per\":\"quarter\"}}"

/* Alder sold 4,000.00 and has neither references nor certifications. */
#define FACTS                                                                                           \
  "INSERT INTO partner (external_id, name) VALUES ('A', 'Alder');"                                      \
  "INSERT INTO partner_type (partner, type, valid_from) VALUES (1, 'reseller', '2020-01-01');"          \
  "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES ('a1', 1, '2026-02-10', 400000, 'USD');"

#define HOUR G_GINT64_CONSTANT (1000000)

typedef struct
{
  const char *name;
  const char *program;
  const char *chosen;   /* by the missing criteria: 1 chosen, 0 not */
  gint64      hours;
} Case;

/* The defaults: 2 hours for a thousand of turnover, 40 for a certification, 16 for a reference. 6,000.00 of turnover are
 * 12 hours, 26,000.00 are 52. */
static const Case cases[] = {
  { "all", PROGRAM ("{\"all\":[" SOLD ("10000.00") "," COUNT ("certification", "2") "]}", ""), "11", 12 + 80 },
  { "any-takes-the-cheapest", PROGRAM ("{\"any\":[" COUNT ("certification", "2") "," SOLD ("10000.00") "]}", ""), "01", 12 },
  { "two-of-three", PROGRAM ("{\"at_least\":2,\"of\":[" SOLD ("30000.00") "," COUNT ("certification", "1") ","
                             COUNT ("reference", "2") "]}", ""), "011", 40 + 32 },
  { "one-is-met", PROGRAM ("{\"at_least\":2,\"of\":[" SOLD ("3000.00") "," COUNT ("certification", "1") ","
                           COUNT ("reference", "2") "]}", ""), "01", 32 },
  { "a-smaller-gap-and-another", PROGRAM ("{\"all\":[" DEFINED ("10000.00") ",{\"any\":[" DEFINED ("30000.00") ","
                                  COUNT ("reference", "2") "]}]}", ""), "101", 12 + 32 },
  { "the-larger-covers", PROGRAM ("{\"all\":[" DEFINED ("10000.00") ",{\"any\":[" DEFINED ("30000.00") ","
                                  COUNT ("certification", "2") "]}]}", ""), "110", 52 },
};

/* ---- points ---- */

/* 40 points are missing. Certifications give 10 each, at most 30 in all, for 40 hours; references 4 for 16; turnover 1 for
 * each 1,000.00, at most 20, for 2. A point costs 4, 4 and 2 hours: turnover's 16 more points (it has 4 of its 20 already)
 * for 32 hours, and the 24 left as cheaply as whole certifications and references do it: 6 references, or 2
 * certifications and 1 reference: 96 hours either way (the earlier item first), or 3 certifications for 120. Together 128. */
#define POINTS(bar, more)                                                                               \
  "{\"value\":{\"points\":["                                                                            \
  "{\"name\":\"Certifications\",\"value\":{\"count\":\"facts\",\"fact\":\"certification\"," ROLLING "}," \
  "\"worth\":\"10\",\"cap\":\"30\"" more "},"                                                           \
  "{\"name\":\"References\",\"value\":{\"count\":\"facts\",\"fact\":\"reference\"," ROLLING "},\"worth\":\"4\"}," \
  "{\"name\":\"Turnover\",\"value\":{\"div\":[\"sold\",\"1000.00\"]},\"cap\":\"20\"}]},\"at_least\":\"" bar "\"}"
#define ROLLING "\"window\":{\"rolling\":\"12 months\"}"

typedef struct
{
  const char *name;
  const char *program;
  const char *actions;
  gint64      hours;
} PointsCase;

static const PointsCase points_cases[] = {
  { "points", PROGRAM (POINTS ("44", ""), ""), "Certifications: 2 more; References: 1 more; Turnover: 16 more", 32 + 96 },
  /* Turnover alone: 4 points, 8 hours. */
  { "points-of-any-amount", PROGRAM (POINTS ("8", ""), ""), "Turnover: 4 more", 8 },
  /* One certification is needed for any total: 10 points of the 20 missing come with it, the rest is turnover's. */
  { "points-with-a-need", PROGRAM (POINTS ("24", ",\"need\":\"1\""), ""), "Certifications: 1 more; Turnover: 10 more", 40 + 20 },
};

static void
test_points (gconstpointer data)
{
  const PointsCase *one = data;
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  g_autofree char *text = NULL;
  const TwTierPath *path;
  TwDate day;

  tw_store_test_edit (workspace, FACTS);
  g_assert_true (tw_program_add (workspace, one->program, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_date_parse ("2026-05-20", &day, NULL));
  all = tw_qualify (workspace, NULL, day, &error);
  g_assert_no_error (error);
  path = ((TwQualification *) all->pdata[0])->path;
  g_assert_cmpuint (path->steps->len, ==, 1);
  actions = tw_path_step_list_actions (path->steps->pdata[0]);
  g_ptr_array_add (actions, NULL);
  text = g_strjoinv ("; ", (char **) actions->pdata);
  g_assert_cmpstr (text, ==, one->actions);
  g_assert_cmpint (path->effort, ==, one->hours * HOUR);
  g_assert_true (path->exact);
  tw_store_test_finish (workspace);
  tw_test_remove_dir (dir);
}

/* By trying every list there is. */
static gint64
try_all (const TwPointsItem *items,
         guint               n,
         gint64              target)
{
  gint64 best = G_MAXINT64;

  if (n == 0)
    return target <= 0 ? 0 : G_MAXINT64;
  for (gint64 more = 0; more <= 12; more++)
    {
      gint64 value = items->value + more * TW_MILLION;
      gint64 points = MAX (MIN (value / TW_MILLION * items->worth, items->cap), items->floor);
      gint64 rest = try_all (items + 1, n - 1, target - points);

      if (rest != G_MAXINT64 && (items->need <= value))
        best = MIN (best, rest + more * items->hours);
    }

  return best;
}

static void
test_points_against_all (void)
{
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GArray) items = tw_points_new ();
      gint64 target = g_test_rand_int_range (1, 40) * TW_MILLION;
      gint64 effort;
      gint64 expected;
      gboolean exact;
      gboolean found;

      for (guint i = 0; i < 3; i++)
        {
          TwPointsItem item = { .cap = G_MAXINT64, .need = G_MININT64, .whole = TRUE };

          item.value = g_test_rand_int_range (0, 4) * TW_MILLION;
          item.worth = g_test_rand_int_range (1, 6) * TW_MILLION;
          item.hours = g_test_rand_int_range (0, 9) * TW_MILLION;
          if (g_test_rand_bit ())
            item.cap = g_test_rand_int_range (0, 20) * TW_MILLION;
          if (g_test_rand_bit ())
            item.floor = MIN (item.cap, g_test_rand_int_range (0, 6) * TW_MILLION);
          if (g_test_rand_int_range (0, 4) == 0)
            item.need = g_test_rand_int_range (0, 6) * TW_MILLION;
          g_array_append_val (items, item);
        }
      expected = try_all ((const TwPointsItem *) items->data, items->len, target);
      found = tw_points_solve (items, target, &effort, &exact);
      g_assert_true (exact);
      /* Lists of more than twelve of one item are beyond what is tried here. */
      if (expected != G_MAXINT64)
        {
          g_assert_true (found);
          g_assert_cmpint (effort, <=, expected);
        }
      if (found)
        {
          gint64 points = 0;
          gint64 work = 0;
          gboolean small = TRUE;

          for (guint i = 0; i < items->len; i++)
            {
              const TwPointsItem *item = &g_array_index (items, TwPointsItem, i);
              gint64 value = item->value + item->more;

              small = small && item->more <= 12 * TW_MILLION;
              g_assert_cmpint (value, >=, item->need);
              points += MAX (MIN (value / TW_MILLION * item->worth, item->cap), item->floor);
              work += item->more / TW_MILLION * item->hours;
            }
          g_assert_cmpint (points, >=, target);
          g_assert_cmpint (work, ==, effort);
          if (small)
            g_assert_cmpint (effort, ==, expected);
        }
    }
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) chosen = g_string_new (NULL);
  const TwTierPath *path;
  TwDate day;

  tw_store_test_edit (workspace, FACTS);
  g_assert_true (tw_program_add (workspace, one->program, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_date_parse ("2026-05-20", &day, NULL));
  all = tw_qualify (workspace, NULL, day, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  path = ((TwQualification *) all->pdata[0])->path;
  g_assert_nonnull (path);
  g_assert_cmpstr (path->tier, ==, "Gold");
  for (guint i = 0; i < path->steps->len; i++)
    g_string_append_c (chosen, ((TwPathStep *) path->steps->pdata[i])->chosen ? '1' : '0');
  g_assert_cmpstr (chosen->str, ==, one->chosen);
  g_assert_cmpint (path->effort, ==, one->hours * HOUR);
  g_assert_true (path->exact);
  /* 4 × 250.00 less 100.00; what all partners of the tier share isn't a partner's. */
  g_assert_true (path->has_worth);
  g_assert_cmpint (path->worth, ==, 90000);
  tw_store_test_finish (workspace);
  tw_test_remove_dir (dir);
}

/* Another setting makes another way the cheapest. */
static void
test_settings (void)
{
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *note = NULL;
  const TwTierPath *path;
  TwDate day;

  tw_store_test_edit (workspace, FACTS);
  g_assert_true (tw_program_add (workspace, PROGRAM ("{\"any\":[" COUNT ("certification", "2") "," SOLD ("10000.00") "]}",
                                                     "\"by_invitation\":true,"), TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tw_metric_setting_set (workspace, tw_effort_setting_nth (TW_EFFORT_CERTIFICATION), "5", &error));
  g_assert_no_error (error);
  g_assert_true (tw_date_parse ("2026-05-20", &day, NULL));
  all = tw_qualify (workspace, NULL, day, &error);
  g_assert_no_error (error);
  path = ((TwQualification *) all->pdata[0])->path;
  g_assert_true (((TwPathStep *) path->steps->pdata[0])->chosen);
  g_assert_false (((TwPathStep *) path->steps->pdata[1])->chosen);
  g_assert_cmpint (path->effort, ==, 10 * HOUR);
  note = tw_tier_path_get_note (path);
  g_assert_cmpstr (note, ==, "The tier is by invitation: meeting its criteria only proposes it.");
  tw_store_test_finish (workspace);
  tw_test_remove_dir (dir);
}

/* What rates by tier do to pay, by hand: A sold 3,000.00 in the third quarter of 2025, 1,000.00 in the first of 2026 and
 * 500.00 after that quarter. Silver pays 2 % and Gold 5 %: (5 % − 2 %) of the 4,000.00 of the four quarters that ended by
 * 20 May are 120.00, whatever tier it held then; with the benefits' 900.00 the tier is worth 1,020.00. */
static void
test_pay (void)
{
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  const TwQualification *one;
  TwTierPay pay;
  gint64 worth;
  TwDate day;

  tw_store_test_edit (workspace,
                      "INSERT INTO partner (external_id, name) VALUES ('A', 'Alder'), ('B', 'Birch');"
                      "INSERT INTO partner_type (partner, type, valid_from) SELECT id, 'reseller', '2020-01-01' FROM partner;"
                      "INSERT INTO sale (external_id, partner, date, amount, currency) VALUES"
                      " ('a0', 1, '2025-03-31', 900000, 'USD'), ('a1', 1, '2025-08-10', 300000, 'USD'),"
                      " ('a2', 1, '2026-02-10', 100000, 'USD'), ('a3', 1, '2026-05-10', 50000, 'USD'),"
                      " ('b1', 2, '2026-02-10', 700000, 'USD');");
  g_assert_true (tw_program_add (workspace, PAYING, TRUE, NULL, &error));
  g_assert_no_error (error);
  /* Held in the middle of the replayed quarters: forced away. */
  tw_store_test_edit (workspace, "INSERT INTO tier_assignment (partner, program, ladder, tier, valid_from, cause) VALUES"
                                 " (1, 1, 'tier', 'Gold', '2025-05-01', 'import')");
  tw_store_test_edit (workspace, "UPDATE tier_assignment SET valid_to = '2026-03-01'");
  g_assert_true (tw_date_parse ("2026-05-20", &day, NULL));
  all = tw_qualify (workspace, NULL, day, &error);
  g_assert_no_error (error);
  one = all->pdata[0];
  g_assert_cmpstr (one->partner_id, ==, "A");
  g_assert_cmpstr (one->path->tier, ==, "Gold");
  note = tw_tier_path_get_note (one->path);
  g_assert_cmpstr (note, ==, "What rates by tier would add to the partner’s pay isn’t counted.");

  before = tw_store_test_state (workspace);
  g_assert_true (tw_qualification_find_pay (one, workspace, day, NULL, &pay, &error));
  g_assert_no_error (error);
  after = tw_store_test_state (workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (pay.periods, ==, "2025-Q2..2026-Q1");
  g_assert_cmpint (pay.from, ==, 8000);
  g_assert_cmpint (pay.to, ==, 20000);
  tw_tier_path_take_pay (one->path, &pay);
  g_assert_true (tw_tier_path_get_worth (one->path, &worth));
  g_assert_cmpint (worth, ==, 90000 + 12000);
  text = tw_tier_path_get_pay_text (one->path);
  g_assert_cmpstr (text, ==, "Replayed on the transactions of 2025-Q2..2026-Q1, pay would have been 200.00 USD on Gold "
                             "instead of 80.00 USD on Silver.");
  g_clear_pointer (&note, g_free);
  note = tw_tier_path_get_note (one->path);
  g_assert_null (note);
  tw_store_test_finish (workspace);
  tw_test_remove_dir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/tier-path/%s", cases[i].name);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (points_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/tier-path/%s", points_cases[i].name);

      g_test_add_data_func (name, &points_cases[i], test_points);
    }
  g_test_add_func ("/tier-path/points-against-all", test_points_against_all);
  g_test_add_func ("/tier-path/settings", test_settings);
  g_test_add_func ("/tier-path/pay", test_pay);

  return g_test_run ();
}
