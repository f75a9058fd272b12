/* tw-payout-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-payout-example.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* One rule of a program as a program of its own that needs nothing but a number to pay on. */

#define SCALE_MONEY  "100000.00"
#define SCALE_NUMBER "1000"
#define MAX_DEPTH 32

typedef struct
{
  JsonObject *root;
  GHashTable *choices;   /* attribute -> picked text, borrowed */
  char       *problem;   /* what a value needs that isn't written out */
  guint       depth;
} Resolver;

static JsonObject *
get_rule (const TwProgramDocument *document,
          guint                    rule)
{
  JsonObject *root = json_node_get_object (tw_program_document_get_root (document));

  return json_array_get_object_element (json_object_get_array_member (root, "rules"), rule);
}

/* (nullable): what a bare name stands for. */
static JsonNode *
get_define (const Resolver *self,
            const char     *name)
{
  JsonObject *define = json_object_has_member (self->root, "define")
                           ? json_object_get_object_member (self->root, "define")
                           : NULL;

  return define != NULL ? json_object_get_member (define, name) : NULL;
}

static const char *
get_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static JsonNode *
new_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *resolve (Resolver *self,
                          JsonNode *node);

/* The branch of a pick that the choices take; undefined pays nothing. */
static JsonNode *
resolve_pick (Resolver   *self,
              JsonObject *object)
{
  const char *by = get_string (json_object_get_member (object, "by"));
  const char *choice = by != NULL ? g_hash_table_lookup (self->choices, by) : NULL;
  JsonObject *is;

  if (choice == NULL || !json_object_has_member (object, "is"))
    {
      g_free (self->problem);
      self->problem = g_strdup (by != NULL ? by : "");
      return new_text ("0");
    }
  is = json_object_get_object_member (object, "is");
  if (json_object_has_member (is, choice))
    return resolve (self, json_object_get_member (is, choice));
  if (json_object_has_member (object, "else"))
    return resolve (self, json_object_get_member (object, "else"));

  return new_text ("0");
}

static JsonNode *
resolve_arithmetic (Resolver   *self,
                    JsonObject *object)
{
  static const char * const known[] = { "add", "sub", "mul", "div", "min", "max", "else", "round_to", "of", "mode",
                                        NULL };
  g_autoptr (GList) keys = json_object_get_members (object);
  JsonObject *copy = json_object_new ();

  for (GList *l = keys; l != NULL; l = l->next)
    {
      JsonNode *member = json_object_get_member (object, l->data);

      if (!g_strv_contains (known, l->data))
        {
          g_free (self->problem);
          self->problem = g_strdup (l->data);
        }
      json_object_set_member (copy, l->data, strcmp (l->data, "mode") == 0 ? json_node_copy (member)
                                                                            : resolve (self, member));
    }

  {
    JsonNode *result = json_node_init_object (json_node_alloc (), copy);

    json_object_unref (copy);

    return result;
  }
}

static JsonNode *
resolve_text (Resolver *self,
              JsonNode *node)
{
  const char *text = get_string (node);
  JsonNode *define = text != NULL ? get_define (self, text) : NULL;

  if (define != NULL)
    return resolve (self, define);
  if (text == NULL || !(g_ascii_isdigit (text[0]) || text[0] == '-' || text[0] == '.'))
    {
      g_free (self->problem);
      self->problem = g_strdup (text != NULL ? text : "");
      return new_text ("0");
    }

  return new_text (text);
}

/* A value with nothing in it but what is written out; `problem` where that can't be. */
static JsonNode *
resolve (Resolver *self,
         JsonNode *node)
{
  JsonNode *result;

  if (++self->depth > MAX_DEPTH)
    {
      self->depth--;
      g_free (self->problem);
      self->problem = g_strdup ("…");
      return new_text ("0");
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *copy = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (copy, resolve (self, json_array_get_element (array, i)));
      result = json_node_init_array (json_node_alloc (), copy);
      json_array_unref (copy);
    }
  else if (!JSON_NODE_HOLDS_OBJECT (node))
    result = resolve_text (self, node);
  else if (json_object_has_member (json_node_get_object (node), "by"))
    result = resolve_pick (self, json_node_get_object (node));
  else
    result = resolve_arithmetic (self, json_node_get_object (node));
  self->depth--;

  return result;
}

