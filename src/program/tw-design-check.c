/* tw-design-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check.h"

#include "tw-calendar.h"
#include "tw-design-check-private.h"
#include "tw-last-date.h"
#include "tw-program-check.h"
#include "tw-program-version-private.h"
#include "tw-registration.h"
#include "tw-setting.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Runs predicates and keeps what they say. */

/* Rows that are kept of a finding's evidence; a list of thousands is told by its number. */
#define EVIDENCE_KEPT 500

static const struct
{
  const char  *code;
  TwCheckFunc  ask;
} predicates[] = {
  { "CHK-01", tw_ask_objective },    { "CHK-02", tw_ask_counting },     { "CHK-03", tw_ask_gap },
  { "CHK-04", tw_ask_route },        { "CHK-05", tw_ask_model },        { "CHK-06", tw_ask_signed },
  { "CHK-07", tw_ask_notice },       { "CHK-08", tw_ask_escalation },   { "CHK-09", tw_ask_migration },
  { "CHK-10", tw_ask_computable },   { "CHK-11", tw_ask_template },     { "CHK-12", tw_ask_resale },
  { "CHK-13", tw_ask_elements },     { "CHK-14", tw_ask_renewal },      { "CHK-15", tw_ask_cohort },
  { "CHK-16", tw_ask_shallow },      { "CHK-17", tw_ask_ownership },    { "CHK-18", tw_ask_headcount },
  { "CHK-19", tw_ask_rival },        { "CHK-20", tw_ask_attribution },  { "CHK-21", tw_ask_baseline },
  { "CHK-22", tw_ask_credit },       { "CHK-23", tw_ask_outcome },      { "CHK-24", tw_ask_spend },
  { "CHK-25", tw_ask_uniform },      { "CHK-26", tw_ask_managers },     { "CHK-27", tw_ask_ladder },
  { "CHK-28", tw_ask_recruiting },   { "CHK-29", tw_ask_path },         { "CHK-30", tw_ask_nominal },
  { "CHK-31", tw_ask_lapsed },       { "CHK-32", tw_ask_gate },         { "CHK-33", tw_ask_dependency },
  { "CHK-34", tw_ask_risk },         { "CHK-35", tw_ask_category },     { "CHK-36", tw_ask_trial },
  { "CHK-37", tw_ask_protection },   { "CHK-38", tw_ask_displacement }, { "CHK-39", tw_ask_funds },
  { "CHK-40", tw_ask_governance },   { "CHK-41", tw_ask_compliance },   { "CHK-42", tw_ask_documents },
  { "CHK-43", tw_ask_minimum },      { "CHK-44", tw_ask_seed },         { "CHK-45", tw_ask_goals },
  { "CHK-46", tw_ask_packs },        { "CHK-47", tw_ask_response },     { "CHK-48", tw_ask_uncertified },
  { "CHK-49", tw_ask_starved },      { "CHK-50", tw_ask_language },     { "CHK-51", tw_ask_language },
  { "CHK-52", tw_ask_cliff },        { "CHK-53", tw_ask_falling },      { "CHK-54", tw_ask_reach },
  { "CHK-55", tw_ask_language },     { "CHK-56", tw_ask_language },     { "CHK-57", tw_ask_edges },
  { "CHK-58", tw_ask_language },     { "CHK-59", tw_ask_budget },       { "CHK-60", tw_ask_complexity },
  { "CHK-61", tw_ask_individual },   { "W3", tw_ask_language },         { "W6", tw_ask_language },
  { "UNCONFIRMED", tw_ask_unconfirmed },
};

/* Results ------------------------------------------------------------------------------------------ */

static void
evidence_free (gpointer data)
{
  TwCheckEvidence *evidence = data;

  g_free (evidence->entity);
  g_free (evidence->path);
  g_free (evidence->name);
  g_free (evidence->value);
  g_free (evidence);
}

void
tw_check_result_free (TwCheckResult *result)
{
  if (result == NULL)
    return;
  g_free (result->path);
  g_free (result->message);
  g_free (result->remedy);
  g_free (result->reason);
  g_free (result->waived_by);
  g_free (result->waived_at);
  g_ptr_array_unref (result->evidence);
  g_free (result);
}

