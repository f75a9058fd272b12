/* test-entity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-field-text.h"
#include "tw-list-text.h"
#include "tw-list.h"
#include "tw-model-test.h"
#include "tw-search.h"
#include "tw-totals.h"

/* Every declaration against the schema of a real workspace. */

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

/* What the schema says of one column; %FALSE where there is none. */
static gboolean
look_up_column (TwWorkspace *workspace,
                const char  *table,
                const char  *column,
                char       **type,
                gboolean    *not_null,
                char       **initial)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "SELECT type, \"notnull\", dflt_value FROM pragma_table_info (:table) WHERE name = :column",
                  NULL);
  gboolean found;

  tw_query_bind_text (query, "table", table);
  tw_query_bind_text (query, "column", column);
  found = tw_query_step (query, NULL);
  if (!found)
    return FALSE;
  *type = tw_query_dup_text (query, 0);
  *not_null = tw_query_int (query, 1) != 0;
  *initial = tw_query_dup_text (query, 2);
  return TRUE;
}

static void
check_initial (const TwField *field,
               const char    *initial)
{
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autofree char *stored = NULL;

  if (initial == NULL)
    return;
  tw_field_parse (field, 0, field->initial, &cell, NULL);
  stored = cell.kind == TW_CELL_TEXT ? g_strdup_printf ("'%s'", cell.text)
                                     : g_strdup_printf ("%" G_GINT64_FORMAT, cell.number);
  g_assert_cmpstr (stored, ==, initial);
}

static void
check_reference (TwWorkspace    *workspace,
                 const TwEntity *entity,
                 const TwField  *field)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "SELECT \"table\", \"to\" FROM pragma_foreign_key_list (:table) WHERE \"from\" = :column",
                  NULL);
  const char *table = "currency", *to = "code";

  tw_query_bind_text (query, "table", entity->table);
  tw_query_bind_text (query, "column", field->column);
  g_assert_true (tw_query_step (query, NULL));
  if (field->type == TW_FIELD_REFERENCE)
    {
      g_assert_nonnull (tw_entity_find (field->target));
      table = tw_entity_find (field->target)->table;
      to = "id";
    }
  g_assert_cmpstr (tw_query_text (query, 0), ==, table);
  g_assert_cmpstr (tw_query_text (query, 1), ==, to);
}

/* The choices are those of the CHECK: it names every key, and no other. */
static void
check_choices (TwWorkspace    *workspace,
               const TwEntity *entity,
               const TwField  *field)
{
  g_autofree char *sql_text =
    g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '%s'",
                     entity->table);
  g_autofree char *sql = tw_model_test_text (workspace, sql_text);
  g_autofree char *start = g_strdup_printf ("%s = '", field->column);

  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    {
      g_autofree char *condition = g_strdup_printf ("%s = '%s'", field->column, choice->key);

      tw_test_assert_contains (sql, condition);
      g_assert_cmpstr (tw_field_get_choice_label (field, choice->key), !=, "");
    }
  for (const char *p = sql; (p = strstr (p, start)) != NULL; p++)
    {
      const char *key = p + strlen (start);
      gboolean declared = FALSE;

      for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
        declared = declared || (g_str_has_prefix (key, choice->key)
                                && key[strlen (choice->key)] == '\'');
      if (g_ascii_isspace (p[-1]) || p[-1] == '(')
        g_assert_true (declared);
    }
}

/* What a number may be is what the CHECK of its column says: between two numbers, from zero on, above zero, or anything. */
static void
check_limits (TwWorkspace    *workspace,
              const TwEntity *entity,
              const TwField  *field)
{
  g_autofree char *query =
    g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '%s'", entity->table);
  g_autofree char *sql = tw_model_test_text (workspace, query);
  g_autofree char *pattern =
    g_strdup_printf ("[( ]%s (?:BETWEEN (\\d+) AND (\\d+)|(>=|>) 0)\\b", field->column);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *sign = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (field->type == TW_FIELD_FX_RATE)
    return;
  if (!g_regex_match (regex, sql, 0, &match))
    {
      g_assert_cmpint (field->most, ==, 0);
      return;
    }

  least = g_match_info_fetch (match, 1);
  most = g_match_info_fetch (match, 2);
  sign = g_match_info_fetch (match, 3);
  if (g_strcmp0 (most, "") != 0 && most != NULL)
    {
      g_assert_cmpint (field->least, ==, g_ascii_strtoll (least, NULL, 10));
      g_assert_cmpint (field->most, ==, g_ascii_strtoll (most, NULL, 10));
      return;
    }
  g_assert_cmpint (field->most, ==, G_MAXINT64);
  g_assert_cmpint (field->least, ==, g_str_equal (sign, ">") ? 1 : 0);
}

static void
check_field (TwWorkspace    *workspace,
             const TwEntity *entity,
             const TwField  *field)
{
  g_autofree char *type = NULL, *initial = NULL;
  gboolean not_null = FALSE;

  if (!look_up_column (workspace, entity->table, field->column, &type, &not_null, &initial))
    g_error ("%s.%s: the table has no column “%s”", entity->name, field->name, field->column);
  g_test_message ("%s.%s", entity->name, field->name);

  g_assert_cmpstr (type, ==, tw_field_is_textual (field)
                   || field->type == TW_FIELD_DATE ? "TEXT" : "INTEGER");
  g_assert_cmpint ((field->flags & TW_FIELD_REQUIRED) != 0, ==, not_null);
  g_assert_true (initial == NULL || field->initial != NULL);
  check_initial (field, initial);
  if (field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_CURRENCY)
    check_reference (workspace, entity, field);
  if (field->type == TW_FIELD_CHOICE)
    check_choices (workspace, entity, field);
  if (field->currency != NULL)
    g_assert_cmpint (tw_entity_get_field (entity, field->currency)->type, ==, TW_FIELD_CURRENCY);
  g_assert_cmpint (field->type == TW_FIELD_MONEY || field->type == TW_FIELD_UNIT_PRICE
                   || field->type == TW_FIELD_TERM, ==, field->currency != NULL);
  g_assert_cmpint (field->type == TW_FIELD_FX_RATE, ==, field->scale_column != NULL);
  if ((field->flags & TW_FIELD_READ_ONLY) == 0 && !tw_field_is_textual (field))
    check_limits (workspace, entity, field);
}

