/* tw-cli-program-show.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* program list, templates and show: what there is. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-program-show.h"

#include <glib/gi18n-lib.h>

#include "tw-cli-sheet.h"
#include "tw-program-describe.h"
#include "tw-program-template.h"
#include "tw-program-version.h"

/* Takes over @sheet. */
static int
print_sheet (TwCliSheet  *sheet,
             TwCliFormat  format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);

  g_ptr_array_add (sheets, sheet);
  tw_cli_sheets_print (sheets, format);

  return TW_EXIT_DONE;
}

int
tw_cli_program_list (TwWorkspace *workspace,
                     TwCliFormat  format)
{
  TwCliSheet *sheet;
  g_autoptr (GPtrArray) versions = NULL;
  GError *error = NULL;

  versions = tw_program_versions_list (workspace, &error);
  if (versions == NULL)
    return tw_cli_fail (error);

  sheet = tw_cli_sheet_new ("programs", NULL);
  tw_cli_sheet_column (sheet, "program", _("Program"), FALSE);
  tw_cli_sheet_column (sheet, "type", _("Type"), FALSE);
  tw_cli_sheet_column (sheet, "version", _("Version"), TRUE);
  tw_cli_sheet_column (sheet, "state", _("State"), FALSE);
  tw_cli_sheet_column (sheet, "from", _("From"), FALSE);
  tw_cli_sheet_column (sheet, "to", _("To"), FALSE);
  tw_cli_sheet_column (sheet, "rules", _("Rules"), TRUE);
  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (versions, i);

      tw_cli_sheet_cell (sheet, g_strdup (version->name));
      tw_cli_sheet_cell (sheet, g_strdup (version->partner_type));
      tw_cli_sheet_cell (sheet, g_strdup_printf ("%d", version->number));
      tw_cli_sheet_cell (sheet, g_strdup (version->state));
      tw_cli_sheet_cell (sheet, version->valid_from == TW_DATE_NONE ? NULL : tw_date_format (version->valid_from));
      tw_cli_sheet_cell (sheet, version->valid_to == TW_DATE_NONE ? NULL : tw_date_format (version->valid_to - 1));
      tw_cli_sheet_cell (sheet, g_strdup_printf ("%u", version->n_rules));
    }

  return print_sheet (sheet, format);
}

int
tw_cli_program_templates (TwCliFormat format)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("templates", NULL);

  tw_cli_sheet_column (sheet, "id", _("Template"), FALSE);
  tw_cli_sheet_column (sheet, "type", _("Type"), FALSE);
  tw_cli_sheet_column (sheet, "title", _("Title"), FALSE);
  for (guint i = 0; i < tw_program_template_count (); i++)
    {
      const TwProgramTemplate *template = tw_program_template_nth (i);

      tw_cli_sheet_cell (sheet, g_strdup (template->id));
      tw_cli_sheet_cell (sheet, g_strdup (template->partner_type));
      tw_cli_sheet_cell (sheet, g_strdup (_(template->title)));
    }

  return print_sheet (sheet, format);
}

/* --- show --- */

static void
print_sentences (const TwProgram *program)
{
  g_print ("%s, %s, %s\n", program->name, program->partner_type, program->currency);
  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_autofree char *text = tw_program_describe_tier (program, &program->tiers[i]);

      g_print ("  %s\n", text);
    }
  for (guint i = 0; i < program->n_rules; i++)
    {
      g_autofree char *text = tw_program_describe_rule (program, i);

      g_print ("  %s: %s\n", program->rules[i].id, text);
    }
  for (guint i = 0; i < program->n_limits; i++)
    {
      g_autofree char *text = tw_program_describe_limit (program, i);

      g_print ("  %s\n", text);
    }
  for (guint i = 0; i < program->n_defines; i++)
    {
      g_autofree char *text = tw_program_describe_define (program, i);

      if (text != NULL && *text != '\0')
        g_print ("  %s = %s\n", program->defines[i].name, text);
    }
}

