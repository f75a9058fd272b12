/* tw-text-encoding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The encodings of the files that spreadsheets and billing systems write. The tables are our own:
 * what iconv knows depends on which of its modules a machine has, and a file must read the same
 * everywhere. */
typedef enum
{
  TW_ENCODING_AUTO,
  TW_ENCODING_UTF_8,
  TW_ENCODING_UTF_16LE,
  TW_ENCODING_UTF_16BE,
  TW_ENCODING_WINDOWS_1252,
  TW_ENCODING_MAC_ROMAN,
} TwEncoding;

/* How sure a detection is. A value that can be read in two ways is never chosen for the person. */
typedef enum
{
  TW_CONFIDENCE_CERTAIN,
  TW_CONFIDENCE_LIKELY,
  TW_CONFIDENCE_AMBIGUOUS,
} TwConfidence;

typedef struct _TwTextDecoder TwTextDecoder;
typedef struct _TwEncodingProbe TwEncodingProbe;

const char      *tw_encoding_to_name       (TwEncoding         encoding);
gboolean         tw_encoding_from_name     (const char        *name,
                                            TwEncoding        *encoding);

TwEncodingProbe *tw_encoding_probe_new     (void);
void             tw_encoding_probe_feed    (TwEncodingProbe   *self,
                                            const guchar      *bytes,
                                            gsize              length);
TwEncoding       tw_encoding_probe_finish  (TwEncodingProbe   *self,
                                            TwConfidence      *confidence,
                                            char             **evidence,
                                            GError           **error);
void             tw_encoding_probe_free    (TwEncodingProbe   *self);

TwTextDecoder   *tw_text_decoder_new       (TwEncoding         encoding);
gboolean         tw_text_decoder_feed      (TwTextDecoder     *self,
                                            const guchar      *bytes,
                                            gsize              length,
                                            gboolean           last,
                                            GByteArray        *text,
                                            GError           **error);
void             tw_text_decoder_free      (TwTextDecoder     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTextDecoder, tw_text_decoder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwEncodingProbe, tw_encoding_probe_free)

G_END_DECLS
