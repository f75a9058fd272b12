/* tw-builder-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-builder-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Splits, stacking, reversal, clawback and timing: rules.md 3.5 to 3.8. */

static gboolean
add_share (TwFraction *sum,
           TwFraction  share)
{
  return tw_fraction_add (*sum, share, sum);
}

/* Shares are percentages that make 100%, or parts of a ratio, which are brought to it. */
static void
settle_shares (TwBuilder *b,
               TwSplit   *split,
               gboolean   ratio)
{
  TwFraction sum = split->has_rest ? split->rest : TW_FRACTION_ZERO;

  for (guint i = 0; i < split->n_shares; i++)
    if (!add_share (&sum, split->shares[i]))
      return;
  if (ratio && tw_fraction_sign (sum) > 0)
    {
      for (guint i = 0; i < split->n_shares; i++)
        tw_fraction_div (split->shares[i], sum, &split->shares[i]);
      if (split->has_rest)
        tw_fraction_div (split->rest, sum, &split->rest);
    }
  else if (!split->overlay && tw_fraction_compare (sum, TW_FRACTION_ONE) != 0)
    {
      TwFraction percent = sum;
      g_autofree char *text = NULL;

      tw_fraction_mul (sum, tw_fraction_from_int (100), &percent);
      text = tw_fraction_to_string (percent, 4);
      tw_refuse (b, "E9", _("Let the shares make exactly 100%, or write mode “overlay”."),
                 _("The shares make %s percent instead of 100."), text);
    }
}

/* `"2:3:1"`: three parts. */
static gboolean
split_ratio (TwBuilder  *b,
             TwSplit    *split,
             const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);

  if (g_strv_length (parts) != 3)
    {
      tw_refuse (b, "E1", NULL, _("Shares by position are three: first, middle, last."));
      return FALSE;
    }
  for (guint i = 0; i < 3; i++)
    {
      TwExpr *literal = tw_build_literal (b, parts[i], WANT_NUMBER);

      if (literal == NULL || tw_fraction_sign (literal->literal) < 0)
        return FALSE;
      split->shares[i] = literal->literal;
    }

  return TRUE;
}

static void
build_position (TwBuilder *b,
                TwSplit   *split,
                JsonNode  *node)
{
  gboolean ratio = TRUE;
  JsonArray *array;

  split->by = TW_SPLIT_POSITION;
  split->n_shares = 3;
  split->shares = tw_program_new_array (b->program, TwFraction, 3);
  for (guint i = 0; i < 3; i++)
    split->shares[i] = TW_FRACTION_ZERO;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      const char *text = tw_get_text (b, node);

      if (text != NULL && split_ratio (b, split, text))
        settle_shares (b, split, TRUE);
      return;
    }
  array = json_node_get_array (node);
  if (json_array_get_length (array) != 3)
    {
      tw_refuse (b, "E1", NULL, _("Shares by position are three: first, middle, last."));
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      gsize mark = tw_builder_enter_index (b, i);
      gboolean percent = TRUE;

      tw_get_share (b, json_array_get_element (array, i), &split->shares[i], &percent);
      ratio &= !percent;
      tw_builder_leave (b, mark);
    }
  settle_shares (b, split, ratio);
}

static void
build_roles (TwBuilder  *b,
             TwSplit    *split,
             JsonObject *object)
{
  gsize mark = tw_builder_enter (b, "roles");
  JsonObject *roles = tw_get_object (b, json_object_get_member (object, "roles"), NULL);
  g_autoptr (GList) keys = roles != NULL ? json_object_get_members (roles) : NULL;
  gboolean ratio = TRUE;
  gboolean percent = FALSE;
  guint i = 0;

  split->by = TW_SPLIT_ROLES;
  split->n_shares = g_list_length (keys);
  split->roles = tw_program_new_array (b->program, const char *, split->n_shares);
  split->shares = tw_program_new_array (b->program, TwFraction, split->n_shares);
  for (GList *l = keys; l != NULL; l = l->next, i++)
    {
      gsize inner = tw_builder_enter (b, l->data);

      split->roles[i] = tw_program_intern (b->program, l->data);
      split->shares[i] = TW_FRACTION_ZERO;
      if (!tw_vocabulary_knows_role (b->vocabulary, l->data))
        tw_refuse (b, "E7", NULL, _("There is no role “%s”."), (const char *) l->data);
      if (tw_get_share (b, json_object_get_member (roles, l->data), &split->shares[i], &percent))
        ratio &= !percent;
      tw_builder_leave (b, inner);
    }
  tw_builder_leave (b, mark);
  if (json_object_has_member (object, "rest"))
    {
      mark = tw_builder_enter (b, "rest");
      split->has_rest =
          tw_get_share (b, json_object_get_member (object, "rest"), &split->rest, &percent);
      ratio &= !percent;
      tw_builder_leave (b, mark);
    }
  settle_shares (b, split, ratio);
}

