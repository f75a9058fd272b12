/* tw-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "tw-cell.h"
#include "tw-entity.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

#define TW_TYPE_ROW (tw_row_get_type ())

/**
 * TwRow:
 *
 * One row of an entity as values by field, apart from the workspace until it is saved. Boxed
 * and counted. Fields that the workspace defines (attributes) follow the declared ones.
 */
typedef struct _TwRow TwRow;

/**
 * TwFieldIssue:
 * @entity: (nullable): where another record is in the way: what it is
 * @other: its id
 *
 * What is wrong with one field, for the message below it.
 */
typedef struct
{
  const char *field;
  char       *message;
  const char *entity;
  gint64      other;
} TwFieldIssue;

GType           tw_row_get_type    (void);
/* (transfer full): an unsaved row with every default in place. */
TwRow          *tw_row_new         (TwWorkspace     *workspace,
                                    const TwEntity  *entity);
/* (transfer full): %TW_ERROR_NOT_FOUND where no row has that id. */
TwRow          *tw_row_read        (TwWorkspace     *workspace,
                                    const TwEntity  *entity,
                                    gint64           id,
                                    GError         **error);
/* (transfer full): the same values, to try something on. */
TwRow          *tw_row_copy        (TwRow           *row);
TwRow          *tw_row_ref         (TwRow           *row);
void            tw_row_unref       (TwRow           *row);
TwWorkspace    *tw_row_get_workspace (TwRow         *row);
const TwEntity *tw_row_get_entity  (TwRow           *row);
/* 0 until it is saved. */
gint64          tw_row_get_id      (TwRow           *row);
/* Never %NULL; a null for a field that doesn't exist. */
const TwCell  *tw_row_get         (TwRow           *row,
                                    const char      *field);
/* A value that the field can't hold is refused with a message for its field; the row stays as
 * it was. */
gboolean        tw_row_set         (TwRow           *row,
                                    const char      *field,
                                    const TwCell   *value,
                                    GError         **error);
/* From the plain form; a reference from an external id or an unambiguous title. */
gboolean        tw_row_set_text    (TwRow           *row,
                                    const char      *field,
                                    const char      *text,
                                    GError         **error);
/* (transfer full): the plain form; for a reference the external id of its target, else the
 * title. */
char           *tw_row_get_text    (TwRow           *row,
                                    const char      *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwRow, tw_row_unref)

G_END_DECLS
