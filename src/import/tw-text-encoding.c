/* tw-text-encoding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-text-encoding.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-text-encoding-private.h"

const guint16 tw_text_windows_1252[128] =
{
  0x20ac, 0x0000, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017d, 0x0000,
  0x0000, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x0000, 0x017e, 0x0178,
  0x00a0, 0x00a1, 0x00a2, 0x00a3, 0x00a4, 0x00a5, 0x00a6, 0x00a7,
  0x00a8, 0x00a9, 0x00aa, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x00af,
  0x00b0, 0x00b1, 0x00b2, 0x00b3, 0x00b4, 0x00b5, 0x00b6, 0x00b7,
  0x00b8, 0x00b9, 0x00ba, 0x00bb, 0x00bc, 0x00bd, 0x00be, 0x00bf,
  0x00c0, 0x00c1, 0x00c2, 0x00c3, 0x00c4, 0x00c5, 0x00c6, 0x00c7,
  0x00c8, 0x00c9, 0x00ca, 0x00cb, 0x00cc, 0x00cd, 0x00ce, 0x00cf,
  0x00d0, 0x00d1, 0x00d2, 0x00d3, 0x00d4, 0x00d5, 0x00d6, 0x00d7,
  0x00d8, 0x00d9, 0x00da, 0x00db, 0x00dc, 0x00dd, 0x00de, 0x00df,
  0x00e0, 0x00e1, 0x00e2, 0x00e3, 0x00e4, 0x00e5, 0x00e6, 0x00e7,
  0x00e8, 0x00e9, 0x00ea, 0x00eb, 0x00ec, 0x00ed, 0x00ee, 0x00ef,
  0x00f0, 0x00f1, 0x00f2, 0x00f3, 0x00f4, 0x00f5, 0x00f6, 0x00f7,
  0x00f8, 0x00f9, 0x00fa, 0x00fb, 0x00fc, 0x00fd, 0x00fe, 0x00ff,
};

const guint16 tw_text_mac_roman[128] =
{
  0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1,
  0x00e0, 0x00e2, 0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8,
  0x00ea, 0x00eb, 0x00ed, 0x00ec, 0x00ee, 0x00ef, 0x00f1, 0x00f3,
  0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9, 0x00fb, 0x00fc,
  0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df,
  0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8,
  0x221e, 0x00b1, 0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211,
  0x220f, 0x03c0, 0x222b, 0x00aa, 0x00ba, 0x03a9, 0x00e6, 0x00f8,
  0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248, 0x2206, 0x00ab,
  0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
  0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca,
  0x00ff, 0x0178, 0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
  0x2021, 0x00b7, 0x201a, 0x201e, 0x2030, 0x00c2, 0x00ca, 0x00c1,
  0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc, 0x00d3, 0x00d4,
  0xf8ff, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc,
  0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7,
};

struct _TwTextDecoder
{
  TwEncoding encoding;
  gboolean   started;
  guint64    offset;      /* bytes taken so far */
  guchar     carry[4];    /* an incomplete character from the last chunk */
  gsize      n_carry;
};

static const struct
{
  TwEncoding  encoding;
  const char *name;
} names[] = {
  { TW_ENCODING_AUTO, "auto" },
  { TW_ENCODING_UTF_8, "UTF-8" },
  { TW_ENCODING_UTF_16LE, "UTF-16LE" },
  { TW_ENCODING_UTF_16BE, "UTF-16BE" },
  { TW_ENCODING_WINDOWS_1252, "Windows-1252" },
  { TW_ENCODING_MAC_ROMAN, "Mac Roman" },
  { TW_ENCODING_WINDOWS_1252, "cp1252" },
  { TW_ENCODING_MAC_ROMAN, "macintosh" },
  { TW_ENCODING_MAC_ROMAN, "mac-roman" },
  { TW_ENCODING_UTF_8, "utf8" },
  { TW_ENCODING_UTF_16LE, "UTF-16" },
};

/**
 * tw_encoding_to_name:
 * @encoding: an encoding
 *
 * Returns: its name as people know it and as `--encoding` takes it
 */
