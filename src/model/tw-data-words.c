/* tw-data-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-data-words.h"

#include "tw-query.h"

/* What tells records apart: scope, attribute, and where its values stand. */
static const struct
{
  const char *scope;
  const char *name;
  const char *sql;
} classes[] = {
  { "partner", "region", "SELECT DISTINCT region FROM partner WHERE region IS NOT NULL" },
  { "partner", "country", "SELECT DISTINCT country FROM partner WHERE country IS NOT NULL" },
  { "partner", "subtype", "SELECT DISTINCT subtype FROM partner WHERE subtype IS NOT NULL" },
  { "customer", "segment", "SELECT DISTINCT segment FROM customer WHERE segment IS NOT NULL" },
  { "customer", "region", "SELECT DISTINCT region FROM customer WHERE region IS NOT NULL" },
  { "customer", "country", "SELECT DISTINCT country FROM customer WHERE country IS NOT NULL" },
  { "customer", "industry", "SELECT DISTINCT industry FROM customer WHERE industry IS NOT NULL" },
  { "product", "category", "SELECT name FROM category" },
  { "person", "role", "SELECT DISTINCT role FROM person WHERE role IS NOT NULL" },
};

static void
word_free (gpointer data)
{
  TwDataWord *word = data;

  g_free (word->scope);
  g_free (word->name);
  g_free (word->value);
  g_free (word);
}

static void
add_word (GPtrArray  *words,
          const char *scope,
          const char *name,
          const char *value)
{
  TwDataWord *word = g_new0 (TwDataWord, 1);

  word->scope = g_strdup (scope);
  word->name = g_strdup (name);
  word->value = g_strdup (value);
  g_ptr_array_add (words, word);
}

static gboolean
read_names (TwWorkspace  *workspace,
            GPtrArray    *words,
            GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace,
                                            "SELECT entity, name FROM attribute "
                                            "UNION SELECT 'agreement', name FROM agreement_term ORDER BY 1, 2",
                                            error);
  GError *local = NULL;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local))
    add_word (words, tw_query_text (query, 0), tw_query_text (query, 1), NULL);
  if (local != NULL)
    g_propagate_error (error, local);

  return local == NULL;
}

/* @sql has a single column; what has more values than can be told apart is left out. */
static gboolean
read_values (TwWorkspace  *workspace,
             const char   *sql,
             const char   *scope,
             const char   *name,
             GPtrArray    *words,
             GError      **error)
{
  g_autofree char *limited = g_strdup_printf ("%s ORDER BY 1 LIMIT %d", sql, TW_DATA_WORDS_MAX + 1);
  g_autoptr (TwQuery) query = tw_query_new (workspace, limited, error);
  GError *local = NULL;
  guint before = words->len;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local))
    add_word (words, scope, name, tw_query_text (query, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  if (words->len - before > TW_DATA_WORDS_MAX)
    g_ptr_array_set_size (words, before);

  return local == NULL;
}

/* Values of the workspace's own text attributes; those of facts may be many millions and are not read. */
static gboolean
read_own_values (TwWorkspace  *workspace,
                 GPtrArray    *words,
                 GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace,
                                            "SELECT entity, name, id FROM attribute WHERE type = 'text' "
                                            "AND entity IN ('partner', 'customer', 'product', 'person') ORDER BY id",
                                            error);
  GError *local = NULL;

  if (query == NULL)
    return FALSE;

  while (tw_query_step (query, &local))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT DISTINCT value FROM attribute_value WHERE attribute = %" G_GINT64_FORMAT,
                                              tw_query_int (query, 2));

      if (!read_values (workspace, sql, tw_query_text (query, 0), tw_query_text (query, 1), words, error))
        return FALSE;
    }
  if (local != NULL)
    g_propagate_error (error, local);

  return local == NULL;
}

GPtrArray *
tw_data_words_read (TwWorkspace  *workspace,
                    GError      **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (word_free);

  g_return_val_if_fail (workspace != NULL, NULL);

  if (!read_names (workspace, words, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (!read_values (workspace, classes[i].sql, classes[i].scope, classes[i].name, words, error))
      return NULL;
  if (!read_own_values (workspace, words, error))
    return NULL;

  return g_steal_pointer (&words);
}
