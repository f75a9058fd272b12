/* tw-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-settings.h"

#define MAX_RECENT 8

/* Run from a build directory nothing is installed, but the compiled schema lies in ../data of the
 * program. */
static GSettingsSchemaSource *
get_build_source (void)
{
  static GSettingsSchemaSource *source = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
      g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
      g_autofree char *data = folder != NULL ? g_build_filename (folder, "..", "data", NULL) : NULL;

      if (data != NULL)
        source = g_settings_schema_source_new_from_directory (
            data, g_settings_schema_source_get_default (), FALSE, NULL);
      g_once_init_leave (&once, 1);
    }

  return source;
}

static GSettings *
settings_new (const char *schema_id,
              const char *path)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, schema_id, TRUE);

  if (schema == NULL && get_build_source () != NULL)
    schema = g_settings_schema_source_lookup (get_build_source (), schema_id, TRUE);

  if (schema == NULL)
    g_error ("The settings schema %s is not installed.", schema_id);

  return g_settings_new_full (schema, NULL, path);
}

GSettings *
tw_settings_new (void)
{
  return settings_new (APPLICATION_ID, NULL);
}

GSettings *
tw_settings_new_for_list (const char *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  path = g_strdup_printf ("/io/github/tierwright/Tierwright/lists/%s/", name);

  return settings_new (APPLICATION_ID ".List", path);
}

char **
tw_settings_get_recent (void)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_auto (GStrv) stored = g_settings_get_strv (settings, "recent-files");
  GStrvBuilder *builder = g_strv_builder_new ();
  char **recent;

  for (guint i = 0; stored[i] != NULL; i++)
    {
      if (g_file_test (stored[i], G_FILE_TEST_EXISTS))
        g_strv_builder_add (builder, stored[i]);
    }

  recent = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return recent;
}

static void
store_recent (const char *first,
              const char *without)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_auto (GStrv) stored = g_settings_get_strv (settings, "recent-files");
  const char *kept[MAX_RECENT + 1] = { NULL, };
  guint n = 0;

  if (first != NULL)
    kept[n++] = first;

  for (guint i = 0; stored[i] != NULL && n < MAX_RECENT; i++)
    {
      if (!g_str_equal (stored[i], without))
        kept[n++] = stored[i];
    }

  g_settings_set_strv (settings, "recent-files", kept);
}

void
tw_settings_add_recent (const char *path)
{
  g_return_if_fail (path != NULL);

  store_recent (path, path);
}

void
tw_settings_remove_recent (const char *path)
{
  g_return_if_fail (path != NULL);

  store_recent (NULL, path);
}

char *
tw_settings_get_period (const char *path)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_autoptr (GVariant) periods = g_settings_get_value (settings, "periods");
  char *period = NULL;

  g_variant_lookup (periods, path, "s", &period);

  return period;
}

/* Kept for as many workspaces as are listed as recent: the rest is forgotten with them. */
void
tw_settings_set_period (const char *path,
                        const char *period)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_autoptr (GVariant) periods = g_settings_get_value (settings, "periods");
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-files");
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", path, period);

  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *other = NULL;

      if (!g_str_equal (recent[i], path) && g_variant_lookup (periods, recent[i], "s", &other))
        g_variant_builder_add (&builder, "{ss}", recent[i], other);
    }

  g_settings_set_value (settings, "periods", g_variant_builder_end (&builder));
}

char **
tw_settings_get_recent_records (const char *path)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_autoptr (GVariant) all = g_settings_get_value (settings, "recent-records");
  char **records = NULL;

  if (!g_variant_lookup (all, path, "^as", &records))
    records = g_new0 (char *, 1);

  return records;
}

/* Kept for as many workspaces as are listed as recent, as the periods are. */
void
tw_settings_add_recent_record (const char *path,
                               const char *table,
                               gint64      id)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_auto (GStrv) workspaces = g_settings_get_strv (settings, "recent-files");
  g_auto (GStrv) before = tw_settings_get_recent_records (path);
  g_autofree char *first = g_strdup_printf ("%s/%" G_GINT64_FORMAT, table, id);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GVariantBuilder builder;

  g_ptr_array_add (kept, first);
  for (guint i = 0; before[i] != NULL && kept->len < MAX_RECENT; i++)
    {
      if (!g_str_equal (before[i], first))
        g_ptr_array_add (kept, before[i]);
    }
  g_ptr_array_add (kept, NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_builder_add (&builder, "{s^as}", path, kept->pdata);
  for (guint i = 0; workspaces[i] != NULL; i++)
    {
      g_auto (GStrv) other = tw_settings_get_recent_records (workspaces[i]);

      if (!g_str_equal (workspaces[i], path) && other[0] != NULL)
        g_variant_builder_add (&builder, "{s^as}", workspaces[i], other);
    }

  g_settings_set_value (settings, "recent-records", g_variant_builder_end (&builder));
}

char *
tw_settings_get_memory (const char *path,
                        const char *name)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_autoptr (GVariant) memories = g_settings_get_value (settings, "memories");
  g_autoptr (GVariant) own = g_variant_lookup_value (memories, path, G_VARIANT_TYPE ("a{ss}"));
  char *text = NULL;

  if (own != NULL)
    g_variant_lookup (own, name, "s", &text);

  return text;
}

/* (transfer none) (floating): @own (nullable) with @text under @name. */
static GVariant *
change_memory (GVariant   *own,
               const char *name,
               const char *text)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  const char *kept;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (text != NULL)
    g_variant_builder_add (&builder, "{ss}", name, text);
  if (own != NULL)
    {
      g_variant_iter_init (&iter, own);
      while (g_variant_iter_next (&iter, "{&s&s}", &other, &kept))
        if (!g_str_equal (other, name))
          g_variant_builder_add (&builder, "{ss}", other, kept);
    }

  return g_variant_builder_end (&builder);
}

/* Kept for as many workspaces as are listed as recent, as periods are. */
void
tw_settings_set_memory (const char *path,
                        const char *name,
                        const char *text)
{
  g_autoptr (GSettings) settings = tw_settings_new ();
  g_autoptr (GVariant) memories = g_settings_get_value (settings, "memories");
  g_autoptr (GVariant) own = g_variant_lookup_value (memories, path, G_VARIANT_TYPE ("a{ss}"));
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-files");
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{ss}}"));
  g_variant_builder_add (&builder, "{s@a{ss}}", path, change_memory (own, name, text));
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autoptr (GVariant) other = g_variant_lookup_value (memories, recent[i], G_VARIANT_TYPE ("a{ss}"));

      if (other != NULL && !g_str_equal (recent[i], path))
        g_variant_builder_add (&builder, "{s@a{ss}}", recent[i], other);
    }

  g_settings_set_value (settings, "memories", g_variant_builder_end (&builder));
}