/* ---- what is picked by ---- */

static void
note_pick (GPtrArray  *picks,
           const char *by,
           JsonObject *is)
{
  g_autoptr (GList) keys = json_object_get_members (is);
  GPtrArray *pick = NULL;

  for (guint i = 0; i < picks->len && pick == NULL; i++)
    if (strcmp (g_ptr_array_index ((GPtrArray *) picks->pdata[i], 0), by) == 0)
      pick = picks->pdata[i];
  if (pick == NULL)
    {
      pick = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (pick, g_strdup (by));
      g_ptr_array_add (picks, pick);
    }
  for (GList *l = keys; l != NULL; l = l->next)
    if (!g_ptr_array_find_with_equal_func (pick, l->data, g_str_equal, NULL))
      g_ptr_array_add (pick, g_strdup (l->data));
}

static void
find_picks (Resolver  *self,
            JsonNode  *node,
            GPtrArray *picks)
{
  if (node == NULL || ++self->depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        find_picks (self, json_array_get_element (json_node_get_array (node), i), picks);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *by = get_string (json_object_get_member (object, "by"));
      g_autoptr (GList) values = json_object_get_values (object);

      if (by != NULL && json_object_has_member (object, "is"))
        note_pick (picks, by, json_object_get_object_member (object, "is"));
      for (GList *l = values; l != NULL; l = l->next)
        find_picks (self, l->data, picks);
    }
  else if (get_string (node) != NULL)
    find_picks (self, get_define (self, get_string (node)), picks);
  self->depth--;
}

/* A condition on the tier alone, such as of an uplift, is a pick by tier. */
static gboolean
is_by_tier (JsonObject *condition)
{
  return g_strcmp0 (get_string (json_object_get_member (condition, "value")), "partner.tier") == 0 &&
         json_object_get_size (condition) == 2 &&
         (json_object_has_member (condition, "is") || json_object_has_member (condition, "is_not") ||
          json_object_has_member (condition, "in"));
}

static gboolean
is_in (JsonArray  *list,
       const char *text)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strcmp0 (get_string (json_array_get_element (list, i)), text) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
holds_for (JsonObject *condition,
           const char *tier)
{
  if (json_object_has_member (condition, "in"))
    return is_in (json_object_get_array_member (condition, "in"), tier);
  if (json_object_has_member (condition, "is"))
    return g_strcmp0 (get_string (json_object_get_member (condition, "is")), tier) == 0;

  return g_strcmp0 (get_string (json_object_get_member (condition, "is_not")), tier) != 0;
}

static void
find_uplifts (JsonObject      *rule,
              const TwProgram *program,
              GPtrArray       *picks)
{
  g_autoptr (JsonObject) none = json_object_new ();
  JsonArray *list =
      json_object_has_member (rule, "adjust") ? json_object_get_array_member (rule, "adjust") : NULL;

  for (guint i = 0; program->n_tiers > 0 && list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *when = json_object_get_member (json_array_get_object_element (list, i), "when");

      if (when != NULL && JSON_NODE_HOLDS_OBJECT (when) && is_by_tier (json_node_get_object (when)))
        note_pick (picks, "partner.tier", none);
    }
}

/* Tiers stand in their order, all of them, whether the table names them or not. */
static void
complete_pick (GPtrArray       *pick,
               const TwProgram *program)
{
  if (strcmp (pick->pdata[0], "partner.tier") != 0 || program->n_tiers == 0)
    {
      g_ptr_array_add (pick, g_strdup (""));
      return;
    }
  g_ptr_array_set_size (pick, 1);
  for (guint i = 0; i < program->n_tiers; i++)
    g_ptr_array_add (pick, g_strdup (program->tiers[i].name));
}

