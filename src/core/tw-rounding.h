/* tw-rounding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TwRoundingMode:
 *
 * The ten modes of rules.md 4.3. `half_up` rounds a half away from zero, `half_down` towards zero,
 * `half_ceiling` towards plus infinity, `half_floor` towards minus infinity; `up` is away from zero
 * and `down` towards it for any remainder.
 */
typedef enum
{
  TW_ROUNDING_HALF_UP,
  TW_ROUNDING_HALF_DOWN,
  TW_ROUNDING_HALF_EVEN,
  TW_ROUNDING_HALF_ODD,
  TW_ROUNDING_HALF_CEILING,
  TW_ROUNDING_HALF_FLOOR,
  TW_ROUNDING_UP,
  TW_ROUNDING_DOWN,
  TW_ROUNDING_CEILING,
  TW_ROUNDING_FLOOR,
} TwRoundingMode;

const char *tw_rounding_mode_to_string   (TwRoundingMode   mode);
gboolean    tw_rounding_mode_from_string (const char      *text,
                                          TwRoundingMode  *mode);
gboolean    tw_round_div                 (__int128         num,
                                          __int128         den,
                                          TwRoundingMode   mode,
                                          __int128        *result);

G_END_DECLS
