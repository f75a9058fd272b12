/* tw-rule-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-words.h"

#include "tw-formula.h"
#include "tw-vocabulary.h"

/* Words of the language itself. */
static const char * const language[] = {
  "sum", "count", "distinct", "largest", "smallest", "latest", "median", "average", "first_date", "nth",
  "by", "span", "age", "each", "points", "round_to", "fact", "where", "window", "shift", "pool", "floor",
  "cap", "free", "package", "rolling", "previous", "since", "any_day_in", "lifetime", "as_of",
  "agreement_year", "quarter", "month", "year", "period", "else", "keep", "meet", "held", "at_least",
  "more_than", "at_most", "less_than", "qualifier", "measure", "earned", "group", "months_whole",
};

/* What attributes are read by. */
static const struct
{
  const char *scope;
  const char *names;
} attributes[] = {
  { "partner", "tier region type subtype country currency segment status since tier_since group enrolled" },
  { "customer", "new segment region country industry first_purchase" },
  { "product", "category strategic name" },
  { "person", "role name" },
  { "agreement", "start end quota minimum share term_months" },
  { "period", "days start end" },
  { "fact", "amount units list cost margin motion date invoiced collected booked term_months acv tcv status rate "
            "share value probability stage deal score seats role" },
};

static void
add_word (GtkListStore *store,
          GHashTable   *seen,
          const char   *word)
{
  if (g_hash_table_add (seen, g_strdup (word)))
    gtk_list_store_insert_with_values (store, NULL, -1, 0, word, -1);
}

/* Attributes by their names, of facts also without the scope; values as a formula writes them. */
static void
add_data (GtkListStore *store,
          GHashTable   *seen,
          GPtrArray    *data)
{
  for (guint i = 0; i < data->len; i++)
    {
      const TwDataWord *word = g_ptr_array_index (data, i);
      gboolean fact = tw_fact_kind_is_known (word->scope);
      g_autofree char *name = g_strdup_printf ("%s.%s", fact ? "fact" : word->scope, word->name);
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
      g_autofree char *value = NULL;

      if (word->value == NULL)
        {
          add_word (store, seen, name);
          if (fact)
            add_word (store, seen, word->name);
          continue;
        }
      json_node_set_string (node, word->value);
      value = tw_formula_from_json (node);
      add_word (store, seen, value);
    }
}

static void
add_attributes (GtkListStore *store,
                GHashTable   *seen)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      g_auto (GStrv) names = g_strsplit (attributes[i].names, " ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *word = g_strdup_printf ("%s.%s", attributes[i].scope, names[j]);

          add_word (store, seen, word);
          if (g_str_equal (attributes[i].scope, "fact"))
            add_word (store, seen, names[j]);
        }
    }
}

void
tw_rule_words_fill (GtkListStore         *store,
                    const TwProgramState *state,
                    GPtrArray            *data)
{
  const TwProgram *program = tw_program_document_get_program (state->program);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *kind;

  gtk_list_store_clear (store);
  for (guint i = 0; i < program->n_defines; i++)
    add_word (store, seen, program->defines[i].name);
  for (guint i = 0; i < program->n_tiers; i++)
    add_word (store, seen, program->tiers[i].name);
  add_data (store, seen, data);
  add_attributes (store, seen);
  for (guint i = 0; (kind = tw_fact_kind_nth (i)) != NULL; i++)
    add_word (store, seen, kind);
  for (guint i = 0; i < G_N_ELEMENTS (language); i++)
    add_word (store, seen, language[i]);
}
