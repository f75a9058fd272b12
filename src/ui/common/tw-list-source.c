/* tw-list-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-list-source-private.h"

#include "common/tw-format.h"

/* Shares of something, as people compare them: “5.91 %” above “3.20 %”. */
#define RATE_DECIMALS 2

/* A choice that is longer than a text usually is, in characters, and the room it has, in px. */
#define LONG_CHOICE      18
#define CHOICE_CHARACTER 8
#define CHOICE_ENDS      16
#define CHOICE_MOST      208

G_DEFINE_FINAL_TYPE (TwListSource, tw_list_source, TW_TYPE_TABLE_SOURCE)

const TwField *
tw_list_source_get_field (TwListSource *self,
                          guint         column)
{
  const TwEntity *entity = tw_list_get_entity (self->list);

  return &entity->fields[g_array_index (self->fields, guint, column)];
}

static void
on_ready (TwListSource *self)
{
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

static GListModel *
list_get_model (TwTableSource *source)
{
  return G_LIST_MODEL (TW_LIST_SOURCE (source)->list);
}

static const TwTableColumn *
list_get_column (TwTableSource *source,
                 guint          column)
{
  TwListSource *self = TW_LIST_SOURCE (source);

  return column < self->columns->len ? &g_array_index (self->columns, TwTableColumn, column) : NULL;
}

/* Where a column holds money of its own currency the number alone would say nothing. */
static char *
append_currency (TwListSource *self,
                 TwItem       *item,
                 guint         column,
                 char         *text)
{
  const TwField *field = tw_list_source_get_field (self, column);
  int place;
  g_autofree char *amount = text;
  g_autofree char *currency = NULL;

  if (*text == '\0' || field->currency == NULL)
    return g_steal_pointer (&amount);

  place = tw_entity_get_index (tw_list_get_entity (self->list), field->currency);
  if (place < 0)
    return g_steal_pointer (&amount);

  currency = tw_item_get_text (item, place, FALSE);

  /* Where the currency has a column of its own beside it, it isn't said twice. */
  if (tw_table_source_find_column (TW_TABLE_SOURCE (self), field->currency) >= 0 || *currency == '\0')
    return g_steal_pointer (&amount);

  return g_strconcat (amount, "\xc2\xa0", currency, NULL);
}

static char *
list_get_text (TwTableSource *source,
               gpointer       item,
               guint          column)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  guint place = g_array_index (self->fields, guint, column);
  const char *title = tw_item_get_title (item, place);
  g_autofree char *plain = NULL;

  if (title != NULL)
    return g_strdup (title);

  plain = tw_item_get_text (item, place, FALSE);
  /* Below each other rates have as many decimals. */
  if (tw_list_source_get_field (self, column)->type == TW_FIELD_RATE)
    {
      g_autofree char *bare = g_steal_pointer (&plain);

      plain = tw_format_pad (bare, RATE_DECIMALS);
    }

  if (tw_list_source_get_field (self, column)->flags & TW_FIELD_MOMENT)
    return tw_format_moment (plain);

  return append_currency (self, item, column,
                          tw_format_plain (tw_list_source_get_field (self, column)->type, plain));
}

static char *
list_get_raw (TwTableSource *source,
              gpointer       item,
              guint          column)
{
  TwListSource *self = TW_LIST_SOURCE (source);

  return tw_item_get_text (item, g_array_index (self->fields, guint, column), FALSE);
}

static char *
list_get_value (TwTableSource *source,
                gpointer       item,
                guint          column)
{
  TwListSource *self = TW_LIST_SOURCE (source);

  return tw_item_get_text (item, g_array_index (self->fields, guint, column), TRUE);
}

static gint64
list_get_key (TwTableSource *source,
              guint          position)
{
  return tw_list_get_row_id (TW_LIST_SOURCE (source)->list, position);
}

static guint
list_find_key (TwTableSource *source,
               gint64         key)
{
  return tw_list_get_position (TW_LIST_SOURCE (source)->list, key);
}

static void
list_set_sort (TwTableSource *source,
               const char    *column,
               gboolean       descending)
{
  tw_list_set_sort (TW_LIST_SOURCE (source)->list, column, descending);
}

static TwTableState
list_get_state (TwTableSource  *source,
                const GError  **error)
{
  TwList *list = TW_LIST_SOURCE (source)->list;

  if (tw_list_get_error (list) != NULL)
    {
      *error = tw_list_get_error (list);
      return TW_TABLE_FAILED;
    }

  return tw_list_get_ready (list) ? TW_TABLE_READY : TW_TABLE_LOADING;
}

