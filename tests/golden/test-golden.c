/* test-golden.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-case.h"
#include "golden-check.h"

#include "tw-finding.h"
#include "tw-test.h"

#include <string.h>

/* Every case of tests/golden is a test, `/golden/FAMILY/ID`; FORMAT.md says what a case holds. */

static void
check_refusal (GoldenCase *self)
{
  JsonObject *refused = json_object_get_object_member (self->json, "refused");
  const char *code = golden_text (refused, "code");
  const char *path = golden_text (refused, "path");
  gboolean found = FALSE;

  if (golden_case_load_programs (self))
    {
      g_test_message ("the program was to be refused with %s", code);
      g_test_fail ();
      return;
    }
  for (guint i = 0; i < self->findings->len; i++)
    {
      const TwFinding *finding = self->findings->pdata[i];

      found |= strcmp (finding->code, code) == 0
               && (path == NULL || g_strcmp0 (finding->path, path) == 0);
      g_test_message ("%s at %s: %s", finding->code, finding->path, finding->message);
    }
  if (!found)
    {
      g_test_message ("none of these is %s at %s", code, path == NULL ? "any place" : path);
      g_test_fail ();
    }
}

static void
test_case (gconstpointer path)
{
  g_autoptr (GoldenCase) self = golden_case_load (path);
  g_autoptr (GPtrArray) runs = NULL;
  guint failures;

  if (json_object_has_member (self->json, "refused"))
    {
      check_refusal (self);
      return;
    }
  if (!golden_case_load_programs (self))
    {
      g_test_fail ();
      return;
    }
  runs = golden_run_case (self);
  failures = golden_check_warnings (self) + golden_check_rest (self, runs)
             + golden_check_figures (self, runs) + golden_check_published (self, runs);
  if (failures > 0)
    {
      golden_dump (runs);
      g_test_fail ();
    }
}

static void
add_family (const char *folder,
            const char *family,
            GPtrArray  *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      {
        g_autofree char *id = g_strndup (name, strlen (name) - strlen (".json"));
        g_autofree char *test = g_strdup_printf ("/golden/%s/%s", family, id);
        char *path = g_build_filename (folder, name, NULL);

        g_ptr_array_add (paths, path);
        g_test_add_data_func (test, path, test_case);
      }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = g_getenv ("TW_GOLDEN") != NULL ? g_strdup (g_getenv ("TW_GOLDEN"))
                                                         : tw_test_source_path ("golden");
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        add_family (folder, name, paths);
    }
  if (paths->len == 0)
    g_error ("There are no golden cases in %s", root);

  return g_test_run ();
}
