/* tw-pipeline-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "common/tw-period-text.h"
#include "pipeline/tw-deal-details.h"
#include "pipeline/tw-opportunity-page.h"
#include "tw-record.h"
#include "tw-registration.h"
#include "tw-row-store.h"
#include "tw-setting.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwPipelineView, tw_pipeline_view, TW_TYPE_VIEW)

TwWorkspace *
tw_pipeline_get_workspace (TwPipelineView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

gboolean
tw_pipeline_shows_board (TwPipelineView *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->board_button));
}

gboolean
tw_pipeline_shows_registrations (TwPipelineView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "registrations") == 0;
}

TwDate
tw_pipeline_get_date (TwPipelineView *self)
{
  TwSpan span = tw_document_get_span (tw_view_get_document (TW_VIEW (self)));

  return MIN (tw_period_today (), span.end - 1);
}

GArray *
tw_pipeline_get_keys (TwPipelineView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));
  GArray *keys;
  gint64 id;

  if (TW_IS_OPPORTUNITY_PAGE (page))
    {
      keys = g_array_new (FALSE, FALSE, sizeof (gint64));
      id = tw_opportunity_page_get_id (TW_OPPORTUNITY_PAGE (page));

      return g_array_append_val (keys, id);
    }

  if (tw_pipeline_shows_registrations (self))
    return g_array_new (FALSE, FALSE, sizeof (gint64));

  return tw_pipeline_shows_board (self) ? tw_board_get_selected (self->board) : tw_table_get_selected (self->table);
}

/* --- what is shown --- */

static void
update_date (TwPipelineView *self)
{
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);
  TwSpan span = tw_document_get_span (tw_view_get_document (TW_VIEW (self)));

  tw_board_set_date (self->board, tw_pipeline_get_date (self),
                     (int) tw_setting_get_int (workspace, TW_REGISTRATION_WARNING, TW_REGISTRATION_WARNING_INITIAL));
  tw_list_source_set_open_span (TW_LIST_SOURCE (self->source), "closed", span.start, span.end);
}

/* --- selection, opening --- */

void
tw_pipeline_open (TwPipelineView *self,
                  gint64          opportunity)
{
  TwWorkspace *workspace = tw_pipeline_get_workspace (self);
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));
  g_autofree char *title = NULL;

  if (TW_IS_OPPORTUNITY_PAGE (page) && tw_opportunity_page_get_id (TW_OPPORTUNITY_PAGE (page)) == opportunity)
    return;

  title = tw_opportunity_page_read_title (workspace, opportunity);
  if (title != NULL)
    tw_view_push (TW_VIEW (self), tw_opportunity_page_new (tw_view_get_document (TW_VIEW (self)), opportunity), title);
}

/* --- the details pane --- */

void
tw_pipeline_show_details (TwPipelineView *self,
                          gint64          opportunity,
                          gboolean        open)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  GtkWidget *details;

  if (window == NULL || tw_view_get_page (TW_VIEW (self)) != NULL || (!open && !tw_window_has_details (window)))
    return;

  details = opportunity != 0 ? tw_deal_details_new (tw_view_get_document (TW_VIEW (self)), opportunity) : NULL;
  tw_window_show_details (window, _("Opportunity"), details, open);
}

void
tw_pipeline_follow_details (TwPipelineView *self,
                            gboolean        open)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  g_autoptr (GArray) keys = NULL;

  if (window == NULL || (!open && !tw_window_has_details (window)))
    return;

  keys = tw_pipeline_get_keys (self);
  tw_pipeline_show_details (self, keys->len > 0 ? g_array_index (keys, gint64, 0) : 0, open);
}

void
tw_pipeline_update_actions (TwPipelineView *self)
{
  TwView *view = TW_VIEW (self);
  gboolean writable = !tw_document_is_read_only (tw_view_get_document (view));
  GtkWidget *page = tw_view_get_page (view);
  gboolean root = page == NULL;
  gboolean deals = !tw_pipeline_shows_registrations (self);
  g_autoptr (GArray) keys = tw_pipeline_get_keys (self);
  gboolean any = keys->len > 0;
  gboolean one = keys->len == 1;

  tw_view_enable (view, "new", writable && root && deals);
  tw_view_enable (view, "open", root && one);
  tw_view_enable (view, "open-window", root && one);
  tw_view_enable (view, "details", root && any);
  tw_view_enable (view, "move", writable && any);
  tw_view_enable (view, "move-step", writable && any && root);
  tw_view_enable (view, "win", writable && one);
  tw_view_enable (view, "lose", writable && one);
  tw_view_enable (view, "register", writable && one);
  tw_view_enable (view, "roles", writable && one);
  tw_view_enable (view, "remove", writable && any && root);
  tw_view_enable (view, "copy", any);
  tw_view_enable (view, "stages", root && writable);
  tw_view_enable (view, "export", root);
  tw_pipeline_update_registration_actions (self, writable);
  tw_view_set_primary (view, writable && root && deals ? _("_New Opportunity") : NULL, "view.new");
}

void
tw_pipeline_changed (TwPipelineView *self,
                     const char     *text)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));

  tw_document_changed (document);
  tw_window_toast (tw_window_from (GTK_WIDGET (self)), text, tw_document_get_last_entry (document));
}

void
tw_pipeline_set_board (TwPipelineView *self,
                       gboolean        board)
{
  gboolean was = tw_pipeline_shows_board (self);

  if (was != board)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->board_button), board);
}

