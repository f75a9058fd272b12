/* test-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-error.h"
#include "tw-program-document.h"
#include "tw-program-text.h"
#include "tw-test.h"

#include <string.h>
#include <unistd.h>

/* A program around one rule's members, and around one part of the document. */
#define HEAD \
  "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"reseller\",\"currency\":\"USD\"," \
  "\"effective_from\":\"2026-01-01\","
#define RULE(x) \
  HEAD "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\"," \
       "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"}," x "}]}"
#define UNITS(x) \
  HEAD "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"royalty\"," \
       "\"counts\":{\"sum\":\"units\",\"fact\":\"sale\"}," x "}]}"
#define PART(x) \
  HEAD x ",\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"rebate\"," \
       "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"2%\"}]}"
#define TWO(a, b) \
  HEAD "\"rules\":[{\"id\":\"a\",\"name\":\"A\",\"kind\":\"x\"," \
       "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"2%\"," a "}," \
       "{\"id\":\"b\",\"name\":\"B\",\"kind\":\"x\"," \
       "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"2%\"," b "}]}"

typedef struct
{
  const char *name;
  const char *code;   /* NULL: loads */
  const char *path;
  const char *text;
} Case;

static const Case cases[] = {
  { "rate", NULL, NULL, RULE ("\"rate\":\"2%\"") },
  { "unknown-key", "E1", "/rules/0/rates", RULE ("\"rates\":\"2%\",\"rate\":\"2%\"") },
  { "number-for-text", "E1", "/rules/0/rate", RULE ("\"rate\":0.02") },
  { "no-table", "E1", "/rules/0", RULE ("\"window\":\"quarter\"") },
  { "unknown-window", "E1", "/rules/0/window", RULE ("\"rate\":\"2%\",\"window\":\"fortnight\"") },
  { "unknown-choice", "E1", "/rules/0/lines", RULE ("\"rate\":\"2%\",\"lines\":\"sideways\"") },
  { "clawback-before", "E1", "/rules/0/clawback/within",
    RULE ("\"rate\":\"2%\",\"clawback\":{\"on\":{\"status\":\"lost\"},\"fact\":\"subscription\",\"within\":\"-90 days\"}") },
  { "30-february", "E1", "/rules/0/valid/1",
    RULE ("\"rate\":\"2%\",\"valid\":[\"2026-01-01\",\"2026-02-30\"]") },
  { "version-2", "E1", "/tierwright",
    "{\"tierwright\":2,\"name\":\"P\",\"partner_type\":\"oem\",\"currency\":\"USD\",\"effective_"
    "from\":\"2026-01-01\","
    "\"rules\":[]}" },
  { "unknown-currency", "E1", "/currency",
    "{\"tierwright\":1,\"name\":\"P\",\"partner_type\":\"oem\",\"currency\":\"XQQ\",\"effective_"
    "from\":\"2026-01-01\","
    "\"rules\":[]}" },
  { "no-name", "E1", "",
    "{\"tierwright\":1,\"partner_type\":\"oem\",\"currency\":\"USD\",\"effective_from\":\"2026-01-"
    "01\",\"rules\":[]}" },
  { "keep-alone", "E1", "/tiers/0/enter",
    PART (
        "\"tiers\":[{\"name\":\"Gold\",\"enter\":{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\","
        "\"window\":\"year\"},\"is\":\"0\",\"keep_at_least\":\"1.00\"}}]") },
  { "windowless-criterion", "E1", "/tiers/0/enter/value",
    PART (
        "\"tiers\":[{\"name\":\"Gold\",\"enter\":{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
        "\"at_least\":\"1.00\"}}]") },
  { "same-rule-id", "E1", "/rules/1/id",
    HEAD "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"x\",\"counts\":{\"sum\":\"amount\","
         "\"fact\":\"sale\"},"
         "\"rate\":\"1%\"},{\"id\":\"r\",\"name\":\"R\",\"kind\":\"x\",\"counts\":{\"sum\":"
         "\"amount\",\"fact\":\"sale\"},"
         "\"rate\":\"1%\"}]}" },
  { "bounds-rise", NULL, NULL,
    RULE ("\"table\":{\"bands\":[{\"from\":null,\"rate\":\"1%\"},{\"from\":\"10.00\",\"rate\":\"2%"
          "\"}]}") },
  { "bounds-fall", "E2", "/rules/0/table/bands/2/from",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},{\"from\":\"20.00\",\"rate\":\"2%"
          "\"},"
          "{\"from\":\"10.00\",\"rate\":\"3%\"}]}") },
  { "bounds-equal", "E2", "/rules/0/table/bands/1/from",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},{\"from\":\"0.00\",\"rate\":\"2%"
          "\"}]}") },
  { "bounds-mixed", "E2", "/rules/0/table/bands/1/from",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},{\"from\":\"20%\",\"rate\":\"2%"
          "\"}]}") },
  { "null-second", "E2", "/rules/0/table/bands/1/from",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},{\"from\":null,\"rate\":\"2%\"}]"
          "}") },
  { "pick-falls", "E2", "/rules/0/rate/from/1/0",
    RULE ("\"rate\":{\"by\":\"agreement.share\",\"from\":[[\"30%\",\"1%\"],[\"15%\",\"2%\"]]}") },
  { "interpolated-one", "E3", "/rules/0/table/bands",
    RULE ("\"table\":{\"mode\":\"interpolated\",\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"}]}") },
  { "interpolated-paying", "E3", "/rules/0/table/bands",
    RULE ("\"table\":{\"mode\":\"interpolated\",\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},"
          "{\"from\":\"9.00\",\"rate\":\"2%\"}]}") },
  { "interpolated", NULL, NULL,
    RULE ("\"table\":{\"mode\":\"interpolated\",\"bands\":[{\"from\":\"0\",\"rate\":\"1%\"},{"
          "\"from\":\"9.00\"}]}") },
  { "undefined-name", "E4", "/rules/0/rate", RULE ("\"rate\":\"basic\"") },
  { "circle", "E4", "/define/a",
    PART ("\"define\":{\"a\":{\"add\":[\"b\",\"1\"]},\"b\":{\"mul\":[\"a\",\"2\"]}}") },
  { "circle-of-one", "E4", "/define/a", PART ("\"define\":{\"a\":\"a\"}") },
  { "attribute-of-another-kind", "E4", "/rules/0/counts/where/seats",
    HEAD "\"rules\":[{\"id\":\"r\",\"name\":\"R\",\"kind\":\"x\",\"counts\":{\"sum\":\"amount\","
         "\"fact\":\"sale\","
         "\"where\":{\"seats\":{\"at_least\":\"5\"}}},\"rate\":\"1%\"}]}" },
  { "unused-nonsense", "E4", "/define/a/of",
    PART ("\"define\":{\"a\":{\"round_to\":\"1\",\"of\":\"nobody\"}}") },
  { "unused-empty", "E1", "/define/a", PART ("\"define\":{\"a\":{}}") },
  { "unused-money", NULL, NULL,
    PART (
        "\"define\":{\"a\":{\"min\":[\"agreement.a\",\"fund.f\"]}},\"funds\":[{\"name\":\"f\"}]") },
  { "id-with-slash", "E1", "/rules/0/id",
    HEAD "\"rules\":[{\"id\":\"a/"
         "b\",\"name\":\"R\",\"kind\":\"x\",\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"},"
         "\"rate\":\"1%\"}]}" },
  { "name-of-attribute", "E4", "/define/amount", PART ("\"define\":{\"amount\":\"5\"}") },
  { "unknown-fund", "E4", "/rules/0/payee", RULE ("\"rate\":\"2%\",\"payee\":\"fund:MDF\"") },
  { "unknown-limited-rule", "E4", "/limits/0/rules/0",
    PART ("\"limits\":[{\"max\":\"5.00\",\"rules\":[\"q\"]}]") },
  { "money-by-money", "E5", "/rules/0/adjust/0/max",
    RULE ("\"rate\":\"2%\",\"adjust\":[{\"max\":{\"mul\":[\"earned\",\"measure\"]}}]") },
  { "rate-on-number", "E5", "/rules/0/rate", UNITS ("\"rate\":\"2%\"") },
  { "price-on-money", "E5", "/rules/0/price", RULE ("\"price\":\"2\"") },
  { "price-on-number", NULL, NULL, UNITS ("\"price\":\"1.25\"") },
  { "share-for-money", "E5", "/rules/0/flat", RULE ("\"flat\":\"2%\"") },
  { "money-for-number", "E5", "/rules/0/rate", RULE ("\"rate\":\"fact.amount\"") },
  { "order-of-texts", "E5", "/rules/0/who/at_least",
    RULE ("\"rate\":\"2%\",\"who\":{\"value\":\"partner.region\",\"at_least\":\"North\"}") },
  { "three-decimals-of-money", "E6", "/rules/0/flat", RULE ("\"flat\":\"2.125\"") },
  { "seven-decimals", "E6", "/rules/0/rate", RULE ("\"rate\":\"0.1234567\"") },
  { "five-decimals-of-percent", "E6", "/rules/0/rate", RULE ("\"rate\":\"0.12345%\"") },
  { "unknown-tier", "E7", "/rules/0/rate/is/Platinum",
    RULE ("\"rate\":{\"by\":\"partner.tier\",\"is\":{\"Platinum\":\"2%\"}}") },
  { "unknown-tier-in-condition", "E7", "/rules/0/who/is",
    RULE ("\"rate\":\"2%\",\"who\":{\"value\":\"partner.tier\",\"is\":\"Platinum\"}") },
  { "two-policies", "E8", "/rules/1/stacking",
    TWO ("\"stacking\":{\"group\":\"g\",\"policy\":\"best_of\"}",
         "\"stacking\":{\"group\":\"g\",\"policy\":\"additive\"}") },
  { "reduced-first", "E8", "/rules/0/stacking",
    TWO ("\"stacking\":{\"group\":\"g\",\"policy\":\"sequential\",\"base\":\"reduced\"}",
         "\"stacking\":{\"group\":\"g\",\"policy\":\"sequential\"}") },
  { "reduced-second", NULL, NULL,
    TWO ("\"stacking\":{\"group\":\"g\",\"policy\":\"sequential\"}",
         "\"stacking\":{\"group\":\"g\",\"policy\":\"sequential\",\"base\":\"reduced\"}") },
  { "shares-of-90", "E9", "/attribution/by/position",
    PART ("\"attribution\":{\"by\":{\"position\":[\"40%\",\"20%\",\"30%\"]}}") },
  { "roles-of-110", "E9", "/attribution/by",
    PART ("\"attribution\":{\"by\":{\"roles\":{\"sourced\":\"70%\",\"influenced\":\"40%\"}}}") },
  { "overlay-of-110", NULL, NULL,
    PART ("\"attribution\":{\"by\":{\"roles\":{\"sourced\":\"70%\",\"influenced\":\"40%\"}},"
          "\"mode\":\"overlay\"}") },
  { "ratio", NULL, NULL, PART ("\"attribution\":{\"by\":{\"position\":\"2:3:1\"}}") },
  { "limit-longer-than-window", "E10", "/rules/0/adjust/0/per",
    RULE ("\"rate\":\"2%\",\"window\":\"month\",\"adjust\":[{\"max\":\"5.00\",\"per\":\"quarter\"}"
          "]") },
  { "guarantee-longer-than-window", "E10", "/rules/0/adjust/0/per",
    RULE ("\"rate\":\"2%\",\"window\":\"quarter\",\"adjust\":[{\"guarantee\":\"5.00\",\"per\":"
          "\"year\"}]") },
  { "limit-per-lifetime", NULL, NULL,
    RULE ("\"rate\":\"2%\",\"window\":\"month\",\"adjust\":[{\"max\":\"5.00\",\"per\":\"lifetime\"}"
          "]") },
  { "closed-with-gap", "E12", "/rules/0/table/bands/0/to",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000\",\"rate\":\"5%\"},"
          "{\"from\":\"1001\",\"rate\":\"7%\"}]}") },
  { "closed-with-overlap", "E12", "/rules/0/table/bands/0/to",
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000.00\",\"rate\":\"5%\"},"
          "{\"from\":\"900.00\",\"rate\":\"7%\"}]}") },
  { "closed-at-top", NULL, NULL,
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000.00\",\"rate\":\"5%\"}]}") },
  { "closed-one-cent-apart", NULL, NULL,
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000.00\",\"rate\":\"5%\"},"
          "{\"from\":\"1000.01\",\"rate\":\"7%\"}]}") },
  { "closed-one-unit-apart", NULL, NULL,
    UNITS ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000\",\"price\":\"5\"},"
           "{\"from\":\"1001\",\"price\":\"7\"}]}") },
  { "attainment", NULL, NULL,
    RULE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"},\"agreement.quota\"],"
          "\"else\":\"0%\"},"
          "\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"0%\",\"rate\":\"1%\"},"
          "{\"from\":\"100%\",\"rate\":\"3%\"}]}") },
  { "minimum-by-span", NULL, NULL,
    UNITS (
        "\"price\":\"1\",\"window\":\"lifetime\",\"adjust\":[{\"guarantee\":{\"mul\":[\"agreement."
        "minimum\","
        "{\"span\":[\"agreement.start\",\"9999-12-31\"]}]},\"per\":\"quarter\",\"recoup\":2}]") },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document =
      tw_program_document_parse (c->text, -1, NULL, findings, &error);
  const TwFinding *first;

  if (c->code == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (document);
      g_assert_cmpuint (findings->len, ==, 0);
      return;
    }
  g_assert_error (error, TW_ERROR, TW_ERROR_REFUSED);
  g_assert_null (document);
  for (guint i = 1; i < findings->len; i++)
    g_test_message ("also: %s", ((TwFinding *) g_ptr_array_index (findings, i))->message);
  g_assert_cmpuint (findings->len, ==, 1);
  first = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (first->code, ==, c->code);
  g_assert_cmpstr (first->path, ==, c->path);
  g_assert_nonnull (strstr (error->message, first->message));
}

