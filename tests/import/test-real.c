/* test-real.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that nobody here wrote, where they are present. */

#include "config.h"

#include <string.h>
#include <glib.h>

#include "tw-control-total.h"
#include "tw-digest.h"
#include "tw-import-session.h"
#include "tw-pipeline.h"
#include "tw-query.h"
#include "tw-test.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  TwWorkspaceInit init = { .name = "Real", .currency = "USD" };

  fixture->dir = tw_test_make_dir ();
  path = g_build_filename (fixture->dir, "real.tierwright", NULL);
  fixture->workspace = tw_workspace_create (path, &init, "tester", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_workspace_close (fixture->workspace, &error));
  g_assert_no_error (error);
  g_object_unref (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tw_workspace_get_int (fixture->workspace, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* NULL where the data is not there; the test is then marked as skipped. */
static TwImportSession *
open_file (Fixture    *fixture,
           const char *kind,
           const char *name)
{
  g_autofree char *path = tw_test_shared_path (name);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  TwImportSession *session;

  if (path == NULL)
    return NULL;
  file = g_file_new_for_path (path);
  session = tw_import_session_new (fixture->workspace, tw_entity_find (kind));
  tw_import_session_open (session, file, NULL, NULL, &error);
  g_assert_no_error (error);
  return session;
}

static void
commit (TwImportSession *session)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_import_session_commit (session, NULL, &error);
  g_autofree char *text = tw_import_report_to_text (tw_import_session_get_report (session));

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_true (done);
}

static gboolean
import_plain (Fixture    *fixture,
              const char *kind,
              const char *name)
{
  g_autoptr (TwImportSession) session = open_file (fixture, kind, name);

  if (session == NULL)
    return FALSE;
  commit (session);
  return TRUE;
}

#define AW "data/adventureworks_reseller_clean/"

static gboolean
import_registers (Fixture *fixture)
{
  g_autoptr (TwImportSession) partners = open_file (fixture, "partners", AW "Resellers.csv");
  g_autoptr (TwImportSession) products = NULL;

  if (partners == NULL)
    return FALSE;
  g_assert_true (tw_import_mapping_set_value (tw_import_session_get_mapping (partners), "type", "reseller", NULL));
  commit (partners);

  products = open_file (fixture, "products", AW "Product.csv");
  g_hash_table_add (tw_import_session_get_options (products)->create, g_strdup ("category"));
  commit (products);
  return TRUE;
}

static void
test_adventureworks (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (TwImportSession) sales = NULL;
  g_autoptr (TwImportSession) again = NULL;
  g_autoptr (GError) error = NULL;
  TwImportReport *report;
  TwImportTotal *total;
  TwImportField *key;

  if (!import_registers (fixture))
    return;
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM partner"), ==, 701);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM partner_type WHERE type = 'reseller'"), ==, 701);
  /* Two names are each used by two resellers; they stay two partners. */
  g_assert_cmpint (count (fixture, "SELECT count (DISTINCT name) FROM partner"), ==, 699);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM product"), ==, 397);

  sales = open_file (fixture, "sales", AW "FactResellerSales.csv");
  key = tw_import_mapping_get (tw_import_session_get_mapping (sales), "external_id");
  g_assert_cmpuint (key->columns->len, ==, 2);
  g_hash_table_insert (tw_import_session_get_options (sales)->expected, g_strdup ("USD"), g_strdup ("77548570.20"));
  g_assert_true (tw_import_session_check (sales, NULL, &error));
  g_assert_no_error (error);
  report = tw_import_session_get_report (sales);
  g_assert_cmpuint (report->added, ==, 57851);
  g_assert_cmpuint (report->rejected, ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale"), ==, 0);

  commit (sales);
  report = tw_import_session_get_report (sales);
  g_assert_cmpuint (report->rows, ==, 57851);
  g_assert_cmpuint (report->added, ==, 57851);
  total = g_ptr_array_index (report->totals, 0);
  g_assert_cmpint (total->amount, ==, 7754857020);
  g_assert_true (total->has_expected);
  g_assert_cmpint (count (fixture, "SELECT sum (amount) FROM sale"), ==, 7754857020);
  g_assert_cmpint (count (fixture, "SELECT count (DISTINCT partner) FROM sale"), ==, 632);
  g_assert_cmpint (count (fixture, "SELECT sum (amount) FROM sale WHERE date LIKE '2019-%'"), ==, 3250000558);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale WHERE cost IS NULL"), ==, 76);
  g_assert_cmpint (count (fixture, "SELECT amount FROM control_total"), ==, 7754857020);

  /* The same file again brings nothing, and leaves no batch. */
  again = open_file (fixture, "sales", AW "FactResellerSales.csv");
  commit (again);
  g_assert_cmpuint (tw_import_session_get_report (again)->unchanged, ==, 57851);
  g_assert_cmpuint (tw_import_session_get_report (again)->added, ==, 0);
  g_assert_cmpint (tw_import_session_get_batch (again), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM batch"), ==, 3);

  /* The partners can't go while sales name them; then they can. */
  g_assert_false (tw_import_undo (fixture->workspace, 1, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  tw_import_undo (fixture->workspace, tw_import_session_get_batch (sales), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM sale"), ==, 0);
}

/* The board of what was imported: stages that nobody defined are columns, won and lost are by status. */
static void
check_maven_board (Fixture *fixture)
{
  static const struct
  {
    const char *stage;
    gint64      opportunities;
    gint64      amount;
  } expected[] = {
    { "Engaging", 1589, 0 }, { "Prospecting", 500, 0 }, { "Won", 4238, 1000553400 }, { "Lost", 2473, 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) columns = tw_pipeline_read (fixture->workspace, NULL, 0, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < columns->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (expected); j++)
      {
        const TwPipelineColumn *column = columns->pdata[i];
        gint64 amount = 0;

        if (g_strcmp0 (column->stage->name, expected[j].stage) != 0)
          continue;
        for (guint k = 0; k < column->sums->len; k++)
          amount += ((TwPipelineSum *) column->sums->pdata[k])->amount;
        g_assert_cmpint (column->opportunities, ==, expected[j].opportunities);
        g_assert_cmpint (amount, ==, expected[j].amount);
        found++;
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (expected));
}

static void
test_maven (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TwImportSession) deals = NULL;
  g_autoptr (GError) error = NULL;
  TwImportReport *report;
  TwImportMissing *missing;
  TwImportMapping *mapping;

  if (!import_plain (fixture, "customers", "data/maven_crm_opportunities/accounts.csv"))
    return;
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM customer"), ==, 85);
  {
    g_autoptr (TwImportSession) products = open_file (fixture, "products", "data/maven_crm_opportunities/products.csv");

    g_hash_table_add (tw_import_session_get_options (products)->create, g_strdup ("category"));
    commit (products);
  }
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM product"), ==, 7);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM category"), ==, 3);

  deals = open_file (fixture, "opportunities", "data/maven_crm_opportunities/sales_pipeline.csv");
  mapping = tw_import_session_get_mapping (deals);
  tw_import_session_check (deals, NULL, &error);
  g_assert_no_error (error);
  report = tw_import_session_get_report (deals);
  g_assert_cmpuint (report->rejected, ==, 1480);
  g_assert_cmpuint (report->missing->len, ==, 1);
  missing = g_ptr_array_index (report->missing, 0);
  g_assert_cmpstr (missing->key, ==, "GTXPro");
  g_assert_cmpstr (missing->similar, ==, "GTX Pro");
  g_assert_cmpuint (missing->rows, ==, 1480);
  g_assert_false (tw_import_session_can_commit (deals, &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "1480 of 8800");

  g_assert_true (tw_import_mapping_map_value (mapping, "product", "GTXPro", "GTX Pro", NULL));
  g_assert_true (tw_import_mapping_set_column (mapping, "person", "sales_agent", NULL));
  g_hash_table_add (tw_import_session_get_options (deals)->create, g_strdup ("person"));
  commit (deals);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity"), ==, 8800);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity WHERE customer IS NULL"), ==, 1425);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity WHERE created IS NULL"), ==, 500);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity WHERE amount IS NULL"), ==, 2089);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity WHERE status = 'won'"), ==, 4238);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity WHERE status = 'lost' AND amount = 0"), ==, 2473);
  g_assert_cmpint (count (fixture, "SELECT sum (amount) FROM opportunity WHERE status = 'won'"), ==, 1000553400);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM opportunity AS o JOIN product AS p ON p.id = o.product"
                                   " WHERE p.name = 'GTX Pro'"), ==, 1480);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM person"), ==, 30);
  check_maven_board (fixture);
}

