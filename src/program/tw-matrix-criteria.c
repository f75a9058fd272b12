/* tw-matrix-criteria.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-private.h"

#include "tw-describe-private.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Criteria: the conditions of all tiers laid over each other. */

const char * const tw_matrix_tests[TW_TEST_IN + 1] = {
  "at_least", "more_than", "at_most", "less_than", "is", "is_not", "in",
};

static void add_children (TwMatrixBuild     *build,
                          TwMatrixNode      *parent,
                          guint              tier,
                          TwCondition      **children,
                          guint              n_children,
                          const char        *list,
                          gboolean           ways);

/* --- thresholds --- */

static TwMatrixType
get_type (const TwExpr *than)
{
  switch (than->type)
    {
    case TW_VALUE_MONEY:
      return TW_MATRIX_MONEY;
    case TW_VALUE_DATE:
      return TW_MATRIX_DATE;
    case TW_VALUE_NUMBER:
      return TW_MATRIX_NUMBER;
    case TW_VALUE_TEXT:
    case TW_VALUE_BOOL:
    default:
      return TW_MATRIX_TEXT;
    }
}

static const char *
get_sign (TwTestOp op)
{
  static const char * const signs[TW_TEST_IN + 1] = { "≥", ">", "≤", "<", "", "≠", "" };

  return signs[op];
}

/* What a threshold depends on, one row for each value of it. */
static void
add_picked (TwMatrixBuild *build,
            TwMatrixNode  *node,
            guint          tier,
            TwTestOp       op,
            const TwExpr  *than,
            const char    *path)
{
  TwMatrixCell *cell = &node->row->cells[tier];
  gboolean pick = than->kind == TW_EXPR_PICK_TEXT;
  g_autofree char *base = pick ? tw_program_text_path (path, "is") : g_strdup (path);
  g_autofree char *by = pick ? tw_program_describe_value (build->program, than->args[0])
                             : g_strdup (_("currency"));

  /* Translators: a threshold depends on this, such as the partner's region. */
  cell->words = g_strdup_printf (_("by %s"), by);
  for (guint i = 0; i < than->n_args - (pick ? 1 : 0); i++)
    {
      const TwExpr *value = than->args[pick ? i + 1 : i];
      TwMatrixCell *picked = tw_matrix_node_cell (build, node, TW_MATRIX_PICKED, than->keys[i],
                                                  than->keys[i], tier, NULL);

      picked->owner = tw_program_text_path (base, than->keys[i]);
      picked->path = g_strdup (picked->owner);
      picked->plain = g_strdup (tw_matrix_text (build, picked->path));
      picked->sign = get_sign (op);
      picked->type = get_type (value);
    }
  if (pick && than->otherwise != NULL)
    {
      TwMatrixCell *other = tw_matrix_node_cell (build, node, TW_MATRIX_PICKED, "\telse",
                                                 _("Everywhere else"), tier, NULL);

      other->owner = tw_program_text_path (path, "else");
      other->path = g_strdup (other->owner);
      other->plain = g_strdup (tw_matrix_text (build, other->path));
      other->sign = get_sign (op);
      other->type = get_type (than->otherwise);
    }
}

static void
fill_threshold (TwMatrixBuild *build,
                TwMatrixNode  *node,
                guint          tier,
                TwTestOp       op,
                const TwExpr  *than,
                const char    *path)
{
  TwMatrixCell *cell = &node->row->cells[tier];

  cell->path = g_strdup (path);
  cell->sign = get_sign (op);
  cell->type = get_type (than);
  cell->plain = g_strdup (tw_matrix_text (build, path));
  if (than->kind == TW_EXPR_LITERAL && cell->plain != NULL)
    return;

  g_clear_pointer (&cell->plain, g_free);
  if (than->kind == TW_EXPR_PICK_TEXT || than->kind == TW_EXPR_PER_CURRENCY)
    add_picked (build, node, tier, op, than, path);
  else
    cell->words = tw_program_describe_value (build->program, than);
}

