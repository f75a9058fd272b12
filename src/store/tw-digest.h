/* tw-digest.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/**
 * TwDigest:
 *
 * SHA-256 over canonical rows: each value is its length in bytes, a colon and its bytes (integers
 * in decimal, `-` alone for NULL), each row ends in a line feed. Rows are fed in an order that
 * external ids give, never row ids.
 */
typedef struct _TwDigest TwDigest;

/**
 * TwDigestLine:
 *
 * What of a line goes into its statement's digest: everything but row ids. @fact, @cause and
 * @person are external ids, %NULL where there is none; numbers that aren't there are
 * %TW_QUERY_NULL. Codes as in the table `line`. Without a rule @version doesn't count.
 */
typedef struct
{
  const char *rule;
  gint64      version;
  gint64      number;
  gint64      kind;
  gint64      state;
  gint64      fact_kind;
  const char *fact;
  const char *cause;
  const char *person;
  gint64      measure;
  gint64      amount;
  gint64      before;
  gint64      share;
  gint64      band;
  const char *payable_on;
  const char *inputs;
} TwDigestLine;

TwDigest *tw_digest_new       (void);
void      tw_digest_free      (TwDigest            *digest);
/* TW_QUERY_NULL is NULL. */
void      tw_digest_int       (TwDigest            *digest,
                               gint64               value);
void      tw_digest_text      (TwDigest            *digest,
                               const char          *value);
void      tw_digest_end_row   (TwDigest            *digest);
/* A row of its own. Lines of a statement are fed in the order of their ids, window steps after
 * them. */
void      tw_digest_line      (TwDigest            *digest,
                               const TwDigestLine  *line);
void      tw_digest_step      (TwDigest            *digest,
                               const char          *rule,
                               gint64               version,
                               const char          *window_start,
                               const char          *window_end,
                               const char          *steps);
/* (transfer full): 64 hexadecimal digits; the digest is used up. */
char     *tw_digest_finish    (TwDigest            *digest);

/**
 * tw_digest_batch:
 *
 * The canonical digest of every row that belongs to @batch: tables by name, rows in the order of
 * arrival (the order of the file), every column but ids and the batch, with references written as
 * the external id (or name) of what they point to. So the same file gives the same digest in any
 * workspace. A column that a later version of the schema brought counts, after its name, only where
 * it holds something.
 */
char     *tw_digest_batch     (TwWorkspace         *workspace,
                               gint64               batch,
                               GError             **error);
/* A statement's digest from what is stored: its lines, then its window steps. Equal to one made
 * while calculating. */
char     *tw_digest_statement (TwWorkspace         *workspace,
                               gint64               statement,
                               GError             **error);
/* Over a run's statements, by partner's external id and program's name: their figures, digests,
 * balances and reviews. */
char     *tw_digest_run       (TwWorkspace         *workspace,
                               gint64               run,
                               GError             **error);

/* For tw_history_commit(): computes the digest, writes it to the row of the batch (with check
 * values per row) or run (after those of its statements that have none), and returns it. */
char     *tw_digest_seal_batch (TwWorkspace        *workspace,
                               gint64               batch,
                               GError             **error);
char     *tw_digest_seal_run  (TwWorkspace         *workspace,
                               gint64               run,
                               GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwDigest, tw_digest_free)

G_END_DECLS
