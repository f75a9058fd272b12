/* test-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-model-test.h"
#include "tw-suggest.h"

/* Two partners of one name, and two plans with an initiative of one name. */

typedef struct
{
  TwTestDir   *dir;
  TwWorkspace *workspace;
} Fixture;

static gint64
add_plan (Fixture    *fixture,
          const char *id,
          const char *partner)
{
  g_autoptr (TwRow) plan = tw_model_test_add (fixture->workspace, "plan", "external_id", id, "name", id, "partner", partner,
                                              "valid_from", "2026-01-01", "valid_to", "2026-12-31", "currency", "USD",
                                              NULL);
  g_autoptr (TwRow) shared = tw_model_test_add (fixture->workspace, "plan_initiative", "plan", id, "title", "Campaign", NULL);

  return tw_row_get_id (plan);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const partners[][2] = {
    { "P1", "Kestrel Systems" }, { "P2", "Östra Kestrel" }, { "P3", "Nettle & Rowan" }, { "P4", "Nettle & Rowan" },
    { "P5", "100% Pure_Data" },
  };

  fixture->dir = tw_test_make_dir ();
  fixture->workspace = tw_model_test_create (fixture->dir);
  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    {
      g_autoptr (TwRow) row = tw_model_test_add (fixture->workspace, "partner", "external_id", partners[i][0], "name",
                                                 partners[i][1], "region", "EMEA", NULL);
      g_assert_nonnull (row);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tw_model_test_close (fixture->workspace);
  tw_test_remove_dir (fixture->dir);
}

/* (transfer full): what is to be written for each, joined by bars. */
static char *
suggest (Fixture    *fixture,
         const char *entity,
         gint64      owner,
         const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = tw_suggest (fixture->workspace, tw_entity_find (entity), owner, typed, 8, &error);
  g_autoptr (GString) texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const TwSuggestion *suggestion = found->pdata[i];

      g_string_append_printf (texts, "%s%s", i == 0 ? "" : "|", suggestion->text);
      /* Whatever is taken is understood. */
      g_assert_cmpint (tw_entity_resolve_of (fixture->workspace, tw_entity_find (entity), owner, suggestion->text, NULL), ==,
                       suggestion->id);
    }

  return g_string_free (g_steal_pointer (&texts), FALSE);
}

static void
assert_suggested (Fixture    *fixture,
                  const char *typed,
                  const char *expected)
{
  g_autofree char *texts = suggest (fixture, "partner", 0, typed);

  g_assert_cmpstr (texts, ==, expected);
}

static void
test_partners (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *any = suggest (fixture, "partner", 0, "");

  assert_suggested (fixture, "kestrel sys", "Kestrel Systems");
  assert_suggested (fixture, "ÖSTRA", "Östra Kestrel");
  assert_suggested (fixture, "p2", "Östra Kestrel");
  assert_suggested (fixture, "zebra", "");
  /* Signs of SQL and of the full text are text. */
  assert_suggested (fixture, "%", "");
  assert_suggested (fixture, "\" OR *", "");
  assert_suggested (fixture, "100% pure", "100% Pure_Data");
  g_assert_cmpint (strlen (any), >, strlen ("Kestrel Systems|Östra Kestrel"));
}

/* One name, two partners: the external id says which. */
static void
test_same_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *texts = suggest (fixture, "partner", 0, "nettle");
  g_auto (GStrv) each = g_strsplit (texts, "|", -1);

  g_assert_cmpuint (g_strv_length (each), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) each, "P3"));
  g_assert_true (g_strv_contains ((const char *const *) each, "P4"));
}

/* What belongs to a plan is meant within it, though another plan has one of that name. */
static void
test_owned (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 one = add_plan (fixture, "J1", "P1");
  gint64 other = add_plan (fixture, "J2", "P2");
  g_autofree char *texts = suggest (fixture, "plan_initiative", one, "camp");
  g_autofree char *nobody = suggest (fixture, "plan_initiative", 0, "camp");
  g_autoptr (TwRow) milestone = tw_model_test_add (fixture->workspace, "plan_milestone", "plan", "J2", "title", "Live", "due",
                                                   "2026-05-15", "initiative", "Campaign", NULL);

  g_assert_cmpstr (texts, ==, "Campaign");
  /* Without a plan it can't be told which. */
  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpint (tw_model_test_int (fixture->workspace, "SELECT i.plan FROM plan_milestone AS m"
                                                          " JOIN plan_initiative AS i ON i.id = m.initiative"),
                   ==, other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/model/suggest/partners", Fixture, NULL, set_up, test_partners, tear_down);
  g_test_add ("/model/suggest/same-name", Fixture, NULL, set_up, test_same_name, tear_down);
  g_test_add ("/model/suggest/owned", Fixture, NULL, set_up, test_owned, tear_down);

  return g_test_run ();
}
