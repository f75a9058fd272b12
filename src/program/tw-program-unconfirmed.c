/* tw-program-unconfirmed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-unconfirmed.h"

#include "tw-error.h"
#include "tw-program-text.h"
#include "tw-program-version.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* ---- which elements there are ---- */

static JsonNode *
member (JsonNode   *node,
        const char *key)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? json_object_get_member (json_node_get_object (node), key) : NULL;
}

static JsonArray *
member_list (JsonNode   *node,
             const char *key)
{
  JsonNode *list = member (node, key);

  return list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;
}

static void
add_path (JsonArray  *paths,
          const char *parent,
          const char *key)
{
  g_autofree char *path = tw_program_text_path (parent, key);

  json_array_add_string_element (paths, path);
}

/* Each element of a list, or the part as a whole where it is none. */
static void
mark_items (JsonArray  *paths,
            JsonNode   *owner,
            const char *parent,
            const char *key)
{
  g_autofree char *path = tw_program_text_path (parent, key);
  JsonArray *list = member_list (owner, key);

  if (list == NULL && member (owner, key) != NULL)
    json_array_add_string_element (paths, path);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *step = g_strdup_printf ("%u", i);

      add_path (paths, path, step);
    }
}

/* The criteria that a condition joins, or itself. */
static void
mark_condition (JsonArray  *paths,
                JsonNode   *node,
                const char *path)
{
  static const char * const joins[] = { "all", "any", "of" };

  for (guint k = 0; k < G_N_ELEMENTS (joins); k++)
    {
      JsonArray *list = member_list (node, joins[k]);
      g_autofree char *inner = tw_program_text_path (path, joins[k]);

      if (list == NULL || json_array_get_length (list) == 0)
        continue;
      for (guint i = 0; i < json_array_get_length (list); i++)
        {
          g_autofree char *step = g_strdup_printf ("%s/%u", inner, i);

          mark_condition (paths, json_array_get_element (list, i), step);
        }
      return;
    }
  json_array_add_string_element (paths, path);
}

static void
mark_ladder (JsonArray  *paths,
             JsonNode   *root,
             const char *key)
{
  static const char * const conditions[] = { "enter", "keep" };
  static const char * const plain[] = { "by_invitation", "needs_lower", "investment" };
  JsonArray *tiers = member_list (root, key);

  for (guint i = 0; tiers != NULL && i < json_array_get_length (tiers); i++)
    {
      JsonNode *tier = json_array_get_element (tiers, i);
      g_autofree char *path = g_strdup_printf ("/%s/%u", key, i);

      for (guint k = 0; k < G_N_ELEMENTS (conditions); k++)
        {
          g_autofree char *inner = tw_program_text_path (path, conditions[k]);

          if (member (tier, conditions[k]) != NULL)
            mark_condition (paths, member (tier, conditions[k]), inner);
        }
      mark_items (paths, tier, path, "benefits");
      mark_items (paths, tier, path, "governance");
      for (guint k = 0; k < G_N_ELEMENTS (plain); k++)
        if (member (tier, plain[k]) != NULL)
          add_path (paths, path, plain[k]);
    }
}

/* What a rule is called and for is decided with what it says. */
static gboolean
is_of_rule (const char *key)
{
  static const char * const others[] = { "id", "name", "notes", NULL };

  return !g_strv_contains (others, key);
}

static void
mark_rules (JsonArray *paths,
            JsonNode  *root)
{
  JsonArray *rules = member_list (root, "rules");

  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      JsonNode *rule = json_array_get_element (rules, i);
      g_autofree char *path = g_strdup_printf ("/rules/%u", i);
      g_autoptr (GList) keys = JSON_NODE_HOLDS_OBJECT (rule)
                                 ? json_object_get_members (json_node_get_object (rule)) : NULL;

      for (GList *l = keys; l != NULL; l = l->next)
        if (strcmp (l->data, "adjust") == 0)
          mark_items (paths, rule, path, l->data);
        else if (is_of_rule (l->data))
          add_path (paths, path, l->data);
    }
}

