/* tw-views.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-views.h"

#include "analytics/tw-analytics-view.h"
#include "overview/tw-overview-view.h"
#include "partners/tw-partners-view.h"
#include "plans/tw-plans-view.h"
#include "pipeline/tw-pipeline-view.h"
#include "programs/tw-programs-view.h"
#include "statements/tw-statements-view.h"

#include <glib/gi18n-lib.h>

static const TwViewInfo views[] = {
  { "overview", N_("Overview"), "tw-overview-symbolic", tw_overview_view_new, { NULL } },
  { "programs", N_("Programs"), "tw-programs-symbolic", tw_programs_view_new,
    { "program_version", "program", "program_rule", "program_tier" } },
  { "partners", N_("Partners"), "tw-partners-symbolic", tw_partners_view_new,
    { "partner", "person" } },
  { "plans", N_("Plans"), "tw-plans-symbolic", tw_plans_view_new, { "plan" } },
  { "pipeline", N_("Pipeline"), "tw-pipeline-symbolic", tw_pipeline_view_new,
    { "opportunity", "registration" } },
  { "statements", N_("Statements"), "tw-statements-symbolic", tw_statements_view_new,
    { "statement" } },
  { "analytics", N_("Analytics"), "tw-analytics-symbolic", tw_analytics_view_new, { NULL } },
};

guint
tw_views_count (void)
{
  return G_N_ELEMENTS (views);
}

const TwViewInfo *
tw_views_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (views), NULL);

  return &views[index];
}

const TwViewInfo *
tw_views_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      if (g_strcmp0 (views[i].name, name) == 0)
        return &views[i];
    }

  return NULL;
}

const TwViewInfo *
tw_views_find_for_record (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (views[i].records) && views[i].records[j] != NULL; j++)
        {
          if (g_str_equal (views[i].records[j], table))
            return &views[i];
        }
    }

  return NULL;
}
