/* tw-import-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What rows refer to: found by external id, then by an unambiguous name, created where that was
 * asked for, listed where it is missing. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-fact-reader.h"
#include "tw-history.h"
#include "tw-import-private.h"

/* Types of created partners hold from the beginning of the calendar that people use. */
#define TYPE_FROM_EVER "1900-01-01"

#define SIMILAR_MAX 1000

struct _TwImportTarget
{
  const TwEntity *entity;
  TwKeyIndex     *keys;
  TwKeyIndex     *titles;     /* NULL where the title is the key */
  GHashTable     *missing;    /* text -> TwImportMissing, owned by the report */
  gboolean        creates;
  TwBulkWriter   *writer;     /* for created rows, made when the first is needed */
  gint64          planned;    /* ids below zero stand for rows that a write would create */
};

static void
target_free (TwImportTarget *self)
{
  g_clear_pointer (&self->keys, tw_key_index_free);
  g_clear_pointer (&self->titles, tw_key_index_free);
  g_clear_pointer (&self->writer, tw_bulk_writer_free);
  g_hash_table_unref (self->missing);
  g_free (self);
}

void
tw_import_links_init (TwImportLinks   *self,
                      TwWorkspace     *workspace,
                      TwImportOptions *options,
                      TwImportReport  *report,
                      gboolean         write,
                      gint64           batch)
{
  *self = (TwImportLinks) {
    .workspace = workspace,
    .options = options,
    .report = report,
    .write = write,
    .batch = batch,
    .targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) target_free),
  };
}

void
tw_import_links_clear (TwImportLinks *self)
{
  g_clear_pointer (&self->targets, g_hash_table_unref);
}

TwImportTarget *
tw_import_links_get (TwImportLinks   *self,
                     const TwEntity  *entity,
                     GError         **error)
{
  TwImportTarget *target = g_hash_table_lookup (self->targets, entity->name);

  if (target != NULL)
    return target;

  target = g_new0 (TwImportTarget, 1);
  target->entity = entity;
  target->missing = g_hash_table_new (g_str_hash, g_str_equal);
  target->creates = g_hash_table_contains (self->options->create, entity->name);
  target->planned = -2;
  g_hash_table_insert (self->targets, (gpointer) entity->name, target);
  if (entity->key != NULL)
    {
      target->keys = tw_key_index_new (self->workspace, entity, entity->key, error);
      if (target->keys == NULL
          || !tw_key_index_add_aliases (target->keys, self->workspace, entity, error))
        return NULL;
    }
  if (entity->title != NULL && g_strcmp0 (entity->title, entity->key) != 0)
    {
      target->titles = tw_key_index_new (self->workspace, entity, entity->title, error);
      if (target->titles == NULL)
        return NULL;
    }
  return target;
}

void
tw_import_target_add (TwImportTarget *target,
                      const char     *key,
                      gint64          id)
{
  if (target->keys != NULL)
    tw_key_index_add (target->keys, key, id);
}

static TwImportMissing *
note_missing (TwImportLinks  *self,
              TwImportTarget *target,
              const char     *text,
              guint64         row)
{
  TwImportMissing *missing = g_hash_table_lookup (target->missing, text);

  if (missing == NULL)
    {
      missing = g_new0 (TwImportMissing, 1);
      missing->entity = target->entity;
      missing->key = g_strdup (text);
      missing->first_row = row;
      missing->created = target->creates;
      g_hash_table_insert (target->missing, missing->key, missing);
      g_ptr_array_add (self->report->missing, missing);
    }
  missing->rows++;
  return missing;
}

/* The fields of a row that is created for its name's sake: external id and name are both what the
 * file says. */
static guint
creation_fields (const TwEntity  *entity,
                 const TwField  **fields)
{
  guint n = 0;

  if (entity->key != NULL)
    fields[n++] = tw_entity_get_field (entity, entity->key);
  if (g_strcmp0 (entity->key, "name") != 0 && tw_entity_get_field (entity, "name") != NULL)
    fields[n++] = tw_entity_get_field (entity, "name");
  return n;
}

gboolean
tw_import_links_add_type (TwImportLinks  *self,
                          gint64          partner,
                          const char     *type,
                          TwDate          from,
                          guint64         row,
                          GError        **error)
{
  const TwEntity *entity = tw_entity_find ("partner_type");
  const TwField *fields[] = {
    tw_entity_get_field (entity, "partner"), tw_entity_get_field (entity, "type"),
    tw_entity_get_field (entity, "valid_from"),
  };
  TwCell cells[] = {
    { TW_CELL_NUMBER, 0, partner, NULL },
    { TW_CELL_TEXT, 0, 0, (char *) type },
    { TW_CELL_NUMBER, 0, from, NULL },
  };
  TwBulkResult result;
  TwDate ever;

  if (from == TW_DATE_NONE && tw_date_parse (TYPE_FROM_EVER, &ever, NULL))
    cells[2].number = ever;
  if (self->types == NULL)
    {
      self->types = tw_import_links_get (self, entity, error);
      if (self->types == NULL)
        return FALSE;
      self->types->writer = tw_bulk_writer_new (self->workspace, entity, fields,
                                                G_N_ELEMENTS (fields), self->batch, FALSE, error);
    }
  return self->types->writer != NULL
         && tw_bulk_writer_put (self->types->writer, cells, row, &result, NULL, error);
}

