/* tw-cli-program-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-program-diff.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-cli-private.h"
#include "tw-cli-json.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-compare.h"
#include "tw-program-version.h"

/* “NAME”, “NAME@2”, or a file of a program. */
static TwProgramDocument *
load_side (TwWorkspace  *workspace,
           const char   *side,
           gint64       *version,
           GError      **error)
{
  const char *at = strrchr (side, '@');
  g_autofree char *name = at != NULL ? g_strndup (side, at - side) : g_strdup (side);
  guint64 number = 0;

  *version = 0;
  if (g_file_test (side, G_FILE_TEST_IS_REGULAR))
    {
      g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);

      return vocabulary == NULL ? NULL : tw_program_document_load (side, vocabulary, NULL, error);
    }
  if (at != NULL && !g_ascii_string_to_unsigned (at + 1, 10, 1, G_MAXINT, &number, NULL))
    {
      number = 0;
      g_free (name);
      name = g_strdup (side);
    }
  if (!tw_program_version_find (workspace, name, (int) number, version, error))
    return NULL;

  return tw_program_version_load (workspace, *version, NULL, error);
}

/* ---- as JSON ---- */

static void
add_amount (JsonBuilder *builder,
            const char  *key,
            gint64       amount,
            int          digits)
{
  g_autofree char *text = tw_decimal_format (amount, digits);

  tw_cli_json_text (builder, key, text);
}

static void
add_differences (JsonBuilder *builder,
                 GPtrArray   *differences)
{
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      const TwProgramDifference *one = differences->pdata[i];

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "path", one->path);
      tw_cli_json_text (builder, "group", one->group);
      tw_cli_json_text (builder, "text", one->text);
      tw_cli_json_text (builder, "by", one->by);
      tw_cli_json_text (builder, "at", one->at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_cost (JsonBuilder         *builder,
          const TwProgramCost *cost)
{
  g_autofree char *first = tw_date_format (cost->span.start);
  g_autofree char *last = tw_date_format (cost->span.end - 1);

  json_builder_set_member_name (builder, "cost");
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "from", first);
  tw_cli_json_text (builder, "to", last);
  tw_cli_json_text (builder, "currency", cost->currency);
  add_amount (builder, "before", cost->before, cost->digits);
  add_amount (builder, "after", cost->after, cost->digits);
  add_amount (builder, "difference", cost->after - cost->before, cost->digits);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cost->rules->len; i++)
    {
      const TwCostDifference *rule = &g_array_index (cost->rules, TwCostDifference, i);

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "id", rule->id);
      tw_cli_json_text (builder, "name", rule->name);
      add_amount (builder, "before", rule->before, cost->digits);
      add_amount (builder, "after", rule->after, cost->digits);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray           *differences,
            const TwProgramCost *cost)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_differences (builder, differences);
  if (cost != NULL)
    add_cost (builder, cost);
  json_builder_end_object (builder);
  tw_cli_json_print (builder);
}

/* ---- as text ---- */

static void
print_differences (GPtrArray *differences)
{
  const char *group = NULL;

  for (guint i = 0; i < differences->len; i++)
    {
      const TwProgramDifference *one = differences->pdata[i];

      if (g_strcmp0 (group, one->group) != 0)
        g_print ("%s\n", one->group);
      group = one->group;
      if (one->by != NULL)
        /* Translators: what was changed, by whom and when. */
        g_print (_("  %1$s  (%2$s, %3$s)\n"), one->text, one->by, one->at);
      else
        g_print ("  %s\n", one->text);
    }
}

static void
print_cost (const TwProgramCost *cost)
{
  const char *headings[] = { _("Rule"), _("Before"), _("After"), _("Difference") };
  static const gboolean numeric[] = { FALSE, TRUE, TRUE, TRUE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *first = tw_date_format (cost->span.start);
  g_autofree char *last = tw_date_format (cost->span.end - 1);

  for (guint i = 0; i <= cost->rules->len; i++)
    {
      const TwCostDifference *rule =
          i < cost->rules->len ? &g_array_index (cost->rules, TwCostDifference, i) : NULL;
      gint64 before = rule != NULL ? rule->before : cost->before;
      gint64 after = rule != NULL ? rule->after : cost->after;
      char **row = g_new0 (char *, 5);

      row[0] = g_strdup (rule != NULL ? rule->name : _("Total"));
      row[1] = tw_decimal_format (before, cost->digits);
      row[2] = tw_decimal_format (after, cost->digits);
      row[3] = tw_decimal_format (after - before, cost->digits);
      g_ptr_array_add (rows, row);
    }
  g_print (_("\nWhat both would have cost from %1$s to %2$s, in %3$s:\n"), first, last, cost->currency);
  tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
}

/* (nullable): where no period was asked for; FALSE with @error. */
static gboolean
compute_cost (TwWorkspace        *workspace,
              gint64              version,
              TwProgramDocument  *before,
              TwProgramDocument  *after,
              const char         *period,
              TwProgramCost     **cost,
              GError            **error)
{
  TwSpan span;

  *cost = NULL;
  if (period == NULL)
    return TRUE;
  if (version == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
                   _("What two files cost can’t be told: one of them has to be a version in the workspace."));
      return FALSE;
    }
  if (!tw_program_compare_span (workspace, after, period, &span, error))
    return FALSE;
  *cost = tw_program_compare_cost (workspace, version, before, after, span, tw_cli_cancellable (), error);

  return *cost != NULL;
}

int
tw_cli_program_diff (TwWorkspace *workspace,
                     const char  *before_side,
                     const char  *after_side,
                     const char  *period,
                     TwCliFormat  format)
{
  g_autoptr (TwProgramDocument) before = NULL;
  g_autoptr (TwProgramDocument) after = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (TwProgramCost) cost = NULL;
  GError *error = NULL;
  gint64 old = 0;
  gint64 new = 0;

  before = load_side (workspace, before_side, &old, &error);
  after = before == NULL ? NULL : load_side (workspace, after_side, &new, &error);
  if (after == NULL)
    return tw_cli_fail (error);
  differences = tw_program_differences (before, after);
  if ((new != 0 && !tw_program_differences_sign (workspace, new, differences, &error)) ||
      !compute_cost (workspace, new != 0 ? new : old, before, after, period, &cost, &error))
    return tw_cli_fail (error);
  if (format == TW_FORMAT_JSON)
    print_json (differences, cost);
  else
    {
      print_differences (differences);
      if (cost != NULL)
        print_cost (cost);
    }

  return differences->len == 0 ? TW_EXIT_DONE : TW_EXIT_FINDINGS;
}
