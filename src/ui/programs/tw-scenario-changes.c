/* tw-scenario-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "application/tw-window.h"
#include "common/tw-reading-page.h"
#include "programs/tw-formula-entry.h"
#include "tw-program-compare.h"
#include "tw-program-numbers.h"

#include <glib/gi18n-lib.h>

/* The window in which a scenario's numbers are changed: what differs from the version stands on top, in words, and can be
 * taken back; below it every number of the program where it can be turned. Each change is written at once, as one step of
 * the history, and the comparison behind the window follows. */

typedef struct
{
  TwScenariosTab *tab;          /* owned */
  TwDocument     *document;     /* owned */
  gint64          scenario;
  AdwWindow      *window;
  AdwBin         *bin;
  GtkWidget      *search;
  char           *focus;        /* (nullable): where the focus goes after a rebuild */
  char           *shown;        /* (nullable): what the window shows */
  guint           source;       /* the rebuild to come */
} Changes;

static void
changes_free (gpointer data)
{
  Changes *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->tab);
  g_object_unref (self->document);
  g_free (self->focus);
  g_free (self->shown);
  g_free (self);
}

static TwWorkspace *
get_workspace (Changes *self)
{
  return tw_document_get_workspace (self->document);
}

static void
show_error (Changes      *self,
            const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("The Scenario Was Not Changed"),
                                              error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- writing --- */

static gboolean
on_literal (const char  *path,
            const char  *json,
            gpointer     user_data,
            GError     **error)
{
  Changes *self = user_data;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  tw_program_edits_set (edits, path, json);
  if (!tw_scenario_add_overrides (get_workspace (self), self->scenario, edits, error))
    return FALSE;

  g_free (self->focus);
  self->focus = g_strdup (path);
  tw_document_changed (self->document);

  return TRUE;
}

static void
on_leave_out (GtkButton *button,
              Changes   *self)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (GError) error = NULL;

  tw_program_edits_remove (edits, g_object_get_data (G_OBJECT (button), "tw-path"));
  if (tw_scenario_add_overrides (get_workspace (self), self->scenario, edits, &error))
    tw_document_changed (self->document);
  else
    show_error (self, error);
}

static void
on_take_back (GtkButton *button,
              Changes   *self)
{
  gint64 *override = g_object_get_data (G_OBJECT (button), "tw-override");
  g_autoptr (GError) error = NULL;

  if (tw_scenario_remove_override (get_workspace (self), self->scenario, *override, &error))
    tw_document_changed (self->document);
  else
    show_error (self, error);
}

/* --- building --- */

