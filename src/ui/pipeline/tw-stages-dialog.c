/* tw-stages-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-stages-dialog.h"

#include "common/tw-ask-dialog.h"
#include "common/tw-dialog-role.h"
#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "common/tw-value-row.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-registration.h"
#include "tw-setting.h"
#include "tw-stage.h"

#include <glib/gi18n-lib.h>

struct _TwStagesDialog
{
  AdwWindow            parent_instance;

  TwDocument          *document;    /* owned */

  /* children */
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *stages;
  AdwPreferencesGroup *rules;
  GPtrArray           *rows;        /* GtkWidget*, of stages, borrowed */
  GtkLabel            *message;

  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (TwStagesDialog, tw_stages_dialog, ADW_TYPE_WINDOW)

static TwWorkspace *
get_workspace (TwStagesDialog *self)
{
  return tw_document_get_workspace (self->document);
}

static void show_stages (TwStagesDialog *self);

/* After each change: what is true now, or what went wrong. */
static void
finish (TwStagesDialog *self,
        gboolean        done,
        const GError   *error)
{
  gtk_label_set_text (self->message, done ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), !done);

  if (done)
    tw_document_changed (self->document);
}

/* --- one stage --- */

static gint64
get_id (GtkWidget *button)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (button), "id");
}

static void
on_move (TwStagesDialog *self,
         GtkWidget      *button)
{
  int steps = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "steps"));
  g_autoptr (GError) error = NULL;
  gboolean done = tw_stage_move (get_workspace (self), get_id (button), steps, &error);

  finish (self, done, error);
}

static void
on_remove (TwStagesDialog *self,
           GtkWidget      *button)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_stage_remove (get_workspace (self), get_id (button), &error);

  finish (self, done, error);
}

/* What is wrong is said at its field. */
static gboolean
take_stage (TwAskDialog  *dialog,
            TwWorkspace  *workspace,
            gboolean      open,
            gint64       *probability,
            const char  **field,
            GError      **error)
{
  gint64 id = tw_ask_dialog_get_about (dialog);
  const TwEntity *entity = tw_entity_find ("stage");
  g_autoptr (TwRow) row = id != 0 ? tw_row_read (workspace, entity, id, error) : tw_row_new (workspace, entity);

  if (row == NULL)
    return FALSE;
  /* The place of a new one is the last; the model finds it. */
  if (id == 0 && !tw_row_set_text (row, "position", "1", error))
    return FALSE;
  if (!tw_ask_dialog_take (dialog, row))
    return FALSE;

  *probability = open ? tw_row_get (row, "probability")->number : 0;
  if (*probability >= 0 && *probability <= TW_MILLION)
    return TRUE;

  *field = "probability";
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Enter a probability from 0 %% to 100 %%."));

  return FALSE;
}

static gboolean
save_stage (TwAskDialog     *dialog,
            TwStagesDialog  *self,
            gboolean         open,
            const char     **field,
            GError         **error)
{
  gint64 id = tw_ask_dialog_get_about (dialog);
  TwWorkspace *workspace = get_workspace (self);
  g_autofree char *name = tw_ask_dialog_get (dialog, "name");
  gint64 probability;

  if (!take_stage (dialog, workspace, open, &probability, field, error))
    return FALSE;

  *field = "name";
  if (id != 0 ? !tw_stage_edit (workspace, id, name, probability, error)
              : !tw_stage_add (workspace, name, probability, error))
    return FALSE;

  finish (self, TRUE, NULL);

  return TRUE;
}

static gboolean
on_open_stage (TwAskDialog  *dialog,
               gpointer      user_data,
               const char  **field,
               GError      **error)
{
  return save_stage (dialog, user_data, TRUE, field, error);
}

/* One that ends a deal has no probability of its own. */
static gboolean
on_end_stage (TwAskDialog  *dialog,
              gpointer      user_data,
              const char  **field,
              GError      **error)
{
  return save_stage (dialog, user_data, FALSE, field, error);
}

