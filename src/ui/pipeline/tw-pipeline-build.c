/* tw-pipeline-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The widgets of the view, once, and what they tell it. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-pipeline-private.h"

#include "common/tw-status-page.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

#define FOLLOW_MS 80

static const char *const deal_columns[] = {
  "customer", "partner", "role",   "stage",       "amount", "weighted",    "currency", "close", "protected_until",
  "status",   "name",    "others", "external_id", "next_step", "product", "probability", "closed", NULL,
};

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

static void
on_details (TwPipelineView *self,
            gint64          key)
{
  tw_pipeline_show_details (self, key, TRUE);
}

static gboolean
follow_later (gpointer user_data)
{
  TwPipelineView *self = user_data;

  self->details_source = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    tw_pipeline_follow_details (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* The pane follows the card, as long as it is open and this view is the one that is seen: when the focus is there as
 * well, and not at each of many keys. */
static void
on_selection_changed (TwPipelineView *self)
{
  tw_pipeline_update_actions (self);

  if (self->details_source == 0)
    self->details_source = g_timeout_add (FOLLOW_MS, follow_later, self);
}

static GMenuModel *
create_menu (TwPipelineView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) third = g_menu_new ();

  g_menu_append (first, _("_Open"), "view.open");
  g_menu_append (first, _("Open in _New Window"), "view.open-window");
  g_menu_append (first, _("_Details"), "view.details");
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
  gtk_label_set_wrap (self->ending, TRUE);
  gtk_label_set_natural_wrap_mode (self->ending, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (self->ending, 2);
  self->ending_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->ending_button), GTK_WIDGET (self->ending));
  gtk_widget_add_css_class (self->ending_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ending_button), "view.show-ending");
  gtk_widget_set_visible (self->ending_button, FALSE);
  gtk_box_append (GTK_BOX (bar), self->ending_button);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (stages), "view.stages");
  tw_tooltip_set (stages, _("Stages and Registrations…"));
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

GtkWidget *
tw_pipeline_create_opportunities (TwPipelineView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = create_menu (self);

  gtk_box_append (GTK_BOX (box), create_bar (self));
  self->table = TW_TABLE (tw_table_new ("deals", _("Opportunities")));
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->table, "tw-pipeline-symbolic", _("No Opportunities"),
                      _("Deals that are open or were closed in this period appear here."),
                      tw_status_page_buttons (_("_Import…"), "win.import-data",
                                              _("_New Opportunity"), "view.new"));
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
on_tab (TwPipelineView *self)
{
  if (tw_pipeline_shows_registrations (self) && self->registration_table == NULL)
    adw_bin_set_child (ADW_BIN (self->registrations_bin), tw_pipeline_create_registrations (self));
  tw_pipeline_update_actions (self);
}

void
tw_pipeline_connect_signals (TwPipelineView *self)
{
  g_signal_connect_object (self->source, "changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "details", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board_button, "toggled", G_CALLBACK (on_face_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab), self, G_CONNECT_SWAPPED);
}
