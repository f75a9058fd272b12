/* bench-loop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the main loop does between two waits, and how long each frame of a window works. Times are in milliseconds of
 * the main thread's processor, which other processes do not change; wall time stands beside them where said. */

/**
 * BenchLoop:
 * @longest: the longest stretch between two waits without what GTK does for a frame, which is measuring, placing and
 *   drawing the window: callbacks of idles, timers, input, threads, with all that GTK does as they call it
 * @longest_wall: the same by the clock on the wall
 * @n_late: how many such stretches took more than 8 ms
 * @n_frames: frames drawn
 * @n_in_time: frames before which and in which less than 16 ms of work was done since the frame before
 * @longest_frame: the most work of one frame, with everything since the frame before
 * @painted: when the last frame was drawn, as of g_get_monotonic_time()
 */
typedef struct
{
  double longest;
  double longest_wall;
  guint  n_late;
  guint  n_frames;
  guint  n_in_time;
  double longest_frame;
  double frames_work;
  gint64 painted;
} BenchLoop;

/* Watches the default main context from now on; call it once. */
void             bench_loop_watch        (void);
/* Watches the frames of a window, shown or not. */
void             bench_loop_watch_frames (GtkWidget  *window);
/* Begins anew. What is late from now on is printed to the error output under this name. */
void             bench_loop_reset        (const char *step);
const BenchLoop *bench_loop_get          (void);
void             bench_loop_spin         (guint       milliseconds);
/* Runs until a frame was drawn since bench_loop_reset(). */
void             bench_loop_frame        (void);
/* Runs until the process, threads and all, has done nothing for a while. */
void             bench_loop_settle       (void);

G_END_DECLS
