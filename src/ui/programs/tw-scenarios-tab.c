/* tw-scenarios-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-turns.h"
#include "tw-metric-settings.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwScenariosTab, tw_scenarios_tab, TW_TYPE_PROGRAM_TAB)

/* --- what is chosen --- */

const TwScenario *
tw_scenarios_tab_get_chosen (TwScenariosTab *self)
{
  for (guint i = 0; self->scenarios != NULL && i < self->scenarios->len; i++)
    {
      const TwScenario *scenario = g_ptr_array_index (self->scenarios, i);

      if (scenario->id == self->chosen)
        return scenario;
    }

  return NULL;
}

guint
tw_scenarios_tab_get_column (TwScenariosTab *self)
{
  for (guint i = 1; self->comparison != NULL && i < self->comparison->columns->len; i++)
    {
      const TwScenarioColumn *column = g_ptr_array_index (self->comparison->columns, i);

      if (column->scenario == self->chosen)
        return i;
    }

  return 0;
}

gboolean
tw_scenarios_tab_finish (TwScenariosTab *self,
                         gboolean        good,
                         const char     *toast,
                         const char     *failure,
                         const GError   *error)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (!good)
    {
      tw_window_show_error (window, failure, error);
      return FALSE;
    }

  tw_document_changed (self->document);
  tw_window_toast (window, toast, tw_document_get_last_entry (self->document));

  return TRUE;
}

/* --- showing --- */

/* (transfer full) (element-type GPtrArray): for each column who gains or loses. In a thread: with many partners
 * their reasons take longer than a frame. */
static GPtrArray *
list_partners (const TwScenarioComparison *comparison)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_ptr_array_add (columns, g_ptr_array_new ());
  for (guint i = 1; i < comparison->columns->len; i++)
    g_ptr_array_add (columns, tw_scenario_list_changed (comparison, i));

  return columns;
}

static void
show_fates (gpointer data)
{
  TwScenariosTab *self = data;
  guint column = tw_scenarios_tab_get_column (self);
  g_autoptr (GArray) fates = g_array_new (FALSE, TRUE, sizeof (TwScenarioFate));
  GPtrArray *partners = column > 0 ? g_ptr_array_index (self->partners, column) : NULL;

  for (guint i = 0; partners != NULL && i < partners->len; i++)
    {
      const TwScenarioPartner *partner = g_ptr_array_index (partners, i);
      TwScenarioFate fate = {
        .id = partner->id, .name = partner->name, .before = partner->before, .after = partner->after,
        .change = partner->change, .tier_before = partner->tier_before,
        .tier_after = partner->tier_after, .reason = partner->reason,
      };

      g_array_append_val (fates, fate);
    }

  tw_scenario_fates_show (self->fates, (const TwScenarioFate *) (gconstpointer) fates->data,
                          fates->len, self->comparison != NULL ? self->comparison->digits : 2);
}

/* The name of what is replayed. */
static const char *
get_period (TwScenariosTab *self)
{
  return self->spans.names[gtk_drop_down_get_selected (self->span)];
}

static void
show_graces (gpointer data)
{
  TwScenariosTab *self = data;
  guint column = tw_scenarios_tab_get_column (self);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (TwScenarioGraceRow));
  g_autoptr (GPtrArray) graces =
      column > 0 ? tw_scenario_list_grace (self->comparison, column) : g_ptr_array_new ();

  for (guint i = 0; i < graces->len; i++)
    {
      const TwScenarioGrace *grace = g_ptr_array_index (graces, i);
      TwScenarioGraceRow row = {
        .id = grace->id, .name = grace->name, .tier = grace->tier, .reviewed = grace->reviewed,
        .until = grace->until, .state = tw_grace_state_label (grace->state),
      };

      g_array_append_val (rows, row);
    }

  tw_scenario_graces_show (self->graces, (const TwScenarioGraceRow *) (gconstpointer) rows->data, rows->len);
}

