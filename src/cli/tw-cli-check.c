/* tw-cli-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* check: what the design checks find in programs, with evidence and remedy. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-private.h"
#include "tw-cli-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "tw-check-workbook.h"
#include "tw-design-check.h"
#include "tw-error.h"
#include "tw-program-version.h"

typedef struct
{
  char     *program;
  char     *code;
  char     *format_text;
  char     *output;
  gboolean  all;
  TwCliFormat format;
} CheckWords;

static void
words_clear (CheckWords *words)
{
  g_free (words->program);
  g_free (words->code);
  g_free (words->format_text);
  g_free (words->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckWords, words_clear)

static void
checked_clear (gpointer data)
{
  g_clear_pointer (&((TwCheckedVersion *) data)->results, g_ptr_array_unref);
}

static const char *
severity_name (TwSeverity severity)
{
  static const char *const names[] = { "information", "warning", "error" };

  return names[severity];
}

static const char *
severity_label (TwSeverity severity)
{
  static const char *const labels[] = { N_("Information"), N_("Warning"), N_("Error") };

  return _(labels[severity]);
}

static const char *
state_name (TwCheckState state)
{
  static const char *const names[] = { "found", "waived", "not-applicable", "none" };

  return names[state];
}

/* What the words ask for; what found nothing is listed nowhere. */
static gboolean
is_wanted (const CheckWords    *words,
           const TwCheckResult *result)
{
  if (words->code != NULL && g_ascii_strcasecmp (words->code, result->check->code) != 0)
    return FALSE;

  return result->state <= TW_CHECK_WAIVED || (words->all && result->state == TW_CHECK_NOT_APPLICABLE);
}

/* JSON ------------------------------------------------------------------------------------------- */

static void
add_evidence (JsonBuilder           *builder,
              const TwCheckEvidence *evidence)
{
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "entity", evidence->entity);
  json_builder_set_member_name (builder, "id");
  if (evidence->id != 0)
    json_builder_add_int_value (builder, evidence->id);
  else
    json_builder_add_null_value (builder);
  tw_cli_json_text (builder, "path", evidence->path);
  tw_cli_json_text (builder, "name", evidence->name);
  tw_cli_json_text (builder, "value", evidence->value);
  json_builder_end_object (builder);
}

static void
add_result (JsonBuilder         *builder,
            const TwCheckedVersion       *checked,
            const TwCheckResult *result)
{
  json_builder_begin_object (builder);
  tw_cli_json_text (builder, "program", checked->version->name);
  tw_cli_json_int (builder, "version", checked->version->number);
  tw_cli_json_text (builder, "code", result->check->code);
  tw_cli_json_text (builder, "title", tw_design_check_get_title (result->check));
  tw_cli_json_text (builder, "state", state_name (result->state));
  tw_cli_json_text (builder, "severity", severity_name (result->severity));
  tw_cli_json_text (builder, "path", result->path);
  tw_cli_json_text (builder, "message", result->message);
  tw_cli_json_text (builder, "remedy", result->remedy);
  tw_cli_json_text (builder, "reason", result->reason);
  tw_cli_json_text (builder, "waived_by", result->waived_by);
  tw_cli_json_text (builder, "waived_at", result->waived_at);
  tw_cli_json_int (builder, "n_evidence", result->n_evidence);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->evidence->len; i++)
    add_evidence (builder, g_ptr_array_index (result->evidence, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const CheckWords *words,
            GArray           *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const TwCheckedVersion *checked = &g_array_index (all, TwCheckedVersion, i);

      for (guint k = 0; k < checked->results->len; k++)
        if (is_wanted (words, g_ptr_array_index (checked->results, k)))
          add_result (builder, checked, g_ptr_array_index (checked->results, k));
    }
  json_builder_end_array (builder);
  tw_cli_json_print (builder);
}

/* CSV -------------------------------------------------------------------------------------------- */

