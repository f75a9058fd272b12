/* test-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"

/* Rules that make recorded changes replayable, and the file quick and readable. Each query finds
 * what breaks one. */
static const struct
{
  const char *rule;
  const char *sql;
} rules[] = {
  { "every table but SQLite's and FTS's own has an INTEGER PRIMARY KEY named id, in the first place",
    "SELECT t.name FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'search%'"
    " AND NOT EXISTS (SELECT 1 FROM pragma_table_info (t.name) AS c WHERE c.cid = 0 AND c.name = 'id' AND c.pk = 1"
    " AND c.type = 'INTEGER')" },
  { "no table is WITHOUT ROWID", "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1 AND name NOT LIKE 'search%'" },
  { "every table is STRICT",
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'" },
  { "ids of recorded tables are never used again",
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    " AND name NOT IN ('workspace', 'fact_kind', 'reason', 'line', 'exclusion') AND sql NOT LIKE '%AUTOINCREMENT%'" },
  { "no reference cascades, sets or restricts",
    "SELECT t.name || '.' || f.\"from\" FROM sqlite_schema AS t JOIN pragma_foreign_key_list (t.name) AS f"
    " WHERE t.type = 'table' AND (f.on_delete <> 'NO ACTION' OR f.on_update <> 'NO ACTION')" },
  { "every reference points to an id or a currency's code",
    "SELECT t.name || '.' || f.\"from\" FROM sqlite_schema AS t JOIN pragma_foreign_key_list (t.name) AS f"
    " WHERE t.type = 'table' AND f.\"to\" <> 'id' AND NOT (f.\"table\" = 'currency' AND f.\"to\" = 'code')" },
  { "no column is generated or hidden",
    "SELECT t.name || '.' || c.name FROM sqlite_schema AS t JOIN pragma_table_xinfo (t.name) AS c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'search%' AND c.hidden <> 0" },
  { "no trigger writes",
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (sql NOT LIKE '%SELECT RAISE (ABORT, %'"
    " OR sql GLOB '*BEGIN*INSERT INTO*' OR sql GLOB '*BEGIN*UPDATE *' OR sql GLOB '*BEGIN*DELETE FROM*'"
    " OR sql GLOB '*BEGIN*REPLACE*')" },
  { "no position is unique",
    "SELECT t.name FROM sqlite_schema AS t JOIN pragma_index_list (t.name) AS i ON i.\"unique\" = 1"
    " JOIN pragma_index_info (i.name) AS c ON c.name = 'position' WHERE t.type = 'table'" },
  { "no CHECK lists with IN", "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% IN (%'" },
  { "every date is checked with + 0 days",
    "SELECT name FROM sqlite_schema WHERE type = 'table'"
    " AND (length (sql) - length (replace (sql, 'date (', ''))) / 6"
    " <> (length (sql) - length (replace (sql, ', ''+0 days'')', ''))) / 11" },
  { "a row of a file says its batch and row",
    "SELECT t.name FROM sqlite_schema AS t WHERE t.type = 'table' AND t.name <> 'batch_locator' AND"
    " (SELECT count (*) FROM pragma_table_info (t.name) WHERE name = 'batch_row') <>"
    " (SELECT count (*) FROM pragma_foreign_key_list (t.name) WHERE \"from\" = 'batch')"
    " AND t.name NOT IN ('control_total', 'reject')" },
  { "a fact's amount has its currency beside it",
    "SELECT t.name FROM sqlite_schema AS t JOIN pragma_table_info (t.name) AS c ON c.name = 'amount' WHERE t.type = 'table'"
    " AND t.name <> 'line' AND NOT EXISTS (SELECT 1 FROM pragma_table_info (t.name) AS u WHERE u.name = 'currency')" },
  { "reports call nothing that an untrusted schema may not call",
    "SELECT name FROM sqlite_schema WHERE type = 'view' AND (sql LIKE '%json%' OR sql LIKE '%search%')" },
  { "a reference from a large table is indexed where its target is deleted row by row",
    "SELECT 'partner of ' || t.name FROM sqlite_schema AS t JOIN pragma_table_info (t.name) AS c ON c.name = 'partner'"
    " WHERE t.type = 'table' AND t.name <> 'tier_review' AND t.name <> 'balance' AND NOT EXISTS"
    " (SELECT 1 FROM pragma_index_list (t.name) AS i JOIN pragma_index_info (i.name) AS x ON x.seqno = 0 AND x.name = 'partner')" },
};

static void
test_rules (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = tw_store_test_create (dir);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *found = tw_store_test_text (workspace, rules[i].sql);

      if (found != NULL)
        g_error ("Not so: %s: %s", rules[i].rule, found);
    }
  tw_store_test_finish (workspace);
}

/* The rules see what they are there for. */
static void
test_rules_bite (void)
{
  static const struct
  {
    guint       rule;
    const char *sql;
  } cases[] = {
    { 0, "CREATE TABLE x (a TEXT, id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT" },
    { 1, "CREATE TABLE x (id INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID" },
    { 2, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT)" },
    { 3, "CREATE TABLE x (id INTEGER PRIMARY KEY) STRICT" },
    { 4, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, p INTEGER REFERENCES partner (id) ON DELETE CASCADE) STRICT" },
    { 5, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, p TEXT REFERENCES partner (external_id)) STRICT" },
    { 6, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, b INTEGER AS (id + 1)) STRICT" },
    { 7, "CREATE TRIGGER x AFTER INSERT ON partner BEGIN UPDATE partner SET note = 'x'; END" },
    { 8, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, position INTEGER UNIQUE) STRICT" },
    { 9, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT CHECK (a IN ('a', 'b'))) STRICT" },
    { 10, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, d TEXT CHECK (date (d) IS d)) STRICT" },
    { 11, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER REFERENCES batch (id)) STRICT" },
    { 12, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, amount INTEGER) STRICT" },
    { 13, "CREATE VIEW x AS SELECT json_extract (body, '$.a') FROM program_rule" },
    { 14, "CREATE TABLE x (id INTEGER PRIMARY KEY AUTOINCREMENT, partner INTEGER REFERENCES partner (id)) STRICT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TwTestDir) dir = tw_test_make_dir ();
      TwWorkspace *workspace = tw_store_test_create (dir);
      g_autofree char *found = NULL;

      tw_store_test_exec (workspace, cases[i].sql);
      found = tw_store_test_text (workspace, rules[cases[i].rule].sql);
      if (found == NULL)
        g_error ("Not seen: %s", rules[cases[i].rule].rule);
      tw_store_test_close (workspace);
    }
}

/* Reports -------------------------------------------------------------------------------------- */

static void
fill_reports (const char *dir)
{
  TwWorkspace *workspace = tw_store_test_create (dir);

  tw_store_test_fill (workspace, 2);
  tw_store_test_import (workspace, 6, "S", NULL);
  tw_store_test_edit (
    workspace,
    "INSERT INTO adjustment (partner, program, period, currency, amount, reason, reference,"
    " made_by, made_at) VALUES (1, 1, '2026-Q1', 'USD', 5, 'Goodwill', 'M-1', 'b', 'x')");
  tw_store_test_calculate (workspace, "2026-Q1");
  tw_store_test_exec (
    workspace,
    "INSERT INTO exclusion (run, statement, fact_kind, fact, reason, rule, detail)"
    " VALUES (1, 1, 1, 6, 8, 1, '/rules/0');"
    "INSERT INTO control_total (batch, currency, amount, rows) VALUES (1, 'USD', 2100, 6)");
  tw_store_test_edit (
    workspace,
    "INSERT INTO investment (external_id, partner, program, category, date, amount, currency)"
    " VALUES ('V1', 2, 1, 'training', '2026-02-01', 250000, 'USD')");
  tw_store_test_close (workspace);
}

static const struct
{
  const char *sql;
  const char *expected;
} reports[] = {
  { "SELECT count (*) || ' ' || max (partner_id) || ' ' || max (type) FROM report_partners", "2 P002 reseller" },
  { "SELECT sale_id || ' ' || partner || ' ' || amount || ' ' || currency || ' ' || digits FROM report_sales"
    " WHERE sale_id = 'S3'",
    "S3 Partner 2 300 USD 2" },
  { "SELECT kind || ' ' || external_id FROM report_facts ORDER BY external_id DESC LIMIT 1", "1 S6" },
  { "SELECT period || ' ' || program || ' ' || partner_id || ' ' || state || ' ' || payable FROM report_statements"
    " ORDER BY partner_id DESC LIMIT 1",
    "2026-Q1 Main P002 calculated 60" },
  { "SELECT line || ' ' || kind || ' ' || state || ' ' || fact_kind || ' ' || fact_id || ' ' || amount FROM report_lines"
    " ORDER BY line DESC LIMIT 1",
    "2026-Q1/Main/P002/vol/0003 fact earned sale S6 20" },
  { "SELECT period || ' ' || fact_kind || ' ' || fact_id || ' ' || reason || ' ' || rule FROM report_exclusions",
    "2026-Q1 sale S6 below_threshold vol" },
  { "SELECT period || ' ' || partner_id || ' ' || amount || ' ' || reason FROM report_adjustments", "2026-Q1 P001 5 Goodwill" },
  { "SELECT file_name || ' ' || currency || ' ' || amount || ' ' || rows FROM report_control_totals", "a.csv USD 2100 6" },
  { "SELECT investment_id || ' ' || partner_id || ' ' || program || ' ' || category || ' ' || side || ' ' || amount"
    " FROM report_investments",
    "V1 P002 Main training vendor 250000" },
};

static void
test_reports_shell (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);

  fill_reports (dir);
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA trusted_schema = OFF; %s", reports[i].sql);
      g_autofree char *output = NULL;

      if (!tw_store_test_shell (path, sql, &output))
        return;
      g_assert_cmpstr (g_strchomp (output), ==, reports[i].expected);
    }
}

