/* golden-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "golden-figure.h"

#include <string.h>

/* Figures that are read from steps: of the window, or of the lines that the run posts. */

static const char *
operand (const TwStep *step,
         const char   *name)
{
  for (guint i = 0; i < step->n_in; i++)
    if (strcmp (step->in[i].name, name) == 0)
      return step->in[i].value;

  return NULL;
}

static gboolean
add (GoldenValue *value,
     const char  *text)
{
  TwFraction number;

  if (text == NULL || !golden_parse_number (text, &number))
    return FALSE;

  return tw_fraction_add (value->number, number, &value->number);
}

/* The path of the rule's @n-th limit. */
static const char *
limit_path (const TwRule *rule,
            guint         n)
{
  for (guint i = 0; i < rule->n_adjust; i++)
    if ((rule->adjust[i].kind == TW_ADJUST_MAX || rule->adjust[i].kind == TW_ADJUST_MIN)
        && n-- == 0)
      return rule->adjust[i].path;

  return NULL;
}

/* What a step says to the question, or NULL: it is another step. */
static const char *
answer (const TwStep *step,
        const TwRule *rule,
        char        **words)
{
  guint n = words[4] == NULL ? 0 : (guint) g_ascii_strtoull (words[4], NULL, 10);

  if (strcmp (words[0], "slice") == 0 || strcmp (words[0], "sliced") == 0)
    {
      if (strcmp (step->op, "slice") != 0 || n >= rule->table->n_bands
          || g_strcmp0 (step->ref, rule->table->bands[n].path) != 0)
        return NULL;
      return strcmp (words[0], "slice") == 0 ? step->out : operand (step, "measure");
    }
  if (strcmp (words[0], "limit") == 0)
    return strcmp (step->op, "limit") == 0 && g_strcmp0 (step->ref, limit_path (rule, n)) == 0
               ? operand (step, "cut")
               : NULL;
  if (strcmp (words[0], "forgone") == 0)
    return strcmp (step->op, "stack") == 0 ? operand (step, "forgone") : NULL;

  return strcmp (step->op, words[0]) == 0 ? step->out : NULL;
}

static guint
ask (const GArray *steps,
     const TwRule *rule,
     char        **words,
     GoldenValue  *value)
{
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      const char *text = answer (&g_array_index (steps, TwStep, i), rule, words);

      if (text != NULL && add (value, text))
        n++;
      else if (text != NULL)
        {
          g_free (value->text);
          value->text = g_strdup (text);
          n++;
        }
    }

  return n;
}

static gboolean
is_rule (const GoldenRun *run,
         guint            version,
         guint            rule,
         const char      *id)
{
  const TwRule *found = golden_run_rule (run, version, rule);

  return found != NULL && strcmp (found->id, id) == 0;
}

static guint
ask_windows (const GoldenRun       *run,
             const TwPartnerResult *result,
             const char            *id,
             char                 **words,
             GoldenValue           *value)
{
  guint n = 0;

  for (guint i = 0; i < result->windows->len; i++)
    {
      const TwWindowResult *window = &g_array_index (result->windows, TwWindowResult, i);

      if (is_rule (run, window->version, window->rule, id))
        n += ask (
            window->steps, golden_run_rule (run, window->version, window->rule), words, value);
    }

  return n;
}

static guint
ask_lines (const GoldenRun       *run,
           const TwPartnerResult *result,
           const char            *id,
           char                 **words,
           GoldenValue           *value)
{
  guint n = 0;

  for (guint i = 0; i < result->lines->len; i++)
    {
      const TwLine *line = &g_array_index (result->lines, TwLine, i);
      g_autoptr (GArray) steps = NULL;

      if (!is_rule (run, line->version, line->rule, id))
        continue;
      steps = tw_engine_explain (run->engine, result->partner, i);
      n += ask (steps, golden_run_rule (run, line->version, line->rule), words, value);
    }

  return n;
}

/* The program's limits stand in the partner's own steps. */
static gboolean
program_limit (GPtrArray    *runs,
               char        **words,
               GoldenValue  *value)
{
  gboolean found = FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      guint n = (guint) g_ascii_strtoull (words[4], NULL, 10);
      const TwPartnerResult *result
          = strcmp (run->period, words[1]) == 0 ? golden_run_result (run, words[2]) : NULL;

      if (result == NULL || n >= run->version->n_limits)
        continue;
      found = TRUE;
      for (guint k = 0; k < result->steps->len; k++)
        {
          const TwStep *step = &g_array_index (result->steps, TwStep, k);

          if (strcmp (step->op, "limit") == 0
              && g_strcmp0 (step->ref, run->version->limits[n].path) == 0)
            add (value, operand (step, "cut"));
        }
    }

  return found;
}

gboolean
golden_step_figure (GPtrArray    *runs,
                    char        **words,
                    GoldenValue  *value,
                    char        **why)
{
  gboolean of_lines = strcmp (words[0], "slice") == 0 || strcmp (words[0], "sliced") == 0;

  if (strcmp (words[0], "limit") == 0 && strcmp (words[3], "program") == 0
      && program_limit (runs, words, value))
    return TRUE;
  for (guint i = 0; i < runs->len; i++)
    {
      const GoldenRun *run = runs->pdata[i];
      const TwPartnerResult *result;
      const char *id;

      if (!golden_run_has_rule (run, words[1], words[3], &id))
        continue;
      result = golden_run_result (run, words[2]);
      if (result == NULL)
        break;
      if (!of_lines && ask_windows (run, result, id, words, value) > 0)
        return TRUE;
      if (ask_lines (run, result, id, words, value) > 0 || of_lines)
        return TRUE;
      *why = g_strdup_printf ("no step of %s says so", id);
      return FALSE;
    }
  *why = g_strdup_printf (
      "nothing was calculated for %s and %s in %s", words[2], words[3], words[1]);

  return FALSE;
}
