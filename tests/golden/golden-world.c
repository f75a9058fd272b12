/* golden-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-case.h"

#include "tw-decimal.h"
#include "tw-fx-rate.h"

#include <string.h>

/* The dataset of a case: its relations row by row, in the order in which the case lists them. */

typedef struct
{
  const GoldenCase *self;
  TwDataset        *dataset;
  GHashTable       *rows[TW_N_RELATIONS]; /* id → row + 1 */
} World;

static const struct
{
  const char *names;
  TwValueType type;
} fact_keys[] = {
  { " amount list cost margin tcv acv previous_acv value ", TW_VALUE_MONEY },
  { " units prorated_units unit_price term_months share rate score probability days_open seats ",
    TW_VALUE_NUMBER },
  { " date booked delivered invoiced collected received start end created stage_date closed "
    "submitted approved "
    "expires reported awarded incurred paid observed period reviewed ",
    TW_VALUE_DATE },
  { " motion reverses replaces role stage status category name balance tier level subscription "
    "deal ",
    TW_VALUE_TEXT },
};

static gint64
read_number (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  if (!tw_number_parse (text, &value, &error))
    g_error ("%s", error->message);

  return value;
}

static gint64
read_money (const World *world,
            const char  *text,
            const char  *currency)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  if (!tw_decimal_parse (text, golden_case_digits (world->self, currency), &value, &error))
    g_error ("%s: %s", world->self->id, error->message);

  return value;
}

static void
set_text (World        *world,
          TwRelationId  relation,
          gint64        row,
          const char   *name,
          const char   *value)
{
  if (value != NULL)
    tw_dataset_set_text (world->dataset, relation, row, name, value);
}

static void
set_date (World        *world,
          TwRelationId  relation,
          gint64        row,
          const char   *name,
          const char   *value)
{
  if (value != NULL)
    tw_dataset_set (world->dataset, relation, row, name, TW_VALUE_DATE, golden_date (value));
}

static void
set_ref (World        *world,
         TwRelationId  relation,
         gint64        row,
         const char   *name,
         TwRelationId  target,
         const char   *id)
{
  gpointer found;

  if (id == NULL)
    return;
  found = g_hash_table_lookup (world->rows[target], id);
  if (found == NULL)
    g_error ("%s: there is no %s “%s”", world->self->id, name, id);
  tw_dataset_set (
      world->dataset, relation, row, name, TW_VALUE_NUMBER, GPOINTER_TO_INT (found) - 1);
}

/* An object with one of money, number, date, text. */
static void
set_typed (World        *world,
           TwRelationId  relation,
           gint64        row,
           const char   *name,
           JsonObject   *value,
           const char   *currency)
{
  if (json_object_has_member (value, "money"))
    tw_dataset_set (world->dataset, relation, row, name, TW_VALUE_MONEY,
                    read_money (world, golden_text (value, "money"), currency));
  else if (json_object_has_member (value, "number"))
    tw_dataset_set (world->dataset, relation, row, name, TW_VALUE_NUMBER,
                    read_number (golden_text (value, "number")));
  else if (json_object_has_member (value, "date"))
    set_date (world, relation, row, name, golden_text (value, "date"));
  else
    set_text (world, relation, row, name, golden_text (value, "text"));
}

static gboolean
is_one_of (const char *names,
           const char *name)
{
  g_autofree char *word = g_strdup_printf (" %s ", name);

  return strstr (names, word) != NULL;
}

