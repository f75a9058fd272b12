/* test-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-test"

#include "config.h"

#include <string.h>

#include "tw-date.h"
#include "tw-field-text.h"
#include "tw-test.h"

static const struct
{
  const char *entity;
  const char *field;
  const char *text;
  const char *result;     /* (nullable): the plain form that comes back; NULL: refused */
  TwError     code;
} cases[] = {
  { "partner", "name", "Kestrel", "Kestrel" },
  { "partner", "name", "  Kestrel Systems \t", "Kestrel Systems" },
  { "partner", "name", "A <R&D> & Söhne", "A <R&D> & Söhne" },
  { "partner", "name", "🦅 Kestrel", "🦅 Kestrel" },
  { "partner", "name", "\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
  { "partner", "name", "=1+1", "=1+1" },
  { "partner", "name", "", NULL, TW_ERROR_REFUSED },
  { "partner", "name", "   ", NULL, TW_ERROR_REFUSED },
  { "partner", "name", "a\nb", NULL, TW_ERROR_PARSE },
  { "partner", "name", "a\x01" "b", NULL, TW_ERROR_PARSE },
  { "partner", "name", "a\x7f", NULL, TW_ERROR_PARSE },
  { "partner", "name", "a\xc2\x85", NULL, TW_ERROR_PARSE },
  { "partner", "name", "\xff\xfe", NULL, TW_ERROR_PARSE },
  { "partner", "note", "first\nsecond", "first\nsecond" },
  { "partner", "note", "first\x02", NULL, TW_ERROR_PARSE },
  { "partner", "region", "", "" },
  { "plan_goal", "weight", "100%", "100%" },
  { "plan_goal", "weight", "100.0001%", NULL, TW_ERROR_RANGE },
  { "plan_goal", "weight", "250000", NULL, TW_ERROR_RANGE },
  { "plan_goal", "weight", "-1%", NULL, TW_ERROR_RANGE },
  { "opportunity", "probability", "150%", NULL, TW_ERROR_RANGE },
  { "integration", "depth", "100", "100" },
  { "integration", "depth", "101", NULL, TW_ERROR_RANGE },
  { "plan_target", "quantity", "0", "0" },
  { "plan_target", "quantity", "-0.5", NULL, TW_ERROR_RANGE },
  { "fx_rate", "per", "0", NULL, TW_ERROR_RANGE },
  { "partner", "currency", " usd ", "USD" },
  { "partner", "status", "Active", "active" },
  { "partner", "status", "prospect", "prospect" },
  { "partner", "status", "gone", NULL, TW_ERROR_PARSE },
  { "partner", "since", "2026-03-31", "2026-03-31" },
  { "partner", "since", "1900-01-01", "1900-01-01" },
  { "partner", "since", "1899-12-31", NULL, TW_ERROR_RANGE },
  { "partner", "since", "0001-01-01", NULL, TW_ERROR_RANGE },
  { "partner", "since", "9999-12-31", "9999-12-31" },
  { "partner", "since", "0000-01-01", NULL, TW_ERROR_PARSE },
  { "partner", "since", "2026-02-30", NULL, TW_ERROR_PARSE },
  { "partner", "since", "31.03.2026", NULL, TW_ERROR_PARSE },
  { "partner", "since", "tomorrow", NULL, TW_ERROR_PARSE },
  { "enrolment", "valid_to", "9999-12-31", NULL, TW_ERROR_RANGE },
  { "sale", "amount", "1500.5", "1500.50" },
  { "sale", "amount", "-0.01", "-0.01" },
  { "sale", "amount", "92233720368547758.07", "92233720368547758.07" },
  { "sale", "amount", "-92233720368547758.06", "-92233720368547758.06" },
  { "sale", "amount", "-92233720368547758.07", NULL, TW_ERROR_RANGE },
  { "sale", "amount", "123456789012345678901234567890", NULL, TW_ERROR_RANGE },
  { "sale", "amount", "1.005", NULL, TW_ERROR_RANGE },
  { "sale", "amount", "1,500.00", NULL, TW_ERROR_PARSE },
  { "sale", "amount", "ten", NULL, TW_ERROR_PARSE },
  { "sale", "amount", "1e3", NULL, TW_ERROR_PARSE },
  { "sale", "amount", "", NULL, TW_ERROR_REFUSED },
  { "sale", "units", "2.500", "2.5" },
  { "sale", "units", "0.0000001", NULL, TW_ERROR_RANGE },
  { "sale", "unit_price", "2024.994", "2024.994" },
  { "sale", "term_months", "12", "12" },
  { "sale", "term_months", "12.5", NULL, TW_ERROR_RANGE },
  { "sale", "motion", "renewal", "renewal" },
  { "claim", "share", "8.75%", "8.75%" },
  { "claim", "share", "0.5", "50%" },
  { "claim", "share", "12.34567%", NULL, TW_ERROR_RANGE },
  { "category", "strategic", "Yes", "yes" },
  { "category", "strategic", "0", "no" },
  { "category", "strategic", "maybe", NULL, TW_ERROR_PARSE },
  { "fx_rate", "rate", "1.0845", "1.0845" },
  { "fx_rate", "rate", "0", NULL, TW_ERROR_PARSE },
  { "fx_rate", "rate", "-1.2", NULL, TW_ERROR_PARSE },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TwField *field = tw_entity_get_field (tw_entity_find (cases[i].entity), cases[i].field);
      g_auto (TwCell) cell = TW_CELL_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_nonnull (field);
      g_test_message ("%u: %s.%s", i, cases[i].entity, cases[i].field);
      if (cases[i].result == NULL)
        {
          g_assert_false (tw_field_parse (field, 2, cases[i].text, &cell, &error));
          tw_assert_error_names (error, cases[i].code, tw_field_get_label (field));
          continue;
        }
      tw_field_parse (field, 2, cases[i].text, &cell, &error);
      g_assert_no_error (error);
      text = tw_field_format (field, 2, &cell);
      g_assert_cmpstr (text, ==, cases[i].result);
    }
}

