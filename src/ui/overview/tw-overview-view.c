/* tw-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-rows-page.h"
#include "tw-history-list.h"
#include "tw-plan-attention.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwOverviewView, tw_overview_view, TW_TYPE_VIEW)

#define SECTION_WIDTH   420
#define PAGE_WIDTH      1720
#define ACTIVITY        5

/* What is read beside the window, at first all but the tie-outs, which take longer. */
typedef struct
{
  TwOverviewView *view;         /* borrowed: it cancels before it goes */
  TwCalendar     *calendar;
  TwDate          today;
  GPtrArray      *items;        /* (nullable) */
  GPtrArray      *history;      /* (nullable) */
  TwFirstSteps    steps;
  GError         *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->items, g_ptr_array_unref);
  g_clear_pointer (&reading->history, g_ptr_array_unref);
  g_clear_error (&reading->error);
  tw_calendar_free (reading->calendar);
  g_free (reading);
}

static Reading *
reading_new (TwOverviewView *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->view = self;
  reading->calendar = tw_calendar_copy (tw_document_get_calendar (tw_view_get_document (TW_VIEW (self))));
  reading->today = tw_period_today ();

  return reading;
}

/* --- what takes longer: tie-outs and the pace of plans --- */

static void
read_ties (TwWorkspace  *workspace,
           GCancellable *cancellable,
           gpointer      data)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) plans = tw_plan_attention_read (workspace, reading->today, cancellable, NULL);

  reading->items = tw_attention_read_ties (workspace, cancellable, &reading->error);
  if (reading->items != NULL && plans != NULL)
    tw_attention_merge (reading->items, plans, reading->today);
}

static void
on_ties (gpointer data)
{
  Reading *reading = data;
  TwOverviewView *self = reading->view;
  g_autoptr (GPtrArray) items = NULL;

  g_clear_object (&self->ties_reading);
  if (reading->items == NULL || reading->items->len == 0 || self->items == NULL)
    return;

  /* The rows that stand there, and these: the array that is shown isn't changed. */
  items = g_ptr_array_copy (self->items, NULL, NULL);
  g_ptr_array_set_free_func (self->items, NULL);
  g_ptr_array_set_free_func (items, (GDestroyNotify) tw_attention_free);
  tw_attention_merge (items, reading->items, reading->today);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  tw_overview_show_attention (self, g_steal_pointer (&items));
}

/* --- the rest --- */

static void
read_attention (TwWorkspace  *workspace,
                GCancellable *cancellable,
                gpointer      data)
{
  Reading *reading = data;

  reading->items = tw_attention_read (workspace, reading->calendar, reading->today, cancellable, &reading->error);
  if (reading->items != NULL && tw_first_steps_read (workspace, &reading->steps, &reading->error))
    reading->history = tw_history_list (workspace, 0, ACTIVITY, &reading->error);
}

static void
on_attention (gpointer data)
{
  Reading *reading = data;
  TwOverviewView *self = reading->view;

  g_clear_object (&self->attention_reading);
  if (reading->error != NULL)
    {
      tw_overview_show_failure (self, reading->error);
      return;
    }

  tw_overview_show_steps (self, &reading->steps);
  if (self->focus_pending && tw_overview_has_steps (self))
    self->focus_pending = !tw_overview_focus_steps (self);
  tw_overview_show_attention (self, g_steal_pointer (&reading->items));
  tw_overview_show_activity (self, reading->history);
  self->ties_reading = tw_background_run (tw_view_get_document (TW_VIEW (self)), read_ties, on_ties,
                                          reading_new (self), reading_free, NULL);
}

static void
read_view (TwOverviewView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  if (tw_document_get_workspace (document) == NULL)
    return;

  self->dirty = FALSE;
  tw_background_cancel (&self->attention_reading);
  tw_background_cancel (&self->ties_reading);
  tw_overview_show_skeleton (self);
  self->attention_reading = tw_background_run (document, read_attention, on_attention, reading_new (self),
                                               reading_free, &error);
  if (self->attention_reading == NULL)
    tw_overview_show_failure (self, error);

  tw_overview_read_figures (self);
  tw_overview_read_charts (self);
}

void
tw_overview_get_scope (TwOverviewView *self,
                       TwMetricScope  *scope)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  const TwCalendar *calendar = tw_document_get_calendar (document);
  TwSpan span = tw_document_get_span (document);
  TwDate today = tw_period_today ();
  TwCalendarUnit unit;
  TwSpan named;

  *scope = (TwMetricScope){ .period = span, .compare = { span.start, span.start }, .as_of = TW_DATE_NONE,
                            .format = tw_format_metric () };

  if (today >= span.start && today < span.end)
    scope->as_of = today;
  if (tw_calendar_parse (calendar, tw_document_get_period (document), &named, &unit, NULL))
    tw_calendar_unit_at (calendar, unit, span.start - 1, &scope->compare);
}

