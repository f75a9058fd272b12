/* test-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-credit-share.h"
#include "tw-dataset-load.h"
#include "tw-error.h"
#include "tw-query.h"
#include "tw-test.h"
#include "tw-workspace.h"

#include <string.h>

/* What is loaded is written as plain rows, so that a column that is forgotten or misread shows. */
static const char rows[] =
    "INSERT INTO person (id, external_id, name) VALUES (7, 'M1', 'Manager');"
    "INSERT INTO partner (id, external_id, name, parent, region, currency, manager, since) VALUES "
    "  (3, 'P1', 'One', NULL, 'North', 'USD', 7, '2020-01-01'),"
    "  (5, 'P2', 'Two', 3, 'South', 'EUR', NULL, NULL),"
    "  (9, 'P3', 'Three', NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO person (id, external_id, name, partner) VALUES (8, 'S1', 'Seller', 5);"
    "INSERT INTO partner_type (partner, type, valid_from, valid_to) VALUES "
    "  (3, 'isv', '2020-01-01', '2026-01-01'), (3, 'reseller', '2026-01-01', NULL), (5, "
    "'reseller', '2020-01-01', NULL);"
    "INSERT INTO customer (id, external_id, name, segment, first_purchase) VALUES (4, 'C1', "
    "'Customer', 'Large', '2026-02-01');"
    "INSERT INTO category (id, name, strategic) VALUES (2, 'Cloud', 1), (6, 'Hardware', 0);"
    "INSERT INTO product (id, external_id, name, category) VALUES (1, 'A', 'Alpha', 2), (2, 'B', "
    "'Beta', 6), (5, 'C', 'Gamma', NULL);"
    "INSERT INTO program (id, name, partner_type, currency) VALUES (11, 'Reseller', 'reseller', "
    "'USD');"
    "INSERT INTO sale (id, external_id, source, partner, date, amount, currency, units, product, "
    "customer, person, motion, "
    "  term_months, order_ref, invoiced) VALUES "
    "  (10, 'f1', 'resale', 3, '2026-02-01', 600000, 'USD', 2500000, 1, 4, 8, 'new', 12, 'O-1', "
    "'2026-02-01'),"
    "  (12, 'f2', 'resale', 5, '2026-03-01', -100, 'EUR', NULL, 2, NULL, NULL, NULL, NULL, NULL, "
    "NULL),"
    "  (13, 'm1', 'marketplace', 3, '2026-03-02', 4200, 'USD', NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, NULL);"
    "INSERT INTO opportunity (id, external_id, partner, name, status, created, closed, amount, "
    "value, currency, probability, days_open) VALUES "
    "  (2, 'o1', 3, 'Deal', 'won', '2026-01-01', '2026-02-10', 1000, 2000, 'USD', 500000, 40);"
    "INSERT INTO registration (id, external_id, partner, status, submitted, approved, deal_ref) "
    "VALUES "
    "  (1, 'g1', 3, 'approved', '2026-01-02', '2026-01-05', 'D1');"
    "INSERT INTO event (id, kind, external_id, partner, name, date, expires, score, rate, seats) "
    "VALUES "
    "  (1, 'listing', 'l1', 3, 'Listing', '2026-01-01', '2027-01-01', 4500000, NULL, NULL),"
    "  (2, 'adoption', 'a1', 3, NULL, '2026-01-31', NULL, NULL, 250000, 30000000);"
    "INSERT INTO credit (fact_kind, fact, partner, role, share, at) VALUES "
    "  (5, 2, 3, 'sourced', '2', '2026-01-01'), (5, 2, 5, 'influenced', '1', '2026-01-02'), (1, "
    "10, 3, NULL, '40%', NULL),"
    "  (1, 10, 5, NULL, '3/5', NULL);"
    "INSERT INTO agreement (id, external_id, partner, program, valid_from, valid_to) VALUES "
    "  (1, 'AG1', 3, 11, '2026-01-01', NULL), (2, 'AG2', 5, NULL, '2025-01-01', '2026-01-01');"
    "INSERT INTO agreement_term (agreement, name, type, amount, currency, text, valid_from, "
    "valid_to) VALUES "
    "  (1, 'quota', 'money', 100000, 'USD', NULL, NULL, '2026-07-01'),"
    "  (1, 'quota', 'money', 200000, 'USD', NULL, '2026-07-01', NULL),"
    "  (1, 'share', 'rate', 250000, NULL, NULL, NULL, NULL),"
    "  (2, 'region', 'text', NULL, NULL, 'South', NULL, NULL);"
    "INSERT INTO enrolment (partner, program, valid_from, valid_to) VALUES (3, 11, '2026-01-01', "
    "'2027-01-01');"
    "INSERT INTO tier_assignment (partner, program, ladder, tier, valid_from, valid_to, cause) "
    "VALUES "
    "  (3, 11, 'tier', 'Gold', '2026-01-01', NULL, 'manual'), (3, 11, 'designation', 'Cloud', "
    "'2026-02-01', NULL, 'manual');"
    "INSERT INTO fx_rate (date, base, quote, mantissa, scale, per) VALUES ('2026-01-02', 'EUR', "
    "'USD', 11734, 4, 1);"
    "INSERT INTO attribute (id, entity, name, type) VALUES (1, 'partner', 'segment', 'text'), (2, "
    "'sale', 'discount', 'rate');"
    "INSERT INTO attribute_value (attribute, owner, value) VALUES (1, 3, 'Large'), (2, 10, "
    "'0.125');";

