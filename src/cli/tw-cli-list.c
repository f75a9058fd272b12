/* tw-cli-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* query, export: any list of the workspace as a table, CSV or JSON. */

#define G_LOG_DOMAIN "tw-cli"

#include "config.h"

#include "tw-cli-metric.h"
#include "tw-cli-private.h"
#include "tw-cli-json.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include <string.h>
#include <unistd.h>

#include "tw-error.h"
#include "tw-item.h"
#include "tw-list-text.h"
#include "tw-list.h"
#include "tw-xlsx-list.h"

typedef struct
{
  char  *format;
  char  *period;
  char  *partner;
  char **where;    /* FIELD=VALUE */
  char **fields;
  char  *sort;
  int    limit;
  char  *output;
  char  *by;
  char  *compare;
  char  *as_of;
} ListWords;

static void
words_clear (ListWords *words)
{
  g_free (words->format);
  g_free (words->period);
  g_free (words->partner);
  g_strfreev (words->where);
  g_strfreev (words->fields);
  g_free (words->sort);
  g_free (words->output);
  g_free (words->by);
  g_free (words->compare);
  g_free (words->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListWords, words_clear)

static gboolean
add_condition (TwFilter     *filter,
               TwWorkspace  *workspace,
               const char   *text,
               GError      **error)
{
  static const struct
  {
    const char *sign;
    TwFilterOp  op;
  } signs[] = {
    { ">=", TW_FILTER_AT_LEAST }, { "<=", TW_FILTER_AT_MOST }, { "!=", TW_FILTER_IS_NOT },
    { "~", TW_FILTER_CONTAINS },  { ">", TW_FILTER_MORE_THAN }, { "<", TW_FILTER_LESS_THAN },
    { "=", TW_FILTER_IS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = strstr (text, signs[i].sign);

      if (at != NULL && at != text)
        {
          g_autofree char *field = g_strndup (text, (gsize) (at - text));

          return tw_filter_add (filter, workspace, field, signs[i].op, at + strlen (signs[i].sign), error);
        }
    }

  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("“%s” is no condition. Write FIELD=VALUE, or one of != >= <= > < ~ instead of the equals sign."), text);
  return FALSE;
}

static TwFilter *
make_filter (TwWorkspace      *workspace,
             const TwEntity   *entity,
             const ListWords  *words,
             GError          **error)
{
  g_autoptr (TwFilter) filter = tw_filter_new (entity);

  if (words->period != NULL && !tw_filter_add (filter, workspace, "period", TW_FILTER_IS, words->period, error))
    return NULL;
  if (words->partner != NULL && !tw_filter_add (filter, workspace, "partner", TW_FILTER_IS, words->partner, error))
    return NULL;
  for (guint i = 0; words->where != NULL && words->where[i] != NULL; i++)
    if (!add_condition (filter, workspace, words->where[i], error))
      return NULL;

  return g_steal_pointer (&filter);
}

/* Empty cells count, the last ones and an only one, too. */
static char **
split_row (const char *line)
{
  static const char *const empty[] = { "", NULL };

  return *line == '\0' ? g_strdupv ((char **) empty) : g_strsplit (line, "\t", -1);
}

/* (transfer full): the list as rows of text, the first with the stable names of the fields. */
static GPtrArray *
read_rows (TwWorkspace      *workspace,
           const TwEntity   *entity,
           const ListWords  *words,
           GError          **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (TwFilter) filter = make_filter (workspace, entity, words, error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (filter == NULL
      || !tw_list_text_write (workspace, entity, filter, words->sort, FALSE, NULL, 0,
                              (const char *const *) words->fields, TW_LIST_TEXT_TSV, FALSE, TRUE, stream, NULL, error)
      || !g_output_stream_write_all (stream, "", 1, NULL, NULL, error))
    return NULL;

  g_output_stream_close (stream, NULL, NULL);
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' && lines[i + 1] == NULL)
        break;
      if (words->limit > 0 && rows->len >= (guint) words->limit)
        break;
      g_ptr_array_add (rows, split_row (lines[i]));
    }

  return g_steal_pointer (&rows);
}

/* Which fields, in which order, a list prints. */
static GPtrArray *
listed_fields (const TwEntity  *entity,
               const ListWords *words,
               GError         **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (guint i = 0; words->fields == NULL && i < entity->n_fields; i++)
    g_ptr_array_add (fields, (gpointer) &entity->fields[i]);
  for (guint i = 0; words->fields != NULL && words->fields[i] != NULL; i++)
    {
      const TwField *field = tw_entity_get_field (entity, words->fields[i]);

      if (field == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no field of %s."), words->fields[i], entity->kind);
          return NULL;
        }
      g_ptr_array_add (fields, (gpointer) field);
    }

  return g_steal_pointer (&fields);
}

static gboolean
is_number (const TwField *field)
{
  switch (field->type)
    {
    case TW_FIELD_INTEGER:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_MONEY:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
print_table (GPtrArray *fields,
             GPtrArray *rows)
{
  g_autofree const char **headings = g_new0 (const char *, fields->len);
  g_autofree gboolean *numeric = g_new0 (gboolean, fields->len);

  for (guint i = 0; i < fields->len; i++)
    {
      const TwField *field = g_ptr_array_index (fields, i);

      headings[i] = tw_field_get_label (field);
      numeric[i] = is_number (field);
    }

  tw_cli_print_table (headings, numeric, fields->len, rows);
}

/* Amounts and rates as strings, so that no reader turns them into doubles. */
static void
print_json (GPtrArray *fields,
            GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint r = 0; r < rows->len; r++)
    {
      char **row = g_ptr_array_index (rows, r);

      json_builder_begin_object (builder);
      for (guint i = 0; i < fields->len && row[i] != NULL; i++)
        {
          json_builder_set_member_name (builder, ((const TwField *) g_ptr_array_index (fields, i))->name);
          if (*row[i] != '\0')
            json_builder_add_string_value (builder, row[i]);
          else
            json_builder_add_null_value (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  tw_cli_json_print (builder);
}

/* The length of the heading and the first @limit rows of CSV; a line end within quotes ends no row. */
static gsize
length_of_rows (const char *text,
                gsize       length,
                int         limit)
{
  gboolean quoted = FALSE;
  int rows = -1;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      if (text[i] == '\n' && !quoted && ++rows == limit)
        return i + 1;
    }

  return length;
}

static gboolean
write_csv (TwWorkspace      *workspace,
           const TwEntity   *entity,
           const ListWords  *words,
           GOutputStream    *stream,
           GError          **error)
{
  g_autoptr (TwFilter) filter = make_filter (workspace, entity, words, error);

  return filter != NULL
         && tw_list_text_write (workspace, entity, filter, words->sort, FALSE, NULL, 0,
                                (const char *const *) words->fields, TW_LIST_TEXT_CSV, TRUE, TRUE, stream, NULL, error)
         && g_output_stream_close (stream, NULL, error);
}

static gboolean
print_csv (TwWorkspace      *workspace,
           const TwEntity   *entity,
           const ListWords  *words,
           GError          **error)
{
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = NULL;
  gsize length;

  if (words->limit <= 0)
    return write_csv (workspace, entity, words, output, error);

  memory = g_memory_output_stream_new_resizable ();
  if (!write_csv (workspace, entity, words, memory, error))
    return FALSE;
  length = length_of_rows (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                           g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), words->limit);

  return g_output_stream_write_all (output, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                                    length, NULL, NULL, error);
}

static const TwEntity *
find_list (const char *name,
           int        *status)
{
  const TwEntity *entity = tw_entity_find (name);
  g_autoptr (GString) kinds = g_string_new (NULL);

  if (entity != NULL)
    return entity;

  for (guint i = 0; i < tw_entity_count (); i++)
    g_string_append_printf (kinds, "%s%s", i > 0 ? ", " : "", tw_entity_nth (i)->kind);
  g_printerr (_("“%s” is no list. Lists: %s. Metrics are listed by “metrics”.\n"), name, kinds->str);
  *status = TW_EXIT_USAGE;
  return NULL;
}

static int
print_list (TwWorkspace     *workspace,
            const TwEntity  *entity,
            const ListWords *words,
            TwCliFormat      format)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GError *error = NULL;

  if (format == TW_FORMAT_CSV)
    return print_csv (workspace, entity, words, &error) ? TW_EXIT_DONE : tw_cli_fail (error);

  fields = listed_fields (entity, words, &error);
  rows = fields == NULL ? NULL : read_rows (workspace, entity, words, &error);
  if (rows == NULL)
    return tw_cli_fail (error);

  if (format == TW_FORMAT_JSON)
    print_json (fields, rows);
  else
    print_table (fields, rows);
  return TW_EXIT_DONE;
}

#define LIST_ENTRIES(words)                                                                                   \
  { "period", 0, 0, G_OPTION_ARG_STRING, &words.period, N_("Only of this period"), N_("PERIOD") },            \
  { "partner", 0, 0, G_OPTION_ARG_STRING, &words.partner, N_("Only of this partner"), N_("NAME") },           \
  { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.where, N_("A condition, repeatable"), N_("FIELD=VALUE") }, \
  { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.fields, N_("Only these fields"), N_("FIELD") },          \
  { "sort", 0, 0, G_OPTION_ARG_STRING, &words.sort, N_("Sort by a field"), N_("FIELD") }

/* A metric goes before a list of its name. */
static int
run_metric (char                 **argv,
            const ListWords       *words,
            TwMetricRequest       *request,
            TwCliFormat            format)
{
  const TwMetric *metric = tw_metric_find (argv[1]);
  g_autoptr (TwWorkspace) workspace = NULL;
  int status;

  if (g_str_equal (argv[1], "metrics"))
    return tw_cli_print_metrics (format);
  workspace = tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;
  request->period = words->period;
  request->partner = words->partner;
  request->where = (const char *const *) words->where;
  return tw_cli_print_metric (workspace, metric, request, format);
}

/* Whether @name asks for a metric. `investment` is a metric and `investments` the list. */
static gboolean
is_metric (const char *name)
{
  return g_str_equal (name, "metrics") || tw_metric_find (name) != NULL;
}

static int
run_query (int    argc,
           char **argv)
{
  g_auto (ListWords) words = { 0 };
  const GOptionEntry entries[] = {
    LIST_ENTRIES (words),
    { "limit", 'n', 0, G_OPTION_ARG_INT, &words.limit, N_("At most N rows"), "N" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &words.format, N_("table, csv or json"), N_("FORMAT") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &words.by, N_("Of a metric: broken down by a group, a time, or both"),
      N_("GROUP,TIME") },
    { "compare", 0, 0, G_OPTION_ARG_STRING, &words.compare, N_("Of a metric: the same in another period"),
      N_("PERIOD") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &words.as_of, N_("Of a metric: the day to look from"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  TwMetricRequest request = { 0 };
  const TwEntity *entity;
  TwCliFormat format;
  int status;

  if (tw_cli_parse (tw_cli_find ("query"), entries, 2, 2, &argc, &argv, &status) < 0
      || !tw_cli_parse_format (words.format, &format, &status))
    return status;

  request = (TwMetricRequest){ .by = words.by, .compare = words.compare, .as_of = words.as_of };
  if (is_metric (argv[1]))
    return run_metric (argv, &words, &request, format);
  entity = find_list (argv[1], &status);
  workspace = entity == NULL ? NULL : tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  return print_list (workspace, entity, &words, format);
}

/* The ending says what is wanted. */
static gboolean
write_file (TwWorkspace      *workspace,
            const TwEntity   *entity,
            const ListWords  *words,
            GError          **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (words->output);
  g_autoptr (GFileOutputStream) stream = NULL;

  if (g_str_has_suffix (words->output, ".xlsx"))
    {
      g_autoptr (TwFilter) filter = make_filter (workspace, entity, words, error);

      return filter != NULL
             && tw_xlsx_list_write (workspace, entity, filter, words->sort, (const char *const *) words->fields,
                                    words->output, error);
    }

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  return stream != NULL && write_csv (workspace, entity, words, G_OUTPUT_STREAM (stream), error);
}

static int
run_export (int    argc,
            char **argv)
{
  g_auto (ListWords) words = { 0 };
  const GOptionEntry entries[] = {
    LIST_ENTRIES (words),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.output, N_("File to write"), N_("FILE.csv|.xlsx") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (TwWorkspace) workspace = NULL;
  const TwEntity *entity;
  GError *error = NULL;
  int status;

  if (tw_cli_parse (tw_cli_find ("export"), entries, 2, 2, &argc, &argv, &status) < 0)
    return status;
  if (words.output == NULL)
    {
      g_printerr (_("The option %s is missing.\n"), "--output");
      return TW_EXIT_USAGE;
    }

  entity = find_list (argv[1], &status);
  workspace = entity == NULL ? NULL : tw_cli_open (argv[0], TRUE, &status);
  if (workspace == NULL)
    return status;

  if (!write_file (workspace, entity, &words, &error))
    return tw_cli_fail (error);

  g_print (_("Wrote %s\n"), words.output);
  return TW_EXIT_DONE;
}

const TwCliVerb tw_cli_list_verbs[] = {
  { "query", "FILE METRIC|LIST|metrics", N_("Print a metric or a list"), run_query },
  { "export", "FILE LIST --output FILE.csv|.xlsx", N_("Write a list to a file"), run_export },
  { NULL, NULL, NULL, NULL },
};