static TwCheckResult *
result_new (const TwDesignCheck *check,
            TwCheckState         state,
            const char          *path)
{
  TwCheckResult *result = g_new0 (TwCheckResult, 1);

  result->check = check;
  result->state = state;
  result->severity = check->severity;
  result->path = g_strdup (path);
  result->remedy = g_strdup (tw_design_check_get_remedy (check));
  result->evidence = g_ptr_array_new_with_free_func (evidence_free);

  return result;
}

TwCheckResult *
tw_run_found (TwCheckRun *run,
              TwSeverity  severity,
              const char *path,
              const char *format,
              ...)
{
  TwCheckResult *result = result_new (run->check, TW_CHECK_FOUND, path);
  va_list args;

  va_start (args, format);
  result->message = g_strdup_vprintf (format, args);
  va_end (args);
  result->severity = severity;
  g_ptr_array_add (run->results, result);

  return result;
}

static void
add_evidence (TwCheckResult *result,
              const char    *entity,
              gint64         id,
              const char    *path,
              const char    *name,
              const char    *value)
{
  TwCheckEvidence *evidence;

  result->n_evidence++;
  if (result->evidence->len == EVIDENCE_KEPT)
    return;
  evidence = g_new0 (TwCheckEvidence, 1);
  evidence->entity = g_strdup (entity);
  evidence->id = id;
  evidence->path = g_strdup (path);
  evidence->name = g_strdup (name);
  evidence->value = g_strdup (value);
  g_ptr_array_add (result->evidence, evidence);
}

void
tw_check_evidence (TwCheckResult *result,
                   const char    *entity,
                   gint64         id,
                   const char    *name,
                   const char    *value)
{
  add_evidence (result, entity, id, NULL, name, value);
}

void
tw_check_evidence_at (TwCheckResult *result,
                      const char    *path,
                      const char    *name,
                      const char    *value)
{
  add_evidence (result, NULL, 0, path, name, value);
}

GPtrArray *
tw_check_rows_new (void)
{
  return g_ptr_array_new_with_free_func (evidence_free);
}

void
tw_check_rows_add (GPtrArray  *rows,
                   const char *entity,
                   gint64      id,
                   const char *name,
                   const char *value)
{
  TwCheckEvidence *evidence = g_new0 (TwCheckEvidence, 1);

  evidence->entity = g_strdup (entity);
  evidence->id = id;
  evidence->name = g_strdup (name);
  evidence->value = g_strdup (value);
  g_ptr_array_add (rows, evidence);
}

TwCheckResult *
tw_run_found_rows (TwCheckRun *run,
                   GPtrArray  *rows,
                   TwSeverity  severity,
                   const char *path,
                   const char *format,
                   ...)
{
  g_autofree char *message = NULL;
  TwCheckResult *result;
  va_list args;

  if (rows->len == 0)
    return NULL;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  result = tw_run_found (run, severity, path, "%s", message);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwCheckEvidence *row = g_ptr_array_index (rows, i);

      add_evidence (result, row->entity, row->id, row->path, row->name, row->value);
    }

  return result;
}

void
tw_run_not_applicable (TwCheckRun *run,
                       const char *reason)
{
  TwCheckResult *result = result_new (run->check, TW_CHECK_NOT_APPLICABLE, NULL);

  result->message = g_strdup (tw_design_check_get_title (run->check));
  result->reason = g_strdup (reason);
  g_ptr_array_add (run->results, result);
}

gboolean
tw_run_recorded (TwCheckRun         *run,
                 const TwCheckTable *table)
{
  g_autofree char *name = NULL;
  g_autofree char *reason = NULL;

  if (table->n > 0)
    return TRUE;
  name = g_utf8_strdown (tw_entity_get_label (table->entity, TRUE), -1);
  /* Translators: %s is what the workspace has no records of: “joint solutions”. */
  reason = g_strdup_printf (_("Not applicable: no %s recorded."), name);
  tw_run_not_applicable (run, reason);

  return FALSE;
}

/* Waivers ------------------------------------------------------------------------------------------ */