typedef struct
{
  char        *folder;
  TwWorkspace *workspace;
  TwDataset   *dataset;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = tw_test_make_dir ();
  path = g_build_filename (f->folder, "a.tierwright", NULL);
  f->workspace = tw_workspace_create (path, &init, "tester", &error);
  g_assert_no_error (error);
  tw_workspace_exec (f->workspace, rows, &error);
  g_assert_no_error (error);
  f->dataset = tw_dataset_load (f->workspace, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  tw_dataset_free (f->dataset);
  tw_workspace_close (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (f->workspace);
  tw_test_remove_dir (f->folder);
}

static gint64
value (Fixture      *f,
       TwRelationId  relation,
       const char   *name,
       gint64        row)
{
  const gint64 *column = tw_dataset_column (f->dataset, relation, name, NULL);

  if (column == NULL)
    g_error ("There is no column %s in relation %d", name, relation);

  return column[row];
}

static const char *
text (Fixture      *f,
      TwRelationId  relation,
      const char   *name,
      gint64        row)
{
  return tw_dataset_text (f->dataset, value (f, relation, name, row));
}

static gint64
day (const char *iso)
{
  TwDate date = TW_DATE_NONE;

  g_assert_true (tw_date_parse (iso, &date, NULL));

  return date;
}

static gint64
find_fact (Fixture    *f,
           const char *id)
{
  for (gsize i = 0; i < tw_dataset_n_rows (f->dataset, TW_RELATION_FACT); i++)
    if (strcmp (text (f, TW_RELATION_FACT, "id", (gint64) i), id) == 0)
      return (gint64) i;
  g_error ("There is no fact %s", id);
}

static void
test_people (Fixture       *f,
             gconstpointer  data)
{
  g_assert_cmpuint (tw_dataset_n_rows (f->dataset, TW_RELATION_PARTNER), ==, 3);
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "id", 1), ==, "P2");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "group", 0), ==, "P1");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "group", 1), ==, "P1");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "group", 2), ==, "P3");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "manager", 0), ==, "M1");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "segment", 0), ==, "Large");
  g_assert_cmpstr (text (f, TW_RELATION_PARTNER, "type", 0), ==, "reseller");
  g_assert_cmpint (value (f, TW_RELATION_PARTNER, "type", 2), ==, TW_NULL);
  g_assert_cmpint (tw_dataset_entity_id (f->dataset, TW_RELATION_PARTNER, 2), ==, 9);
  g_assert_cmpuint (tw_dataset_n_rows (f->dataset, TW_RELATION_TERM), ==, 3);
  g_assert_cmpstr (text (f, TW_RELATION_TERM, "type", 0), ==, "isv");
  g_assert_cmpint (value (f, TW_RELATION_TERM, "to", 0), ==, day ("2025-12-31"));
  g_assert_cmpstr (text (f, TW_RELATION_PERSON, "partner", 1), ==, "P2");
  g_assert_cmpstr (text (f, TW_RELATION_PRODUCT, "category", 0), ==, "Cloud");
  g_assert_cmpint (value (f, TW_RELATION_PRODUCT, "strategic", 0), ==, 1);
  g_assert_cmpint (value (f, TW_RELATION_PRODUCT, "strategic", 1), ==, 0);
  g_assert_cmpint (value (f, TW_RELATION_PRODUCT, "strategic", 2), ==, TW_NULL);
  g_assert_cmpint (value (f, TW_RELATION_CUSTOMER, "first_purchase", 0), ==, day ("2026-02-01"));
}

