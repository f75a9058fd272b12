/* tw-list-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-list-source.h"

#include "common/tw-format.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-list-load.h"
#include "tw-totals-load.h"

#include <glib/gi18n-lib.h>

/* As many rows as can be added up while nobody notices. */
#define FEW_ROWS 2000
/* Shares of something, as people compare them: “5.91 %” above “3.20 %”. */
#define RATE_DECIMALS 2

/* A condition that a person added, as a chip shows it and the settings keep it. */
typedef struct
{
  char       *column;
  TwFilterOp  operation;
  char       *value;
  TwFilter   *given;            /* (nullable): one condition that came from elsewhere, instead */
} Condition;

struct _TwListSource
{
  TwTableSource   parent_instance;

  /* owned */
  TwWorkspace    *workspace;
  TwList         *list;
  GArray         *columns;      /* TwTableColumn, in the order shown */
  GArray         *fields;       /* guint, place of each column's field in the declaration */
  GPtrArray      *conditions;   /* Condition* */
  TwFilter       *filter;       /* scope, conditions and words */
  char           *words;

  /* scope */
  const char     *scope_field;
  gint64          scope_number;
  const char     *span_field;
  gint64          span_start;
  gint64          span_end;
  const TwEntity *target;       /* (nullable): whose fields are edited */
  gboolean        span_open;    /* what isn't dated belongs to every span */
  GHashTable     *constants;    /* const char* field, interned -> Condition* */

  gint64          n_all;        /* -1 until counted */
  GCancellable   *counting;     /* (nullable): under way */

  /* what was added up last: of which rows, and the result */
  GCancellable   *adding;       /* (nullable): under way */
  GBytes         *sums_keys;    /* (nullable): of these keys; %NULL: of the filter */
  GPtrArray      *sums;         /* (nullable): TwTableSum* */
};

G_DEFINE_FINAL_TYPE (TwListSource, tw_list_source, TW_TYPE_TABLE_SOURCE)

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_clear_pointer (&condition->given, tw_filter_free);
  g_free (condition->column);
  g_free (condition->value);
  g_free (condition);
}

static const TwField *
get_field (TwListSource *self,
           guint         column)
{
  const TwEntity *entity = tw_list_get_entity (self->list);

  return &entity->fields[g_array_index (self->fields, guint, column)];
}

/* --- what the list shows --- */

static TwFilter *
create_scope (TwListSource *self)
{
  TwFilter *filter = tw_filter_new (tw_list_get_entity (self->list));
  GHashTableIter iter;
  const Condition *constant;

  g_hash_table_iter_init (&iter, self->constants);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &constant))
    tw_filter_add (filter, self->workspace, constant->column, constant->operation, constant->value,
                   NULL);

  if (self->scope_field != NULL)
    tw_filter_add_number (filter, self->scope_field, TW_FILTER_IS, self->scope_number);

  if (self->span_field != NULL)
    {
      tw_filter_add_number (filter, self->span_field,
                            self->span_open ? TW_FILTER_EMPTY_OR_AT_LEAST : TW_FILTER_AT_LEAST,
                            self->span_start);
      tw_filter_add_number (filter, self->span_field,
                            self->span_open ? TW_FILTER_EMPTY_OR_LESS_THAN : TW_FILTER_LESS_THAN,
                            self->span_end);
    }

  return filter;
}

static void
cancel (GCancellable **work)
{
  if (*work != NULL)
    g_cancellable_cancel (*work);

  g_clear_object (work);
}

