/* tw-builder-guess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>


/* What a value is by itself, before its place says what it wants. Nothing is built here, and the
 * only refusals are those that building the same node would repeat. */

static const struct
{
  const char *name;
  TwScope     scope;
} scope_names[] = {
  { "fact", TW_SCOPE_FACT },           { "outer", TW_SCOPE_OUTER },
  { "customer", TW_SCOPE_CUSTOMER },   { "product", TW_SCOPE_PRODUCT },
  { "person", TW_SCOPE_PERSON },       { "partner", TW_SCOPE_PARTNER },
  { "agreement", TW_SCOPE_AGREEMENT }, { "enrolment", TW_SCOPE_ENROLMENT },
  { "period", TW_SCOPE_PERIOD },       { "fund", TW_SCOPE_FUND },
  { "balance", TW_SCOPE_BALANCE },
};

static const char *const measure_heads[] = {
  "sum",    "count",  "distinct", "largest",    "smallest",
  "latest", "median", "average",  "first_date", "nth",
};

Want
tw_join (Want a,
         Want b)
{
  if (a == WANT_ANY)
    return b;
  if (b == WANT_ANY || a == b)
    return a;

  return WANT_WRONG;
}

gboolean
tw_is_measure (JsonObject  *object,
               const char **head)
{
  for (guint i = 0; i < G_N_ELEMENTS (measure_heads); i++)
    if (json_object_has_member (object, measure_heads[i]))
      {
        *head = measure_heads[i];
        return TRUE;
      }

  return FALSE;
}

gboolean
tw_is_per_currency (JsonObject *object)
{
  g_autoptr (GList) keys = json_object_get_members (object);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *key = l->data;

      if (strlen (key) < 3)
        return FALSE;
      for (const char *p = key; *p != '\0'; p++)
        if (!g_ascii_isupper (*p) && !g_ascii_isdigit (*p))
          return FALSE;
    }

  return keys != NULL;
}

/* The attribute of the current fact: every kind that has it must agree on its type. */
static gboolean
find_fact_attribute (TwBuilder   *b,
                     const char **kinds,
                     guint        n_kinds,
                     const char  *name,
                     Want        *want)
{
  gboolean found = FALSE;

  *want = WANT_ANY;
  for (guint i = 0; i < n_kinds; i++)
    {
      TwValueType type;

      if (!tw_vocabulary_get_attribute (b->vocabulary, kinds[i], name, &type))
        continue;
      found = TRUE;
      *want = tw_join (*want, (Want) type);
    }

  return found;
}

