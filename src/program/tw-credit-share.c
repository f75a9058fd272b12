/* tw-credit-share.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-credit-share.h"

#include "tw-dataset.h"
#include "tw-decimal.h"
#include "tw-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
is_part (const char *text)
{
  return text != NULL && text[0] != '\0' && strspn (text, "0123456789") == strlen (text) &&
         strlen (text) < 10;
}

static gboolean
parse_share (const char  *text,
             gint64      *share,
             gint64      *denominator,
             GError     **error)
{
  const char *slash = strchr (text, '/');
  g_autofree char *above = NULL;

  *denominator = TW_NULL;
  if (slash == NULL)
    return tw_number_parse (text, share, error);
  above = g_strndup (text, slash - text);
  if (is_part (above) && is_part (slash + 1))
    {
      *share = g_ascii_strtoll (above, NULL, 10);
      *denominator = g_ascii_strtoll (slash + 1, NULL, 10);
      if (*denominator > 0)
        return TRUE;
    }
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               _("“%s” is no share of a credit; write it as 40%% or 1/3."), text);

  return FALSE;
}

gboolean
tw_credit_shares (const char * const  *texts,
                  gsize                n,
                  gint64              *shares,
                  gint64              *denominators,
                  GError             **error)
{
  gint64 sum = 0;
  gboolean ratio = n > 0;

  for (gsize i = 0; i < n; i++)
    {
      ratio &= is_part (texts[i]);
      if (ratio)
        sum += g_ascii_strtoll (texts[i], NULL, 10);
    }
  for (gsize i = 0; i < n; i++)
    {
      shares[i] = denominators[i] = TW_NULL;
      if (texts[i] == NULL)
        continue;
      if (ratio && sum > 0)
        {
          shares[i] = g_ascii_strtoll (texts[i], NULL, 10);
          denominators[i] = sum;
        }
      else if (!parse_share (texts[i], &shares[i], &denominators[i], error))
        return FALSE;
    }

  return TRUE;
}
