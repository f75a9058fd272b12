/* tw-import-convert.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the cells of a row to the values of its fields. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-slot.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-between.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"

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

/* @plain: the text comes from a person in plain form and not from the file. */
static const char *
slot_text (TwImportPlan       *self,
           TwImportSlot       *slot,
           const TwCsvRecord  *record,
           gsize              *length,
           gboolean           *plain)
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

/* --- values --- */

typedef struct
{
  TwImportPlan      *plan;
  TwImportLinks     *links;
  const TwCsvRecord *record;
  TwCell            *cells;
  TwImportProblem   *problem;
  GError           **error;
} Row;

static gboolean
bad (Row          *row,
     TwImportSlot *slot,
     const char   *value,
     char         *reason)
{
  row->problem->column = tw_import_slot_column (row->plan, slot);
  row->problem->value = value;
  row->problem->reason = reason;
  return FALSE;
}

static gboolean
bad_verdict (Row           *row,
             TwImportSlot  *slot,
             const char    *value,
             TwReadVerdict  verdict)
{
  if (verdict == TW_READ_GROUPING || verdict == TW_READ_OTHER_ORDER)
    if (slot->condemned++ == 0)
      {
        slot->condemned_row = row->record->row;
        slot->condemned_value = g_strdup (value);
        slot->condemned_for = verdict;
      }
  return bad (row, slot, value, g_strdup (tw_read_verdict_reason (verdict)));
}

static gboolean
set_number (TwCell *cell,
            gint64  number)
{
  *cell = (TwCell) { TW_CELL_NUMBER, 0, number, NULL };
  return TRUE;
}

static gboolean
set_text (TwCell     *cell,
          const char *text)
{
  *cell = (TwCell) { TW_CELL_TEXT, 0, 0, (char *) text };
  return TRUE;
}

static gboolean
set_null (TwCell *cell)
{
  *cell = (TwCell) TW_CELL_INIT;
  return TRUE;
}

static const char *
row_text (Row *row,
          int  slot)
{
  return slot >= 0 && row->cells[slot].kind == TW_CELL_TEXT ? row->cells[slot].text : NULL;
}

/* Decimals of the row's currency; the last one is remembered, for it hardly changes. */
static int
currency_digits (Row          *row,
                 TwImportSlot *slot,
                 const char   *code)
{
  if (slot->last_digits >= 0 && strcmp (slot->last_code, code) == 0)
    return slot->last_digits;

  slot->last_digits = tw_workspace_currency_digits (row->plan->job->workspace, code);
  g_strlcpy (slot->last_code, code, sizeof slot->last_code);
  return slot->last_digits;
}

static gboolean
check_limits (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gint64        number)
{
  const TwField *field = slot->field;
  const TwCell least = { .kind = TW_CELL_NUMBER, .number = field->least };
  const TwCell most = { .kind = TW_CELL_NUMBER, .number = field->most };
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (field->most == 0 || (number >= field->least && number <= field->most))
    return TRUE;
  if (field->most == G_MAXINT64)
    return bad (row, slot, text, g_strdup (field->least > 0 ? _("is not above zero") : _("is below zero")));

  low = tw_field_format (field, 0, &least);
  high = tw_field_format (field, 0, &most);

  /* Translators: what was wrong with a value, behind it: “150%” is not between 0% and 100%. */
  return bad (row, slot, text, g_strdup_printf (_("is not between %1$s and %2$s"), low, high));
}

static gboolean
convert_number (Row          *row,
                TwImportSlot *slot,
                const char   *text,
                gsize         length,
                gboolean      plain,
                int           digits,
                const char   *currency,
                TwCell       *cell)
{
  TwReadNumber number;
  TwReadVerdict verdict = tw_read_number (text, length,
                                          plain ? TW_DECIMAL_POINT
                                                : row->plan->job->profile->format.decimal,
                                          digits, &number);

  slot->digits = digits;
  if (verdict == TW_READ_BLANK)
    return set_null (cell);
  if (verdict != TW_READ_OK)
    return bad_verdict (row, slot, text, verdict);
  if (number.symbol[0] != 0 && (currency == NULL || !tw_read_symbol_fits (number.symbol, currency)))
    return bad (row, slot, text, g_strdup (_("is in another currency than its row")));
  if (number.percent && slot->field->type != TW_FIELD_RATE && slot->field->type != TW_FIELD_TERM)
    return bad (row, slot, text, g_strdup (_("is a percentage")));
  return check_limits (row, slot, text, number.value) && set_number (cell, number.value);
}