const char *
tw_encoding_to_name (TwEncoding encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].encoding == encoding)
      return names[i].name;

  return "auto";
}

/**
 * tw_encoding_from_name:
 * @name: a name, in any case
 * @encoding: (out): the encoding
 *
 * Returns: whether @name is known
 */
gboolean
tw_encoding_from_name (const char *name,
                       TwEncoding *encoding)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].name, name) == 0)
      {
        *encoding = names[i].encoding;
        return TRUE;
      }

  return FALSE;
}

static gsize
put_utf8 (char      *out,
          gunichar   c)
{
  return g_unichar_to_utf8 (c, out);
}

/* A run of text that a table gives: ASCII is copied as it is, in runs. */
static gboolean
decode_single_byte (TwTextDecoder  *self,
                    const guint16  *table,
                    const guchar   *bytes,
                    gsize           length,
                    GByteArray     *text,
                    GError        **error)
{
  gsize run = 0;

  for (gsize i = 0; i < length; i++)
    {
      char utf8[6];
      guint16 c;

      if (bytes[i] < 0x80 && bytes[i] != 0)
        continue;

      g_byte_array_append (text, bytes + run, i - run);
      run = i + 1;
      c = bytes[i] == 0 ? 0 : table[bytes[i] - 0x80];
      if (c == 0)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                       _("Byte %" G_GUINT64_FORMAT " of the file (0x%02X) is no character of %s. "
                         "Choose another encoding."),
                       self->offset + i + 1, bytes[i], tw_encoding_to_name (self->encoding));
          return FALSE;
        }
      g_byte_array_append (text, (const guint8 *) utf8, put_utf8 (utf8, c));
    }

  g_byte_array_append (text, bytes + run, length - run);
  return TRUE;
}

static gboolean
refuse_utf16 (TwTextDecoder  *self,
              gsize           at,
              GError        **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("Byte %" G_GUINT64_FORMAT " of the file is no valid %s text. Choose another "
                                            "encoding."),
               self->offset + at + 1, tw_encoding_to_name (self->encoding));
  return FALSE;
}

/* Takes whole characters only; what is left over is @used short of @length. */
static gboolean
decode_utf16 (TwTextDecoder  *self,
              const guchar   *bytes,
              gsize           length,
              gsize          *used,
              GByteArray     *text,
              GError        **error)
{
  int low = self->encoding == TW_ENCODING_UTF_16LE ? 0 : 1;
  gsize i = 0;

  while (i + 2 <= length)
    {
      gunichar c = bytes[i + low] | bytes[i + 1 - low] << 8;
      gsize size = 2;
      char utf8[6];

      if (c >= 0xd800 && c < 0xdc00)
        {
          gunichar d;

          if (i + 4 > length)
            break;
          d = bytes[i + 2 + low] | bytes[i + 3 - low] << 8;
          if (d < 0xdc00 || d > 0xdfff)
            return refuse_utf16 (self, i, error);
          c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
          size = 4;
        }
      else if (c == 0 || (c >= 0xdc00 && c <= 0xdfff))
        {
          return refuse_utf16 (self, i, error);
        }
      i += size;
      g_byte_array_append (text, (const guint8 *) utf8, put_utf8 (utf8, c));
    }

  *used = i;
  return TRUE;
}

/* An incomplete last character is kept for the next chunk. */
static gboolean
decode_utf8 (TwTextDecoder  *self,
             const guchar   *bytes,
             gsize           length,
             gsize          *used,
             GByteArray     *text,
             GError        **error)
{
  const char *end;

  if (!g_utf8_validate_len ((const char *) bytes, length, &end))
    {
      gsize at = end - (const char *) bytes;
      gunichar c = at < length ? g_utf8_get_char_validated (end, length - at) : 0;

      if (bytes[at] == 0 || c != (gunichar) -2)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                       _("Byte %" G_GUINT64_FORMAT " of the file (0x%02X) is no valid UTF-8 text. "
                         "Choose another encoding."),
                       self->offset + at + 1, bytes[at]);
          return FALSE;
        }
    }

  *used = end - (const char *) bytes;
  g_byte_array_append (text, bytes, *used);
  return TRUE;
}

