/* tw-check-cosell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* How deals are worked on together: ownership, gates, protection, displacement, answers. */

static const char *
customer_of (TwCheckRun         *run,
             const TwCheckTable *table,
             gsize               row)
{
  gint64 customer = tw_cells_int (table, row, "customer");

  return customer != TW_COLUMN_NULL ? tw_run_name (run, "customer", customer) : tw_cells_text (table, row, "external_id");
}

/* The engagements of the program's partners; says so where there are none. */
static const TwCheckTable *
engagements_of (TwCheckRun *run)
{
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");
  gsize n = 0;

  for (gsize i = 0; i < engagements->n; i++)
    n += tw_run_is_member (run, tw_cells_int (engagements, i, "partner"));
  if (n == 0)
    tw_run_not_applicable (run, _("Not applicable: no co-sell engagements of these partners recorded."));

  return n > 0 ? engagements : NULL;
}

void
tw_ask_ownership (TwCheckRun *run)
{
  const TwCheckTable *engagements = engagements_of (run);
  g_autoptr (GPtrArray) open = tw_check_rows_new ();
  g_autoptr (GPtrArray) breached = tw_check_rows_new ();

  for (gsize i = 0; engagements != NULL && i < engagements->n; i++)
    {
      gboolean owner = tw_cells_has (engagements, i, "account_owner");

      if (!tw_run_is_member (run, tw_cells_int (engagements, i, "partner")))
        continue;
      if (!owner || !tw_cells_has (engagements, i, "protected_contacts"))
        tw_check_rows_add (open, "cosell_engagement", tw_cells_id (engagements, i), customer_of (run, engagements, i),
                           owner ? _("no protected contacts") : _("no account owner"));
      if (tw_cells_has (engagements, i, "breached"))
        tw_check_rows_add (breached, "cosell_engagement", tw_cells_id (engagements, i), customer_of (run, engagements, i),
                           tw_cells_text (engagements, i, "breach"));
    }
  tw_run_found_rows (run, open, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u co-sell engagement protects nobody's account.",
                                  "%u co-sell engagements protect nobody's account.", open->len),
                     open->len);
  tw_run_found_rows (run, breached, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "Account ownership was breached in %u engagement.",
                                  "Account ownership was breached in %u engagements.", breached->len),
                     breached->len);
}

/* CHK-32 --------------------------------------------------------------------------------------------- */

static void
find_certification (const TwMeasure *measure,
                    gpointer         user_data)
{
  gboolean *gated = user_data;

  for (guint i = 0; i < measure->n_kinds; i++)
    *gated |= strcmp (measure->kinds[i], "certification") == 0 || strcmp (measure->kinds[i], "deployment") == 0;
}