/* The static half of CHK-10 can't be waived; the other half goes by the name that the rule language gives it. */
static gboolean
is_waived_by (const TwCheckResult *result,
              const TwWaiverRow   *waiver)
{
  const char *code = tw_program_check_catalogue (waiver->code);
  gboolean same = strcmp (waiver->code, result->check->code) == 0 || g_strcmp0 (code, result->check->code) == 0;

  if (strcmp (result->check->code, "CHK-10") == 0 && result->severity == TW_SEVERITY_ERROR)
    return FALSE;

  return same && (waiver->path == NULL || g_strcmp0 (waiver->path, result->path) == 0);
}

static gboolean
apply_waivers (TwCheckRun *run)
{
  g_autoptr (GArray) waivers = NULL;

  if (run->input->version == 0)
    return TRUE;
  waivers = tw_waiver_rows_read (run->input->workspace, run->input->version, &run->error);
  if (waivers == NULL)
    return FALSE;
  for (guint i = 0; i < run->results->len; i++)
    for (guint k = 0; k < waivers->len; k++)
      {
        TwCheckResult *result = g_ptr_array_index (run->results, i);
        const TwWaiverRow *waiver = &g_array_index (waivers, TwWaiverRow, k);

        if (result->state != TW_CHECK_FOUND || !is_waived_by (result, waiver))
          continue;
        result->state = TW_CHECK_WAIVED;
        result->reason = g_strdup (waiver->reason);
        result->waived_by = g_strdup (waiver->waived_by);
        result->waived_at = g_strdup (waiver->waived_at);
      }

  return TRUE;
}

/* The run ------------------------------------------------------------------------------------------ */

void
tw_check_run_clear (TwCheckRun *run)
{
  g_clear_pointer (&run->document, tw_program_document_unref);
  g_clear_pointer (&run->tables, tw_check_tables_free);
  g_clear_pointer (&run->members, g_hash_table_unref);
  g_clear_pointer (&run->language, g_ptr_array_unref);
  g_clear_pointer (&run->scope, g_free);
  g_clear_pointer (&run->facts, tw_metric_facts_unref);
  g_clear_pointer (&run->replay, tw_check_replay_free);
  g_clear_pointer (&run->whole, g_free);
  g_clear_pointer (&run->dataset, tw_dataset_free);
  g_clear_pointer (&run->tiers, g_hash_table_unref);
  g_clear_pointer (&run->reviews, g_hash_table_unref);
  g_clear_pointer (&run->credits, g_hash_table_unref);
  g_clear_pointer (&run->results, g_ptr_array_unref);
  g_clear_error (&run->error);
}

gboolean
tw_check_run_init (TwCheckRun          *run,
                   const TwCheckInput  *input,
                   GError             **error)
{
  run->input = input;
  if (input->version != 0)
    {
      TwVersionRow row;

      if (!tw_version_read_row (input->workspace, input->version, &row, error))
        return FALSE;
      run->program_id = row.program;
      tw_version_row_clear (&row);
    }
  run->document = input->document != NULL
                    ? tw_program_document_ref ((TwProgramDocument *) input->document)
                    : tw_program_version_load (input->workspace, input->version, NULL, error);
  if (run->document == NULL)
    return FALSE;
  run->program = tw_program_document_get_program (run->document);
  run->root = tw_program_document_get_root (run->document);
  run->object = json_node_get_object (run->root);
  run->today = input->today != TW_DATE_NONE ? input->today : tw_workspace_last_date (input->workspace);
  tw_check_settings_load (input->workspace, run->settings);
  run->scope = tw_setting_get_text (input->workspace, TW_REGISTRATION_SCOPE);
  if (run->scope == NULL)
    run->scope = g_strdup ("category");
  run->tables = tw_check_tables_new (input->workspace);
  run->language = tw_program_check (run->document);
  run->results = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_check_result_free);

  return TRUE;
}

static const char *
types_text (const char *types)
{
  if (strcmp (types, "isv") == 0)
    return _("Not applicable: for programs with independent software vendors.");
  if (strcmp (types, "reseller") == 0)
    return _("Not applicable: for programs with resellers.");
  if (strcmp (types, "oem") == 0)
    return _("Not applicable: for programs with OEM partners.");
  if (strcmp (types, "isv oem") == 0)
    return _("Not applicable: for programs with software vendors or OEM partners.");

  return _("Not applicable to programs with this partner type.");
}

