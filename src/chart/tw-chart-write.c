/* tw-chart-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-write-private.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_WIDTH 960.0
#define DEFAULT_HEIGHT 540.0
#define PNG_SCALE 2.0

/* Files are light whatever the window is, and carry all that a reader needs to trust the picture. */
TwChartStyle
tw_chart_style_for_file (const TwChartStyle *style)
{
  TwChartStyle own;

  tw_chart_style_init (&own);
  if (style != NULL)
    {
      own.font = style->font;
      own.font_size = style->font_size;
      own.rtl = style->rtl;
    }
  own.parts |= TW_CHART_PART_CAPTION | TW_CHART_PART_PAPER;

  return own;
}

cairo_status_t
tw_chart_collect_bytes (void                *closure,
                        const unsigned char *data,
                        unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

gboolean
tw_chart_check_cairo (cairo_status_t   status,
                      GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  /* Translators: %s is a cause given by the drawing library. */
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("The chart could not be drawn: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

/* Whole or not at all: written beside the file, then moved over it. */
gboolean
tw_chart_save_bytes (const char    *path,
                     GByteArray    *bytes,
                     GError       **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = NULL;

  if (g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                &cause))
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (error, cause->domain, cause->code,
               /* Translators: the first %s is a path, the second the cause given by the system. */
               _("The chart was not saved to %s: %s. Nothing was changed there."), name, cause->message);
  return FALSE;
}

static GByteArray *
draw_png (TwChartSpec         *spec,
          const TwChartStyle  *style,
          double               width,
          double               height,
          GError             **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TwChartStyle own = tw_chart_style_for_file (style);
  g_autoptr (TwChartLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  layout = tw_chart_layout_new (spec, &own, width > 0 ? width : DEFAULT_WIDTH, height > 0 ? height : DEFAULT_HEIGHT);
  tw_chart_layout_get_size (layout, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * PNG_SCALE), (int) (height * PNG_SCALE));
  cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
  cr = cairo_create (surface);
  tw_chart_layout_render (layout, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, tw_chart_collect_bytes, bytes);
  cairo_surface_destroy (surface);

  return tw_chart_check_cairo (status, error) ? g_steal_pointer (&bytes) : NULL;
}

gboolean
tw_chart_write_png (TwChartSpec         *spec,
                    const TwChartStyle  *style,
                    double               width,
                    double               height,
                    const char          *path,
                    GError             **error)
{
  g_autoptr (GByteArray) bytes = NULL;

  g_return_val_if_fail (spec != NULL && path != NULL, FALSE);

  bytes = draw_png (spec, style, width, height, error);

  return bytes != NULL && tw_chart_save_bytes (path, bytes, error);
}

GBytes *
tw_chart_to_png (TwChartSpec         *spec,
                 const TwChartStyle  *style,
                 double               width,
                 double               height,
                 GError             **error)
{
  GByteArray *bytes;

  g_return_val_if_fail (spec != NULL, NULL);

  bytes = draw_png (spec, style, width, height, error);

  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

/* Cairo names the groups of a file by a counter of the process: from one file to the next they would differ. */
static void
renumber_groups (GByteArray *bytes)
{
  g_autofree char *text = g_strndup ((const char *) bytes->data, bytes->len);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("\\b(surface|mask|linear|image|clip|pattern|source|compositing-group)-?[0-9]+\\b",
                                          G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  int last = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 0);
      g_autofree char *kind = g_match_info_fetch (match, 1);
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name));
      int start;
      int end;

      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, g_strdup (name), GUINT_TO_POINTER (number));
        }
      g_match_info_fetch_pos (match, 0, &start, &end);
      g_string_append_len (out, text + last, start - last);
      g_string_append_printf (out, "%s%u", kind, number);
      last = end;
    }
  g_string_append (out, text + last);
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) out->str, out->len);
}

gboolean
tw_chart_write_svg (TwChartSpec         *spec,
                    const TwChartStyle  *style,
                    double               width,
                    double               height,
                    const char          *path,
                    GError             **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TwChartStyle own = tw_chart_style_for_file (style);
  g_autoptr (TwChartLayout) layout = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (spec != NULL && path != NULL, FALSE);

  layout = tw_chart_layout_new (spec, &own, width > 0 ? width : DEFAULT_WIDTH, height > 0 ? height : DEFAULT_HEIGHT);
  tw_chart_layout_get_size (layout, &width, &height);
  surface = cairo_svg_surface_create_for_stream (tw_chart_collect_bytes, bytes, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  tw_chart_layout_render (layout, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!tw_chart_check_cairo (status, error))
    return FALSE;
  renumber_groups (bytes);

  return tw_chart_save_bytes (path, bytes, error);
}

void
tw_chart_draw (TwChartSpec        *spec,
               const TwChartStyle *style,
               cairo_t            *cr,
               const TwChartRect  *area)
{
  g_autoptr (TwChartLayout) layout = NULL;
  TwChartStyle own;

  g_return_if_fail (spec != NULL && cr != NULL && area != NULL);

  own = tw_chart_style_for_file (style);
  own.patterns = TRUE;
  if (style != NULL)
    own.parts = style->parts;
  layout = tw_chart_layout_new (spec, &own, area->width, area->height);
  cairo_save (cr);
  cairo_translate (cr, area->x, area->y);
  tw_chart_layout_render (layout, cr);
  cairo_restore (cr);
}