static void
build_by (TwBuilder *b,
          TwSplit   *split,
          JsonNode  *node)
{
  static const char * const names[] = { "given", "equal", "first", "last" };
  JsonObject *object;
  const char *text;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      text = tw_get_text (b, node);
      for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
        if (strcmp (names[i], text) == 0)
          {
            split->by = (TwSplitBy) i;
            return;
          }
      if (text != NULL)
        tw_refuse (b, "E1", NULL,
                   _("“%s” isn't possible here; possible are: given, equal, first, last, and "
                     "objects "
                     "with position, roles or decay."),
                   text);
      return;
    }
  object = tw_get_object (b, node, "position roles rest decay");
  if (json_object_has_member (object, "position"))
    {
      gsize mark = tw_builder_enter (b, "position");

      build_position (b, split, json_object_get_member (object, "position"));
      tw_builder_leave (b, mark);
    }
  else if (json_object_has_member (object, "roles"))
    build_roles (b, split, object);
  else if (tw_member_duration (b, object, "decay", &split->decay))
    split->by = TW_SPLIT_DECAY;
  else
    tw_refuse (b, "E1", NULL, _("A split by rule needs position, roles or decay."));
}

void
tw_build_split (TwBuilder *b,
                JsonNode  *node,
                TwSplit   *split)
{
  JsonObject *object = tw_get_object (b, node, "by mode remainder duplicates of negative rest");

  split->path = tw_intern_path (b);
  split->rest = TW_FRACTION_ZERO;
  if (object == NULL)
    return;
  split->overlay = tw_member_choice (b, object, "mode", "split overlay", 0) == 1;
  split->remainder =
      tw_member_choice (b, object, "remainder", "largest_fraction largest_share first separate", 0);
  split->negative_floor = tw_member_choice (b, object, "negative", "mirror floor", 0) == 1;
  split->collapse = tw_member_choice (b, object, "duplicates", "keep collapse", 0) == 1;
  split->of_earned = tw_member_choice (b, object, "of", "measure earned", 0) == 1;
  if (json_object_has_member (object, "by"))
    {
      gsize mark = tw_builder_enter (b, "by");
      JsonNode *by = json_object_get_member (object, "by");

      /* `rest` may stand beside `by` as well as inside it. */
      if (json_object_has_member (object, "rest") && JSON_NODE_HOLDS_OBJECT (by) &&
          !json_object_has_member (json_node_get_object (by), "rest"))
        {
          g_autofree char *by_text = json_to_string (by, FALSE);
          g_autoptr (JsonNode) merged = json_from_string (by_text, NULL);

          json_object_set_member (json_node_get_object (merged), "rest",
                                  json_node_copy (json_object_get_member (object, "rest")));
          build_by (b, split, merged);
        }
      else
        build_by (b, split, by);
      tw_builder_leave (b, mark);
    }
}

static void
build_stacking (TwBuilder  *b,
                TwRule     *rule,
                JsonNode   *node)
{
  JsonObject *object = tw_get_object (b, node, "group policy order base reduces per");
  TwStacking *stacking = &rule->stacking;
  JsonNode *order;

  stacking->path = tw_intern_path (b);
  if (object == NULL)
    return;
  stacking->group = tw_program_intern (b->program, tw_member_text (b, object, "group"));
  if (!json_object_has_member (object, "group"))
    tw_refuse (b, "E1", NULL, _("Stacking needs the name of a “group”."));
  stacking->policy =
      tw_member_choice (b, object, "policy", "additive exclusive best_of sequential", 0);
  order = json_object_get_member (object, "order");
  if (order != NULL)
    {
      gsize mark = tw_builder_enter (b, "order");

      tw_get_count (b, order, &stacking->order);
      tw_builder_leave (b, mark);
    }
  stacking->base_reduced = tw_member_choice (b, object, "base", "full reduced", 0) == 1;
  if (json_object_has_member (object, "reduces"))
    stacking->no_reduce = !tw_member_flag (b, object, "reduces");
  stacking->per_fact = tw_member_choice (b, object, "per", "window fact", 0) == 1;
}

