/* tw-import-convert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the cells of a row to the values of its fields. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-convert-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-between.h"

/* --- text of a field --- */

static const char *
cell_text (const TwCsvRecord *record,
           guint              column,
           gsize             *length)
{
  const char *text = "";

  *length = 0;
  if (column < record->n_cells)
    {
      text = record->cells[column].text;
      *length = record->cells[column].length;
      tw_read_trim (&text, length);
      /* Blanks behind the value are the only thing that is cut off it. */
      ((char *) text)[*length] = 0;
    }
  return text;
}

/* Several cells make one id: a blank one among them stays visible as nothing between two slashes.
 */
static const char *
joined_text (TwImportSlot      *slot,
             const TwCsvRecord *record,
             gsize             *length)
{
  GArray *columns = slot->source->columns;
  gsize filled = 0;

  if (slot->text == NULL)
    slot->text = g_string_new (NULL);
  g_string_truncate (slot->text, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      gsize n;
      const char *part = cell_text (record, g_array_index (columns, guint, i), &n);

      if (i > 0)
        g_string_append_c (slot->text, '/');
      g_string_append_len (slot->text, part, n);
      filled += n;
    }
  if (filled == 0)
    g_string_truncate (slot->text, 0);
  *length = slot->text->len;
  return slot->text->str;
}

const char *
tw_import_slot_text (TwImportPlan      *self,
                     TwImportSlot      *slot,
                     const TwCsvRecord *record,
                     gsize             *length,
                     gboolean          *plain)
{
  const char *text;

  *plain = FALSE;
  if (self->n_pivots > 0 && strcmp (slot->field->name, "rate") == 0)
    return cell_text (record, self->pivot, length);
  if (self->n_pivots > 0 && strcmp (slot->field->name, "quote") == 0)
    {
      text = self->job->mapping->headings[self->pivot];
      *length = strlen (text);
      return text;
    }
  if (slot->source->constant != NULL)
    {
      *plain = TRUE;
      *length = strlen (slot->source->constant);
      return slot->source->constant;
    }

  text = slot->source->columns->len == 1
         ? cell_text (record, g_array_index (slot->source->columns, guint, 0), length)
         : joined_text (slot, record, length);
  if (G_UNLIKELY (slot->source->values != NULL))
    {
      const char *mapped = g_hash_table_lookup (slot->source->values, text);

      if (mapped == NULL && *length > 0)
        mapped = g_hash_table_lookup (slot->source->values, TW_IMPORT_OTHERWISE);
      if (mapped != NULL)
        {
          *plain = TRUE;
          *length = strlen (mapped);
          return mapped;
        }
    }
  return text;
}

/* --- the row as a whole --- */

static gboolean
fill_blanks (TwImportRow  *row,
             TwImportSlot *slot,
             TwCell       *cell)
{
  for (int *f = slot->fallbacks; f != NULL && *f >= 0 && cell->kind == TW_CELL_NULL; f++)
    *cell = row->cells[*f];
  if (cell->kind == TW_CELL_NULL && slot->has_initial)
    *cell = slot->initial;
  if (cell->kind == TW_CELL_NULL && (slot->field->flags & TW_FIELD_REQUIRED))
    return tw_import_row_bad (row, slot, NULL, g_strdup (_("is blank and must not be")));
  return TRUE;
}

/* What the schema holds as well, said in words and before anything is written. */
static gboolean
check_span (TwImportRow *row)
{
  int from = row->plan->valid_from, to = row->plan->valid_to;

  if (from < 0 || to < 0 || row->cells[from].kind != TW_CELL_NUMBER
      || row->cells[to].kind != TW_CELL_NUMBER || row->cells[from].number <= row->cells[to].number)
    return TRUE;

  row->problem->owned_value = tw_date_format ((TwDate) row->cells[to].number);
  return tw_import_row_bad (row, &row->plan->slots[to], row->problem->owned_value,
              g_strdup (_("is before the first day")));
}

static const TwCell *
get_cell (gpointer    data,
          const char *field)
{
  static const TwCell none = TW_CELL_INIT;
  TwImportRow *row = data;

  for (guint i = 0; i < row->plan->n_slots; i++)
    if (g_str_equal (row->plan->slots[i].field->name, field))
      return &row->cells[i];

  return &none;
}

static gboolean
check_between (TwImportRow *row)
{
  const TwEntity *entity = row->plan->job->entity;

  for (guint i = 0; i < entity->n_between; i++)
    {
      const TwBetween *rule = &entity->between[i];

      if (tw_between_holds (rule, get_cell, row))
        continue;
      for (guint slot = 0; slot < row->plan->n_slots; slot++)
        if (g_str_equal (row->plan->slots[slot].field->name, rule->field))
          return tw_import_row_bad (row, &row->plan->slots[slot], NULL, g_strdup (tw_between_get_message (rule)));
    }

  return TRUE;
}

/* Only a term that is money has a currency; a column of currencies is often filled for the others
 * as well. */
static void
drop_idle_currency (TwImportRow *row)
{
  TwImportPlan *plan = row->plan;

  for (guint i = 0; i < plan->n_slots; i++)
    if (plan->slots[i].field->type == TW_FIELD_TERM && plan->slots[i].currency >= 0
        && g_strcmp0 (tw_import_row_text (row, plan->slots[i].kind), "money") != 0)
      row->cells[plan->slots[i].currency] = (TwCell) TW_CELL_INIT;
}

gboolean
tw_import_plan_convert (TwImportPlan       *self,
                        TwImportLinks      *links,
                        const TwCsvRecord  *record,
                        TwCell             *cells,
                        TwImportProblem    *problem,
                        GError            **error)
{
  TwImportRow row = { self, links, record, cells, problem, error };

  for (guint i = 0; i < self->n_slots; i++)
    {
      gsize length;
      gboolean plain;
      const char *text = tw_import_slot_text (self, &self->slots[i], record, &length, &plain);

      if (!tw_import_row_convert (&row, &self->slots[i], text, length, plain, &cells[i]))
        return FALSE;
    }
  for (guint i = 0; i < self->n_slots; i++)
    if (cells[i].kind == TW_CELL_NULL && !fill_blanks (&row, &self->slots[i], &cells[i]))
      return FALSE;
  drop_idle_currency (&row);
  return check_span (&row) && check_between (&row);
}
