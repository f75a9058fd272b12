/* tw-builder-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Measures (rules.md 2.2) and windows (1.5). */

#define MEASURE_KEYS \
  "fact where date window shift pool floor cap per free package " \
  "sum count distinct largest smallest latest median average first_date nth"

static const struct
{
  const char  *head;
  TwAggregate  aggregate;
} aggregates[] = {
  { "sum", TW_AGGREGATE_SUM },
  { "count", TW_AGGREGATE_COUNT },
  { "distinct", TW_AGGREGATE_DISTINCT },
  { "largest", TW_AGGREGATE_LARGEST },
  { "smallest", TW_AGGREGATE_SMALLEST },
  { "latest", TW_AGGREGATE_LATEST },
  { "median", TW_AGGREGATE_MEDIAN },
  { "average", TW_AGGREGATE_AVERAGE },
  { "first_date", TW_AGGREGATE_FIRST_DATE },
  { "nth", TW_AGGREGATE_NTH },
};

static const char *
get_kind (TwBuilder *b,
          JsonNode  *node)
{
  const char *text = tw_get_text (b, node);

  if (text == NULL)
    return NULL;
  if (tw_fact_kind_is_known (text))
    return tw_program_intern (b->program, text);
  tw_refuse (b, "E1",
             _("Possible are: sale marketplace unit_report opportunity registration services certification reference activity "
               "listing deployment accreditation subscription adoption claim spend payment target opening standing."),
             _("“%s” is no kind of fact."), text);

  return NULL;
}

const char **
tw_get_kinds (TwBuilder *b,
              JsonNode  *node,
              guint     *n_kinds)
{
  const char **kinds;
  gsize mark;

  *n_kinds = 0;
  if (node == NULL)
    {
      tw_refuse (b, "E1", NULL, _("A measure needs “fact”: the kinds of fact it counts."));
      return NULL;
    }
  mark = tw_builder_enter (b, "fact");
  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    {
      JsonArray *array = json_node_get_array (node);

      kinds = tw_program_new_array (b->program, const char *, json_array_get_length (array));
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *kind = get_kind (b, json_array_get_element (array, i));

          if (kind != NULL)
            kinds[(*n_kinds)++] = kind;
        }
    }
  else
    {
      kinds = tw_program_new_array (b->program, const char *, 1);
      kinds[0] = get_kind (b, node);
      *n_kinds = kinds[0] != NULL;
    }
  tw_builder_leave (b, mark);

  return *n_kinds > 0 ? kinds : NULL;
}

/* `shift` stands beside the window: a measure's window may reach back. */
gboolean
tw_is_window (JsonNode *node)
{
  static const char *const names[] = {
    "fact",   "month",          "quarter",  "half",  "year",
    "period", "agreement_year", "lifetime", "as_of", NULL,
  };
  static const char * const keys[] = { "rolling", "previous", "since", "any_day_in" };

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (json_object_has_member (json_node_get_object (node), keys[i]))
          return TRUE;
      return FALSE;
    }

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         g_strv_contains (names, json_node_get_string (node));
}

static gboolean
get_unit (const char     *text,
          TwCalendarUnit *unit)
{
  static const char * const names[] = { "month", "quarter", "half", "year" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      {
        *unit = (TwCalendarUnit) i;
        return TRUE;
      }

  return FALSE;
}

static void
name_window (TwBuilder  *b,
             TwTimeWindow   *window,
             const char *text)
{
  if (get_unit (text, &window->unit))
    window->kind = TW_WINDOW_UNIT;
  else if (strcmp (text, "period") == 0)
    window->kind = TW_WINDOW_PERIOD;
  else if (strcmp (text, "fact") == 0)
    window->kind = TW_WINDOW_FACT;
  else if (strcmp (text, "agreement_year") == 0)
    window->kind = TW_WINDOW_AGREEMENT_YEAR;
  else if (strcmp (text, "lifetime") == 0)
    window->kind = TW_WINDOW_LIFETIME;
  else if (strcmp (text, "as_of") == 0)
    window->kind = TW_WINDOW_AS_OF;
  else
    tw_refuse (b, "E1",
               _("Possible are: fact, month, quarter, half, year, period, agreement_year, "
                 "lifetime, as_of, "
                 "and objects with rolling, previous, since or any_day_in."),
               _("“%s” is no window."), text);
}

static void
build_previous (TwBuilder  *b,
                TwTimeWindow   *window,
                JsonObject *object)
{
  const char *text = tw_member_text (b, object, "previous");

  window->kind = TW_WINDOW_PREVIOUS;
  if (text == NULL)
    return;
  if (strcmp (text, "period") == 0)
    window->previous_period = TRUE;
  else if (!get_unit (text, &window->unit))
    tw_refuse (b, "E1", NULL,
               _("“previous” takes month, quarter, half, year or period, not “%s”."), text);
}

TwTimeWindow *
tw_build_window (TwBuilder *b,
                 JsonNode  *node)
{
  TwTimeWindow *window = tw_program_new_array (b->program, TwTimeWindow, 1);
  JsonObject *object;
  const char *text;

  window->path = tw_intern_path (b);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      text = tw_get_text (b, node);
      if (text != NULL)
        name_window (b, window, text);
      return window;
    }
  object = tw_get_object (b, node, "rolling previous since any_day_in");
  if (json_object_get_size (object) != 1)
    tw_refuse (b, "E1", NULL,
               _("A window has exactly one of rolling, previous, since and any_day_in."));
  else if (json_object_has_member (object, "rolling"))
    {
      window->kind = TW_WINDOW_ROLLING;
      tw_member_duration (b, object, "rolling", &window->duration);
    }
  else if (json_object_has_member (object, "any_day_in"))
    {
      window->kind = TW_WINDOW_ANY_DAY_IN;
      tw_member_duration (b, object, "any_day_in", &window->duration);
    }
  else if (json_object_has_member (object, "since"))
    {
      window->kind = TW_WINDOW_SINCE;
      window->since = tw_member_value (b, object, "since", WANT_DATE);
    }
  else
    build_previous (b, window, object);

  return window;
}

