/* tw-pages-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-pages-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-error.h"

/* Header and footer stand halfway into the margins. */
#define HEADER_Y (TW_PAGES_MARGIN - 24)
#define RUNNING_SIZE 7.5

static void
set_ink (cairo_t    *cr,
         TwPagesInk  ink)
{
  static const guint32 colors[] = {
    [TW_PAGES_INK] = 0x333333, [TW_PAGES_INK_SECONDARY] = 0x616161, [TW_PAGES_INK_RULE] = 0xe0e0e0,
    [TW_PAGES_INK_ACCENT] = 0x0072b2, [TW_PAGES_INK_SHADE] = 0xe1eef7,
  };
  guint32 color = colors[ink];

  cairo_set_source_rgb (cr, (color >> 16) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void
draw_text (cairo_t           *cr,
           PangoContext      *context,
           const TwPagesItem *item)
{
  g_autoptr (PangoLayout) layout = NULL;

  set_ink (cr, item->ink);
  if (tw_pages_plain_draw (cr, context, item))
    return;

  layout = tw_pages_shape (context, item);
  cairo_move_to (cr, item->x, item->y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_item (cairo_t           *cr,
           PangoContext      *context,
           const TwPagesItem *item)
{
  switch (item->kind)
    {
    case TW_PAGES_ITEM_TEXT:
      draw_text (cr, context, item);
      break;

    case TW_PAGES_ITEM_FILL:
      set_ink (cr, item->ink);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;

    case TW_PAGES_ITEM_DRAWING:
      cairo_save (cr);
      cairo_translate (cr, item->x, item->y);
      item->draw (cr, item->width, item->height, item->data);
      cairo_restore (cr);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
draw_running (TwPages        *self,
              cairo_t        *cr,
              PangoContext   *context,
              const char     *text,
              double          y,
              PangoAlignment  align)
{
  double half = tw_pages_get_width (self) / 2;
  TwPagesItem item = { .kind = TW_PAGES_ITEM_TEXT, .y = y, .width = half - 6, .size = RUNNING_SIZE, .align = align,
                       .max_lines = 1, .ink = TW_PAGES_INK_SECONDARY, .text = (char *) text };

  if (text == NULL)
    return;

  item.x = align == PANGO_ALIGN_RIGHT ? TW_PAGES_MARGIN + half + 6 : TW_PAGES_MARGIN;
  draw_text (cr, context, &item);
}

/* The first page has its title in large letters already. */
static void
draw_header_and_footer (TwPages      *self,
                        guint         index,
                        cairo_t      *cr,
                        PangoContext *context)
{
  double foot = tw_pages_bottom (self) + 12;
  /* Translators: at the foot of a printed page: %1$u is its number, %2$u how many there are. */
  g_autofree char *number = g_strdup_printf (_("Page %1$u of %2$u"), index + 1, self->pages->len);

  if (index > 0)
    {
      draw_running (self, cr, context, self->title, HEADER_Y, PANGO_ALIGN_LEFT);
      draw_running (self, cr, context, self->source, HEADER_Y, PANGO_ALIGN_RIGHT);
      set_ink (cr, TW_PAGES_INK_RULE);
      cairo_rectangle (cr, TW_PAGES_MARGIN, HEADER_Y + 12, tw_pages_get_width (self), 0.5);
      cairo_fill (cr);
    }
  draw_running (self, cr, context, self->made, foot, PANGO_ALIGN_LEFT);
  draw_running (self, cr, context, number, foot, PANGO_ALIGN_RIGHT);
}

static void
draw_page (TwPages      *self,
           guint         index,
           cairo_t      *cr,
           PangoContext *context)
{
  GPtrArray *items = g_ptr_array_index (self->pages, index);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, self->paper_width, self->paper_height);
  cairo_fill (cr);
  for (guint i = 0; i < items->len; i++)
    draw_item (cr, context, g_ptr_array_index (items, i));
  draw_header_and_footer (self, index, cr, context);
  cairo_restore (cr);
}

void
tw_pages_draw (TwPages *self,
               guint    index,
               cairo_t *cr)
{
  g_autoptr (PangoContext) context = tw_pages_context ();

  g_return_if_fail (index < self->pages->len);

  draw_page (self, index, cr, context);
}

/* --- PDF --- */

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t      *surface,
              cairo_pdf_metadata_t  key,
              const char           *value)
{
  if (value != NULL && *value != '\0')
    cairo_pdf_surface_set_metadata (surface, key, value);
}

static void
set_all_metadata (TwPages         *self,
                  cairo_surface_t *surface)
{
  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->subject);
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Tierwright");
  /* Without it cairo would take the clock, and no two files were the same. */
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, self->date);
}

#define MAX_LEVELS 4

static void
add_outline (TwPages         *self,
             cairo_surface_t *surface)
{
  int parents[MAX_LEVELS + 1] = { CAIRO_PDF_OUTLINE_ROOT };

  for (guint i = 0; i < self->sections->len; i++)
    {
      const TwPagesSection *section = g_ptr_array_index (self->sections, i);
      guint level = MIN (section->level, MAX_LEVELS - 1);
      char y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *target = NULL;
      int id;

      g_ascii_formatd (y, sizeof y, "%.1f", MAX (section->y - 6, 0));
      target = g_strdup_printf ("page=%u pos=[0.0 %s]", section->page + 1, y);
      id = cairo_pdf_surface_add_outline (surface, parents[level], section->title, target,
                                          level == 0 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      for (guint below = level + 1; below <= MAX_LEVELS; below++)
        parents[below] = id;
    }
}

/* (transfer full): the PDF, or %NULL with @status. */
static GByteArray *
make_pdf (TwPages        *self,
          GCancellable   *cancellable,
          cairo_status_t *status)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_bytes, bytes, self->paper_width, self->paper_height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoContext) context = tw_pages_context ();

  set_all_metadata (self, surface);
  for (guint i = 0; i < self->pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i + 1);

      cairo_pdf_surface_set_page_label (surface, label);
      draw_page (self, i, cr, context);
      cairo_show_page (cr);
    }
  if (!g_cancellable_is_cancelled (cancellable))
    add_outline (self, surface);

  *status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (*status == CAIRO_STATUS_SUCCESS)
    *status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return *status == CAIRO_STATUS_SUCCESS ? g_steal_pointer (&bytes) : NULL;
}

gboolean
tw_pages_write_pdf (TwPages       *self,
                    const char    *path,
                    GCancellable  *cancellable,
                    GError       **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  g_autoptr (GByteArray) bytes = make_pdf (self, cancellable, &status);
  g_autoptr (GError) cause = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (bytes == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The document was not written to “%s”: %s. "
                                               "Choose another folder or name."), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  /* Written beside the file and renamed. */
  if (!g_file_set_contents_full (path, (const char *) bytes->data, (gssize) bytes->len, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0644, &cause))
    {
      /* GLib names the file beside, which nobody knows; what the system said stands at the end. */
      const char *colon = strrchr (cause->message, ':');

      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The document was not written to “%s”: %s. "
                                               "Choose another folder or name."), path,
                   colon != NULL ? colon + 2 : cause->message);
      return FALSE;
    }

  return TRUE;
}