static void
test_facts (Fixture       *f,
            gconstpointer  data)
{
  gint64 sale = find_fact (f, "f1");
  gint64 refund = find_fact (f, "f2");
  gint64 deal = find_fact (f, "o1");
  gint64 id;
  int kind;

  g_assert_cmpuint (tw_dataset_n_rows (f->dataset, TW_RELATION_FACT), ==, 7);
  g_assert_cmpstr (text (f, TW_RELATION_FACT, "kind", sale), ==, "sale");
  g_assert_cmpint (value (f, TW_RELATION_FACT, "partner", sale), ==, 0);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "partner", refund), ==, 1);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "product", sale), ==, 0);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "customer", sale), ==, 0);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "person", sale), ==, 1);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "amount", sale), ==, 600000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "units", sale), ==, 2500000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "term_months", sale), ==, 12000000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "discount", sale), ==, 125000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "invoiced", sale), ==, day ("2026-02-01"));
  g_assert_cmpstr (text (f, TW_RELATION_FACT, "order", sale), ==, "O-1");
  g_assert_cmpint (value (f, TW_RELATION_FACT, "amount", refund), ==, -100);
  g_assert_cmpstr (text (f, TW_RELATION_FACT, "currency", refund), ==, "EUR");
  g_assert_cmpint (value (f, TW_RELATION_FACT, "units", refund), ==, TW_NULL);
  g_assert_cmpstr (text (f, TW_RELATION_FACT, "kind", find_fact (f, "m1")), ==, "marketplace");
  g_assert_cmpint (value (f, TW_RELATION_FACT, "value", deal), ==, 2000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "probability", deal), ==, 500000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "days_open", deal), ==, 40000000);
  g_assert_cmpstr (text (f, TW_RELATION_FACT, "deal", find_fact (f, "g1")), ==, "D1");
  g_assert_cmpint (value (f, TW_RELATION_FACT, "awarded", find_fact (f, "l1")), ==,
                   day ("2026-01-01"));
  g_assert_cmpint (value (f, TW_RELATION_FACT, "expires", find_fact (f, "l1")), ==,
                   day ("2027-01-01"));
  g_assert_cmpint (value (f, TW_RELATION_FACT, "seats", find_fact (f, "a1")), ==, 30000000);
  g_assert_cmpint (value (f, TW_RELATION_FACT, "observed", find_fact (f, "a1")), ==,
                   day ("2026-01-31"));
  g_assert_cmpint (value (f, TW_RELATION_FACT, "amount", find_fact (f, "a1")), ==, TW_NULL);
  tw_dataset_fact_key (f->dataset, deal, &kind, &id);
  g_assert_cmpint (kind, ==, 5);
  g_assert_cmpint (id, ==, 2);
  tw_dataset_fact_key (f->dataset, refund, &kind, &id);
  g_assert_cmpint (kind, ==, 1);
  g_assert_cmpint (id, ==, 12);
}

static void
test_credits (Fixture       *f,
              gconstpointer  data)
{
  g_assert_cmpuint (tw_dataset_n_rows (f->dataset, TW_RELATION_CREDIT), ==, 4);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "fact", 0), ==, find_fact (f, "o1"));
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share", 0), ==, 2);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share_den", 0), ==, 3);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share", 1), ==, 1);
  g_assert_cmpstr (text (f, TW_RELATION_CREDIT, "role", 1), ==, "influenced");
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "at", 1), ==, day ("2026-01-02"));
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share", 2), ==, 400000);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share_den", 2), ==, TW_NULL);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share", 3), ==, 3);
  g_assert_cmpint (value (f, TW_RELATION_CREDIT, "share_den", 3), ==, 5);
}

