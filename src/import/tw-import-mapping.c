/* tw-import-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-mapping.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-error.h"
#include "tw-field-text.h"

/* A partner's type is a register of its own, with dates; nearly every list of partners has it as a
 * column. */
static const TwChoice partner_types[] = {
  { "isv", N_("ISV") },
  { "reseller", N_("Reseller") },
  { "oem", N_("OEM") },
  { "si", N_("SI") },
  { NULL, NULL },
};

static const TwField partner_extras[] = {
  { .name = "type",
    .column = "type",
    .label = N_("Partner type"),
    .type = TW_FIELD_CHOICE,
    .choices = partner_types,
    .help = N_("Makes an entry among the partner's types.") },
  { .name = "type_from",
    .column = "valid_from",
    .label = N_("Partner type from"),
    .type = TW_FIELD_DATE,
    .help = N_("By default from the date since which it is a partner, or from ever.") },
};

static TwImportField *
import_field_new (const TwField *field)
{
  TwImportField *self = g_new0 (TwImportField, 1);

  self->field = field;
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
import_field_free (TwImportField *self)
{
  g_array_unref (self->columns);
  g_free (self->constant);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self->reason);
  g_free (self);
}

/* What is set by a person is no suggestion any more. */
static void
import_field_clear (TwImportField *self)
{
  g_array_set_size (self->columns, 0);
  g_clear_pointer (&self->constant, g_free);
  g_clear_pointer (&self->reason, g_free);
  self->ordinal = FALSE;
  self->suggested = FALSE;
}

/**
 * tw_import_mapping_new:
 * @entity: what the rows are
 * @headings: the names of the file's columns
 *
 * Returns: (transfer full): a mapping that takes nothing yet
 */
TwImportMapping *
tw_import_mapping_new (const TwEntity *entity,
                       GStrv           headings)
{
  TwImportMapping *self = g_new0 (TwImportMapping, 1);

  self->entity = entity;
  self->headings = g_strdupv (headings);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) import_field_free);
  for (guint i = 0; i < entity->n_fields; i++)
    if (!(entity->fields[i].flags & TW_FIELD_READ_ONLY))
      g_ptr_array_add (self->fields, import_field_new (&entity->fields[i]));
  if (strcmp (entity->name, "partner") == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (partner_extras); i++)
      g_ptr_array_add (self->fields, import_field_new (&partner_extras[i]));

  return self;
}

void
tw_import_mapping_free (TwImportMapping *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->fields);
  g_strfreev (self->headings);
  g_free (self->profile);
  g_free (self);
}

/**
 * tw_import_mapping_get:
 * @self: a mapping
 * @name: the name of a field
 *
 * Returns: (nullable): where that field comes from
 */
TwImportField *
tw_import_mapping_get (TwImportMapping *self,
                       const char      *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->field->name, name) == 0)
        return field;
    }
  return NULL;
}

static TwImportField *
need_field (TwImportMapping  *self,
            const char       *name,
            GError          **error)
{
  TwImportField *field = tw_import_mapping_get (self, name);
  g_autoptr (GString) names = NULL;

  if (field != NULL)
    return field;

  names = g_string_new (NULL);
  for (guint i = 0; i < self->fields->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((TwImportField *) g_ptr_array_index (self->fields, i))->field->name);
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("%s have no field “%s”. The fields are: %s."),
               tw_entity_get_label (self->entity, TRUE), name, names->str);
  return NULL;
}

static int
find_heading (TwImportMapping *self,
              const char      *heading)
{
  for (guint i = 0; self->headings[i] != NULL; i++)
    if (strcmp (self->headings[i], heading) == 0)
      return i;
  for (guint i = 0; self->headings[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->headings[i], heading) == 0)
      return i;
  return -1;
}

static gboolean
need_heading (TwImportMapping  *self,
              const char       *heading,
              guint            *column,
              GError          **error)
{
  int found = find_heading (self, heading);

  if (found < 0)
    {
      g_autofree char *all = g_strjoinv (", ", self->headings);

      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("The file has no column “%s”. Its columns are: %s."), heading, all);
      return FALSE;
    }
  *column = found;
  return TRUE;
}

/**
 * tw_import_mapping_set_column:
 * @self: a mapping
 * @field: the name of a field
 * @columns: headings, joined by `+`, with a `#` at the end for the ordinal; "" for none
 * @error: %TW_ERROR_USAGE or %TW_ERROR_NOT_FOUND, naming what there is
 */