void
tw_program_unconfirmed_mark (JsonNode *root)
{
  static const char * const lists[] = { "benefits", "governance", "limits", "funds" };
  static const char * const plain[] = { "calendar", "rounding", "fx", "attribution",
                                        "tier_policy", "budget", "payment" };
  g_autoptr (GList) names = NULL;
  JsonNode *define;
  JsonArray *paths;

  g_return_if_fail (root != NULL && JSON_NODE_HOLDS_OBJECT (root));

  paths = json_array_new ();
  mark_ladder (paths, root, "tiers");
  mark_ladder (paths, root, "designations");
  mark_rules (paths, root);
  define = member (root, "define");
  names = define != NULL && JSON_NODE_HOLDS_OBJECT (define)
            ? json_object_get_members (json_node_get_object (define)) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    add_path (paths, "/define", l->data);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    mark_items (paths, root, "", lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (member (root, plain[i]) != NULL)
      add_path (paths, "", plain[i]);
  json_object_set_array_member (json_node_get_object (root), "unconfirmed", paths);
}

/* ---- where an element went ---- */

static char *
text_of (JsonNode *node)
{
  return node != NULL ? tw_program_text_canonical (node, FALSE) : NULL;
}

static gboolean
same_text (JsonNode *a,
           JsonNode *b)
{
  g_autofree char *left = text_of (a);
  g_autofree char *right = text_of (b);

  return left != NULL && g_strcmp0 (left, right) == 0;
}

/* The member that tells an element of a list from others; NULL: its text does. */
static const char *
key_of (const char *list)
{
  if (strcmp (list, "rules") == 0)
    return "id";
  if (strcmp (list, "tiers") == 0 || strcmp (list, "designations") == 0 ||
      strcmp (list, "funds") == 0)
    return "name";

  return NULL;
}

static int
find_keyed (JsonArray  *list,
            const char *key,
            JsonNode   *wanted)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (same_text (member (json_array_get_element (list, i), key), wanted))
      return (int) i;

  return -1;
}

/* An element that was given another name stands where it stood under a name that is new. */
static int
find_by_key (JsonArray  *before,
             JsonArray  *after,
             guint       index,
             const char *key)
{
  JsonNode *wanted = member (json_array_get_element (before, index), key);
  int place = find_keyed (after, key, wanted);
  JsonNode *other;

  if (place >= 0 || index >= json_array_get_length (after))
    return place;
  other = member (json_array_get_element (after, index), key);

  return find_keyed (before, key, other) < 0 ? (int) index : -1;
}

static int
find_by_text (JsonArray *before,
              JsonArray *after,
              guint      index)
{
  JsonNode *wanted = json_array_get_element (before, index);

  if (index < json_array_get_length (after) &&
      same_text (wanted, json_array_get_element (after, index)))
    return (int) index;
  for (guint i = 0; i < json_array_get_length (after); i++)
    if (same_text (wanted, json_array_get_element (after, i)))
      return (int) i;

  return index < json_array_get_length (after) ? (int) index : -1;
}

/* One step down both documents; FALSE where there is nothing in the new one. */
static gboolean
follow (JsonNode   **before,
        JsonNode   **after,
        const char  *step,
        const char  *list,
        GString     *path)
{
  JsonArray *old = JSON_NODE_HOLDS_ARRAY (*before) ? json_node_get_array (*before) : NULL;
  const char *key = list != NULL ? key_of (list) : NULL;
  guint64 index;
  int place;

  if (old == NULL)
    {
      g_autofree char *next = tw_program_text_path (path->str, step);

      *before = member (*before, step);
      *after = member (*after, step);
      g_string_assign (path, next);
      return *before != NULL && *after != NULL;
    }
  if (!JSON_NODE_HOLDS_ARRAY (*after) || json_array_get_length (old) == 0 ||
      !g_ascii_string_to_unsigned (step, 10, 0, json_array_get_length (old) - 1, &index, NULL))
    return FALSE;
  place = key != NULL ? find_by_key (old, json_node_get_array (*after), (guint) index, key)
                      : find_by_text (old, json_node_get_array (*after), (guint) index);
  if (place < 0)
    return FALSE;
  *before = json_array_get_element (old, (guint) index);
  *after = json_array_get_element (json_node_get_array (*after), (guint) place);
  g_string_append_printf (path, "/%d", place);

  return TRUE;
}

