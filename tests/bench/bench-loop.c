/* bench-loop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-loop.h"

#include <execinfo.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LATE      8.0
#define FRAME     16.0
/* A process is at rest when it used less than a hundredth of this time. */
#define REST_WALL 200
#define REST_WORK 4.0
/* It waits for a disk or a lock, or for ever, if it doesn't come to rest. */
#define PATIENCE  (5 * G_TIME_SPAN_SECOND)

static BenchLoop loop;
static const char *name = "start";

/* since the last wait, in frames, and at the end of the last frame */
static double woken;
static double woken_wall;
static double in_frames;
static double in_frames_wall;
static double frame_began;
static double frame_began_wall;
static double frame_ended;
static double measure_began;
static double measure_began_wall;
static gulong measure_hook;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* --- where the time goes: BENCH_STACKS=1 prints a stack for every half of a millisecond of a late stretch --- */

#define STACK_DEPTH  200
#define MAX_STACKS   512
#define SAMPLE_EVERY 500000

static void *stacks[MAX_STACKS][STACK_DEPTH];
static int depths[MAX_STACKS];
static volatile int n_stacks;
static timer_t sampler;
static gboolean sampling;

static void
on_sample (int number)
{
  if (n_stacks < MAX_STACKS)
    {
      depths[n_stacks] = backtrace (stacks[n_stacks], STACK_DEPTH);
      n_stacks++;
    }
}

static void
start_samples (void)
{
  struct sigaction action = { .sa_handler = on_sample, .sa_flags = SA_RESTART };
  struct sigevent event = { .sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR2 };

  if (g_getenv ("BENCH_STACKS") == NULL)
    return;

  event._sigev_un._tid = (pid_t) syscall (SYS_gettid);
  sigaction (SIGUSR2, &action, NULL);
  sampling = timer_create (CLOCK_MONOTONIC, &event, &sampler) == 0;
}

/* @every: in nanoseconds; 0 to stop, as a wait must not be woken */
static void
set_sampler (long every)
{
  struct itimerspec spec = { { 0, every }, { 0, every } };

  if (sampling)
    timer_settime (sampler, 0, &spec, NULL);
}

static void
print_samples (void)
{
  for (int i = 0; i < n_stacks; i++)
    {
      fprintf (stderr, "stack\n");
      backtrace_symbols_fd (stacks[i], depths[i], STDERR_FILENO);
    }
}

static void
end_stretch (void)
{
  double work = read_clock (CLOCK_THREAD_CPUTIME_ID) - woken - in_frames;
  double wall = read_clock (CLOCK_MONOTONIC) - woken_wall - in_frames_wall;

  loop.longest = MAX (loop.longest, work);
  loop.longest_wall = MAX (loop.longest_wall, wall);
  if (work > LATE)
    {
      loop.n_late++;
      fprintf (stderr, "%s: %.1f ms\n", name, work);
      print_samples ();
    }
  n_stacks = 0;
}

static int
wait (GPollFD *fds,
      guint    n_fds,
      int      timeout)
{
  int result;

  set_sampler (0);
  end_stretch ();
  result = g_poll (fds, n_fds, timeout);
  woken = read_clock (CLOCK_THREAD_CPUTIME_ID);
  woken_wall = read_clock (CLOCK_MONOTONIC);
  in_frames = 0;
  in_frames_wall = 0;
  set_sampler (SAMPLE_EVERY);

  return result;
}

void
bench_loop_watch (void)
{
  woken = read_clock (CLOCK_THREAD_CPUTIME_ID);
  woken_wall = read_clock (CLOCK_MONOTONIC);
  start_samples ();
  g_main_context_set_poll_func (NULL, wait);
}

static void
on_frame_begins (void)
{
  frame_began = read_clock (CLOCK_THREAD_CPUTIME_ID);
  frame_began_wall = read_clock (CLOCK_MONOTONIC);
}

static void
on_frame_ends (void)
{
  double now = read_clock (CLOCK_THREAD_CPUTIME_ID);
  double work = now - frame_ended;

  in_frames += now - frame_began;
  in_frames_wall += read_clock (CLOCK_MONOTONIC) - frame_began_wall;
  frame_ended = now;
  loop.n_frames++;
  loop.n_in_time += work < FRAME;
  loop.longest_frame = MAX (loop.longest_frame, work);
  loop.frames_work += work;
  loop.painted = g_get_monotonic_time ();
}

/* On X11 GTK measures the whole window in an idle of its own, before the frame that it is for. It is a part of that frame
 * as it is elsewhere: the hook comes before what the window does, the handler after it. */
static gboolean
on_measure_begins (GSignalInvocationHint *hint,
                   guint                  n,
                   const GValue          *values,
                   gpointer               unused)
{
  measure_began = read_clock (CLOCK_THREAD_CPUTIME_ID);
  measure_began_wall = read_clock (CLOCK_MONOTONIC);

  return TRUE;
}

static void
on_measure_ends (void)
{
  in_frames += read_clock (CLOCK_THREAD_CPUTIME_ID) - measure_began;
  in_frames_wall += read_clock (CLOCK_MONOTONIC) - measure_began_wall;
}

static void
on_realize (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (measure_hook == 0)
    measure_hook = g_signal_add_emission_hook (g_signal_lookup ("compute-size", GDK_TYPE_TOPLEVEL), 0,
                                               on_measure_begins, NULL, NULL);
  g_signal_connect_after (surface, "compute-size", G_CALLBACK (on_measure_ends), NULL);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_frame_begins), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame_ends), NULL);
}

void
bench_loop_watch_frames (GtkWidget *window)
{
  if (gtk_widget_get_realized (window))
    on_realize (window);
  else
    g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
}

void
bench_loop_reset (const char *step)
{
  name = step;
  loop = (BenchLoop){ 0 };
  frame_ended = read_clock (CLOCK_THREAD_CPUTIME_ID);
}

const BenchLoop *
bench_loop_get (void)
{
  return &loop;
}

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Waits as a program waits that has nothing to do. */
void
bench_loop_spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
bench_loop_frame (void)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (PATIENCE / 1000, on_time, &over);

  while (loop.n_frames == 0 && !over)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (source);
}

void
bench_loop_settle (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  double work;

  do
    {
      work = read_clock (CLOCK_PROCESS_CPUTIME_ID);
      bench_loop_spin (REST_WALL);
    }
  while (read_clock (CLOCK_PROCESS_CPUTIME_ID) - work > REST_WALL / 100.0 + REST_WORK
         && g_get_monotonic_time () < end);
}
