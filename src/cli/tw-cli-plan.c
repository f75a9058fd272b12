/* tw-cli-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* plan: how the joint business plans stand, and one of them as a file. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-decimal.h"
#include "tw-plan-report.h"
#include "tw-row-store.h"

static char *
ratio_text (TwPlanFigure ratio)
{
  return ratio.known ? tw_plan_ratio_format (ratio.value) : g_strdup (_("n/a"));
}

static void
print_table (GPtrArray *plans)
{
  static const char *const headings[] = { N_("Plan"), N_("Name"), N_("Partner"), N_("State"), N_("Pace"),
                                          N_("Attainment"), N_("Next due"), N_("Overdue") };
  static const gboolean numeric[] = { FALSE, FALSE, FALSE, FALSE, TRUE, TRUE, FALSE, TRUE };
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < plans->len; i++)
    {
      const TwPlanSummary *plan = g_ptr_array_index (plans, i);
      g_autofree char *day = plan->next != NULL ? tw_date_format (plan->next_due) : NULL;
      char **row = g_new0 (char *, G_N_ELEMENTS (headings) + 1);

      row[0] = g_strdup (plan->key);
      row[1] = g_strdup (plan->name);
      row[2] = g_strdup (plan->partner);
      row[3] = g_strdup (tw_field_get_choice_label (state, tw_plan_state_key (plan->state)));
      row[4] = ratio_text (plan->progress->pace);
      row[5] = ratio_text (plan->progress->attainment);
      row[6] = day != NULL ? g_strdup_printf ("%s %s", day, plan->next) : g_strdup ("–");
      row[7] = g_strdup_printf ("%u", plan->overdue);
      g_ptr_array_add (rows, row);
    }

  tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
}

static void
print_json (GPtrArray *plans)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) root = json_node_alloc ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < plans->len; i++)
    {
      const TwPlanSummary *plan = g_ptr_array_index (plans, i);
      g_autofree char *json = tw_plan_progress_to_json (plan->progress);
      g_autoptr (JsonNode) node = json_from_string (json, NULL);
      JsonObject *object = json_node_get_object (node);

      json_object_set_string_member (object, "id", plan->key);
      json_object_set_string_member (object, "name", plan->name);
      json_object_set_string_member (object, "partner", plan->partner);
      json_object_set_string_member (object, "state", tw_plan_state_key (plan->state));
      json_array_add_element (array, g_steal_pointer (&node));
    }

  json_node_init_array (root, array);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static int
list_plans (TwWorkspace *workspace,
            TwDate       as_of,
            TwCliFormat  format)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) plans =
      tw_plan_summary_list (workspace, 0, as_of, tw_cli_cancellable (), &error);

  if (plans == NULL)
    return tw_cli_fail (error);
  if (format == TW_FORMAT_JSON)
    print_json (plans);
  else
    print_table (plans);

  return TW_EXIT_DONE;
}

static int
export_plan (TwWorkspace *workspace,
             const char  *name,
             TwDate       as_of,
             const char  *output)
{
  GError *error = NULL;
  gint64 plan = tw_entity_resolve (workspace, tw_entity_find ("plan"), name, &error);

  if (plan == 0
      || !tw_plan_report_write (workspace, plan, as_of, output, tw_cli_cancellable (), &error))
    return tw_cli_fail (error);

  g_print ("%s\n", output);

  return TW_EXIT_DONE;
}

static TwDate
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  TwDate today = TW_DATE_NONE;

  tw_date_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                    g_date_time_get_day_of_month (now), &today);

  return today;
}

static int
run_plan (int    argc,
          char **argv)
{
  g_autofree char *as_of = NULL;
  g_autofree char *output = NULL;
  g_autofree char *format_text = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The last day that counts; today"), N_("DATE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("A file that ends in .pdf or .xlsx"), N_("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  TwDate date = get_today ();
  gboolean export;
  TwCliFormat format;
  int status;
  int n;

  n = tw_cli_parse (tw_cli_find ("plan"), entries, 2, 3, &argc, &argv, &status);
  if (n < 0 || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  if (as_of != NULL && !tw_date_parse (as_of, &date, NULL))
    {
      g_printerr (_("“%s” is no day. Give one with --as-of, such as 2026-09-30.\n"), as_of);
      return TW_EXIT_USAGE;
    }

  export = g_str_equal (argv[1], "export");
  if ((!export && !g_str_equal (argv[1], "list")) || (export && (n < 3 || output == NULL)))
    {
      g_printerr (_("Give “list”, or “export NAME --output FILE.pdf”.\n"));
      return TW_EXIT_USAGE;
    }

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  return export ? export_plan (workspace, argv[2], date, output) : list_plans (workspace, date, format);
}

const TwCliVerb tw_cli_plan_verbs[] = {
  { "plan", "FILE list | FILE export NAME --output FILE.pdf|.xlsx [--as-of DATE]",
    N_("Say how the joint business plans stand, or export one"), run_plan },
  { NULL, NULL, NULL, NULL },
};
