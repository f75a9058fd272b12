/* tw-metric-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-facts-private.h"

#include <string.h>

#include "tw-metric-compute.h"
#include "tw-run-reader.h"

/* Path of a workspace -> TwMetricFacts*: of each workspace the state that was asked for last. */
static GMutex cache_lock;
static GHashTable *cache;
/* Only one thread reads at a time; the others wait for what it reads, as long as they are wanted. */
static gboolean loading;
static GCond loaded;

static void
spans_clear (TwPartnerSpans *spans)
{
  g_clear_pointer (&spans->spans, g_array_unref);
  g_clear_pointer (&spans->first, g_free);
}

static void
pay_term_clear (gpointer data)
{
  g_clear_pointer (&((TwPayTerm *) data)->calendar, tw_calendar_free);
}

static void
free_columns (TwMetricFacts *facts)
{
  g_free (facts->partners.id);
  for (gsize i = 0; i < facts->partners.n; i++)
    {
      g_free (facts->partners.key[i]);
      g_free (facts->partners.name[i]);
    }
  g_free (facts->partners.key);
  g_free (facts->partners.name);
  g_free (facts->partners.region);
  g_free (facts->partners.manager);
  g_free (facts->partners.since);
  g_free (facts->sales.partner);
  g_free (facts->sales.date);
  g_free (facts->sales.amount);
  g_free (facts->sales.margin);
  g_free (facts->sales.customer);
  g_free (facts->sales.source);
  g_clear_pointer (&facts->sales.unrated, g_array_unref);
  g_free (facts->opportunities.id);
  g_free (facts->opportunities.status);
  g_free (facts->opportunities.created);
  g_free (facts->opportunities.closed);
  g_free (facts->opportunities.won);
  g_free (facts->opportunities.open);
  g_free (facts->opportunities.then);
  g_free (facts->opportunities.weighted);
  g_free (facts->opportunities.customer);
  g_free (facts->opportunities.stage);
  g_free (facts->opportunities.first_role);
  g_free (facts->customer_ids);
  g_free (facts->customer_first);
}

TwMetricFacts *
tw_metric_facts_ref (TwMetricFacts *facts)
{
  g_atomic_ref_count_inc (&facts->count);
  return facts;
}

void
tw_metric_facts_unref (TwMetricFacts *facts)
{
  if (facts == NULL || !g_atomic_ref_count_dec (&facts->count))
    return;

  free_columns (facts);
  g_free (facts->version);
  g_free (facts->currency);
  g_clear_pointer (&facts->calendar, tw_calendar_free);
  g_clear_pointer (&facts->texts, g_ptr_array_unref);
  g_clear_pointer (&facts->text_ids, g_hash_table_unref);
  g_clear_pointer (&facts->partner_index, g_hash_table_unref);
  g_clear_pointer (&facts->persons, g_ptr_array_unref);
  g_clear_pointer (&facts->person_keys, g_ptr_array_unref);
  g_clear_pointer (&facts->programs, g_ptr_array_unref);
  g_clear_pointer (&facts->program_types, g_array_unref);
  g_clear_pointer (&facts->program_ids, g_array_unref);
  spans_clear (&facts->types);
  spans_clear (&facts->enrolments);
  spans_clear (&facts->tiers);
  spans_clear (&facts->members);
  g_clear_pointer (&facts->tier_order, g_array_unref);
  g_clear_pointer (&facts->stages, g_array_unref);
  g_clear_pointer (&facts->roles, g_array_unref);
  g_clear_pointer (&facts->activities, g_array_unref);
  g_clear_pointer (&facts->investments, g_array_unref);
  g_clear_pointer (&facts->payouts, g_array_unref);
  g_clear_pointer (&facts->rule_payouts, g_array_unref);
  g_clear_pointer (&facts->rules, tw_metric_facts_unref);
  g_clear_pointer (&facts->runs, g_array_unref);
  g_clear_pointer (&facts->pay_terms, g_array_unref);
  g_free (facts);
}