static void
tw_list_source_finalize (GObject *object)
{
  TwListSource *self = TW_LIST_SOURCE (object);

  tw_list_source_forget_sums (self);
  tw_list_source_forget_count (self);
  g_clear_object (&self->list);
  g_clear_object (&self->workspace);
  g_array_unref (self->columns);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->conditions);
  g_clear_pointer (&self->filter, tw_filter_free);
  g_hash_table_unref (self->constants);
  g_free (self->words);

  G_OBJECT_CLASS (tw_list_source_parent_class)->finalize (object);
}

static void
tw_list_source_class_init (TwListSourceClass *klass)
{
  TwTableSourceClass *source_class = TW_TABLE_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_list_source_finalize;

  source_class->get_model = list_get_model;
  source_class->get_column = list_get_column;
  source_class->get_text = list_get_text;
  source_class->get_raw = list_get_raw;
  source_class->get_value = list_get_value;
  source_class->get_key = list_get_key;
  source_class->find_key = list_find_key;
  source_class->set_sort = list_set_sort;
  source_class->get_state = list_get_state;
  tw_list_source_install_filters (source_class);
  tw_list_source_install_sums (source_class);
}

static void
tw_list_source_init (TwListSource *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (TwTableColumn));
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n_all = -1;
  tw_list_source_init_filters (self);
}

/* What is chosen from few is known beforehand: the column has room for the longest, within reason; 0: as any text has. */
static int
get_choice_width (const TwField *field)
{
  glong longest = 0;

  if (field->type != TW_FIELD_CHOICE)
    return 0;
  for (const TwChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    longest = MAX (longest, g_utf8_strlen (tw_field_get_choice_label (field, choice->key), -1));

  return longest > LONG_CHOICE ? (int) MIN (longest * CHOICE_CHARACTER + CHOICE_ENDS, CHOICE_MOST) : 0;
}

static void
add_column (TwListSource *self,
            guint         place)
{
  const TwField *field = &tw_list_get_entity (self->list)->fields[place];
  TwTableColumn column = {
    .id = field->name,
    .title = tw_format_header (field),
    .numeric = tw_format_is_numeric (field->type),
    .hidden = (field->flags & TW_FIELD_MINOR) != 0,
    .filterable = field->type != TW_FIELD_NOTE,
    .summed = (field->flags & TW_FIELD_SUMMED) != 0,
    .money = field->type == TW_FIELD_MONEY,
    .width = get_choice_width (field),
  };

  g_array_append_val (self->columns, column);
  g_array_append_val (self->fields, place);
}

static void
add_columns (TwListSource      *self,
             const TwEntity    *entity,
             const char *const *fields)
{
  if (fields == NULL)
    {
      int title = tw_entity_get_index (entity, entity->title);

      if (title >= 0)
        add_column (self, title);

      for (guint i = 0; i < entity->n_fields; i++)
        {
          if ((int) i != title)
            add_column (self, i);
        }

      return;
    }

  for (; *fields != NULL; fields++)
    {
      int place = tw_entity_get_index (entity, *fields);

      g_return_if_fail (place >= 0);
      add_column (self, place);
    }
}

TwTableSource *
tw_list_source_new (TwWorkspace       *workspace,
                    const TwEntity    *entity,
                    const char *const *fields)
{
  TwListSource *self;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (TW_TYPE_LIST_SOURCE, NULL);
  self->workspace = g_object_ref (workspace);
  self->list = tw_list_new (workspace, entity);
  add_columns (self, entity, fields);
  self->filter = tw_list_source_create_scope (self);
  g_signal_connect_object (self->list, "notify::ready", G_CALLBACK (on_ready), self,
                           G_CONNECT_SWAPPED);

  return TW_TABLE_SOURCE (self);
}

void
tw_list_source_set_editable (TwListSource   *self,
                             const TwEntity *target)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));
  g_return_if_fail (target == NULL || (target->flags & TW_ENTITY_READ_ONLY) == 0);

  self->target = target;
}

const TwEntity *
tw_list_source_get_editable (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return tw_workspace_is_read_only (self->workspace) ? NULL : self->target;
}

TwWorkspace *
tw_list_source_get_workspace (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return self->workspace;
}

void
tw_list_source_refresh (TwListSource *self)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  tw_list_source_forget_count (self);
  tw_list_source_forget_sums (self);
  tw_list_refresh (self->list);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

TwList *
tw_list_source_get_list (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return self->list;
}
