/* test-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-history-list.h"
#include "tw-program-version.h"
#include "tw-test.h"

#include <string.h>

/* The states of a version: draft, in review, published, retired. */

#define PROGRAM(from, rate)                                                                        \
  "{\"tierwright\":1,\"name\":\"Reseller\",\"partner_type\":\"reseller\",\"currency\":\"USD\","    \
  "\"effective_from\":\"" from "\",\"objective\":{\"gap\":\"North\",\"kind\":\"reach\","           \
  "\"metric\":\"new-customers\",\"baseline\":\"10%\",\"target\":\"20%\",\"due\":\"2026-12-31\","   \
  "\"direct_cost\":\"900\",\"partner_cost\":\"500\"}," \
  "\"rules\":[{\"id\":\"vol\",\"name\":\"Volume\",\"kind\":\"rebate\",\"window\":\"quarter\","     \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"" rate "\"}]}"

typedef struct
{
  char        *folder;
  TwWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  TwWorkspaceInit init = { .name = "Test", .currency = "USD" };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = tw_test_make_dir ();
  path = g_build_filename (f->folder, "a.tierwright", NULL);
  f->workspace = tw_workspace_create (path, &init, "tester", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  tw_workspace_close (f->workspace, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (f->workspace);
  tw_test_remove_dir (f->folder);
}

static gint64
import (Fixture    *f,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  gint64 version = 0;

  g_assert_no_error (error);
  g_assert_true (tw_program_version_import (f->workspace, document, &version, &error));
  g_assert_no_error (error);

  return version;
}

static char *
state_of (Fixture *f,
          gint64   id)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (f->workspace, NULL);

  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (versions, i);

      if (version->id == id)
        return g_strdup (version->state);
    }

  return NULL;
}

static void
assert_state (Fixture    *f,
              gint64      id,
              const char *state)
{
  g_autofree char *found = state_of (f, id);

  g_assert_cmpstr (found, ==, state);
}

/* Forth and back: what is in review can't be changed, replaced or removed; its way back says why. */
static void
test_review (Fixture       *f,
             gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01", "2%"));
  g_autoptr (TwProgramDocument) other =
      tw_program_document_parse (PROGRAM ("2026-01-01", "9%"), -1, NULL, NULL, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_submit (f->workspace, version, &error));
  g_assert_no_error (error);
  assert_state (f, version, "in_review");
  g_assert_false (tw_program_version_submit (f->workspace, version, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "in review");

  g_assert_false (tw_program_version_edit (f->workspace, version, "/rules/0/rate", "\"3%\"", &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "in review");
  g_assert_false (tw_program_version_replace (f->workspace, version, other, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_false (tw_program_version_remove (f->workspace, version, &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);

  g_assert_false (tw_program_version_withdraw (f->workspace, version, "  ", &error));
  tw_assert_error (error, TW_ERROR_REFUSED);
  assert_state (f, version, "in_review");
  g_assert_true (tw_program_version_withdraw (f->workspace, version, " The rate is too low ", &error));
  g_assert_no_error (error);
  assert_state (f, version, "draft");
  entries = tw_history_list (f->workspace, 0, 1, &error);
  g_assert_cmpstr (((TwHistoryEntry *) g_ptr_array_index (entries, 0))->label, ==,
                   "Withdrew version 1 of “Reseller” from review: The rate is too low");

  g_assert_false (tw_program_version_withdraw (f->workspace, version, "Again", &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "isn't in review");
  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/0/rate", "\"3%\"", &error));
  g_assert_no_error (error);
}

/* The history of a version is that of its tiers and rules as well, also of one that is gone; not that
 * of another version. */
static void
test_history (Fixture       *f,
              gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01", "2%"));
  gint64 other = import (f, PROGRAM ("2027-01-01", "2%"));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/0/rate", "\"3%\"", &error));
  g_assert_true (tw_program_version_edit (f->workspace, other, "/rules/0/rate", "\"4%\"", &error));
  g_assert_true (tw_program_version_edit (f->workspace, version, "/rules/0", NULL, &error));
  g_assert_no_error (error);
  entries = tw_history_of_record (f->workspace, "program_version", version, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_nonnull (strstr (((TwHistoryEntry *) g_ptr_array_index (entries, 1))->label, "3%"));
  g_assert_nonnull (strstr (((TwHistoryEntry *) g_ptr_array_index (entries, 2))->label, "Imported"));
}

static void
test_long_reason (Fixture       *f,
                  gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01", "2%"));
  g_autofree char *reason = g_strnfill (501, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_submit (f->workspace, version, &error));
  g_assert_false (tw_program_version_withdraw (f->workspace, version, reason, &error));
  tw_assert_error_names (error, TW_ERROR_REFUSED, "500");
  assert_state (f, version, "in_review");
}

/* Published from review; then neither review nor draft any more. */
static void
test_publish (Fixture       *f,
              gconstpointer  data)
{
  gint64 version = import (f, PROGRAM ("2026-01-01", "2%"));
  g_autoptr (GError) error = NULL;
  TwDate day;

  g_assert_true (tw_program_version_submit (f->workspace, version, &error));
  g_assert_true (tw_program_version_publish (f->workspace, version, NULL, &error));
  g_assert_no_error (error);
  assert_state (f, version, "published");
  g_assert_false (tw_program_version_withdraw (f->workspace, version, "No", &error));
  tw_assert_error (error, TW_ERROR_CONFLICT);
  g_assert_false (tw_program_version_submit (f->workspace, version, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "published");
  g_assert_true (tw_date_parse ("2026-06-30", &day, NULL));
  g_assert_true (tw_program_version_retire (f->workspace, version, day, &error));
  g_assert_no_error (error);
  assert_state (f, version, "retired");
}

/* Nobody reviews what could never be published: the version in the way is named. One that is open
 * and began earlier ends by itself. */
static void
test_overlap (Fixture       *f,
              gconstpointer  data)
{
  gint64 first = import (f, PROGRAM ("2026-01-01", "2%"));
  gint64 same = import (f, PROGRAM ("2026-01-01", "3%"));
  gint64 later = import (f, PROGRAM ("2026-07-01", "4%"));
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_program_version_publish (f->workspace, first, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (tw_program_version_submit (f->workspace, same, &error));
  tw_assert_error_names (error, TW_ERROR_CONFLICT, "Version 1 of “Reseller” is in force from 2026-01-01");
  assert_state (f, same, "draft");
  g_assert_true (tw_program_version_submit (f->workspace, later, &error));
  g_assert_no_error (error);
  g_assert_true (tw_program_version_publish (f->workspace, later, NULL, &error));
  g_assert_no_error (error);
  assert_state (f, later, "published");
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/program/review/forth-and-back", test_review },
    { "/program/review/history", test_history },
    { "/program/review/long-reason", test_long_reason },
    { "/program/review/publish", test_publish },
    { "/program/review/overlap", test_overlap },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