static void
forget_sums (TwListSource *self)
{
  cancel (&self->adding);
  g_clear_pointer (&self->sums_keys, g_bytes_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
}

static void
forget_count (TwListSource *self)
{
  cancel (&self->counting);
  self->n_all = -1;
}

static void
apply (TwListSource *self)
{
  forget_sums (self);
  g_clear_pointer (&self->filter, tw_filter_free);
  self->filter = create_scope (self);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = self->conditions->pdata[i];

      /* It was accepted once; what it names may be gone meanwhile, and then nothing matches it. */
      if (condition->given != NULL)
        tw_filter_append (self->filter, condition->given);
      else
        tw_filter_add (self->filter, self->workspace, condition->column, condition->operation,
                       condition->value, NULL);
    }

  tw_filter_set_words (self->filter, self->words);
  tw_list_set_filter (self->list, self->filter);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

static void
on_ready (TwListSource *self)
{
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

/* --- TwTableSource --- */

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
  const TwField *field = get_field (self, column);
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
  if (get_field (self, column)->type == TW_FIELD_RATE)
    {
      g_autofree char *bare = g_steal_pointer (&plain);

      plain = tw_format_pad (bare, RATE_DECIMALS);
    }

  if (get_field (self, column)->flags & TW_FIELD_MOMENT)
    return tw_format_moment (plain);

  return append_currency (self, item, column,
                          tw_format_plain (get_field (self, column)->type, plain));
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

static void
list_set_words (TwTableSource *source,
                const char    *words)
{
  TwListSource *self = TW_LIST_SOURCE (source);

  if (words != NULL && *words == '\0')
    words = NULL;

  if (g_strcmp0 (self->words, words) == 0)
    return;

  g_free (self->words);
  self->words = g_strdup (words);
  apply (self);
}

/* A person types the title of a column, settings hold its id. */
static const char *
resolve_column (TwListSource *self,
                const char   *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const TwTableColumn *column = &g_array_index (self->columns, TwTableColumn, i);
      g_autofree char *title = g_utf8_casefold (column->title, -1);

      if (g_str_equal (column->id, folded) || g_str_equal (title, folded))
        return column->id;
    }

  return NULL;
}

static gboolean
list_add_filter (TwTableSource  *source,
                 const char     *column,
                 int             operation,
                 const char     *value,
                 GError        **error)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  g_autoptr (TwFilter) trial = tw_filter_new (tw_list_get_entity (self->list));
  const char *id = resolve_column (self, column);
  Condition *condition;

  if (id == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no column “%s”. "
                                                    "Filter by one of those in the list of columns."), column);
      return FALSE;
    }

  if (!tw_filter_add (trial, self->workspace, id, operation, value, error))
    return FALSE;

  condition = g_new0 (Condition, 1);
  condition->column = g_strdup (id);
  condition->operation = operation;
  condition->value = g_strdup (value);
  g_ptr_array_add (self->conditions, condition);
  apply (self);

  return TRUE;
}

static gboolean
list_get_filter (TwTableSource  *source,
                 guint           index,
                 const char    **column,
                 int            *operation,
                 const char    **value)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  const Condition *condition;

  if (index >= self->conditions->len)
    return FALSE;

  /* What came from elsewhere belongs to where it came from, and isn't kept with the list. */
  condition = self->conditions->pdata[index];
  if (condition->given != NULL)
    return FALSE;

  *column = condition->column;
  *operation = condition->operation;
  *value = condition->value;

  return TRUE;
}

static char *
list_describe_filter (TwTableSource *source,
                      guint          index)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  g_autoptr (TwFilter) alone = NULL;
  const Condition *condition;

  if (index >= self->conditions->len)
    return NULL;

  condition = self->conditions->pdata[index];
  if (condition->given != NULL)
    return tw_filter_describe (condition->given, 0);

  alone = tw_filter_new (tw_list_get_entity (self->list));

  if (tw_filter_add (alone, self->workspace, condition->column, condition->operation,
                     condition->value, NULL))
    return tw_filter_describe (alone, 0);

  return g_strdup_printf ("%s: %s", condition->column, condition->value);
}

static void
list_remove_filter (TwTableSource *source,
                    guint          index)
{
  TwListSource *self = TW_LIST_SOURCE (source);

  g_return_if_fail (index < self->conditions->len);

  g_ptr_array_remove_index (self->conditions, index);
  apply (self);
}

static char **
list_get_choices (TwTableSource *source,
                  guint          column)
{
  const TwField *field = get_field (TW_LIST_SOURCE (source), column);
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();

  if (field->type == TW_FIELD_BOOLEAN)
    {
      g_strv_builder_add_many (choices, "yes", _("Yes"), "no", _("No"), NULL);
      return g_strv_builder_end (choices);
    }

  if (field->choices == NULL)
    return NULL;

  for (const TwChoice *choice = field->choices; choice->key != NULL; choice++)
    g_strv_builder_add_many (choices, choice->key, tw_field_get_choice_label (field, choice->key),
                             NULL);

  return g_strv_builder_end (choices);
}

