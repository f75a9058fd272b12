/* tw-metric-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-metric-compute.h"
#include "tw-model-test.h"

G_BEGIN_DECLS

/* A workspace in US dollars in a folder of its own, without any row. */
typedef struct
{
  char          *dir;
  TwWorkspace   *workspace;
  TwMetricScope  scope;      /* over 2026-Q1, changed by a test as it likes */
} TwMetricTest;

void           tw_metric_test_setup    (TwMetricTest   *test,
                                        gconstpointer   unused);
void           tw_metric_test_teardown (TwMetricTest   *test,
                                        gconstpointer   unused);
/* Runs SQL; what was kept of the workspace is forgotten. */
void           tw_metric_test_exec     (TwMetricTest   *test,
                                        const char     *sql);
TwSpan         tw_metric_test_span     (const char     *first,
                                        const char     *after);
/* @breakdown as on the command line. */
TwMetricTable *tw_metric_test_compute  (TwMetricTest   *test,
                                        const char     *metric,
                                        const char     *breakdown);
/* The whole table as text: a line per row, its key, time key and the plain form of each cell, joined by
 * a bar. */
char          *tw_metric_test_dump     (const TwMetricTable *table);
/* How many rows of the workspace stand behind a cell. */
gint64         tw_metric_test_behind   (TwMetricTest        *test,
                                        const TwMetricTable *table,
                                        const char          *key,
                                        const char          *time_key,
                                        const char          *column);

#define tw_metric_test_add(name, function) \
  g_test_add (name, TwMetricTest, NULL, tw_metric_test_setup, function, tw_metric_test_teardown)

/* Whether a note holds @text. */
gboolean        tw_metric_test_has_note (const TwMetricTable *table,
                                         const char          *text);

G_END_DECLS