static void
test_reports_python (void)
{
  static const char script[] =
    "import sqlite3, sys\n"
    "db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)\n"
    "db.execute('PRAGMA trusted_schema = OFF')\n"
    "print(db.execute(sys.argv[2]).fetchone()[0])\n";
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autofree char *path = tw_store_test_path (dir);
  g_autofree char *python = g_find_program_in_path ("python3");

  if (python == NULL)
    {
      g_test_skip ("no python3 here");
      return;
    }

  fill_reports (dir);
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      const char *argv[] = { python, "-c", script, path, reports[i].sql, NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *output = NULL;
      int status = 0;

      g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &output, NULL, &status, &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
      g_assert_cmpstr (g_strchomp (output), ==, reports[i].expected);
    }
}

/* Every report is read by one of the queries above, and within the program too. */
static void
test_reports_all (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwQuery) query = NULL;
  TwWorkspace *workspace;
  guint n = 0;

  fill_reports (dir);
  workspace = tw_store_test_open (dir);
  query = tw_query_new (workspace, "SELECT name FROM sqlite_schema WHERE type = 'view'", &error);
  for (; tw_query_step (query, &error); n++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", tw_query_text (query, 0));

      g_assert_true (g_str_has_prefix (tw_query_text (query, 0), "report_"));
      g_assert_cmpint (tw_store_test_int (workspace, sql), >, 0);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (reports));
  g_clear_pointer (&query, tw_query_free);
  tw_store_test_close (workspace);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/schema/rules", test_rules);
  g_test_add_func ("/store/schema/rules-bite", test_rules_bite);
  g_test_add_func ("/store/schema/reports-shell", test_reports_shell);
  g_test_add_func ("/store/schema/reports-python", test_reports_python);
  g_test_add_func ("/store/schema/reports-all", test_reports_all);

  return g_test_run ();
}
