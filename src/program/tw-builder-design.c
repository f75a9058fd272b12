/* tw-builder-design.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What a program is for and grants, without effect on a cent: tw-program-design.h. Each of these
 * parts may also be one text or a list of texts, as they were before they had a form. */

#define BENEFIT_KEYS "name kind cost value per owner notes"
#define GOVERNANCE_KEYS "name review cadence attendees for notes"
#define OBJECTIVE_KEYS                                                                             \
  "gap outcome kind metric baseline target due direct_cost partner_cost notes"

/* The words as a choice, from the first that @get has. */
static char *
join_ids (const char *(*get) (int),
          int         first)
{
  GString *words = g_string_new (NULL);

  for (int i = first; get (i) != NULL; i++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", get (i));

  return g_string_free (words, FALSE);
}

static int
member_word (TwBuilder  *b,
             JsonObject *object,
             const char *key,
             const char *(*get) (int),
             int         first,
             int         standard)
{
  g_autofree char *words = join_ids (get, first);

  return tw_member_choice (b, object, key, words, standard - first) + first;
}

static const char *
gap_id (int i)
{
  return tw_gap_kind_get_id (i);
}

static const char *
benefit_id (int i)
{
  return tw_benefit_kind_get_id (i);
}

static const char *
per_id (int i)
{
  return tw_benefit_per_get_id (i);
}

static const char *
level_id (int i)
{
  return tw_investment_level_get_id (i);
}

static const char *
cadence_id (int i)
{
  return tw_cadence_get_id (i);
}

static const char *
member_copy (TwBuilder  *b,
             JsonObject *object,
             const char *key)
{
  return tw_program_intern (b->program, tw_member_text (b, object, key));
}

static void
member_money (TwBuilder     *b,
              JsonObject    *object,
              const char    *key,
              TwDesignMoney *money)
{
  JsonNode *node = json_object_get_member (object, key);
  TwFraction amount;
  gsize mark;

  if (node == NULL)
    return;
  mark = tw_builder_enter (b, key);
  if (tw_get_money (b, node, &amount))
    {
      money->given = TRUE;
      money->amount = (gint64) amount.num;
      if (money->amount < 0)
        tw_refuse (b, "E1", _("Write what it costs or is worth without a sign."),
                   _("An amount here can't be negative, and this one is %s."),
                   json_node_get_string (node));
    }
  tw_builder_leave (b, mark);
}

/* Words of a person's own about anything: kept, whatever they are. */
static const char *
member_notes (TwBuilder  *b,
              JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "notes");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
           ? tw_program_intern (b->program, json_node_get_string (node))
           : NULL;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* ---- objective ---- */

/* The texts of an objective of before it had a form, one per line. */
static void
build_free_objective (TwBuilder *b,
                      JsonNode  *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array;

  if (is_text (node))
    {
      b->design->objective.text = tw_program_intern (b->program, json_node_get_string (node));
      return;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gsize mark = tw_builder_enter_index (b, i);
      const char *line = tw_get_text (b, json_array_get_element (array, i));

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      tw_builder_leave (b, mark);
    }
  b->design->objective.text = tw_program_intern (b->program, text->str);
}

static gboolean
member_is_share (JsonObject *object,
                 const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && is_text (node) && g_str_has_suffix (json_node_get_string (node), "%");
}

static void
member_figure (TwBuilder      *b,
               JsonObject     *object,
               const char     *key,
               TwMetricUnit    unit,
               TwDesignFigure *figure)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_object_get_member (object, key);
  gsize mark;

  if (node == NULL)
    return;
  mark = tw_builder_enter (b, key);
  figure->text = tw_program_intern (b->program, tw_get_text (b, node));
  if (figure->text == NULL)
    ;
  else if (g_str_has_suffix (figure->text, "%") && unit != TW_METRIC_RATE &&
           unit != TW_METRIC_POINTS)
    tw_refuse (b, "E5", NULL, _("%s is a share, but the outcome isn't measured as one."),
               figure->text);
  else if (unit == TW_METRIC_MONEY
             ? tw_decimal_parse (figure->text, b->program->currency_digits, &figure->value, &error)
             : tw_number_parse (figure->text, &figure->value, &error))
    figure->given = TRUE;
  else
    tw_refuse (b, g_error_matches (error, TW_ERROR, TW_ERROR_RANGE) ? "E6" : "E1", NULL, "%s",
               error->message);
  tw_builder_leave (b, mark);
}

