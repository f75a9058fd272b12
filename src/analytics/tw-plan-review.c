/* tw-plan-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-review.h"

#include "tw-error.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

static TwRow *
read_review (TwWorkspace  *workspace,
             gint64        review,
             GError      **error)
{
  return tw_row_read (workspace, tw_entity_find ("plan_review"), review, error);
}

static void
set_text (TwRow      *row,
          const char *field,
          const char *text)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_text (&cell, text);
  tw_row_set (row, field, &cell, NULL);
}

gboolean
tw_plan_review_start (TwWorkspace   *workspace,
                      gint64         review,
                      TwDate         as_of,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autoptr (TwPlanProgress) progress = NULL;
  g_autoptr (TwPlanProgress) checked = NULL;
  g_autofree char *frozen = NULL;
  g_autofree char *now = NULL;
  g_autofree char *label = NULL;
  const char *title;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = read_review (workspace, review, error);
  if (row == NULL)
    return FALSE;

  title = tw_row_get (row, "title")->text;
  if (tw_row_get (row, "frozen")->kind == TW_CELL_TEXT)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The numbers of “%s” are frozen already. Plan another review for new ones."),
                   title);
      return FALSE;
    }

  progress = tw_plan_progress_read (workspace, tw_row_get (row, "plan")->number, as_of, cancellable,
                                    error);
  if (progress == NULL)
    return FALSE;

  /* Nothing is frozen that can't be read back. */
  frozen = tw_plan_progress_to_json (progress);
  checked = tw_plan_progress_from_json (frozen, error);
  if (checked == NULL)
    return FALSE;

  now = tw_workspace_now (workspace);
  set_text (row, "frozen", frozen);
  set_text (row, "frozen_at", now);
  set_text (row, "frozen_by", tw_workspace_get_user (workspace));
  set_text (row, "state", "started");
  /* Translators: history; %s is the title of a review. */
  label = g_strdup_printf (_("Started review “%s”"), title);

  return tw_row_save (row, label, error);
}

gboolean
tw_plan_review_close (TwWorkspace  *workspace,
                      gint64        review,
                      TwDate        day,
                      const char   *minutes,
                      GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_auto (TwCell) held = TW_CELL_INIT;
  g_autofree char *label = NULL;
  const char *title;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = read_review (workspace, review, error);
  if (row == NULL)
    return FALSE;

  title = tw_row_get (row, "title")->text;
  if (tw_row_get (row, "frozen")->kind != TW_CELL_TEXT)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” has not begun. Start the review, which freezes its numbers."), title);
      return FALSE;
    }

  tw_cell_set_number (&held, day);
  tw_row_set (row, "held", &held, NULL);
  set_text (row, "state", "held");
  if (minutes != NULL)
    set_text (row, "minutes", minutes);
  /* Translators: history; %s is the title of a review. */
  label = g_strdup_printf (_("Held review “%s”"), title);

  return tw_row_save (row, label, error);
}

TwPlanProgress *
tw_plan_review_read (TwWorkspace  *workspace,
                     gint64        review,
                     GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  const TwCell *frozen;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  row = read_review (workspace, review, error);
  if (row == NULL)
    return NULL;

  frozen = tw_row_get (row, "frozen");

  return frozen->kind == TW_CELL_TEXT ? tw_plan_progress_from_json (frozen->text, error) : NULL;
}
