/* tw-matrix-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "application/tw-window.h"
#include "common/tw-entry-check.h"
#include "common/tw-input.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

/* New tiers, benefits and reviews. */

typedef struct
{
  TwMatrixTab      *tab;        /* borrowed: the dialog goes with its window */
  const char       *action;
  AdwMessageDialog *dialog;
  GtkWidget        *name;
  GtkWidget        *choice;     /* (nullable) */
  GtkWidget        *cost;       /* (nullable) */
  GtkWidget        *value;      /* (nullable) */
  GtkWidget        *attendees;  /* (nullable) */
  GtkWidget        *message;
  int               column;
} Ask;

static const struct
{
  const char *action;
  const char *heading;
  const char *body;
} kinds[] = {
  { "add-tier", N_("Add Tier"), N_("It stands above the others and asks nothing yet.") },
  { "add-designation", N_("Add Designation"),
    N_("A designation is held beside the tiers, by whoever meets it.") },
  { "add-benefit", N_("Add Benefit"), NULL },
  { "add-review", N_("Add Review"), NULL },
};

static char *
get_amount (GtkWidget *entry)
{
  return entry != NULL
           ? tw_input_to_plain (TW_FIELD_MONEY, gtk_editable_get_text (GTK_EDITABLE (entry))) : NULL;
}

static gboolean
is_amount (Ask       *ask,
           GtkWidget *entry)
{
  const TwProgram *program = tw_program_document_get_program (ask->tab->matrix->document);
  g_autofree char *plain = get_amount (entry);
  gint64 number;
  gboolean good = plain == NULL || *plain == '\0' ||
                  (tw_decimal_parse (plain, program->currency_digits, &number, NULL) && number >= 0);

  if (entry != NULL)
    tw_entry_mark (entry, !good);

  return good;
}

static void
on_changed (Ask *ask)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (ask->name))));
  gboolean amounts = is_amount (ask, ask->cost) & is_amount (ask, ask->value);

  gtk_label_set_text (GTK_LABEL (ask->message),
                      amounts ? "" : _("Enter an amount such as 1,234.56."));
  gtk_widget_set_visible (ask->message, !amounts);
  adw_message_dialog_set_response_enabled (ask->dialog, "add", *name != '\0' && amounts);
}

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static const char *
get_choice (Ask *ask)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (ask->choice));
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER, TW_CALENDAR_HALF,
                                          TW_CALENDAR_YEAR };

  return g_str_equal (ask->action, "add-benefit")
           ? tw_benefit_kind_get_id (chosen)
           : tw_cadence_get_id (units[MIN (chosen, G_N_ELEMENTS (units) - 1)]);
}

/* (transfer full): the benefit or review as JSON. */
static char *
make_json (Ask *ask)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *cost = get_amount (ask->cost);
  g_autofree char *value = get_amount (ask->value);

  json_builder_begin_object (builder);
  add_text (builder, "name", gtk_editable_get_text (GTK_EDITABLE (ask->name)));
  add_text (builder, ask->cost != NULL ? "kind" : "cadence", get_choice (ask));
  add_text (builder, "cost", cost);
  add_text (builder, "value", value);
  if (ask->attendees != NULL)
    add_text (builder, "attendees", gtk_editable_get_text (GTK_EDITABLE (ask->attendees)));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