static void
build_objective (TwBuilder *b,
                 JsonNode  *node)
{
  TwObjective *objective = &b->design->objective;
  TwOutcome outcome;
  JsonObject *object;
  JsonNode *due;

  b->design->has_objective = TRUE;
  if (is_text (node) || JSON_NODE_HOLDS_ARRAY (node))
    {
      build_free_objective (b, node);
      return;
    }
  object = tw_get_object (b, node, OBJECTIVE_KEYS);
  if (object == NULL)
    return;
  objective->gap = member_copy (b, object, "gap");
  objective->outcome = member_copy (b, object, "outcome");
  objective->kind = member_word (b, object, "kind", gap_id, TW_GAP_STICKINESS, TW_GAP_NONE);
  objective->metric = member_copy (b, object, "metric");
  objective->unit = TW_METRIC_COUNT;
  if (objective->metric != NULL && tw_outcome_find (objective->metric, &outcome))
    objective->unit = outcome.unit;
  else if (member_is_share (object, "baseline") || member_is_share (object, "target"))
    objective->unit = TW_METRIC_RATE;
  member_figure (b, object, "baseline", objective->unit, &objective->baseline);
  member_figure (b, object, "target", objective->unit, &objective->target);
  due = json_object_get_member (object, "due");
  if (due != NULL)
    {
      gsize mark = tw_builder_enter (b, "due");

      tw_get_date (b, due, &objective->due);
      tw_builder_leave (b, mark);
    }
  member_money (b, object, "direct_cost", &objective->direct_cost);
  member_money (b, object, "partner_cost", &objective->partner_cost);
  objective->notes = member_notes (b, object);
}

/* ---- benefits and governance ---- */

static void
build_benefit (TwBuilder *b,
               gpointer   place,
               JsonNode  *node)
{
  TwBenefit *benefit = place;
  JsonObject *object;

  benefit->path = tw_intern_path (b);
  benefit->name = "";
  if (is_text (node))
    {
      benefit->name = tw_program_intern (b->program, json_node_get_string (node));
      return;
    }
  object = tw_get_object (b, node, BENEFIT_KEYS);
  if (object == NULL)
    return;
  if (!json_object_has_member (object, "name"))
    tw_refuse (b, "E1", NULL, _("A benefit needs a “name”."));
  else if (tw_member_name (b, object, "name") != NULL)
    benefit->name = member_copy (b, object, "name");
  benefit->kind = member_word (b, object, "kind", benefit_id, 0, TW_BENEFIT_OTHER);
  benefit->per = member_word (b, object, "per", per_id, 0, TW_PER_YEAR);
  member_money (b, object, "cost", &benefit->cost);
  member_money (b, object, "value", &benefit->value);
  benefit->owner = member_copy (b, object, "owner");
  benefit->notes = member_notes (b, object);
}

static void
build_review_tiers (TwBuilder    *b,
                    TwGovernance *review,
                    JsonNode     *node)
{
  gsize mark = tw_builder_enter (b, "for");
  JsonArray *array = tw_get_array (b, node);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  review->tiers = tw_program_new_array (b->program, const char *, n);
  for (guint i = 0; i < n; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);
      const char *name = tw_get_text (b, json_array_get_element (array, i));

      if (name != NULL && !g_hash_table_contains (b->tiers, name))
        tw_refuse (b, "E7", NULL, _("There is no tier “%s”."), name);
      else if (name != NULL)
        review->tiers[review->n_tiers++] = tw_program_intern (b->program, name);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

static void
build_review (TwBuilder *b,
              gpointer   place,
              JsonNode  *node)
{
  TwGovernance *review = place;
  const char *name;
  JsonObject *object;

  review->path = tw_intern_path (b);
  review->name = "";
  if (is_text (node))
    {
      review->name = tw_program_intern (b->program, json_node_get_string (node));
      return;
    }
  object = tw_get_object (b, node, GOVERNANCE_KEYS);
  if (object == NULL)
    return;
  name = json_object_has_member (object, "name") ? "name" : "review";
  if (!json_object_has_member (object, name))
    tw_refuse (b, "E1", NULL, _("A review needs a “name”."));
  else if (tw_member_name (b, object, name) != NULL)
    review->name = member_copy (b, object, name);
  review->has_cadence = json_object_has_member (object, "cadence");
  review->cadence = member_word (b, object, "cadence", cadence_id, 0, TW_CALENDAR_YEAR);
  review->attendees = member_copy (b, object, "attendees");
  if (json_object_has_member (object, "for"))
    build_review_tiers (b, review, json_object_get_member (object, "for"));
  review->notes = member_notes (b, object);
}

/* A text, or a list of texts and objects: @size bytes for each, filled by @build. */
static gpointer
build_list (TwBuilder  *b,
            JsonObject *owner,
            const char *key,
            gsize       size,
            void      (*build) (TwBuilder *, gpointer, JsonNode *),
            guint      *n)
{
  JsonNode *node = json_object_get_member (owner, key);
  gsize mark = tw_builder_enter (b, key);
  char *items = NULL;
  JsonArray *array;

  *n = 0;
  if (node != NULL && is_text (node))
    {
      *n = 1;
      items = tw_program_alloc (b->program, size);
      build (b, items, node);
    }
  else if (node != NULL && (array = tw_get_array (b, node)) != NULL)
    {
      *n = json_array_get_length (array);
      items = tw_program_alloc (b->program, size * *n);
      for (guint i = 0; i < *n; i++)
        {
          gsize inner = tw_builder_enter_index (b, i);

          build (b, items + size * i, json_array_get_element (array, i));
          tw_builder_leave (b, inner);
        }
    }
  tw_builder_leave (b, mark);

  return items;
}

/* ---- tiers, budget, what is unconfirmed ---- */

static void
build_tier_design (TwBuilder    *b,
                   TwTierDesign *tier,
                   JsonObject   *object)
{
  JsonNode *name = json_object_get_member (object, "name");
  JsonNode *investment = json_object_get_member (object, "investment");
  JsonObject *parts;
  gsize mark;

  tier->path = tw_intern_path (b);
  tier->name = name != NULL && is_text (name)
                 ? tw_program_intern (b->program, json_node_get_string (name)) : "";
  tier->benefits = build_list (b, object, "benefits", sizeof (TwBenefit), build_benefit,
                               &tier->n_benefits);
  tier->governance = build_list (b, object, "governance", sizeof (TwGovernance), build_review,
                                 &tier->n_governance);
  if (investment == NULL)
    return;
  mark = tw_builder_enter (b, "investment");
  parts = tw_get_object (b, investment, "level budget");
  if (parts != NULL)
    {
      tier->level = member_word (b, parts, "level", level_id, TW_INVESTMENT_LOW,
                                 TW_INVESTMENT_NONE);
      member_money (b, parts, "budget", &tier->budget);
    }
  tw_builder_leave (b, mark);
}

static guint
count_elements (JsonObject *root,
                const char *key)
{
  JsonNode *node = json_object_get_member (root, key);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node)
           ? json_array_get_length (json_node_get_array (node)) : 0;
}

