/* tw-register.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "application/tw-document.h"
#include "tw-entity.h"

G_BEGIN_DECLS

#define TW_TYPE_REGISTER (tw_register_get_type ())
G_DECLARE_FINAL_TYPE (TwRegister, tw_register, TW, REGISTER, AdwBin)

/**
 * TwRegister:
 *
 * The few rows of an entity that belong to one other row (the agreements of a partner), as a boxed
 * list: add, edit, remove, each one step.
 *
 * @owner_field: the reference by which they belong to it
 * @owner: the id of what they belong to
 * @title_field: what titles a row; the other fields stand below it
 * @description: (nullable): shown below the heading
 */
GtkWidget *tw_register_new     (TwDocument     *document,
                                const TwEntity *entity,
                                const char     *owner_field,
                                gint64          owner,
                                const char     *title_field,
                                const char     *description);
/* Instead of what the entity is called: where several registers of one kind stand below each other */
void       tw_register_set_heading (TwRegister *self,
                                    const char *heading);
void       tw_register_refresh (TwRegister     *self);

G_END_DECLS