static void
on_counted (TwTotals *totals,
            gpointer  user_data)
{
  TwListSource *self = user_data;

  self->n_all = totals != NULL ? totals->count : 0;
  g_clear_pointer (&totals, tw_totals_free);
  g_clear_object (&self->counting);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

/* Counted in a thread; until then as many as are listed. */
static guint
list_count_all (TwTableSource *source)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (TwFilter) scope = NULL;

  if (self->conditions->len == 0 && self->words == NULL)
    {
      if (tw_list_get_ready (self->list))
        self->n_all = n;
      return n;
    }

  if (self->n_all < 0 && self->counting == NULL)
    {
      scope = create_scope (self);
      self->counting = g_cancellable_new ();
      tw_totals_start (self->workspace, tw_list_get_entity (self->list), scope, NULL, 0, self->counting,
                       on_counted, self, NULL);
    }

  return self->n_all >= 0 ? (guint) self->n_all : n;
}

static int
find_column_of_field (TwListSource *self,
                      guint         field)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (g_array_index (self->fields, guint, i) == field)
        return i;
    }

  return -1;
}

static gboolean
has_sums (TwListSource *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (g_array_index (self->columns, TwTableColumn, i).summed)
        return TRUE;
    }

  return FALSE;
}

/* Quantities carry six decimals, of which people want to see those that say something. */
static char *
format_sum (const TwField *field,
            const TwTotal *total)
{
  g_autofree char *plain = NULL;

  if (field->type == TW_FIELD_MONEY)
    return tw_format_money (total->sum, total->digits, NULL);

  plain = tw_decimal_format_trim (total->sum, total->digits);

  return tw_format_number (plain);
}

static GPtrArray *
create_sums (TwListSource   *self,
             const TwTotals *totals)
{
  const TwEntity *entity = tw_list_get_entity (self->list);
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_table_sum_free);

  for (guint i = 0; totals != NULL && i < totals->sums->len; i++)
    {
      const TwTotal *total = totals->sums->pdata[i];
      int column = find_column_of_field (self, total->field);

      if (column >= 0)
        g_ptr_array_add (sums, tw_table_sum_new (column, total->currency,
                                                 format_sum (&entity->fields[total->field], total)));
    }

  return sums;
}

static void
on_added (TwTotals *totals,
          gpointer  user_data)
{
  TwListSource *self = user_data;

  self->sums = create_sums (self, totals);
  g_clear_pointer (&totals, tw_totals_free);
  g_clear_object (&self->adding);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

/* Whether adding up looks at few rows: the first rows of a list say nothing about how many follow, and a filter that
 * few rows pass has to look at all of a long table. */
static gboolean
are_few (TwListSource *self,
         const gint64 *keys,
         gsize         n_keys)
{
  const TwEntity *entity = tw_list_get_entity (self->list);

  if (keys != NULL)
    return n_keys <= FEW_ROWS;

  return tw_list_get_ready (self->list)
         && g_list_model_get_n_items (G_LIST_MODEL (self->list)) <= FEW_ROWS
         && (entity->table == NULL || tw_list_query_is_short (self->workspace, entity));
}

/* A few rows are added up at once; many in a thread, which announces itself when it is through. */
static void
start_adding (TwListSource *self,
              const gint64 *keys,
              gsize         n_keys)
{
  const TwEntity *entity = tw_list_get_entity (self->list);
  g_autoptr (TwTotals) totals = NULL;

  if (!are_few (self, keys, n_keys))
    {
      self->adding = g_cancellable_new ();
      tw_totals_start (self->workspace, entity, self->filter, keys, n_keys, self->adding, on_added,
                       self, NULL);
      return;
    }

  totals = keys != NULL ? tw_totals_of_ids (self->workspace, entity, keys, n_keys, NULL)
                        : tw_totals_of_filter (self->workspace, entity, self->filter, NULL);
  self->sums = create_sums (self, totals);
}

static GPtrArray *
list_get_sums (TwTableSource *source,
               const gint64  *keys,
               gsize          n_keys)
{
  TwListSource *self = TW_LIST_SOURCE (source);
  g_autoptr (GBytes) wanted = NULL;
  gboolean same;

  if (!has_sums (self))
    return NULL;

  wanted = keys != NULL ? g_bytes_new (keys, n_keys * sizeof *keys) : NULL;
  same = wanted == NULL || self->sums_keys == NULL ? wanted == self->sums_keys
                                                   : g_bytes_equal (wanted, self->sums_keys);

  if (!same)
    forget_sums (self);

  if (self->sums == NULL && self->adding == NULL)
    {
      self->sums_keys = g_steal_pointer (&wanted);
      start_adding (self, keys, n_keys);
    }

  return self->sums != NULL ? g_ptr_array_ref (self->sums) : NULL;
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

/* --- life --- */

static void
tw_list_source_finalize (GObject *object)
{
  TwListSource *self = TW_LIST_SOURCE (object);

  forget_sums (self);
  forget_count (self);
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
  source_class->set_words = list_set_words;
  source_class->add_filter = list_add_filter;
  source_class->get_filter = list_get_filter;
  source_class->describe_filter = list_describe_filter;
  source_class->remove_filter = list_remove_filter;
  source_class->get_choices = list_get_choices;
  source_class->count_all = list_count_all;
  source_class->get_sums = list_get_sums;
  source_class->get_state = list_get_state;
}

static void
tw_list_source_init (TwListSource *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (TwTableColumn));
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  self->constants = g_hash_table_new_full (NULL, NULL, NULL, condition_free);
  self->n_all = -1;
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
  self->filter = create_scope (self);
  g_signal_connect_object (self->list, "notify::ready", G_CALLBACK (on_ready), self,
                           G_CONNECT_SWAPPED);

  return TW_TABLE_SOURCE (self);
}

void
tw_list_source_set_scope (TwListSource *self,
                          const char   *field,
                          gint64        number)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  self->scope_field = g_intern_string (field);
  self->scope_number = number;
  forget_count (self);
  apply (self);
}

