/* tw-board-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-scope.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static const struct
{
  const char *name;
  const char *label;
} filters[TW_BOARD_N_FILTERS] = {
  [TW_BOARD_TYPE] = { "type", N_("Type") },          [TW_BOARD_REGION] = { "region", N_("Region") },
  [TW_BOARD_TIER] = { "tier", N_("Tier") },          [TW_BOARD_MANAGER] = { "manager", N_("Manager") },
  [TW_BOARD_PARTNER] = { "partner", N_("Partner") },
};

TwBoardScope *
tw_board_scope_new (void)
{
  TwBoardScope *self = g_new0 (TwBoardScope, 1);

  self->period_name = g_strdup ("");
  self->as_of = TW_DATE_NONE;

  return self;
}

TwBoardScope *
tw_board_scope_copy (const TwBoardScope *self)
{
  TwBoardScope *copy = g_memdup2 (self, sizeof *self);

  copy->period_name = g_strdup (self->period_name);
  copy->compare_name = g_strdup (self->compare_name);
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    {
      copy->keys[i] = g_strdupv (self->keys[i]);
      copy->labels[i] = g_strdupv (self->labels[i]);
    }

  return copy;
}

void
tw_board_scope_free (TwBoardScope *self)
{
  if (self == NULL)
    return;

  tw_board_scope_clear (self);
  g_free (self->period_name);
  g_free (self->compare_name);
  g_free (self);
}

static gboolean
same_values (char **a,
             char **b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strv_equal ((const char *const *) a, (const char *const *) b);
}

gboolean
tw_board_scope_equal (const TwBoardScope *self,
                      const TwBoardScope *other)
{
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    if (!same_values (self->keys[i], other->keys[i]))
      return FALSE;

  return self->as_of == other->as_of && self->period.start == other->period.start && self->period.end == other->period.end
         && self->compare.start == other->compare.start && self->compare.end == other->compare.end;
}

void
tw_board_scope_set_period (TwBoardScope *self,
                           TwSpan        span,
                           const char   *name,
                           TwDate        today)
{
  g_free (self->period_name);
  self->period_name = g_strdup (name);
  self->period = span;
  self->as_of = today != TW_DATE_NONE && today >= span.start && today < span.end ? today : TW_DATE_NONE;
}

/* The unit of @calendar that is exactly @span; %TW_CALENDAR_CUSTOM for none. */
static TwCalendarUnit
unit_of (const TwCalendar *calendar,
         TwSpan            span)
{
  static const TwCalendarUnit units[] = { TW_CALENDAR_MONTH, TW_CALENDAR_QUARTER, TW_CALENDAR_HALF, TW_CALENDAR_YEAR };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      TwSpan found;

      if (tw_calendar_unit_at (calendar, units[i], span.start, &found) && found.start == span.start
          && found.end == span.end)
        return units[i];
    }

  return TW_CALENDAR_CUSTOM;
}

static char *
name_days (TwSpan span)
{
  g_autofree char *first = tw_date_format (span.start);
  g_autofree char *last = tw_date_format (span.end - 1);

  /* Translators: a range of days, both as 2026-07-01. */
  return g_strdup_printf (_("%1$s to %2$s"), first, last);
}

void
tw_board_scope_set_compare (TwBoardScope     *self,
                            const TwCalendar *calendar,
                            TwBoardCompare    compare)
{
  TwCalendarUnit unit = unit_of (calendar, self->period);
  TwDate at = compare == TW_COMPARE_YEAR ? tw_date_add_months (self->period.start, -12) : self->period.start - 1;

  g_clear_pointer (&self->compare_name, g_free);
  self->compare = (TwSpan){ 0, 0 };
  if (compare == TW_COMPARE_NONE || self->period.start >= self->period.end)
    return;

  if (unit != TW_CALENDAR_CUSTOM && tw_calendar_unit_at (calendar, unit, at, &self->compare))
    {
      self->compare_name = tw_calendar_name (calendar, unit, self->compare.start);
      return;
    }

  self->compare = compare == TW_COMPARE_YEAR
                    ? (TwSpan){ at, tw_date_add_months (self->period.end, -12) }
                    : (TwSpan){ self->period.start - (self->period.end - self->period.start), self->period.start };
  self->compare_name = name_days (self->compare);
}

/* (transfer full): @values with @value added, or without the one at @drop. */
static char **
change_values (char       **values,
               const char  *value,
               int          drop)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **result;

  for (int i = 0; values != NULL && values[i] != NULL; i++)
    if (i != drop)
      g_strv_builder_add (builder, values[i]);
  if (value != NULL)
    g_strv_builder_add (builder, value);

  result = g_strv_builder_end (builder);
  g_strfreev (values);
  if (result[0] == NULL)
    g_clear_pointer (&result, g_strfreev);

  return result;
}

