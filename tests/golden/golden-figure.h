/* golden-figure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "golden-run.h"

G_BEGIN_DECLS

/* A figure or what is expected of it: an exact number, or a text. */
typedef struct
{
  TwFraction  number;
  char       *text;      /* NULL: it is a number */
} GoldenValue;

void      golden_value_clear   (GoldenValue  *value);
/* `107.00`, `-2/3`; FALSE where @text is no number. */
gboolean  golden_parse_number  (const char   *text,
                                TwFraction   *number);
/* (transfer full) */
char     *golden_value_format  (GoldenValue   value);
/* Σ of what every path of FORMAT.md says. FALSE with @why where the path doesn't parse or nothing
 * answers it. */
gboolean  golden_figure        (GoldenCase   *self,
                                GPtrArray    *runs,
                                const char   *path,
                                GoldenValue  *value,
                                char        **why);
/* The figures of `evaluate`, in golden-evaluate.c. */
gboolean  golden_evaluate      (GoldenCase   *self,
                                char        **words,
                                GoldenValue  *value,
                                char        **why);
/* A number that stands in the case's programs, in golden-real.c. */
gboolean  golden_written       (GoldenCase   *self,
                                const char   *pointer,
                                GoldenValue  *value,
                                char        **why);
/* The figures that stand in steps, in golden-steps.c. */
gboolean  golden_step_figure   (GPtrArray    *runs,
                                char        **words,
                                GoldenValue  *value,
                                char        **why);
/* Whether the run is of this period and has this rule (`RULE` or `PROGRAM:RULE`); its id without
 * the program. */
gboolean  golden_run_has_rule  (const GoldenRun  *run,
                                const char       *period,
                                const char       *rule,
                                const char      **id);
/* Minor units of the run's currency as an exact number of major units. */
TwFraction golden_major        (const GoldenRun  *run,
                                gint64            minor);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GoldenValue, golden_value_clear)

G_END_DECLS