static void
print_cell (const char *text,
            gboolean    last)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts);

  g_print ("\"%s\"%s", quoted, last ? "\n" : ",");
}

static void
print_csv_row (const TwCheckedVersion         *checked,
               const TwCheckResult   *result,
               const TwCheckEvidence *evidence)
{
  g_autofree char *number = g_strdup_printf ("%d", checked->version->number);
  const char *cells[] = {
    checked->version->name, number, result->check->code, state_name (result->state), severity_name (result->severity),
    result->path, result->message, result->remedy, result->reason,
    evidence != NULL ? evidence->entity : NULL, evidence != NULL ? evidence->name : NULL,
    evidence != NULL ? evidence->value : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    print_cell (cells[i], i + 1 == G_N_ELEMENTS (cells));
}

/* A row per piece of evidence; one for a finding without any. */
static void
print_csv (const CheckWords *words,
           GArray           *all)
{
  g_print ("Program,Version,Code,State,Severity,Path,Message,Remedy,Reason,Entity,Name,Value\n");
  for (guint i = 0; i < all->len; i++)
    {
      const TwCheckedVersion *checked = &g_array_index (all, TwCheckedVersion, i);

      for (guint k = 0; k < checked->results->len; k++)
        {
          const TwCheckResult *result = g_ptr_array_index (checked->results, k);

          if (!is_wanted (words, result))
            continue;
          for (guint e = 0; e < MAX (result->evidence->len, 1); e++)
            print_csv_row (checked, result, result->evidence->len > 0 ? g_ptr_array_index (result->evidence, e) : NULL);
        }
    }
}

/* Text ------------------------------------------------------------------------------------------- */

/* Pieces of evidence that are printed of one finding; the other formats give all. */
#define PRINTED 10

static void
print_result (const TwCheckResult *result)
{
  if (result->state == TW_CHECK_NOT_APPLICABLE)
    {
      g_print ("%s %s. %s\n", result->check->code, result->message, result->reason);
      return;
    }
  if (result->state == TW_CHECK_WAIVED)
    g_print (_("Waived %s: %s\n"), result->check->code, result->message);
  else
    g_print ("%s %s: %s\n", severity_label (result->severity), result->check->code, result->message);
  if (result->path != NULL)
    g_print ("    %s\n", result->path);
  for (guint i = 0; i < MIN (result->evidence->len, PRINTED); i++)
    {
      const TwCheckEvidence *evidence = g_ptr_array_index (result->evidence, i);

      g_print ("    - %s%s%s\n", evidence->name != NULL ? evidence->name : "", evidence->value != NULL ? ": " : "",
               evidence->value != NULL ? evidence->value : "");
    }
  if (result->n_evidence > PRINTED)
    g_print (g_dngettext (GETTEXT_PACKAGE, "    - and %u more\n", "    - and %u more\n", result->n_evidence - PRINTED),
             result->n_evidence - PRINTED);
  if (result->state == TW_CHECK_WAIVED)
    g_print (_("    Waived by %s: %s\n"), result->waived_by, result->reason);
  else
    g_print ("    %s\n", result->remedy);
}

static void
print_text (const CheckWords *words,
            GArray           *all)
{
  guint printed = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const TwCheckedVersion *checked = &g_array_index (all, TwCheckedVersion, i);
      gboolean headed = FALSE;

      for (guint k = 0; k < checked->results->len; k++)
        {
          const TwCheckResult *result = g_ptr_array_index (checked->results, k);

          if (!is_wanted (words, result))
            continue;
          if (!headed)
            g_print (_("%s%s, version %d\n"), printed > 0 ? "\n" : "", checked->version->name, checked->version->number);
          headed = TRUE;
          printed++;
          print_result (result);
        }
    }
  if (printed == 0)
    g_print ("%s\n", _("Nothing was found."));
}

/* ------------------------------------------------------------------------------------------------- */