static gboolean
is_meant_for (const TwDesignCheck *check,
              const char          *type)
{
  g_auto (GStrv) words = check->types != NULL ? g_strsplit (check->types, " ", -1) : NULL;

  return words == NULL || g_strv_contains ((const char *const *) words, type);
}

static void
ask_one (TwCheckRun          *run,
         const TwDesignCheck *check,
         TwCheckFunc          ask)
{
  guint before = run->results->len;

  run->check = check;
  if (!is_meant_for (check, run->program->partner_type))
    {
      tw_run_not_applicable (run, types_text (check->types));
      ((TwCheckResult *) g_ptr_array_index (run->results, before))->foreign = TRUE;
    }
  else if ((check->depth & TW_CHECK_ROWS) != 0 && run->today == TW_DATE_NONE && (check->depth & TW_CHECK_TEXT) == 0)
    tw_run_not_applicable (run, _("Not applicable: no facts recorded."));
  else
    ask (run);
  if (run->results->len == before)
    {
      TwCheckResult *result = result_new (check, TW_CHECK_NONE, NULL);

      result->message = g_strdup (tw_design_check_get_title (check));
      g_ptr_array_add (run->results, result);
    }
}

static gboolean
is_left_out (const TwCheckInput *input,
             const char         *code)
{
  g_auto (GStrv) codes = input->without != NULL ? g_strsplit (input->without, " ", -1) : NULL;

  return codes != NULL && g_strv_contains ((const char *const *) codes, code);
}

static guint
place_of (const TwDesignCheck *check)
{
  for (guint i = 0; i < tw_design_check_count (); i++)
    if (tw_design_check_nth (i) == check)
      return i;

  return G_MAXUINT;
}

static int
compare_results (gconstpointer a,
                 gconstpointer b)
{
  const TwCheckResult *left = *(TwCheckResult *const *) a;
  const TwCheckResult *right = *(TwCheckResult *const *) b;
  guint left_place = place_of (left->check);
  guint right_place = place_of (right->check);

  if (left->state != right->state)
    return left->state < right->state ? -1 : 1;
  if (left->state <= TW_CHECK_WAIVED && left->severity != right->severity)
    return left->severity > right->severity ? -1 : 1;
  /* What could be recorded comes before what is for other programs. */
  if (left->foreign != right->foreign)
    return left->foreign ? 1 : -1;
  if (left_place != right_place)
    return left_place < right_place ? -1 : 1;

  return g_strcmp0 (left->path, right->path);
}

GPtrArray *
tw_design_check_run (const TwCheckInput  *input,
                     GError             **error)
{
  g_auto (TwCheckRun) run = { 0 };

  g_return_val_if_fail (input != NULL && (input->version != 0 || input->document != NULL), NULL);

  if (!tw_check_run_init (&run, input, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (predicates) && run.error == NULL; i++)
    {
      const TwDesignCheck *check = tw_design_check_find (predicates[i].code);

      if (g_cancellable_set_error_if_cancelled (input->cancellable, &run.error))
        break;
      if ((check->depth & input->depth) != 0 && !is_left_out (input, check->code))
        ask_one (&run, check, predicates[i].ask);
    }
  if (run.error != NULL || !apply_waivers (&run))
    {
      g_propagate_error (error, g_steal_pointer (&run.error));
      return NULL;
    }
  g_ptr_array_sort (run.results, compare_results);

  return g_steal_pointer (&run.results);
}

GPtrArray *
tw_design_check_refusals (GPtrArray *findings)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_check_result_free);

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);
      const TwDesignCheck *check = tw_design_check_find (tw_program_check_catalogue (finding->code));
      TwCheckResult *result;

      if (check == NULL)
        continue;
      result = result_new (check, TW_CHECK_FOUND, finding->path);
      result->message = g_strdup (finding->message);
      g_ptr_array_add (results, result);
    }

  return results;
}

guint
tw_design_check_count_found (GPtrArray  *results,
                             TwSeverity  severity)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (results, i);

      n += result->state == TW_CHECK_FOUND && result->severity == severity;
    }

  return n;
}
