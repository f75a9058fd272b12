/* tw-budget-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-budget-form.h"

#include "common/tw-format.h"
#include "tw-cell.h"
#include "tw-field-text.h"
#include "tw-program-edit.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>

struct _TwBudgetForm
{
  GObject        parent_instance;

  TwFieldEditor *amount;       /* owned */
  TwFieldEditor *per;          /* owned */
  char          *currency;
  int            digits;
};

G_DEFINE_FINAL_TYPE (TwBudgetForm, tw_budget_form, G_TYPE_OBJECT)

enum
{
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const TwField amount_field = {
  .name = "amount", .label = N_("Budget"), .type = TW_FIELD_MONEY, .help = N_("What incentives may cost at most"),
};

static TwChoice cadences[TW_CALENDAR_YEAR + 2];

static const TwField per_field = {
  .name = "per", .label = N_("Each"), .type = TW_FIELD_CHOICE, .choices = cadences, .flags = TW_FIELD_REQUIRED,
};

static void
on_apply (TwBudgetForm  *self,
          TwFieldEditor *editor)
{
  g_signal_emit (self, signals[APPLY], 0, editor);
}

/* (nullable): the amount as a document has it. */
static gboolean
read_amount (TwBudgetForm  *self,
             char         **text)
{
  g_autofree char *plain = g_strstrip (tw_field_editor_get_text (self->amount));
  g_autoptr (GError) error = NULL;
  g_auto (TwCell) cell = { 0 };

  *text = NULL;
  if (*plain == '\0')
    return TRUE;
  if (!tw_field_parse (&amount_field, self->digits, plain, &cell, &error) || cell.number < 0)
    {
      tw_field_editor_set_message (self->amount, error != NULL ? error->message
                                                               : _("A budget can't be negative. Enter it without a sign."));
      return FALSE;
    }
  *text = tw_field_format (&amount_field, self->digits, &cell);

  return TRUE;
}

gboolean
tw_budget_form_edit (TwBudgetForm            *self,
                     const TwProgramDocument *document,
                     GPtrArray               *edits)
{
  g_autofree char *amount = NULL;
  g_autofree char *per = NULL;
  gboolean has = tw_program_text_lookup (tw_program_document_get_root (document), "/budget") != NULL;

  g_return_val_if_fail (TW_IS_BUDGET_FORM (self), FALSE);

  if (!read_amount (self, &amount))
    return FALSE;
  per = tw_field_editor_get_text (self->per);
  if (amount == NULL && has)
    tw_program_edits_remove (edits, "/budget");
  if (amount == NULL)
    return TRUE;
  tw_program_edits_set_text (edits, "/budget/amount", amount);
  tw_program_edits_set_text (edits, "/budget/per", *per != '\0' ? per : tw_cadence_get_id (TW_CALENDAR_YEAR));

  return TRUE;
}

void
tw_budget_form_show (TwBudgetForm          *self,
                     const TwProgramDesign *design,
                     const char            *currency,
                     int                    digits)
{
  g_auto (TwCell) cell = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;
  gint64 yearly;

  g_return_if_fail (TW_IS_BUDGET_FORM (self));

  g_free (self->currency);
  self->currency = g_strdup (currency);
  self->digits = digits;
  if (design->budget.given)
    tw_cell_set_number (&cell, design->budget.amount);
  text = design->budget.given ? tw_field_format (&amount_field, digits, &cell) : g_strdup ("");
  if (!tw_field_editor_is_invalid (self->amount))
    tw_field_editor_set_text (self->amount, text);
  tw_field_editor_set_text (self->per, tw_cadence_get_id (design->budget.given ? design->budget_per : TW_CALENDAR_YEAR));
  if (tw_program_design_get_yearly_budget (design, &yearly))
    {
      g_autofree char *amount = tw_format_money (yearly, digits, currency);

      hint = g_strdup_printf (_("%s in a year"), amount);
    }
  tw_field_editor_set_hint (self->amount, hint);
}

void
tw_budget_form_set_sensitive (TwBudgetForm *self,
                              gboolean      sensitive)
{
  g_return_if_fail (TW_IS_BUDGET_FORM (self));

  tw_field_editor_set_sensitive (self->amount, sensitive);
  tw_field_editor_set_sensitive (self->per, sensitive);
}

void
tw_budget_form_add_to (TwBudgetForm        *self,
                       AdwPreferencesGroup *group)
{
  g_return_if_fail (TW_IS_BUDGET_FORM (self));

  tw_field_editor_add_to (self->amount, group);
  tw_field_editor_add_to (self->per, group);
}

GtkWidget *
tw_budget_form_find (TwBudgetForm *self,
                     const char   *path)
{
  g_return_val_if_fail (TW_IS_BUDGET_FORM (self), NULL);

  return tw_field_editor_get_control (g_str_equal (path, "/budget/per") ? self->per : self->amount);
}

void
tw_budget_form_collect_refused (TwBudgetForm *self,
                                GPtrArray    *paths)
{
  g_return_if_fail (TW_IS_BUDGET_FORM (self));

  if (tw_field_editor_is_invalid (self->amount))
    g_ptr_array_add (paths, g_strdup ("/budget/amount"));
}

static void
tw_budget_form_finalize (GObject *object)
{
  TwBudgetForm *self = TW_BUDGET_FORM (object);

  g_clear_object (&self->amount);
  g_clear_object (&self->per);
  g_free (self->currency);

  G_OBJECT_CLASS (tw_budget_form_parent_class)->finalize (object);
}

static void
tw_budget_form_class_init (TwBudgetFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_budget_form_finalize;

  for (guint i = 0; i <= TW_CALENDAR_YEAR; i++)
    cadences[i] = (TwChoice) { tw_cadence_get_id (i), tw_cadence_get_label (i) };
  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, TW_TYPE_FIELD_EDITOR);
}

static void
tw_budget_form_init (TwBudgetForm *self)
{
  self->currency = g_strdup ("");
  self->digits = 2;
  self->amount = tw_field_editor_new (&amount_field, TRUE);
  self->per = tw_field_editor_new (&per_field, TRUE);
  g_signal_connect_object (self->amount, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->per, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
}

TwBudgetForm *
tw_budget_form_new (void)
{
  return g_object_new (TW_TYPE_BUDGET_FORM, NULL);
}
