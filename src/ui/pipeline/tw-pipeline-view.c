/* tw-pipeline-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "common/tw-period-text.h"
#include "pipeline/tw-opportunity-page.h"
#include "tw-record.h"
#include "tw-registration.h"
#include "tw-row-store.h"
#include "tw-setting.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwPipelineView, tw_pipeline_view, TW_TYPE_VIEW)

static const char *const deal_columns[] = {
  "customer", "partner", "role",   "stage",       "amount", "weighted",    "currency", "close", "protected_until",
  "status",   "name",    "others", "external_id", "next_step", "product", "probability", "closed", NULL,
};

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

/* Everything that the filter consists of, so that columns are only read again where it changed. */
static char *
describe_filter (TwPipelineView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  TwSpan span = tw_document_get_span (tw_view_get_document (TW_VIEW (self)));
  char *chip;

  g_string_append_printf (text, "%d %d %s", span.start, span.end, tw_list_source_get_words (TW_LIST_SOURCE (self->source)));
  for (guint i = 0; (chip = klass->describe_filter (self->source, i)) != NULL; i++)
    {
      g_string_append_printf (text, "\n%s", chip);
      g_free (chip);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_source_changed (TwPipelineView *self)
{
  g_autofree char *filter = describe_filter (self);

  if (g_strcmp0 (filter, self->followed) == 0)
    return;

  g_free (self->followed);
  self->followed = g_steal_pointer (&filter);
  tw_board_follow (self->board, TW_LIST_SOURCE (self->source));
  tw_pipeline_load_sums (self);
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

static void
on_activated (TwPipelineView *self,
              gint64          key)
{
  tw_pipeline_open (self, key);
}

static void
on_moved (TwPipelineView *self,
          GVariant       *keys,
          TwBoardColumn  *column)
{
  gsize n;
  const gint64 *ids = g_variant_get_fixed_array (keys, &n, sizeof (gint64));

  tw_pipeline_move (self, ids, n, tw_board_column_get_stage (column));
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

static void
on_face_toggled (TwPipelineView *self)
{
  gboolean board = tw_pipeline_shows_board (self);
  g_autoptr (GArray) keys = board ? tw_table_get_selected (self->table) : tw_board_get_selected (self->board);

  tw_table_set_face (self->table, NULL, board);

  /* What was selected in one is in the other. */
  if (keys->len > 0 && board)
    tw_board_select (self->board, g_array_index (keys, gint64, 0), FALSE);
  else if (keys->len > 0)
    tw_table_select (self->table, g_array_index (keys, gint64, 0));

  tw_pipeline_update_actions (self);
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

/* --- building --- */

static GtkWidget *
create_empty_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *import = gtk_button_new_with_mnemonic (_("_Import…"));
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_New Opportunity"));

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (add, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "view.new");
  gtk_widget_add_css_class (import, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import-data");
  gtk_box_append (GTK_BOX (box), import);
  gtk_box_append (GTK_BOX (box), add);

  return box;
}

static GMenuModel *
create_menu (TwPipelineView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) third = g_menu_new ();

  g_menu_append (first, _("_Open"), "view.open");
  g_menu_append_submenu (first, _("_Move to Stage"), G_MENU_MODEL (self->stages_menu));
  g_menu_append (second, _("_Register Deal…"), "view.register");
  g_menu_append (second, _("_Set Roles…"), "view.roles");
  g_menu_append (second, _("Mark _Won…"), "view.win");
  g_menu_append (second, _("Mark _Lost…"), "view.lose");
  g_menu_append (third, _("_Copy"), "view.copy");
  g_menu_append (third, _("R_emove"), "view.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));

  return G_MENU_MODEL (menu);
}

/* Faces and what needs attention in one line; the sums below, where they may take a second one. */
static GtkWidget *
create_bar (TwPipelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *faces = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *list_button = gtk_toggle_button_new_with_label (_("List"));
  GtkWidget *stages = gtk_button_new_from_icon_name ("emblem-system-symbolic");

  self->board_button = gtk_toggle_button_new_with_label (_("Board"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (list_button), GTK_TOGGLE_BUTTON (self->board_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->board_button), TRUE);
  gtk_widget_add_css_class (faces, "linked");
  gtk_box_append (GTK_BOX (faces), self->board_button);
  gtk_box_append (GTK_BOX (faces), list_button);
  gtk_box_append (GTK_BOX (bar), faces);

  self->ending = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->ending, PANGO_ELLIPSIZE_END);
  self->ending_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->ending_button), GTK_WIDGET (self->ending));
  gtk_widget_add_css_class (self->ending_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ending_button), "view.show-ending");
  gtk_widget_set_visible (self->ending_button, FALSE);
  gtk_box_append (GTK_BOX (bar), self->ending_button);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (stages), "view.stages");
  gtk_widget_set_tooltip_text (stages, _("Stages and Registrations…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (stages), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Stages and Registrations…"), -1);
  gtk_widget_set_halign (stages, GTK_ALIGN_END);
  gtk_widget_set_hexpand (stages, TRUE);
  gtk_widget_add_css_class (stages, "flat");
  gtk_box_append (GTK_BOX (bar), stages);

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "board-summary");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  gtk_widget_add_css_class (box, "table-bar");

  return box;
}

static GtkWidget *
create_opportunities (TwPipelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = create_menu (self);

  gtk_box_append (GTK_BOX (box), create_bar (self));
  self->table = TW_TABLE (tw_table_new ("deals", _("Opportunities")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-pipeline-symbolic", _("No Opportunities"),
                      _("Deals that are open or were closed in this period appear here."), create_empty_buttons ());
  self->source = tw_list_source_new (tw_pipeline_get_workspace (self), tw_entity_find ("deal"), deal_columns);
  self->board = TW_BOARD (tw_board_new (tw_pipeline_get_workspace (self)));
  tw_board_set_menu (self->board, menu);
  tw_table_set_face (self->table, GTK_WIDGET (self->board), TRUE);
  tw_table_set_source (self->table, self->source);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));

  return box;
}

static void
connect_signals (TwPipelineView *self)
{
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (tw_pipeline_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "selection-changed", G_CALLBACK (tw_pipeline_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board_button, "toggled", G_CALLBACK (on_face_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (tw_pipeline_update_actions), self,
                           G_CONNECT_SWAPPED);
}

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
  gtk_stack_add_titled (self->stack, create_opportunities (self), "opportunities", _("Opportunities"));
  gtk_stack_add_titled (self->stack, tw_pipeline_create_registrations (self), "registrations", _("Registrations"));
  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  connect_signals (self);

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
  g_signal_handlers_disconnect_by_data (self->registration_table, self);
  g_signal_handlers_disconnect_by_data (self->waiting_button, self);
}

static void
tw_pipeline_view_dispose (GObject *object)
{
  TwPipelineView *self = TW_PIPELINE_VIEW (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
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
