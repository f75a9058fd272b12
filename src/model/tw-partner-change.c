/* tw-partner-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-partner-change.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"
#include "tw-row-store.h"

static gboolean
finish (TwWorkspace  *workspace,
        gboolean      done,
        GError      **error)
{
  if (done)
    return tw_history_commit (workspace, 0, NULL, NULL, error);

  tw_history_rollback (workspace);

  return FALSE;
}

static gboolean
run_on (TwWorkspace  *workspace,
        const char   *sql,
        gint64        partner,
        gint64        program,
        TwDate        day,
        GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "partner", partner);
  tw_query_bind_date (query, "day", day);
  if (program != 0)
    tw_query_bind_int (query, "program", program);

  return tw_query_run (query, error);
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

/* Designations stand beside each other: only the one in question is touched. */
#define SAME_LADDER                                                                              \
  " AND ladder = :ladder AND (:ladder = 'tier' OR tier = :tier)"

static gboolean
run_ladder (TwWorkspace  *workspace,
            const char   *sql,
            gint64        partner,
            gint64        program,
            const char   *ladder,
            const char   *tier,
            TwDate        day,
            GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "partner", partner);
  tw_query_bind_int (query, "program", program);
  tw_query_bind_text (query, "ladder", ladder);
  tw_query_bind_text (query, "tier", tier);
  tw_query_bind_date (query, "day", day);

  return tw_query_run (query, error);
}

static gboolean
add_assignment (TwWorkspace  *workspace,
                gint64        partner,
                gint64        program,
                const char   *ladder,
                const char   *tier,
                TwDate        from,
                const char   *cause,
                const char   *reason,
                GError      **error)
{
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("tier_assignment"));

  return set_number (row, "partner", partner, error) && set_number (row, "program", program, error)
         && set_number (row, "valid_from", from, error)
         && tw_row_set_text (row, "ladder", ladder, error) && tw_row_set_text (row, "tier", tier, error)
         && tw_row_set_text (row, "cause", cause, error) && tw_row_set_text (row, "reason", reason, error)
         && tw_row_save (row, NULL, error);
}

gboolean
tw_partner_hold_tier (TwWorkspace  *workspace,
                      gint64        partner,
                      gint64        program,
                      const char   *ladder,
                      const char   *tier,
                      const char   *held,
                      TwDate        from,
                      const char   *cause,
                      const char   *reason,
                      GError      **error)
{
  const char *name = tier != NULL ? tier : held;

  return run_ladder (workspace,
                     "DELETE FROM tier_assignment WHERE partner = :partner AND program = :program"
                     SAME_LADDER " AND valid_from = :day",
                     partner, program, ladder, name, from, error)
         && run_ladder (workspace,
                        "UPDATE tier_assignment SET valid_to = :day WHERE partner = :partner"
                        " AND program = :program" SAME_LADDER " AND valid_from < :day"
                        " AND (valid_to IS NULL OR valid_to > :day)",
                        partner, program, ladder, name, from, error)
         && (tier == NULL
             || add_assignment (workspace, partner, program, ladder, tier, from, cause, reason, error));
}

/* "Kestrel" or "3 partners", for labels of the history. */
static char *
name_partners (TwWorkspace  *workspace,
               const gint64 *ids,
               gsize         n_ids)
{
  char *title;

  if (n_ids != 1)
    return g_strdup_printf ("%" G_GSIZE_FORMAT " %s", n_ids,
                            tw_entity_get_label (tw_entity_find ("partner"), TRUE));

  title = tw_entity_read_title (workspace, tw_entity_find ("partner"), ids[0]);

  return title != NULL ? title : g_strdup ("");
}

gboolean
tw_partners_set_tier (TwWorkspace   *workspace,
                      const gint64  *ids,
                      gsize          n_ids,
                      gint64         program,
                      const char    *tier,
                      TwDate         from,
                      const char    *reason,
                      GError       **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason));
  g_autofree char *names = name_partners (workspace, ids, n_ids);
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (ids != NULL && n_ids > 0, FALSE);

  if (*bare == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("A tier that is set by hand needs a reason. Enter one."));
      return FALSE;
    }

  /* Translators: what was done, for the history: a tier, and whose. */
  label = g_strdup_printf (_("Set tier “%1$s” of %2$s"), tier, names);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  for (gsize i = 0; done && i < n_ids; i++)
    done = tw_partner_hold_tier (workspace, ids[i], program, "tier", tier, NULL, from, "manual", bare,
                                 error);

  return finish (workspace, done, error);
}

