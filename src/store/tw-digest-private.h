/* tw-digest-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-digest.h"

G_BEGIN_DECLS

/* Ends the row and gives its check value, never 0. */
guint32    tw_digest_end_row_check (TwDigest     *digest);

/**
 * TwBatchDigests:
 *
 * The digests of one or all batches, made in one scan per table.
 */
typedef struct _TwBatchDigests TwBatchDigests;

/* @batch 0: of all batches. */
TwBatchDigests *tw_batch_digests_new   (TwWorkspace     *workspace,
                                        gint64           batch,
                                        GError         **error);
void            tw_batch_digests_free  (TwBatchDigests  *digests);
/* (transfer full): of one batch; the digest of nothing where it has no rows. */
char           *tw_batch_digests_get   (TwBatchDigests  *digests,
                                        gint64           batch);
/* Writes the check values of @batch to batch_locator. */
gboolean        tw_batch_digests_store (TwBatchDigests  *digests,
                                        gint64           batch,
                                        GError         **error);
/* The first row of @batch that isn't the one that its check values were made of: "sale S-1 (17)". (nullable) */
char           *tw_batch_digests_find  (TwBatchDigests  *digests,
                                        TwWorkspace     *stored,
                                        gint64           batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBatchDigests, tw_batch_digests_free)

G_END_DECLS
