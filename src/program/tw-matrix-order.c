/* tw-matrix-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-change.h"

#include "tw-error.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GPtrArray *
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, sentence);

  return NULL;
}

/* --- rows --- */

/* The list that an element stands in and its place there. */
static gboolean
split_path (const char  *path,
            char       **list,
            guint       *index)
{
  const char *slash = strrchr (path, '/');

  if (slash == NULL || !g_ascii_isdigit (slash[1]))
    return FALSE;
  *list = g_strndup (path, slash - path);
  *index = (guint) g_ascii_strtoull (slash + 1, NULL, 10);

  return TRUE;
}

/* The row before or behind with the same parent. */
static int
find_neighbor (const TwMatrix *matrix,
               guint           row,
               gboolean        down)
{
  const TwMatrixRow *one = tw_matrix_get_row (matrix, row);

  if (down)
    {
      guint next = row + one->n_below + 1;

      return next < matrix->rows->len && tw_matrix_get_row (matrix, next)->parent == one->parent
               ? (int) next : -1;
    }
  for (int i = (int) row - 1; i > one->parent; i--)
    if (tw_matrix_get_row (matrix, i)->parent == one->parent)
      return i;

  return -1;
}

static gboolean
is_movable (const TwMatrixRow *row)
{
  return row->kind == TW_MATRIX_CRITERION || row->kind == TW_MATRIX_JOINER ||
         row->kind == TW_MATRIX_NAMED || row->kind == TW_MATRIX_POINT ||
         row->kind == TW_MATRIX_BENEFIT || row->kind == TW_MATRIX_REVIEW;
}

GPtrArray *
tw_matrix_move_row_to (const TwMatrix  *matrix,
                       guint            row,
                       guint            to,
                       GError         **error)
{
  const TwMatrixRow *one = tw_matrix_get_row (matrix, row);
  const TwMatrixRow *other = tw_matrix_get_row (matrix, to);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (!is_movable (one) || !is_movable (other) || one->parent != other->parent)
    return refuse (error, _("This row has its place."));

  for (guint i = 0; i < matrix->n_tiers; i++)
    {
      g_autofree char *list = NULL;
      g_autofree char *other_list = NULL;
      guint index;
      guint other_index;

      if (one->cells[i].owner == NULL || other->cells[i].owner == NULL ||
          !split_path (one->cells[i].owner, &list, &index) ||
          !split_path (other->cells[i].owner, &other_list, &other_index) ||
          strcmp (list, other_list) != 0)
        continue;
      /* What stands there already in this tier stays. */
      if (index != other_index && (other_index > index) == (to > row))
        tw_program_edits_move (edits, one->cells[i].owner, other_index);
    }
  if (edits->len == 0)
    return refuse (error, _("No tier has both rows, so that their order says nothing."));

  return g_steal_pointer (&edits);
}

GPtrArray *
tw_matrix_move_row (const TwMatrix  *matrix,
                    guint            row,
                    gboolean         down,
                    GError         **error)
{
  int neighbor = find_neighbor (matrix, row, down);

  if (!is_movable (tw_matrix_get_row (matrix, row)))
    return refuse (error, _("This row has its place."));
  if (neighbor < 0 || !is_movable (tw_matrix_get_row (matrix, neighbor)))
    return refuse (error, down ? _("It is the last of its group.")
                               : _("It is the first of its group."));

  return tw_matrix_move_row_to (matrix, row, neighbor, error);
}

GPtrArray *
tw_matrix_rename_row (const TwMatrix  *matrix,
                      guint            row,
                      const char      *name,
                      GError         **error)
{
  const TwMatrixRow *one = tw_matrix_get_row (matrix, row);
  JsonNode *root = tw_program_document_get_root (matrix->document);
  GPtrArray *edits;

  if (one->kind != TW_MATRIX_BENEFIT && one->kind != TW_MATRIX_REVIEW)
    return refuse (error, _("This row is named by what it says."));
  if (*name == '\0')
    return refuse (error, _("Enter a name."));

  edits = tw_program_edits_new ();
  for (guint i = 0; i < matrix->n_tiers; i++)
    {
      const char *owner = one->cells[i].owner;
      JsonNode *node = owner != NULL ? tw_program_text_lookup (root, owner) : NULL;
      g_autofree char *path = NULL;

      /* What the program grants to all stands in one place. */
      if (node == NULL || (one->shared && edits->len > 0))
        continue;
      path = JSON_NODE_HOLDS_OBJECT (node)
               ? tw_program_text_path (owner, json_object_has_member (json_node_get_object (node), "name")
                                                ? "name" : "review")
               : g_strdup (owner);
      tw_program_edits_set_text (edits, path, name);
    }

  return edits;
}

/* --- tiers --- */

