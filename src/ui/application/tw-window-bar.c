/* tw-window-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

/* What the title, the header bar and the bar at the bottom show of the window's document and view. */

static void
update_title (TwWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *view_title = NULL;

  if (self->document == NULL || (self->view == NULL && self->pending == NULL))
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Tierwright"));
      return;
    }

  if (self->view != NULL)
    g_object_get (self->view, "title", &view_title, NULL);
  else
    view_title = g_strdup (_(self->pending->label));
  /* Translators: window title: the view, then the workspace. */
  title = g_strdup_printf (_("%s – %s"), view_title, tw_document_get_name (self->document));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

void
tw_window_update_view_title (TwWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (self->view == NULL)
    return;

  g_object_get (self->view, "title", &title, "subtitle", &subtitle, NULL);
  adw_window_title_set_title (self->view_title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->view_title, subtitle != NULL ? subtitle : "");
  update_title (self);
}

/* Of the suggested action the title leaves so much. */
#define PRIMARY_CHARS 16

void
tw_window_update_primary (TwWindow *self)
{
  TwSizeClass size_class = tw_size_bin_get_size_class (self->content_bin);
  gboolean narrow = size_class == TW_SIZE_NARROW;
  g_autofree char *label = NULL;
  g_autofree char *action = NULL;
  GtkButton *buttons[] = { self->primary_button, self->bottom_primary_button };

  if (self->view != NULL)
    g_object_get (self->view, "primary-label", &label, "primary-action", &action, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean visible = label != NULL && action != NULL && narrow == (i == 1);

      if (label != NULL)
        {
          gtk_button_set_label (buttons[i], label);
          gtk_button_set_use_underline (buttons[i], TRUE);
          /* The bottom bar has no more than 350 px; at 800 px a long label would push the window's own buttons out. */
          gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (buttons[i])),
                                   size_class == TW_SIZE_WIDE ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
          if (i == 0)
            gtk_label_set_width_chars (GTK_LABEL (gtk_button_get_child (buttons[i])),
                                       MIN (PRIMARY_CHARS, (int) g_utf8_strlen (label, -1) + 2));
        }

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (buttons[i]),
                                               action != NULL ? action : "view.none");
      gtk_widget_set_visible (GTK_WIDGET (buttons[i]), visible);
    }
}

void
tw_window_update_width (TwWindow *self)
{
  TwSizeClass size_class = tw_size_bin_get_size_class (self->content_bin);
  gboolean narrow = size_class == TW_SIZE_NARROW;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean can_find = self->view != NULL && TW_VIEW_GET_CLASS (self->view)->find != NULL;
  gboolean can_go_back = FALSE;

  if (self->view != NULL)
    g_object_get (self->view, "can-go-back", &can_go_back, NULL);

  gtk_action_bar_set_revealed (self->bottom_bar, narrow);
  gtk_widget_set_visible (self->undo_button, size_class == TW_SIZE_WIDE);
  gtk_widget_set_visible (self->redo_button, size_class == TW_SIZE_WIDE);
  gtk_widget_set_visible (self->pane_button, !narrow);
  /* Where the header bar is tight the title and the suggested action need the room: undo and redo are in the menu, which
   * is in sight beside it, and have their keys, and the list has its filter. */
  gtk_widget_set_visible (self->find_button, size_class != TW_SIZE_MEDIUM && can_find);
  gtk_widget_set_visible (GTK_WIDGET (self->period_button), !narrow);
  gtk_widget_set_visible (self->back_button, folded || can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", folded || can_go_back);
  /* In a window that folds, the page is left by Back; row highlight would then mean nothing. */
  gtk_list_box_set_selection_mode (self->sidebar_list,
                                   folded ? GTK_SELECTION_SINGLE : GTK_SELECTION_BROWSE);
  tw_window_update_primary (self);
  tw_window_update_job (self);
}

void
tw_window_update_document (TwWindow *self)
{
  const char *name = self->document != NULL ? tw_document_get_name (self->document) : NULL;

  gtk_label_set_text (self->name_label, name != NULL ? name : "");
  tw_tooltip_set (GTK_WIDGET (self->name_label),
                  name != NULL ? tw_document_get_path (self->document) : NULL);
  gtk_info_bar_set_revealed (self->read_only_bar,
                             name != NULL && tw_document_is_read_only (self->document));
  tw_window_update_actions (self);
  update_title (self);
}