static void
show_flows (gpointer data)
{
  TwScenariosTab *self = data;
  guint column = tw_scenarios_tab_get_column (self);

  if (column > 0)
    {
      g_autoptr (TwChartSpec) across = tw_scenario_flow_spec (self->comparison, column, TRUE);
      g_autoptr (TwChartSpec) within = tw_scenario_flow_spec (self->comparison, column, FALSE);
      g_autoptr (TwChartSpec) first = tw_scenario_flow_spec (self->comparison, 0, FALSE);

      tw_chart_card_set_spec (self->flow, across);
      tw_chart_card_set_spec (self->moves, within);
      tw_chart_card_set_spec (self->first_moves, first);
    }
}

/* Each page in a turn of its own. */
static void
show_chosen (TwScenariosTab *self)
{
  guint column = tw_scenarios_tab_get_column (self);

  /* What can't be applied any more has no pages of its own: the note beside the others says why. */
  if (column == 0 && self->comparison != NULL && self->comparison->n_skipped > 0)
    gtk_stack_set_visible_child_name (self->pages, "sides");
  tw_turns_later (self, show_fates);
  tw_turns_later (self, show_graces);
  tw_turns_later (self, show_flows);
  if (column > 0 && self->asked != NULL)
    tw_scenario_outlook_show (
        self->outlook, self->document,
        ((TwScenarioColumn *) g_ptr_array_index (self->comparison->columns, column))->version,
        self->chosen, get_period (self), self->asked);
  tw_scenarios_tab_update_actions (self);
}

static void
show_caption (TwScenariosTab *self,
              gboolean        busy)
{
  const char *period = get_period (self);
  g_autofree char *text =
      busy
          /* Translators: %s is a period such as 2026-Q2. */
          ? g_strdup_printf (_("Replaying the transactions of %s …"), period)
          /* Translators: %s is a period such as 2026-Q2. */
          : g_strdup_printf (_("Replayed on the transactions of %s. Nothing here is paid."), period);

  gtk_label_set_text (self->caption, text);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
show_failure (TwScenariosTab *self,
              const GError   *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failed, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  show_caption (self, FALSE);
}

/* --- reading --- */

typedef struct
{
  TwScenariosTab       *tab;        /* borrowed: it cancels before it goes */
  GArray               *versions;   /* gint64 */
  GArray               *scenarios;  /* gint64 */
  char                 *period;
  TwScenarioComparison *comparison;
  GPtrArray            *partners;
  GError               *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->versions);
  g_array_unref (reading->scenarios);
  g_free (reading->period);
  g_clear_pointer (&reading->partners, g_ptr_array_unref);
  g_clear_pointer (&reading->comparison, tw_scenario_comparison_free);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
compare (TwWorkspace  *workspace,
         GCancellable *cancellable,
         gpointer      data)
{
  Reading *reading = data;
  gint64 version = g_array_index (reading->versions, gint64, 0);
  g_autoptr (TwProgramDocument) document =
      tw_program_version_load (workspace, version, NULL, &reading->error);
  TwSpan span;

  if (document == NULL ||
      !tw_scenario_parse_span (workspace, document, reading->period, &span, &reading->error))
    return;

  reading->comparison = tw_scenario_compare (
      workspace, (const gint64 *) (gconstpointer) reading->versions->data,
      (const gint64 *) (gconstpointer) reading->scenarios->data, reading->versions->len,
      reading->period, span, cancellable, NULL, NULL, &reading->error);
  if (reading->comparison != NULL)
    reading->partners = list_partners (reading->comparison);
}

static void
on_compared (gpointer data)
{
  Reading *reading = data;
  TwScenariosTab *self = reading->tab;

  g_clear_object (&self->reading);
  if (reading->comparison == NULL)
    {
      show_failure (self, reading->error);
      return;
    }

  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->comparison, tw_scenario_comparison_free);
  self->comparison = g_steal_pointer (&reading->comparison);
  self->partners = g_steal_pointer (&reading->partners);
  adw_bin_set_child (self->grid_bin, tw_scenario_grid_new (self->comparison));
  gtk_stack_set_visible_child_name (self->stack, "content");
  show_caption (self, FALSE);
  show_chosen (self);
}