static char *
describe_in (TwMatrixBuild *build,
             const TwTest  *test)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < test->n_list; i++)
    {
      g_autofree char *value = tw_program_describe_value (build->program, test->list[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- points --- */

static void
add_point_part (TwMatrixBuild *build,
                TwMatrixNode  *item,
                guint          tier,
                const char    *member,
                const char    *title,
                const TwExpr  *value)
{
  const TwMatrixCell *whole = &item->row->cells[tier];
  TwMatrixNode *node;
  TwMatrixCell *cell = tw_matrix_node_cell (build, item, TW_MATRIX_POINT_PART, member, title, tier,
                                            &node);

  node->row->member = member;
  cell->path = tw_program_text_path (whole->owner, member);
  cell->type = TW_MATRIX_NUMBER;
  if (value == NULL)
    return;
  cell->owner = g_strdup (cell->path);
  cell->plain = g_strdup (tw_matrix_text (build, cell->path));
  if (cell->plain == NULL)
    cell->words = tw_program_describe_value (build->program, value);
}

static void
add_points (TwMatrixBuild *build,
            TwMatrixNode  *criterion,
            guint          tier,
            const TwExpr  *points,
            const char    *path)
{
  g_autofree char *list = tw_program_text_path (path, "points");

  criterion->row->cells[tier].list = g_strdup (list);
  for (guint i = 0; i < points->n_points; i++)
    {
      const TwPoint *point = &points->points[i];
      g_autofree char *value = tw_program_describe_value (build->program, point->value);
      /* Translators: an item that gives points: its name and what is counted. */
      g_autofree char *title = g_strdup_printf (_("%1$s: points for each of %2$s"),
                                                point->name, value);
      TwMatrixNode *node;
      TwMatrixCell *cell = tw_matrix_node_cell (build, criterion, TW_MATRIX_POINT, point->name,
                                                title, tier, &node);

      cell->owner = g_strdup_printf ("%s/%u", list, i);
      cell->path = tw_program_text_path (cell->owner, "worth");
      cell->type = TW_MATRIX_NUMBER;
      cell->sign = "×";
      cell->plain = g_strdup (point->worth == NULL ? "1" : tw_matrix_text (build, cell->path));
      if (cell->plain == NULL)
        cell->words = tw_program_describe_value (build->program, point->worth);
      add_point_part (build, node, tier, "need", _("Needed at least"), point->need);
      add_point_part (build, node, tier, "floor", _("Points at least"), point->floor);
      add_point_part (build, node, tier, "cap", _("Points at most"), point->cap);
    }
}

/* --- leaves --- */

/* The same thing counted and the same comparison: one row. */
static char *
get_leaf_key (TwMatrixBuild     *build,
              const TwCondition *leaf,
              TwTestOp           op)
{
  g_autofree char *path = tw_program_text_path (leaf->path, "value");
  JsonNode *value = tw_program_text_lookup (build->root, path);
  g_autofree char *text = NULL;

  if (leaf->value->kind == TW_EXPR_POINTS)
    return g_strdup_printf ("points\t%s", tw_matrix_tests[op]);
  text = value != NULL ? tw_program_text_canonical (value, FALSE) : g_strdup (leaf->path);

  return g_strdup_printf ("%s\t%s", text, tw_matrix_tests[op]);
}

static char *
get_leaf_title (TwMatrixBuild     *build,
                const TwCondition *leaf)
{
  g_autofree char *value = NULL;

  if (leaf->value->kind == TW_EXPR_POINTS)
    return g_strdup (_("Points"));
  value = tw_program_describe_value (build->program, leaf->value);

  return tw_matrix_begin (value);
}

static void
fill_test (TwMatrixBuild     *build,
           TwMatrixNode      *node,
           guint              tier,
           const TwCondition *leaf,
           const TwTest      *test)
{
  const char *name = tw_matrix_tests[test->op];
  g_autofree char *path = tw_program_text_path (leaf->path, name);
  g_autofree char *member = g_strconcat ("keep_", name, NULL);
  g_autofree char *stay = tw_program_text_path (leaf->path, member);
  TwMatrixCell *cell = &node->row->cells[tier];
  TwMatrixNode *below;

  cell->owner = g_strdup (leaf->path);
  if (test->op == TW_TEST_IN)
    {
      cell->path = g_strdup (path);
      cell->type = TW_MATRIX_TEXT;
      cell->words = describe_in (build, test);
      return;
    }
  fill_threshold (build, node, tier, test->op, test->than, path);
  if (leaf->value->kind == TW_EXPR_POINTS)
    {
      g_autofree char *value = tw_program_text_path (leaf->path, "value");

      add_points (build, node, tier, leaf->value, value);
    }

  cell = tw_matrix_node_cell (build, node, TW_MATRIX_STAY, "\tstay", _("To stay"), tier, &below);
  cell->type = node->row->cells[tier].type;
  cell->sign = get_sign (test->op);
  if (test->keep != NULL)
    {
      fill_threshold (build, below, tier, test->op, test->keep, stay);
      cell->owner = g_strdup (stay);
    }
  else
    {
      cell->path = g_strdup (stay);
    }
}

/* --- joiners --- */

static char *
get_joiner_key (const TwCondition *condition)
{
  static const char * const words[] = { "all", "any", "not", "some", "leaf", "each", "name", "held" };
  g_autofree char *each = NULL;

  if (condition->kind == TW_CONDITION_EACH && condition->n_each > 0)
    each = tw_describe_attribute (condition->each[0]);

  return g_strdup_printf ("\t%s\t%s", words[condition->kind], each != NULL ? each : "");
}

static char *
get_joiner_title (TwMatrixBuild     *build,
                  const TwCondition *condition,
                  guint              way)
{
  g_autofree char *each = NULL;

  switch (condition->kind)
    {
    case TW_CONDITION_ANY:
      return g_strdup (_("Any of"));
    case TW_CONDITION_NOT:
      return g_strdup (_("Not"));
    case TW_CONDITION_AT_LEAST:
      return g_strdup (_("Some of"));
    case TW_CONDITION_EACH:
      each = tw_describe_attribute (condition->each[0]);
      /* Translators: %s is what groups are told apart by, such as the partner's region. */
      return g_strdup_printf (_("Met by each %s on its own, in"), each);
    case TW_CONDITION_HELD:
      return g_strdup (condition->held_every ? _("At all times") : _("At some time"));
    case TW_CONDITION_DEFINE:
      return tw_matrix_begin (build->program->defines[condition->index].name);
    case TW_CONDITION_ALL:
    default:
      /* Translators: one of several ways to a tier, with a number. */
      return way > 0 ? g_strdup_printf (_("Way %u: all of"), way) : g_strdup (_("All of"));
    }
}

static void
fill_joiner (TwMatrixBuild     *build,
             TwMatrixNode      *node,
             guint              tier,
             const TwCondition *condition)
{
  static const char * const lists[] = { "all", "any", NULL, "of" };
  TwMatrixCell *cell = &node->row->cells[tier];
  const char *list = condition->kind <= TW_CONDITION_AT_LEAST ? lists[condition->kind] : NULL;

  cell->owner = g_strdup (condition->path);
  cell->type = TW_MATRIX_YES;
  if (list != NULL)
    cell->list = tw_program_text_path (condition->path, list);
  if (condition->kind == TW_CONDITION_AT_LEAST || condition->kind == TW_CONDITION_EACH)
    {
      cell->type = TW_MATRIX_COUNT;
      cell->path = tw_program_text_path (condition->path, "at_least");
      cell->plain = g_strdup_printf ("%u", condition->n);
      cell->sign = "≥";
    }
  if (condition->kind == TW_CONDITION_AT_LEAST)
    /* Translators: behind a number: at least 2 of 3. */
    cell->suffix = g_strdup_printf (_("of %u"), condition->n_children);

  add_children (build, node, tier, condition->children, condition->n_children, cell->list,
                condition->kind == TW_CONDITION_ANY);
}

/* --- laying over each other --- */

/* A condition is one row, or one for each of its comparisons. */
static guint
count_rows (const TwCondition *condition)
{
  return condition->kind == TW_CONDITION_COMPARE ? MAX (condition->n_tests, 1) : 1;
}

static char *
get_key (TwMatrixBuild     *build,
         const TwCondition *condition,
         guint              test)
{
  if (condition->kind == TW_CONDITION_COMPARE)
    return get_leaf_key (build, condition, condition->tests[test].op);
  if (condition->kind == TW_CONDITION_DEFINE)
    return g_strdup_printf ("\tname\t%s", build->program->defines[condition->index].name);

  return get_joiner_key (condition);
}

/* The keys of a tier's children; what it has twice is told apart by a number. */
static GPtrArray *
list_keys (TwMatrixBuild  *build,
           TwCondition   **children,
           guint           n_children)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_children; i++)
    for (guint j = 0; j < count_rows (children[i]); j++)
      {
        g_autofree char *plain = get_key (build, children[i], j);
        char *key = g_strdup (plain);

        for (guint n = 2; g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL); n++)
          {
            g_free (key);
            key = g_strdup_printf ("%s\t%u", plain, n);
          }
        g_ptr_array_add (keys, key);
      }

  return keys;
}