/* (transfer full) (nullable): where what stood at @path stands now, if nobody changed it. */
static char *
find_unchanged (JsonNode   *before,
                JsonNode   *after,
                const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL; i++)
    {
      g_autofree char *step = tw_program_text_step (steps[i]);

      if (!follow (&before, &after, step, i == 2 ? steps[1] : NULL, found))
        return NULL;
    }

  return same_text (before, after) ? g_string_free (g_steal_pointer (&found), FALSE) : NULL;
}

void
tw_program_unconfirmed_carry (JsonNode *before,
                              JsonNode *after)
{
  JsonArray *old = member_list (before, "unconfirmed");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *left;

  if (old == NULL || !same_text (member (before, "unconfirmed"), member (after, "unconfirmed")))
    return;
  left = json_array_new ();
  for (guint i = 0; i < json_array_get_length (old); i++)
    {
      JsonNode *node = json_array_get_element (old, i);
      char *path = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                     ? find_unchanged (before, after, json_node_get_string (node)) : NULL;

      if (path != NULL && g_hash_table_add (seen, path))
        json_array_add_string_element (left, path);
    }
  json_object_set_array_member (json_node_get_object (after), "unconfirmed", left);
}

/* ---- asking and confirming ---- */

static gboolean
is_below (const char *path,
          const char *owner)
{
  gsize length = strlen (owner);

  return strncmp (path, owner, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Whether an element is meant by what is confirmed: see tw_program_version_confirm(). */
static gboolean
is_meant (const char *element,
          const char *path)
{
  if (!g_str_equal (path, "/"))
    return is_below (element, path);

  return !g_str_has_prefix (element, "/tiers/") && !g_str_has_prefix (element, "/designations/")
         && !g_str_has_prefix (element, "/rules/");
}

gboolean
tw_program_is_unconfirmed (const TwProgramDesign *design,
                           const char            *path)
{
  g_return_val_if_fail (design != NULL && path != NULL, FALSE);

  for (guint i = 0; i < design->n_unconfirmed; i++)
    if (is_below (path, design->unconfirmed[i]))
      return TRUE;

  return FALSE;
}

guint
tw_program_count_unconfirmed (const TwProgramDesign *design,
                              const char            *path)
{
  guint n = 0;

  g_return_val_if_fail (design != NULL && path != NULL, 0);

  for (guint i = 0; i < design->n_unconfirmed; i++)
    n += is_meant (design->unconfirmed[i], path);

  return n;
}

GPtrArray *
tw_program_confirm_edits (const TwProgramDocument *document,
                          const char              *path)
{
  const TwProgramDesign *design = tw_program_document_get_design (document);
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), json_array_new ());
  GPtrArray *edits = tw_program_edits_new ();
  g_autofree char *json = NULL;

  for (guint i = 0; i < design->n_unconfirmed; i++)
    if (!is_meant (design->unconfirmed[i], path))
      json_array_add_string_element (json_node_get_array (node), design->unconfirmed[i]);
  json = json_to_string (node, FALSE);
  tw_program_edits_set (edits, "/unconfirmed", json);

  return edits;
}

gboolean
tw_program_version_confirm (TwWorkspace  *workspace,
                            gint64        version,
                            const char   *path,
                            GError      **error)
{
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (workspace != NULL && path != NULL, FALSE);

  document = tw_program_version_load (workspace, version, NULL, error);
  if (document == NULL)
    return FALSE;
  if (tw_program_count_unconfirmed (tw_program_document_get_design (document), path) == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("Nothing at %s waits to be confirmed. It was confirmed already, or the draft was changed."), path[0] != '\0' ? path : "/");
      return FALSE;
    }
  edits = tw_program_confirm_edits (document, path);
  name = tw_program_element_name (document, path);
  label = g_strdup_printf (_("Confirmed %s"), name);

  return tw_program_version_change (workspace, version, edits, label, error);
}