/* Outside of rules and filters (in `define`) a fact of any kind may be meant. */
static gboolean
find_any_fact_attribute (TwBuilder  *b,
                         const char *name,
                         Want       *want)
{
  for (guint i = 0; tw_fact_kind_nth (i) != NULL; i++)
    {
      const char *kind = tw_fact_kind_nth (i);

      if (find_fact_attribute (b, &kind, 1, name, want))
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_scoped (TwBuilder  *b,
             TwScope     scope,
             const char *scope_name,
             const char *name,
             Want       *want)
{
  TwValueType type;

  switch (scope)
    {
    case TW_SCOPE_FACT:
      return b->scope.kinds == NULL
                 ? find_any_fact_attribute (b, name, want)
                 : find_fact_attribute (b, b->scope.kinds, b->scope.n_kinds, name, want);
    case TW_SCOPE_OUTER:
      return b->scope.outer_kinds == NULL
               ? find_any_fact_attribute (b, name, want)
               : find_fact_attribute (b, b->scope.outer_kinds, b->scope.n_outer, name, want);
    case TW_SCOPE_FUND:
      *want = WANT_MONEY;
      return g_hash_table_contains (b->funds, name);
    case TW_SCOPE_BALANCE:
      *want = WANT_MONEY;
      return strcmp (name, "shortfall") == 0 || strcmp (name, "excess") == 0 ||
             strcmp (name, "payment") == 0 || g_hash_table_contains (b->funds, name);
    case TW_SCOPE_AGREEMENT:
    case TW_SCOPE_ENROLMENT:
      /* Terms are negotiated one by one: a name that nobody used yet is a term still to come. */
      *want = WANT_ANY;
      if (tw_vocabulary_get_attribute (b->vocabulary, scope_name, name, &type))
        *want = (Want) type;
      return TRUE;
    case TW_SCOPE_CUSTOMER:
    case TW_SCOPE_PRODUCT:
    case TW_SCOPE_PERSON:
    case TW_SCOPE_PARTNER:
    case TW_SCOPE_PERIOD:
    default:
      if (!tw_vocabulary_get_attribute (b->vocabulary, scope_name, name, &type))
        return FALSE;
      *want = (Want) type;
      return TRUE;
    }
}

gboolean
tw_find_attribute (TwBuilder   *b,
                   const char  *name,
                   TwScope     *scope,
                   const char **attribute,
                   Want        *want,
                   gboolean    *refused)
{
  const char *dot = strchr (name, '.');

  *refused = FALSE;
  if (dot == NULL)
    {
      *scope = TW_SCOPE_FACT;
      *attribute = name;
      return b->scope.in_filter && b->scope.kinds != NULL &&
             find_fact_attribute (b, b->scope.kinds, b->scope.n_kinds, name, want);
    }
  for (guint i = 0; i < G_N_ELEMENTS (scope_names); i++)
    if (strlen (scope_names[i].name) == (gsize) (dot - name) &&
        strncmp (scope_names[i].name, name, dot - name) == 0)
      {
        *scope = scope_names[i].scope;
        *attribute = dot + 1;
        if (dot[1] != '\0' && find_scoped (b, *scope, scope_names[i].name, dot + 1, want))
          return TRUE;
        *refused = TRUE;
        return FALSE;
      }

  return FALSE;
}

/* Of several kinds, what all of them have. */
static char **
names_of_kinds (TwBuilder   *b,
                const char **kinds,
                guint        n_kinds)
{
  g_auto (GStrv) first = tw_vocabulary_list_attributes (b->vocabulary, kinds[0]);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; first[i] != NULL; i++)
    {
      Want want;

      if (find_fact_attribute (b, kinds, n_kinds, first[i], &want))
        g_ptr_array_add (names, g_strdup (first[i]));
    }
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}

char *
tw_list_attributes (TwBuilder  *b,
                    const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *owner = dot != NULL ? g_strndup (name, dot - name) : g_strdup ("fact");
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  if (g_str_equal (owner, "fact") && b->scope.n_kinds > 0)
    names = names_of_kinds (b, b->scope.kinds, b->scope.n_kinds);
  else if (g_str_equal (owner, "outer") && b->scope.n_outer > 0)
    names = names_of_kinds (b, b->scope.outer_kinds, b->scope.n_outer);
  else
    names = tw_vocabulary_list_attributes (b->vocabulary, owner);
  if (names[0] == NULL)
    return NULL;
  list = g_strjoinv (" ", names);

  return g_strdup_printf (_("Possible here: %s."), list);
}

static Want
guess_define (TwBuilder *b,
              Define    *define)
{
  DefineState before = define->state;
  Want want;

  b->of_rule |= define->of_rule;
  if (before == DEFINE_VISITING)
    return WANT_WRONG;
  if (before == DEFINE_DONE && !define->of_rule)
    return define->want;
  define->state = DEFINE_VISITING;
  want = define->is_condition ? WANT_BOOL : tw_guess (b, define->node);
  define->state = before;

  return want;
}

Define *
tw_find_define (TwBuilder  *b,
                const char *name)
{
  return g_hash_table_lookup (b->defines, name);
}

static Want
guess_text (TwBuilder  *b,
            const char *text)
{
  TwScope scope;
  const char *attribute;
  Want want = WANT_ANY;
  gboolean refused;
  Define *define;

  if (tw_looks_numeric (text))
    return g_str_has_suffix (text, "%") ? WANT_NUMBER : WANT_ANY;
  if (tw_looks_like_date (text))
    return WANT_DATE;
  b->of_rule |= strcmp (text, "earned") == 0 || strcmp (text, "measure") == 0 ||
                strcmp (text, "qualifier") == 0;
  if (b->scope.in_rule && strcmp (text, "earned") == 0)
    return WANT_MONEY;
  if (b->scope.in_rule && strcmp (text, "measure") == 0)
    return b->scope.measure;
  if (b->scope.in_rule && strcmp (text, "qualifier") == 0)
    return b->scope.qualifier;
  define = tw_find_define (b, text);
  if (define != NULL)
    return guess_define (b, define);
  if (tw_find_attribute (b, text, &scope, &attribute, &want, &refused))
    return want;

  return WANT_ANY;
}

static Want
guess_list (TwBuilder *b,
            JsonNode  *node)
{
  Want want = WANT_ANY;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return WANT_ANY;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    want = tw_join (want, tw_guess (b, json_array_get_element (json_node_get_array (node), i)));

  return want;
}

/* Of a product: money if one factor is money, a number if all are numbers, else open. */
static Want
guess_product (TwBuilder *b,
               JsonNode  *node)
{
  gboolean open = FALSE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return WANT_ANY;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      Want want = tw_guess (b, json_array_get_element (json_node_get_array (node), i));

      if (want == WANT_MONEY)
        return WANT_MONEY;
      open |= want == WANT_ANY;
    }

  return open ? WANT_ANY : WANT_NUMBER;
}

static Want
guess_quotient (TwBuilder  *b,
                JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "div");
  JsonArray *pair;
  Want above;
  Want below;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2)
    return WANT_ANY;
  pair = json_node_get_array (node);
  above = tw_guess (b, json_array_get_element (pair, 0));
  below = tw_guess (b, json_array_get_element (pair, 1));
  if (below == WANT_MONEY || (above == WANT_NUMBER && below == WANT_NUMBER))
    return WANT_NUMBER;
  if (above == WANT_MONEY && below == WANT_NUMBER)
    return WANT_MONEY;

  return json_object_has_member (object, "else")
             ? tw_guess (b, json_object_get_member (object, "else"))
             : WANT_ANY;
}

