/* tw-program-compare-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-compare.h"

#include "tw-decimal.h"
#include "tw-program-describe.h"
#include "tw-program-diff.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* One sentence for each difference: a template for each kind of place. */

#define LONGEST 160

typedef struct
{
  const TwProgramDocument *before;
  const TwProgramDocument *after;
  GHashTable              *told;   /* places told as one, "/tiers/1/enter" */
} Words;

/* ---- texts of values ---- */

/* (nullable): what a benefit, a review or anything else that has a name is called. */
static char *
name_of (const char *json)
{
  g_autoptr (JsonNode) node = *json == '{' ? json_from_string (json, NULL) : NULL;
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *name = object != NULL ? json_object_get_string_member_with_default (object, "name", NULL) : NULL;

  return name != NULL ? g_strdup_printf (_("“%s”"), name) : NULL;
}

/* JSON as people write it: a text without its quotes, what has a name by its name, anything longer cut. */
static char *
plain (const char *json)
{
  gsize length = json != NULL ? strlen (json) : 0;
  g_autofree char *name = json != NULL ? name_of (json) : NULL;
  const char *cut;

  if (json == NULL)
    return NULL;
  if (name != NULL)
    return g_steal_pointer (&name);
  if (length >= 2 && json[0] == '"' && json[length - 1] == '"')
    {
      g_autofree char *inner = g_strndup (json + 1, length - 2);

      return tw_decimal_group (inner);
    }
  if (g_utf8_strlen (json, -1) <= LONGEST)
    return g_strdup (json);
  cut = g_utf8_offset_to_pointer (json, LONGEST);

  return g_strdup_printf ("%.*s…", (int) (cut - json), json);
}

/* (nullable): the JSON text at a path of a document, unquoted. */
static char *
text_at (const TwProgramDocument *document,
         char                   **parts,
         guint                    n,
         const char              *last)
{
  JsonNode *node = tw_program_document_get_root (document);

  for (guint i = 0; i <= n && node != NULL; i++)
    {
      const char *step = i < n ? parts[i] : last;

      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), step);
      else if (JSON_NODE_HOLDS_ARRAY (node) &&
               (guint) atoi (step) < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), (guint) atoi (step));
      else
        node = NULL;
    }

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? g_strdup (json_node_get_string (node))
             : NULL;
}

static const char *
what_pays (const char *key)
{
  if (strcmp (key, "rate") == 0)
    return _("rate");

  return strcmp (key, "price") == 0 ? _("price") : _("flat amount");
}

static gboolean
is_pay (const char *key)
{
  return strcmp (key, "rate") == 0 || strcmp (key, "price") == 0 || strcmp (key, "flat") == 0;
}

/* ---- rules ---- */

/* `band from 100000.00` of what changed. */
static char *
name_band (const Words           *self,
           const TwProgramChange *change,
           char                 **parts)
{
  const TwProgramDocument *document = change->after == NULL ? self->before : self->after;
  g_autofree char *from = text_at (document, parts, 5, "from");
  g_autofree char *grouped = from != NULL ? tw_decimal_group (from) : NULL;

  return grouped != NULL ? g_strdup_printf (_("band from %s"), grouped) : g_strdup (_("lowest band"));
}

/* A whole band that came or went. */
static char *
say_band (const Words           *self,
          const TwProgramChange *change,
          char                 **parts)
{
  const TwProgram *program =
      tw_program_document_get_program (change->after == NULL ? self->before : self->after);
  guint rule = (guint) atoi (parts[1]);
  guint band = (guint) atoi (parts[4]);
  g_autofree char *text = rule < program->n_rules && band < program->rules[rule].table->n_bands
                              ? tw_program_describe_band (program, rule, band)
                              : g_strdup ("");

  return change->before == NULL ? g_strdup_printf (_("%1$s: band added, %2$s"), change->owner, text)
                                : g_strdup_printf (_("%1$s: band removed, %2$s"), change->owner, text);
}

