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

struct _TwDigest
{
  GChecksum *sum;
  gsize      used;
  guint32    check;  /* of the row so far */
  char       buffer[BUFFER_SIZE];
};

#define CHECK_START 2166136261u

TwDigest *
tw_digest_new (void)
{
  TwDigest *digest = g_malloc (sizeof (TwDigest));

  digest->sum = g_checksum_new (G_CHECKSUM_SHA256);
  digest->used = 0;
  digest->check = CHECK_START;

  return digest;
}

void
tw_digest_free (TwDigest *digest)
{
  g_checksum_free (digest->sum);
  g_free (digest);
}

static void
flush (TwDigest *digest)
{
  g_checksum_update (digest->sum, (const guchar *) digest->buffer, digest->used);
  digest->used = 0;
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

  if (size > BUFFER_SIZE - digest->used)
    flush (digest);
  if (size > BUFFER_SIZE)
    {
      g_checksum_update (digest->sum, (const guchar *) data, size);
      return;
    }
  memcpy (digest->buffer + digest->used, data, size);
  digest->used += size;
}

/* Decimal digits of @value at the end of @buffer; their length. g_snprintf() would be half of the cost. */
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
  tw_digest_int (digest, line->version);
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
  tw_digest_int (digest, version);
  tw_digest_text (digest, window_start);
  tw_digest_text (digest, window_end);
  tw_digest_text (digest, steps);
  tw_digest_end_row (digest);
}

char *
tw_digest_finish (TwDigest *digest)
{
  flush (digest);

  return g_strdup (g_checksum_get_string (digest->sum));
}