/* What each change does, in words, with a button that takes it back. */
static void
add_overrides (Changes           *self,
               GtkWidget         *box,
               TwProgramDocument *version)
{
  g_autoptr (GPtrArray) overrides =
      tw_scenario_list_overrides (get_workspace (self), self->scenario, NULL);
  GtkWidget *list;

  if (overrides == NULL || overrides->len == 0)
    return;

  list = tw_reading_page_add_group (box, _("What Differs"));
  for (guint i = 0; i < overrides->len; i++)
    {
      const TwScenarioOverride *override = g_ptr_array_index (overrides, i);
      g_autoptr (GPtrArray) one = tw_program_edits_new ();
      g_autoptr (TwProgramDocument) alone = NULL;
      g_autoptr (GPtrArray) told = NULL;
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Take Back"));
      g_autofree char *text = NULL;
      GtkWidget *row;

      if (override->edit->kind == TW_PROGRAM_EDIT_SET)
        tw_program_edits_set (one, override->edit->path, override->edit->json);
      else if (override->edit->kind == TW_PROGRAM_EDIT_REMOVE)
        tw_program_edits_remove (one, override->edit->path);
      alone = one->len > 0 ? tw_program_edits_apply (version, one, NULL, NULL, NULL) : NULL;
      told = alone != NULL ? tw_program_differences (version, alone) : NULL;
      text = told != NULL && told->len > 0
                 ? g_strdup (((TwProgramDifference *) g_ptr_array_index (told, 0))->text)
                 : g_strdup (override->edit->path);

      row = tw_reading_page_add_row (list, text, NULL, NULL);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "tw-override",
                              g_memdup2 (&override->id, sizeof override->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_take_back), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
}

static gboolean
is_wanted (Changes                *self,
           const TwProgramNumber *number)
{
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *whole = g_strdup_printf ("%s %s", number->group, number->name);
  g_autofree char *folded = g_utf8_casefold (whole, -1);

  return *wanted == '\0' || strstr (folded, wanted) != NULL;
}

static void
add_leave_out (Changes                *self,
               GtkWidget              *list,
               const TwProgramNumber *number)
{
  GtkWidget *row;
  GtkWidget *button;

  if (!g_str_has_prefix (number->owner, "/rules/"))
    return;

  row = tw_reading_page_add_row (list, _("The whole rule"), NULL, NULL);
  button = gtk_button_new_with_mnemonic (_("_Leave Out"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "tw-path", g_strdup (number->owner), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_leave_out), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_numbers (Changes           *self,
             GtkWidget         *box,
             TwProgramDocument *document)
{
  g_autoptr (GPtrArray) numbers = tw_program_numbers_list (document);
  const char *owner = NULL;
  GtkWidget *list = NULL;

  for (guint i = 0; i < numbers->len; i++)
    {
      const TwProgramNumber *number = g_ptr_array_index (numbers, i);
      g_autofree char *name = NULL;
      GtkWidget *entry;
      GtkWidget *row;

      if (!is_wanted (self, number))
        continue;
      if (g_strcmp0 (owner, number->owner) != 0)
        {
          list = tw_reading_page_add_group (box, number->group);
          add_leave_out (self, list, number);
          owner = number->owner;
        }

      /* Translators: a number is read out as: rule or tier, which number. */
      name = g_strdup_printf (_("%1$s, %2$s"), number->group, number->name);
      row = tw_reading_page_add_row (list, number->name, NULL, NULL);
      entry = tw_formula_entry_new_literal (number->path, number->literal, name, on_literal, self);
      gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
      if (g_strcmp0 (self->focus, number->path) == 0)
        g_object_set_data (G_OBJECT (box), "tw-focus", entry);
    }

  if (list == NULL)
    {
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Matches"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page), _("No number is called so."));
      gtk_box_append (GTK_BOX (box), page);
    }
}

/* What the window shows of a scenario: where it is the same, a text that was typed and refused stays. */
static char *
describe (Changes                 *self,
          const TwProgramDocument *version,
          const TwProgramDocument *document)
{
  g_autofree char *before = version != NULL ? tw_program_document_to_text (version) : NULL;
  g_autofree char *after = document != NULL ? tw_program_document_to_text (document) : NULL;

  return g_strdup_printf ("%s%s%s", before != NULL ? before : "", after != NULL ? after : "",
                          gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
changes_show (Changes *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwScenario) scenario =
      get_workspace (self) != NULL ? tw_scenario_load (get_workspace (self), self->scenario, NULL) : NULL;
  g_autoptr (TwProgramDocument) version = NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *title = NULL;
  g_autofree char *shown = NULL;
  GtkWidget *box;
  GtkWidget *focus;

  /* Undo may have taken the scenario away. */
  if (scenario == NULL)
    {
      gtk_window_close (GTK_WINDOW (self->window));
      return;
    }

  /* Translators: %s is the name of a scenario. */
  title = g_strdup_printf (_("Changes of “%s”"), scenario->name);
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  version = tw_program_version_load (get_workspace (self), scenario->version, NULL, &error);
  document = version != NULL ? tw_scenario_load_document (get_workspace (self), self->scenario, &error) : NULL;

  shown = describe (self, version, document);
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (version != NULL)
    add_overrides (self, box, version);
  if (document != NULL)
    add_numbers (self, box, document);
  else
    tw_reading_page_add_row (tw_reading_page_add_group (box, _("Numbers")), error->message, NULL, NULL);

  tw_reading_page_replace (self->bin, tw_reading_page_new (box));
  focus = g_object_get_data (G_OBJECT (box), "tw-focus");
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
  g_clear_pointer (&self->focus, g_free);
}

static gboolean
on_idle (gpointer data)
{
  Changes *self = data;

  self->source = 0;
  changes_show (self);

  return G_SOURCE_REMOVE;
}

/* An entry that is just writing is still needed until it has written. */
static void
on_document_changed (GtkWidget *window)
{
  Changes *self = g_object_get_data (G_OBJECT (window), "tw-changes");

  if (self->source == 0)
    self->source = g_idle_add (on_idle, self);
}

static GtkWidget *
create_header (Changes *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->search = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 20);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search Numbers"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->search);

  return header;
}

static gboolean
on_escape (GtkWidget *window,
           GVariant  *arguments,
           gpointer   user_data)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

void
tw_scenario_changes_present (TwScenariosTab *tab)
{
  Changes *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (TW_IS_SCENARIOS_TAB (tab));

  if (tab->chosen == 0)
    return;

  self = g_new0 (Changes, 1);
  self->tab = g_object_ref (tab);
  self->document = g_object_ref (tab->document);
  self->scenario = tab->chosen;
  self->window = ADW_WINDOW (adw_window_new ());
  self->bin = ADW_BIN (adw_bin_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->bin), TRUE);
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bin));
  adw_window_set_content (self->window, box);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 620, 640);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (tw_window_from (GTK_WIDGET (tab))));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  g_object_set_data_full (G_OBJECT (self->window), "tw-changes", self, changes_free);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (changes_show), self);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (on_document_changed), self->window,
                           G_CONNECT_SWAPPED);
  changes_show (self);
  gtk_window_present (GTK_WINDOW (self->window));
}
