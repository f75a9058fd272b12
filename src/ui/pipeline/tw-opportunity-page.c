/* tw-opportunity-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-opportunity-page.h"

#include "application/tw-window.h"
#include "common/tw-form.h"
#include "common/tw-format.h"
#include "common/tw-history-pane.h"
#include "common/tw-tab-bar.h"
#include "common/tw-turns.h"
#include "pipeline/tw-deal-details.h"
#include "tw-opportunity.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#define FORM_WIDTH 860

struct _TwOpportunityPage
{
  AdwBin               parent_instance;

  /* owned */
  TwDocument          *document;
  TwForm              *form;
  GPtrArray           *role_rows;           /* GtkWidget*, borrowed */
  GPtrArray           *registration_rows;   /* GtkWidget*, borrowed */

  gint64               id;

  /* children */
  TwTabBar            *tab_bar;
  GtkStack            *stack;
  AdwComboRow         *stage;
  AdwPreferencesGroup *roles;
  AdwPreferencesGroup *registrations;
  AdwPreferencesGroup *fields;              /* of the form, which comes in a turn of its own */
  AdwBin              *history;             /* empty until somebody looks at it */

  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (TwOpportunityPage, tw_opportunity_page, ADW_TYPE_BIN)

static const char *const fields[] = {
  "name",     "customer", "partner", "amount", "value",    "currency", "probability", "expected", "next_step", "product",
  "motion",   "created",  "closed",  "reason", "deal_ref", "person",   "external_id", NULL,
};

static TwWorkspace *
get_workspace (TwOpportunityPage *self)
{
  return tw_document_get_workspace (self->document);
}

static TwRow *
read_row (TwOpportunityPage *self)
{
  return tw_row_read (get_workspace (self), tw_entity_find ("opportunity"), self->id, NULL);
}

static GtkWidget *
wrap_in_clamp (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (child, "page-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), FORM_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

/* --- the stage --- */

/* The chooser holds the open stages; what is closed shows as the name that it was closed with, above them. */
static void
show_stage (TwOpportunityPage *self,
            TwRow             *row)
{
  g_autoptr (GPtrArray) stages = tw_stages_read (get_workspace (self), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *own = tw_row_get (row, "stage")->text;
  gboolean open = g_strcmp0 (tw_row_get (row, "status")->text, "open") == 0;
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; stages != NULL && i < stages->len; i++)
    {
      const TwStage *stage = stages->pdata[i];

      if (stage->kind != TW_STAGE_OPEN || stage->name == NULL)
        continue;
      if (open && g_strcmp0 (stage->name, own) == 0)
        selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, stage->name);
    }

  if (selected == GTK_INVALID_LIST_POSITION)
    {
      const TwField *field = tw_entity_get_field (tw_row_get_entity (row), "status");

      selected = g_list_model_get_n_items (G_LIST_MODEL (names));
      gtk_string_list_append (names, open ? _("No stage")
                                          : tw_field_get_choice_label (field, tw_row_get (row, "status")->text));
    }

  self->showing = TRUE;
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->stage, selected);
  self->showing = FALSE;
}

static void
on_stage_chosen (TwOpportunityPage *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (self->stage);
  g_autoptr (GPtrArray) stages = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing || chosen == NULL)
    return;

  stages = tw_stages_read (get_workspace (self), &error);
  if (stages == NULL)
    {
      tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("Nothing Was Moved"), error);
      return;
    }
  for (guint i = 0; i < stages->len; i++)
    {
      const TwStage *stage = stages->pdata[i];

      if (stage->kind == TW_STAGE_OPEN && g_strcmp0 (stage->name, gtk_string_object_get_string (chosen)) == 0)
        {
          gtk_widget_activate_action (GTK_WIDGET (self), "view.move", "s", stage->name);
          break;
        }
    }

  /* What was refused shows as it was. */
  tw_opportunity_page_refresh (self);
}