void
tw_list_source_set_constant (TwListSource *self,
                             const char   *field,
                             TwFilterOp    operation,
                             const char   *text)
{
  const char *name;
  const Condition *old;

  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  name = g_intern_string (field);
  old = g_hash_table_lookup (self->constants, name);
  if ((old == NULL && text == NULL) ||
      (old != NULL && text != NULL && g_str_equal (old->value, text)))
    return;

  if (text != NULL)
    {
      Condition *constant = g_new0 (Condition, 1);

      constant->column = g_strdup (name);
      constant->operation = operation;
      constant->value = g_strdup (text);
      g_hash_table_replace (self->constants, (gpointer) name, constant);
    }
  else
    g_hash_table_remove (self->constants, name);

  forget_count (self);
  apply (self);
}

void
tw_list_source_set_span (TwListSource *self,
                         const char   *field,
                         gint64        start,
                         gint64        end)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  self->span_field = g_intern_string (field);
  self->span_start = start;
  self->span_end = end;
  forget_count (self);
  apply (self);
}

void
tw_list_source_set_filter (TwListSource   *self,
                           const TwFilter *filter)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  g_ptr_array_set_size (self->conditions, 0);

  for (guint i = 0; filter != NULL && i < tw_filter_get_count (filter); i++)
    {
      Condition *condition = g_new0 (Condition, 1);

      condition->given = tw_filter_pick (filter, i);
      g_ptr_array_add (self->conditions, condition);
    }

  apply (self);
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
tw_list_source_set_open_span (TwListSource *self,
                              const char   *field,
                              gint64        start,
                              gint64        end)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  self->span_open = TRUE;
  tw_list_source_set_span (self, field, start, end);
}

void
tw_list_source_follow (TwListSource *self,
                       TwListSource *other)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));
  g_return_if_fail (TW_IS_LIST_SOURCE (other));
  g_return_if_fail (tw_list_get_entity (self->list) == tw_list_get_entity (other->list));

  g_ptr_array_set_size (self->conditions, 0);

  for (guint i = 0; i < other->conditions->len; i++)
    {
      const Condition *theirs = other->conditions->pdata[i];
      Condition *condition = g_new0 (Condition, 1);

      condition->column = g_strdup (theirs->column);
      condition->operation = theirs->operation;
      condition->value = g_strdup (theirs->value);
      condition->given = theirs->given != NULL ? tw_filter_copy (theirs->given) : NULL;
      g_ptr_array_add (self->conditions, condition);
    }

  g_free (self->words);
  self->words = g_strdup (other->words);
  self->span_field = other->span_field;
  self->span_start = other->span_start;
  self->span_end = other->span_end;
  self->span_open = other->span_open;
  forget_count (self);
  apply (self);
}

const TwFilter *
tw_list_source_get_filter (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return self->filter;
}

const char *
tw_list_source_get_words (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return self->words;
}

void
tw_list_source_refresh (TwListSource *self)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  forget_count (self);
  forget_sums (self);
  tw_list_refresh (self->list);
  tw_table_source_changed (TW_TABLE_SOURCE (self));
}

TwList *
tw_list_source_get_list (TwListSource *self)
{
  g_return_val_if_fail (TW_IS_LIST_SOURCE (self), NULL);

  return self->list;
}
