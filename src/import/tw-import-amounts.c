/* tw-import-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Amounts against quantity × unit price: the one check that finds numbers which a spreadsheet
 * changed and which still look like numbers. All in exact integers; nothing here becomes an amount.
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-import-private.h"

#define LISTED_MAX 50

static __int128
magnitude (__int128 x)
{
  return x < 0 ? -x : x;
}

static gint64
power_of_ten (int n)
{
  gint64 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

/* Whether @amount (minor units) is @product (millionths of millionths of a major unit), but for the
 * rounding of the unit price to a minor unit and of the amount itself. */
static gboolean
agrees (__int128 amount,
        int      digits,
        __int128 product,
        gint64   units)
{
  __int128 scaled = amount * power_of_ten (12 - digits);
  __int128 tolerance = magnitude (units) * (TW_MILLION / (2 * power_of_ten (MIN (digits, 6))))
                       + power_of_ten (12 - digits);

  return magnitude (magnitude (scaled) - magnitude (product)) <= tolerance;
}

/* A discount column may hold a share (0.1 or 10 %) or an amount. */
static gboolean
agrees_discounted (__int128            amount,
                   int                 digits,
                   __int128            product,
                   gint64              units,
                   const TwReadNumber *discount)
{
  __int128 share;

  if (discount == NULL || discount->value == 0)
    return FALSE;

  share = magnitude (discount->value);
  if (share <= TW_MILLION
      && agrees (amount, digits, product / TW_MILLION * (TW_MILLION - share), units))
    return TRUE;
  if (share <= 100 * (__int128) TW_MILLION
      && agrees (amount, digits, product / TW_MILLION * (TW_MILLION - share / 100), units))
    return TRUE;
  return agrees (amount, digits, magnitude (product) - share * TW_MILLION, units);
}

/* Whether @amount is off by the same factor as the first row that was: a discount that all rows
 * have. */
static gboolean
same_ratio (TwImportAmounts *self,
            gint64           amount,
            gint64           product)
{
  __int128 left = (__int128) amount * self->first_product;
  __int128 right = (__int128) self->first_amount * product;
  __int128 slack = (magnitude (self->first_product) + magnitude (product)
                    + magnitude (amount) + magnitude (self->first_amount)) * 2;

  return magnitude (left - right) <= slack;
}

static char *
describe (gint64 amount,
          int    digits,
          gint64 units,
          gint64 unit_price)
{
  g_autofree char *amount_text = tw_decimal_format (amount, digits);
  g_autofree char *units_text = tw_decimal_format_trim (units, 6);
  g_autofree char *price_text = tw_decimal_format_trim (unit_price, 6);

  return g_strdup_printf (_("the amount is %s, but quantity × price is %s × %s"), amount_text,
                          units_text, price_text);
}

/**
 * tw_import_amounts_add:
 * @self: what was seen so far
 * @row: the row in the file
 * @amount: minor units
 * @digits: decimals of its currency
 * @units: millionths
 * @unit_price: millionths of a major unit
 * @discount: (nullable): what a discount column holds, in millionths
 * @report: gets a notice for each of the first rows that don't agree
 */
void
tw_import_amounts_add (TwImportAmounts    *self,
                       guint64             row,
                       gint64              amount,
                       int                 digits,
                       gint64              units,
                       gint64              unit_price,
                       const TwReadNumber *discount,
                       TwImportReport     *report)
{
  __int128 product = (__int128) units * unit_price;
  __int128 minor = product / power_of_ten (12 - digits);
  gint64 in_minor = (gint64) CLAMP (minor, (__int128) -G_MAXINT64, (__int128) G_MAXINT64);

  self->compared++;
  if (agrees (amount, digits, product, units)
      || agrees_discounted (amount, digits, product, units, discount))
    return;

  if (self->off++ == 0)
    {
      self->first_row = row;
      self->first_amount = amount;
      self->first_product = in_minor;
      self->first_text = describe (amount, digits, units, unit_price);
    }
  if (same_ratio (self, amount, in_minor))
    self->same_ratio++;
  if (self->off <= LISTED_MAX)
    {
      g_autofree char *text = describe (amount, digits, units, unit_price);

      tw_import_report_notice (report, row,
                               g_strdup_printf (_("Row %" G_GUINT64_FORMAT ": %s."), row, text));
    }
}

/* A constant factor is a discount when it takes away less than nine tenths; a power of ten is a
 * lost point. */
static gboolean
is_discount (TwImportAmounts *self)
{
  gint64 amount = ABS (self->first_amount), product = ABS (self->first_product);

  return self->off == self->compared && self->same_ratio == self->off && self->off > 1
         && amount < product && amount > product / 10;
}

/**
 * tw_import_amounts_judge:
 * @self: what was seen in all rows
 * @report: gets a blocker where the amounts are systematically something else
 *
 * More than one row in fifty, and at least two (or all there are), is no slip of a hand.
 */
void
tw_import_amounts_judge (TwImportAmounts *self,
                         TwImportReport  *report)
{
  if (self->off == 0)
    return;

  if (is_discount (self))
    {
      g_ptr_array_set_size (report->notices, 0);
      tw_import_report_notice (report, self->first_row,
                               g_strdup (_("Every amount is less than quantity × price by the "
                                           "same share; this was "
                                           "taken for a discount.")));
    }
  else if (self->off >= MIN (self->compared, 2) && self->off * 50 > self->compared)
    {
      g_ptr_array_add (report->blockers,
                       g_strdup_printf (_("The amounts can't be trusted: in %" G_GUINT64_FORMAT
                                           " of %" G_GUINT64_FORMAT " rows they are not quantity × "
                                                                    "price; in row "
                                                                    "%" G_GUINT64_FORMAT " %s. "
                                           "Numbers of this file were changed on their way, so the "
                                           "other rows may be "
                                           "wrong as well. Export the file again from the system "
                                           "it comes from; if "
                                           "the price is not what the amount is made of, leave out "
                                           "its column. "
                                           "Nothing was changed."),
                                        self->off, self->compared, self->first_row,
                                        self->first_text));
    }
}

void
tw_import_amounts_clear (TwImportAmounts *self)
{
  g_clear_pointer (&self->first_text, g_free);
}
