/* test-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-bulk-writer.h"
#include "tw-control-total.h"
#include "tw-date.h"
#include "tw-fact-reader.h"
#include "tw-fields.h"
#include "tw-history.h"
#include "tw-model-test.h"

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
  gint64       batch;
} Fixture;

static void
next_batch (Fixture *fixture)
{
  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO batch (kind, file_name, checksum, imported_at, imported_by)"
                      " VALUES ('sales', 'a.csv', 'x', '2026-01-01T00:00:00Z', 'tester')");
  fixture->batch++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  tw_model_test_fill (fixture->workspace, 10, 0);
  fixture->batch = 0;
  next_batch (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tw_history_begin (fixture->workspace, TW_HISTORY_IMPORT, "Imported a.csv", &error);
  g_assert_no_error (error);
}

static void
commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tw_history_commit (fixture->workspace, fixture->batch, NULL, NULL, &error);
  g_assert_no_error (error);
  next_batch (fixture);
}

static TwBulkWriter *
make_writer (Fixture    *fixture,
             const char *entity,
             const char *names,
             gboolean    update)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);
  const TwEntity *declared = tw_entity_find (entity);
  g_autoptr (GPtrArray) loaded = tw_fields_load (fixture->workspace, declared, NULL);
  const TwField *fields[16];
  guint n = 0;
  g_autoptr (GError) error = NULL;
  TwBulkWriter *writer;

  for (char **name = split; *name != NULL; name++)
    fields[n++] = tw_fields_find (loaded, *name, NULL);
  writer = tw_bulk_writer_new (fixture->workspace, declared, fields, n, fixture->batch, update,
                               &error);
  g_assert_no_error (error);
  return writer;
}

#define NONE    { TW_CELL_NULL, 0, 0, NULL }
#define NUM(n)  { TW_CELL_NUMBER, 0, (n), NULL }
#define TEXT(s) { TW_CELL_TEXT, 0, 0, (char *) (s) }

static TwBulkResult
put (TwBulkWriter *writer,
     const TwCell *values,
     gint64       *id)
{
  g_autoptr (GError) error = NULL;
  TwBulkResult result;

  tw_bulk_writer_put (writer, values, 7, &result, id, &error);
  g_assert_no_error (error);
  return result;
}

static void
finish (TwBulkWriter *writer)
{
  g_autoptr (GError) error = NULL;

  tw_bulk_writer_finish (writer, &error);
  g_assert_no_error (error);
  tw_bulk_writer_free (writer);
}

static TwDate
day (const char *text)
{
  TwDate date;

  g_assert_true (tw_date_parse (text, &date, NULL));
  return date;
}

static void
test_results (Fixture       *fixture,
              gconstpointer  data)
{
  const char *names = "external_id partner date amount currency motion";
  const TwCell first[] = { TEXT ("S1"), NUM (1), NUM (day ("2026-01-31")), NUM (100), TEXT ("USD"), TEXT ("new") };
  const TwCell other[] = { TEXT ("S1"), NUM (1), NUM (day ("2026-01-31")), NUM (200), TEXT ("USD"), TEXT ("new") };
  const TwCell second[] = { TEXT ("S2"), NUM (2), NUM (day ("2026-02-01")), NUM (-50), TEXT ("EUR"), NONE };
  TwBulkWriter *writer = make_writer (fixture, "sale", names, FALSE);
  gint64 id, again;

  begin (fixture);
  g_assert_cmpint (put (writer, first, &id), ==, TW_BULK_NEW);
  g_assert_cmpint (put (writer, second, NULL), ==, TW_BULK_NEW);
  g_assert_cmpint (put (writer, other, &again), ==, TW_BULK_REPEATED);
  g_assert_cmpint (again, ==, id);
  finish (writer);
  commit (fixture);

  begin (fixture);
  writer = make_writer (fixture, "sale", names, FALSE);
  g_assert_cmpint (put (writer, first, NULL), ==, TW_BULK_UNCHANGED);
  g_assert_cmpint (put (writer, other, NULL), ==, TW_BULK_REPEATED);
  finish (writer);
  writer = make_writer (fixture, "sale", names, FALSE);
  g_assert_cmpint (put (writer, other, NULL), ==, TW_BULK_CHANGED);
  finish (writer);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT sum (amount) FROM sale"), ==, 50);
  writer = make_writer (fixture, "sale", names, TRUE);
  g_assert_cmpint (put (writer, other, NULL), ==, TW_BULK_CHANGED);
  finish (writer);
  commit (fixture);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT sum (amount) FROM sale"), ==,
                   150);
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT count(*) FROM sale WHERE batch = 1 AND batch_row = 7"),
                   ==, 2);
  g_assert_cmpint (tw_model_test_int (fixture->workspace,
                                      "SELECT count(*) FROM sale WHERE source = 'resale'"), ==, 2);
}

/* The same external id under another source is another fact. */
static void
test_sources (Fixture       *fixture,
              gconstpointer  data)
{
  const TwCell values[] = { TEXT ("S1"), NUM (1), NUM (1000), NUM (100), TEXT ("USD") };
  g_autoptr (TwBulkWriter) sales = make_writer (fixture, "sale",
                                                "external_id partner date amount currency", FALSE);
  g_autoptr (TwBulkWriter) services = NULL;
  gint64 a, b;

  begin (fixture);
  g_assert_cmpint (put (sales, values, &a), ==, TW_BULK_NEW);
  finish (g_steal_pointer (&sales));
  services = make_writer (fixture, "services", "external_id partner date amount currency", FALSE);
  g_assert_cmpint (put (services, values, &b), ==, TW_BULK_NEW);
  g_assert_cmpint (a, !=, b);
  g_assert_cmpint (put (services, values, &b), ==, TW_BULK_REPEATED);
  finish (g_steal_pointer (&services));
  commit (fixture);
}

