/* test-dataset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-dataset-private.h"

#include <string.h>

/* Texts and the order of facts, at sizes where they are made by other means than one by one. */

#define N_TEXTS 50000
#define N_FACTS 20000

static char *
text_of (guint i)
{
  /* Of all lengths, many of them alike but for one byte. */
  return g_strdup_printf ("%.*s%u", (int) (i % 23), "abcdefghijklmnopqrstuvw", i / 7);
}

/* A number per text, in the order in which they came, whatever its length; the same as a table of GLib's gives. */
static void
test_pool (void)
{
  TwTextPool *pool = tw_text_pool_new ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpint (tw_text_pool_find (pool, "x"), ==, -1);
  g_assert_null (tw_text_pool_get (pool, 0));
  for (guint i = 0; i < N_TEXTS; i++)
    {
      char *text = text_of (g_random_int_range (0, N_TEXTS));
      gpointer number;
      gint64 expected = g_hash_table_size (known);

      if (g_hash_table_lookup_extended (known, text, NULL, &number))
        expected = GPOINTER_TO_INT (number);
      g_assert_cmpint (tw_text_pool_add (pool, text, strlen (text)), ==, expected);
      g_assert_cmpstr (tw_text_pool_get (pool, expected), ==, text);
      g_assert_cmpint (tw_text_pool_find (pool, text), ==, expected);
      if (expected == (gint64) g_hash_table_size (known))
        g_hash_table_insert (known, text, GINT_TO_POINTER ((int) expected));
      else
        g_free (text);
    }
  g_assert_cmpuint (tw_text_pool_length (pool), ==, g_hash_table_size (known));
  g_assert_cmpint (tw_text_pool_find (pool, "not there"), ==, -1);
  g_assert_cmpint (tw_text_pool_add (pool, "", 0), ==, g_hash_table_size (known));
  g_assert_cmpint (tw_text_pool_find (pool, ""), ==, g_hash_table_size (known));
  tw_text_pool_free (pool);
}

/* Random sales of three partners, some without a day, some that take an earlier one back; far: days a thousand years
 * apart, which are ordered by comparing. */
static TwDataset *
random_facts (gboolean far)
{
  TwDataset *dataset = tw_dataset_new ();
  g_autoptr (GError) error = NULL;

  for (int p = 0; p < 3; p++)
    tw_dataset_add_row (dataset, TW_RELATION_PARTNER);
  for (guint i = 0; i < N_FACTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("S%u", (i * 7919) % N_FACTS);
      gint64 row = tw_dataset_add_row (dataset, TW_RELATION_FACT);

      tw_dataset_set_text (dataset, TW_RELATION_FACT, row, "id", id);
      tw_dataset_set_text (dataset, TW_RELATION_FACT, row, "kind", "sale");
      if (g_random_int_range (0, 10) > 0)
        tw_dataset_set (dataset, TW_RELATION_FACT, row, "partner", TW_VALUE_NUMBER, g_random_int_range (0, 3));
      if (g_random_int_range (0, 20) > 0)
        tw_dataset_set (dataset, TW_RELATION_FACT, row, "invoiced", TW_VALUE_DATE, g_random_int_range (-300, 400));
      if (i > 0 && g_random_int_range (0, 5) == 0)
        {
          g_autofree char *other = g_strdup_printf ("S%u", ((i - 1) * 7919) % N_FACTS);

          tw_dataset_set_text (dataset, TW_RELATION_FACT, row, "reverses", other);
        }
    }
  if (far)
    tw_dataset_set (dataset, TW_RELATION_FACT, 0, "invoiced", TW_VALUE_DATE, 2000000);
  g_assert_true (tw_dataset_finish (dataset, &error));

  return dataset;
}

static void
assert_before (const TwDataset *dataset,
               guint32          a,
               guint32          b)
{
  gboolean a_reverses = dataset->original[a] != -1;
  gboolean b_reverses = dataset->original[b] != -1;

  if (dataset->placed[a] != dataset->placed[b])
    g_assert_cmpint (dataset->placed[a], <, dataset->placed[b]);
  else if (a_reverses != b_reverses)
    g_assert_true (b_reverses);
  else
    g_assert_cmpstr (tw_dataset_text (dataset, dataset->id->data[a]), <,
                     tw_dataset_text (dataset, dataset->id->data[b]));
}

/* By day, those without one first; on one day what takes nothing back first; then by id (rules.md 4.2). */
static void
test_order (gconstpointer far)
{
  TwDataset *dataset = random_facts (GPOINTER_TO_INT (far));
  const gint64 *partner = tw_dataset_column (dataset, TW_RELATION_FACT, "partner", NULL);
  gsize n = 0;

  for (gsize f = 0; f < N_FACTS; f++)
    n += partner[f] != TW_NULL;
  g_assert_cmpuint (dataset->by_partner.start[3], ==, n);
  for (guint p = 0; p < 3; p++)
    for (guint32 i = dataset->by_partner.start[p]; i < dataset->by_partner.start[p + 1]; i++)
      {
        guint32 fact = dataset->by_partner.rows[i];

        g_assert_cmpint (partner[fact], ==, p);
        g_assert_cmpuint (dataset->position[fact], ==, i);
        if (i > dataset->by_partner.start[p])
          assert_before (dataset, dataset->by_partner.rows[i - 1], fact);
      }
  tw_dataset_free (dataset);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/dataset/pool", test_pool);
  g_test_add_data_func ("/engine/dataset/order", GINT_TO_POINTER (FALSE), test_order);
  g_test_add_data_func ("/engine/dataset/order-far", GINT_TO_POINTER (TRUE), test_order);

  return g_test_run ();
}
