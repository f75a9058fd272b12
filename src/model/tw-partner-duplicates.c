/* tw-partner-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Partners that are probably one: their names are the same to the eye. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-partner-merge.h"

#include <string.h>

#include "tw-query.h"

/* What companies are in law says nothing about which they are. Folded. */
static const char *const legal_forms[] = {
  "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg",
  "limited", "llc", "llp", "ltd", "nv", "oy", "plc", "pte", "pty", "sa", "sarl", "se", "spa", "srl",
  NULL,
};

/* Letters and digits of every script, without case and accents. */
static char *
fold (const char *name)
{
  g_autofree char *decomposed = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (bare, c);
      else if (c == '&' || c == '+')
        g_string_append (bare, " and ");
      /* "S.A." is "SA", and an apostrophe parts no words. */
      else if (!g_unichar_ismark (c) && c != '.' && c != '\'' && c != 0x2019)
        g_string_append_c (bare, ' ');
    }

  return g_utf8_casefold (bare->str, -1);
}

char *
tw_partner_fold_name (const char *name)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_return_val_if_fail (name != NULL, NULL);

  folded = fold (name);
  words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0')
        g_ptr_array_add (kept, *word);
    }

  /* "Company" alone is a name. */
  while (kept->len > 1 && g_strv_contains (legal_forms, kept->pdata[kept->len - 1]))
    g_ptr_array_set_size (kept, kept->len - 1);

  g_ptr_array_add (kept, NULL);

  return g_strjoinv (" ", (char **) kept->pdata);
}

GPtrArray *
tw_partner_find_duplicates (TwWorkspace  *workspace,
                            GError      **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace, "SELECT id, name FROM partner ORDER BY name, id", error);
  if (query == NULL)
    return NULL;

  groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  while (tw_query_step (query, &local))
    {
      g_autofree char *name = tw_partner_fold_name (tw_query_text (query, 1));
      gint64 id = tw_query_int (query, 0);
      GArray *group = g_hash_table_lookup (groups, name);

      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (groups, g_steal_pointer (&name), group);
        }

      g_array_append_val (group, id);
      if (group->len == 2)
        g_ptr_array_add (found, g_array_ref (group));
    }

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&found);
}
