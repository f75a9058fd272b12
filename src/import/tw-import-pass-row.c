/* tw-import-pass-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-pass-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-currency.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fault.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-row.h"

/* One row of a reading: its values are checked, counted, and, when writing, written. */

static void
reject (TwImportPass      *self,
        const TwCsvRecord *record,
        const char        *column,
        const char        *value,
        char              *reason)
{
  TwImportReport *report = self->job->report;
  TwImportReject *item;

  report->rejected++;
  if (report->rejects->len >= TW_IMPORT_LIST_MAX)
    {
      g_free (reason);
      return;
    }
  item = g_new0 (TwImportReject, 1);
  item->row = record->row;
  item->column = g_strdup (column);
  item->value = value != NULL ? g_strndup (value, 200) : NULL;
  if (item->value != NULL && !g_utf8_validate (item->value, -1, NULL))
    {
      char *valid = g_utf8_make_valid (item->value, -1);

      g_free (item->value);
      item->value = valid;
    }
  item->reason = reason;
  item->raw = tw_import_raw_row (record);
  g_ptr_array_add (report->rejects, item);
}

/* What the workspace refuses of one row, such as a date in a locked period, rejects that row.
 * Anything else, such as a full disk, ends the import. */
static gboolean
reject_refused (TwImportPass       *self,
                const TwCsvRecord  *record,
                GError             *local,
                GError            **error)
{
  static const char *const tails[] = { " Nothing was changed.", "." };
  char *reason;

  if (!g_error_matches (local, TW_ERROR, TW_ERROR_CONFLICT)
      && !g_error_matches (local, TW_ERROR, TW_ERROR_RANGE))
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  reason = g_strdup (local->message);
  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_suffix (reason, tails[i]))
      reason[strlen (reason) - strlen (tails[i])] = 0;
  reject (self, record, NULL, NULL, reason);
  self->job->refused++;
  g_error_free (local);
  return TRUE;
}

/* --- one row --- */

static gint64
number_of (TwImportPass *self,
           int           slot)
{
  return slot >= 0 && self->cells[slot].kind == TW_CELL_NUMBER ? self->cells[slot].number
                                                               : G_MININT64;
}

/* Few currencies: the last one is nearly always the right one. */
TwImportTotal *
tw_import_pass_get_total (GPtrArray  *totals,
                          const char *currency,
                          int         digits)
{
  TwImportTotal *total;

  for (guint i = totals->len; i > 0; i--)
    {
      total = g_ptr_array_index (totals, i - 1);
      if (strcmp (total->currency, currency) == 0)
        return total;
    }

  total = g_new0 (TwImportTotal, 1);
  total->currency = g_strdup (currency);
  total->digits = digits;
  g_ptr_array_add (totals, total);
  return total;
}

static void
add_total (TwImportPass *self,
           GPtrArray    *totals,
           const char   *currency,
           int           digits,
           gint64        amount)
{
  TwImportTotal *total = tw_import_pass_get_total (totals, currency, digits);

  total->rows++;
  if (!tw_amount_add (total->amount, amount, &total->amount))
    g_ptr_array_add (self->job->report->blockers, g_strdup_printf (_("The control total in %s is "
                                                                     "larger than an amount can "
                                                                     "be. Nothing was changed."),
                                                                   currency));
}

static void
check_amount (TwImportPass      *self,
              const TwCsvRecord *record,
              gint64             amount,
              int                digits)
{
  TwImportPlan *plan = &self->plan;
  gint64 units = number_of (self, plan->units), price = number_of (self, plan->unit_price);
  TwReadNumber discount = { 0 };

  if (units == G_MININT64 || price == G_MININT64 || amount == G_MININT64)
    return;

  if (plan->discount_column >= 0 && plan->discount_column < (int) record->n_cells)
    {
      TwCsvCell *cell = &record->cells[plan->discount_column];

      if (tw_read_number (cell->text, cell->length, self->job->profile->format.decimal, 6,
                          &discount)
          != TW_READ_OK)
        discount.value = 0;
    }
  tw_import_amounts_add (&self->amounts, record->row, amount, digits, units, price,
                         discount.value != 0 ? &discount : NULL, self->job->report);
}

/* Same partner, day, product, customer, amount and quantity under another external id: one fact
 * twice? */
