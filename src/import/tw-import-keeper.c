/* tw-import-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include <gio/gio.h>

#include "tw-import-private.h"

/* Chunks that may wait; more would only be memory. */
#define QUEUE_MAX 16

struct _TwImportKeeper
{
  GThread    *thread;
  GMutex      mutex;
  GCond       cond;
  GQueue      queue;     /* GBytes* */
  gboolean    ended;
  GChecksum  *checksum;
  GByteArray *copy;
};

/* @flags G_CONVERTER_INPUT_AT_END with no input ends the stream. */
static void
compress (TwImportKeeper  *self,
          GConverter      *converter,
          const guchar    *bytes,
          gsize            length,
          GConverterFlags  flags)
{
  guchar out[64 * 1024];
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (length > 0 || (flags == G_CONVERTER_INPUT_AT_END && result != G_CONVERTER_FINISHED))
    {
      gsize read = 0, written = 0;

      result = g_converter_convert (converter, bytes, length, out, sizeof out, flags, &read,
                                    &written, NULL);
      if (result == G_CONVERTER_ERROR)
        return;
      g_byte_array_append (self->copy, out, written);
      bytes += read;
      length -= read;
    }
}

static gpointer
keep (gpointer data)
{
  TwImportKeeper *self = data;
  /* The fastest level: half as good as the best, ten times as fast, and as fast as parsing. */
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);

  for (;;)
    {
      g_autoptr (GBytes) chunk = NULL;

      g_mutex_lock (&self->mutex);
      while (g_queue_is_empty (&self->queue) && !self->ended)
        g_cond_wait (&self->cond, &self->mutex);
      chunk = g_queue_pop_head (&self->queue);
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->mutex);
      if (chunk == NULL)
        break;

      g_checksum_update (self->checksum, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
      compress (self, G_CONVERTER (compressor), g_bytes_get_data (chunk, NULL),
                g_bytes_get_size (chunk), G_CONVERTER_NO_FLAGS);
    }

  compress (self, G_CONVERTER (compressor), (const guchar *) "", 0, G_CONVERTER_INPUT_AT_END);
  return NULL;
}

TwImportKeeper *
tw_import_keeper_new (void)
{
  TwImportKeeper *self = g_new0 (TwImportKeeper, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->queue);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  self->copy = g_byte_array_new ();
  self->thread = g_thread_new ("import-keeper", keep, self);
  return self;
}

void
tw_import_keeper_feed (gpointer      data,
                       const guchar *bytes,
                       gsize         length)
{
  TwImportKeeper *self = data;

  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->queue) >= QUEUE_MAX)
    g_cond_wait (&self->cond, &self->mutex);
  g_queue_push_tail (&self->queue, g_bytes_new (bytes, length));
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
tw_import_keeper_finish (TwImportKeeper  *self,
                         char           **checksum,
                         GBytes         **copy)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  if (checksum != NULL)
    *checksum = g_strdup (g_checksum_get_string (self->checksum));
  if (copy != NULL)
    *copy = g_byte_array_free_to_bytes (self->copy);
  else
    g_byte_array_unref (self->copy);
  g_checksum_free (self->checksum);
  g_queue_clear_full (&self->queue, (GDestroyNotify) g_bytes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
