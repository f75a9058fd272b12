/* tw-table-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The bar below the list while several rows are selected: how many, their sums, and what can be done
 * with all of them. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* Around and between label and buttons, in px. */
#define MARGINS 36

void
tw_table_add_bulk (TwTable    *self,
                   const char *label,
                   const char *action)
{
  GtkWidget *button;

  g_return_if_fail (TW_IS_TABLE (self));

  button = gtk_button_new_with_mnemonic (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_prepend (self->bulk_box, button);
  self->has_bulk = TRUE;
}

static int
measure (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Beside all buttons; before the bar was shown once nobody knows how wide it is. */
static gboolean
has_room (TwTable    *self,
          const char *text)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->size_bin));

  gtk_label_set_text (self->bulk_label, text);

  return measure (GTK_WIDGET (self->bulk_label)) + measure (GTK_WIDGET (self->bulk_box)) + MARGINS <= width;
}

/* Where there is no room the sums stand in the footer alone. */
void
tw_table_update_bulk (TwTable    *self,
                      guint       selected,
                      const char *sums)
{
  g_autofree char *count = tw_format_count (selected);
  g_autofree char *text = NULL;

  if (!self->has_bulk)
    return;

  /* Translators: %s is the number of selected rows. */
  text = g_strdup_printf (ngettext ("%s selected", "%s selected", selected), count);

  if (selected > 1)
    {
      g_autofree char *with_sums = g_strconcat (text, sums, NULL);

      if (*sums == '\0' || !has_room (self, with_sums))
        gtk_label_set_text (self->bulk_label, text);
    }

  gtk_action_bar_set_revealed (self->bulk_bar, selected > 1);
}

/* Where there is no room for all buttons they scroll: also unseen they would keep the window wide. */
void
tw_table_init_bulk (TwTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->bulk_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->bulk_box));
  self->bulk_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->bulk_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->bulk_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->bulk_label), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->bulk_label), TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->bulk_label));
  gtk_box_append (GTK_BOX (line), scroller);
  /* What is packed at its ends gets half of the bar at most. */
  gtk_action_bar_set_center_widget (self->bulk_bar, line);
  gtk_action_bar_set_revealed (self->bulk_bar, FALSE);
}