static gboolean
convert_money (Row          *row,
               TwImportSlot *slot,
               const char   *text,
               gsize         length,
               gboolean      plain,
               TwCell       *cell)
{
  const char *code = row_text (row, slot->currency);

  if (tw_read_is_blank (text, length))
    return set_null (cell);
  if (code == NULL)
    return bad (row, slot, text, g_strdup (_("has no currency")));
  return convert_number (row, slot, text, length, plain,
                         slot->field->type == TW_FIELD_UNIT_PRICE
                             ? TW_MILLIONTHS_DIGITS
                             : currency_digits (row, slot, code),
                         code, cell);
}

static gboolean
convert_fx_rate (Row          *row,
                 TwImportSlot *slot,
                 const char   *text,
                 gsize         length,
                 gboolean      plain,
                 TwCell       *cell)
{
  TwDecimalSign decimal = plain ? TW_DECIMAL_POINT : row->plan->job->profile->format.decimal;
  TwReadNumber number;
  TwReadVerdict verdict = TW_READ_OK;
  int scale;

  for (scale = 12; scale >= 0; scale -= 4)
    {
      verdict = tw_read_number (text, length, decimal, scale, &number);
      if (verdict != TW_READ_TOO_LARGE)
        break;
    }
  if (verdict == TW_READ_BLANK)
    return set_null (cell);
  if (verdict != TW_READ_OK)
    return bad_verdict (row, slot, text, verdict);
  if (number.value <= 0)
    return bad (row, slot, text, g_strdup (_("is no exchange rate")));
  while (scale > 0 && number.value % 10 == 0)
    {
      number.value /= 10;
      scale--;
    }
  set_number (cell, number.value);
  cell->scale = scale;
  return TRUE;
}

static gboolean
convert_date (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              gboolean      plain,
              TwCell       *cell)
{
  TwDate date;
  TwReadVerdict verdict = tw_read_date (text, length,
                                        plain ? TW_DATE_ORDER_YMD
                                              : row->plan->job->profile->format.dates,
                                        &date);

  if (verdict == TW_READ_BLANK)
    return set_null (cell);
  if (verdict != TW_READ_OK)
    return bad_verdict (row, slot, text, verdict);
  return set_number (cell, date);
}

/* A key, or what people call it, in any case. */
static gboolean
convert_choice (Row          *row,
                TwImportSlot *slot,
                const char   *text,
                gsize         length,
                TwCell       *cell)
{
  g_autoptr (GString) keys = NULL;

  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  for (const TwChoice *choice = slot->field->choices; choice->key != NULL; choice++)
    if (g_ascii_strcasecmp (choice->key, text) == 0 || g_ascii_strcasecmp (choice->label, text) == 0
        || strcmp (tw_field_get_choice_label (slot->field, choice->key), text) == 0)
      return set_text (cell, choice->key);

  keys = g_string_new (NULL);
  for (const TwChoice *choice = slot->field->choices; choice->key != NULL; choice++)
    g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", choice->key);
  return bad (row, slot, text, g_strdup_printf (_("is none of %s"), keys->str));
}

static gboolean
convert_currency (Row          *row,
                  TwImportSlot *slot,
                  const char   *text,
                  gsize         length,
                  TwCell       *cell)
{
  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  if (currency_digits (row, slot, text) < 0)
    return bad (row, slot, text, g_strdup (_("is no currency of the workspace")));
  return set_text (cell, text);
}