static void
append_button (GtkWidget  *box,
               const char *label,
               const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkWidget *
create_buttons (void)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 6);
  append_button (box, _("Mark _Won…"), "view.win");
  append_button (box, _("Mark _Lost…"), "view.lose");
  append_button (box, _("_Register Deal…"), "view.register");
  append_button (box, _("_Set Roles…"), "view.roles");

  return box;
}

/* --- roles and registrations --- */

static void
clear_rows (AdwPreferencesGroup *group,
            GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group,
         GPtrArray           *rows,
         const char          *title,
         const char          *subtitle,
         const char          *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);
  g_autofree char *escaped = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);
  /* Translators: read out for a line: what it is of, more about it, its value */
  g_autofree char *name = g_strdup_printf (_("%s, %s, %s"), title, subtitle != NULL ? subtitle : "", value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  /* Short values stay on one line: the row would rather give the room to its title. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (value, -1), 22));
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

static void
show_roles (TwOpportunityPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = tw_opportunity_roles_read (get_workspace (self), self->id, &error);
  g_autofree char *escaped = error != NULL ? g_markup_escape_text (error->message, -1) : NULL;
  const TwField *field = tw_entity_get_field (tw_entity_find ("deal"), "role");

  clear_rows (self->roles, self->role_rows);

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      const TwOpportunityRole *role = roles->pdata[i];
      g_autofree char *share = tw_deal_format_share (role->share);

      add_row (self->roles, self->role_rows, role->partner_name,
               role->role != NULL ? tw_field_get_choice_label (field, role->role) : NULL, share);
    }

  adw_preferences_group_set_description (
      self->roles, escaped != NULL ? escaped : self->role_rows->len == 0 ? _("No partner has a role in it yet.") : NULL);
}

static void
show_registrations (TwOpportunityPage *self)
{
  g_autoptr (GPtrArray) items = tw_deal_read_registrations (self->document, self->id);

  clear_rows (self->registrations, self->registration_rows);

  for (guint i = 0; i < items->len; i++)
    {
      TwItem *item = items->pdata[i];
      const TwEntity *entity = tw_item_get_entity (item);
      g_autofree char *value = tw_deal_describe_protection (self->document, item);
      g_autofree char *key = tw_item_get_text (item, tw_entity_get_index (entity, "external_id"), FALSE);
      const char *partner = tw_item_get_title (item, tw_entity_get_index (entity, "partner"));

      add_row (self->registrations, self->registration_rows, partner != NULL ? partner : key, key, value);
    }

  adw_preferences_group_set_description (
      self->registrations, self->registration_rows->len == 0 ? _("No partner registered it.") : NULL);
}

/* --- building --- */

static void
on_saved (TwOpportunityPage *self)
{
  tw_document_changed (self->document);
}

static AdwPreferencesGroup *
append_group (GtkWidget  *box,
              const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (box), group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_fields (gpointer data)
{
  TwOpportunityPage *self = data;

  tw_form_add_to (self->form, self->fields);
}

/* The fields are the longest part of the page, and stand at its end. */
static void
create_fields (gpointer data)
{
  TwOpportunityPage *self = data;
  g_autoptr (TwRow) row = read_row (self);

  if (row == NULL)
    return;

  self->form = tw_form_new (get_workspace (self), row, TRUE, fields);
  tw_turns_later (self, add_fields);
  tw_form_set_sensitive (self->form, !tw_document_is_read_only (self->document));
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
create_deal (TwOpportunityPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  AdwPreferencesGroup *group;

  gtk_box_append (GTK_BOX (box), create_buttons ());
  group = append_group (box, NULL);
  self->stage = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stage), _("Stage"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stage), !tw_document_is_read_only (self->document));
  adw_preferences_group_add (group, GTK_WIDGET (self->stage));
  g_signal_connect_object (self->stage, "notify::selected", G_CALLBACK (on_stage_chosen), self, G_CONNECT_SWAPPED);
  self->roles = append_group (box, _("Partner Roles"));
  self->registrations = append_group (box, _("Registrations"));

  self->fields = append_group (box, _("Opportunity"));

  return wrap_in_clamp (box);
}

static void
create_history (gpointer data)
{
  TwOpportunityPage *self = data;

  if (adw_bin_get_child (self->history) == NULL)
    adw_bin_set_child (self->history, tw_history_pane_new (self->document, "opportunity", self->id));
}

static void
on_tab_changed (TwOpportunityPage *self)
{
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->history))
    tw_turns_later (self, create_history);
}

