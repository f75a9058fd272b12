/* tw-cli-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-findings.h"
#include "tw-cli-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-program-check.h"

static const char *
severity_name (TwSeverity severity)
{
  static const char *const names[] = { "information", "warning", "error" };

  return names[severity];
}

static void
print_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);
      const char *members[][2] = {
        { "code", finding->code },       { "severity", severity_name (finding->severity) },
        { "path", finding->path },       { "message", finding->message },
        { "remedy", finding->remedy },
      };

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        {
          tw_cli_json_text (builder, members[j][0], members[j][1]);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  tw_cli_json_print (builder);
}

static void
print_text (GPtrArray  *findings,
            const char *nothing)
{
  static const char *const labels[] = { N_("Information"), N_("Warning"), N_("Error") };

  if (findings->len == 0)
    g_print ("%s\n", nothing);

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      const char *check = tw_program_check_catalogue (finding->code);

      /* The number of a design check is what a waiver names. */
      if (check != NULL)
        g_print ("%s %s: %s\n", _(labels[finding->severity]), check, finding->message);
      else
        g_print ("%s: %s\n", _(labels[finding->severity]), finding->message);
      if (finding->path != NULL)
        g_print ("    %s\n", finding->path);
      if (finding->remedy != NULL)
        g_print ("    %s\n", finding->remedy);
    }
}

int
tw_cli_print_findings (GPtrArray   *findings,
                       TwCliFormat  format,
                       const char  *nothing)
{
  if (format == TW_FORMAT_JSON)
    print_json (findings);
  else
    print_text (findings, nothing);

  return tw_findings_count (findings, TW_SEVERITY_ERROR) > 0 ? TW_EXIT_FINDINGS : TW_EXIT_DONE;
}