gboolean
tw_member_per (TwBuilder      *b,
               JsonObject     *object,
               TwPer          *per,
               TwCalendarUnit *unit)
{
  const char *text = tw_member_text (b, object, "per");
  gsize mark;

  *per = TW_PER_WINDOW;
  if (text == NULL || strcmp (text, "window") == 0)
    return TRUE;
  if (strcmp (text, "fact") == 0)
    *per = TW_PER_FACT;
  else if (strcmp (text, "period") == 0)
    *per = TW_PER_PERIOD;
  else if (strcmp (text, "lifetime") == 0)
    *per = TW_PER_LIFETIME;
  else if (get_unit (text, unit))
    *per = TW_PER_UNIT;
  else
    {
      mark = tw_builder_enter (b, "per");
      tw_refuse (b, "E1", NULL,
                 _("“%s” isn't possible here; possible are: fact window month quarter half year "
                   "period "
                   "lifetime."),
                 text);
      tw_builder_leave (b, mark);
      return FALSE;
    }

  return TRUE;
}

/* The value per fact, with the filter: both are about the inner fact. */
static void
build_inner (TwBuilder  *b,
             TwMeasure  *measure,
             JsonObject *object,
             const char *head,
             Want        want)
{
  JsonNode *node = json_object_get_member (object, head);
  gsize mark = tw_builder_enter (b, head);

  switch (measure->aggregate)
    {
    case TW_AGGREGATE_COUNT:
    case TW_AGGREGATE_FIRST_DATE:
      tw_get_text (b, node);
      break;
    case TW_AGGREGATE_DISTINCT:
      {
        guint n;
        TwExpr **keys = tw_build_attributes (b, node, &n);

        measure->value = n > 0 ? keys[0] : NULL;
        if (n > 1)
          tw_refuse (b, "E1", NULL, _("“distinct” counts one attribute."));
        break;
      }
    case TW_AGGREGATE_NTH:
      {
        JsonArray *pair = tw_get_array (b, node);
        int nth = 0;

        if (pair == NULL)
          break;
        if (json_array_get_length (pair) != 2)
          {
            tw_refuse (b, "E1", NULL,
                       _("“nth” is a list of a value and a position, counted from 1."));
            break;
          }
        measure->value = tw_build_value (b, json_array_get_element (pair, 0), want);
        tw_get_count (b, json_array_get_element (pair, 1), &nth);
        measure->nth = (guint) nth;
        break;
      }
    case TW_AGGREGATE_SUM:
    case TW_AGGREGATE_LARGEST:
    case TW_AGGREGATE_SMALLEST:
    case TW_AGGREGATE_LATEST:
    case TW_AGGREGATE_AVERAGE:
    case TW_AGGREGATE_MEDIAN:
    default:
      measure->value = tw_build_value (b, node, want);
      break;
    }
  tw_builder_leave (b, mark);
}

static void
set_type (TwBuilder *b,
          TwMeasure *measure)
{
  if (measure->aggregate == TW_AGGREGATE_COUNT || measure->aggregate == TW_AGGREGATE_DISTINCT)
    measure->type = TW_VALUE_NUMBER;
  else if (measure->aggregate == TW_AGGREGATE_FIRST_DATE)
    measure->type = TW_VALUE_DATE;
  else if (measure->value != NULL)
    measure->type = measure->value->type;
  if ((measure->aggregate == TW_AGGREGATE_SUM || measure->aggregate == TW_AGGREGATE_AVERAGE ||
       measure->aggregate == TW_AGGREGATE_MEDIAN) &&
      measure->type != TW_VALUE_MONEY && measure->type != TW_VALUE_NUMBER)
    tw_refuse (b, "E5", NULL, _("Only numbers and money can be summed or averaged."));
}

