/* tw-metric-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-error.h"

/* More rows than this behind a figure are told by their days alone. */
#define MAX_IDS 200000

/* Groups ---------------------------------------------------------------------------------------- */

/* What a partner is under a breakdown: (nullable) key and label, borrowed. */
static void
describe_partner (const TwMetricJob  *job,
                  gsize               i,
                  const char        **key,
                  const char        **label)
{
  const TwMetricFacts *facts = job->facts;
  TwDate day = job->period.end - 1;
  int manager = facts->partners.manager[i];

  switch (job->breakdown & TW_BREAKDOWN_PARTNERS)
    {
    case TW_BREAKDOWN_TYPE:
      *key = tw_metric_facts_text (facts, tw_partner_spans_at (&facts->types, i, day));
      *label = *key == NULL ? NULL
               : tw_field_get_choice_label (tw_entity_get_field (tw_entity_find ("partner_type"), "type"), *key);
      break;
    case TW_BREAKDOWN_REGION:
      *key = *label = tw_metric_facts_text (facts, facts->partners.region[i]);
      break;
    case TW_BREAKDOWN_TIER:
      *key = *label = tw_metric_facts_text (facts, tw_partner_spans_at (&facts->tiers, i, day));
      break;
    case TW_BREAKDOWN_MANAGER:
      *key = manager < 0 ? NULL : g_ptr_array_index (facts->person_keys, (guint) manager);
      *label = manager < 0 ? NULL : g_ptr_array_index (facts->persons, (guint) manager);
      break;
    case TW_BREAKDOWN_PARTNER:
      *key = facts->partners.key[i];
      *label = facts->partners.name[i];
      break;
    default:
      *key = "total";
      *label = _("Total");
      break;
    }
  if (*key == NULL)
    {
      *key = "none";
      *label = _("None");
    }
}

static gboolean
is_among (const char *const *allowed,
          const char        *value)
{
  return allowed == NULL || allowed[0] == NULL || (value != NULL && g_strv_contains (allowed, value));
}

static gboolean
is_in_scope (const TwMetricJob *job,
             gsize              i)
{
  const TwMetricScope *scope = job->scope;
  const TwMetricFacts *facts = job->facts;
  TwDate day = job->period.end - 1;
  int manager = facts->partners.manager[i];

  return is_among (scope->types, tw_metric_facts_text (facts, tw_partner_spans_at (&facts->types, i, day)))
         && is_among (scope->regions, tw_metric_facts_text (facts, facts->partners.region[i]))
         && is_among (scope->tiers, tw_metric_facts_text (facts, tw_partner_spans_at (&facts->tiers, i, day)))
         && is_among (scope->managers, manager < 0 ? NULL : g_ptr_array_index (facts->person_keys, (guint) manager))
         && is_among (scope->partners, facts->partners.key[i]);
}

static gboolean
asks (const char *const *values)
{
  return values != NULL && values[0] != NULL;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const TwMetricJob *job = data;
  const char *left = g_ptr_array_index (job->group_labels, *(const guint *) a);
  const char *right = g_ptr_array_index (job->group_labels, *(const guint *) b);
  gboolean left_none = strcmp (g_ptr_array_index (job->group_keys, *(const guint *) a), "none") == 0;
  gboolean right_none = strcmp (g_ptr_array_index (job->group_keys, *(const guint *) b), "none") == 0;

  return left_none != right_none ? left_none - right_none : g_utf8_collate (left, right);
}

/* By name, those without any last, whatever the order in which partners came. */
static void
sort_groups (TwMetricJob *job)
{
  g_autofree guint *order = g_new (guint, job->n_groups + 1);
  g_autofree gint32 *place = g_new (gint32, job->n_groups + 1);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < job->n_groups; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) job->n_groups, sizeof *order, compare_groups, job);
  for (guint i = 0; i < job->n_groups; i++)
    {
      place[order[i]] = (gint32) i;
      g_ptr_array_add (keys, g_strdup (g_ptr_array_index (job->group_keys, order[i])));
      g_ptr_array_add (labels, g_strdup (g_ptr_array_index (job->group_labels, order[i])));
    }
  g_ptr_array_unref (job->group_keys);
  g_ptr_array_unref (job->group_labels);
  job->group_keys = keys;
  job->group_labels = labels;
  for (gsize i = 0; i < job->facts->partners.n; i++)
    if (job->group[i] >= 0)
      job->group[i] = place[job->group[i]];
}