/* Whether a rule on opportunities asks its partners for a certification. */
static gboolean
is_gated (const TwProgram  *program,
          const char      **path)
{
  for (guint i = 0; i < program->n_rules; i++)
    {
      const TwRule *rule = &program->rules[i];
      gboolean gated = FALSE;
      TwWalk walk = { .measure = find_certification, .user_data = &gated };

      for (guint k = 0; rule->who != NULL && k < rule->counts->n_kinds; k++)
        if (strcmp (rule->counts->kinds[k], "opportunity") == 0)
          tw_walk_condition (&walk, rule->who);
      if (gated)
        {
          *path = rule->path;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_valid (const TwCheckTable *table,
          gsize               row,
          const char         *from,
          TwDate              day)
{
  TwDate awarded = tw_cells_date (table, row, from);
  TwDate expires = tw_cells_date (table, row, "expires");

  return (awarded == TW_DATE_NONE || awarded <= day) && (expires == TW_DATE_NONE || expires >= day);
}

static gboolean
was_certified (TwCheckRun *run,
               gint64      partner,
               TwDate      day)
{
  const TwCheckTable *awards = tw_run_table (run, "certification");
  const TwCheckTable *integrations = tw_run_table (run, "integration");

  for (gsize i = 0; i < awards->n; i++)
    if (tw_cells_int (awards, i, "partner") == partner && is_valid (awards, i, "awarded", day))
      return TRUE;
  for (gsize i = 0; i < integrations->n; i++)
    if (tw_cells_int (integrations, i, "partner") == partner && tw_cells_is (integrations, i, "status", "certified") &&
        is_valid (integrations, i, "certified_on", day))
      return TRUE;

  return FALSE;
}

void
tw_ask_gate (TwCheckRun *run)
{
  const TwCheckTable *engagements;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  const char *path = NULL;

  if (run->settings[TW_CHECK_GATE] == 0 && !is_gated (run->program, &path))
    {
      tw_run_not_applicable (run, _("Not applicable: co-selling asks for no certification here."));
      return;
    }
  engagements = engagements_of (run);
  for (gsize i = 0; engagements != NULL && i < engagements->n; i++)
    {
      gint64 partner = tw_cells_int (engagements, i, "partner");
      TwDate day = tw_cells_date (engagements, i, "requested");

      if (tw_run_is_member (run, partner) && !was_certified (run, partner, day))
        tw_check_rows_add (rows, "cosell_engagement", tw_cells_id (engagements, i), customer_of (run, engagements, i),
                           tw_run_name (run, "partner", partner));
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, path,
                     g_dngettext (GETTEXT_PACKAGE, "%u engagement went past the gate: its partner held no certification.",
                                  "%u engagements went past the gate: their partners held no certification.", rows->len),
                     rows->len);
}

/* CHK-37 --------------------------------------------------------------------------------------------- */

static gboolean
is_live (const TwCheckTable *table,
         gsize               row,
         TwDate              today)
{
  TwDate approved = tw_cells_date (table, row, "approved");
  TwDate expires = tw_cells_date (table, row, "expires");

  return tw_cells_is (table, row, "status", "approved") && approved != TW_DATE_NONE && approved <= today &&
         (expires == TW_DATE_NONE || expires >= today) && !tw_cells_has (table, row, "closed");
}

/* What a registration or deal is for; what names neither product nor category is for everything. */
typedef struct
{
  gint64 product;
  gint64 category;   /* the row's own where it has one, else its product's */
} Goods;

static Goods
goods_of (TwCheckRun         *run,
          const TwCheckTable *table,
          gsize               row,
          gboolean            has_category)
{
  const TwCheckTable *products = tw_run_table (run, "product");
  Goods goods = { tw_cells_int (table, row, "product"), has_category ? tw_cells_int (table, row, "category") : TW_COLUMN_NULL };
  gsize at;

  if (goods.category == TW_COLUMN_NULL && goods.product != TW_COLUMN_NULL && tw_cells_find (products, goods.product, &at))
    goods.category = tw_cells_int (products, at, "category");

  return goods;
}

/* Whether category @inner is @outer or lies below it. */
static gboolean
is_within (TwCheckRun *run,
           gint64      outer,
           gint64      inner)
{
  const TwCheckTable *categories = tw_run_table (run, "category");
  gsize row;

  for (gsize steps = 0; inner != outer && steps <= categories->n; steps++)
    if (inner == TW_COLUMN_NULL || !tw_cells_find (categories, inner, &row))
      return FALSE;
    else
      inner = tw_cells_int (categories, row, "parent");

  return inner == outer;
}

/* By the workspace's scope of protection, as the pipeline has it (TW_SQL_SAME_SCOPE). */
static gboolean
same_goods (TwCheckRun  *run,
            const Goods *left,
            const Goods *right)
{
  const char *scope = run->scope;

  if (strcmp (scope, "customer") == 0)
    return TRUE;
  if (strcmp (scope, "product") == 0)
    return left->product == TW_COLUMN_NULL || right->product == TW_COLUMN_NULL || left->product == right->product;

  return left->category == TW_COLUMN_NULL || right->category == TW_COLUMN_NULL ||
         is_within (run, left->category, right->category) || is_within (run, right->category, left->category);
}

/* Rows that protect somebody today, by customer. */
static GHashTable *
live_by_customer (TwCheckRun         *run,
                  const TwCheckTable *registrations)
{
  GHashTable *live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);

  for (gsize i = 0; i < registrations->n; i++)
    {
      gint64 customer = tw_cells_int (registrations, i, "customer");
      GArray *rows;

      if (customer == TW_COLUMN_NULL || !is_live (registrations, i, run->today))
        continue;
      rows = g_hash_table_lookup (live, &customer);
      if (rows == NULL)
        {
          rows = g_array_new (FALSE, FALSE, sizeof (gsize));
          g_hash_table_insert (live, g_memdup2 (&customer, sizeof customer), rows);
        }
      g_array_append_val (rows, i);
    }

  return live;
}

static void
add_conflicts (TwCheckRun         *run,
               const TwCheckTable *registrations,
               GArray             *live,
               GPtrArray          *rows)
{
  for (guint a = 0; a < live->len; a++)
    for (guint b = a + 1; b < live->len; b++)
      {
        gsize left = g_array_index (live, gsize, a);
        gsize right = g_array_index (live, gsize, b);
        gint64 ours = tw_cells_int (registrations, left, "partner");
        gint64 theirs = tw_cells_int (registrations, right, "partner");

        Goods ours_for = goods_of (run, registrations, left, TRUE);
        Goods theirs_for = goods_of (run, registrations, right, TRUE);

        if (ours == theirs || (!tw_run_is_member (run, ours) && !tw_run_is_member (run, theirs)) ||
            !same_goods (run, &ours_for, &theirs_for))
          continue;
        tw_check_rows_add (rows, "registration", tw_cells_id (registrations, left), customer_of (run, registrations, left),
                           tw_run_name (run, "partner", ours));
        tw_check_rows_add (rows, "registration", tw_cells_id (registrations, right), customer_of (run, registrations, right),
                           tw_run_name (run, "partner", theirs));
      }
}

void
tw_ask_protection (TwCheckRun *run)
{
  const TwCheckTable *registrations = tw_run_table (run, "registration");
  g_autoptr (GHashTable) live = NULL;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  if (!tw_run_recorded (run, registrations))
    return;
  live = live_by_customer (run, registrations);
  /* In order of arrival, whatever the order of the hash. */
  for (gsize i = 0; i < registrations->n; i++)
    {
      gint64 customer = tw_cells_int (registrations, i, "customer");
      GArray *together = customer != TW_COLUMN_NULL ? g_hash_table_lookup (live, &customer) : NULL;

      if (together != NULL && g_array_index (together, gsize, 0) == i)
        add_conflicts (run, registrations, together, rows);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u registration protects what another one protects.",
                                  "%u registrations protect what another one protects.", rows->len),
                     rows->len);
}

/* CHK-38 --------------------------------------------------------------------------------------------- */

/* Open deals of your own people on accounts that a partner is protected for. */
static void
add_pursuits (TwCheckRun *run,
              GPtrArray  *rows)
{
  const TwCheckTable *registrations = tw_run_table (run, "registration");
  const TwCheckTable *deals = tw_run_table (run, "opportunity");
  const TwMetricFacts *facts = tw_run_facts (run);
  g_autoptr (GHashTable) live = live_by_customer (run, registrations);

  for (gsize i = 0; facts != NULL && i < facts->opportunities.n; i++)
    {
      GArray *protections;
      gint64 customer;
      gsize row;

      if (facts->opportunities.status[i] != TW_OPPORTUNITY_OPEN ||
          facts->opportunities.first_role[i] != facts->opportunities.first_role[i + 1] ||
          !tw_cells_find (deals, facts->opportunities.id[i], &row) || tw_cells_has (deals, row, "partner"))
        continue;
      customer = tw_cells_int (deals, row, "customer");
      protections = customer != TW_COLUMN_NULL ? g_hash_table_lookup (live, &customer) : NULL;
      for (guint k = 0; protections != NULL && k < protections->len; k++)
        {
          gsize at = g_array_index (protections, gsize, k);
          gint64 partner = tw_cells_int (registrations, at, "partner");
          Goods sold = goods_of (run, deals, row, FALSE);
          Goods kept = goods_of (run, registrations, at, TRUE);

          if (!tw_run_is_member (run, partner) ||
              tw_cells_date (deals, row, "created") < tw_cells_date (registrations, at, "approved") ||
              !same_goods (run, &sold, &kept))
            continue;
          tw_check_rows_add (rows, "opportunity", tw_cells_id (deals, row), tw_cells_text (deals, row, "name"),
                             tw_run_name (run, "partner", partner));
        }
    }
}

void
tw_ask_displacement (TwCheckRun *run)
{
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");
  g_autoptr (GPtrArray) removed = tw_check_rows_new ();
  g_autoptr (GPtrArray) pursued = tw_check_rows_new ();
  guint n = 0;

  if (engagements->n == 0 && tw_run_table (run, "registration")->n == 0)
    {
      tw_run_not_applicable (run, _("Not applicable: neither co-sell engagements nor registrations recorded."));
      return;
    }
  for (gsize i = 0; i < engagements->n; i++)
    {
      gint64 partner = tw_cells_int (engagements, i, "partner");

      if (!tw_run_is_member (run, partner))
        continue;
      n++;
      if (tw_cells_has (engagements, i, "removed"))
        tw_check_rows_add (removed, "cosell_engagement", tw_cells_id (engagements, i), customer_of (run, engagements, i),
                           tw_run_name (run, "partner", partner));
    }
  if ((gint64) removed->len * 1000000 > run->settings[TW_CHECK_DISPLACED_RATE] * n)
    tw_run_found_rows (run, removed, TW_SEVERITY_ERROR, NULL,
                       g_dngettext (GETTEXT_PACKAGE, "The partner was removed from %u engagement of %u.",
                                    "The partner was removed from %u engagements of %u.", removed->len),
                       removed->len, n);
  add_pursuits (run, pursued);
  tw_run_found_rows (run, pursued, TW_SEVERITY_ERROR, NULL,
                     g_dngettext (GETTEXT_PACKAGE, "%u direct deal pursues what a partner is protected for.",
                                  "%u direct deals pursue what a partner is protected for.", pursued->len),
                     pursued->len);
}

/* CHK-47 --------------------------------------------------------------------------------------------- */

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
ask_answers (TwCheckRun         *run,
             const TwCheckTable *engagements)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  int limit = (int) run->settings[TW_CHECK_RESPONSE_DAYS];
  int median;

  for (gsize i = 0; i < engagements->n; i++)
    {
      TwDate answered = tw_cells_date (engagements, i, "responded");
      int wait = (answered != TW_DATE_NONE ? answered : run->today) - tw_cells_date (engagements, i, "requested");
      g_autofree char *value = NULL;

      if (!tw_run_is_member (run, tw_cells_int (engagements, i, "partner")))
        continue;
      g_array_append_val (days, wait);
      if (wait <= limit)
        continue;
      value = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) wait), wait);
      tw_check_rows_add (rows, "cosell_engagement", tw_cells_id (engagements, i), customer_of (run, engagements, i), value);
    }
  g_array_sort (days, compare_days);
  median = days->len > 0 ? g_array_index (days, int, (days->len - 1) / 2) : 0;
  if (median > limit)
    tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                       _("Half of the co-sell requests wait %d days or longer; %d are agreed."), median, limit);
}

