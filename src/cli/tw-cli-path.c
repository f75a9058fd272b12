/* tw-cli-path.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* path: what a partner lacks for its next tier. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-path.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-cli-private.h"
#include "tw-cli-json.h"
#include "tw-decimal.h"
#include "tw-qualification.h"
#include "tw-tier-path.h"

/* Of a criterion that asks for points: what to add to which item. */
static void
add_actions (JsonBuilder      *builder,
             const TwPathStep *step)
{
  json_builder_set_member_name (builder, "actions");
  json_builder_begin_array (builder);
  for (guint i = 0; step->known && step->items != NULL && i < step->items->len; i++)
    {
      const TwPointsItem *item = &g_array_index (step->items, TwPointsItem, i);
      g_autofree char *more = tw_decimal_format_trim (item->more, TW_MILLIONTHS_DIGITS);

      if (item->more <= 0)
        continue;
      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "name", item->name);
      tw_cli_json_text (builder, "more", more);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_steps (JsonBuilder      *builder,
           const TwTierPath *path)
{
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < path->steps->len; i++)
    {
      const TwPathStep *step = g_ptr_array_index (path->steps, i);
      g_autofree char *hours = step->known ? tw_decimal_format (step->effort, 6) : NULL;

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "criterion", step->criterion);
      tw_cli_json_text (builder, "value", step->value);
      tw_cli_json_text (builder, "threshold", step->threshold);
      tw_cli_json_text (builder, "shortfall", step->shortfall);
      tw_cli_json_text (builder, "hours", hours);
      tw_cli_json_flag (builder, "cheapest", step->chosen);
      add_actions (builder, step);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What rules that pay by tier would have paid on either. */
static void
add_pay (JsonBuilder      *builder,
         const TwTierPath *path)
{
  g_autofree char *from = tw_decimal_format (path->pay.from, path->digits);
  g_autofree char *to = tw_decimal_format (path->pay.to, path->digits);

  json_builder_set_member_name (builder, "pay");
  if (!path->has_pay)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "periods", path->pay.periods);
  tw_cli_json_text (builder, "now", from);
  tw_cli_json_text (builder, "then", to);
  json_builder_end_object (builder);
}

static void
add_one (JsonBuilder           *builder,
         const TwQualification *one)
{
  const TwTierPath *path = one->path;
  g_autofree char *hours = tw_decimal_format (path != NULL ? path->effort : 0, 6);
  g_autofree char *benefits = path != NULL && path->has_worth ? tw_decimal_format (path->worth, path->digits) : NULL;
  g_autofree char *worth = NULL;
  gint64 whole;
  g_autofree char *note = path != NULL ? tw_tier_path_get_note (path) : NULL;

  if (path != NULL && tw_tier_path_get_worth (path, &whole))
    worth = tw_decimal_format (whole, path->digits);
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "program", one->program);
  tw_cli_json_text (builder, "ladder", one->ladder);
  tw_cli_json_text (builder, "partner", one->partner_id);
  tw_cli_json_text (builder, "held", one->held);
  tw_cli_json_text (builder, "earned", one->earned);
  tw_cli_json_text (builder, "next", path != NULL ? path->tier : NULL);
  if (path != NULL)
    {
      tw_cli_json_text (builder, "hours", hours);
      tw_cli_json_flag (builder, "exact", path->exact);
      tw_cli_json_flag (builder, "by_invitation", path->by_invitation);
      tw_cli_json_text (builder, "worth", worth);
      tw_cli_json_text (builder, "benefits", benefits);
      add_pay (builder, path);
      tw_cli_json_text (builder, "currency", path->currency);
      tw_cli_json_text (builder, "note", note);
      add_steps (builder, path);
    }
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    add_one (builder, g_ptr_array_index (found, i));
  json_builder_end_array (builder);
  tw_cli_json_print (builder);
}

