/* tw-tier-proposal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-tier-proposal.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-partner-change.h"
#include "tw-query.h"

void
tw_tier_proposal_free (TwTierProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->partner_id);
  g_free (self->partner_name);
  g_free (self->program_name);
  g_free (self->ladder);
  g_free (self->held);
  g_free (self->proposed);
  g_free (self->cause);
  g_free (self->evidence);
  g_free (self->state);
  g_free (self->reason);
  g_free (self->decided_by);
  g_free (self->decided_at);
  g_free (self);
}

#define COLUMNS                                                                                   \
  "SELECT t.id, t.partner, t.program, p.external_id, p.name, g.name, t.ladder, t.held, t.proposed, " \
  "t.cause, t.reviewed, t.evidence, t.state, t.effective, t.reason, t.decided_by, t.decided_at "     \
  "FROM tier_proposal AS t JOIN partner AS p ON p.id = t.partner JOIN program AS g ON g.id = t.program "

static TwTierProposal *
read_row (TwQuery *query)
{
  TwTierProposal *self = g_new0 (TwTierProposal, 1);

  self->id = tw_query_int (query, 0);
  self->partner = tw_query_int (query, 1);
  self->program = tw_query_int (query, 2);
  self->partner_id = tw_query_dup_text (query, 3);
  self->partner_name = tw_query_dup_text (query, 4);
  self->program_name = tw_query_dup_text (query, 5);
  self->ladder = tw_query_dup_text (query, 6);
  self->held = tw_query_dup_text (query, 7);
  self->proposed = tw_query_dup_text (query, 8);
  self->cause = tw_query_dup_text (query, 9);
  self->reviewed = tw_query_date (query, 10);
  self->evidence = tw_query_dup_text (query, 11);
  self->state = tw_query_dup_text (query, 12);
  self->effective = tw_query_date (query, 13);
  self->reason = tw_query_dup_text (query, 14);
  self->decided_by = tw_query_dup_text (query, 15);
  self->decided_at = tw_query_dup_text (query, 16);

  return self;
}

GPtrArray *
tw_tier_proposals_read (TwWorkspace  *workspace,
                        gint64        program,
                        const char   *state,
                        GError      **error)
{
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tw_tier_proposal_free);
  g_autoptr (TwQuery) query =
    tw_query_new (workspace, COLUMNS "WHERE (:program = 0 OR t.program = :program) "
                                     "AND (:state IS NULL OR t.state = :state) "
                                     "ORDER BY t.reviewed DESC, p.name, t.id", error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "program", program);
  tw_query_bind_text (query, "state", state);
  while (tw_query_step (query, &local))
    g_ptr_array_add (all, read_row (query));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&all);
}

static TwTierProposal *
read_one (TwWorkspace  *workspace,
          gint64        id,
          GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, COLUMNS "WHERE t.id = :id", error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", id);
  if (tw_query_step (query, &local))
    return read_row (query);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                 _("There is no proposal number %" G_GINT64_FORMAT ". Look at the list of proposals."), id);

  return NULL;
}

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

/* --- recording --- */

#define WHOSE                                                                                       \
  "t.partner = (SELECT id FROM partner WHERE external_id = :partner) "                              \
  "AND t.program = (SELECT id FROM program WHERE name = :program) AND t.ladder = :ladder "          \
  "AND t.held IS :held AND t.proposed IS :proposed "

/* What is open takes the day and the evidence of a later review. */
static const char renew_sql[] =
  "UPDATE tier_proposal AS t SET evidence = :evidence, reviewed = :reviewed, cause = :cause "
  "WHERE " WHOSE "AND t.state = 'open' AND t.reviewed <= :reviewed AND t.evidence <> :evidence RETURNING id";

/* Nothing where the same is open, was declined on this evidence, was approved at that review, or is yet to come. */
static const char insert_sql[] =
  "INSERT INTO tier_proposal (partner, program, ladder, held, proposed, cause, reviewed, evidence) "
  "SELECT p.id, g.id, :ladder, :held, :proposed, :cause, :reviewed, :evidence "
  "FROM partner AS p, program AS g WHERE p.external_id = :partner AND g.name = :program "
  "AND NOT EXISTS (SELECT 1 FROM tier_proposal AS t WHERE " WHOSE
  "AND (t.state = 'open' OR (t.state = 'declined' AND t.evidence = :evidence) "
  "OR (t.state = 'approved' AND (t.reviewed = :reviewed OR t.effective > :reviewed)))) RETURNING id";

static gboolean
record (TwWorkspace           *workspace,
        const char            *sql,
        const TwTierProposal  *proposal,
        guint                 *n_added,
        GError               **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, sql, error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "partner", proposal->partner_id);
  tw_query_bind_text (query, "program", proposal->program_name);
  tw_query_bind_text (query, "ladder", proposal->ladder);
  tw_query_bind_text (query, "held", proposal->held);
  tw_query_bind_text (query, "proposed", proposal->proposed);
  tw_query_bind_text (query, "cause", proposal->cause);
  tw_query_bind_date (query, "reviewed", proposal->reviewed);
  tw_query_bind_text (query, "evidence", proposal->evidence);
  while (tw_query_step (query, &local))
    ++*n_added;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return local == NULL;
}

