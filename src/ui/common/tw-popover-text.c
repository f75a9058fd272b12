/* tw-popover-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-popover-text.h"

#define KEY_CHARS "tw-popover-chars"

static void
update_size (GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  int chars = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (label), KEY_CHARS));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, gtk_label_get_text (label));
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, pango_context_get_font_description (context), NULL);
  int line = chars * pango_font_metrics_get_approximate_char_width (metrics);
  int width;
  int height;

  pango_font_metrics_unref (metrics);
  if (*gtk_label_get_text (label) == '\0')
    {
      gtk_widget_set_size_request (widget, -1, -1);
      return;
    }

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, line);
  pango_layout_get_pixel_size (layout, &width, &height);
  /* What was measured has to fit when it is laid out in whole pixels. */
  gtk_widget_set_size_request (widget, width + 1, height);
}

void
tw_popover_text_prepare (GtkLabel *label,
                         int       chars)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_object_set_data (G_OBJECT (label), KEY_CHARS, GINT_TO_POINTER (chars));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, chars);
  gtk_label_set_xalign (label, 0);
  /* Its font is known when it stands in a window. */
  g_signal_connect (label, "notify::root", G_CALLBACK (update_size), NULL);
  g_signal_connect (label, "notify::label", G_CALLBACK (update_size), NULL);
  update_size (label);
}

GtkWidget *
tw_popover_text_new (const char *text,
                     int         chars)
{
  GtkWidget *label = gtk_label_new (text);

  tw_popover_text_prepare (GTK_LABEL (label), chars);

  return label;
}
