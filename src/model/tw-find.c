/* tw-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-find.h"

#include "tw-query.h"
#include "tw-search.h"

/* Partners whose statements are looked up. */
#define MAX_PARTNERS 50

/* How a row is titled, and what is said beside it; both over :id. In the order in which kinds are
 * shown. */
static const struct
{
  const char *table;
  const char *sql;
} described[] = {
  { "partner", "SELECT name, concat_ws_dot (external_id, region, country) FROM partner WHERE id = :id" },
  { "statement", "SELECT p.name, concat_ws_dot (s.period, g.name, NULL) FROM statement AS s"
                 " JOIN partner AS p ON p.id = s.partner JOIN program AS g ON g.id = s.program"
                 " WHERE s.id = :id" },
  /* The same rule in older versions would only stand in the way. */
  { "program_rule", "SELECT coalesce (json_extract (r.body, '$.name'), r.key), g.name FROM program_rule AS r"
                    " JOIN program_version AS v ON v.id = r.version JOIN program AS g ON g.id = v.program"
                    " WHERE r.id = :id AND v.number = (SELECT max (n.number) FROM program_version AS n"
                    "  WHERE n.program = g.id)" },
  { "program", "SELECT name, NULL FROM program WHERE id = :id" },
  { "program_version", "SELECT g.name, v.number FROM program_version AS v"
                       " JOIN program AS g ON g.id = v.program WHERE v.id = :id" },
  { "opportunity", "SELECT coalesce (o.name, o.external_id), c.name FROM opportunity AS o"
                   " LEFT JOIN customer AS c ON c.id = o.customer WHERE o.id = :id" },
  { "plan", "SELECT l.name, p.name FROM plan AS l JOIN partner AS p ON p.id = l.partner WHERE l.id = :id" },
  { "plan_goal", "SELECT o.title, l.name FROM plan_goal AS o JOIN plan AS l ON l.id = o.plan WHERE o.id = :id" },
  { "plan_initiative", "SELECT o.title, l.name FROM plan_initiative AS o JOIN plan AS l ON l.id = o.plan"
                       " WHERE o.id = :id" },
  { "agreement", "SELECT a.external_id, p.name FROM agreement AS a JOIN partner AS p ON p.id = a.partner"
                 " WHERE a.id = :id" },
  { "person", "SELECT h.name, concat_ws_dot (p.name, h.role, NULL) FROM person AS h"
              " LEFT JOIN partner AS p ON p.id = h.partner WHERE h.id = :id" },
  { "customer", "SELECT name, concat_ws_dot (external_id, region, country) FROM customer WHERE id = :id" },
  { "product", "SELECT name, external_id FROM product WHERE id = :id" },
  { "category", "SELECT name, NULL FROM category WHERE id = :id" },
};

void
tw_found_free (TwFound *found)
{
  g_free (found->title);
  g_free (found->detail);
  g_free (found);
}

/* SQLite 3.40 has no concat_ws(): "a · b · c" without what is NULL. */
static char *
expand (const char *sql)
{
  g_autoptr (GRegex) regex = g_regex_new ("concat_ws_dot \\(([^,()]+), ([^,()]+), ([^,()]+)\\)", 0, 0,
                                          NULL);

  return g_regex_replace (regex, sql, -1, 0,
                          "ltrim (coalesce (\\1, '') || coalesce (' · ' || nullif (\\2, ''), '')"
                          " || coalesce (' · ' || nullif (\\3, ''), ''), ' ·')",
                          0, NULL);
}

TwFound *
tw_find_record (TwWorkspace *workspace,
                const char  *table,
                gint64       id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (described); i++)
    {
      g_autofree char *sql = NULL;
      g_autoptr (TwQuery) query = NULL;
      TwFound *found;

      if (!g_str_equal (described[i].table, table))
        continue;

      sql = expand (described[i].sql);
      query = tw_query_new (workspace, sql, NULL);
      if (query == NULL)
        return NULL;
      tw_query_bind_int (query, "id", id);
      if (!tw_query_step (query, NULL))
        return NULL;

      found = g_new0 (TwFound, 1);
      found->table = described[i].table;
      found->id = id;
      found->title = tw_query_dup_text (query, 0);
      found->detail = tw_query_dup_text (query, 1);
      return found;
    }

  return NULL;
}

static gboolean
is_described (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (described); i++)
    {
      if (g_str_equal (described[i].table, table))
        return TRUE;
    }

  return FALSE;
}