static void
check_duplicate (TwImportPass      *self,
                 const TwCsvRecord *record,
                 gint64             amount)
{
  TwImportPlan *plan = &self->plan;
  const gint64 parts[] = {
    number_of (self, plan->partner), number_of (self, plan->date), number_of (self, plan->product),
    number_of (self, plan->customer), number_of (self, plan->units), amount,
  };
  guint64 hash = 1469598103934665603u;

  if (self->job->write || amount == G_MININT64 || amount == 0 || parts[0] == G_MININT64
      || parts[1] == G_MININT64)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    hash = (hash ^ (guint64) parts[i]) * 1099511628211u + (hash >> 29);
  if (g_hash_table_add (self->duplicates, GSIZE_TO_POINTER ((gsize) hash)))
    return;
  if (self->n_duplicates++ < 20)
    tw_import_report_notice (self->job->report, record->row,
                             g_strdup_printf (_("Row %" G_GUINT64_FORMAT " has the same partner, "
                                                                          "date, product, amount "
                                                 "and quantity as an earlier row."),
                                              record->row));
}

/* The words of a change: only what differs, as the workspace would write it. */
static char *
describe_change (TwImportPass *self,
                 gint64        id)
{
  TwImportPlan *plan = &self->plan;
  GString *text = g_string_new (NULL);
  g_autoptr (TwRow) row = tw_row_read (self->job->workspace, self->job->entity, id, NULL);

  for (guint i = 0; row != NULL && i < plan->n_slots; i++)
    {
      const TwField *field = plan->slots[i].field;
      const TwCell *old;
      g_autofree char *before = NULL, *after = NULL;

      if (plan->slots[i].extra)
        continue;
      old = tw_row_get (row, field->name);
      if (tw_cell_equal (old, &self->cells[i]))
        continue;
      before = tw_row_get_text (row, field->name);
      after = field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_FACT
              ? g_strdup ("…") : tw_field_format (field, plan->slots[i].digits, &self->cells[i]);
      g_string_append_printf (text, "%s%s %s → %s", text->len > 0 ? ", " : "",
                              tw_field_get_label (field), *before != 0 ? before : "–",
                              *after != 0 ? after : "–");
    }
  return g_string_free (text, FALSE);
}

static void
note_change (TwImportPass      *self,
             const TwCsvRecord *record,
             gint64             id)
{
  TwImportReport *report = self->job->report;
  TwImportChange *change;
  int key = self->plan.key;

  if (report->changes->len >= TW_IMPORT_LIST_MAX)
    return;

  change = g_new0 (TwImportChange, 1);
  change->row = record->row;
  change->key = g_strdup (key >= 0 && self->cells[key].kind == TW_CELL_TEXT ? self->cells[key].text
                                                                            : "");
  change->text = report->changes->len < 1000 && !self->job->write ? describe_change (self, id)
                                                                  : g_strdup ("");
  g_ptr_array_add (report->changes, change);
}

static gboolean
add_partner_type (TwImportPass       *self,
                  const TwCsvRecord  *record,
                  gint64              id,
                  GError            **error)
{
  TwImportPlan *plan = &self->plan;
  gint64 from = number_of (self, plan->type_from);

  if (plan->type < 0 || self->cells[plan->type].kind != TW_CELL_TEXT || !self->job->write)
    return TRUE;
  if (from == G_MININT64)
    from = number_of (self, plan->since);
  return tw_import_links_add_type (&self->links, id, self->cells[plan->type].text,
                                   from == G_MININT64 ? TW_DATE_NONE : (TwDate) from, record->row,
                                   error);
}

