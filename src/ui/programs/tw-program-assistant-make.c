/* tw-program-assistant-make.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-assistant-private.h"

#include "common/tw-background.h"
#include "common/tw-format.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-metric-compute.h"
#include "tw-program-text.h"
#include "tw-program-version.h"

#include <glib/gi18n-lib.h>

/* --- the program --- */

static JsonNode *
get_skeleton (TwProgramAssistant  *self,
              GError             **error)
{
  return self->template != NULL ? tw_program_template_root (self->template, error)
                                : tw_program_text_parse ("{\"tierwright\":1,\"rules\":[]}", -1, error);
}

static gboolean
read_day (TwProgramAssistant  *self,
          char               **day)
{
  TwDate date;

  *day = tw_field_editor_get_text (self->first_day);
  if (tw_date_parse (g_strstrip (*day), &date, NULL))
    return TRUE;
  tw_field_editor_set_message (self->first_day, _("Enter the first day such as 2026-07-01."));
  tw_field_editor_grab_focus (self->first_day);

  return FALSE;
}

JsonNode *
tw_program_assistant_compose (TwProgramAssistant  *self,
                              GError             **error)
{
  g_autoptr (JsonNode) root = get_skeleton (self, error);
  g_autofree char *name = g_strstrip (tw_field_editor_get_text (self->name));
  g_autofree char *currency = tw_field_editor_get_text (self->currency);
  g_autofree char *day = NULL;
  JsonObject *object;
  JsonObject *objective;

  if (root == NULL)
    return NULL;
  if (!read_day (self, &day))
    {
      g_set_error_literal (error, TW_ERROR, TW_ERROR_PARSE, _("Enter the first day such as 2026-07-01."));
      return NULL;
    }
  objective = tw_objective_form_collect (self->form);
  if (objective == NULL)
    return NULL;
  object = json_node_get_object (root);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "partner_type", self->type);
  json_object_set_string_member (object, "currency", currency);
  json_object_set_string_member (object, "effective_from", day);
  json_object_set_object_member (object, "objective", objective);

  return g_steal_pointer (&root);
}

gboolean
tw_program_assistant_make (TwProgramAssistant  *self,
                           gint64              *version,
                           GError             **error)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (JsonNode) root = tw_program_assistant_compose (self, error);
  g_autoptr (TwVocabulary) vocabulary = root != NULL ? tw_program_vocabulary_new (workspace, error) : NULL;
  g_autoptr (TwProgramDocument) document =
      vocabulary != NULL ? tw_program_document_new (root, vocabulary, NULL, error) : NULL;

  return document != NULL && tw_program_version_create (workspace, document, version, error);
}

/* --- the figure of the workspace --- */

typedef struct
{
  TwProgramAssistant *assistant;   /* weak */
  const TwMetric     *metric;
  TwCalendar         *calendar;
  TwSpan              period;
  gboolean            whole;       /* the period has ended */
  char               *plain;       /* (nullable): what is suggested */
} Measuring;

static void
measuring_free (gpointer data)
{
  Measuring *measuring = data;

  g_clear_weak_pointer (&measuring->assistant);
  tw_calendar_free (measuring->calendar);
  g_free (measuring->plain);
  g_free (measuring);
}

/* The last year with facts from its first day to its last, or what there is of one. */
static gboolean
find_year (Measuring   *measuring,
           TwWorkspace *workspace)
{
  TwSpan data;
  TwSpan before;

  if (!tw_metric_data_span (workspace, &data, NULL) ||
      !tw_calendar_unit_at (measuring->calendar, TW_CALENDAR_YEAR, data.end - 1, &measuring->period))
    return FALSE;
  measuring->whole = data.end >= measuring->period.end;
  if (!measuring->whole && data.start < measuring->period.start &&
      tw_calendar_unit_at (measuring->calendar, TW_CALENDAR_YEAR, measuring->period.start - 1, &before))
    {
      measuring->period = before;
      measuring->whole = TRUE;
    }

  return TRUE;
}

