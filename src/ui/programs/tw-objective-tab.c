/* tw-objective-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-objective-tab.h"

#include "application/tw-window.h"
#include "common/tw-history-pane.h"
#include "common/tw-reading-page.h"
#include "programs/tw-budget-form.h"
#include "programs/tw-objective-form.h"
#include "programs/tw-reading-tab.h"
#include "programs/tw-type-card-list.h"
#include "programs/tw-unconfirmed-list.h"
#include "tw-program-text.h"
#include "tw-program-unconfirmed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TwObjectiveTab
{
  TwProgramTab       parent_instance;

  TwObjectiveForm   *form;       /* owned */
  TwBudgetForm      *budget;     /* owned */
  TwUnconfirmedList *unconfirmed;
  TwProgramTab      *facts;
  AdwBin            *card;
  AdwPreferencesGroup *groups[4];
  char              *card_type;
};

G_DEFINE_FINAL_TYPE (TwObjectiveTab, tw_objective_tab, TW_TYPE_PROGRAM_TAB)

/* --- writing --- */

static void
set_or_remove (TwObjectiveTab *self,
               GPtrArray      *edits,
               const char     *path,
               const char     *text)
{
  JsonNode *root = tw_program_document_get_root (tw_program_tab_get_state (TW_PROGRAM_TAB (self))->program);

  if (text != NULL)
    tw_program_edits_set_text (edits, path, text);
  else if (tw_program_text_lookup (root, path) != NULL)
    tw_program_edits_remove (edits, path);
}

/* An objective of before it had a form becomes one, with its words as the gap. */
static void
give_form (TwObjectiveTab *self,
           GPtrArray      *edits)
{
  const TwObjective *objective =
      &tw_program_document_get_design (tw_program_tab_get_state (TW_PROGRAM_TAB (self))->program)->objective;

  if (objective->text == NULL)
    return;
  tw_program_edits_set (edits, "/objective", "{}");
  tw_program_edits_set_text (edits, "/objective/gap", objective->text);
}

/* What another outcome is measured in, a figure of the one before says nothing. */
static void
drop_figures (TwObjectiveTab *self,
              GPtrArray      *edits)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  const TwObjective *objective = &tw_program_document_get_design (state->program)->objective;

  if (objective->unit == tw_objective_form_get_unit (self->form))
    return;
  set_or_remove (self, edits, "/objective/baseline", NULL);
  set_or_remove (self, edits, "/objective/target", NULL);
}

/* The outcome is told by two fields: which it is, and its words. */
static void
edit_outcome (TwObjectiveTab *self,
              GPtrArray      *edits)
{
  g_autofree char *metric = tw_objective_form_get_metric (self->form);
  g_autofree char *words = tw_field_editor_get_text (tw_objective_form_get_editor (self->form, TW_OBJECTIVE_WORDS));

  g_strstrip (words);
  drop_figures (self, edits);
  set_or_remove (self, edits, "/objective/metric", metric);
  /* Words that are the metric don't stand beside it as well. */
  set_or_remove (self, edits, "/objective/outcome",
                 *words != '\0' && g_strcmp0 (metric, words) != 0 ? words : NULL);
}

static void
write_edits (TwObjectiveTab *self,
             TwFieldEditor  *editor,
             GPtrArray      *edits)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  if (edits->len == 0)
    return;
  /* Translators: a field of a program and the program: “Target” of “Reseller Growth”. */
  label = g_strdup_printf (_("Changed “%1$s” of “%2$s”"), tw_field_get_label (tw_field_editor_get_field (editor)),
                           state->version->name);
  if (!tw_program_tab_write (TW_PROGRAM_TAB (self), edits, label, &error))
    tw_field_editor_set_message (editor, error->message);
}

static void
on_apply (TwObjectiveTab  *self,
          TwObjectivePart  part)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  if (!tw_objective_form_read (self->form, part, &text))
    return;
  give_form (self, edits);
  if (part == TW_OBJECTIVE_METRIC || part == TW_OBJECTIVE_WORDS)
    edit_outcome (self, edits);
  else
    {
      path = g_strconcat ("/objective/", tw_objective_part_get_key (part), NULL);
      set_or_remove (self, edits, path, text);
    }
  write_edits (self, tw_objective_form_get_editor (self->form, part), edits);
}

static void
on_budget_apply (TwObjectiveTab *self,
                 TwFieldEditor  *editor)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (tw_budget_form_edit (self->budget, tw_program_tab_get_state (TW_PROGRAM_TAB (self))->program, edits))
    write_edits (self, editor, edits);
}

static void
on_confirm (TwObjectiveTab *self,
            const char     *path)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (tw_program_version_confirm (tw_document_get_workspace (state->workspace), state->version->id, path, &error))
    {
      tw_document_changed (state->workspace);
      tw_window_toast (window, _("Confirmed"), tw_document_get_last_entry (state->workspace));
    }
  else
    tw_window_show_error (window, _("Nothing Was Confirmed"), error);
}

static void
on_show_path (TwObjectiveTab *self,
              const char     *path)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "view.jump", "s", path);
}

/* --- TwProgramTab --- */

static void
show_card (TwObjectiveTab         *self,
           const TwProgramVersion *version)
{
  const TwTypeCard *card = tw_type_card_find (version->partner_type);

  if (card == NULL || g_strcmp0 (self->card_type, version->partner_type) == 0)
    return;
  g_free (self->card_type);
  self->card_type = g_strdup (version->partner_type);
  adw_bin_set_child (self->card, tw_type_card_list_new (card));
}

