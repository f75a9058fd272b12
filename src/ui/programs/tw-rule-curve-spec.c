/* tw-rule-curve-spec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-curve-private.h"

#include "common/tw-format.h"
#include "tw-chart-data.h"
#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Characters of an axis title that leave room for its numbers at 360 pixels. */
#define LONGEST_TITLE 30

#define MILLION 1000000.0
/* A step of two minor units at a bound is rounding; more is a cliff. */
#define ROUNDING 2

typedef struct
{
  gboolean share;   /* written as a percentage */
  int      digits;
} Unit;

void
tw_rule_handle_free (gpointer handle)
{
  g_free (((TwRuleHandle *) handle)->path);
  g_free (handle);
}

/* --- numbers --- */

static char *
format_number (double   value,
               double   step,
               gpointer user_data)
{
  const Unit *unit = user_data;
  double shown = unit->share ? value * 100 : value;
  double distance = unit->share ? step * 100 : step;
  int decimals = distance > 0 ? (int) CLAMP (ceil (-log10 (distance) - 1e-9), 0, 6) : unit->digits;
  char plain[64];
  char with[16];

  g_snprintf (with, sizeof with, "%%.%df", decimals);
  g_ascii_formatd (plain, sizeof plain, with, shown);
  if (unit->share)
    {
      g_autofree char *rate = g_strconcat (plain, "%", NULL);

      return tw_format_rate (rate);
    }

  return tw_format_number (plain);
}

static double
major (int digits)
{
  return pow (10, digits);
}

static int
get_digits (const TwRuleCurveInput *input)
{
  return tw_program_document_get_program (input->document)->currency_digits;
}

static double
to_x (const TwRuleCurveInput *input,
      gint64                  x)
{
  return x / (input->curve->is_money ? major (get_digits (input)) : MILLION);
}

char *
tw_rule_handle_literal (const TwRuleHandle  *handle,
                        const TwPayoutCurve *curve,
                        int                  digits,
                        double               value)
{
  if (handle->is_flat || (handle->along_x && curve->is_money))
    return tw_decimal_format (llround (value * major (digits)), digits);
  if (handle->is_rate || (handle->along_x && curve->is_share))
    return tw_rate_format (llround (value * MILLION));

  return tw_decimal_format_trim (llround (value * MILLION), 6);
}

/* --- axes --- */

static void
set_axis (TwChartSpec   *spec,
          TwChartAxisId  which,
          const char    *title,
          const char    *unit,
          gboolean       share,
          int            digits,
          gboolean       below)
{
  TwChartAxis axis = TW_CHART_AXIS_INIT;
  Unit *data = g_new0 (Unit, 1);

  data->share = share;
  data->digits = digits;
  axis.title = title;
  axis.unit = unit;
  axis.format = format_number;
  axis.user_data = data;
  axis.destroy = g_free;
  /* What is paid back stands below nothing. */
  if (which == TW_CHART_Y && !below)
    axis.min = 0;
  tw_chart_spec_set_axis (spec, which, &axis);
}

static gboolean
pays_rate (const TwRuleCurveInput *input)
{
  const TwRule *rule = &tw_program_document_get_program (input->document)->rules[input->rule];

  return rule->counts->type == TW_VALUE_MONEY;
}

static gboolean
has_negative (const TwRuleCurveInput *input)
{
  for (guint i = 0; i < input->curve->points->len; i++)
    if (g_array_index (input->curve->points, TwPayoutPoint, i).payout < 0)
      return TRUE;

  return FALSE;
}

/* (transfer full): what picks the band, by its name or in few words where it has such. */
static char *
name_qualifier (const TwProgram *program,
                guint            rule)
{
  g_autofree char *words = tw_program_describe_value (program, program->rules[rule].qualifier);

  return g_utf8_strlen (words, -1) <= LONGEST_TITLE ? tw_program_describe_begin (words)
                                                    : g_strdup (_("What picks the band"));
}

void
tw_rule_curve_set_x_axis (TwChartSpec         *spec,
                          const TwProgram     *program,
                          guint                rule,
                          const TwPayoutCurve *curve)
{
  g_autofree char *title = curve->measure > 0 && program->rules[rule].qualifier != NULL ? name_qualifier (program, rule)
                                                                                        : g_strdup (_("Measure"));

  set_axis (spec, TW_CHART_X, title,
            curve->is_money ? program->currency : NULL, curve->is_share,
            curve->is_money ? program->currency_digits : curve->is_share ? 1 : 0, FALSE);
}

