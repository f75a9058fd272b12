/* tw-analytics-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-analytics-private.h"

#include "analytics/tw-investments-page.h"
#include "application/tw-settings.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-rows-page.h"

#include <glib/gi18n-lib.h>

/* So many answers stand above the charts. */
#define N_FINDINGS 3
/* How long, and how often, the mark that was left is waited for. */
#define RETURN_MS    50
#define RETURN_TRIES 40

G_DEFINE_FINAL_TYPE (TwAnalyticsView, tw_analytics_view, TW_TYPE_VIEW)

/* --- what is shown --- */

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* The first answers of the charts as they stand: somebody who moves a card to the front wants to read of it first. */
static void
update_findings (TwAnalyticsView *self)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  clear_box (self->findings);
  for (guint i = 0; i < self->cards->len && n < N_FINDINGS; i++)
    {
      const TwAnalyticsCard *card = g_ptr_array_index (self->cards, i);
      GtkWidget *label;

      if (card->finding == NULL || !g_hash_table_add (said, card->finding))
        continue;
      label = gtk_label_new (card->finding);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_widget_add_css_class (label, n == 0 ? "title-4" : "body");
      gtk_box_append (GTK_BOX (self->findings), label);
      n++;
    }
  gtk_widget_set_visible (self->findings, n > 0);
}

void
tw_analytics_view_show_card (TwAnalyticsView *self,
                             TwAnalyticsCard *card,
                             TwChartSpec     *spec,
                             TwMetricTable   *table,
                             const char      *finding,
                             const GError    *error)
{
  card->pending = FALSE;
  g_free (card->finding);
  card->finding = g_strdup (finding);
  g_clear_pointer (&card->table, tw_metric_table_release);
  if (table != NULL)
    card->table = tw_metric_table_ref (table);

  if (error != NULL)
    tw_chart_card_set_error (card->widget, error);
  else if (spec != NULL)
    tw_chart_card_set_spec (card->widget, spec);
  update_findings (self);
}

static gboolean
has_data (TwAnalyticsView *self)
{
  TwSpan period = tw_document_get_span (tw_view_get_document (TW_VIEW (self)));

  return self->data.start < period.end && self->data.end > period.start;
}

static void
update_status (TwAnalyticsView *self)
{
  gboolean never = self->data.start >= self->data.end;

  if (never)
    {
      adw_status_page_set_title (self->status, _("No Data Yet"));
      adw_status_page_set_description (self->status, _("Import transactions, and their figures appear here."));
      gtk_button_set_label (GTK_BUTTON (self->status_button), _("_Import…"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), "win.import-data");
    }
  else
    {
      g_autofree char *first = tw_format_date (self->data.start);
      g_autofree char *last = tw_format_date (self->data.end - 1);
      /* Translators: %1$s and %2$s are dates. */
      g_autofree char *text = g_strdup_printf (_("Transactions run from %1$s to %2$s."), first, last);

      adw_status_page_set_title (self->status, _("No Data in This Period"));
      adw_status_page_set_description (self->status, text);
      gtk_button_set_label (GTK_BUTTON (self->status_button), _("_Go to Last Period"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), "view.last-period");
    }
}

void
tw_analytics_view_show_data (TwAnalyticsView *self,
                             TwSpan           data)
{
  gboolean shown;

  self->data = data;
  shown = has_data (self);
  if (!shown)
    update_status (self);
  gtk_stack_set_visible_child_name (self->stack, shown ? "cards" : "status");
  tw_analytics_view_update (self);
}

void
tw_analytics_view_update (TwAnalyticsView *self)
{
  TwView *view = TW_VIEW (self);
  GtkWidget *page = tw_view_get_page (view);
  gboolean writable = !tw_document_is_read_only (tw_view_get_document (view));
  gboolean investments = TW_IS_INVESTMENTS_PAGE (page);
  gboolean any = investments && tw_investments_page_has_selection (TW_INVESTMENTS_PAGE (page));
  gboolean data = page == NULL && has_data (self);

  tw_view_enable (view, "board-report", data);
  tw_view_enable (view, "investments", page == NULL);
  tw_view_enable (view, "last-period", page == NULL && !data && self->data.start < self->data.end);
  tw_view_enable (view, "new", investments && writable);
  tw_view_enable (view, "open", investments && any);
  tw_view_enable (view, "remove", investments && any && writable);
  tw_view_enable (view, "export", page != NULL || data);

  if (data)
    tw_view_set_primary (view, _("_Board Report…"), "view.board-report");
  else if (investments && writable)
    tw_view_set_primary (view, _("_New Investment…"), "view.new");
  else
    tw_view_set_primary (view, NULL, NULL);
}