static char *
write_ids (const gint64 *ids,
           gsize         n_ids)
{
  GString *text = g_string_new ("[");

  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

GArray *
tw_partners_list_programs (TwWorkspace   *workspace,
                           const gint64  *ids,
                           gsize          n_ids,
                           TwDate         day,
                           GError       **error)
{
  g_autofree char *chosen = write_ids (ids, n_ids);
  g_autoptr (GArray) programs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = tw_query_new (
      workspace,
      "WITH chosen AS (SELECT value AS partner FROM json_each (:ids)), "
      "kind AS (SELECT c.partner, t.type FROM chosen AS c LEFT JOIN partner_type AS t ON t.partner = c.partner"
      " AND (t.valid_to IS NULL OR t.valid_to > :day)), "
      "held AS (SELECT e.program, count (DISTINCT e.partner) AS n FROM chosen AS c JOIN enrolment AS e"
      " ON e.partner = c.partner AND (e.valid_to IS NULL OR e.valid_to > :day) GROUP BY e.program) "
      "SELECT p.id FROM program AS p LEFT JOIN held AS h ON h.program = p.id WHERE h.n > 0"
      " OR EXISTS (SELECT 1 FROM kind AS k WHERE k.type IS NULL OR k.type = p.partner_type)"
      " ORDER BY coalesce (h.n, 0) DESC, p.name",
      error);

  if (query == NULL)
    return NULL;

  tw_query_bind_text (query, "ids", chosen);
  tw_query_bind_date (query, "day", day);
  while (tw_query_step (query, &local))
    {
      gint64 id = tw_query_int (query, 0);

      g_array_append_val (programs, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&programs);
}

/* A span that has not begun by then would end before it begins: it goes. */
static gboolean
end_spans (TwWorkspace  *workspace,
           const char   *table,
           gint64        partner,
           TwDate        end,
           GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET valid_to = :day WHERE partner = :partner"
                                          " AND valid_from < :day AND (valid_to IS NULL OR valid_to > :day)",
                                          table);

  return run_on (workspace, sql, partner, 0, end, error);
}

static gboolean
end_partner (TwWorkspace  *workspace,
             gint64        partner,
             TwDate        last,
             GError      **error)
{
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("partner"), partner, error);

  return row != NULL && tw_row_set_text (row, "status", "ended", error)
         && tw_row_save (row, NULL, error)
         && end_spans (workspace, "agreement", partner, last + 1, error)
         && end_spans (workspace, "enrolment", partner, last + 1, error);
}

gboolean
tw_partners_end (TwWorkspace   *workspace,
                 const gint64  *ids,
                 gsize          n_ids,
                 TwDate         last,
                 GError       **error)
{
  g_autofree char *names = name_partners (workspace, ids, n_ids);
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  g_return_val_if_fail (ids != NULL && n_ids > 0, FALSE);

  /* Translators: what was done, for the history; %s is whose agreement. */
  label = g_strdup_printf (_("Ended the agreement of %s"), names);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  for (gsize i = 0; done && i < n_ids; i++)
    done = end_partner (workspace, ids[i], last, error);

  return finish (workspace, done, error);
}

char **
tw_program_list_tiers (TwWorkspace  *workspace,
                       gint64        program,
                       GError      **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "SELECT name FROM program_tier WHERE ladder = 'tier' AND version ="
                        " (SELECT id FROM program_version WHERE program = :program"
                        " ORDER BY state = 'published' DESC, number DESC LIMIT 1) ORDER BY position, id",
                        error);
  if (query == NULL)
    return NULL;

  tw_query_bind_int (query, "program", program);
  while (tw_query_step (query, &local))
    g_strv_builder_add (names, tw_query_text (query, 0));

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_strv_builder_end (names);
}
