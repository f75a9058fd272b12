/* tw-builder-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Conditions and filters: rules.md 1.4. */

#define TEST_KEYS "at_least more_than at_most less_than is is_not in"
#define KEEP_KEYS \
  "keep_at_least keep_more_than keep_at_most keep_less_than keep_is keep_is_not keep_in"

static const struct
{
  const char *key;
  const char *keep;
  TwTestOp    op;
} tests[] = {
  { "at_least", "keep_at_least", TW_TEST_AT_LEAST },
  { "more_than", "keep_more_than", TW_TEST_MORE_THAN },
  { "at_most", "keep_at_most", TW_TEST_AT_MOST },
  { "less_than", "keep_less_than", TW_TEST_LESS_THAN },
  { "is", "keep_is", TW_TEST_IS },
  { "is_not", "keep_is_not", TW_TEST_IS_NOT },
  { "in", "keep_in", TW_TEST_IN },
};

static gboolean
has_test (JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (json_object_has_member (object, tests[i].key))
      return TRUE;

  return FALSE;
}

gboolean
tw_is_condition (JsonObject *object)
{
  return json_object_has_member (object, "all") || json_object_has_member (object, "any") ||
         json_object_has_member (object, "not") || json_object_has_member (object, "held") ||
         json_object_has_member (object, "meet") ||
         (json_object_has_member (object, "at_least") && json_object_has_member (object, "of")) ||
         (json_object_has_member (object, "value") && has_test (object));
}

static Want
join_tests (TwBuilder  *b,
            JsonObject *object,
            Want        want)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      JsonNode *node = json_object_get_member (object, tests[i].key);

      if (node == NULL)
        continue;
      if (tests[i].op != TW_TEST_IN)
        {
          want = tw_join (want, tw_guess (b, node));
          continue;
        }
      for (guint k = 0;
           JSON_NODE_HOLDS_ARRAY (node) && k < json_array_get_length (json_node_get_array (node));
           k++)
        want = tw_join (want, tw_guess (b, json_array_get_element (json_node_get_array (node), k)));
    }

  return want;
}

/* Nothing in the comparison says a type: quoted words are text, anything else a number. */
static gboolean
compares_words (JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      JsonNode *node = json_object_get_member (object, tests[i].key);

      if (node == NULL)
        continue;
      if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
        node = json_array_get_element (json_node_get_array (node), 0);
      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
          !tw_looks_numeric (json_node_get_string (node)))
        return TRUE;
    }

  return FALSE;
}

static TwExpr *
build_operand (TwBuilder *b,
               JsonNode  *node,
               TwExpr    *value,
               Want       type)
{
  const char *text =
      JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
          ? json_node_get_string (node)
          : NULL;
  TwExpr *expr;

  /* Compared with a text, a bare word is that word, even where a fact has an attribute of this
   * name. */
  if (text != NULL && (type == WANT_TEXT || type == WANT_BOOL) && strchr (text, '.') == NULL &&
      tw_find_define (b, text) == NULL)
    expr = tw_build_literal (b, text, type);
  else
    expr = tw_build_value (b, node, type);
  if (expr != NULL && expr->kind == TW_EXPR_LITERAL && type == WANT_TEXT)
    tw_check_named (b, value, expr->text, FALSE);

  return expr;
}

static void
build_in (TwBuilder *b,
          TwTest    *test,
          JsonNode  *node,
          TwExpr    *value,
          Want       type)
{
  JsonArray *array = tw_get_array (b, node);

  if (array == NULL)
    return;
  test->n_list = json_array_get_length (array);
  if (test->n_list == 0)
    tw_refuse (b, "E1", NULL, _("This list is empty, so nothing could ever be in it."));
  test->list = tw_program_new_array (b->program, TwExpr *, test->n_list);
  for (guint i = 0; i < test->n_list; i++)
    {
      gsize mark = tw_builder_enter_index (b, i);

      test->list[i] = build_operand (b, json_array_get_element (array, i), value, type);
      tw_builder_leave (b, mark);
    }
}

