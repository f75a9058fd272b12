/* tw-program-assistant-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-assistant-private.h"

#include "common/tw-period-text.h"
#include "common/tw-reading-page.h"
#include "programs/tw-type-card-list.h"
#include "tw-batch.h"
#include "tw-fields.h"
#include "tw-program-describe.h"
#include "tw-program-rows.h"
#include "tw-program-text.h"
#include "tw-program-version.h"
#include "tw-type-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static TwWorkspace *
get_workspace (TwProgramAssistant *self)
{
  return tw_document_get_workspace (self->document);
}

static GtkWidget *
add_group (GtkWidget  *box,
           const char *title,
           const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (box), group);

  return group;
}

/* A page's box, at some distance from the header. */
static GtkWidget *
create_box (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_set_margin_top (box, 18);

  return box;
}

static GtkWidget *
add_note (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

/* --- 1 objective --- */

static void
on_objective_changed (TwProgramAssistant *self)
{
  tw_program_assistant_measure (self);
  tw_program_assistant_changed (self);
}

GtkWidget *
tw_program_assistant_create_objective (TwProgramAssistant *self)
{
  GtkWidget *box = create_box (18);
  GtkWidget *gap = add_group (box, _("Why a Program"),
                              _("A program begins with what the vendor can't reach by itself at the same cost."));
  GtkWidget *outcome = add_group (box, _("Outcome"), NULL);
  GtkWidget *cost = add_group (box, _("Routes"), _("For the same outcome until the due day."));

  self->form = tw_objective_form_new (FALSE);
  tw_objective_form_add_to (self->form, ADW_PREFERENCES_GROUP (gap), ADW_PREFERENCES_GROUP (outcome),
                            ADW_PREFERENCES_GROUP (cost));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_objective_changed), self, G_CONNECT_SWAPPED);

  return tw_reading_page_new (box);
}

/* --- 2 type --- */

static void
on_type_toggled (GtkCheckButton     *button,
                 TwProgramAssistant *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  tw_program_assistant_choose_type (self, g_object_get_data (G_OBJECT (button), "tw-type"));
  tw_program_assistant_changed (self);
}

GtkWidget *
tw_program_assistant_create_type (TwProgramAssistant *self)
{
  GtkWidget *box = create_box (12);
  GtkWidget *list;

  self->suggestion = GTK_LABEL (add_note (box));
  list = tw_reading_page_add_group (box, _("Partner Type"));
  for (guint i = 0; i < tw_type_card_count (); i++)
    {
      const TwTypeCard *card = tw_type_card_nth (i);
      const char *title = tw_type_card_get_title (card);
      GtkWidget *row =
          tw_reading_page_add_row (list, title, tw_type_card_get_text (card, TW_CARD_CONTRIBUTION), NULL);
      GtkWidget *check = gtk_check_button_new ();

      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->types[0]));
      self->types[i] = check;
      g_object_set_data (G_OBJECT (check), "tw-type", (gpointer) card->type);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_type_toggled), self, 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }
  self->card = ADW_BIN (adw_bin_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->card));

  return tw_reading_page_new (box);
}

void
tw_program_assistant_choose_type (TwProgramAssistant *self,
                                  const char         *type)
{
  const TwTypeCard *card = tw_type_card_find (type);

  if (g_strcmp0 (self->type, card->type) == 0)
    return;
  self->type = card->type;
  self->template = NULL;
  for (guint i = 0; i < tw_type_card_count (); i++)
    if (tw_type_card_nth (i) == card)
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->types[i]), TRUE);
  adw_bin_set_child (self->card, tw_type_card_list_new (card));
}

/* Which type closes the gap, and whether the chosen one does. */
static void
suggest_type (TwProgramAssistant *self)
{
  TwGapKind gap = tw_objective_form_get_kind (self->form);
  const TwTypeCard *card = gap != TW_GAP_NONE ? tw_type_card_for_gap (gap) : NULL;
  g_autofree char *text = NULL;

  if (card != NULL)
    /* Translators: a kind of gap and a type of partners. */
    text = g_strdup_printf (_("The gap is one of %1$s. Partners that close it by what they are: %2$s."),
                            tw_gap_kind_get_label (gap), tw_type_card_get_title (card));
  gtk_label_set_text (self->suggestion, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion), text != NULL);
  if (card != NULL && self->type == NULL)
    tw_program_assistant_choose_type (self, card->type);
}

/* --- 3 template --- */

static void
add_preview (GtkWidget  *box,
             const char *title,
             GPtrArray  *sentences)
{
  GtkWidget *list = tw_reading_page_add_group (box, title);

  for (guint i = 0; i + 1 < sentences->len; i += 2)
    tw_reading_page_add_row (list, g_ptr_array_index (sentences, i), g_ptr_array_index (sentences, i + 1), NULL);
}