gboolean
tw_import_mapping_set_column (TwImportMapping  *self,
                              const char       *field,
                              const char       *columns,
                              GError          **error)
{
  TwImportField *target = need_field (self, field, error);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) parts = NULL;
  gboolean ordinal = FALSE;
  guint column;

  if (target == NULL)
    return FALSE;

  /* A heading may itself hold a plus sign: the whole is tried first. */
  if (find_heading (self, columns) >= 0)
    parts = g_strsplit (columns, "\x01", 1);
  else
    parts = g_strsplit (columns, "+", -1);
  for (guint i = 0; parts[i] != NULL && *columns != 0; i++)
    {
      char *heading = g_strstrip (parts[i]);
      gsize length = strlen (heading);

      if (parts[i + 1] == NULL && length > 0 && heading[length - 1] == '#'
          && find_heading (self, heading) < 0)
        {
          ordinal = TRUE;
          heading[length - 1] = 0;
          if (*g_strstrip (heading) == 0)
            continue;
        }
      if (!need_heading (self, heading, &column, error))
        return FALSE;
      g_array_append_val (found, column);
    }

  import_field_clear (target);
  g_array_append_vals (target->columns, found->data, found->len);
  target->ordinal = ordinal;
  return TRUE;
}

/* A constant that its field can't hold is refused where it is given, not a million rows later. */
static gboolean
check_constant (const TwField  *field,
                const char     *value,
                GError        **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  if (field->type == TW_FIELD_REFERENCE || field->type == TW_FIELD_FACT
      || field->type == TW_FIELD_TERM || field->type == TW_FIELD_MONEY
      || field->type == TW_FIELD_CURRENCY)
    return TRUE;
  return tw_field_parse (field, 8, value, &cell, error);
}

/**
 * tw_import_mapping_set_value:
 * @self: a mapping
 * @field: the name of a field
 * @value: what it is in every row, in plain form
 * @error: %TW_ERROR_USAGE, or what is wrong with @value
 */
gboolean
tw_import_mapping_set_value (TwImportMapping  *self,
                             const char       *field,
                             const char       *value,
                             GError          **error)
{
  TwImportField *target = need_field (self, field, error);

  if (target == NULL || !check_constant (target->field, value, error))
    return FALSE;

  import_field_clear (target);
  target->constant = *value != 0 ? g_strdup (value) : NULL;
  return TRUE;
}

/**
 * tw_import_mapping_map_value:
 * @self: a mapping
 * @field: the name of a field
 * @from: what stands in the file, or %TW_IMPORT_OTHERWISE
 * @to: what it means, in plain form; for a reference the external id or the name
 * @error: %TW_ERROR_USAGE
 */
gboolean
tw_import_mapping_map_value (TwImportMapping  *self,
                             const char       *field,
                             const char       *from,
                             const char       *to,
                             GError          **error)
{
  TwImportField *target = need_field (self, field, error);

  if (target == NULL)
    return FALSE;

  if (target->values == NULL)
    target->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (target->values, g_strdup (from), g_strdup (to));
  return TRUE;
}

/* --- as JSON
 * ---------------------------------------------------------------------------------------- */

static void
write_field (JsonBuilder     *builder,
             TwImportMapping *self,
             TwImportField   *field)
{
  json_builder_set_member_name (builder, field->field->name);
  json_builder_begin_object (builder);
  if (field->constant != NULL)
    {
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, field->constant);
    }
  if (field->columns->len > 0)
    {
      json_builder_set_member_name (builder, "columns");
      json_builder_begin_array (builder);
      for (guint i = 0; i < field->columns->len; i++)
        json_builder_add_string_value (builder,
                                       self->headings[g_array_index (field->columns, guint, i)]);
      json_builder_end_array (builder);
    }
  if (field->ordinal)
    {
      json_builder_set_member_name (builder, "ordinal");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (field->values != NULL)
    {
      g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (field->values),
                                            (GCompareFunc) strcmp);

      json_builder_set_member_name (builder, "map");
      json_builder_begin_object (builder);
      for (GList *l = keys; l != NULL; l = l->next)
        {
          json_builder_set_member_name (builder, l->data);
          json_builder_add_string_value (builder, g_hash_table_lookup (field->values, l->data));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
write_format (JsonBuilder       *builder,
              const TwCsvFormat *format)
{
  char delimiter[2] = { format->delimiter, 0 };

  json_builder_set_member_name (builder, "format");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "encoding");
  json_builder_add_string_value (builder, tw_encoding_to_name (format->encoding));
  json_builder_set_member_name (builder, "delimiter");
  json_builder_add_string_value (builder, delimiter);
  /* What is open stays open for the next file, too. */
  if (format->decimal != TW_DECIMAL_UNKNOWN)
    {
      json_builder_set_member_name (builder, "decimal");
      json_builder_add_string_value (builder,
                                     format->decimal == TW_DECIMAL_COMMA ? "comma" : "point");
    }
  if (format->dates != TW_DATE_ORDER_UNKNOWN)
    {
      json_builder_set_member_name (builder, "dates");
      json_builder_add_string_value (builder, format->dates == TW_DATE_ORDER_DMY ? "dmy"
                                              : format->dates == TW_DATE_ORDER_MDY ? "mdy" : "ymd");
    }
  json_builder_set_member_name (builder, "header");
  json_builder_add_boolean_value (builder, format->header);
  json_builder_end_object (builder);
}

/**
 * tw_import_mapping_to_json:
 * @self: a mapping
 * @format: how its file is read
 *
 * Returns: (transfer full): the body of a saved mapping
 */
char *
tw_import_mapping_to_json (TwImportMapping   *self,
                           const TwCsvFormat *format)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "headings");
  json_builder_begin_array (builder);
  for (guint i = 0; self->headings[i] != NULL; i++)
    json_builder_add_string_value (builder, self->headings[i]);
  json_builder_end_array (builder);
  write_format (builder, format);
  json_builder_set_member_name (builder, "unpivot");
  json_builder_add_boolean_value (builder, self->unpivot);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->fields, i);

      if (field->columns->len > 0 || field->constant != NULL || field->ordinal
          || field->values != NULL)
        write_field (builder, self, field);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}