static TwMetricFacts *
facts_new (void)
{
  TwMetricFacts *facts = g_new0 (TwMetricFacts, 1);

  g_atomic_ref_count_init (&facts->count);
  facts->texts = g_ptr_array_new_with_free_func (g_free);
  facts->text_ids = g_hash_table_new (g_str_hash, g_str_equal);
  facts->partner_index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  facts->persons = g_ptr_array_new_with_free_func (g_free);
  facts->person_keys = g_ptr_array_new_with_free_func (g_free);
  facts->programs = g_ptr_array_new_with_free_func (g_free);
  facts->program_types = g_array_new (FALSE, FALSE, sizeof (int));
  facts->program_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  facts->tier_order = g_array_new (FALSE, FALSE, sizeof (int));
  facts->stages = g_array_new (FALSE, FALSE, sizeof (int));
  facts->roles = g_array_new (FALSE, FALSE, sizeof (TwRole));
  facts->activities = g_array_new (FALSE, FALSE, sizeof (TwActivity));
  facts->investments = g_array_new (FALSE, FALSE, sizeof (TwInvestment));
  facts->payouts = g_array_new (FALSE, FALSE, sizeof (TwPayout));
  facts->runs = g_array_new (FALSE, FALSE, sizeof (TwSpan));
  facts->pay_terms = g_array_new (FALSE, FALSE, sizeof (TwPayTerm));
  g_array_set_clear_func (facts->pay_terms, pay_term_clear);
  facts->data = (TwSpan){ TW_DATE_MAX, TW_DATE_MIN };
  facts->sales_start = TW_DATE_MAX;
  return facts;
}

/* Helpers of the readers ------------------------------------------------------------------------ */

int
tw_facts_intern (TwMetricFacts *facts,
                 const char    *text)
{
  gpointer found;

  if (text == NULL || *text == '\0')
    return -1;
  found = g_hash_table_lookup (facts->text_ids, text);
  if (found == NULL)
    {
      char *kept = g_strdup (text);

      g_ptr_array_add (facts->texts, kept);
      found = GUINT_TO_POINTER (facts->texts->len);
      g_hash_table_insert (facts->text_ids, kept, found);
    }
  return GPOINTER_TO_INT (found) - 1;
}

const char *
tw_metric_facts_text (const TwMetricFacts *facts,
                      int                  id)
{
  return id < 0 ? NULL : g_ptr_array_index (facts->texts, (guint) id);
}

int
tw_metric_facts_text_id (const TwMetricFacts *facts,
                         const char          *text)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (facts->text_ids, text)) - 1;
}

gint64
tw_facts_partner (TwMetricFacts *facts,
                  gint64         id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (facts->partner_index, &id)) - 1;
}

int
tw_metric_facts_stage (const TwMetricFacts *facts,
                       int                  stage)
{
  for (guint i = 0; i < facts->stages->len; i++)
    if (g_array_index (facts->stages, int, i) == stage)
      return (int) i;
  return (int) facts->stages->len;
}

void
tw_facts_add_day (TwMetricFacts *facts,
                  TwDate         date)
{
  if (date == TW_DATE_NONE)
    return;
  facts->data.start = MIN (facts->data.start, date);
  facts->data.end = MAX (facts->data.end, date + 1);
}

gint64
tw_facts_convert (TwFactsLoader *loader,
                  gint64         amount,
                  const char    *currency,
                  TwDate         date)
{
  gint64 result;

  if (amount == TW_QUERY_NULL)
    return TW_AMOUNT_NONE;
  if (currency == NULL || amount == 0 || strcmp (currency, loader->facts->currency) == 0)
    return amount;
  if (!tw_dataset_convert (loader->rates, amount, currency, loader->facts->currency, date,
                           TW_ROUNDING_HALF_UP, &result))
    return TW_AMOUNT_UNKNOWN;
  return result;
}

