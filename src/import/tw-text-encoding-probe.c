/* tw-text-encoding-probe.c
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

/* What encoding a file is in, by all of its bytes. */

struct _TwEncodingProbe
{
  guchar         head[16];
  gsize          n_head;
  guint64        total;
  guint64        n_high;        /* bytes of 0x80 and above */
  guint64        nul_even;
  guint64        nul_odd;
  guint64        n_control;     /* control characters that no text has */
  guint64 windows; /* how often each table reads a high byte as a letter within a word */
  guint64        mac;
  guint64        undefined;     /* bytes Windows-1252 leaves undefined */
  guchar         previous;
  gboolean       valid_utf8;
  TwTextDecoder *utf8;
  GByteArray    *scratch;
};

/**
 * tw_encoding_probe_new:
 *
 * Returns: (transfer full): a probe that is fed the whole file and then says what encoding it is in
 */
TwEncodingProbe *
tw_encoding_probe_new (void)
{
  TwEncodingProbe *self = g_new0 (TwEncodingProbe, 1);

  self->utf8 = tw_text_decoder_new (TW_ENCODING_UTF_8);
  self->scratch = g_byte_array_new ();
  self->valid_utf8 = TRUE;
  return self;
}

void
tw_encoding_probe_free (TwEncodingProbe *self)
{
  if (self == NULL)
    return;

  tw_text_decoder_free (self->utf8);
  g_byte_array_unref (self->scratch);
  g_free (self);
}

/* A letter that West European words are written with, inside a word: the frequent ones weigh more.
 */
static guint
letter_weight (gunichar c)
{
  if (c == 0)
    return 0;
  if (strchr ("\xe9\xe8\xea\xe0\xe1\xe7\xfc\xf6\xe4\xdf\xf1\xf3\xed\xf4\xe2\xe3\xf5\xe5\xf8\xe6\xfa"
              "\xc9\xdc\xd6\xc4\xc5\xd8",
              c < 0x100 ? (int) c : 1)
          != NULL
      && c < 0x100)
    return 3;
  return g_unichar_isalpha (c) && c < 0x180 ? 1 : 0;
}

static void
probe_high (TwEncodingProbe *self,
            guchar           byte,
            guchar           next)
{
  gboolean in_word = g_ascii_isalpha (self->previous) || g_ascii_isalpha (next);

  self->n_high++;
  if (tw_text_windows_1252[byte - 0x80] == 0)
    self->undefined++;
  if (in_word)
    {
      self->windows += letter_weight (tw_text_windows_1252[byte - 0x80]);
      self->mac += letter_weight (tw_text_mac_roman[byte - 0x80]);
    }
  else if (byte == 0x80 || byte == 0xa3 || byte == 0xa0)
    {
      /* The euro sign, the pound sign and the no-break space of Windows stand alone, before a
       * number. */
      self->windows++;
    }
}

/**
 * tw_encoding_probe_feed:
 * @self: a probe
 * @bytes: the next bytes of the file
 * @length: how many
 */
void
tw_encoding_probe_feed (TwEncodingProbe *self,
                        const guchar    *bytes,
                        gsize            length)
{
  for (gsize i = 0; i < length && self->n_head < sizeof self->head; i++)
    self->head[self->n_head++] = bytes[i];

  if (self->valid_utf8)
    {
      g_byte_array_set_size (self->scratch, 0);
      self->valid_utf8 = tw_text_decoder_feed (self->utf8, bytes, length, FALSE, self->scratch,
                                               NULL);
    }

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = bytes[i];

      if (G_UNLIKELY (byte >= 0x80))
        probe_high (self, byte, i + 1 < length ? bytes[i + 1] : 0);
      else if (G_UNLIKELY (byte == 0))
        (self->total + i) % 2 == 0 ? self->nul_even++ : self->nul_odd++;
      else if (G_UNLIKELY (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r'
                           && byte != '\f'))
        self->n_control++;
      self->previous = byte;
    }
  self->total += length;
}

static gboolean
refuse_binary (TwEncodingProbe  *self,
               GError          **error)
{
  if (self->n_head >= 4 && memcmp (self->head, "PK\x03\x04", 4) == 0)
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                         _("The file is a workbook or another packed file, not a text file. "
                           "Save the sheet as CSV and import that. Nothing was changed."));
  else
    g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                         _("The file is binary, not a text file with rows and columns. "
                           "Nothing was changed."));
  return FALSE;
}

static gboolean
found (TwEncoding     encoding,
       TwConfidence   sure,
       const char    *why,
       TwEncoding    *result,
       TwConfidence  *confidence,
       char         **evidence)
{
  *result = encoding;
  *confidence = sure;
  *evidence = g_strdup (why);
  return TRUE;
}

