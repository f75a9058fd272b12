/* test-replay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A program calculated on the past without being stored: as it was, changed, and as if it had been there. */

#include "config.h"

#include "replay-world.h"

#include "tw-error.h"
#include "tw-program-edit.h"
#include "tw-replay.h"
#include "tw-run.h"

static TwProgramDocument *
change (Fixture    *f,
        const char *path,
        const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_version_load (f->workspace, f->version, NULL, &error);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  TwProgramDocument *changed;

  g_assert_no_error (error);
  tw_program_edits_set_text (edits, path, text);
  changed = tw_program_edits_apply (document, edits, NULL, NULL, &error);
  g_assert_no_error (error);

  return changed;
}

static TwReplay *
replay (Fixture           *f,
        TwProgramDocument *changed,
        TwSpan             over)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = tw_store_test_state (f->workspace);
  g_autofree char *after = NULL;
  TwReplay *replay = tw_replay_version (f->workspace, f->version, changed, over, TW_REPLAY_LINES, NULL, NULL, NULL,
                                        &error);

  g_assert_no_error (error);
  after = tw_store_test_state (f->workspace);
  g_assert_cmpstr (before, ==, after);

  return replay;
}

static const TwReplayPartner *
partner (const TwReplay *replay,
         guint           index)
{
  return &g_array_index (replay->partners, TwReplayPartner, index);
}

static const TwReplayTier *
tier (const TwReplay *replay,
      guint           index)
{
  return &g_array_index (replay->tiers, TwReplayTier, index);
}

/* A: 200.00 + 160.00, then 40.00; B: 20.00, then 40.00. */
static void
test_as_it_was (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr (TwReplay) r = replay (f, NULL, span ("2026-01-01", "2026-06-30"));
  gint64 rate;

  g_assert_cmpint (r->cost, ==, 46000);
  g_assert_cmpint (r->measure, ==, 1800000);
  g_assert_true (tw_replay_effective_rate (r, &rate));
  g_assert_cmpint (rate, ==, 25556);
  g_assert_cmpuint (r->periods->len, ==, 2);
  g_assert_cmpstr (g_array_index (r->periods, TwReplayPeriod, 0).name, ==, "2026-Q1");
  g_assert_cmpint (g_array_index (r->periods, TwReplayPeriod, 0).cost, ==, 38000);
  g_assert_cmpint (g_array_index (r->periods, TwReplayPeriod, 1).cost, ==, 8000);
  g_assert_cmpuint (r->partners->len, ==, 3);
  g_assert_cmpint (partner (r, 0)->cost, ==, 40000);
  g_assert_cmpint (partner (r, 1)->cost, ==, 6000);
  g_assert_cmpint (partner (r, 2)->cost, ==, 0);
  g_assert_cmpint (tw_replay_cell (r, 0, 0)->amount, ==, 40000);
  g_assert_cmpint (tw_replay_cell (r, 0, 0)->band, ==, 1);
  g_assert_cmpint (tw_replay_cell (r, 1, 0)->band, ==, 0);
  g_assert_cmpuint (r->lines->len, ==, 5);
  /* B's 20.00 is below the minimum, so it is carried and paid with the next 40.00. */
  g_assert_cmpint (r->paid, ==, 36000 + 6000);
}

/* Nobody is placed before the first day; A has 14,000.00 by the end of January's and February's reviews. */
static void
test_tiers (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (TwReplay) r = replay (f, NULL, span ("2026-01-01", "2026-06-30"));

  g_assert_cmpuint (r->tiers->len, ==, 3);
  g_assert_cmpstr (tier (r, 2)->name, ==, "Gold");
  g_assert_cmpuint (tier (r, 0)->n_before, ==, 3);
  g_assert_cmpuint (tier (r, 1)->n_after, ==, 2);
  g_assert_cmpuint (tier (r, 2)->n_after, ==, 1);
  g_assert_cmpint (tier (r, 2)->cost, ==, 40000);
  g_assert_cmpuint (partner (r, 0)->tier, ==, 2);
  g_assert_cmpuint (r->moves->len, ==, 4);
  g_assert_cmpuint (g_array_index (r->moves, TwReplayMove, 1).from, ==, 1);
  g_assert_cmpuint (g_array_index (r->moves, TwReplayMove, 1).to, ==, 2);
}