/* What is exported is canonical: loading and exporting it again changes no byte, whatever the
 * order of keys was. */
static void
test_round_trip (void)
{
  const char *text = "{\"rules\":[{\"rate\":\"2%\",\"counts\":{\"fact\":\"sale\",\"sum\":"
                     "\"amount\"},\"kind\":\"rebate\",\"name\":\"R\","
                     "\"id\":\"r\"}],\"notes\":{\"gap\":\"reach\",\"cost\":12.5,\"zeta\":1,"
                     "\"alpha\":[null,true],\"name\":\"last\"},"
                     "\"effective_from\":\"2026-01-01\",\"currency\":\"USD\",\"partner_type\":"
                     "\"reseller\",\"name\":\"P\","
                     "\"tierwright\":1}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  g_autoptr (TwProgramDocument) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  g_assert_no_error (error);
  once = tw_program_document_to_text (document);
  g_assert_true (g_str_has_prefix (once, "{\n  \"tierwright\" : 1,\n  \"name\" : \"P\","));
  g_assert_nonnull (strstr (once, "\"zeta\""));
  g_assert_nonnull (strstr (once, "12.5"));
  g_assert_true (strstr (once, "\"zeta\"") < strstr (once, "\"alpha\""));
  g_assert_true (strstr (once, "\"alpha\"") < strstr (once, "\"last\""));
  again = tw_program_document_parse (once, -1, NULL, NULL, &error);
  g_assert_no_error (error);
  twice = tw_program_document_to_text (again);
  g_assert_cmpstr (once, ==, twice);
}

