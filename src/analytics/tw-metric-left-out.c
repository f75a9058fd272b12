/* tw-metric-left-out.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a sum leaves out for want of an exchange rate. */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-metric-left-out.h"

#include "tw-metric-job.h"

#include <glib/gi18n-lib.h>

struct _TwLeftOut
{
  GHashTable *slots;    /* slot → GArray of gint64 */
  guint       total;
  int         column;   /* -1: nothing was left out */
};

TwLeftOut *
tw_left_out_new (void)
{
  TwLeftOut *self = g_new0 (TwLeftOut, 1);

  self->slots = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->column = -1;

  return self;
}

void
tw_left_out_free (TwLeftOut *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->slots);
  g_free (self);
}

void
tw_left_out_add (TwLeftOut *self,
                 guint      slot,
                 gint64     id)
{
  GArray *ids = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (slot));

  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->slots, GUINT_TO_POINTER (slot), ids);
    }
  g_array_append_val (ids, id);
  self->total++;
}

guint
tw_left_out_count (const TwLeftOut *self,
                   guint            slot)
{
  const GArray *ids = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (slot));

  return ids != NULL ? ids->len : 0;
}

guint
tw_left_out_total (const TwLeftOut *self)
{
  return self->total;
}

void
tw_left_out_add_column (TwLeftOut     *self,
                        TwMetricTable *table)
{
  if (self->total > 0)
    self->column = (int) tw_metric_table_add_column (table, "left_out", _("Without a rate"), TW_METRIC_COUNT,
                                                     TW_COLUMN_DETAIL);
}

/* Beside what already lacks: the reasons follow each other. */
static void
mark (TwMetricTable *table,
      guint          row,
      guint          figure,
      gboolean       empty,
      guint          n)
{
  const TwMetricCell *cell = tw_metric_table_get_cell (table, row, figure);
  /* Translators: in a sentence such as “Incomplete: 9 amounts have no exchange rate”. */
  g_autofree char *lacks = g_strdup_printf (ngettext ("%u amount has no exchange rate",
                                                      "%u amounts have no exchange rate", n), n);
  g_autofree char *both = cell->reason != NULL
                              /* Translators: two reasons why a figure is incomplete. */
                              ? g_strdup_printf (_("%1$s; %2$s"), cell->reason, lacks)
                              : g_strdup (lacks);

  if (empty)
    tw_metric_table_set_unknown (table, row, figure, both);
  else
    tw_metric_table_set_incomplete (table, row, figure, both);
}

void
tw_left_out_write (const TwLeftOut   *self,
                   guint              slot,
                   TwMetricTable     *table,
                   guint              row,
                   int                figure,
                   gboolean           empty,
                   const char *const *entities,
                   guint              n_entities)
{
  guint most = 0, n = 0;

  if (self->column < 0)
    return;
  for (guint i = 0; i < n_entities; i++)
    {
      n += tw_left_out_count (self, slot + i);
      if (tw_left_out_count (self, slot + i) > tw_left_out_count (self, slot + most))
        most = i;
    }
  tw_metric_table_set_int (table, row, (guint) self->column, n);
  if (n == 0)
    return;
  tw_metric_job_set_ids (table, row, (guint) self->column, entities[most],
                         g_hash_table_lookup (self->slots, GUINT_TO_POINTER (slot + most)), _("Without a rate"));
  if (figure >= 0)
    mark (table, row, (guint) figure, empty, n);
}
