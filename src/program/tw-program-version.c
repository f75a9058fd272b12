/* tw-program-version.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-version.h"

#include "tw-error.h"
#include "tw-program-version-private.h"
#include "tw-run-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Reading versions. Drafts are written in tw-program-version-write.c; publishing and what follows is in
 * tw-program-publish.c. */

void
tw_program_version_free (TwProgramVersion *version)
{
  if (version == NULL)
    return;
  g_free (version->name);
  g_free (version->partner_type);
  g_free (version->currency);
  g_free (version->state);
  g_free (version->published_by);
  g_free (version->published_at);
  g_free (version);
}

GPtrArray *
tw_program_versions_list (TwWorkspace  *workspace,
                          GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, 0, error);
  GPtrArray *list;

  if (rows == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_version_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *row = &g_array_index (rows, TwVersionRow, i);
      TwProgramVersion *version = g_new0 (TwProgramVersion, 1);

      version->id = row->id;
      version->program = row->program;
      version->name = g_strdup (row->name);
      version->partner_type = g_strdup (row->partner_type);
      version->currency = g_strdup (row->currency);
      version->number = row->number;
      version->state = g_strdup (row->state);
      version->valid_from = row->valid_from;
      version->valid_to = row->valid_to;
      version->published_by = g_strdup (row->published_by);
      version->published_at = g_strdup (row->published_at);
      version->n_rules = row->n_rules;
      version->n_tiers = row->n_tiers;
      g_ptr_array_add (list, version);
    }

  return list;
}

static TwValueType
word_type (const char *type)
{
  if (strcmp (type, "money") == 0)
    return TW_VALUE_MONEY;
  if (strcmp (type, "text") == 0)
    return TW_VALUE_TEXT;
  if (strcmp (type, "date") == 0)
    return TW_VALUE_DATE;
  if (strcmp (type, "yesno") == 0)
    return TW_VALUE_BOOL;

  return TW_VALUE_NUMBER;
}

TwVocabulary *
tw_program_vocabulary_new (TwWorkspace  *workspace,
                           GError      **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_vocabulary_new ();
  g_autoptr (TwCalendar) calendar = tw_workspace_calendar (workspace, error);
  g_autoptr (GArray) words = calendar != NULL ? tw_word_rows_read (workspace, error) : NULL;

  if (words == NULL)
    return NULL;
  tw_vocabulary_set_calendar (vocabulary, calendar);
  for (guint i = 0; i < words->len; i++)
    {
      const TwWordRow *word = &g_array_index (words, TwWordRow, i);

      switch (word->kind)
        {
        case TW_WORD_CURRENCY:
          tw_vocabulary_add_currency (vocabulary, word->name, word->digits);
          break;
        case TW_WORD_CATEGORY:
          tw_vocabulary_add_category (vocabulary, word->name);
          break;
        case TW_WORD_ATTRIBUTE:
        case TW_WORD_TERM:
        default:
          tw_vocabulary_add_attribute (vocabulary, word->scope, word->name, word_type (word->type));
          break;
        }
    }

  return g_steal_pointer (&vocabulary);
}

/* ---- from rows to a document ---- */

gboolean
tw_version_read_row (TwWorkspace   *workspace,
                     gint64         version,
                     TwVersionRow  *row,
                     GError       **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, version, error);

  if (rows == NULL)
    return FALSE;
  if (version <= 0 || rows->len != 1)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                           _("The workspace has no such version of a program any more. "
                             "Undo may bring it back."));
      return FALSE;
    }
  *row = g_array_index (rows, TwVersionRow, 0);
  g_array_set_clear_func (rows, NULL);

  return TRUE;
}

TwProgramDocument *
tw_program_version_load (TwWorkspace  *workspace,
                         gint64        version,
                         GPtrArray    *findings,
                         GError      **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  TwProgramDocument *document;
  TwVersionRow row;

  if (vocabulary == NULL || !tw_version_read_row (workspace, version, &row, error))
    return NULL;
  document = tw_version_load_row (workspace, vocabulary, &row, findings, error);
  tw_version_row_clear (&row);

  return document;
}

GPtrArray *
tw_program_version_load_published (TwWorkspace  *workspace,
                                   gint64        program,
                                   GError      **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (workspace, error);
  g_autoptr (GArray) rows =
      vocabulary != NULL ? tw_version_rows_read (workspace, program, 0, error) : NULL;
  g_autoptr (GPtrArray) documents = NULL;

  if (rows == NULL)
    return NULL;
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_document_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *row = &g_array_index (rows, TwVersionRow, i);
      TwProgramDocument *document;
      guint place;

      if (strcmp (row->state, "published") != 0 && strcmp (row->state, "retired") != 0)
        continue;
      document = tw_version_load_row (workspace, vocabulary, row, NULL, error);
      if (document == NULL)
        return NULL;
      for (place = 0; place < documents->len; place++)
        if (tw_program_document_get_program (g_ptr_array_index (documents, place))->effective_from >
            row->valid_from)
          break;
      g_ptr_array_insert (documents, (int) place, document);
    }

  return g_steal_pointer (&documents);
}

gboolean
tw_program_version_find (TwWorkspace  *workspace,
                         const char   *name,
                         int           number,
                         gint64       *version,
                         GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, 0, 0, error);

  *version = 0;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *row = &g_array_index (rows, TwVersionRow, i);

      if (strcmp (row->name, name) == 0 && (number == 0 || row->number == number))
        *version = row->id;
    }
  if (*version != 0)
    return TRUE;
  if (number == 0)
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("The workspace has no program “%s”. Look for its name among the programs."),
                 name);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 _("The workspace has no version %d of a program “%s”. Look at its versions."), number, name);

  return FALSE;
}

gboolean
tw_program_version_in_force (TwWorkspace  *workspace,
                             gint64        program,
                             TwDate        date,
                             gint64       *version,
                             GError      **error)
{
  g_autoptr (GArray) rows = tw_version_rows_read (workspace, program, 0, error);

  *version = 0;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const TwVersionRow *row = &g_array_index (rows, TwVersionRow, i);

      if ((strcmp (row->state, "published") == 0 || strcmp (row->state, "retired") == 0) &&
          row->valid_from <= date && (row->valid_to == TW_DATE_NONE || date < row->valid_to))
        *version = row->id;
    }

  return TRUE;
}