GPtrArray *
tw_matrix_move_tier (const TwMatrix  *matrix,
                     guint            tier,
                     guint            to,
                     GError         **error)
{
  const TwMatrixTier *column = &matrix->tiers[tier];
  GPtrArray *edits;
  guint n = 0;

  for (guint i = 0; i < matrix->n_tiers; i++)
    n += matrix->tiers[i].designation == column->designation;
  if (to >= n || to == column->index)
    return refuse (error, _("There is no place further on."));
  edits = tw_program_edits_new ();
  tw_program_edits_move (edits, column->path, to);

  return edits;
}

GPtrArray *
tw_matrix_add_tier (const TwMatrix  *matrix,
                    const char      *name,
                    gboolean         designation,
                    GError         **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = NULL;
  GPtrArray *edits;
  guint n = 0;

  if (*name == '\0')
    return refuse (error, _("Enter a name."));
  for (guint i = 0; i < matrix->n_tiers; i++)
    n += matrix->tiers[i].designation == designation;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "enter");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "all");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  json = json_to_string (node, FALSE);
  path = g_strdup_printf ("/%s/%u", designation ? "designations" : "tiers", n);

  edits = tw_program_edits_new ();
  tw_program_edits_insert (edits, path, json);

  return edits;
}

GPtrArray *
tw_matrix_remove_tier (const TwMatrix  *matrix,
                       guint            tier,
                       GError         **error)
{
  GPtrArray *edits = tw_program_edits_new ();

  tw_program_edits_remove (edits, matrix->tiers[tier].path);

  return edits;
}

/* --- a tier's name, wherever it is said --- */

typedef struct
{
  GPtrArray  *edits;
  const char *old;
  const char *name;
} Rename;

static gboolean
is_text (JsonNode   *node,
         const char *text)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING &&
         strcmp (json_node_get_string (node), text) == 0;
}

/* A text or a list of texts in which the name may stand. */
static void
rename_texts (Rename     *rename,
              JsonNode   *node,
              const char *path)
{
  if (is_text (node, rename->old))
    tw_program_edits_set_text (rename->edits, path, rename->name);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

      if (is_text (json_array_get_element (json_node_get_array (node), i), rename->old))
        tw_program_edits_set_text (rename->edits, inner, rename->name);
    }
}

/* A pick by the tier has a key for each. */
static void
rename_key (Rename     *rename,
            JsonNode   *picks,
            const char *path)
{
  JsonObject *object = picks != NULL && JSON_NODE_HOLDS_OBJECT (picks) ? json_node_get_object (picks)
                                                                      : NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *json = NULL;

  if (object == NULL || !json_object_has_member (object, rename->old))
    return;
  from = tw_program_text_path (path, rename->old);
  to = tw_program_text_path (path, rename->name);
  json = json_to_string (json_object_get_member (object, rename->old), FALSE);
  tw_program_edits_remove (rename->edits, from);
  tw_program_edits_set (rename->edits, to, json);
}

static void
rename_in (Rename     *rename,
           JsonNode   *node,
           const char *path);

static void
rename_in_object (Rename     *rename,
                  JsonObject *object,
                  const char *path)
{
  static const char * const tests[] = { "is", "is_not", "in", "keep_is", "keep_is_not", "keep_in" };
  gboolean compared = is_text (json_object_get_member (object, "value"), "partner.tier");
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *is = tw_program_text_path (path, "is");

  for (const GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *inner = tw_program_text_path (path, l->data);
      JsonNode *node = json_object_get_member (object, l->data);

      rename_in (rename, node, inner);
      /* The short form of a filter, and who a review of the program is for. */
      if (strcmp (l->data, "partner.tier") == 0 || strcmp (l->data, "for") == 0)
        rename_texts (rename, node, inner);
      for (guint i = 0; compared && i < G_N_ELEMENTS (tests); i++)
        if (strcmp (l->data, tests[i]) == 0)
          rename_texts (rename, node, inner);
    }
  if (is_text (json_object_get_member (object, "by"), "partner.tier"))
    rename_key (rename, json_object_get_member (object, "is"), is);
}

static void
rename_in (Rename     *rename,
           JsonNode   *node,
           const char *path)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    rename_in_object (rename, json_node_get_object (node), path);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s/%u", path, i);

      rename_in (rename, json_array_get_element (json_node_get_array (node), i), inner);
    }
}

GPtrArray *
tw_matrix_rename_tier (const TwMatrix  *matrix,
                       guint            tier,
                       const char      *name,
                       GError         **error)
{
  const TwMatrixTier *column = &matrix->tiers[tier];
  Rename rename = { .old = column->name, .name = name };
  g_autofree char *path = tw_program_text_path (column->path, "name");

  if (*name == '\0')
    return refuse (error, _("Enter a name."));
  if (tw_matrix_find_tier (matrix, name) >= 0 && strcmp (name, column->name) != 0)
    return refuse (error, _("There is a tier of this name already."));

  rename.edits = tw_program_edits_new ();
  tw_program_edits_set_text (rename.edits, path, name);
  rename_in (&rename, tw_program_document_get_root (matrix->document), "");

  return rename.edits;
}
