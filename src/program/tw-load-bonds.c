/* tw-load-bonds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-loader-private.h"

#include "tw-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What binds partners to programs: agreements with their terms, enrolments, tiers. */

/* Terms as they were read, and which of them belong to an agreement. */
typedef struct
{
  TwColumn   columns[8];
  gsize      n;
} Terms;

enum
{
  TERM_AGREEMENT,
  TERM_NAME,
  TERM_TYPE,
  TERM_AMOUNT,
  TERM_CURRENCY,
  TERM_TEXT,
  TERM_FROM,
  TERM_TO
};

static TwValueType
term_type (const char *type)
{
  if (strcmp (type, "money") == 0)
    return TW_VALUE_MONEY;
  if (strcmp (type, "date") == 0)
    return TW_VALUE_DATE;
  if (strcmp (type, "text") == 0)
    return TW_VALUE_TEXT;
  if (strcmp (type, "yesno") == 0)
    return TW_VALUE_BOOL;

  return TW_VALUE_NUMBER;
}

static gboolean
set_term (TwLoader     *loader,
          const Terms  *terms,
          gsize         t,
          gint64        row,
          gint64       *currency,
          GError      **error)
{
  const char *name = tw_dataset_text (loader->dataset, terms->columns[TERM_NAME].values[t]);
  TwValueType type =
      term_type (tw_dataset_text (loader->dataset, terms->columns[TERM_TYPE].values[t]));
  gint64 value = terms->columns[TERM_AMOUNT].values[t];
  gint64 own = terms->columns[TERM_CURRENCY].values[t];
  TwValueType first = type;
  TwDate date;

  if (type == TW_VALUE_TEXT)
    value = terms->columns[TERM_TEXT].values[t];
  else if (type == TW_VALUE_DATE &&
           tw_date_parse (tw_dataset_text (loader->dataset, terms->columns[TERM_TEXT].values[t]),
                          &date, NULL))
    value = date;
  if (tw_dataset_column (loader->dataset, TW_RELATION_AGREEMENT, name, &first) != NULL &&
      first != type)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("The term “%s” is money in one agreement and something else in another. "
                     "Give it one type, or two names."), name);
      return FALSE;
    }
  if (type == TW_VALUE_MONEY)
    {
      if (*currency != TW_NULL && *currency != own)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                       _("The money terms of one agreement are in %s and %s. Write them in one "
                         "currency."),
                       tw_dataset_text (loader->dataset, *currency),
                       tw_dataset_text (loader->dataset, own));
          return FALSE;
        }
      *currency = own;
      tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, "currency", TW_VALUE_TEXT, own);
    }
  tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, name, type, value);

  return TRUE;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? 1 : left > right ? -1 : 0;
}

/* The last days of the stretches in which the same terms hold, latest first. The last row that
 * fits a day is the one in force, so all stretches keep the agreement's first day. */
static GArray *
find_ends (const Terms  *terms,
           const GArray *own,
           gint64        end)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = end == TW_NULL ? TW_DATE_MAX : end;

  g_array_append_val (ends, last);
  for (guint i = 0; i < own->len; i++)
    {
      guint32 t = g_array_index (own, guint32, i);
      gint64 before = terms->columns[TERM_FROM].values[t];
      gint64 to = terms->columns[TERM_TO].values[t];

      if (before != TW_NULL && --before < last)
        g_array_append_val (ends, before);
      if (to != TW_NULL && to < last)
        g_array_append_val (ends, to);
    }
  g_array_sort (ends, compare_days);
  for (guint i = 1; i < ends->len;)
    {
      if (g_array_index (ends, gint64, i) == g_array_index (ends, gint64, i - 1))
        g_array_remove_index (ends, i);
      else
        i++;
    }

  return ends;
}

