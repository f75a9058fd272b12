/* tw-matrix-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-private.h"

#include <glib/gi18n-lib.h>

/* Policy: how a tier is come to and left. */

static const TwMatrixChoice reviews[] = {
  { "month", N_("Every month") },   { "day", N_("Every day") },
  { "quarter", N_("Every quarter") }, { "half", N_("Every half-year") },
  { "year", N_("Every year") },     { "anniversary", N_("On the agreement's anniversary") },
  { "manual", N_("By hand") },
};

static const TwMatrixChoice effects[] = {
  { "at_once", N_("At once") },
  { "next_month", N_("From the next month") },
  { "next_quarter", N_("From the next quarter") },
  { "next_year", N_("From the next year") },
};

static const TwMatrixChoice steps[] = {
  { "to_earned", N_("To the tier that is earned") },
  { "one", N_("One tier at a time") },
};

#define DEMOTE "/tier_policy/demote"
#define PROMOTE "/tier_policy/promote"

/* What holds where nothing is written: the language's defaults. */
static const struct
{
  const char           *path;
  const char           *title;
  TwMatrixType          type;
  const TwMatrixChoice *choices;
  guint                 n_choices;
  const char           *standard;
} policies[] = {
  { PROMOTE "/review", N_("Promotion reviewed"), TW_MATRIX_CHOICE, reviews, G_N_ELEMENTS (reviews),
    "month" },
  { PROMOTE "/effective", N_("Promotion takes effect"), TW_MATRIX_CHOICE, effects,
    G_N_ELEMENTS (effects), "at_once" },
  { DEMOTE "/review", N_("Demotion reviewed"), TW_MATRIX_CHOICE, reviews, G_N_ELEMENTS (reviews),
    "quarter" },
  { DEMOTE "/effective", N_("Demotion takes effect"), TW_MATRIX_CHOICE, effects,
    G_N_ELEMENTS (effects), "next_month" },
  { DEMOTE "/grace", N_("Grace before a demotion"), TW_MATRIX_DURATION, NULL, 0, "0 days" },
  { DEMOTE "/min_stay", N_("Shortest stay in a tier"), TW_MATRIX_DURATION, NULL, 0, "0 days" },
  { DEMOTE "/steps", N_("Demoted"), TW_MATRIX_CHOICE, steps, G_N_ELEMENTS (steps), "to_earned" },
  { "/tier_policy/on_change/hold_until", N_("Tiers held after a change until"), TW_MATRIX_DATE,
    NULL, 0, NULL },
};

static void
add_policy (TwMatrixBuild *build,
            TwMatrixNode  *parent,
            guint          index)
{
  TwMatrixNode *node =
      tw_matrix_node_add (build, parent, -1, TW_MATRIX_POLICY, policies[index].path,
                          g_strdup (_(policies[index].title)));
  TwMatrixCell *cell = &node->row->cells[0];
  const char *text = tw_matrix_text (build, policies[index].path);

  node->row->whole = TRUE;
  node->row->n_choices = policies[index].n_choices;
  node->row->choices = g_new0 (TwMatrixChoice, policies[index].n_choices);
  for (guint i = 0; i < policies[index].n_choices; i++)
    {
      node->row->choices[i].id = policies[index].choices[i].id;
      node->row->choices[i].label = _(policies[index].choices[i].label);
    }
  cell->type = policies[index].type;
  cell->path = g_strdup (policies[index].path);
  cell->plain = g_strdup (text != NULL ? text : policies[index].standard);
  if (text != NULL)
    cell->owner = g_strdup (policies[index].path);
}

static void
add_flag (TwMatrixBuild *build,
          TwMatrixNode  *parent,
          const char    *member,
          const char    *title)
{
  const TwProgram *program = build->program;
  TwMatrixNode *node = tw_matrix_node_add (build, parent, -1, TW_MATRIX_FLAG, member,
                                           g_strdup (title));

  node->row->member = member;
  for (guint i = 0; i < build->matrix->n_tiers; i++)
    {
      const TwTier *tier = i < program->n_tiers ? &program->tiers[i]
                                                : &program->designations[i - program->n_tiers];
      TwMatrixCell *cell = &node->row->cells[i];

      cell->type = TW_MATRIX_YES;
      cell->path = g_strdup_printf ("%s/%s", tier->path, member);
      if (g_str_equal (member, "by_invitation") ? tier->by_invitation : tier->needs_lower)
        cell->owner = g_strdup (cell->path);
    }
}

void
tw_matrix_build_policy (TwMatrixBuild *build)
{
  TwMatrixNode *policy = tw_matrix_node_add (build, build->top, -1, TW_MATRIX_HEADING, "policy",
                                             g_strdup (_("Policy")));

  add_flag (build, policy, "by_invitation", _("By invitation"));
  add_flag (build, policy, "needs_lower", _("The tiers below must be met too"));
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    add_policy (build, policy, i);
}
