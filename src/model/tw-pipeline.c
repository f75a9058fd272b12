/* tw-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-pipeline.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-fields.h"
#include "tw-list-load.h"
#include "tw-registration.h"
#include "tw-setting.h"
#include "tw-sql-private.h"

static void
sum_free (gpointer data)
{
  TwPipelineSum *sum = data;

  g_free (sum->currency);
  g_free (sum);
}

void
tw_pipeline_column_free (TwPipelineColumn *column)
{
  if (column == NULL)
    return;
  tw_stage_free (column->stage);
  g_ptr_array_unref (column->sums);
  g_free (column);
}

static TwPipelineColumn *
column_new (TwStage *stage)
{
  TwPipelineColumn *column = g_new0 (TwPipelineColumn, 1);

  column->stage = stage;
  column->sums = g_ptr_array_new_with_free_func (sum_free);
  return column;
}

/* Won and lost are columns by status, whatever stage the opportunity was in. */
static TwPipelineColumn *
find_column (GPtrArray  *columns,
             const char *status,
             const char *stage)
{
  for (guint i = 0; i < columns->len; i++)
    {
      TwPipelineColumn *column = columns->pdata[i];
      const TwStage *of = column->stage;

      if (g_str_equal (tw_stage_kind_to_string (of->kind), status)
          && (of->kind != TW_STAGE_OPEN || g_strcmp0 (of->name, stage) == 0))
        return column;
    }
  return NULL;
}

static TwPipelineSum *
find_sum (TwPipelineColumn *column,
          TwWorkspace      *workspace,
          const char       *currency)
{
  TwPipelineSum *sum;

  for (guint i = 0; i < column->sums->len; i++)
    {
      sum = column->sums->pdata[i];
      if (g_strcmp0 (sum->currency, currency) == 0)
        return sum;
    }
  sum = g_new0 (TwPipelineSum, 1);
  sum->currency = g_strdup (currency);
  sum->digits = currency != NULL ? MAX (tw_workspace_currency_digits (workspace, currency), 0) : 2;
  g_ptr_array_add (column->sums, sum);
  return sum;
}

static gboolean
add (gint64       value,
     gint64      *sum,
     GError     **error)
{
  if (value == TW_QUERY_NULL || !__builtin_add_overflow (*sum, value, sum))
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_RANGE,
               _("The sum of a stage is too large to be held exactly. Narrow the filter."));
  return FALSE;
}

/* Rows are added up here and not in SQL, where a sum beyond 64 bits ends the statement without saying of what. */
static gboolean
take_row (GPtrArray    *columns,
          TwWorkspace  *workspace,
          TwQuery      *query,
          TwDate        date,
          int           warning,
          GError      **error)
{
  TwDate expires = tw_query_date (query, 5);
  TwPipelineColumn *column = find_column (columns, tw_query_text (query, 0), tw_query_text (query, 1));
  TwPipelineSum *sum;
  gint64 amount = tw_query_int (query, 3), weighted = tw_query_int (query, 4);

  /* A stage that came up since the columns were read: the next look has it. */
  if (column == NULL)
    return TRUE;
  column->opportunities++;
  column->ending += expires != TW_DATE_NONE && column->stage->kind == TW_STAGE_OPEN
                    && tw_protection_on ("approved", expires, TW_DATE_NONE, date, warning, NULL) == TW_PROTECTION_ENDING;
  sum = find_sum (column, workspace, amount == TW_QUERY_NULL ? NULL : tw_query_text (query, 2));
  sum->opportunities++;
  sum->unweighted += amount != TW_QUERY_NULL && weighted == TW_QUERY_NULL;
  return add (amount, &sum->amount, error) && add (weighted, &sum->weighted, error);
}

static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const TwPipelineSum *first = *(TwPipelineSum *const *) a, *second = *(TwPipelineSum *const *) b;

  return g_strcmp0 (first->currency, second->currency);
}

