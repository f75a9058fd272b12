/* tw-palette-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-palette-item.h"

G_DEFINE_FINAL_TYPE (TwPaletteItem, tw_palette_item, G_TYPE_OBJECT)

static void
tw_palette_item_finalize (GObject *object)
{
  TwPaletteItem *self = TW_PALETTE_ITEM (object);

  g_free (self->name);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->keys);
  g_free (self->reason);

  G_OBJECT_CLASS (tw_palette_item_parent_class)->finalize (object);
}

static void
tw_palette_item_class_init (TwPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_palette_item_finalize;
}

static void
tw_palette_item_init (TwPaletteItem *self)
{
}

TwPaletteItem *
tw_palette_item_new (TwPaletteKind  kind,
                     const char    *name,
                     gint64         id,
                     const char    *title,
                     const char    *detail)
{
  TwPaletteItem *self = g_object_new (TW_TYPE_PALETTE_ITEM, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->id = id;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);

  return self;
}