/* Closed ranges that touch become bounds with the upper edge. */
static void
test_closed_ranges (void)
{
  const char *text =
    RULE ("\"table\":{\"bands\":[{\"from\":\"0\",\"to\":\"1000.00\",\"rate\":\"5%\"},"
          "{\"from\":\"1000.01\",\"to\":\"2000\",\"rate\":\"7%\"}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, NULL, &error);
  g_autoptr (TwProgramDocument) again = NULL;
  const TwTable *table;
  g_autofree char *out = NULL;

  g_assert_no_error (error);
  table = tw_program_document_get_program (document)->rules[0].table;
  g_assert_true (tw_fraction_compare (table->bands[1].from, tw_fraction_from_int (100000)) == 0);
  g_assert_cmpint (table->bands[1].edge, ==, TW_EDGE_TO);
  g_assert_cmpuint (table->n_bands, ==, 3);
  g_assert_null (table->bands[2].rate);
  out = tw_program_document_to_text (document);
  g_assert_null (strstr (out, "\"to\" :"));
  g_assert_nonnull (strstr (out, "\"edge\" : \"to\""));
  g_assert_null (strstr (out, "1000.01"));
  again = tw_program_document_parse (out, -1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tw_program_document_get_program (again)->rules[0].table->n_bands, ==, 3);
}

static void
assert_parse_error (const char *text,
                    gssize      length,
                    const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = tw_program_text_parse (text, length, &error);

  g_assert_null (node);
  g_assert_error (error, TW_ERROR, TW_ERROR_PARSE);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_text_limits (void)
{
  g_autofree char *bomb = g_strnfill (100000, '[');
  g_autofree char *large = g_strnfill (TW_PROGRAM_TEXT_MAX_BYTES + 1, ' ');
  g_autofree char *nested = g_strdup_printf ("{\"a\":%s", bomb);

  assert_parse_error (nested, -1, "brackets deep");
  assert_parse_error (large, -1, "bytes long");
  assert_parse_error ("{\"a\":1,\n\"a\":2}", -1, "a second time");
  assert_parse_error ("{\"a\":{\"b\":1,\"b\":2}}", -1, "“b”");
  assert_parse_error ("[]", -1, "object");
  assert_parse_error ("{\"a\":", -1, "JSON");
  assert_parse_error ("", -1, "object");
  assert_parse_error ("{\"a\":\"\xff\"}", -1, "UTF-8");
}

/* JSON to the letter: what a lenient parser would take, or stumble over, is refused with line and column. */
static void
test_text_strict (void)
{
  static const struct { const char *text; const char *says; } refused[] = {
    { "{\"a\":1} {\"b\":2}", "1:9: nothing may come after" },
    { "{\"a\":1,}", "1:8: a key" },
    { "{\"a\":[1,]}", "1:9: a value" },
    { "{\"a\" 1}", "1:6: a colon" },
    { "{\"a\":[1 2]}", "1:9: a comma or the closing bracket" },
    { "{\"a\":1 \"b\":2}", "1:8: a comma or the closing brace" },
    { "{\"a\":[1}", "1:8: a comma" },
    { "{'a':1}", "1:2: a key" },
    { "// mine\n{}", "1:1: a value" },
    { "{\"a\":NaN}", "1:6: a value" },
    { "{\"a\":-Infinity}", "no number" },
    { "{\"a\":1e999}", "exponent" },
    { "{\"a\":0x10}", "a comma" },
    { "{\"a\":010}", "no number" },
    { "{\"a\":1.}", "after the point" },
    { "{\"a\":12345678901234567890}", "too long" },
    { "{\"a\":truely}", "a value" },
    { "{\"a\":\"\\u0000\"}", "u0000" },
    { "{\"a\":\"\\ud800\"}", "half of a character" },
    { "{\"a\":\"\\udc00x\"}", "half of a character" },
    { "{\"a\":\"\\ud800\\u0041\"}", "half of a character" },
    { "{\"a\":\"\\u12g4\"}", "hexadecimal" },
    { "{\"a\":\"\\x\"}", "backslash" },
    { "{\"a\":\"one\ntwo\"}", "line break" },
    { "{\n  \"ä\": \"b\",\n  \"c\": \"d}", "3:8: this text has no closing quote" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_parse_error (refused[i].text, -1, refused[i].says);
  assert_parse_error ("{\"a\":\"b\0c\"}", 11, "number 0");
  node = tw_program_text_parse (" {\"a\" : [ -1.5 , true,false ,null,{ } , [ ]],\r\n\t\"b\":\"\\u00e4\\ud83d\\ude00\\n\\/\"} \n", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (node), "a")), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "b"), ==, "ä😀\n/");
}

/* What something is called fits on a line; what is quoted of a text that never ends fits in a message. */
static void
test_names (void)
{
  static const char program[] = "{\"tierwright\":1,\"name\":\"%s\",\"partner_type\":\"reseller\",\"currency\":\"USD\","
                                "\"effective_from\":\"2026-01-01\",\"rules\":[{\"id\":\"r\",\"name\":\"%s\",\"kind\":\"k\",\"counts\":"
                                "{\"sum\":\"amount\",\"fact\":\"sale\"},\"rate\":\"%s\"}]}";
  g_autofree char *just = g_strnfill (200, 'x');
  g_autofree char *over = g_strnfill (201, 'x');
  g_autofree char *huge = g_strnfill (100000, '9');
  const struct { const char *name; const char *rule; const char *rate; const char *path; const char *says; } named[] = {
    { just, "R", "1%", NULL, NULL },
    { over, "R", "1%", "/name", "at most 200 characters, and this one has 201" },
    { "P", over, "1%", "/rules/0/name", "at most 200 characters" },
    { "one\\ntwo", "R", "1%", "/name", "a line break" },
    { "P", "R", huge, "/rules/0/rate", "…" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_autofree char *text = g_strdup_printf (program, named[i].name, named[i].rule, named[i].rate);
      g_autoptr (GPtrArray) findings = tw_findings_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (TwProgramDocument) document = tw_program_document_parse (text, -1, NULL, findings, &error);
      const TwFinding *finding = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

      g_assert_true ((document == NULL) == (named[i].path != NULL));
      if (finding == NULL)
        continue;
      g_assert_cmpstr (finding->path, ==, named[i].path);
      g_assert_nonnull (strstr (finding->message, named[i].says));
      g_assert_cmpint (g_utf8_strlen (finding->message, -1), <=, 601);
      /* What to do comes with what is wrong. */
      g_assert_nonnull (strstr (error->message, finding->remedy != NULL ? finding->remedy : finding->path));
      g_assert_true (g_str_has_suffix (error->message, "Correct it there and load the program again."));
    }
}

/* A file of 50 MB is told by its size, without being read. */
static void
test_large_file (void)
{
  g_autoptr (TwTestDir) folder = tw_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "large.json", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "{", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, 50 * 1024 * 1024), ==, 0);
  g_assert_null (tw_program_text_load (path, &error));
  tw_assert_error_names (error, TW_ERROR_PARSE, "large.json");
  g_assert_null (tw_program_text_load (missing, &error));
  tw_assert_error_names (error, TW_ERROR_FILE, "missing.json");
}

