/* tw-store-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-store-test.h"

char *
tw_store_test_path (const char *dir)
{
  return g_build_filename (dir, "test" TW_WORKSPACE_EXTENSION, NULL);
}

TwWorkspace *
tw_store_test_create (const char *dir)
{
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;

  workspace = tw_workspace_create (path, &(TwWorkspaceInit){ .name = "Test" }, "tester", &error);
  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  tw_workspace_set_now (workspace, "2026-01-01T00:00:00Z");

  return workspace;
}

TwWorkspace *
tw_store_test_open (const char *dir)
{
  g_autofree char *path = tw_store_test_path (dir);
  g_autoptr (GError) error = NULL;
  TwWorkspace *workspace;

  workspace = tw_workspace_open (path, TW_OPEN_DEFAULT, "tester", &error);
  g_assert_no_error (error);
  g_assert_nonnull (workspace);
  tw_workspace_set_now (workspace, "2026-01-02T00:00:00Z");

  return workspace;
}

void
tw_store_test_close (TwWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_workspace_close (workspace, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (workspace);
}

void
tw_store_test_exec (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;

  if (!tw_workspace_exec (workspace, sql, &error))
    g_error ("%s: %s", sql, error->message);
}

gint64
tw_store_test_int (TwWorkspace *workspace,
                   const char  *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tw_workspace_get_int (workspace, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

char *
tw_store_test_text (TwWorkspace *workspace,
                    const char  *sql)
{
  g_autoptr (GError) error = NULL;
  char *text = tw_workspace_get_text (workspace, sql, &error);

  g_assert_no_error (error);

  return text;
}
