/* tw-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-window-private.h"

#include "application/tw-help.h"
#include "application/tw-palette.h"
#include "application/tw-shortcuts.h"
#include "application/tw-views.h"
#include "common/tw-history-pane.h"
#include "common/tw-tooltip.h"
#include "import/tw-import-assistant.h"

#include <glib/gi18n-lib.h>

static void
show_view_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document == NULL)
    return;

  if (tw_window_show_view (self, g_variant_get_string (parameter, NULL)) != NULL)
    tw_view_focus (self->view);
}

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  tw_window_go_back (TW_WINDOW (widget));
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  g_autofree char *uri = g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

static void
find_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->view != NULL)
    tw_view_find (self->view);
}

void
tw_window_note_focus (TwWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view_stack)))
    g_set_weak_pointer (&self->content_focus, focus);
}

void
tw_window_forget_focus (TwWindow *self)
{
  g_return_if_fail (TW_IS_WINDOW (self));

  g_clear_weak_pointer (&self->content_focus);
}

static void
close_pane (TwWindow *self)
{
  gboolean had_focus;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, adw_flap_get_flap (self->flap));
  adw_flap_set_reveal_flap (self->flap, FALSE);

  /* Back to the row that the pane told of. */
  if (had_focus && self->view != NULL
      && (self->content_focus == NULL || !gtk_widget_get_mapped (self->content_focus)
          || !gtk_widget_is_ancestor (self->content_focus, GTK_WIDGET (self->view))
          || !gtk_widget_grab_focus (self->content_focus)))
    tw_view_focus (self->view);
}

static void
close_pane_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  close_pane (TW_WINDOW (widget));
}

static void
escape_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->view == NULL)
    return;

  if (adw_flap_get_reveal_flap (self->flap))
    close_pane (self);
  else if (!tw_view_escape (self->view) && tw_view_get_page (self->view) != NULL)
    tw_window_go_back (self);
}

/* F6 goes round between sidebar, content and details pane, backwards with Shift. */
static void
next_area_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  GtkWidget *areas[3] = { NULL, };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int step = g_variant_get_int32 (parameter);
  int current = 1;

  if (self->view == NULL)
    return;

  areas[0] = GTK_WIDGET (self->sidebar_bin);
  areas[1] = GTK_WIDGET (self->view_stack);
  areas[2] = adw_flap_get_reveal_flap (self->flap) ? adw_flap_get_flap (self->flap) : NULL;

  for (int i = 0; i < 3 && focus != NULL; i++)
    {
      if (areas[i] != NULL && gtk_widget_is_ancestor (focus, areas[i]))
        current = i;
    }

  for (int i = 1; i <= 2; i++)
    {
      int next = ((current + i * step) % 3 + 3) % 3;

      if (areas[next] == NULL)
        continue;

      if (next == 1)
        tw_view_focus (self->view);
      else
        gtk_widget_child_focus (areas[next], GTK_DIR_TAB_FORWARD);

      return;
    }
}

static void
saved_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    tw_window_toast (self, _("Everything is saved"), 0);
}

static void
step_period_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    tw_document_step_period (self->document, g_variant_get_int32 (parameter));
}

static void
current_period_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    tw_document_set_period (self->document, NULL, NULL);
}

static void
cancel_job_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  TwJob *job = self->document != NULL ? tw_document_get_job (self->document) : NULL;

  if (job != NULL)
    tw_job_cancel (job);
}

static void
history_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document == NULL)
    return;

  tw_window_show_details (self, _("History"), tw_history_pane_new (self->document, NULL, 0), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->pane_content), GTK_DIR_TAB_FORWARD);
}

static void
import_data_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    tw_import_start (self, NULL);
}

/* A view may have files of its own to import; everything else is rows. */
static void
import_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->view != NULL
      && g_action_group_has_action (G_ACTION_GROUP (tw_view_get_actions (self->view)), "import"))
    gtk_widget_activate_action (widget, "view.import", NULL);
  else
    import_data_action (widget, action, parameter);
}

static void
close_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
full_screen_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}


static void
on_copy_finished (TwJob        *job,
                  gpointer      data,
                  const GError *error)
{
  GtkWindow *active;

  if (error != NULL)
    return;

  active = gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));
  if (TW_IS_WINDOW (active))
    tw_window_toast (TW_WINDOW (active), _("Copy saved"), 0);
}

static gboolean
copy_in_thread (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  return tw_workspace_save_copy (workspace, data, error);
}

