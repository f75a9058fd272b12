/* tw-scenario-lever.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers of a program that can be moved, and what the cost does when they are. */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-scenario-analysis.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-program-text.h"
#include "tw-reprice-private.h"

static void
lever_free (gpointer data)
{
  TwLever *lever = data;

  g_free (lever->path);
  g_free (lever->text);
  g_free (lever->label);
  g_free (lever);
}

static void
sensitivity_free (gpointer data)
{
  TwSensitivity *step = data;

  lever_free (step->lever);
  g_free (step->low_text);
  g_free (step->high_text);
  g_free (step);
}

/* ---- numbers as they are written ---- */

/* 12, 10000.00, 2.5%: digits, at most one point, a percent sign. */
static gboolean
read_number (const char *text,
             gint64     *digits,
             int        *decimals,
             gboolean   *percent)
{
  gboolean point = FALSE;

  *digits = 0;
  *decimals = 0;
  *percent = FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '.' && !point)
        point = TRUE;
      else if (*p == '%' && p[1] == '\0' && p > text)
        *percent = TRUE;
      else if (!g_ascii_isdigit (*p) || *digits > G_MAXINT64 / 1000)
        return FALSE;
      else
        {
          *digits = *digits * 10 + (*p - '0');
          *decimals += point;
        }
    }

  return *digits > 0;
}

static char *
write_number (gint64   digits,
              int      decimals,
              gboolean percent)
{
  gint64 unit = 1;

  for (int i = 0; i < decimals; i++)
    unit *= 10;
  if (decimals == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "%s", digits, percent ? "%" : "");

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT "%s", digits / unit, decimals, digits % unit,
                          percent ? "%" : "");
}

char *
tw_lever_scale (const TwLever *lever,
                int            percent)
{
  gint64 digits;
  int decimals;
  gboolean is_percent;
  __int128 scaled;
  int more;

  if (!read_number (lever->text, &digits, &decimals, &is_percent))
    return NULL;

  more = is_percent ? CLAMP (4 - decimals, 0, 2) : 0;
  for (int i = 0; i < more; i++)
    digits *= 10;
  if (!tw_round_div ((__int128) digits * (100 + percent), 100, TW_ROUNDING_HALF_UP, &scaled) || scaled <= 0
      || scaled == digits)
    return NULL;

  return write_number ((gint64) scaled, decimals + more, is_percent);
}

/* ---- what can be moved ---- */

static void
add_lever (GPtrArray               *levers,
           const TwProgramDocument *document,
           const char              *path,
           gboolean                 threshold,
           gboolean                 tier,
           char                    *label)
{
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (document), path);
  TwLever *lever;
  gint64 digits;
  int decimals;
  gboolean percent;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING
      || !read_number (json_node_get_string (node), &digits, &decimals, &percent))
    {
      g_free (label);
      return;
    }

  lever = g_new0 (TwLever, 1);
  lever->path = g_strdup (path);
  lever->text = g_strdup (json_node_get_string (node));
  lever->label = label;
  lever->threshold = threshold;
  lever->tier = tier;
  g_ptr_array_add (levers, lever);
}

/* The literals that give a band's value by picks alone. */
static void
add_rates (GPtrArray               *levers,
           const TwProgramDocument *document,
           const TwRule            *rule,
           guint                    band,
           const TwExpr            *expr,
           const char              *pick)
{
  if (expr == NULL)
    return;
  if (expr->kind == TW_EXPR_LITERAL)
    {
      add_lever (levers, document, expr->path, FALSE, FALSE,
                 pick != NULL
                   /* Translators: a rule, the number of a band, and what its rate is picked by: Gold */
                   ? g_strdup_printf (_("%s: band %u, value for %s"), rule->name, band + 1, pick)
                   : g_strdup_printf (_("%s: band %u, value"), rule->name, band + 1));
      return;
    }
  if (expr->kind != TW_EXPR_PICK_TEXT && expr->kind != TW_EXPR_PICK_RANGE)
    return;

  for (guint i = 1; i < expr->n_args; i++)
    add_rates (levers, document, rule, band, expr->args[i], expr->kind == TW_EXPR_PICK_TEXT ? expr->keys[i - 1] : pick);
  add_rates (levers, document, rule, band, expr->otherwise, _("others"));
}

static void
add_rule (GPtrArray               *levers,
          const TwProgramDocument *document,
          const TwRule            *rule)
{
  for (guint k = 0; k < rule->table->n_bands; k++)
    {
      const TwBand *band = &rule->table->bands[k];
      g_autofree char *from = g_strconcat (band->path, "/from", NULL);

      add_lever (levers, document, from, TRUE, FALSE,
                 g_strdup_printf (_("%s: band %u, threshold"), rule->name, k + 1));
      add_rates (levers, document, rule, k, band->rate != NULL ? band->rate : band->price, NULL);
      if (band->flat != NULL)
        add_lever (levers, document, band->flat->path, FALSE, FALSE,
                   g_strdup_printf (_("%s: band %u, fixed amount"), rule->name, k + 1));
    }
  for (guint i = 0; i < rule->n_adjust; i++)
    if (rule->adjust[i].value != NULL && rule->adjust[i].value->kind == TW_EXPR_LITERAL)
      add_lever (levers, document, rule->adjust[i].value->path,
                 rule->adjust[i].kind == TW_ADJUST_MAX || rule->adjust[i].kind == TW_ADJUST_MIN, FALSE,
                 g_strdup_printf (_("%s: adjustment %u"), rule->name, i + 1));
}

