/* tw-builder-define.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The names of `define`: collected, brought into order, and built where they have a type of
 * their own. */

/* Attributes of facts, and what the language itself says with a bare word, can't be defined
 * anew. */
static gboolean
is_taken (TwBuilder  *b,
          const char *name)
{
  TwValueType type;

  if (tw_looks_numeric (name) || tw_looks_like_date (name) || strchr (name, '.') != NULL ||
      strcmp (name, "earned") == 0 || strcmp (name, "measure") == 0 ||
      strcmp (name, "qualifier") == 0)
    return TRUE;
  for (guint i = 0; tw_fact_kind_nth (i) != NULL; i++)
    if (tw_vocabulary_get_attribute (b->vocabulary, tw_fact_kind_nth (i), name, &type))
      return TRUE;

  return FALSE;
}

static void
collect_defines (TwBuilder *b,
                 JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, NULL);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      gsize mark = tw_builder_enter (b, l->data);
      Define *define;

      if (is_taken (b, l->data))
        {
          tw_refuse (b, "E4", _("Take another name."),
                     _("“%s” already has a meaning, so it can't be defined."),
                     (const char *) l->data);
          tw_builder_leave (b, mark);
          continue;
        }
      define = g_new0 (Define, 1);
      define->name = tw_program_intern (b->program, l->data);
      define->node = json_object_get_member (object, l->data);
      define->path = g_strdup (b->path->str);
      define->is_condition = JSON_NODE_HOLDS_OBJECT (define->node) &&
                             tw_is_condition (json_node_get_object (define->node));
      define->want = WANT_ANY;
      g_hash_table_insert (b->defines, (gpointer) define->name, define);
      g_ptr_array_add (b->define_list, define);
      tw_builder_leave (b, mark);
    }
}

/* A name that stands alone for a name: {"a": "b"} may name a condition too. */
static void
resolve_aliases (TwBuilder *b)
{
  gboolean changed = TRUE;

  while (changed)
    {
      changed = FALSE;
      for (guint i = 0; i < b->define_list->len; i++)
        {
          Define *define = g_ptr_array_index (b->define_list, i);
          Define *other;

          if (define->is_condition || !JSON_NODE_HOLDS_VALUE (define->node) ||
              json_node_get_value_type (define->node) != G_TYPE_STRING)
            continue;
          other = tw_find_define (b, json_node_get_string (define->node));
          if (other != NULL && other->is_condition)
            define->is_condition = changed = TRUE;
        }
    }
}

static void visit_define (TwBuilder *b,
                          Define    *define);

/* What @node refers to is settled first; a name that is being settled is a cycle. */
static void
visit_names (TwBuilder *b,
             JsonNode  *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        visit_names (b, l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        visit_names (b, json_array_get_element (json_node_get_array (node), i));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      Define *define = tw_find_define (b, json_node_get_string (node));

      if (define != NULL)
        visit_define (b, define);
    }
}

/* A value without a type of its own is built where it is used; here it is only held against the
 * language, as a number or, where that can't be, as money. */
static void
try_define (TwBuilder *b,
            Define    *define)
{
  Scope outside = b->scope;
  guint before = b->findings->len;
  g_autoptr (GPtrArray) kept = NULL;

  b->scope.in_rule = define->of_rule;
  if (define->is_condition)
    tw_build_condition (b, define->node);
  else if (!JSON_NODE_HOLDS_VALUE (define->node) ||
           json_node_get_value_type (define->node) != G_TYPE_STRING ||
           !tw_looks_numeric (json_node_get_string (define->node)))
    tw_build_value (b, define->node, WANT_ANY);
  if (!define->is_condition && b->findings->len > before)
    {
      GPtrArray *collected = b->findings;

      kept = tw_findings_new ();
      b->findings = kept;
      tw_build_value (b, define->node, WANT_MONEY);
      b->findings = collected;
      if (kept->len == 0)
        g_ptr_array_set_size (collected, (int) before);
    }
  b->scope = outside;
}

static void
build_shared (TwBuilder *b,
              Define    *define)
{
  TwDefine *place;

  define->index = b->program->n_defines++;
  define->shared = TRUE;
  place = &b->program->defines[define->index];
  place->name = define->name;
  place->path = tw_program_intern (b->program, define->path);
  if (define->is_condition)
    place->condition = tw_build_condition (b, define->node);
  else
    place->value = tw_build_value (b, define->node, define->want);
}

static void
visit_define (TwBuilder *b,
              Define    *define)
{
  g_autofree char *path = NULL;
  gboolean windowless;
  guint before;

  if (define->state == DEFINE_DONE)
    return;
  path = g_strdup (b->path->str);
  g_string_assign (b->path, define->path);
  if (define->state == DEFINE_VISITING)
    {
      tw_refuse (b, "E4", _("Break the circle."), _("“%s” is defined by way of itself."),
                 define->name);
      g_string_assign (b->path, path);
      return;
    }
  before = b->findings->len;
  define->state = DEFINE_VISITING;
  visit_names (b, define->node);
  define->state = DEFINE_NEW;
  windowless = b->windowless;
  b->windowless = FALSE;
  b->of_rule = FALSE;
  if (!define->is_condition)
    define->want = tw_guess (b, define->node);
  define->of_rule |= b->of_rule;
  define->state = DEFINE_DONE;
  /* A condition that reads the rule it stands in is built there, like a value without a type of
   * its own. */
  if (!define->of_rule && define->want != WANT_WRONG &&
      (define->is_condition || define->want != WANT_ANY))
    build_shared (b, define);
  else if (b->findings->len == before)
    try_define (b, define);
  define->windowless = b->windowless;
  b->windowless = windowless;
  g_string_assign (b->path, path);
}

static gboolean
mentions_rule (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        if (mentions_rule (l->data))
          return TRUE;
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        if (mentions_rule (json_array_get_element (json_node_get_array (node), i)))
          return TRUE;
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      return strcmp (text, "earned") == 0 || strcmp (text, "measure") == 0 ||
             strcmp (text, "qualifier") == 0;
    }

  return FALSE;
}

void
tw_build_defines (TwBuilder *b,
                  JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "define");

  collect_defines (b, node);
  resolve_aliases (b);
  for (guint i = 0; i < b->define_list->len; i++)
    {
      Define *define = g_ptr_array_index (b->define_list, i);

      define->of_rule = mentions_rule (define->node);
    }
  b->program->defines = tw_program_new_array (b->program, TwDefine, b->define_list->len);
  for (guint i = 0; i < b->define_list->len; i++)
    visit_define (b, g_ptr_array_index (b->define_list, i));
  tw_builder_leave (b, mark);
}