/* A person, partner, customer or product: texts, but for what @dates and @flags name. */
static void
add_entities (World        *world,
              TwRelationId  relation,
              const char   *list,
              const char   *dates,
              const char   *flags)
{
  JsonArray *array = golden_array (world->self->json, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      gint64 row = tw_dataset_add_row (world->dataset, relation);
      g_autoptr (GList) keys = json_object_get_members (object);

      g_hash_table_insert (world->rows[relation],
                           (gpointer) golden_text (object, "id"),
                           GINT_TO_POINTER ((int) row + 1));
      for (GList *l = keys; l != NULL; l = l->next)
        {
          const char *value = golden_text (object, l->data);

          if (is_one_of (dates, l->data))
            set_date (world, relation, row, l->data, value);
          else if (is_one_of (flags, l->data))
            tw_dataset_set (
                world->dataset, relation, row, l->data, TW_VALUE_BOOL, strcmp (value, "yes") == 0);
          else
            set_text (world, relation, row, l->data, value);
        }
    }
}

/* The type defaults to that of the first program; a parent is in its own group. */
static void
finish_partners (World *world)
{
  JsonArray *array = golden_array (world->self->json, "partners");
  const GoldenProgram *first = world->self->programs->pdata[0];

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *group = golden_text (object, "group");

      if (golden_text (object, "type") == NULL)
        set_text (world,
                  TW_RELATION_PARTNER,
                  i,
                  "type",
                  ((TwProgram *)first->versions->pdata[0])->partner_type);
      if (group != NULL)
        set_text (world,
                  TW_RELATION_PARTNER,
                  GPOINTER_TO_INT (g_hash_table_lookup (world->rows[TW_RELATION_PARTNER], group))
                      - 1,
                  "group",
                  group);
    }
}

static void
add_agreements (World *world)
{
  JsonArray *array = golden_array (world->self->json, "agreements");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      JsonObject *terms = json_object_get_object_member (object, "terms");
      g_autoptr (GList) names = json_object_get_members (terms);
      const char *currency = golden_case_currency (world->self);
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_AGREEMENT);

      for (GList *l = names; l != NULL; l = l->next)
        {
          const char *own
              = golden_text (json_object_get_object_member (terms, l->data), "currency");

          currency = own != NULL ? own : currency;
        }
      set_ref (world,
               TW_RELATION_AGREEMENT,
               row,
               "partner",
               TW_RELATION_PARTNER,
               golden_text (object, "partner"));
      set_text (world, TW_RELATION_AGREEMENT, row, "program", golden_text (object, "program"));
      set_text (world, TW_RELATION_AGREEMENT, row, "currency", currency);
      set_date (world, TW_RELATION_AGREEMENT, row, "start", golden_text (object, "start"));
      set_date (world, TW_RELATION_AGREEMENT, row, "end", golden_text (object, "end"));
      for (GList *l = names; l != NULL; l = l->next)
        set_typed (world,
                   TW_RELATION_AGREEMENT,
                   row,
                   l->data,
                   json_object_get_object_member (terms, l->data),
                   currency);
    }
}

static void
add_enrolments (World *world)
{
  JsonArray *array = golden_array (world->self->json, "enrolments");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_ENROLMENT);

      set_ref (world,
               TW_RELATION_ENROLMENT,
               row,
               "partner",
               TW_RELATION_PARTNER,
               golden_text (object, "partner"));
      set_text (world, TW_RELATION_ENROLMENT, row, "program", golden_text (object, "program"));
      set_date (world, TW_RELATION_ENROLMENT, row, "start", golden_text (object, "from"));
      set_date (world, TW_RELATION_ENROLMENT, row, "end", golden_text (object, "to"));
    }
}

static void
add_tiers (World *world)
{
  for (guint i = 0; i < world->self->tiers->len; i++)
    {
      const GoldenTier *tier = world->self->tiers->pdata[i];
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_TIER);

      set_ref (world, TW_RELATION_TIER, row, "partner", TW_RELATION_PARTNER, tier->partner);
      set_text (world, TW_RELATION_TIER, row, "program", tier->program);
      set_text (world, TW_RELATION_TIER, row, "designation", tier->designation);
      set_text (world, TW_RELATION_TIER, row, "tier", tier->tier);
      tw_dataset_set (world->dataset, TW_RELATION_TIER, row, "from", TW_VALUE_DATE, tier->from);
      if (tier->to != TW_DATE_NONE)
        tw_dataset_set (world->dataset, TW_RELATION_TIER, row, "to", TW_VALUE_DATE, tier->to);
    }
}