static void
tw_objective_tab_refresh (TwProgramTab         *tab,
                          const TwProgramState *state)
{
  TwObjectiveTab *self = TW_OBJECTIVE_TAB (tab);
  const TwProgram *program = tw_program_document_get_program (state->program);
  const TwProgramDesign *design = tw_program_document_get_design (state->program);

  tw_objective_form_set_currency (self->form, program->currency, program->currency_digits);
  tw_objective_form_show (self->form, &design->objective);
  tw_objective_form_set_sensitive (self->form, state->editable);
  tw_budget_form_show (self->budget, design, program->currency, program->currency_digits);
  tw_budget_form_set_sensitive (self->budget, state->editable);
  tw_unconfirmed_list_show (self->unconfirmed, state->program, state->editable);
  show_card (self, state->version);
  tw_program_tab_refresh (self->facts, state);
}

static void
tw_objective_tab_clear (TwProgramTab *tab)
{
  tw_program_tab_clear (TW_OBJECTIVE_TAB (tab)->facts);
}

static GtkWidget *
tw_objective_tab_find (TwProgramTab *tab,
                       const char   *path,
                       gboolean      nearest)
{
  TwObjectiveTab *self = TW_OBJECTIVE_TAB (tab);
  int part = tw_objective_part_at (path);

  if (part >= 0)
    return tw_field_editor_get_control (tw_objective_form_get_editor (self->form, (TwObjectivePart) part));
  if (g_str_has_prefix (path, "/budget"))
    return tw_budget_form_find (self->budget, path);
  if (g_str_equal (path, "/objective") && nearest)
    return tw_field_editor_get_control (tw_objective_form_get_editor (self->form, TW_OBJECTIVE_GAP));
  if (g_str_has_prefix (path, "/unconfirmed") && nearest)
    return GTK_WIDGET (self->unconfirmed);

  return tw_program_tab_find (self->facts, path, nearest);
}

static gboolean
tw_objective_tab_jump (TwProgramTab *tab,
                       const char   *path)
{
  TwObjectiveTab *self = TW_OBJECTIVE_TAB (tab);

  if (!g_str_has_prefix (path, "/unconfirmed") || !gtk_widget_get_visible (GTK_WIDGET (self->unconfirmed)))
    return TW_PROGRAM_TAB_CLASS (tw_objective_tab_parent_class)->jump (tab, path);
  tw_unconfirmed_list_focus (self->unconfirmed);

  return TRUE;
}

static void
tw_objective_tab_collect_refused (TwProgramTab *tab,
                                  GPtrArray    *paths)
{
  TwObjectiveTab *self = TW_OBJECTIVE_TAB (tab);

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    if (tw_field_editor_is_invalid (tw_objective_form_get_editor (self->form, i)))
      g_ptr_array_add (paths, g_strconcat ("/objective/", tw_objective_part_get_key (i), NULL));
  tw_budget_form_collect_refused (self->budget, paths);
  tw_program_tab_collect_refused (self->facts, paths);
}

/* --- life --- */

static void
on_history (TwObjectiveTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));

  tw_window_show_details (tw_window_from (GTK_WIDGET (self)), _("History of the Version"),
                          tw_history_pane_new (state->workspace, "program_version", state->version->id), TRUE);
}

static GtkWidget *
create_history (TwObjectiveTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = tw_reading_page_add_group (box, _("Changes"));
  GtkWidget *row = tw_reading_page_add_row (list, _("History of the Version"),
                                            _("Who changed what, and when; each step can be taken back while it is a draft"),
                                            NULL);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Show _History"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_history), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return box;
}

static GtkWidget *
create_groups (TwObjectiveTab *self)
{
  static const char * const titles[] = { N_("Objective"), N_("Outcome"), N_("Routes"), N_("Budget") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      self->groups[i] = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->groups[i], _(titles[i]));
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->groups[i]));
    }
  tw_objective_form_add_to (self->form, self->groups[0], self->groups[1], self->groups[2]);
  tw_budget_form_add_to (self->budget, self->groups[3]);

  return box;
}

static void
tw_objective_tab_finalize (GObject *object)
{
  TwObjectiveTab *self = TW_OBJECTIVE_TAB (object);

  g_clear_object (&self->form);
  g_clear_object (&self->budget);
  g_free (self->card_type);

  G_OBJECT_CLASS (tw_objective_tab_parent_class)->finalize (object);
}

static void
tw_objective_tab_class_init (TwObjectiveTabClass *klass)
{
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_objective_tab_finalize;
  tab_class->refresh = tw_objective_tab_refresh;
  tab_class->clear = tw_objective_tab_clear;
  tab_class->find = tw_objective_tab_find;
  tab_class->jump = tw_objective_tab_jump;
  tab_class->collect_refused = tw_objective_tab_collect_refused;
}

static void
tw_objective_tab_init (TwObjectiveTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->form = tw_objective_form_new (TRUE);
  self->budget = tw_budget_form_new ();
  self->unconfirmed = TW_UNCONFIRMED_LIST (tw_unconfirmed_list_new ());
  self->facts = tw_reading_tab_new (tw_program_parts_about, NULL);
  self->card = ADW_BIN (adw_bin_new ());
  g_signal_connect_object (self->form, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->budget, "apply", G_CALLBACK (on_budget_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unconfirmed, "confirm", G_CALLBACK (on_confirm), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unconfirmed, "show-path", G_CALLBACK (on_show_path), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->unconfirmed));
  gtk_box_append (GTK_BOX (box), create_groups (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  gtk_box_append (GTK_BOX (box), create_history (self));
  adw_bin_set_child (ADW_BIN (self), tw_reading_page_new (box));
}

TwProgramTab *
tw_objective_tab_new (void)
{
  return g_object_new (TW_TYPE_OBJECTIVE_TAB, NULL);
}