/* A value that pays, of a band or of the whole rule; @picked: (nullable): for whom. */
static char *
say_pay (const TwProgramChange *change,
         const char            *band,
         const char            *key,
         const char            *picked)
{
  g_autofree char *before = plain (change->before != NULL ? change->before : "–");
  g_autofree char *after = plain (change->after != NULL ? change->after : "–");

  if (band != NULL && picked != NULL)
    return g_strdup_printf (_("%1$s, %2$s, %3$s: %4$s %5$s → %6$s"), change->owner, band, picked, what_pays (key),
                            before, after);
  if (band != NULL)
    return g_strdup_printf (_("%1$s, %2$s: %3$s %4$s → %5$s"), change->owner, band, what_pays (key), before, after);
  if (picked != NULL)
    return g_strdup_printf (_("%1$s, %2$s: %3$s %4$s → %5$s"), change->owner, picked, what_pays (key), before,
                            after);

  return g_strdup_printf (_("%1$s: %2$s %3$s → %4$s"), change->owner, what_pays (key), before, after);
}

/* For whom a picked value is: the last part of `…/is/Gold` or `…/else`. */
static const char *
get_picked (char **parts,
            guint  n,
            guint  key)
{
  if (n == key + 3 && strcmp (parts[key + 1], "is") == 0)
    return parts[key + 2];
  if (n == key + 2 && strcmp (parts[key + 1], "else") == 0)
    return _("all others");

  return NULL;
}

static char *
say_table (const Words           *self,
           const TwProgramChange *change,
           char                 **parts,
           guint                  n)
{
  g_autofree char *band = NULL;
  const char *picked;

  if (n < 5 || strcmp (parts[3], "bands") != 0)
    return NULL;
  if (n == 5)
    return say_band (self, change, parts);
  if (strcmp (parts[5], "from") == 0 && n == 6)
    {
      g_autofree char *before = plain (change->before != NULL ? change->before : "–");
      g_autofree char *after = plain (change->after != NULL ? change->after : "–");

      return g_strdup_printf (_("%1$s, band %2$d: begins at %3$s → %4$s"), change->owner, atoi (parts[4]) + 1, before,
                              after);
    }
  if (!is_pay (parts[5]))
    return NULL;
  band = name_band (self, change, parts);
  picked = get_picked (parts, n, 5);

  return n == 6 || picked != NULL ? say_pay (change, band, parts[5], picked) : NULL;
}

static char *
say_adjustment (const TwProgramChange *change,
                char                 **parts,
                guint                  n)
{
  static const struct
  {
    const char *key;
    const char *format;
  } known[] = {
    { "max", N_("%1$s: at most %2$s → %3$s") },
    { "min", N_("%1$s: at least %2$s → %3$s") },
    { "factor", N_("%1$s: factor %2$s → %3$s") },
    { "guarantee", N_("%1$s: guaranteed %2$s → %3$s") },
    { "less", N_("%1$s: less %2$s → %3$s") },
  };
  g_autofree char *before = plain (change->before != NULL ? change->before : "–");
  g_autofree char *after = plain (change->after != NULL ? change->after : "–");

  if (n == 4)
    return change->before == NULL ? g_strdup_printf (_("%1$s: adjustment added, %2$s"), change->owner, after)
                                  : g_strdup_printf (_("%1$s: adjustment removed, %2$s"), change->owner, before);
  for (guint i = 0; n == 5 && i < G_N_ELEMENTS (known); i++)
    if (strcmp (parts[4], known[i].key) == 0)
      return g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, known[i].format), change->owner, before, after);

  return NULL;
}

static char *
say_whole_rule (const Words           *self,
                const TwProgramChange *change,
                guint                  index)
{
  g_autofree char *text = NULL;

  if (change->after == NULL)
    return g_strdup_printf (_("Rule removed: %s"), change->owner);
  text = tw_program_describe_rule (tw_program_document_get_program (self->after), index);

  return g_strdup_printf (_("Rule added: %1$s. %2$s"), change->owner, text);
}

/* ---- tiers ---- */

