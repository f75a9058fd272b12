/* tw-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-pages-private.h"

#include <string.h>

/* How a style is set: the size in points, and the room above it. */
static const struct
{
  double     size;
  gboolean   bold;
  double     above;
  TwPagesInk ink;
} styles[TW_PAGES_N_STYLES] = {
  [TW_PAGES_TITLE] = { 20, TRUE, 0, TW_PAGES_INK },
  [TW_PAGES_HEADING] = { 13, TRUE, 12, TW_PAGES_INK },
  [TW_PAGES_SUBHEADING] = { 11, TRUE, 8, TW_PAGES_INK },
  [TW_PAGES_BODY] = { 9.5, FALSE, 4, TW_PAGES_INK },
  [TW_PAGES_BOLD] = { 9.5, TRUE, 4, TW_PAGES_INK },
  [TW_PAGES_SMALL] = { 8, FALSE, 3, TW_PAGES_INK_SECONDARY },
  [TW_PAGES_FIGURE] = { 16, TRUE, 2, TW_PAGES_INK_ACCENT },
};

/* A key figure needs so much width. */
#define FIGURE_WIDTH 150.0
#define FIGURE_GAP   14.0

static void
item_free (gpointer data)
{
  TwPagesItem *item = data;

  g_free (item->text);
  if (item->data_free != NULL)
    item->data_free (item->data);
  g_free (item);
}

static void
section_free (gpointer data)
{
  TwPagesSection *section = data;

  g_free (section->title);
  g_free (section);
}

static void
begin_page (TwPages *self)
{
  g_ptr_array_add (self->pages, g_ptr_array_new_with_free_func (item_free));
  self->y = TW_PAGES_MARGIN;
  self->fresh = TRUE;
}

TwPages *
tw_pages_new (TwPaper            paper,
              const TwPagesMeta *meta)
{
  TwPages *self = g_new0 (TwPages, 1);

  g_return_val_if_fail (meta != NULL && meta->title != NULL && meta->date != NULL, NULL);

  self->paper_width = paper == TW_PAPER_LETTER ? 612 : 210 * TW_PAGES_POINTS_PER_MM;
  self->paper_height = paper == TW_PAPER_LETTER ? 792 : 297 * TW_PAGES_POINTS_PER_MM;
  self->title = tw_pages_clean (meta->title);
  self->subject = tw_pages_clean (meta->subject);
  self->source = tw_pages_clean (meta->source);
  self->author = tw_pages_clean (meta->author);
  self->date = g_strdup (meta->date);
  self->made = tw_pages_clean (meta->made);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->sections = g_ptr_array_new_with_free_func (section_free);
  begin_page (self);

  return self;
}

void
tw_pages_free (TwPages *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->subject);
  g_free (self->source);
  g_free (self->author);
  g_free (self->date);
  g_free (self->made);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

char *
tw_pages_clean (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr (GString) clean = NULL;

  if (valid == NULL)
    return NULL;

  clean = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || !g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
      else if (c == '\t')
        g_string_append_c (clean, ' ');
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

PangoContext *
tw_pages_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Letters stand where a printer puts them, whatever the screen's hinting. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_font_description (context, font);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);

  return context;
}

