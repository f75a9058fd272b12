/* tw-builder-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

/* Tables: rules.md 3.1, and the short forms rate, price and flat. */

/* The `to` of an imported closed range. */
typedef struct
{
  gboolean   has;
  TwFraction at;
} Closed;

static void
build_pay (TwBuilder  *b,
           TwBand     *band,
           JsonObject *object,
           Want        measure)
{
  if (json_object_has_member (object, "rate") && measure == WANT_NUMBER)
    {
      gsize mark = tw_builder_enter (b, "rate");

      tw_refuse (b, "E5", _("Write “price” for an amount per unit."),
                 _("A rate is a share of money, but this rule counts numbers."));
      tw_builder_leave (b, mark);
    }
  else
    band->rate = tw_member_value (b, object, "rate", WANT_NUMBER);
  if (json_object_has_member (object, "price") && measure == WANT_MONEY)
    {
      gsize mark = tw_builder_enter (b, "price");

      tw_refuse (b, "E5", _("Write “rate” for a share of money."),
                 _("A price is paid per unit, but this rule counts money."));
      tw_builder_leave (b, mark);
    }
  else if (json_object_has_member (object, "price"))
    {
      Want guess = tw_guess (b, json_object_get_member (object, "price"));

      band->price =
          tw_member_value (b, object, "price", guess == WANT_MONEY ? WANT_MONEY : WANT_NUMBER);
    }
  band->flat = tw_member_value (b, object, "flat", WANT_MONEY);
}

/* The bound of a band as a literal of the qualifier's type; FALSE where it was refused. */
static gboolean
build_bound (TwBuilder  *b,
             JsonObject *object,
             const char *key,
             Want        type,
             TwFraction *at)
{
  gsize mark = tw_builder_enter (b, key);
  JsonNode *node = json_object_get_member (object, key);
  const char *text = tw_get_text (b, node);
  TwExpr *literal = NULL;

  if (text != NULL && type == WANT_MONEY && g_str_has_suffix (text, "%"))
    tw_refuse (b, "E2", NULL,
               _("%s is a share, but the bounds of this table are amounts of money."), text);
  else if (text != NULL && !tw_looks_numeric (text) && type != WANT_DATE)
    tw_refuse (b, "E1", NULL,
               _("A bound must be written out as a number; “%s” is none. To move bounds, use "
                 "“scale”."),
               text);
  else if (text != NULL)
    literal = tw_build_literal (b, text, type);
  if (literal != NULL)
    *at = literal->literal;
  tw_builder_leave (b, mark);

  return literal != NULL;
}

/* A closed range ends where the next begins: exactly there, or one minor unit (of money) or one
 * (of a quantity) before it, which is the same as the upper edge belonging to the lower band. */
static void
check_closed (TwBuilder *b,
              TwTable   *table,
              Closed    *closed,
              guint      i,
              Want       type)
{
  TwBand *next = &table->bands[i + 1];
  TwFraction one = TW_FRACTION_ONE;
  TwFraction after;

  if (!closed[i].has || !next->has_from)
    return;
  if (tw_fraction_compare (closed[i].at, next->from) == 0)
    return;
  if (tw_fraction_add (closed[i].at, one, &after) && tw_fraction_compare (after, next->from) == 0)
    {
      /* (1000, 1001]: what lies on 1000 belongs below, and 1001 is the first value above. */
      next->from = closed[i].at;
      next->edge = TW_EDGE_TO;
      return;
    }
  {
    gboolean gap = tw_fraction_compare (closed[i].at, next->from) < 0;
    gsize mark = tw_builder_enter_index (b, i);
    gsize inner = tw_builder_enter (b, "to");

    tw_refuse (b, "E12",
               type == WANT_MONEY ? _("Let each band end where the next one begins.") : NULL,
               gap ? _("There is a gap between the end of this band and the beginning of the "
                       "next: a value in it "
                       "would pay nothing.")
                   : _("This band ends above the beginning of the next: a value there would be in "
                       "both."));
    tw_builder_leave (b, inner);
    tw_builder_leave (b, mark);
  }
}

