/* tw-program-version-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-version.h"

#include "tw-entity.h"
#include "tw-error.h"
#include "tw-history.h"
#include "tw-formula.h"
#include "tw-program-edit.h"
#include "tw-program-text.h"
#include "tw-program-version-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Writing drafts: from a document to rows, one step of the history each. */

gboolean
tw_version_end_action (TwWorkspace  *workspace,
                       gboolean      good,
                       GError      **error)
{
  if (good)
    return tw_history_commit (workspace, 0, NULL, NULL, error);
  tw_history_rollback (workspace);

  return FALSE;
}

gboolean
tw_version_check_draft (const TwVersionRow  *row,
                        GError             **error)
{
  if (strcmp (row->state, "draft") == 0)
    return TRUE;
  if (strcmp (row->state, "in_review") == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("Version %d of “%s” is in review and stays as it was submitted. Withdraw it "
                     "from the review to change it."),
                   row->number, row->name);
      return FALSE;
    }
  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               _("Version %d of “%s” is published and stays as it is. Amend it: that makes a new "
                 "draft to change."),
               row->number, row->name);

  return FALSE;
}

static void
set_span (TwVersionRow            *row,
          const TwProgramDocument *document)
{
  const TwProgram *program = tw_program_document_get_program (document);

  row->valid_from = program->effective_from;
  row->valid_to = program->effective_to > TW_DATE_MAX ? TW_DATE_NONE : program->effective_to;
}

/* As people say it: “ISV” for `isv`. */
static const char *
get_type_label (const char *type)
{
  const TwEntity *entity = tw_entity_find ("program");

  return tw_field_get_choice_label (tw_entity_get_field (entity, "partner_type"), type);
}

/* The program of this name, made where there is none; refused where it is of another kind. */
static gboolean
take_program (TwWorkspace      *workspace,
              const TwProgram  *program,
              gint64           *id,
              GError          **error)
{
  g_autofree char *type = NULL;
  g_autofree char *currency = NULL;

  if (!tw_program_row_find (workspace, program->name, id, &type, &currency, error))
    return FALSE;
  if (*id == 0)
    return tw_program_row_add (workspace, program->name, program->partner_type, program->currency,
                               id, error);
  if (strcmp (type, program->partner_type) == 0 && strcmp (currency, program->currency) == 0)
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               /* Translators: %2$s and %4$s are partner types, %3$s and %5$s currencies. */
               _("There is a program “%1$s” already, for the partner type %2$s and in %3$s; this one is for the partner "
                 "type %4$s and in %5$s. Versions of a program share both. Give this one another name."),
               program->name, get_type_label (type), currency, get_type_label (program->partner_type),
               program->currency);

  return FALSE;
}

static gboolean
add_version (TwWorkspace              *workspace,
             const TwProgramDocument  *document,
             gint64                   *version,
             GError                  **error)
{
  g_autofree char *body = tw_version_body (document);
  g_autoptr (GArray) rows = NULL;
  TwVersionRow row = { .number = 1, .body = body };

  if (!take_program (workspace, tw_program_document_get_program (document), &row.program, error))
    return FALSE;
  rows = tw_version_rows_read (workspace, row.program, 0, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    row.number = MAX (row.number, g_array_index (rows, TwVersionRow, i).number + 1);
  set_span (&row, document);

  return tw_version_row_add (workspace, &row, version, error) &&
         tw_version_write_parts (workspace, *version, document, error);
}

static gboolean
add_as (TwWorkspace              *workspace,
        const TwProgramDocument  *document,
        const char               *label,
        gint64                   *version,
        GError                  **error)
{
  gint64 id = 0;

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error) ||
      !tw_version_end_action (workspace, add_version (workspace, document, &id, error), error))
    return FALSE;
  if (version != NULL)
    *version = id;

  return TRUE;
}

gboolean
tw_program_version_import (TwWorkspace              *workspace,
                           const TwProgramDocument  *document,
                           gint64                   *version,
                           GError                  **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (workspace != NULL && document != NULL, FALSE);

  label = g_strdup_printf (_("Imported program “%s”"), tw_program_document_get_program (document)->name);

  return add_as (workspace, document, label, version, error);
}

gboolean
tw_program_version_create (TwWorkspace              *workspace,
                           const TwProgramDocument  *document,
                           gint64                   *version,
                           GError                  **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (workspace != NULL && document != NULL, FALSE);

  label = g_strdup_printf (_("Created program “%s”"), tw_program_document_get_program (document)->name);

  return add_as (workspace, document, label, version, error);
}

static gboolean
write_draft (TwWorkspace              *workspace,
             TwVersionRow             *row,
             const TwProgramDocument  *document,
             const char               *label,
             GError                  **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autofree char *body = tw_version_body (document);
  TwVersionRow changed = *row;

  if (strcmp (program->name, row->name) != 0 ||
      strcmp (program->partner_type, row->partner_type) != 0 ||
      strcmp (program->currency, row->currency) != 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("Name, partner type and currency of “%s” belong to the program and can't "
                     "change in a version. "
                     "Import the document as a program of its own."),
                   row->name);
      return FALSE;
    }
  changed.body = body;
  set_span (&changed, document);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  return tw_version_end_action (workspace,
                                tw_version_row_update (workspace, &changed, error) &&
                                    tw_version_write_parts (workspace, row->id, document, error),
                                error);
}

