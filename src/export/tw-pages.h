/* tw-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Printed pages: text, tables and drawings flow from top to bottom and break where a page ends; what was laid out once
 * is drawn on a page of a PDF, into a preview or a test. Lengths are points (1/72 inch), y grows downwards.
 *
 * Invariants: nothing is clipped or lost, a paragraph and a table go on on the next page, a table's header is
 * repeated; the same content and date give the same bytes. Used by one thread at a time. */

typedef enum
{
  TW_PAPER_A4,
  TW_PAPER_LETTER,
} TwPaper;

typedef enum
{
  TW_PAGES_TITLE,
  TW_PAGES_HEADING,
  TW_PAGES_SUBHEADING,
  TW_PAGES_BODY,
  TW_PAGES_BOLD,
  TW_PAGES_SMALL,     /* secondary: definitions, notes */
  TW_PAGES_FIGURE,    /* one number, large */
} TwPagesStyle;

#define TW_PAGES_N_STYLES (TW_PAGES_FIGURE + 1)

/**
 * TwPagesMeta:
 * @title: of the document; also stands at the top of every page but the first
 * @subject: (nullable): such as the period
 * @source: (nullable): what it was made from, at the top of every page to the right
 * @author: (nullable)
 * @date: the moment as ISO 8601 text in UTC: when the document says it was made
 * @made: (nullable): the same in words, for the foot of every page
 */
typedef struct
{
  const char *title;
  const char *subject;
  const char *source;
  const char *author;
  const char *date;
  const char *made;
} TwPagesMeta;

/**
 * TwPagesColumn:
 * @title: translated
 * @numeric: set to the right, never wrapped
 */
typedef struct
{
  const char *title;
  gboolean    numeric;
} TwPagesColumn;

/* Draws with the origin at the top left corner of its place, @width by @height. */
typedef void (*TwPagesDraw) (cairo_t  *cr,
                             double    width,
                             double    height,
                             gpointer  data);

typedef struct _TwPages TwPages;

TwPages    *tw_pages_new          (TwPaper              paper,
                                   const TwPagesMeta   *meta);
void        tw_pages_free         (TwPages             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwPages, tw_pages_free)

/* --- content, from top to bottom --- */

/* An entry of the outline at the place reached; @level 0 is the outermost. */
void        tw_pages_section      (TwPages             *self,
                                   const char          *title,
                                   guint                level);
/* A paragraph over the whole width; empty text is nothing. */
void        tw_pages_text         (TwPages             *self,
                                   TwPagesStyle         style,
                                   const char          *text);
/* The height that such a paragraph takes, with the room above it. */
double      tw_pages_measure      (TwPages             *self,
                                   TwPagesStyle         style,
                                   const char          *text);
void        tw_pages_gap          (TwPages             *self,
                                   double               height);
/* Begins a new page unless so much room is left on this one. */
void        tw_pages_need         (TwPages             *self,
                                   double               height);
void        tw_pages_break        (TwPages             *self);
/* @columns is copied. @rows: (element-type GStrv): a text per column; %NULL cells are empty. */
void        tw_pages_table        (TwPages             *self,
                                   const TwPagesColumn *columns,
                                   guint                n_columns,
                                   GPtrArray           *rows);
/* Key figures side by side, as many in a line as fit: of each the name, the value, large, and a line about it;
 * @cells are 3 × @n texts, any of which may be %NULL. */
void        tw_pages_figures      (TwPages             *self,
                                   const char *const   *cells,
                                   guint                n);
/* A drawing over the whole width, on one page. @data is freed with the pages. */
void        tw_pages_drawing      (TwPages             *self,
                                   double               height,
                                   TwPagesDraw          draw,
                                   gpointer             data,
                                   GDestroyNotify       data_free);
/* The room between the margins. */
double      tw_pages_get_width    (TwPages             *self);
double      tw_pages_get_height   (TwPages             *self);
/* What is left of it on this page. */
double      tw_pages_get_room     (TwPages             *self);

/* --- the pages --- */

guint       tw_pages_count        (TwPages             *self);
/* The whole sheet. */
void        tw_pages_get_paper    (TwPages             *self,
                                   double              *width,
                                   double              *height);
/* Draws the page with that index, white behind it, in points. */
void        tw_pages_draw         (TwPages             *self,
                                   guint                index,
                                   cairo_t             *cr);
/* Writes a PDF; on error nothing is left at @path, or what was there before. */
gboolean    tw_pages_write_pdf    (TwPages             *self,
                                   const char          *path,
                                   GCancellable        *cancellable,
                                   GError             **error);

G_END_DECLS
