/* tw-digest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-store"

#include "config.h"

#include "tw-digest.h"

#include "tw-digest-private.h"
#include "tw-query.h"

#include <string.h>

/* Fed to the checksum in pieces of this size: a call per value would cost more than the hash. */
#define BUFFER_SIZE 16384
/* From here on the hash has a thread of its own: a batch of a million rows is hashed while it is
 * read. Statements, which are digested by several threads at once, stay far below. */
#define THREAD_PIECES 128
#define SPARE_PIECES  8

typedef struct
{
  gsize used;
  char  data[BUFFER_SIZE];
} Piece;

struct _TwDigest
{
  GChecksum   *sum;
  guint32      check;   /* of the row so far */
  Piece       *piece;   /* that is being filled */
  guint        pieces;  /* that were hashed or handed over */
  GThread     *thread;  /* NULL below THREAD_PIECES */
  GAsyncQueue *full;    /* Piece*, an empty one ends the thread */
  GAsyncQueue *spare;   /* Piece* */
};

#define CHECK_START 2166136261u

TwDigest *
tw_digest_new (void)
{
  TwDigest *digest = g_new0 (TwDigest, 1);

  digest->sum = g_checksum_new (G_CHECKSUM_SHA256);
  digest->piece = g_new (Piece, 1);
  digest->piece->used = 0;
  digest->check = CHECK_START;

  return digest;
}

static gpointer
hash_pieces (gpointer data)
{
  TwDigest *digest = data;

  for (;;)
    {
      Piece *piece = g_async_queue_pop (digest->full);
      gsize used = piece->used;

      if (used > 0)
        g_checksum_update (digest->sum, (const guchar *) piece->data, used);
      g_async_queue_push (digest->spare, piece);
      if (used == 0)
        return NULL;
    }
}

static void
begin_thread (TwDigest *digest)
{
  digest->full = g_async_queue_new_full (g_free);
  digest->spare = g_async_queue_new_full (g_free);
  for (int i = 0; i < SPARE_PIECES; i++)
    g_async_queue_push (digest->spare, g_new (Piece, 1));
  digest->thread = g_thread_new ("digest", hash_pieces, digest);
}

static void
hand_over (TwDigest *digest)
{
  g_async_queue_push (digest->full, digest->piece);
  digest->piece = g_async_queue_pop (digest->spare);
  digest->piece->used = 0;
}

static void
end_thread (TwDigest *digest)
{
  if (digest->thread == NULL)
    return;

  digest->piece->used = 0;
  hand_over (digest);
  g_thread_join (g_steal_pointer (&digest->thread));
}

static void
flush (TwDigest *digest)
{
  if (digest->piece->used == 0)
    return;

  if (++digest->pieces == THREAD_PIECES)
    begin_thread (digest);
  if (digest->thread != NULL)
    hand_over (digest);
  else
    g_checksum_update (digest->sum, (const guchar *) digest->piece->data, digest->piece->used);
  digest->piece->used = 0;
}

void
tw_digest_free (TwDigest *digest)
{
  end_thread (digest);
  g_clear_pointer (&digest->full, g_async_queue_unref);
  g_clear_pointer (&digest->spare, g_async_queue_unref);
  g_free (digest->piece);
  g_checksum_free (digest->sum);
  g_free (digest);
}

static void
feed (TwDigest   *digest,
      const char *data,
      gsize       size)
{
  guint32 check = digest->check;

  /* FNV-1a: it only has to tell which row isn't the one that it was; the checksum says whether. */
  for (gsize i = 0; i < size; i++)
    check = (check ^ (guint8) data[i]) * 16777619u;
  digest->check = check;

  while (size > BUFFER_SIZE - digest->piece->used)
    {
      gsize part = BUFFER_SIZE - digest->piece->used;

      memcpy (digest->piece->data + digest->piece->used, data, part);
      digest->piece->used += part;
      data += part;
      size -= part;
      flush (digest);
    }
  memcpy (digest->piece->data + digest->piece->used, data, size);
  digest->piece->used += size;
}

/* Decimal digits of @value at the end of @buffer; their length. g_snprintf() would be half of the
 * cost. */
static gsize
format_int (gint64  value,
            char   *buffer,
            gsize   size)
{
  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;
  gsize at = size;

  do
    buffer[--at] = '0' + rest % 10;
  while ((rest /= 10) > 0);
  if (value < 0)
    buffer[--at] = '-';

  return size - at;
}

static void
feed_value (TwDigest   *digest,
            const char *data,
            gsize       size)
{
  char head[24];
  gsize n = format_int ((gint64) size, head, sizeof head - 1);

  head[sizeof head - 1] = ':';
  feed (digest, head + sizeof head - 1 - n, n + 1);
  feed (digest, data, size);
}

void
tw_digest_int (TwDigest *digest,
               gint64    value)
{
  char buffer[24];
  gsize n;

  if (value == TW_QUERY_NULL)
    {
      feed (digest, "-", 1);
      return;
    }

  n = format_int (value, buffer, sizeof buffer);
  feed_value (digest, buffer + sizeof buffer - n, n);
}

void
tw_digest_text (TwDigest   *digest,
                const char *value)
{
  if (value == NULL)
    feed (digest, "-", 1);
  else
    feed_value (digest, value, strlen (value));
}

void
tw_digest_bytes (TwDigest   *digest,
                 const char *bytes,
                 gsize       length)
{
  if (bytes == NULL)
    feed (digest, "-", 1);
  else
    feed_value (digest, bytes, length);
}

void
tw_digest_end_row (TwDigest *digest)
{
  feed (digest, "\n", 1);
  digest->check = CHECK_START;
}

guint32
tw_digest_end_row_check (TwDigest *digest)
{
  guint32 check = digest->check != 0 ? digest->check : 1;

  tw_digest_end_row (digest);

  return check;
}

void
tw_digest_line (TwDigest           *digest,
                const TwDigestLine *line)
{
  tw_digest_text (digest, line->rule);
  tw_digest_int (digest, line->rule != NULL ? line->version : TW_QUERY_NULL);
  tw_digest_int (digest, line->number);
  tw_digest_int (digest, line->kind);
  tw_digest_int (digest, line->state);
  tw_digest_int (digest, line->fact_kind);
  tw_digest_text (digest, line->fact);
  tw_digest_text (digest, line->cause);
  tw_digest_text (digest, line->person);
  tw_digest_int (digest, line->measure);
  tw_digest_int (digest, line->amount);
  tw_digest_int (digest, line->before);
  tw_digest_int (digest, line->share);
  tw_digest_int (digest, line->band);
  tw_digest_text (digest, line->payable_on);
  tw_digest_text (digest, line->inputs);
  tw_digest_end_row (digest);
}

void
tw_digest_step (TwDigest   *digest,
                const char *rule,
                gint64      version,
                const char *window_start,
                const char *window_end,
                const char *steps)
{
  tw_digest_text (digest, rule);
  tw_digest_int (digest, rule != NULL ? version : TW_QUERY_NULL);
  tw_digest_text (digest, window_start);
  tw_digest_text (digest, window_end);
  tw_digest_text (digest, steps);
  tw_digest_end_row (digest);
}

char *
tw_digest_finish (TwDigest *digest)
{
  flush (digest);
  end_thread (digest);

  return g_strdup (g_checksum_get_string (digest->sum));
}
