/* tw-table-drag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-drag.h"

#include "common/tw-table-private.h"

#include "common/tw-format.h"
#include "common/tw-rows-content.h"

#include <glib/gi18n-lib.h>

/* Selected rows can be taken by their first cell to another view. All other cells are dragged over to choose a range, as
 * are rows that aren't selected. */

gboolean
tw_table_drags_at (TwTable     *self,
                   GtkListItem *item)
{
  return self->drag_entity != NULL && item != NULL
         && tw_table_find_shown (self, tw_table_get_item_column (item)) == 0
         && gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), gtk_list_item_get_position (item));
}

static GdkContentProvider *
on_prepare (GtkDragSource *source,
            double         x,
            double         y,
            TwTable       *self)
{
  g_autoptr (GArray) keys = NULL;

  if (!tw_table_drags_at (self, tw_table_pick_item (self, x, y)))
    return NULL;

  keys = tw_table_selection_get_keys (self->selection);

  return keys->len > 0 ? tw_rows_content_new (self->drag_entity, keys) : NULL;
}

/* How many there are, under the pointer. */
static void
on_begin (GtkDragSource *source,
          GdkDrag       *drag,
          TwTable       *self)
{
  guint n = tw_table_selection_count (self->selection);
  g_autofree char *count = tw_format_count (n);
  g_autofree char *text = NULL;
  GtkWidget *label;
  GtkWidget *card;

  /* Translators: %s is a number of rows that are being dragged. */
  text = g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
  label = gtk_label_new (text);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  card = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (card), label);
  gtk_widget_add_css_class (card, "card");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), card);
}

void
tw_table_set_drag (TwTable    *self,
                   const char *entity)
{
  GtkDragSource *source;

  g_return_if_fail (TW_IS_TABLE (self) && entity != NULL && self->drag_entity == NULL);

  self->drag_entity = g_intern_string (entity);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_prepare), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_begin), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));
}
