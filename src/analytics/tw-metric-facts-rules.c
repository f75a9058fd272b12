/* tw-metric-facts-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What each rule earned in each statement: one walk over all lines in the order in which they are stored. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-facts-private.h"

#include <string.h>

/* The lines of a statement have ids of their own stretch. */
#define LINES_PER_STATEMENT 16777216

typedef struct
{
  gint64    id;
  gint64    position;
  char     *key;       /* owned */
  gboolean  pays;
} Rule;

typedef struct
{
  gint64  id;          /* of the statement */
  char   *program;     /* owned */
  char   *currency;    /* owned */
} Paper;

/* What the lines read so far of one statement and rule add up to. */
typedef struct
{
  gint64      id;      /* of the rule; TW_QUERY_NULL: the program's own limit or fund */
  gint64      amount;
  const Rule *rule;
} Sum;

typedef struct
{
  TwFactsLoader        loader;     /* of rates alone */
  const TwMetricFacts *facts;
  GArray              *payouts;    /* TwRulePayout */
  GHashTable          *rules;      /* gint64* -> Rule* */
  GArray              *papers;     /* Paper, by id */
  guint                next;       /* of papers */
  gint64               statement;  /* whose lines are read */
  GArray              *sums;       /* Sum, of that statement */
} RuleLoader;

static void
rule_free (gpointer data)
{
  g_free (((Rule *) data)->key);
  g_free (data);
}

static void
paper_clear (gpointer data)
{
  g_free (((Paper *) data)->program);
  g_free (((Paper *) data)->currency);
}

/* Columns: id, key, position, whether it pays. */
static void
read_rule (TwFactsLoader *loader,
           TwQuery       *query)
{
  RuleLoader *self = (RuleLoader *) (void *) loader;
  Rule *rule = g_new0 (Rule, 1);

  rule->id = tw_query_int (query, 0);
  rule->key = g_strdup (tw_query_text (query, 1));
  rule->position = tw_query_int (query, 2);
  rule->pays = tw_query_int (query, 3) != 0;
  g_hash_table_insert (self->rules, &rule->id, rule);
}

/* Columns: statement, program, currency. */
static void
read_paper (TwFactsLoader *loader,
            TwQuery       *query)
{
  Paper paper = { tw_query_int (query, 0), g_strdup (tw_query_text (query, 1)), g_strdup (tw_query_text (query, 2)) };

  g_array_append_val (((RuleLoader *) (void *) loader)->papers, paper);
}

/* (nullable): statements and their lines are read in the same order. */
static const Paper *
find_paper (RuleLoader *self)
{
  while (self->next < self->papers->len && g_array_index (self->papers, Paper, self->next).id < self->statement)
    self->next++;
  if (self->next >= self->papers->len || g_array_index (self->papers, Paper, self->next).id != self->statement)
    return NULL;

  return &g_array_index (self->papers, Paper, self->next);
}

static int
find_payout (const TwMetricFacts *facts,
             gint64               id)
{
  guint low = 0;
  guint high = facts->payouts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (facts->payouts, TwPayout, middle).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < facts->payouts->len && g_array_index (facts->payouts, TwPayout, low).id == id ? (int) low : -1;
}

/* What has no rule comes first. */
static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const Rule *left = ((const Sum *) a)->rule;
  const Rule *right = ((const Sum *) b)->rule;
  gint64 first = left != NULL ? left->position : G_MININT64;
  gint64 second = right != NULL ? right->position : G_MININT64;

  return first < second ? -1 : first > second;
}

static void
write_sum (RuleLoader  *self,
           const Paper *paper,
           int          statement,
           const Sum   *sum)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", paper->program, sum->rule != NULL ? sum->rule->key : "program");
  TwRulePayout payout = { (guint32) statement, tw_facts_intern (self->loader.facts, name), sum->amount };

  if (tw_amount_is_known (sum->amount))
    payout.amount = tw_facts_convert (&self->loader, sum->amount, paper->currency,
                                      g_array_index (self->facts->payouts, TwPayout, (guint) statement).period_end);
  g_array_append_val (self->payouts, payout);
}

static void
end_statement (RuleLoader *self)
{
  const Paper *paper = find_paper (self);
  int statement = paper != NULL ? find_payout (self->facts, paper->id) : -1;

  for (guint i = 0; i < self->sums->len && statement >= 0; i++)
    {
      Sum *sum = &g_array_index (self->sums, Sum, i);

      sum->rule = g_hash_table_lookup (self->rules, &sum->id);
    }
  if (statement >= 0)
    g_array_sort (self->sums, compare_sums);
  for (guint i = 0; i < self->sums->len && statement >= 0; i++)
    {
      const Sum *sum = &g_array_index (self->sums, Sum, i);

      if (sum->rule == NULL || sum->rule->pays)
        write_sum (self, paper, statement, sum);
    }
  g_array_set_size (self->sums, 0);
}

/* Columns: id, rule, amount. */
static void
read_line (TwFactsLoader *loader,
           TwQuery       *query)
{
  RuleLoader *self = (RuleLoader *) (void *) loader;
  gint64 statement = tw_query_int (query, 0) / LINES_PER_STATEMENT;
  gint64 rule = tw_query_int (query, 1);
  gint64 amount = tw_query_int (query, 2);
  Sum *sum = NULL;

  if (statement != self->statement)
    end_statement (self);
  self->statement = statement;
  for (guint i = 0; i < self->sums->len && sum == NULL; i++)
    if (g_array_index (self->sums, Sum, i).id == rule)
      sum = &g_array_index (self->sums, Sum, i);
  if (sum == NULL)
    {
      Sum fresh = { rule, 0, NULL };

      g_array_append_val (self->sums, fresh);
      sum = &g_array_index (self->sums, Sum, self->sums->len - 1);
    }
  if (tw_amount_is_known (sum->amount) && __builtin_add_overflow (sum->amount, amount, &sum->amount))
    sum->amount = TW_AMOUNT_UNKNOWN;
}

static gboolean
read_all (RuleLoader  *self,
          GError     **error)
{
  if (!tw_facts_read_rates (&self->loader, error)
      || !tw_facts_each (&self->loader, "SELECT id, key, position, coalesce (json_extract (body, '$.direction'), 'pay') "
                                        "= 'pay' FROM program_rule", read_rule, error)
      || !tw_facts_each (&self->loader, "SELECT s.id, g.name, s.currency FROM statement AS s "
                                        "JOIN program AS g ON g.id = s.program WHERE s.state <> 'replaced' ORDER BY s.id",
                         read_paper, error)
      || !tw_facts_each (&self->loader, "SELECT id, rule, amount FROM line ORDER BY id", read_line, error))
    return FALSE;

  end_statement (self);

  return TRUE;
}

/* The facts are shared and stay as they are, so that names and rates go into @own. */
GArray *
tw_facts_read_rules (const TwMetricFacts  *facts,
                     TwMetricFacts        *own,
                     TwWorkspace          *workspace,
                     GError              **error)
{
  g_autoptr (TwDataset) rates = tw_dataset_new ();
  g_autoptr (GArray) payouts = g_array_new (FALSE, FALSE, sizeof (TwRulePayout));
  g_autoptr (GHashTable) rules = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, rule_free);
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (Paper));
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  RuleLoader self = { .loader = { own, workspace, rates, NULL }, .facts = facts, .payouts = payouts, .rules = rules,
                      .papers = papers, .sums = sums };

  g_array_set_clear_func (papers, paper_clear);
  if (!read_all (&self, error))
    return NULL;

  return g_steal_pointer (&payouts);
}
