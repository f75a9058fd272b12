/* tw-table-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The popover that shows, hides and moves columns, and sorts: the way of the header in a form that
 * also works by keyboard and where there is no header. It is made when it is opened first. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

static const TwTableColumn *
get_column (TwTable *self,
            guint    column)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
}

static int
get_widget_column (GtkWidget *widget)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "tw-column"));
}

static void
on_toggled (TwTable        *self,
            GtkCheckButton *check)
{
  int column = get_widget_column (GTK_WIDGET (check));

  if (gtk_check_button_get_active (check))
    tw_table_show_column (self, column);
  else
    tw_table_hide_column (self, column);
}

static void
move_column (TwTable   *self,
             GtkWidget *button,
             int        step)
{
  int column = get_widget_column (button);
  int position = tw_table_find_shown (self, column);
  GtkColumnViewColumn *moved = self->columns->pdata[column];

  if (position < 0 || position + step < 1 ||
      position + step >= (int) g_list_model_get_n_items (gtk_column_view_get_columns (self->view)))
    return;

  /* Inserting a column that is there moves it. */
  gtk_column_view_insert_column (self->view, position + step, moved);
}

static void
on_earlier (TwTable   *self,
            GtkWidget *button)
{
  move_column (self, button, -1);
}

static void
on_later (TwTable   *self,
          GtkWidget *button)
{
  move_column (self, button, 1);
}

static GtkWidget *
create_move_button (TwTable    *self,
                    int         column,
                    const char *icon_name,
                    const char *format,
                    GCallback   callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *name = g_strdup_printf (format, get_column (self, column)->title);

  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "tw-column", GINT_TO_POINTER (column));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
append_column (TwTable *self,
               int      column)
{
  const TwTableColumn *info = get_column (self, column);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label (info->title);
  gboolean shown = tw_table_find_shown (self, column) >= 0;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_sensitive (check, column > 0);
  if (column == 0)
    tw_tooltip_set (check, _("The first column tells the rows apart"));

  g_object_set_data (G_OBJECT (check), "tw-column", GINT_TO_POINTER (column));
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), check);

  if (shown && column > 0)
    {
      /* Translators: %s is the title of a column. */
      gtk_box_append (GTK_BOX (box), create_move_button (self, column, "go-up-symbolic",
                                                         _("Move %s Earlier"),
                                                         G_CALLBACK (on_earlier)));
      /* Translators: %s is the title of a column. */
      gtk_box_append (
          GTK_BOX (box),
          create_move_button (
              self, column, "go-down-symbolic", _("Move %s Later"), G_CALLBACK (on_later)));
    }

  gtk_box_append (self->columns_list, box);
}

static void
on_sort_chosen (TwTable *self)
{
  guint selected = gtk_drop_down_get_selected (self->sort_column);

  /* The first choice is the order of the list itself. */
  if (!self->restoring && selected != GTK_INVALID_LIST_POSITION)
    tw_table_sort (self, (int) selected - 1, gtk_toggle_button_get_active (self->sort_descending));
}

static void
update_sort (TwTable *self)
{
  gboolean descending;
  int column = tw_table_get_sort (self, &descending);

  self->restoring = TRUE;
  gtk_drop_down_set_selected (self->sort_column, column + 1);
  gtk_toggle_button_set_active (self->sort_descending, column >= 0 && descending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sort_descending), column >= 0);
  self->restoring = FALSE;
}

/* Which control of which column has the focus, so that it stays there when the list is made anew. */
static gboolean
get_focused (TwTable *self,
             int     *column,
             guint   *control)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->columns_list)))
    return FALSE;

  *column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (focus), "tw-column"));
  *control = 0;
  while ((focus = gtk_widget_get_prev_sibling (focus)) != NULL)
    (*control)++;

  return TRUE;
}

static void
focus_control (TwTable *self,
               int      column,
               guint    control)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->columns_list));

  for (; box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      GtkWidget *check = gtk_widget_get_first_child (box);
      GtkWidget *wanted = check;

      if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "tw-column")) != column)
        continue;
      for (guint i = 0; i < control && wanted != NULL; i++)
        wanted = gtk_widget_get_next_sibling (wanted);
      gtk_widget_grab_focus (wanted != NULL ? wanted : check);
      return;
    }
}

void
tw_table_update_chooser (TwTable *self)
{
  GtkWidget *child;
  int column;
  int focused = 0;
  guint control = 0;
  gboolean had_focus;

  if (self->restoring || self->columns_list == NULL)
    return;

  update_sort (self);

  /* Only what is open is seen; it is filled again whenever it opens. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->columns_list)))
    return;

  had_focus = get_focused (self, &focused, &control);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->columns_list))) != NULL)
    gtk_box_remove (self->columns_list, child);

  for (guint i = 0; (column = tw_table_get_shown (self, i)) >= 0; i++)
    append_column (self, column);

  for (guint i = 0; i < self->columns->len; i++)
    {
      if (tw_table_find_shown (self, i) < 0)
        append_column (self, i);
    }

  if (had_focus)
    focus_control (self, focused, control);
}

static void
on_mapped (TwTable *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->restoring = TRUE;
  gtk_string_list_append (titles, _("Order of the list"));
  for (guint i = 0; i < self->columns->len; i++)
    gtk_string_list_append (titles, get_column (self, i)->title);

  gtk_drop_down_set_model (self->sort_column, G_LIST_MODEL (titles));
  self->restoring = FALSE;
  tw_table_update_chooser (self);
}

static void
on_wanted (GtkMenuButton *button,
           gpointer       user_data)
{
  TwTable *self = user_data;
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->columns_list != NULL)
    return;

  builder = gtk_builder_new_from_resource ("/io/github/tierwright/Tierwright/tw-table-chooser.ui");
  self->columns_list = GTK_BOX (gtk_builder_get_object (builder, "columns_list"));
  self->sort_column = GTK_DROP_DOWN (gtk_builder_get_object (builder, "sort_column"));
  self->sort_descending = GTK_TOGGLE_BUTTON (gtk_builder_get_object (builder, "sort_descending"));

  /* What has the focus of a choice is the button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->sort_column))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sort by"), -1);
  g_signal_connect_object (self->columns_list, "map", G_CALLBACK (on_mapped), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->sort_column, "notify::selected", G_CALLBACK (on_sort_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort_descending, "toggled", G_CALLBACK (on_sort_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (gtk_builder_get_object (builder, "columns_popover")));
}

void
tw_table_init_chooser (TwTable *self)
{
  tw_table_init_button (self->columns_button, _("Columns and Sorting"), on_wanted, self);
}