/* Every draft and version that isn't retired, of one program or of all. */
static gboolean
check_versions (TwWorkspace       *workspace,
                const CheckWords  *words,
                GPtrArray         *versions,
                GArray            *all,
                GError           **error)
{
  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (versions, i);
      TwCheckInput input = { workspace, version->id, NULL, TW_DATE_NONE, TW_CHECK_ALL, tw_cli_cancellable (), NULL };
      TwCheckedVersion checked = { version, NULL };

      if (g_str_equal (version->state, "retired") ||
          (words->program != NULL && !g_str_equal (version->name, words->program)))
        continue;
      checked.results = tw_design_check_run (&input, error);
      if (checked.results == NULL)
        return FALSE;
      g_array_append_val (all, checked);
    }

  return TRUE;
}

static int
run_on (TwWorkspace      *workspace,
        const CheckWords *words)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (TwCheckedVersion));
  g_autoptr (GPtrArray) versions = NULL;
  GError *error = NULL;
  gint64 version;
  guint errors = 0;

  g_array_set_clear_func (all, checked_clear);
  if (words->program != NULL && !tw_program_version_find (workspace, words->program, 0, &version, &error))
    return tw_cli_fail (error);
  versions = tw_program_versions_list (workspace, &error);
  if (versions == NULL || !check_versions (workspace, words, versions, all, &error))
    return tw_cli_fail (error);
  if (words->output != NULL &&
      !tw_check_workbook_write (workspace, (const TwCheckedVersion *) all->data, all->len, words->output, &error))
    return tw_cli_fail (error);
  if (words->format == TW_FORMAT_JSON)
    print_json (words, all);
  else if (words->format == TW_FORMAT_CSV)
    print_csv (words, all);
  else
    print_text (words, all);
  for (guint i = 0; i < all->len; i++)
    {
      GPtrArray *results = g_array_index (all, TwCheckedVersion, i).results;

      for (guint k = 0; k < results->len; k++)
        {
          const TwCheckResult *result = g_ptr_array_index (results, k);

          errors += is_wanted (words, result) && result->state == TW_CHECK_FOUND && result->severity == TW_SEVERITY_ERROR;
        }
    }

  return errors > 0 ? TW_EXIT_FINDINGS : TW_EXIT_DONE;
}

static int
run_check (int    argc,
           char **argv)
{
  g_auto (CheckWords) words = { 0 };
  const GOptionEntry entries[] = {
    { "program", 0, 0, G_OPTION_ARG_STRING, &words.program, N_("Only this program"), N_("NAME") },
    { "code", 0, 0, G_OPTION_ARG_STRING, &words.code, N_("Only this check, such as CHK-52"), N_("CODE") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &words.all, N_("Also list checks that don't apply, with the reason"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format_text, N_("table, csv or json"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output,
      N_("Also write everything as a workbook: findings with waivers, evidence, and each check"), N_("FILE.xlsx") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  int status;
  int n = tw_cli_parse (tw_cli_find ("check"), entries, 1, 2, &argc, &argv, &status);

  if (n < 0 || !tw_cli_parse_format (words.format_text, &words.format, &status))
    return status;
  if (n == 2 && words.program == NULL)
    words.program = g_strdup (argv[1]);
  if (words.code != NULL)
    {
      g_autofree char *code = g_ascii_strup (words.code, -1);

      if (tw_design_check_find (code) == NULL)
        {
          g_printerr (_("“%s” is no check. They are CHK-01 to CHK-61.\n"), words.code);
          return TW_EXIT_USAGE;
        }
    }
  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace != NULL)
    tw_workspace_set_cancellable (workspace, tw_cli_cancellable ());

  return workspace == NULL ? status : run_on (workspace, &words);
}

const TwCliVerb tw_cli_check_verbs[] = {
  { "check", "FILE [PROGRAM]", N_("Check the design of programs"), run_check },
  { NULL, NULL, NULL, NULL },
};