static gboolean
decode_chunk (TwTextDecoder  *self,
              const guchar   *bytes,
              gsize           length,
              gsize          *used,
              GByteArray     *text,
              GError        **error)
{
  *used = length;
  switch (self->encoding)
    {
    case TW_ENCODING_WINDOWS_1252:
      return decode_single_byte (self, tw_text_windows_1252, bytes, length, text, error);
    case TW_ENCODING_MAC_ROMAN:
      return decode_single_byte (self, tw_text_mac_roman, bytes, length, text, error);
    case TW_ENCODING_UTF_16LE:
    case TW_ENCODING_UTF_16BE:
      return decode_utf16 (self, bytes, length, used, text, error);
    case TW_ENCODING_AUTO:
    case TW_ENCODING_UTF_8:
    default:
      return decode_utf8 (self, bytes, length, used, text, error);
    }
}

/**
 * tw_text_decoder_new:
 * @encoding: what the bytes are in; %TW_ENCODING_AUTO reads as UTF-8
 *
 * Returns: (transfer full): a decoder of a stream of chunks
 */
TwTextDecoder *
tw_text_decoder_new (TwEncoding encoding)
{
  TwTextDecoder *self = g_new0 (TwTextDecoder, 1);

  self->encoding = encoding;
  return self;
}

/**
 * tw_text_decoder_free:
 * @self: (nullable): a decoder
 */
void
tw_text_decoder_free (TwTextDecoder *self)
{
  g_free (self);
}

/* A byte order mark is no text: it is dropped at the start of the stream, whatever the encoding
 * says. */
static gsize
skip_mark (TwTextDecoder *self,
           const guchar  *bytes,
           gsize          length)
{
  if (self->encoding <= TW_ENCODING_UTF_8)
    return length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (self->encoding == TW_ENCODING_UTF_16LE)
    return length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0 ? 2 : 0;
  if (self->encoding == TW_ENCODING_UTF_16BE)
    return length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0 ? 2 : 0;
  return 0;
}

static gboolean
check_rest (TwTextDecoder  *self,
            gboolean        last,
            GError        **error)
{
  if (!last || self->n_carry == 0)
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("The file ends in the middle of a character of %s. It may have been cut off."),
               tw_encoding_to_name (self->encoding));
  return FALSE;
}

/**
 * tw_text_decoder_feed:
 * @self: a decoder
 * @bytes: the next bytes of the file
 * @length: how many
 * @last: whether the file ends here
 * @text: takes the UTF-8 text, appended
 * @error: %TW_ERROR_PARSE with the position in bytes, counted from 1
 *
 * NUL characters are no text in any encoding and are refused, so that what comes out is a C string.
 */
gboolean
tw_text_decoder_feed (TwTextDecoder  *self,
                      const guchar   *bytes,
                      gsize           length,
                      gboolean        last,
                      GByteArray     *text,
                      GError        **error)
{
  gsize used;

  if (!self->started && length > 0)
    {
      gsize mark = skip_mark (self, bytes, length);

      self->started = TRUE;
      self->offset += mark;
      bytes += mark;
      length -= mark;
    }

  /* Finish the character that the last chunk began, a byte at a time. */
  while (self->n_carry > 0 && length > 0)
    {
      self->carry[self->n_carry++] = *bytes++;
      length--;
      if (!decode_chunk (self, self->carry, self->n_carry, &used, text, error))
        return FALSE;
      if (used > 0)
        {
          self->offset += self->n_carry;
          self->n_carry = 0;
        }
      else if (self->n_carry == sizeof self->carry)
        {
          return refuse_utf16 (self, 0, error);
        }
    }

  if (length > 0)
    {
      if (!decode_chunk (self, bytes, length, &used, text, error))
        return FALSE;
      self->offset += used;
      self->n_carry = length - used;
      memcpy (self->carry, bytes + used, self->n_carry);
    }

  return check_rest (self, last, error);
}
