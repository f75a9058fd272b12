/* tw-cli-qualify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* qualify: what a tier review would find on a day, with the evidence. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-cli-path.h"
#include "tw-cli-json.h"
#include "tw-qualification.h"
#include "tw-tier-proposal.h"

static char *
missing_text (const TwQualification *qualification)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < qualification->leaves->len; i++)
    {
      const TwQualificationLeaf *leaf = g_ptr_array_index (qualification->leaves, i);

      if (!leaf->pass && !leaf->keep && leaf->shortfall != NULL)
        {
          if (text->len > 0)
            g_string_append (text, "; ");
          /* Translators: a tier, how much is missing, the criterion in words with its threshold. */
          g_string_append_printf (text, _("%1$s: short by %2$s (%3$s)"), leaf->tier, leaf->shortfall, leaf->criterion);
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_rows (GPtrArray *all)
{
  static const char *const headings[] = { N_("Program"), N_("Partner"), N_("Name"), N_("Held"), N_("Meets"),
                                          N_("Missing") };
  static const gboolean numeric[G_N_ELEMENTS (headings)] = { FALSE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (all, i);
      char **row = g_new0 (char *, G_N_ELEMENTS (headings) + 1);

      row[0] = one->ladder == NULL ? g_strdup (one->program) : g_strdup_printf ("%s, %s", one->program, one->ladder);
      row[1] = g_strdup (one->partner_id);
      row[2] = g_strdup (one->partner != NULL ? one->partner : "");
      row[3] = g_strdup (one->held != NULL ? one->held : "–");
      row[4] = g_strdup (one->earned != NULL ? one->earned : "–");
      row[5] = missing_text (one);
      g_ptr_array_add (rows, row);
    }

  tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
}

/* How many partners meet each tier: what a designer asks first. */
static void
print_counts (GPtrArray *all)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) keys = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (all, i);
      char *key = g_strdup_printf ("%s: %s", one->program, one->earned != NULL ? one->earned : _("no tier"));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
    }

  keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) g_strcmp0);
  for (const GList *l = keys; l != NULL; l = l->next)
    g_print ("%s: %u\n", (const char *) l->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)));
}

static void
add_leaf (JsonBuilder               *builder,
          const TwQualificationLeaf *leaf)
{
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "tier", leaf->tier);
  tw_cli_json_text (builder, "criterion", leaf->criterion);
  tw_cli_json_text (builder, "value", leaf->value);
  tw_cli_json_text (builder, "threshold", leaf->threshold);
  tw_cli_json_text (builder, "shortfall", leaf->shortfall);
  tw_cli_json_flag (builder, "pass", leaf->pass);
  tw_cli_json_flag (builder, "keep", leaf->keep);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (all, i);

      json_builder_begin_object (builder);
      tw_cli_json_text (builder, "program", one->program);
      tw_cli_json_text (builder, "ladder", one->ladder);
      tw_cli_json_text (builder, "partner", one->partner_id);
      tw_cli_json_text (builder, "name", one->partner);
      tw_cli_json_text (builder, "held", one->held);
      tw_cli_json_text (builder, "earned", one->earned);
      json_builder_set_member_name (builder, "evidence");
      json_builder_begin_array (builder);
      for (guint j = 0; j < one->leaves->len; j++)
        add_leaf (builder, g_ptr_array_index (one->leaves, j));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  tw_cli_json_print (builder);
}

/* --- proposals --- */

static void
add_proposal_row (GPtrArray            *rows,
                  const TwTierProposal *one)
{
  char **row = g_new0 (char *, 9);

  row[0] = one->id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, one->id) : g_strdup ("–");
  row[1] = g_strdup (one->program_name);
  row[2] = g_strdup (one->partner_id);
  row[3] = g_strdup (one->partner_name != NULL ? one->partner_name : "");
  row[4] = g_strdup (one->held != NULL ? one->held : "–");
  row[5] = g_strdup (one->proposed != NULL ? one->proposed : "–");
  row[6] = g_strdup (one->cause);
  row[7] = g_strdup (one->state);
  g_ptr_array_add (rows, row);
}