static void
build_from (TwBuilder  *b,
            TwTable    *table,
            guint       i,
            JsonObject *object,
            Want        type)
{
  TwBand *band = &table->bands[i];
  JsonNode *from = json_object_get_member (object, "from");
  gsize mark = tw_builder_enter (b, "from");

  if (from == NULL)
    tw_refuse (b, "E1", NULL, _("A band needs “from”; in the first it may be null."));
  else if (JSON_NODE_HOLDS_NULL (from) && i > 0)
    tw_refuse (b, "E2", NULL,
               _("Only the first band may begin at null, which is below every value."));
  tw_builder_leave (b, mark);
  if (from == NULL || JSON_NODE_HOLDS_NULL (from))
    return;
  if (!build_bound (b, object, "from", type, &band->from))
    return;
  band->has_from = TRUE;
  if (i > 0 && table->bands[i - 1].has_from &&
      tw_fraction_compare (band->from, table->bands[i - 1].from) <= 0)
    {
      mark = tw_builder_enter (b, "from");
      tw_refuse (b, "E2", _("Sort the bands by “from”, each above the one before."),
                 _("This band begins at %s, which isn't above the beginning of the band before "
                   "it."),
                 json_node_get_string (from));
      tw_builder_leave (b, mark);
    }
}

static void
build_band (TwBuilder *b,
            TwTable   *table,
            guint      i,
            JsonNode  *node,
            Want       type,
            Want       measure,
            Closed    *closed)
{
  JsonObject *object = tw_get_object (b, node, "from to edge rate price flat");
  TwBand *band = &table->bands[i];
  JsonNode *to;

  band->path = tw_intern_path (b);
  if (object == NULL)
    return;
  build_from (b, table, i, object, type);
  if (json_object_has_member (object, "edge"))
    band->edge =
        tw_member_choice (b, object, "edge", "from to", 0) == 0 ? TW_EDGE_FROM : TW_EDGE_TO;
  to = json_object_get_member (object, "to");
  if (to != NULL && !JSON_NODE_HOLDS_NULL (to))
    closed->has = build_bound (b, object, "to", type, &closed->at);
  build_pay (b, band, object, measure);
}

static gboolean
pays_nothing (const TwExpr *expr)
{
  return expr == NULL || (expr->kind == TW_EXPR_LITERAL && tw_fraction_sign (expr->literal) == 0);
}

static void
check_interpolated (TwBuilder *b,
                    TwTable   *table)
{
  const TwBand *last = &table->bands[table->n_bands - 1];

  if (table->n_bands < 2)
    tw_refuse (b, "E3", NULL,
               _("An interpolated table needs a second band that marks where the first ends."));
  else if (!pays_nothing (last->rate) || !pays_nothing (last->price) || !pays_nothing (last->flat))
    tw_refuse (b, "E3", _("Add a last band that carries nothing."),
               _("The last band of an interpolated table only marks the end of the one before; it "
                 "can't pay."));
}

/* Bounds are literals of the qualifier's type. Multiplied by money they are numbers (rules.md
 * 10.5). */
static Want
bound_type (TwBuilder  *b,
            TwTable    *table,
            JsonObject *object,
            JsonArray  *bands,
            Want        qualifier)
{
  JsonNode *scale = json_object_get_member (object, "scale");
  Want bounds = WANT_ANY;
  Want guess;

  for (guint i = 0; i < json_array_get_length (bands); i++)
    {
      JsonNode *band = json_array_get_element (bands, i);
      JsonNode *from = JSON_NODE_HOLDS_OBJECT (band)
                         ? json_object_get_member (json_node_get_object (band), "from") : NULL;

      if (from != NULL && JSON_NODE_HOLDS_VALUE (from))
        bounds = tw_join (bounds, tw_guess (b, from));
    }
  if (scale == NULL)
    {
      Want type = tw_join (qualifier, bounds);

      return type == WANT_ANY || type == WANT_WRONG
                 ? (qualifier == WANT_ANY ? WANT_NUMBER : qualifier)
                 : type;
    }
  guess = tw_guess (b, scale);
  if (guess == WANT_ANY)
    guess = qualifier == WANT_MONEY && !(JSON_NODE_HOLDS_VALUE (scale) &&
                                         json_node_get_value_type (scale) == G_TYPE_STRING &&
                                         tw_looks_numeric (json_node_get_string (scale)))
              ? WANT_MONEY : WANT_NUMBER;
  if (qualifier != WANT_MONEY && guess == WANT_MONEY)
    {
      tw_refuse (b, "E5", NULL, _("The scale is money, but the table's qualifier is a number."));
      guess = WANT_NUMBER;
    }
  table->scale = tw_member_value (b, object, "scale", guess);

  return guess == WANT_MONEY ? WANT_NUMBER : qualifier == WANT_ANY ? WANT_NUMBER : qualifier;
}

