/* tw-bulk-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-cell.h"
#include "tw-entity.h"
#include "tw-key-index.h"
#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwBulkKey:
 *
 * By what a row is known again, as one text: its external id, or the values of the fields that
 * are its identity, joined.
 */
typedef struct _TwBulkKey TwBulkKey;

TwBulkKey  *tw_bulk_key_new  (const TwEntity         *entity,
                              const TwField * const  *fields,
                              guint                   n_fields);
void        tw_bulk_key_free (TwBulkKey              *key);
/* (transfer full): the keys of the rows that are there. */
TwKeyIndex *tw_bulk_key_load (TwBulkKey              *key,
                              TwWorkspace            *workspace,
                              GError                **error);
/* (nullable): valid until the next call or change of @values; %NULL where nothing tells the row. */
const char *tw_bulk_key_make (TwBulkKey              *key,
                              const TwCell           *values);

G_END_DECLS
