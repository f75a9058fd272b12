/* tw-effort.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-effort.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"

#define OURS N_("Hours of work, to find the least of it. A default of Tierwright’s own; no source names a figure.")
#define HOURS(_key, _label, _initial) \
  { .key = "path." _key, .label = _label, .initial = _initial, .min = 0, .max = 100000, .help = OURS }

static const TwMetricSetting settings[] = {
  [TW_EFFORT_TURNOVER] = HOURS ("turnover", N_("Work for a thousand of turnover"), "2"),
  [TW_EFFORT_CERTIFICATION] = HOURS ("certification", N_("Work for a certification"), "40"),
  [TW_EFFORT_ACCREDITATION] = HOURS ("accreditation", N_("Work for an accreditation"), "80"),
  [TW_EFFORT_REFERENCE] = HOURS ("reference", N_("Work for a reference"), "16"),
  [TW_EFFORT_REGISTRATION] = HOURS ("registration", N_("Work for a registered deal"), "4"),
  [TW_EFFORT_OPPORTUNITY] = HOURS ("opportunity", N_("Work for an opportunity"), "8"),
  [TW_EFFORT_DEPLOYMENT] = HOURS ("deployment", N_("Work for a deployment"), "80"),
  [TW_EFFORT_ACTIVITY] = HOURS ("activity", N_("Work for an activity"), "8"),
  [TW_EFFORT_SHARE] = HOURS ("share", N_("Work for a percentage point"), "8"),
  [TW_EFFORT_OTHER] = HOURS ("other", N_("Work for one of anything else"), "8"),
};

const TwMetricSetting *
tw_effort_setting_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (settings), NULL);

  return &settings[index];
}

void
tw_effort_load (TwWorkspace *workspace,
                gint64      *hours)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *text = tw_metric_setting_get (workspace, &settings[i], NULL);

      if (text == NULL || !tw_decimal_parse (text, 0, &hours[i], NULL) || hours[i] < 0)
        tw_decimal_parse (settings[i].initial, 0, &hours[i], NULL);
    }
}

static const TwMeasure *
find_measure (const TwProgram *program,
              const TwExpr    *expr)
{
  if (expr == NULL)
    return NULL;
  if (expr->kind == TW_EXPR_DEFINE)
    return find_measure (program, program->defines[expr->index].value);
  if (expr->measure != NULL)
    return expr->measure;
  for (guint i = 0; i < expr->n_args; i++)
    {
      const TwMeasure *measure = find_measure (program, expr->args[i]);

      if (measure != NULL)
        return measure;
    }

  return NULL;
}

TwEffortSettingId
tw_effort_of (const TwProgram *program,
              const TwExpr    *expr)
{
  const TwMeasure *measure = find_measure (program, expr);

  while (expr->kind == TW_EXPR_DEFINE && program->defines[expr->index].value != NULL)
    expr = program->defines[expr->index].value;
  if (expr->type == TW_VALUE_MONEY)
    return TW_EFFORT_TURNOVER;
  if (expr->kind == TW_EXPR_DIV)
    return TW_EFFORT_SHARE;
  for (TwEffortSettingId i = TW_EFFORT_CERTIFICATION; measure != NULL && i < TW_EFFORT_SHARE; i++)
    if (g_strcmp0 (measure->kinds[0], settings[i].key + strlen ("path.")) == 0)
      return i;

  return TW_EFFORT_OTHER;
}
