/* tw-cli-common.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tw-error.h"

static int
usage_error (const TwCliVerb *verb,
             const char      *message)
{
  g_printerr (_("%s\nUsage: tierwright %s %s\n"), message, verb->name, verb->arguments);
  return TW_EXIT_USAGE;
}

int
tw_cli_parse (const TwCliVerb    *verb,
              const GOptionEntry *entries,
              int                 min,
              int                 max,
              int                *argc,
              char             ***argv,
              int                *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (verb->arguments);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry own[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_set_summary (context, _(verb->summary));
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, own, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = usage_error (verb, error->message);
      return -1;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *status = TW_EXIT_DONE;
      return -1;
    }
  if (*argc > 1 && g_strcmp0 ((*argv)[1], "--") == 0)
    {
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 < min || *argc - 1 > max)
    {
      *status = usage_error (verb, *argc - 1 < min ? _("Something is missing.") : _("There is too much."));
      return -1;
    }

  (*argv)++;
  return *argc - 1;
}

int
tw_cli_fail (GError *error)
{
  gboolean usage = g_error_matches (error, TW_ERROR, TW_ERROR_USAGE);

  g_printerr ("tierwright: %s\n", error->message);
  g_error_free (error);

  return usage ? TW_EXIT_USAGE : TW_EXIT_INPUT;
}

/* Whether @path is a workspace of an older format that may be written: bringing it up to date, beside a copy, is what
 * even a verb that only reads has to do first. Looks at the file itself, so only while it isn't open. */
static gboolean
is_outdated (const char *path)
{
  guint8 header[72];
  FILE *file = g_access (path, W_OK) == 0 ? g_fopen (path, "rb") : NULL;
  gsize n = file == NULL ? 0 : fread (header, 1, sizeof header, file);
  guint32 version, application;

  if (file != NULL)
    fclose (file);
  if (n < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    return FALSE;
  memcpy (&version, header + 60, sizeof version);
  memcpy (&application, header + 68, sizeof application);
  return GUINT32_FROM_BE (application) == TW_WORKSPACE_APPLICATION_ID
         && GUINT32_FROM_BE (version) < TW_WORKSPACE_SCHEMA_VERSION;
}

TwWorkspace *
tw_cli_open (const char *path,
             gboolean    read_only,
             int        *status)
{
  GError *error = NULL;
  TwWorkspace *workspace;

  if (read_only && is_outdated (path))
    read_only = FALSE;
  workspace = tw_workspace_open (path, read_only ? TW_OPEN_READ_ONLY : TW_OPEN_DEFAULT, NULL, &error);
  if (workspace == NULL)
    *status = tw_cli_fail (error);

  return workspace;
}

gboolean
tw_cli_parse_format (const char  *text,
                     TwCliFormat *format,
                     int         *status)
{
  static const char *const names[] = { "table", "csv", "json" };

  *format = TW_FORMAT_TABLE;
  if (text == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *format = (TwCliFormat) i;
        return TRUE;
      }

  g_printerr (_("“%s” is no format. Use table, csv or json.\n"), text);
  *status = TW_EXIT_USAGE;
  return FALSE;
}

static void
print_cell (const char *text,
            glong       width,
            gboolean    numeric,
            gboolean    last)
{
  glong pad = MAX (width - g_utf8_strlen (text, -1), 0);

  if (numeric)
    g_print ("%*s%s%s", (int) pad, "", text, last ? "\n" : "  ");
  else
    g_print ("%s%*s%s", text, last ? 0 : (int) pad, "", last ? "\n" : "  ");
}

void
tw_cli_print_table (const char *const *headings,
                    const gboolean    *numeric,
                    guint              n_columns,
                    GPtrArray         *rows)
{
  g_autofree glong *widths = g_new0 (glong, n_columns);

  for (guint i = 0; i < n_columns; i++)
    widths[i] = g_utf8_strlen (headings[i], -1);
  for (guint r = 0; r < rows->len; r++)
    for (guint i = 0; i < n_columns; i++)
      widths[i] = MAX (widths[i], g_utf8_strlen (((char **) g_ptr_array_index (rows, r))[i], -1));

  for (guint i = 0; i < n_columns; i++)
    print_cell (headings[i], widths[i], numeric[i], i + 1 == n_columns);
  for (guint r = 0; r < rows->len; r++)
    for (guint i = 0; i < n_columns; i++)
      print_cell (((char **) g_ptr_array_index (rows, r))[i], widths[i], numeric[i], i + 1 == n_columns);
}