/* As somebody would type it: shares with two decimals, other numbers as they are held. */
static char *
to_plain (const TwMetricTable *table,
          const TwMetricCell  *cell)
{
  TwFraction scaled;
  gint64 number;

  switch (tw_metric_table_get_metric (table)->unit)
    {
    case TW_METRIC_MONEY:
      if (!tw_fraction_round_int (cell->exact, TW_ROUNDING_HALF_UP, &number))
        return NULL;
      return tw_decimal_format (number, tw_metric_table_get_digits (table));

    case TW_METRIC_RATE:
    case TW_METRIC_POINTS:
      if (!tw_fraction_mul (cell->exact, tw_fraction_from_int (10000), &scaled) ||
          !tw_fraction_round_int (scaled, TW_ROUNDING_HALF_UP, &number))
        return NULL;
      return tw_rate_format (number * 100);

    default:
      if (!tw_fraction_mul (cell->exact, tw_fraction_from_int (100), &scaled) ||
          !tw_fraction_round_int (scaled, TW_ROUNDING_HALF_UP, &number))
        return NULL;
      return tw_decimal_format_trim (number, 2);
    }
}

static void
measure (TwWorkspace  *workspace,
         GCancellable *cancellable,
         gpointer      data)
{
  Measuring *measuring = data;
  TwMetricScope scope = { .workspace = workspace };
  g_autoptr (TwMetricTable) table = NULL;
  const TwMetricCell *cell;

  if (!find_year (measuring, workspace))
    return;
  scope.period = measuring->period;
  table = tw_metric_compute (measuring->metric, &scope, TW_BREAKDOWN_NONE, cancellable, NULL);
  cell = table != NULL ? tw_metric_table_get_headline (table) : NULL;
  if (cell != NULL && cell->known)
    measuring->plain = to_plain (table, cell);
}

static void
on_measured (gpointer data)
{
  Measuring *measuring = data;
  TwProgramAssistant *self = measuring->assistant;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *source = NULL;

  if (self == NULL)
    return;
  g_clear_object (&self->measuring);
  if (measuring->plain == NULL)
    {
      tw_objective_form_suggest (self->form, NULL, NULL);
      return;
    }
  first = tw_format_date (measuring->period.start);
  last = tw_format_date (measuring->period.end - 1);
  if (measuring->whole)
    /* Translators: two dates. */
    source = g_strdup_printf (_("This workspace's own figure of all partners, %1$s to %2$s"), first, last);
  else
    source = g_strdup_printf (_("This workspace's own figure of all partners, %1$s to %2$s, which hasn't ended"), first,
                              last);
  tw_objective_form_suggest (self->form, measuring->plain, source);
}

void
tw_program_assistant_measure (TwProgramAssistant *self)
{
  g_autofree char *metric = tw_objective_form_get_metric (self->form);
  g_autofree char *currency = self->currency != NULL ? tw_field_editor_get_text (self->currency) : NULL;
  Measuring *measuring;
  TwOutcome outcome;

  if (g_strcmp0 (metric, self->measured) == 0)
    return;
  g_free (self->measured);
  self->measured = g_steal_pointer (&metric);
  tw_background_cancel (&self->measuring);
  if (self->restoring)
    return;
  /* Amounts of the workspace are in its own currency. */
  if (self->measured == NULL || !tw_outcome_find (self->measured, &outcome) || outcome.metric == NULL ||
      (outcome.unit == TW_METRIC_MONEY && g_strcmp0 (currency, self->home_currency) != 0))
    {
      tw_objective_form_suggest (self->form, NULL, NULL);
      return;
    }
  measuring = g_new0 (Measuring, 1);
  g_set_weak_pointer (&measuring->assistant, self);
  measuring->metric = outcome.metric;
  measuring->calendar = tw_calendar_copy (tw_document_get_calendar (self->document));
  self->measuring = tw_background_run (self->document, measure, on_measured, measuring, measuring_free, NULL);
}