GPtrArray *
tw_payout_example_picks (const TwProgramDocument *document,
                         guint                    rule)
{
  static const char * const places[] = { "table", "rate", "price", "flat", "adjust" };
  Resolver self = { json_node_get_object (tw_program_document_get_root (document)), NULL, NULL, 0 };
  GPtrArray *picks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  JsonObject *object = get_rule (document, rule);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      self.depth = 0;
      find_picks (&self, json_object_get_member (object, places[i]), picks);
    }
  find_uplifts (object, tw_program_document_get_program (document), picks);
  for (guint i = 0; i < picks->len; i++)
    complete_pick (picks->pdata[i], tw_program_document_get_program (document));

  return picks;
}

/* ---- the program ---- */

static void
copy_values (Resolver   *self,
             JsonObject *from,
             JsonObject *to)
{
  static const char * const values[] = { "rate", "price", "flat" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (json_object_has_member (from, values[i]))
      json_object_set_member (to, values[i], resolve (self, json_object_get_member (from, values[i])));
}

static JsonArray *
make_bands (Resolver  *self,
            JsonArray *bands)
{
  JsonArray *result = json_array_new ();

  for (guint i = 0; i < json_array_get_length (bands); i++)
    {
      JsonObject *band = json_array_get_object_element (bands, i);
      JsonObject *copy = json_object_new ();

      if (json_object_has_member (band, "from"))
        json_object_set_member (copy, "from", json_node_copy (json_object_get_member (band, "from")));
      if (json_object_has_member (band, "edge"))
        json_object_set_member (copy, "edge", json_node_copy (json_object_get_member (band, "edge")));
      copy_values (self, band, copy);
      json_array_add_object_element (result, copy);
    }

  return result;
}

/* Multiples of something that each partner has of its own are shown for a round value. */
static JsonNode *
make_scale (Resolver         *self,
            JsonNode         *scale,
            const TwExpr     *expr,
            TwPayoutExamples *examples)
{
  g_autofree char *before = g_steal_pointer (&self->problem);
  JsonNode *result = resolve (self, scale);

  if (self->problem != NULL)
    {
      json_node_unref (result);
      g_clear_pointer (&self->problem, g_free);
      g_free (examples->scale);
      examples->scale = g_strdup (expr->type == TW_VALUE_MONEY ? SCALE_MONEY : SCALE_NUMBER);
      result = new_text (examples->scale);
    }
  self->problem = g_steal_pointer (&before);

  return result;
}

static JsonObject *
make_table (Resolver         *self,
            JsonObject       *table,
            const TwRule     *rule,
            TwPayoutExamples *examples)
{
  static const char * const words[] = { "mode", "edge", "cross", "flat_on", "flat_at" };
  JsonObject *copy = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (json_object_has_member (table, words[i]))
      json_object_set_member (copy, words[i], json_node_copy (json_object_get_member (table, words[i])));
  json_object_set_array_member (copy, "bands", make_bands (self, json_object_get_array_member (table, "bands")));
  if (json_object_has_member (table, "scale"))
    json_object_set_member (copy, "scale",
                            make_scale (self, json_object_get_member (table, "scale"), rule->table->scale, examples));

  return copy;
}

/* What becomes of an adjustment with a condition: it holds for the tier, doesn't, or can't be said. */
typedef enum
{
  WHEN_HOLDS,
  WHEN_NOT,
  WHEN_UNKNOWN,
} When;

static When
get_when (const Resolver *self,
          JsonObject     *adjustment)
{
  JsonNode *when = json_object_get_member (adjustment, "when");
  const char *tier = g_hash_table_lookup (self->choices, "partner.tier");

  if (json_object_has_member (adjustment, "used"))
    return WHEN_UNKNOWN;
  if (when == NULL)
    return WHEN_HOLDS;
  if (tier == NULL || !JSON_NODE_HOLDS_OBJECT (when) || !is_by_tier (json_node_get_object (when)))
    return WHEN_UNKNOWN;

  return holds_for (json_node_get_object (when), tier) ? WHEN_HOLDS : WHEN_NOT;
}

/* (nullable): an adjustment that holds for everybody, with what it is counted per taken off: there is one fact. */
static JsonObject *
make_adjustment (Resolver   *self,
                 JsonObject *adjustment)
{
  static const char * const heads[] = { "factor", "less", "max", "min" };
  g_autofree char *before = g_steal_pointer (&self->problem);
  JsonObject *copy = NULL;

  if (get_when (self, adjustment) == WHEN_HOLDS)
    for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
      if (json_object_has_member (adjustment, heads[i]))
        {
          copy = json_object_new ();
          json_object_set_member (copy, heads[i], resolve (self, json_object_get_member (adjustment, heads[i])));
        }
  if (json_object_has_member (adjustment, "round_to"))
    {
      copy = json_object_new ();
      json_object_set_member (copy, "round_to", json_node_copy (json_object_get_member (adjustment, "round_to")));
      if (json_object_has_member (adjustment, "mode"))
        json_object_set_member (copy, "mode", json_node_copy (json_object_get_member (adjustment, "mode")));
    }
  if (self->problem != NULL)
    g_clear_pointer (&copy, json_object_unref);
  g_free (self->problem);
  self->problem = g_steal_pointer (&before);

  return copy;
}

static JsonArray *
make_adjustments (Resolver         *self,
                  JsonObject       *rule,
                  TwPayoutExamples *examples)
{
  JsonArray *result = json_array_new ();
  JsonArray *list =
      json_object_has_member (rule, "adjust") ? json_object_get_array_member (rule, "adjust") : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *adjustment = json_array_get_object_element (list, i);
      JsonObject *copy = make_adjustment (self, adjustment);

      examples->only_bands = FALSE;
      if (get_when (self, adjustment) == WHEN_NOT)
        g_clear_pointer (&copy, json_object_unref);
      else if (copy != NULL)
        json_array_add_object_element (result, copy);
      else
        examples->left_out = TRUE;
    }

  return result;
}