/* The terms in force on a day stand in the last row whose span holds it. */
static gint64
quota_on (Fixture    *f,
          const char *iso)
{
  gint64 found = TW_NULL;

  for (gsize i = 0; i < tw_dataset_n_rows (f->dataset, TW_RELATION_AGREEMENT); i++)
    {
      gint64 row = (gint64) i;
      gint64 end = value (f, TW_RELATION_AGREEMENT, "end", row);

      if (value (f, TW_RELATION_AGREEMENT, "partner", row) == 0 &&
          value (f, TW_RELATION_AGREEMENT, "start", row) <= day (iso) &&
          (end == TW_NULL || end >= day (iso)))
        found = value (f, TW_RELATION_AGREEMENT, "quota", row);
    }

  return found;
}

static void
test_bonds (Fixture       *f,
            gconstpointer  data)
{
  g_assert_cmpint (quota_on (f, "2026-06-30"), ==, 100000);
  g_assert_cmpint (quota_on (f, "2026-07-01"), ==, 200000);
  g_assert_cmpint (quota_on (f, "2025-12-31"), ==, TW_NULL);
  for (gsize i = 0; i < tw_dataset_n_rows (f->dataset, TW_RELATION_AGREEMENT); i++)
    if (value (f, TW_RELATION_AGREEMENT, "partner", (gint64) i) == 0)
      {
        g_assert_cmpint (value (f, TW_RELATION_AGREEMENT, "start", (gint64) i), ==,
                         day ("2026-01-01"));
        g_assert_cmpint (value (f, TW_RELATION_AGREEMENT, "share", (gint64) i), ==, 250000);
        g_assert_cmpstr (text (f, TW_RELATION_AGREEMENT, "program", (gint64) i), ==, "Reseller");
        g_assert_cmpstr (text (f, TW_RELATION_AGREEMENT, "currency", (gint64) i), ==, "USD");
      }
  g_assert_cmpint (value (f, TW_RELATION_ENROLMENT, "end", 0), ==, day ("2026-12-31"));
  g_assert_cmpstr (text (f, TW_RELATION_TIER, "tier", 0), ==, "Gold");
  g_assert_cmpint (value (f, TW_RELATION_TIER, "designation", 0), ==, TW_NULL);
  g_assert_cmpstr (text (f, TW_RELATION_TIER, "designation", 1), ==, "Cloud");
  g_assert_cmpint (value (f, TW_RELATION_FX, "mantissa", 0), ==, 11734);
  g_assert_cmpint (value (f, TW_RELATION_FX, "scale", 0), ==, 4);
}

/* Only what the programs read of sales; other facts whole. */
static void
test_for_programs (Fixture       *f,
                   gconstpointer  data)
{
  static const char program[] =
      "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
      "\"effective_from\":\"2026-01-01\","
      "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\",\"counts\":{\"sum\":\"amount\","
      "\"fact\":\"sale\","
      "\"where\":{\"motion\":\"new\"},\"date\":\"invoiced\"},\"rate\":\"2%\","
      "\"adjust\":[{\"max\":\"5.00\",\"each\":\"order\"}]}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_document_parse (program, -1, NULL, NULL, &error);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (TwDataset) dataset = NULL;
  static const char *const there[] = {
    "id", "amount", "motion", "invoiced", "order", "probability"
  };

  g_assert_no_error (error);
  g_ptr_array_add (documents, document);
  dataset = tw_dataset_load_for (f->workspace, documents, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_dataset_n_rows (dataset, TW_RELATION_FACT), ==, 7);
  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    g_assert_nonnull (tw_dataset_column (dataset, TW_RELATION_FACT, there[i], NULL));
  g_assert_null (tw_dataset_column (dataset, TW_RELATION_FACT, "term_months", NULL));
  g_assert_null (tw_dataset_column (dataset, TW_RELATION_FACT, "discount", NULL));
  g_assert_null (tw_dataset_column (dataset, TW_RELATION_FACT, "source", NULL));
}

