/* tw-ui-pch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Precompiled where -Dprecompiled_headers=true asks for it, as build-aux/test does: GTK's headers are half of the time
 * that a file of this folder takes. Each file includes what it uses all the same: everyday builds do without. */

#include <adwaita.h>