/* What the index knows without a description of its own here is shown by its title and key. */
static gboolean
add_hits (TwWorkspace  *workspace,
          const char   *words,
          const char   *table,
          guint         limit,
          GPtrArray    *list,
          GError      **error)
{
  g_autoptr (GPtrArray) hits = tw_search_find_each (workspace, words, table, limit, error);

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      TwSearchHit *hit = hits->pdata[i];
      TwFound *found = tw_find_record (workspace, hit->table, hit->id);

      if (found == NULL && !is_described (hit->table))
        {
          found = g_new0 (TwFound, 1);
          found->table = hit->table;
          found->id = hit->id;
          found->title = g_steal_pointer (&hit->title);
          found->detail = g_steal_pointer (&hit->key);
        }
      if (found != NULL)
        g_ptr_array_add (list, found);
    }

  return hits != NULL;
}

/* Statements ----------------------------------------------------------------------------------- */

static gboolean
is_period (TwWorkspace *workspace,
           const char  *word)
{
  g_autoptr (TwQuery) query = NULL;

  if (!g_ascii_isdigit (*word))
    return FALSE;

  query = tw_query_new (
      workspace,
      "SELECT 1 FROM statement WHERE substr (period, 1, length (:word)) = :word COLLATE NOCASE LIMIT 1",
      NULL);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "word", word);

  return tw_query_step (query, NULL);
}

/* The words that are a period, and (out) the rest. */
static char *
split_period (TwWorkspace  *workspace,
              const char   *words,
              char        **rest)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t\n", -1);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autofree char *period = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (period == NULL && is_period (workspace, parts[i]))
        period = g_strdup (parts[i]);
      else
        g_string_append_printf (others, "%s%s", others->len > 0 ? " " : "", parts[i]);
    }
  *rest = g_strdup (g_strstrip (others->str));

  return g_steal_pointer (&period);
}

/* (nullable): the ids of the partners that the words find, "1,2,3". */
static char *
find_partners (TwWorkspace  *workspace,
               const char   *words,
               GError      **error)
{
  g_autoptr (GPtrArray) hits = tw_search_find_each (workspace, words, "partner", MAX_PARTNERS, error);
  GString *ids;

  if (hits == NULL)
    return NULL;

  ids = g_string_new (NULL);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            ((TwSearchHit *) hits->pdata[i])->id);

  return g_string_free (ids, FALSE);
}

static gboolean
add_statements (TwWorkspace  *workspace,
                const char   *words,
                guint         limit,
                GPtrArray    *list,
                GError      **error)
{
  g_autofree char *rest = NULL;
  g_autofree char *period = split_period (workspace, words, &rest);
  g_autofree char *partners = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TwQuery) query = NULL;

  if (*rest == '\0' && period == NULL)
    return TRUE;
  if (*rest != '\0' && (partners = find_partners (workspace, rest, error)) == NULL)
    return FALSE;

  sql = g_strdup_printf ("SELECT s.id FROM statement AS s JOIN partner AS p ON p.id = s.partner"
                         " WHERE s.state <> 'replaced' AND (:period IS NULL"
                         "  OR substr (s.period, 1, length (:period)) = :period COLLATE NOCASE)"
                         " %s%s%s ORDER BY s.period DESC, p.name, s.id LIMIT :limit",
                         partners != NULL ? "AND s.partner IN (" : "",
                         partners != NULL ? partners : "", partners != NULL ? ")" : "");
  query = tw_query_new (workspace, sql, error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "period", period);
  tw_query_bind_int (query, "limit", limit);
  while (tw_query_step (query, &local_error))
    {
      TwFound *found = tw_find_record (workspace, "statement", tw_query_int (query, 0));

      if (found != NULL)
        g_ptr_array_add (list, found);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return local_error == NULL;
}

static guint
get_place (const char *table)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (described) && !g_str_equal (described[i].table, table))
    i++;

  return i;
}

/* By kind; what is of one kind stays in its order (the sort is stable). */
static int
compare_kinds (gconstpointer a,
               gconstpointer b)
{
  const TwFound *one = *(TwFound *const *) a;
  const TwFound *other = *(TwFound *const *) b;
  guint place = get_place (one->table);
  guint other_place = get_place (other->table);

  return place != other_place ? (place > other_place) - (place < other_place)
                              : g_strcmp0 (one->table, other->table);
}

GPtrArray *
tw_find (TwWorkspace  *workspace,
         const char   *words,
         const char   *table,
         guint         limit,
         GError      **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_found_free);
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  if ((table == NULL || tw_search_covers (table))
      && !add_hits (workspace, valid, table, limit, list, error))
    return NULL;
  if ((table == NULL || g_str_equal (table, "statement"))
      && !add_statements (workspace, valid, limit, list, error))
    return NULL;

  g_ptr_array_sort (list, compare_kinds);

  return g_steal_pointer (&list);
}
