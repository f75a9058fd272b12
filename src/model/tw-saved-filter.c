/* tw-saved-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-saved-filter.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-field-text.h"
#include "tw-history.h"
#include "tw-query.h"

#define BODY_TYPE "(sa(sis))"

TwSavedFilter *
tw_saved_filter_new (const char *name,
                     const char *words)
{
  TwSavedFilter *filter = g_new0 (TwSavedFilter, 1);

  filter->name = g_strstrip (g_strdup (name));
  filter->words = g_strdup (words != NULL ? words : "");
  filter->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  return filter;
}

void
tw_saved_filter_add (TwSavedFilter *filter,
                     const char    *column,
                     int            operation,
                     const char    *value)
{
  g_return_if_fail (filter != NULL && column != NULL);

  g_ptr_array_add (filter->conditions,
                   g_variant_ref_sink (g_variant_new ("(sis)", column, operation,
                                                      value != NULL ? value : "")));
}

gboolean
tw_saved_filter_get (const TwSavedFilter  *filter,
                     guint                 index,
                     const char          **column,
                     int                  *operation,
                     const char          **value)
{
  g_return_val_if_fail (filter != NULL, FALSE);

  if (index >= filter->conditions->len)
    return FALSE;

  g_variant_get (filter->conditions->pdata[index], "(&si&s)", column, operation, value);

  return TRUE;
}

void
tw_saved_filter_free (TwSavedFilter *filter)
{
  g_free (filter->name);
  g_free (filter->words);
  g_ptr_array_unref (filter->conditions);
  g_free (filter);
}

static char *
create_body (TwSavedFilter *filter)
{
  GVariantBuilder conditions;
  g_autoptr (GVariant) body = NULL;

  g_variant_builder_init (&conditions, G_VARIANT_TYPE ("a(sis)"));
  for (guint i = 0; i < filter->conditions->len; i++)
    g_variant_builder_add_value (&conditions, filter->conditions->pdata[i]);

  body = g_variant_ref_sink (g_variant_new (BODY_TYPE, filter->words, &conditions));

  return g_variant_print (body, FALSE);
}

static TwSavedFilter *
read_filter (TwQuery *query)
{
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GVariantIter) conditions = NULL;
  TwSavedFilter *filter;
  const char *words;
  const char *column;
  const char *value;
  int operation;

  body = g_variant_parse (G_VARIANT_TYPE (BODY_TYPE), tw_query_text (query, 2), NULL, NULL, NULL);
  if (body == NULL)
    return NULL;

  g_variant_get (body, "(&sa(sis))", &words, &conditions);
  filter = tw_saved_filter_new (tw_query_text (query, 1), words);
  filter->id = tw_query_int (query, 0);

  while (g_variant_iter_next (conditions, "(&si&s)", &column, &operation, &value))
    tw_saved_filter_add (filter, column, operation, value);

  return filter;
}

GPtrArray *
tw_saved_filters_read (TwWorkspace  *workspace,
                       const char   *list,
                       GError      **error)
{
  g_autoptr (GPtrArray) filters
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_saved_filter_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace,
                        "SELECT id, name, body FROM saved_filter WHERE list = :list ORDER BY name",
                        error);
  if (query == NULL)
    return NULL;

  tw_query_bind_text (query, "list", list);
  while (tw_query_step (query, &local))
    {
      TwSavedFilter *filter = read_filter (query);

      if (filter != NULL)
        g_ptr_array_add (filters, filter);
    }

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&filters);
}

static gboolean
check_name (const char  *name,
            GError     **error)
{
  static const TwField field = {
    .name = "name", .label = N_("Name"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED,
  };
  g_auto (TwCell) cell = TW_CELL_INIT;

  return tw_field_parse (&field, 0, name, &cell, error);
}

static gboolean
finish (TwWorkspace  *workspace,
        gboolean      done,
        GError      **error)
{
  if (done)
    return tw_history_commit (workspace, 0, NULL, NULL, error);

  tw_history_rollback (workspace);

  return FALSE;
}

static gboolean
write_filter (TwWorkspace    *workspace,
              const char     *list,
              TwSavedFilter  *filter,
              GError        **error)
{
  g_autofree char *body = create_body (filter);
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "INSERT INTO saved_filter (list, name, body) VALUES (:list, :name, :body)"
                        " ON CONFLICT (list, name) DO UPDATE SET body = excluded.body", error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "list", list);
  tw_query_bind_text (query, "name", filter->name);
  tw_query_bind_text (query, "body", body);

  return tw_query_run (query, error);
}

gboolean
tw_saved_filter_save (TwWorkspace    *workspace,
                      const char     *list,
                      TwSavedFilter  *filter,
                      GError        **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (list != NULL && filter != NULL, FALSE);

  if (!check_name (filter->name, error))
    return FALSE;

  /* Translators: %s is the name of conditions that a list can be shown by. */
  label = g_strdup_printf (_("Saved filter “%s”"), filter->name);

  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error)
         && finish (workspace, write_filter (workspace, list, filter, error), error);
}

static gboolean
delete_filter (TwWorkspace    *workspace,
               TwSavedFilter  *filter,
               GError        **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace, "DELETE FROM saved_filter WHERE id = :id", error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", filter->id);

  return tw_query_run (query, error);
}

gboolean
tw_saved_filter_remove (TwWorkspace    *workspace,
                        TwSavedFilter  *filter,
                        GError        **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (filter != NULL, FALSE);

  label = g_strdup_printf (_("Removed filter “%s”"), filter->name);

  return tw_history_begin (workspace, TW_HISTORY_EDIT, label, error)
         && finish (workspace, delete_filter (workspace, filter, error), error);
}
