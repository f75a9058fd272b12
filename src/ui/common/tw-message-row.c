/* tw-message-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-message-row.h"

struct _TwMessageRow
{
  AdwPreferencesRow parent_instance;
};

G_DEFINE_FINAL_TYPE (TwMessageRow, tw_message_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
tw_message_row_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;
  GtkWidget *next = widget;

  /* What is in it, a button, has its turn. */
  if (GTK_WIDGET_CLASS (tw_message_row_parent_class)->focus (widget, direction))
    return TRUE;
  if (inside)
    return FALSE;

  do
    next = back ? gtk_widget_get_prev_sibling (next) : gtk_widget_get_next_sibling (next);
  while (next != NULL && !gtk_widget_get_visible (next));

  return next != NULL && gtk_widget_child_focus (next, direction);
}

static void
tw_message_row_class_init (TwMessageRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = tw_message_row_focus;
}

static void
tw_message_row_init (TwMessageRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
tw_message_row_new (void)
{
  return g_object_new (TW_TYPE_MESSAGE_ROW, NULL);
}
