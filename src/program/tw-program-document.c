/* tw-program-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-document.h"

#include "tw-builder-private.h"
#include "tw-design-text.h"
#include "tw-error.h"
#include "tw-program-text.h"
#include "tw-program-unconfirmed.h"

#include <glib/gi18n-lib.h>

struct _TwProgramDocument
{
  gatomicrefcount  ref_count;
  JsonNode        *root;
  TwProgram       *program;
  TwVocabulary    *vocabulary;     /* with which it was read */
  const TwProgramDesign *design;   /* in the program's memory */
  gboolean         stored;
};

/* A band that was imported with both ends keeps the lower one; where the upper end of the band
 * before was taken as the bound, that is written down as the bound with its edge (rules.md E12). */
static void
drop_upper_ends (JsonNode        *root,
                 const TwProgram *program)
{
  for (guint r = 0; r < program->n_rules; r++)
    {
      g_autofree char *path = g_strdup_printf ("/rules/%u/table/bands", r);
      JsonNode *node = tw_program_text_lookup (root, path);
      JsonArray *bands = node != NULL ? json_node_get_array (node) : NULL;
      g_autofree char *before = NULL;

      for (guint i = 0; bands != NULL && i < json_array_get_length (bands); i++)
        {
          JsonObject *band = json_array_get_object_element (bands, i);
          g_autofree char *end = g_steal_pointer (&before);

          if (json_object_has_member (band, "to") && !json_object_get_null_member (band, "to"))
            before = g_strdup (json_object_get_string_member (band, "to"));
          if (json_object_has_member (band, "to"))
            json_object_remove_member (band, "to");
          if (end == NULL || program->rules[r].table->bands[i].edge != TW_EDGE_TO ||
              json_object_has_member (band, "edge"))
            continue;
          json_object_set_string_member (band, "from", end);
          json_object_set_string_member (band, "edge", "to");
        }
      if (before != NULL)
        {
          JsonObject *above = json_object_new ();

          json_object_set_string_member (above, "from", before);
          json_object_set_string_member (above, "edge", "to");
          json_array_add_object_element (bands, above);
        }
    }
}

static JsonNode *
deep_copy (JsonNode *root)
{
  g_autofree char *text = tw_program_text_canonical (root, FALSE);

  return json_from_string (text, NULL);
}

static void
set_refused (GError    **error,
             GPtrArray  *findings,
             guint       before)
{
  const TwFinding *first = g_ptr_array_index (findings, before);
  g_autofree char *said = first->remedy != NULL ? g_strdup_printf ("%s %s", first->message, first->remedy) : g_strdup (first->message);
  const char *path = first->path[0] == '\0' ? "/" : first->path;
  guint more = findings->len - before - 1;

  if (more == 0)
    /* Translators: what is wrong and what is right, a code, and a place in the program. */
    g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                 _("The program is refused. %1$s (%2$s, at %3$s) Correct it there and load the program again."), said, first->code,
                 path);
  else
    g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "The program is refused. %1$s (%2$s, at %3$s; %4$u more place is wrong) Correct it there and load "
                              "the program again.",
                              "The program is refused. %1$s (%2$s, at %3$s; %4$u more places are wrong) Correct it there and load "
                              "the program again.", more),
                 said, first->code, path, more);
}

