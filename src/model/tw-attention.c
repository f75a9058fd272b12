/* tw-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is told by a list: a filter says which rows, and the same filter opens them. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-attention-private.h"

#include <glib/gi18n-lib.h>

#include "tw-sql-private.h"
#include "tw-totals.h"

typedef struct
{
  TwAttentionKind  kind;
  const char      *entity;
  const char      *field;       /* and what it must be, in plain form */
  const char      *value;
  const char      *due;         /* a date, from so many days after today to so many */
  int              from;
  int              to;
  const char      *empty;       /* (nullable): a field that holds nothing */
} Watch;

static const Watch watches[] = {
  { TW_ATTENTION_CERTIFICATIONS, "expiring", "kind", "certification", "expires", 0, 90 },
  { TW_ATTENTION_LAPSED, "expiring", "kind", "certification", "expires", -90, -1 },
  { TW_ATTENTION_AGREEMENTS, "expiring", "kind", "agreement", "expires", 0, 90 },
  { TW_ATTENTION_REGISTRATIONS, "expiring", "kind", "registration", "expires", 0, 30 },
  { TW_ATTENTION_LISTINGS, "expiring", "kind", "listing", "expires", 0, 90 },
  { TW_ATTENTION_OPPORTUNITIES, "opportunity", "status", "open", "closed", -3650, -1 },
  { TW_ATTENTION_MILESTONES, "plan_milestone", NULL, NULL, "due", -365, 14, "done" },
  { TW_ATTENTION_ACTIONS, "plan_action", NULL, NULL, "due", -365, 14, "done" },
  { TW_ATTENTION_REJECTS, "reject", NULL, NULL, NULL, 0, 0 },
};

static void
amount_free (gpointer data)
{
  g_free (((TwAttentionAmount *) data)->currency);
  g_free (data);
}

static void
condition_free (gpointer data)
{
  g_free (((TwAttentionCondition *) data)->text);
  g_free (data);
}

TwAttention *
tw_attention_new (TwAttentionKind kind)
{
  TwAttention *self = g_new0 (TwAttention, 1);

  self->kind = kind;
  self->due = TW_DATE_NONE;
  self->amounts = g_ptr_array_new_with_free_func (amount_free);
  self->conditions = g_ptr_array_new_with_free_func (condition_free);

  return self;
}

void
tw_attention_free (TwAttention *attention)
{
  g_ptr_array_unref (attention->amounts);
  g_ptr_array_unref (attention->conditions);
  g_free (attention->title);
  g_free (attention->detail);
  g_free (attention->period);
  g_free (attention);
}

void
tw_attention_add_amount (TwAttention *self,
                         const char  *currency,
                         int          digits,
                         gint64       amount)
{
  TwAttentionAmount *added = g_new0 (TwAttentionAmount, 1);

  added->currency = g_strdup (currency);
  added->digits = digits;
  added->amount = amount;
  g_ptr_array_add (self->amounts, added);
}

void
tw_attention_add_condition (TwAttention *self,
                            const char  *field,
                            TwFilterOp   op,
                            const char  *text)
{
  TwAttentionCondition *condition = g_new0 (TwAttentionCondition, 1);

  condition->field = field;
  condition->op = op;
  condition->text = g_strdup (text);
  g_ptr_array_add (self->conditions, condition);
}

TwFilter *
tw_attention_filter (const TwAttention  *attention,
                     TwWorkspace        *workspace,
                     GError            **error)
{
  g_autoptr (TwFilter) filter = NULL;

  g_return_val_if_fail (attention != NULL && attention->entity != NULL, NULL);

  filter = tw_filter_new (attention->entity);

  for (guint i = 0; i < attention->conditions->len; i++)
    {
      const TwAttentionCondition *condition = g_ptr_array_index (attention->conditions, i);

      if (!tw_filter_add (filter, workspace, condition->field, condition->op, condition->text, error))
        return NULL;
    }

  return g_steal_pointer (&filter);
}

/* --- words --- */

static char *
describe (TwAttentionKind kind,
          gint64          count)
{
  gulong n = (gulong) count;
  const char *format;

  switch (kind)
    {
    case TW_ATTENTION_CERTIFICATIONS:
      format = ngettext ("%d certification expires", "%d certifications expire", n);
      break;

    case TW_ATTENTION_LAPSED:
      format = ngettext ("%d certification expired", "%d certifications expired", n);
      break;

    case TW_ATTENTION_AGREEMENTS:
      format = ngettext ("%d agreement ends", "%d agreements end", n);
      break;

    case TW_ATTENTION_REGISTRATIONS:
      format = ngettext ("%d deal registration expires", "%d deal registrations expire", n);
      break;

    case TW_ATTENTION_LISTINGS:
      format = ngettext ("%d listing or accreditation expires", "%d listings and accreditations expire", n);
      break;

    case TW_ATTENTION_OPPORTUNITIES:
      format = ngettext ("%d open opportunity is past its close date",
                         "%d open opportunities are past their close date", n);
      break;

    case TW_ATTENTION_MILESTONES:
      format = ngettext ("%d plan milestone is due", "%d plan milestones are due", n);
      break;

    case TW_ATTENTION_ACTIONS:
      format = ngettext ("%d action of a review is due", "%d actions of reviews are due", n);
      break;

    case TW_ATTENTION_REJECTS:
      format = ngettext ("%d row was left out of an import", "%d rows were left out of imports", n);
      break;

    default:
      g_return_val_if_reached (NULL);
    }

  return g_strdup_printf (format, (int) count);
}

