/* tw-board-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-board-report-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "tw-chart-data.h"
#include "tw-error.h"

static void
figure_free (gpointer data)
{
  TwBoardFigure *figure = data;

  g_clear_pointer (&figure->spec, tw_chart_spec_unref);
  g_clear_pointer (&figure->table, tw_metric_table_unref);
  g_clear_error (&figure->error);
  g_free (figure);
}

TwBoardReport *
tw_board_report_ref (TwBoardReport *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
tw_board_report_unref (TwBoardReport *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  tw_board_scope_free (self->scope);
  g_free (self->workspace);
  g_free (self->user);
  g_free (self->now);
  g_ptr_array_unref (self->figures);
  g_ptr_array_unref (self->headlines);
  g_free (self);
}

/* --- computing --- */

/* (transfer container) (nullable) */
static GPtrArray *
choose_charts (const char *const  *ids,
               GError            **error)
{
  g_autoptr (GPtrArray) charts = g_ptr_array_new ();

  for (guint i = 0; ids == NULL && i < tw_metric_chart_count (); i++)
    g_ptr_array_add (charts, (gpointer) tw_metric_chart_nth (i));

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const TwMetricChart *chart = tw_metric_chart_find (ids[i]);

      if (chart == NULL)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_USAGE, _("“%s” is no chart. “tierwright report --list” names them."),
                       ids[i]);
          return NULL;
        }
      g_ptr_array_add (charts, (gpointer) chart);
    }

  return g_steal_pointer (&charts);
}

static char *
workspace_name (TwWorkspace *workspace)
{
  char *name = g_path_get_basename (tw_workspace_get_path (workspace));

  if (g_str_has_suffix (name, TW_WORKSPACE_EXTENSION))
    name[strlen (name) - strlen (TW_WORKSPACE_EXTENSION)] = '\0';

  return name;
}

TwBoardReport *
tw_board_report_new (TwWorkspace         *workspace,
                     const TwBoardScope  *scope,
                     const char *const   *charts,
                     GCancellable        *cancellable,
                     TwBoardProgress      progress,
                     gpointer             user_data,
                     GError             **error)
{
  g_autoptr (GPtrArray) chosen = choose_charts (charts, error);
  g_autoptr (TwBoardReport) self = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && scope != NULL, NULL);

  if (chosen == NULL)
    return NULL;

  self = g_new0 (TwBoardReport, 1);
  g_atomic_ref_count_init (&self->refs);
  self->scope = tw_board_scope_copy (scope);
  self->workspace = workspace_name (workspace);
  self->user = g_strdup (tw_workspace_get_user (workspace));
  self->now = tw_workspace_now (workspace);
  self->figures = g_ptr_array_new_with_free_func (figure_free);
  self->headlines = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_metric_table_unref);

  if (!tw_board_report_compute (self, workspace, chosen, cancellable, progress, user_data, error))
    return NULL;

  return g_steal_pointer (&self);
}

guint
tw_board_report_count (const TwBoardReport *self)
{
  return self->figures->len;
}

const TwBoardFigure *
tw_board_report_nth (const TwBoardReport *self,
                     guint                index)
{
  g_return_val_if_fail (index < self->figures->len, NULL);

  return g_ptr_array_index (self->figures, index);
}

/* --- words --- */

static const char *
own_finding (const TwMetricTable *table)
{
  const char *finding = table != NULL ? tw_metric_table_get_finding (table) : NULL;

  if (finding == NULL || *finding == '\0' || g_strcmp0 (finding, tw_metric_table_get_title (table)) == 0)
    return NULL;

  return finding;
}

const char *
tw_board_finding (const TwMetricTable *table,
                  const TwMetricTable *headline)
{
  const char *finding = own_finding (table);

  return finding != NULL ? finding : own_finding (headline);
}

GPtrArray *
tw_board_report_findings (TwBoardReport *self,
                          GArray        *parts)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const TwMetricTable *table = g_array_index (parts, TwBoardPart, i).figure->table;
      const TwMetricTable *headline = NULL;
      const char *finding;

      for (guint k = 0; table != NULL && k < self->headlines->len; k++)
        if (tw_metric_table_get_metric (g_ptr_array_index (self->headlines, k)) == tw_metric_table_get_metric (table))
          headline = g_ptr_array_index (self->headlines, k);

      finding = tw_board_finding (table, headline);
      if (finding != NULL && !g_ptr_array_find_with_equal_func (findings, finding, g_str_equal, NULL))
        g_ptr_array_add (findings, (gpointer) finding);
    }

  return findings;
}

char *
tw_board_report_file_name (const TwBoardReport *self,
                           const char          *extension)
{
  /* Translators: the name of a file: %1$s is a period, %2$s pdf or xlsx. */
  char *name = g_strdup_printf (_("Board report %1$s.%2$s"), self->scope->period_name, extension);

  return g_strdelimit (name, "/\\:*?\"<>|", '_');
}

