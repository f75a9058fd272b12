/* tw-bulk-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-bulk-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-error.h"
#include "tw-query.h"

#define N_ROWS 16

/* A number, or a text by its place in the group's texts. */
typedef struct
{
  gboolean is_text;
  gint64   number;
} Value;

struct _TwBulkGroup
{
  TwQuery *many;        /* of N_ROWS tuples */
  TwQuery *one;
  Value   *values;      /* N_ROWS × n_values */
  guint    n_values;
  guint    n_added;     /* of the row under way */
  guint    n_rows;
  gint64   first_row;   /* in the source, for messages */
  GString *texts;
};

TwBulkGroup *
tw_bulk_group_new (TwWorkspace  *workspace,
                   const char   *head,
                   const char   *tuple,
                   guint         n_values,
                   GError      **error)
{
  g_autoptr (TwBulkGroup) group = g_new0 (TwBulkGroup, 1);
  g_autoptr (GString) sql = g_string_new (head);
  g_autofree char *single = g_strconcat (head, tuple, NULL);

  group->n_values = n_values;
  group->values = g_new0 (Value, N_ROWS * n_values);
  group->texts = g_string_new (NULL);
  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", tuple);
  group->many = tw_query_new (workspace, sql->str, error);
  if (group->many == NULL)
    return NULL;
  group->one = tw_query_new (workspace, single, error);
  if (group->one == NULL)
    return NULL;
  return g_steal_pointer (&group);
}

void
tw_bulk_group_free (TwBulkGroup *group)
{
  if (group == NULL)
    return;
  tw_query_free (group->many);
  tw_query_free (group->one);
  g_string_free (group->texts, TRUE);
  g_free (group->values);
  g_free (group);
}

static void
add_value (TwBulkGroup *group,
           gboolean     is_text,
           gint64       number)
{
  g_return_if_fail (group->n_added < group->n_values);
  group->values[group->n_rows * group->n_values + group->n_added++] = (Value) { is_text, number };
}

void
tw_bulk_group_add_null (TwBulkGroup *group)
{
  add_value (group, FALSE, TW_QUERY_NULL);
}

void
tw_bulk_group_add_int (TwBulkGroup *group,
                       gint64       value)
{
  add_value (group, FALSE, value);
}

void
tw_bulk_group_add_text (TwBulkGroup *group,
                        const char  *text)
{
  add_value (group, TRUE, (gint64) group->texts->len);
  g_string_append_len (group->texts, text, (gssize) strlen (text) + 1);
}

void
tw_bulk_group_add_date (TwBulkGroup *group,
                        TwDate       date)
{
  char text[11] = "0000-00-00";
  int year, month, day;

  tw_date_to_ymd (date, &year, &month, &day);
  text[0] = (char) ('0' + year / 1000);
  text[1] = (char) ('0' + year / 100 % 10);
  text[2] = (char) ('0' + year / 10 % 10);
  text[3] = (char) ('0' + year % 10);
  text[5] = (char) ('0' + month / 10);
  text[6] = (char) ('0' + month % 10);
  text[8] = (char) ('0' + day / 10);
  text[9] = (char) ('0' + day % 10);
  tw_bulk_group_add_text (group, text);
}

static void
bind_rows (TwBulkGroup *group,
           TwQuery     *query,
           guint        first,
           guint        n)
{
  const Value *value = &group->values[first * group->n_values];

  for (guint i = 0; i < n * group->n_values; i++, value++)
    if (value->is_text)
      tw_query_bind_text_at (query, (int) i + 1, group->texts->str + value->number);
    else
      tw_query_bind_int_at (query, (int) i + 1, value->number);
}

/* The rows passed every check before they were added, so that a refusal is a defect and ends
 * the import. */
static gboolean
explain_failure (TwBulkGroup  *group,
                 GError       *cause,
                 GError      **error)
{
  g_autoptr (GError) owned = cause;

  if (!g_error_matches (cause, TW_ERROR, TW_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  g_set_error (error, TW_ERROR, TW_ERROR_INTERNAL,
               _("Writing the rows from %" G_GINT64_FORMAT " on failed, and nothing was kept: %s"),
               group->first_row, cause->message);
  return FALSE;
}

gboolean
tw_bulk_group_flush (TwBulkGroup  *group,
                     GError      **error)
{
  GError *local = NULL;
  guint n_rows = group->n_rows;

  group->n_rows = 0;
  if (n_rows == N_ROWS)
    {
      bind_rows (group, group->many, 0, N_ROWS);
      tw_query_run (group->many, &local);
    }
  for (guint i = 0; n_rows < N_ROWS && i < n_rows && local == NULL; i++)
    {
      bind_rows (group, group->one, i, 1);
      tw_query_run (group->one, &local);
    }
  g_string_truncate (group->texts, 0);
  return local == NULL || explain_failure (group, local, error);
}

gboolean
tw_bulk_group_end_row (TwBulkGroup  *group,
                       gint64        source_row,
                       GError      **error)
{
  g_return_val_if_fail (group->n_added == group->n_values, FALSE);

  if (group->n_rows == 0)
    group->first_row = source_row;
  group->n_added = 0;
  group->n_rows++;
  return group->n_rows < N_ROWS || tw_bulk_group_flush (group, error);
}
