/* tw-size-bin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TwSizeClass:
 * @TW_SIZE_NARROW: below 540 px
 * @TW_SIZE_MEDIUM: 540 to 959 px
 * @TW_SIZE_WIDE: 960 px and more
 */
typedef enum
{
  TW_SIZE_NARROW,
  TW_SIZE_MEDIUM,
  TW_SIZE_WIDE,
} TwSizeClass;

GType tw_size_class_get_type (void);
#define TW_TYPE_SIZE_CLASS (tw_size_class_get_type ())

#define TW_TYPE_SIZE_BIN (tw_size_bin_get_type ())
G_DECLARE_FINAL_TYPE (TwSizeBin, tw_size_bin, TW, SIZE_BIN, AdwBin)

/**
 * TwSizeBin:
 *
 * A bin that states its own natural width (property `natural`, px) whatever its child would like.
 * Leaflets and flaps fold by natural widths, so these numbers are the window's breakpoints. It also
 * tells its child which #TwSizeClass its width amounts to (property `size-class`, notified outside
 * allocation).
 *
 * With `can-shrink` it goes below what its child asks for, down to `minimum`, and cuts it off: else
 * a child that has yet to hear that it is narrow would keep the window from ever getting there.
 */
GtkWidget   *tw_size_bin_new            (int        natural);
TwSizeClass  tw_size_bin_get_size_class (TwSizeBin *self);

G_END_DECLS
