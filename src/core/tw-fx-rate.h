/* tw-fx-rate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "tw-fraction.h"

G_BEGIN_DECLS

#define TW_FX_MAX_SCALE 12

/**
 * TwFxRate:
 *
 * A quoted rate: `per` major units of the base currency cost `mantissa / 10^scale` major units of
 * the quote currency. Held in the quoted direction; an inverse is never rounded (rules.md 4.7).
 */
typedef struct
{
  gint64 mantissa;
  int    scale;
  gint64 per;
} TwFxRate;

gboolean tw_fx_rate_parse  (const char  *text,
                            gint64       per,
                            TwFxRate    *rate,
                            GError     **error);
char    *tw_fx_rate_format (TwFxRate     rate);

/* Exact: minor units of the base in, minor units of the quote out; @divide: quote in, base out. */
gboolean tw_fx_convert     (TwFraction   minor,
                            TwFxRate     rate,
                            int          from_digits,
                            int          to_digits,
                            gboolean     divide,
                            TwFraction  *result);

G_END_DECLS