static void
test_paths (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root =
      tw_program_text_parse ("{\"a\":[{\"x/y\":\"1\"},\"2\",\"3\"]}", -1, &error);
  g_autofree char *path = tw_program_text_path ("/a/0", "x/y");
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, "/a/0/x~1y");
  g_assert_cmpstr (json_node_get_string (tw_program_text_lookup (root, path)), ==, "1");
  g_assert_null (tw_program_text_lookup (root, "/a/7"));
  g_assert_null (tw_program_text_lookup (root, "/b"));
  g_assert_true (
      tw_program_text_replace (root, "/a/1", json_from_string ("\"two\"", NULL), &error));
  g_assert_no_error (error);
  text = tw_program_text_canonical (root, FALSE);
  g_assert_cmpstr (text, ==, "{\"a\":[{\"x/y\":\"1\"},\"two\",\"3\"]}");
  g_assert_false (
      tw_program_text_replace (root, "/b/1", json_from_string ("\"two\"", NULL), &error));
  g_assert_error (error, TW_ERROR, TW_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/program/document/%s/%s", cases[i].code ? cases[i].code : "loads",
                           cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/program/document/round-trip", test_round_trip);
  g_test_add_func ("/program/document/closed-ranges", test_closed_ranges);
  g_test_add_func ("/program/text/limits", test_text_limits);
  g_test_add_func ("/program/text/strict", test_text_strict);
  g_test_add_func ("/program/document/names", test_names);
  g_test_add_func ("/program/text/large-file", test_large_file);
  g_test_add_func ("/program/text/paths", test_paths);

  return g_test_run ();
}
