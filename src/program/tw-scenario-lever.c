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
#include "tw-program-numbers.h"
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

/* How many decimals a number can have: what isn't a percentage is held in millionths. */
#define MOST_DECIMALS 6
#define MOST_OF_PERCENT 4

/* The number with @decimals, rounded where it has more; %NULL where that is the number as it was. */
static char *
scale (gint64   digits,
       int      written,
       int      decimals,
       gboolean is_percent,
       int      percent)
{
  __int128 numerator = (__int128) digits * (100 + percent);
  __int128 unmoved = digits;
  __int128 scaled;

  for (int i = written; i < decimals; i++)
    {
      numerator *= 10;
      unmoved *= 10;
    }
  if (!tw_round_div (numerator, 100, TW_ROUNDING_HALF_UP, &scaled) || scaled <= 0 || scaled > G_MAXINT64
      || scaled == unmoved)
    return NULL;
  for (; decimals > written && scaled % 10 == 0; decimals--)
    scaled /= 10;

  return write_number ((gint64) scaled, decimals, is_percent);
}

char *
tw_lever_scale (const TwLever *lever,
                int            percent,
                gboolean       exact)
{
  gint64 digits;
  int decimals;
  gboolean is_percent;

  if (!read_number (lever->text, &digits, &decimals, &is_percent))
    return NULL;

  return scale (digits, decimals,
                exact ? MAX (decimals, is_percent ? MOST_OF_PERCENT : MOST_DECIMALS) : decimals, is_percent, percent);
}

/* ---- what can be moved ---- */

GPtrArray *
tw_levers_list (const TwProgramDocument *document)
{
  GPtrArray *levers = g_ptr_array_new_with_free_func (lever_free);
  g_autoptr (GPtrArray) numbers = NULL;

  g_return_val_if_fail (document != NULL, levers);

  numbers = tw_program_numbers_list (document);
  for (guint i = 0; i < numbers->len; i++)
    {
      const TwProgramNumber *number = g_ptr_array_index (numbers, i);
      TwLever *lever;
      gint64 digits;
      int decimals;
      gboolean percent;

      if (!read_number (number->literal, &digits, &decimals, &percent))
        continue;

      lever = g_new0 (TwLever, 1);
      lever->path = g_strdup (number->path);
      lever->text = g_strdup (number->literal);
      /* Translators: %1$s is a rule or a tier, %2$s which number of it: “Band 2, Rate”. */
      lever->label = g_strdup_printf (_("%1$s: %2$s"), number->group, number->name);
      lever->threshold = number->threshold;
      lever->tier = g_str_has_prefix (number->path, "/tiers/") || g_str_has_prefix (number->path, "/designations/");
      g_ptr_array_add (levers, lever);
    }

  return levers;
}

/* ---- the tornado ---- */

/* (transfer full) (nullable): @document with the number moved by @percent: exactly, or where the program can't be
 * written so (an amount has the decimals of its currency, a count none) rounded as it is written. */
static TwProgramDocument *
apply_move (const TwProgramDocument  *document,
            const TwLever            *lever,
            int                       percent,
            char                    **text)
{
  for (int rounded = 0; rounded < 2; rounded++)
    {
      g_autofree char *moved = tw_lever_scale (lever, percent, rounded == 0);
      g_autoptr (GPtrArray) edits = tw_program_edits_new ();
      TwProgramDocument *changed;

      if (moved == NULL)
        continue;
      tw_program_edits_set_text (edits, lever->path, moved);
      changed = tw_program_edits_apply (document, edits, NULL, NULL, NULL);
      if (changed == NULL)
        continue;
      *text = g_steal_pointer (&moved);

      return changed;
    }

  return NULL;
}

/* The change of the cost with the number moved by @percent; where it can't be moved @text stays %NULL. */
static gboolean
move_lever (TwReprice      *reprice,
            guint           index,
            const TwLever  *lever,
            int             percent,
            char          **text,
            gint64         *change,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (TwProgramDocument) changed = apply_move (g_ptr_array_index (reprice->documents, index), lever, percent,
                                                      text);
  const TwReplay *replay;

  if (changed == NULL)
    return TRUE;
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
      g_ptr_array_add (steps, step);
      if (!move_lever (reprice, index, lever, -percent, &step->low_text, &step->low, cancellable, error)
          || !move_lever (reprice, index, lever, percent, &step->high_text, &step->high, cancellable, error))
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