static TwCliSheet *
make_head (const TwProgram *program)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("program", NULL);

  tw_cli_sheet_column (sheet, "name", _("Program"), FALSE);
  tw_cli_sheet_column (sheet, "type", _("Type"), FALSE);
  tw_cli_sheet_column (sheet, "currency", _("Currency"), FALSE);
  tw_cli_sheet_cell (sheet, g_strdup (program->name));
  tw_cli_sheet_cell (sheet, g_strdup (program->partner_type));
  tw_cli_sheet_cell (sheet, g_strdup (program->currency));

  return sheet;
}

static TwCliSheet *
make_tiers (const TwProgram *program)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("tiers", NULL);

  tw_cli_sheet_column (sheet, "name", _("Tier"), FALSE);
  tw_cli_sheet_column (sheet, "text", _("Text"), FALSE);
  for (guint i = 0; i < program->n_tiers; i++)
    {
      tw_cli_sheet_cell (sheet, g_strdup (program->tiers[i].name));
      tw_cli_sheet_cell (sheet, tw_program_describe_tier (program, &program->tiers[i]));
    }

  return sheet;
}

static TwCliSheet *
make_rules (const TwProgram *program)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("rules", NULL);

  tw_cli_sheet_column (sheet, "id", _("Rule"), FALSE);
  tw_cli_sheet_column (sheet, "name", _("Name"), FALSE);
  tw_cli_sheet_column (sheet, "kind", _("Kind"), FALSE);
  tw_cli_sheet_column (sheet, "text", _("Text"), FALSE);
  for (guint i = 0; i < program->n_rules; i++)
    {
      tw_cli_sheet_cell (sheet, g_strdup (program->rules[i].id));
      tw_cli_sheet_cell (sheet, g_strdup (program->rules[i].name));
      tw_cli_sheet_cell (sheet, g_strdup (program->rules[i].kind));
      tw_cli_sheet_cell (sheet, tw_program_describe_rule (program, i));
    }

  return sheet;
}

static TwCliSheet *
make_limits (const TwProgram *program)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("limits", NULL);

  tw_cli_sheet_column (sheet, "text", _("Text"), FALSE);
  for (guint i = 0; i < program->n_limits; i++)
    tw_cli_sheet_cell (sheet, tw_program_describe_limit (program, i));

  return sheet;
}

static TwCliSheet *
make_names (const TwProgram *program)
{
  TwCliSheet *sheet = tw_cli_sheet_new ("names", NULL);

  tw_cli_sheet_column (sheet, "name", _("Name"), FALSE);
  tw_cli_sheet_column (sheet, "text", _("Text"), FALSE);
  for (guint i = 0; i < program->n_defines; i++)
    {
      tw_cli_sheet_cell (sheet, g_strdup (program->defines[i].name));
      tw_cli_sheet_cell (sheet, tw_program_describe_define (program, i));
    }

  return sheet;
}

int
tw_cli_program_show (TwWorkspace *workspace,
                     gint64       version,
                     TwCliFormat  format)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_cli_sheet_free);
  g_autoptr (TwProgramDocument) document = NULL;
  const TwProgram *program;
  GError *error = NULL;

  document = tw_program_version_load (workspace, version, NULL, &error);
  if (document == NULL)
    return tw_cli_fail (error);

  program = tw_program_document_get_program (document);
  if (format == TW_FORMAT_TABLE)
    {
      print_sentences (program);
      return TW_EXIT_DONE;
    }
  g_ptr_array_add (sheets, make_head (program));
  g_ptr_array_add (sheets, make_tiers (program));
  g_ptr_array_add (sheets, make_rules (program));
  if (program->n_limits > 0)
    g_ptr_array_add (sheets, make_limits (program));
  if (program->n_defines > 0)
    g_ptr_array_add (sheets, make_names (program));
  tw_cli_sheets_print (sheets, format);

  return TW_EXIT_DONE;
}
