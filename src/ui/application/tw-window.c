/* tw-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "application/tw-settings.h"
#include "common/tw-history-pane.h"
#include "common/tw-tab-stop.h"
#include "common/tw-tooltip.h"
#include "import/tw-import-drop.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwWindow, tw_window, ADW_TYPE_APPLICATION_WINDOW)

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

static void
update_view_title (TwWindow *self)
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
#define PRIMARY_CHARS 12

static void
update_primary (TwWindow *self)
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
                                       MIN (PRIMARY_CHARS, (int) g_utf8_strlen (label, -1)));
        }

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (buttons[i]),
                                               action != NULL ? action : "view.none");
      gtk_widget_set_visible (GTK_WIDGET (buttons[i]), visible);
    }
}

static void
update_width (TwWindow *self)
{
  TwSizeClass size_class = tw_size_bin_get_size_class (self->content_bin);
  gboolean narrow = size_class == TW_SIZE_NARROW;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean can_find = self->view != NULL && TW_VIEW_GET_CLASS (self->view)->find != NULL;
  gboolean can_go_back = FALSE;

  if (self->view != NULL)
    g_object_get (self->view, "can-go-back", &can_go_back, NULL);

  gtk_action_bar_set_revealed (self->bottom_bar, narrow);
  gtk_widget_set_visible (self->undo_button, !narrow);
  gtk_widget_set_visible (self->redo_button, size_class == TW_SIZE_WIDE);
  gtk_widget_set_visible (self->pane_button, !narrow);
  /* Where the header bar is tight the title needs the room, and so does all below it: redo is in the menu and has its
   * key, and the list has its filter in sight. */
  gtk_widget_set_visible (self->find_button, size_class != TW_SIZE_MEDIUM && can_find);
  gtk_widget_set_visible (GTK_WIDGET (self->period_button), !narrow);
  gtk_widget_set_visible (self->back_button, folded || can_go_back);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", folded || can_go_back);
  /* In a window that folds, the page is left by Back; row highlight would then mean nothing. */
  gtk_list_box_set_selection_mode (self->sidebar_list,
                                   folded ? GTK_SELECTION_SINGLE : GTK_SELECTION_BROWSE);
  update_primary (self);
  tw_window_update_job (self);
}

static void
update_document (TwWindow *self)
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

/* --- the view --- */

static void
forget_origin (TwWindow *self)
{
  g_clear_pointer (&self->origin, g_free);
  g_clear_weak_pointer (&self->origin_focus);
}

static void
show_view (TwWindow   *self,
           TwView     *view,
           const char *name)
{
  if (self->view == view)
    return;

  if (self->view != NULL)
    tw_window_save_pane (self);

  tw_window_show_details (self, "", NULL, FALSE);
  forget_origin (self);
  self->view = view;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view",
                                  G_ACTION_GROUP (tw_view_get_actions (view)));
  g_signal_group_set_target (self->view_signals, view);
  gtk_stack_set_visible_child_name (self->view_stack, name);
  tw_window_load_pane (self);
  update_view_title (self);
  update_width (self);
}

/* Rows of the details pane follow the selection of a view; leaving the page ends what they were
 * about. The history is about all pages. */
static void
on_can_go_back (TwWindow *self)
{
  if (!TW_IS_HISTORY_PANE (adw_bin_get_child (self->pane_content)))
    tw_window_show_details (self, "", NULL, FALSE);
  if (tw_view_get_page (self->view) == NULL)
    forget_origin (self);
  update_width (self);
}

/* A pane that is opened by its button shows what the view has to say about the current row. */
static void
on_reveal_flap (TwWindow *self)
{
  GActionGroup *actions;

  if (self->view == NULL || self->pane_filled || !adw_flap_get_reveal_flap (self->flap))
    return;

  actions = G_ACTION_GROUP (tw_view_get_actions (self->view));
  if (g_action_group_has_action (actions, "details"))
    g_action_group_activate_action (actions, "details", NULL);
}