/* --- TwView --- */

static void
set_period (TwAnalyticsView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));

  tw_filter_bar_set_period (self->bar, tw_document_get_calendar (document), tw_document_get_span (document),
                            tw_document_get_period (document), tw_period_today ());
}

/* What nobody sees is loaded when it is seen. */
static void
reload (TwAnalyticsView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_analytics_view_load (self, NULL);
  else
    self->dirty = TRUE;
}

static void
analytics_document_changed (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  if (TW_IS_INVESTMENTS_PAGE (page))
    tw_investments_page_refresh (TW_INVESTMENTS_PAGE (page));
  set_period (TW_ANALYTICS_VIEW (view));
  reload (TW_ANALYTICS_VIEW (view));
  tw_analytics_view_update (TW_ANALYTICS_VIEW (view));
}

static void
analytics_period_changed (TwView *view)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (view);

  /* The rows of a mark are those of its period. */
  while (TW_IS_ROWS_PAGE (tw_view_get_page (view)))
    tw_view_pop (view);
  set_period (self);
  tw_analytics_view_clear_brush (self);
  reload (self);
}

/* Back leads to the mark, whose widget may stand for another one meanwhile, or be a new one; it takes the focus once its
 * page has slid in. */
static gboolean
on_return (gpointer data)
{
  TwAnalyticsView *self = data;
  TwChartView *chart = self->left != NULL ? tw_chart_card_get_view (self->left->widget) : NULL;

  if (chart != NULL && tw_view_get_page (TW_VIEW (self)) == NULL
      && !tw_chart_view_focus_mark (chart, self->left_mark) && self->return_tries++ < RETURN_TRIES)
    return G_SOURCE_CONTINUE;

  self->left = NULL;
  g_clear_pointer (&self->left_mark, g_free);
  self->return_source = 0;

  return G_SOURCE_REMOVE;
}

void
tw_analytics_view_show_chart (TwAnalyticsView *self,
                              const char      *id)
{
  g_return_if_fail (TW_IS_ANALYTICS_VIEW (self));

  while (tw_view_get_page (TW_VIEW (self)) != NULL && tw_view_pop (TW_VIEW (self)))
    ;
  for (guint i = 0; i < self->cards->len; i++)
    {
      TwAnalyticsCard *card = g_ptr_array_index (self->cards, i);

      if (g_strcmp0 (card->chart->id, id) == 0)
        self->left = card;
    }
  g_clear_pointer (&self->left_mark, g_free);
  self->return_tries = 0;
  if (self->left != NULL && self->return_source == 0)
    self->return_source = g_timeout_add (RETURN_MS, on_return, self);
}

static void
analytics_page_changed (TwView    *view,
                        GtkWidget *page)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (view);

  tw_analytics_view_update (self);

  if (page == NULL && self->left != NULL && self->return_source == 0)
    {
      self->return_tries = 0;
      self->return_source = g_timeout_add (RETURN_MS, on_return, self);
    }
}

static gboolean
analytics_find (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  if (TW_IS_ROWS_PAGE (page))
    return tw_rows_page_find (TW_ROWS_PAGE (page));
  if (TW_IS_INVESTMENTS_PAGE (page))
    return tw_investments_page_find (TW_INVESTMENTS_PAGE (page));

  return gtk_widget_child_focus (GTK_WIDGET (TW_ANALYTICS_VIEW (view)->bar), GTK_DIR_TAB_FORWARD);
}

static gboolean
analytics_escape (TwView *view)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (view);
  GtkWidget *page = tw_view_get_page (view);

  if (TW_IS_ROWS_PAGE (page))
    return tw_rows_page_escape (TW_ROWS_PAGE (page));
  if (TW_IS_INVESTMENTS_PAGE (page))
    return tw_investments_page_escape (TW_INVESTMENTS_PAGE (page));
  if (self->brush.card == NULL)
    return FALSE;

  tw_analytics_view_clear_brush (self);
  tw_analytics_view_load (self, NULL);

  return TRUE;
}

