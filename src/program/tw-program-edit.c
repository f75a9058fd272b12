/* tw-program-edit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-edit.h"

#include "tw-error.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
edit_free (gpointer data)
{
  TwProgramEdit *edit = data;

  g_free (edit->path);
  g_free (edit->json);
  g_free (edit);
}

GPtrArray *
tw_program_edits_new (void)
{
  return g_ptr_array_new_with_free_func (edit_free);
}

static void
add (GPtrArray         *edits,
     TwProgramEditKind  kind,
     const char        *path,
     const char        *json,
     guint              to)
{
  TwProgramEdit *edit = g_new0 (TwProgramEdit, 1);

  edit->kind = kind;
  edit->path = g_strdup (path);
  edit->json = g_strdup (json);
  edit->to = to;
  g_ptr_array_add (edits, edit);
}

GPtrArray *
tw_program_edits_copy (GPtrArray *edits)
{
  GPtrArray *copy = tw_program_edits_new ();

  for (guint i = 0; i < edits->len; i++)
    {
      const TwProgramEdit *edit = g_ptr_array_index (edits, i);

      add (copy, edit->kind, edit->path, edit->json, edit->to);
    }

  return copy;
}

void
tw_program_edits_set (GPtrArray  *edits,
                      const char *path,
                      const char *json)
{
  g_return_if_fail (edits != NULL && path != NULL && json != NULL);

  add (edits, TW_PROGRAM_EDIT_SET, path, json, 0);
}

void
tw_program_edits_set_text (GPtrArray  *edits,
                           const char *path,
                           const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *json = json_to_string (node, FALSE);

  tw_program_edits_set (edits, path, json);
}

void
tw_program_edits_insert (GPtrArray  *edits,
                         const char *path,
                         const char *json)
{
  g_return_if_fail (edits != NULL && path != NULL && json != NULL);

  add (edits, TW_PROGRAM_EDIT_INSERT, path, json, 0);
}

void
tw_program_edits_remove (GPtrArray  *edits,
                         const char *path)
{
  g_return_if_fail (edits != NULL && path != NULL);

  add (edits, TW_PROGRAM_EDIT_REMOVE, path, NULL, 0);
}

void
tw_program_edits_move (GPtrArray  *edits,
                       const char *path,
                       guint       to)
{
  g_return_if_fail (edits != NULL && path != NULL);

  add (edits, TW_PROGRAM_EDIT_MOVE, path, NULL, to);
}

/* --- applying --- */

static JsonNode *
parse_value (const TwProgramEdit  *edit,
             GError              **error)
{
  g_autoptr (GError) local = NULL;
  JsonNode *value = json_from_string (edit->json, &local);

  if (value == NULL)
    g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("The new value at %s isn't valid JSON: %s"),
                 edit->path, local != NULL ? local->message : edit->json);

  return value;
}

/* Makes the objects that a new key needs to stand in. */
static void
make_parents (JsonNode   *root,
              const char *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (path, slash - path) : NULL;

  if (parent == NULL || *parent == '\0' || tw_program_text_lookup (root, parent) != NULL)
    return;

  make_parents (root, parent);
  tw_program_text_replace (root, parent,
                           json_node_init_object (json_node_alloc (), json_object_new ()), NULL);
}

/* The list that the last step of @path is an index into, which may be one past its end. */
static JsonArray *
find_list (JsonNode    *root,
           const char  *path,
           guint       *index,
           GError     **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (path, slash - path) : NULL;
  JsonNode *node = parent != NULL ? tw_program_text_lookup (root, parent) : NULL;
  guint64 number;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      g_ascii_string_to_unsigned (slash + 1, 10, 0, json_array_get_length (json_node_get_array (node)),
                                  &number, NULL))
    {
      *index = (guint) number;
      return json_node_get_array (node);
    }
  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               _("The program has no place in a list at %s. Look at the path again."), path);

  return NULL;
}

/* json-glib only appends, so what comes after is taken out and put back. */
static void
insert_element (JsonArray *list,
                guint      index,
                JsonNode  *value)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  while (json_array_get_length (list) > index)
    {
      g_ptr_array_add (rest, json_array_dup_element (list, index));
      json_array_remove_element (list, index);
    }
  json_array_add_element (list, value);
  for (guint i = 0; i < rest->len; i++)
    json_array_add_element (list, g_ptr_array_index (rest, i));
}

static gboolean
insert (JsonNode             *root,
        const TwProgramEdit  *edit,
        GError              **error)
{
  g_autoptr (JsonNode) value = parse_value (edit, error);
  const char *slash = strrchr (edit->path, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (edit->path, slash - edit->path) : NULL;
  JsonArray *list;
  guint index;

  if (value == NULL)
    return FALSE;

  /* The first rule or tier of a program begins its list. */
  if (parent != NULL && g_str_has_suffix (edit->path, "/0") &&
      tw_program_text_lookup (root, parent) == NULL)
    {
      make_parents (root, parent);
      tw_program_text_replace (root, parent,
                               json_node_init_array (json_node_alloc (), json_array_new ()), NULL);
    }

  list = find_list (root, edit->path, &index, error);
  if (list == NULL)
    return FALSE;

  insert_element (list, index, g_steal_pointer (&value));

  return TRUE;
}

static gboolean
move (JsonNode             *root,
      const TwProgramEdit  *edit,
      GError              **error)
{
  guint from;
  JsonArray *list = find_list (root, edit->path, &from, error);
  JsonNode *value;

  if (list == NULL)
    return FALSE;
  if (from >= json_array_get_length (list) || edit->to >= json_array_get_length (list))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   /* Translators: %1$s is a path in a program, %2$u counts from 0. */
                   _("What stands at %1$s can't move to place %2$u: the list is shorter."),
                   edit->path, edit->to);
      return FALSE;
    }

  value = json_array_dup_element (list, from);
  json_array_remove_element (list, from);
  insert_element (list, edit->to, value);

  return TRUE;
}

static gboolean
set (JsonNode             *root,
     const TwProgramEdit  *edit,
     GError              **error)
{
  JsonNode *value = parse_value (edit, error);

  if (value == NULL)
    return FALSE;

  make_parents (root, edit->path);

  return tw_program_text_replace (root, edit->path, value, error);
}

static gboolean
apply_one (JsonNode             *root,
           const TwProgramEdit  *edit,
           GError              **error)
{
  switch (edit->kind)
    {
    case TW_PROGRAM_EDIT_SET:
      return set (root, edit, error);
    case TW_PROGRAM_EDIT_INSERT:
      return insert (root, edit, error);
    case TW_PROGRAM_EDIT_REMOVE:
      return tw_program_text_remove (root, edit->path, error);
    case TW_PROGRAM_EDIT_MOVE:
      return move (root, edit, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

TwProgramDocument *
tw_program_edits_apply (const TwProgramDocument  *document,
                        GPtrArray                *edits,
                        const TwVocabulary       *vocabulary,
                        GPtrArray                *findings,
                        GError                  **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (document != NULL && edits != NULL, NULL);

  /* A deep copy: json_node_copy() shares what is inside. */
  text = tw_program_document_to_text (document);
  root = json_from_string (text, error);
  for (guint i = 0; root != NULL && i < edits->len; i++)
    {
      if (!apply_one (root, g_ptr_array_index (edits, i), error))
        return NULL;
    }
  if (root == NULL)
    return NULL;

  return tw_program_document_derive (document, root, vocabulary, findings, error);
}