static void
print_proposals (GPtrArray *all)
{
  static const char *const headings[] = { N_("No."), N_("Program"), N_("Partner"), N_("Name"), N_("Held"),
                                          N_("Proposed"), N_("Cause"), N_("State") };
  static const gboolean numeric[G_N_ELEMENTS (headings)] = { TRUE };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < all->len; i++)
    add_proposal_row (rows, g_ptr_array_index (all, i));
  tw_cli_print_table (headings, numeric, G_N_ELEMENTS (headings), rows);
}

static void
add_proposal (JsonBuilder          *builder,
              const TwTierProposal *one)
{
  g_autofree char *reviewed = tw_date_format (one->reviewed);
  g_autofree char *effective = one->effective != TW_DATE_NONE ? tw_date_format (one->effective) : NULL;

  json_builder_begin_object (builder);
  tw_cli_json_int (builder, "id", one->id);
  tw_cli_json_text (builder, "program", one->program_name);
  tw_cli_json_text (builder, "ladder", one->ladder);
  tw_cli_json_text (builder, "partner", one->partner_id);
  tw_cli_json_text (builder, "name", one->partner_name);
  tw_cli_json_text (builder, "held", one->held);
  tw_cli_json_text (builder, "proposed", one->proposed);
  tw_cli_json_text (builder, "cause", one->cause);
  tw_cli_json_text (builder, "reviewed", reviewed);
  tw_cli_json_text (builder, "state", one->state);
  tw_cli_json_text (builder, "effective", effective);
  tw_cli_json_text (builder, "reason", one->reason);
  tw_cli_json_text (builder, "decided_by", one->decided_by);
  json_builder_set_member_name (builder, "evidence");
  json_builder_add_value (builder, json_from_string (one->evidence, NULL));
  json_builder_end_object (builder);
}

static void
print_proposals_json (GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    add_proposal (builder, g_ptr_array_index (all, i));
  json_builder_end_array (builder);
  tw_cli_json_print (builder);
}

static int
show_proposals (GPtrArray   *all,
                TwCliFormat  format)
{
  if (format == TW_FORMAT_JSON)
    print_proposals_json (all);
  else
    print_proposals (all);

  return TW_EXIT_DONE;
}

/* The day of a verb that decides or records. */
static gboolean
parse_day (const char *text,
           TwDate     *day)
{
  if (text != NULL && tw_date_parse (text, day, NULL))
    return TRUE;
  if (text == NULL)
    g_printerr (_("Give a day with --as-of, such as 2026-09-30.\n"));
  else
    g_printerr (_("“%s” is no day. Give one with --as-of, such as 2026-09-30.\n"), text);

  return FALSE;
}

static int
record_proposals (TwWorkspace *workspace,
                  const char  *program,
                  TwDate       day)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  GError *error = NULL;
  guint n = 0;

  found = tw_qualify (workspace, program, day, &error);
  if (found == NULL)
    return tw_cli_fail (error);
  proposals = tw_qualify_proposals (found, day);
  if (!tw_tier_proposals_add (workspace, proposals, &n, &error))
    return tw_cli_fail (error);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u proposal recorded.\n", "%u proposals recorded.\n", n), n);

  return TW_EXIT_DONE;
}

/* The one of a number, or all that are open. */
static GArray *
find_ids (TwWorkspace  *workspace,
          const char   *number,
          const char   *program,
          GError      **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) open = NULL;
  gint64 id = 0;

  if (g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_array_append_val (ids, id);
      return g_steal_pointer (&ids);
    }
  open = tw_tier_proposals_read (workspace, 0, "open", error);
  if (open == NULL)
    return NULL;
  for (guint i = 0; i < open->len; i++)
    {
      const TwTierProposal *one = g_ptr_array_index (open, i);

      if (program == NULL || g_str_equal (one->program_name, program))
        g_array_append_val (ids, one->id);
    }

  return g_steal_pointer (&ids);
}