/* 4% from 5,000.00 on: A 100.00 + 360.00, then 40.00. */
static void
test_changed (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (TwProgramDocument) changed = change (f, "/rules/0/table/bands/1/from", "5000.00");
  g_autoptr (TwReplay) r = replay (f, changed, span ("2026-01-01", "2026-06-30"));

  g_assert_cmpint (r->cost, ==, 56000);
  g_assert_cmpint (partner (r, 0)->cost, ==, 50000);
  g_assert_cmpint (partner (r, 1)->cost, ==, 6000);
}

/* With the first quarter stored at the old threshold, the second's line brings the year to 500.00: 140.00 after 360.00. */
static void
test_after_a_run (Fixture       *f,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRunReport) report = tw_run_calculate (f->workspace, "2026-Q1", NULL, NULL, NULL, &error);
  g_autoptr (TwProgramDocument) changed = change (f, "/rules/0/table/bands/1/from", "5000.00");
  g_autoptr (TwReplay) was = replay (f, NULL, span ("2026-04-01", "2026-06-30"));
  g_autoptr (TwReplay) now = replay (f, changed, span ("2026-04-01", "2026-06-30"));

  g_assert_no_error (error);
  g_assert_cmpint (was->cost, ==, 8000);
  g_assert_cmpint (was->paid, ==, 6000);
  g_assert_cmpint (now->cost, ==, 18000);
  g_assert_cmpuint (now->notes->len, ==, 1);
}

/* A version of next year on this year's sales: with nothing earned before, whatever its dates are. */
static void
test_alone (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwReplay) r = NULL;
  TwDate from = span ("2027-01-01", "2027-01-01").start;

  g_assert_true (tw_program_version_amend (f->workspace, f->version, from, &f->version, &error));
  g_assert_no_error (error);
  r = replay (f, NULL, span ("2026-04-01", "2026-06-30"));
  /* 1,000.00 and 2,000.00 at 2%: the year's window sees what the version sees. */
  g_assert_cmpint (r->cost, ==, 6000);
  g_assert_cmpuint (r->notes->len, ==, 1);
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TwReplay *r = tw_replay_version (f->workspace, f->version, NULL, span ("2026-01-01", "2026-04-30"), 0, NULL, NULL,
                                   NULL, &error);

  g_assert_null (r);
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "2026-04-01"));
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  r = tw_replay_version (f->workspace, f->version, NULL, span ("2026-01-01", "2026-03-31"), 0, cancellable, NULL, NULL,
                         &error);
  g_assert_null (r);
  g_assert_error (error, TW_ERROR, TW_ERROR_CANCELLED);
}

/* A changed program that reads what wasn't loaded is refused instead of finding nothing. */
static void
test_serves (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (TwReplayData) loaded = NULL;
  g_autoptr (TwProgramDocument) other = change (f, "/rules/0/counts/sum", "list");
  g_autoptr (TwProgramDocument) monthly = change (f, "/payment/per", "month");
  TwSpan over = span ("2026-01-01", "2026-03-31");
  TwReplayFlags flags = 0;

  documents = tw_replay_documents (f->workspace, f->version, NULL, over, &flags, &error);
  g_assert_no_error (error);
  g_assert_cmpint (flags, ==, 0);
  loaded = tw_replay_data_new (f->workspace, 1, documents, NULL, over, &error);
  g_assert_no_error (error);
  g_assert_true (tw_replay_data_serves (loaded, g_ptr_array_index (documents, 0)));
  g_assert_false (tw_replay_data_serves (loaded, other));
  g_assert_false (tw_replay_data_serves (loaded, monthly));
  documents->pdata[0] = tw_program_document_ref (other);
  g_assert_null (tw_replay_run (loaded, documents, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/replay/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("as-it-was", test_as_it_was);
  ADD ("tiers", test_tiers);
  ADD ("changed", test_changed);
  ADD ("after-a-run", test_after_a_run);
  ADD ("alone", test_alone);
  ADD ("refused", test_refused);
  ADD ("serves", test_serves);

  return g_test_run ();
}