static gboolean
detect_marked (TwEncodingProbe  *self,
               TwEncoding       *result,
               TwConfidence     *confidence,
               char            **evidence)
{
  const char *mark = _("The file begins with a byte order mark.");
  const char *zeros = _("Every second byte is zero.");

  if (self->n_head >= 3 && memcmp (self->head, "\xef\xbb\xbf", 3) == 0)
    return found (TW_ENCODING_UTF_8, TW_CONFIDENCE_CERTAIN, mark, result, confidence, evidence);
  if (self->n_head >= 2 && memcmp (self->head, "\xff\xfe", 2) == 0)
    return found (TW_ENCODING_UTF_16LE, TW_CONFIDENCE_CERTAIN, mark, result, confidence, evidence);
  if (self->n_head >= 2 && memcmp (self->head, "\xfe\xff", 2) == 0)
    return found (TW_ENCODING_UTF_16BE, TW_CONFIDENCE_CERTAIN, mark, result, confidence, evidence);
  if (self->total % 2 == 0 && self->nul_odd * 10 > self->total * 3
      && self->nul_even * 100 < self->total)
    return found (TW_ENCODING_UTF_16LE, TW_CONFIDENCE_LIKELY, zeros, result, confidence, evidence);
  if (self->total % 2 == 0 && self->nul_even * 10 > self->total * 3
      && self->nul_odd * 100 < self->total)
    return found (TW_ENCODING_UTF_16BE, TW_CONFIDENCE_LIKELY, zeros, result, confidence, evidence);
  return FALSE;
}

static void
detect_single_byte (TwEncodingProbe  *self,
                    TwEncoding       *result,
                    TwConfidence     *confidence,
                    char            **evidence)
{
  guint64 windows = self->undefined > 0 ? 0 : self->windows;
  guint64 mac = self->mac;

  *result = mac > windows ? TW_ENCODING_MAC_ROMAN : TW_ENCODING_WINDOWS_1252;
  *confidence = TW_CONFIDENCE_LIKELY;
  if (self->undefined > 0)
    *evidence = g_strdup_printf (_("%" G_GUINT64_FORMAT " bytes stand for nothing in "
                                                         "Windows-1252."),
                                 self->undefined);
  else if (MAX (windows, mac) >= 2 * MIN (windows, mac) && windows != mac)
    *evidence = g_strdup_printf (_("%" G_GUINT64_FORMAT " special characters make words in %s and "
                                                         "not in %s."),
                                 self->n_high, tw_encoding_to_name (*result),
                                 tw_encoding_to_name (*result == TW_ENCODING_MAC_ROMAN
                                                          ? TW_ENCODING_WINDOWS_1252
                                                          : TW_ENCODING_MAC_ROMAN));
  else
    {
      *confidence = TW_CONFIDENCE_AMBIGUOUS;
      *evidence = g_strdup_printf (_("%" G_GUINT64_FORMAT " special characters can be read as "
                                                           "Windows-1252 "
                                      "and as Mac Roman."),
                                   self->n_high);
    }
}

/**
 * tw_encoding_probe_finish:
 * @self: a probe that was fed the whole file
 * @confidence: (out): how sure the answer is
 * @evidence: (out): one sentence that says why
 * @error: %TW_ERROR_REFUSED where the file is binary
 *
 * Returns: the encoding, or %TW_ENCODING_AUTO with @error set
 */
TwEncoding
tw_encoding_probe_finish (TwEncodingProbe  *self,
                          TwConfidence     *confidence,
                          char            **evidence,
                          GError          **error)
{
  TwEncoding result = TW_ENCODING_AUTO;

  if (detect_marked (self, &result, confidence, evidence))
    return result;

  if (self->nul_even + self->nul_odd > 0 || self->n_control * 100 > self->total
      || (self->n_head >= 4 && memcmp (self->head, "PK\x03\x04", 4) == 0))
    {
      refuse_binary (self, error);
      return TW_ENCODING_AUTO;
    }

  if (self->n_high == 0)
    found (TW_ENCODING_UTF_8, TW_CONFIDENCE_CERTAIN, _("The file has no special characters."),
           &result, confidence, evidence);
  else if (self->valid_utf8)
    found (TW_ENCODING_UTF_8, TW_CONFIDENCE_CERTAIN, _("All special characters are valid UTF-8."),
           &result, confidence, evidence);
  else
    detect_single_byte (self, &result, confidence, evidence);

  return result;
}