static void
build_tests (TwBuilder   *b,
             TwCondition *condition,
             JsonObject  *object,
             Want         type)
{
  condition->tests = tw_program_new_array (b->program, TwTest, G_N_ELEMENTS (tests));
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      JsonNode *node = json_object_get_member (object, tests[i].key);
      TwTest *test;
      gsize mark;

      if (node == NULL)
        {
          if (json_object_has_member (object, tests[i].keep))
            tw_refuse (b, "E1", NULL, _("“%s” needs “%s” beside it."), tests[i].keep, tests[i].key);
          continue;
        }
      test = &condition->tests[condition->n_tests++];
      test->op = tests[i].op;
      mark = tw_builder_enter (b, tests[i].key);
      if (test->op == TW_TEST_IN)
        build_in (b, test, node, condition->value, type);
      else
        test->than = build_operand (b, node, condition->value, type);
      if (test->op <= TW_TEST_LESS_THAN && (type == WANT_TEXT || type == WANT_BOOL))
        tw_refuse (b, "E5", NULL,
                   _("A text has no order; compare it with “is”, “is_not” or “in”."));
      tw_builder_leave (b, mark);
      test->keep = tw_member_value (b, object, tests[i].keep, type);
    }
}

static void
compare (TwBuilder   *b,
         TwCondition *condition,
         JsonObject  *object,
         Want         guess)
{
  Want type = join_tests (b, object, guess);

  if (type == WANT_WRONG)
    {
      /* A word beside an attribute is that attribute's text or yes or no, whatever it looks
       * like. */
      if (guess == WANT_TEXT || guess == WANT_BOOL)
        type = guess;
      else
        {
          tw_refuse (b, "E5", NULL, _("The value is %s, and it is compared with something else."),
                     tw_want_name (guess));
          return;
        }
    }
  if (type == WANT_ANY)
    type = compares_words (object) ? WANT_TEXT : WANT_NUMBER;
  build_tests (b, condition, object, type);
}

static TwCondition *
build_compare (TwBuilder *b,
               JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "value at " TEST_KEYS " " KEEP_KEYS);
  TwCondition *condition;
  Want guess;
  Want type;

  if (object == NULL)
    return NULL;
  condition = tw_program_condition (b->program, TW_CONDITION_COMPARE, b->path->str);
  guess = tw_guess (b, json_object_get_member (object, "value"));
  type = join_tests (b, object, guess);
  if (type == WANT_WRONG)
    type = guess;
  if (type == WANT_ANY)
    type = compares_words (object) ? WANT_TEXT : WANT_NUMBER;
  condition->value = tw_member_value (b, object, "value", type);
  compare (b, condition, object, guess == WANT_ANY ? type : guess);

  return condition;
}

