/* golden-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "golden-run.h"

G_BEGIN_DECLS

/* Each says what differs by g_test_message() and returns how much does. */

/* `expect`: every figure, and every total that isn't zero is among them. */
guint golden_check_figures   (GoldenCase  *self,
                              GPtrArray   *runs);
/* `published`, against the examples that may stand beside the sources. */
guint golden_check_published (GoldenCase  *self,
                              GPtrArray   *runs);
/* `published` of a case that is a program of the real world. */
guint golden_check_real      (GoldenCase  *self,
                              GPtrArray   *runs);
/* The figure or sum of figures that `published` names, with its factor and constant. */
gboolean golden_published_value (GoldenCase *self,
                                 GPtrArray  *runs,
                                 JsonNode   *figure,
                                 TwFraction *sum);
/* What holds for every case: lines add up to windows, every fact has one reason, no rule stopped
 * unless `error` says so. */
guint golden_check_rest      (GoldenCase  *self,
                              GPtrArray   *runs);
/* The lines of every run, as messages. */
void  golden_dump            (GPtrArray   *runs);
/* `warned`. */
guint golden_check_warnings  (GoldenCase  *self);

G_END_DECLS
