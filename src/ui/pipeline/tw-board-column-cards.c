/* tw-board-column-cards.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The cards of a column: made as they come into sight, and dragged, several at a time where they are selected. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-column-private.h"

#include "common/tw-tab-stop.h"
#include "pipeline/tw-deal-card.h"

#include <glib/gi18n-lib.h>

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source,
                 double         x,
                 double         y,
                 GtkListItem   *item)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  TwBoardColumn *self = TW_BOARD_COLUMN (gtk_widget_get_ancestor (card, TW_TYPE_BOARD_COLUMN));
  g_autoptr (GArray) keys = NULL;
  gint64 key = tw_item_get_id (TW_ITEM (gtk_list_item_get_item (item)));

  /* Dragging one of several selected cards takes all of them along. */
  if (gtk_list_item_get_selected (item))
    keys = tw_table_selection_get_keys (self->selection);
  else
    {
      keys = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (keys, key);
    }

  return gdk_content_provider_new_typed (
      G_TYPE_VARIANT,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, keys->data, keys->len, sizeof (gint64)));
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (card);

  gtk_drag_source_set_icon (source, paintable, 12, 12);
}

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *item,
          TwBoardColumn      *self)
{
  GtkWidget *card = tw_deal_card_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), item, 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), NULL);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (item, card);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *item,
         TwBoardColumn      *self)
{
  g_hash_table_add (self->bound, item);
  tw_deal_card_set_alone (TW_DEAL_CARD (gtk_list_item_get_child (item)), self->alone);
  tw_deal_card_set_item (TW_DEAL_CARD (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), self->date,
                         self->warning);
}

static void
on_unbind (GtkListItemFactory *factory,
           GtkListItem        *item,
           TwBoardColumn      *self)
{
  g_hash_table_remove (self->bound, item);
  tw_deal_card_set_item (TW_DEAL_CARD (gtk_list_item_get_child (item)), NULL, self->date, self->warning);
}

static void
on_activate (TwBoardColumn *self,
             guint          position)
{
  gint64 key = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_key (self->source, position);

  if (key != 0)
    g_signal_emit_by_name (self, "activated", key);
}

GtkWidget *
tw_board_column_create_list (TwBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_label_new (_("None"));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "board-cards");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);

  gtk_widget_add_css_class (none, "dim-label");
  gtk_widget_set_valign (none, GTK_ALIGN_START);
  gtk_widget_set_margin_top (none, 12);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, tw_tab_stop_new (scroller), "cards");
  gtk_stack_add_named (self->stack, none, "none");
  gtk_stack_set_visible_child_name (self->stack, "none");

  return GTK_WIDGET (self->stack);
}
