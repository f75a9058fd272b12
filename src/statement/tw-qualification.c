/* tw-qualification.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-statement"

#include "config.h"

#include "tw-qualification.h"
#include "tw-tier-path.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-dataset-load.h"
#include "tw-error.h"
#include "tw-run-private.h"
#include "tw-step-text.h"
#include "tw-tier-proposal.h"

static void
leaf_free (gpointer data)
{
  TwQualificationLeaf *leaf = data;

  g_free (leaf->tier);
  g_free (leaf->criterion);
  g_free (leaf->value);
  g_free (leaf->threshold);
  g_free (leaf->shortfall);
  g_free (leaf);
}

void
tw_qualification_free (TwQualification *qualification)
{
  g_free (qualification->partner_id);
  g_free (qualification->partner);
  g_free (qualification->program);
  g_free (qualification->ladder);
  g_free (qualification->held);
  g_free (qualification->earned);
  g_free (qualification->proposed);
  tw_tier_path_free (qualification->path);
  g_ptr_array_unref (qualification->leaves);
  g_free (qualification);
}

static char *
partner_name (const TwDataset *dataset,
              guint            partner)
{
  const gint64 *names = tw_dataset_column (dataset, TW_RELATION_PARTNER, "name", NULL);

  return names == NULL || names[partner] == TW_NULL ? NULL : g_strdup (tw_dataset_text (dataset, names[partner]));
}

static int
find_rank (const TwTier *tiers,
           guint         n_tiers,
           const char   *name)
{
  for (guint i = 0; name != NULL && i < n_tiers; i++)
    if (g_strcmp0 (tiers[i].name, name) == 0)
      return (int) i;

  return -1;
}

/* Where the policy reviews by itself nobody is asked: the tier moves when a period is calculated. */
static void
propose (TwQualification      *self,
         const TwProgram      *version,
         const TwReviewResult *review)
{
  const TwTierPolicy *policy = &version->tier_policy;
  const TwTier *tiers = review->designation != NULL ? version->designations : version->tiers;
  guint n = review->designation != NULL ? version->n_designations : version->n_tiers;
  int held = find_rank (tiers, n, review->held);
  int earned = find_rank (tiers, n, review->earned);

  self->fails = review->fails;
  if (review->invited != NULL)
    {
      self->proposed_cause = "invitation";
      self->proposed = g_strdup (review->invited);
    }
  else if (earned > held && policy->promote_review == TW_REVIEW_MANUAL)
    {
      self->proposed_cause = "promotion";
      self->proposed = g_strdup (review->earned);
    }
  else if (review->fails && earned < held && policy->demote_review == TW_REVIEW_MANUAL)
    {
      int to = policy->steps_one ? held - 1 : earned;

      self->proposed_cause = "demotion";
      self->proposed = to >= 0 && review->designation == NULL ? g_strdup (tiers[to].name) : NULL;
    }
}

/* To the next rung; a designation is a ladder of one. */
static void
find_path (TwQualification      *self,
           const TwProgram      *version,
           TwProgramDocument    *document,
           const TwReviewResult *review,
           const gint64         *hours)
{
  const TwTier *tiers = review->designation != NULL ? version->designations : version->tiers;
  guint n = review->designation != NULL ? version->n_designations : version->n_tiers;
  int held = find_rank (tiers, n, review->held);
  int at = MAX (held, find_rank (tiers, n, review->earned));
  int next = review->designation == NULL ? at + 1 : at >= 0 ? (int) n : find_rank (tiers, n, review->designation);

  if (next < 0 || next >= (int) n)
    return;
  self->path = tw_tier_path_new (version, tiers, next, review->leaves, hours);
  tw_tier_path_set_worth (self->path, document, at >= 0 ? tiers[at].name : NULL);
}

gboolean
tw_qualification_find_pay (const TwQualification  *self,
                           TwWorkspace            *workspace,
                           TwDate                  as_of,
                           GCancellable           *cancellable,
                           TwTierPay              *pay,
                           GError                **error)
{
  *pay = (TwTierPay){ 0 };
  if (self->path == NULL || self->ladder != NULL || !self->path->rates_differ)
    return FALSE;

  return tw_tier_pay_find (workspace, self->version, self->partner_id, self->path->from, self->path->tier, as_of, cancellable,
                           pay, error);
}

static TwQualification *
make_qualification (const TwRunProgram   *program,
                    guint                 number,
                    const TwDataset      *dataset,
                    guint                 covered,
                    const TwReviewResult *review,
                    const gint64         *hours)
{
  const TwProgram *version = program->versions[number];
  TwQualification *self = g_new0 (TwQualification, 1);

  self->partner_id = g_strdup (g_array_index (program->covered, TwCoveredRow, covered).partner_id);
  self->partner = partner_name (dataset, program->partners[covered]);
  self->program = g_strdup (program->name);
  self->version = program->rows[number].id;
  self->ladder = g_strdup (review->designation);
  self->held = g_strdup (review->held);
  self->earned = g_strdup (review->earned);
  self->leaves = g_ptr_array_new_with_free_func (leaf_free);
  for (guint i = 0; i < review->leaves->len; i++)
    {
      const TwLeaf *leaf = &g_array_index (review->leaves, TwLeaf, i);
      TwQualificationLeaf *copy = g_new0 (TwQualificationLeaf, 1);

      copy->tier = g_strdup (leaf->tier);
      copy->criterion = tw_criterion_text (version, leaf->ref);
      copy->value = g_strdup (leaf->value);
      copy->threshold = g_strdup (leaf->threshold);
      copy->shortfall = g_strdup (leaf->shortfall);
      copy->pass = leaf->pass;
      copy->keep = leaf->keep;
      g_ptr_array_add (self->leaves, copy);
    }
  propose (self, version, review);
  find_path (self, version, g_ptr_array_index (program->documents, number), review, hours);

  return self;
}

