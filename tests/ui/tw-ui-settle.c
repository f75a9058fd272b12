/* tw-ui-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When is a window at rest? A time that is waited is too long on a quiet machine and too short on a loaded one. So the
 * process is looked at instead: it rests as soon as
 *
 *  - nothing waits to be dispatched by the main loop, once the display has handled all that it was sent;
 *  - no source of the main loop is due soon: pauses in typing, pages that follow a selection, frames to be drawn;
 *  - no other thread is running or waits for a processor or a disk.
 *
 * Some widgets of GTK 4.8 draw frame after frame (the list of a completion lays itself out for ever): when frames are all
 * that there is for a while, the window rests. */

#include "config.h"

#include "tw-ui-test.h"

#include <string.h>
#include <unistd.h>

/* What was due later than this when it was seen first is no part of an answer: messages that go by themselves, the look
 * whether another program wrote to the workspace; drafts and widths that are kept. */
#define SOON_US       (300 * G_TIME_SPAN_MILLISECOND)
/* The latter are kept by then. */
#define KEPT_US       (700 * G_TIME_SPAN_MILLISECOND)
/* At rest so often in a row, with a pause between; but for frames, so often. */
#define N_LOOKS       4
#define N_FRAME_LOOKS 150
#define PAUSE_US      3000
/* A machine may be loaded; this is for a window that never rests. */
#define LIMIT_SECONDS 90

typedef struct
{
  guint  id;
  gint64 longest;       /* how far off it was at most when it was looked at, in microseconds */
} Source;

static GArray *sources;     /* of Source: those of the main loop that are due at a time */
static guint last_id;

static gboolean
on_idle (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The identifiers of sources only grow: what came since the last look is found by them. */
static void
find_new_sources (void)
{
  guint newest = g_idle_add (on_idle, NULL);

  g_source_remove (newest);
  if (sources == NULL)
    sources = g_array_new (FALSE, FALSE, sizeof (Source));

  for (guint id = last_id + 1; id < newest; id++)
    {
      Source source = { id, 0 };

      if (g_main_context_find_source_by_id (NULL, id) != NULL)
        g_array_append_val (sources, source);
    }
  last_id = newest;
}

static gboolean
is_frame (GSource *source)
{
  const char *name = g_source_get_name (source);

  return name != NULL && strstr (name, "gdk_frame_clock_paint_idle") != NULL;
}

/* GTK 4.8 asks where the pointer is over a window that is gone, when a tooltip was about to be shown there. */
static gboolean
is_tooltip (GSource *source)
{
  const char *name = g_source_get_name (source);

  return name != NULL && strstr (name, "tooltip_popup_timeout") != NULL;
}

typedef enum
{
  BUSY,
  PENDING,
  DRAWING,
  AT_REST,
} State;

static State
look_at_sources (gint64 within)
{
  gint64 now = g_get_monotonic_time ();
  State state = AT_REST;

  find_new_sources ();
  for (guint i = sources->len; i > 0; i--)
    {
      Source *source = &g_array_index (sources, Source, i - 1);
      GSource *found = g_main_context_find_source_by_id (NULL, source->id);
      gint64 ready;

      if (found == NULL)
        {
          g_array_remove_index_fast (sources, i - 1);
          continue;
        }
      ready = g_source_get_ready_time (found);
      source->longest = MAX (source->longest, ready - now);
      if (ready >= 0 && (source->longest <= within || is_tooltip (found)))
        state = MIN (state, is_frame (found) ? DRAWING : BUSY);
    }

  return state;
}

/* "S" sleeps; "R" and "D" do not. The name in the parentheses may hold anything. */
static gboolean
is_thread_busy (const char *id)
{
  g_autofree char *path = g_build_filename ("/proc/self/task", id, "stat", NULL);
  g_autofree char *text = NULL;
  const char *state;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  state = strrchr (text, ')');

  return state != NULL && strlen (state) > 2 && (state[2] == 'R' || state[2] == 'D');
}

static gboolean
are_threads_busy (void)
{
  g_autofree char *own = g_strdup_printf ("%d", (int) getpid ());
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_equal (id, own) && is_thread_busy (id))
        return TRUE;
    }

  return FALSE;
}

/* (transfer full): what is still due, and which threads run. */
static char *
describe (gint64 within)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const Source *source = &g_array_index (sources, Source, i);
      GSource *found = g_main_context_find_source_by_id (NULL, source->id);

      if (found != NULL && g_source_get_ready_time (found) >= 0 && source->longest <= within)
        g_string_append_printf (text, ", a source (%s) that was due in %" G_GINT64_FORMAT " ms",
                                g_source_get_name (found) != NULL ? g_source_get_name (found) : "without a name",
                                source->longest / G_TIME_SPAN_MILLISECOND);
    }
  while (dir != NULL && (id = g_dir_read_name (dir)) != NULL)
    {
      if (atoi (id) != getpid () && is_thread_busy (id))
        g_string_append_printf (text, ", thread %s", id);
    }

  return g_string_free (text, FALSE);
}

static State
look (gint64 within)
{
  State state;

  if (are_threads_busy ())
    return BUSY;
  state = look_at_sources (within);

  /* What a thread gave back just now, or the display. */
  gdk_display_sync (gdk_display_get_default ());

  return g_main_context_pending (NULL) ? MIN (state, PENDING) : state;
}

static void
settle (gint64 within)
{
  gint64 end = g_get_monotonic_time () + LIMIT_SECONDS * G_TIME_SPAN_SECOND;
  guint n_rests = 0;
  guint n_frames = 0;

  while (n_rests < N_LOOKS && n_frames < N_FRAME_LOOKS)
    {
      State state;

      if (g_main_context_iteration (NULL, FALSE))
        {
          n_rests = 0;
          if (g_get_monotonic_time () < end)
            continue;
        }
      state = look (within);
      n_rests = state == AT_REST ? n_rests + 1 : 0;
      if (state == BUSY)
        n_frames = 0;
      else if (state == DRAWING)
        n_frames++;
      if (g_get_monotonic_time () > end)
        {
          g_autofree char *text = describe (within);

          g_error ("The window does not come to rest: its main loop always has something to do%s", text);
        }
      g_usleep (PAUSE_US);
    }

  if (n_frames == N_FRAME_LOOKS)
    g_test_message ("Frames are drawn without end");
}

void
tw_ui_test_settle (void)
{
  settle (SOON_US);
}

void
tw_ui_test_settle_kept (void)
{
  settle (KEPT_US);
}
