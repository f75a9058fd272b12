/* tw-payout-reduce.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-payout-private.h"
#include "tw-program-text.h"
#include "tw-program-walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const TwProgram *program;
  JsonNode        *root;
  GHashTable      *chosen;
  TwPayoutCurve   *curve;
} Reduce;

static JsonNode *reduce_value (Reduce   *r,
                               JsonNode *node);

static void
add_note (Reduce     *r,
          const char *note)
{
  if (!g_ptr_array_find_with_equal_func (r->curve->notes, note, g_str_equal, NULL))
    g_ptr_array_add (r->curve->notes, g_strdup (note));
}

static JsonNode *
text_node (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

static gboolean
is_literal (const char *text)
{
  return g_regex_match_simple ("^-?[0-9]+(\\.[0-9]+)?%?$", text, 0, 0);
}

/* --- picks --- */

static const char *
get_choice (Reduce     *r,
            const char *attribute)
{
  return r->chosen != NULL ? g_hash_table_lookup (r->chosen, attribute) : NULL;
}

/* Notes what may be chosen, each value once, in the order of the program. */
static void
add_choice (Reduce     *r,
            const char *attribute,
            JsonObject *is)
{
  g_autoptr (GList) keys = json_object_get_members (is);
  TwPayoutChoice *choice = NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < r->curve->choices->len && choice == NULL; i++)
    if (g_str_equal (((TwPayoutChoice *) g_ptr_array_index (r->curve->choices, i))->attribute, attribute))
      choice = g_ptr_array_index (r->curve->choices, i);
  if (choice == NULL)
    {
      choice = g_new0 (TwPayoutChoice, 1);
      choice->attribute = g_strdup (attribute);
      g_ptr_array_add (r->curve->choices, choice);
      choice->values = g_new0 (char *, 2);
      choice->values[0] = g_strdup ("");
    }

  for (guint i = 0; choice->values[i] != NULL; i++)
    g_ptr_array_add (values, choice->values[i]);
  for (GList *l = keys; l != NULL; l = l->next)
    if (!g_strv_contains ((const char * const *) choice->values, l->data))
      g_ptr_array_add (values, g_strdup (l->data));
  g_ptr_array_add (values, NULL);
  g_free (choice->values);
  choice->values = (char **) g_ptr_array_steal (values, NULL);
}

static JsonNode *
reduce_pick (Reduce     *r,
             JsonObject *object)
{
  JsonNode *by = json_object_get_member (object, "by");
  JsonNode *is = json_object_get_member (object, "is");
  const char *attribute = JSON_NODE_HOLDS_VALUE (by) ? json_node_get_string (by) : NULL;
  const char *value = attribute != NULL ? get_choice (r, attribute) : NULL;

  if (is != NULL && attribute != NULL)
    {
      add_choice (r, attribute, json_node_get_object (is));
      if (value != NULL && json_object_has_member (json_node_get_object (is), value))
        return reduce_value (r, json_object_get_member (json_node_get_object (is), value));
    }
  else
    add_note (r, _("What goes by a number or a date is drawn for the lowest."));
  if (json_object_has_member (object, "else"))
    return reduce_value (r, json_object_get_member (object, "else"));
  if (is == NULL && json_object_has_member (object, "from"))
    return reduce_value (r, json_array_get_element (
                              json_array_get_array_element (json_object_get_array_member (object, "from"), 0), 1));

  return text_node ("0");
}

/* (transfer full) (nullable): a value that depends on nothing; NULL where it does. */
static JsonNode *
reduce_value (Reduce   *r,
              JsonNode *node)
{
  g_autofree char *path = NULL;
  JsonNode *defined;

  if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), "by"))
    return reduce_pick (r, json_node_get_object (node));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  if (is_literal (json_node_get_string (node)))
    return json_node_copy (node);

  path = tw_program_text_path ("/define", json_node_get_string (node));
  defined = tw_program_text_lookup (r->root, path);

  return defined != NULL ? reduce_value (r, defined) : NULL;
}

/* --- the table --- */

static JsonObject *
reduce_band (Reduce     *r,
             JsonObject *band)
{
  static const char * const keys[] = { "rate", "price", "flat" };
  JsonObject *reduced = json_object_new ();

  json_object_set_member (reduced, "from", json_object_has_member (band, "from")
                                             ? json_object_dup_member (band, "from")
                                             : json_node_new (JSON_NODE_NULL));
  if (json_object_has_member (band, "edge"))
    json_object_set_member (reduced, "edge", json_object_dup_member (band, "edge"));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *value;

      if (!json_object_has_member (band, keys[i]))
        continue;
      value = reduce_value (r, json_object_get_member (band, keys[i]));
      if (value == NULL)
        add_note (r, _("A rate that comes from each fact or from a formula is drawn as nothing."));
      json_object_set_member (reduced, keys[i], value != NULL ? value : text_node ("0"));
    }

  return reduced;
}