static JsonObject *
make_rule (Resolver         *self,
           JsonObject       *rule,
           const TwRule     *built,
           TwPayoutExamples *examples)
{
  static const char * const kept[] = { "id", "name", "kind", "direction", "rounding" };
  JsonObject *copy = json_object_new ();
  JsonObject *counts = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (json_object_has_member (rule, kept[i]))
      json_object_set_member (copy, kept[i], json_node_copy (json_object_get_member (rule, kept[i])));
  json_object_set_string_member (counts, "sum", examples->measure_type == TW_VALUE_MONEY ? "amount" : "units");
  json_object_set_string_member (counts, "fact", "sale");
  json_object_set_object_member (copy, "counts", counts);
  if (examples->own_qualifier)
    json_object_set_string_member (copy, "qualifier", "agreement.example");
  if (json_object_has_member (rule, "table"))
    json_object_set_object_member (
        copy, "table", make_table (self, json_object_get_object_member (rule, "table"), built, examples));
  copy_values (self, rule, copy);
  json_object_set_array_member (copy, "adjust", make_adjustments (self, rule, examples));

  return copy;
}

JsonNode *
tw_payout_example_program (const TwProgramDocument *document,
                           guint                    rule,
                           GHashTable              *choices,
                           TwPayoutExamples        *examples,
                           char                   **problem)
{
  const TwProgram *program = tw_program_document_get_program (document);
  Resolver self = { json_node_get_object (tw_program_document_get_root (document)), choices, NULL, 0 };
  JsonObject *root = json_object_new ();
  JsonArray *rules = json_array_new ();
  JsonNode *result = json_node_init_object (json_node_alloc (), root);

  json_object_set_int_member (root, "tierwright", 1);
  json_object_set_string_member (root, "name", "example");
  json_object_set_string_member (root, "partner_type", "reseller");
  json_object_set_string_member (root, "currency", program->currency);
  json_object_set_string_member (root, "effective_from", "2026-01-01");
  if (json_object_has_member (self.root, "rounding"))
    json_object_set_member (root, "rounding", json_node_copy (json_object_get_member (self.root, "rounding")));
  json_array_add_object_element (rules,
                                 make_rule (&self, get_rule (document, rule), &program->rules[rule], examples));
  json_object_set_array_member (root, "rules", rules);
  json_object_unref (root);
  *problem = self.problem;
  if (self.problem != NULL)
    g_clear_pointer (&result, json_node_unref);

  return result;
}
