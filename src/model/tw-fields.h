/* tw-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * tw_fields_load:
 *
 * The fields of an entity in this workspace: the declared ones in their order, then the
 * attributes that the workspace defines, by name. An attribute with the name of a declared
 * field is left out.
 *
 * Returns: (transfer full) (element-type TwField): frees what it owns
 */
GPtrArray     *tw_fields_load               (TwWorkspace     *workspace,
                                             const TwEntity  *entity,
                                             GError         **error);
/* (transfer full): the declared fields alone: where the attributes can't be read, and the person is told. */
GPtrArray     *tw_fields_declared           (const TwEntity  *entity);
/* (nullable): the field of that name in what tw_fields_load() gave; @index (out) (optional). */
const TwField *tw_fields_find               (GPtrArray       *fields,
                                             const char      *name,
                                             guint           *index);

/**
 * tw_attribute_define:
 * @type: a type of tw-entity.h that an attribute can have: text, integer, quantity, money,
 *   rate, date or
 *   yes/no
 *
 * Adds an attribute to an entity as one entry of the history.
 *
 * Returns: its id; 0 with %TW_ERROR_CONFLICT where the name is taken
 */
gint64         tw_attribute_define          (TwWorkspace     *workspace,
                                             const TwEntity  *entity,
                                             const char      *name,
                                             TwFieldType      type,
                                             GError         **error);

/* Decimals of a currency in this workspace; -1 where it isn't there. Kept between calls. */
int            tw_workspace_currency_digits (TwWorkspace     *workspace,
                                             const char      *code);

G_END_DECLS