static gboolean
add_agreement (TwLoader      *loader,
               const TwColumn *agreement,
               gsize           a,
               const Terms    *terms,
               const GArray   *own,
               GError        **error)
{
  g_autoptr (GArray) ends = find_ends (terms, own, agreement[4].values[a]);

  for (guint e = 0; e < ends->len; e++)
    {
      gint64 day = g_array_index (ends, gint64, e);
      gint64 row = tw_dataset_add_row (loader->dataset, TW_RELATION_AGREEMENT);
      gint64 currency = TW_NULL;

      tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, "partner", TW_VALUE_NUMBER,
                      agreement[1].values[a]);
      tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, "program", TW_VALUE_TEXT,
                      agreement[2].values[a]);
      tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, "start", TW_VALUE_DATE,
                      agreement[3].values[a]);
      tw_dataset_set (loader->dataset, TW_RELATION_AGREEMENT, row, "end", TW_VALUE_DATE,
                      e == 0 ? agreement[4].values[a] : day);
      for (guint i = 0; i < own->len; i++)
        {
          guint32 t = g_array_index (own, guint32, i);
          gint64 from = terms->columns[TERM_FROM].values[t];
          gint64 to = terms->columns[TERM_TO].values[t];

          if ((from != TW_NULL && from > day) || (to != TW_NULL && to < day))
            continue;
          if (!set_term (loader, terms, t, row, &currency, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_agreements (TwLoader        *loader,
                const TwColumn  *agreement,
                gsize            n,
                const Terms     *terms,
                GError         **error)
{
  g_autoptr (GHashTable) by_agreement =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 t = 0; t < terms->n; t++)
    {
      gpointer key = GSIZE_TO_POINTER ((gsize) terms->columns[TERM_AGREEMENT].values[t]);
      GArray *own = g_hash_table_lookup (by_agreement, key);

      if (own == NULL)
        {
          own = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (by_agreement, key, own);
        }
      g_array_append_val (own, t);
    }
  for (gsize a = 0; a < n; a++)
    {
      GArray *own =
          g_hash_table_lookup (by_agreement, GSIZE_TO_POINTER ((gsize) agreement[0].values[a]));

      if (!add_agreement (loader, agreement, a, terms, own != NULL ? own : none, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_agreements (TwLoader  *loader,
                 GError   **error)
{
  TwColumn agreement[] = {
    { .field = "id" },
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "program", .map = loader->programs.rows, .n_map = loader->programs.n },
    { .field = "valid_from" },
    { .field = "valid_to" },
  };
  Terms terms = {
    .columns = {
      { .field = "agreement" }, { .field = "name" }, { .field = "type" }, { .field = "amount" },
      { .field = "currency" }, { .field = "text" },
      { .field = "valid_from" }, { .field = "valid_to" },
    },
  };
  gboolean good;
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("agreement"), NULL, agreement,
                        G_N_ELEMENTS (agreement), tw_loader_intern, loader, &n, error))
    return FALSE;
  good =
      tw_columns_read (loader->workspace, tw_entity_find ("agreement_term"), NULL, terms.columns,
                       G_N_ELEMENTS (terms.columns), tw_loader_intern, loader, &terms.n, error) &&
      add_agreements (loader, agreement, n, &terms, error);
  tw_columns_clear (agreement, G_N_ELEMENTS (agreement));
  tw_columns_clear (terms.columns, G_N_ELEMENTS (terms.columns));

  return good;
}

static void
give (TwLoader     *loader,
      TwRelationId  relation,
      const char   *name,
      TwValueType   type,
      TwColumn     *column,
      gsize         n)
{
  if (n > 0)
    tw_dataset_take_column (loader->dataset, relation, name, type,
                            g_steal_pointer (&column->values), n);
}

static gboolean
read_enrolments (TwLoader  *loader,
                 GError   **error)
{
  TwColumn columns[] = {
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "program", .map = loader->programs.rows, .n_map = loader->programs.n },
    { .field = "valid_from" }, { .field = "valid_to" },
  };
  gsize n;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("enrolment"), NULL, columns,
                        G_N_ELEMENTS (columns), tw_loader_intern, loader, &n, error))
    return FALSE;
  give (loader, TW_RELATION_ENROLMENT, "partner", TW_VALUE_NUMBER, &columns[0], n);
  give (loader, TW_RELATION_ENROLMENT, "program", TW_VALUE_TEXT, &columns[1], n);
  give (loader, TW_RELATION_ENROLMENT, "start", TW_VALUE_DATE, &columns[2], n);
  give (loader, TW_RELATION_ENROLMENT, "end", TW_VALUE_DATE, &columns[3], n);
  tw_columns_clear (columns, G_N_ELEMENTS (columns));

  return TRUE;
}

