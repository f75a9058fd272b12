/* tw-list-source-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a list of an entity shows: the scope that belongs to its place, the conditions that a person added, and words. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-list-source-private.h"

#include "common/tw-format.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>

static void
condition_free (gpointer data)
{
  Condition *condition = data;

  g_clear_pointer (&condition->given, tw_filter_free);
  g_free (condition->column);
  g_free (condition->value);
  g_free (condition);
}

TwFilter *
tw_list_source_create_scope (TwListSource *self)
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
apply (TwListSource *self)
{
  tw_list_source_forget_sums (self);
  g_clear_pointer (&self->filter, tw_filter_free);
  self->filter = tw_list_source_create_scope (self);

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
    return tw_filter_describe (condition->given, 0, tw_format_plain);

  alone = tw_filter_new (tw_list_get_entity (self->list));

  if (tw_filter_add (alone, self->workspace, condition->column, condition->operation,
                     condition->value, NULL))
    return tw_filter_describe (alone, 0, tw_format_plain);

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
  const TwField *field = tw_list_source_get_field (TW_LIST_SOURCE (source), column);
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

void
tw_list_source_set_scope (TwListSource *self,
                          const char   *field,
                          gint64        number)
{
  g_return_if_fail (TW_IS_LIST_SOURCE (self));

  self->scope_field = g_intern_string (field);
  self->scope_number = number;
  tw_list_source_forget_count (self);
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

  tw_list_source_forget_count (self);
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
  tw_list_source_forget_count (self);
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
  tw_list_source_forget_count (self);
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
tw_list_source_init_filters (TwListSource *self)
{
  self->conditions = g_ptr_array_new_with_free_func (condition_free);
  self->constants = g_hash_table_new_full (NULL, NULL, NULL, condition_free);
}

void
tw_list_source_install_filters (TwTableSourceClass *source_class)
{
  source_class->set_words = list_set_words;
  source_class->add_filter = list_add_filter;
  source_class->get_filter = list_get_filter;
  source_class->describe_filter = list_describe_filter;
  source_class->remove_filter = list_remove_filter;
  source_class->get_choices = list_get_choices;
}
