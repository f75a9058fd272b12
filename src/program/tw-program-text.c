/* tw-program-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-text.h"

#include "tw-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The keys of the language in the order in which its reference introduces them. A key that isn't
 * here was chosen by a person and keeps its place after those that are. */
static const char * const key_order[] = {
  "$schema", "tierwright", "id", "name", "title", "kind", "partner_type", "currency",
  "effective_from", "effective_to", "direction", "payee", "objective", "benefits", "governance",
  "notes", "calendar", "year_start", "periods", "enter", "keep", "by_invitation", "needs_lower",
  "valid", "who", "window", "if", "then", "by", "is", "span", "over", "age", "unit", "ends",
  "each", "add", "sub", "mul", "div", "min", "max", "round_to", "points", "sum", "count",
  "distinct", "largest", "smallest", "latest", "median", "average", "first_date", "nth", "fact",
  "where", "date", "shift", "pool", "floor", "cap", "free", "package", "size", "value", "worth",
  "need", "all", "any", "not", "at_least", "more_than", "at_most", "less_than", "is_not", "in",
  "keep_at_least", "keep_more_than", "keep_at_most", "keep_less_than", "keep_is", "keep_is_not",
  "keep_in", "meet", "held", "on", "of", "take", "at", "counts", "qualifier", "table", "mode",
  "scale", "edge", "cross", "flat_on", "flat_at", "bands", "from", "to", "rate", "price", "flat",
  "adjust", "factor", "less", "guarantee", "per", "recoup", "recoup_from", "carry", "used",
  "excess", "expires", "rules", "share", "when", "else", "lines", "rerate", "split", "position",
  "roles", "rest", "decay", "remainder", "duplicates", "stacking", "group", "policy", "order",
  "base", "reduces", "reversal", "tier_effect", "pair", "within", "clawback", "limit", "timing",
  "hold_days", "holdback", "release", "instalments", "accrual", "rounding", "level", "step",
  "negative", "fx", "round", "attribution", "define", "tiers", "tier_policy", "promote", "demote",
  "on_change", "review", "effective", "grace", "min_stay", "steps", "hold_until", "designations",
  "limits", "funds", "minimum", "below", "payment",
};

typedef struct
{
  GHashTable *seen;   /* "object address/key" -> itself */
  char       *twice;  /* the first key that came a second time */
  int         line;
} Members;

/* An object that is replaced by a duplicate of itself may be freed and its address used again,
 * but by then the first duplicate is found. */
static void
on_object_member (JsonParser *parser,
                  JsonObject *object,
                  const char *name,
                  gpointer    user_data)
{
  Members *members = user_data;

  if (!g_hash_table_add (members->seen, g_strdup_printf ("%p/%s", (void *) object, name)) &&
      members->twice == NULL)
    {
      members->twice = g_strdup (name);
      members->line = (int) json_parser_get_current_line (parser);
    }
}

static JsonNode *
parse_json (const char  *text,
            gsize        length,
            GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  Members members = { seen, NULL, 0 };
  g_autofree char *twice = NULL;
  JsonNode *root;

  g_signal_connect (parser, "object-member", G_CALLBACK (on_object_member), &members);
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local))
    {
      /* The parser calls text from memory a file “<data>”: what follows is line and column. */
      const char *where = g_str_has_prefix (local->message, "<data>:") ? local->message + strlen ("<data>:")
                                                                       : local->message;

      g_free (members.twice);
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("The program isn't valid JSON (%s). Correct the text there and load it "
                     "again."),
                   where);
      return NULL;
    }
  twice = members.twice;
  if (twice != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("Line %d of the program has the key “%s” a second time in the same object. "
                     "Keep one."),
                   members.line, twice);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE,
                           _("A program is a JSON object in braces; this text holds none. Choose another file."));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

static void
set_encoding_error (const char  *text,
                    const char  *bad,
                    const char  *end,
                    GError     **error)
{
  int line = 1;

  for (const char *p = text; p < bad; p++)
    line += *p == '\n';
  if (bad < end && *bad == '\0')
    g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                 _("Line %d of the program holds a character of number 0, so the program isn't text in UTF-8. "
                   "Save it in that encoding and load it again."),
                 line);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                 _("The program isn't text in UTF-8 from line %d on. Save it in that encoding and load it again."), line);
}