static char *
file_digest (TwWorkspace *workspace)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (tw_workspace_close (workspace, NULL));
  g_file_get_contents (tw_workspace_get_path (workspace), &content, &length, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);
}

static TwWorkspace *
reopen (Fixture *fixture)
{
  g_autofree char *path = g_strdup (tw_workspace_get_path (fixture->workspace));

  g_object_unref (fixture->workspace);
  fixture->workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "tester", NULL);
  return fixture->workspace;
}

/* Refused whatever is accepted, whatever decimal sign is chosen, and not a byte of the file moves. */
static void
test_mangled (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const files[] = {
    "data/adventureworks_reseller_mangled/FactResellerSales.csv",
    "data/adventureworks_reseller_mangled/Chapter09_FactResellerSales.csv",
  };
  g_autofree char *before = NULL;

  if (!import_registers (fixture))
    return;
  before = file_digest (fixture->workspace);
  reopen (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    for (int sign = TW_DECIMAL_UNKNOWN; sign <= TW_DECIMAL_COMMA; sign++)
      {
        g_autoptr (TwImportSession) session = NULL;
        g_autoptr (GError) error = NULL;
        g_autofree char *path = tw_test_shared_path (files[i]);
        g_autoptr (GFile) file = g_file_new_for_path (path);
        g_autofree char *after = NULL;
        TwCsvFormat given = { .decimal = sign };

        session = tw_import_session_new (fixture->workspace, tw_entity_find ("sales"));
        tw_import_session_open (session, file, &given, NULL, &error);
        g_assert_no_error (error);
        tw_import_session_get_options (session)->accept_valid = TRUE;
        g_hash_table_add (tw_import_session_get_options (session)->create, g_strdup ("product"));
        g_assert_false (tw_import_session_commit (session, NULL, &error));
        g_test_message ("%s", error->message);
        tw_assert_error_names (error, TW_ERROR_REFUSED, "can't be trusted");

        g_clear_object (&session);
        after = file_digest (fixture->workspace);
        g_assert_cmpstr (after, ==, before);
        reopen (fixture);
      }
}

static void
test_ravenstack (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwImportSession) session = open_file (fixture, "customers", "data/ravenstack_saas/ravenstack_accounts.csv");
  TwCsvProfile *profile;

  if (session == NULL)
    return;
  profile = tw_import_session_get_profile (session);
  g_assert_cmpint (profile->format.dates, ==, TW_DATE_ORDER_DMY);
  g_assert_true (tw_import_mapping_set_column (tw_import_session_get_mapping (session), "first_purchase", "signup_date", NULL));
  commit (session);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM customer"), ==, 500);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM customer WHERE external_id = 'A-2e4581'"
                                   " AND first_purchase = '2024-10-16' AND country = 'US'"), ==, 1);
}

