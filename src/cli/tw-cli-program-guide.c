/* tw-cli-program-guide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-program-guide.h"

#include <glib/gi18n-lib.h>

#include "tw-cli-private.h"
#include "tw-error.h"
#include "tw-program-guide.h"

static gboolean
parse_paper (const char *text,
             TwPaper    *paper)
{
  *paper = text != NULL && g_ascii_strcasecmp (text, "letter") == 0 ? TW_PAPER_LETTER : TW_PAPER_A4;

  return text == NULL || *paper == TW_PAPER_LETTER || g_ascii_strcasecmp (text, "a4") == 0;
}

int
tw_cli_program_guide (TwWorkspace *workspace,
                      gint64       version,
                      const char  *output,
                      const char  *paper_text,
                      TwCliFormat  format)
{
  g_autoptr (TwProgramGuide) guide = NULL;
  GError *error = NULL;
  TwPaper paper = TW_PAPER_A4;

  if (output == NULL && format != TW_FORMAT_JSON)
    g_set_error (&error, TW_ERROR, TW_ERROR_USAGE,
                 _("A guide needs a file to be written to: add --output FILE.pdf or --output FILE.xlsx, or print it "
                   "with --format json."));
  else if (!parse_paper (paper_text, &paper))
    g_set_error (&error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no paper size. Use a4 or letter."), paper_text);
  if (error != NULL)
    return tw_cli_fail (error);
  guide = tw_program_guide_new (workspace, version, &error);
  if (guide == NULL
      || (output != NULL && !tw_program_guide_write (guide, paper, output, tw_cli_cancellable (), &error)))
    return tw_cli_fail (error);
  if (format == TW_FORMAT_JSON)
    {
      g_autofree char *text = tw_program_guide_json (guide);

      g_print ("%s\n", text);
    }
  else
    g_print (_("Wrote “%s”\n"), output);

  return TW_EXIT_DONE;
}