static gboolean
replace_row (TwWorkspace              *workspace,
             TwVersionRow             *row,
             const TwProgramDocument  *document,
             const char               *label,
             GError                  **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) before =
      vocabulary != NULL ? tw_version_load_row (workspace, vocabulary, row, NULL, error) : NULL;
  g_autoptr (TwProgramDocument) after =
      before != NULL
          ? tw_program_document_derive (before, tw_program_document_get_root (document), vocabulary,
                                        NULL, error)
          : NULL;

  return after != NULL && write_draft (workspace, row, after, label, error);
}

gboolean
tw_program_version_replace (TwWorkspace              *workspace,
                            gint64                    version,
                            const TwProgramDocument  *document,
                            GError                  **error)
{
  g_autofree char *label = NULL;
  TwVersionRow row;
  gboolean good;

  g_return_val_if_fail (workspace != NULL && document != NULL, FALSE);

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  label = g_strdup_printf (_("Replaced the draft of “%s”"), row.name);
  good =
      tw_version_check_draft (&row, error) && replace_row (workspace, &row, document, label, error);
  tw_version_row_clear (&row);

  return good;
}

/* “Changed rate in “Volume rebate” to 3%”, for Undo. */
static char *
edit_label (JsonNode   *root,
            const char *path,
            JsonNode   *value)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  guint n = g_strv_length (steps);
  g_autofree char *owner_path = n > 3 ? g_strdup_printf ("/%s/%s/name", steps[1], steps[2]) : NULL;
  JsonNode *owner = owner_path != NULL ? tw_program_text_lookup (root, owner_path) : NULL;
  g_autofree char *text = value != NULL ? tw_formula_from_json (value) : g_strdup ("-");
  const char *step = n > 0 ? steps[n - 1] : "";

  if (value != NULL && JSON_NODE_HOLDS_VALUE (value) &&
      json_node_get_value_type (value) == G_TYPE_STRING)
    {
      g_free (text);
      text = g_strdup (json_node_get_string (value));
    }
  if (strlen (text) > 60)
    {
      g_free (text);
      text = g_strdup ("…");
    }
  if (owner != NULL && JSON_NODE_HOLDS_VALUE (owner) &&
      json_node_get_value_type (owner) == G_TYPE_STRING)
    return g_strdup_printf (_("Changed %s in “%s” to %s"), step, json_node_get_string (owner),
                            text);

  return g_strdup_printf (_("Changed %s to %s"), step, text);
}

/* One edit, named by where it stands. */
static gboolean
edit_row (TwWorkspace   *workspace,
          TwVersionRow  *row,
          const char    *path,
          JsonNode      *value,
          GError       **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) before =
      vocabulary != NULL ? tw_version_load_row (workspace, vocabulary, row, NULL, error) : NULL;
  g_autofree char *json = value != NULL ? json_to_string (value, FALSE) : NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwProgramDocument) document = NULL;
  g_autofree char *label = NULL;

  if (before == NULL)
    return FALSE;

  if (json != NULL)
    tw_program_edits_set (edits, path, json);
  else
    tw_program_edits_remove (edits, path);
  document = tw_program_edits_apply (before, edits, vocabulary, NULL, error);
  if (document == NULL)
    return FALSE;

  label = edit_label (tw_program_document_get_root (document), path, value);

  return write_draft (workspace, row, document, label, error);
}

gboolean
tw_program_version_edit (TwWorkspace  *workspace,
                         gint64        version,
                         const char   *path,
                         const char   *json,
                         GError      **error)
{
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (GError) local = NULL;
  TwVersionRow row;
  gboolean good;

  g_return_val_if_fail (workspace != NULL && path != NULL, FALSE);

  if (json != NULL)
    {
      value = json_from_string (json, &local);
      if (value == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("The new value isn't valid JSON: %s"),
                       local != NULL ? local->message : json);
          return FALSE;
        }
    }
  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  good = tw_version_check_draft (&row, error) && edit_row (workspace, &row, path, value, error);
  tw_version_row_clear (&row);

  return good;
}

static gboolean
change_row (TwWorkspace   *workspace,
            TwVersionRow  *row,
            GPtrArray     *edits,
            const char    *label,
            GError       **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (TwProgramDocument) document =
      vocabulary != NULL ? tw_version_load_row (workspace, vocabulary, row, NULL, error) : NULL;
  g_autoptr (TwProgramDocument) changed =
      document != NULL ? tw_program_edits_apply (document, edits, vocabulary, NULL, error) : NULL;

  return changed != NULL && write_draft (workspace, row, changed, label, error);
}

gboolean
tw_program_version_change (TwWorkspace  *workspace,
                           gint64        version,
                           GPtrArray    *edits,
                           const char   *label,
                           GError      **error)
{
  TwVersionRow row;
  gboolean good;

  g_return_val_if_fail (workspace != NULL && edits != NULL && label != NULL, FALSE);

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  good = tw_version_check_draft (&row, error) && change_row (workspace, &row, edits, label, error);
  tw_version_row_clear (&row);

  return good;
}

gboolean
tw_program_version_remove (TwWorkspace  *workspace,
                           gint64        version,
                           GError      **error)
{
  g_autofree char *label = NULL;
  TwVersionRow row;
  gboolean good;

  if (!tw_version_read_row (workspace, version, &row, error))
    return FALSE;
  label = g_strdup_printf (_("Removed the draft of “%s”"), row.name);
  good = tw_version_check_draft (&row, error) &&
         tw_history_begin (workspace, TW_HISTORY_EDIT, label, error) &&
         tw_version_end_action (workspace, tw_version_row_delete (workspace, &row, error), error);
  tw_version_row_clear (&row);

  return good;
}