static void
make_groups (TwMetricJob *job)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const TwMetricScope *scope = job->scope;
  gboolean whole = (job->breakdown & TW_BREAKDOWN_PARTNERS) == 0;

  job->filtered = asks (scope->types) || asks (scope->regions) || asks (scope->tiers) || asks (scope->managers)
                  || asks (scope->partners);
  job->group = g_new (gint32, job->facts->partners.n + 1);
  if (whole)
    {
      g_ptr_array_add (job->group_keys, g_strdup ("total"));
      g_ptr_array_add (job->group_labels, g_strdup (_("Total")));
    }
  for (gsize i = 0; i < job->facts->partners.n; i++)
    {
      const char *key, *label;
      gpointer found;

      job->group[i] = whole ? 0 : -1;
      if (job->filtered && !is_in_scope (job, i))
        job->group[i] = -1;
      else if (!whole)
        {
          describe_partner (job, i, &key, &label);
          found = g_hash_table_lookup (seen, key);
          if (found == NULL)
            {
              g_ptr_array_add (job->group_keys, g_strdup (key));
              g_ptr_array_add (job->group_labels, g_strdup (label));
              found = GUINT_TO_POINTER (job->group_keys->len);
              g_hash_table_insert (seen, g_ptr_array_index (job->group_keys, job->group_keys->len - 1), found);
            }
          job->group[i] = (gint32) GPOINTER_TO_UINT (found) - 1;
        }
    }
  job->n_groups = job->group_keys->len;
  sort_groups (job);
}

/* Slices ---------------------------------------------------------------------------------------- */

static gboolean
make_slices (TwMetricJob  *job,
             GError      **error)
{
  guint times = job->breakdown & TW_BREAKDOWN_TIMES;
  TwCalendarUnit unit = times & TW_BREAKDOWN_MONTH ? TW_CALENDAR_MONTH
                        : times & TW_BREAKDOWN_QUARTER ? TW_CALENDAR_QUARTER : TW_CALENDAR_YEAR;
  int days = job->period.end - job->period.start;

  job->slice_of_day = g_new0 (gint32, (gsize) days + 1);
  for (TwDate day = job->period.start; day < job->period.end;)
    {
      TwSpan span = job->period;
      char *name = NULL;

      if (times != 0 && !tw_calendar_unit_at (job->facts->calendar, unit, day, &span))
        {
          g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("The calendar has no period at this date. Choose another."));
          return FALSE;
        }
      if (times != 0)
        name = tw_calendar_name (job->facts->calendar, unit, day);
      span.start = MAX (span.start, job->period.start);
      span.end = MIN (span.end, job->period.end);
      for (; day < span.end; day++)
        job->slice_of_day[day - job->period.start] = (gint32) job->slices->len;
      g_array_append_val (job->slices, span);
      g_ptr_array_add (job->slice_names, name);
    }
  return TRUE;
}

TwMetricJob *
tw_metric_job_new (const TwMetric       *metric,
                   const TwMetricScope  *scope,
                   TwSpan                period,
                   guint                 breakdown,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr (TwMetricJob) job = g_new0 (TwMetricJob, 1);

  job->metric = metric;
  job->scope = scope;
  job->period = period;
  job->breakdown = breakdown;
  job->cancellable = cancellable;
  /* A scope that was only zeroed names no day either. */
  job->as_of = scope->as_of == TW_DATE_NONE || scope->as_of == 0 || scope->as_of >= period.end ? period.end - 1
               : MAX (scope->as_of, period.start);
  job->watched = scope->as_of == TW_DATE_NONE || scope->as_of == 0 ? job->as_of : MAX (scope->as_of, job->as_of);
  job->group_keys = g_ptr_array_new_with_free_func (g_free);
  job->group_labels = g_ptr_array_new_with_free_func (g_free);
  job->slices = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  job->slice_names = g_ptr_array_new_with_free_func (g_free);
  if (period.end <= period.start)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("A period ends after it starts. Choose another."));
      return NULL;
    }
  job->facts = tw_metric_facts_get (scope->workspace, cancellable, error);
  if (job->facts == NULL)
    return NULL;
  make_groups (job);
  if (!make_slices (job, error))
    return NULL;
  return g_steal_pointer (&job);
}