/* Rows without a batch of their own, such as categories, are recorded, so that undo finds them. */
static gboolean
create (TwImportLinks   *self,
        TwImportTarget  *target,
        const char      *text,
        guint64          row,
        gint64          *id,
        GError         **error)
{
  const TwField *fields[2];
  guint n = creation_fields (target->entity, fields);
  TwCell cells[2] = { { TW_CELL_TEXT, 0, 0, (char *) text },
                      { TW_CELL_TEXT, 0, 0, (char *) text } };
  gboolean batched = (target->entity->flags & TW_ENTITY_BATCHED) != 0, done;
  TwBulkResult result;

  if (target->writer == NULL)
    target->writer = tw_bulk_writer_new (self->workspace, target->entity, fields, n,
                                         batched ? self->batch : 0, FALSE, error);
  if (target->writer == NULL)
    return FALSE;

  if (!batched)
    tw_history_record (self->workspace, TRUE);
  done = tw_bulk_writer_put (target->writer, cells, row, &result, id, error);
  if (!batched)
    tw_history_record (self->workspace, FALSE);
  if (!done)
    return FALSE;

  return strcmp (target->entity->name, "partner") != 0
         || tw_import_links_add_type (self, *id, self->options->partner_type, TW_DATE_NONE, row,
                                      error);
}

static char *
missing_reason (const TwEntity *entity)
{
  return g_strdup_printf (_("names no %s that the workspace has, neither by external ID nor by "
                            "name"),
                          tw_entity_get_label (entity, FALSE));
}

gint64
tw_import_target_find (TwImportLinks   *self,
                       TwImportTarget  *target,
                       const char      *text,
                       guint64          row,
                       char           **reason,
                       GError         **error)
{
  gint64 id = target->keys != NULL ? tw_key_index_lookup (target->keys, text) : 0;

  if (id == 0 && target->titles != NULL)
    id = tw_key_index_lookup (target->titles, text);
  if (id == TW_KEY_AMBIGUOUS)
    {
      *reason = g_strdup_printf (_("is the name of several %s; use the external ID"),
                                 tw_entity_get_label (target->entity, TRUE));
      return 0;
    }
  if (id > 0)
    return id;
  if (id < -1)
    {
      note_missing (self, target, text, row);
      return id;
    }

  if (!note_missing (self, target, text, row)->created)
    {
      *reason = missing_reason (target->entity);
      return 0;
    }
  self->report->created++;
  if (!self->write)
    id = target->planned--;
  else if (!create (self, target, text, row, &id, error))
    return 0;
  tw_import_target_add (target, text, id);
  return id;
}

/* --- what may have been meant --- */

/* Letters and digits alone, in small letters: GTXPro and GTX Pro are the same. */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *result = g_string_new (NULL);

  for (const char *p = folded; *p != 0; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  return g_string_free (result, FALSE);
}

static gint64
collect_title (gpointer    user_data,
               guint       column,
               const char *text,
               gsize       length)
{
  GHashTable *titles = user_data;

  g_hash_table_insert (titles, squeeze (text), g_strndup (text, length));
  return 0;
}

static gboolean
find_similar (TwImportLinks   *self,
              TwImportTarget  *target,
              GError         **error)
{
  g_autoptr (GHashTable) titles = NULL;
  TwColumn column = { .field = target->entity->title };
  gsize rows;

  if (g_hash_table_size (target->missing) == 0 || target->entity->title == NULL
      || g_hash_table_size (target->missing) > SIMILAR_MAX)
    return TRUE;

  titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!tw_columns_read (self->workspace, target->entity, NULL, &column, 1, collect_title, titles,
                        &rows, error))
    return FALSE;
  tw_columns_clear (&column, 1);

  for (guint i = 0; i < self->report->missing->len; i++)
    {
      TwImportMissing *missing = g_ptr_array_index (self->report->missing, i);
      g_autofree char *squeezed = squeeze (missing->key);

      if (missing->entity == target->entity && missing->similar == NULL)
        missing->similar = g_strdup (g_hash_table_lookup (titles, squeezed));
    }
  return TRUE;
}

gboolean
tw_import_links_finish (TwImportLinks  *self,
                        GError        **error)
{
  GHashTableIter iter;
  TwImportTarget *target;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &target))
    {
      if (target->writer != NULL && !tw_bulk_writer_finish (target->writer, error))
        return FALSE;
      if (!self->write && !find_similar (self, target, error))
        return FALSE;
    }
  return TRUE;
}
