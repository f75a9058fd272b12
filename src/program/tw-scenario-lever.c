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