/* Two parts of one column, the first before the second. */
static void
give_both (TwLoader     *loader,
           const char   *name,
           TwValueType   type,
           TwColumn     *first,
           gsize         n_first,
           TwColumn     *second,
           gsize         n_second)
{
  gint64 *values;

  if (n_first + n_second == 0)
    return;
  values = g_new (gint64, n_first + n_second);
  for (gsize i = 0; i < n_first; i++)
    values[i] = first->values[i];
  for (gsize i = 0; i < n_second; i++)
    values[n_first + i] = second->values[i];
  tw_dataset_take_column (loader->dataset, TW_RELATION_TIER, name, type, values, n_first + n_second);
}

/* A designation is a ladder of its own, by its name. */
static void
name_ladders (TwLoader *loader,
              TwColumn *tiers,
              TwColumn *ladders,
              gsize     n)
{
  gint64 designation = tw_dataset_intern (loader->dataset, "designation");

  for (gsize i = 0; i < n; i++)
    ladders->values[i] = ladders->values[i] == designation ? tiers->values[i] : TW_NULL;
}

/* The days from which somebody approved that a partner holds no tier any more: what a review of a calculated period gave
 * has no assignment that could end. Of the same day an assignment is the later word, as it comes after. */
static gboolean
read_ended_tiers (TwLoader  *loader,
                  TwColumn  *columns,
                  guint      n_columns,
                  gsize     *n,
                  GError   **error)
{
  const TwEntity *entity = tw_entity_find ("tier_proposal");
  g_autoptr (TwFilter) filter = tw_filter_new (entity);

  if (!tw_filter_add (filter, loader->workspace, "state", TW_FILTER_IS, "approved", error)
      || !tw_filter_add (filter, loader->workspace, "proposed", TW_FILTER_EMPTY, NULL, error)
      || !tw_columns_read (loader->workspace, entity, filter, columns, n_columns, tw_loader_intern, loader, n, error))
    return FALSE;

  name_ladders (loader, &columns[2], &columns[3], *n);
  for (gsize i = 0; i < *n; i++)
    columns[2].values[i] = TW_NULL;
  /* It holds for good: until another begins. */
  for (gsize i = 0; i < *n; i++)
    columns[5].values[i] = TW_NULL;

  return TRUE;
}

static gboolean
read_tiers (TwLoader  *loader,
            GError   **error)
{
  static const struct { const char *name; TwValueType type; } parts[] = {
    { "partner", TW_VALUE_NUMBER }, { "program", TW_VALUE_TEXT }, { "tier", TW_VALUE_TEXT },
    { "designation", TW_VALUE_TEXT }, { "from", TW_VALUE_DATE }, { "to", TW_VALUE_DATE },
  };
  TwColumn columns[] = {
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "program", .map = loader->programs.rows, .n_map = loader->programs.n },
    { .field = "tier" }, { .field = "ladder" }, { .field = "valid_from" }, { .field = "valid_to" },
  };
  TwColumn ended[] = {
    { .field = "partner", .map = loader->partners.rows, .n_map = loader->partners.n },
    { .field = "program", .map = loader->programs.rows, .n_map = loader->programs.n },
    { .field = "held" }, { .field = "ladder" }, { .field = "effective" }, { .field = "effective" },
  };
  gsize n;
  gsize n_ended;

  if (!tw_columns_read (loader->workspace, tw_entity_find ("tier_assignment"), NULL, columns,
                        G_N_ELEMENTS (columns), tw_loader_intern, loader, &n, error))
    return FALSE;
  if (!read_ended_tiers (loader, ended, G_N_ELEMENTS (ended), &n_ended, error))
    {
      tw_columns_clear (columns, G_N_ELEMENTS (columns));
      return FALSE;
    }
  name_ladders (loader, &columns[2], &columns[3], n);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    give_both (loader, parts[i].name, parts[i].type, &ended[i], n_ended, &columns[i], n);
  tw_columns_clear (ended, G_N_ELEMENTS (ended));
  tw_columns_clear (columns, G_N_ELEMENTS (columns));

  return TRUE;
}

gboolean
tw_loader_read_bonds (TwLoader  *loader,
                      GError   **error)
{
  return read_agreements (loader, error) && read_enrolments (loader, error) &&
         read_tiers (loader, error);
}
