/* tw-program-numbers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-numbers.h"

#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"
#include "tw-program-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which numbers of a program a designer turns: found in its text by their keys, named by what they belong to. */

static const struct
{
  const char *key;
  const char *label;
  gboolean    threshold;
} keys[] = {
  { "from", N_("From"), TRUE },
  { "rate", N_("Rate") },
  { "price", N_("Price") },
  { "flat", N_("Flat amount") },
  { "factor", N_("Factor") },
  { "less", N_("Less") },
  { "max", N_("At most"), TRUE },
  { "min", N_("Not below"), TRUE },
  { "guarantee", N_("Guarantee"), TRUE },
  { "cap", N_("Cap"), TRUE },
  { "floor", N_("Floor"), TRUE },
  { "free", N_("Free") },
  { "share", N_("Share") },
  { "worth", N_("Points each") },
  { "need", N_("Needed"), TRUE },
  { "else", N_("Otherwise") },
  { "at_least", N_("At least"), TRUE },
  { "more_than", N_("More than"), TRUE },
  { "at_most", N_("At most"), TRUE },
  { "less_than", N_("Less than"), TRUE },
  { "keep_at_least", N_("To stay, at least"), TRUE },
  { "keep_more_than", N_("To stay, more than"), TRUE },
  { "keep_at_most", N_("To stay, at most"), TRUE },
  { "keep_less_than", N_("To stay, less than"), TRUE },
};

typedef struct
{
  const TwProgramDocument *document;
  GPtrArray               *numbers;
  GHashTable              *criteria;  /* path of a condition -> its value in words */
  GHashTable              *adjusts;   /* path of an adjustment -> when it applies: “Gold” */
  const char              *owner;
  const char              *group;
} Collecting;

static void
number_free (gpointer data)
{
  TwProgramNumber *number = data;

  g_free (number->path);
  g_free (number->literal);
  g_free (number->owner);
  g_free (number->group);
  g_free (number->name);
  g_free (number);
}

static const char *
get_label (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (g_str_equal (keys[i].key, key))
        return _(keys[i].label);
    }

  return NULL;
}

/* Whether the last key on the way to @path that says what a number is names a bar. */
static gboolean
is_threshold (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = g_strv_length (parts); i > 0; i--)
    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      if (g_str_equal (keys[k].key, parts[i - 1]))
        return keys[k].threshold;

  return FALSE;
}

/* The number of the band in a path such as `/rules/0/table/bands/1/rate`, from 1; 0 where there is none. */
static guint
get_band (const char *path)
{
  const char *bands = strstr (path, "/bands/");

  return bands != NULL ? (guint) g_ascii_strtoull (bands + strlen ("/bands/"), NULL, 10) + 1 : 0;
}

/* What @path is called. @pick: (nullable): the word that picks it, `Gold`. */
static char *
name_number (Collecting *c,
             const char *path,
             const char *label,
             const char *pick)
{
  g_autofree char *parent = g_strndup (path, strrchr (path, '/') - path);
  const char *criterion = g_hash_table_lookup (c->criteria, parent);
  const char *when = g_hash_table_lookup (c->adjusts, parent);
  guint band = get_band (path);

  if (criterion != NULL)
    /* Translators: %1$s is a criterion such as “the sum of amount of sales”, %2$s a comparison: “at least”. */
    return g_strdup_printf (_("%1$s: %2$s"), criterion, label);
  if (band > 0 && pick != NULL)
    /* Translators: %1$u is the number of a band, %2$s what the number is (“Rate”), %3$s for whom (“Gold”). */
    return g_strdup_printf (_("Band %1$u, %2$s, %3$s"), band, label, pick);
  if (band > 0)
    /* Translators: %1$u is the number of a band, %2$s what the number is: “Rate”. */
    return g_strdup_printf (_("Band %1$u, %2$s"), band, label);
  if (pick != NULL || when != NULL)
    /* Translators: %1$s is what the number is (“Rate”), %2$s for whom (“Gold”). */
    return g_strdup_printf (_("%1$s, %2$s"), label, pick != NULL ? pick : when);

  return g_strdup (label);
}

static void
add_number (Collecting *c,
            const char *path,
            const char *literal,
            const char *label,
            const char *pick)
{
  TwProgramNumber *number;
  gint64 value;

  if (label == NULL || !tw_number_parse (literal, &value, NULL))
    return;

  number = g_new0 (TwProgramNumber, 1);
  number->path = g_strdup (path);
  number->literal = g_strdup (literal);
  number->owner = g_strdup (c->owner);
  number->group = g_strdup (c->group);
  number->name = name_number (c, path, label, pick);
  number->threshold = is_threshold (path);
  g_ptr_array_add (c->numbers, number);
}