static void
ask_stage (TwStagesDialog *self,
           gint64          id,
           const char     *name,
           gint64          probability,
           gboolean        open)
{
  const TwEntity *entity = tw_entity_find ("stage");
  g_autofree char *rate = tw_rate_format (MAX (probability, 0));
  TwAskDialog *dialog = tw_ask_dialog_new (id != 0 ? _("Change Stage") : _("New Stage"),
                                           id != 0 && open ? _("Opportunities that are in it go along.") : NULL,
                                           id != 0 ? _("_Change") : _("_Add"), open ? on_open_stage : on_end_stage,
                                           g_object_ref (self), g_object_unref);

  tw_ask_dialog_add (dialog, tw_entity_get_field (entity, "name"), name, TRUE);
  if (open)
    tw_ask_dialog_add (dialog, tw_entity_get_field (entity, "probability"), rate, TRUE);
  tw_ask_dialog_present (dialog, GTK_WIDGET (self), get_workspace (self), "stage", id);
}

static void
on_row_activated (TwStagesDialog *self,
                  GtkWidget      *row)
{
  const TwStage *stage = g_object_get_data (G_OBJECT (row), "stage");

  ask_stage (self, stage->id, stage->name, stage->probability, stage->kind == TW_STAGE_OPEN);
}

static void
on_add (TwStagesDialog *self)
{
  ask_stage (self, 0, NULL, 500000, TRUE);
}

static void
add_button (TwStagesDialog *self,
            GtkWidget      *row,
            const TwStage  *stage,
            const char     *icon,
            const char     *label,
            int             steps,
            gboolean        sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* Translators: a command, then the stage that it is about */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), label, stage->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (button, sensitive);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&stage->id, sizeof stage->id), g_free);
  g_object_set_data (G_OBJECT (button), "steps", GINT_TO_POINTER (steps));
  g_signal_connect_object (button, "clicked", steps != 0 ? G_CALLBACK (on_move) : G_CALLBACK (on_remove), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static char *
describe (const TwStage *stage)
{
  g_autofree char *count = g_strdup_printf (
      ngettext ("%d opportunity", "%d opportunities", (gulong) stage->opportunities), (int) stage->opportunities);
  g_autofree char *plain = NULL;
  g_autofree char *rate = NULL;

  if (stage->kind != TW_STAGE_OPEN)
    return g_steal_pointer (&count);

  plain = tw_rate_format (stage->probability);
  rate = tw_format_rate (plain);

  return g_strdup_printf ("%s · %s", rate, count);
}

/* @stage: (transfer full) */
static void
add_row (TwStagesDialog *self,
         TwStage        *stage,
         gboolean        first,
         gboolean        last)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (stage);
  gboolean writable = !tw_document_is_read_only (self->document);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), stage->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), writable);
  g_object_set_data_full (G_OBJECT (row), "stage", stage, (GDestroyNotify) tw_stage_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);

  if (stage->kind == TW_STAGE_OPEN)
    {
      add_button (self, row, stage, "go-up-symbolic", _("Move Up"), -1, writable && !first);
      add_button (self, row, stage, "go-down-symbolic", _("Move Down"), 1, writable && !last);
      add_button (self, row, stage, "list-remove-symbolic", _("Remove"), 0, writable && stage->opportunities == 0);
    }

  adw_preferences_group_add (self->stages, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_stages (TwStagesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stages = tw_stages_read (get_workspace (self), &error);
  g_autoptr (GPtrArray) defined = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->stages, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  if (stages == NULL)
    {
      finish (self, FALSE, error);
      return;
    }

  g_ptr_array_set_free_func (stages, NULL);
  for (guint i = 0; i < stages->len; i++)
    {
      if (((TwStage *) stages->pdata[i])->id != 0)
        g_ptr_array_add (defined, stages->pdata[i]);
      else
        tw_stage_free (stages->pdata[i]);
    }
  for (guint i = 0; i < defined->len; i++)
    add_row (self, defined->pdata[i], i == 0,
             i + 1 == defined->len || ((TwStage *) defined->pdata[i + 1])->kind != TW_STAGE_OPEN);
}

/* --- protection --- */

typedef struct
{
  const char *key;
  const char *title;
  int         initial;
  int         low;
  int         high;
} Rule;

static const Rule rules[] = {
  { TW_REGISTRATION_DAYS, N_("Days of protection"), TW_REGISTRATION_DAYS_INITIAL, 1, 3650 },
  { TW_REGISTRATION_EXTENSION, N_("Days of an extension"), TW_REGISTRATION_EXTENSION_INITIAL, 1, 3650 },
  { TW_REGISTRATION_MAX_EXTENSIONS, N_("Extensions allowed"), TW_REGISTRATION_MAX_EXTENSIONS_INITIAL, 0, 99 },
  { TW_REGISTRATION_WARNING, N_("Days of warning before the end"), TW_REGISTRATION_WARNING_INITIAL, 0, 365 },
};

static gboolean
take_days (GtkWidget   *entry,
           const char  *text,
           gpointer     user_data,
           GError     **error)
{
  TwStagesDialog *self = user_data;
  const Rule *rule = g_object_get_data (G_OBJECT (entry), "rule");
  g_autofree char *label = NULL;
  gint64 days;

  if (!g_ascii_string_to_signed (text, 10, rule->low, rule->high, &days, NULL))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Enter a whole number from %d to %d."), rule->low, rule->high);
      return FALSE;
    }
  if (tw_setting_get_int (get_workspace (self), rule->key, rule->initial) == days)
    return TRUE;

  /* Translators: a setting and its new value */
  label = g_strdup_printf (_("Set %s to %s"), _(rule->title), text);
  if (!tw_setting_set_text (get_workspace (self), rule->key, text, label, error))
    return FALSE;

  finish (self, TRUE, NULL);

  return TRUE;
}

