/* tw-text-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-text-pool.h"

#include <string.h>

/* Open addressing with linear steps; a place holds the hash beside the number, so that growing touches no text. */

#define FIRST_PLACES 1024
#define CHUNK_BYTES  (1 << 16)

typedef struct
{
  guint32 hash;
  guint32 number;   /* + 1; 0: free */
} Place;

struct _TwTextPool
{
  Place        *places;
  gsize         mask;
  const char  **texts;      /* by number */
  gsize         n_texts;
  gsize         n_alloc;
  GPtrArray    *chunks;     /* owned blocks of characters */
  char         *free;       /* in the last one */
  gsize         n_free;
};

TwTextPool *
tw_text_pool_new (void)
{
  TwTextPool *self = g_new0 (TwTextPool, 1);

  self->places = g_new0 (Place, FIRST_PLACES);
  self->mask = FIRST_PLACES - 1;
  self->chunks = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
tw_text_pool_free (TwTextPool *self)
{
  if (self == NULL)
    return;

  g_free (self->places);
  g_free (self->texts);
  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* The last character is the last four bits: numbers that follow each other, as ids do, stand side by side, and a million of
 * them are added with a tenth of the misses of the cache. */
static guint32
hash_text (const char *text,
           gsize       length)
{
  guint32 last = length > 0 ? (guint8) text[--length] & 15u : 0;
  guint64 hash = length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 word;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
    }
  word = 0;
  for (gsize i = 0; i < length; i++)
    word = word << 8 | (guint8) text[i];
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);

  return (guint32) (hash >> 36) << 4 | last;
}

/* Where @text stands, or the free place for it. */
static gsize
find_place (const TwTextPool *self,
            const char       *text,
            guint32           hash)
{
  gsize at = hash & self->mask;

  while (self->places[at].number != 0
         && (self->places[at].hash != hash || strcmp (self->texts[self->places[at].number - 1], text) != 0))
    at = (at + 1) & self->mask;

  return at;
}

static void
grow (TwTextPool *self)
{
  gsize n_old = self->mask + 1;
  g_autofree Place *old = g_steal_pointer (&self->places);

  self->mask = 2 * n_old - 1;
  self->places = g_new0 (Place, self->mask + 1);
  for (gsize i = 0; i < n_old; i++)
    {
      gsize at = old[i].hash & self->mask;

      if (old[i].number == 0)
        continue;
      while (self->places[at].number != 0)
        at = (at + 1) & self->mask;
      self->places[at] = old[i];
    }
}

static const char *
copy_text (TwTextPool *self,
           const char *text,
           gsize       length)
{
  char *copy;

  if (length >= self->n_free)
    {
      self->n_free = MAX (CHUNK_BYTES, length + 1);
      self->free = g_malloc (self->n_free);
      g_ptr_array_add (self->chunks, self->free);
    }
  copy = self->free;
  memcpy (copy, text, length);
  copy[length] = '\0';
  self->free += length + 1;
  self->n_free -= length + 1;

  return copy;
}

gint64
tw_text_pool_add (TwTextPool *self,
                  const char *text,
                  gsize       length)
{
  guint32 hash;
  gsize at;

  g_return_val_if_fail (self != NULL && text != NULL, -1);

  hash = hash_text (text, length);
  at = find_place (self, text, hash);
  if (self->places[at].number != 0)
    return self->places[at].number - 1;

  if (self->n_texts == self->n_alloc)
    {
      self->n_alloc = MAX (256, 2 * self->n_alloc);
      self->texts = g_renew (const char *, self->texts, self->n_alloc);
    }
  self->texts[self->n_texts++] = copy_text (self, text, length);
  self->places[at] = (Place){ hash, (guint32) self->n_texts };
  if (2 * self->n_texts > self->mask)
    grow (self);

  return (gint64) self->n_texts - 1;
}

gint64
tw_text_pool_find (const TwTextPool *self,
                   const char       *text)
{
  g_return_val_if_fail (self != NULL && text != NULL, -1);

  return (gint64) self->places[find_place (self, text, hash_text (text, strlen (text)))].number - 1;
}

const char *
tw_text_pool_get (const TwTextPool *self,
                  gint64            number)
{
  return number < 0 || (gsize) number >= self->n_texts ? NULL : self->texts[number];
}

gsize
tw_text_pool_length (const TwTextPool *self)
{
  return self->n_texts;
}
