/* tw-set-field-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_SET_FIELD_DIALOG (tw_set_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TwSetFieldDialog, tw_set_field_dialog, TW, SET_FIELD_DIALOG, AdwWindow)

/**
 * tw_set_field_dialog_new:
 * @ids: (element-type gint64): the rows, copied
 *
 * Sets one field of several rows to one value, as one step, all or none.
 *
 * Signal `saved`.
 */
GtkWidget *tw_set_field_dialog_new (TwWorkspace    *workspace,
                                    const TwEntity *entity,
                                    GArray         *ids);

G_END_DECLS