void
tw_metric_job_free (TwMetricJob *job)
{
  if (job == NULL)
    return;
  tw_metric_facts_unref (job->facts);
  g_free (job->group);
  g_free (job->slice_of_day);
  g_ptr_array_unref (job->group_keys);
  g_ptr_array_unref (job->group_labels);
  g_array_unref (job->slices);
  g_ptr_array_unref (job->slice_names);
  g_free (job);
}

/* Rows ------------------------------------------------------------------------------------------ */

void
tw_metric_job_add_rows (TwMetricJob   *job,
                        TwMetricTable *table)
{
  for (guint s = 0; s < job->slices->len; s++)
    for (guint g = 0; g < job->n_groups; g++)
      {
        const char *time = g_ptr_array_index (job->slice_names, s);
        gboolean only_time = time != NULL && (job->breakdown & TW_BREAKDOWN_PARTNERS) == 0;
        TwSpan span = g_array_index (job->slices, TwSpan, s);
        guint row = tw_metric_table_add_row (table, only_time ? time : g_ptr_array_index (job->group_keys, g),
                                             only_time ? time : g_ptr_array_index (job->group_labels, g),
                                             only_time ? NULL : time, span);

        if (span.end - 1 > job->as_of)
          tw_metric_table_add_row_flags (table, row, TW_METRIC_TO_DATE);
      }
}

guint
tw_metric_job_n_rows (const TwMetricJob *job)
{
  return job->slices->len * job->n_groups;
}

TwSpan
tw_metric_job_span (const TwMetricJob *job,
                    guint              row)
{
  return g_array_index (job->slices, TwSpan, row / MAX (job->n_groups, 1));
}

TwDate
tw_metric_job_snapshot (const TwMetricJob *job,
                        guint              row)
{
  return MIN (tw_metric_job_span (job, row).end - 1, job->as_of);
}

/* What the partners of a row have in common, for a chip. */
static char *
describe_group (const TwMetricJob *job,
                gint32             group)
{
  const TwMetricScope *scope = job->scope;
  const char *const *const lists[] = { scope->types, scope->regions, scope->tiers, scope->managers, scope->partners };
  GString *text = g_string_new (NULL);

  if ((job->breakdown & TW_BREAKDOWN_PARTNERS) != 0)
    g_string_append (text, g_ptr_array_index (job->group_labels, (guint) group));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      {
        const char *shown = lists[i][j];

        if (i == 0)
          shown = tw_field_get_choice_label (tw_entity_get_field (tw_entity_find ("partner_type"), "type"), shown);
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", shown);
      }
  return g_string_free (text, FALSE);
}

/* (nullable): what the one thing is that the partners of a row have in common; partners themselves and several things
 * go by the name of the field. */
static const char *
name_group (const TwMetricJob *job)
{
  static const struct
  {
    guint       breakdown;
    const char *label;
  } kinds[] = {
    { TW_BREAKDOWN_TYPE, N_("Type") },
    { TW_BREAKDOWN_REGION, N_("Region") },
    { TW_BREAKDOWN_TIER, N_("Tier") },
    { TW_BREAKDOWN_MANAGER, N_("Manager") },
  };
  const TwMetricScope *scope = job->scope;
  const char *const *const lists[] = { scope->types, scope->regions, scope->tiers, scope->managers };
  const char *label = NULL;
  guint n = (job->breakdown & TW_BREAKDOWN_PARTNERS) != 0 ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean listed = lists[i] != NULL && lists[i][0] != NULL;

      n += listed ? 1 : 0;
      if (listed || (job->breakdown & TW_BREAKDOWN_PARTNERS) == kinds[i].breakdown)
        label = kinds[i].label;
    }
  if (scope->partners != NULL && scope->partners[0] != NULL)
    n++;

  return n == 1 ? label : NULL;
}