PangoLayout *
tw_pages_shape (PangoContext      *context,
                const TwPagesItem *item)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font
    = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, item->size * PANGO_SCALE);
  pango_font_description_set_weight (font, item->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, item->text, -1);
  pango_layout_set_alignment (layout, item->align);
  if (item->width > 0)
    {
      pango_layout_set_width (layout, (int) (item->width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    }
  if (item->max_lines > 0)
    {
      pango_layout_set_height (layout, -item->max_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

TwPagesItem *
tw_pages_add (TwPages         *self,
              TwPagesItemKind  kind,
              double           x,
              double           y,
              double           width,
              double           height)
{
  TwPagesItem *item = g_new0 (TwPagesItem, 1);

  item->kind = kind;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  g_ptr_array_add (g_ptr_array_index (self->pages, self->pages->len - 1), item);
  self->fresh = FALSE;

  return item;
}

double
tw_pages_bottom (TwPages *self)
{
  return self->paper_height - TW_PAGES_MARGIN;
}

double
tw_pages_get_width (TwPages *self)
{
  return self->paper_width - 2 * TW_PAGES_MARGIN;
}

double
tw_pages_get_height (TwPages *self)
{
  return self->paper_height - 2 * TW_PAGES_MARGIN;
}

double
tw_pages_get_room (TwPages *self)
{
  return tw_pages_bottom (self) - self->y;
}

void
tw_pages_break (TwPages *self)
{
  if (!self->fresh)
    begin_page (self);
}

void
tw_pages_need (TwPages *self,
               double   height)
{
  if (tw_pages_get_room (self) < height)
    tw_pages_break (self);
}

void
tw_pages_gap (TwPages *self,
              double   height)
{
  if (!self->fresh)
    self->y = MIN (self->y + height, tw_pages_bottom (self));
}

void
tw_pages_section (TwPages    *self,
                  const char *title,
                  guint       level)
{
  TwPagesSection *section = g_new0 (TwPagesSection, 1);

  section->title = tw_pages_clean (title);
  section->level = level;
  section->page = self->pages->len - 1;
  section->y = self->y;
  g_ptr_array_add (self->sections, section);
}

/* How many bytes of @layout's text, in whole lines, are no higher than @room; @height is what they take. */
static gsize
fitting (PangoLayout *layout,
         double       room,
         double      *height)
{
  int n = pango_layout_get_line_count (layout);
  gsize bytes = 0;

  *height = 0;
  for (int i = 0; i < n; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
      PangoRectangle logical;
      double line_height;

      pango_layout_line_get_extents (line, NULL, &logical);
      line_height = (double) logical.height / PANGO_SCALE;
      if (*height + line_height > room + 0.01)
        break;
      *height += line_height;
      bytes = (gsize) (line->start_index + line->length);
    }

  return bytes;
}

/* Puts as much of @text as fits at the place reached; the place where the rest begins, or the end. */
static const char *
put_lines (TwPages      *self,
           PangoContext *context,
           TwPagesStyle  style,
           const char   *text)
{
  TwPagesItem probe = { .text = (char *) text, .width = tw_pages_get_width (self), .size = styles[style].size,
                        .bold = styles[style].bold };
  g_autoptr (PangoLayout) layout = tw_pages_shape (context, &probe);
  double height;
  gsize bytes = fitting (layout, tw_pages_get_room (self), &height);
  TwPagesItem *item;

  if (bytes == 0 && *text != '\n' && !self->fresh)
    return text;

  bytes = MAX (bytes, 1);
  item = tw_pages_add (self, TW_PAGES_ITEM_TEXT, TW_PAGES_MARGIN, self->y, probe.width, height);
  item->text = g_strndup (text, bytes);
  item->size = probe.size;
  item->bold = probe.bold;
  item->ink = styles[style].ink;
  self->y += height;

  text += bytes;
  while (*text == ' ' || *text == '\n')
    text++;

  return text;
}

void
tw_pages_text (TwPages      *self,
               TwPagesStyle  style,
               const char   *text)
{
  g_autofree char *clean = tw_pages_clean (text);
  g_autoptr (PangoContext) context = NULL;
  const char *rest;

  if (clean == NULL || *g_strstrip (clean) == '\0')
    return;

  context = tw_pages_context ();
  tw_pages_gap (self, styles[style].above);
  for (rest = clean; *rest != '\0';)
    {
      rest = put_lines (self, context, style, rest);
      if (*rest != '\0')
        tw_pages_break (self);
    }
}

double
tw_pages_measure (TwPages      *self,
                  TwPagesStyle  style,
                  const char   *text)
{
  g_autofree char *clean = tw_pages_clean (text);
  TwPagesItem probe = { .text = clean, .width = tw_pages_get_width (self), .size = styles[style].size,
                        .bold = styles[style].bold };
  g_autoptr (PangoContext) context = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  if (clean == NULL || *g_strstrip (clean) == '\0')
    return 0;

  context = tw_pages_context ();
  layout = tw_pages_shape (context, &probe);
  pango_layout_get_size (layout, NULL, &height);

  return styles[style].above + (double) height / PANGO_SCALE;
}

void
tw_pages_drawing (TwPages        *self,
                  double          height,
                  TwPagesDraw     draw,
                  gpointer        data,
                  GDestroyNotify  data_free)
{
  TwPagesItem *item;

  g_return_if_fail (draw != NULL);

  height = MIN (height, tw_pages_get_height (self));
  tw_pages_need (self, height);
  item = tw_pages_add (self, TW_PAGES_ITEM_DRAWING, TW_PAGES_MARGIN, self->y, tw_pages_get_width (self), height);
  item->draw = draw;
  item->data = data;
  item->data_free = data_free;
  self->y += height;
}

/* --- key figures --- */

static double
put_cell_text (TwPages      *self,
               PangoContext *context,
               TwPagesStyle  style,
               const char   *text,
               double        x,
               double        y,
               double        width)
{
  TwPagesItem *item;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  if (text == NULL || *text == '\0')
    return y;

  item = tw_pages_add (self, TW_PAGES_ITEM_TEXT, x, y, width, 0);
  item->text = tw_pages_clean (text);
  item->size = styles[style].size;
  item->bold = styles[style].bold;
  item->ink = styles[style].ink;
  /* A long amount is set smaller rather than on two lines. */
  for (layout = tw_pages_shape (context, item);
       style == TW_PAGES_FIGURE && pango_layout_get_line_count (layout) > 1 && item->size > 8;)
    {
      item->size -= 1;
      g_object_unref (layout);
      layout = tw_pages_shape (context, item);
    }
  pango_layout_get_size (layout, NULL, &height);
  item->height = (double) height / PANGO_SCALE;

  return y + item->height + 1;
}

static double
put_figure (TwPages           *self,
            PangoContext      *context,
            const char *const *cells,
            double             x,
            double             width)
{
  double y = self->y + 4;

  y = put_cell_text (self, context, TW_PAGES_SMALL, cells[0], x + 8, y, width - 8);
  y = put_cell_text (self, context, TW_PAGES_FIGURE, cells[1], x + 8, y, width - 8);
  y = put_cell_text (self, context, TW_PAGES_SMALL, cells[2], x + 8, y, width - 8);

  return y + 4 - self->y;
}

void
tw_pages_figures (TwPages           *self,
                  const char *const *cells,
                  guint              n)
{
  g_autoptr (PangoContext) context = tw_pages_context ();
  double full = tw_pages_get_width (self);
  guint per_line = MAX (1, (guint) ((full + FIGURE_GAP) / (FIGURE_WIDTH + FIGURE_GAP)));
  double width = (full - FIGURE_GAP * (per_line - 1)) / per_line;

  for (guint first = 0; first < n; first += per_line)
    {
      guint count = MIN (per_line, n - first);
      double height = 0;

      tw_pages_gap (self, 8);
      tw_pages_need (self, 64);
      for (guint i = 0; i < count; i++)
        {
          double x = TW_PAGES_MARGIN + i * (width + FIGURE_GAP);

          height = MAX (height, put_figure (self, context, cells + 3 * (first + i), x, width));
        }
      for (guint i = 0; i < count; i++)
        tw_pages_add (self, TW_PAGES_ITEM_FILL, TW_PAGES_MARGIN + i * (width + FIGURE_GAP), self->y, 2, height)->ink
          = TW_PAGES_INK_ACCENT;
      self->y += height;
    }
}

guint
tw_pages_count (TwPages *self)
{
  return self->pages->len;
}

void
tw_pages_get_paper (TwPages *self,
                    double  *width,
                    double  *height)
{
  *width = self->paper_width;
  *height = self->paper_height;
}
