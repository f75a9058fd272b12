/* tw-rule-condition-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-condition.h"

gboolean
tw_rule_condition_is_short (JsonObject *object)
{
  static const char * const heads[] = { "all", "any", "not", "of", "value", "each", "held", "meet" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (json_object_has_member (object, heads[i]))
      return FALSE;

  return TRUE;
}

void
tw_rule_condition_expand_short (JsonObject *object,
                                JsonArray  *all)
{
  JsonObjectIter iter;
  const char *attribute;
  JsonNode *wanted;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &attribute, &wanted))
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "value", attribute);
      if (JSON_NODE_HOLDS_ARRAY (wanted))
        json_object_set_member (row, "in", json_node_copy (wanted));
      else if (JSON_NODE_HOLDS_OBJECT (wanted))
        {
          g_autoptr (GList) keys = json_object_get_members (json_node_get_object (wanted));

          for (GList *l = keys; l != NULL; l = l->next)
            json_object_set_member (row, l->data,
                                    json_object_dup_member (json_node_get_object (wanted), l->data));
        }
      else
        json_object_set_member (row, "is", json_node_copy (wanted));
      json_array_add_object_element (all, row);
    }
}