static void
build_reversal (TwBuilder *b,
                TwRule    *rule,
                JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "policy tier_effect pair");
  JsonNode *pair;

  rule->reversal.path = tw_intern_path (b);
  if (object == NULL)
    return;
  rule->reversal.current = tw_member_choice (b, object, "policy", "original current", 0) == 1;
  rule->reversal.no_tier_effect =
      tw_member_choice (b, object, "tier_effect", "true_up none", 0) == 1;
  pair = json_object_get_member (object, "pair");
  if (pair != NULL)
    {
      gsize mark = tw_builder_enter (b, "pair");
      JsonObject *inner = tw_get_object (b, pair, "by within");
      TwExpr **keys;
      guint n;

      if (inner != NULL && json_object_has_member (inner, "by"))
        {
          gsize by = tw_builder_enter (b, "by");

          keys = tw_build_attributes (b, json_object_get_member (inner, "by"), &n);
          rule->reversal.pair_by = n == 1 && keys[0] != NULL ? keys[0]->text : NULL;
          tw_builder_leave (b, by);
        }
      else if (inner != NULL)
        tw_refuse (b, "E1", NULL,
                   _("“pair” needs “by”: the attribute that pairs refund and rebill."));
      if (inner != NULL && !json_object_has_member (inner, "within"))
        tw_refuse (b, "E1", NULL,
                   _("“pair” needs “within”: how long after the refund a rebill belongs to it."));
      else if (inner != NULL)
        tw_member_duration (b, inner, "within", &rule->reversal.pair_within);
      tw_builder_leave (b, mark);
    }
}

static void
build_clawback (TwBuilder *b,
                TwRule    *rule,
                JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "on fact within share limit date");
  TwClawback *clawback = tw_program_new_array (b->program, TwClawback, 1);
  Scope outside = b->scope;
  gsize mark;

  rule->clawback = clawback;
  clawback->path = tw_intern_path (b);
  if (object == NULL)
    return;
  clawback->on = tw_program_measure (b->program, TW_AGGREGATE_COUNT, TW_VALUE_NUMBER, b->path->str);
  /* Without its own kinds, what takes back is of the kind that earned. */
  if (json_object_has_member (object, "fact"))
    clawback->on->kinds =
        tw_get_kinds (b, json_object_get_member (object, "fact"), &clawback->on->n_kinds);
  else if (rule->counts != NULL)
    {
      clawback->on->kinds = rule->counts->kinds;
      clawback->on->n_kinds = rule->counts->n_kinds;
    }
  if (clawback->on->kinds == NULL)
    return;
  b->scope.outer_kinds = outside.kinds;
  b->scope.n_outer = outside.n_kinds;
  b->scope.kinds = clawback->on->kinds;
  b->scope.n_kinds = clawback->on->n_kinds;
  b->scope.in_filter = TRUE;
  if (json_object_has_member (object, "on"))
    {
      mark = tw_builder_enter (b, "on");
      clawback->on->where = tw_build_filter (b, json_object_get_member (object, "on"));
      tw_builder_leave (b, mark);
    }
  else
    tw_refuse (b, "E1", NULL, _("A clawback needs “on”: the filter of the facts that trigger it."));
  b->scope = outside;
  tw_member_duration (b, object, "within", &clawback->within);
  if (clawback->within.n < 0)
    {
      gsize inner = tw_builder_enter (b, "within");

      tw_refuse (b, "E1", NULL, _("Nothing is taken back before it was earned. Write a duration above 0, such as 90 days."));
      tw_builder_leave (b, inner);
    }
  clawback->share = tw_member_value (b, object, "share", WANT_NUMBER);
  clawback->of_earned = tw_member_choice (b, object, "limit", "paid earned", 0) == 1;
}

