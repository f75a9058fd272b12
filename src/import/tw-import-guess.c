/* tw-import-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-guess.h"

#include <string.h>

#include "tw-import-mapping.h"

/* A required field that nothing fills weighs as much as this many columns that find a place. */
#define LACK_WEIGHT 3
/* The same for a file that is named after the kind. */
#define NAME_WEIGHT 4

/* Small letters alone: “Fx-Rates 2026.csv” becomes “fxratescsv”. */
static char *
letters_of (const char *text)
{
  GString *letters = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      g_string_append_c (letters, g_ascii_tolower (*p));
  return g_string_free (letters, FALSE);
}

/* The longest word by which the file's name calls the kind, in letters; 0 where it doesn't. */
static gsize
name_length (const TwEntity *entity,
             const char     *file_name)
{
  const char *const words[] = { entity->kind, entity->name, entity->label_plural };
  gsize longest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = letters_of (words[i]);

      if (*word != '\0' && strstr (file_name, word) != NULL)
        longest = MAX (longest, strlen (word));
    }
  return longest;
}

/* How many columns find a place, and how many fields that every row needs find none. */
static int
score_of (const TwEntity *entity,
          TwCsvProfile   *profile,
          GStrv           headings)
{
  g_autoptr (TwImportMapping) mapping = tw_import_mapping_new (entity, headings);
  g_autofree gboolean *used = g_new0 (gboolean, profile->columns->len);
  int score = 0;

  tw_import_mapping_suggest (mapping, profile, "USD");
  for (guint i = 0; i < mapping->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (mapping->fields, i);

      for (guint c = 0; c < field->columns->len; c++)
        used[g_array_index (field->columns, guint, c)] = TRUE;
      if ((field->field->flags & TW_FIELD_REQUIRED) && field->columns->len == 0
          && field->constant == NULL && field->field->initial == NULL
          && field->field->fallback == NULL && !mapping->unpivot)
        score -= LACK_WEIGHT;
    }
  for (guint c = 0; c < profile->columns->len; c++)
    score += used[c] || mapping->unpivot;
  return score;
}

/* Files of sales and of partners are by far the most common, so these win where several kinds fit
 * equally well. */
static gboolean
is_usual (const TwEntity *entity)
{
  return g_str_equal (entity->name, "sale") || g_str_equal (entity->name, "partner");
}

/**
 * tw_import_guess_entity:
 * @profile: a file as it was understood
 * @file_name: its name, which often says what is in it
 *
 * Which kind of rows a file holds, by the fields that its columns find a place in. A proposal for a
 * person to look at, nothing more.
 *
 * Returns: (nullable): the kind; %NULL where none fits, or several equally well
 */
const TwEntity *
tw_import_guess_entity (TwCsvProfile *profile,
                        const char   *file_name)
{
  g_autofree char *name = letters_of (file_name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) headings = NULL;
  const TwEntity *best = NULL;
  gboolean tie = FALSE;
  int most = 1;
  gsize longest = 0;

  for (guint i = 0; i < profile->columns->len; i++)
    g_strv_builder_add (builder, ((TwCsvColumn *) g_ptr_array_index (profile->columns, i))->name);
  headings = g_strv_builder_end (builder);

  for (guint i = 0; i < tw_entity_count (); i++)
    {
      const TwEntity *entity = tw_entity_nth (i);
      gsize length;
      int score;

      if (entity->flags & TW_ENTITY_READ_ONLY)
        continue;
      length = name_length (entity, name);
      score = score_of (entity, profile, headings) + (length > 0 ? NAME_WEIGHT : 0);
      if (score < most || (score == most && length < longest))
        continue;
      if (score > most || length > longest || best == NULL)
        tie = FALSE;
      else if (is_usual (best) || is_usual (entity))
        tie = FALSE;
      else
        tie = TRUE;
      if (score > most || length > longest || best == NULL || !is_usual (best))
        best = entity;
      most = score;
      longest = length;
    }
  return tie ? NULL : best;
}