static void
set_axes (const TwRuleCurveInput *input,
          TwChartSpec            *spec)
{
  const TwProgram *program = tw_program_document_get_program (input->document);
  gboolean rate = pays_rate (input);
  int digits = program->currency_digits;

  tw_rule_curve_set_x_axis (spec, program, input->rule, input->curve);
  if (input->view == TW_RULE_CURVE_PAYOUT)
    set_axis (spec, TW_CHART_Y, _("Payout"), program->currency, FALSE, digits, has_negative (input));
  else if (input->view == TW_RULE_CURVE_EFFECTIVE)
    set_axis (spec, TW_CHART_Y, _("Effective rate"), rate ? NULL : program->currency, rate, rate ? 2 : digits, has_negative (input));
  else
    set_axis (spec, TW_CHART_Y, _("Marginal rate"), rate ? NULL : program->currency, rate, rate ? 2 : digits, has_negative (input));
}

/* --- the curve --- */

static const TwPayoutPoint *
get_point (const TwRuleCurveInput *input,
           guint                   i)
{
  return &g_array_index (input->curve->points, TwPayoutPoint, i);
}

static void
add_mark (const TwRuleCurveInput *input,
          TwChartSpec            *spec,
          guint                   series,
          double                  x,
          double                  y,
          const char             *note)
{
  TwChartMark mark = TW_CHART_MARK_INIT;
  g_autofree char *label = tw_chart_spec_format (spec, TW_CHART_X, x, 0);
  g_autofree char *text = tw_chart_spec_format (spec, TW_CHART_Y, y, 0);

  mark.label = label;
  mark.text = text;
  mark.note = note;
  mark.x = x;
  mark.y = y;
  tw_chart_spec_add_mark (spec, series, &mark);
}

/* The measure and what is paid there in the chart's numbers; the rate is over what is paid on. */
static double
effective (const TwRuleCurveInput *input,
           const TwPayoutPoint    *point)
{
  double payout = point->payout / major (get_digits (input));
  double paid = input->curve->measure > 0
                  ? input->curve->measure / (pays_rate (input) ? major (get_digits (input)) : MILLION)
                  : to_x (input, point->x);

  return paid != 0 ? payout / paid : 0;
}

static gboolean
is_cliff (const TwRuleCurveInput *input,
          guint                   i)
{
  const TwPayoutPoint *a = get_point (input, i);
  const TwPayoutPoint *b = get_point (input, i + 1);

  return b->x - a->x == 1 && ABS (b->payout - a->payout) > ROUNDING;
}

/* Payout and effective rate, point by point; at a cliff two points at one place. */
static void
add_curve (const TwRuleCurveInput *input,
           TwChartSpec            *spec,
           guint                   series)
{
  double digits = major (get_digits (input));

  for (guint i = 0; i < input->curve->points->len; i++)
    {
      const TwPayoutPoint *point = get_point (input, i);
      gboolean before = i + 1 < input->curve->points->len && is_cliff (input, i);
      gboolean after = i > 0 && is_cliff (input, i - 1);
      double x = to_x (input, before ? get_point (input, i + 1)->x : point->x);
      double y = input->view == TW_RULE_CURVE_PAYOUT ? point->payout / digits : effective (input, point);
      g_autofree char *note = NULL;

      if (after)
        {
          gint64 jump = point->payout - get_point (input, i - 1)->payout;
          g_autofree char *money = tw_format_money (ABS (jump), get_digits (input), NULL);

          /* Translators: where a payout jumps; %s is an amount. */
          note = jump > 0 ? g_strdup_printf (_("cliff +%s"), money)
                          : g_strdup_printf (_("cliff \342\210\222%s"), money);
        }
      if (i > 0 && !before && !after && point->x - get_point (input, i - 1)->x == 1)
        continue;
      if (point->x == 0 && input->view == TW_RULE_CURVE_EFFECTIVE)
        continue;
      add_mark (input, spec, series, x, y, note);
    }
}

/* The slope between two points, as steps. */
static void
add_slopes (const TwRuleCurveInput *input,
            TwChartSpec            *spec,
            guint                   series)
{
  double digits = major (get_digits (input));

  for (guint i = 0; i + 1 < input->curve->points->len; i++)
    {
      const TwPayoutPoint *a = get_point (input, i);
      const TwPayoutPoint *b = get_point (input, i + 1);
      double slope = (b->payout - a->payout) / digits / (to_x (input, b->x) - to_x (input, a->x));

      if (b->x - a->x <= 1)
        continue;
      slope = round (slope * 1e4) / 1e4;
      add_mark (input, spec, series, to_x (input, a->x), slope, NULL);
      add_mark (input, spec, series, to_x (input, b->x), slope, NULL);
    }
}

/* --- handles --- */

