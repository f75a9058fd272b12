/* tw-design-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-text.h"

/* The canonical order is done here and not with the order of keys in tw-program-text.c, which also
 * holds for names that people chose: a name of `define` such as “budget” must not change its place,
 * or a version published before would have another digest. */

static const char * const objective_keys[] = {
  "gap", "kind", "outcome", "metric", "baseline", "target", "due", "direct_cost", "partner_cost",
  "notes", NULL,
};

static const char * const benefit_keys[] = { "name", "kind", "cost", "value", "per", "owner", "notes", NULL };

static const char * const review_keys[] = {
  "name", "review", "cadence", "attendees", "for", "notes", NULL,
};

static const char * const budget_keys[] = { "amount", "per", NULL };

static const char * const investment_keys[] = { "level", "budget", NULL };

static const char * const last_keys[] = { "budget", "unconfirmed", NULL };

static const char * const last_tier_keys[] = { "investment", NULL };

/* Members of @keys go to the end, in the order of @keys. */
static void
order_members (JsonNode           *node,
               const char * const *keys)
{
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  for (guint i = 0; keys[i] != NULL; i++)
    if (json_object_has_member (object, keys[i]))
      {
        JsonNode *member = json_object_dup_member (object, keys[i]);

        json_object_remove_member (object, keys[i]);
        json_object_set_member (object, keys[i], member);
      }
}

static void
order_list (JsonNode           *node,
            const char * const *keys)
{
  JsonArray *array =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    order_members (json_array_get_element (array, i), keys);
}

static void
order_owner (JsonNode           *node,
             const char * const *last)
{
  JsonObject *object = json_node_get_object (node);

  order_list (json_object_get_member (object, "benefits"), benefit_keys);
  order_list (json_object_get_member (object, "governance"), review_keys);
  order_members (json_object_get_member (object, "investment"), investment_keys);
  order_members (node, last);
}

static void
order_tiers (JsonNode *node)
{
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    order_owner (json_array_get_element (array, i), last_tier_keys);
}

void
tw_design_text_order (JsonNode *root)
{
  JsonObject *object = json_node_get_object (root);
  JsonNode *unconfirmed = json_object_get_member (object, "unconfirmed");

  if (unconfirmed != NULL && json_array_get_length (json_node_get_array (unconfirmed)) == 0)
    json_object_remove_member (object, "unconfirmed");
  order_members (json_object_get_member (object, "objective"), objective_keys);
  order_members (json_object_get_member (object, "budget"), budget_keys);
  order_owner (root, last_keys);
  order_tiers (json_object_get_member (object, "tiers"));
  order_tiers (json_object_get_member (object, "designations"));
}
