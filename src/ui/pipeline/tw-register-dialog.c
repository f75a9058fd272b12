/* tw-register-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-register-dialog.h"

#include "application/tw-window.h"
#include "common/tw-ask-dialog.h"
#include "tw-error.h"
#include "tw-opportunity.h"
#include "tw-registration.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwWorkspace    *workspace;    /* owned */
  char           *deal_ref;     /* (nullable) */
  TwAskDialog    *dialog;       /* owns this */
  GtkWidget      *opener;       /* weak */
  TwRegistered    registered;
  TwDate          date;
} Registering;

static void
registering_free (gpointer data)
{
  Registering *self = data;

  g_clear_weak_pointer (&self->opener);
  g_object_unref (self->workspace);
  g_free (self->deal_ref);
  g_free (self);
}

static const TwEntity *
get_entity (void)
{
  return tw_entity_find ("registration");
}

/* 0 where the field names nothing that there is. */
static gint64
resolve (Registering *self,
         const char  *field)
{
  g_autofree char *text = tw_ask_dialog_get (self->dialog, field);

  return *text != '\0' ? tw_entity_resolve (self->workspace, tw_entity_find (field), text, NULL) : 0;
}

static TwDate
get_date (Registering *self)
{
  g_autofree char *text = tw_ask_dialog_get (self->dialog, "submitted");
  TwDate date;

  return tw_date_parse (text, &date, NULL) ? date : self->date;
}

static void
look_for_conflicts (Registering *self)
{
  TwClaim claim = { .partner = resolve (self, "partner"), .customer = resolve (self, "customer"),
                    .product = resolve (self, "product"), .category = resolve (self, "category"),
                    .date = get_date (self) };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (claim.partner == 0 || claim.customer == 0)
    {
      tw_ask_dialog_set_note (self->dialog, _("Conflicts are looked for once partner and customer are known."), FALSE);
      return;
    }

  conflicts = tw_registration_find_conflicts (self->workspace, &claim, &error);
  if (conflicts == NULL)
    {
      tw_ask_dialog_set_note (self->dialog, error->message, TRUE);
      return;
    }
  if (conflicts->len == 0)
    {
      tw_ask_dialog_set_note (self->dialog, _("No other registration is in the way."), FALSE);
      return;
    }

  for (guint i = 0; i < conflicts->len && i < 3; i++)
    {
      g_autofree char *sentence = tw_conflict_describe (conflicts->pdata[i]);

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  g_string_append_printf (text, "\n%s", _("It can be submitted, and approved only when that has ended or is rejected."));
  tw_ask_dialog_set_note (self->dialog, text->str, TRUE);
}

static gboolean
on_submit (TwAskDialog  *dialog,
           gpointer      user_data,
           const char  **field,
           GError      **error)
{
  Registering *self = user_data;
  g_autoptr (TwRow) row = tw_row_new (self->workspace, get_entity ());
  g_autofree char *id = tw_external_id_next (self->workspace, "registration", "G");
  g_autofree char *label = NULL;

  if (!tw_row_set_text (row, "external_id", id, error) || !tw_row_set_text (row, "deal_ref", self->deal_ref, error))
    return FALSE;
  if (!tw_ask_dialog_take (dialog, row))
    return FALSE;

  if (resolve (self, "customer") == 0)
    {
      *field = "customer";
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Enter the customer whose deal is protected."));
      return FALSE;
    }

  /* Translators: %s is the external id of a registration. */
  label = g_strdup_printf (_("Submit registration %s"), id);
  if (!tw_row_save (row, label, error))
    return FALSE;

  if (self->opener != NULL)
    self->registered (tw_row_get_id (row), self->opener);

  return TRUE;
}

/* A name that several have doesn't say which: there it is the external id. */
static char *
title_of (TwWorkspace *workspace,
          TwRow       *row,
          const char  *field)
{
  const TwCell *cell = row != NULL ? tw_row_get (row, field) : NULL;
  const TwEntity *target = tw_entity_find (field);
  g_autofree char *title = NULL;
  g_autoptr (TwRow) trial = NULL;

  if (cell == NULL || cell->kind != TW_CELL_NUMBER)
    return NULL;

  title = tw_entity_read_title (workspace, target, cell->number);
  trial = tw_row_copy (row);
  if (title != NULL && tw_row_set_text (trial, field, title, NULL))
    return g_steal_pointer (&title);

  return tw_row_get_text (row, field);
}

/* The partner that registers is the one that sourced the deal, else the deal's own. */
static char *
partner_of (TwWorkspace *workspace,
            TwRow       *row)
{
  g_autoptr (GPtrArray) roles = NULL;

  if (row == NULL)
    return NULL;

  roles = tw_opportunity_roles_read (workspace, tw_row_get_id (row), NULL);
  if (roles != NULL && roles->len > 0)
    return g_strdup (((TwOpportunityRole *) roles->pdata[0])->partner_name);

  return title_of (workspace, row, "partner");
}

static void
add_fields (Registering *self,
            TwRow       *row)
{
  static const char *const fields[] = { "partner", "customer", "product", "category", "submitted", "amount", "currency" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const TwField *field = tw_entity_get_field (get_entity (), fields[i]);
      g_autofree char *text = NULL;

      if (g_str_equal (fields[i], "partner"))
        text = partner_of (self->workspace, row);
      else if (g_str_equal (fields[i], "submitted"))
        text = tw_date_format (self->date);
      else if (g_str_equal (fields[i], "currency") && row == NULL)
        text = NULL;
      else if (field->type == TW_FIELD_REFERENCE)
        text = g_str_equal (fields[i], "category") ? NULL : title_of (self->workspace, row, fields[i]);
      else if (row != NULL)
        {
          text = tw_row_get_text (row, fields[i]);
          if (*text == '\0' && g_str_equal (fields[i], "amount"))
            {
              g_free (text);
              text = tw_row_get_text (row, "value");
            }
        }

      tw_ask_dialog_add (self->dialog, field, text, i < 2 || g_str_equal (fields[i], "submitted"));
    }
}

void
tw_register_dialog_present (TwWorkspace  *workspace,
                            gint64        opportunity,
                            TwDate        date,
                            GtkWidget    *opener,
                            TwRegistered  registered)
{
  Registering *self;
  g_autoptr (TwRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TW_IS_WORKSPACE (workspace));

  if (opportunity != 0
      && (row = tw_row_read (workspace, tw_entity_find ("opportunity"), opportunity, &error)) == NULL)
    {
      tw_window_show_error (tw_window_from (opener), _("The Deal Was Not Registered"), error);
      return;
    }

  self = g_new0 (Registering, 1);
  self->workspace = g_object_ref (workspace);
  self->registered = registered;
  self->date = date;
  g_set_weak_pointer (&self->opener, opener);
  if (row != NULL)
    {
      const TwCell *deal = tw_row_get (row, "deal_ref");

      self->deal_ref = g_strdup (deal->kind == TW_CELL_TEXT ? deal->text : tw_row_get (row, "external_id")->text);
    }
  self->dialog = tw_ask_dialog_new (_("Register Deal"), _("The first partner that asks is protected, once approved."),
                                    _("_Submit"), on_submit, self, registering_free);
  add_fields (self, row);
  g_signal_connect_swapped (self->dialog, "changed", G_CALLBACK (look_for_conflicts), self);
  tw_ask_dialog_present (self->dialog, opener, workspace, "register", opportunity);
  /* Also for what is put back from a draft. */
  look_for_conflicts (self);
}