gboolean
tw_facts_each (TwFactsLoader  *loader,
               const char     *sql,
               TwFactsRow      row,
               GError        **error)
{
  g_autoptr (TwQuery) query = tw_query_new (loader->workspace, sql, error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return FALSE;
  while (tw_query_step (query, &local))
    row (loader, query);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Exchange rates -------------------------------------------------------------------------------- */

static void
read_currency (TwFactsLoader *loader,
               TwQuery       *query)
{
  const char *code = tw_query_text (query, 0);
  int digits = (int) tw_query_int (query, 1);

  tw_dataset_intern (loader->rates, code);
  tw_dataset_set_digits (loader->rates, code, digits);
  if (strcmp (code, loader->facts->currency) == 0)
    loader->facts->digits = digits;
}

static void
read_rate (TwFactsLoader *loader,
           TwQuery       *query)
{
  TwDataset *rates = loader->rates;
  gint64 row = tw_dataset_add_row (rates, TW_RELATION_FX);

  tw_dataset_set (rates, TW_RELATION_FX, row, "date", TW_VALUE_DATE, tw_query_date (query, 0));
  tw_dataset_set_text (rates, TW_RELATION_FX, row, "base", tw_query_text (query, 1));
  tw_dataset_set_text (rates, TW_RELATION_FX, row, "quote", tw_query_text (query, 2));
  tw_dataset_set (rates, TW_RELATION_FX, row, "mantissa", TW_VALUE_NUMBER, tw_query_int (query, 3));
  tw_dataset_set (rates, TW_RELATION_FX, row, "scale", TW_VALUE_NUMBER, tw_query_int (query, 4));
  tw_dataset_set (rates, TW_RELATION_FX, row, "per", TW_VALUE_NUMBER, tw_query_int (query, 5));
}

gboolean
tw_facts_read_rates (TwFactsLoader  *loader,
                     GError        **error)
{
  g_autofree char *pivot = NULL;

  loader->facts->currency = tw_workspace_get_text (loader->workspace, "SELECT currency FROM workspace", error);
  pivot = loader->facts->currency == NULL ? NULL
          : tw_workspace_get_text (loader->workspace, "SELECT pivot_currency FROM workspace", error);
  if (pivot == NULL)
    return FALSE;
  tw_dataset_set_pivot (loader->rates, pivot);

  return tw_facts_each (loader, "SELECT code, digits FROM currency", read_currency, error)
         && tw_facts_each (loader, "SELECT date, base, quote, mantissa, scale, per FROM fx_rate ORDER BY id",
                           read_rate, error)
         && tw_dataset_finish (loader->rates, error);
}

/* Loading and keeping --------------------------------------------------------------------------- */

static TwMetricFacts *
load (TwWorkspace  *workspace,
      char         *version,
      GError      **error)
{
  g_autoptr (TwMetricFacts) facts = facts_new ();
  g_autoptr (TwDataset) rates = tw_dataset_new ();
  g_autoptr (GHashTable) customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  TwFactsLoader loader = { facts, workspace, rates, customers };

  facts->version = g_strdup (version);
  facts->calendar = tw_workspace_calendar (workspace, error);
  if (facts->calendar == NULL
      || !tw_metric_settings_load (workspace, &facts->settings, error)
      || !tw_facts_read_rates (&loader, error)
      || !tw_facts_read_people (&loader, error)
      || !tw_facts_read_sales (&loader, error)
      || !tw_facts_read_opportunities (&loader, error)
      || !tw_facts_read_activities (&loader, error)
      || !tw_facts_read_money (&loader, error)
      || !tw_facts_read_terms (&loader, error))
    return NULL;
  if (facts->data.start > facts->data.end)
    facts->data = (TwSpan){ 0, 0 };

  return g_steal_pointer (&facts);
}

/* Every change of a workspace appends to the chain, so that its last hash names the state. */
static char *
read_version (TwWorkspace  *workspace,
              GError      **error)
{
  g_autoptr (GError) local = NULL;
  char *hash = tw_workspace_get_text (workspace, "SELECT id || ' ' || hash FROM history ORDER BY id DESC LIMIT 1",
                                      &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (hash == NULL)
    hash = g_strdup ("");
  return hash;
}

/* (transfer full) (nullable): what is kept of this state. */
static TwMetricFacts *
look_up (const char *path,
         const char *version)
{
  TwMetricFacts *facts;

  g_mutex_lock (&cache_lock);
  facts = cache == NULL ? NULL : g_hash_table_lookup (cache, path);
  if (facts != NULL && strcmp (facts->version, version) == 0)
    tw_metric_facts_ref (facts);
  else
    facts = NULL;
  g_mutex_unlock (&cache_lock);
  return facts;
}

static void
keep (const char    *path,
      TwMetricFacts *facts)
{
  g_mutex_lock (&cache_lock);
  if (cache == NULL)
    cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) tw_metric_facts_unref);
  g_hash_table_insert (cache, g_strdup (path), tw_metric_facts_ref (facts));
  g_mutex_unlock (&cache_lock);
}

/* Until nobody else reads; FALSE with @error where it is cancelled before. A cancellable doesn't wake a condition,
 * so it is looked at ten times a second. */
static gboolean
begin_loading (GCancellable  *cancellable,
               GError       **error)
{
  gboolean cancelled = FALSE;

  g_mutex_lock (&cache_lock);
  while (loading && !(cancelled = g_cancellable_is_cancelled (cancellable)))
    g_cond_wait_until (&loaded, &cache_lock, g_get_monotonic_time () + G_TIME_SPAN_SECOND / 10);
  cancelled = cancelled || g_cancellable_is_cancelled (cancellable);
  if (!cancelled)
    loading = TRUE;
  g_mutex_unlock (&cache_lock);
  return !cancelled || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
end_loading (void)
{
  g_mutex_lock (&cache_lock);
  loading = FALSE;
  g_cond_broadcast (&loaded);
  g_mutex_unlock (&cache_lock);
}

TwMetricFacts *
tw_metric_facts_get (TwWorkspace   *workspace,
                     GCancellable  *cancellable,
                     GError       **error)
{
  const char *path = tw_workspace_get_path (workspace);
  g_autofree char *version = read_version (workspace, error);
  TwMetricFacts *facts;

  if (version == NULL)
    return NULL;
  facts = look_up (path, version);
  if (facts != NULL)
    return facts;

  if (!begin_loading (cancellable, error))
    return NULL;
  facts = look_up (path, version);
  if (facts == NULL)
    {
      GCancellable *outer = tw_workspace_set_cancellable (workspace, cancellable);

      facts = load (workspace, version, error);
      tw_workspace_set_cancellable (workspace, outer);
      if (facts != NULL)
        keep (path, facts);
    }
  end_loading ();
  return facts;
}

gboolean
tw_metric_facts_need_rules (TwMetricFacts  *facts,
                            TwWorkspace    *workspace,
                            GCancellable   *cancellable,
                            GError        **error)
{
  gboolean ok;

  if (!begin_loading (cancellable, error))
    return FALSE;
  if (facts->rule_payouts == NULL)
    {
      g_autoptr (TwMetricFacts) own = facts_new ();
      GCancellable *outer = tw_workspace_set_cancellable (workspace, cancellable);

      facts->rule_payouts = tw_facts_read_rules (facts, own, workspace, error);
      tw_workspace_set_cancellable (workspace, outer);
      if (facts->rule_payouts != NULL)
        facts->rules = g_steal_pointer (&own);
    }
  ok = facts->rule_payouts != NULL;
  end_loading ();
  return ok;
}

void
tw_metric_forget (TwWorkspace *workspace)
{
  g_mutex_lock (&cache_lock);
  if (cache != NULL)
    g_hash_table_remove (cache, tw_workspace_get_path (workspace));
  g_mutex_unlock (&cache_lock);
}

gboolean
tw_metric_data_span (TwWorkspace  *workspace,
                     TwSpan       *span,
                     GError      **error)
{
  g_autoptr (TwMetricFacts) facts = tw_metric_facts_get (workspace, NULL, error);

  if (facts == NULL)
    return FALSE;
  *span = facts->data;
  return span->start < span->end;
}

/* Spans ----------------------------------------------------------------------------------------- */

int
tw_partner_spans_at (const TwPartnerSpans *spans,
                     gsize                 partner,
                     TwDate                date)
{
  int value = -1;

  for (guint32 i = spans->first[partner]; i < spans->first[partner + 1]; i++)
    {
      const TwPartnerSpan *span = &g_array_index (spans->spans, TwPartnerSpan, i);

      if (span->start <= date && date < span->end)
        value = span->value;
    }
  return value;
}

gboolean
tw_partner_spans_meet (const TwPartnerSpans *spans,
                       gsize                 partner,
                       TwSpan                period)
{
  for (guint32 i = spans->first[partner]; i < spans->first[partner + 1]; i++)
    {
      const TwPartnerSpan *span = &g_array_index (spans->spans, TwPartnerSpan, i);

      if (span->start < period.end && period.start < span->end)
        return TRUE;
    }
  return FALSE;
}

TwDate
tw_partner_spans_first (const TwPartnerSpans *spans,
                        gsize                 partner)
{
  guint32 first = spans->first[partner];

  return first == spans->first[partner + 1] ? TW_DATE_NONE
         : g_array_index (spans->spans, TwPartnerSpan, first).start;
}