/* What was there stays where the new text is refused. */
static void
test_refused_stays (void)
{
  const TwField *field = tw_entity_get_field (tw_entity_find ("sale"), "amount");
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autoptr (GError) error = NULL;

  tw_cell_set_number (&cell, 4711);
  g_assert_false (tw_field_parse (field, 2, "x", &cell, &error));
  tw_assert_error (error, TW_ERROR_PARSE);
  g_assert_cmpint (cell.number, ==, 4711);
}

static void
test_long_texts (void)
{
  const TwField *name = tw_entity_get_field (tw_entity_find ("partner"), "name");
  const TwField *note = tw_entity_get_field (tw_entity_find ("partner"), "note");
  g_autofree char *fits = g_strnfill (TW_TEXT_MAX, 'x');
  g_autofree char *more = g_strnfill (TW_TEXT_MAX + 1, 'x');
  g_autofree char *huge = g_strnfill (100 * 1024, 'x');
  g_auto (TwCell) cell = TW_CELL_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (tw_field_parse (name, 0, fits, &cell, NULL));
  g_assert_false (tw_field_parse (name, 0, more, &cell, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "500");
  g_assert_false (tw_field_parse (name, 0, huge, &cell, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "102400");
  g_assert_false (tw_field_parse (note, 0, huge, &cell, &error));
  tw_assert_error_names (error, TW_ERROR_RANGE, "65536");
}

static void
test_kinds (void)
{
  const TwField *name = tw_entity_get_field (tw_entity_find ("partner"), "name");
  const TwField *amount = tw_entity_get_field (tw_entity_find ("sale"), "amount");
  g_auto (TwCell) number = TW_CELL_INIT;
  g_auto (TwCell) text = TW_CELL_INIT;
  g_autoptr (GError) error = NULL;

  tw_cell_set_number (&number, 1);
  tw_cell_set_text (&text, "one");
  g_assert_false (tw_field_validate (name, &number, &error));
  tw_assert_error (error, TW_ERROR_PARSE);
  g_assert_false (tw_field_validate (amount, &text, &error));
  tw_assert_error (error, TW_ERROR_PARSE);
  tw_cell_set_number (&number, G_MININT64);
  g_assert_false (tw_field_validate (amount, &number, &error));
  tw_assert_error (error, TW_ERROR_RANGE);
}

/* What may be entered is said as a person writes it. */
static void
test_limits_in_words (void)
{
  static const struct
  {
    const char *entity;
    const char *field;
    const char *text;
    const char *says;
  } said[] = {
    { "plan_goal", "weight", "250000", "Weight: It goes from 0% to 100%. Enter a value between them." },
    { "integration", "depth", "-1", "Depth: It goes from 0 to 100. Enter a value between them." },
    { "plan_target", "quantity", "-1", "Target: A number below zero is not accepted. Enter zero or more." },
    { "fx_rate", "per", "0", "Per: Only a number above zero is accepted. Enter a larger one." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      const TwField *field = tw_entity_get_field (tw_entity_find (said[i].entity), said[i].field);
      g_autoptr (GError) error = NULL;
      g_auto (TwCell) cell = TW_CELL_INIT;

      g_assert_false (tw_field_parse (field, 0, said[i].text, &cell, &error));
      g_assert_cmpstr (error->message, ==, said[i].says);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/field/table", test_table);
  g_test_add_func ("/model/field/limits-in-words", test_limits_in_words);
  g_test_add_func ("/model/field/refused-stays", test_refused_stays);
  g_test_add_func ("/model/field/long-texts", test_long_texts);
  g_test_add_func ("/model/field/kinds", test_kinds);

  return g_test_run ();
}
