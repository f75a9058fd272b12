/* tw-program-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-check.h"

#include "tw-check-private.h"
#include "tw-design-check.h"
#include "tw-program-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *catalogue;
  const char *title;
} checks[] = {
  { "W1", "CHK-52", NULL },
  { "W2", "CHK-53", NULL },
  { "W3", NULL, N_("Owed without a fact") },
  { "W4", "CHK-55", NULL },
  { "W5", "CHK-54", NULL },
  { "W6", NULL, N_("Contradicting limits") },
  { "W7", "CHK-57", NULL },
  { "W8", "CHK-56", NULL },
  { "W9", "CHK-10", NULL },
  { "W10", "CHK-58", NULL },
  { "CHK-10", "CHK-10", NULL },
  { "E2", "CHK-51", NULL },
  { "E12", "CHK-50", NULL },
};

const char *
tw_program_check_catalogue (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (strcmp (checks[i].code, code) == 0)
      return checks[i].catalogue;

  return NULL;
}

const char *
tw_program_check_title (const char *code)
{
  const TwDesignCheck *check;
  const char *catalogue;

  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (strcmp (checks[i].code, code) == 0 && checks[i].title != NULL)
      return g_dgettext (GETTEXT_PACKAGE, checks[i].title);

  catalogue = tw_program_check_catalogue (code);
  check = tw_design_check_find (catalogue != NULL ? catalogue : code);

  return check != NULL ? tw_design_check_get_title (check) : _("Check");
}

void
tw_check_add (TwCheck    *check,
              const char *code,
              gboolean    blocks,
              const char *path,
              const char *remedy,
              const char *format,
              ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (check->findings,
                   tw_finding_new (code, blocks ? TW_SEVERITY_ERROR : TW_SEVERITY_WARNING,
                                   path != NULL ? path : "", message, remedy));
}

char *
tw_check_text_at (TwCheck    *check,
                  const char *path)
{
  JsonNode *node = path != NULL ? tw_program_text_lookup (check->root, path) : NULL;

  return node != NULL ? tw_program_text_canonical (node, FALSE) : g_strdup ("");
}

GPtrArray *
tw_program_check (const TwProgramDocument *document)
{
  TwCheck check = { 0 };

  g_return_val_if_fail (document != NULL, NULL);

  check.program = tw_program_document_get_program (document);
  check.root = tw_program_document_get_root (document);
  check.findings = tw_findings_new ();
  tw_check_facts (&check);
  tw_check_tiers (&check);
  for (guint i = 0; i < check.program->n_rules; i++)
    {
      tw_check_table (&check, i);
      tw_check_rule (&check, i);
    }
  tw_check_divisions (&check);
  tw_check_overlaps (&check);

  return check.findings;
}