JsonNode *
tw_program_text_parse (const char  *text,
                       gssize       length,
                       GError     **error)
{
  const char *bad;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (size > TW_PROGRAM_TEXT_MAX_BYTES)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("The program is %" G_GSIZE_FORMAT " bytes long; at most %d are read. "
                     "Is this the right file?"),
                   size, TW_PROGRAM_TEXT_MAX_BYTES);
      return NULL;
    }
  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  if (!g_utf8_validate_len (text, size, &bad))
    {
      set_encoding_error (text, bad, text + size, error);
      return NULL;
    }
  /* The parser behind it recurses, and takes more than JSON. */
  if (!tw_program_scan (text, size, error))
    return NULL;

  return parse_json (text, size, error);
}

JsonNode *
tw_program_text_load (const char  *filename,
                      GError     **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) local = NULL;
  GStatBuf status;
  gsize length = 0;

  g_return_val_if_fail (filename != NULL, NULL);

  if (g_stat (filename, &status) == 0 && status.st_size > TW_PROGRAM_TEXT_MAX_BYTES)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("%s is %" G_GINT64_FORMAT " bytes long; a program of more than %d isn't read. "
                     "Is this the right file?"),
                   filename, (gint64) status.st_size, TW_PROGRAM_TEXT_MAX_BYTES);
      return NULL;
    }
  if (!g_file_get_contents (filename, &contents, &length, &local))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_FILE, _("The program can't be read: %s."),
                   local->message);
      return NULL;
    }

  return tw_program_text_parse (contents, (gssize) length, error);
}

static guint
key_rank (GHashTable *ranks,
          const char *key)
{
  gpointer rank = g_hash_table_lookup (ranks, key);

  return rank == NULL ? G_MAXUINT : GPOINTER_TO_UINT (rank);
}

static GHashTable *
get_ranks (void)
{
  static GHashTable *ranks;

  if (g_once_init_enter (&ranks))
    {
      GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i < G_N_ELEMENTS (key_order); i++)
        g_hash_table_insert (table, (gpointer) key_order[i], GUINT_TO_POINTER (i + 1));
      g_once_init_leave (&ranks, table);
    }

  return ranks;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      ranks)
{
  guint left = key_rank (ranks, a);
  guint right = key_rank (ranks, b);

  return left < right ? -1 : left > right;
}

static JsonNode *canonical_copy (JsonNode *node,
                                 gboolean  sort);

/* What has no effect on a cent keeps its order here: a new document brings it in order itself
 * (tw-design-text.c), and what was published before must keep its digest. */
static gboolean
is_free_text (const char *key)
{
  static const char * const keys[] = { "objective", "benefits", "governance", "notes", "budget",
                                       "investment", "unconfirmed", NULL };

  return g_strv_contains (keys, key);
}

static JsonNode *
canonical_object (JsonObject *object,
                  gboolean    sort)
{
  g_autoptr (GList) keys = json_object_get_members (object);
  JsonObject *sorted = json_object_new ();
  JsonNode *result = json_node_new (JSON_NODE_OBJECT);

  /* The sort of a GList is stable, so keys without a rank keep the order they were written in. */
  if (sort)
    keys = g_list_sort_with_data (keys, compare_keys, get_ranks ());
  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (sorted, l->data,
                            canonical_copy (json_object_get_member (object, l->data),
                                            sort && !is_free_text (l->data)));
  json_node_take_object (result, sorted);

  return result;
}

static JsonNode *
canonical_copy (JsonNode *node,
                gboolean  sort)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return canonical_object (json_node_get_object (node), sort);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *copy = json_array_new ();
      JsonNode *result = json_node_new (JSON_NODE_ARRAY);

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (copy, canonical_copy (json_array_get_element (array, i), sort));
      json_node_take_array (result, copy);
      return result;
    }

  return json_node_copy (node);
}

char *
tw_program_text_canonical (JsonNode *node,
                           gboolean  pretty)
{
  g_autoptr (JsonNode) sorted = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  sorted = canonical_copy (node, TRUE);
  text = json_to_string (sorted, pretty);

  return pretty ? g_strconcat (text, "\n", NULL) : g_steal_pointer (&text);
}

char *
tw_program_text_step (const char *step)
{
  GString *out = g_string_new (NULL);

  for (const char *p = step; *p != '\0'; p++)
    {
      if (p[0] == '~' && (p[1] == '0' || p[1] == '1'))
        g_string_append_c (out, *++p == '0' ? '~' : '/');
      else
        g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}

static gboolean
parse_index (const char *step,
             guint       length,
             guint      *index)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT32, &value, NULL) || value >= length)
    return FALSE;
  *index = (guint) value;

  return TRUE;
}