/* A software vendor's registrations and marketplace sales of the year before and of the last one. */
typedef struct
{
  guint  n[2];
  gint64 sold[2];
} Use;

static Use *
count_use (TwCheckRun *run)
{
  const TwCheckTable *registrations = tw_run_table (run, "registration");
  const TwMetricFacts *facts = run->facts;
  TwDate middle = tw_date_add_months (run->today, -12) + 1;
  TwDate first = tw_date_add_months (run->today, -24) + 1;
  Use *use = g_new0 (Use, facts->partners.n + 1);

  for (gsize i = 0; i < registrations->n; i++)
    {
      TwDate date = tw_cells_date (registrations, i, "submitted");
      gint64 partner = tw_cells_int (registrations, i, "partner");
      gpointer index = g_hash_table_lookup (facts->partner_index, &partner);

      if (index != NULL && date >= first && date <= run->today)
        use[GPOINTER_TO_SIZE (index) - 1].n[date >= middle]++;
    }
  for (gsize i = 0; i < facts->sales.n; i++)
    if (facts->sales.source[i] == TW_SOURCE_MARKETPLACE && facts->sales.date[i] >= first &&
        facts->sales.date[i] <= run->today && tw_amount_is_known (facts->sales.amount[i]))
      use[facts->sales.partner[i]].sold[facts->sales.date[i] >= middle] += facts->sales.amount[i];

  return use;
}

