/* tw-commands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TW_COMMAND_GENERAL,
  TW_COMMAND_VIEWS,
  TW_COMMAND_PERIOD,
  TW_COMMAND_EDITING,
  TW_COMMAND_LISTS,
  TW_COMMAND_STATEMENTS,
  TW_COMMAND_CARDS,
  N_TW_COMMAND_GROUPS,
} TwCommandGroup;

typedef enum
{
  /* A text field owns the keys: they are bound in a widget class, not as accelerators, which would
   * run before the entry that has the focus. */
  TW_COMMAND_OWN_KEYS = 1 << 0,
  /* Only a key of some widget, no action to offer. */
  TW_COMMAND_KEY_ONLY = 1 << 1,
} TwCommandFlags;

/**
 * TwCommand:
 * @action: detailed name, %NULL with %TW_COMMAND_KEY_ONLY
 * @label: untranslated, without mnemonic
 * @keys: as gtk_accelerator_parse() takes them
 * @reason: (nullable): untranslated: why it can be insensitive, where being of another view isn't
 *   the reason
 *
 * What can be done in the window, and with which key. The accelerators of the application, the
 * shortcuts window, the commands behind Ctrl+K and the pages of Help are made from this one table.
 */
typedef struct
{
  const char     *action;
  const char     *label;
  TwCommandGroup  group;
  const char     *keys[3];
  guint           flags;
  const char     *reason;
} TwCommand;

/* The views of the sidebar come first, as Ctrl+1, Ctrl+2 … */
guint            tw_command_count       (void);
const TwCommand *tw_command_nth         (guint            index);
/* Translated. */
const char      *tw_command_group_label (TwCommandGroup   group);

G_END_DECLS