static void
test_probe (Fixture       *fixture,
            gconstpointer  data)
{
  const TwCell values[] = { TEXT ("P001"), TEXT ("Renamed") };
  const TwCell added[] = { TEXT ("P999"), TEXT ("Added") };
  g_autoptr (TwBulkWriter) writer = make_writer (fixture, "partner", "external_id name", TRUE);
  g_autofree char *before = tw_model_test_state (fixture->workspace);
  g_autofree char *after = NULL;
  TwBulkResult result;

  g_assert_true (tw_bulk_writer_probe (writer, values, &result, NULL, NULL));
  g_assert_cmpint (result, ==, TW_BULK_CHANGED);
  g_assert_true (tw_bulk_writer_probe (writer, added, &result, NULL, NULL));
  g_assert_cmpint (result, ==, TW_BULK_NEW);
  g_assert_true (tw_bulk_writer_probe (writer, added, &result, NULL, NULL));
  g_assert_cmpint (result, ==, TW_BULK_REPEATED);
  after = tw_model_test_state (fixture->workspace);
  g_assert_cmpstr (after, ==, before);
}

/* Without an external id the fields of the identity tell rows apart. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  const char *names = "date base quote rate per";
  TwCell rate[] = { NUM (day ("2026-01-02")), TEXT ("EUR"), TEXT ("USD"), NUM (10845), NUM (1) };
  TwCell next[] = { NUM (day ("2026-01-03")), TEXT ("EUR"), TEXT ("USD"), NUM (10845), NUM (1) };
  TwBulkWriter *writer = make_writer (fixture, "fx_rate", names, FALSE);

  rate[3].scale = next[3].scale = 4;
  begin (fixture);
  g_assert_cmpint (put (writer, rate, NULL), ==, TW_BULK_NEW);
  g_assert_cmpint (put (writer, next, NULL), ==, TW_BULK_NEW);
  finish (writer);
  writer = make_writer (fixture, "fx_rate", names, FALSE);
  g_assert_cmpint (put (writer, rate, NULL), ==, TW_BULK_UNCHANGED);
  next[3].scale = 5;
  g_assert_cmpint (put (writer, next, NULL), ==, TW_BULK_CHANGED);
  finish (writer);
  commit (fixture);
}

static void
test_fallback_and_lock (Fixture       *fixture,
                        gconstpointer  data)
{
  const TwCell values[] = { TEXT ("S1"), NUM (1), NUM (100), TEXT ("USD"), NONE, NUM (day ("2026-07-01")) };
  const TwCell early[] = { TEXT ("S2"), NUM (1), NUM (100), TEXT ("USD"), NUM (day ("2026-06-30")), NONE };
  g_autoptr (TwBulkWriter) writer = NULL;
  g_autofree char *date = NULL;
  g_autoptr (GError) error = NULL;
  TwBulkResult result;

  tw_model_test_exec (fixture->workspace,
                      "INSERT INTO period_lock (period, valid_from, valid_to, locked_by, locked_at)"
                      " VALUES ('2026-H1', '2026-01-01', '2026-07-01', 'me', '2026-07-02T00:00:00Z')");
  writer = make_writer (fixture, "sale", "external_id partner amount currency invoiced booked",
                        FALSE);
  begin (fixture);
  g_assert_cmpint (put (writer, values, NULL), ==, TW_BULK_NEW);
  g_assert_false (tw_bulk_writer_put (writer, early, 1, &result, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "2026-H1");
  finish (g_steal_pointer (&writer));
  commit (fixture);
  date = tw_model_test_text (fixture->workspace, "SELECT date FROM sale");
  g_assert_cmpstr (date, ==, "2026-07-01");
}

/* A row that the schema refuses leaves no trace, and the next is written. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const TwCell wrong[] = { TEXT ("S1"), NUM (1), NUM (0), NUM (100), TEXT ("USD"), TEXT ("sideways") };
  const TwCell right[] = { TEXT ("S1"), NUM (1), NUM (0), NUM (100), TEXT ("USD"), TEXT ("new") };
  g_autoptr (TwBulkWriter) writer =
    make_writer (fixture, "sale", "external_id partner date amount currency motion", FALSE);
  g_autoptr (GError) error = NULL;
  TwBulkResult result;

  begin (fixture);
  g_assert_false (tw_bulk_writer_put (writer, wrong, 1, &result, NULL, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Motion");
  g_assert_cmpint (put (writer, right, NULL), ==, TW_BULK_NEW);
  finish (g_steal_pointer (&writer));
  commit (fixture);
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT count(*) FROM sale"), ==, 1);
}

static gint64
intern (gpointer    data,
        guint       column,
        const char *text,
        gsize       length)
{
  GPtrArray *pool = data;

  g_assert_cmpuint (strlen (text), ==, length);
  for (guint i = 0; i < pool->len; i++)
    if (g_str_equal (pool->pdata[i], text))
      return i;
  g_ptr_array_add (pool, g_strdup (text));
  return pool->len - 1;
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  const gint64 map[] = { TW_COLUMN_NULL, 100, 101, 102 };
  TwColumn columns[] = {
    { .field = "id" }, { .field = "partner", .map = map, .n_map = G_N_ELEMENTS (map) }, { .field = "date" },
    { .field = "amount" }, { .field = "currency" }, { .field = "units" }, { .field = "deal_size" },
  };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TwBulkWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  tw_attribute_define (fixture->workspace, tw_entity_find ("sale"), "deal_size", TW_FIELD_QUANTITY,
                       &error);
  g_assert_no_error (error);
  writer = make_writer (fixture, "sale", "external_id partner date amount currency units deal_size",
                        FALSE);
  begin (fixture);
  for (gint64 i = 0; i < 3000; i++)
    {
      g_autofree char *key = g_strdup_printf ("S%d", (int) i);
      const TwCell values[] = {
        TEXT (key), NUM (1 + i % 4), NUM (day ("2024-02-28") + i % 400), NUM (i * 17 - 500),
        TEXT (i % 2 == 0 ? "USD" : "EUR"), NUM (i * 1000000), NUM (2500000 + i),
      };

      put (writer,
           i % 3 == 0 ? (TwCell[]) { values[0], values[1], values[2], values[3], values[4], NONE, NONE } : values,
           NULL);
    }
  finish (g_steal_pointer (&writer));
  commit (fixture);

  tw_columns_read (fixture->workspace, tw_entity_find ("sale"), NULL, columns,
                   G_N_ELEMENTS (columns), intern, pool, &n,
                   &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3000);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (columns[0].values[i], ==, i + 1);
      g_assert_cmpint (columns[1].values[i], ==,
                       i % 4 == 3 ? TW_COLUMN_NULL : (gint64) (100 + i % 4));
      g_assert_cmpint (columns[2].values[i], ==, day ("2024-02-28") + (gint64) i % 400);
      g_assert_cmpint (columns[3].values[i], ==, (gint64) i * 17 - 500);
      g_assert_cmpstr (pool->pdata[columns[4].values[i]], ==, i % 2 == 0 ? "USD" : "EUR");
      g_assert_cmpint (columns[5].values[i], ==,
                       i % 3 == 0 ? TW_COLUMN_NULL : (gint64) i * 1000000);
      g_assert_cmpint (columns[6].values[i], ==,
                       i % 3 == 0 ? TW_COLUMN_NULL : (gint64) (2500000 + i));
    }
  g_assert_cmpuint (pool->len, ==, 2);
  tw_columns_clear (columns, G_N_ELEMENTS (columns));

  columns[0].field = "colour";
  g_assert_false (tw_columns_read (fixture->workspace, tw_entity_find ("sale"), NULL, columns, 1,
                                   intern, pool, &n,
                                   &error));
  tw_assert_error_names (error, TW_ERROR_NOT_FOUND, "colour");
}

/* A last day comes out as people say it, an FX rate with its scale. */
static void
test_registers (Fixture       *fixture,
                gconstpointer  data)
{
  TwColumn spans[] = { { .field = "partner" }, { .field = "type" }, { .field = "valid_to" } };
  TwColumn rates[] = { { .field = "rate" }, { .field = "date" } };
  g_autoptr (GPtrArray) pool = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TwRow) type = tw_model_test_add (fixture->workspace, "partner_type", "partner", "P001",
                                              "type", "oem",
                                              "valid_from", "2025-01-01", "valid_to", "2025-12-31", NULL);
  g_autoptr (TwRow) rate = tw_model_test_add (fixture->workspace, "fx_rate", "date", "2026-01-02",
                                              "base", "EUR",
                                              "quote", "USD", "rate", "1.08450", NULL);
  gsize n;

  g_assert_true (tw_columns_read (fixture->workspace, tw_entity_find ("partner_type"), NULL, spans,
                                  3, intern, pool, &n,
                                  NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (spans[0].values[0], ==, 1);
  g_assert_cmpstr (pool->pdata[spans[1].values[0]], ==, "oem");
  g_assert_cmpint (spans[2].values[0], ==, day ("2025-12-31"));
  tw_columns_clear (spans, 3);
  g_assert_true (tw_columns_read (fixture->workspace, tw_entity_find ("fx_rate"), NULL, rates, 2,
                                  intern, pool, &n, NULL));
  g_assert_cmpint (rates[0].values[0], ==, 108450);
  g_assert_cmpint (rates[0].scales[0], ==, 5);
  g_assert_null (rates[1].scales);
  tw_columns_clear (rates, 2);
}

static void
test_control_totals (Fixture       *fixture,
                     gconstpointer  data)
{
  const TwCell values[][5] = {
    { TEXT ("1"), NUM (1), NUM (day ("2026-03-31")), NUM (100), TEXT ("USD") },
    { TEXT ("2"), NUM (1), NUM (day ("2026-04-01")), NUM (30), TEXT ("USD") },
    { TEXT ("3"), NUM (1), NUM (day ("2026-06-30")), NUM (7), TEXT ("JPY") },
    { TEXT ("4"), NUM (1), NUM (day ("2026-07-01")), NUM (5), TEXT ("JPY") },
  };
  g_autoptr (TwBulkWriter) writer = make_writer (fixture, "sale",
                                                 "external_id partner date amount currency", FALSE);
  const TwSpan span = { day ("2026-04-01"), day ("2026-07-01") };
  g_autoptr (GPtrArray) totals = NULL;
  TwControlTotal *total;

  begin (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    put (writer, values[i], NULL);
  finish (g_steal_pointer (&writer));
  commit (fixture);

  totals = tw_control_totals_of_batch (fixture->workspace, tw_entity_find ("sale"), 1, NULL);
  g_assert_cmpuint (totals->len, ==, 2);
  total = totals->pdata[1];
  g_assert_cmpstr (total->currency, ==, "USD");
  g_assert_cmpint (total->count, ==, 2);
  g_assert_cmpint (total->amount, ==, 130);
  g_assert_cmpint (total->digits, ==, 2);
  g_clear_pointer (&totals, g_ptr_array_unref);

  totals = tw_control_totals_of_span (fixture->workspace, tw_entity_find ("sale"), NULL, span,
                                      NULL);
  g_assert_cmpuint (totals->len, ==, 2);
  total = totals->pdata[0];
  g_assert_cmpstr (total->currency, ==, "JPY");
  g_assert_cmpint (total->digits, ==, 0);
  g_assert_cmpint (total->amount, ==, 7);
  g_clear_pointer (&totals, g_ptr_array_unref);
  totals = tw_control_totals_of_batch (fixture->workspace, tw_entity_find ("sale"), 2, NULL);
  g_assert_cmpuint (totals->len, ==, 0);
}

static void
test_key_index (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TwKeyIndex) keys = tw_key_index_new (fixture->workspace, tw_entity_find ("partner"),
                                                  NULL, NULL);
  g_autoptr (TwKeyIndex) titles = NULL;

  g_assert_cmpuint (tw_key_index_count (keys), ==, 10);
  g_assert_cmpint (tw_key_index_lookup (keys, "P010"), ==, 10);
  g_assert_cmpint (tw_key_index_lookup (keys, "P011"), ==, 0);
  for (int i = 0; i < 100000; i++)
    {
      g_autofree char *key = g_strdup_printf ("X%d", i * 7);

      g_assert_true (tw_key_index_add (keys, key, 1000 + i));
    }
  for (int i = 0; i < 100000; i += 13)
    {
      g_autofree char *key = g_strdup_printf ("X%d", i * 7);

      g_assert_cmpint (tw_key_index_lookup (keys, key), ==, 1000 + i);
      g_assert_false (tw_key_index_add (keys, key, 1));
    }
  g_assert_cmpint (tw_key_index_lookup (keys, "X1"), ==, 0);

  tw_model_test_exec (fixture->workspace, "UPDATE partner SET name = 'Twin' WHERE id < 4");
  titles = tw_key_index_new (fixture->workspace, tw_entity_find ("partner"), "name", NULL);
  g_assert_cmpint (tw_key_index_lookup (titles, "Twin"), ==, TW_KEY_AMBIGUOUS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/model/bulk/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("results", test_results);
  ADD ("sources", test_sources);
  ADD ("probe", test_probe);
  ADD ("identity", test_identity);
  ADD ("fallback-and-lock", test_fallback_and_lock);
  ADD ("refused", test_refused);
  ADD ("round-trip", test_round_trip);
  ADD ("registers", test_registers);
  ADD ("control-totals", test_control_totals);
  ADD ("key-index", test_key_index);
#undef ADD

  return g_test_run ();
}