static void
tw_opportunity_page_dispose (GObject *object)
{
  TwOpportunityPage *self = TW_OPPORTUNITY_PAGE (object);

  g_clear_object (&self->form);
  g_clear_object (&self->document);
  g_clear_pointer (&self->role_rows, g_ptr_array_unref);
  g_clear_pointer (&self->registration_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_opportunity_page_parent_class)->dispose (object);
}

static void
tw_opportunity_page_class_init (TwOpportunityPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_opportunity_page_dispose;
}

static void
tw_opportunity_page_init (TwOpportunityPage *self)
{
  self->role_rows = g_ptr_array_new ();
  self->registration_rows = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
}

GtkWidget *
tw_opportunity_page_new (TwDocument *document,
                         gint64      opportunity)
{
  TwOpportunityPage *self;
  GtkWidget *box;
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_OPPORTUNITY_PAGE, NULL);
  self->document = g_object_ref (document);
  self->id = opportunity;
  row = read_row (self);
  if (row == NULL)
    return GTK_WIDGET (self);

  gtk_stack_add_titled (self->stack, create_deal (self), "deal", _("Deal"));
  self->history = ADW_BIN (adw_bin_new ());
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->history), "history", _("History"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  tw_opportunity_page_refresh (self);
  tw_turns_later (self, create_fields);

  return GTK_WIDGET (self);
}

gint64
tw_opportunity_page_get_id (TwOpportunityPage *self)
{
  g_return_val_if_fail (TW_IS_OPPORTUNITY_PAGE (self), 0);

  return self->id;
}

gboolean
tw_opportunity_page_refresh (TwOpportunityPage *self)
{
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_OPPORTUNITY_PAGE (self), FALSE);

  row = read_row (self);
  if (row == NULL || self->stage == NULL)
    return FALSE;

  if (self->form != NULL)
    tw_form_set_row (self->form, row);
  show_stage (self, row);
  show_roles (self);
  show_registrations (self);

  return TRUE;
}

void
tw_opportunity_page_step_tab (TwOpportunityPage *self,
                              int                step)
{
  g_return_if_fail (TW_IS_OPPORTUNITY_PAGE (self));

  tw_tab_bar_step (self->tab_bar, step);
  tw_turns_finish (self);
  if (!gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->tab_bar), GTK_DIR_TAB_FORWARD);
}

gboolean
tw_opportunity_page_is_changed (TwOpportunityPage *self)
{
  g_return_val_if_fail (TW_IS_OPPORTUNITY_PAGE (self), FALSE);

  return self->form != NULL && tw_form_is_changed (self->form);
}

char *
tw_opportunity_page_read_title (TwWorkspace *workspace,
                                gint64       opportunity)
{
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("opportunity"), opportunity, NULL);
  const TwCell *cell;

  if (row == NULL)
    return NULL;

  cell = tw_row_get (row, "name");
  if (cell->kind == TW_CELL_TEXT)
    return g_strdup (cell->text);
  cell = tw_row_get (row, "customer");
  if (cell->kind == TW_CELL_NUMBER)
    return tw_entity_read_title (workspace, tw_entity_find ("customer"), cell->number);

  return g_strdup (tw_row_get (row, "external_id")->text);
}
