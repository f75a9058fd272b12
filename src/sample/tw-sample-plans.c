/* tw-sample-plans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-sample"

#include "config.h"

#include "tw-sample-plans.h"

#include <json-glib/json-glib.h>

#include "tw-list.h"
#include "tw-plan-review.h"
#include "tw-plan.h"
#include "tw-row-store.h"

#define PATH "/io/github/tierwright/Tierwright/sample/plans.json"

static gint64
find_review (TwWorkspace *workspace,
             gint64       plan,
             const char  *title)
{
  const TwEntity *entity = tw_entity_find ("plan_review");
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autoptr (TwItem) item = NULL;

  tw_filter_add_number (filter, "plan", TW_FILTER_IS, plan);
  tw_filter_add (filter, workspace, "title", TW_FILTER_IS, title, NULL);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  return item != NULL ? tw_item_get_id (item) : 0;
}

static gboolean
hold_review (TwWorkspace   *workspace,
             gint64         plan,
             JsonObject    *step,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 review = find_review (workspace, plan, json_object_get_string_member (step, "review"));
  TwDate as_of;
  TwDate held;

  return tw_date_parse (json_object_get_string_member (step, "as_of"), &as_of, error)
         && tw_date_parse (json_object_get_string_member (step, "held"), &held, error)
         && tw_plan_review_start (workspace, review, as_of, cancellable, error)
         && tw_plan_review_close (workspace, review, held,
                                  json_object_get_string_member (step, "minutes"), error);
}

static gboolean
run_step (TwWorkspace   *workspace,
          JsonObject    *step,
          GCancellable  *cancellable,
          GError       **error)
{
  const char *key = json_object_get_string_member (step, "plan");
  gint64 plan = tw_entity_resolve (workspace, tw_entity_find ("plan"), key, error);
  gboolean done;

  if (plan == 0)
    return FALSE;

  tw_workspace_set_now (workspace, json_object_get_string_member (step, "at"));
  done = json_object_has_member (step, "review")
             ? hold_review (workspace, plan, step, cancellable, error)
             : tw_plan_set_state (workspace, plan,
                                  tw_plan_state_parse (json_object_get_string_member (step, "state")),
                                  NULL, error);
  if (!done)
    g_prefix_error (error, "%s: ", key);

  return done;
}

gboolean
tw_sample_plans (TwWorkspace   *workspace,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data (PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  JsonArray *steps;
  gboolean good = TRUE;

  if (bytes == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), error))
    return FALSE;

  steps = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "steps");
  for (guint i = 0; good && i < json_array_get_length (steps); i++)
    good = run_step (workspace, json_array_get_object_element (steps, i), cancellable, error);

  tw_workspace_set_now (workspace, NULL);

  return good;
}
