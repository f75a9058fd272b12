/* samples.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-chart-spec.h"

G_BEGIN_DECLS

/* Charts of every kind with made-up numbers: for the gallery, the golden layouts and the property tests. */

typedef struct
{
  const char   *name;
  TwChartSpec *(*make) (void);
} Sample;

extern const Sample samples[];
extern const guint n_samples;

/* (transfer full): a chart of @kind with @n marks per series whose numbers come from @pick, which is given how
 * many it has answered. */
TwChartSpec *sample_of_kind (TwChartKind   kind,
                             guint         n_series,
                             guint         n,
                             double      (*pick) (guint i, gpointer data),
                             gpointer      data);
const char  *sample_kind_name (TwChartKind kind);

/* Fonts from one folder, so that goldens don't depend on what else a machine has. %FALSE when it isn't there. */
gboolean     sample_fonts (void);

G_END_DECLS
