/* tw-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-engine"

#include "config.h"

#include "tw-steps.h"

#include <string.h>

/* Most windows have a measure, a qualifier, a band and a posting, with up to four operands each. */
#define USUAL_STEPS    4
#define USUAL_OPERANDS 4

static void
step_clear (gpointer data)
{
  TwStep *step = data;

  for (guint i = 0; i < step->n_in; i++)
    g_free (step->in[i].value);
  g_free (step->in);
  g_free (step->out);
  g_free (step->why);
}

/**
 * tw_steps_new:
 *
 * Returns: (transfer full) (element-type TwStep): an empty list that frees its steps' texts
 */
GArray *
tw_steps_new (void)
{
  GArray *steps = g_array_sized_new (FALSE, TRUE, sizeof (TwStep), USUAL_STEPS);

  g_array_set_clear_func (steps, step_clear);

  return steps;
}

/* The step is valid until the next one is added. */
TwStep *
tw_steps_add (GArray     *steps,
              const char *op,
              const char *ref)
{
  TwStep step = { op, ref, NULL, 0, NULL, NULL };

  g_array_append_val (steps, step);

  return &g_array_index (steps, TwStep, steps->len - 1);
}

/* Takes @value. */
void
tw_step_in (TwStep     *step,
            const char *name,
            char       *value)
{
  if (step->n_in % USUAL_OPERANDS == 0)
    step->in = g_renew (TwOperand, step->in, step->n_in + USUAL_OPERANDS);
  step->in[step->n_in].name = name;
  step->in[step->n_in].value = value;
  step->n_in++;
}

/* Takes @value. */
void
tw_step_out (TwStep *step,
             char   *value)
{
  g_free (step->out);
  step->out = value;
}

static void
append_int128 (GString *text,
               __int128 value)
{
  char digits[48];
  int n = 0;
  unsigned __int128 rest = value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;

  do
    {
      digits[n++] = '0' + (int) (rest % 10);
      rest /= 10;
    }
  while (rest != 0);
  if (value < 0)
    g_string_append_c (text, '-');
  while (n > 0)
    g_string_append_c (text, digits[--n]);
}

static gboolean
ends (TwFraction value)
{
  __int128 den = value.den;
  int twos = 0;
  int fives = 0;

  while (den % 2 == 0)
    den /= 2, twos++;
  while (den % 5 == 0)
    den /= 5, fives++;

  return den == 1 && twos <= 12 && fives <= 12;
}

/* (transfer full): @value with its last @digits as decimals. A large run writes millions of these. */
static char *
whole_to_string (gint64 value,
                 int    digits)
{
  char buffer[40];
  guint64 rest = value < 0 ? 0 - (guint64) value : (guint64) value;
  gsize at = sizeof buffer;

  for (int n = 0; n <= digits || rest > 0; n++)
    {
      if (n == digits && digits > 0)
        buffer[--at] = '.';
      buffer[--at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  if (value < 0)
    buffer[--at] = '-';

  return g_strndup (buffer + at, sizeof buffer - at);
}

static gboolean
is_whole (TwFraction value)
{
  return value.den == 1 && value.num >= G_MININT64 && value.num <= G_MAXINT64;
}

char *
tw_step_number (TwFraction value)
{
  GString *text;

  if (is_whole (value))
    return whole_to_string ((gint64) value.num, 0);

  if (ends (value))
    return tw_fraction_to_string (value, 12);

  text = g_string_new (NULL);
  append_int128 (text, value.num);
  g_string_append_c (text, '/');
  append_int128 (text, value.den);

  return g_string_free (text, FALSE);
}

char *
tw_step_money (const TwPlan *plan,
               TwFraction    minor)
{
  int digits = plan->program->currency_digits;
  gint64 units = 1;
  TwFraction major;
  char *text;
  char *point;

  if (is_whole (minor))
    return whole_to_string ((gint64) minor.num, digits);

  for (int i = 0; i < digits; i++)
    units *= 10;
  if (!tw_fraction_div (minor, tw_fraction_from_int (units), &major))
    return g_strdup ("");
  text = tw_step_number (major);
  if (digits == 0 || strchr (text, '/') != NULL)
    return text;

  /* at least the currency's decimals */
  point = strchr (text, '.');
  if (point == NULL || (int) strlen (point + 1) < digits)
    {
      int have = point == NULL ? 0 : (int) strlen (point + 1);
      GString *padded = g_string_new (text);

      if (point == NULL)
        g_string_append_c (padded, '.');
      for (int i = have; i < digits; i++)
        g_string_append_c (padded, '0');
      g_free (text);
      text = g_string_free (padded, FALSE);
    }

  return text;
}

char *
tw_step_value (const TwPlan *plan,
               gboolean      money,
               TwFraction    value)
{
  return money ? tw_step_money (plan, value) : tw_step_number (value);
}

char *
tw_step_int (const TwPlan *plan,
             gint64        minor)
{
  return tw_step_money (plan, tw_fraction_from_int (minor));
}

void
tw_steps_slice (GArray             *steps,
                const TwTableState *state,
                TwContext          *context,
                int                 band,
                TwFraction          from,
                TwFraction          to,
                TwFraction          part,
                TwFraction          pay)
{
  const TwTable *table = state->rule->table;
  const TwExpr *qualifier = state->rule->qualifier;
  gboolean q_money = qualifier != NULL ? qualifier->type == TW_VALUE_MONEY : state->money;
  TwStep *step = tw_steps_add (steps, "slice", band >= 0 ? table->bands[band].path : table->path);

  tw_step_in (step, "from", tw_step_value (state->plan, q_money, from));
  tw_step_in (step, "to", tw_step_value (state->plan, q_money, to));
  tw_step_in (step, "measure", tw_step_value (state->plan, state->money, part));
  if (band >= 0)
    {
      const TwBand *b = &table->bands[band];
      const TwExpr *expr = b->rate != NULL ? b->rate : b->price;
      TwValue rate = state->constant[band]
                     || expr == NULL ? state->rates[band] : tw_eval (context, expr);

      tw_step_in (step, b->price != NULL && b->rate == NULL ? "price" : "rate",
                  !rate.defined ? g_strdup ("undefined")
                                : tw_step_value (state->plan, expr != NULL
                                                 && expr->type == TW_VALUE_MONEY, rate.num));
    }
  tw_step_out (step, tw_step_money (state->plan, pay));
}
