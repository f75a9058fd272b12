/* test-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures of a statement without its texts, and all statements of a period approved from them: on the sample. */

#include "config.h"

#include "tw-sample-workspace.h"
#include "tw-statement.h"
#include "tw-store-test.h"
#include "tw-workflow.h"

static TwWorkspace *
make (const char *dir)
{
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace = tw_sample_workspace_create (path, "tester", NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace;
}

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Exclusions come in no order where only their reasons are read. */
static char *
reasons (const TwStatement *statement)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < statement->exclusions->len; i++)
    g_ptr_array_add (all, ((TwStatementExclusion *) statement->exclusions->pdata[i])->reason);
  g_ptr_array_sort (all, compare_text);
  g_ptr_array_add (all, NULL);

  return g_strjoinv (" ", (char **) all->pdata);
}

static void
assert_lines (const TwStatement *whole,
              const TwStatement *figures)
{
  g_assert_cmpuint (figures->lines->len, ==, whole->lines->len);
  for (guint i = 0; i < whole->lines->len; i++)
    {
      const TwStatementLine *a = whole->lines->pdata[i];
      const TwStatementLine *b = figures->lines->pdata[i];
      g_autofree char *number = g_strdup_printf ("/%04" G_GINT64_FORMAT, b->number);

      g_assert_true (g_str_has_suffix (a->line_id, number));
      g_assert_cmpint (b->id, ==, a->id);
      g_assert_cmpuint (b->rule, ==, a->rule);
      g_assert_cmpint (b->amount, ==, a->amount);
      g_assert_cmpint (b->to_fund, ==, a->to_fund);
      g_assert_cmpint (b->is_fund, ==, a->is_fund);
      g_assert_cmpint (b->has_measure, ==, a->has_measure);
      g_assert_cmpint (b->measure, ==, a->measure);
    }
}

static void
assert_same (const TwStatement *whole,
             const TwStatement *figures)
{
  g_autofree char *a = reasons (whole);
  g_autofree char *b = reasons (figures);

  g_assert_cmpstr (b, ==, a);
  assert_lines (whole, figures);
  g_assert_cmpuint (figures->rules->len, ==, whole->rules->len);
  for (guint i = 0; i < whole->rules->len; i++)
    {
      g_assert_cmpstr (((TwStatementRule *) figures->rules->pdata[i])->key, ==,
                       ((TwStatementRule *) whole->rules->pdata[i])->key);
      g_assert_cmpint (((TwStatementRule *) figures->rules->pdata[i])->amount, ==,
                       ((TwStatementRule *) whole->rules->pdata[i])->amount);
    }
  g_assert_cmpuint (figures->controls->len, ==, whole->controls->len);
  for (guint i = 0; i < whole->controls->len; i++)
    g_assert_cmpint (((TwStatementControl *) figures->controls->pdata[i])->excluded, ==,
                     ((TwStatementControl *) whole->controls->pdata[i])->excluded);
  g_assert_cmpuint (figures->adjustments->len, ==, whole->adjustments->len);
  g_assert_cmpint (figures->payable, ==, whole->payable);
}

static void
test_read (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = make (dir);
  g_autoptr (TwStatementReader) reader = tw_statement_reader_new (workspace);
  gint64 last = tw_store_test_int (workspace, "SELECT max (id) FROM statement");
  guint lines = 0;
  guint excluded = 0;

  for (gint64 id = tw_store_test_int (workspace, "SELECT min (id) FROM statement"); id <= last; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TwStatement) whole = tw_statement_reader_read (reader, id, &error);
      g_autoptr (TwStatement) figures = NULL;

      if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
        continue;
      g_assert_no_error (error);
      figures = tw_statement_reader_read_figures (reader, id, &error);
      g_assert_no_error (error);
      assert_same (whole, figures);
      lines += whole->lines->len;
      excluded += whole->exclusions->len;
    }
  g_assert_cmpint (lines, ==, tw_store_test_int (workspace, "SELECT count (*) FROM line"));
  g_assert_cmpuint (excluded, >, 100);

  g_clear_pointer (&reader, tw_statement_reader_free);
  tw_store_test_finish (workspace);
}

typedef struct
{
  GCancellable *cancellable;   /* (nullable): stopped in the middle */
  double        fraction;
  guint         n;
} Told;

static void
on_progress (double   fraction,
             gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpfloat (fraction, >=, told->fraction);
  g_assert_cmpfloat (fraction, <, 1);
  told->fraction = fraction;
  told->n++;
  if (told->cancellable != NULL && fraction >= 0.5)
    g_cancellable_cancel (told->cancellable);
}

static void
test_approve (void)
{
  g_autoptr (TwTestDir) dir = tw_test_make_dir ();
  TwWorkspace *workspace = make (dir);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = tw_statement_find (workspace, "2026-Q1", NULL, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Told told = { .cancellable = cancellable };
  gint64 entry;

  g_assert_no_error (error);
  g_assert_true (tw_workflow_reopen (workspace, (gint64 *) ids->data, ids->len, "Anew", &error));
  g_assert_no_error (error);
  entry = tw_history_next_undo (workspace, NULL);

  g_assert_false (tw_workflow_approve (workspace, (gint64 *) ids->data, ids->len, cancellable, on_progress, &told, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (tw_history_next_undo (workspace, NULL), ==, entry);
  g_assert_cmpuint (told.n, <, ids->len);

  told = (Told){ 0 };
  g_assert_true (tw_workflow_approve (workspace, (gint64 *) ids->data, ids->len, NULL, on_progress, &told, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (told.n, ==, ids->len);
  g_assert_cmpint (tw_store_test_int (workspace, "SELECT count (*) FROM statement WHERE period = '2026-Q1' "
                                                 "AND state = 'approved'"),
                   ==, ids->len);
  tw_store_test_finish (workspace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/statement/figures/as-read-whole", test_read);
  g_test_add_func ("/statement/figures/approve-a-period", test_approve);

  return g_test_run ();
}