static gboolean
put_row (TwImportPass       *self,
         const TwCsvRecord  *record,
         TwBulkResult       *result,
         GError            **error)
{
  TwImportReport *report = self->job->report;
  GError *local = NULL;
  gboolean done;
  gint64 id = 0;

  if (self->job->write && self->put++ % 1000 == 0)
    tw_fault_point (self->put == 1 ? "first-insert" : "mid-insert");
  done = self->job->write
             ? tw_bulk_writer_put (self->writer, self->cells, record->row, result, &id, &local)
             : tw_bulk_writer_probe (self->writer, self->cells, result, &id, &local);
  if (!done)
    {
      *result = TW_BULK_REPEATED;
      return reject_refused (self, record, local, error);
    }

  switch (*result)
    {
    case TW_BULK_NEW:
      report->added++;
      if (self->plan.own != NULL && self->plan.key >= 0
          && self->cells[self->plan.key].kind == TW_CELL_TEXT)
        tw_import_target_add (self->plan.own, self->cells[self->plan.key].text,
                              id > 0 ? id : G_MAXINT64);
      return add_partner_type (self, record, id, error);
    case TW_BULK_CHANGED:
      report->changed++;
      note_change (self, record, id);
      return TRUE;
    case TW_BULK_REPEATED:
      report->repeated++;
      reject (self, record,
              self->plan.key >= 0 ? tw_field_get_label (self->plan.slots[self->plan.key].field)
                                  : NULL,
              self->plan.key >= 0 ? self->cells[self->plan.key].text : NULL,
              g_strdup (_("came in an earlier row already; add a column to the external ID, or "
                          "number the rows")));
      return TRUE;
    case TW_BULK_UNCHANGED:
    default:
      report->unchanged++;
      return TRUE;
    }
}

/* Whether the record has as many cells as the heading; cells without anything behind the last are
 * no harm. */
gboolean
tw_import_pass_check_width (TwImportPass      *self,
                            const TwCsvRecord *record)
{
  guint width = self->job->profile->width, n = record->n_cells;

  while (n > width && record->cells[n - 1].length == 0)
    n--;
  if (n == width)
    return TRUE;

  reject (self, record, NULL, NULL,
          g_strdup_printf (_("the row has %u cells, the heading has %u"), n, width));
  return FALSE;
}

/* The ordinal counts rows with the same id as built, in the order of the file. */
static void
number_key (TwImportPass *self)
{
  TwImportSlot *slot = &self->plan.slots[self->plan.key];
  TwCell *cell = &self->cells[self->plan.key];
  gpointer count;

  if (!slot->source->ordinal || cell->kind != TW_CELL_TEXT)
    return;

  count = g_hash_table_lookup (self->ordinals, cell->text);
  g_hash_table_insert (self->ordinals, g_strdup (cell->text),
                       GSIZE_TO_POINTER (GPOINTER_TO_SIZE (count) + 1));
  if (slot->text == NULL)
    slot->text = g_string_new (NULL);
  if (cell->text != slot->text->str)
    g_string_assign (slot->text, cell->text);
  g_string_append_printf (slot->text, "#%" G_GSIZE_FORMAT, GPOINTER_TO_SIZE (count) + 1);
  cell->text = slot->text->str;
}

gboolean
tw_import_pass_row (TwImportPass       *self,
                    const TwCsvRecord  *record,
                    GError            **error)
{
  TwImportPlan *plan = &self->plan;
  TwImportReport *report = self->job->report;
  TwImportProblem problem = { 0 };
  g_autoptr (GError) local = NULL;
  TwBulkResult result;
  gint64 amount;

  report->rows++;
  if (record->problem != NULL)
    {
      reject (self, record, NULL, NULL, g_strdup (record->problem));
      return TRUE;
    }
  if (!tw_import_plan_convert (plan, &self->links, record, self->cells, &problem, &local))
    {
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      reject (self, record, problem.column, problem.value, problem.reason);
      g_free (problem.owned_value);
      return TRUE;
    }
  if (plan->key >= 0)
    number_key (self);

  if (!put_row (self, record, &result, error))
    return FALSE;
  amount = number_of (self, plan->amount);
  if (result == TW_BULK_REPEATED || amount == G_MININT64)
    return TRUE;
  add_total (self, report->totals, self->cells[plan->currency].text,
             plan->slots[plan->amount].digits, amount);
  if (result == TW_BULK_NEW)
    add_total (self, report->written, self->cells[plan->currency].text,
               plan->slots[plan->amount].digits, amount);
  check_amount (self, record, amount, plan->slots[plan->amount].digits);
  check_duplicate (self, record, amount);
  return TRUE;
}

gboolean
tw_import_pass_wide_row (TwImportPass       *self,
                         const TwCsvRecord  *record,
                         GError            **error)
{
  TwImportPlan *plan = &self->plan;

  for (guint i = 0; i < plan->n_pivots; i++)
    {
      guint column = plan->pivots[i];

      if (column >= record->n_cells
          || tw_read_is_blank (record->cells[column].text, record->cells[column].length))
        continue;
      plan->pivot = column;
      if (!tw_import_pass_row (self, record, error))
        return FALSE;
    }
  return TRUE;
}