TwFilter *
tw_metric_job_filter (const TwMetricJob *job,
                      const TwEntity    *entity,
                      guint              row,
                      const char        *partner_field)
{
  TwFilter *filter = tw_filter_new (entity);
  gint32 group = (gint32) (row % job->n_groups);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *shown = NULL;

  if (partner_field == NULL || (!job->filtered && (job->breakdown & TW_BREAKDOWN_PARTNERS) == 0))
    return filter;
  for (gsize i = 0; i < job->facts->partners.n; i++)
    if (job->group[i] == group)
      g_array_append_val (ids, job->facts->partners.id[i]);
  shown = describe_group (job, group);
  tw_filter_add_among (filter, partner_field, (const gint64 *) (void *) ids->data, ids->len, shown);
  if (name_group (job) != NULL)
    tw_filter_set_label (filter, name_group (job));
  return filter;
}

void
tw_metric_job_filter_days (const TwMetricJob *job,
                           TwFilter          *filter,
                           const char        *field,
                           TwSpan             span)
{
  tw_filter_add_number (filter, field, TW_FILTER_AT_LEAST, span.start);
  tw_filter_add_number (filter, field, TW_FILTER_AT_MOST, span.end - 1);
}

void
tw_metric_job_set_ids (TwMetricTable *table,
                       guint          row,
                       guint          column,
                       const char    *entity,
                       const GArray  *ids,
                       const char    *shown)
{
  const TwEntity *found = tw_entity_find (entity);
  TwFilter *filter;

  if (ids->len > MAX_IDS)
    return;
  filter = tw_filter_new (found);
  tw_filter_add_among (filter, "id", (const gint64 *) (const void *) ids->data, ids->len, shown);
  tw_metric_table_set_filter (table, row, column, found, filter);
}

gboolean
tw_metric_job_cancelled (const TwMetricJob  *job,
                         GError            **error)
{
  if (!g_cancellable_is_cancelled (job->cancellable))
    return FALSE;
  g_set_error (error, TW_ERROR, TW_ERROR_CANCELLED, _("The computation was cancelled. Nothing was changed."));
  return TRUE;
}

void
tw_metric_note_missing (TwMetricTable *table,
                        gint64         missing)
{
  if (missing > 0)
    tw_metric_table_add_note (table,
                              ngettext ("%u amount has no exchange rate on or before its date and is left out. "
                                        "Import the rate.",
                                        "%u amounts have no exchange rate on or before their date and are left "
                                        "out. Import the rates.", (gulong) missing), (guint) missing);
}

/* Influence ------------------------------------------------------------------------------------- */

gboolean
tw_metric_influences (const TwMetricJob *job,
                      gsize              opportunity,
                      gint32             group,
                      TwDate             day,
                      gboolean           sourced)
{
  const TwMetricFacts *facts = job->facts;
  guint32 end = facts->opportunities.first_role[opportunity + 1];

  for (guint32 i = facts->opportunities.first_role[opportunity]; i < end; i++)
    {
      const TwRole *role = &g_array_index (facts->roles, TwRole, i);
      gint32 at = job->group[role->partner];

      if (at < 0 || (group >= 0 && at != group) || role->role == TW_ROLE_FULFILLED)
        continue;
      if (sourced && role->role != TW_ROLE_SOURCED)
        continue;
      if (role->at == TW_DATE_NONE || role->role == TW_ROLE_SOURCED)
        return TRUE;
      if (role->at <= day && day - role->at <= facts->settings.influence_days)
        return TRUE;
    }
  return FALSE;
}
