/* tw-list-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-list-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tw-error.h"
#include "tw-fields.h"
#include "tw-item-private.h"

/* Written out when this much has come together. */
#define CHUNK 65536

void
tw_list_text_cell (GString        *line,
                   const char     *text,
                   TwListTextForm  form)
{
  if (form == TW_LIST_TEXT_TSV)
    {
      for (const char *p = text; *p != '\0'; p++)
        g_string_append_c (line, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
      return;
    }
  if (strpbrk (text, ",\"\r\n") == NULL && *text != ' ')
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

typedef struct
{
  TwItemPlan      *plan;
  GArray          *columns;   /* guint: places of fields */
  TwListTextForm   form;
  gboolean         keys;
  GOutputStream   *stream;
  GCancellable    *cancellable;
  GString         *text;
} Writer;

static gboolean
flush (Writer   *writer,
       gsize     at_least,
       GError  **error)
{
  if (writer->text->len < at_least)
    return TRUE;
  if (!g_output_stream_write_all (writer->stream, writer->text->str, writer->text->len, NULL,
                                  writer->cancellable, error))
    return FALSE;
  g_string_truncate (writer->text, 0);
  return TRUE;
}

static void
end_line (Writer *writer)
{
  g_string_append (writer->text, writer->form == TW_LIST_TEXT_CSV ? "\r\n" : "\n");
}

static void
append_separator (Writer *writer,
                  guint   index)
{
  if (index > 0)
    g_string_append_c (writer->text, writer->form == TW_LIST_TEXT_CSV ? ',' : '\t');
}

static void
append_headers (Writer *writer)
{
  for (guint i = 0; i < writer->columns->len; i++)
    {
      const TwField *field = writer->plan->fields->pdata[g_array_index (writer->columns, guint, i)];

      append_separator (writer, i);
      tw_list_text_cell (writer->text,
                         writer->form == TW_LIST_TEXT_CSV ? field->name : tw_field_get_label (field),
                         writer->form);
    }
  end_line (writer);
}

static void
append_row (Writer  *writer,
            TwQuery *query)
{
  g_autoptr (TwItem) item = tw_item_new (writer->plan, tw_query_int (query, 0));

  tw_item_read (item, query, FALSE);
  for (guint i = 0; i < writer->columns->len; i++)
    {
      g_autofree char *text =
        tw_item_get_text (item, g_array_index (writer->columns, guint, i), writer->keys);

      append_separator (writer, i);
      tw_list_text_cell (writer->text, text, writer->form);
    }
  end_line (writer);
}

static gboolean
choose_columns (Writer              *writer,
                const char * const  *fields,
                GError             **error)
{
  guint index;

  for (guint i = 0; fields == NULL && i < writer->plan->fields->len; i++)
    g_array_append_val (writer->columns, i);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      if (tw_fields_find (writer->plan->fields, fields[i], &index) == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                       _("%s have no field “%s”. Name one of their fields."),
                       tw_entity_get_label (writer->plan->entity, TRUE), fields[i]);
          return FALSE;
        }
      g_array_append_val (writer->columns, index);
    }
  return TRUE;
}

static gboolean
write_ids (Writer        *writer,
           const gint64  *ids,
           gsize          n_ids,
           GError       **error)
{
  g_autoptr (TwQuery) query = tw_query_new (writer->plan->workspace, writer->plan->sql, error);
  g_autoptr (GError) local = NULL;

  if (query == NULL)
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      tw_query_bind_int_at (query, 1, ids[i]);
      if (tw_query_step (query, &local))
        append_row (writer, query);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      tw_query_reset (query);
      if (!flush (writer, CHUNK, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_filtered (Writer          *writer,
                const TwFilter  *filter,
                const TwField   *sort,
                gboolean         descending,
                GError         **error)
{
  g_autofree TwSlot *slots = g_new0 (TwSlot, writer->plan->fields->len);
  g_autoptr (GString) sql = tw_sql_select (writer->plan->entity, writer->plan->fields, slots);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  tw_sql_append_where (sql, writer->plan->entity, filter);
  tw_sql_append_order (sql, writer->plan->entity, sort, descending);
  query = tw_query_new (writer->plan->workspace, sql->str, error);
  if (query == NULL)
    return FALSE;
  tw_sql_bind_filter (query, filter);
  while (tw_query_step (query, &local))
    {
      append_row (writer, query);
      if (!flush (writer, CHUNK, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
tw_list_text_write (TwWorkspace         *workspace,
                    const TwEntity      *entity,
                    const TwFilter      *filter,
                    const char          *sort,
                    gboolean             descending,
                    const gint64        *ids,
                    gsize                n_ids,
                    const char * const  *fields,
                    TwListTextForm       form,
                    gboolean             headers,
                    gboolean             keys,
                    GOutputStream       *stream,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_autoptr (TwItemPlan) plan = tw_item_plan_new (workspace, entity, error);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) text = g_string_new (NULL);
  Writer writer = { plan, columns, form, keys, stream, cancellable, text };
  const TwField *field = NULL;
  gboolean written;

  g_return_val_if_fail (entity != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  if (plan == NULL || !choose_columns (&writer, fields, error))
    return FALSE;
  if (sort == NULL && entity->order != NULL)
    {
      sort = entity->order;
      descending = entity->descending;
    }
  if (sort != NULL)
    field = tw_fields_find (plan->fields, sort, NULL);
  if (headers)
    append_headers (&writer);
  written = ids != NULL ? write_ids (&writer, ids, n_ids, error)
                        : write_filtered (&writer, filter, field, descending, error);
  return written && flush (&writer, 0, error);
}
