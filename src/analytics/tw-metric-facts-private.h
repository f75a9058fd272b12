/* tw-metric-facts-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-dataset.h"
#include "tw-metric-facts.h"
#include "tw-query.h"

G_BEGIN_DECLS

/* What the readers of each part share while facts are loaded. */
typedef struct
{
  TwMetricFacts *facts;
  TwWorkspace   *workspace;
  TwDataset     *rates;          /* exchange rates and currencies alone, converted as the engine does */
  GHashTable    *customer_index; /* gint64* id -> index + 1 */
} TwFactsLoader;

int      tw_facts_intern     (TwMetricFacts  *facts,
                              const char     *text);
/* -1 where the partner doesn't exist. */
gint64   tw_facts_partner    (TwMetricFacts  *facts,
                              gint64          id);
/* Into the reporting currency; NULL amounts become TW_AMOUNT_NONE. */
gint64   tw_facts_convert    (TwFactsLoader  *loader,
                              gint64          amount,
                              const char     *currency,
                              TwDate          date);
void     tw_facts_add_day    (TwMetricFacts  *facts,
                              TwDate          date);
gboolean tw_facts_read_rates (TwFactsLoader  *loader,
                              GError        **error);

/* Calls @row for every row of @sql. */
typedef void (*TwFactsRow)   (TwFactsLoader  *loader,
                              TwQuery        *query);
gboolean tw_facts_each       (TwFactsLoader  *loader,
                              const char     *sql,
                              TwFactsRow      row,
                              GError        **error);

gboolean tw_facts_read_people        (TwFactsLoader *loader, GError **error);
gboolean tw_facts_read_sales         (TwFactsLoader *loader, GError **error);
gboolean tw_facts_read_opportunities (TwFactsLoader *loader, GError **error);
gboolean tw_facts_read_activities    (TwFactsLoader *loader, GError **error);
gboolean tw_facts_read_money         (TwFactsLoader *loader, GError **error);
/* (transfer full) (nullable): TwRulePayout; the names of rules are texts of @own. */
GArray  *tw_facts_read_rules         (const TwMetricFacts *facts, TwMetricFacts *own, TwWorkspace *workspace,
                                      GError **error);
gboolean tw_facts_read_terms         (TwFactsLoader *loader, GError **error);

/* The place of a program by its row's id; -1 where there is none. */
gint32   tw_facts_program            (const TwMetricFacts *facts, gint64 id);
/* Columns: partner, value, from, to. @value: turns the second column into what is kept. */
typedef int (*TwFactsValue)          (TwFactsLoader *loader, TwQuery *query, int column);
gboolean tw_facts_read_spans         (TwFactsLoader   *loader,
                                      const char      *sql,
                                      TwFactsValue     value,
                                      TwPartnerSpans  *spans,
                                      GError         **error);

G_END_DECLS
