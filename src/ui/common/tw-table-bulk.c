/* tw-table-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The bar below the list while several rows are selected: how many, their sums, and what can be done
 * with all of them. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "common/tw-flow-layout.h"
#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* Of the bar. */
#define BULK_PADDING 36

void
tw_table_add_bulk (TwTable    *self,
                   const char *label,
                   const char *action)
{
  GtkWidget *button;

  g_return_if_fail (TW_IS_TABLE (self));

  button = gtk_button_new_with_mnemonic (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_insert_child_after (GTK_BOX (self->bulk_box), button, GTK_WIDGET (self->bulk_label));
  self->has_bulk = TRUE;
}

/* Whether @text fits beside all of the buttons; where not, the sums stand in the footer alone. */
static gboolean
has_room (TwTable    *self,
          const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->bulk_label), text);
  int width;
  int all;
  int now;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_widget_measure (self->bulk_box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &all, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->bulk_label), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &now, NULL, NULL);

  return all - now + width + BULK_PADDING <= gtk_widget_get_width (GTK_WIDGET (self->size_bin));
}

void
tw_table_update_bulk (TwTable    *self,
                      guint       selected,
                      const char *sums)
{
  g_autofree char *count = tw_format_count (selected);
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  if (!self->has_bulk)
    return;

  /* Translators: %s is the number of selected rows. */
  text = g_strdup_printf (ngettext ("%s selected", "%s selected", selected), count);
  longer = g_strconcat (text, sums, NULL);

  if (selected > 1)
    gtk_label_set_text (self->bulk_label, has_room (self, longer) ? longer : text);

  gtk_revealer_set_reveal_child (self->bulk_bar, selected > 1);
}

/* Where there is no room for all of them the buttons stand in several lines, for which an action bar has no height. */
void
tw_table_init_bulk (TwTable *self)
{
  self->bulk_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->bulk_box, tw_flow_layout_new (6, 6));
  gtk_widget_add_css_class (self->bulk_box, "bulk-box");
  gtk_revealer_set_child (self->bulk_bar, self->bulk_box);
  self->bulk_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->bulk_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->bulk_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->bulk_label), "numeric");
  gtk_box_append (GTK_BOX (self->bulk_box), GTK_WIDGET (self->bulk_label));
}
