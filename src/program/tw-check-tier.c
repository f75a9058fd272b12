/* tw-check-tier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-check-private.h"

#include "tw-program-describe.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* W5. A ladder is compared where its conditions are written alike: thresholds of the same value in
 * conditions that must all hold. */

typedef struct
{
  char       *value;      /* the value as it is written */
  gboolean    has_least;
  TwFraction  least;
  gboolean    has_most;
  TwFraction  most;
  const TwTest *test;
} Leaf;

static void
leaf_clear (gpointer data)
{
  g_free (((Leaf *) data)->value);
}

/* Leaves that must all hold; FALSE where the condition says anything else as well. */
static gboolean
collect (TwCheck           *check,
         const TwCondition *condition,
         GArray            *leaves)
{
  gboolean whole = TRUE;

  while (condition->kind == TW_CONDITION_DEFINE)
    condition = check->program->defines[condition->index].condition;
  if (condition->kind == TW_CONDITION_ALL)
    {
      for (guint i = 0; i < condition->n_children; i++)
        whole &= collect (check, condition->children[i], leaves);
      return whole;
    }
  if (condition->kind != TW_CONDITION_COMPARE)
    return FALSE;
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];
      const TwExpr *value = tw_resolve_expr (check->program, condition->value);
      Leaf leaf = { .test = test };

      if (test->than == NULL || !tw_expr_literal (check->program, test->than, &leaf.least))
        {
          whole = FALSE;
          continue;
        }
      leaf.most = leaf.least;
      leaf.has_least = test->op == TW_TEST_AT_LEAST || test->op == TW_TEST_MORE_THAN;
      leaf.has_most = test->op == TW_TEST_AT_MOST || test->op == TW_TEST_LESS_THAN;
      leaf.value = tw_check_text_at (check, value->path);
      g_array_append_val (leaves, leaf);
    }

  return whole;
}

static const Leaf *
find_leaf (GArray     *leaves,
           const Leaf *like)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      const Leaf *leaf = &g_array_index (leaves, Leaf, i);

      if (leaf->has_least && strcmp (leaf->value, like->value) == 0)
        return leaf;
    }

  return NULL;
}

static void
check_contradiction (TwCheck      *check,
                     const TwTier *tier,
                     GArray       *leaves)
{
  for (guint i = 0; i < leaves->len; i++)
    for (guint k = 0; k < leaves->len; k++)
      {
        const Leaf *least = &g_array_index (leaves, Leaf, i);
        const Leaf *most = &g_array_index (leaves, Leaf, k);

        if (least->has_least && most->has_most && strcmp (least->value, most->value) == 0 &&
            tw_fraction_compare (least->least, most->most) > 0)
          {
            tw_check_add (check, "W5", FALSE, tier->path, _("Correct one of the two bounds."),
                          _("Nobody can reach “%s”: one value would have to be above and below."),
                          tier->name);
            return;
          }
      }
}

static void
check_keep (TwCheck      *check,
            const TwTier *tier,
            GArray       *leaves)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      const Leaf *leaf = &g_array_index (leaves, Leaf, i);
      TwFraction keep;

      if (!leaf->has_least || leaf->test->keep == NULL ||
          !tw_expr_literal (check->program, leaf->test->keep, &keep) ||
          tw_fraction_compare (keep, leaf->least) <= 0)
        continue;
      tw_check_add (check, "W5", FALSE, leaf->test->keep->path,
                    _("Let the threshold to stay be at most the one to "
                      "enter."),
                    _("“%s” is harder to keep than to enter, so a partner that enters would lose "
                      "it at once."),
                    tier->name);
    }
}

/* Every threshold of the upper tier is at most the lower one's: the lower tier is never the
 * highest. */
static gboolean
is_as_easy (GArray *upper,
            GArray *lower)
{
  if (upper->len == 0 && lower->len == 0)
    return TRUE;
  for (guint i = 0; i < upper->len; i++)
    {
      const Leaf *leaf = &g_array_index (upper, Leaf, i);
      const Leaf *other = leaf->has_least ? find_leaf (lower, leaf) : NULL;

      if (other == NULL || tw_fraction_compare (leaf->least, other->least) > 0)
        return FALSE;
    }

  return TRUE;
}

static void
check_order (TwCheck *check,
             GArray **leaves,
             gboolean *whole,
             guint     i)
{
  const TwTier *upper = &check->program->tiers[i];
  const TwTier *lower = &check->program->tiers[i - 1];

  if (!whole[i] || !whole[i - 1] || upper->by_invitation || upper->needs_lower ||
      !is_as_easy (leaves[i], leaves[i - 1]))
    return;
  tw_check_add (check, "W5", FALSE, upper->path,
                _("Ask more of the upper tier, or change the order."),
                _("“%s” asks no more than “%s” below it, so nobody is ever in “%s”."),
                upper->name, lower->name, lower->name);
}

void
tw_check_tiers (TwCheck *check)
{
  const TwProgram *program = check->program;
  g_autofree GArray **leaves = g_new0 (GArray *, program->n_tiers + 1);
  g_autofree gboolean *whole = g_new0 (gboolean, program->n_tiers + 1);

  for (guint i = 0; i < program->n_tiers; i++)
    {
      leaves[i] = g_array_new (FALSE, TRUE, sizeof (Leaf));
      g_array_set_clear_func (leaves[i], leaf_clear);
      whole[i] = collect (check, program->tiers[i].enter, leaves[i]);
      check_contradiction (check, &program->tiers[i], leaves[i]);
      check_keep (check, &program->tiers[i], leaves[i]);
      if (i > 0)
        check_order (check, leaves, whole, i);
    }
  for (guint i = 0; i < program->n_tiers; i++)
    g_array_unref (leaves[i]);
}