/* (transfer full) (nullable): the place of the literal that the curve was drawn with. */
static char *
resolve (const TwRuleCurveInput *input,
         const char             *path)
{
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (input->document), path);
  JsonObject *object;
  const char *by;
  const char *value;
  g_autofree char *next = NULL;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING
                   && g_regex_match_simple ("^-?[0-9.]+%?$", json_node_get_string (node), 0, 0)
               ? g_strdup (path)
               : NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  if (!json_object_has_member (object, "is") || !JSON_NODE_HOLDS_VALUE (json_object_get_member (object, "by")))
    return NULL;
  by = json_object_get_string_member (object, "by");
  value = g_hash_table_lookup (input->chosen, by);
  if (value != NULL && json_object_has_member (json_object_get_object_member (object, "is"), value))
    {
      g_autofree char *is = g_strdup_printf ("%s/is", path);

      next = tw_program_text_path (is, value);
    }
  else
    next = g_strdup_printf ("%s/else", path);

  return resolve (input, next);
}

static void
add_handle (const TwRuleCurveInput *input,
            TwChartSpec            *spec,
            GPtrArray              *handles,
            TwRuleHandle            handle,
            double                  x,
            double                  y,
            const char             *label)
{
  TwRuleHandle *copy = g_new0 (TwRuleHandle, 1);

  *copy = handle;
  g_ptr_array_add (handles, copy);
  tw_chart_spec_add_handle (spec, handle.along_x ? TW_CHART_X : TW_CHART_Y, x, y, label, handle.path);
}

/* The curve's height where a band begins. */
static double
height_at (const TwRuleCurveInput *input,
           gint64                  x)
{
  for (guint i = 0; i < input->curve->points->len; i++)
    {
      const TwPayoutPoint *point = get_point (input, i);

      if (point->x >= x)
        return input->view == TW_RULE_CURVE_PAYOUT ? point->payout / major (get_digits (input))
                                                   : effective (input, point);
    }

  return 0;
}

/* Where @band begins. */
static gint64
find_bound (const TwRuleCurveInput *input,
                     guint                   band)
{
  const TwTable *table = tw_program_document_get_program (input->document)->rules[input->rule].table;
  guint bound = 0;

  if (!table->bands[band].has_from)
    return 0;
  for (guint i = 0; i < band; i++)
    bound += table->bands[i].has_from;

  return g_array_index (input->curve->bounds, gint64, bound);
}

static double
read_literal (const TwRuleCurveInput *input,
              const char             *path)
{
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (input->document), path);
  gint64 millionths = 0;

  tw_number_parse (json_node_get_string (node), &millionths, NULL);

  return millionths / MILLION;
}

/* How near a threshold may come to its neighbours: they stay in their order. */
static void
bound_threshold (const TwRuleCurveInput *input,
                 TwChartSpec            *spec,
                 guint                   bound)
{
  GArray *bounds = input->curve->bounds;
  double at = to_x (input, g_array_index (bounds, gint64, bound));
  double unit = input->curve->is_money ? 1 / major (get_digits (input)) : input->curve->is_share ? 0.0001 : 1;
  double least = bound > 0 ? to_x (input, g_array_index (bounds, gint64, bound - 1)) : -INFINITY;
  double most = bound + 1 < bounds->len ? to_x (input, g_array_index (bounds, gint64, bound + 1)) : INFINITY;

  /* Numbers that stand closer than one can be parted by less. */
  unit = MIN (unit, MIN (at - least, most - at) / 2);
  /* The first bound of all may go to 0, but not to the other side of it. */
  if (bound == 0)
    least = at >= 0 ? -unit : least;
  tw_chart_spec_bound_handle (spec, 0, least + unit, most - unit);
}

static void
add_threshold (const TwRuleCurveInput *input,
               TwChartSpec            *spec,
               GPtrArray              *handles,
               guint                   band,
               guint                   bound,
               double                  y)
{
  const TwRule *rule = &tw_program_document_get_program (input->document)->rules[input->rule];
  g_autofree char *from = g_strdup_printf ("%s/table/bands/%u/from", rule->path, band);
  /* Translators: a point of a payout curve that can be dragged: where band %u begins. */
  g_autofree char *label = g_strdup_printf (_("Band %u begins"), band + 1);

  add_handle (input, spec, handles, (TwRuleHandle){ .path = g_strdup (from), .along_x = TRUE },
              to_x (input, g_array_index (input->curve->bounds, gint64, bound)), y, label);
  bound_threshold (input, spec, bound);
}

static void
add_rate (const TwRuleCurveInput *input,
          TwChartSpec            *spec,
          GPtrArray              *handles,
          guint                   band,
          const char             *path,
          double                  x)
{
  /* Translators: a point of a payout curve that can be dragged: what band %u pays. */
  g_autofree char *label = g_strdup_printf (_("Band %u pays"), band + 1);
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (input->document), path);
  double rate = read_literal (input, path);

  add_handle (input, spec, handles,
              (TwRuleHandle){ .path = g_strdup (path),
                              .is_rate = g_str_has_suffix (json_node_get_string (node), "%"),
                              .is_price = !pays_rate (input) },
              x, rate, label);
  if (rate < 0)
    tw_chart_spec_bound_handle (spec, 0, -INFINITY, INFINITY);
}

