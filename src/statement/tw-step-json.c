/* tw-step-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-step-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include <string.h>

#include "tw-error.h"

/* Written by hand because a large run writes a hundred thousand of these; read with json-glib. */
static void
append_string (GString    *json,
               const char *text)
{
  const char *plain = text;

  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        continue;
      g_string_append_len (json, plain, p - plain);
      plain = p + 1;
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, *p);
        }
    }
  g_string_append (json, plain);
  g_string_append_c (json, '"');
}

static void
append_member (GString    *json,
               const char *name,
               const char *text)
{
  if (text == NULL)
    return;

  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  append_string (json, name);
  g_string_append_c (json, ':');
  append_string (json, text);
}

/* What stands beside the steps anyway, or is the rule's default, isn't written: a large run has a hundred thousand
 * windows, and these few words would be a third of its size. */
static gboolean
is_implied (const TwStep    *step,
            const TwOperand *in)
{
  if (g_str_equal (step->op, "measure"))
    return g_str_equal (in->name, "from") || g_str_equal (in->name, "to");
  if (g_str_equal (step->op, "band"))
    return g_str_equal (in->name, "edge") && g_strcmp0 (in->value, "from") == 0;

  return FALSE;
}

/* A posting from which nothing is taken off is its own result. */
static gboolean
is_plain_post (const TwStep *step)
{
  if (!g_str_equal (step->op, "post"))
    return FALSE;

  for (guint i = 0; i < step->n_in; i++)
    if (g_str_equal (step->in[i].name, "before") && strspn (step->in[i].value, "0.") != strlen (step->in[i].value))
      return FALSE;

  return TRUE;
}

static void
append_operands (GString      *json,
                 const TwStep *step)
{
  gsize start = json->len;

  g_string_append (json, ",\"in\":{");
  for (guint i = 0; i < step->n_in; i++)
    if (!is_implied (step, &step->in[i]))
      append_member (json, step->in[i].name, step->in[i].value);

  if (json->str[json->len - 1] == '{')
    g_string_truncate (json, start);
  else
    g_string_append_c (json, '}');
}

static void
append_step (GString      *json,
             const TwStep *step)
{
  gboolean plain = is_plain_post (step);

  g_string_append_c (json, '{');
  append_member (json, "op", step->op);
  if (!plain)
    {
      append_member (json, "ref", step->ref);
      append_operands (json, step);
    }
  append_member (json, "out", step->out);
  append_member (json, "why", step->why);
  g_string_append_c (json, '}');
}

/* The qualifier of most rules is their measure, and then says nothing new. */
static gboolean
repeats_measure (const TwStep *step,
                 const TwStep *previous)
{
  return previous != NULL && g_str_equal (step->op, "qualifier") && g_str_equal (previous->op, "measure")
         && step->n_in == 0 && g_strcmp0 (step->ref, previous->ref) == 0 && g_strcmp0 (step->out, previous->out) == 0;
}

#define USUAL_LENGTH 400

char *
tw_steps_to_json (GArray *steps)
{
  GString *json = g_string_sized_new (USUAL_LENGTH);

  g_string_append_c (json, '[');
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const TwStep *step = &g_array_index (steps, TwStep, i);

      if (tw_step_is_empty (step) || repeats_measure (step, i > 0 ? step - 1 : NULL))
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      append_step (json, step);
    }
  g_string_append_c (json, ']');

  return g_string_free (json, FALSE);
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
read_operands (JsonObject *object,
               TwStep     *step)
{
  JsonNode *node = json_object_get_member (object, "in");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  JsonObject *in;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  in = json_node_get_object (node);
  step->in = g_new0 (TwOperand, json_object_get_size (in));
  json_object_iter_init_ordered (&iter, in);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    step->in[step->n_in++] = (TwOperand){
      g_intern_string (name), JSON_NODE_HOLDS_VALUE (value) ? json_node_dup_string (value) : NULL
    };
}

GArray *
tw_steps_from_json (const char  *json,
                    GError     **error)
{
  g_autoptr (GArray) steps = tw_steps_new ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonArray *array;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CORRUPT,
                   _("The steps of an explanation can't be read: they are no list. Verify the workspace."));
      return NULL;
    }

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object;
      TwStep step = { 0 };

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;

      object = json_node_get_object (node);
      step.op = g_intern_string (get_text (object, "op"));
      step.ref = g_intern_string (get_text (object, "ref"));
      step.out = g_strdup (get_text (object, "out"));
      step.why = g_strdup (get_text (object, "why"));
      read_operands (object, &step);
      g_array_append_val (steps, step);
    }

  return g_steal_pointer (&steps);
}