static int
decide (TwWorkspace *workspace,
        const char  *what,
        const char  *number,
        const char  *program,
        const char  *day_text,
        const char  *reason)
{
  GError *error = NULL;
  g_autoptr (GArray) ids = NULL;
  TwDate day = TW_DATE_NONE;
  gboolean approve = g_str_equal (what, "approve");
  gboolean done;

  if (number == NULL || (!g_str_equal (number, "all") && !g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, NULL, NULL)))
    {
      g_printerr (_("Give the number of a proposal, as “tier FILE list” shows it, or “all”.\n"));
      return TW_EXIT_USAGE;
    }
  if (approve && !parse_day (day_text, &day))
    return TW_EXIT_USAGE;
  ids = find_ids (workspace, number, program, &error);
  if (ids == NULL)
    return tw_cli_fail (error);
  done = approve ? tw_tier_proposals_approve (workspace, (const gint64 *) ids->data, ids->len, day, reason, &error)
                 : tw_tier_proposals_decline (workspace, (const gint64 *) ids->data, ids->len, reason, &error);
  if (!done)
    return tw_cli_fail (error);
  g_print (approve ? g_dngettext (GETTEXT_PACKAGE, "%u proposal approved.\n", "%u proposals approved.\n", ids->len)
                   : g_dngettext (GETTEXT_PACKAGE, "%u proposal declined.\n", "%u proposals declined.\n", ids->len),
           ids->len);

  return TW_EXIT_DONE;
}

static int
list_proposals (TwWorkspace *workspace,
                TwCliFormat  format)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) all = tw_tier_proposals_read (workspace, 0, NULL, &error);

  return all != NULL ? show_proposals (all, format) : tw_cli_fail (error);
}

static int
run_tier (int    argc,
          char **argv)
{
  g_autofree char *as_of = NULL;
  g_autofree char *program = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *format_text = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The day of the review, or from which a tier is held"), N_("DATE") },
    { "program", 0, 0, G_OPTION_ARG_STRING, &program, N_("Only this program"), N_("NAME") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it is decided so"), N_("TEXT") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  TwCliFormat format;
  TwDate day;
  int status;
  int n = tw_cli_parse (tw_cli_find ("tier"), entries, 2, 3, &argc, &argv, &status);

  if (n < 0 || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  if (!g_str_equal (argv[1], "list") && !g_str_equal (argv[1], "propose") &&
      !g_str_equal (argv[1], "approve") && !g_str_equal (argv[1], "decline"))
    {
      g_printerr (_("“%s” is nothing to do with tiers: list, propose, approve or decline.\n"), argv[1]);
      return TW_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "propose") && !parse_day (as_of, &day))
    return TW_EXIT_USAGE;
  workspace = tw_cli_open (argv[0], g_str_equal (argv[1], "list"), &status);
  if (workspace == NULL)
    return status;
  if (g_str_equal (argv[1], "list"))
    return list_proposals (workspace, format);
  if (g_str_equal (argv[1], "propose"))
    return record_proposals (workspace, program, day);

  return decide (workspace, argv[1], n > 2 ? argv[2] : NULL, program, as_of, reason);
}

static int
run_qualify (int    argc,
             char **argv)
{
  g_autofree char *as_of = NULL;
  g_autofree char *program = NULL;
  g_autofree char *format_text = NULL;
  gboolean proposals = FALSE;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The day"), N_("DATE") },
    { "program", 0, 0, G_OPTION_ARG_STRING, &program, N_("Only this program"), N_("NAME") },
    { "proposals", 0, 0, G_OPTION_ARG_NONE, &proposals, N_("Only changes that somebody has to approve"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GError *error = NULL;
  TwCliFormat format;
  TwDate date;
  int status;

  if (tw_cli_parse (tw_cli_find ("qualify"), entries, 1, 1, &argc, &argv, &status) < 0
      || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  if (!parse_day (as_of, &date))
    return TW_EXIT_USAGE;

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  all = tw_qualify (workspace, program, date, &error);
  if (all == NULL)
    return tw_cli_fail (error);

  if (proposals)
    {
      found = tw_qualify_proposals (all, date);
      return show_proposals (found, format);
    }
  if (format == TW_FORMAT_JSON)
    {
      print_json (all);
      return TW_EXIT_DONE;
    }

  print_rows (all);
  print_counts (all);
  return TW_EXIT_DONE;
}

const TwCliVerb tw_cli_qualify_verbs[] = {
  { "qualify", "FILE --as-of DATE [--program NAME] [--proposals]", N_("Say which tier each partner meets, and what is missing"),
    run_qualify },
  { "tier", "FILE list | FILE propose --as-of DATE | FILE approve NUMBER|all --as-of DATE | FILE decline NUMBER|all --reason TEXT",
    N_("Record, approve or decline proposals of tiers"), run_tier },
  { "path", "FILE PARTNER [--as-of DATE]", N_("Show what a partner lacks for its next tier, and the least of it"),
    tw_cli_run_path },
  { NULL, NULL, NULL, NULL },
};
