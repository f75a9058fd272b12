/* tw-table-current.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "common/tw-table-edit.h"

/* Which rows are meant: those that are selected, else the one that has the focus. */

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

GArray *
tw_table_get_selected (TwTable *self)
{
  GArray *keys;
  gint64 key;

  g_return_val_if_fail (TW_IS_TABLE (self), NULL);

  if (self->selection == NULL)
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  keys = tw_table_selection_get_keys (self->selection);

  if (keys->len == 0)
    {
      key = tw_table_get_current (self);
      if (key != 0)
        g_array_append_val (keys, key);
    }

  return keys;
}

gint64
tw_table_get_current (TwTable *self)
{
  GtkListItem *focus;
  g_autoptr (GtkBitset) selected = NULL;

  g_return_val_if_fail (TW_IS_TABLE (self), 0);

  if (self->source == NULL)
    return 0;

  focus = tw_table_get_focus_item (self);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  /* The row with the focus need not be one of those that are selected, which count for more. */
  if (focus != NULL && (gtk_list_item_get_selected (focus) || gtk_bitset_is_empty (selected)))
    return get_class (self)->get_key (self->source, gtk_list_item_get_position (focus));

  if (gtk_bitset_is_empty (selected))
    return 0;

  return get_class (self)->get_key (self->source, gtk_bitset_get_minimum (selected));
}

gboolean
tw_table_select (TwTable *self,
                 gint64   key)
{
  gboolean had_focus;
  guint position;

  g_return_val_if_fail (TW_IS_TABLE (self), FALSE);

  had_focus = tw_table_get_focus_item (self) != NULL;
  position = self->source != NULL ? get_class (self)->find_key (self->source, key) : TW_NO_POSITION;
  if (position == TW_NO_POSITION)
    return FALSE;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  tw_table_scroll_to (self, position);

  if (had_focus)
    tw_table_focus_position (self, position);

  return TRUE;
}

gboolean
tw_table_focus_row (TwTable *self)
{
  gint64 key;
  guint position = 0;

  g_return_val_if_fail (TW_IS_TABLE (self), FALSE);

  if (self->source == NULL || tw_table_source_count (self->source) == 0)
    return FALSE;

  key = tw_table_get_current (self);
  if (key != 0)
    position = get_class (self)->find_key (self->source, key);

  tw_table_scroll_to (self, position);

  return tw_table_focus_position (self, position) ||
         gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

gboolean
tw_table_focus_offer (TwTable *self)
{
  g_return_val_if_fail (TW_IS_TABLE (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0
         && gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

gboolean
tw_table_escape (TwTable *self)
{
  g_return_val_if_fail (TW_IS_TABLE (self), FALSE);

  if (self->selection == NULL)
    return FALSE;

  if (tw_table_stop_editing (self))
    return TRUE;

  if (self->cursor >= 0)
    {
      self->cursor = self->anchor = -1;
      tw_table_update_cursor (self);
      return TRUE;
    }

  if (tw_table_selection_count (self->selection) == 0)
    return FALSE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));

  return TRUE;
}
