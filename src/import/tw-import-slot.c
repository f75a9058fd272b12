/* tw-import-slot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-slot.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"

/* --- the plan --- */

/* What others need is converted first: codes of currencies and kinds before amounts; what isn't the
 * entity's comes last, so that the writer's fields lie together. */
static int
slot_rank (const TwImportField *field,
           const TwEntity      *entity)
{
  if (tw_entity_get_field (entity, field->field->name) == NULL)
    return 2;
  return field->field->type == TW_FIELD_CURRENCY || field->field->type == TW_FIELD_CHOICE
         || strcmp (field->field->name, "fact_kind") == 0 ? 0 : 1;
}

static gboolean
is_used (const TwImportPlan  *self,
         const TwImportField *field)
{
  const char *name = field->field->name;

  if (field->columns->len > 0 || field->constant != NULL || field->ordinal)
    return TRUE;
  if (self->n_pivots > 0 && (strcmp (name, "quote") == 0 || strcmp (name, "rate") == 0))
    return TRUE;
  return (field->field->flags & TW_FIELD_REQUIRED) && field->field->fallback != NULL;
}

static int
find_slot (const TwImportPlan *self,
           const char         *name)
{
  for (guint i = 0; i < self->n_slots; i++)
    if (name != NULL && strcmp (self->slots[i].field->name, name) == 0)
      return i;
  return -1;
}

static void
find_pivots (TwImportPlan *self)
{
  GStrv headings = self->job->mapping->headings;

  if (!self->job->mapping->unpivot)
    return;
  self->pivots = g_new (guint, g_strv_length (headings));
  for (guint i = 0; headings[i] != NULL; i++)
    if (tw_workspace_currency_digits (self->job->workspace, headings[i]) >= 0)
      self->pivots[self->n_pivots++] = i;
}

static void
find_discount (TwImportPlan *self)
{
  static const char *const names[] = {
    "discount",       "discountpct", "unitpricediscountpct", "discountpercent", "discountrate",
    "discountamount", "rabatt",
  };
  GStrv headings = self->job->mapping->headings;

  self->discount_column = -1;
  for (guint i = 0; headings[i] != NULL && self->discount_column < 0; i++)
    for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
      if (g_ascii_strcasecmp (headings[i], names[n]) == 0)
        self->discount_column = i;
}

static gboolean
init_slot (TwImportPlan   *self,
           TwImportSlot   *slot,
           TwImportLinks  *links,
           GError        **error)
{
  const TwField *field = slot->field;

  slot->currency = find_slot (self, field->currency);
  slot->kind = field->type == TW_FIELD_TERM ? find_slot (self, "type")
               : field->type == TW_FIELD_FACT ? find_slot (self, "fact_kind") : -1;
  slot->last_digits = -1;
  if (field->type == TW_FIELD_TERM)
    slot->currency = find_slot (self, "currency");
  if (field->type == TW_FIELD_REFERENCE)
    {
      slot->target = tw_import_links_get (links, tw_entity_find (field->target), error);
      if (slot->target == NULL)
        return FALSE;
      if (strcmp (field->target, self->job->entity->name) == 0)
        self->own = slot->target;
    }
  if (field->initial != NULL && (field->flags & TW_FIELD_REQUIRED))
    slot->has_initial = tw_field_parse (field, 0, field->initial, &slot->initial, NULL);
  if (field->fallback != NULL)
    {
      g_auto (GStrv) names = g_strsplit (field->fallback, " ", -1);
      guint n = 0;

      slot->fallbacks = g_new (int, g_strv_length (names) + 1);
      for (guint i = 0; names[i] != NULL; i++)
        if (find_slot (self, names[i]) >= 0)
          slot->fallbacks[n++] = find_slot (self, names[i]);
      slot->fallbacks[n] = -1;
    }
  return TRUE;
}

/* Where no column was chosen for @field. */
static void
set_unchosen_error (TwImportPlan   *self,
                    const TwField  *field,
                    GError        **error)
{
  const char *label = tw_field_get_label (field);
  const char *rows = tw_entity_get_label (self->job->mapping->entity, TRUE);
  gboolean unique = (field->flags & TW_FIELD_UNIQUE) != 0;

  if (self->job->options->in_window)
    g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                 unique ? _("No column is chosen for “%s”, which tells one of the %s from another. "
                            "Choose one in the step Columns, or several that are joined. Nothing "
                            "was changed.")
                        : _("No column is chosen for “%s”, which every row of %s needs. Choose "
                            "one in the step Columns, or one value for all rows. Nothing was "
                            "changed."),
                 label, rows);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                 unique ? _("No column is chosen for “%s”, which tells one of the %s from another. "
                            "Choose one with --column %s=COLUMN, or several joined by “+”. Nothing "
                            "was changed.")
                        : _("No column is chosen for “%s”, which every row of %s needs. Choose "
                            "one with --column %s=COLUMN, or one value for all rows with --set. "
                            "Nothing was changed."),
                 label, rows, field->name);
}