static GtkWidget *
create_preview (const TwProgram *program)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GPtrArray) tiers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_ptr_array_add (tiers, g_strdup (program->tiers[i].name));
      g_ptr_array_add (tiers, tw_program_describe_tier (program, &program->tiers[i]));
    }
  for (guint i = 0; i < program->n_rules; i++)
    {
      g_ptr_array_add (rules, g_strdup (program->rules[i].name));
      g_ptr_array_add (rules, tw_program_describe_rule (program, i));
    }
  if (tiers->len > 0)
    add_preview (box, _("Its Tiers"), tiers);
  if (rules->len > 0)
    add_preview (box, _("Its Rules"), rules);

  return box;
}

static void
show_preview (TwProgramAssistant *self)
{
  g_autofree char *text = self->template != NULL ? tw_program_template_text (self->template, NULL) : NULL;
  g_autoptr (TwProgramDocument) document =
      text != NULL ? tw_program_document_parse (text, -1, NULL, NULL, NULL) : NULL;
  GtkWidget *page = document != NULL ? create_preview (tw_program_document_get_program (document)) : NULL;

  adw_bin_set_child (self->preview, page);
}

void
tw_program_assistant_choose_template (TwProgramAssistant *self,
                                      const char         *id)
{
  const TwProgramTemplate *template = id != NULL ? tw_program_template_find (id) : NULL;

  self->template = template != NULL ? template->id : NULL;
  show_preview (self);
  if (!self->renamed)
    tw_field_editor_set_text (self->name, template != NULL ? tw_program_template_get_title (template) : "");
}

static void
on_template_toggled (GtkCheckButton     *button,
                     TwProgramAssistant *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  tw_program_assistant_choose_template (self, g_object_get_data (G_OBJECT (button), "tw-template"));
  tw_program_assistant_changed (self);
}

static GtkWidget *
add_template (TwProgramAssistant *self,
              GtkWidget          *list,
              const char         *title,
              const char         *summary,
              const char         *id,
              GtkWidget          *group)
{
  GtkWidget *row = tw_reading_page_add_row (list, title, summary, NULL);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  g_object_set_data (G_OBJECT (check), "tw-template", (gpointer) id);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strcmp0 (id, self->template) == 0);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_template_toggled), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  return check;
}

/* Only those of the chosen type: another type's template pays for what these partners don't do. */
static void
list_templates (TwProgramAssistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = tw_reading_page_add_group (box, _("Templates of This Type"));
  GtkWidget *first = NULL;

  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);
      GtkWidget *check;

      if (g_strcmp0 (template->partner_type, self->type) != 0)
        continue;
      check = add_template (self, list, tw_program_template_get_title (template),
                            tw_program_template_get_summary (template), template->id, first);
      first = first != NULL ? first : check;
    }
  add_template (self, list, _("Empty Program"), _("No tiers and no rules: everything is made by hand"), NULL, first);
  adw_bin_set_child (self->templates, box);
}

GtkWidget *
tw_program_assistant_create_template (TwProgramAssistant *self)
{
  GtkWidget *box = create_box (12);
  GtkWidget *note = add_note (box);

  gtk_label_set_text (GTK_LABEL (note),
                      _("A template only saves typing. Its numbers are examples, and everything taken over is marked "
                        "until it is confirmed or changed."));
  self->templates = ADW_BIN (adw_bin_new ());
  self->preview = ADW_BIN (adw_bin_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->templates));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));

  return tw_reading_page_new (box);
}

/* --- 4 name, currency, first day --- */

static void
on_name_changed (TwProgramAssistant *self)
{
  self->renamed = TRUE;
  tw_program_assistant_changed (self);
}

static int
get_digits (TwProgramAssistant *self,
            const char         *code)
{
  return MAX (0, tw_workspace_currency_digits (get_workspace (self), code));
}

static void
on_currency_changed (TwProgramAssistant *self)
{
  g_autofree char *code = tw_field_editor_get_text (self->currency);

  tw_objective_form_set_currency (self->form, code, get_digits (self, code));
  tw_program_assistant_measure (self);
  tw_program_assistant_changed (self);
}

static void
read_currencies (TwProgramAssistant *self)
{
  g_autoptr (GArray) words = tw_word_rows_read (get_workspace (self), NULL);
  guint n = 0;

  self->currencies = g_new0 (TwChoice, (words != NULL ? words->len : 0) + 1);
  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const TwWordRow *word = &g_array_index (words, TwWordRow, i);

      if (word->kind != TW_WORD_CURRENCY)
        continue;
      self->currencies[n].key = g_strdup (word->name);
      self->currencies[n].label = self->currencies[n].key;
      n++;
    }
}

static char *
get_year_start (TwProgramAssistant *self)
{
  TwSpan span;

  if (!tw_calendar_unit_at (tw_document_get_calendar (self->document), TW_CALENDAR_YEAR, tw_period_today (), &span))
    return g_strdup ("");

  return tw_date_format (span.start);
}