static void
build_children (TwBuilder   *b,
                TwCondition *condition,
                JsonObject  *object,
                const char  *key,
                TwCondition *(*build) (TwBuilder *, JsonNode *))
{
  gsize mark = tw_builder_enter (b, key);
  JsonNode *node = json_object_get_member (object, key);

  if (strcmp (key, "not") == 0 || strcmp (key, "meet") == 0 || strcmp (key, "held") == 0)
    {
      condition->n_children = 1;
      condition->children = tw_program_new_array (b->program, TwCondition *, 1);
      condition->children[0] = build (b, node);
    }
  else
    {
      JsonArray *array = tw_get_array (b, node);

      condition->n_children = array != NULL ? json_array_get_length (array) : 0;
      condition->children = tw_program_new_array (b->program, TwCondition *, condition->n_children);
      for (guint i = 0; i < condition->n_children; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          condition->children[i] = build (b, json_array_get_element (array, i));
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);
}

static TwCondition *
build_group (TwBuilder       *b,
             JsonNode        *node,
             const char      *key,
             TwConditionKind  kind,
             TwCondition     *(*build) (TwBuilder *, JsonNode *))
{
  g_autofree char *keys = g_strconcat (key, " at", NULL);
  JsonObject *object = tw_get_object (b, node, keys);
  TwCondition *condition = tw_program_condition (b->program, kind, b->path->str);

  build_children (b, condition, object, key, build);

  return condition;
}

static TwCondition *
build_at_least (TwBuilder   *b,
                JsonNode    *node,
                TwCondition *(*build) (TwBuilder *, JsonNode *))
{
  JsonObject *object = tw_get_object (b, node, "at_least of at");
  TwCondition *condition = tw_program_condition (b->program, TW_CONDITION_AT_LEAST, b->path->str);

  condition->n = (guint) tw_member_count (b, object, "at_least", 0);
  build_children (b, condition, object, "of", build);
  if (condition->n > condition->n_children)
    tw_refuse (b, "E1", NULL, _("At least %u of %u conditions can never hold."), condition->n,
               condition->n_children);

  return condition;
}

static TwCondition *
build_each (TwBuilder *b,
            JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "each meet at_least at");
  TwCondition *condition = tw_program_condition (b->program, TW_CONDITION_EACH, b->path->str);
  gsize mark;

  if (!json_object_has_member (object, "each") || !json_object_has_member (object, "at_least"))
    {
      tw_refuse (b, "E1", NULL, _("“meet” needs “each” (the groups) and “at_least” (how many)."));
      return condition;
    }
  mark = tw_builder_enter (b, "each");
  condition->each =
      tw_build_attributes (b, json_object_get_member (object, "each"), &condition->n_each);
  tw_builder_leave (b, mark);
  condition->n = (guint) tw_member_count (b, object, "at_least", 1);
  build_children (b, condition, object, "meet", tw_build_condition);

  return condition;
}

static TwCondition *
build_held (TwBuilder *b,
            JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "held on of window at");
  TwCondition *condition = tw_program_condition (b->program, TW_CONDITION_HELD, b->path->str);
  gsize mark;

  build_children (b, condition, object, "held", tw_build_condition);
  condition->held_every = tw_member_choice (b, object, "on", "any every", 0) == 1;
  condition->held_by_review = tw_member_choice (b, object, "of", "day review", 0) == 1;
  if (!json_object_has_member (object, "window"))
    {
      tw_refuse (b, "E1", NULL,
                 _("“held” needs “window”: the days or reviews that are looked at."));
      return condition;
    }
  mark = tw_builder_enter (b, "window");
  condition->window = tw_build_window (b, json_object_get_member (object, "window"));
  tw_builder_leave (b, mark);

  return condition;
}

static TwCondition *
build_name (TwBuilder *b,
            JsonNode  *node)
{
  const char *text = tw_get_text (b, node);
  Define *define = text != NULL ? tw_find_define (b, text) : NULL;
  TwCondition *condition;

  if (text == NULL)
    return NULL;
  if (define == NULL || !define->is_condition)
    {
      tw_refuse (b, "E4", NULL, _("“%s” is no condition in “define”."), text);
      return NULL;
    }
  if (define->state == DEFINE_VISITING)
    {
      tw_refuse (b, "E4", NULL, _("“%s” is defined by way of itself."), text);
      return NULL;
    }
  if (b->scope.in_tier && define->windowless)
    tw_refuse (b, "E1", NULL,
               _("“%s” holds a measure without a window, and a tier's condition must state one."),
               text);
  b->windowless |= define->windowless;
  if (!define->shared)
    {
      g_autofree char *path = g_strdup (b->path->str);

      define->state = DEFINE_VISITING;
      g_string_assign (b->path, define->path);
      condition = tw_build_condition (b, define->node);
      g_string_assign (b->path, path);
      define->state = DEFINE_DONE;
      return condition;
    }
  condition = tw_program_condition (b->program, TW_CONDITION_DEFINE, b->path->str);
  condition->index = define->index;

  return condition;
}

