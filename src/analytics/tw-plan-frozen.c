/* tw-plan-frozen.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a review froze, as text: figures are decimals in strings, so that no reader of JSON makes
 * doubles of them; members stand in one order and without blanks, so that equal numbers are equal
 * bytes. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-progress.h"

#include "tw-decimal.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define RATIO_DIGITS 6

static const char *const units[] = { "money", "number", "rate" };
static const char *const bases[] = { "flow", "level" };

/* --- writing --- */

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_date (JsonBuilder *builder,
          const char  *name,
          TwDate       date)
{
  g_autofree char *text = date != TW_DATE_NONE ? tw_date_format (date) : NULL;

  add_text (builder, name, text);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value,
            int          digits)
{
  g_autofree char *text = tw_decimal_format (value, digits);

  add_text (builder, name, text);
}

static void
add_figure (JsonBuilder  *builder,
            const char   *name,
            TwPlanFigure  figure,
            int           digits)
{
  if (figure.known)
    add_number (builder, name, figure.value, digits);
}

static void
add_flag (JsonBuilder *builder,
          const char  *name,
          gboolean     flag)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

static void
add_quarter (JsonBuilder         *builder,
             const TwPlanGoal    *goal,
             const TwPlanQuarter *quarter)
{
  json_builder_begin_object (builder);
  add_text (builder, "name", quarter->name);
  add_date (builder, "from", quarter->span.start);
  add_date (builder, "to", quarter->span.end - 1);
  add_number (builder, "target", quarter->target, goal->digits);
  add_flag (builder, "begun", quarter->begun);
  add_figure (builder, "computed", quarter->computed, goal->digits);
  add_figure (builder, "actual", quarter->actual, goal->digits);
  add_flag (builder, "by_hand", quarter->by_hand);
  add_text (builder, "reason", quarter->reason);
  add_text (builder, "by", quarter->by);
  add_text (builder, "at", quarter->at);
  json_builder_end_object (builder);
}

