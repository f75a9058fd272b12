/* test-turns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is made piece by piece: in its order, one piece between two waits, whole when it is wanted, never for what is gone. */

#include "config.h"

#include "common/tw-turns.h"
#include "tw-ui-test.h"

static GString *calls;
static guint n_in_turn;
static guint most_in_turn;

static void
note (char letter)
{
  g_string_append_c (calls, letter);
  n_in_turn++;
  most_in_turn = MAX (most_in_turn, n_in_turn);
}

static void
first (gpointer owner)
{
  note ('a');
}

static void
second (gpointer owner)
{
  note ('b');
}

/* Asks for itself again until it was called three times. */
static void
again (gpointer owner)
{
  note ('c');
  if (calls->len < 3)
    tw_turns_later (owner, again);
}

static int
count_waits (GPollFD *fds,
             guint    n,
             int      timeout)
{
  n_in_turn = 0;

  return g_poll (fds, n, timeout);
}

static void
begin (void)
{
  g_string_truncate (calls, 0);
  most_in_turn = 0;
}

static void
test_order (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  begin ();
  tw_turns_later (owner, first);
  tw_turns_later (other, second);
  /* Once, though it is asked for twice. */
  tw_turns_later (owner, first);
  tw_turns_later (other, first);
  g_assert_cmpuint (calls->len, ==, 0);
  g_assert_true (tw_turns_pending (owner));
  while (tw_turns_pending (owner) || tw_turns_pending (other))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (calls->str, ==, "aba");
  g_assert_cmpuint (most_in_turn, ==, 1);
}

static void
test_again (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  begin ();
  tw_turns_later (owner, again);
  while (tw_turns_pending (owner))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (calls->str, ==, "ccc");
  g_assert_cmpuint (most_in_turn, ==, 1);
}

/* All of one owner, with what they ask for; the other's wait. */
static void
test_finish (void)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  begin ();
  tw_turns_later (other, second);
  tw_turns_later (owner, again);
  tw_turns_finish (owner);
  g_assert_cmpstr (calls->str, ==, "ccc");
  g_assert_false (tw_turns_pending (owner));
  g_assert_true (tw_turns_pending (other));

  tw_turns_forget (other);
  g_assert_false (tw_turns_pending (other));
  tw_ui_test_settle ();
  g_assert_cmpstr (calls->str, ==, "ccc");
}

static void
test_gone (void)
{
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);

  begin ();
  tw_turns_later (owner, first);
  tw_turns_later (owner, second);
  tw_turns_later (other, second);
  g_object_unref (owner);
  tw_ui_test_settle ();
  g_assert_cmpstr (calls->str, ==, "b");
}

int
main (int    argc,
      char **argv)
{
  int result;

  tw_ui_test_init (&argc, &argv);
  calls = g_string_new (NULL);
  g_main_context_set_poll_func (NULL, count_waits);

  g_test_add_func ("/ui/turns/order", test_order);
  g_test_add_func ("/ui/turns/again", test_again);
  g_test_add_func ("/ui/turns/finish", test_finish);
  g_test_add_func ("/ui/turns/gone", test_gone);

  result = g_test_run ();
  g_string_free (calls, TRUE);

  return result;
}