static GPtrArray *
read_columns (TwWorkspace  *workspace,
              GError      **error)
{
  g_autoptr (GPtrArray) stages = tw_stages_read (workspace, error);
  GPtrArray *columns;

  if (stages == NULL)
    return NULL;
  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_pipeline_column_free);
  g_ptr_array_set_free_func (stages, NULL);
  for (guint i = 0; i < stages->len; i++)
    g_ptr_array_add (columns, column_new (stages->pdata[i]));
  return columns;
}

static TwQuery *
prepare (TwWorkspace     *workspace,
         const TwFilter  *filter,
         GError         **error)
{
  const TwEntity *entity = tw_entity_find ("deal");
  g_autoptr (GString) sql = g_string_new ("SELECT t.status, t.stage, t.currency, t.amount, t.weighted, t.protected_until");
  TwQuery *query;

  tw_sql_append_from (sql, entity);
  tw_sql_append_where (sql, entity, filter);
  query = tw_query_new (workspace, sql->str, error);
  if (query != NULL)
    tw_sql_bind_filter (query, filter);
  return query;
}

GPtrArray *
tw_pipeline_read (TwWorkspace     *workspace,
                  const TwFilter  *filter,
                  TwDate           date,
                  GError         **error)
{
  g_autoptr (GPtrArray) columns = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;
  int warning;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  warning = (int) tw_setting_get_int (workspace, TW_REGISTRATION_WARNING, TW_REGISTRATION_WARNING_INITIAL);
  columns = read_columns (workspace, error);
  query = columns != NULL ? prepare (workspace, filter, error) : NULL;
  if (query == NULL)
    return NULL;
  while (tw_query_step (query, &local))
    if (!take_row (columns, workspace, query, date, warning, error))
      return NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_sort (((TwPipelineColumn *) columns->pdata[i])->sums, compare_sums);
  return g_steal_pointer (&columns);
}

/* In a thread ---------------------------------------------------------------------------------- */

typedef struct
{
  TwWorkspace      *parent;       /* only its address is used in the thread */
  TwWorkspace      *fork;         /* owned */
  TwFilter         *filter;       /* (nullable) */
  TwDate            date;
  TwPipelineLoaded  loaded;
  gpointer          user_data;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->filter, tw_filter_free);
  g_free (load);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  GPtrArray *columns = tw_pipeline_read (load->fork, load->filter, load->date, &error);

  tw_workspace_close (load->fork, NULL);
  g_clear_object (&load->fork);
  tw_list_count_reader (load->parent, -1);
  if (columns != NULL)
    g_task_return_pointer (task, columns, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Load *load = g_task_get_task_data (G_TASK (result));
  gboolean cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) columns = g_task_propagate_pointer (G_TASK (result), &error);

  if (!cancelled)
    load->loaded (g_steal_pointer (&columns), error, load->user_data);
}

gboolean
tw_pipeline_start (TwWorkspace       *workspace,
                   const TwFilter    *filter,
                   TwDate             date,
                   GCancellable      *cancellable,
                   TwPipelineLoaded   loaded,
                   gpointer           user_data,
                   GError           **error)
{
  g_autoptr (GTask) task = NULL;
  TwWorkspace *fork;
  Load *load;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && G_IS_CANCELLABLE (cancellable), FALSE);

  fork = tw_workspace_fork (workspace, TW_OPEN_READ_ONLY, error);
  if (fork == NULL)
    return FALSE;
  load = g_new0 (Load, 1);
  load->parent = workspace;
  load->fork = fork;
  load->filter = filter != NULL ? tw_filter_copy (filter) : NULL;
  load->date = date;
  load->loaded = loaded;
  load->user_data = user_data;
  tw_list_count_reader (workspace, 1);
  task = g_task_new (NULL, cancellable, on_loaded, NULL);
  g_task_set_task_data (task, load, load_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, load_thread);
  return TRUE;
}
