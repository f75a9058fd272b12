/* tw-version-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-version-private.h"

#include "tw-program-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Between rows and documents: a version is a body, with its tiers and rules as rows beside it. */

static const struct
{
  const char    *key;
  TwVersionPart  part;
  gboolean       designation;
  const char    *name;         /* the member that is the part's key */
} parts[] = {
  { "tiers", TW_PART_TIER, FALSE, "name" },
  { "designations", TW_PART_TIER, TRUE, "name" },
  { "rules", TW_PART_RULE, FALSE, "id" },
};

static gboolean
add_parts (TwWorkspace  *workspace,
           JsonObject   *root,
           gint64        version,
           guint         which,
           GError      **error)
{
  g_autoptr (GArray) rows = tw_part_rows_read (workspace, version, parts[which].part, error);
  JsonArray *array;

  if (rows == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const TwPartRow *row = &g_array_index (rows, TwPartRow, i);
      JsonNode *node;

      if (row->designation != parts[which].designation)
        continue;
      node = tw_program_text_parse (row->body, -1, error);
      if (node == NULL)
        {
          json_array_unref (array);
          g_prefix_error (error, _("“%s” is damaged. "), row->key);
          return FALSE;
        }
      json_array_add_element (array, node);
    }
  /* A list that the document has, if only empty, stands in the body as its place. */
  if (json_array_get_length (array) > 0 || json_object_has_member (root, parts[which].key))
    json_object_set_array_member (root, parts[which].key, array);
  else
    json_array_unref (array);

  return TRUE;
}

JsonNode *
tw_version_compose (TwWorkspace         *workspace,
                    const TwVersionRow  *row,
                    GError             **error)
{
  g_autoptr (JsonNode) root = tw_program_text_parse (row->body, -1, error);

  if (root == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!add_parts (workspace, json_node_get_object (root), row->id, i, error))
      return NULL;

  return g_steal_pointer (&root);
}

TwProgramDocument *
tw_version_load_row (TwWorkspace         *workspace,
                     const TwVocabulary  *vocabulary,
                     const TwVersionRow  *row,
                     GPtrArray           *findings,
                     GError             **error)
{
  g_autoptr (JsonNode) root = tw_version_compose (workspace, row, error);
  TwProgramDocument *document;
  TwProgram *program;

  if (root == NULL)
    return NULL;
  /* A published version can be ended later than it was written; its row knows. */
  if (row->valid_to != TW_DATE_NONE)
    {
      g_autofree char *last = tw_date_format (row->valid_to - 1);

      json_object_set_string_member (json_node_get_object (root), "effective_to", last);
    }
  document = tw_program_document_new_stored (root, vocabulary, findings, error);
  if (document == NULL)
    {
      g_prefix_error (error, _("Version %d of “%s”: "), row->number, row->name);
      return NULL;
    }
  program = tw_program_document_get_program (document);
  program->version = (guint) row->number;

  return document;
}

char *
tw_version_body (const TwProgramDocument *document)
{
  g_autofree char *text =
      tw_program_text_canonical (tw_program_document_get_root (document), FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (json_object_has_member (json_node_get_object (copy), parts[i].key))
      json_object_set_array_member (json_node_get_object (copy), parts[i].key, json_array_new ());

  return tw_program_text_canonical (copy, FALSE);
}

/* The row of @key among those that are there, taken out so that what is left was removed. */
static gint64
take_row (GArray     *rows,
          const char *key,
          gboolean    designation)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TwPartRow *row = &g_array_index (rows, TwPartRow, i);
      gint64 id = row->id;

      if (row->designation != designation || strcmp (row->key, key) != 0)
        continue;
      g_array_remove_index (rows, i);
      return id;
    }

  return 0;
}

static gboolean
write_part (TwWorkspace    *workspace,
            gint64          version,
            GArray         *old,
            guint           which,
            JsonObject     *root,
            GError        **error)
{
  JsonArray *array = json_object_has_member (root, parts[which].key)
                       ? json_object_get_array_member (root, parts[which].key) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *key =
          json_object_get_string_member (json_node_get_object (node), parts[which].name);
      g_autofree char *body = tw_program_text_canonical (node, FALSE);
      TwPartRow row = {
        .id = take_row (old, key, parts[which].designation), .key = (char *) key,
        .designation = parts[which].designation, .position = (int) i, .body = body,
      };

      if (!tw_part_row_write (workspace, version, parts[which].part, &row, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_version_write_parts (TwWorkspace              *workspace,
                        gint64                    version,
                        const TwProgramDocument  *document,
                        GError                  **error)
{
  JsonObject *root = json_node_get_object (tw_program_document_get_root (document));

  for (TwVersionPart part = TW_PART_TIER; part <= TW_PART_RULE; part++)
    {
      g_autoptr (GArray) old = tw_part_rows_read (workspace, version, part, error);

      if (old == NULL)
        return FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        if (parts[i].part == part && !write_part (workspace, version, old, i, root, error))
          return FALSE;
      for (guint i = 0; i < old->len; i++)
        if (!tw_part_row_delete (workspace, part, g_array_index (old, TwPartRow, i).id, error))
          return FALSE;
    }

  return TRUE;
}