/* A required field that nothing brings is asked for before a row is read. */
static gboolean
check_required (TwImportPlan  *self,
                GError       **error)
{
  TwImportMapping *mapping = self->job->mapping;

  for (guint i = 0; i < mapping->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (mapping->fields, i);
      int slot = find_slot (self, field->field->name);

      if (!(field->field->flags & TW_FIELD_REQUIRED) || field->field->initial != NULL)
        continue;
      if (slot >= 0
          && (is_used (self, field)
              && (field->columns->len > 0 || field->constant != NULL || field->ordinal
                  || self->n_pivots > 0
                  || (self->slots[slot].fallbacks != NULL && self->slots[slot].fallbacks[0] >= 0))))
        continue;
      set_unchosen_error (self, field->field, error);
      return FALSE;
    }
  return TRUE;
}

gboolean
tw_import_plan_init (TwImportPlan   *self,
                     TwImportJob    *job,
                     TwImportLinks  *links,
                     GError        **error)
{
  GPtrArray *fields = job->mapping->fields;

  *self = (TwImportPlan) { .job = job };
  find_pivots (self);
  find_discount (self);
  self->slots = g_new0 (TwImportSlot, fields->len);
  for (int rank = 0; rank < 3; rank++)
    for (guint i = 0; i < fields->len; i++)
      {
        TwImportField *field = g_ptr_array_index (fields, i);

        if (slot_rank (field, job->entity) != rank || !is_used (self, field))
          continue;
        self->slots[self->n_slots].field = field->field;
        self->slots[self->n_slots].source = field;
        self->slots[self->n_slots].extra = rank == 2;
        self->n_slots++;
      }
  for (guint i = 0; i < self->n_slots; i++)
    if (!init_slot (self, &self->slots[i], links, error))
      return FALSE;

  self->key = find_slot (self, job->entity->key);
  self->amount = find_slot (self, "amount");
  if (self->amount >= 0 && self->slots[self->amount].field->type != TW_FIELD_MONEY)
    self->amount = -1;
  self->currency = self->amount >= 0 ? self->slots[self->amount].currency : -1;
  if (self->currency < 0)
    self->amount = -1;
  self->units = find_slot (self, "units");
  self->unit_price = find_slot (self, "unit_price");
  self->partner = find_slot (self, "partner");
  self->date = find_slot (self, job->entity->date);
  self->product = find_slot (self, "product");
  self->customer = find_slot (self, "customer");
  self->type = find_slot (self, "type");
  if (self->type >= 0 && !self->slots[self->type].extra)
    self->type = -1;
  self->type_from = find_slot (self, "type_from");
  self->since = find_slot (self, "since");
  self->valid_from = find_slot (self, "valid_from");
  self->valid_to = find_slot (self, "valid_to");

  return check_required (self, error);
}

void
tw_import_plan_clear (TwImportPlan *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    {
      TwImportSlot *slot = &self->slots[i];

      if (slot->text != NULL)
        g_string_free (slot->text, TRUE);
      tw_cell_clear (&slot->initial);
      g_free (slot->fallbacks);
      g_free (slot->condemned_value);
    }
  g_free (self->slots);
  g_free (self->pivots);
}

/* What to call the place of a value: the heading, or the field's label where there is none. */
const char *
tw_import_slot_column (TwImportPlan *plan,
                       TwImportSlot *slot)
{
  GArray *columns = slot->source->columns;

  if (plan->n_pivots > 0 && strcmp (slot->field->name, "rate") == 0)
    return plan->job->mapping->headings[plan->pivot];
  return columns->len > 0 ? plan->job->mapping->headings[g_array_index (columns, guint, 0)]
                          : tw_field_get_label (slot->field);
}

/* Why a column of which one cell was read so can't be trusted, with “%s”, its row and “%s”. */
static const char *
condemn (TwImportPlan  *self,
         TwReadVerdict  verdict)
{
  if (verdict == TW_READ_GROUPING)
    return _("Column “%s” can't be trusted: row %" G_GUINT64_FORMAT " holds “%s”, whose digits are "
             "grouped in a way that no number is written. Something has changed the numbers of "
             "this column on their way, also those that still look right. Export the file again "
             "from the system it comes from. Nothing was changed.");
  if (self->job->options->in_window)
    return _("Column “%s” can't be trusted: row %" G_GUINT64_FORMAT " holds “%s”, which is no date "
             "in the chosen order of day and month but one in the other, so other dates may be "
             "read wrong. Choose the order in the step Format. Nothing was changed.");

  return _("Column “%s” can't be trusted: row %" G_GUINT64_FORMAT " holds “%s”, which is no date in "
           "the chosen order of day and month but one in the other, so other dates may be read "
           "wrong. Choose the order with --date-order. Nothing was changed.");
}

void
tw_import_plan_judge (TwImportPlan   *self,
                      TwImportReport *report)
{
  for (guint i = 0; i < self->n_slots; i++)
    {
      TwImportSlot *slot = &self->slots[i];

      if (slot->condemned == 0)
        continue;
      g_ptr_array_add (report->blockers,
                       g_strdup_printf (condemn (self, slot->condemned_for),
                                        tw_import_slot_column (self, slot), slot->condemned_row,
                                        slot->condemned_value));
    }
}