static void
test_ecb (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (TwImportSession) session = open_file (fixture, "fx-rates", "data/ecb_fx/eurofxref-hist.csv");
  g_autoptr (TwImportSession) day = NULL;
  gint64 rates;

  if (session == NULL)
    return;
  g_assert_true (tw_import_session_get_mapping (session)->unpivot);
  g_assert_true (tw_import_mapping_set_value (tw_import_session_get_mapping (session), "base", "EUR", NULL));
  commit (session);
  rates = count (fixture, "SELECT count (*) FROM fx_rate");
  g_assert_cmpint (count (fixture, "SELECT count (DISTINCT date) FROM fx_rate"), ==, 6983);
  g_assert_cmpint (count (fixture, "SELECT mantissa FROM fx_rate WHERE date = '2026-04-13' AND quote = 'USD'"
                                   " AND base = 'EUR' AND scale = 4 AND per = 1"), ==, 11684);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM fx_rate WHERE date = '2026-04-13'"), ==, 29);

  /* The file of one day has its date in words, and brings what is there. */
  day = open_file (fixture, "fx-rates", "data/ecb_fx/eurofxref.csv");
  g_assert_true (tw_import_mapping_set_value (tw_import_session_get_mapping (day), "base", "EUR", NULL));
  commit (day);
  g_assert_cmpuint (tw_import_session_get_report (day)->unchanged, ==, 29);
  g_assert_cmpint (count (fixture, "SELECT count (*) FROM fx_rate"), ==, rates);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/real/adventureworks", Fixture, NULL, set_up, test_adventureworks, tear_down);
  g_test_add ("/import/real/maven", Fixture, NULL, set_up, test_maven, tear_down);
  g_test_add ("/import/real/mangled", Fixture, NULL, set_up, test_mangled, tear_down);
  g_test_add ("/import/real/ravenstack", Fixture, NULL, set_up, test_ravenstack, tear_down);
  g_test_add ("/import/real/ecb", Fixture, NULL, set_up, test_ecb, tear_down);
  return g_test_run ();
}
