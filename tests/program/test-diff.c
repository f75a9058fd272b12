/* test-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-program-diff.h"

#define HEAD \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\"," \
  "\"effective_from\":\"2026-01-01\","
#define RULE(id, rate) \
  "{\"id\":\"" id "\",\"name\":\"Rule " id "\",\"kind\":\"rebate\"," \
  "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"" rate "\"}"

static const struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *expected;  /* one line per change */
} cases[] = {
  { "same", HEAD "\"rules\":[" RULE ("a", "2%") "]}", HEAD "\"rules\":[" RULE ("a", "2%") "]}", "" },
  { "rate", HEAD "\"rules\":[" RULE ("a", "2%") "]}", HEAD "\"rules\":[" RULE ("a", "3%") "]}",
    "/rules/0/rate (Rule a): \"2%\" > \"3%\"\n" },
  /* One rule more in front doesn't change the one behind. */
  { "one-more", HEAD "\"rules\":[" RULE ("a", "2%") "]}",
    HEAD "\"rules\":[" RULE ("b", "1%") "," RULE ("a", "2%") "]}",
    "/rules/0 (Rule b): - > {\"id\":\"b\",\"name\":\"Rule b\",\"kind\":\"rebate\",\"counts\":"
    "{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"1%\"}\n" },
  { "one-less", HEAD "\"notes\":\"x\",\"rules\":[" RULE ("a", "2%") "," RULE ("b", "1%") "]}",
    HEAD "\"rules\":[" RULE ("b", "1%") "]}",
    "/rules/0 (Rule a): {\"id\":\"a\",\"name\":\"Rule a\",\"kind\":\"rebate\",\"counts\":"
    "{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"2%\"} > -\n/notes: \"x\" > -\n" },
  { "deep",
    HEAD "\"tiers\":[{\"name\":\"Gold\",\"enter\":{\"all\":[]}}],\"rules\":[]}",
    HEAD "\"tiers\":[{\"name\":\"Gold\",\"enter\":{\"any\":[]}}],\"rules\":[]}",
    "/tiers/0/enter/any (Gold): - > []\n/tiers/0/enter/all (Gold): [] > -\n" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) before =
    tw_program_document_parse (cases[i].before, -1, NULL, NULL, &error);
  g_autoptr (TwProgramDocument) after = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  after = tw_program_document_parse (cases[i].after, -1, NULL, NULL, &error);
  g_assert_no_error (error);
  changes = tw_program_diff (before, after);
  for (guint k = 0; k < changes->len; k++)
    {
      const TwProgramChange *change = g_ptr_array_index (changes, k);

      g_string_append_printf (text, "%s%s%s%s: %s > %s\n", change->path,
                              change->owner != NULL ? " (" : "",
                              change->owner != NULL ? change->owner : "",
                              change->owner != NULL ? ")" : "",
                              change->before != NULL ? change->before : "-",
                              change->after != NULL ? change->after : "-");
    }
  g_assert_cmpstr (text->str, ==, cases[i].expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/program/diff/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }

  return g_test_run ();
}