/* Everything that the comparison depends on. */
static char *
describe_question (TwScenariosTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autofree char *program = tw_program_document_to_text (state->program);
  GString *text = g_string_new (get_period (self));
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);
  TwMetricSettings settings;

  g_checksum_update (sum, (const guchar *) program, -1);
  g_string_append (text, g_checksum_get_string (sum));
  g_checksum_free (sum);
  if (tw_metric_settings_load (tw_document_get_workspace (self->document), &settings, NULL))
    g_string_append_printf (text, " %" G_GINT64_FORMAT, settings.margin_rate);
  for (guint i = 0; i < self->scenarios->len; i++)
    {
      const TwScenario *scenario = g_ptr_array_index (self->scenarios, i);
      g_autoptr (GPtrArray) edits =
          tw_scenario_get_edits (tw_document_get_workspace (self->document), scenario->id, NULL);

      g_string_append_printf (text, "|%" G_GINT64_FORMAT " %s", scenario->id, scenario->name);
      for (guint k = 0; edits != NULL && k < edits->len; k++)
        {
          const TwProgramEdit *edit = g_ptr_array_index (edits, k);

          g_string_append_printf (text, ",%d%s=%s>%u", edit->kind, edit->path,
                                  edit->json != NULL ? edit->json : "", edit->to);
        }
    }

  return g_string_free (text, FALSE);
}

static void
read_comparison (TwScenariosTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autofree char *question = NULL;
  g_autoptr (GError) error = NULL;
  Reading *reading;
  gint64 none = 0;

  /* Replaying takes a while: only what is looked at is replayed. */
  if (state == NULL || self->scenarios->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  question = describe_question (self);
  if (g_strcmp0 (question, self->asked) == 0)
    return;

  tw_background_cancel (&self->reading);
  g_free (self->asked);
  self->asked = g_steal_pointer (&question);

  reading = g_new0 (Reading, 1);
  reading->tab = self;
  reading->period = g_strdup (get_period (self));
  reading->versions = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->scenarios = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (reading->versions, state->version->id);
  g_array_append_val (reading->scenarios, none);
  for (guint i = 0; i < self->scenarios->len; i++)
    {
      const TwScenario *scenario = g_ptr_array_index (self->scenarios, i);

      g_array_append_val (reading->versions, scenario->version);
      g_array_append_val (reading->scenarios, scenario->id);
    }

  show_caption (self, TRUE);
  self->reading =
      tw_background_run (self->document, compare, on_compared, reading, reading_free, &error);
  if (self->reading == NULL)
    show_failure (self, error);
}

static void
fill_spans (TwScenariosTab *self)
{
  guint selected = gtk_drop_down_get_selected (self->span);

  self->filling = TRUE;
  tw_replay_spans_fill (&self->spans, self->document, self->span,
                        selected < TW_N_REPLAY_SPANS ? selected : TW_REPLAY_PERIOD);
  self->filling = FALSE;
}

static void
on_period_changed (TwScenariosTab *self)
{
  fill_spans (self);
  read_comparison (self);
}

void
tw_scenarios_tab_choose_span (TwScenariosTab *self)
{
  if (!self->filling)
    read_comparison (self);
}

static void
scenario_free (gpointer data)
{
  tw_scenario_free (data);
}

/* --- the list of scenarios --- */

static void
fill_chooser (TwScenariosTab *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < self->scenarios->len; i++)
    {
      const TwScenario *scenario = g_ptr_array_index (self->scenarios, i);

      gtk_string_list_append (names, scenario->name);
      if (scenario->id == self->chosen)
        position = i;
    }

  if (self->scenarios->len > 0)
    self->chosen = ((TwScenario *) g_ptr_array_index (self->scenarios, position))->id;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->chooser, position);
  g_object_unref (names);
}

void
tw_scenarios_tab_choose (TwScenariosTab *self)
{
  guint position = gtk_drop_down_get_selected (self->chooser);
  const TwScenario *scenario;

  if (self->scenarios == NULL || position >= self->scenarios->len)
    return;

  scenario = g_ptr_array_index (self->scenarios, position);
  if (scenario->id == self->chosen)
    return;

  self->chosen = scenario->id;
  show_chosen (self);
}

void
tw_scenarios_tab_select (TwScenariosTab *self,
                         gint64          id)
{
  g_return_if_fail (TW_IS_SCENARIOS_TAB (self));

  for (guint i = 0; self->scenarios != NULL && i < self->scenarios->len; i++)
    {
      if (((TwScenario *) g_ptr_array_index (self->scenarios, i))->id == id)
        gtk_drop_down_set_selected (self->chooser, i);
    }
}