static void
clear_views (TwWindow *self)
{
  GtkWidget *child;

  /* What is taken away with the focus in it keeps a reference from GTK 4.8 for good. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_signal_group_set_target (self->view_signals, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view", NULL);
  self->view = NULL;
  self->pending = NULL;
  g_clear_handle_id (&self->view_source, g_source_remove);
  forget_origin (self);
  adw_bin_set_child (self->pane_content, NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->view_stack))) != NULL)
    gtk_stack_remove (self->view_stack, child);
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
    clear_views (self);

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
  gtk_widget_class_bind_template_callback (widget_class, on_reveal_flap);
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
                                  G_CALLBACK (update_document), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::undo-label",
                                  G_CALLBACK (tw_window_update_actions), self);
  g_signal_group_connect_swapped (self->document_signals, "notify::redo-label",
                                  G_CALLBACK (tw_window_update_actions), self);

  self->view_signals = g_signal_group_new (TW_TYPE_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "notify::title",
                                  G_CALLBACK (update_view_title), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::subtitle",
                                  G_CALLBACK (update_view_title), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::primary-label",
                                  G_CALLBACK (update_primary), self);
  g_signal_group_connect_swapped (self->view_signals, "notify::can-go-back",
                                  G_CALLBACK (on_can_go_back), self);
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

  g_signal_connect_object (self->content_bin, "notify::size-class", G_CALLBACK (update_width), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (update_width), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (show_pane));
  tw_import_add_drop (self, self->drop_area);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (tw_window_note_focus), NULL);
  tw_window_load_state (self);
  update_width (self);
  update_document (self);
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

  clear_views (self);
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

  update_document (self);
  update_width (self);
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

TwView *
tw_window_show_view (TwWindow   *self,
                     const char *name)
{
  const TwViewInfo *info;
  GtkWidget *view;

  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);
  g_return_val_if_fail (self->document != NULL, NULL);

  info = tw_views_find (name);
  if (info == NULL)
    return NULL;

  self->pending = NULL;

  view = gtk_stack_get_child_by_name (self->view_stack, name);

  if (view == NULL)
    {
      view = GTK_WIDGET (info->new (self->document));
      gtk_stack_add_titled (self->view_stack, view, name, _(info->label));
    }

  show_view (self, TW_VIEW (view), name);
  gtk_list_box_select_row (self->sidebar_list, tw_window_find_sidebar_row (self, name));

  return TW_VIEW (view);
}

TwView *
tw_window_visit_view (TwWindow   *self,
                      const char *name)
{
  g_autofree char *origin = NULL;
  GtkWidget *focus;
  TwView *view;

  g_return_val_if_fail (TW_IS_WINDOW (self), NULL);

  origin = g_strdup (gtk_stack_get_visible_child_name (self->view_stack));
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  view = tw_window_show_view (self, name);

  if (view != NULL && g_strcmp0 (origin, name) != 0)
    {
      g_free (self->origin);
      self->origin = g_steal_pointer (&origin);
      g_set_weak_pointer (&self->origin_focus, focus);
    }

  return view;
}

/* Leaves the page on top, and the view where that page was opened out of another one. */
static gboolean
leave_page (TwWindow *self)
{
  g_autofree char *origin = g_steal_pointer (&self->origin);
  GtkWidget *focus = self->origin_focus;
  TwView *view;

  g_clear_weak_pointer (&self->origin_focus);

  if (self->view == NULL || !tw_view_pop (self->view))
    return FALSE;

  view = origin != NULL ? tw_window_show_view (self, origin) : NULL;

  if (view != NULL && (focus == NULL || !gtk_widget_grab_focus (focus)))
    tw_view_focus (view);

  return TRUE;
}

void
tw_window_go_back (TwWindow *self)
{
  if (!tw_window_may_go_back (self) || leave_page (self))
    return;

  if (adw_leaflet_get_folded (self->leaflet) &&
      adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK))
    gtk_widget_child_focus (GTK_WIDGET (self->sidebar_list), GTK_DIR_TAB_FORWARD);
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
