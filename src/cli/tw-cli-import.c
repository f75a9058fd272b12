/* tw-cli-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* import: a file into an entity, through the same session as the window's assistant. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-entity.h"
#include "tw-error.h"
#include "tw-import-session.h"
#include "tw-text-encoding.h"

/* What the command line says about one import; every member owned. */
typedef struct
{
  char     *delimiter;
  char     *encoding;
  char     *decimal;
  char     *dates;
  gboolean  no_header;
  char     *header;
  char    **columns;      /* FIELD=HEADING[+HEADING…][#] */
  char    **constants;    /* FIELD=VALUE */
  char    **values;       /* FIELD:FROM=TO */
  char     *profile;
  char     *save;
  char    **create;
  char     *partner_type;
  char    **expect;       /* CODE=AMOUNT */
  gboolean  update;
  gboolean  accept_valid;
  gboolean  dry_run;
  gboolean  show_mapping;
  char     *rejects;
} ImportWords;

static void
words_clear (ImportWords *words)
{
  g_free (words->delimiter);
  g_free (words->encoding);
  g_free (words->decimal);
  g_free (words->dates);
  g_free (words->header);
  g_strfreev (words->columns);
  g_strfreev (words->constants);
  g_strfreev (words->values);
  g_free (words->profile);
  g_free (words->save);
  g_strfreev (words->create);
  g_free (words->partner_type);
  g_strfreev (words->expect);
  g_free (words->rejects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportWords, words_clear)

static gboolean
refuse_word (const char  *option,
             const char  *text,
             const char  *use,
             GError     **error)
{
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no value for %s. Use %s."), text, option, use);
  return FALSE;
}

static gboolean
read_format (const ImportWords *words,
             TwCsvFormat       *format,
             GError           **error)
{
  if (words->encoding != NULL && !tw_encoding_from_name (words->encoding, &format->encoding))
    return refuse_word ("--encoding", words->encoding, "utf-8, utf-16, windows-1252, macintosh", error);
  if (words->delimiter != NULL && !tw_csv_delimiter_parse (words->delimiter, &format->delimiter))
    return refuse_word ("--delimiter", words->delimiter, "comma, semicolon, tab, pipe", error);
  if (words->decimal != NULL && !tw_decimal_sign_parse (words->decimal, &format->decimal))
    return refuse_word ("--decimal", words->decimal, "point, comma", error);
  if (words->dates != NULL && !tw_date_order_parse (words->dates, &format->dates))
    return refuse_word ("--date-order", words->dates, "ymd, dmy, mdy", error);

  if (words->header != NULL && !g_str_equal (words->header, "yes") && !g_str_equal (words->header, "no"))
    return refuse_word ("--header", words->header, "yes, no", error);

  format->header = words->header != NULL ? g_str_equal (words->header, "yes") : !words->no_header;
  format->header_given = words->header != NULL || words->no_header;
  return TRUE;
}

/* “a=b” into its two halves; FALSE where there is no equals sign. */
static gboolean
split_pair (const char  *text,
            const char  *option,
            char       **left,
            char       **right,
            GError     **error)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” lacks an equals sign: write %s NAME=VALUE."), text, option);
      return FALSE;
    }

  *left = g_strndup (text, (gsize) (equals - text));
  *right = g_strdup (equals + 1);
  return TRUE;
}

static gboolean
set_columns (TwImportMapping  *mapping,
             char            **pairs,
             GError          **error)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *field = NULL;
      g_autofree char *columns = NULL;

      if (!split_pair (pairs[i], "--column", &field, &columns, error)
          || !tw_import_mapping_set_column (mapping, field, columns, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_constants (TwImportMapping  *mapping,
               char            **pairs,
               GError          **error)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *field = NULL;
      g_autofree char *value = NULL;

      if (!split_pair (pairs[i], "--set", &field, &value, error)
          || !tw_import_mapping_set_value (mapping, field, value, error))
        return FALSE;
    }

  return TRUE;
}

