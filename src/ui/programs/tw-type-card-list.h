/* tw-type-card-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-type-card.h"

G_BEGIN_DECLS

/* (transfer full): what a type of partner is, does and produces, as a group of rows to read. */
GtkWidget *tw_type_card_list_new (const TwTypeCard *card);

G_END_DECLS