/* (nullable): the test whose own path is @path. */
static const TwCondition *
find_condition (const TwCondition *condition,
                const char        *path)
{
  if (condition == NULL || g_strcmp0 (condition->path, path) == 0)
    return condition;
  for (guint i = 0; i < condition->n_children; i++)
    {
      const TwCondition *found = find_condition (condition->children[i], path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const TwTier *
get_tier (const TwProgramDocument *document,
          const char              *name)
{
  const TwProgram *program = tw_program_document_get_program (document);

  for (guint i = 0; i < program->n_tiers + program->n_designations; i++)
    {
      const TwTier *tier =
          i < program->n_tiers ? &program->tiers[i] : &program->designations[i - program->n_tiers];

      if (g_strcmp0 (tier->name, name) == 0)
        return tier;
    }

  return NULL;
}

/* One threshold of one test. */
static char *
say_threshold (const Words           *self,
               const TwProgramChange *change)
{
  const TwTier *tier = get_tier (self->after, change->owner);
  const char *slash = strrchr (change->path, '/');
  g_autofree char *path = g_strndup (change->path, slash - change->path);
  const TwCondition *condition = tier != NULL ? find_condition (tier->enter, path) : NULL;
  g_autofree char *value = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (condition == NULL && tier != NULL)
    condition = find_condition (tier->keep, path);
  if (condition == NULL || condition->value == NULL || change->before == NULL || change->after == NULL ||
      change->after[0] != '"')
    return NULL;
  value = tw_program_describe_value (tw_program_document_get_program (self->after), condition->value);
  before = plain (change->before);
  after = plain (change->after);

  return g_str_has_prefix (slash + 1, "keep")
             ? g_strdup_printf (_("%1$s, to stay: %2$s %3$s → %4$s"), change->owner, value, before, after)
             : g_strdup_printf (_("%1$s: %2$s %3$s → %4$s"), change->owner, value, before, after);
}

/* The whole condition, once for all that changed in it. */
static char *
say_criteria (Words                 *self,
              const TwProgramChange *change,
              char                 **parts)
{
  g_autofree char *place = g_strdup_printf ("%s/%s", change->owner, parts[2]);
  const TwTier *before = get_tier (self->before, change->owner);
  const TwTier *after = get_tier (self->after, change->owner);
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (!g_hash_table_add (self->told, g_strdup (place)) || before == NULL || after == NULL)
    return g_strdup ("");
  old = tw_program_describe_condition (tw_program_document_get_program (self->before), before->enter);
  new = tw_program_describe_condition (tw_program_document_get_program (self->after), after->enter);

  return g_strdup_printf (_("%1$s, criteria: “%2$s” → “%3$s”"), change->owner, old, new);
}

static char *
say_tier (Words                 *self,
          const TwProgramChange *change,
          char                 **parts,
          guint                  n)
{
  char *text;

  if (n == 2 && change->after == NULL)
    return g_strdup_printf (_("Tier removed: %s"), change->owner);
  if (n == 2)
    {
      const TwTier *tier = get_tier (self->after, change->owner);
      g_autofree char *described =
          tier != NULL ? tw_program_describe_tier (tw_program_document_get_program (self->after), tier)
                       : g_strdup (change->owner);

      return g_strdup_printf (_("Tier added: %s"), described);
    }
  if (strcmp (parts[2], "enter") != 0)
    return NULL;
  text = say_threshold (self, change);

  return text != NULL ? text : say_criteria (self, change, parts);
}

/* ---- anything else ---- */

static const char *
name_part (const char *key)
{
  static const struct
  {
    const char *key;
    const char *name;
  } names[] = {
    { "name", N_("name") },             { "effective_from", N_("first day") },
    { "effective_to", N_("last day") }, { "currency", N_("currency") },
    { "payment", N_("payment") },       { "minimum", N_("least payment") },
    { "budget", N_("budget") },         { "objective", N_("objective") },
    { "benefits", N_("benefits") },     { "governance", N_("reviews") },
    { "investment", N_("investment") }, { "counts", N_("what is paid on") },
    { "who", N_("who is eligible") },   { "qualifier", N_("what picks the band") },
    { "window", N_("window") },         { "table", N_("table") },
    { "tier_policy", N_("how tiers are reviewed") }, { "where", N_("filter") },
    { "adjust", N_("adjustments") },    { "limits", N_("limits") },
    { "funds", N_("funds") },           { "notes", N_("notes") },
    { "mode", N_("mode") },             { "amount", N_("amount") },
    { "cost", N_("cost") },             { "value", N_("value") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].key, key) == 0)
      return g_dgettext (GETTEXT_PACKAGE, names[i].name);

  return key;
}

/* The parts of the path behind the tier or rule, those that are no numbers; @part (nullable) names an element of the
 * list that comes first. */
static char *
name_place (char       **parts,
            guint        from,
            const char  *part)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; parts[i] != NULL; i++)
    if (!g_ascii_isdigit (parts[i][0]))
      {
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name_part (parts[i]));
        if (i == from && part != NULL)
          g_string_append_printf (text, ", %s", part);
      }

  return g_string_free (text, FALSE);
}

