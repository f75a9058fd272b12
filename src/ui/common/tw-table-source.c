/* tw-table-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-source.h"

G_DEFINE_ABSTRACT_TYPE (TwTableSource, tw_table_source, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
count_model (TwTableSource *self)
{
  return g_list_model_get_n_items (TW_TABLE_SOURCE_GET_CLASS (self)->get_model (self));
}

static char *
get_shown_text (TwTableSource *self,
                gpointer       item,
                guint          column)
{
  return TW_TABLE_SOURCE_GET_CLASS (self)->get_text (self, item, column);
}

static char *
get_raw_text (TwTableSource *self,
              gpointer       item,
              guint          column)
{
  return TW_TABLE_SOURCE_GET_CLASS (self)->get_raw (self, item, column);
}

static TwTableState
get_ready_state (TwTableSource  *self,
                 const GError  **error)
{
  return TW_TABLE_READY;
}

static void
tw_table_source_class_init (TwTableSourceClass *klass)
{
  klass->count_all = count_model;
  klass->get_raw = get_shown_text;
  klass->get_value = get_raw_text;
  klass->get_state = get_ready_state;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tw_table_source_init (TwTableSource *self)
{
}

void
tw_table_source_changed (TwTableSource *self)
{
  g_return_if_fail (TW_IS_TABLE_SOURCE (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

guint
tw_table_source_count (TwTableSource *self)
{
  g_return_val_if_fail (TW_IS_TABLE_SOURCE (self), 0);

  return count_model (self);
}

int
tw_table_source_find_column (TwTableSource *self,
                             const char    *id)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self);
  const TwTableColumn *column;

  g_return_val_if_fail (TW_IS_TABLE_SOURCE (self), -1);

  for (guint i = 0; (column = klass->get_column (self, i)) != NULL; i++)
    {
      if (g_strcmp0 (column->id, id) == 0)
        return i;
    }

  return -1;
}

/* Takes @text. */
TwTableSum *
tw_table_sum_new (guint       column,
                  const char *currency,
                  char       *text)
{
  TwTableSum *sum = g_new0 (TwTableSum, 1);

  sum->column = column;
  sum->currency = g_strdup (currency);
  sum->text = text;

  return sum;
}

void
tw_table_sum_free (TwTableSum *sum)
{
  g_free (sum->currency);
  g_free (sum->text);
  g_free (sum);
}