static void
build_bands (TwBuilder  *b,
             TwTable    *table,
             JsonObject *object,
             Want        measure,
             Want        qualifier)
{
  gsize mark = tw_builder_enter (b, "bands");
  JsonNode *node = json_object_get_member (object, "bands");
  JsonArray *bands = node != NULL ? tw_get_array (b, node) : NULL;
  g_autofree Closed *closed = NULL;
  Want type;

  if (bands == NULL || json_array_get_length (bands) == 0)
    {
      tw_refuse (b, "E1", NULL, _("A table needs a list “bands” with at least one band."));
      tw_builder_leave (b, mark);
      return;
    }
  tw_builder_leave (b, mark);
  type = bound_type (b, table, object, bands, qualifier);
  mark = tw_builder_enter (b, "bands");
  table->n_bands = json_array_get_length (bands);
  table->bands = tw_program_new_array (b->program, TwBand, table->n_bands + 1);
  closed = g_new0 (Closed, table->n_bands);
  for (guint i = 0; i < table->n_bands; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);

      build_band (b, table, i, json_array_get_element (bands, i), type, measure, &closed[i]);
      tw_builder_leave (b, inner);
    }
  for (guint i = 0; i + 1 < table->n_bands; i++)
    check_closed (b, table, closed, i, type);
  if (closed[table->n_bands - 1].has)
    {
      /* Above the end of the last range nothing is paid: a band of nothing says so. */
      TwBand *above = &table->bands[table->n_bands];

      above->path = table->bands[table->n_bands - 1].path;
      above->has_from = TRUE;
      above->from = closed[table->n_bands - 1].at;
      above->edge = TW_EDGE_TO;
      table->n_bands++;
    }
  if (table->mode == TW_TABLE_INTERPOLATED)
    check_interpolated (b, table);
  tw_builder_leave (b, mark);
}

/* rate, price or flat straight in the rule: one band from null. */
static void
build_short (TwBuilder  *b,
             TwRule     *rule,
             JsonObject *object,
             Want        measure)
{
  TwTable *table = tw_program_new_array (b->program, TwTable, 1);

  rule->table = table;
  table->path = tw_intern_path (b);
  table->n_bands = 1;
  table->bands = tw_program_new_array (b->program, TwBand, 1);
  table->bands[0].path = table->path;
  build_pay (b, &table->bands[0], object, measure);
}

void
tw_build_table (TwBuilder  *b,
                TwRule     *rule,
                JsonObject *object,
                Want        measure,
                Want        qualifier)
{
  JsonNode *node = json_object_get_member (object, "table");
  gboolean is_short = json_object_has_member (object, "rate") ||
                      json_object_has_member (object, "price") ||
                      json_object_has_member (object, "flat");
  JsonObject *inner;
  gsize mark;

  if ((node != NULL) == is_short)
    {
      tw_refuse (b, "E1", NULL,
                 _("A rule needs either “table”, or the short form: “rate”, “price” or “flat”."));
      return;
    }
  if (node == NULL)
    {
      build_short (b, rule, object, measure);
      return;
    }
  mark = tw_builder_enter (b, "table");
  inner = tw_get_object (b, node, "mode bands edge scale cross flat_on flat_at");
  if (inner != NULL)
    {
      rule->table = tw_program_new_array (b->program, TwTable, 1);
      rule->table->path = tw_intern_path (b);
      rule->table->mode =
          tw_member_choice (b, inner, "mode", "marginal retroactive interpolated", 0);
      rule->table->edge =
          tw_member_choice (b, inner, "edge", "from to", 0) == 0 ? TW_EDGE_FROM : TW_EDGE_TO;
      rule->table->cross = tw_member_choice (b, inner, "cross", "split after before", 0);
      rule->table->flat_peak = tw_member_choice (b, inner, "flat_on", "current peak", 0) == 1;
      rule->table->flat_entry = tw_member_choice (b, inner, "flat_at", "start entry", 0) == 1;
      build_bands (b, rule->table, inner, measure, qualifier);
    }
  tw_builder_leave (b, mark);
}