static int
find_value (char       **values,
            const char  *key)
{
  for (int i = 0; values != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], key))
      return i;

  return -1;
}

void
tw_board_scope_set_value (TwBoardScope  *self,
                          TwBoardFilter  filter,
                          const char    *key,
                          const char    *label,
                          gboolean       on)
{
  int at = find_value (self->keys[filter], key);

  g_return_if_fail (filter < TW_BOARD_N_FILTERS && key != NULL);

  if (on == (at >= 0))
    return;

  self->keys[filter] = change_values (self->keys[filter], on ? key : NULL, at);
  self->labels[filter] = change_values (self->labels[filter], on ? (label != NULL ? label : key) : NULL, at);
}

gboolean
tw_board_scope_has_value (const TwBoardScope *self,
                          TwBoardFilter       filter,
                          const char         *key)
{
  return find_value (self->keys[filter], key) >= 0;
}

void
tw_board_scope_clear (TwBoardScope *self)
{
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    {
      g_clear_pointer (&self->keys[i], g_strfreev);
      g_clear_pointer (&self->labels[i], g_strfreev);
    }
}

gboolean
tw_board_scope_is_filtered (const TwBoardScope *self)
{
  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    if (self->keys[i] != NULL)
      return TRUE;

  return FALSE;
}

const char *
tw_board_filter_get_label (TwBoardFilter filter)
{
  g_return_val_if_fail (filter < TW_BOARD_N_FILTERS, NULL);

  return _(filters[filter].label);
}

const char *
tw_board_filter_get_name (TwBoardFilter filter)
{
  g_return_val_if_fail (filter < TW_BOARD_N_FILTERS, NULL);

  return filters[filter].name;
}

char *
tw_board_scope_describe (const TwBoardScope *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < TW_BOARD_N_FILTERS; i++)
    {
      g_autofree char *values = NULL;

      if (self->labels[i] == NULL)
        continue;
      /* Translators: between the values of a filter, as in "Reseller, OEM". */
      values = g_strjoinv (_(", "), self->labels[i]);
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: %1$s is what is filtered by, such as Tier, %2$s the value or values. */
      g_string_append_printf (text, _("%1$s: %2$s"), tw_board_filter_get_label (i), values);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
tw_board_scope_to_json (const TwBoardScope *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!tw_board_scope_is_filtered (self))
    return NULL;

  json_builder_begin_object (builder);
  for (guint f = 0; f < TW_BOARD_N_FILTERS; f++)
    {
      if (self->keys[f] == NULL || self->keys[f][0] == NULL)
        continue;

      json_builder_set_member_name (builder, tw_board_filter_get_name (f));
      json_builder_begin_array (builder);
      for (guint i = 0; self->keys[f][i] != NULL; i++)
        {
          json_builder_begin_array (builder);
          json_builder_add_string_value (builder, self->keys[f][i]);
          json_builder_add_string_value (builder, self->labels[f][i]);
          json_builder_end_array (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static const char *
get_text (JsonArray *array,
          guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* @values: [["oem", "OEM"]] */
static void
add_values (TwBoardScope  *self,
            TwBoardFilter  filter,
            JsonNode      *values)
{
  JsonArray *array = values != NULL && JSON_NODE_HOLDS_ARRAY (values) ? json_node_get_array (values) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonArray *value = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      const char *key = value != NULL && json_array_get_length (value) == 2 ? get_text (value, 0) : NULL;

      if (key != NULL)
        tw_board_scope_set_value (self, filter, key, get_text (value, 1), TRUE);
    }
}

void
tw_board_scope_add_json (TwBoardScope *self,
                         const char   *json)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;

  g_return_if_fail (self != NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;

  for (guint f = 0; f < TW_BOARD_N_FILTERS; f++)
    add_values (self, f, json_object_get_member (json_node_get_object (root), tw_board_filter_get_name (f)));
}

void
tw_board_scope_to_metric (const TwBoardScope *self,
                          TwWorkspace        *workspace,
                          TwMetricScope      *scope)
{
  *scope = (TwMetricScope){
    .workspace = workspace,
    .period = self->period,
    .compare = self->compare,
    .as_of = self->as_of,
    .types = (const char *const *) self->keys[TW_BOARD_TYPE],
    .regions = (const char *const *) self->keys[TW_BOARD_REGION],
    .tiers = (const char *const *) self->keys[TW_BOARD_TIER],
    .managers = (const char *const *) self->keys[TW_BOARD_MANAGER],
    .partners = (const char *const *) self->keys[TW_BOARD_PARTNER],
  };
}
