/* tw-palette-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  TW_PALETTE_GROUP,    /* the title of those that follow; can't be chosen */
  TW_PALETTE_RECORD,   /* a row of the workspace */
  TW_PALETTE_COMMAND,
  TW_PALETTE_QUESTION, /* a chart that answers it */
  TW_PALETTE_SETTING,  /* a page of the preferences */
  TW_PALETTE_HELP,
  TW_PALETTE_ALL,      /* shows everything of a kind */
} TwPaletteKind;

#define TW_TYPE_PALETTE_ITEM (tw_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (TwPaletteItem, tw_palette_item, TW, PALETTE_ITEM, GObject)

/**
 * TwPaletteItem:
 * @name: of a record its table, of a command its action, of a question its chart, of help its topic, of "show all" the table
 * @keys: (nullable): the accelerator in words
 * @reason: (nullable): why the command can't be given now
 *
 * One line of search and commands. Owned strings.
 */
struct _TwPaletteItem
{
  GObject        parent_instance;

  TwPaletteKind  kind;
  char          *name;
  gint64         id;
  char          *title;
  char          *detail;
  char          *keys;
  char          *reason;
};

TwPaletteItem *tw_palette_item_new (TwPaletteKind  kind,
                                    const char    *name,
                                    gint64         id,
                                    const char    *title,
                                    const char    *detail);

G_END_DECLS
