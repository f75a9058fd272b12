/* tw-chart-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-layout-private.h"

#include <math.h>
#include <string.h>

/* Nothing smaller can be read at 100 %. */
#define SMALLEST_FONT 9.0
/* Between two texts. */
#define AIR 2.0

double
tw_chart_font_size (const TwChartStyle *style,
                    TwChartFont         font)
{
  switch (font)
    {
    case TW_CHART_FONT_TITLE:
      return MAX (style->font_size * 1.1, SMALLEST_FONT);
    case TW_CHART_FONT_CAPTION:
      return MAX (style->font_size * 0.85, SMALLEST_FONT);
    default:
      return MAX (style->font_size * 0.9, SMALLEST_FONT);
    }
}

void
tw_chart_text_context (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* Neither font nor breaks follow the locale; a text without letters stays as it is in any direction. */
  pango_context_set_language (context, pango_language_from_string ("en"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
}

void
tw_chart_text_keep_periods (PangoAttrList *attributes,
                            const char    *text)
{
  for (const char *hyphen = strchr (text, '-'); hyphen != NULL; hyphen = strchr (hyphen + 1, '-'))
    {
      PangoAttribute *whole;

      if (hyphen == text || !g_ascii_isdigit (hyphen[-1]) || !g_ascii_isalnum (hyphen[1]))
        continue;
      whole = pango_attr_allow_breaks_new (FALSE);
      whole->start_index = hyphen - 1 - text;
      whole->end_index = hyphen + 2 - text;
      pango_attr_list_insert (attributes, whole);
    }
}

void
tw_chart_text_setup (PangoLayout        *pango,
                     const TwChartStyle *style,
                     TwChartFont         font,
                     const char         *text,
                     double              width,
                     guint               lines,
                     double              align)
{
  g_autoptr (PangoFontDescription) description = pango_font_description_new ();
  PangoAttrList *features = pango_attr_list_new ();

  pango_font_description_set_family_static (description, style->font);
  pango_font_description_set_absolute_size (description, tw_chart_font_size (style, font) * PANGO_SCALE);
  if (font == TW_CHART_FONT_TITLE || font == TW_CHART_FONT_BOLD)
    pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (pango, description);

  /* Figures of one width, so that columns of them line up. */
  pango_attr_list_insert (features, pango_attr_font_features_new ("tnum=1"));
  if (lines > 0)
    tw_chart_text_keep_periods (features, text);
  pango_layout_set_attributes (pango, features);
  pango_attr_list_unref (features);

  pango_layout_set_single_paragraph_mode (pango, TRUE);
  pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (pango, lines > 0 ? (int) ceil (width * PANGO_SCALE) : -1);
  pango_layout_set_height (pango, lines > 0 ? -(int) lines : -1);
  pango_layout_set_ellipsize (pango, lines > 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_alignment (pango, align < 0.25 ? PANGO_ALIGN_LEFT
                                     : align > 0.75 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER);
  pango_layout_set_text (pango, text, -1);
}

void
tw_chart_measure (TwChartLayout *layout,
                  TwChartFont    font,
                  const char    *text,
                  double         width,
                  guint          lines,
                  double        *text_width,
                  double        *text_height)
{
  PangoRectangle logical;

  tw_chart_text_setup (layout->pango, &layout->style, font, text, width, lines, 0);
  pango_layout_get_extents (layout->pango, NULL, &logical);
  if (text_width != NULL)
    *text_width = ceil ((double) logical.width / PANGO_SCALE);
  if (text_height != NULL)
    *text_height = ceil ((double) logical.height / PANGO_SCALE);
}

double
tw_chart_text_width (TwChartLayout *layout,
                     TwChartFont    font,
                     const char    *text)
{
  double width;

  tw_chart_measure (layout, font, text, 0, 0, &width, NULL);
  return width;
}

double
tw_chart_text_height (TwChartLayout *layout,
                      TwChartFont    font)
{
  double height;

  tw_chart_measure (layout, font, "0", 0, 0, NULL, &height);
  return height;
}

static gboolean
meets_any (GArray            *rects,
           const TwChartRect *box)
{
  for (guint i = 0; i < rects->len; i++)
    if (tw_chart_rect_overlaps (&g_array_index (rects, TwChartRect, i), box))
      return TRUE;

  return FALSE;
}

static gboolean
has_room (TwChartLayout     *layout,
          const TwChartRect *box,
          gboolean           clear)
{
  TwChartRect wide = { box->x - AIR, box->y, box->width + 2 * AIR, box->height };

  if (box->x < 0 || box->y < 0 || box->x + box->width > layout->width || box->y + box->height > layout->height)
    return FALSE;

  return !meets_any (layout->texts, &wide) && !(clear && meets_any (layout->blocks, box));
}

static gboolean
put (TwChartLayout *layout,
     TwChartItem    item,
     const char    *text,
     double         ax,
     double         ay,
     gboolean       clear)
{
  TwChartRect own;

  if (*text == '\0')
    return FALSE;

  own = item.box;
  own.x = floor (own.x - ax * own.width);
  own.y = floor (own.y - ay * own.height);
  item.box = own;
  if (!has_room (layout, &item.box, clear))
    return FALSE;

  item.shape = TW_CHART_SHAPE_TEXT;
  item.alpha = 1;
  item.align = ax;
  item.text = g_string_chunk_insert (layout->words, text);
  g_array_append_val (layout->items, item);
  g_array_append_val (layout->texts, item.box);

  return TRUE;
}

static gboolean
put_line (TwChartLayout *layout,
          TwChartFont    font,
          TwChartInk     ink,
          const char    *text,
          TwChartPoint   at,
          double         ax,
          double         ay,
          gboolean       clear)
{
  TwChartItem item = { .fill = ink, .font = font, .box = { at.x, at.y, 0, 0 } };

  tw_chart_measure (layout, font, text, 0, 0, &item.box.width, &item.box.height);
  return put (layout, item, text, ax, ay, clear);
}

void
tw_chart_put_halo (TwChartLayout *layout,
                   TwChartInk     halo)
{
  TwChartItem *last = &g_array_index (layout->items, TwChartItem, layout->items->len - 1);

  g_assert (last->shape == TW_CHART_SHAPE_TEXT);
  last->halo = halo;
}

gboolean
tw_chart_put (TwChartLayout *layout,
              TwChartFont    font,
              TwChartInk     ink,
              const char    *text,
              double         x,
              double         y,
              double         ax,
              double         ay)
{
  return put_line (layout, font, ink, text, (TwChartPoint) { x, y }, ax, ay, FALSE);
}

gboolean
tw_chart_put_clear (TwChartLayout *layout,
                    TwChartFont    font,
                    TwChartInk     ink,
                    const char    *text,
                    double         x,
                    double         y,
                    double         ax,
                    double         ay)
{
  if (!put_line (layout, font, ink, text, (TwChartPoint) { x, y }, ax, ay, TRUE))
    return FALSE;
  tw_chart_put_halo (layout, TW_CHART_INK_PAPER);

  return TRUE;
}

double
tw_chart_put_wrapped (TwChartLayout *layout,
                      TwChartFont    font,
                      TwChartInk     ink,
                      const char    *text,
                      double         x,
                      double         y,
                      double         ax,
                      double         ay,
                      double         width,
                      guint          lines)
{
  TwChartItem item = { .fill = ink, .font = font, .lines = lines, .box = { x, y, 0, 0 } };

  /* A letter and an ellipsis tell nothing. */
  if (width < tw_chart_font_size (&layout->style, font) * 2 && tw_chart_text_width (layout, font, text) > width)
    return 0;
  tw_chart_measure (layout, font, text, width, lines, &item.box.width, &item.box.height);
  item.box.width = MIN (item.box.width, floor (width));

  return put (layout, item, text, ax, ay, FALSE) ? item.box.height : 0;
}

