/* tw-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "application/tw-settings.h"
#include "common/tw-tab-stop.h"
#include "common/tw-tooltip.h"
#include "import/tw-import-drop.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwWindow, tw_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the sidebar --- */

static GtkWidget *
create_sidebar_row (const TwViewInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_(info->label));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(info->label), -1);
  g_object_set_data (G_OBJECT (row), "tw-view", (gpointer) info->name);
  tw_window_add_spring (row, info->name);

  return row;
}

GtkListBoxRow *
tw_window_find_sidebar_row (TwWindow   *self,
                            const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar_list, i)) != NULL; i++)
    {
      if (g_str_equal (g_object_get_data (G_OBJECT (row), "tw-view"), name))
        return row;
    }

  return NULL;
}

static void
on_row_selected (TwWindow      *self,
                 GtkListBoxRow *row)
{
  if (row != NULL && self->document != NULL && self->pending == NULL)
    tw_window_show_view (self, g_object_get_data (G_OBJECT (row), "tw-view"));
}

static void
on_row_activated (TwWindow      *self,
                  GtkListBoxRow *row)
{
  tw_window_show_view (self, g_object_get_data (G_OBJECT (row), "tw-view"));

  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);

  tw_view_focus (self->view);
}

/* --- life --- */

static gboolean
tw_window_close_request (GtkWindow *window)
{
  TwWindow *self = TW_WINDOW (window);

  if (!tw_window_may_close (self) || !tw_window_may_discard (self))
    return GDK_EVENT_STOP;

  tw_window_save_state (self);
  tw_window_set_document (self, NULL);

  return GTK_WINDOW_CLASS (tw_window_parent_class)->close_request (window);
}

static void
tw_window_realize (GtkWidget *widget)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document == NULL)
    tw_window_ensure_start (self);

  GTK_WIDGET_CLASS (tw_window_parent_class)->realize (widget);
}

static void
tw_window_dispose (GObject *object)
{
  TwWindow *self = TW_WINDOW (object);

  if (self->view_stack != NULL)
    tw_window_clear_views (self);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_weak_pointer (&self->content_focus);
  g_clear_handle_id (&self->view_source, g_source_remove);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), TW_TYPE_WINDOW);

  G_OBJECT_CLASS (tw_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TwWindow, mode_stack);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, start_bin);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, sidebar_bin);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, name_label);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, job_revealer);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, job_label);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, folded_job_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, content_bin);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, view_title);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, find_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, pane_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, period_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, drop_area);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, pane_title);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, pane_content);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, pane_close);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, bottom_period_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, bottom_menu_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, bottom_undo_button);
  gtk_widget_class_bind_template_child (widget_class, TwWindow, bottom_primary_button);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, tw_window_fill_pane);
}

static void
tw_window_class_init (TwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tw_window_close_request;
  widget_class->realize = tw_window_realize;

  g_type_ensure (TW_TYPE_SIZE_BIN);
  g_type_ensure (TW_TYPE_TAB_STOP);
  g_type_ensure (TW_TYPE_TOAST);
  g_type_ensure (TW_TYPE_PERIOD_BUTTON);
  g_type_ensure (TW_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tierwright/Tierwright/tw-window.ui");
  bind_template (widget_class);
  tw_window_install_actions (widget_class);
}

static void
connect_groups (TwWindow *self)
{
  self->document_signals = g_signal_group_new (TW_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "changed",
                                  G_CALLBACK (tw_window_update_document), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::undo-label",
                                  G_CALLBACK (tw_window_update_actions), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::redo-label",
                                  G_CALLBACK (tw_window_update_actions), self);

  self->view_signals = g_signal_group_new (TW_TYPE_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::title",
                                  G_CALLBACK (tw_window_update_view_title), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::subtitle",
                                  G_CALLBACK (tw_window_update_view_title), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::primary-label",
                                  G_CALLBACK (tw_window_update_primary), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::can-go-back",
                                  G_CALLBACK (tw_window_note_page), self);
}

/* The button that takes the focus in a menu button is its inner toggle, and that is what is read
 * out. */
static void
name_menu_button (GtkMenuButton *button,
                  const char    *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  tw_tooltip_set (GTK_WIDGET (button), label);
}

static void
init_tooltips (TwWindow *self)
{
  tw_tooltip_set (self->back_button, _("Back"));
  tw_tooltip_set (self->find_button, _("Filter This View"));
  tw_tooltip_set (self->pane_button, _("Details Pane"));
  tw_tooltip_set (self->pane_close, _("Close Details"));
}

static void
tw_window_init (TwWindow *self)
{
  g_autoptr (GPropertyAction) show_pane = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  show_pane = g_property_action_new ("show-pane", self->flap, "reveal-flap");

  self->settings = tw_settings_new ();
  connect_groups (self);
  tw_window_init_jobs (self);
  name_menu_button (self->menu_button, _("Main Menu"));
  name_menu_button (self->bottom_menu_button, _("More"));
  init_tooltips (self);

  for (guint i = 0; i < tw_views_count (); i++)
    gtk_list_box_append (self->sidebar_list, create_sidebar_row (tw_views_nth (i)));

  g_signal_connect_object (self->content_bin, "notify::size-class", G_CALLBACK (tw_window_update_width), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (tw_window_update_width), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show_pane));
  tw_import_add_drop (self, self->drop_area);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (tw_window_note_focus), NULL);
  tw_window_load_state (self);
  tw_window_update_width (self);
  tw_window_update_document (self);
}