char *
tw_board_report_title (const TwBoardReport  *self,
                       const TwBoardOptions *options)
{
  if (options != NULL && options->title != NULL && *options->title != '\0')
    return g_strdup (options->title);

  /* Translators: the title of a document; %s is a period such as 2026-Q3. */
  return g_strdup_printf (_("Board Report %s"), self->scope->period_name);
}

char *
tw_board_report_subtitle (const TwBoardReport *self)
{
  g_autofree char *filters = tw_board_scope_describe (self->scope);
  g_autoptr (GString) text = g_string_new (self->workspace);

  g_string_append_printf (text, " · %s", self->scope->period_name);
  if (self->scope->compare_name != NULL)
    {
      /* Translators: %s is the period that another one is compared with. */
      g_autofree char *compare = g_strdup_printf (_("compared with %s"), self->scope->compare_name);

      g_string_append_printf (text, " · %s", compare);
    }
  g_string_append_printf (text, " · %s", filters != NULL ? filters : _("All partners"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
tw_board_report_date (const TwBoardReport  *self,
                      const TwBoardOptions *options)
{
  return options != NULL && options->date != NULL ? options->date : self->now;
}

/* The row and column of a headline's one figure. */
static gboolean
find_headline (const TwMetricTable *table,
               guint               *column)
{
  for (guint c = 0; c < tw_metric_table_get_n_columns (table); c++)
    if (tw_metric_table_get_n_rows (table) > 0
        && tw_metric_table_get_cell (table, 0, c) == tw_metric_table_get_headline (table))
      {
        *column = c;
        return TRUE;
      }

  return FALSE;
}

char *
tw_board_headline_change (const TwBoardReport *self,
                          const TwMetricTable *headline)
{
  const TwMetricTable *before = tw_metric_table_get_compare (headline);
  const TwMetricCell *now = tw_metric_table_get_headline (headline);
  const TwMetricCell *then = before != NULL ? tw_metric_table_get_headline (before) : NULL;
  g_autofree char *text = NULL;
  guint column;
  int sign;

  if (now != NULL && (now->flags & TW_METRIC_INCOMPLETE) != 0)
    return g_strdup_printf (_("incomplete: %s"), now->reason);
  if (now == NULL || then == NULL || self->scope->compare_name == NULL || !find_headline (before, &column))
    return NULL;

  text = tw_metric_table_format_cell (before, 0, column, NULL);
  if (!now->known || !then->known || (then->flags & TW_METRIC_INCOMPLETE) != 0)
    /* Translators: %1$s is a figure, %2$s the period it is of. */
    return g_strdup_printf (_("%1$s in %2$s"), text, self->scope->compare_name);

  sign = tw_fraction_compare (now->exact, then->exact);
  /* Translators: %1$s shows by its shape whether a figure rose or fell, %2$s is what it was, %3$s in which period. */
  return g_strdup_printf (_("%1$s from %2$s in %3$s"), sign > 0 ? "▲" : sign < 0 ? "▼" : "=", text,
                          self->scope->compare_name);
}

GPtrArray *
tw_board_report_notes (GArray *parts)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < parts->len; i++)
    {
      const TwMetricTable *table = g_array_index (parts, TwBoardPart, i).figure->table;

      for (guint k = 0; table != NULL && k < tw_metric_table_get_n_notes (table); k++)
        {
          const char *note = tw_metric_table_get_note (table, k);

          if (!g_ptr_array_find_with_equal_func (notes, note, g_str_equal, NULL))
            g_ptr_array_add (notes, g_strdup (note));
        }
    }

  return notes;
}

/* --- what a document shows --- */

static const TwBoardFigure *
find_figure (TwBoardReport *self,
             const char    *chart)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const TwBoardFigure *figure = g_ptr_array_index (self->figures, i);

      if (g_str_equal (figure->chart->id, chart))
        return figure;
    }

  return NULL;
}

static void
add_part (GArray              *parts,
          const TwBoardFigure *figure,
          const TwBoardPage   *page)
{
  TwBoardPart part = { .figure = figure };

  if (page != NULL && page->title != NULL && *page->title != '\0')
    part.title = page->title;
  else if (figure->spec != NULL)
    part.title = tw_chart_spec_get_text (figure->spec, TW_CHART_TEXT_TITLE);
  else
    part.title = tw_metric_chart_get_title (figure->chart);
  if (page != NULL && page->comment != NULL && *page->comment != '\0')
    part.comment = page->comment;
  g_array_append_val (parts, part);
}

GArray *
tw_board_report_parts (TwBoardReport     *self,
                       const TwBoardPage *pages,
                       guint              n_pages)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (TwBoardPart));

  for (guint i = 0; pages == NULL && i < self->figures->len; i++)
    add_part (parts, g_ptr_array_index (self->figures, i), NULL);

  for (guint i = 0; pages != NULL && i < n_pages; i++)
    {
      const TwBoardFigure *figure = find_figure (self, pages[i].chart);

      if (figure != NULL)
        add_part (parts, figure, &pages[i]);
    }

  return parts;
}