/* --- pages --- */

void
tw_overview_open_rows (TwOverviewView *self,
                       const TwEntity *entity,
                       const TwFilter *filter,
                       const char     *title)
{
  tw_view_push (TW_VIEW (self), tw_rows_page_new (tw_view_get_document (TW_VIEW (self)), entity, filter), title);
}

static TwRowsPage *
get_rows_page (TwOverviewView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  return TW_IS_ROWS_PAGE (page) ? TW_ROWS_PAGE (page) : NULL;
}

/* --- actions --- */

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  read_view (user_data);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  if (get_rows_page (user_data) != NULL)
    tw_rows_page_export (get_rows_page (user_data));
}

static const GActionEntry actions[] = {
  { "reload", reload_action },
  { "export", export_action },
};

/* --- TwView --- */

static void
overview_document_changed (TwView *view)
{
  read_view (TW_OVERVIEW_VIEW (view));
}

static void
overview_period_changed (TwView *view)
{
  TwOverviewView *self = TW_OVERVIEW_VIEW (view);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  tw_overview_read_figures (self);
  tw_overview_read_charts (self);
}

static void
overview_page_changed (TwView    *view,
                       GtkWidget *page)
{
  tw_view_enable (view, "export", page != NULL);
}

/* There is no list to filter on the first page: what is looked for is anywhere. */
static gboolean
overview_find (TwView *view)
{
  TwRowsPage *page = get_rows_page (TW_OVERVIEW_VIEW (view));

  if (page != NULL)
    return tw_rows_page_find (page);

  return gtk_widget_activate_action (GTK_WIDGET (view), "win.search", NULL);
}

static gboolean
overview_map_focus (TwView *view)
{
  TwOverviewView *self = TW_OVERVIEW_VIEW (view);

  if (tw_view_get_page (view) != NULL)
    return FALSE;

  /* The rows come a moment later, and then take it. */
  self->focus_pending = self->items == NULL;
  if (self->items != NULL && tw_overview_has_steps (self))
    return tw_overview_focus_steps (self);
  if (self->items != NULL && self->items->len > 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->attention_list), GTK_DIR_TAB_FORWARD);

  return self->focus_pending;
}

static gboolean
overview_escape (TwView *view)
{
  TwRowsPage *page = get_rows_page (TW_OVERVIEW_VIEW (view));

  return page != NULL && tw_rows_page_escape (page);
}

/* --- building --- */

GtkWidget *
tw_overview_create_heading (const char *title)
{
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_set_valign (heading, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "section-head");

  return heading;
}

static GtkWidget *
create_page (TwOverviewView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *top = tw_card_grid_new (SECTION_WIDTH, 2);

  tw_card_grid_append (TW_CARD_GRID (top), tw_overview_create_attention (self));
  tw_card_grid_append (TW_CARD_GRID (top), tw_overview_create_figures (self));
  gtk_box_append (GTK_BOX (box), tw_overview_create_steps (self));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), tw_overview_create_charts (self));
  gtk_box_append (GTK_BOX (box), tw_overview_create_activity (self));
  gtk_widget_add_css_class (box, "overview");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), PAGE_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), PAGE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static void
tw_overview_view_constructed (GObject *object)
{
  TwOverviewView *self = TW_OVERVIEW_VIEW (object);

  G_OBJECT_CLASS (tw_overview_view_parent_class)->constructed (object);

  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
  tw_view_set_title (TW_VIEW (self), _("Overview"), NULL);
  tw_view_set_root (TW_VIEW (self), create_page (self));
  tw_view_enable (TW_VIEW (self), "export", FALSE);
  self->dirty = TRUE;
}

static void
tw_overview_view_map (GtkWidget *widget)
{
  TwOverviewView *self = TW_OVERVIEW_VIEW (widget);

  GTK_WIDGET_CLASS (tw_overview_view_parent_class)->map (widget);

  if (self->dirty)
    read_view (self);
}

static void
tw_overview_view_dispose (GObject *object)
{
  TwOverviewView *self = TW_OVERVIEW_VIEW (object);

  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  tw_background_cancel (&self->attention_reading);
  tw_background_cancel (&self->ties_reading);
  tw_background_cancel (&self->figures_reading);
  g_clear_pointer (&self->charts, g_ptr_array_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_overview_view_parent_class)->dispose (object);
}

static void
tw_overview_view_class_init (TwOverviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_overview_view_constructed;
  object_class->dispose = tw_overview_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = tw_overview_view_map;
  view_class->document_changed = overview_document_changed;
  view_class->period_changed = overview_period_changed;
  view_class->page_changed = overview_page_changed;
  view_class->find = overview_find;
  view_class->escape = overview_escape;
  view_class->map_focus = overview_map_focus;
}

static void
tw_overview_view_init (TwOverviewView *self)
{
}

TwView *
tw_overview_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_OVERVIEW_VIEW, "document", document, NULL);
}