static void
on_copy_chosen (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  TwWindow *self = user_data;
  g_autoptr (GFile) file = NULL;

  gtk_native_dialog_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT && self->document != NULL)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      tw_window_run_job (self, _("Saving a copy"), _("The Copy Was Not Saved"), copy_in_thread,
                         on_copy_finished, g_file_get_path (file), g_free);
    }

  g_object_unref (dialog);
}

static void
save_copy_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);
  GtkFileChooserNative *chooser;
  g_autofree char *name = NULL;

  if (self->document == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Save a Copy"), GTK_WINDOW (self),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  /* Translators: the suggested file name of a copy; %s is the name of the workspace. */
  name = g_strdup_printf (_("%s (copy).tierwright"), tw_document_get_name (self->document));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_copy_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The window of GTK doesn't fit below 800 px, of which the frame of the window takes some. */
static void
shortcuts_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  if (gtk_widget_get_width (widget) >= 780)
    gtk_window_present (GTK_WINDOW (tw_shortcuts_window_new (GTK_WINDOW (widget))));
  else
    tw_help_show (GTK_WINDOW (widget), "keys");
}

static void
help_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  tw_help_show (GTK_WINDOW (self), self->document != NULL
                                     ? gtk_stack_get_visible_child_name (self->view_stack)
                                     : "start");
}

static void
print_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  tw_window_print (TW_WINDOW (widget));
}

static void
search_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  TwWindow *self = TW_WINDOW (widget);

  if (self->document != NULL)
    gtk_window_present (GTK_WINDOW (tw_palette_new (self)));
}

static void
describe_step (GtkWidget  *button,
               const char *verb,
               const char *label)
{
  g_autofree char *text = NULL;

  /* Translators: %1$s is Undo or Redo, %2$s the change it is about, such as “Add partner”. */
  text = label != NULL ? g_strdup_printf (_("%1$s: %2$s"), verb, label) : g_strdup (verb);
  tw_tooltip_set (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Looks at everything the actions of the window depend on. */
void
tw_window_update_actions (TwWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *undo = self->document ? tw_document_get_undo_label (self->document) : NULL;
  const char *redo = self->document ? tw_document_get_redo_label (self->document) : NULL;
  gboolean writable = self->document != NULL && !tw_document_is_read_only (self->document);

  gtk_widget_action_set_enabled (widget, "win.undo", undo != NULL && !self->undoing);
  gtk_widget_action_set_enabled (widget, "win.redo", redo != NULL && !self->undoing);
  gtk_widget_action_set_enabled (widget, "win.save-copy", self->document != NULL);
  gtk_widget_action_set_enabled (widget, "win.history", self->document != NULL);
  gtk_widget_action_set_enabled (widget, "win.search", self->document != NULL);
  gtk_widget_action_set_enabled (widget, "win.print", self->document != NULL);
  gtk_widget_action_set_enabled (widget, "win.import", writable);
  gtk_widget_action_set_enabled (widget, "win.import-data", writable);
  describe_step (self->undo_button, _("Undo"), undo);
  describe_step (self->bottom_undo_button, _("Undo"), undo);
  describe_step (self->redo_button, _("Redo"), redo);
}

static void
add_key (GtkWidgetClass  *widget_class,
         guint            key,
         GdkModifierType  modifiers,
         const char      *action)
{
  gtk_widget_class_add_binding_action (widget_class, key, modifiers, action, NULL);
}

void
tw_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  tw_window_install_undo (widget_class);
  gtk_widget_class_install_action (widget_class, "win.show-folder", "s", show_folder_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.close-pane", NULL, close_pane_action);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "win.next-area", "i", next_area_action);
  gtk_widget_class_install_action (widget_class, "win.saved", NULL, saved_action);
  gtk_widget_class_install_action (widget_class, "win.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "win.step-period", "i", step_period_action);
  gtk_widget_class_install_action (widget_class, "win.current-period", NULL, current_period_action);
  gtk_widget_class_install_action (widget_class, "win.cancel-job", NULL, cancel_job_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.import-data", NULL, import_data_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, help_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "win.full-screen", NULL, full_screen_action);

  /* Keys that a text field owns must reach it first, so they are bound here, at the end of the way
   * up from the focus, and not as accelerators of the application. */
  add_key (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo");
  add_key (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo");
  add_key (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo");
  add_key (widget_class, GDK_KEY_Escape, 0, "win.escape");
}