static void
add_rates (World *world)
{
  JsonArray *array = golden_array (world->self->json, "fx");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *per = golden_text (object, "per");
      g_autoptr (GError) error = NULL;
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_FX);
      TwFxRate rate;

      if (!tw_fx_rate_parse (golden_text (object, "rate"),
                             per == NULL ? 1 : g_ascii_strtoll (per, NULL, 10),
                             &rate,
                             &error))
        g_error ("%s", error->message);
      set_text (world, TW_RELATION_FX, row, "base", golden_text (object, "base"));
      set_text (world, TW_RELATION_FX, row, "quote", golden_text (object, "quote"));
      set_date (world, TW_RELATION_FX, row, "date", golden_text (object, "date"));
      tw_dataset_set (
          world->dataset, TW_RELATION_FX, row, "mantissa", TW_VALUE_NUMBER, rate.mantissa);
      tw_dataset_set (world->dataset, TW_RELATION_FX, row, "scale", TW_VALUE_NUMBER, rate.scale);
      tw_dataset_set (world->dataset, TW_RELATION_FX, row, "per", TW_VALUE_NUMBER, rate.per);
    }
}

static void
add_credits (World      *world,
             JsonObject *fact,
             gint64      fact_row)
{
  JsonArray *array = golden_array (fact, "credits");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      const char *share = golden_text (object, "share");
      const char *id = golden_text (object, "id");
      g_autofree char *position = g_strdup_printf ("%03u", i);
      gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_CREDIT);

      tw_dataset_set (world->dataset, TW_RELATION_CREDIT, row, "fact", TW_VALUE_NUMBER, fact_row);
      set_ref (world,
               TW_RELATION_CREDIT,
               row,
               "partner",
               TW_RELATION_PARTNER,
               golden_text (object, "partner"));
      set_ref (world,
               TW_RELATION_CREDIT,
               row,
               "person",
               TW_RELATION_PERSON,
               golden_text (object, "person"));
      set_text (world, TW_RELATION_CREDIT, row, "role", golden_text (object, "role"));
      set_date (world, TW_RELATION_CREDIT, row, "at", golden_text (object, "at"));
      set_text (world, TW_RELATION_CREDIT, row, "id", id == NULL ? position : id);
      if (share != NULL)
        tw_dataset_set (
            world->dataset, TW_RELATION_CREDIT, row, "share", TW_VALUE_NUMBER, read_number (share));
    }
}

static void
set_fact_value (World      *world,
                gint64      row,
                const char *key,
                const char *value,
                const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (fact_keys); i++)
    {
      if (!is_one_of (fact_keys[i].names, key))
        continue;
      if (fact_keys[i].type == TW_VALUE_MONEY)
        tw_dataset_set (world->dataset,
                        TW_RELATION_FACT,
                        row,
                        key,
                        TW_VALUE_MONEY,
                        read_money (world, value, currency));
      else if (fact_keys[i].type == TW_VALUE_NUMBER)
        tw_dataset_set (
            world->dataset, TW_RELATION_FACT, row, key, TW_VALUE_NUMBER, read_number (value));
      else if (fact_keys[i].type == TW_VALUE_DATE)
        set_date (world, TW_RELATION_FACT, row, key, value);
      else
        set_text (world, TW_RELATION_FACT, row, key, value);
      return;
    }
  g_error ("%s: a fact has no “%s”", world->self->id, key);
}