static void
test_shares (void)
{
  static const char * const mixed[] = { "2", "30%" };
  static const char * const wrong[] = { "1/0" };
  gint64 shares[2];
  gint64 denominators[2];
  g_autoptr (GError) error = NULL;

  /* A whole number beside a percentage is no ratio. */
  g_assert_true (tw_credit_shares (mixed, 2, shares, denominators, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shares[0], ==, 2000000);
  g_assert_cmpint (shares[1], ==, 300000);
  g_assert_false (tw_credit_shares (wrong, 1, shares, denominators, &error));
  tw_assert_error_names (error, TW_ERROR_PARSE, "1/0");
}

/* How many facts are loaded for one partner, and whether these are everybody's. */
static void
assert_partner (Fixture  *f,
                gint64    partner,
                gsize     n,
                gboolean  whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwDataset) dataset = NULL;
  gboolean all = !whole;

  dataset = tw_dataset_load_partner (f->workspace, partner, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_dataset_n_rows (dataset, TW_RELATION_FACT), ==, n);
  g_assert_cmpint (all, ==, whole);
}

static void
change (Fixture    *f,
        const char *sql)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_exec (f->workspace, sql, &error);
  g_assert_no_error (error);
}

/* Sales alone are left out, and only where nobody else's matter: four of the seven facts are of other kinds. */
static void
test_partner (Fixture       *f,
              gconstpointer  data)
{
  assert_partner (f, 9, 7, TRUE);
  change (f, "DELETE FROM credit WHERE fact_kind = 1");
  assert_partner (f, 9, 4, FALSE);
  assert_partner (f, 5, 7, FALSE);

  change (f, "INSERT INTO sale (id, external_id, partner, date, amount, currency, reverses)"
             " VALUES (20, 'r1', 9, '2026-04-01', -5, 'USD', 'unknown')");
  assert_partner (f, 9, 5, FALSE);
  change (f, "UPDATE sale SET reverses = 'f1' WHERE id = 20");
  assert_partner (f, 9, 8, TRUE);
  change (f, "UPDATE sale SET reverses = NULL, replaces = 'f2' WHERE id = 20");
  assert_partner (f, 9, 8, TRUE);
  change (f, "UPDATE sale SET partner = 5 WHERE id = 20");
  assert_partner (f, 9, 4, FALSE);
}

static gboolean
reads_all (const char *counts,
           const char *more)
{
  g_autofree char *json = g_strdup_printf (
      "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
      "\"effective_from\":\"2026-01-01\",\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\","
      "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"%s},\"rate\":\"2%%\"}]%s}",
      counts, more);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (json, -1, NULL, NULL, &error);

  g_assert_no_error (error);

  return tw_program_reads_all (tw_program_document_get_program (document));
}

static void
test_reads_all (void)
{
  g_assert_false (reads_all ("", ""));
  g_assert_false (reads_all (",\"pool\":\"group\"", ""));
  g_assert_true (reads_all (",\"pool\":\"all\"", ""));
  g_assert_true (reads_all (",\"where\":{\"customer.new\":\"yes\"}", ""));
  g_assert_false (reads_all (",\"where\":{\"customer.segment\":\"Large\"}", ""));
  g_assert_false (reads_all ("", ",\"limits\":[{\"rules\":[\"r\"],\"max\":\"5.00\"}]"));
  g_assert_true (reads_all ("", ",\"limits\":[{\"rules\":[\"r\"],\"max\":\"5.00\",\"over\":\"program\"}]"));
}

static void
test_empty (void)
{
  TwWorkspaceInit init = { .name = "Empty" };
  g_autoptr (TwTestDir) folder = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "a.tierwright", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspace) workspace = tw_workspace_create (path, &init, "tester", &error);
  g_autoptr (TwDataset) dataset = NULL;

  g_assert_no_error (error);
  dataset = tw_dataset_load (workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_dataset_n_rows (dataset, TW_RELATION_FACT), ==, 0);
  tw_workspace_close (workspace, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/program/load/people", Fixture, NULL, set_up, test_people, tear_down);
  g_test_add ("/program/load/facts", Fixture, NULL, set_up, test_facts, tear_down);
  g_test_add ("/program/load/credits", Fixture, NULL, set_up, test_credits, tear_down);
  g_test_add ("/program/load/bonds", Fixture, NULL, set_up, test_bonds, tear_down);
  g_test_add ("/program/load/for-programs", Fixture, NULL, set_up, test_for_programs, tear_down);
  g_test_add ("/program/load/partner", Fixture, NULL, set_up, test_partner, tear_down);
  g_test_add_func ("/program/load/reads-all", test_reads_all);
  g_test_add_func ("/program/load/shares", test_shares);
  g_test_add_func ("/program/load/empty", test_empty);

  return g_test_run ();
}
