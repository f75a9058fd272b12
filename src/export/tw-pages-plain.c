/* tw-pages-plain.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report over thousands of partners has hundreds of thousands of cells that are a number or a short name. Shaping each
 * of them several times took most of its time: a line of plain letters of one font is as wide as its letters, and drawn
 * as these. */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-pages-private.h"

/* What is known of: Latin letters with accents, and the minus sign in the place of a control character. */
#define N_LETTERS 0x180
#define MINUS     0x01
#define MANY      256
#define KEY_FACES "tw-pages-faces"

typedef struct
{
  double                size;
  gboolean              bold;
  cairo_scaled_font_t  *font;       /* owned */
  double                height;     /* of a line */
  double                baseline;
  long                  glyphs[N_LETTERS];    /* -1: not asked for yet, 0: the font has none */
  double                advances[N_LETTERS];
} Face;

static void
face_free (gpointer data)
{
  Face *face = data;

  cairo_scaled_font_destroy (face->font);
  g_free (face);
}

/* How high a line is and where it stands is what Pango says of one. */
static Face *
face_new (PangoContext *context,
          double        size,
          gboolean      bold)
{
  TwPagesItem item = { .text = (char *) "x", .size = size, .bold = bold };
  g_autoptr (PangoLayout) layout = tw_pages_shape (context, &item);
  g_autoptr (PangoFont) font = pango_context_load_font (context, pango_layout_get_font_description (layout));
  cairo_scaled_font_t *scaled = PANGO_IS_CAIRO_FONT (font)
                                  ? pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)) : NULL;
  Face *face;
  int height;

  if (scaled == NULL || cairo_scaled_font_status (scaled) != CAIRO_STATUS_SUCCESS)
    return NULL;

  face = g_new0 (Face, 1);
  face->size = size;
  face->bold = bold;
  face->font = cairo_scaled_font_reference (scaled);
  pango_layout_get_size (layout, NULL, &height);
  face->height = (double) height / PANGO_SCALE;
  face->baseline = (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
  for (guint i = 0; i < N_LETTERS; i++)
    face->glyphs[i] = -1;

  return face;
}

/* (nullable): of the faces that this context has been asked for. */
static Face *
get_face (PangoContext *context,
          double        size,
          gboolean      bold)
{
  GPtrArray *faces = g_object_get_data (G_OBJECT (context), KEY_FACES);
  Face *face;

  if (faces == NULL)
    {
      faces = g_ptr_array_new_with_free_func (face_free);
      g_object_set_data_full (G_OBJECT (context), KEY_FACES, faces, (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = 0; i < faces->len; i++)
    {
      face = g_ptr_array_index (faces, i);
      if (face->size == size && face->bold == bold)
        return face;
    }

  face = face_new (context, size, bold);
  if (face != NULL)
    g_ptr_array_add (faces, face);

  return face;
}

/* The place of a letter that needs no shaping, or -1. */
static int
find_letter (gunichar c)
{
  if (c == 0x2212)
    return MINUS;
  if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c >= N_LETTERS)
    return -1;

  return (int) c;
}

static void
read_letter (Face     *face,
             int       letter,
             gunichar  c)
{
  char text[6];
  int length = g_unichar_to_utf8 (c, text);
  cairo_glyph_t one[1];
  cairo_glyph_t *glyphs = one;
  int n = G_N_ELEMENTS (one);
  cairo_text_extents_t extents;

  face->glyphs[letter] = 0;
  if (cairo_scaled_font_text_to_glyphs (face->font, 0, 0, text, length, &glyphs, &n, NULL, NULL, NULL)
      == CAIRO_STATUS_SUCCESS && n == 1)
    {
      cairo_scaled_font_glyph_extents (face->font, glyphs, 1, &extents);
      face->glyphs[letter] = (long) glyphs[0].index;
      face->advances[letter] = extents.x_advance;
    }
  if (glyphs != one)
    cairo_glyph_free (glyphs);
}

/* Returns: the place of the letter at @text, or -1 where it has to be shaped */
static int
get_letter (Face       *face,
            const char *text)
{
  gunichar c = g_utf8_get_char (text);
  int letter = find_letter (c);

  if (letter >= 0 && face->glyphs[letter] < 0)
    read_letter (face, letter, c);

  return letter >= 0 && face->glyphs[letter] > 0 ? letter : -1;
}

gboolean
tw_pages_plain_measure (PangoContext      *context,
                        const TwPagesItem *item,
                        double            *width,
                        double            *height)
{
  Face *face = get_face (context, item->size, item->bold);

  *width = 0;
  for (const char *at = item->text; face != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      int letter = get_letter (face, at);

      if (letter < 0)
        return FALSE;
      *width += face->advances[letter];
    }
  if (face == NULL)
    return FALSE;

  *height = face->height;

  return item->width <= 0 || *width <= item->width;
}

gboolean
tw_pages_plain_draw (cairo_t           *cr,
                     PangoContext      *context,
                     const TwPagesItem *item)
{
  cairo_glyph_t glyphs[MANY];
  cairo_text_cluster_t clusters[MANY];
  const char *at = item->text;
  Face *face;
  double width;
  double height;
  double x = item->x;
  int n = 0;

  if (!tw_pages_plain_measure (context, item, &width, &height))
    return FALSE;

  face = get_face (context, item->size, item->bold);
  if (item->width > 0 && item->align != PANGO_ALIGN_LEFT)
    x += (item->width - width) / (item->align == PANGO_ALIGN_CENTER ? 2 : 1);
  for (; *at != '\0' && n < MANY; at = g_utf8_next_char (at), n++)
    {
      int letter = get_letter (face, at);

      glyphs[n] = (cairo_glyph_t){ (unsigned long) face->glyphs[letter], x, item->y + face->baseline };
      clusters[n] = (cairo_text_cluster_t){ (int) (g_utf8_next_char (at) - at), 1 };
      x += face->advances[letter];
    }
  if (*at != '\0')
    return FALSE;

  cairo_set_scaled_font (cr, face->font);
  cairo_show_text_glyphs (cr, item->text, (int) (at - item->text), glyphs, n, clusters, n, 0);

  return TRUE;
}
