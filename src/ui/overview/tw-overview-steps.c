/* tw-overview-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes next in a workspace that is begun: each step with the command that makes it, and a mark once
 * its rows are there. Nothing of it is stored; it goes when the first period is approved. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-tab-stop.h"

#include <glib/gi18n-lib.h>

/* @needs: (nullable): why it can't begin. */
typedef struct
{
  const char *title;
  const char *text;
  const char *verb;
  const char *needs;
} Step;

static const Step steps[TW_N_FIRST_STEPS] = {
  [TW_FIRST_PARTNERS] = { N_("Import the partners"), N_("From a CSV file, or add them one by one in Partners"),
                          N_("Import…"), NULL },
  [TW_FIRST_FACTS] = { N_("Import what they sold"), N_("Sales, unit reports and deals; what is ambiguous is asked"),
                       N_("Import…"), NULL },
  [TW_FIRST_PROGRAM] = { N_("Design a program and publish it"),
                         N_("From the gap that it has to close to tiers and rules that are checked"),
                         N_("New Program…"), NULL },
  [TW_FIRST_CALCULATE] = { N_("Calculate a period"), N_("Each line of a statement says why it is this number"),
                           N_("Calculate"),
                           N_("Needs partners, transactions and a published program") },
  [TW_FIRST_APPROVE] = { N_("Approve the statements and export them"), N_("A workbook for each partner that adds up"),
                         N_("Review"),
                         N_("Needs a calculated period") },
  [TW_FIRST_PLAN] = { N_("Plan a year with a partner"), N_("Goals of both sides that fill in from transactions"),
                      N_("New Plan…"), N_("Needs a partner") },
};

/* --- what a step does --- */

static TwDocument *
get_document (TwOverviewView *self)
{
  return tw_view_get_document (TW_VIEW (self));
}

/* (nullable): what waits of that kind. */
static const TwAttention *
find_item (TwOverviewView  *self,
           TwAttentionKind  kind)
{
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const TwAttention *item = self->items->pdata[i];

      if (item->kind == kind)
        return item;
    }

  return NULL;
}

/* The period that waits to be calculated, else the one with the last transaction. */
static void
go_to_facts (TwOverviewView *self)
{
  TwDocument *document = get_document (self);
  const TwCalendar *calendar = tw_document_get_calendar (document);
  const TwAttention *item = find_item (self, TW_ATTENTION_UNCALCULATED);
  g_autofree char *name = NULL;
  TwCalendarUnit unit;
  TwSpan span;

  if (item != NULL && item->period != NULL)
    name = g_strdup (item->period);
  else if (self->steps.last_fact != TW_DATE_NONE
           && tw_calendar_parse (calendar, tw_document_get_period (document), &span, &unit, NULL)
           && tw_calendar_unit_at (calendar, unit, self->steps.last_fact, &span))
    name = tw_calendar_name (calendar, unit, span.start);

  if (name != NULL)
    tw_document_set_period (document, name, NULL);
}

static void
review (TwOverviewView *self,
        TwWindow       *window)
{
  const TwAttention *item = find_item (self, TW_ATTENTION_STATEMENTS);
  TwView *view;

  if (item != NULL && item->period != NULL)
    tw_document_set_period (get_document (self), item->period, NULL);

  view = tw_window_show_view (window, "statements");
  g_action_group_activate_action (G_ACTION_GROUP (tw_view_get_actions (view)), "queue",
                                  g_variant_new_string ("review"));
  tw_view_focus (view);
}

static void
begin (TwOverviewView *self,
       TwFirstStep     step)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (window == NULL || !tw_first_steps_can_begin (&self->steps, step))
    return;

  switch (step)
    {
    case TW_FIRST_PARTNERS:
    case TW_FIRST_FACTS:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.import-data", NULL);
      break;

    case TW_FIRST_PROGRAM:
      if (self->steps.drafts > 0)
        tw_view_focus (tw_window_show_view (window, "programs"));
      else
        gtk_widget_activate_action (GTK_WIDGET (tw_window_show_view (window, "programs")), "view.new", NULL);
      break;

    case TW_FIRST_CALCULATE:
      go_to_facts (self);
      gtk_widget_activate_action (GTK_WIDGET (tw_window_show_view (window, "statements")), "view.calculate", NULL);
      break;

    case TW_FIRST_APPROVE:
      review (self, window);
      break;

    case TW_FIRST_PLAN:
      gtk_widget_activate_action (GTK_WIDGET (tw_window_show_view (window, "plans")), "view.new", NULL);
      break;

    case TW_N_FIRST_STEPS:
    default:
      break;
    }
}

static void
on_row_activated (TwOverviewView *self,
                  GtkListBoxRow  *row)
{
  begin (self, (TwFirstStep) gtk_list_box_row_get_index (row));
}

