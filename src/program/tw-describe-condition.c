/* tw-describe-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-describe.h"

#include "tw-describe-private.h"

#include <glib/gi18n-lib.h>

/* Conditions in words. */

static char *
describe_list (const TwProgram *program,
               const TwTest    *test)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < test->n_list; i++)
    {
      g_autofree char *value = tw_program_describe_value (program, test->list[i]);

      g_string_append_printf (text, "%s%s",
                              i == 0                  ? ""
                              : i + 1 == test->n_list ? _(" or ")
                                                      : ", ",
                              value);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_threshold (const TwProgram *program,
                    const TwExpr    *value,
                    const TwExpr    *than)
{
  if (than->kind == TW_EXPR_LITERAL && than->type == TW_VALUE_NUMBER && tw_describe_is_ratio (program, value))
    return tw_describe_rate (than->literal);

  return tw_program_describe_value (program, than);
}

static char *
describe_test (const TwProgram *program,
               const TwExpr    *value,
               const TwTest    *test)
{
  static const char *const words[] = {
    N_("is at least %s"), N_("is more than %s"), N_("is at most %s"), N_("is less than %s"),
    N_("is %s"),          N_("is not %s"),       N_("is one of %s"),
  };
  static const char *const dates[] = {
    N_("is on or after %s"), N_("is after %s"), N_("is on or before %s"),
    N_("is before %s"),      N_("is %s"),       N_("is not %s"),
    N_("is one of %s"),
  };
  const char * const *say = value->type == TW_VALUE_DATE ? dates : words;
  gboolean empty = test->than != NULL && test->than->kind == TW_EXPR_LITERAL && test->than->type == TW_VALUE_TEXT &&
                   *test->than->text == '\0';
  g_autofree char *than = test->op == TW_TEST_IN ? describe_list (program, test)
                                                 : describe_threshold (program, value, test->than);
  g_autofree char *text = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, say[test->op]), than);
  g_autofree char *keep = NULL;

  if (empty && (test->op == TW_TEST_IS || test->op == TW_TEST_IS_NOT))
    return g_strdup (test->op == TW_TEST_IS ? _("is empty") : _("is stated"));
  if (test->keep == NULL)
    return g_steal_pointer (&text);
  keep = describe_threshold (program, value, test->keep);

  return g_strdup_printf (_("%s (to stay: %s)"), text, keep);
}

static char *
describe_compare (const TwProgram   *program,
                  const TwCondition *condition)
{
  g_autofree char *value = tw_program_describe_value (program, condition->value);
  GString *text = g_string_new (value);

  for (guint i = 0; i < condition->n_tests; i++)
    {
      g_autofree char *test = describe_test (program, condition->value, &condition->tests[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? " " : _(" and "), test);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_children (const TwProgram   *program,
                   const TwCondition *condition,
                   const char        *between)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < condition->n_children; i++)
    {
      g_autofree char *child = tw_program_describe_condition (program, condition->children[i]);
      gboolean nested = condition->n_children > 1 &&
                        (condition->children[i]->kind == TW_CONDITION_ANY ||
                         condition->children[i]->kind == TW_CONDITION_ALL) &&
                        condition->children[i]->n_children > 1;

      g_string_append_printf (text, nested ? "%s(%s)" : "%s%s", i == 0 ? "" : between, child);
    }

  return g_string_free (text, FALSE);
}

char *
tw_program_describe_condition (const TwProgram   *program,
                               const TwCondition *condition)
{
  g_autofree char *inner = NULL;
  g_autofree char *each = NULL;

  g_return_val_if_fail (program != NULL && condition != NULL, NULL);

  switch (condition->kind)
    {
    case TW_CONDITION_ALL:
      return describe_children (program, condition, _(" and "));
    case TW_CONDITION_ANY:
      return condition->n_children > 0 ? describe_children (program, condition, _(" or "))
                                       : g_strdup (_("never"));
    case TW_CONDITION_NOT:
      inner = tw_program_describe_condition (program, condition->children[0]);
      return g_strdup_printf (_("not (%s)"), inner);
    case TW_CONDITION_AT_LEAST:
      inner = describe_children (program, condition, "; ");
      return g_strdup_printf (_("at least %u of: %s"), condition->n, inner);
    case TW_CONDITION_EACH:
      inner = tw_program_describe_condition (program, condition->children[0]);
      each = tw_describe_attribute (condition->each[0]);
      return g_strdup_printf (_("in at least %u of %s: %s"), condition->n, each, inner);
    case TW_CONDITION_DEFINE:
      return g_strdup (program->defines[condition->index].name);
    case TW_CONDITION_HELD:
      inner = tw_program_describe_condition (program, condition->children[0]);
      return g_strdup_printf (condition->held_every ? _("at all times: %s")
                                                    : _("at some time: %s"),
                              inner);
    case TW_CONDITION_COMPARE:
    default:
      return describe_compare (program, condition);
    }
}
