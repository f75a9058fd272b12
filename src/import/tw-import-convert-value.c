/* tw-import-convert-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the text of a field to its value. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-convert-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-fields.h"
#include "tw-plain-text.h"

gboolean
tw_import_row_bad (TwImportRow  *row,
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
bad_verdict (TwImportRow   *row,
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
  return tw_import_row_bad (row, slot, value, g_strdup (tw_read_verdict_reason (verdict)));
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

const char *
tw_import_row_text (TwImportRow *row,
                    int          slot)
{
  return slot >= 0 && row->cells[slot].kind == TW_CELL_TEXT ? row->cells[slot].text : NULL;
}

/* Decimals of the row's currency; the last one is remembered, for it hardly changes. */
static int
currency_digits (TwImportRow  *row,
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
check_limits (TwImportRow  *row,
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
    return tw_import_row_bad (row, slot, text, g_strdup (field->least > 0 ? _("is not above zero") : _("is below zero")));

  low = tw_field_format (field, 0, &least);
  high = tw_field_format (field, 0, &most);

  /* Translators: what was wrong with a value, behind it: “150%” is not between 0% and 100%. */
  return tw_import_row_bad (row, slot, text, g_strdup_printf (_("is not between %1$s and %2$s"), low, high));
}

static gboolean
convert_number (TwImportRow  *row,
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

  if (verdict == TW_READ_OK && slot->field->type == TW_FIELD_MONEY && number.value < TW_FIELD_MONEY_LEAST)
    verdict = TW_READ_TOO_LARGE;
  slot->digits = digits;
  if (verdict == TW_READ_BLANK)
    return set_null (cell);
  if (verdict != TW_READ_OK)
    return bad_verdict (row, slot, text, verdict);
  if (number.symbol[0] != 0 && (currency == NULL || !tw_read_symbol_fits (number.symbol, currency)))
    return tw_import_row_bad (row, slot, text, g_strdup (_("is in another currency than its row")));
  if (number.percent && slot->field->type != TW_FIELD_RATE && slot->field->type != TW_FIELD_TERM)
    return tw_import_row_bad (row, slot, text, g_strdup (_("is a percentage")));
  return check_limits (row, slot, text, number.value) && set_number (cell, number.value);
}

static gboolean
convert_money (TwImportRow  *row,
               TwImportSlot *slot,
               const char   *text,
               gsize         length,
               gboolean      plain,
               TwCell       *cell)
{
  const char *code = tw_import_row_text (row, slot->currency);

  if (tw_read_is_blank (text, length))
    return set_null (cell);
  if (code == NULL)
    return tw_import_row_bad (row, slot, text, g_strdup (_("has no currency")));
  return convert_number (row, slot, text, length, plain,
                         slot->field->type == TW_FIELD_UNIT_PRICE
                             ? TW_MILLIONTHS_DIGITS
                             : currency_digits (row, slot, code),
                         code, cell);
}

static gboolean
convert_fx_rate (TwImportRow  *row,
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
    return tw_import_row_bad (row, slot, text, g_strdup (_("is no exchange rate")));
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
convert_date (TwImportRow  *row,
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
  if (date < tw_field_first_date ())
    return tw_import_row_bad (row, slot, text, g_strdup (_("is before 1900")));
  return set_number (cell, date);
}

/* A key, or what people call it, in any case. */
static gboolean
convert_choice (TwImportRow  *row,
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
  return tw_import_row_bad (row, slot, text, g_strdup_printf (_("is none of %s"), keys->str));
}

static gboolean
convert_currency (TwImportRow  *row,
                  TwImportSlot *slot,
                  const char   *text,
                  gsize         length,
                  TwCell       *cell)
{
  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  if (currency_digits (row, slot, text) < 0)
    return tw_import_row_bad (row, slot, text, g_strdup (_("is no currency of the workspace")));
  return set_text (cell, text);
}

static gboolean
convert_text (TwImportRow  *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              TwCell       *cell)
{
  gboolean lines = slot->field->type == TW_FIELD_NOTE;
  gsize limit = lines ? TW_NOTE_MAX : TW_TEXT_MAX;
  gboolean beyond_ascii = FALSE;
  const char *bad;

  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  if (length > limit)
    return tw_import_row_bad (row, slot, text,
                g_strdup_printf (_("… is longer than %" G_GSIZE_FORMAT " bytes"), limit));
  for (gsize i = 0; i < length; i++)
    {
      if (G_UNLIKELY ((guchar) text[i] < 0x20) && !(lines && (text[i] == '\n' || text[i] == '\t' || text[i] == '\r')))
        return tw_import_row_bad (row, slot, text, g_strdup (_("holds a line break or another control character")));
      beyond_ascii = beyond_ascii || (guchar) text[i] >= 0x7f;
    }

  bad = beyond_ascii ? tw_text_find_bad (text, lines) : NULL;
  if (bad != NULL)
    return tw_import_row_bad (row, slot, text,
                              g_strdup (tw_char_turns_text (g_utf8_get_char (bad))
                                          ? _("holds an invisible character that turns what follows")
                                          : _("holds a line break or another control character")));
  return set_text (cell, text);
}

static gboolean
convert_reference (TwImportRow    *row,
                   TwImportSlot   *slot,
                   TwImportTarget *target,
                   const char     *text,
                   gsize           length,
                   TwCell         *cell)
{
  char *reason = NULL;
  gint64 id;

  if (tw_read_is_null_text (text, length))
    return set_null (cell);
  id = tw_import_target_find (row->links, target, text, row->record->row, &reason, row->error);
  if (id == 0)
    return tw_import_row_bad (row, slot, text, reason);
  return set_number (cell, id);
}

/* A credit names the fact by its external id; of which kind, another column or the person says. */
static gboolean
convert_fact (TwImportRow  *row,
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
    return tw_import_row_bad (row, slot, text, g_strdup (_("needs the kind of fact beside it")));
  kind = tw_import_slot_text (row->plan, kind_slot, row->record, &n, &plain);
  entity = tw_entity_for_fact (kind);
  if (entity == NULL)
    return tw_import_row_bad (row, kind_slot, kind, g_strdup (_("is no kind of fact")));
  target = tw_import_links_get (row->links, entity, row->error);
  return target != NULL && convert_reference (row, slot, target, text, length, cell);
}

/* What a negotiated term's amount is, its type says. */
static gboolean
convert_term (TwImportRow  *row,
              TwImportSlot *slot,
              const char   *text,
              gsize         length,
              gboolean      plain,
              TwCell       *cell)
{
  const char *type = tw_import_row_text (row, slot->kind);
  gboolean yes;

  if (tw_read_is_blank (text, length))
    return set_null (cell);
  if (g_strcmp0 (type, "money") == 0)
    return convert_money (row, slot, text, length, plain, cell);
  if (g_strcmp0 (type, "yesno") == 0)
    {
      if (tw_read_bool (text, length, &yes) != TW_READ_OK)
        return tw_import_row_bad (row, slot, text, g_strdup (_("is neither yes nor no")));
      return set_number (cell, yes);
    }
  if (g_strcmp0 (type, "date") == 0 || g_strcmp0 (type, "text") == 0)
    return tw_import_row_bad (row, slot, text, g_strdup (_("is the amount of a term that holds a text")));
  return convert_number (row, slot, text, length, plain, TW_MILLIONTHS_DIGITS, NULL, cell);
}

static gboolean
convert_bool (TwImportRow  *row,
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
    return tw_import_row_bad (row, slot, text, g_strdup (_("is neither yes nor no")));
  return set_number (cell, yes);
}

gboolean
tw_import_row_convert (TwImportRow  *row,
                       TwImportSlot *slot,
                       const char   *text,
                       gsize         length,
                       gboolean      plain,
                       TwCell       *cell)
{
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