static void
add_fact (World      *world,
          JsonObject *object,
          const char *kind)
{
  static const char * const references[] = { "partner", "customer", "product", "person" };
  g_autoptr (GList) keys = json_object_get_members (object);
  gint64 row = tw_dataset_add_row (world->dataset, TW_RELATION_FACT);
  const char *currency = golden_text (object, "currency");

  if (currency == NULL)
    currency = golden_case_currency (world->self);
  set_text (world, TW_RELATION_FACT, row, "id", golden_text (object, "id"));
  set_text (world, TW_RELATION_FACT, row, "kind", kind);
  set_text (world, TW_RELATION_FACT, row, "currency", currency);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    set_ref (world, TW_RELATION_FACT, row, references[i], (TwRelationId) (TW_RELATION_PARTNER + i),
             golden_text (object, references[i]));
  for (GList *l = keys; l != NULL; l = l->next)
    if (!is_one_of (" id kind currency partner customer product person credits extra known_from ",
                    l->data))
      set_fact_value (world, row, l->data, golden_text (object, l->data), currency);
  if (json_object_has_member (object, "extra"))
    {
      JsonObject *extra = json_object_get_object_member (object, "extra");
      g_autoptr (GList) names = json_object_get_members (extra);

      for (GList *l = names; l != NULL; l = l->next)
        set_typed (world,
                   TW_RELATION_FACT,
                   row,
                   l->data,
                   json_object_get_object_member (extra, l->data),
                   currency);
    }
  add_credits (world, object, row);
}

/* A late arrival is known from the run of its period on. */
static gboolean
is_known (const World *world,
          JsonObject  *fact,
          guint        run)
{
  const char *from = golden_text (fact, "known_from");
  JsonArray *periods = golden_array (world->self->json, "periods");

  if (from == NULL)
    return TRUE;
  for (guint i = 0; i <= run && i < json_array_get_length (periods); i++)
    if (strcmp (json_array_get_string_element (periods, i), from) == 0)
      return TRUE;

  return FALSE;
}

TwDataset *
golden_case_dataset (const GoldenCase *self,
                     guint             run)
{
  World world = { self, tw_dataset_new (), { NULL } };
  JsonArray *facts = golden_array (self->json, "facts");
  JsonArray *targets = golden_array (self->json, "targets");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < TW_N_RELATIONS; i++)
    world.rows[i] = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->programs->len; i++)
    {
      const GoldenProgram *program = self->programs->pdata[i];
      const char *currency = ((TwProgram *) program->versions->pdata[0])->currency;

      tw_dataset_set_digits (world.dataset, currency, golden_case_digits (self, currency));
    }
  if (json_object_has_member (self->json, "currencies"))
    {
      g_autoptr (GList) codes
          = json_object_get_members (json_object_get_object_member (self->json, "currencies"));

      for (GList *l = codes; l != NULL; l = l->next)
        tw_dataset_set_digits (world.dataset, l->data, golden_case_digits (self, l->data));
    }
  if (golden_text (self->json, "pivot") != NULL)
    tw_dataset_set_pivot (world.dataset, golden_text (self->json, "pivot"));
  add_entities (&world, TW_RELATION_PARTNER, "partners", " enrolled since ", "");
  finish_partners (&world);
  add_entities (&world, TW_RELATION_CUSTOMER, "customers", " first_purchase ", "");
  add_entities (&world, TW_RELATION_PRODUCT, "products", "", " strategic ");
  add_entities (&world, TW_RELATION_PERSON, "persons", "", "");
  add_agreements (&world);
  add_enrolments (&world);
  add_tiers (&world);
  add_rates (&world);
  for (guint i = 0; i < json_array_get_length (facts); i++)
    {
      JsonObject *fact = json_array_get_object_element (facts, i);

      if (is_known (&world, fact, run))
        add_fact (&world, fact, golden_text (fact, "kind"));
    }
  for (guint i = 0; i < json_array_get_length (targets); i++)
    add_fact (&world, json_array_get_object_element (targets, i), "target");
  for (guint i = 0; i < TW_N_RELATIONS; i++)
    g_hash_table_unref (world.rows[i]);
  if (!tw_dataset_finish (world.dataset, &error))
    g_error ("%s: %s", self->id, error->message);

  return world.dataset;
}