static GPtrArray *
make_edits (Ask     *ask,
            char   **label,
            GError **error)
{
  TwMatrix *matrix = ask->tab->matrix;
  const char *name = gtk_editable_get_text (GTK_EDITABLE (ask->name));
  gboolean benefit = g_str_equal (ask->action, "add-benefit");
  g_autofree char *json = NULL;

  if (ask->choice == NULL)
    {
      *label = g_strdup_printf (_("Added tier “%s”"), name);
      return tw_matrix_add_tier (matrix, name, g_str_equal (ask->action, "add-designation"), error);
    }
  json = make_json (ask);
  /* Translators: a benefit or review, a tier. */
  *label = g_strdup_printf (_("Added “%1$s” to %2$s"), name, matrix->tiers[ask->column].name);

  return tw_matrix_append_item (matrix, ask->column, benefit ? "benefits" : "governance", json);
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             Ask              *ask)
{
  TwMatrixTab *self = ask->tab;
  g_autofree char *key = NULL;
  char *label = NULL;
  GError *error = NULL;
  GPtrArray *edits;
  int column = ask->column;

  if (!g_str_equal (response, "add") || self->matrix == NULL)
    return;
  edits = make_edits (ask, &label, &error);
  if (ask->choice != NULL)
    key = g_strdup_printf ("%s\n%s", ask->cost != NULL ? "benefits" : "governance",
                           gtk_editable_get_text (GTK_EDITABLE (ask->name)));
  else
    column = g_str_equal (ask->action, "add-tier") ? -2 : (int) self->matrix->n_tiers;
  if (!tw_matrix_tab_try (self, edits, label, error))
    return;
  if (column == -2)
    column = tw_matrix_find_tier (self->matrix, gtk_editable_get_text (GTK_EDITABLE (ask->name)));
  tw_matrix_tab_go (self, key != NULL ? tw_matrix_find_row (self->matrix, key) : -1, column);
}

/* --- the dialog --- */

static GtkWidget *
add_entry (GtkWidget  *list,
           const char *title,
           Ask        *ask)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry), FALSE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), ask);

  return entry;
}

static GtkWidget *
add_choice (GtkWidget  *list,
            const char *title,
            gboolean    benefit)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER, TW_CALENDAR_HALF,
                                          TW_CALENDAR_YEAR };
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < (benefit ? TW_N_BENEFIT_KINDS : G_N_ELEMENTS (units)); i++)
    gtk_string_list_append (names, benefit ? tw_benefit_kind_get_label (i)
                                           : tw_cadence_get_label (units[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  gtk_list_box_append (GTK_LIST_BOX (list), row);

  return row;
}

static GtkWidget *
create_rows (Ask *ask)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  gboolean benefit = g_str_equal (ask->action, "add-benefit");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  ask->message = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (ask->message), TRUE);
  gtk_widget_add_css_class (ask->message, "error");
  gtk_widget_set_visible (ask->message, FALSE);
  ask->name = add_entry (list, _("Name"), ask);
  if (benefit)
    {
      ask->choice = add_choice (list, _("Kind"), TRUE);
      ask->cost = add_entry (list, _("Unit cost a year"), ask);
      ask->value = add_entry (list, _("Value to the partner a year"), ask);
    }
  else if (g_str_equal (ask->action, "add-review"))
    {
      ask->choice = add_choice (list, _("Cadence"), FALSE);
      ask->attendees = add_entry (list, _("Attendees"), ask);
    }
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), ask->message);

  return box;
}

void
tw_matrix_tab_ask_name (TwMatrixTab *self,
                        const char  *action)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  Ask *ask;
  GtkWidget *dialog;
  int row;
  guint kind = 0;

  if (self->matrix == NULL || !tw_matrix_tab_is_editable (self))
    return;
  while (!g_str_equal (kinds[kind].action, action))
    kind++;
  ask = g_new0 (Ask, 1);
  ask->tab = self;
  ask->action = kinds[kind].action;
  tw_matrix_grid_get_cursor (self->grid, &row, &ask->column);
  ask->column = MAX (ask->column, 0);

  dialog = adw_message_dialog_new (GTK_WINDOW (window), _(kinds[kind].heading),
                                   kinds[kind].body != NULL ? _(kinds[kind].body)
                                                            : self->matrix->tiers[ask->column].name);
  ask->dialog = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_set_extra_child (ask->dialog, create_rows (ask));
  adw_message_dialog_add_responses (ask->dialog, "cancel", _("_Cancel"), "add", _("_Add"), NULL);
  adw_message_dialog_set_response_appearance (ask->dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ask->dialog, "add");
  adw_message_dialog_set_close_response (ask->dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), ask,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  on_changed (ask);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (ask->name);
}
