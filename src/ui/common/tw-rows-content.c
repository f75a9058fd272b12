/* tw-rows-content.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-rows-content.h"

#define CONTENT "(sax)"

GdkContentProvider *
tw_rows_content_new (const char   *entity,
                     const GArray *ids)
{
  GVariantBuilder rows;
  g_autoptr (GVariant) content = NULL;

  g_return_val_if_fail (entity != NULL && ids != NULL && ids->len > 0, NULL);

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < ids->len; i++)
    g_variant_builder_add (&rows, "x", g_array_index (ids, gint64, i));
  content = g_variant_ref_sink (g_variant_new (CONTENT, entity, &rows));

  return gdk_content_provider_new_typed (G_TYPE_VARIANT, content);
}

GArray *
tw_rows_content_read (const GValue *value,
                      const char   *entity)
{
  GVariant *content = G_VALUE_HOLDS_VARIANT (value) ? g_value_get_variant (value) : NULL;
  g_autoptr (GVariantIter) rows = NULL;
  const char *meant;
  GArray *ids;
  gint64 id;

  if (content == NULL || !g_variant_is_of_type (content, G_VARIANT_TYPE (CONTENT)))
    return NULL;

  g_variant_get (content, "(&sax)", &meant, &rows);
  if (!g_str_equal (meant, entity) || g_variant_iter_n_children (rows) == 0)
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (g_variant_iter_next (rows, "x", &id))
    g_array_append_val (ids, id);

  return ids;
}