static JsonNode *
step_into (JsonNode   *node,
           const char *step)
{
  guint index;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), step);
  if (JSON_NODE_HOLDS_ARRAY (node) &&
      parse_index (step, json_array_get_length (json_node_get_array (node)), &index))
    return json_array_get_element (json_node_get_array (node), index);

  return NULL;
}

JsonNode *
tw_program_text_lookup (JsonNode   *root,
                        const char *path)
{
  g_auto (GStrv) steps = NULL;
  JsonNode *node = root;

  g_return_val_if_fail (root != NULL && path != NULL, NULL);

  if (path[0] == '\0')
    return root;
  if (path[0] != '/')
    return NULL;
  steps = g_strsplit (path + 1, "/", -1);
  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      g_autofree char *step = tw_program_text_step (steps[i]);

      node = step_into (node, step);
    }

  return node;
}

/* json-glib has no "replace element", so the array's elements from @index on are taken out and
 * put back. */
static void
replace_element (JsonArray *array,
                 guint      index,
                 JsonNode  *value)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  while (json_array_get_length (array) > index + 1)
    {
      g_ptr_array_add (rest, json_array_dup_element (array, index + 1));
      json_array_remove_element (array, index + 1);
    }
  json_array_remove_element (array, index);
  json_array_add_element (array, value);
  for (guint i = 0; i < rest->len; i++)
    json_array_add_element (array, g_ptr_array_index (rest, i));
}

/* The node that holds what @path names, with the last step apart. */
static JsonNode *
find_parent (JsonNode    *root,
             const char  *path,
             char       **step)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = NULL;

  *step = NULL;
  if (slash == NULL)
    return NULL;
  parent = g_strndup (path, slash - path);
  *step = tw_program_text_step (slash + 1);

  return tw_program_text_lookup (root, parent);
}

static void
set_nothing_there (GError     **error,
                   const char  *path)
{
  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               _("The program has nothing at %s. Look at the path again."), path);
}

gboolean
tw_program_text_replace (JsonNode    *root,
                         const char  *path,
                         JsonNode    *value,
                         GError     **error)
{
  g_autoptr (JsonNode) owned = value;
  g_autofree char *step = NULL;
  JsonNode *parent;
  guint index;

  g_return_val_if_fail (root != NULL && path != NULL && value != NULL, FALSE);

  parent = find_parent (root, path, &step);
  if (parent != NULL && JSON_NODE_HOLDS_OBJECT (parent))
    {
      json_object_set_member (json_node_get_object (parent), step, g_steal_pointer (&owned));
      return TRUE;
    }
  if (parent != NULL && JSON_NODE_HOLDS_ARRAY (parent) &&
      parse_index (step, json_array_get_length (json_node_get_array (parent)), &index))
    {
      replace_element (json_node_get_array (parent), index, g_steal_pointer (&owned));
      return TRUE;
    }
  set_nothing_there (error, path);

  return FALSE;
}

gboolean
tw_program_text_remove (JsonNode    *root,
                        const char  *path,
                        GError     **error)
{
  g_autofree char *step = NULL;
  JsonNode *parent;
  guint index;

  g_return_val_if_fail (root != NULL && path != NULL, FALSE);

  parent = find_parent (root, path, &step);
  if (parent != NULL && JSON_NODE_HOLDS_OBJECT (parent) &&
      json_object_has_member (json_node_get_object (parent), step))
    {
      json_object_remove_member (json_node_get_object (parent), step);
      return TRUE;
    }
  if (parent != NULL && JSON_NODE_HOLDS_ARRAY (parent) &&
      parse_index (step, json_array_get_length (json_node_get_array (parent)), &index))
    {
      json_array_remove_element (json_node_get_array (parent), index);
      return TRUE;
    }
  set_nothing_there (error, path);

  return FALSE;
}

char *
tw_program_text_path (const char *path,
                      const char *key)
{
  GString *out;

  g_return_val_if_fail (path != NULL && key != NULL, NULL);

  out = g_string_new (path);
  g_string_append_c (out, '/');
  for (const char *p = key; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (out, "~0");
      else if (*p == '/')
        g_string_append (out, "~1");
      else
        g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}