/* --- lists --- */

static void
watch_dates (TwAttention *self,
             const Watch *watch,
             TwDate       today)
{
  g_autofree char *from = tw_date_format (today + watch->from);
  g_autofree char *to = tw_date_format (today + watch->to);

  tw_attention_add_condition (self, watch->due, TW_FILTER_AT_LEAST, from);
  tw_attention_add_condition (self, watch->due, TW_FILTER_AT_MOST, to);
}

/* The earliest date among the rows. */
static gboolean
read_due (TwAttention     *self,
          TwWorkspace     *workspace,
          const TwFilter  *filter,
          const char      *field,
          GError         **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT min (");
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  tw_sql_append_value (sql, tw_entity_get_field (self->entity, field));
  g_string_append_c (sql, ')');
  tw_sql_append_from (sql, self->entity);
  tw_sql_append_where (sql, self->entity, filter);
  query = tw_query_new (workspace, sql->str, error);
  if (query == NULL)
    return FALSE;

  tw_sql_bind_filter (query, filter);
  if (tw_query_step (query, &local_error))
    self->due = tw_query_date (query, 0);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Sums of the first field that is summed: what the rows are worth. */
static void
take_amounts (TwAttention *self,
              TwTotals    *totals)
{
  guint field = G_MAXUINT;

  for (guint i = 0; i < totals->sums->len; i++)
    {
      const TwTotal *total = g_ptr_array_index (totals->sums, i);

      if (total->currency == NULL || (field != G_MAXUINT && total->field != field))
        continue;

      field = total->field;
      tw_attention_add_amount (self, total->currency, total->digits, total->sum);
    }
}

/* (transfer full) (nullable): %NULL where nothing waits, or with @error. */
static TwAttention *
look (const Watch   *watch,
      TwWorkspace   *workspace,
      TwDate         today,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (TwAttention) self = tw_attention_new (watch->kind);
  g_autoptr (TwFilter) filter = NULL;
  g_autoptr (TwTotals) totals = NULL;

  self->entity = tw_entity_find (watch->entity);
  if (watch->field != NULL)
    tw_attention_add_condition (self, watch->field, TW_FILTER_IS, watch->value);
  if (watch->due != NULL)
    watch_dates (self, watch, today);
  if (watch->empty != NULL)
    tw_attention_add_condition (self, watch->empty, TW_FILTER_EMPTY, NULL);

  filter = tw_attention_filter (self, workspace, error);
  if (filter == NULL)
    return NULL;

  totals = tw_totals_of_filter_until (workspace, self->entity, filter, cancellable, error);
  if (totals == NULL || totals->count == 0)
    return NULL;

  self->count = totals->count;
  self->title = describe (watch->kind, totals->count);
  take_amounts (self, totals);
  if (watch->due != NULL && !read_due (self, workspace, filter, watch->due, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* --- order --- */

static gint64
get_amount (const TwAttention *self)
{
  gint64 amount = 0;

  for (guint i = 0; i < self->amounts->len; i++)
    amount = MAX (amount, ABS (((TwAttentionAmount *) g_ptr_array_index (self->amounts, i))->amount));

  return amount;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  const TwAttention *left = *(TwAttention *const *) a;
  const TwAttention *right = *(TwAttention *const *) b;
  TwDate today = *(TwDate *) user_data;
  TwDate left_due = left->due == TW_DATE_NONE ? today : left->due;
  TwDate right_due = right->due == TW_DATE_NONE ? today : right->due;
  gint64 left_amount = get_amount (left);
  gint64 right_amount = get_amount (right);

  if (left_due != right_due)
    return left_due < right_due ? -1 : 1;
  if (left_amount != right_amount)
    return left_amount > right_amount ? -1 : 1;

  return (int) left->kind - (int) right->kind;
}

void
tw_attention_merge (GPtrArray *to,
                    GPtrArray *from,
                    TwDate     today)
{
  g_return_if_fail (to != NULL);

  while (from != NULL && from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));

  g_ptr_array_sort_with_data (to, compare, &today);
}

GPtrArray *
tw_attention_read (TwWorkspace       *workspace,
                   const TwCalendar  *calendar,
                   TwDate             today,
                   GCancellable      *cancellable,
                   GError           **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_attention_free);
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (calendar != NULL, NULL);

  if (!tw_attention_read_periods (items, workspace, calendar, today, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (watches); i++)
    {
      TwAttention *item = look (&watches[i], workspace, today, cancellable, &local_error);

      if (local_error == NULL)
        g_cancellable_set_error_if_cancelled (cancellable, &local_error);

      if (item != NULL)
        g_ptr_array_add (items, item);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }

  tw_attention_merge (items, NULL, today);

  return g_steal_pointer (&items);
}