/* --- construction --- */

static void
on_bar_changed (TwAnalyticsView *self)
{
  tw_analytics_view_remember (self);
  tw_analytics_view_load (self, NULL);
}

static void
on_brush_cleared (TwAnalyticsView *self)
{
  tw_analytics_view_clear_brush (self);
  tw_analytics_view_load (self, NULL);
}

static GtkWidget *
create_status (TwAnalyticsView *self)
{
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->status, "tw-analytics-symbolic");
  self->status_button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->status_button), TRUE);
  gtk_widget_add_css_class (self->status_button, "pill");
  gtk_widget_set_halign (self->status_button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (self->status, self->status_button);
  gtk_widget_set_vexpand (GTK_WIDGET (self->status), TRUE);

  return GTK_WIDGET (self->status);
}

static GtkWidget *
create_charts (TwAnalyticsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->findings = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_visible (self->findings, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->findings), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Answers"), -1);
  self->grid = TW_CHART_GRID (tw_chart_grid_new ());
  gtk_widget_add_css_class (box, "analytics-body");
  gtk_box_append (GTK_BOX (box), self->findings);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_vexpand (self->scroller, TRUE);

  return self->scroller;
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Investments"), "view.investments");
  g_menu_append (menu, _("_Import Investments…"), "win.import-data");
  g_menu_append (menu, _("_Reset the Order of Charts"), "view.reset-order");

  return G_MENU_MODEL (menu);
}

static void
tw_analytics_view_constructed (GObject *object)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (object);
  const char *path = tw_document_get_path (tw_view_get_document (TW_VIEW (self)));
  g_autofree char *text = tw_settings_get_memory (path, "analytics-filters");
  g_autoptr (GMenuModel) menu = create_menu ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  G_OBJECT_CLASS (tw_analytics_view_parent_class)->constructed (object);

  tw_analytics_view_add_actions (self);
  self->bar = TW_FILTER_BAR (tw_filter_bar_new ());
  tw_filter_bar_set_menu (self->bar, menu);
  set_period (self);
  tw_filter_bar_restore (self->bar, text);
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (on_bar_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "brush-cleared", G_CALLBACK (on_brush_cleared), self, G_CONNECT_SWAPPED);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, create_charts (self), "cards");
  gtk_stack_add_named (self->stack, create_status (self), "status");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  tw_analytics_view_add_cards (self);
  tw_view_set_title (TW_VIEW (self), _("Analytics"), NULL);
  tw_view_set_root (TW_VIEW (self), box);
  self->dirty = TRUE;
  tw_analytics_view_update (self);
}

static void
tw_analytics_view_map (GtkWidget *widget)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (widget);

  GTK_WIDGET_CLASS (tw_analytics_view_parent_class)->map (widget);

  if (self->dirty)
    tw_analytics_view_load (self, NULL);
}

static void
tw_analytics_view_dispose (GObject *object)
{
  TwAnalyticsView *self = TW_ANALYTICS_VIEW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->brush.card = NULL;
  self->left = NULL;
  g_clear_handle_id (&self->return_source, g_source_remove);
  g_clear_pointer (&self->left_mark, g_free);
  g_clear_pointer (&self->brush.keys, g_strfreev);
  g_clear_pointer (&self->brush.labels, g_strfreev);

  G_OBJECT_CLASS (tw_analytics_view_parent_class)->dispose (object);

  g_clear_pointer (&self->cards, g_ptr_array_unref);
}

static void
tw_analytics_view_class_init (TwAnalyticsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_analytics_view_constructed;
  object_class->dispose = tw_analytics_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = tw_analytics_view_map;

  view_class->document_changed = analytics_document_changed;
  view_class->period_changed = analytics_period_changed;
  view_class->page_changed = analytics_page_changed;
  view_class->find = analytics_find;
  view_class->escape = analytics_escape;
}

static void
card_free (gpointer data)
{
  TwAnalyticsCard *card = data;

  g_clear_pointer (&card->table, tw_metric_table_release);
  g_free (card->finding);
  g_free (card);
}

static void
tw_analytics_view_init (TwAnalyticsView *self)
{
  self->cards = g_ptr_array_new_with_free_func (card_free);
}

TwView *
tw_analytics_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_ANALYTICS_VIEW, "document", document, NULL);
}
