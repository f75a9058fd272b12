/* tw-check-objective.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-program-unconfirmed.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* CHK-01 to 04: what the program is for. */

static const TwObjective *
objective_of (TwCheckRun *run)
{
  return &tw_program_document_get_design (run->document)->objective;
}

static gboolean
is_text (const char *text)
{
  while (text != NULL && g_ascii_isspace (*text))
    text++;

  return text != NULL && *text != '\0';
}

/* The parts that nobody wrote, in the order in which they are asked for. */
static GPtrArray *
missing_parts (const TwObjective *objective)
{
  const struct
  {
    const char *key;
    const char *name;
    gboolean    given;
  } parts[] = {
    { "gap", _("The commercial gap"), is_text (objective->gap) },
    { "metric", _("The outcome metric"), is_text (objective->metric) },
    { "baseline", _("The baseline"), objective->baseline.given },
    { "target", _("The target"), objective->target.given },
    { "due", _("The day it is due"), objective->due != TW_DATE_NONE },
    { "direct_cost", _("The cost of the direct route"), objective->direct_cost.given },
    { "partner_cost", _("The cost of the partner route"), objective->partner_cost.given },
  };
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].given)
      {
        g_ptr_array_add (missing, g_strdup_printf ("/objective/%s", parts[i].key));
        g_ptr_array_add (missing, g_strdup (parts[i].name));
      }

  return missing;
}

void
tw_ask_objective (TwCheckRun *run)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  g_autoptr (GPtrArray) missing = missing_parts (&design->objective);
  TwCheckResult *result;
  guint n = missing->len / 2;

  if (n == 0)
    return;
  if (!design->has_objective || design->objective.text != NULL)
    result = tw_run_found (run, TW_SEVERITY_ERROR, "/objective", "%s",
                           _("The program has no objective that can be measured."));
  else
    result = tw_run_found (run, TW_SEVERITY_ERROR, g_ptr_array_index (missing, 0),
                           g_dngettext (GETTEXT_PACKAGE, "The objective lacks %u part.", "The objective lacks %u parts.", n),
                           n);
  for (guint i = 0; i < missing->len; i += 2)
    tw_check_evidence_at (result, g_ptr_array_index (missing, i), g_ptr_array_index (missing, i + 1), NULL);
}

void
tw_ask_counting (TwCheckRun *run)
{
  const char *metric = objective_of (run)->metric;
  TwCheckResult *result;
  TwOutcome outcome;

  if (!is_text (metric))
    {
      tw_run_not_applicable (run, _("Not applicable: no outcome metric recorded."));
      return;
    }
  if (!tw_outcome_find (metric, &outcome))
    {
      tw_run_not_applicable (run, _("Not applicable: the outcome metric is in words of your own, and no metric of the list recorded."));
      return;
    }
  if (!outcome.counts)
    return;
  result = tw_run_found (run, TW_SEVERITY_WARNING, "/objective/metric",
                         _("“%s” counts partners or what they hold, not what they bring about."),
                         tw_outcome_get_label (metric));
  tw_check_evidence_at (result, "/objective/metric", _("The outcome metric"), tw_outcome_get_label (metric));
}

static const char *
gap_type (TwGapKind kind)
{
  static const char *const types[] = { NULL, "isv", "reseller", "oem", "si" };

  return types[kind];
}

static const char *
gap_text (TwGapKind kind)
{
  switch (kind)
    {
    case TW_GAP_STICKINESS:
      return _("stickiness, which independent software vendors bring");
    case TW_GAP_REACH:
      return _("reach, which resellers bring");
    case TW_GAP_EMBEDDED:
      return _("embedded presence, which OEM partners bring");
    case TW_GAP_DEPLOYMENT:
    case TW_GAP_NONE:
    default:
      return _("credible deployment, which system integrators bring");
    }
}

void
tw_ask_gap (TwCheckRun *run)
{
  TwGapKind kind = objective_of (run)->kind;
  TwCheckResult *result;

  if (kind == TW_GAP_NONE)
    {
      tw_run_not_applicable (run, _("Not applicable: no kind of gap recorded."));
      return;
    }
  if (strcmp (gap_type (kind), run->program->partner_type) == 0)
    return;
  result = tw_run_found (run, TW_SEVERITY_WARNING, "/objective/kind",
                         _("The gap is one of %s; this program is for another type."), gap_text (kind));
  tw_check_evidence_at (result, "/partner_type", _("Partner type"), run->program->partner_type);
}

void
tw_ask_route (TwCheckRun *run)
{
  const TwObjective *objective = objective_of (run);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  TwCheckResult *result;

  if (!objective->direct_cost.given || !objective->partner_cost.given)
    {
      tw_run_not_applicable (run, _("Not applicable: no costs of both routes recorded."));
      return;
    }
  if (objective->direct_cost.amount > objective->partner_cost.amount)
    return;
  left = tw_run_money (run, objective->direct_cost.amount);
  right = tw_run_money (run, objective->partner_cost.amount);
  result = tw_run_found (run, TW_SEVERITY_WARNING, "/objective/direct_cost",
                         _("The direct route costs %1$s, the one through partners %2$s for the same outcome."), left, right);
  tw_check_evidence_at (result, "/objective/direct_cost", _("The cost of the direct route"), left);
  tw_check_evidence_at (result, "/objective/partner_cost", _("The cost of the partner route"), right);
}

/* What a template brought and nobody looked at. */
void
tw_ask_unconfirmed (TwCheckRun *run)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  TwCheckResult *result;

  if (design->n_unconfirmed == 0)
    return;
  /* Where they are listed, and are confirmed. */
  result = tw_run_found (run, TW_SEVERITY_ERROR, "/unconfirmed",
                         g_dngettext (GETTEXT_PACKAGE, "%u element of the template isn't confirmed.",
                                      "%u elements of the template aren't confirmed.", design->n_unconfirmed),
                         design->n_unconfirmed);
  for (guint i = 0; i < design->n_unconfirmed; i++)
    {
      g_autofree char *name = tw_program_element_name (run->document, design->unconfirmed[i]);

      tw_check_evidence_at (result, design->unconfirmed[i], name, NULL);
    }
}