static void
ask_use (TwCheckRun *run)
{
  const TwMetricFacts *facts = tw_run_facts (run);
  g_autofree Use *use = facts != NULL ? count_use (run) : NULL;
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();

  for (gsize p = 0; facts != NULL && p < facts->partners.n; p++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *value = NULL;

      if (use[p].n[1] >= use[p].n[0] || use[p].sold[1] <= use[p].sold[0] || !tw_run_is_member_at (run, p))
        continue;
      before = tw_run_reporting (run, use[p].sold[0]);
      after = tw_run_reporting (run, use[p].sold[1]);
      /* Translators: numbers of registered deals and amounts sold: the year before, then the last year. */
      value = g_strdup_printf (_("%1$u registered, then %2$u; sold %3$s, then %4$s"), use[p].n[0], use[p].n[1], before, after);
      tw_check_rows_add (rows, "partner", facts->partners.id[p], facts->partners.name[p], value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, NULL,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "%u vendor registered fewer joint deals in the last year than in the year before, and sold more.",
                                  "%u vendors registered fewer joint deals in the last year than in the year before, and sold more.",
                                  rows->len),
                     rows->len);
}

void
tw_ask_response (TwCheckRun *run)
{
  const TwCheckTable *engagements = tw_run_table (run, "cosell_engagement");

  if (engagements->n == 0 && tw_run_table (run, "registration")->n == 0)
    {
      tw_run_not_applicable (run, _("Not applicable: neither co-sell engagements nor registrations recorded."));
      return;
    }
  ask_answers (run, engagements);
  if (strcmp (run->program->partner_type, "isv") == 0)
    ask_use (run);
}