static JsonObject *
reduce_table (Reduce     *r,
              JsonObject *rule)
{
  static const char * const kept[] = { "mode", "edge", "cross", "flat_on", "flat_at" };
  JsonObject *reduced = json_object_new ();
  JsonArray *bands = json_array_new ();
  JsonObject *table = json_object_has_member (rule, "table") ? json_object_get_object_member (rule, "table") : NULL;
  JsonArray *before = table != NULL ? json_object_get_array_member (table, "bands") : NULL;

  if (before == NULL)
    json_array_add_object_element (bands, reduce_band (r, rule));
  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    json_array_add_object_element (bands, reduce_band (r, json_array_get_object_element (before, i)));
  json_object_set_array_member (reduced, "bands", bands);
  for (guint i = 0; table != NULL && i < G_N_ELEMENTS (kept); i++)
    if (json_object_has_member (table, kept[i]))
      json_object_set_member (reduced, kept[i], json_object_dup_member (table, kept[i]));
  if (table != NULL && json_object_has_member (table, "scale"))
    add_note (r, _("The bounds are multiples of a value of each partner; they are drawn for 1."));
  /* The rule itself has `from` as little as `name`. */
  if (before == NULL)
    json_object_set_null_member (json_array_get_object_element (bands, 0), "from");

  return reduced;
}

/* --- adjustments --- */

/* Whether a condition compares what the curve itself runs over, or pays, with plain numbers. */
static gboolean
is_on_curve (JsonNode *condition)
{
  static const char * const values[] = { "measure", "qualifier", "earned", NULL };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (condition) ? json_node_get_object (condition) : NULL;
  const char *value = object != NULL ? json_object_get_string_member_with_default (object, "value", "") : "";
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (!g_strv_contains (values, value))
    return FALSE;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    if (!g_str_equal (key, "value") &&
        (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING ||
         !g_ascii_isdigit (*json_node_get_string (node))))
      return FALSE;

  return TRUE;
}

/* (transfer full) (nullable): an operation that depends on nothing but the curve. */
static JsonObject *
reduce_adjust (Reduce     *r,
               JsonObject *adjust)
{
  static const char * const keys[] = { "factor", "less", "max", "min", "guarantee" };
  JsonObject *reduced = json_object_new ();
  JsonNode *when = json_object_get_member (adjust, "when");

  if (json_object_has_member (adjust, "round_to"))
    {
      json_object_set_member (reduced, "round_to", json_object_dup_member (adjust, "round_to"));
      if (json_object_has_member (adjust, "mode"))
        json_object_set_member (reduced, "mode", json_object_dup_member (adjust, "mode"));
      return reduced;
    }

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *value;
      const char *per = json_object_get_string_member_with_default (adjust, "per", "window");

      if (!json_object_has_member (adjust, keys[i]))
        continue;
      value = reduce_value (r, json_object_get_member (adjust, keys[i]));
      if (value == NULL || (when != NULL && !is_on_curve (when)) || json_object_has_member (adjust, "each")
          || json_object_has_member (adjust, "used") || !g_str_equal (per, "window"))
        {
          g_clear_pointer (&value, json_node_unref);
          break;
        }
      json_object_set_member (reduced, keys[i], value);
      if (when != NULL)
        json_object_set_member (reduced, "when", json_node_copy (when));
      return reduced;
    }
  add_note (r, _("Adjustments with a condition, or per fact, person or shorter time, are left out."));
  json_object_unref (reduced);

  return NULL;
}

static void
reduce_adjusts (Reduce     *r,
                JsonObject *rule,
                JsonObject *reduced)
{
  JsonArray *before = json_object_has_member (rule, "adjust") ? json_object_get_array_member (rule, "adjust") : NULL;
  JsonArray *after = json_array_new ();

  for (guint i = 0; before != NULL && i < json_array_get_length (before); i++)
    {
      JsonObject *adjust = reduce_adjust (r, json_array_get_object_element (before, i));

      if (adjust != NULL)
        json_array_add_object_element (after, adjust);
    }
  json_object_set_array_member (reduced, "adjust", after);
}

/* --- measure and qualifier --- */