static void collect (Collecting *c,
                     JsonNode   *node,
                     const char *path,
                     const char *label,
                     const char *pick);

/* The values of a pick belong to what is picked: `{"rate":{"by":"partner.tier","is":{"Gold":"3%"}}}`. */
static void
collect_object (Collecting *c,
                JsonNode   *node,
                const char *path,
                const char *label,
                gboolean    picks)
{
  static const char *const passed[] = { "where", "investment", "benefits", "governance", "window", "notes", NULL };
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *key = l->data;
      g_autofree char *below = tw_program_text_path (path, key);
      const char *own = get_label (key);

      if (!picks && g_strv_contains (passed, key))
        continue;

      collect (c, json_object_get_member (object, key), below,
               picks || g_str_equal (key, "is") ? label : own != NULL ? own : label,
               picks ? key : NULL);
    }
}

static void
collect (Collecting *c,
         JsonNode   *node,
         const char *path,
         const char *label,
         const char *pick)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    collect_object (c, node, path, label, g_str_has_suffix (path, "/is"));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *below = g_strdup_printf ("%s/%u", path, i);

          collect (c, json_array_get_element (array, i), below, label, pick);
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    add_number (c, path, json_node_get_string (node), label, pick);
}

static void
add_criterion (const TwCondition *condition,
               gpointer           user_data)
{
  Collecting *c = user_data;

  g_autofree char *words = NULL;

  if (condition->kind != TW_CONDITION_COMPARE || condition->value == NULL)
    return;

  words = tw_program_describe_value (tw_program_document_get_program (c->document), condition->value);
  g_hash_table_replace (c->criteria, g_strdup (condition->path), tw_program_describe_begin (words));
}

/* Where it is one value of something, that value says enough: “Gold”. */
static char *
describe_when (const TwProgram   *program,
               const TwCondition *when)
{
  const TwTest *test = when->kind == TW_CONDITION_COMPARE && when->n_tests == 1 ? &when->tests[0] : NULL;
  g_autofree char *words = NULL;

  if (test != NULL && test->op == TW_TEST_IS && test->than != NULL && test->than->kind == TW_EXPR_LITERAL &&
      test->than->type == TW_VALUE_TEXT && *test->than->text != '\0')
    return g_strdup (test->than->text);

  words = tw_program_describe_condition (program, when);

  /* Translators: %s is a condition: “the partner's tier is Gold”. */
  return g_strdup_printf (_("where %s"), words);
}

/* Several adjustments of a rule differ in when they apply. */
static void
add_adjusts (Collecting      *c,
             const TwProgram *program,
             const TwRule    *rule)
{
  for (guint i = 0; i < rule->n_adjust; i++)
    if (rule->adjust[i].when != NULL)
      g_hash_table_replace (c->adjusts, g_strdup (rule->adjust[i].path),
                            describe_when (program, rule->adjust[i].when));
}

static void
collect_list (Collecting *c,
              const char *list,
              const char *untitled)
{
  JsonNode *root = tw_program_document_get_root (c->document);
  JsonNode *node = tw_program_text_lookup (root, list);
  guint n = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                ? json_array_get_length (json_node_get_array (node))
                : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u", list, i);
      g_autofree char *name_path = g_strdup_printf ("%s/name", path);
      JsonNode *name = tw_program_text_lookup (root, name_path);

      c->owner = path;
      c->group = name != NULL && JSON_NODE_HOLDS_VALUE (name) ? json_node_get_string (name) : untitled;
      collect (c, json_array_get_element (json_node_get_array (node), i), path, NULL, NULL);
    }
}

GPtrArray *
tw_program_numbers_list (const TwProgramDocument *document)
{
  const TwProgram *program;
  Collecting c = { .document = document };
  TwWalk walk = { .condition = add_criterion, .user_data = &c };

  g_return_val_if_fail (document != NULL, NULL);

  program = tw_program_document_get_program (document);
  c.numbers = g_ptr_array_new_with_free_func (number_free);
  c.criteria = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  c.adjusts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < program->n_rules; i++)
    add_adjusts (&c, program, &program->rules[i]);
  for (guint i = 0; i < program->n_tiers; i++)
    tw_walk_tier (&walk, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    tw_walk_tier (&walk, &program->designations[i]);

  collect_list (&c, "/tiers", _("Tier"));
  collect_list (&c, "/designations", _("Designation"));
  collect_list (&c, "/rules", _("Rule"));
  collect_list (&c, "/limits", _("Limit"));
  g_hash_table_unref (c.criteria);
  g_hash_table_unref (c.adjusts);

  return c.numbers;
}