TwWindow *
tw_window_new (GtkApplication *application)
{
  TwWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = g_object_new (TW_TYPE_WINDOW, "application", application, NULL);
  tw_window_init_menus (self);

  return self;
}

TwWindow *
tw_window_from (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);

  /* A dialog of ours belongs to the window below it. */
  while (root != NULL && !TW_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));

  return root != NULL ? TW_WINDOW (root) : NULL;
}

/* GTK gives the focus of a new window to its first button. People begin with the list, and typing
 * filters it. */
static gboolean
on_focus_idle (gpointer user_data)
{
  TwWindow *self = user_data;

  self->focus_source = 0;
  if (self->view != NULL)
    tw_view_focus (self->view);

  return G_SOURCE_REMOVE;
}

void
tw_window_set_document (TwWindow   *self,
                        TwDocument *document)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  if (self->document == document)
    return;

  tw_window_clear_views (self);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->document_signals, document);
  tw_period_button_set_document (self->period_button, document);
  tw_period_button_set_document (self->bottom_period_button, document);
  if (document == NULL && !self->closing && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    tw_window_ensure_start (self);
  gtk_stack_set_visible_child_name (self->mode_stack, document != NULL ? "workspace" : "start");

  if (document != NULL)
    {
      g_autofree char *name = g_settings_get_string (self->settings, "view");
      const TwViewInfo *info = tw_views_find (name);

      tw_window_show_first_view (self, info != NULL ? info : tw_views_nth (0));
      adw_leaflet_set_visible_child_name (self->leaflet, "content");
      if (self->focus_source == 0)
        self->focus_source = g_idle_add_full (G_PRIORITY_LOW, on_focus_idle, self, NULL);
    }

  tw_window_update_document (self);
  tw_window_update_width (self);
}

TwDocument *
tw_window_get_document (TwWindow *self)
{
  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);

  return self->document;
}

void
tw_window_set_progress (TwWindow   *self,
                        const char *text,
                        double      fraction)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  if (self->start_page != NULL)
    tw_start_page_set_progress (self->start_page, text, fraction);
}

void
tw_window_show_details (TwWindow   *self,
                        const char *title,
                        GtkWidget  *content,
                        gboolean    open)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  gtk_label_set_text (self->pane_title, title);
  self->pane_filled = content != NULL;

  if (content == NULL)
    {
      content = gtk_label_new (_("Select a row to see its details."));
      gtk_label_set_wrap (GTK_LABEL (content), TRUE);
      gtk_widget_add_css_class (content, "dim-label");
      gtk_widget_add_css_class (content, "pane-body");
    }

  adw_bin_set_child (self->pane_content, content);

  if (open)
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

GtkWidget *
tw_window_get_details (TwWindow *self)
{
  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);

  return self->pane_filled ? adw_bin_get_child (self->pane_content) : NULL;
}

gboolean
tw_window_has_details (TwWindow *self)
{
  g_return_val_if_fail (TW_IS_WINDOW (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}