static TwCondition *
build_any (TwBuilder   *b,
           JsonNode    *node,
           JsonObject  *object,
           TwCondition *(*build) (TwBuilder *, JsonNode *))
{
  if (json_object_has_member (object, "all"))
    return build_group (b, node, "all", TW_CONDITION_ALL, build);
  if (json_object_has_member (object, "any"))
    return build_group (b, node, "any", TW_CONDITION_ANY, build);
  if (json_object_has_member (object, "not"))
    return build_group (b, node, "not", TW_CONDITION_NOT, build);
  if (json_object_has_member (object, "held"))
    return build_held (b, node);
  if (json_object_has_member (object, "meet") || json_object_has_member (object, "each"))
    return build_each (b, node);
  if (json_object_has_member (object, "of"))
    return build_at_least (b, node, build);

  return build_compare (b, node);
}

TwCondition *
tw_build_condition (TwBuilder *b,
                    JsonNode  *node)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return build_name (b, node);
  object = json_node_get_object (node);
  if (!tw_is_condition (object) && !json_object_has_member (object, "each"))
    {
      tw_refuse (b, "E1",
                 _("A condition is all, any, not, at_least … of, each … meet, held, or “value” "
                   "with a "
                   "comparison: at_least, more_than, at_most, less_than, is, is_not, in."),
                 _("This object is no condition."));
      return NULL;
    }

  return build_any (b, node, object, tw_build_condition);
}

TwCondition *
tw_member_condition (TwBuilder  *b,
                     JsonObject *object,
                     const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  TwCondition *condition;
  gsize mark;

  if (node == NULL)
    return NULL;
  mark = tw_builder_enter (b, key);
  condition = tw_build_condition (b, node);
  tw_builder_leave (b, mark);

  return condition;
}

/* ---- the short form of a filter ---- */

static TwCondition *
build_entry (TwBuilder  *b,
             const char *key,
             JsonNode   *node)
{
  TwCondition *condition = tw_program_condition (b->program, TW_CONDITION_COMPARE, b->path->str);
  const char *attribute;
  TwScope scope;
  Want has = WANT_ANY;
  gboolean refused;
  Want type;

  if (!tw_find_attribute (b, key, &scope, &attribute, &has, &refused))
    {
      g_autofree char *known = tw_list_attributes (b, key);

      tw_refuse (b, "E4", known, _("Facts of this kind have no attribute “%s”."), key);
      return condition;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = tw_get_object (b, node, TEST_KEYS);

      type = has == WANT_ANY ? join_tests (b, object, has) : has;
      if (type == WANT_ANY || type == WANT_WRONG)
        type = compares_words (object) ? WANT_TEXT : WANT_NUMBER;
      if (!has_test (object))
        tw_refuse (b, "E1", NULL, _("A comparison is due here: one of %s."), TEST_KEYS);
      condition->value = tw_build_text (b, key, type);
      compare (b, condition, object, type);
      return condition;
    }
  type = has == WANT_ANY ? WANT_TEXT : has;
  condition->value = tw_build_text (b, key, type);
  condition->n_tests = 1;
  condition->tests = tw_program_new_array (b->program, TwTest, 1);
  condition->tests[0].op = JSON_NODE_HOLDS_ARRAY (node) ? TW_TEST_IN : TW_TEST_IS;
  if (JSON_NODE_HOLDS_ARRAY (node))
    build_in (b, &condition->tests[0], node, condition->value, type);
  else
    condition->tests[0].than = build_operand (b, node, condition->value, type);

  return condition;
}

TwCondition *
tw_build_filter (TwBuilder *b,
                 JsonNode  *node)
{
  JsonObject *object;
  TwCondition *condition;
  g_autoptr (GList) keys = NULL;
  guint i = 0;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return build_name (b, node);
  object = json_node_get_object (node);
  if (tw_is_condition (object))
    return build_any (b, node, object, tw_build_filter);
  condition = tw_program_condition (b->program, TW_CONDITION_ALL, b->path->str);
  keys = json_object_get_members (object);
  condition->n_children = json_object_get_size (object);
  condition->children = tw_program_new_array (b->program, TwCondition *, condition->n_children);
  for (GList *l = keys; l != NULL; l = l->next, i++)
    {
      gsize mark = tw_builder_enter (b, l->data);

      condition->children[i] = build_entry (b, l->data, json_object_get_member (object, l->data));
      tw_builder_leave (b, mark);
    }

  return condition;
}
