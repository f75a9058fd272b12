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

#include "tw-qualification.h"

static char *
missing_text (const TwQualification *qualification)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < qualification->leaves->len; i++)
    {
      const TwQualificationLeaf *leaf = g_ptr_array_index (qualification->leaves, i);

      if (!leaf->pass && leaf->shortfall != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", leaf->tier, leaf->shortfall);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_rows (GPtrArray *all)
{
  static const char *const headings[] = { N_("Program"), N_("Partner"), N_("Name"), N_("Held"), N_("Earned"),
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
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_leaf (JsonBuilder               *builder,
          const TwQualificationLeaf *leaf)
{
  json_builder_begin_object (builder);
  add_member (builder, "tier", leaf->tier);
  add_member (builder, "criterion", leaf->criterion);
  add_member (builder, "value", leaf->value);
  add_member (builder, "threshold", leaf->threshold);
  add_member (builder, "shortfall", leaf->shortfall);
  json_builder_set_member_name (builder, "pass");
  json_builder_add_boolean_value (builder, leaf->pass);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (all, i);

      json_builder_begin_object (builder);
      add_member (builder, "program", one->program);
      add_member (builder, "ladder", one->ladder);
      add_member (builder, "partner", one->partner_id);
      add_member (builder, "name", one->partner);
      add_member (builder, "held", one->held);
      add_member (builder, "earned", one->earned);
      json_builder_set_member_name (builder, "evidence");
      json_builder_begin_array (builder);
      for (guint j = 0; j < one->leaves->len; j++)
        add_leaf (builder, g_ptr_array_index (one->leaves, j));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static int
run_qualify (int    argc,
             char **argv)
{
  g_autofree char *as_of = NULL;
  g_autofree char *program = NULL;
  g_autofree char *format_text = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The day"), N_("DATE") },
    { "program", 0, 0, G_OPTION_ARG_STRING, &program, N_("Only this program"), N_("NAME") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, N_("table or json"), N_("FORMAT") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) all = NULL;
  GError *error = NULL;
  TwCliFormat format;
  TwDate date;
  int status;

  if (tw_cli_parse (tw_cli_find ("qualify"), entries, 1, 1, &argc, &argv, &status) < 0
      || !tw_cli_parse_format (format_text, &format, &status))
    return status;
  if (as_of == NULL || !tw_date_parse (as_of, &date, NULL))
    {
      if (as_of == NULL)
        g_printerr (_("Give a day with --as-of, such as 2026-09-30.\n"));
      else
        g_printerr (_("“%s” is no day. Give one with --as-of, such as 2026-09-30.\n"), as_of);
      return TW_EXIT_USAGE;
    }

  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  all = tw_qualify (workspace, program, date, &error);
  if (all == NULL)
    return tw_cli_fail (error);

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
  { "qualify", "FILE --as-of DATE [--program NAME]", N_("Say which tier each partner meets, and what is missing"),
    run_qualify },
  { NULL, NULL, NULL, NULL },
};