static void
add_rule (TwStagesDialog *self,
          const Rule     *rule)
{
  g_autofree char *days =
      g_strdup_printf ("%d", (int) tw_setting_get_int (get_workspace (self), rule->key, rule->initial));
  GtkWidget *entry = tw_value_row_add (self->rules, _(rule->title), NULL, days, take_days, self);

  gtk_widget_set_sensitive (entry, !tw_document_is_read_only (self->document));
  g_object_set_data (G_OBJECT (entry), "rule", (gpointer) rule);
}

static const char *const scopes[] = { "category", "product", "customer" };

static void
on_scope (TwStagesDialog *self,
          GParamSpec     *pspec,
          AdwComboRow    *row)
{
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (self->showing || selected >= G_N_ELEMENTS (scopes))
    return;

  done = tw_setting_set_text (get_workspace (self), TW_REGISTRATION_SCOPE, scopes[selected],
                              _("Set what registrations conflict over"), &error);
  finish (self, done, error);
}

static void
add_scope (TwStagesDialog *self)
{
  const char *const labels[] = { _("Customer and product category"), _("Customer and product"), _("Customer"), NULL };
  g_autofree char *scope = tw_setting_get_text (get_workspace (self), TW_REGISTRATION_SCOPE);
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("In conflict over the same"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      if (g_strcmp0 (scopes[i], scope) == 0)
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
    }
  gtk_widget_set_sensitive (row, !tw_document_is_read_only (self->document));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_scope), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->rules, row);
}

/* --- life --- */

static void
tw_stages_dialog_dispose (GObject *object)
{
  TwStagesDialog *self = TW_STAGES_DIALOG (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_stages_dialog_parent_class)->dispose (object);
}

static void
tw_stages_dialog_class_init (TwStagesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_stages_dialog_dispose;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tw_stages_dialog_init (TwStagesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add Stage…"));

  tw_dialog_tell_role (self);
  self->rows = g_ptr_array_new ();
  gtk_window_set_title (GTK_WINDOW (self), _("Stages and Registrations"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, 620);

  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->stages = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->stages, _("Stages"));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (self->stages, add);
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  self->rules = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->rules, _("Deal Registrations"));
  adw_preferences_page_add (self->page, self->stages);
  adw_preferences_page_add (self->page, self->rules);

  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "pane-body");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);

  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  adw_window_set_content (ADW_WINDOW (self), box);
}

GtkWidget *
tw_stages_dialog_new (TwDocument *document)
{
  TwStagesDialog *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_STAGES_DIALOG, NULL);
  self->document = g_object_ref (document);
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    add_rule (self, &rules[i]);
  add_scope (self);
  self->showing = FALSE;
  show_stages (self);
  g_signal_connect_object (document, "changed", G_CALLBACK (show_stages), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
