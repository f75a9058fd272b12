/* tw-statement-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a statement's codes are called. */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-statement-private.h"

#include <glib/gi18n-lib.h>

char *
tw_statement_nothing_text (const char *reason)
{
  static const struct
  {
    const char *code;
    const char *text;
  } texts[] = {
    { "stopped", N_("A rule could not be calculated: see the problems of this statement.") },
    { "no_facts", N_("No transaction of this partner is dated in the period.") },
    { "negative", N_("The balance is negative and is carried to the next period.") },
    { "below_minimum", N_("The amount is below the program's minimum payment and is carried to the next period.") },
    { "forgiven", N_("The amount is below the program's minimum payment and lapses.") },
    { "deferred", N_("What was earned becomes payable later.") },
    { "all_excluded", N_("None of the transactions earned anything: see the reason beside each of them.") },
    { "nets_to_zero", N_("What was earned, charged, adjusted and carried adds up to zero.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (texts[i].code, reason) == 0)
      return g_strdup (_(texts[i].text));

  return g_strdup (reason);
}

const char *
tw_line_state_label (gint64 state)
{
  switch (state)
    {
    case 2:  return _("payable");
    case 3:  return _("held");
    case 4:  return _("paid");
    default: return _("earned");
    }
}
