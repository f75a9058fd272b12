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
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
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

static void
append_step (GString      *json,
             const TwStep *step)
{
  g_string_append_c (json, '{');
  append_member (json, "op", step->op);
  append_member (json, "ref", step->ref);
  if (step->n_in > 0)
    {
      g_string_append (json, ",\"in\":{");
      for (guint i = 0; i < step->n_in; i++)
        append_member (json, step->in[i].name, step->in[i].value);
      g_string_append_c (json, '}');
    }
  append_member (json, "out", step->out);
  append_member (json, "why", step->why);
  g_string_append_c (json, '}');
}

char *
tw_steps_to_json (GArray *steps)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_step (json, &g_array_index (steps, TwStep, i));
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