/* What is wrong with the list or a tier as such was said when the tiers were built. */
static void
build_tier_designs (TwBuilder  *b,
                    JsonObject *root)
{
  static const char * const keys[] = { "tiers", "designations" };
  TwProgramDesign *design = b->design;

  design->tiers = tw_program_new_array (b->program, TwTierDesign,
                                        count_elements (root, keys[0]) +
                                        count_elements (root, keys[1]));
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      gsize mark = tw_builder_enter (b, keys[k]);

      for (guint i = 0; i < count_elements (root, keys[k]); i++)
        {
          JsonNode *node = json_array_get_element (json_object_get_array_member (root, keys[k]), i);
          gsize inner = tw_builder_enter_index (b, i);

          design->tiers[design->n_tiers].designation = k == 1;
          if (JSON_NODE_HOLDS_OBJECT (node))
            build_tier_design (b, &design->tiers[design->n_tiers++], json_node_get_object (node));
          tw_builder_leave (b, inner);
        }
      tw_builder_leave (b, mark);
    }
}

static void
build_budget (TwBuilder *b,
              JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "budget");
  JsonObject *object = tw_get_object (b, node, "amount per");

  b->design->budget_per = TW_CALENDAR_YEAR;
  if (object != NULL)
    {
      if (!json_object_has_member (object, "amount"))
        tw_refuse (b, "E1", NULL, _("A budget needs an “amount”."));
      member_money (b, object, "amount", &b->design->budget);
      b->design->budget_per = member_word (b, object, "per", cadence_id, 0, TW_CALENDAR_YEAR);
    }
  tw_builder_leave (b, mark);
}

static void
build_unconfirmed (TwBuilder *b,
                   JsonNode  *root,
                   JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "unconfirmed");
  JsonArray *array = tw_get_array (b, node);
  guint n = array != NULL ? json_array_get_length (array) : 0;
  TwProgramDesign *design = b->design;

  design->unconfirmed = tw_program_new_array (b->program, const char *, n);
  for (guint i = 0; i < n; i++)
    {
      gsize inner = tw_builder_enter_index (b, i);
      const char *path = tw_get_text (b, json_array_get_element (array, i));

      if (path != NULL && (path[0] != '/' || tw_program_text_lookup (root, path) == NULL))
        tw_refuse (b, "E1", _("Take the path out of the list, or mend it."),
                   _("The program has nothing at “%s” that could be unconfirmed."), path);
      else if (path != NULL)
        design->unconfirmed[design->n_unconfirmed++] = tw_program_intern (b->program, path);
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
}

void
tw_build_design (TwBuilder *b,
                 JsonNode  *node)
{
  TwProgramDesign *design = b->design;
  JsonObject *root = json_node_get_object (node);

  design->objective.due = TW_DATE_NONE;
  if (json_object_has_member (root, "objective"))
    {
      gsize mark = tw_builder_enter (b, "objective");

      build_objective (b, json_object_get_member (root, "objective"));
      tw_builder_leave (b, mark);
    }
  design->benefits = build_list (b, root, "benefits", sizeof (TwBenefit), build_benefit,
                                 &design->n_benefits);
  design->governance = build_list (b, root, "governance", sizeof (TwGovernance), build_review,
                                   &design->n_governance);
  build_tier_designs (b, root);
  if (json_object_has_member (root, "budget"))
    build_budget (b, json_object_get_member (root, "budget"));
  if (json_object_has_member (root, "unconfirmed"))
    build_unconfirmed (b, node, json_object_get_member (root, "unconfirmed"));
}
