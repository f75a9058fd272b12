/* tw-pages-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-pages.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Pango 1.50 declares it for layouts and fonts alone. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PangoContext, g_object_unref)

#define TW_PAGES_POINTS_PER_MM (72.0 / 25.4)
#define TW_PAGES_MARGIN        (18 * TW_PAGES_POINTS_PER_MM)

typedef enum
{
  TW_PAGES_ITEM_TEXT,
  TW_PAGES_ITEM_FILL,
  TW_PAGES_ITEM_DRAWING,
} TwPagesItemKind;

typedef enum
{
  TW_PAGES_INK,
  TW_PAGES_INK_SECONDARY,
  TW_PAGES_INK_RULE,
  TW_PAGES_INK_ACCENT,
  TW_PAGES_INK_SHADE,
} TwPagesInk;

/* One thing on a page. A text is kept as text and shaped when it is drawn: Pango's objects belong to a thread, pages
 * may be laid out in one and drawn in another. */
typedef struct
{
  TwPagesItemKind  kind;
  double           x;
  double           y;
  double           width;      /* of a text: where it wraps, 0 for one line */
  double           height;
  /* text */
  char            *text;       /* owned */
  double           size;       /* points */
  gboolean         bold;
  PangoAlignment   align;
  int              max_lines;  /* 0: as many as there are */
  TwPagesInk       ink;
  /* drawing */
  TwPagesDraw      draw;
  gpointer         data;
  GDestroyNotify   data_free;
} TwPagesItem;

typedef struct
{
  char   *title;    /* owned */
  guint   level;
  guint   page;
  double  y;
} TwPagesSection;

struct _TwPages
{
  double     paper_width;
  double     paper_height;
  /* owned */
  char      *title;
  char      *subject;
  char      *source;
  char      *author;
  char      *date;
  char      *made;
  GPtrArray *pages;      /* GPtrArray* of TwPagesItem* each */
  GPtrArray *sections;   /* TwPagesSection* */

  double     y;          /* where the next thing goes, from the top of the sheet */
  gboolean   fresh;      /* nothing stands on this page yet */
};

/* (transfer full): what @item says, shaped for @context. */
PangoLayout  *tw_pages_shape        (PangoContext      *context,
                                     const TwPagesItem *item);
/* A line of letters that needs no shaping: how large it is. %FALSE where it has other letters or doesn't fit into the
 * item's width, and is shaped. */
gboolean      tw_pages_plain_measure (PangoContext      *context,
                                      const TwPagesItem *item,
                                      double            *width,
                                      double            *height);
/* Draws such a line with the color that is set; %FALSE where it is none. */
gboolean      tw_pages_plain_draw    (cairo_t           *cr,
                                      PangoContext      *context,
                                      const TwPagesItem *item);
/* (transfer full): with a point as its unit. */
PangoContext *tw_pages_context      (void);
/* The item is owned by the page that is filled. */
TwPagesItem  *tw_pages_add          (TwPages           *self,
                                     TwPagesItemKind    kind,
                                     double             x,
                                     double             y,
                                     double             width,
                                     double             height);
/* Where content ends at the foot of a page. */
double        tw_pages_bottom       (TwPages           *self);
/* (transfer full): valid UTF-8 without control characters but line breaks. */
char         *tw_pages_clean        (const char        *text);

G_END_DECLS