static void
build_dates (TwBuilder  *b,
             TwMeasure  *measure,
             JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "date");
  gboolean is_list = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  gsize mark;

  if (node == NULL)
    return;
  mark = tw_builder_enter (b, "date");
  measure->n_dates = is_list ? json_array_get_length (json_node_get_array (node)) : 1;
  measure->dates = tw_program_new_array (b->program, const char *, measure->n_dates);
  for (guint i = 0; i < measure->n_dates; i++)
    {
      const char *text =
          tw_get_text (b, is_list ? json_array_get_element (json_node_get_array (node), i) : node);
      gboolean found = FALSE;

      if (text == NULL)
        continue;
      for (guint k = 0; k < measure->n_kinds; k++)
        {
          TwValueType type;

          found |= tw_vocabulary_get_attribute (b->vocabulary, measure->kinds[k], text, &type) &&
                   type == TW_VALUE_DATE;
        }
      if (!found)
        tw_refuse (b, "E4", NULL, _("Facts of this kind have no date “%s”."), text);
      measure->dates[i] = tw_program_intern (b->program, text);
    }
  tw_builder_leave (b, mark);
}

static void
build_package (TwBuilder  *b,
               TwMeasure  *measure,
               JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "package");
  JsonObject *package;
  TwExpr *size;
  gsize mark;

  if (node == NULL)
    return;
  mark = tw_builder_enter (b, "package");
  package = tw_get_object (b, node, "size count");
  if (package != NULL)
    {
      size = tw_member_value (b, package, "size", (Want) measure->type);
      measure->has_package = TRUE;
      measure->package_complete =
          tw_member_choice (b, package, "count", "started complete", 0) == 1;
      if (size == NULL && !json_object_has_member (package, "size"))
        tw_refuse (b, "E1", NULL, _("A package needs its “size”."));
      else if (size != NULL &&
               (size->kind != TW_EXPR_LITERAL || tw_fraction_sign (size->literal) <= 0))
        tw_refuse (b, "E1", NULL, _("The size of a package must be a number above 0."));
      else if (size != NULL)
        measure->package_size = size->literal;
    }
  tw_builder_leave (b, mark);
}

static void
build_window_part (TwBuilder  *b,
                   TwMeasure  *measure,
                   JsonObject *object)
{
  JsonNode *window = json_object_get_member (object, "window");
  gsize mark;

  if (window != NULL)
    {
      mark = tw_builder_enter (b, "window");
      measure->window = tw_build_window (b, window);
      tw_builder_leave (b, mark);
    }
  else
    {
      b->windowless = TRUE;
      if (b->scope.in_tier)
        tw_refuse (b, "E1", _("Add “window”, such as {\"rolling\":\"12 months\"}."),
                   _("A measure in a tier's condition must state its window."));
    }
  measure->has_shift = tw_member_duration (b, object, "shift", &measure->shift);
  tw_member_per (b, object, &measure->per, &measure->per_unit);
}

TwMeasure *
tw_build_measure (TwBuilder *b,
                  JsonNode  *node,
                  Want       want)
{
  JsonObject *object = tw_get_object (b, node, MEASURE_KEYS);
  Scope outside = b->scope;
  TwMeasure *measure = NULL;
  const char *head = NULL;
  guint n_heads = 0;

  if (object == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (aggregates); i++)
    if (json_object_has_member (object, aggregates[i].head))
      {
        head = aggregates[i].head;
        if (n_heads++ == 0)
          measure = tw_program_measure (b->program, aggregates[i].aggregate, TW_VALUE_NUMBER,
                                        b->path->str);
      }
  if (n_heads != 1)
    {
      tw_refuse (b, "E1", NULL,
                 _("A measure has exactly one of sum, count, distinct, largest, smallest, latest, "
                   "median, average, first_date and nth."));
      return NULL;
    }
  measure->kinds = tw_get_kinds (b, json_object_get_member (object, "fact"), &measure->n_kinds);
  if (measure->kinds == NULL)
    return NULL;
  b->scope.outer_kinds = outside.kinds;
  b->scope.n_outer = outside.n_kinds;
  b->scope.kinds = measure->kinds;
  b->scope.n_kinds = measure->n_kinds;
  b->scope.in_filter = TRUE;
  b->scope.in_rule = FALSE;
  build_inner (b, measure, object, head, want);
  set_type (b, measure);
  if (json_object_has_member (object, "where"))
    {
      gsize mark = tw_builder_enter (b, "where");

      measure->where = tw_build_filter (b, json_object_get_member (object, "where"));
      tw_builder_leave (b, mark);
    }
  b->scope = outside;
  build_dates (b, measure, object);
  build_window_part (b, measure, object);
  measure->pool = tw_member_choice (b, object, "pool", "partner group all", TW_POOL_PARTNER);
  measure->floor = tw_member_value (b, object, "floor", (Want) measure->type);
  measure->cap = tw_member_value (b, object, "cap", (Want) measure->type);
  measure->free = tw_member_value (b, object, "free", (Want) measure->type);
  build_package (b, measure, object);

  return measure;
}
