/* test-data-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-data-words.h"
#include "tw-model-test.h"

/* (transfer full): all words in one line, `scope.name=value`. */
static char *
read_line (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = tw_data_words_read (workspace, &error);
  GString *line = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < words->len; i++)
    {
      const TwDataWord *word = g_ptr_array_index (words, i);

      g_string_append_printf (line, "%s%s.%s%s%s", i > 0 ? "; " : "", word->scope, word->name, word->value != NULL ? "=" : "",
                              word->value != NULL ? word->value : "");
    }

  return g_string_free (line, FALSE);
}

/* The workspace's own attributes by name, classes by value, each once. */
static void
test_words (void)
{
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autofree char *empty = read_line (workspace);
  g_autofree char *line = NULL;

  g_assert_cmpstr (empty, ==, "");
  tw_model_test_exec (workspace,
                      "INSERT INTO partner (external_id, name, region, country) VALUES ('a', 'A', 'EMEA', 'DE'), "
                      "('b', 'B', 'EMEA', NULL), ('c', 'C', 'North America', 'US')");
  tw_model_test_exec (workspace, "INSERT INTO attribute (entity, name, type) VALUES ('partner', 'class', 'text'), "
                                 "('sale', 'campaign', 'text'), ('customer', 'seats', 'integer')");
  tw_model_test_exec (workspace, "INSERT INTO attribute_value (attribute, owner, value) VALUES (1, 1, 'Platinum'), "
                                 "(1, 2, 'Platinum'), (2, 1, 'Spring'), (3, 1, '12')");
  tw_model_test_exec (workspace, "INSERT INTO category (name) VALUES ('Bikes')");
  line = read_line (workspace);
  g_assert_cmpstr (line, ==,
                   "customer.seats; partner.class; sale.campaign; partner.region=EMEA; partner.region=North America; "
                   "partner.country=DE; partner.country=US; product.category=Bikes; partner.class=Platinum");
  tw_model_test_close (workspace);
  tw_test_remove_dir (dir);
}

/* What has a value of its own for nearly everybody is no class. */
static void
test_many (void)
{
  char *dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_model_test_create (dir);
  g_autofree char *line = NULL;

  tw_model_test_exec (workspace,
                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                      "INSERT INTO partner (external_id, name, region, country) "
                      "SELECT 'p' || i, 'P' || i, 'Region ' || i, CASE WHEN i % 2 THEN 'DE' ELSE 'FR' END FROM n");
  line = read_line (workspace);
  g_assert_cmpstr (line, ==, "partner.country=DE; partner.country=FR");
  tw_model_test_close (workspace);
  tw_test_remove_dir (dir);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/data-words/words", test_words);
  g_test_add_func ("/model/data-words/many", test_many);

  return g_test_run ();
}