static gboolean
read_field (TwImportMapping  *self,
            const char       *name,
            JsonObject       *object,
            GError          **error)
{
  TwImportField *field = need_field (self, name, error);

  if (field == NULL)
    return FALSE;

  if (json_object_has_member (object, "value"))
    field->constant = g_strdup (json_object_get_string_member (object, "value"));
  field->ordinal = json_object_get_boolean_member_with_default (object, "ordinal", FALSE);
  if (json_object_has_member (object, "columns"))
    {
      JsonArray *columns = json_object_get_array_member (object, "columns");

      for (guint i = 0; i < json_array_get_length (columns); i++)
        {
          guint column;

          if (!need_heading (self, json_array_get_string_element (columns, i), &column, error))
            return FALSE;
          g_array_append_val (field->columns, column);
        }
    }
  if (json_object_has_member (object, "map"))
    {
      JsonObject *map = json_object_get_object_member (object, "map");
      g_autoptr (GList) keys = json_object_get_members (map);

      for (GList *l = keys; l != NULL; l = l->next)
        if (!tw_import_mapping_map_value (self, name, l->data,
                                          json_object_get_string_member (map, l->data), error))
          return FALSE;
    }
  return TRUE;
}

static void
read_format (JsonObject  *object,
             TwCsvFormat *format)
{
  const char *text;

  text = json_object_get_string_member_with_default (object, "decimal", "");
  if (format->decimal == TW_DECIMAL_UNKNOWN)
    tw_decimal_sign_parse (text, &format->decimal);
  text = json_object_get_string_member_with_default (object, "dates", "");
  if (format->dates == TW_DATE_ORDER_UNKNOWN)
    tw_date_order_parse (text, &format->dates);
}

/**
 * tw_import_mapping_apply_json:
 * @self: a mapping for a file
 * @json: the body of a saved one
 * @format: (inout) (optional): decimal sign and date order are taken over where they are unknown
 * @error: %TW_ERROR_PARSE, or %TW_ERROR_NOT_FOUND for a column that the file lacks
 */
gboolean
tw_import_mapping_apply_json (TwImportMapping  *self,
                              const char       *json,
                              TwCsvFormat      *format,
                              GError          **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root, *fields;
  g_autoptr (GList) names = NULL;

  if (!json_parser_load_from_data (parser, json, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))
      || !json_object_has_member (json_node_get_object (json_parser_get_root (parser)), "fields"))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE,
                           _("The saved mapping can't be read. Save it again."));
      return FALSE;
    }

  root = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < self->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->fields, i);

      import_field_clear (field);
      g_clear_pointer (&field->values, g_hash_table_unref);
    }
  self->unpivot = json_object_get_boolean_member_with_default (root, "unpivot", FALSE);
  if (format != NULL && json_object_has_member (root, "format"))
    read_format (json_object_get_object_member (root, "format"), format);

  fields = json_object_get_object_member (root, "fields");
  names = json_object_get_members (fields);
  for (GList *l = names; l != NULL; l = l->next)
    if (!read_field (self, l->data, json_object_get_object_member (fields, l->data), error))
      return FALSE;
  return TRUE;
}