gboolean
tw_tier_proposals_add (TwWorkspace  *workspace,
                       GPtrArray    *proposals,
                       guint        *n_added,
                       GError      **error)
{
  guint n = 0;
  gboolean done = TRUE;

  g_return_val_if_fail (proposals != NULL, FALSE);

  if (n_added != NULL)
    *n_added = 0;
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, _("Recorded proposals of tiers"), error))
    return FALSE;
  for (guint i = 0; done && i < proposals->len; i++)
    done = record (workspace, renew_sql, g_ptr_array_index (proposals, i), &n, error)
           && record (workspace, insert_sql, g_ptr_array_index (proposals, i), &n, error);
  /* Nothing new is no entry. */
  if (done && n == 0)
    {
      tw_history_rollback (workspace);
      return TRUE;
    }
  if (n_added != NULL)
    *n_added = n;

  return finish (workspace, done, error);
}

/* --- deciding --- */

static gboolean
decide (TwWorkspace  *workspace,
        gint64        id,
        const char   *state,
        TwDate        effective,
        const char   *reason,
        GError      **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace, "UPDATE tier_proposal SET state = :state, effective = :effective, "
                             "reason = :reason, decided_by = :user, decided_at = :at WHERE id = :id",
                  error);
  g_autofree char *at = tw_workspace_now (workspace);

  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", id);
  tw_query_bind_text (query, "state", state);
  tw_query_bind_date (query, "effective", effective);
  tw_query_bind_text (query, "reason", reason);
  tw_query_bind_text (query, "user", tw_workspace_get_user (workspace));
  tw_query_bind_text (query, "at", at);

  return tw_query_run (query, error);
}

/* (transfer full): NULL where it was decided already. */
static TwTierProposal *
read_open (TwWorkspace  *workspace,
           gint64        id,
           GError      **error)
{
  g_autoptr (TwTierProposal) self = read_one (workspace, id, error);

  if (self == NULL)
    return NULL;
  if (!g_str_equal (self->state, "open"))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   /* Translators: %s is a partner. */
                   _("The proposal for %s was decided already. Nothing was changed."),
                   self->partner_name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
approve_one (TwWorkspace  *workspace,
             gint64        id,
             TwDate        effective,
             const char   *reason,
             GError      **error)
{
  g_autoptr (TwTierProposal) self = read_open (workspace, id, error);

  if (self == NULL)
    return FALSE;
  if (effective == TW_DATE_NONE || effective < self->reviewed)
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("A tier can't change before the review that found it. Choose the day of "
                             "the review or a later one."));
      return FALSE;
    }

  return decide (workspace, id, "approved", effective, reason, error) &&
         tw_partner_hold_tier (workspace, self->partner, self->program, self->ladder,
                               self->proposed, self->held, effective, self->cause,
                               reason != NULL ? reason : _("Approved proposal"), error);
}

/* (transfer full): what history says; of a single one whose. */
static char *
make_label (TwWorkspace   *workspace,
            const gint64  *ids,
            gsize          n_ids,
            gboolean       approve,
            GError       **error)
{
  g_autoptr (TwTierProposal) self = NULL;

  if (n_ids != 1)
    return g_strdup_printf (approve ? g_dngettext (GETTEXT_PACKAGE, "Approved %u proposed tier",
                                                   "Approved %u proposed tiers", n_ids)
                                    : g_dngettext (GETTEXT_PACKAGE, "Declined %u proposed tier",
                                                   "Declined %u proposed tiers", n_ids),
                            (guint) n_ids);
  self = read_one (workspace, ids[0], error);
  if (self == NULL)
    return NULL;
  if (!approve)
    /* Translators: %s is a partner. */
    return g_strdup_printf (_("Declined the proposed tier of %s"), self->partner_name);

  /* Translators: a tier, a partner. */
  return g_strdup_printf (self->proposed != NULL ? _("Approved tier “%1$s” of %2$s")
                                                 : _("Approved that tier “%1$s” of %2$s ends"),
                          self->proposed != NULL ? self->proposed : self->held, self->partner_name);
}

gboolean
tw_tier_proposals_approve (TwWorkspace   *workspace,
                           const gint64  *ids,
                           gsize          n_ids,
                           TwDate         effective,
                           const char    *reason,
                           GError       **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  if (n_ids == 0)
    return TRUE;
  label = make_label (workspace, ids, n_ids, TRUE, error);
  if (label == NULL || !tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  for (gsize i = 0; done && i < n_ids; i++)
    done = approve_one (workspace, ids[i], effective, *bare != '\0' ? bare : NULL, error);

  return finish (workspace, done, error);
}

static gboolean
decline_one (TwWorkspace  *workspace,
             gint64        id,
             const char   *reason,
             GError      **error)
{
  g_autoptr (TwTierProposal) self = read_open (workspace, id, error);

  return self != NULL && decide (workspace, id, "declined", TW_DATE_NONE, reason, error);
}

gboolean
tw_tier_proposals_decline (TwWorkspace   *workspace,
                           const gint64  *ids,
                           gsize          n_ids,
                           const char    *reason,
                           GError       **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  if (*bare == '\0')
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED,
                           _("A proposal that is declined needs a reason. Enter one."));
      return FALSE;
    }
  if (n_ids == 0)
    return TRUE;
  label = make_label (workspace, ids, n_ids, FALSE, error);
  if (label == NULL || !tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  for (gsize i = 0; done && i < n_ids; i++)
    done = decline_one (workspace, ids[i], bare, error);

  return finish (workspace, done, error);
}