static void
on_clicked (GtkButton      *button,
            TwOverviewView *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);

  begin (self, (TwFirstStep) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

/* --- rows --- */

/* What is there once a step is done, with %s for how many. */
static const char *
get_words (TwFirstStep step,
           gulong      n)
{
  switch (step)
    {
    case TW_FIRST_PARTNERS:
      return ngettext ("%s partner", "%s partners", n);
    case TW_FIRST_FACTS:
      return ngettext ("%s transaction", "%s transactions", n);
    case TW_FIRST_PROGRAM:
      return ngettext ("%s published version", "%s published versions", n);
    case TW_FIRST_CALCULATE:
      return ngettext ("%s calculated period", "%s calculated periods", n);
    case TW_FIRST_APPROVE:
      return ngettext ("%s approved statement", "%s approved statements", n);
    case TW_FIRST_PLAN:
    case TW_N_FIRST_STEPS:
    default:
      return ngettext ("%s plan", "%s plans", n);
    }
}

/* (transfer full): what is there, else what it is or lacks. */
static char *
describe (const TwFirstSteps *state,
          TwFirstStep         step)
{
  gint64 n = state->count[step];

  if (n > 0)
    {
      g_autofree char *count = tw_format_count ((guint) n);

      return g_strdup_printf (get_words (step, (gulong) n), count);
    }
  if (!tw_first_steps_can_begin (state, step))
    return g_strdup (_(steps[step].needs));
  if (step == TW_FIRST_PROGRAM && state->drafts > 0)
    return g_strdup_printf (ngettext ("%d draft is not published yet", "%d drafts are not published yet",
                                      (gulong) state->drafts), (int) state->drafts);

  return g_strdup (_(steps[step].text));
}

static GtkWidget *
create_mark (TwFirstStep step,
             gboolean    done)
{
  GtkWidget *mark;

  if (done)
    {
      mark = gtk_image_new_from_icon_name ("object-select-symbolic");
    }
  else
    {
      g_autofree char *number = tw_format_count (step + 1);

      mark = gtk_label_new (number);
      gtk_widget_add_css_class (mark, "numeric");
      gtk_widget_add_css_class (mark, "dim-label");
    }
  gtk_widget_add_css_class (mark, "step-mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);

  return mark;
}

/* The row has the focus and Enter; the button is there for the pointer, and says what Enter does. */
static GtkWidget *
create_button (TwOverviewView *self,
               TwFirstStep     step,
               gboolean        next)
{
  const char *verb = step == TW_FIRST_PROGRAM && self->steps.drafts > 0 ? _("Open Programs") : _(steps[step].verb);
  GtkWidget *button = gtk_button_new_with_label (verb);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_sensitive (button, tw_first_steps_can_begin (&self->steps, step));
  if (next)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);

  return button;
}

static GtkWidget *
create_row (TwOverviewView *self,
            TwFirstStep     step)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean done = self->steps.count[step] > 0;
  const char *title = _(steps[step].title);
  g_autofree char *text = describe (&self->steps, step);
  g_autofree char *name = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_mark (step, done));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !done && tw_first_steps_can_begin (&self->steps, step));
  if (!done)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button (self, step, step == tw_first_steps_next (&self->steps)));

  /* Translators: %1$u and %2$u are the number of a step and of all, %3$s what it is, %4$s more about it. */
  name = g_strdup_printf (done ? _("Step %1$u of %2$u, done: %3$s, %4$s") : _("Step %1$u of %2$u: %3$s, %4$s"),
                          step + 1u, (guint) TW_N_FIRST_STEPS, title, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static gboolean
is_same (const TwFirstSteps *a,
         const TwFirstSteps *b)
{
  for (TwFirstStep step = 0; step < TW_N_FIRST_STEPS; step++)
    {
      if (a->count[step] != b->count[step])
        return FALSE;
    }

  return a->drafts == b->drafts && a->complete == b->complete;
}

/* --- showing --- */

gboolean
tw_overview_has_steps (TwOverviewView *self)
{
  return gtk_widget_get_visible (self->steps_section);
}

gboolean
tw_overview_focus_steps (TwOverviewView *self)
{
  int next = (int) tw_first_steps_next (&self->steps);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->steps_list, next);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
tw_overview_show_steps (TwOverviewView     *self,
                        const TwFirstSteps *state)
{
  gboolean shown = !state->complete && !tw_document_is_read_only (get_document (self));
  gboolean same = shown == tw_overview_has_steps (self) && is_same (&self->steps, state);
  gboolean focused = tw_overview_get_focused_row (self, self->steps_list) >= 0;
  GtkWidget *row;

  self->steps = *state;
  if (same)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->steps_list))) != NULL)
    gtk_list_box_remove (self->steps_list, row);
  for (TwFirstStep step = 0; shown && step < TW_N_FIRST_STEPS; step++)
    gtk_list_box_append (self->steps_list, create_row (self, step));

  gtk_widget_set_visible (self->steps_section, shown);
  if (focused && shown)
    tw_overview_focus_steps (self);
}

GtkWidget *
tw_overview_create_steps (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->steps_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->steps_list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->steps_list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps_list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("First Steps"),
                                  -1);
  g_signal_connect_object (self->steps_list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), tw_overview_create_heading (_("First Steps")));
  gtk_box_append (GTK_BOX (box), tw_tab_stop_new (GTK_WIDGET (self->steps_list)));
  gtk_widget_set_visible (box, FALSE);
  self->steps_section = box;

  return box;
}
