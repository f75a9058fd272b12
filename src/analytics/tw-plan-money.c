/* tw-plan-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-money.h"

#include "tw-error.h"
#include "tw-fx-rate.h"
#include "tw-query.h"

#include <glib/gi18n-lib.h>

int
tw_plan_money_digits (TwWorkspace *workspace,
                      const char  *currency)
{
  g_autoptr (TwQuery) query =
      tw_query_new (workspace, "SELECT digits FROM currency WHERE code = :code", NULL);

  if (query == NULL || currency == NULL)
    return 2;

  tw_query_bind_text (query, "code", currency);

  return tw_query_step (query, NULL) ? (int) tw_query_int (query, 0) : 2;
}

static gboolean
find_rate (TwWorkspace *workspace,
           const char  *base,
           const char  *quote,
           TwDate       date,
           TwFxRate    *rate)
{
  g_autoptr (TwQuery) query =
      tw_query_new (workspace,
                    "SELECT mantissa, scale, per FROM fx_rate WHERE base = :base AND quote = :quote"
                    " AND date <= :date ORDER BY date DESC LIMIT 1",
                    NULL);

  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "base", base);
  tw_query_bind_text (query, "quote", quote);
  tw_query_bind_date (query, "date", date);
  if (!tw_query_step (query, NULL))
    return FALSE;

  rate->mantissa = tw_query_int (query, 0);
  rate->scale = (int) tw_query_int (query, 1);
  rate->per = tw_query_int (query, 2);

  return TRUE;
}

/* One step by a stored pair, in either direction. */
static gboolean
convert_pair (TwWorkspace *workspace,
              TwFraction   value,
              const char  *from,
              const char  *to,
              TwDate       date,
              TwFraction  *result)
{
  gboolean divide = FALSE;
  TwFxRate rate;

  if (g_str_equal (from, to))
    {
      *result = value;
      return TRUE;
    }

  if (!find_rate (workspace, from, to, date, &rate))
    {
      divide = TRUE;
      if (!find_rate (workspace, to, from, date, &rate))
        return FALSE;
    }

  return tw_fx_convert (value, rate, tw_plan_money_digits (workspace, from),
                        tw_plan_money_digits (workspace, to), divide, result);
}

gboolean
tw_plan_money_convert (TwWorkspace  *workspace,
                       gint64        amount,
                       const char   *from,
                       const char   *to,
                       TwDate        date,
                       gint64       *result,
                       GError      **error)
{
  g_autofree char *pivot = NULL;
  g_autofree char *day = NULL;
  TwFraction value = tw_fraction_from_int (amount);
  TwFraction step;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (g_str_equal (from, to))
    {
      *result = amount;
      return TRUE;
    }

  if (convert_pair (workspace, value, from, to, date, &step)
      && tw_fraction_round_int (step, TW_ROUNDING_HALF_UP, result))
    return TRUE;

  pivot = tw_workspace_get_text (workspace, "SELECT pivot_currency FROM workspace", error);
  if (pivot == NULL)
    return FALSE;
  if (convert_pair (workspace, value, from, pivot, date, &step)
      && convert_pair (workspace, step, pivot, to, date, &step)
      && tw_fraction_round_int (step, TW_ROUNDING_HALF_UP, result))
    return TRUE;

  day = tw_date_format (date);
  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
               /* Translators: two currency codes and a date. */
               _("There is no exchange rate from %s to %s on %s or before. Import one."), from, to,
               day);

  return FALSE;
}

char *
tw_plan_money_reporting (TwWorkspace  *workspace,
                         GError      **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  return tw_workspace_get_text (workspace, "SELECT currency FROM workspace", error);
}

char *
tw_plan_source_name (TwWorkspace *workspace)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  return tw_workspace_get_text (workspace, "SELECT name FROM workspace", NULL);
}
