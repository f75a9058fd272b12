/* tw-program-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-diff.h"

#include "tw-program-text.h"

#include <string.h>

/* Lists whose elements have a name of their own: by where they stand in the program, or, below a tier, by what they
 * are called. */
static const struct
{
  const char *path;
  const char *key;
} keyed[] = {
  { "/rules", "id" }, { "/tiers", "name" }, { "/designations", "name" }, { "/funds", "name" },
  { "/benefits", "name" }, { "/governance", "name" },
};

static void compare (GPtrArray  *changes,
                     const char *path,
                     const char *owner,
                     const char *part,
                     JsonNode   *before,
                     JsonNode   *after);

void
tw_program_change_free (TwProgramChange *change)
{
  if (change == NULL)
    return;
  g_free (change->path);
  g_free (change->owner);
  g_free (change->part);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
add_change (GPtrArray  *changes,
            const char *path,
            const char *owner,
            const char *part,
            JsonNode   *before,
            JsonNode   *after)
{
  TwProgramChange *change = g_new0 (TwProgramChange, 1);

  change->path = g_strdup (path);
  change->owner = g_strdup (owner);
  change->part = g_strdup (part);
  change->before = before != NULL ? tw_program_text_canonical (before, FALSE) : NULL;
  change->after = after != NULL ? tw_program_text_canonical (after, FALSE) : NULL;
  g_ptr_array_add (changes, change);
}

static const char *
member_text (JsonNode   *node,
             const char *key)
{
  /* What is only a name is written as a text. */
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (node)
                       ? json_object_get_member (json_node_get_object (node), key) : node;

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) &&
         json_node_get_value_type (member) == G_TYPE_STRING ? json_node_get_string (member) : NULL;
}

static const char *
key_of (const char *path)
{
  const char *last = strrchr (path, '/');

  for (guint i = 0; i < G_N_ELEMENTS (keyed); i++)
    if (strcmp (keyed[i].path, path) == 0)
      return keyed[i].key;
  if (last != NULL && (strcmp (last, "/benefits") == 0 || strcmp (last, "/governance") == 0))
    return "name";

  return NULL;
}

/* The place of the element that is the same as @element: by key, or what is equal where it has none; -1 for none. */
static int
find_same (JsonArray  *array,
           JsonNode   *element,
           const char *key)
{
  const char *name = member_text (element, key);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *other = json_array_get_element (array, i);

      if (name != NULL ? g_strcmp0 (member_text (other, key), name) == 0 : json_node_equal (other, element))
        return (int) i;
    }

  return -1;
}

/* @owner: (nullable): whose list it is; its elements are owners themselves where it is nobody's. */
static void
compare_keyed (GPtrArray  *changes,
               const char *path,
               const char *owner,
               JsonArray  *before,
               JsonArray  *after)
{
  const char *key = key_of (path);

  for (guint i = 0; i < json_array_get_length (after); i++)
    {
      JsonNode *node = json_array_get_element (after, i);
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);
      const char *name = member_text (node, "name");
      int same = find_same (before, node, key);

      if (same < 0)
        add_change (changes, inner, owner != NULL ? owner : name, NULL, NULL, node);
      else
        compare (changes, inner, owner != NULL ? owner : name, owner != NULL ? name : NULL,
                 json_array_get_element (before, (guint) same), node);
    }
  for (guint i = 0; i < json_array_get_length (before); i++)
    {
      JsonNode *node = json_array_get_element (before, i);
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

      if (find_same (after, node, key) < 0)
        add_change (changes, inner, owner != NULL ? owner : member_text (node, "name"), NULL, node, NULL);
    }
}

static void
compare_arrays (GPtrArray  *changes,
                const char *path,
                const char *owner,
                const char *part,
                JsonArray  *before,
                JsonArray  *after)
{
  guint n = MAX (json_array_get_length (before), json_array_get_length (after));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

      compare (changes, inner, owner, part,
               i < json_array_get_length (before) ? json_array_get_element (before, i) : NULL,
               i < json_array_get_length (after) ? json_array_get_element (after, i) : NULL);
    }
}

static void
compare_objects (GPtrArray  *changes,
                 const char *path,
                 const char *owner,
                 const char *part,
                 JsonObject *before,
                 JsonObject *after)
{
  g_autoptr (GList) keys = json_object_get_members (after);
  g_autoptr (GList) old = json_object_get_members (before);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *inner = tw_program_text_path (path, l->data);

      compare (changes, inner, owner, part, json_object_get_member (before, l->data),
               json_object_get_member (after, l->data));
    }
  for (GList *l = old; l != NULL; l = l->next)
    if (!json_object_has_member (after, l->data))
      {
        g_autofree char *inner = tw_program_text_path (path, l->data);

        add_change (changes, inner, owner, part, json_object_get_member (before, l->data), NULL);
      }
}

static void
compare (GPtrArray  *changes,
         const char *path,
         const char *owner,
         const char *part,
         JsonNode   *before,
         JsonNode   *after)
{
  if (before != NULL && after != NULL && json_node_equal (before, after))
    return;
  if (before == NULL || after == NULL || JSON_NODE_TYPE (before) != JSON_NODE_TYPE (after) ||
      JSON_NODE_HOLDS_VALUE (after) || JSON_NODE_HOLDS_NULL (after))
    {
      add_change (changes, path, owner, part, before, after);
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (after))
    compare_objects (changes, path, owner, part, json_node_get_object (before),
                     json_node_get_object (after));
  else if (key_of (path) != NULL)
    compare_keyed (changes, path, owner, json_node_get_array (before),
                   json_node_get_array (after));
  else
    compare_arrays (changes, path, owner, part, json_node_get_array (before),
                    json_node_get_array (after));
}

GPtrArray *
tw_program_diff (const TwProgramDocument *before,
                 const TwProgramDocument *after)
{
  GPtrArray *changes;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_change_free);
  compare (changes, "", NULL, NULL, tw_program_document_get_root (before),
           tw_program_document_get_root (after));

  return changes;
}

GPtrArray *
tw_program_diff_texts (const char *before,
                       const char *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_change_free);
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) new = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, changes);

  old = json_from_string (before, NULL);
  new = json_from_string (after, NULL);
  if (old != NULL && new != NULL)
    compare (changes, "", NULL, NULL, old, new);

  return changes;
}