static TwProgramDocument *
new_document (JsonNode            *root,
              const TwVocabulary  *vocabulary,
              gboolean             stored,
              GPtrArray           *findings,
              GError             **error)
{
  const TwProgramDesign *design = NULL;
  g_autoptr (TwVocabulary) own = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (JsonNode) copy = NULL;
  TwProgramDocument *self;
  TwProgram *program;
  guint before;

  g_return_val_if_fail (root != NULL, NULL);

  if (vocabulary == NULL)
    vocabulary = own = tw_vocabulary_new ();
  list = findings != NULL ? g_ptr_array_ref (findings) : tw_findings_new ();
  before = list->len;
  copy = deep_copy (root);
  program = tw_build_program (copy, vocabulary, stored, list, &design);
  if (program == NULL)
    {
      set_refused (error, list, before);
      return NULL;
    }
  drop_upper_ends (copy, program);
  if (!stored)
    tw_design_text_order (copy);
  self = g_new0 (TwProgramDocument, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->root = deep_copy (copy);
  self->program = program;
  self->vocabulary = tw_vocabulary_ref (vocabulary);
  self->design = design;
  self->stored = stored;

  return self;
}

TwProgramDocument *
tw_program_document_new (JsonNode            *root,
                         const TwVocabulary  *vocabulary,
                         GPtrArray           *findings,
                         GError             **error)
{
  return new_document (root, vocabulary, FALSE, findings, error);
}

TwProgramDocument *
tw_program_document_new_stored (JsonNode            *root,
                                const TwVocabulary  *vocabulary,
                                GPtrArray           *findings,
                                GError             **error)
{
  return new_document (root, vocabulary, TRUE, findings, error);
}

/* A document that loaded although a part of its design can't be read stays changeable elsewhere. */
static gboolean
reads_strictly (const TwProgramDocument *document,
                const TwVocabulary      *vocabulary)
{
  g_autoptr (TwProgramDocument) again = NULL;

  if (!document->stored)
    return TRUE;
  again = tw_program_document_new (document->root, vocabulary, NULL, NULL);

  return again != NULL;
}

TwProgramDocument *
tw_program_document_derive (const TwProgramDocument  *before,
                            JsonNode                 *root,
                            const TwVocabulary       *vocabulary,
                            GPtrArray                *findings,
                            GError                  **error)
{
  g_autoptr (JsonNode) copy = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) local = NULL;
  TwProgramDocument *self;
  guint n;

  g_return_val_if_fail (before != NULL && root != NULL, NULL);

  if (vocabulary == NULL)
    vocabulary = before->vocabulary;
  copy = deep_copy (root);
  tw_program_unconfirmed_carry (before->root, copy);
  list = findings != NULL ? g_ptr_array_ref (findings) : tw_findings_new ();
  n = list->len;
  self = new_document (copy, vocabulary, FALSE, list, &local);
  if (self == NULL && !reads_strictly (before, vocabulary))
    {
      g_ptr_array_set_size (list, (int) n);
      g_clear_error (&local);
      self = new_document (copy, vocabulary, TRUE, list, &local);
    }
  if (self != NULL)
    self->program->version = before->program->version;
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return self;
}

TwProgramDocument *
tw_program_document_parse (const char          *text,
                           gssize               length,
                           const TwVocabulary  *vocabulary,
                           GPtrArray           *findings,
                           GError             **error)
{
  g_autoptr (JsonNode) root = tw_program_text_parse (text, length, error);

  return root != NULL ? tw_program_document_new (root, vocabulary, findings, error) : NULL;
}

TwProgramDocument *
tw_program_document_load (const char          *filename,
                          const TwVocabulary  *vocabulary,
                          GPtrArray           *findings,
                          GError             **error)
{
  g_autoptr (JsonNode) root = tw_program_text_load (filename, error);

  return root != NULL ? tw_program_document_new (root, vocabulary, findings, error) : NULL;
}

TwProgramDocument *
tw_program_document_ref (TwProgramDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
tw_program_document_unref (TwProgramDocument *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  json_node_unref (self->root);
  tw_program_free (self->program);
  tw_vocabulary_free (self->vocabulary);
  g_free (self);
}

TwProgram *
tw_program_document_get_program (const TwProgramDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->program;
}

const TwProgramDesign *
tw_program_document_get_design (const TwProgramDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->design;
}

JsonNode *
tw_program_document_get_root (const TwProgramDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

char *
tw_program_document_to_text (const TwProgramDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tw_program_text_canonical (self->root, TRUE);
}