GtkWidget *
tw_program_assistant_create_name (TwProgramAssistant *self)
{
  GtkWidget *box = create_box (18);
  GtkWidget *group = add_group (box, _("Program"), NULL);
  g_autofree char *day = get_year_start (self);

  read_currencies (self);
  self->home_currency = tw_batch_read_currency (get_workspace (self), NULL);
  self->fields[0] = (TwField){ .name = "name", .label = N_("Name"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED };
  self->fields[1] = (TwField){ .name = "currency", .label = N_("Currency"), .type = TW_FIELD_CHOICE,
                               .flags = TW_FIELD_REQUIRED, .choices = self->currencies };
  self->fields[2] = (TwField){ .name = "first_day", .label = N_("First day"), .type = TW_FIELD_DATE,
                               .flags = TW_FIELD_REQUIRED };
  self->name = tw_field_editor_new (&self->fields[0], FALSE);
  self->currency = tw_field_editor_new (&self->fields[1], FALSE);
  self->first_day = tw_field_editor_new (&self->fields[2], FALSE);
  tw_field_editor_add_to (self->name, ADW_PREFERENCES_GROUP (group));
  tw_field_editor_add_to (self->currency, ADW_PREFERENCES_GROUP (group));
  tw_field_editor_add_to (self->first_day, ADW_PREFERENCES_GROUP (group));
  tw_field_editor_set_text (self->currency, self->home_currency);
  tw_field_editor_set_text (self->first_day, day);
  tw_objective_form_set_currency (self->form, self->home_currency, get_digits (self, self->home_currency));
  g_signal_connect_object (self->name, "changed", G_CALLBACK (on_name_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->currency, "changed", G_CALLBACK (on_currency_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_day, "changed", G_CALLBACK (tw_program_assistant_changed), self,
                           G_CONNECT_SWAPPED);

  return tw_reading_page_new (box);
}

/* --- steps --- */

void
tw_program_assistant_enter_step (TwProgramAssistant *self,
                                 AssistantStep       step)
{
  if (step == STEP_TYPE)
    suggest_type (self);
  else if (step == STEP_TEMPLATE)
    {
      list_templates (self);
      show_preview (self);
    }
}

/* The row of the chosen type has the focus, as Enter would choose another. */
static gboolean
focus_type (TwProgramAssistant *self)
{
  for (guint i = 0; i < tw_type_card_count (); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->types[i])))
      return gtk_widget_grab_focus (gtk_widget_get_ancestor (self->types[i], GTK_TYPE_LIST_BOX_ROW));

  return FALSE;
}

void
tw_program_assistant_focus_step (TwProgramAssistant *self,
                                 AssistantStep       step)
{
  if (step == STEP_OBJECTIVE)
    tw_field_editor_grab_focus (tw_objective_form_get_editor (self->form, TW_OBJECTIVE_GAP));
  else if (step == STEP_NAME)
    tw_field_editor_grab_focus (self->name);
  else if (step == STEP_TYPE && focus_type (self))
    return;
  else
    gtk_widget_child_focus (self->pages[step], GTK_DIR_TAB_FORWARD);
}

/* What is missing, in words; NULL where nothing is. */
static char *
find_missing (TwProgramAssistant *self)
{
  static const struct
  {
    TwObjectivePart  part;
    const char      *message;
  } required[] = {
    { TW_OBJECTIVE_GAP, N_("Say which commercial gap the program is to close.") },
    { TW_OBJECTIVE_KIND, N_("Choose what kind of gap it is.") },
    { TW_OBJECTIVE_METRIC, N_("Choose the outcome that shows whether it closes.") },
    { TW_OBJECTIVE_BASELINE, N_("Enter where the outcome stands today.") },
    { TW_OBJECTIVE_TARGET, N_("Enter the target.") },
    { TW_OBJECTIVE_DUE, N_("Enter the day by which the target is due, such as 2026-12-31.") },
    { TW_OBJECTIVE_DIRECT, N_("Enter what the outcome would cost without partners.") },
    { TW_OBJECTIVE_PARTNER, N_("Enter what it costs with partners.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      g_autofree char *text =
          required[i].part == TW_OBJECTIVE_METRIC
              ? tw_objective_form_get_metric (self->form)
              : tw_field_editor_get_text (tw_objective_form_get_editor (self->form, required[i].part));

      if (text == NULL || *g_strstrip (text) == '\0')
        return g_strdup (_(required[i].message));
    }

  return NULL;
}

char *
tw_program_assistant_get_obstacle (TwProgramAssistant *self,
                                   AssistantStep       step)
{
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;

  if (step == STEP_OBJECTIVE)
    return find_missing (self);
  if (step == STEP_TYPE && self->type == NULL)
    return g_strdup (_("Choose the type of partner."));
  if (step != STEP_NAME)
    return NULL;
  name = g_strstrip (tw_field_editor_get_text (self->name));
  day = g_strstrip (tw_field_editor_get_text (self->first_day));
  if (*name == '\0')
    return g_strdup (_("A program needs a name."));
  if (*day == '\0')
    return g_strdup (_("Enter the first day such as 2026-07-01."));

  return NULL;
}
