/* tw-short-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For texts that people named: however long one is, the window needn't be wider; it is whole in its tooltip. */
void tw_drop_down_shorten_names (GtkDropDown *chooser);

G_END_DECLS
