/* tw-criterion-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-criterion-json.h"

#include "tw-date.h"
#include "tw-error.h"
#include "tw-program-scan.h"
#include "tw-vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *label;
} Choice;

static const Choice counts[] = {
  { "count", N_("The number of") },          { "sum", N_("The sum of") },
  { "distinct", N_("The different values of") }, { "largest", N_("The largest") },
  { "smallest", N_("The smallest") },        { "latest", N_("The latest") },
};

static const Choice facts[] = {
  { "sale", N_("Sales") },
  { "marketplace", N_("Marketplace sales") },
  { "unit_report", N_("Unit reports") },
  { "opportunity", N_("Opportunities") },
  { "registration", N_("Registrations") },
  { "services", N_("Services") },
  { "certification", N_("Certifications") },
  { "reference", N_("References") },
  { "activity", N_("Activities") },
  { "listing", N_("Listings") },
  { "deployment", N_("Deployments") },
  { "accreditation", N_("Accreditations") },
  { "subscription", N_("Subscriptions") },
  { "adoption", N_("Adoption") },
};

static const Choice windows[] = {
  { "rolling", N_("Over the last …") },   { "as_of", N_("In force on the day") },
  { "month", N_("In the month") },        { "quarter", N_("In the quarter") },
  { "half", N_("In the half year") },     { "year", N_("In the year") },
  { "period", N_("In the pay period") },  { "agreement_year", N_("In the agreement's year") },
  { "lifetime", N_("From the first on") }, { "any_day_in", N_("At its highest in the last …") },
};

static const Choice tests[] = {
  { "at_least", N_("At least") },
  { "more_than", N_("More than") },
  { "at_most", N_("At most") },
  { "less_than", N_("Less than") },
};

static const struct
{
  const char   *label;
  const Choice *choices;
  guint         n_choices;
} parts[TW_N_CRITERION_PARTS] = {
  { N_("Counts"), counts, G_N_ELEMENTS (counts) },
  { N_("Of which value: amount, units, person, customer, product …"), NULL, 0 },
  { N_("Of"), facts, G_N_ELEMENTS (facts) },
  { N_("Where, such as: level is advanced; product.strategic is yes"), NULL, 0 },
  { N_("Over"), windows, G_N_ELEMENTS (windows) },
  { N_("How long, such as: 12 months"), NULL, 0 },
  { N_("Is"), tests, G_N_ELEMENTS (tests) },
  { N_("Threshold"), NULL, 0 },
  { N_("Threshold to stay, where it is another"), NULL, 0 },
  { N_("By region, such as: EMEA 80000; APAC 60000"), NULL, 0 },
  { N_("Or the whole condition as JSON"), NULL, 0 },
};

guint
tw_criterion_count_choices (TwCriterionPart part)
{
  return parts[part].n_choices;
}

const char *
tw_criterion_choice_label (TwCriterionPart part,
                           guint           choice)
{
  return _(parts[part].choices[choice].label);
}

const char *
tw_criterion_part_label (TwCriterionPart part)
{
  return _(parts[part].label);
}

gboolean
tw_criterion_needs_attribute (guint choice)
{
  return choice != 0;
}

gboolean
tw_criterion_needs_length (guint window)
{
  return g_str_equal (windows[window].id, "rolling") || g_str_equal (windows[window].id, "any_day_in");
}

void
tw_criterion_clear (TwCriterion *self)
{
  for (guint i = 0; i < TW_N_CRITERION_PARTS; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

void
tw_criterion_set_standard (TwCriterion *self)
{
  self->choices[TW_CRITERION_COUNTS] = 1;
  self->texts[TW_CRITERION_OF] = g_strdup ("amount");
  self->texts[TW_CRITERION_LENGTH] = g_strdup ("12 months");
}

/* --- into JSON --- */

static gboolean
is_empty (const TwCriterion *self,
          TwCriterionPart    part)
{
  return self->texts[part] == NULL || *self->texts[part] == '\0';
}