static int
find_position (TwMatrixNode *parent,
               const char   *key)
{
  TwMatrixNode *node = tw_matrix_node_find (parent, key);
  guint position;

  if (node == NULL || !g_ptr_array_find (parent->children, node, &position))
    return -1;

  return (int) position;
}

/* A new row stands behind what stands before it in the tier, or before what stands behind it. */
static int
place_row (TwMatrixNode *parent,
           GPtrArray    *keys,
           guint         index)
{
  if (index > 0)
    return find_position (parent, g_ptr_array_index (keys, index - 1)) + 1;
  for (guint i = index + 1; i < keys->len; i++)
    {
      int position = find_position (parent, g_ptr_array_index (keys, i));

      if (position >= 0)
        return position;
    }

  return -1;
}

static void
add_row (TwMatrixBuild *build,
         TwMatrixNode  *parent,
         guint          tier,
         TwCondition   *condition,
         guint          test,
         GPtrArray     *keys,
         guint          index,
         guint          way)
{
  const char *key = g_ptr_array_index (keys, index);
  TwMatrixNode *node = tw_matrix_node_find (parent, key);
  gboolean leaf = condition->kind == TW_CONDITION_COMPARE;
  TwMatrixRowKind kind = leaf ? TW_MATRIX_CRITERION
                         : condition->kind == TW_CONDITION_DEFINE ? TW_MATRIX_NAMED
                                                                  : TW_MATRIX_JOINER;

  if (node == NULL)
    node = tw_matrix_node_add (build, parent, place_row (parent, keys, index), kind, key,
                               leaf ? get_leaf_title (build, condition)
                                    : get_joiner_title (build, condition, way));
  if (leaf)
    fill_test (build, node, tier, condition, &condition->tests[test]);
  else
    fill_joiner (build, node, tier, condition);
}