static void
add_goal (JsonBuilder      *builder,
          const TwPlanGoal *goal)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", goal->key);
  add_text (builder, "title", goal->title);
  add_text (builder, "side", goal->side);
  add_text (builder, "kind", goal->kind);
  add_text (builder, "metric", goal->metric);
  add_text (builder, "unit", units[goal->unit]);
  add_text (builder, "basis", bases[goal->basis]);
  add_text (builder, "currency", goal->currency);
  json_builder_set_member_name (builder, "digits");
  json_builder_add_int_value (builder, goal->digits);
  add_number (builder, "weight", goal->weight, RATIO_DIGITS);
  add_number (builder, "target", goal->target, goal->digits);
  add_figure (builder, "due", goal->due, goal->digits);
  add_figure (builder, "actual", goal->actual, goal->digits);
  add_figure (builder, "pace", goal->pace, RATIO_DIGITS);
  add_figure (builder, "attainment", goal->attainment, RATIO_DIGITS);
  add_flag (builder, "by_hand", goal->by_hand);
  add_text (builder, "problem", goal->problem);
  json_builder_set_member_name (builder, "quarters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < goal->quarters->len; i++)
    add_quarter (builder, goal, g_ptr_array_index (goal->quarters, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
tw_plan_progress_to_json (const TwPlanProgress *progress)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (progress != NULL, NULL);

  json_builder_begin_object (builder);
  add_date (builder, "as_of", progress->as_of);
  add_text (builder, "currency", progress->currency);
  add_date (builder, "from", progress->span.start);
  add_date (builder, "to", progress->span.end - 1);
  add_number (builder, "weights", progress->weights, RATIO_DIGITS);
  add_figure (builder, "pace", progress->pace, RATIO_DIGITS);
  add_figure (builder, "attainment", progress->attainment, RATIO_DIGITS);
  json_builder_set_member_name (builder, "goals");
  json_builder_begin_array (builder);
  for (guint i = 0; i < progress->goals->len; i++)
    add_goal (builder, g_ptr_array_index (progress->goals, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

/* --- reading --- */

/* Reads members until one isn't what it must be; then says which. */
typedef struct
{
  JsonObject *object;
  const char *bad;      /* (nullable) */
} Reader;

static JsonNode *
get_member (Reader     *reader,
            const char *name,
            GType       type,
            gboolean    required)
{
  JsonNode *node = json_object_get_member (reader->object, name);

  if (node == NULL && !required)
    return NULL;
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return node;

  reader->bad = name;

  return NULL;
}

/* (nullable) (transfer none) */
static const char *
read_text (Reader     *reader,
           const char *name,
           gboolean    required)
{
  JsonNode *node = get_member (reader, name, G_TYPE_STRING, required);

  return node != NULL ? json_node_get_string (node) : NULL;
}

static TwPlanFigure
read_figure (Reader     *reader,
             const char *name,
             int         digits)
{
  const char *text = read_text (reader, name, FALSE);
  TwPlanFigure figure = { FALSE, 0 };

  if (text == NULL)
    return figure;

  figure.known = tw_decimal_parse (text, digits, &figure.value, NULL);
  if (!figure.known)
    reader->bad = name;

  return figure;
}

static gint64
read_number (Reader     *reader,
             const char *name,
             int         digits)
{
  TwPlanFigure figure = read_figure (reader, name, digits);

  if (!figure.known)
    reader->bad = name;

  return figure.value;
}

static TwDate
read_date (Reader     *reader,
           const char *name,
           gboolean    required)
{
  const char *text = read_text (reader, name, required);
  TwDate date = TW_DATE_NONE;

  if (text != NULL && !tw_date_parse (text, &date, NULL))
    reader->bad = name;

  return date;
}

static gboolean
read_flag (Reader     *reader,
           const char *name)
{
  JsonNode *node = get_member (reader, name, G_TYPE_BOOLEAN, TRUE);

  return node != NULL && json_node_get_boolean (node);
}

static int
read_choice (Reader            *reader,
             const char        *name,
             const char *const *choices,
             int                n)
{
  const char *text = read_text (reader, name, TRUE);

  for (int i = 0; i < n; i++)
    {
      if (g_strcmp0 (choices[i], text) == 0)
        return i;
    }

  reader->bad = name;

  return 0;
}

/* (nullable) (transfer none): the objects of an array. */
static JsonArray *
read_array (Reader     *reader,
            const char *name)
{
  JsonNode *node = json_object_get_member (reader->object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
        array = NULL;
    }

  if (array == NULL)
    reader->bad = name;

  return array;
}

static TwPlanQuarter *
read_quarter (Reader *reader,
              int     digits)
{
  TwPlanQuarter *quarter = g_new0 (TwPlanQuarter, 1);

  quarter->name = g_strdup (read_text (reader, "name", TRUE));
  quarter->span.start = read_date (reader, "from", TRUE);
  quarter->span.end = read_date (reader, "to", TRUE) + 1;
  quarter->target = read_number (reader, "target", digits);
  quarter->begun = read_flag (reader, "begun");
  quarter->computed = read_figure (reader, "computed", digits);
  quarter->actual = read_figure (reader, "actual", digits);
  quarter->by_hand = read_flag (reader, "by_hand");
  quarter->reason = g_strdup (read_text (reader, "reason", FALSE));
  quarter->by = g_strdup (read_text (reader, "by", FALSE));
  quarter->at = g_strdup (read_text (reader, "at", FALSE));

  return quarter;
}

static TwPlanGoal *
read_goal (Reader *reader)
{
  TwPlanGoal *goal = g_new0 (TwPlanGoal, 1);
  JsonNode *digits = get_member (reader, "digits", G_TYPE_INT64, TRUE);
  JsonArray *quarters;

  goal->digits = digits != NULL ? (int) CLAMP (json_node_get_int (digits), 0, 8) : 0;
  goal->key = g_strdup (read_text (reader, "id", TRUE));
  goal->title = g_strdup (read_text (reader, "title", TRUE));
  goal->side = g_strdup (read_text (reader, "side", TRUE));
  goal->kind = g_strdup (read_text (reader, "kind", TRUE));
  goal->metric = g_strdup (read_text (reader, "metric", FALSE));
  goal->unit = (TwPlanUnit) read_choice (reader, "unit", units, G_N_ELEMENTS (units));
  goal->basis = (TwPlanBasis) read_choice (reader, "basis", bases, G_N_ELEMENTS (bases));
  goal->currency = g_strdup (read_text (reader, "currency", FALSE));
  goal->weight = read_number (reader, "weight", RATIO_DIGITS);
  goal->target = read_number (reader, "target", goal->digits);
  goal->due = read_figure (reader, "due", goal->digits);
  goal->actual = read_figure (reader, "actual", goal->digits);
  goal->pace = read_figure (reader, "pace", RATIO_DIGITS);
  goal->attainment = read_figure (reader, "attainment", RATIO_DIGITS);
  goal->by_hand = read_flag (reader, "by_hand");
  goal->problem = g_strdup (read_text (reader, "problem", FALSE));
  goal->quarters = g_ptr_array_new_with_free_func (tw_plan_quarter_free);

  quarters = read_array (reader, "quarters");
  for (guint i = 0; quarters != NULL && i < json_array_get_length (quarters); i++)
    {
      Reader inner = { json_array_get_object_element (quarters, i), NULL };

      g_ptr_array_add (goal->quarters, read_quarter (&inner, goal->digits));
      if (inner.bad != NULL)
        reader->bad = inner.bad;
    }

  return goal;
}

static void
read_progress (Reader         *reader,
               TwPlanProgress *progress)
{
  JsonArray *goals = read_array (reader, "goals");

  progress->currency = g_strdup (read_text (reader, "currency", TRUE));
  progress->as_of = read_date (reader, "as_of", FALSE);
  progress->span.start = read_date (reader, "from", TRUE);
  progress->span.end = read_date (reader, "to", TRUE) + 1;
  progress->weights = read_number (reader, "weights", RATIO_DIGITS);
  progress->pace = read_figure (reader, "pace", RATIO_DIGITS);
  progress->attainment = read_figure (reader, "attainment", RATIO_DIGITS);

  for (guint i = 0; goals != NULL && i < json_array_get_length (goals); i++)
    {
      Reader inner = { json_array_get_object_element (goals, i), NULL };

      g_ptr_array_add (progress->goals, read_goal (&inner));
      if (inner.bad != NULL)
        reader->bad = inner.bad;
    }
}

TwPlanProgress *
tw_plan_progress_from_json (const char  *json,
                            GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (TwPlanProgress) progress = NULL;
  g_autoptr (GError) local_error = NULL;
  JsonNode *root;
  Reader reader = { NULL, NULL };

  g_return_val_if_fail (json != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, -1, &local_error))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("The frozen numbers are no JSON: %s"),
                   local_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("The frozen numbers are no JSON object. Start the review again."));
      return NULL;
    }

  progress = g_new0 (TwPlanProgress, 1);
  progress->goals = g_ptr_array_new_with_free_func (tw_plan_goal_free);
  reader.object = json_node_get_object (root);
  read_progress (&reader, progress);
  if (reader.bad == NULL)
    return g_steal_pointer (&progress);

  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               /* Translators: %s is the name of a member of JSON. */
               _("The frozen numbers have no valid “%s”."), reader.bad);

  return NULL;
}