/* The version whose criteria hold on the day. */
static guint
version_at (const TwRunProgram *program,
            TwDate              date)
{
  for (guint i = program->documents->len; i > 0; i--)
    if (program->versions[i - 1]->effective_from <= date)
      return i - 1;

  return 0;
}

/* FALSE where @cancellable (nullable) was cancelled on the way. */
static gboolean
qualify_program (TwRunProgram    *program,
                 const TwDataset *dataset,
                 TwDate           date,
                 const gint64    *hours,
                 GCancellable    *cancellable,
                 GPtrArray       *all,
                 GError         **error)
{
  guint version = version_at (program, date);

  for (guint i = 0; i < program->covered->len; i++)
    {
      const TwPartnerResult *result;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      tw_engine_review (program->engine, program->partners[i], date);
      result = tw_engine_get_result (program->engine, program->partners[i]);
      for (guint j = 0; j < result->reviews->len; j++)
        g_ptr_array_add (all, make_qualification (program, version, dataset, i,
                                                  &g_array_index (result->reviews, TwReviewResult, j), hours));
      tw_engine_drop (program->engine, program->partners[i]);
    }

  return TRUE;
}

GPtrArray *
tw_qualify (TwWorkspace  *workspace,
            const char   *name,
            TwDate        as_of,
            GError      **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_qualification_free);
  g_autoptr (GArray) rows = tw_run_read_programs (workspace, error);
  g_autoptr (TwDataset) dataset = rows == NULL ? NULL : tw_dataset_load (workspace, error);
  g_autoptr (TwRowIndex) index = NULL;
  g_autofree char *day = tw_date_format (as_of);
  TwSpan span = { as_of, as_of + 1 };
  gint64 hours[TW_EFFORT_SETTINGS];
  gboolean found = FALSE;

  if (dataset == NULL)
    return NULL;

  tw_effort_load (workspace, hours);
  index = tw_row_index_new (dataset);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwProgramRow *row = &g_array_index (rows, TwProgramRow, i);
      g_autoptr (TwRunProgram) program = NULL;
      g_autoptr (GError) local_error = NULL;

      if (name != NULL && g_strcmp0 (row->name, name) != 0)
        continue;
      found = TRUE;
      program = tw_run_program_new (workspace, row, index, day, span, 0, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (program != NULL
          && !qualify_program (program, dataset, as_of, hours, tw_workspace_get_cancellable (workspace), all, error))
        return NULL;
    }

  if (name != NULL && !found)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("No published program is called “%s”. Publish it first."), name);
      return NULL;
    }

  return g_steal_pointer (&all);
}

/* --- proposals --- */

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/* A promotion stands on what the new tier asks for, a demotion on what the held one does. */
static gboolean
is_evidence (const TwQualification     *qualification,
             const TwQualificationLeaf *leaf)
{
  if (g_str_equal (qualification->proposed_cause, "demotion"))
    return leaf->keep;

  return !leaf->keep && g_strcmp0 (leaf->tier, qualification->proposed) == 0;
}

static char *
write_evidence (const TwQualification *qualification)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < qualification->leaves->len; i++)
    {
      const TwQualificationLeaf *leaf = g_ptr_array_index (qualification->leaves, i);

      if (!is_evidence (qualification, leaf))
        continue;
      json_builder_begin_object (builder);
      add_member (builder, "tier", leaf->tier);
      add_member (builder, "criterion", leaf->criterion);
      add_member (builder, "value", leaf->value);
      add_member (builder, "threshold", leaf->threshold);
      add_member (builder, "shortfall", leaf->shortfall);
      json_builder_set_member_name (builder, "pass");
      json_builder_add_boolean_value (builder, leaf->pass);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

GPtrArray *
tw_qualify_proposals (GPtrArray *qualifications,
                      TwDate     as_of)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_tier_proposal_free);

  for (guint i = 0; i < qualifications->len; i++)
    {
      const TwQualification *one = g_ptr_array_index (qualifications, i);
      TwTierProposal *proposal;

      if (one->proposed_cause == NULL)
        continue;
      proposal = g_new0 (TwTierProposal, 1);
      proposal->partner_id = g_strdup (one->partner_id);
      proposal->partner_name = g_strdup (one->partner);
      proposal->program_name = g_strdup (one->program);
      proposal->ladder = g_strdup (one->ladder != NULL ? "designation" : "tier");
      proposal->held = g_strdup (one->held);
      proposal->proposed = g_strdup (one->proposed);
      proposal->cause = g_strdup (one->proposed_cause);
      proposal->reviewed = as_of;
      proposal->effective = TW_DATE_NONE;
      proposal->state = g_strdup ("open");
      proposal->evidence = write_evidence (one);
      g_ptr_array_add (all, proposal);
    }

  return all;
}
