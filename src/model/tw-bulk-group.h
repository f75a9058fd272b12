/* tw-bulk-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-date.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwBulkGroup:
 *
 * Rows that wait for others, to be inserted sixteen at a time: half of what one row costs is
 * the statement around it. Values are copied when they are added.
 */
typedef struct _TwBulkGroup TwBulkGroup;

/* @head: `INSERT INTO "sale" (id, …) VALUES `; @tuple: `(?, 'resale', ?, …)` with @n_values
 * marks. */
TwBulkGroup *tw_bulk_group_new      (TwWorkspace  *workspace,
                                     const char   *head,
                                     const char   *tuple,
                                     guint         n_values,
                                     GError      **error);
void         tw_bulk_group_free     (TwBulkGroup  *group);
/* The next value of the row under way. */
void         tw_bulk_group_add_null (TwBulkGroup  *group);
void         tw_bulk_group_add_int  (TwBulkGroup  *group,
                                     gint64        value);
void         tw_bulk_group_add_text (TwBulkGroup  *group,
                                     const char   *text);
void         tw_bulk_group_add_date (TwBulkGroup  *group,
                                     TwDate        date);
/* The row is complete; inserts the group where it is full. */
gboolean     tw_bulk_group_end_row  (TwBulkGroup  *group,
                                     gint64        source_row,
                                     GError      **error);
/* Inserts what still waits. */
gboolean     tw_bulk_group_flush    (TwBulkGroup  *group,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBulkGroup, tw_bulk_group_free)

G_END_DECLS
