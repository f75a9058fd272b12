/* tw-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include "tw-test.h"

#include <string.h>

void
tw_test_assert_sentence (const char *message)
{
  gsize length;

  g_assert_nonnull (message);
  length = strlen (message);
  g_assert_cmpuint (length, >, 10);
  g_assert_true (g_utf8_validate (message, -1, NULL));
  if (strchr (".!?", message[length - 1]) == NULL && !g_str_has_suffix (message, "”"))
    g_error ("Not a complete sentence: %s", message);
}

void
tw_test_assert_contains (const char *haystack,
                         const char *needle)
{
  g_assert_nonnull (haystack);
  if (strstr (haystack, needle) == NULL)
    g_error ("“%s” is not in: %s", needle, haystack);
}

char *
tw_test_make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("tierwright-test-XXXXXX", &error);

  g_assert_no_error (error);

  return dir;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL)
    {
      GFile *child = NULL;

      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) || child == NULL)
        break;
      remove_tree (child);
    }
  g_file_delete (file, NULL, NULL);
}

void
tw_test_remove_dir (char *dir)
{
  g_autoptr (GFile) file = NULL;

  if (dir == NULL)
    return;

  file = g_file_new_for_path (dir);
  remove_tree (file);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  g_free (dir);
}

char *
tw_test_source_path (const char *name)
{
  return g_build_filename (TW_TESTS_DIR, name, NULL);
}

char *
tw_test_shared_path (const char *name)
{
  const char *shared = g_getenv ("TW_SHARED");
  g_autofree char *path = NULL;

  if (shared != NULL)
    path = g_build_filename (shared, name, NULL);
  else
    path = g_build_filename (TW_TESTS_DIR, "..", "..", "shared", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *reason = g_strdup_printf ("no reference data '%s' here", name);

      g_test_skip (reason);
      return NULL;
    }

  return g_steal_pointer (&path);
}