static void
add_member (JsonBuilder *builder,
            const char  *member,
            const char  *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

/* `level is implementation; score at_least 4` */
static gboolean
add_where (JsonBuilder  *builder,
           const char   *text,
           GError      **error)
{
  g_auto (GStrv) clauses = g_strsplit (text, ";", -1);

  json_builder_set_member_name (builder, "where");
  json_builder_begin_object (builder);
  for (guint i = 0; clauses[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (clauses[i]), " ", 3);
      gboolean number;

      if (*clauses[i] == '\0')
        continue;
      if (g_strv_length (words) != 3)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                       _("“%s” is no condition. Write a value, “is” and what it is, such as: level "
                         "is advanced."), clauses[i]);
          return FALSE;
        }
      number = !g_str_equal (words[1], "is");
      json_builder_set_member_name (builder, words[0]);
      if (number)
        {
          json_builder_begin_object (builder);
          add_member (builder, words[1], words[2]);
          json_builder_end_object (builder);
        }
      else
        json_builder_add_string_value (builder, words[2]);
    }
  json_builder_end_object (builder);

  return TRUE;
}

static gboolean
add_window (const TwCriterion  *self,
            JsonBuilder        *builder,
            GError            **error)
{
  const Choice *window = &windows[self->choices[TW_CRITERION_WINDOW]];
  const char *length = self->texts[TW_CRITERION_LENGTH];
  TwDuration duration;

  if (!tw_criterion_needs_length (self->choices[TW_CRITERION_WINDOW]))
    {
      add_member (builder, "window", window->id);
      return TRUE;
    }
  if (length == NULL || !tw_duration_parse (length, &duration, NULL))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("Enter how long, such as 12 months or 90 days."));
      return FALSE;
    }
  json_builder_set_member_name (builder, "window");
  json_builder_begin_object (builder);
  add_member (builder, window->id, length);
  json_builder_end_object (builder);

  return TRUE;
}

/* A plain threshold, or one that depends on the region. */
static gboolean
add_threshold (const TwCriterion  *self,
               JsonBuilder        *builder,
               GError            **error)
{
  const char *test = tests[self->choices[TW_CRITERION_TEST]].id;
  g_auto (GStrv) regions = g_strsplit (is_empty (self, TW_CRITERION_REGIONS)
                                         ? "" : self->texts[TW_CRITERION_REGIONS], ";", -1);

  if (is_empty (self, TW_CRITERION_THRESHOLD))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, _("Enter the threshold."));
      return FALSE;
    }
  if (is_empty (self, TW_CRITERION_REGIONS))
    {
      add_member (builder, test, self->texts[TW_CRITERION_THRESHOLD]);
      return TRUE;
    }
  json_builder_set_member_name (builder, test);
  json_builder_begin_object (builder);
  add_member (builder, "by", "partner.region");
  json_builder_set_member_name (builder, "is");
  json_builder_begin_object (builder);
  for (guint i = 0; regions[i] != NULL; i++)
    {
      char *region = g_strstrip (regions[i]);
      char *blank = strrchr (region, ' ');

      if (blank == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                       _("“%s” is no threshold of a region. Write the region and its threshold, such "
                         "as: EMEA 80000."), region);
          return FALSE;
        }
      *blank = '\0';
      add_member (builder, g_strstrip (region), blank + 1);
    }
  json_builder_end_object (builder);
  add_member (builder, "else", self->texts[TW_CRITERION_THRESHOLD]);
  json_builder_end_object (builder);

  return TRUE;
}

static gboolean
add_value (const TwCriterion  *self,
           JsonBuilder        *builder,
           GError            **error)
{
  guint choice = self->choices[TW_CRITERION_COUNTS];

  if (tw_criterion_needs_attribute (choice) && is_empty (self, TW_CRITERION_OF))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("Enter of which value, such as amount."));
      return FALSE;
    }
  json_builder_set_member_name (builder, "value");
  json_builder_begin_object (builder);
  add_member (builder, counts[choice].id,
              tw_criterion_needs_attribute (choice) ? self->texts[TW_CRITERION_OF] : "facts");
  add_member (builder, "fact", facts[self->choices[TW_CRITERION_FACT]].id);
  if (!is_empty (self, TW_CRITERION_WHERE) &&
      !add_where (builder, self->texts[TW_CRITERION_WHERE], error))
    return FALSE;
  if (!add_window (self, builder, error))
    return FALSE;
  json_builder_end_object (builder);

  return TRUE;
}

