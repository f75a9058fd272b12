/* tw-tier-pay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-tier-pay.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-program-edit.h"
#include "tw-program-version.h"
#include "tw-replay-private.h"

#define ALWAYS "{\"all\":[]}"
#define NEVER  "{\"any\":[]}"

/* Reviewed daily, so that what the partner was assigned on some day holds no longer than that review. */
#define DAILY "{\"promote\":{\"review\":\"day\",\"effective\":\"at_once\"}," \
              "\"demote\":{\"review\":\"day\",\"effective\":\"at_once\",\"grace\":\"0 days\",\"min_stay\":\"0 days\"}}"

void
tw_tier_pay_clear (TwTierPay *pay)
{
  g_clear_pointer (&pay->periods, g_free);
}

TwProgramDocument *
tw_tier_pay_force (const TwProgramDocument  *document,
                   const char               *tier,
                   GError                  **error)
{
  const TwProgram *program = tw_program_document_get_program (document);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  for (guint i = 0; i < program->n_tiers; i++)
    {
      const char *condition = g_strcmp0 (program->tiers[i].name, tier) == 0 ? ALWAYS : NEVER;
      g_autofree char *enter = g_strdup_printf ("/tiers/%u/enter", i);
      g_autofree char *keep = g_strdup_printf ("/tiers/%u/keep", i);
      g_autofree char *invited = g_strdup_printf ("/tiers/%u/by_invitation", i);
      g_autofree char *lower = g_strdup_printf ("/tiers/%u/needs_lower", i);

      tw_program_edits_set (edits, enter, condition);
      tw_program_edits_set (edits, keep, condition);
      tw_program_edits_set (edits, invited, "false");
      tw_program_edits_set (edits, lower, "false");
    }
  tw_program_edits_set (edits, "/tier_policy", DAILY);

  return tw_program_edits_apply (document, edits, NULL, NULL, error);
}

/* The pay periods of the year up to @as_of, whole ones. */
static gboolean
find_span (const TwProgram *program,
           TwDate           as_of,
           TwTierPay       *pay)
{
  TwCalendarUnit unit = tw_program_pay_unit (program);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  TwSpan one;

  if (!tw_calendar_unit_at (program->calendar, unit, as_of, &one))
    return FALSE;
  if (one.end != as_of + 1 && !tw_calendar_unit_at (program->calendar, unit, one.start - 1, &one))
    return FALSE;

  pay->span = one;
  last = tw_calendar_name (program->calendar, unit, one.start);
  while (tw_calendar_unit_at (program->calendar, unit, pay->span.start - 1, &one)
         && one.start >= tw_date_add_months (pay->span.end, -12))
    pay->span.start = one.start;
  first = tw_calendar_name (program->calendar, unit, pay->span.start);
  pay->periods = g_strcmp0 (first, last) == 0 ? g_strdup (last) : g_strdup_printf ("%s..%s", first, last);

  return TRUE;
}

/* FALSE where the days cover no such partner. */
static gboolean
find_partner (const TwReplayData *data,
              const char         *partner,
              guint              *index)
{
  for (guint i = 0; i < data->partners->len; i++)
    if (g_strcmp0 (g_array_index (data->partners, TwReplayCovered, i).external_id, partner) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
replay_one (TwReplayData       *data,
            TwProgramDocument  *document,
            guint               partner,
            GCancellable       *cancellable,
            gint64             *cost,
            gboolean           *shared,
            GError            **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autofree guint8 *only = g_new0 (guint8, data->partners->len);
  const TwReplayExtra extra = { .only = only };
  g_autoptr (TwReplay) replay = NULL;

  only[partner] = 1;
  g_ptr_array_add (documents, document);
  replay = tw_replay_run_extra (data, documents, TW_REPLAY_ALONE, &extra, cancellable, NULL, NULL, error);
  if (replay == NULL)
    return FALSE;

  *cost = g_array_index (replay->partners, TwReplayPartner, partner).cost;
  *shared = *shared || replay->common != 0;
  return TRUE;
}

gboolean
tw_tier_pay_find (TwWorkspace   *workspace,
                  gint64         version,
                  const char    *partner,
                  const char    *from,
                  const char    *to,
                  TwDate         as_of,
                  GCancellable  *cancellable,
                  TwTierPay     *pay,
                  GError       **error)
{
  g_autoptr (TwProgramDocument) document = tw_program_version_load (workspace, version, NULL, error);
  g_autoptr (TwProgramDocument) here = NULL;
  g_autoptr (TwProgramDocument) there = NULL;
  g_autoptr (TwReplayData) data = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  guint index;

  *pay = (TwTierPay){ 0 };
  if (document == NULL)
    return FALSE;
  here = tw_tier_pay_force (document, from, error);
  there = here != NULL ? tw_tier_pay_force (document, to, error) : NULL;
  if (there == NULL)
    return FALSE;
  if (!find_span (tw_program_document_get_program (document), as_of, pay))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The program’s calendar has no payment period that ends by that day. Choose a later one."));
      return FALSE;
    }

  documents = g_ptr_array_new ();
  g_ptr_array_add (documents, here);
  data = tw_replay_data_new_for_version (workspace, version, documents, pay->span, error);
  /* Where it wasn't covered last year it was paid nothing on either tier. */
  if (data != NULL && !find_partner (data, partner, &index))
    return TRUE;
  if (data != NULL && replay_one (data, here, index, cancellable, &pay->from, &pay->shared, error)
      && replay_one (data, there, index, cancellable, &pay->to, &pay->shared, error))
    return TRUE;

  tw_tier_pay_clear (pay);
  return FALSE;
}
