/* tw-tooltip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"

static GQuark
text_quark (void)
{
  return g_quark_from_static_string ("tw-tooltip-text");
}

static gboolean
on_query (GtkWidget  *widget,
          int         x,
          int         y,
          gboolean    keyboard,
          GtkTooltip *tooltip)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), text_quark ());

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

void
tw_tooltip_set (GtkWidget  *widget,
                const char *text)
{
  const char *former;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  former = g_object_get_qdata (G_OBJECT (widget), text_quark ());
  if (g_strcmp0 (former, text) == 0)
    return;

  if (former == NULL)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query), NULL);
  else if (text == NULL)
    g_signal_handlers_disconnect_by_func (widget, on_query, NULL);
  g_object_set_qdata_full (G_OBJECT (widget), text_quark (), g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
}

const char *
tw_tooltip_get (GtkWidget *widget)
{
  const char *text;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  text = g_object_get_qdata (G_OBJECT (widget), text_quark ());

  return text != NULL ? text : gtk_widget_get_tooltip_text (widget);
}
