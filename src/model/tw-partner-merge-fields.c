/* tw-partner-merge-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-partner-merge-private.h"

#include <glib/gi18n-lib.h>

#include "tw-query.h"
#include "tw-row-private.h"
#include "tw-row-store.h"

/* What the partner that stays is called and says afterwards, and by which other ids it is found. */

static const TwCell *
choose (GPtrArray     *rows,
        const TwField *field,
        GHashTable    *choices)
{
  const gint64 *wanted = choices != NULL ? g_hash_table_lookup (choices, field->name) : NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const TwCell *cell = tw_row_get (rows->pdata[i], field->name);

      if (wanted != NULL ? tw_row_get_id (rows->pdata[i]) == *wanted : cell->kind != TW_CELL_NULL)
        return cell;
    }

  return tw_row_get (rows->pdata[0], field->name);
}

/* "Merged on 2026-03-01: P002 Kestrel GmbH", a line for each below what the note says. */
static char *
create_note (TwMerge      *merge,
             GPtrArray    *rows,
             const TwCell *note)
{
  GString *text = g_string_new (note->kind == TW_CELL_TEXT ? note->text : NULL);
  g_autofree char *now = tw_workspace_now (merge->workspace);

  for (guint i = 1; i < rows->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: day, external id and name of a partner that was merged into another. */
      g_string_append_printf (text, _("Merged on %1$.10s: %2$s %3$s"), now,
                              tw_row_get (rows->pdata[i], "external_id")->text,
                              tw_row_get (rows->pdata[i], "name")->text);
    }

  return g_string_free (text, FALSE);
}

static gboolean
add_alias (TwMerge *merge,
           TwRow   *kept,
           TwRow   *row,
           GError **error)
{
  const char *id = tw_row_get (row, "external_id")->text;
  g_autoptr (TwQuery) query = NULL;

  if (g_strcmp0 (id, tw_row_get (kept, "external_id")->text) == 0)
    return TRUE;

  query = tw_query_new (merge->workspace,
                        "INSERT INTO partner_alias (partner, external_id, name)"
                        " VALUES (:keep, :external_id, :name)", error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "keep", merge->keep);
  tw_query_bind_text (query, "external_id", id);
  tw_query_bind_text (query, "name", tw_row_get (row, "name")->text);

  return tw_query_run (query, error);
}

gboolean
tw_merge_set_fields (TwMerge     *merge,
            GPtrArray   *rows,
            GHashTable  *choices,
            GError     **error)
{
  g_autoptr (TwRow) kept = tw_row_read (merge->workspace, tw_merge_get_partner (), merge->keep, error);
  g_autofree char *note = NULL;

  if (kept == NULL)
    return FALSE;

  for (guint i = 0; i < kept->fields->len; i++)
    {
      const TwField *field = kept->fields->pdata[i];
      const TwCell *cell = choose (rows, field, choices);

      /* Who was part of one of those that went is part of nothing, rather than of itself. */
      if (g_str_equal (field->name, "parent"))
        continue;

      if (!tw_row_set (kept, field->name, cell, error))
        return FALSE;
    }

  note = create_note (merge, rows, tw_row_get (kept, "note"));
  if (!tw_row_set_text (kept, "note", note, error) || !tw_row_save (kept, NULL, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      if (!add_alias (merge, kept, rows->pdata[i], error))
        return FALSE;
    }

  return TRUE;
}
