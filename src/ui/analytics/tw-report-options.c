/* tw-report-options.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-report-private.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

void
tw_report_entry_free (gpointer entry)
{
  g_free (entry);
}

static guint
index_of (TwReportEntry *entry)
{
  guint index = 0;

  g_ptr_array_find (entry->window->entries, entry, &index);

  return index;
}

static void
update_buttons (TwReportWindow *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      TwReportEntry *entry = g_ptr_array_index (self->entries, i);

      gtk_widget_set_sensitive (entry->earlier, i > 0);
      gtk_widget_set_sensitive (entry->later, i + 1 < self->entries->len);
    }
}

/* The focus stays on the button that was pressed, as long as that can be pressed again. */
static void
move_entry (TwReportEntry *entry,
            guint          to)
{
  TwReportWindow *self = entry->window;
  guint from = index_of (entry);
  gboolean earlier = to < from;

  if (to >= self->entries->len || to == from)
    return;

  g_ptr_array_steal_index (self->entries, from);
  g_ptr_array_insert (self->entries, (int) to, entry);
  g_object_ref (entry->row);
  gtk_list_box_remove (self->list, entry->row);
  gtk_list_box_insert (self->list, entry->row, (int) to);
  g_object_unref (entry->row);
  update_buttons (self);
  gtk_widget_grab_focus (earlier == gtk_widget_get_sensitive (entry->earlier) ? entry->earlier : entry->later);
  tw_report_preview_change (self);
}

static void
on_earlier (TwReportEntry *entry)
{
  guint index = index_of (entry);

  if (index > 0)
    move_entry (entry, index - 1);
}

static void
on_later (TwReportEntry *entry)
{
  move_entry (entry, index_of (entry) + 1);
}

static GtkWidget *
create_button (TwReportEntry *entry,
               const char    *icon_name,
               const char    *format,
               GCallback      callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *name = g_strdup_printf (format, tw_metric_chart_get_title (entry->chart));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  tw_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, entry);

  return button;
}

static GtkWidget *
create_words (TwReportWindow *self,
              const char     *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (row, "changed", G_CALLBACK (tw_report_preview_change), self, G_CONNECT_SWAPPED);

  return row;
}

/* --- dragging a chart to another place --- */

static GdkContentProvider *
on_prepare (GtkDragSource *source,
            double         x,
            double         y,
            TwReportEntry *entry)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (entry->row);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);

  return gdk_content_provider_new_typed (ADW_TYPE_EXPANDER_ROW, entry->row);
}

static gboolean
on_drop (TwReportEntry *entry,
         const GValue  *value)
{
  GPtrArray *entries = entry->window->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      TwReportEntry *dragged = g_ptr_array_index (entries, i);

      if (dragged->row == g_value_get_object (value) && dragged != entry)
        {
          move_entry (dragged, index_of (entry));
          return TRUE;
        }
    }

  return FALSE;
}

static void
add_dragging (TwReportEntry *entry)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ADW_TYPE_EXPANDER_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), entry);
  gtk_widget_add_controller (entry->row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), entry);
  gtk_widget_add_controller (entry->row, GTK_EVENT_CONTROLLER (target));
}

static TwReportEntry *
add_entry (TwReportWindow      *self,
           const TwMetricChart *chart)
{
  TwReportEntry *entry = g_new0 (TwReportEntry, 1);
  const char *title = tw_metric_chart_get_title (chart);

  entry->window = self;
  entry->chart = chart;
  entry->row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), title);
  entry->check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (entry->check), TRUE);
  gtk_widget_set_valign (entry->check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (entry->check, "toggled", G_CALLBACK (tw_report_preview_change), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (entry->row), entry->check);

  /* Translators: %s is a chart. */
  entry->later = create_button (entry, "go-down-symbolic", _("Move %s Later"), G_CALLBACK (on_later));
  /* Translators: %s is a chart. */
  entry->earlier = create_button (entry, "go-up-symbolic", _("Move %s Earlier"), G_CALLBACK (on_earlier));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (entry->row), entry->later);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (entry->row), entry->earlier);

  entry->title = create_words (self, _("Title"));
  entry->comment = create_words (self, _("Comment"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (entry->row), entry->title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (entry->row), entry->comment);
  add_dragging (entry);
  g_ptr_array_add (self->entries, entry);
  gtk_list_box_append (self->list, entry->row);

  return entry;
}

static GtkWidget *
create_report_group (TwReportWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *papers[] = { _("A4"), _("US Letter"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (papers);

  self->title = create_words (self, _("Title"));
  self->comment = create_words (self, _("Comment for the First Page"));
  self->paper = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->paper), _("Paper"));
  adw_combo_row_set_model (self->paper, G_LIST_MODEL (model));
  g_signal_connect_object (self->paper, "notify::selected", G_CALLBACK (tw_report_preview_change), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->comment);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->paper));

  return group;
}

GtkWidget *
tw_report_options_create (TwReportWindow    *self,
                          const char *const *charts)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *heading = gtk_label_new (_("Charts"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Charts"), -1);
  for (guint i = 0; charts[i] != NULL; i++)
    {
      const TwMetricChart *chart = tw_metric_chart_find (charts[i]);

      if (chart != NULL)
        add_entry (self, chart);
    }
  update_buttons (self);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (box, "page-body");
  gtk_box_append (GTK_BOX (box), create_report_group (self));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}