static void
print_steps (const TwTierPath *path)
{
  static const char *const headings[] = { N_("Criterion"), N_("Value"), N_("Threshold"), N_("Missing"), N_("Work"),
                                          N_("Cheapest") };
  static const gboolean numeric[G_N_ELEMENTS (headings)] = { FALSE, TRUE, TRUE, TRUE, TRUE, FALSE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < path->steps->len; i++)
    {
      const TwPathStep *step = g_ptr_array_index (path->steps, i);
      char **row = g_new0 (char *, G_N_ELEMENTS (headings) + 1);

      row[0] = g_strdup (step->criterion);
      row[1] = g_strdup (step->value != NULL ? step->value : "–");
      row[2] = g_strdup (step->threshold != NULL ? step->threshold : "–");
      row[3] = g_strdup (step->shortfall != NULL ? step->shortfall : "–");
      row[4] = step->known ? tw_effort_to_text (step->effort) : g_strdup (_("can’t be told"));
      row[5] = g_strdup (step->chosen ? _("yes") : _("no"));
      g_ptr_array_add (rows, row);
    }
  if (rows->len > 0)
    tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
  for (guint i = 0; i < path->steps->len; i++)
    {
      const TwPathStep *step = g_ptr_array_index (path->steps, i);
      g_autoptr (GPtrArray) actions = tw_path_step_list_actions (step);

      if (actions->len > 0)
        /* Translators: %s is a criterion that asks for points. */
        g_print (_("The least work for “%s”:\n"), step->criterion);
      for (guint k = 0; k < actions->len; k++)
        g_print ("  %s\n", (const char *) g_ptr_array_index (actions, k));
    }
}

static void
print_one (const TwQualification *one)
{
  const TwTierPath *path = one->path;
  const char *ladder = one->ladder != NULL ? one->ladder : one->program;
  g_autofree char *work = NULL;
  g_autofree char *note = NULL;
  g_autofree char *pay = NULL;

  if (path == NULL)
    {
      /* Translators: %s is a program. */
      g_print (_("%s: there is no higher tier.\n"), ladder);
      return;
    }
  work = tw_effort_to_text (path->effort);
  /* Translators: a program, a tier, an amount of work. */
  g_print (_("%1$s: to %2$s, %3$s at least\n"), ladder, path->tier, work);
  print_steps (path);
  if (path->has_worth)
    {
      g_autofree char *worth = tw_decimal_format (path->worth, path->digits);

      /* Translators: a tier, a currency, an amount. */
      g_print (_("%1$s is worth %2$s %3$s more a year in benefits.\n"), path->tier, path->currency, worth);
    }
  pay = tw_tier_path_get_pay_text (path);
  if (pay != NULL)
    g_print ("%s\n", pay);
  note = tw_tier_path_get_note (path);
  if (note != NULL)
    g_print ("%s\n", note);
}

static gboolean
find_pays (TwWorkspace  *workspace,
           GPtrArray    *all,
           TwDate        day,
           GError      **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      TwQualification *one = g_ptr_array_index (all, i);
      GError *local = NULL;
      TwTierPay pay;

      if (tw_qualification_find_pay (one, workspace, day, tw_cli_cancellable (), &pay, &local))
        tw_tier_path_take_pay (one->path, &pay);
      else if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
parse_day (const char *text,
           TwDate     *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (tw_date_parse (text != NULL ? text : today, day, NULL))
    return TRUE;

  g_printerr (_("“%s” is no day. Give one with --as-of, such as 2026-09-30.\n"), text);
  return FALSE;
}

int
tw_cli_run_path (int    argc,
                 char **argv)
{
  g_autofree char *as_of = NULL;
  g_autofree char *format_text = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The day; today without it"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GError *error = NULL;
  TwCliFormat format;
  TwDate day;
  int status;

  if (tw_cli_parse (tw_cli_find ("path"), entries, 2, 2, &argc, &argv, &status) < 0
      || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  if (!parse_day (as_of, &day))
    return TW_EXIT_USAGE;
  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;
  all = tw_qualify (workspace, NULL, day, &error);
  if (all == NULL)
    return tw_cli_fail (error);
  for (guint i = all->len; i > 0; i--)
    if (!g_str_equal (((TwQualification *) all->pdata[i - 1])->partner_id, argv[1]))
      g_ptr_array_remove_index (all, i - 1);
  if (all->len == 0)
    {
      g_printerr (_("No published program with tiers covers a partner “%s” on that day.\n"), argv[1]);
      return TW_EXIT_INPUT;
    }
  if (!find_pays (workspace, all, day, &error))
    return tw_cli_fail (error);

  if (format == TW_FORMAT_JSON)
    print_json (all);
  else
    g_ptr_array_foreach (all, (GFunc) print_one, NULL);

  return TW_EXIT_DONE;
}
