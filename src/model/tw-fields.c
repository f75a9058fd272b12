/* tw-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-fields.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"

static const struct
{
  const char  *name;
  TwFieldType  type;
} attribute_types[] = {
  { "text", TW_FIELD_TEXT },     { "integer", TW_FIELD_INTEGER }, { "quantity", TW_FIELD_QUANTITY },
  { "money", TW_FIELD_MONEY },   { "rate", TW_FIELD_RATE },       { "date", TW_FIELD_DATE },
  { "yesno", TW_FIELD_BOOLEAN },
};

static void
field_free (gpointer data)
{
  TwField *field = data;

  /* Declared fields are constants; what an attribute points to is interned. */
  if (field->attribute != 0)
    g_free (field);
}

static TwField *
attribute_field (const TwEntity *entity,
                 gint64          id,
                 const char     *name,
                 const char     *type)
{
  TwField *field = g_new0 (TwField, 1);

  field->name = g_intern_string (name);
  field->label = field->name;
  field->attribute = id;
  for (guint i = 0; i < G_N_ELEMENTS (attribute_types); i++)
    if (g_strcmp0 (attribute_types[i].name, type) == 0)
      field->type = attribute_types[i].type;
  if (field->type == TW_FIELD_MONEY && tw_entity_get_field (entity, "currency") != NULL)
    field->currency = "currency";
  return field;
}

GPtrArray *
tw_fields_declared (const TwEntity *entity)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);

  for (guint i = 0; i < entity->n_fields; i++)
    g_ptr_array_add (fields, (gpointer) &entity->fields[i]);
  return fields;
}

GPtrArray *
tw_fields_load (TwWorkspace     *workspace,
                const TwEntity  *entity,
                GError         **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (entity != NULL, NULL);

  fields = tw_fields_declared (entity);
  if ((entity->flags & TW_ENTITY_ATTRIBUTES) == 0)
    return g_steal_pointer (&fields);

  query = tw_query_new (workspace,
                        "SELECT id, name, type FROM attribute WHERE entity = :entity ORDER BY name",
                        error);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "entity", entity->name);
  while (tw_query_step (query, &local))
    {
      const char *name = tw_query_text (query, 1);

      if (tw_entity_get_field (entity, name) == NULL)
        g_ptr_array_add (fields, attribute_field (entity, tw_query_int (query, 0), name,
                                                  tw_query_text (query, 2)));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&fields);
}

const TwField *
tw_fields_find (GPtrArray  *fields,
                const char *name,
                guint      *index)
{
  g_return_val_if_fail (fields != NULL, NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const TwField *field = fields->pdata[i];

      if (g_strcmp0 (field->name, name) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return field;
    }
  return NULL;
}

static const char *
attribute_type_name (TwFieldType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (attribute_types); i++)
    if (attribute_types[i].type == type)
      return attribute_types[i].name;
  return NULL;
}

/* Rules name attributes after a dot, so a name is an identifier. */
static gboolean
name_is_valid (const char *name)
{
  if (name == NULL || !g_ascii_islower (*name))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

static gboolean
insert_attribute (TwWorkspace     *workspace,
                  const TwEntity  *entity,
                  const char      *name,
                  const char      *type,
                  gint64          *id,
                  GError         **error)
{
  g_autoptr (TwQuery) query =
    tw_query_new (workspace,
                  "INSERT INTO attribute (entity, name, type) VALUES (:entity, :name, :type)",
                  error);

  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "entity", entity->name);
  tw_query_bind_text (query, "name", name);
  tw_query_bind_text (query, "type", type);
  if (!tw_query_run (query, error))
    return FALSE;
  *id = tw_workspace_last_id (workspace);
  return TRUE;
}

gint64
tw_attribute_define (TwWorkspace     *workspace,
                     const TwEntity  *entity,
                     const char      *name,
                     TwFieldType      type,
                     GError         **error)
{
  const char *type_name = attribute_type_name (type);
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *label = NULL;
  gint64 id = 0;

  g_return_val_if_fail (entity != NULL && type_name != NULL, 0);
  g_return_val_if_fail ((entity->flags & TW_ENTITY_ATTRIBUTES) != 0, 0);

  if (!name_is_valid (name))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
                   _("“%s” can't name an attribute. Use small letters a to z, digits and underscores, "
                     "beginning with a letter."), name != NULL ? name : "");
      return 0;
    }
  fields = tw_fields_load (workspace, entity, error);
  if (fields == NULL)
    return 0;
  if (tw_fields_find (fields, name, NULL) != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
                   _("%s has a field “%s” already. Choose another name."),
                   tw_entity_get_label (entity, TRUE), name);
      return 0;
    }

  label = g_strdup_printf (_("Defined attribute “%s”"), name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return 0;
  if (!insert_attribute (workspace, entity, name, type_name, &id, error))
    {
      tw_history_rollback (workspace);
      return 0;
    }
  return tw_history_commit (workspace, 0, NULL, NULL, error) ? id : 0;
}

/* Currencies ----------------------------------------------------------------------------------- */

static GHashTable *
load_digits (TwWorkspace *workspace)
{
  /* char* -> decimals + 1, so that an absent one is 0 */
  GHashTable *digits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TwQuery) query = tw_query_new (workspace, "SELECT code, digits FROM currency", NULL);

  while (query != NULL && tw_query_step (query, NULL))
    g_hash_table_insert (digits, tw_query_dup_text (query, 0),
                         GINT_TO_POINTER ((int) tw_query_int (query, 1) + 1));
  return digits;
}

static void
forget_digits (TwWorkspace *workspace)
{
  g_object_set_data (G_OBJECT (workspace), "tw-model-digits", NULL);
}

int
tw_workspace_currency_digits (TwWorkspace *workspace,
                              const char  *code)
{
  GHashTable *digits;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), -1);

  if (code == NULL)
    return -1;
  digits = g_object_get_data (G_OBJECT (workspace), "tw-model-digits");
  if (digits == NULL)
    {
      digits = load_digits (workspace);
      g_object_set_data_full (G_OBJECT (workspace), "tw-model-digits", digits,
                              (GDestroyNotify) g_hash_table_unref);
      if (g_object_get_data (G_OBJECT (workspace), "tw-model-watch") == NULL)
        {
          g_object_set_data (G_OBJECT (workspace), "tw-model-watch", GINT_TO_POINTER (1));
          g_signal_connect (workspace, "changed", G_CALLBACK (forget_digits), NULL);
        }
    }
  return GPOINTER_TO_INT (g_hash_table_lookup (digits, code)) - 1;
}