static Want
guess_measure (TwBuilder  *b,
               JsonObject *object,
               const char *head)
{
  JsonNode *node = json_object_get_member (object, head);
  Scope outside = b->scope;
  Want want = WANT_ANY;
  guint n_findings = b->findings->len;

  if (strcmp (head, "count") == 0 || strcmp (head, "distinct") == 0)
    return WANT_NUMBER;
  if (strcmp (head, "first_date") == 0)
    return WANT_DATE;
  if (strcmp (head, "nth") == 0)
    {
      if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
        return WANT_ANY;
      node = json_array_get_element (json_node_get_array (node), 0);
    }
  b->scope.outer_kinds = outside.kinds;
  b->scope.n_outer = outside.n_kinds;
  b->scope.kinds = tw_get_kinds (b, json_object_get_member (object, "fact"), &b->scope.n_kinds);
  b->scope.in_filter = TRUE;
  b->scope.in_rule = FALSE;
  if (b->scope.kinds != NULL)
    want = tw_guess (b, node);
  b->scope = outside;
  /* Building the measure says what is wrong with it. */
  if (b->findings->len > n_findings)
    g_ptr_array_set_size (b->findings, (int) n_findings);

  return want;
}

static Want
guess_pick (TwBuilder  *b,
            JsonObject *object)
{
  JsonNode *is = json_object_get_member (object, "is");
  JsonNode *from = json_object_get_member (object, "from");
  Want want = WANT_ANY;

  if (is != NULL && JSON_NODE_HOLDS_OBJECT (is))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (is));

      for (GList *l = values; l != NULL; l = l->next)
        want = tw_join (want, tw_guess (b, l->data));
    }
  if (from != NULL && JSON_NODE_HOLDS_ARRAY (from))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (from)); i++)
      {
        JsonNode *step = json_array_get_element (json_node_get_array (from), i);

        if (JSON_NODE_HOLDS_ARRAY (step) && json_array_get_length (json_node_get_array (step)) > 1)
          want =
              tw_join (want, tw_guess (b, json_array_get_element (json_node_get_array (step), 1)));
      }
  if (json_object_has_member (object, "else"))
    want = tw_join (want, tw_guess (b, json_object_get_member (object, "else")));

  return want;
}

static Want
guess_points (TwBuilder  *b,
              JsonObject *object)
{
  JsonNode *list = json_object_get_member (object, "points");
  Want want = WANT_ANY;

  if (!JSON_NODE_HOLDS_ARRAY (list))
    return WANT_NUMBER;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *item = json_array_get_element (json_node_get_array (list), i);
      JsonNode *value = JSON_NODE_HOLDS_OBJECT (item)
                          ? json_object_get_member (json_node_get_object (item), "value") : NULL;

      if (value != NULL)
        want = tw_join (want, tw_guess (b, value));
    }

  return want == WANT_ANY || want == WANT_WRONG ? WANT_NUMBER : want;
}

static Want
guess_object (TwBuilder  *b,
              JsonObject *object)
{
  static const char * const lists[] = { "add", "sub", "min", "max" };
  const char *head;

  if (tw_is_measure (object, &head))
    return guess_measure (b, object, head);
  if (json_object_has_member (object, "by"))
    return guess_pick (b, object);
  if (json_object_has_member (object, "span") || json_object_has_member (object, "age"))
    return WANT_NUMBER;
  if (json_object_has_member (object, "points"))
    return guess_points (b, object);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (json_object_has_member (object, lists[i]))
      return guess_list (b, json_object_get_member (object, lists[i]));
  if (json_object_has_member (object, "mul"))
    return guess_product (b, json_object_get_member (object, "mul"));
  if (json_object_has_member (object, "div"))
    return guess_quotient (b, object);
  if (json_object_has_member (object, "if"))
    return tw_join (json_object_has_member (object, "then")
                        ? tw_guess (b, json_object_get_member (object, "then"))
                        : WANT_ANY,
                    json_object_has_member (object, "else")
                        ? tw_guess (b, json_object_get_member (object, "else"))
                        : WANT_ANY);
  if (json_object_has_member (object, "of"))
    return tw_guess (b, json_object_get_member (object, "of"));
  if (tw_is_per_currency (object))
    return WANT_MONEY;

  return WANT_ANY;
}

Want
tw_guess (TwBuilder *b,
          JsonNode  *node)
{
  /* Only a program made to waste time comes here a million times; building refuses it by its
   * size. */
  if (b->n_guesses++ > 1000000)
    return WANT_ANY;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return guess_object (b, json_node_get_object (node));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return guess_text (b, json_node_get_string (node));

  return WANT_ANY;
}