char *
tw_criterion_to_json (const TwCriterion  *self,
                      GError            **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *member = NULL;

  if (!is_empty (self, TW_CRITERION_WHOLE))
    {
      const char *text = self->texts[TW_CRITERION_WHOLE];

      node = tw_program_scan (text, strlen (text), error) ? json_from_string (text, error) : NULL;
      return node != NULL ? json_to_string (node, FALSE) : NULL;
    }
  json_builder_begin_object (builder);
  if (!add_value (self, builder, error) || !add_threshold (self, builder, error))
    return NULL;
  member = g_strconcat ("keep_", tests[self->choices[TW_CRITERION_TEST]].id, NULL);
  if (!is_empty (self, TW_CRITERION_STAY))
    add_member (builder, member, self->texts[TW_CRITERION_STAY]);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return json_to_string (node, FALSE);
}

/* --- from JSON --- */

static const char *
get_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
choose (TwCriterion     *self,
        TwCriterionPart  part,
        const char      *id)
{
  for (guint i = 0; id != NULL && i < parts[part].n_choices; i++)
    if (g_str_equal (parts[part].choices[i].id, id))
      {
        self->choices[part] = i;
        return TRUE;
      }

  return FALSE;
}

static void
read_value (TwCriterion *self,
            JsonObject  *value)
{
  JsonObject *window = get_object (value, "window");
  g_autoptr (GString) where = g_string_new (NULL);
  JsonObject *filter = get_object (value, "where");
  g_autoptr (GList) members = filter != NULL ? json_object_get_members (filter) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (json_object_has_member (value, counts[i].id))
      {
        self->choices[TW_CRITERION_COUNTS] = i;
        self->texts[TW_CRITERION_OF] = g_strdup (get_text (value, counts[i].id));
      }
  choose (self, TW_CRITERION_FACT, get_text (value, "fact"));
  for (const GList *l = members; l != NULL; l = l->next)
    {
      const char *text = get_text (filter, l->data);
      JsonObject *test = get_object (filter, l->data);
      g_autoptr (GList) keys = test != NULL ? json_object_get_members (test) : NULL;

      g_string_append_printf (where, "%s%s %s %s", where->len > 0 ? "; " : "", (char *) l->data,
                              keys != NULL ? (char *) keys->data : "is",
                              keys != NULL ? get_text (test, keys->data) : text);
    }
  self->texts[TW_CRITERION_WHERE] = g_strdup (where->str);
  if (window != NULL)
    {
      g_autoptr (GList) kind = json_object_get_members (window);

      choose (self, TW_CRITERION_WINDOW, kind->data);
      self->texts[TW_CRITERION_LENGTH] = g_strdup (get_text (window, kind->data));
    }
  else
    choose (self, TW_CRITERION_WINDOW, get_text (value, "window"));
}

static void
read_threshold (TwCriterion *self,
                JsonObject  *object)
{
  const char *test = tests[self->choices[TW_CRITERION_TEST]].id;
  JsonObject *pick = get_object (object, test);
  JsonObject *is = pick != NULL ? get_object (pick, "is") : NULL;
  g_autoptr (GList) regions = is != NULL ? json_object_get_members (is) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *keep = g_strconcat ("keep_", test, NULL);

  for (const GList *l = regions; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", (char *) l->data,
                            get_text (is, l->data));
  self->texts[TW_CRITERION_REGIONS] = g_strdup (text->str);
  self->texts[TW_CRITERION_THRESHOLD] = g_strdup (pick != NULL ? get_text (pick, "else")
                                                               : get_text (object, test));
  self->texts[TW_CRITERION_STAY] = g_strdup (get_text (object, keep));
}

void
tw_criterion_from_json (TwCriterion *self,
                        JsonNode    *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *value = object != NULL ? get_object (object, "value") : NULL;
  g_autofree char *back = NULL;
  g_autoptr (JsonNode) again = NULL;

  if (value != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
        if (json_object_has_member (object, tests[i].id))
          self->choices[TW_CRITERION_TEST] = i;
      read_value (self, value);
      read_threshold (self, object);
      back = tw_criterion_to_json (self, NULL);
      again = back != NULL ? json_from_string (back, NULL) : NULL;
    }
  /* Nothing is lost: what the blanks don't give back is shown whole. */
  if (again == NULL || !json_node_equal (again, node))
    self->texts[TW_CRITERION_WHOLE] = json_to_string (node, FALSE);
}