/* “product:GTXPro=GTX Pro” */
static gboolean
map_values (TwImportMapping  *mapping,
            char            **pairs,
            GError          **error)
{
  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      g_autofree char *left = NULL;
      g_autofree char *to = NULL;
      char *colon;

      if (!split_pair (pairs[i], "--value", &left, &to, error))
        return FALSE;
      colon = strchr (left, ':');
      if (colon == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” lacks a colon: write --value FIELD:FROM=TO."), pairs[i]);
          return FALSE;
        }
      *colon = '\0';
      if (!tw_import_mapping_map_value (mapping, left, colon + 1, to, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_options (TwImportSession   *session,
             const ImportWords *words,
             GError           **error)
{
  static const char *const types[] = { "isv", "reseller", "oem", "si", NULL };
  TwImportOptions *options = tw_import_session_get_options (session);

  if (words->partner_type != NULL && !g_strv_contains (types, words->partner_type))
    return refuse_word ("--partner-type", words->partner_type, "isv, reseller, oem, si", error);

  options->update = words->update;
  options->accept_valid = words->accept_valid;
  g_free (options->partner_type);
  options->partner_type = g_strdup (words->partner_type);

  for (guint i = 0; words->create != NULL && words->create[i] != NULL; i++)
    {
      const TwEntity *entity = tw_entity_find (words->create[i]);

      if (entity == NULL)
        return refuse_word ("--create", words->create[i], "partners, customers, products, people, categories", error);
      g_hash_table_add (options->create, g_strdup (entity->name));
    }
  for (guint i = 0; words->expect != NULL && words->expect[i] != NULL; i++)
    {
      char *currency = NULL;
      char *amount = NULL;

      if (!split_pair (words->expect[i], "--expect", &currency, &amount, error))
        return FALSE;
      g_hash_table_replace (options->expected, currency, amount);
    }

  return TRUE;
}

static void
print_mapping (TwImportMapping *mapping)
{
  for (guint i = 0; i < mapping->fields->len; i++)
    {
      const TwImportField *field = g_ptr_array_index (mapping->fields, i);

      if (field->constant != NULL)
        g_print ("  %-16s = %s\n", field->field->name, field->constant);
      for (guint j = 0; j < field->columns->len; j++)
        g_print ("  %-16s %s %s%s\n", j == 0 ? field->field->name : "", j == 0 ? "←" : "+",
                 mapping->headings[g_array_index (field->columns, guint, j)],
                 field->suggested ? _(" (suggested)") : "");
    }
}

static gboolean
prepare (TwImportSession   *session,
         const ImportWords *words,
         const char        *source,
         GError           **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (source);
  TwCsvFormat format = { 0 };
  TwImportMapping *mapping;

  if (!set_options (session, words, error) || !read_format (words, &format, error)
      || !tw_import_session_open (session, file, &format, NULL, error))
    return FALSE;
  if (words->profile != NULL && !tw_import_session_load_profile (session, words->profile, error))
    return FALSE;

  mapping = tw_import_session_get_mapping (session);
  if (!set_columns (mapping, words->columns, error) || !set_constants (mapping, words->constants, error)
      || !map_values (mapping, words->values, error))
    return FALSE;

  if (words->show_mapping)
    print_mapping (mapping);
  return words->save == NULL || tw_import_session_save_profile (session, words->save, error);
}

/* Which file a message is about, where it doesn't say so itself. */
static int
fail_at (const char *source,
         GError     *error)
{
  if (!g_error_matches (error, TW_ERROR, TW_ERROR_USAGE) && !g_error_matches (error, TW_ERROR, TW_ERROR_FILE)
      && strstr (error->message, source) == NULL)
    g_prefix_error (&error, "%s: ", source);

  return tw_cli_fail (error);
}

static int
report (TwImportSession   *session,
        const ImportWords *words,
        const char        *source,
        GError            *error)
{
  TwImportReport *outcome = tw_import_session_get_report (session);
  g_autofree char *text = outcome != NULL ? tw_import_report_to_text (outcome) : NULL;
  GError *save_error = NULL;

  if (text != NULL && (error == NULL || outcome->rows > 0))
    g_print ("%s", text);
  if (outcome != NULL && words->rejects != NULL && outcome->rejects->len > 0)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (words->rejects);

      if (!tw_import_report_save_rejects (outcome, tw_import_session_get_mapping (session)->headings, file, &save_error))
        return tw_cli_fail (save_error);
    }

  return error != NULL ? fail_at (source, error) : TW_EXIT_DONE;
}

static int
run_session (TwWorkspace       *workspace,
             const TwEntity    *entity,
             const char        *source,
             const ImportWords *words)
{
  g_autoptr (TwImportSession) session = tw_import_session_new (workspace, entity);
  GError *error = NULL;

  if (!prepare (session, words, source, &error))
    return fail_at (source, error);

  if (words->dry_run)
    {
      if (tw_import_session_check (session, tw_cli_cancellable (), &error))
        tw_import_session_can_commit (session, &error);
    }
  else
    {
      tw_import_session_commit (session, tw_cli_cancellable (), &error);
    }

  return report (session, words, source, error);
}

/* (nullable): the entity that @kind names, if it can be imported; else what could be is printed. */
static const TwEntity *
find_kind (const char *kind)
{
  const TwEntity *entity = tw_entity_find (kind);
  g_autoptr (GString) kinds = g_string_new (NULL);

  if (entity != NULL && (entity->flags & TW_ENTITY_READ_ONLY) == 0)
    return entity;

  for (guint i = 0; i < tw_entity_count (); i++)
    if ((tw_entity_nth (i)->flags & TW_ENTITY_READ_ONLY) == 0)
      g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? ", " : "", tw_entity_nth (i)->kind);
  g_printerr (_("“%s” can't be imported. Kinds: %s.\n"), kind, kinds->str);

  return NULL;
}

static int
run_import (int    argc,
            char **argv)
{
  g_auto (ImportWords) words = { 0 };
  const GOptionEntry entries[] = {
    { "map", 0, 0, G_OPTION_ARG_STRING, &words.profile, N_("Use a saved mapping"), N_("PROFILE") },
    { "save-map", 0, 0, G_OPTION_ARG_STRING, &words.save, N_("Save the mapping in the workspace"), N_("PROFILE") },
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.columns,
      N_("Read a field from a column, or from several joined by +"), N_("FIELD=HEADING") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.constants, N_("Give a field one value"), N_("FIELD=VALUE") },
    { "value", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.values, N_("Read one value as another"),
      N_("FIELD:FROM=TO") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &words.delimiter, N_("comma, semicolon, tab, pipe"), N_("NAME") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &words.encoding, N_("utf-8, utf-16, windows-1252, macintosh"),
      N_("NAME") },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &words.decimal, N_("point or comma"), N_("SIGN") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &words.dates, N_("ymd, dmy, mdy"), N_("ORDER") },
    { "header", 0, 0, G_OPTION_ARG_STRING, &words.header, N_("Whether the first row names the columns: yes or no"),
      N_("ANSWER") },
    { "no-header", 0, 0, G_OPTION_ARG_NONE, &words.no_header, N_("The first row is data"), NULL },
    { "create", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.create,
      N_("Create what rows refer to and is missing: partners, customers, products …"), N_("KIND") },
    { "partner-type", 0, 0, G_OPTION_ARG_STRING, &words.partner_type,
      N_("Type of the partners that are created: isv, reseller, oem, si"), N_("TYPE") },
    { "expect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.expect, N_("Control total to hold the file against"),
      N_("CODE=AMOUNT") },
    { "update", 0, 0, G_OPTION_ARG_NONE, &words.update, N_("Write rows that are there with other values"), NULL },
    { "accept-valid", 0, 0, G_OPTION_ARG_NONE, &words.accept_valid,
      N_("Import the valid rows although others are rejected"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &words.dry_run, N_("Say what would be done, change nothing"), NULL },
    { "show-mapping", 0, 0, G_OPTION_ARG_NONE, &words.show_mapping, N_("Print which column goes where"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &words.rejects, N_("Write rejected rows to a file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  const TwCliVerb *verb = tw_cli_find ("import");
  g_autoptr (TwWorkspace) workspace = NULL;
  const TwEntity *entity;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (verb, entries, 3, 3, &argc, &argv, &status) < 0)
    return status;

  entity = find_kind (argv[1]);
  if (entity == NULL)
    return TW_EXIT_USAGE;

  workspace = tw_cli_open (argv[0], FALSE, &status);
  if (workspace == NULL)
    return status;

  status = run_session (workspace, entity, argv[2], &words);
  if (!tw_workspace_close (workspace, &error))
    return tw_cli_fail (error);

  return status;
}

const TwCliVerb tw_cli_import_verbs[] = {
  { "import", "FILE KIND SOURCE", N_("Import a CSV file"), run_import },
  { NULL, NULL, NULL, NULL },
};
