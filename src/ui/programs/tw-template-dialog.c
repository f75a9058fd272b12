/* tw-template-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-entry-check.h"
#include "common/tw-input.h"
#include "common/tw-period-text.h"
#include "common/tw-reading-page.h"
#include "tw-entity.h"
#include "tw-program-template.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>

/* A new program begins as one of the templates that ship with Tierwright. */

typedef struct
{
  TwProgramsView *view;         /* weak */
  GtkWindow      *window;       /* borrowed: the owner */
  const char     *template;     /* id */
  GtkWidget      *name;
  GtkWidget      *first_day;
  GtkWidget      *create;
  GtkLabel       *message;
  gboolean        renamed;      /* by the person: another template leaves the name alone */
  gboolean        updating;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_clear_weak_pointer (&dialog->view);
  g_free (dialog);
}

static TwWorkspace *
get_workspace (TwProgramsView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

gboolean
tw_programs_view_create (TwProgramsView  *self,
                         const char      *template,
                         const char      *name,
                         const char      *first_day,
                         GError         **error)
{
  g_autofree char *text = tw_program_template_text (template, error);
  g_autoptr (JsonNode) root = text != NULL ? tw_program_text_parse (text, -1, error) : NULL;
  g_autoptr (TwVocabulary) vocabulary =
      root != NULL ? tw_program_vocabulary_new (get_workspace (self), error) : NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  gint64 version = 0;

  if (vocabulary == NULL)
    return FALSE;

  json_object_set_string_member (json_node_get_object (root), "name", name);
  json_object_set_string_member (json_node_get_object (root), "effective_from", first_day);
  document = tw_program_document_new (root, vocabulary, NULL, error);

  if (document == NULL ||
      !tw_program_version_import (get_workspace (self), document, &version, error))
    return FALSE;

  tw_programs_view_finish (self, TRUE, _("Program created"), "", NULL);
  tw_programs_view_open (self, version);

  return TRUE;
}

/* --- what is entered --- */

static const TwField name_field = { .name = "name", .label = N_("Name"), .type = TW_FIELD_TEXT };
static const TwField day_field = { .name = "first_day", .label = N_("First day"), .type = TW_FIELD_DATE };

static char *
get_first_day (Dialog *dialog)
{
  return tw_input_to_plain (TW_FIELD_DATE, gtk_editable_get_text (GTK_EDITABLE (dialog->first_day)));
}

static char *
get_name (Dialog *dialog)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (dialog->name))));
}

static void
show_message (Dialog     *dialog,
              const char *text)
{
  gtk_label_set_text (dialog->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (dialog->message), text != NULL);
}

static void
update (Dialog *dialog)
{
  g_autofree char *name = get_name (dialog);
  g_autofree char *day = get_first_day (dialog);
  g_autoptr (GError) error = NULL;
  gboolean named = tw_entry_check (dialog->name, &name_field, &error);
  gboolean dated = tw_entry_check (dialog->first_day, &day_field, named ? &error : NULL);

  if (*name == '\0')
    show_message (dialog, _("A program needs a name."));
  else if (*day == '\0')
    show_message (dialog, _("Enter the first day such as 2026-07-01."));
  else
    show_message (dialog, error != NULL ? error->message : NULL);

  gtk_widget_set_sensitive (dialog->create, *name != '\0' && *day != '\0' && named && dated);
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  show_message (user_data, message);
}

static void
on_name_refused (const char *message,
                 gpointer    user_data)
{
  tw_entry_mark (((Dialog *) user_data)->name, TRUE);
  on_refused (message, user_data);
}

static void
on_day_refused (const char *message,
                gpointer    user_data)
{
  tw_entry_mark (((Dialog *) user_data)->first_day, TRUE);
  on_refused (message, user_data);
}

static void
on_name_changed (Dialog *dialog)
{
  if (!dialog->updating)
    dialog->renamed = TRUE;

  update (dialog);
}

static void
on_toggled (GtkCheckButton *button,
            Dialog         *dialog)
{
  const TwProgramTemplate *template;

  if (!gtk_check_button_get_active (button))
    return;

  template = tw_program_template_find (g_object_get_data (G_OBJECT (button), "tw-template"));
  dialog->template = template->id;

  if (dialog->renamed)
    return;

  dialog->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (dialog->name), tw_program_template_get_title (template));
  dialog->updating = FALSE;
}

