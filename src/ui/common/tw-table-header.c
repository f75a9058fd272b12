/* tw-table-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The titles of a column view can't be focused in GTK 4.8, have no name and stand at the start of
 * every column. Here they become reachable and workable by keyboard, say how they are sorted, and
 * stand over their numbers. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-definition.h"
#include "common/tw-menu.h"
#include "common/tw-tab-stop.h"
#include "common/tw-table-private.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

static GtkColumnViewColumn *
get_shown_column (TwTable   *self,
                  GtkWidget *title)
{
  guint index = 0;

  for (GtkWidget *w = gtk_widget_get_prev_sibling (title); w != NULL;
       w = gtk_widget_get_prev_sibling (w))
    index++;

  return g_list_model_get_item (gtk_column_view_get_columns (self->view), index);
}

static void
sort_by_title (TwTable   *self,
               GtkWidget *title)
{
  g_autoptr (GtkColumnViewColumn) column = get_shown_column (self, title);
  int index = column != NULL ? tw_table_index_of (self, column) : -1;
  gboolean descending;

  if (index >= 0 && gtk_column_view_column_get_sorter (column) != NULL)
    tw_table_sort (self, index, tw_table_get_sort (self, &descending) == index && !descending);
}

static void
open_title_menu (TwTable   *self,
                 GtkWidget *title)
{
  g_autoptr (GtkColumnViewColumn) column = get_shown_column (self, title);
  GtkWidget *popover = g_object_get_data (G_OBJECT (title), "tw-popover");
  GtkWidget *old;

  if (column == NULL)
    return;

  old = popover;
  tw_menu_popup (&popover, title, gtk_column_view_column_get_header_menu (column), 0, gtk_widget_get_height (title));
  if (old == NULL)
    {
      g_object_set_data (G_OBJECT (title), "tw-popover", popover);
      g_signal_connect_swapped (title, "destroy", G_CALLBACK (gtk_widget_unparent), popover);
    }
}

static gboolean
on_title_key (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              gpointer               user_data)
{
  TwTable *self = user_data;
  GtkWidget *title = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean backward = gtk_widget_get_direction (title) == GTK_TEXT_DIR_RTL;
  GtkWidget *next = NULL;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      sort_by_title (self, title);
      return TRUE;

    case GDK_KEY_Menu:
      open_title_menu (self, title);
      return TRUE;

    case GDK_KEY_F10:
      if ((state & GDK_SHIFT_MASK) == 0)
        return FALSE;
      open_title_menu (self, title);
      return TRUE;

    case GDK_KEY_Left:
    case GDK_KEY_Right:
      next = (keyval == GDK_KEY_Right) != backward ? gtk_widget_get_next_sibling (title)
                                                   : gtk_widget_get_prev_sibling (title);
      if (next != NULL && gtk_widget_get_focusable (next))
        gtk_widget_grab_focus (next);
      return TRUE;

    case GDK_KEY_Down:
      return tw_table_focus_row (self);

    default:
      return FALSE;
    }
}

static void
name_title (TwTable             *self,
            GtkWidget           *title,
            GtkColumnViewColumn *column)
{
  gboolean descending;
  gboolean sorted = tw_table_get_sort (self, &descending) == tw_table_index_of (self, column);
  const char *name = gtk_column_view_column_get_title (column);
  g_autofree char *label = NULL;

  if (sorted)
    /* Translators: read out for a column title; %s is the title. */
    label = g_strdup_printf (descending ? _("%s, sorted descending") : _("%s, sorted ascending"),
                             name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : name, -1);
  if (tw_definition_find_term (name) != NULL)
    tw_definition_set_tooltip (title, tw_definition_find_term (name)->id);
  else
    tw_tooltip_set (title, name);
}

/* The arrow keeps its room also where it isn't seen: to the left of the text it doesn't push
 * that off its numbers. */
static void
align_title (GtkWidget *title)
{
  GtkWidget *box = gtk_widget_get_first_child (title);
  GtkWidget *arrow = box != NULL ? gtk_widget_get_last_child (box) : NULL;
  gboolean right_to_left = gtk_widget_get_direction (title) == GTK_TEXT_DIR_RTL;

  if (arrow == NULL)
    return;

  /* Numbers stand to the right in every direction of writing, and their title above them. */
  gtk_widget_set_halign (box, right_to_left ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (!right_to_left && !GTK_IS_LABEL (arrow))
    gtk_widget_insert_after (arrow, box, NULL);
}

static void
patch_title (TwTable             *self,
             GtkWidget           *title,
             GtkColumnViewColumn *column)
{
  int index = tw_table_index_of (self, column);
  const TwTableColumn *info;
  GtkEventController *keys;

  if (index < 0)
    return;

  info = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, index);
  name_title (self, title, column);

  if (info->numeric)
    align_title (title);

  if (gtk_widget_get_focusable (title))
    return;

  gtk_widget_set_focusable (title, TRUE);
  keys = gtk_event_controller_key_new ();
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_title_key), self, 0);
  gtk_widget_add_controller (title, keys);
}

/**
 * tw_table_patch_header:
 *
 * To be called when the titles exist and whenever columns or the order of rows changed.
 */
void
tw_table_patch_header (TwTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (header == NULL)
    return;

  gtk_widget_set_can_focus (header, TRUE);
  tw_tab_stop_set_head (TW_TAB_STOP (gtk_widget_get_ancestor (header, TW_TYPE_TAB_STOP)), header);

  for (guint i = 0; title != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == NULL)
        break;

      patch_title (self, title, column);
      title = gtk_widget_get_next_sibling (title);
    }
}
