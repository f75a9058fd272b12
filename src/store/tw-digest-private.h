/* tw-digest-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-digest.h"
#include "tw-names.h"

G_BEGIN_DECLS

/* As tw_digest_text(), for bytes that end without a zero. */
void           tw_digest_bytes         (TwDigest   *digest,
                                        const char *bytes,
                                        gsize       length);
/* Ends the row and gives its check value, never 0. */
guint32        tw_digest_end_row_check (TwDigest  *digest);

/**
 * TwBatchDigest:
 *
 * What the rows of one batch come to: their digest, and a check value per row.
 */
typedef struct _TwBatchDigest TwBatchDigest;

/* @located: whether only the ids that batch_locator gives are read, which spares the scan of whole
 * tables. */
TwBatchDigest *tw_batch_digest_new   (TwWorkspace    *workspace,
                                      TwNames        *names,
                                      gint64          batch,
                                      gboolean        located,
                                      GError        **error);
void           tw_batch_digest_free  (TwBatchDigest  *digest);
/* (transfer full): the digest of nothing where it has no rows. Once. */
char          *tw_batch_digest_get   (TwBatchDigest  *digest);
/* The first row that isn't the one that the stored check values were made of: "sale “S-1” (17)",
 * @path "sale/17". (nullable) */
char          *tw_batch_digest_find  (TwBatchDigest  *digest,
                                      char          **path);

/* A row that carries the mark of a batch but isn't among the ids that the batch added. (nullable)
 * (transfer full) */
char          *tw_batch_find_strange (TwWorkspace    *workspace,
                                      TwNames        *names,
                                      gint64         *batch,
                                      char          **path,
                                      GError        **error);

/* As tw_digest_statement(), for several with one set of names. */
char          *tw_digest_statement_with (TwWorkspace *workspace,
                                      TwNames        *names,
                                      gint64          statement,
                                      GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwBatchDigest, tw_batch_digest_free)

G_END_DECLS