static void
on_create (Dialog *dialog)
{
  g_autofree char *name = get_name (dialog);
  g_autofree char *day = get_first_day (dialog);
  g_autoptr (GError) error = NULL;

  if (dialog->view == NULL || !gtk_widget_get_sensitive (dialog->create))
    return;

  if (tw_programs_view_create (dialog->view, dialog->template, name, day, &error))
    gtk_window_close (dialog->window);
  else
    show_message (dialog, error->message);
}

/* --- building --- */

static const char *
get_type_label (const char *key)
{
  return tw_field_get_choice_label (
      tw_entity_get_field (tw_entity_find ("program"), "partner_type"), key);
}

static GtkWidget *
add_template (Dialog                  *dialog,
              GtkWidget               *list,
              const TwProgramTemplate *template,
              GtkWidget               *group)
{
  const char *title = tw_program_template_get_title (template);
  GtkWidget *row =
      tw_reading_page_add_row (list, title, tw_program_template_get_summary (template), NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  g_object_set_data (G_OBJECT (check), "tw-template", (gpointer) template->id);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), dialog);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return check;
}

static void
add_templates (Dialog    *dialog,
               GtkWidget *box)
{
  GtkWidget *first = NULL;
  GtkWidget *list = NULL;
  const char *type = NULL;

  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);
      GtkWidget *check;

      if (g_strcmp0 (type, template->partner_type) != 0)
        {
          list = tw_reading_page_add_group (box, get_type_label (template->partner_type));
          type = template->partner_type;
        }

      check = add_template (dialog, list, template, first);
      first = first != NULL ? first : check;
    }

  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

static GtkWidget *
add_entry (Dialog     *dialog,
           GtkWidget  *list,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return row;
}

static void
add_names (Dialog     *dialog,
           GtkWidget  *box)
{
  const TwCalendar *calendar =
      tw_document_get_calendar (tw_view_get_document (TW_VIEW (dialog->view)));
  GtkWidget *list = tw_reading_page_add_group (box, _("New Program"));
  GtkWidget *message = gtk_label_new (NULL);
  g_autofree char *day = NULL;
  TwSpan span;

  dialog->name = add_entry (dialog, list, _("Name"));
  dialog->first_day = add_entry (dialog, list, _("First Day, such as 2026-07-01"));
  if (tw_calendar_unit_at (calendar, TW_CALENDAR_YEAR, tw_period_today (), &span))
    {
      day = tw_date_format (span.start);
      gtk_editable_set_text (GTK_EDITABLE (dialog->first_day), day);
    }

  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_set_visible (message, FALSE);
  gtk_box_append (GTK_BOX (box), message);
  dialog->message = GTK_LABEL (message);
  tw_entry_guard (dialog->name, on_name_refused, dialog);
  tw_entry_guard (dialog->first_day, on_day_refused, dialog);
  g_signal_connect_swapped (dialog->name, "changed", G_CALLBACK (on_name_changed), dialog);
  g_signal_connect_swapped (dialog->first_day, "changed", G_CALLBACK (update), dialog);
}

static GtkWidget *
create_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  dialog->create = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (dialog->create, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->create);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect_swapped (dialog->create, "clicked", G_CALLBACK (on_create), dialog);

  return header;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (window, shortcuts);
}

void
tw_programs_view_ask_new (TwProgramsView *self)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *window = adw_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  g_set_weak_pointer (&dialog->view, self);
  dialog->window = GTK_WINDOW (window);
  g_object_set_data_full (G_OBJECT (window), "tw-dialog", dialog, dialog_free);
  gtk_window_set_title (GTK_WINDOW (window), _("New Program"));
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (tw_window_from (GTK_WIDGET (self))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 640);
  gtk_box_append (GTK_BOX (content), create_header (dialog));
  add_names (dialog, box);
  add_templates (dialog, box);
  gtk_box_append (GTK_BOX (content), tw_reading_page_new (box));
  adw_window_set_content (ADW_WINDOW (window), content);
  add_escape (window);
  gtk_window_set_default_widget (GTK_WINDOW (window), dialog->create);
  update (dialog);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (dialog->name);
}