/* A flat amount is held at the point that it lifts the curve to: where its band begins, or between bands where its
 * band ends. */
static void
add_flat (const TwRuleCurveInput *input,
          TwChartSpec            *spec,
          GPtrArray              *handles,
          guint                   band,
          const char             *path)
{
  const TwTable *table = tw_program_document_get_program (input->document)->rules[input->rule].table;
  guint held = table->mode == TW_TABLE_INTERPOLATED ? band + 1 : band;
  gint64 at = held < table->n_bands ? find_bound (input, held) : -1;
  double flat = read_literal (input, path);
  /* Translators: a point of a payout curve that can be dragged: the flat amount of band %u. */
  g_autofree char *label = g_strdup_printf (_("Band %u, flat amount"), band + 1);
  double y;

  if (at < 0)
    return;

  y = height_at (input, at);
  add_handle (input, spec, handles, (TwRuleHandle){ .path = g_strdup (path), .is_flat = TRUE }, to_x (input, at), y, label);
  tw_chart_spec_bound_handle (spec, y - flat, flat < 0 ? -INFINITY : 0, INFINITY);
}

/* (transfer full) (nullable): the place of the literal that band @band pays as @key. */
static char *
find_pay (const TwRuleCurveInput *input,
          guint                   band,
          const char             *key)
{
  const TwRule *rule = &tw_program_document_get_program (input->document)->rules[input->rule];
  g_autofree char *banded = g_strdup_printf ("%s/table/bands/%u/%s", rule->path, band, key);
  g_autofree char *plain = g_strdup_printf ("%s/%s", rule->path, key);
  char *path = resolve (input, banded);

  return path != NULL ? path : resolve (input, plain);
}

static void
add_handles (const TwRuleCurveInput *input,
             TwChartSpec            *spec,
             GPtrArray              *handles)
{
  const TwRule *rule = &tw_program_document_get_program (input->document)->rules[input->rule];
  gboolean rates = input->view == TW_RULE_CURVE_MARGINAL
                   || (input->view == TW_RULE_CURVE_EFFECTIVE && rule->table->mode == TW_TABLE_RETROACTIVE);
  guint bound = 0;

  for (guint i = 0; i < rule->table->n_bands; i++)
    {
      const TwBand *band = &rule->table->bands[i];
      g_autofree char *rate = find_pay (input, i, pays_rate (input) ? "rate" : "price");
      g_autofree char *flat = find_pay (input, i, "flat");
      gint64 at = band->has_from ? g_array_index (input->curve->bounds, gint64, bound) : 0;
      double y = rates && rate != NULL                        ? read_literal (input, rate)
                 : input->view == TW_RULE_CURVE_MARGINAL ? 0
                                                              : height_at (input, at);

      if (band->has_from && at != 0)
        add_threshold (input, spec, handles, i, bound, y);
      if (rates && rate != NULL)
        add_rate (input, spec, handles, i, rate, to_x (input, at));
      if (input->view == TW_RULE_CURVE_PAYOUT && flat != NULL)
        add_flat (input, spec, handles, i, flat);
      bound += band->has_from;
    }
}

TwChartSpec *
tw_rule_curve_spec (const TwRuleCurveInput *input,
                    GPtrArray              *handles)
{
  static const char * const titles[] = { N_("Payout"), N_("Effective Rate"), N_("Marginal Rate") };
  const TwRule *rule = &tw_program_document_get_program (input->document)->rules[input->rule];
  g_autofree char *title = g_strdup_printf (_("%1$s of %2$s"), _(titles[input->view]), rule->name);
  TwChartSpec *spec = tw_chart_spec_new (TW_CHART_PAYOUT, "payout", title);
  guint series;

  set_axes (input, spec);
  series = tw_chart_spec_add_series (spec, _(titles[input->view]), TW_CHART_ROLE_NORMAL);
  if (input->view == TW_RULE_CURVE_MARGINAL)
    add_slopes (input, spec, series);
  else
    add_curve (input, spec, series);
  if (input->partners != NULL && input->partners->rug != NULL)
    tw_chart_spec_share_series (spec, input->partners->rug, 0);
  add_handles (input, spec, handles);
  if (input->period != NULL && input->positions != NULL)
    {
      /* Translators: %s is a period such as FY 2025. */
      g_autofree char *subtitle = g_strdup_printf (_("Strokes: where each partner stood at the end of %s"), input->period);

      tw_chart_spec_set_text (spec, TW_CHART_TEXT_SUBTITLE, subtitle);
    }

  return spec;
}
