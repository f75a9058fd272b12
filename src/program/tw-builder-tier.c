/* tw-builder-tier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <glib/gi18n-lib.h>

/* Tiers, designations and their policy: rules.md 1.6. */

#define REVIEWS "month day quarter half year anniversary manual"
#define EFFECTS "at_once next_month next_quarter next_year"

static void
build_tier (TwBuilder  *b,
            TwTier     *tier,
            JsonNode   *node,
            GHashTable *names)
{
  JsonObject *object =
      tw_get_object (b, node,
                     "name enter keep by_invitation needs_lower benefits governance investment "
                     "notes");
  const char *name;

  tier->path = tw_intern_path (b);
  tier->name = "";
  if (object == NULL)
    return;
  name = tw_member_name (b, object, "name");
  if (!json_object_has_member (object, "name"))
    tw_refuse (b, "E1", NULL, _("A tier needs a “name”."));
  if (name != NULL)
    {
      tier->name = tw_program_intern (b->program, name);
      if (!g_hash_table_add (names, (gpointer) tier->name))
        tw_refuse (b, "E1", NULL, _("There are two tiers with the name “%s”."), name);
    }
  if (!json_object_has_member (object, "enter"))
    tw_refuse (b, "E1", _("Write {\"all\":[]} for a tier that everybody has."),
               _("A tier needs “enter”: the condition to earn it."));
  tier->enter = tw_member_condition (b, object, "enter");
  tier->keep = tw_member_condition (b, object, "keep");
  tier->by_invitation = tw_member_flag (b, object, "by_invitation");
  tier->needs_lower = tw_member_flag (b, object, "needs_lower");
}

static TwTier *
build_ladder (TwBuilder  *b,
              JsonObject *root,
              const char *key,
              guint      *n)
{
  JsonNode *node = json_object_get_member (root, key);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize mark = tw_builder_enter (b, key);
  JsonArray *array = node != NULL ? tw_get_array (b, node) : NULL;
  TwTier *tiers = NULL;

  *n = array != NULL ? json_array_get_length (array) : 0;
  tiers = tw_program_new_array (b->program, TwTier, *n);
  for (guint i = 0; i < *n; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);

      build_tier (b, &tiers[i], json_array_get_element (array, i), names);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);

  return tiers;
}

static void
build_promote (TwBuilder  *b,
               JsonObject *policy)
{
  TwTierPolicy *result = &b->program->tier_policy;
  gsize mark = tw_builder_enter (b, "promote");
  JsonObject *object =
      tw_get_object (b, json_object_get_member (policy, "promote"), "review effective");

  if (object != NULL)
    {
      result->promote_review = tw_member_choice (b, object, "review", REVIEWS, TW_REVIEW_MONTH);
      result->promote_effective =
          tw_member_choice (b, object, "effective", EFFECTS, TW_EFFECTIVE_AT_ONCE);
    }
  tw_builder_leave (b, mark);
}

static void
build_demote (TwBuilder  *b,
              JsonObject *policy)
{
  TwTierPolicy *result = &b->program->tier_policy;
  gsize mark = tw_builder_enter (b, "demote");
  JsonObject *object = tw_get_object (b, json_object_get_member (policy, "demote"),
                                      "review effective grace min_stay steps");

  if (object != NULL)
    {
      result->demote_review = tw_member_choice (b, object, "review", REVIEWS, TW_REVIEW_QUARTER);
      result->demote_effective =
          tw_member_choice (b, object, "effective", EFFECTS, TW_EFFECTIVE_NEXT_MONTH);
      tw_member_duration (b, object, "grace", &result->grace);
      tw_member_duration (b, object, "min_stay", &result->min_stay);
      result->steps_one = tw_member_choice (b, object, "steps", "to_earned one", 0) == 1;
    }
  tw_builder_leave (b, mark);
}

static void
build_on_change (TwBuilder  *b,
                 JsonObject *policy)
{
  gsize mark = tw_builder_enter (b, "on_change");
  JsonObject *object =
      tw_get_object (b, json_object_get_member (policy, "on_change"), "hold_until");
  JsonNode *until = object != NULL ? json_object_get_member (object, "hold_until") : NULL;

  if (until != NULL && !JSON_NODE_HOLDS_NULL (until))
    {
      gsize inner = tw_builder_enter (b, "hold_until");

      tw_get_date (b, until, &b->program->tier_policy.hold_until);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

static void
build_policy (TwBuilder *b,
              JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "tier_policy");
  JsonObject *policy = tw_get_object (b, node, "promote demote on_change");

  if (policy != NULL && json_object_has_member (policy, "promote"))
    build_promote (b, policy);
  if (policy != NULL && json_object_has_member (policy, "demote"))
    build_demote (b, policy);
  if (policy != NULL && json_object_has_member (policy, "on_change"))
    build_on_change (b, policy);
  tw_builder_leave (b, mark);
}

void
tw_build_tiers (TwBuilder  *b,
                JsonObject *root)
{
  b->scope.in_tier = TRUE;
  b->program->tiers = build_ladder (b, root, "tiers", &b->program->n_tiers);
  b->program->designations = build_ladder (b, root, "designations", &b->program->n_designations);
  b->scope.in_tier = FALSE;
  if (json_object_has_member (root, "tier_policy"))
    build_policy (b, json_object_get_member (root, "tier_policy"));
}