static gboolean
convert_text (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              TwCell       *cell)
{
  gsize limit = slot->field->type == TW_FIELD_NOTE ? TW_NOTE_MAX : TW_TEXT_MAX;

  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  if (length > limit)
    return bad (row, slot, text,
                g_strdup_printf (_("… is longer than %" G_GSIZE_FORMAT " bytes"), limit));
  for (gsize i = 0; i < length; i++)
    if (G_UNLIKELY ((guchar) text[i] < 0x20)
        && !(slot->field->type == TW_FIELD_NOTE
             && (text[i] == '\n' || text[i] == '\t' || text[i] == '\r')))
      return bad (row, slot, text, g_strdup (_("holds a line break or another control character")));
  return set_text (cell, text);
}

static gboolean
convert_reference (Row             *row,
                   TwImportSlot    *slot,
                   TwImportTarget  *target,
                   const char      *text,
                   gsize            length,
                   TwCell          *cell)
{
  char *reason = NULL;
  gint64 id;

  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  id = tw_import_target_find (row->links, target, text, row->record->row, &reason, row->error);
  if (id == 0)
    return bad (row, slot, text, reason);
  return set_number (cell, id);
}

/* A credit names the fact by its external id; of which kind, another column or the person says. */
static gboolean
convert_fact (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              TwCell       *cell)
{
  TwImportSlot *kind_slot = slot->kind >= 0 ? &row->plan->slots[slot->kind] : NULL;
  TwImportTarget *target;
  const TwEntity *entity;
  const char *kind;
  gsize n;
  gboolean plain;

  if (kind_slot == NULL)
    return bad (row, slot, text, g_strdup (_("needs the kind of fact beside it")));
  kind = slot_text (row->plan, kind_slot, row->record, &n, &plain);
  entity = tw_entity_for_fact (kind);
  if (entity == NULL)
    return bad (row, kind_slot, kind, g_strdup (_("is no kind of fact")));
  target = tw_import_links_get (row->links, entity, row->error);
  return target != NULL && convert_reference (row, slot, target, text, length, cell);
}

/* What a negotiated term's amount is, its type says. */
static gboolean
convert_term (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              gboolean      plain,
              TwCell       *cell)
{
  const char *type = row_text (row, slot->kind);
  gboolean yes;

  if (tw_read_is_blank (text, length))
    return set_null (cell);
  if (g_strcmp0 (type, "money") == 0)
    return convert_money (row, slot, text, length, plain, cell);
  if (g_strcmp0 (type, "yesno") == 0)
    {
      if (tw_read_bool (text, length, &yes) != TW_READ_OK)
        return bad (row, slot, text, g_strdup (_("is neither yes nor no")));
      return set_number (cell, yes);
    }
  if (g_strcmp0 (type, "date") == 0 || g_strcmp0 (type, "text") == 0)
    return bad (row, slot, text, g_strdup (_("is the amount of a term that holds a text")));
  return convert_number (row, slot, text, length, plain, TW_MILLIONTHS_DIGITS, NULL, cell);
}

static gboolean
convert_bool (Row          *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              TwCell       *cell)
{
  gboolean yes;
  TwReadVerdict verdict = tw_read_bool (text, length, &yes);

  if (verdict == TW_READ_BLANK)
    return set_null (cell);
  if (verdict != TW_READ_OK)
    return bad (row, slot, text, g_strdup (_("is neither yes nor no")));
  return set_number (cell, yes);
}

static gboolean
convert_slot (Row          *row,
              TwImportSlot *slot,
              TwCell       *cell)
{
  gsize length;
  gboolean plain;
  const char *text = slot_text (row->plan, slot, row->record, &length, &plain);

  switch (slot->field->type)
    {
    case TW_FIELD_MONEY:
    case TW_FIELD_UNIT_PRICE:
      return convert_money (row, slot, text, length, plain, cell);
    case TW_FIELD_QUANTITY:
    case TW_FIELD_RATE:
      return convert_number (row, slot, text, length, plain, TW_MILLIONTHS_DIGITS, NULL, cell);
    case TW_FIELD_INTEGER:
      return convert_number (row, slot, text, length, plain, 0, NULL, cell);
    case TW_FIELD_FX_RATE:
      return convert_fx_rate (row, slot, text, length, plain, cell);
    case TW_FIELD_DATE:
      return convert_date (row, slot, text, length, plain, cell);
    case TW_FIELD_BOOLEAN:
      return convert_bool (row, slot, text, length, cell);
    case TW_FIELD_CHOICE:
      return convert_choice (row, slot, text, length, cell);
    case TW_FIELD_CURRENCY:
      return convert_currency (row, slot, text, length, cell);
    case TW_FIELD_REFERENCE:
      return convert_reference (row, slot, slot->target, text, length, cell);
    case TW_FIELD_FACT:
      return convert_fact (row, slot, text, length, cell);
    case TW_FIELD_TERM:
      return convert_term (row, slot, text, length, plain, cell);
    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
    case TW_FIELD_TAGS:
    default:
      return convert_text (row, slot, text, length, cell);
    }
}

