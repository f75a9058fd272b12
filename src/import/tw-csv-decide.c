/* tw-csv-decide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-csv-format.h"

#include <glib/gi18n-lib.h>

#include "tw-csv-column.h"
#include "tw-error.h"

/* What the numbers and dates of the columns are read by, and what is left to a person. */

/* --- decimals and dates --- */

static void
decide_decimal (TwCsvProfile *self,
                const guint8 *numbers)
{
  const char *point = NULL, *comma = NULL, *either = NULL;

  self->format.decimal = self->given.decimal;
  for (guint i = 0; i < self->columns->len; i++)
    {
      TwCsvColumn *column = g_ptr_array_index (self->columns, i);

      if (numbers != NULL && !numbers[i])
        continue;
      point = point != NULL ? point : column->point_example;
      comma = comma != NULL ? comma : column->comma_example;
      either = either != NULL ? either : column->either_example;
    }

  if (self->format.decimal != TW_DECIMAL_UNKNOWN)
    {
      tw_csv_finding_set (&self->decimal, TW_CONFIDENCE_CERTAIN, g_strdup (_("Chosen by you.")));
    }
  else if (point != NULL && comma != NULL)
    {
      tw_csv_finding_set (&self->decimal, TW_CONFIDENCE_AMBIGUOUS,
            g_strdup_printf (_("“%s” has a decimal point and “%s” a decimal comma."), point,
                             comma));
    }
  else if (point == NULL && comma == NULL && either != NULL)
    {
      tw_csv_finding_set (&self->decimal, TW_CONFIDENCE_AMBIGUOUS,
            g_strdup_printf (_("“%s” can be read in two ways, and no number of the file can be "
                               "read in only one."),
                             either));
    }
  else
    {
      self->format.decimal = comma != NULL ? TW_DECIMAL_COMMA : TW_DECIMAL_POINT;
      tw_csv_finding_set (&self->decimal, TW_CONFIDENCE_CERTAIN,
            point == NULL && comma == NULL ? g_strdup (_("No number of the file has decimals."))
                                           : g_strdup_printf (_("“%s” can be read in no other "
                                                                "way."),
                                                              comma != NULL ? comma : point));
    }
}

static void
decide_dates (TwCsvProfile *self,
              const guint8 *dates)
{
  guint64 day_first = 0, month_first = 0, either = 0;
  const char *example = NULL;

  self->format.dates = self->given.dates;
  for (guint i = 0; i < self->columns->len; i++)
    {
      TwCsvColumn *column = g_ptr_array_index (self->columns, i);

      if (dates != NULL && !dates[i])
        continue;
      day_first += column->n_day_first;
      month_first += column->n_month_first;
      either += column->n_either_order;
      example = example != NULL ? example : column->order_example;
    }

  if (self->format.dates != TW_DATE_ORDER_UNKNOWN)
    tw_csv_finding_set (&self->dates, TW_CONFIDENCE_CERTAIN, g_strdup (_("Chosen by you.")));
  else if (day_first > 0 && month_first > 0)
    tw_csv_finding_set (&self->dates, TW_CONFIDENCE_AMBIGUOUS,
          g_strdup_printf (_("%" G_GUINT64_FORMAT " dates have the day first and "
                             "%" G_GUINT64_FORMAT " the month."),
                           day_first, month_first));
  else if (day_first > 0 || month_first > 0)
    {
      int n = (int) MIN (MAX (day_first, month_first), G_MAXINT);

      self->format.dates = day_first > 0 ? TW_DATE_ORDER_DMY : TW_DATE_ORDER_MDY;
      tw_csv_finding_set (&self->dates, TW_CONFIDENCE_CERTAIN,
            /* Translators: %d is a number of dates. */
            g_strdup_printf (ngettext ("%d date can be read in no other way.", "%d dates can be read in no other way.", n), n));
    }
  else if (either > 0)
    tw_csv_finding_set (&self->dates, TW_CONFIDENCE_AMBIGUOUS,
          g_strdup_printf (_("“%s” can be read with the day first and with the month first."),
                           example));
  else
    {
      self->format.dates = TW_DATE_ORDER_YMD;
      tw_csv_finding_set (&self->dates, TW_CONFIDENCE_CERTAIN,
            g_strdup (_("All dates begin with the year, or there are none.")));
    }
}

/**
 * tw_csv_profile_focus:
 * @self: a file as it was understood
 * @numbers: (nullable): which columns hold numbers
 * @dates: (nullable): which hold dates
 *
 * What stands in columns that nobody imports must not decide how the others are read, nor ask
 * questions.
 */
void
tw_csv_profile_focus (TwCsvProfile *self,
                      const guint8 *numbers,
                      const guint8 *dates)
{
  decide_decimal (self, numbers);
  decide_dates (self, dates);
}

/**
 * tw_csv_profile_damage:
 * @self: a file as it was understood
 * @numbers: which columns hold numbers
 *
 * Returns: (transfer full) (nullable): the sentence that says which column is damaged, and how that
 * shows
 */
char *
tw_csv_profile_damage (TwCsvProfile *self,
                       const guint8 *numbers)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      TwCsvColumn *column = g_ptr_array_index (self->columns, i);

      if (numbers[i] && column->n_point > 0 && column->n_comma > 0)
        return g_strdup_printf (_("The numbers of column “%s” can't be trusted: “%s” can only be "
                                  "read with a decimal "
                                  "point, “%s” only with a decimal comma. A spreadsheet has laid "
                                  "its own grouping "
                                  "over them, and no setting brings back what they were. Export "
                                  "the file again "
                                  "from the system it comes from. Nothing was changed."),
                                column->name, column->point_example, column->comma_example);
    }
  return NULL;
}

/**
 * tw_csv_profile_decided:
 * @self: a file as it was understood
 * @in_window: whether the person chooses in the assistant
 * @error: %TW_ERROR_AMBIGUOUS with the evidence and what decides
 *
 * Returns: whether nothing is left for a person to choose
 */
gboolean
tw_csv_profile_decided (TwCsvProfile  *self,
                        gboolean       in_window,
                        GError       **error)
{
  const struct
  {
    TwCsvFinding *finding;
    const char   *what;
    const char   *option;
  } questions[] = {
    { &self->encoding, _("The encoding is not clear."), "--encoding Windows-1252|\"Mac Roman\"" },
    { &self->header, _("It is not clear whether the first row names the columns."),
      "--header yes|no" },
    { &self->decimal, _("The decimal sign is not clear."), "--decimal point|comma" },
    { &self->dates, _("The order of day and month is not clear."), "--date-order dmy|mdy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].finding->confidence == TW_CONFIDENCE_AMBIGUOUS)
      {
        if (in_window)
          g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                       /* Translators: a question, such as “The decimal sign is not clear.”, and
                        * what speaks for either answer. */
                       _("%s %s Choose in the step Format. Nothing was changed."),
                       questions[i].what, questions[i].finding->evidence);
        else
          g_set_error (error, TW_ERROR, TW_ERROR_AMBIGUOUS,
                       _("%s %s Choose with %s. Nothing was changed."), questions[i].what,
                       questions[i].finding->evidence, questions[i].option);
        return FALSE;
      }
  return TRUE;
}