/* --- TwView --- */

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
pipeline_document_changed (TwView *view)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (view);
  GtkWidget *page = tw_view_get_page (view);
  g_autoptr (GArray) keys = tw_board_get_selected (self->board);
  gboolean focus = has_focus (GTK_WIDGET (self->board));

  update_date (self);
  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
  if (self->registrations != NULL)
    tw_list_source_refresh (TW_LIST_SOURCE (self->registrations));
  tw_board_refresh (self->board);
  if (keys->len == 1)
    tw_board_select (self->board, g_array_index (keys, gint64, 0), focus);
  tw_pipeline_load_sums (self);

  if (TW_IS_OPPORTUNITY_PAGE (page) && tw_opportunity_page_refresh (TW_OPPORTUNITY_PAGE (page)))
    {
      g_autofree char *title = tw_opportunity_page_read_title (
          tw_pipeline_get_workspace (self), tw_opportunity_page_get_id (TW_OPPORTUNITY_PAGE (page)));

      tw_view_set_title (view, title, NULL);
    }
  else if (TW_IS_OPPORTUNITY_PAGE (page))
    tw_view_pop (view);

  tw_pipeline_update_actions (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_pipeline_follow_details (self, FALSE);
}

static void
pipeline_period_changed (TwView *view)
{
  update_date (TW_PIPELINE_VIEW (view));
}

static void
pipeline_page_changed (TwView    *view,
                       GtkWidget *page)
{
  tw_pipeline_update_actions (TW_PIPELINE_VIEW (view));
}

static gboolean
pipeline_find (TwView *view)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (view);

  if (tw_view_get_page (view) != NULL)
    return FALSE;

  return tw_table_find (tw_pipeline_shows_registrations (self) ? self->registration_table : self->table);
}

static gboolean
pipeline_escape (TwView *view)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (view);

  if (tw_view_get_page (view) != NULL)
    return FALSE;
  if (tw_pipeline_shows_registrations (self))
    return tw_table_escape (self->registration_table);

  return (tw_pipeline_shows_board (self) && tw_board_unselect (self->board)) || tw_table_escape (self->table);
}

static gboolean
pipeline_map_focus (TwView *view)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (view);

  if (tw_view_get_page (view) != NULL)
    return FALSE;
  if (tw_pipeline_shows_registrations (self))
    return tw_table_focus_row (self->registration_table);

  return tw_pipeline_shows_board (self) ? tw_board_focus (self->board) : tw_table_focus_row (self->table);
}

static gboolean
pipeline_is_changed (TwView *view)
{
  GtkWidget *page = tw_view_get_page (view);

  return TW_IS_OPPORTUNITY_PAGE (page) && tw_opportunity_page_is_changed (TW_OPPORTUNITY_PAGE (page));
}

static gboolean
pipeline_open_record (TwView     *view,
                      const char *table,
                      gint64      id)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (view);

  if (!tw_record_exists (tw_pipeline_get_workspace (self), table, id))
    return FALSE;

  if (g_str_equal (table, "registration"))
    {
      gtk_stack_set_visible_child_name (self->stack, "registrations");
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->waiting_button), FALSE);
      tw_table_select (self->registration_table, id);
    }
  else
    tw_pipeline_open (self, id);

  return TRUE;
}

/* --- life --- */

static void
tw_pipeline_view_constructed (GObject *object)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  G_OBJECT_CLASS (tw_pipeline_view_parent_class)->constructed (object);

  tw_pipeline_add_actions (self);
  tw_pipeline_add_registration_actions (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_titled (self->stack, tw_pipeline_create_opportunities (self), "opportunities", _("Opportunities"));
  self->registrations_bin = adw_bin_new ();
  gtk_stack_add_titled (self->stack, self->registrations_bin, "registrations", _("Registrations"));
  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  tw_pipeline_connect_signals (self);

  tw_view_set_title (TW_VIEW (self), _("Pipeline"), NULL);
  tw_view_set_root (TW_VIEW (self), box);
  update_date (self);
  tw_pipeline_update_actions (self);
}

/* While it is taken apart, the stack says that another page is shown, and lists that their selection changed. */
static void
disconnect_signals (TwPipelineView *self)
{
  g_signal_handlers_disconnect_by_data (self->source, self);
  g_signal_handlers_disconnect_by_data (self->stack, self);
  g_signal_handlers_disconnect_by_data (self->table, self);
  g_signal_handlers_disconnect_by_data (self->board, self);
  g_signal_handlers_disconnect_by_data (self->board_button, self);
  if (self->registration_table == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->registration_table, self);
  g_signal_handlers_disconnect_by_data (self->registrations, self);
  g_signal_handlers_disconnect_by_data (self->waiting_button, self);
}

static void
tw_pipeline_view_dispose (GObject *object)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->details_source, g_source_remove);
  if (self->source != NULL)
    disconnect_signals (self);
  g_clear_object (&self->source);
  g_clear_object (&self->registrations);
  g_clear_object (&self->stages_menu);
  g_clear_pointer (&self->followed, g_free);

  G_OBJECT_CLASS (tw_pipeline_view_parent_class)->dispose (object);
}

static void
tw_pipeline_view_class_init (TwPipelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_pipeline_view_constructed;
  object_class->dispose = tw_pipeline_view_dispose;

  view_class->document_changed = pipeline_document_changed;
  view_class->period_changed = pipeline_period_changed;
  view_class->page_changed = pipeline_page_changed;
  view_class->find = pipeline_find;
  view_class->escape = pipeline_escape;
  view_class->map_focus = pipeline_map_focus;
  view_class->is_changed = pipeline_is_changed;
  view_class->open_record = pipeline_open_record;
}

static void
tw_pipeline_view_init (TwPipelineView *self)
{
  self->stages_menu = g_menu_new ();
}

TwView *
tw_pipeline_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_PIPELINE_VIEW, "document", document, NULL);
}