/* A list over a query has no table to be held against; reading it needs every column. */
static void
check_query (TwWorkspace    *workspace,
             const TwEntity *entity)
{
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwTotals) totals = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_null (entity->table);
  g_assert_true ((entity->flags & TW_ENTITY_READ_ONLY) != 0);
  tw_list_load (list, &error);
  g_assert_no_error (error);
  totals = tw_totals_of_filter (workspace, entity, NULL, &error);
  g_assert_no_error (error);
  tw_list_text_write (workspace, entity, NULL, NULL, FALSE, NULL, 0, NULL, TW_LIST_TEXT_CSV, TRUE,
                      TRUE, stream, NULL,
                      &error);
  g_assert_no_error (error);
}

static void
check_names (const TwEntity *entity,
             const char     *names)
{
  g_auto (GStrv) split = g_strsplit (names != NULL ? names : "", " ", -1);

  for (char **name = split; *name != NULL; name++)
    g_assert_nonnull (tw_entity_get_field (entity, *name));
}

static void
test_schema (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpuint (tw_entity_count (), >, 30);
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      g_assert_true (tw_entity_find (entity->name) == entity);
      g_assert_true (tw_entity_find (entity->kind) == entity);
      g_assert_nonnull (tw_entity_get_field (entity, entity->title));
      check_names (entity, entity->key);
      check_names (entity, entity->order);
      check_names (entity, entity->date);
      check_names (entity, entity->alone);
      check_names (entity, entity->identity);
      g_assert_cmpint ((entity->flags & TW_ENTITY_FACT) != 0, ==, entity->fact != NULL);
      if (entity->query != NULL)
        check_query (fixture->workspace, entity);
      for (guint j = 0; j < entity->n_fields; j++)
        {
          if (entity->query == NULL)
            check_field (fixture->workspace, entity, &entity->fields[j]);
          check_names (entity, entity->fields[j].fallback);
          g_assert_cmpint (tw_entity_get_index (entity, entity->fields[j].name), ==, (int) j);
        }
    }
}

/* What the table needs and has no default for must be declared, or be the entity's part. */
static void
test_required_columns (Fixture       *fixture,
                       gconstpointer  data)
{
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);
      g_autoptr (TwQuery) query =
        tw_query_new (fixture->workspace,
                      "SELECT name FROM pragma_table_info (:table)"
                      " WHERE \"notnull\" AND dflt_value IS NULL AND NOT pk", NULL);

      if (entity->query != NULL)
        continue;
      tw_query_bind_text (query, "table", entity->table);
      while (tw_query_step (query, NULL))
        {
          gboolean declared = g_strcmp0 (tw_query_text (query, 0), entity->part_column) == 0;

          for (guint j = 0; j < entity->n_fields; j++)
            declared = declared || strcmp (entity->fields[j].column, tw_query_text (query, 0)) == 0
                       || g_strcmp0 (entity->fields[j].scale_column, tw_query_text (query, 0)) == 0;
          if (!declared)
            g_error ("%s doesn't declare the required column “%s”", entity->name,
                     tw_query_text (query, 0));
        }
    }
}

/* Every kind of fact that the workspace knows has an entity over the table it names. */
static void
test_fact_kinds (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TwQuery) query =
    tw_query_new (fixture->workspace, "SELECT name, table_name FROM fact_kind", NULL);
  guint n = 0;

  while (tw_query_step (query, NULL))
    {
      const TwEntity *entity = tw_entity_for_fact (tw_query_text (query, 0));

      g_assert_nonnull (entity);
      g_assert_cmpstr (entity->table, ==, tw_query_text (query, 1));
      g_assert_nonnull (tw_entity_get_field (entity, entity->date));
      n++;
    }
  g_assert_cmpuint (n, ==, 20);
}

/* A reference must come after what it points to, so that the registry is an order of import. */
static void
test_order (void)
{
  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      for (guint j = 0; j < entity->n_fields; j++)
        {
          const TwField *field = &entity->fields[j];
          gboolean before = FALSE;

          if (field->type != TW_FIELD_REFERENCE || (field->flags & TW_FIELD_REQUIRED) == 0)
            continue;
          for (guint k = 0; k < i; k++)
            before = before || strcmp (tw_entity_nth (k)->name, field->target) == 0;
          g_assert_true (before);
        }
    }
}

/* What says that search finds it, stands in the index. */
static void
test_searched (void)
{
  guint n = 0;

  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);

      if ((entity->flags & TW_ENTITY_SEARCHED) == 0 || entity->table == NULL)
        continue;
      if (!tw_search_covers (entity->table))
        g_error ("%s is searched, but tw-search.c has no line for it", entity->table);
      n++;
    }

  g_assert_cmpuint (n, >, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/model/entity/schema", Fixture, NULL, set_up, test_schema, tear_down);
  g_test_add ("/model/entity/required-columns", Fixture, NULL, set_up, test_required_columns,
              tear_down);
  g_test_add ("/model/entity/fact-kinds", Fixture, NULL, set_up, test_fact_kinds, tear_down);
  g_test_add_func ("/model/entity/order", test_order);

  g_test_add_func ("/model/entity/searched", test_searched);

  return g_test_run ();
}
