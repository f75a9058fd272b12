/* bench-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

/* Stop watches that add up what lies between start and stop, and the line by which the driver reads them. */
typedef struct
{
  double wall;
  double processor;   /* user and system, all threads */
} BenchClock;

static inline BenchClock
bench_now (void)
{
  struct timespec time;
  struct rusage usage;

  clock_gettime (CLOCK_MONOTONIC, &time);
  getrusage (RUSAGE_SELF, &usage);

  return (BenchClock){
    (double) time.tv_sec + (double) time.tv_nsec / 1e9,
    (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
  };
}

static inline void
bench_add (BenchClock *sum,
           BenchClock  start)
{
  BenchClock now = bench_now ();

  sum->wall += now.wall - start.wall;
  sum->processor += now.processor - start.processor;
}

static inline void
bench_print (const char *name,
             BenchClock  clock)
{
  printf ("%s %.4f %.4f\n", name, clock.wall, clock.processor);
}
