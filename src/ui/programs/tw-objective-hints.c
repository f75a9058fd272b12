/* tw-objective-hints.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-objective-form-private.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* What stands below the fields of an objective while they are right. */

static char *
describe_figure (TwObjectiveForm *self,
                 TwObjectivePart  part)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  gint64 number;

  if (!tw_objective_form_parse (self, part, &text, &number, NULL) || text == NULL)
    return NULL;
  /* What nobody typed needs no proof of how it was understood. */
  if (!tw_field_editor_is_changed (self->editors[part]))
    /* Translators: %s is a currency. */
    return self->fields[part].type == TW_FIELD_MONEY ? g_strdup_printf (_("In %s"), self->currency) : NULL;
  shown = tw_format_plain (self->fields[part].type, text);
  if (self->fields[part].type == TW_FIELD_MONEY)
    return g_strdup_printf (_("Read as %1$s %2$s"), shown, self->currency);

  return g_strdup_printf (_("Read as %s"), shown);
}

/* What the partner route saves, or that it doesn't. */
static char *
describe_difference (TwObjectiveForm *self)
{
  g_autofree char *direct_text = NULL;
  g_autofree char *partner_text = NULL;
  g_autofree char *amount = NULL;
  gint64 direct = 0;
  gint64 partner = 0;

  if (!tw_objective_form_parse (self, TW_OBJECTIVE_DIRECT, &direct_text, &direct, NULL) || direct_text == NULL ||
      !tw_objective_form_parse (self, TW_OBJECTIVE_PARTNER, &partner_text, &partner, NULL) || partner_text == NULL ||
      direct < 0 || partner < 0)
    return NULL;
  amount = tw_format_money (ABS (direct - partner), self->digits, self->currency);
  if (direct > partner)
    return g_strdup_printf (_("The partner route costs %s less than the direct one."), amount);
  if (direct == partner)
    return g_strdup (_("Both routes cost the same: then the direct one is the simpler."));

  return g_strdup_printf (_("The partner route costs %s more than the direct one: what does it bring that the "
                            "direct one can't?"),
                          amount);
}

static char *
describe_outcome (TwObjectiveForm *self)
{
  TwOutcome outcome;

  if (!tw_objective_form_get_outcome (self, &outcome))
    return NULL;
  if (outcome.counts)
    return g_strdup (_("This counts who takes part, which is no outcome: a program can grow it without any effect. "
                       "Choose what partners are to bring about."));
  if (outcome.metric == NULL)
    return g_strdup (_("Nothing in the workspace measures this: baseline and result are entered by hand."));

  return g_strdup (tw_metric_get_definition (outcome.metric));
}

/* A target on the wrong side of the baseline is told, not refused. */
static char *
describe_target (TwObjectiveForm *self)
{
  g_autofree char *baseline_text = NULL;
  g_autofree char *target_text = NULL;
  gint64 baseline = 0;
  gint64 target = 0;
  TwOutcome outcome;

  if (tw_objective_form_get_outcome (self, &outcome) &&
      tw_objective_form_parse (self, TW_OBJECTIVE_BASELINE, &baseline_text, &baseline, NULL) && baseline_text != NULL &&
      tw_objective_form_parse (self, TW_OBJECTIVE_TARGET, &target_text, &target, NULL) && target_text != NULL)
    {
      if (outcome.better == TW_BETTER_UP && target <= baseline)
        return g_strdup (_("Not above the baseline, although more is better here."));
      if (outcome.better == TW_BETTER_DOWN && target >= baseline)
        return g_strdup (_("Not below the baseline, although less is better here."));
    }

  return describe_figure (self, TW_OBJECTIVE_TARGET);
}

static char *
describe_part (TwObjectiveForm *self,
               TwObjectivePart  part)
{
  g_autofree char *typed = NULL;

  switch (part)
    {
    case TW_OBJECTIVE_METRIC:
      return describe_outcome (self);

    case TW_OBJECTIVE_BASELINE:
      typed = tw_objective_form_get_text (self, part);
      if (self->source != NULL && g_strcmp0 (typed, self->suggested) == 0)
        return g_strdup (self->source);
      return describe_figure (self, part);

    case TW_OBJECTIVE_TARGET:
      return describe_target (self);

    case TW_OBJECTIVE_DUE:
    case TW_OBJECTIVE_DIRECT:
      return describe_figure (self, part);

    case TW_OBJECTIVE_PARTNER:
      return describe_difference (self);

    default:
      return NULL;
    }
}

void
tw_objective_form_update_hints (TwObjectiveForm *self)
{
  tw_objective_form_update_types (self);
  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    {
      g_autofree char *hint = describe_part (self, i);

      tw_field_editor_set_hint (self->editors[i], hint);
    }
}