/* --- the row as a whole --- */

static gboolean
fill_blanks (Row          *row,
             TwImportSlot *slot,
             TwCell       *cell)
{
  for (int *f = slot->fallbacks; f != NULL && *f >= 0 && cell->kind == TW_CELL_NULL; f++)
    *cell = row->cells[*f];
  if (cell->kind == TW_CELL_NULL && slot->has_initial)
    *cell = slot->initial;
  if (cell->kind == TW_CELL_NULL && (slot->field->flags & TW_FIELD_REQUIRED))
    return bad (row, slot, NULL, g_strdup (_("is blank and must not be")));
  return TRUE;
}

/* What the schema holds as well, said in words and before anything is written. */
static gboolean
check_span (Row *row)
{
  int from = row->plan->valid_from, to = row->plan->valid_to;

  if (from < 0 || to < 0 || row->cells[from].kind != TW_CELL_NUMBER
      || row->cells[to].kind != TW_CELL_NUMBER || row->cells[from].number <= row->cells[to].number)
    return TRUE;

  row->problem->owned_value = tw_date_format ((TwDate) row->cells[to].number);
  return bad (row, &row->plan->slots[to], row->problem->owned_value,
              g_strdup (_("is before the first day")));
}

static const TwCell *
get_cell (gpointer    data,
          const char *field)
{
  static const TwCell none = TW_CELL_INIT;
  Row *row = data;

  for (guint i = 0; i < row->plan->n_slots; i++)
    if (g_str_equal (row->plan->slots[i].field->name, field))
      return &row->cells[i];

  return &none;
}

static gboolean
check_between (Row *row)
{
  const TwEntity *entity = row->plan->job->entity;

  for (guint i = 0; i < entity->n_between; i++)
    {
      const TwBetween *rule = &entity->between[i];

      if (tw_between_holds (rule, get_cell, row))
        continue;
      for (guint slot = 0; slot < row->plan->n_slots; slot++)
        if (g_str_equal (row->plan->slots[slot].field->name, rule->field))
          return bad (row, &row->plan->slots[slot], NULL, g_strdup (tw_between_get_message (rule)));
    }

  return TRUE;
}

/* Only a term that is money has a currency; a column of currencies is often filled for the others
 * as well. */
static void
drop_idle_currency (Row *row)
{
  TwImportPlan *plan = row->plan;

  for (guint i = 0; i < plan->n_slots; i++)
    if (plan->slots[i].field->type == TW_FIELD_TERM && plan->slots[i].currency >= 0
        && g_strcmp0 (row_text (row, plan->slots[i].kind), "money") != 0)
      set_null (&row->cells[plan->slots[i].currency]);
}

gboolean
tw_import_plan_convert (TwImportPlan       *self,
                        TwImportLinks      *links,
                        const TwCsvRecord  *record,
                        TwCell             *cells,
                        TwImportProblem    *problem,
                        GError            **error)
{
  Row row = { self, links, record, cells, problem, error };

  for (guint i = 0; i < self->n_slots; i++)
    if (!convert_slot (&row, &self->slots[i], &cells[i]))
      return FALSE;
  for (guint i = 0; i < self->n_slots; i++)
    if (cells[i].kind == TW_CELL_NULL && !fill_blanks (&row, &self->slots[i], &cells[i]))
      return FALSE;
  drop_idle_currency (&row);
  return check_span (&row) && check_between (&row);
}