static char *
say_other (const TwProgramChange *change,
           char                 **parts,
           const char            *group,
           guint                  from)
{
  const char *part = change->part != NULL || from > 0 ? change->part
                     : change->before != NULL && change->after != NULL ? change->owner : NULL;
  g_autofree char *place = name_place (parts, from, part);
  g_autofree char *before = plain (change->before);
  g_autofree char *after = plain (change->after);

  if (before == NULL)
    return g_strdup_printf (_("%1$s, %2$s: added %3$s"), group, place, after);
  if (after == NULL)
    return g_strdup_printf (_("%1$s, %2$s: removed %3$s"), group, place, before);

  return g_strdup_printf (_("%1$s, %2$s: %3$s → %4$s"), group, place, before, after);
}

static char *
say_rule (Words                 *self,
          const TwProgramChange *change,
          char                 **parts,
          guint                  n)
{
  if (n == 2)
    return say_whole_rule (self, change, (guint) atoi (parts[1]));
  if (strcmp (parts[2], "table") == 0)
    return say_table (self, change, parts, n);
  if (strcmp (parts[2], "adjust") == 0)
    return say_adjustment (change, parts, n);
  if (is_pay (parts[2]) && (n == 3 || get_picked (parts, n, 2) != NULL))
    return say_pay (change, NULL, parts[2], n == 3 ? NULL : get_picked (parts, n, 2));

  return NULL;
}

static gboolean
is_tier (const char *list)
{
  return strcmp (list, "tiers") == 0 || strcmp (list, "designations") == 0;
}

static void
add_difference (Words                 *self,
                GPtrArray             *list,
                const TwProgramChange *change)
{
  g_auto (GStrv) parts = g_strsplit (change->path + 1, "/", -1);
  guint n = g_strv_length (parts);
  gboolean tier = n >= 2 && is_tier (parts[0]);
  gboolean rule = n >= 2 && strcmp (parts[0], "rules") == 0;
  const char *group = (tier || rule) && change->owner != NULL ? change->owner : _("Program");
  g_autofree char *text = tier && change->owner != NULL   ? say_tier (self, change, parts, n)
                          : rule && change->owner != NULL ? say_rule (self, change, parts, n)
                                                          : NULL;
  TwProgramDifference *difference;

  if (text == NULL)
    text = say_other (change, parts, group, tier || rule ? 2 : 0);
  if (text[0] == '\0')
    return;
  difference = g_new0 (TwProgramDifference, 1);
  difference->path = g_strdup (change->path);
  difference->removed = change->after == NULL;
  difference->group = g_strdup (group);
  difference->text = g_steal_pointer (&text);
  g_ptr_array_add (list, difference);
}

static guint
rank (const char *path)
{
  if (g_str_has_prefix (path, "/tiers") || g_str_has_prefix (path, "/designations"))
    return 0;

  return g_str_has_prefix (path, "/rules") ? 1 : 2;
}

GPtrArray *
tw_program_differences (const TwProgramDocument *before,
                        const TwProgramDocument *after)
{
  g_autoptr (GPtrArray) changes = tw_program_diff (before, after);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_program_difference_free);
  Words self = { before, after, told };

  for (guint turn = 0; turn < 3; turn++)
    for (guint i = 0; i < changes->len; i++)
      {
        const TwProgramChange *change = changes->pdata[i];

        if (rank (change->path) == turn && !g_str_has_prefix (change->path, "/unconfirmed"))
          add_difference (&self, list, change);
      }

  return list;
}

void
tw_program_difference_free (TwProgramDifference *difference)
{
  if (difference == NULL)
    return;
  g_free (difference->path);
  g_free (difference->group);
  g_free (difference->text);
  g_free (difference->by);
  g_free (difference->at);
  g_free (difference);
}