static void
add_condition (GPtrArray               *levers,
               const TwProgramDocument *document,
               const TwTier            *tier,
               const TwCondition       *condition)
{
  if (condition == NULL)
    return;

  for (guint i = 0; i < condition->n_children; i++)
    add_condition (levers, document, tier, condition->children[i]);
  for (guint i = 0; i < condition->n_tests; i++)
    {
      const TwTest *test = &condition->tests[i];

      if (test->than != NULL && test->than->kind == TW_EXPR_LITERAL)
        add_lever (levers, document, test->than->path, TRUE, TRUE, g_strdup_printf (_("%s: threshold"), tier->name));
      if (test->keep != NULL && test->keep->kind == TW_EXPR_LITERAL)
        add_lever (levers, document, test->keep->path, TRUE, TRUE,
                   g_strdup_printf (_("%s: threshold to stay"), tier->name));
    }
}

GPtrArray *
tw_levers_list (const TwProgramDocument *document)
{
  GPtrArray *levers = g_ptr_array_new_with_free_func (lever_free);
  const TwProgram *program;

  g_return_val_if_fail (document != NULL, levers);

  program = tw_program_document_get_program (document);
  for (guint t = 0; t < program->n_tiers; t++)
    {
      add_condition (levers, document, &program->tiers[t], program->tiers[t].enter);
      add_condition (levers, document, &program->tiers[t], program->tiers[t].keep);
    }
  for (guint r = 0; r < program->n_rules; r++)
    add_rule (levers, document, &program->rules[r]);

  return levers;
}

/* ---- the tornado ---- */

/* The change of the cost with the number as @text; what doesn't load then leaves @text %NULL. */
static gboolean
move_lever (TwReprice      *reprice,
            guint           index,
            const TwLever  *lever,
            char          **text,
            gint64         *change,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autoptr (TwProgramDocument) changed = NULL;
  const TwReplay *replay;

  if (*text == NULL)
    return TRUE;

  tw_program_edits_set_text (edits, lever->path, *text);
  changed = tw_program_edits_apply (g_ptr_array_index (reprice->documents, index), edits, NULL, NULL, NULL);
  if (changed == NULL)
    {
      g_clear_pointer (text, g_free);
      return TRUE;
    }
  replay = tw_reprice_change (reprice, index, changed, cancellable, NULL, error);
  if (replay == NULL)
    return FALSE;

  *change = replay->cost - reprice->base->cost;
  return TRUE;
}

static gint64
effect (const TwSensitivity *step)
{
  return MAX (ABS (step->low), ABS (step->high));
}

static int
compare_effects (gconstpointer a,
                 gconstpointer b)
{
  const TwSensitivity *sa = *(const TwSensitivity *const *) a;
  const TwSensitivity *sb = *(const TwSensitivity *const *) b;

  if (effect (sa) != effect (sb))
    return effect (sa) > effect (sb) ? -1 : 1;

  return strcmp (sa->lever->path, sb->lever->path);
}

GPtrArray *
tw_reprice_sensitivity (TwReprice         *reprice,
                        guint              index,
                        int                percent,
                        GCancellable      *cancellable,
                        TwReplayProgress   progress,
                        gpointer           user_data,
                        GError           **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (sensitivity_free);
  g_autoptr (GPtrArray) levers = NULL;

  g_return_val_if_fail (reprice != NULL && index < reprice->documents->len, NULL);
  g_return_val_if_fail (percent > 0 && percent < 100, NULL);

  levers = tw_levers_list (g_ptr_array_index (reprice->documents, index));
  for (guint i = 0; i < levers->len; i++)
    {
      const TwLever *lever = g_ptr_array_index (levers, i);
      TwSensitivity *step = g_new0 (TwSensitivity, 1);

      step->lever = g_new0 (TwLever, 1);
      *step->lever = (TwLever){ g_strdup (lever->path), g_strdup (lever->text), g_strdup (lever->label),
                                lever->threshold, lever->tier };
      step->low_text = tw_lever_scale (lever, -percent);
      step->high_text = tw_lever_scale (lever, percent);
      g_ptr_array_add (steps, step);
      if (!move_lever (reprice, index, lever, &step->low_text, &step->low, cancellable, error)
          || !move_lever (reprice, index, lever, &step->high_text, &step->high, cancellable, error))
        return NULL;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED, _("The replay was cancelled. Nothing was changed."));
          return NULL;
        }
      if (progress != NULL)
        progress ((i + 1.0) / levers->len, user_data);
    }
  g_ptr_array_sort (steps, compare_effects);

  return g_steal_pointer (&steps);
}