static void
build_instalments (TwBuilder *b,
                   TwTiming  *timing,
                   JsonNode  *node)
{
  gsize mark = tw_builder_enter (b, "instalments");

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = tw_get_object (b, node, "by n");

      timing->instalments_by_days = tw_member_choice (b, object, "by", "months days", 0) == 1;
      timing->instalments = tw_member_count (b, object, "n", 0);
    }
  else
    tw_get_count (b, node, &timing->instalments);
  tw_builder_leave (b, mark);
}

static void
build_timing (TwBuilder *b,
              TwRule    *rule,
              JsonNode  *node)
{
  JsonObject *object = tw_get_object (b, node, "hold_days on holdback release instalments");
  TwTiming *timing = &rule->timing;
  gboolean percent;

  timing->path = tw_intern_path (b);
  timing->holdback = TW_FRACTION_ZERO;
  if (object == NULL)
    return;
  timing->hold_days = tw_member_count (b, object, "hold_days", 0);
  timing->on_collected = tw_member_choice (b, object, "on", "earned collected", 0) == 1;
  if (json_object_has_member (object, "holdback"))
    {
      gsize mark = tw_builder_enter (b, "holdback");

      if (tw_get_share (b, json_object_get_member (object, "holdback"), &timing->holdback,
                        &percent) &&
          tw_fraction_compare (timing->holdback, TW_FRACTION_ONE) > 0)
        tw_refuse (b, "E1", NULL, _("No more than the whole can be held back."));
      tw_builder_leave (b, mark);
    }
  tw_member_duration (b, object, "release", &timing->release);
  if (json_object_has_member (object, "instalments"))
    build_instalments (b, timing, json_object_get_member (object, "instalments"));
}

void
tw_build_rule_parts (TwBuilder  *b,
                     TwRule     *rule,
                     JsonObject *object)
{
  static const struct
  {
    const char *key;
    void      (*build) (TwBuilder *, TwRule *, JsonNode *);
  } parts[] = {
    { "stacking", build_stacking }, { "reversal", build_reversal },
    { "clawback", build_clawback }, { "timing", build_timing },
  };

  rule->timing.holdback = TW_FRACTION_ZERO;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (json_object_has_member (object, parts[i].key))
      {
        gsize mark = tw_builder_enter (b, parts[i].key);

        parts[i].build (b, rule, json_object_get_member (object, parts[i].key));
        tw_builder_leave (b, mark);
      }
  if (json_object_has_member (object, "split"))
    {
      gsize mark = tw_builder_enter (b, "split");

      rule->split = tw_program_new_array (b->program, TwSplit, 1);
      tw_build_split (b, json_object_get_member (object, "split"), rule->split);
      tw_builder_leave (b, mark);
    }
}

static gboolean
runs_before (const TwProgram *program,
             guint            a,
             guint            c)
{
  int left = program->rules[a].stacking.order;
  int right = program->rules[c].stacking.order;

  return left < right || (left == right && a < c);
}

void
tw_check_stacking (TwBuilder *b)
{
  const TwProgram *program = b->program;

  for (guint i = 0; i < program->n_rules; i++)
    {
      const TwStacking *stacking = &program->rules[i].stacking;
      gboolean reducer = FALSE;

      if (stacking->group == NULL)
        continue;
      g_string_assign (b->path, stacking->path);
      for (guint k = 0; k < program->n_rules; k++)
        {
          const TwStacking *other = &program->rules[k].stacking;

          if (k == i || g_strcmp0 (other->group, stacking->group) != 0)
            continue;
          if (k < i && other->policy != stacking->policy)
            tw_refuse (b, "E8", NULL,
                       _("The rules “%s” and “%s” are in the group “%s” with two policies."),
                       program->rules[k].id, program->rules[i].id, stacking->group);
          reducer |= !other->no_reduce && runs_before (program, k, i);
        }
      if (stacking->base_reduced && !reducer)
        tw_refuse (b, "E8", NULL,
                   _("“%s” works on a reduced base, but no earlier rule of its group reduces it."),
                   program->rules[i].id);
    }
  g_string_truncate (b->path, 0);
}
