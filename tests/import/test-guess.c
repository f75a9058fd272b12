/* test-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-import-guess.h"
#include "tw-test.h"

static void
check (const char *text,
       const char *file_name,
       const char *expected)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "file.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (TwCsvProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  const TwEntity *entity;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  profile = tw_csv_profile_new (file, NULL, NULL, &error);
  g_assert_no_error (error);
  entity = tw_import_guess_entity (profile, file_name);
  g_assert_cmpstr (entity != NULL ? entity->name : NULL, ==, expected);
}

static void
test_headings (void)
{
  check ("Reseller,OrderNumber,LineNumber,OrderDate,Quantity,SalesAmount\nR1,O1,1,2026-01-02,3,4.00\n",
         "export.csv", "sale");
  check ("PartnerID,Partner name,Partner type,Region\nP1,Acme,isv,EMEA\n", "export.csv", "partner");
  check ("Date,Base currency,Quoted currency,Rate\n2026-01-02,EUR,USD,1.1\n", "export.csv", "fx_rate");
  check ("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
         "1,A,B,C,Won,2026-01-02,2026-02-02,5\n", "export.csv", "opportunity");
  check ("Colour,Weight\nred,1\n", "export.csv", NULL);
}

/* The same headings in two files: only the names tell them apart. */
static void
test_names (void)
{
  const char *text = "External ID,Partner,Name,Status,Date\nT1,R1,Webinar,held,2026-01-02\n";

  check (text, "activities.csv", "activity");
  check (text, "Listings 2026.csv", "listing");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/guess/headings", test_headings);
  g_test_add_func ("/import/guess/names", test_names);

  return g_test_run ();
}
