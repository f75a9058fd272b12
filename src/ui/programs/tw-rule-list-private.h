/* tw-rule-list-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "programs/tw-rule-list.h"

G_BEGIN_DECLS

struct _TwRuleList
{
  AdwBin                parent_instance;

  /* borrowed */
  TwProgramTab         *tab;
  const TwProgramState *state;

  /* owned */
  char                 *selected;   /* path */
  char                 *wanted;     /* (nullable): path to select once it is there */
  GActionGroup         *actions;

  /* children */
  GtkListBox           *list;
  GtkWidget            *buttons;
  GtkLabel             *message;
  GtkWidget            *menu;       /* context menu */

  gboolean              filling;
};

/* --- tw-rule-list-actions.c --- */

GActionGroup *tw_rule_list_create_actions (TwRuleList *self);
void          tw_rule_list_update_actions (TwRuleList *self);
/* (transfer full) */
GMenuModel   *tw_rule_list_create_add_menu (TwRuleList *self);
GMenuModel   *tw_rule_list_create_item_menu (void);
/* Moves the item at @path so that it stands at @to of its list afterwards. */
void          tw_rule_list_move           (TwRuleList *self,
                                           const char *path,
                                           guint       to);

G_END_DECLS
