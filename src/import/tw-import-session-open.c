/* tw-import-session-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-import-session.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "tw-batch.h"
#include "tw-error.h"
#include "tw-import-session-private.h"

/* The first step: how a file is written and what its columns are, by what was kept of files like it. */

static gboolean
some_sample_resolves (TwWorkspace   *workspace,
                      TwCsvColumn   *column,
                      const TwEntity *target)
{
  const char *const names[] = { target->key, target->title };

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_autoptr (TwKeyIndex) index = names[n] != NULL
                                         ? tw_key_index_new (workspace, target, names[n], NULL)
                                         : NULL;

      for (guint i = 0; index != NULL && i < column->samples->len; i++)
        if (tw_key_index_lookup (index, g_ptr_array_index (column->samples, i)) != 0)
          return TRUE;
    }
  return FALSE;
}

/* People and programs are often named in files about something else, and seldom kept: what the
 * workspace doesn't know at all is not proposed, or every row would be rejected for it. */
static void
drop_strangers (TwImportSession *self,
                TwWorkspace     *workspace)
{
  for (guint i = 0; i < self->mapping->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->mapping->fields, i);
      const TwEntity *target = field->field->target != NULL ? tw_entity_find (field->field->target)
                                                            : NULL;

      if (target == NULL || !field->suggested || field->columns->len != 1
          || (field->field->flags & TW_FIELD_REQUIRED)
          || g_hash_table_contains (self->options.create, target->name)
          || (strcmp (target->name, "person") != 0 && strcmp (target->name, "program") != 0))
        continue;
      if (!some_sample_resolves (workspace,
                                 g_ptr_array_index (self->profile->columns,
                                                    g_array_index (field->columns, guint, 0)),
                                 target))
        {
          g_array_set_size (field->columns, 0);
          field->suggested = FALSE;
          g_clear_pointer (&field->reason, g_free);
        }
    }
}

static gboolean
same_headings (const char *json,
               GStrv       headings)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  JsonArray *array;

  if (!json_parser_load_from_data (parser, json, -1, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  root = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (root, "headings"))
    return FALSE;
  array = json_object_get_array_member (root, "headings");
  if (json_array_get_length (array) != g_strv_length (headings))
    return FALSE;
  for (guint i = 0; headings[i] != NULL; i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), headings[i]) != 0)
      return FALSE;
  return TRUE;
}

/* A mapping that was saved for exactly these headings is taken before any suggestion. */
static gboolean
apply_saved (TwImportSession *self,
             TwWorkspace     *workspace)
{
  g_auto (GStrv) names = tw_import_profile_list (workspace, self->entity->name, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *body = tw_import_profile_load (workspace, names[i], self->entity->name,
                                                      NULL);

      if (body == NULL || !same_headings (body, self->mapping->headings))
        continue;
      if (!tw_import_mapping_apply_json (self->mapping, body, &self->profile->given, NULL))
        continue;
      g_free (self->mapping->profile);
      self->mapping->profile = g_strdup (names[i]);
      return TRUE;
    }
  return FALSE;
}

gboolean
tw_import_session_do_open (TwImportSession  *self,
                           TwWorkspace      *workspace,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_autoptr (TwCsvProfile) profile = tw_csv_profile_new (self->file, &self->given, cancellable,
                                                         error);
  g_autoptr (GStrvBuilder) headings = g_strv_builder_new ();
  g_autofree char *currency = NULL;
  g_auto (GStrv) names = NULL;

  if (profile == NULL)
    return FALSE;
  currency = tw_batch_read_currency (workspace, error);
  if (currency == NULL)
    return FALSE;

  for (guint i = 0; i < profile->columns->len; i++)
    g_strv_builder_add (headings, ((TwCsvColumn *) g_ptr_array_index (profile->columns, i))->name);
  names = g_strv_builder_end (headings);

  g_clear_pointer (&self->profile, tw_csv_profile_free);
  g_clear_pointer (&self->mapping, tw_import_mapping_free);
  g_clear_pointer (&self->report, tw_import_report_free);
  self->profile = g_steal_pointer (&profile);
  self->mapping = tw_import_mapping_new (self->entity, names);
  if (!apply_saved (self, workspace))
    {
      tw_import_mapping_suggest (self->mapping, self->profile, currency);
      drop_strangers (self, workspace);
    }
  return TRUE;
}

void
tw_import_session_prepare (TwImportSession   *self,
                           GFile             *file,
                           const TwCsvFormat *given)
{
  g_return_if_fail (TW_IS_IMPORT_SESSION (self));

  g_set_object (&self->file, file);
  self->given = given != NULL ? *given : (TwCsvFormat) { 0 };
}

/**
 * tw_import_session_open:
 * @self: a session
 * @file: the file
 * @given: (nullable): how it is to be read, as far as the person said so
 * @cancellable: (nullable): stops the reading
 * @error: what is wrong with the file
 */
gboolean
tw_import_session_open (TwImportSession    *self,
                        GFile              *file,
                        const TwCsvFormat  *given,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self), FALSE);

  tw_import_session_prepare (self, file, given);
  return tw_import_session_do_open (self, self->workspace, cancellable, error);
}

gboolean
tw_import_session_load_profile (TwImportSession  *self,
                                const char       *name,
                                GError          **error)
{
  g_autofree char *body = NULL;

  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self) && self->mapping != NULL, FALSE);

  body = tw_import_profile_load (self->workspace, name, self->entity->name, error);
  if (body == NULL
      || !tw_import_mapping_apply_json (self->mapping, body, &self->profile->given, error))
    return FALSE;
  g_free (self->mapping->profile);
  self->mapping->profile = g_strdup (name);
  return TRUE;
}

/* What the next file is to be read by: only what was chosen, or what this one shows. That no number of it
 * had decimals says nothing about the next. */
static TwCsvFormat
format_to_keep (TwImportSession *self)
{
  TwCsvFormat format;
  gboolean shown = FALSE;

  tw_import_session_focus (self, NULL);
  format = self->profile->format;
  for (guint i = 0; i < self->profile->columns->len; i++)
    {
      TwCsvColumn *column = g_ptr_array_index (self->profile->columns, i);

      shown = shown || column->point_example != NULL || column->comma_example != NULL;
    }
  if (!shown && self->profile->given.decimal == TW_DECIMAL_UNKNOWN)
    format.decimal = TW_DECIMAL_UNKNOWN;
  return format;
}

gboolean
tw_import_session_save_profile (TwImportSession  *self,
                                const char       *name,
                                GError          **error)
{
  g_autofree char *body = NULL;
  TwCsvFormat format;

  g_return_val_if_fail (TW_IS_IMPORT_SESSION (self) && self->mapping != NULL, FALSE);

  format = format_to_keep (self);
  body = tw_import_mapping_to_json (self->mapping, &format);
  if (!tw_import_profile_save (self->workspace, name, self->entity->name, body, error))
    return FALSE;
  g_free (self->mapping->profile);
  self->mapping->profile = g_strdup (name);
  return TRUE;
}
