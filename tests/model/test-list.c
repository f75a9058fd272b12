/* test-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-fields.h"
#include "tw-list-load.h"
#include "tw-list-text.h"
#include "tw-list.h"
#include "tw-model-test.h"
#include "tw-totals-load.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
  GString     *changes;   /* what lists announced: "position-removed+added" */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  fixture->changes = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_list_wait (fixture->workspace);
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
  g_string_free (fixture->changes, TRUE);
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    data)
{
  g_string_append_printf (data, "%s%u-%u+%u", ((GString *) data)->len > 0 ? " " : "", position,
                          removed, added);
}

static TwList *
make_list (Fixture    *fixture,
           const char *entity)
{
  TwList *list = tw_list_new (fixture->workspace, tw_entity_find (entity));

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), fixture->changes);
  return list;
}

static void
assert_changes (Fixture    *fixture,
                const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

/* One field of every row, as text. */
static char *
list_to_string (TwList     *list,
                const char *field)
{
  int index = tw_entity_get_index (tw_list_get_entity (list), field);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *value = tw_item_get_text (item, (guint) index, FALSE);

      g_assert_cmpint (tw_item_get_id (item), ==, tw_list_get_row_id (list, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", value);
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (TwList     *list,
             const char *field,
             const char *expected)
{
  g_autofree char *text = list_to_string (list, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
wait_ready (TwList *list)
{
  while (!tw_list_get_ready (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
add_partners (Fixture *fixture)
{
  const char *const rows[][3] = {
    { "4", "Delta", "EMEA" }, { "1", "alpha", "APAC" }, { "3", "Charlie", NULL }, { "2", "Bravo", "EMEA" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 rows[i][0],
                                                 "name", rows[i][1], "region", rows[i][2] ? rows[i][2] : "", NULL);
    }
}

static void
test_sort_and_changes (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (TwList) list = make_list (fixture, "partner");
  g_autoptr (TwRow) added = NULL;

  add_partners (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  tw_list_refresh (list);
  g_assert_true (tw_list_get_ready (list));
  assert_changes (fixture, "0-0+4");
  assert_list (list, "name", "alpha Bravo Charlie Delta");

  tw_list_set_sort (list, "name", TRUE);
  assert_changes (fixture, "0-4+4");
  assert_list (list, "name", "Delta Charlie Bravo alpha");
  tw_list_set_sort (list, "external_id", FALSE);
  assert_list (list, "external_id", "1 2 3 4");
  tw_list_set_sort (list, NULL, FALSE);
  assert_list (list, "name", "alpha Bravo Charlie Delta");

  /* Only the stretch that differs is announced. */
  g_string_truncate (fixture->changes, 0);
  added = tw_model_test_add (fixture->workspace, "partner", "external_id", "9", "name", "Bruno",
                             NULL);
  tw_list_refresh (list);
  assert_changes (fixture, "2-0+1");
  assert_list (list, "name", "alpha Bravo Bruno Charlie Delta");
  g_assert_cmpuint (tw_list_get_position (list, tw_row_get_id (added)), ==, 2);
  g_assert_cmpuint (tw_list_get_position (list, 4711), ==, G_MAXUINT);
  tw_list_refresh (list);
  assert_changes (fixture, "");
}

static void
count_signal (gpointer object,
              gpointer data)
{
  (*(int *) data)++;
}

/* An item that somebody holds is the same object afterwards, and says that it changed. */
static void
test_items_live (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwList) list = make_list (fixture, "partner");
  g_autoptr (TwItem) item = NULL, again = NULL;
  g_autoptr (TwRow) row = NULL;
  g_autofree char *text = NULL;
  int n_changed = 0;

  add_partners (fixture);
  tw_list_refresh (list);
  item = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_signal_connect (item, "changed", G_CALLBACK (count_signal), &n_changed);

  row = tw_row_read (fixture->workspace, tw_entity_find ("partner"), tw_item_get_id (item), NULL);
  tw_row_set_text (row, "name", "Able", NULL);
  tw_row_save (row, NULL, NULL);
  tw_list_refresh (list);
  g_assert_cmpint (n_changed, ==, 1);
  text = tw_item_get_text (item, 0, FALSE);
  g_assert_cmpstr (text, ==, "Able");
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (again == item);
  tw_list_refresh (list);
  g_assert_cmpint (n_changed, ==, 1);

  g_clear_object (&again);
  g_clear_object (&list);
  g_assert_cmpint (tw_item_get_id (item), >, 0);
}

static void
set_filter (TwList      *list,
            TwWorkspace *workspace,
            const char  *field,
            TwFilterOp   op,
            const char  *text)
{
  g_autoptr (TwFilter) filter = tw_filter_new (tw_list_get_entity (list));
  g_autoptr (GError) error = NULL;

  tw_filter_add (filter, workspace, field, op, text, &error);
  g_assert_no_error (error);
  tw_list_set_filter (list, filter);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TwList) list = make_list (fixture, "partner");
  g_autoptr (TwFilter) filter = tw_filter_new (tw_entity_find ("partner"));
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL;

  add_partners (fixture);
  set_filter (list, fixture->workspace, "region", TW_FILTER_IS, "EMEA");
  assert_list (list, "name", "Bravo Delta");
  set_filter (list, fixture->workspace, "region", TW_FILTER_IS_NOT, "EMEA");
  assert_list (list, "name", "alpha Charlie");
  set_filter (list, fixture->workspace, "region", TW_FILTER_EMPTY, NULL);
  assert_list (list, "name", "Charlie");
  set_filter (list, fixture->workspace, "name", TW_FILTER_CONTAINS, "l");
  assert_list (list, "name", "alpha Charlie Delta");
  set_filter (list, fixture->workspace, "name", TW_FILTER_CONTAINS, "%");
  assert_list (list, "name", "");
  set_filter (list, fixture->workspace, "external_id", TW_FILTER_AT_LEAST, "3");
  assert_list (list, "name", "Charlie Delta");

  tw_filter_add (filter, fixture->workspace, "region", TW_FILTER_IS, "APAC", &error);
  tw_filter_add (filter, fixture->workspace, "region", TW_FILTER_IS, "EMEA", &error);
  tw_filter_set_words (filter, "A");
  tw_list_set_filter (list, filter);
  assert_list (list, "name", "alpha Bravo Delta");
  tw_filter_set_words (filter, "al ph");
  tw_list_set_filter (list, filter);
  assert_list (list, "name", "alpha");
  described = tw_filter_describe (filter, 1, NULL);
  g_assert_cmpstr (described, ==, "Region: EMEA");

  g_assert_false (tw_filter_add (filter, fixture->workspace, "since", TW_FILTER_AT_LEAST, "soon",
                                 &error));
  tw_assert_error (error, TW_ERROR_PARSE);
  g_assert_false (tw_filter_add (filter, fixture->workspace, "colour", TW_FILTER_IS, "red",
                                 &error));
  tw_assert_error_names (error, TW_ERROR_NOT_FOUND, "colour");
  g_assert_false (tw_filter_add (filter, fixture->workspace, "since", TW_FILTER_CONTAINS, "2",
                                 &error));
  tw_assert_error (error, TW_ERROR_USAGE);
  g_assert_cmpuint (tw_filter_get_count (filter), ==, 2);
}

static void
test_words_fold_case (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TwList) list = make_list (fixture, "partner");
  g_autoptr (TwFilter) filter = tw_filter_new (tw_entity_find ("partner"));
  g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", "1",
                                             "name", "Äpfel & Söhne", NULL);

  tw_filter_set_words (filter, "äpfel");
  tw_list_set_filter (list, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  tw_filter_set_words (filter, "SÖHNE");
  tw_list_set_filter (list, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  tw_filter_set_words (filter, "SÖHNEX");
  tw_list_set_filter (list, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  tw_filter_set_words (filter, "söhne äpfel");
  tw_list_set_filter (list, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

/* Whatever a person pastes into the search entry, or however many values are ticked. */
static void
test_filter_limits (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (TwList) list = make_list (fixture, "partner");
  g_autoptr (TwFilter) filter = tw_filter_new (tw_entity_find ("partner"));
  g_autoptr (TwFilter) numbers = tw_filter_new (tw_entity_find ("sale"));
  g_autofree char *huge = g_strnfill (100000, 'a');
  g_autofree char *many = g_strnfill (20000, ' ');
  g_autoptr (GError) error = NULL;

  add_partners (fixture);
  tw_filter_set_words (filter, huge);
  tw_list_set_filter (list, filter);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  for (gsize i = 0; i < strlen (many); i += 2)
    many[i] = 'a';
  tw_filter_set_words (filter, many);
  tw_list_set_filter (list, filter);
  assert_list (list, "name", "alpha Bravo Charlie Delta");
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *value = g_strdup_printf ("%d", i + 3);

      tw_filter_add (filter, fixture->workspace, "external_id", TW_FILTER_IS, value, &error);
      g_assert_no_error (error);
    }
  tw_list_set_filter (list, filter);
  assert_list (list, "name", "Charlie Delta");

  /* A number as it is stored: a row id. */
  tw_filter_add_number (numbers, "partner", TW_FILTER_IS, 4711);
  tw_filter_add_number (numbers, "partner", TW_FILTER_IS, 1);
  g_assert_cmpint (tw_totals_count (fixture->workspace, tw_entity_find ("sale"), numbers, &error),
                   ==, 0);
  g_assert_no_error (error);
}

/* A threshold in major units means the same in every currency. */
static void
test_filter_money (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const rows[][3] = {
    { "1", "1000.00", "USD" }, { "2", "999.99", "USD" }, { "3", "1000", "JPY" }, { "4", "999", "JPY" },
    { "5", "1000.001", "BHD" },
  };
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id", "K",
                                                 "name", "Kestrel", NULL);
  g_autoptr (TwList) list = make_list (fixture, "sale");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "sale", "external_id",
                                                 rows[i][0], "partner",
                                                 "K", "date", "2026-01-01", "currency", rows[i][2], "amount",
                                                 rows[i][1], NULL);
    }
  tw_list_set_sort (list, "external_id", FALSE);
  set_filter (list, fixture->workspace, "amount", TW_FILTER_AT_LEAST, "1000");
  assert_list (list, "external_id", "1 3 5");
  set_filter (list, fixture->workspace, "amount", TW_FILTER_MORE_THAN, "1000");
  assert_list (list, "external_id", "5");
  set_filter (list, fixture->workspace, "amount", TW_FILTER_AT_LEAST, "999.99");
  assert_list (list, "external_id", "1 2 3 4 5");
  set_filter (list, fixture->workspace, "partner", TW_FILTER_IS, "K");
  assert_list (list, "amount", "1000.00 999.99 1000 999 1000.001");
  set_filter (list, fixture->workspace, "partner", TW_FILTER_CONTAINS, "kes");
  assert_list (list, "partner", "Kestrel Kestrel Kestrel Kestrel Kestrel");
}

/* Sort, filter and totals against plain SQL, on a table that is read in a thread. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TwList) list = NULL;
  g_autoptr (TwTotals) totals = NULL, of_ids = NULL;
  g_autoptr (TwFilter) filter = tw_filter_new (tw_entity_find ("sale"));
  g_autoptr (GError) error = NULL;
  TwTotal *total;
  gint64 ids[2];

  tw_model_test_fill (fixture->workspace, 50, 20000);
  list = make_list (fixture, "sale");
  tw_filter_add (filter, fixture->workspace, "currency", TW_FILTER_IS, "EUR", &error);
  tw_filter_add (filter, fixture->workspace, "date", TW_FILTER_AT_LEAST, "2025-06-01", &error);
  g_assert_no_error (error);
  tw_list_set_filter (list, filter);
  g_assert_false (tw_list_get_ready (list));
  wait_ready (list);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                   tw_model_test_int (fixture->workspace,
                                      "SELECT count(*) FROM sale WHERE currency = 'EUR'"
                                                          " AND date >= '2025-06-01'"));
  tw_list_set_sort (list, "amount", TRUE);
  wait_ready (list);
  g_assert_cmpint (tw_list_get_row_id (list, 1000), ==,
                   tw_model_test_int (fixture->workspace,
                                      "SELECT id FROM sale WHERE currency = 'EUR' AND date >="
                                      " '2025-06-01' ORDER BY amount DESC, id DESC LIMIT 1 OFFSET 1000"));

  totals = tw_totals_of_filter (fixture->workspace, tw_entity_find ("sale"), filter, &error);
  g_assert_no_error (error);
  g_assert_cmpint (totals->count, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  g_assert_cmpint (tw_totals_count (fixture->workspace, tw_entity_find ("sale"), filter, &error),
                   ==, totals->count);
  g_assert_cmpuint (totals->sums->len, ==, 2);
  total = totals->sums->pdata[0];
  g_assert_cmpstr (total->currency, ==, "EUR");
  g_assert_cmpint (total->sum, ==,
                   tw_model_test_int (fixture->workspace,
                                      "SELECT sum (amount) FROM sale WHERE currency = 'EUR'"
                                                          " AND date >= '2025-06-01'"));
  total = totals->sums->pdata[1];
  g_assert_null (total->currency);
  g_assert_cmpint (total->digits, ==, 6);

  ids[0] = 3;
  ids[1] = 4;
  of_ids = tw_totals_of_ids (fixture->workspace, tw_entity_find ("sale"), ids, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpint (of_ids->count, ==, 2);
  g_assert_cmpuint (of_ids->sums->len, ==, 3);
  total = of_ids->sums->pdata[1];
  g_assert_cmpstr (total->currency, ==, "USD");
  g_assert_cmpint (total->sum, ==, tw_model_test_int (fixture->workspace,
                                                      "SELECT amount FROM sale WHERE id = 3"));
}

static void
test_totals_overflow (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { 1, 2 };

  tw_model_test_fill (fixture->workspace, 1, 2);
  tw_model_test_exec (fixture->workspace, "UPDATE sale SET amount = 9000000000000000000");
  g_assert_null (tw_totals_of_filter (fixture->workspace, tw_entity_find ("sale"), NULL, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "Amount");
  g_assert_null (tw_totals_of_ids (fixture->workspace, tw_entity_find ("sale"), ids, 2, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "Amount");
}

static void
take_totals (TwTotals *totals,
             gpointer  data)
{
  *(TwTotals **) data = totals;
}

/* The same sums from a thread, and sums that aren't wanted any more. */
static void
test_totals_in_thread (Fixture       *fixture,
                       gconstpointer  data)
{
  const TwEntity *entity = tw_entity_find ("sale");
  g_autoptr (TwTotals) now = NULL, later = NULL, of_ids = NULL;
  TwTotals *never = NULL;
  g_autoptr (GCancellable) kept = g_cancellable_new ();
  g_autoptr (GCancellable) dropped = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { 1, 2, 3 };

  tw_model_test_fill (fixture->workspace, 5, 30000);
  now = tw_totals_of_filter (fixture->workspace, entity, NULL, &error);
  g_assert_no_error (error);
  tw_totals_start (fixture->workspace, entity, NULL, NULL, 0, dropped, take_totals, &never, &error);
  g_assert_no_error (error);
  tw_totals_start (fixture->workspace, entity, NULL, NULL, 0, kept, take_totals, &later, &error);
  g_assert_no_error (error);
  tw_totals_start (fixture->workspace, entity, NULL, ids, 3, kept, take_totals, &of_ids, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (dropped);
  while (later == NULL || of_ids == NULL)
    g_main_context_iteration (NULL, TRUE);
  tw_list_wait (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_null (never);
  g_assert_cmpint (of_ids->count, ==, 3);
  g_assert_cmpint (later->count, ==, 30000);
  g_assert_cmpuint (later->sums->len, ==, now->sums->len);
  for (guint i = 0; i < now->sums->len; i++)
    g_assert_cmpint (((TwTotal *) now->sums->pdata[i])->sum, ==,
                     ((TwTotal *) later->sums->pdata[i])->sum);

  g_assert_null (tw_totals_of_filter_until (fixture->workspace, entity, NULL, dropped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static int n_items_alive;

static void
on_item_gone (gpointer  data,
              GObject  *item)
{
  n_items_alive--;
}

/* Whoever walks the whole list finds every row, and the list holds no more than its pages of
 * them. */
static void
test_bounded (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TwList) list = NULL;
  int most = 0;

  tw_model_test_fill (fixture->workspace, 100, 100000);
  list = make_list (fixture, "sale");
  tw_list_set_sort (list, "external_id", FALSE);
  wait_ready (list);
  assert_changes (fixture, "0-0+256 256-0+99744");
  for (guint i = 0; i < 100000; i += 50)
    {
      g_autoptr (TwItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (tw_item_get_id (item), ==, (int) i + 1);
      if (i % 150 == 0)
        {
          n_items_alive++;
          g_object_weak_ref (G_OBJECT (item), on_item_gone, NULL);
        }
      most = MAX (most, n_items_alive);
    }
  /* A few thousand rows at most, of which every 150th is counted. */
  g_assert_cmpint (most, <=, 16 * 128 / 150 + 2);
  g_assert_cmpint (most, >, 4);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 100000));
  assert_changes (fixture, "");
}

/* A list that goes away, or is asked something else, while it reads. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  TwList *list;

  tw_model_test_fill (fixture->workspace, 100, 50000);
  list = make_list (fixture, "sale");
  tw_list_set_sort (list, "amount", FALSE);
  tw_list_set_sort (list, "date", FALSE);
  tw_list_set_sort (list, "external_id", TRUE);
  wait_ready (list);
  g_assert_cmpint (tw_list_get_row_id (list, 0), ==, 50000);
  tw_list_set_sort (list, "amount", FALSE);
  g_object_unref (list);
  tw_list_wait (fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Fields that stand in two columns, in another table, or that the workspace defines. */
static void
test_special_fields (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *const rates[][2] = { { "EUR", "10.5" }, { "GBP", "0.91234" }, { "JPY", "2" } };
  const TwEntity *partner = tw_entity_find ("partner");
  g_autoptr (TwList) list = NULL;
  g_autoptr (GError) error = NULL;
  guint index;

  tw_attribute_define (fixture->workspace, partner, "score", TW_FIELD_QUANTITY, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autofree char *key = g_strdup_printf ("P%u", i);
      g_autoptr (TwRow) rate = tw_model_test_add (fixture->workspace, "fx_rate", "date",
                                                  "2026-01-01", "base",
                                                  rates[i][0], "quote", "USD", "rate", rates[i][1], NULL);
      g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", key,
                                                 "name", key,
                                                 "score", rates[i][1], NULL);
    }
  list = make_list (fixture, "fx_rate");
  tw_list_set_sort (list, "rate", FALSE);
  assert_list (list, "rate", "0.91234 2 10.5");
  g_clear_object (&list);

  list = make_list (fixture, "partner");
  g_assert_nonnull (tw_fields_find (tw_list_get_fields (list), "score", &index));
  g_assert_cmpuint (index, ==, partner->n_fields);
  tw_list_set_sort (list, "score", TRUE);
  assert_list (list, "name", "P0 P2 P1");
  set_filter (list, fixture->workspace, "score", TW_FILTER_AT_LEAST, "2");
  assert_list (list, "name", "P0 P2");
  g_clear_object (&list);

  {
    g_autoptr (TwRow) sale = tw_model_test_add (fixture->workspace, "services", "external_id",
                                                "V-1", "partner", "P1",
                                                "start", "2026-01-31", "amount", "1", NULL);
    g_autoptr (TwRow) credit = tw_model_test_add (fixture->workspace, "credit", "fact_kind",
                                                  "services", "fact", "V-1",
                                                  "partner", "P2", NULL);
    g_autoptr (TwRow) agreement = tw_model_test_add (fixture->workspace, "agreement", "external_id",
                                                     "A-1", "partner",
                                                     "P1", "valid_from", "2026-01-01", "valid_to", "2026-12-31", NULL);
    g_autoptr (TwRow) term = tw_model_test_add (fixture->workspace, "agreement_term", "agreement",
                                                "A-1", "name",
                                                "share", "type", "rate", "amount", "12.5%", NULL);
  }
  list = make_list (fixture, "credit");
  tw_list_refresh (list);
  assert_list (list, "fact_kind", "services");
  assert_list (list, "fact", "V-1");
  g_clear_object (&list);
  list = make_list (fixture, "agreement_term");
  tw_list_refresh (list);
  assert_list (list, "amount", "12.5%");
  assert_list (list, "agreement", "A-1");
  g_clear_object (&list);

  /* The last day is what is compared, not the day after that the workspace holds. */
  list = make_list (fixture, "agreement");
  set_filter (list, fixture->workspace, "valid_to", TW_FILTER_AT_MOST, "2026-12-31");
  assert_list (list, "valid_to", "2026-12-31");
  set_filter (list, fixture->workspace, "valid_to", TW_FILTER_AT_MOST, "2026-12-30");
  assert_list (list, "valid_to", "");
}

/* Somebody edits while lists still read, also as the first thing after opening. */
static void
test_write_while_reading (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *path = g_strdup (tw_workspace_get_path (fixture->workspace));
  g_autoptr (GError) error = NULL;

  tw_model_test_fill (fixture->workspace, 100, 60000);
  tw_model_test_close (fixture->workspace);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (TwList) list = NULL;
      g_autoptr (TwRow) row = NULL;
      g_autofree char *key = g_strdup_printf ("N%d", i);

      fixture->workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "tester", &error);
      g_assert_no_error (error);
      list = make_list (fixture, "sale");
      tw_list_set_sort (list, "amount", FALSE);
      row = tw_model_test_add (fixture->workspace, "partner", "external_id", key, "name", key, NULL);
      tw_list_refresh (list);
      wait_ready (list);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 60000);
      tw_list_wait (fixture->workspace);
      g_clear_pointer (&row, tw_row_unref);
      g_clear_object (&list);
      if (i < 2)
        tw_model_test_close (fixture->workspace);
    }
}

/* A list that can't be read says so and keeps what it had. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  static const TwField fields[] = {
    { .name = "name", .column = "name", .label = "Name", .type = TW_FIELD_TEXT },
    { .name = "size", .column = "size", .label = "Size", .type = TW_FIELD_INTEGER },
  };
  static const TwEntity entity = {
    .name = "abs", .kind = "abs", .label = "Row", .label_plural = "Rows", .title = "name",
    /* The absolute value of the smallest integer is an error of SQL. */
    .query = "SELECT id, name, id - 1 + (SELECT abs (-9223372036854775807 - (SELECT count(*) > 2"
             " FROM partner))) AS size FROM partner",
    .flags = TW_ENTITY_READ_ONLY, .fields = fields, .n_fields = G_N_ELEMENTS (fields),
  };
  g_autoptr (TwList) list = NULL;

  tw_model_test_fill (fixture->workspace, 2, 0);
  list = tw_list_new (fixture->workspace, &entity);
  tw_list_set_sort (list, "name", FALSE);
  wait_ready (list);
  g_assert_null (tw_list_get_error (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO partner (external_id, name) VALUES ('x', 'X')");
  tw_list_set_sort (list, "size", FALSE);
  wait_ready (list);
  g_assert_nonnull (tw_list_get_error (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  tw_model_test_exec (fixture->workspace, "DELETE FROM partner WHERE name = 'X'");
  tw_list_set_sort (list, "size", FALSE);
  wait_ready (list);
  g_assert_null (tw_list_get_error (list));
}

/* A list over a SELECT: the same model, filters and totals. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  static const TwField fields[] = {
    { .name = "partner", .column = "name", .label = "Partner", .type = TW_FIELD_TEXT, .flags = TW_FIELD_SEARCHED },
    { .name = "sales", .column = "n", .label = "Sales", .type = TW_FIELD_INTEGER, .flags = TW_FIELD_SUMMED },
    { .name = "amount", .column = "amount", .label = "Amount", .type = TW_FIELD_MONEY, .currency = "currency",
      .flags = TW_FIELD_SUMMED },
    { .name = "currency", .column = "currency", .label = "Currency", .type = TW_FIELD_CURRENCY },
  };
  static const TwEntity entity = {
    .name = "partner_sales", .kind = "partner-sales", .label = "Partner", .label_plural = "Partners",
    .query = "SELECT p.id * 10 + (s.currency = 'EUR') AS id, p.name, s.currency, count(*) AS n, sum (s.amount) AS"
             " amount FROM sale AS s JOIN partner AS p ON p.id = s.partner GROUP BY p.id, s.currency",
    .title = "partner", .order = "amount", .descending = TRUE, .flags = TW_ENTITY_READ_ONLY,
    .fields = fields, .n_fields = G_N_ELEMENTS (fields),
  };
  g_autoptr (TwList) list = NULL;
  g_autoptr (TwTotals) totals = NULL;
  g_autoptr (GError) error = NULL;

  tw_model_test_fill (fixture->workspace, 5, 100);
  list = tw_list_new (fixture->workspace, &entity);
  tw_list_load (list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10);
  set_filter (list, fixture->workspace, "currency", TW_FILTER_IS, "EUR");
  wait_ready (list);
  assert_list (list, "sales", "5 5 5 5 5");
  totals = tw_totals_of_filter (fixture->workspace, &entity, tw_list_get_filter (list), &error);
  g_assert_no_error (error);
  g_assert_cmpint (totals->count, ==, 5);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const fields[] = { "external_id", "partner", "date", "amount", "currency", "units", NULL };
  g_autoptr (TwRow) partner = tw_model_test_add (fixture->workspace, "partner", "external_id",
                                                 "K,1", "name",
                                                 "The \"Kestrel\" Group", NULL);
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GOutputStream) csv = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) tsv = g_memory_output_stream_new_resizable ();
  g_autofree char *csv_text = NULL, *tsv_text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  row = tw_model_test_add (fixture->workspace, "sale", "external_id", "=S1", "partner", "K,1",
                           "date", "2026-03-31",
                           "amount", "-1234567.5", "units", "2.5", NULL);
  id = tw_row_get_id (row);
  tw_list_text_write (fixture->workspace, tw_entity_find ("sale"), NULL, NULL, FALSE, NULL, 0,
                      fields,
                      TW_LIST_TEXT_CSV, TRUE, TRUE, csv, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (csv, "", 1, NULL, NULL, NULL);
  csv_text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (csv)));
  g_assert_cmpstr (csv_text, ==, "external_id,partner,date,amount,currency,units\r\n"
                                 "=S1,\"K,1\",2026-03-31,-1234567.50,USD,2.5\r\n");

  tw_list_text_write (fixture->workspace, tw_entity_find ("sale"), NULL, NULL, FALSE, &id, 1,
                      fields,
                      TW_LIST_TEXT_TSV, TRUE, FALSE, tsv, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (tsv, "", 1, NULL, NULL, NULL);
  tsv_text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (tsv)));
  g_assert_cmpstr (tsv_text, ==, "External ID\tPartner\tDate\tAmount\tCurrency\tUnits\n"
                                 "=S1\tThe \"Kestrel\" Group\t2026-03-31\t-1234567.50\tUSD\t2.5\n");
}

static void
test_cells (void)
{
  static const struct
  {
    const char *text, *csv, *tsv;
  } cases[] = {
    { "plain", "plain", "plain" },
    { "a,b", "\"a,b\"", "a,b" },
    { "say \"no\"", "\"say \"\"no\"\"\"", "say \"no\"" },
    { "two\r\nlines\tand tab", "\"two\r\nlines\tand tab\"", "two  lines and tab" },
    { "", "", "" },
    { "=1+1", "=1+1", "=1+1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) csv = g_string_new (NULL);
      g_autoptr (GString) tsv = g_string_new (NULL);

      tw_list_text_cell (csv, cases[i].text, TW_LIST_TEXT_CSV);
      tw_list_text_cell (tsv, cases[i].text, TW_LIST_TEXT_TSV);
      g_assert_cmpstr (csv->str, ==, cases[i].csv);
      g_assert_cmpstr (tsv->str, ==, cases[i].tsv);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/model/list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sort-and-changes", test_sort_and_changes);
  ADD ("items-live", test_items_live);
  ADD ("filter", test_filter);
  ADD ("words-fold-case", test_words_fold_case);
  ADD ("filter-limits", test_filter_limits);
  ADD ("filter-money", test_filter_money);
  ADD ("long", test_long);
  ADD ("totals-overflow", test_totals_overflow);
  ADD ("totals-in-thread", test_totals_in_thread);
  ADD ("bounded", test_bounded);
  ADD ("cancelled", test_cancelled);
  ADD ("failed", test_failed);
  ADD ("special-fields", test_special_fields);
  ADD ("write-while-reading", test_write_while_reading);
  ADD ("query", test_query);
  ADD ("text", test_text);
#undef ADD
  g_test_add_func ("/model/list/cells", test_cells);

  return g_test_run ();
}
