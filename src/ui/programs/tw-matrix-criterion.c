/* tw-matrix-criterion.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "application/tw-window.h"
#include "common/tw-entry-check.h"
#include "common/tw-input.h"
#include "programs/tw-criterion-json.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One criterion as a form that reads like a sentence: what is counted, of which facts, where, over
 * which window, at least how much. The sentence above it is the program's own, of what would be
 * written. */

typedef struct
{
  TwMatrixTab *tab;           /* borrowed: the dialog goes with its window */
  AdwWindow   *window;
  GtkWidget   *controls[TW_N_CRITERION_PARTS];
  GtkWidget   *sentence;
  GtkWidget   *done;
  int          row;           /* -1: at the end of the criteria */
  int          column;
  char        *owner;         /* (nullable): what is edited */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->owner);
  g_free (form);
}

/* --- reading the form --- */

static void
read_form (Form        *form,
           TwCriterion *criterion)
{
  for (guint i = 0; i < TW_N_CRITERION_PARTS; i++)
    {
      GtkWidget *control = form->controls[i];

      if (ADW_IS_COMBO_ROW (control))
        criterion->choices[i] = adw_combo_row_get_selected (ADW_COMBO_ROW (control));
      else
        criterion->texts[i] =
            g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (control))));
    }
  for (guint i = TW_CRITERION_THRESHOLD; i <= TW_CRITERION_STAY; i++)
    {
      g_autofree char *typed = criterion->texts[i];

      criterion->texts[i] = tw_input_to_plain (strchr (typed, '%') != NULL ? TW_FIELD_RATE
                                                                           : TW_FIELD_MONEY, typed);
    }
}

static GPtrArray *
make_edits (Form    *form,
            GError **error)
{
  TwCriterion criterion = { 0 };
  g_autoptr (TwMatrixChange) change = NULL;
  g_autofree char *json = NULL;
  GPtrArray *edits = NULL;

  read_form (form, &criterion);
  json = tw_criterion_to_json (&criterion, error);
  if (json != NULL && form->owner != NULL)
    {
      edits = tw_program_edits_new ();
      tw_program_edits_set (edits, form->owner, json);
    }
  else if (json != NULL)
    {
      change = tw_matrix_change_new (form->tab->matrix);
      if (tw_matrix_change_add (change, form->row, form->column, json, error))
        edits = tw_matrix_change_list (change);
    }
  tw_criterion_clear (&criterion);

  return edits;
}

/* --- the sentence --- */

/* The whole of what the tier would ask. */
static char *
describe (Form    *form,
          GError **error)
{
  const TwMatrix *matrix = form->tab->matrix;
  const TwMatrixTier *tier = &matrix->tiers[form->column];
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (form->tab));
  g_autoptr (GPtrArray) edits = make_edits (form, error);
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwVocabulary) vocabulary = NULL;
  g_autoptr (TwProgramDocument) changed = NULL;
  const TwProgram *program;

  if (edits == NULL)
    return NULL;
  vocabulary = tw_program_vocabulary_new (tw_document_get_workspace (state->workspace), error);
  if (vocabulary == NULL)
    return NULL;
  changed = tw_program_edits_apply (matrix->document, edits, vocabulary, findings, error);
  if (changed == NULL)
    {
      if (findings->len > 0 && error != NULL)
        {
          g_free ((*error)->message);
          (*error)->message = g_strdup (((TwFinding *) g_ptr_array_index (findings, 0))->message);
        }
      return NULL;
    }
  program = tw_program_document_get_program (changed);

  return tw_program_describe_tier (program, tier->designation
                                              ? &program->designations[tier->index]
                                              : &program->tiers[tier->index]);
}

static void
update (Form *form)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint of = adw_combo_row_get_selected (ADW_COMBO_ROW (form->controls[TW_CRITERION_COUNTS]));
  guint window = adw_combo_row_get_selected (ADW_COMBO_ROW (form->controls[TW_CRITERION_WINDOW]));

  if (form->tab->matrix == NULL)
    return;
  gtk_widget_set_visible (form->controls[TW_CRITERION_OF], tw_criterion_needs_attribute (of));
  gtk_widget_set_visible (form->controls[TW_CRITERION_LENGTH], tw_criterion_needs_length (window));
  sentence = describe (form, &error);
  gtk_label_set_text (GTK_LABEL (form->sentence), sentence != NULL ? sentence : error->message);
  if (sentence != NULL)
    gtk_widget_remove_css_class (form->sentence, "error");
  else
    gtk_widget_add_css_class (form->sentence, "error");
  gtk_widget_set_sensitive (form->done, sentence != NULL);
}

/* --- writing --- */

