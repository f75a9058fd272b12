/* tw-plan-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-attention.h"

#include <glib/gi18n-lib.h>

#include "tw-attention-private.h"
#include "tw-last-date.h"
#include "tw-plan-progress.h"
#include "tw-query.h"

/* So many stand there by name; of more only how many they are. */
#define NAMED_MAX 3

typedef struct
{
  gint64  id;
  char   *key;
  char   *name;
  gint64  pace;
} Behind;

static void
behind_clear (gpointer data)
{
  g_free (((Behind *) data)->key);
  g_free (((Behind *) data)->name);
}

/* Adds the plan to @behind where it is. */
static gboolean
look (GArray        *behind,
      TwWorkspace   *workspace,
      TwQuery       *query,
      TwDate         as_of,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (TwPlanProgress) progress = NULL;
  Behind plan = { .id = tw_query_int (query, 0) };

  progress = tw_plan_progress_read (workspace, plan.id, as_of, cancellable, error);
  if (progress == NULL)
    return FALSE;

  if (tw_plan_pace (progress->pace) != TW_PLAN_PACE_BEHIND)
    return TRUE;

  plan.key = tw_query_dup_text (query, 1);
  plan.name = tw_query_dup_text (query, 2);
  plan.pace = progress->pace.value;
  g_array_append_val (behind, plan);

  return TRUE;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 left = ((const Behind *) a)->pace;
  gint64 right = ((const Behind *) b)->pace;

  return (left > right) - (left < right);
}

static void
add_named (GPtrArray    *items,
           const Behind *plan)
{
  TwAttention *item = tw_attention_new (TW_ATTENTION_PLANS);
  g_autofree char *pace = tw_plan_ratio_format (plan->pace);

  item->count = 1;
  item->table = "plan";
  item->id = plan->id;
  /* Translators: %s is the name of a plan. */
  item->title = g_strdup_printf (_("%s is behind pace"), plan->name);
  /* Translators: %s is what is done of what is due, such as 0.74. */
  item->detail = g_strdup_printf (_("Pace %s"), pace);
  g_ptr_array_add (items, item);
}

static void
add_all (GPtrArray *items,
         GArray    *behind)
{
  TwAttention *item = tw_attention_new (TW_ATTENTION_PLANS);
  g_autofree char *worst = tw_plan_ratio_format (g_array_index (behind, Behind, 0).pace);

  item->count = behind->len;
  item->entity = tw_entity_find ("plan");
  item->title = g_strdup_printf (ngettext ("%u plan is behind pace", "%u plans are behind pace", behind->len),
                                 behind->len);
  /* Translators: %1$s is the name of a plan, %2$s its pace. */
  item->detail = g_strdup_printf (_("%1$s most, pace %2$s"), g_array_index (behind, Behind, 0).name, worst);
  for (guint i = 0; i < behind->len; i++)
    tw_attention_add_condition (item, "external_id", TW_FILTER_IS, g_array_index (behind, Behind, i).key);
  g_ptr_array_add (items, item);
}

GPtrArray *
tw_plan_attention_read (TwWorkspace   *workspace,
                        TwDate         today,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_attention_free);
  g_autoptr (GArray) behind = g_array_new (FALSE, FALSE, sizeof (Behind));
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;
  TwDate last;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  g_array_set_clear_func (behind, behind_clear);
  query = tw_query_new (workspace, "SELECT id, external_id, name FROM plan WHERE state = 'running' ORDER BY id", error);
  if (query == NULL)
    return NULL;

  last = tw_workspace_last_date (workspace);
  while (last != TW_DATE_NONE && tw_query_step (query, &local_error))
    {
      if (!look (behind, workspace, query, MIN (today, last), cancellable, error))
        return NULL;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  g_array_sort (behind, compare);
  if (behind->len > NAMED_MAX)
    add_all (items, behind);
  else
    for (guint i = 0; i < behind->len; i++)
      add_named (items, &g_array_index (behind, Behind, i));

  return g_steal_pointer (&items);
}