static void
add_children (TwMatrixBuild  *build,
              TwMatrixNode   *parent,
              guint           tier,
              TwCondition   **children,
              guint           n_children,
              const char     *list,
              gboolean        ways)
{
  g_autoptr (GPtrArray) keys = list_keys (build, children, n_children);
  guint index = 0;

  for (guint i = 0; i < n_children; i++)
    for (guint j = 0; j < count_rows (children[i]); j++)
      add_row (build, parent, tier, children[i], j, keys, index++, ways ? i + 1 : 0);
}

/* `all` at the top is what every list of criteria means anyway. */
static void
add_condition (TwMatrixBuild *build,
               TwMatrixNode  *parent,
               guint          tier,
               TwCondition   *condition)
{
  TwMatrixCell *cell = &parent->row->cells[tier];

  if (condition->kind == TW_CONDITION_ALL)
    {
      cell->list = tw_program_text_path (condition->path, "all");
      add_children (build, parent, tier, condition->children, condition->n_children, cell->list,
                    FALSE);
    }
  else
    {
      add_children (build, parent, tier, &condition, 1, NULL, FALSE);
    }
}

void
tw_matrix_build_criteria (TwMatrixBuild *build)
{
  const TwProgram *program = build->program;
  TwMatrixNode *criteria = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "criteria",
                                               g_strdup (_("Criteria")));
  TwMatrixNode *stay = NULL;

  for (guint i = 0; i < build->matrix->n_tiers; i++)
    {
      const TwTier *tier = i < program->n_tiers ? &program->tiers[i]
                                                : &program->designations[i - program->n_tiers];

      if (tier->enter != NULL)
        add_condition (build, criteria, i, tier->enter);
      if (tier->keep == NULL)
        continue;
      if (stay == NULL)
        stay = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "stay",
                                   g_strdup (_("Criteria to Stay")));
      add_condition (build, stay, i, tier->keep);
    }
}
