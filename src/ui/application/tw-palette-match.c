/* tw-palette-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-palette-match.h"

/* A letter without case and accent, as the index of the workspace compares it. */
static gunichar
fold (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));

  return g_unichar_tolower (n > 0 ? parts[0] : c);
}

/* Where @word, at the beginning of a word of @text, ends; NULL where it isn't found from @text on.
 * @start (out): where it begins */
static const char *
find_word (const char  *text,
           const char  *word,
           const char **start)
{
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *at = p;
      const char *want = word;

      if (!inside || !g_unichar_isalnum (g_utf8_get_char (p)))
        {
          while (*want != '\0' && *at != '\0'
                 && fold (g_utf8_get_char (at)) == fold (g_utf8_get_char (want)))
            {
              at = g_utf8_next_char (at);
              want = g_utf8_next_char (want);
            }
          if (*want == '\0' && at != p)
            {
              *start = p;
              return at;
            }
        }
      inside = g_unichar_isalnum (g_utf8_get_char (p));
    }

  return NULL;
}

gboolean
tw_palette_matches (const char *text,
                    const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *start;

      if (*parts[i] != '\0' && find_word (text, parts[i], &start) == NULL)
        return FALSE;
    }

  return TRUE;
}

PangoAttrList *
tw_palette_mark (const char *text,
                 const char *words)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *start = text;
      const char *end = text;

      while (*parts[i] != '\0' && (end = find_word (end, parts[i], &start)) != NULL)
        {
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

          bold->start_index = (guint) (start - text);
          bold->end_index = (guint) (end - text);
          pango_attr_list_insert (attributes, bold);
        }
    }

  return attributes;
}