void
tw_scenarios_tab_show (TwScenariosTab *self,
                       const char     *page)
{
  g_return_if_fail (TW_IS_SCENARIOS_TAB (self));

  gtk_stack_set_visible_child_name (self->pages, page);
}

static void
reload (TwScenariosTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;

  if (state == NULL || tw_document_get_workspace (self->document) == NULL)
    return;

  scenarios = tw_scenarios_list (tw_document_get_workspace (self->document), state->version->id, &error);
  if (scenarios == NULL)
    {
      show_failure (self, error);
      return;
    }

  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  self->scenarios = g_steal_pointer (&scenarios);
  fill_chooser (self);
  if (self->scenarios->len == 0)
    {
      tw_background_cancel (&self->reading);
      g_clear_pointer (&self->asked, g_free);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0)
    gtk_stack_set_visible_child_name (self->stack, "content");

  tw_scenarios_tab_update_actions (self);
  read_comparison (self);
}

/* --- TwProgramTab --- */

static void
tw_scenarios_tab_refresh (TwProgramTab         *tab,
                          const TwProgramState *state)
{
  TwScenariosTab *self = TW_SCENARIOS_TAB (tab);

  if (self->document == NULL)
    {
      self->document = g_object_ref (state->workspace);
      g_signal_connect_object (self->document, "changed", G_CALLBACK (reload), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->document, "notify::period", G_CALLBACK (on_period_changed), self,
                               G_CONNECT_SWAPPED);
      fill_spans (self);
    }
  self->writable = !tw_document_is_read_only (self->document);
  reload (self);
}

static void
tw_scenarios_tab_clear (TwProgramTab *tab)
{
  TwScenariosTab *self = TW_SCENARIOS_TAB (tab);

  tw_background_cancel (&self->reading);
  g_clear_pointer (&self->asked, g_free);
}

static char *
tw_scenarios_tab_get_title (TwProgramTab *tab)
{
  TwScenariosTab *self = TW_SCENARIOS_TAB (tab);

  if (self->scenarios == NULL || self->scenarios->len == 0)
    return NULL;

  /* Translators: a tab with the number of scenarios in it. */
  return g_strdup_printf (_("Scenarios %u"), self->scenarios->len);
}

/* --- life --- */

static void
tw_scenarios_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tw_scenarios_tab_parent_class)->map (widget);

  if (TW_SCENARIOS_TAB (widget)->scenarios != NULL)
    read_comparison (TW_SCENARIOS_TAB (widget));
}

static void
tw_scenarios_tab_dispose (GObject *object)
{
  tw_background_cancel (&TW_SCENARIOS_TAB (object)->reading);

  G_OBJECT_CLASS (tw_scenarios_tab_parent_class)->dispose (object);
}

static void
tw_scenarios_tab_finalize (GObject *object)
{
  TwScenariosTab *self = TW_SCENARIOS_TAB (object);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->comparison, tw_scenario_comparison_free);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  g_free (self->asked);
  tw_replay_spans_clear (&self->spans);

  G_OBJECT_CLASS (tw_scenarios_tab_parent_class)->finalize (object);
}

static void
tw_scenarios_tab_class_init (TwScenariosTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);

  object_class->dispose = tw_scenarios_tab_dispose;
  object_class->finalize = tw_scenarios_tab_finalize;
  GTK_WIDGET_CLASS (klass)->map = tw_scenarios_tab_map;
  tab_class->refresh = tw_scenarios_tab_refresh;
  tab_class->clear = tw_scenarios_tab_clear;
  tab_class->get_title = tw_scenarios_tab_get_title;
}

static void
tw_scenarios_tab_init (TwScenariosTab *self)
{
  self->scenarios = g_ptr_array_new_with_free_func (scenario_free);
  tw_scenarios_tab_build (self);
  tw_scenarios_tab_install (self);
}

TwProgramTab *
tw_scenarios_tab_new (void)
{
  return g_object_new (TW_TYPE_SCENARIOS_TAB, NULL);
}
