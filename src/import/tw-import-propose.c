/* tw-import-propose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An external id that isn't unique: which column would make it so? */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tw-import-private.h"

/* As many rows and columns as are looked at; a proposal is checked again in full when it is taken.
 */
#define ROWS_MAX    200000
#define COLUMNS_MAX 16

typedef struct
{
  guint   column;
  GArray *hashes;   /* guint64 of the id with this column, one per row */
} Candidate;

static guint64
hash_cell (guint64            hash,
           const TwCsvRecord *record,
           guint              column)
{
  const char *text = column < record->n_cells ? record->cells[column].text : "";

  for (; *text != 0; text++)
    hash = (hash ^ (guchar) *text) * G_GUINT64_CONSTANT (0x100000001b3);
  /* Ends the cell, so that "a" and "bc" are not "ab" and "c". */
  hash = (hash ^ 0x100) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash ^ (hash >> 29);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
is_unique (GArray *hashes)
{
  g_array_sort (hashes, compare_hashes);
  for (guint i = 1; i < hashes->len; i++)
    if (g_array_index (hashes, guint64, i) == g_array_index (hashes, guint64, i - 1))
      return FALSE;
  return TRUE;
}

static gboolean
is_in_key (const TwImportField *key,
           guint                column)
{
  for (guint i = 0; i < key->columns->len; i++)
    if (g_array_index (key->columns, guint, i) == column)
      return TRUE;
  return FALSE;
}

static void
read_candidates (TwImportJob         *job,
                 const TwImportField *key,
                 Candidate           *candidates,
                 guint                n)
{
  g_autoptr (TwCsvReader) reader = tw_csv_reader_new (job->file, job->profile->format.encoding,
                                                      job->profile->format.delimiter, NULL);
  gboolean heading = job->profile->format.header;
  TwCsvRecord record;

  for (guint rows = 0; reader != NULL && rows < ROWS_MAX
                       && tw_csv_reader_next (reader, &record, NULL)
                       && !g_cancellable_is_cancelled (job->cancellable);)
    {
      guint64 base = G_GUINT64_CONSTANT (0xcbf29ce484222325);

      if (record.blank || heading)
        {
          heading = heading && record.blank;
          continue;
        }
      rows++;
      for (guint i = 0; i < key->columns->len; i++)
        base = hash_cell (base, &record, g_array_index (key->columns, guint, i));
      for (guint i = 0; i < n; i++)
        {
          guint64 hash = hash_cell (base, &record, candidates[i].column);

          g_array_append_val (candidates[i].hashes, hash);
        }
    }
}

/* (transfer full): what would tell the rows apart: the column @found too, or their number. @columns: those
 * that the key has, joined by “+”. */
static char *
describe_key (TwImportJob   *job,
              const TwField *field,
              const char    *columns,
              const char    *found)
{
  if (job->options->in_window)
    return found != NULL
               /* Translators: the name of a column of the file, and of the field that tells rows apart. */
               ? g_strdup_printf (_("The external ID is not unique; together with column “%1$s” it is. "
                                    "Choose “%2$s” for that column, too, in the step Columns."),
                                  found, tw_field_get_label (field))
               : g_strdup (_("The external ID is not unique, and no other column makes it so. Rows with "
                             "the same ID can be numbered in the step Columns."));

  return found != NULL ? g_strdup_printf (_("The external ID is not unique; together with column “%s” it is: "
                                            "--column %s=%s+%s."),
                                          found, field->name, columns, found)
                       : g_strdup_printf (_("The external ID is not unique, and no other column makes it so; "
                                            "rows with the same ID can be numbered: --column %s=%s#."),
                                          field->name, columns);
}

/**
 * tw_import_propose_key:
 * @job: a check that found an external id twice
 *
 * Adds to the report what would make the external id unique: the first column that does, or the
 * number of the row among those with the same id.
 */
void
tw_import_propose_key (TwImportJob *job)
{
  TwImportField *key = job->entity->key != NULL
                           ? tw_import_mapping_get (job->mapping, job->entity->key)
                           : NULL;
  Candidate candidates[COLUMNS_MAX];
  g_autoptr (GString) columns = g_string_new (NULL);
  const char *found = NULL;
  guint n = 0;

  if (key == NULL || key->columns->len == 0 || key->ordinal)
    return;

  for (guint c = 0; c < job->profile->width && n < COLUMNS_MAX; c++)
    if (!is_in_key (key, c))
      candidates[n++] = (Candidate) { c, g_array_new (FALSE, FALSE, sizeof (guint64)) };
  read_candidates (job, key, candidates, n);
  for (guint i = 0; i < n; i++)
    {
      if (found == NULL && is_unique (candidates[i].hashes))
        found = job->mapping->headings[candidates[i].column];
      g_array_unref (candidates[i].hashes);
    }

  for (guint i = 0; i < key->columns->len; i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? "+" : "",
                            job->mapping->headings[g_array_index (key->columns, guint, i)]);
  tw_import_report_notice (job->report, 0, describe_key (job, key->field, columns->str, found));
}