static void
on_done (Form *form)
{
  TwMatrixTab *self = form->tab;
  const TwMatrixTier *tier = &self->matrix->tiers[form->column];
  GError *error = NULL;
  GPtrArray *edits = make_edits (form, &error);
  char *label = g_strdup_printf (form->owner != NULL ? _("Changed a criterion of %s")
                                                     : _("Added a criterion to %s"), tier->name);

  if (tw_matrix_tab_try (self, edits, label, error))
    gtk_window_close (GTK_WINDOW (form->window));
}

static void
on_cancel (Form *form)
{
  gtk_window_close (GTK_WINDOW (form->window));
}

/* --- the window --- */

static GtkWidget *
create_control (Form           *form,
                TwCriterionPart part)
{
  g_autoptr (GtkStringList) names = NULL;
  GtkWidget *row;

  if (tw_criterion_count_choices (part) == 0)
    {
      row = adw_entry_row_new ();
      g_signal_connect_swapped (row, "changed", G_CALLBACK (update), form);
    }
  else
    {
      row = adw_combo_row_new ();
      names = gtk_string_list_new (NULL);
      for (guint i = 0; i < tw_criterion_count_choices (part); i++)
        gtk_string_list_append (names, tw_criterion_choice_label (part, i));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
      g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (update), form);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tw_criterion_part_label (part));

  return row;
}

static void
show_criterion (Form              *form,
                const TwCriterion *criterion)
{
  for (guint i = 0; i < TW_N_CRITERION_PARTS; i++)
    {
      GtkWidget *control = form->controls[i];

      if (ADW_IS_COMBO_ROW (control))
        adw_combo_row_set_selected (ADW_COMBO_ROW (control), criterion->choices[i]);
      else
        gtk_editable_set_text (GTK_EDITABLE (control),
                               criterion->texts[i] != NULL ? criterion->texts[i] : "");
    }
}

static GtkWidget *
create_header (Form       *form,
               const char *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  form->done = gtk_button_new_with_mnemonic (verb);
  gtk_widget_add_css_class (form->done, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), form->done);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), form);
  g_signal_connect_swapped (form->done, "clicked", G_CALLBACK (on_done), form);

  return header;
}

static GtkWidget *
create_body (Form *form)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *said = adw_preferences_group_new ();
  GtkWidget *group = adw_preferences_group_new ();

  form->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (form->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (form->sentence), 0);
  gtk_label_set_selectable (GTK_LABEL (form->sentence), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (said), form->sentence);
  for (guint i = 0; i < TW_N_CRITERION_PARTS; i++)
    {
      form->controls[i] = create_control (form, i);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->controls[i]);
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (said));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return page;
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
open_form (Form              *form,
           const TwCriterion *criterion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body;
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autofree char *title = g_strdup_printf (form->owner != NULL ? _("Criterion of %s")
                                                                : _("New Criterion of %s"),
                                            form->tab->matrix->tiers[form->column].name);

  form->window = ADW_WINDOW (g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "title", title,
                                           "default-width", 520, "default-height", 640,
                                           "transient-for", tw_window_from (GTK_WIDGET (form->tab)),
                                           NULL));
  g_object_set_data_full (G_OBJECT (form->window), "tw-form", form, form_free);
  gtk_box_append (GTK_BOX (box), create_header (form, form->owner != NULL ? _("_Save") : _("_Add")));
  body = create_body (form);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (form->window, box);
  gtk_window_set_default_widget (GTK_WINDOW (form->window), form->done);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (form->window), keys);
  show_criterion (form, criterion);
  update (form);
  gtk_window_present (GTK_WINDOW (form->window));
}

void
tw_matrix_tab_ask_criterion (TwMatrixTab *self,
                             gboolean     edit)
{
  Form *form;
  TwCriterion criterion = { 0 };
  const TwMatrixCell *cell = NULL;
  int row;
  int column;

  if (self->matrix == NULL || self->matrix->n_tiers == 0 || !tw_matrix_tab_is_editable (self))
    return;
  tw_matrix_grid_get_cursor (self->grid, &row, &column);
  /* On a title: that of the first tier that asks it. */
  for (guint i = 0; edit && row >= 0 && column < 0 && i < self->matrix->n_tiers; i++)
    if (tw_matrix_get_cell (self->matrix, row, i)->owner != NULL)
      column = (int) i;
  column = MAX (column, 0);
  if (edit && row >= 0)
    cell = tw_matrix_get_cell (self->matrix, row, column);
  if (edit && (cell == NULL || cell->owner == NULL))
    {
      tw_matrix_tab_tell (self, _("This tier doesn't ask for it"));
      return;
    }
  if (edit)
    {
      JsonNode *node = tw_program_text_lookup (
        tw_program_document_get_root (self->matrix->document), cell->owner);

      tw_criterion_from_json (&criterion, node);
    }
  else
    {
      tw_criterion_set_standard (&criterion);
    }
  form = g_new0 (Form, 1);
  form->tab = self;
  form->row = row;
  form->column = column;
  form->owner = edit ? g_strdup (cell->owner) : NULL;
  open_form (form, &criterion);
  tw_criterion_clear (&criterion);
}