static JsonObject *
make_measure (const char *attribute)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sum", attribute);
  json_object_set_string_member (object, "fact", "sale");

  return object;
}

gboolean
tw_payout_has_qualifier (const TwProgramDocument *document,
                         guint                    rule)
{
  const TwRule *found = &tw_program_document_get_program (document)->rules[rule];
  const TwMeasure *measure;

  if (found->qualifier == NULL || found->qualifier->kind == TW_EXPR_MEASURE)
    return FALSE;

  measure = found->qualifier->kind == TW_EXPR_AGGREGATE ? found->qualifier->measure : NULL;

  return measure == NULL || measure->window != NULL || measure->has_shift
         || measure->aggregate != found->counts->aggregate || measure->type != found->counts->type
         || measure->value == NULL || found->counts->value == NULL
         || measure->value->kind != TW_EXPR_ATTRIBUTE || found->counts->value->kind != TW_EXPR_ATTRIBUTE
         || g_strcmp0 (measure->value->text, found->counts->value->text) != 0;
}

static void
reduce_measure (Reduce       *r,
                const TwRule *rule,
                gboolean      own,
                JsonObject   *before,
                JsonObject   *reduced)
{
  gboolean money = rule->counts->type == TW_VALUE_MONEY;
  JsonObject *counts = make_measure (money ? "amount" : "units");
  JsonObject *old = json_object_get_object_member (before, "counts");

  if (json_object_has_member (old, "free") || json_object_has_member (old, "package")
      || json_object_has_member (old, "cap") || json_object_has_member (old, "floor"))
    add_note (r, _("The curve begins after what the measure leaves out: free units, packages, floor and cap."));
  json_object_set_object_member (reduced, "counts", counts);
  r->curve->is_money = money;
  if (!own)
    return;

  /* A value of its own picks the band: it is drawn along, for a measure that stays. */
  r->curve->is_money = rule->qualifier->type == TW_VALUE_MONEY;
  json_object_set_object_member (reduced, "qualifier",
                                 make_measure (r->curve->is_money ? "list" : "term_months"));
}

static gboolean
has_share (JsonObject *table)
{
  JsonArray *bands = json_object_get_array_member (table, "bands");

  for (guint i = 0; i < json_array_get_length (bands); i++)
    {
      JsonNode *from = json_object_get_member (json_array_get_object_element (bands, i), "from");

      if (JSON_NODE_HOLDS_VALUE (from) && g_str_has_suffix (json_node_get_string (from), "%"))
        return TRUE;
    }

  return FALSE;
}

JsonNode *
tw_payout_reduce (const TwProgramDocument *document,
                  guint                    rule,
                  GHashTable              *chosen,
                  TwPayoutCurve           *curve)
{
  Reduce r = { tw_program_document_get_program (document), tw_program_document_get_root (document), chosen, curve };
  JsonObject *before = json_node_get_object (tw_program_text_lookup (r.root, r.program->rules[rule].path));
  JsonObject *reduced = json_object_new ();
  JsonObject *program = json_object_new ();
  JsonArray *rules = json_array_new ();
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *table = reduce_table (&r, before);

  json_object_set_string_member (reduced, "id", "curve");
  json_object_set_string_member (reduced, "name", "curve");
  json_object_set_string_member (reduced, "kind", "curve");
  json_object_set_string_member (reduced, "window", "lifetime");
  reduce_measure (&r, &r.program->rules[rule], tw_payout_has_qualifier (document, rule), before, reduced);
  curve->is_share = has_share (table);
  json_object_set_object_member (reduced, "table", table);
  reduce_adjusts (&r, before, reduced);
  if (json_object_has_member (before, "rounding"))
    json_object_set_member (reduced, "rounding", json_object_dup_member (before, "rounding"));
  if (json_object_has_member (before, "who"))
    add_note (&r, _("It is drawn for partners that may earn."));

  json_object_set_int_member (program, "tierwright", 1);
  json_object_set_string_member (program, "name", "curve");
  json_object_set_string_member (program, "partner_type", "reseller");
  json_object_set_string_member (program, "currency", r.program->currency);
  json_object_set_string_member (program, "effective_from", "2020-01-01");
  if (json_object_has_member (json_node_get_object (r.root), "rounding"))
    json_object_set_member (program, "rounding", json_object_dup_member (json_node_get_object (r.root), "rounding"));
  json_array_add_object_element (rules, reduced);
  json_object_set_array_member (program, "rules", rules);
  json_node_take_object (root, program);

  return root;
}
