/* tw-opportunity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-opportunity.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-row-store.h"

static const TwEntity *
get_entity (void)
{
  return tw_entity_find ("opportunity");
}

static gboolean
set_number (TwRow       *row,
            const char  *field,
            gint64       number,
            GError     **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_number (&cell, number);
  return tw_row_set (row, field, &cell, error);
}

/* What people call it. */
static char *
title_of (TwRow *row)
{
  const TwCell *name = tw_row_get (row, "name");

  return g_strdup (name->kind == TW_CELL_TEXT ? name->text : tw_row_get (row, "external_id")->text);
}

/* -1 where the stage isn't defined. */
static gint64
stage_probability (TwWorkspace *workspace,
                   const char  *stage)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, "SELECT probability FROM stage WHERE name = :name AND kind = 'open'",
                                            NULL);

  if (query == NULL || stage == NULL)
    return -1;
  tw_query_bind_text (query, "name", stage);
  return tw_query_step (query, NULL) ? tw_query_int (query, 0) : -1;
}

static gboolean
move_row (TwWorkspace  *workspace,
          gint64        id,
          const char   *stage,
          gint64        probability,
          TwDate        date,
          GError      **error)
{
  g_autoptr (TwRow) row = tw_row_read (workspace, get_entity (), id, error);
  gboolean open;

  if (row == NULL)
    return FALSE;
  open = g_strcmp0 (tw_row_get (row, "status")->text, "open") == 0;
  if (open && g_strcmp0 (tw_row_get (row, "stage")->text, stage) == 0)
    return TRUE;
  if (tw_row_get (row, "probability")->kind == TW_CELL_NUMBER && probability >= 0
      && !set_number (row, "probability", probability, error))
    return FALSE;
  return tw_row_set_text (row, "stage", stage, error) && tw_row_set_text (row, "status", "open", error)
         && (open || (tw_row_set_text (row, "closed", NULL, error) && tw_row_set_text (row, "reason", NULL, error)))
         && set_number (row, "stage_date", date, error) && tw_row_save (row, NULL, error);
}

static char *
move_label (TwWorkspace  *workspace,
            const gint64 *ids,
            gsize         n_ids,
            const char   *stage)
{
  const char *to = stage != NULL ? stage : _("no stage");
  g_autoptr (TwRow) row = n_ids == 1 ? tw_row_read (workspace, get_entity (), ids[0], NULL) : NULL;
  g_autofree char *title = row != NULL ? title_of (row) : NULL;

  if (title != NULL)
    /* Translators: an opportunity, then the stage it was moved to */
    return g_strdup_printf (_("Moved “%s” to %s"), title, to);
  return g_strdup_printf (ngettext ("Moved %u opportunity to %s", "Moved %u opportunities to %s", (gulong) n_ids),
                          (guint) n_ids, to);
}

gboolean
tw_opportunities_move (TwWorkspace   *workspace,
                       const gint64  *ids,
                       gsize          n_ids,
                       const char    *stage,
                       TwDate         date,
                       GError       **error)
{
  g_autofree char *label = NULL;
  gint64 probability;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && ids != NULL, FALSE);

  label = move_label (workspace, ids, n_ids, stage);
  probability = stage_probability (workspace, stage);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    if (!move_row (workspace, ids[i], stage, probability, date, error))
      {
        tw_history_rollback (workspace);
        return FALSE;
      }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

gboolean
tw_opportunity_close (TwWorkspace   *workspace,
                      gint64         id,
                      TwStageKind    kind,
                      TwDate         date,
                      const char    *amount,
                      const char    *reason,
                      GError       **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;
  g_autofree char *title = NULL;
  g_autofree char *stage = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && kind != TW_STAGE_OPEN, FALSE);

  row = tw_row_read (workspace, get_entity (), id, error);
  if (row == NULL)
    return FALSE;
  title = title_of (row);
  stage = tw_stage_closing_name (workspace, kind);
  label = g_strdup_printf (kind == TW_STAGE_WON ? _("Mark “%s” won") : _("Mark “%s” lost"), title);
  return tw_row_set_text (row, "status", tw_stage_kind_to_string (kind), error)
         && tw_row_set_text (row, "stage", stage, error) && set_number (row, "stage_date", date, error)
         && set_number (row, "closed", date, error)
         && (amount == NULL || tw_row_set_text (row, "amount", amount, error))
         && tw_row_set_text (row, "reason", reason, error) && tw_row_save (row, label, error);
}

char *
tw_external_id_next (TwWorkspace *workspace,
                     const char  *table,
                     const char  *prefix)
{
  g_autofree char *sql = NULL;
  g_autoptr (TwQuery) query = NULL;
  gint64 number = 0;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && table != NULL && prefix != NULL, NULL);

  sql = g_strdup_printf ("SELECT max (CAST (substr (external_id, :n) AS INTEGER)) FROM \"%s\""
                         " WHERE external_id GLOB :prefix || '[0-9]*'"
                         " AND substr (external_id, :n) NOT GLOB '*[^0-9]*' AND length (external_id) < :n + 12",
                         table);
  query = tw_query_new (workspace, sql, NULL);
  if (query != NULL)
    {
      tw_query_bind_int (query, "n", (gint64) strlen (prefix) + 1);
      tw_query_bind_text (query, "prefix", prefix);
      if (tw_query_step (query, NULL) && !tw_query_is_null (query, 0))
        number = tw_query_int (query, 0);
    }
  return g_strdup_printf ("%s%04" G_GINT64_FORMAT, prefix, number + 1);
}
